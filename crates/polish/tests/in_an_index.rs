//! The analyzer inside a tantivy index: what people type finds what is written.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use polish::{PolishShortForms, PolishStemmer, PolishTokenizer};
use proptest::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, TantivyDocument, doc};

fn best(index: &Index, query: &str) -> String {
    let body = index.schema().get_field("body").unwrap();
    let query = QueryParser::for_index(index, vec![body])
        .parse_query(query)
        .unwrap();
    let searcher = index.reader().unwrap().searcher();
    let top = searcher
        .search(&query, &TopDocs::with_limit(1).order_by_score())
        .unwrap();
    let found: TantivyDocument = searcher.doc(top[0].1).unwrap();
    found.get_first(body).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn a_query_in_another_case_or_without_diacritics_finds_the_text() {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("polish")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field(
        "body",
        TextOptions::from(STORED).set_indexing_options(indexing),
    );
    let index = Index::create_in_ram(schema.build());
    let analyzer = TextAnalyzer::builder(PolishTokenizer::default())
        .filter(PolishShortForms)
        .filter(PolishStemmer)
        .build();
    index.tokenizers().register("polish", analyzer);
    let mut writer = index
        .writer_with_num_threads::<TantivyDocument>(1, 20_000_000)
        .unwrap();
    for text in [
        "Drukarka nie działa",
        "Zapomniałem hasła do poczty",
        "Brak sieci w serwerowni",
        "Aplikacja się zawiesza",
        "Komputer w pokoju 12 szumi",
    ] {
        writer.add_document(doc!(body => text)).unwrap();
    }
    writer.commit().unwrap();
    for (query, start) in [
        ("drukarce", "Drukarka"),
        ("hasło", "Zapomniałem"),
        ("haslami", "Zapomniałem"),
        ("sieć", "Brak"),
        ("aplikacją", "Aplikacja"),
        ("apki", "Aplikacja"),
        ("szum kompa", "Komputer"),
        ("pok", "Komputer"),
        ("\"hasłem do poczty\"", "Zapomniałem"),
    ] {
        assert!(best(&index, query).starts_with(start), "{query}");
    }
}

#[test]
fn the_stemmer_works_after_another_tokenizer() {
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(PolishStemmer)
        .build();
    let mut tokens = analyzer.token_stream("Drukarką, HASŁEM");
    let mut stems = Vec::new();
    tokens.process(&mut |token| stems.push((token.text.clone(), token.position)));
    assert_eq!(stems, [("drukark".to_owned(), 0), ("hasl".to_owned(), 1)]);
}

#[test]
fn short_forms_are_written_out_after_another_tokenizer_and_keep_their_place() {
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(PolishShortForms)
        .build();
    let mut tokens = analyzer.token_stream("Brak Netu, wydz. Kadr");
    let mut seen = Vec::new();
    tokens.process(&mut |token| seen.push((token.text.clone(), token.offset_from)));
    let texts: Vec<&str> = seen.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["Brak", "internet", "wydzial", "Kadr"]);
    assert_eq!(seen[2].1, 11);
}

proptest! {
    #[test]
    fn any_text_is_cut_at_character_boundaries(text in any::<String>()) {
        let mut end = 0;
        for word in polish::words(&text) {
            prop_assert!(word.range.start >= end && text.get(word.range.clone()).is_some());
            prop_assert!(!polish::stem(&word.folded).is_empty());
            end = word.range.end;
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = polish::fold(&text);
        prop_assert_eq!(polish::fold(&once), once);
    }

    #[test]
    fn polish_words_have_the_same_stem_without_diacritics(word in "[a-ząćęłńóśźż]{1,20}") {
        prop_assert_eq!(polish::stem(&word), polish::stem(&polish::fold(&word)));
    }
}
