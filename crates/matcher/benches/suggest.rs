//! `cargo bench -p matcher`: an answer against the bare tantivy search inside it, and the start.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use matcher::Matcher;

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);

const SUBJECT: &str = "Nie łączy z domu";
/// Fifty words, the usual length of a ticket.
const BODY: &str = "Dzień dobry, od wczoraj wieczorem nie mogę połączyć się z siecią urzędu z domu. FortiClient dochodzi do \
połowy i pokazuje błąd, a kod z tokena jest przyjmowany. Internet w domu działa, sprawdzałam na telefonie i na \
drugim laptopie. Próbowałam już ponownie uruchomić komputer i router. Jutro mam pracę zdalną cały dzień, proszę o pomoc.";

fn main() {
    divan::main();
    ratio();
}

#[divan::bench]
fn suggest() {
    black_box(MATCHER.suggest(SUBJECT, black_box(BODY)));
}

#[divan::bench]
fn bare_search(bencher: divan::Bencher<'_, '_>) {
    let stems = stems();
    bencher.bench(|| black_box(MATCHER.index().scores(stems.iter().map(String::as_str))));
}

#[divan::bench(sample_count = 5)]
fn suggest_for_ten_megabytes(bencher: divan::Bencher<'_, '_>) {
    let body = BODY.repeat(10_000_000 / BODY.len());
    bencher.bench(|| black_box(MATCHER.suggest(SUBJECT, &body)));
}

#[divan::bench(sample_count = 5)]
fn start() {
    black_box(Matcher::built_in());
}

fn stems() -> Vec<String> {
    let mut stems: Vec<String> = polish::words(BODY)
        .map(|word| polish::stem(&word.folded))
        .collect();
    stems.sort();
    stems.dedup();
    stems
}

/// Prints how many bare searches an answer costs; each side is the fastest of a thousand runs.
#[expect(clippy::print_stdout, reason = "a benchmark shows its result")]
fn ratio() {
    let stems = stems();
    let answer = fastest(|| {
        black_box(MATCHER.suggest(SUBJECT, black_box(BODY)));
    });
    let bare = fastest(|| {
        black_box(
            MATCHER
                .index()
                .scores(stems.iter().map(String::as_str))
                .is_ok(),
        );
    });
    println!(
        "suggest / bare search = {:.2} ({answer:.1?} / {bare:.1?})",
        answer.as_secs_f64() / bare.as_secs_f64()
    );
}

fn fastest(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..1_000).map(time).min().unwrap_or_default()
}
