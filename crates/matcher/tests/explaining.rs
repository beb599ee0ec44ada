//! Reasons agree with the suggestion they explain.

use std::sync::LazyLock;

use matcher::{Examples, Matcher};

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);

#[test]
fn reasons_are_those_of_the_suggestion() {
    let (subject, body) = (
        "VPN",
        "Z domu nie łączy mnie FortiClient, kod z tokena przyjmuje",
    );
    let examples = MATCHER.neighbours(&Examples::built_in());
    let why = MATCHER.explain(subject, body, Some(&examples));
    assert_eq!(why.suggestion, MATCHER.suggest(subject, body));
    for (reasons, unit) in why.units.iter().zip(&why.suggestion.units) {
        assert_eq!((&reasons.unit, reasons.duty), (&unit.unit, unit.duty));
        let words: Vec<&String> = reasons.words.iter().map(|one| &one.word).collect();
        assert_eq!(words, unit.words.iter().collect::<Vec<_>>());
        assert!(reasons.words.is_sorted_by(|a, b| a.weight >= b.weight));
        assert!(reasons.nearest.len() <= 3);
    }
    assert_eq!(why.units[0].nearest[0].duty.to_string(), "§14 pkt 1 lit. l");
    assert!(why.units[0].nearest[0].similarity > 0.1);
    assert!(
        why.against_runner_up
            .iter()
            .any(|one| one.word == "FortiClient")
    );
    assert!(why.decisive.is_empty(), "{:?}", why.decisive);
    assert_eq!(why.model.len(), 12);
}

#[test]
fn a_word_that_decides_alone_is_named() {
    let why = MATCHER.explain("", "Excel się zawiesza", None);
    let decisive = why.decisive.iter().find(|one| one.without == "Excel");
    assert!(
        decisive.is_some_and(|one| one.unit != why.units[0].unit),
        "{why:?}"
    );
}

#[test]
fn words_that_name_nothing_never_decide() {
    let why = MATCHER.explain("nie działa", "w całym wydziale nie działa internet", None);
    for word in why.units.iter().flat_map(|unit| &unit.words) {
        assert!(
            !["nie", "w", "całym"].contains(&word.word.as_str()),
            "{word:?}"
        );
    }
    assert!(MATCHER.explain("", "", None).units.is_empty());
}

#[test]
fn an_example_is_most_like_itself() {
    let examples = Examples::built_in();
    let neighbours = MATCHER.neighbours(&examples);
    let (mut asked, mut found) = (0, 0);
    for example in examples.all().iter().step_by(500) {
        let why = MATCHER.explain(&example.subject, &example.body, Some(&neighbours));
        let similarities = why.units[0].nearest.iter().map(|near| near.similarity);
        assert!(similarities.is_sorted_by(|a, b| a >= b));
        let nearest: Vec<_> = why.units.iter().flat_map(|unit| &unit.nearest).collect();
        asked += 1;
        if let Some(itself) = nearest.iter().find(|near| near.place == example.place()) {
            found += 1;
            assert!((0.8..1.0001).contains(&itself.similarity), "{itself:?}");
        }
    }
    // The rest belong to units that their words do not speak for.
    assert!(found * 10 >= asked * 9, "{found} of {asked}");
}
