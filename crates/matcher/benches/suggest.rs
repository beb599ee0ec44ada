//! `cargo bench -p matcher`: an answer against a bare tantivy search for the same words; start and memory.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "../../../benches/support/ratios.rs"]
mod ratios;

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use domain::Suggestion;
use matcher::{Examples, Matcher, Vocabulary};
use ordinance::Ordinance;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, doc};

use crate::ratios::Ratios;

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);
static BARE: LazyLock<Bare> = LazyLock::new(Bare::new);

const SUBJECT: &str = "Nie łączy z domu";
/// Fifty words, the usual length of a ticket.
const BODY: &str = "Dzień dobry, od wczoraj wieczorem nie mogę połączyć się z siecią urzędu z domu. FortiClient dochodzi do \
połowy i pokazuje błąd, a kod z tokena jest przyjmowany. Internet w domu działa, sprawdzałam na telefonie i na \
drugim laptopie. Próbowałam już ponownie uruchomić komputer i router. Jutro mam pracę zdalną cały dzień, proszę o pomoc.";

/// Times each text is answered.
const TURNS: usize = 9;

fn main() {
    let mut ratios = Ratios::new();
    start(&mut ratios);
    divan::main();
    if ratios::wanted() {
        measure(&mut ratios);
        ratios.print();
    }
}

#[divan::bench]
fn suggest() -> Suggestion {
    MATCHER.suggest(SUBJECT, black_box(BODY))
}

#[divan::bench]
fn bare_search(bencher: divan::Bencher<'_, '_>) {
    let words = plain(BODY);
    bencher.bench(|| BARE.search(&words));
}

#[divan::bench(sample_count = 5)]
fn suggest_for_ten_megabytes(bencher: divan::Bencher<'_, '_>) {
    let body = BODY.repeat(10_000_000 / BODY.len());
    bencher.bench(|| MATCHER.suggest(SUBJECT, &body));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn build() -> Matcher {
    Matcher::built_in()
}

/// Builds the first matcher of the process and notes what it costs.
fn start(ratios: &mut Ratios) {
    let before = resident_kilobytes();
    let begun = Instant::now();
    LazyLock::force(&MATCHER);
    let took = begun.elapsed();
    let grown = before.zip(resident_kilobytes());
    ratios.note(format!("first start: {took:.1?}"));
    ratios.note(grown.map_or_else(
        || "memory: not measured on this system".to_owned(),
        |(before, after)| {
            let growth = after.saturating_sub(before) as f64 / 1_000.0;
            format!("resident memory grew by {growth:.1} MB")
        },
    ));
}

fn measure(ratios: &mut Ratios) {
    // The whole of a very long text is not read; see `Matcher::suggest`.
    let long = BODY.repeat(50);
    for (what, body, rounds) in [
        ("suggest, five words", "", 2_000),
        ("suggest, fifty words", BODY, 2_000),
        ("suggest, the same fifty words fifty times", &long, 200),
    ] {
        let words = plain(&format!("{SUBJECT}\n{body}"));
        let ours = || MATCHER.suggest(SUBJECT, body);
        ratios.compare(what, rounds, ours, || BARE.search(&words));
    }
    let texts = usual_texts();
    let ours = |text: &str| drop(black_box(MATCHER.suggest("", text)));
    let bare = |text: &str| drop(black_box(BARE.search(&plain(text))));
    for (what, times) in [
        ("suggest", of_each(&texts, ours)),
        ("bare search", of_each(&texts, bare)),
    ] {
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        ratios.note(format!(
            "{what}, {} different texts of 40 to 60 words, each the median of {TURNS}: p50 {:.2?}, p99 {:.2?}, longest {:.2?}",
            times.len(), at(50), at(99), at(100),
        ));
    }
}

/// Example requests about as long as a usual ticket.
fn usual_texts() -> Vec<String> {
    let examples = Examples::built_in();
    let texts = examples.all().iter().map(ToString::to_string);
    texts
        .filter(|text| (40..=60).contains(&polish::words(text).count()))
        .collect()
}

/// How long each text takes, the median of some turns, which leaves out what else the machine does; in order.
fn of_each(texts: &[String], work: impl Fn(&str)) -> Vec<Duration> {
    let mut times: Vec<Duration> = texts
        .iter()
        .map(|text| {
            let mut turns = [Duration::ZERO; TURNS];
            for turn in &mut turns {
                let begun = Instant::now();
                work(text);
                *turn = begun.elapsed();
            }
            turns.sort_unstable();
            turns[TURNS / 2]
        })
        .collect();
    times.sort_unstable();
    times
}

/// The provisions and their everyday words in a plain tantivy index of one field.
struct Bare {
    searcher: Searcher,
    parser: QueryParser,
}

impl Bare {
    fn new() -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("polish")
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("polish", polish::analyzer());
        let mut writer = index
            .writer_with_num_threads::<TantivyDocument>(1, 15_000_000)
            .unwrap();
        let ordinance = Ordinance::built_in();
        let vocabulary = Vocabulary::built_in();
        for duty in ordinance.duties() {
            let mut words = ordinance.full_text(&duty.reference).unwrap();
            for entry in vocabulary.duties() {
                if entry.reference == duty.reference {
                    words.push_str(&entry.terms.join("\n"));
                }
            }
            writer.add_document(doc!(text => words)).unwrap();
        }
        writer.commit().unwrap();
        Self {
            searcher: index.reader().unwrap().searcher(),
            parser: QueryParser::for_index(&index, vec![text]),
        }
    }

    /// The five best provisions for the words of a ticket: its letters and digits, so that nothing is query syntax.
    fn search(&self, words: &str) -> Vec<(f32, DocAddress)> {
        let query = self.parser.parse_query(words).unwrap();
        let best = TopDocs::with_limit(5).order_by_score();
        self.searcher.search(&query, &best).unwrap()
    }
}

/// The words of a text, with blanks between them and for the signs inside them ("c:dane" names no field of the query).
fn plain(text: &str) -> String {
    let words: Vec<String> = polish::words(text).map(|word| word.folded).collect();
    words.join(" ").replace(|c: char| !c.is_alphanumeric(), " ")
}

/// Memory of this process, where the system tells it (Linux).
fn resident_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
