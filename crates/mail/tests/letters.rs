//! Every letter as its reader sees it, plain and HTML.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod facts;

use domain::ActKind;
use facts::{Hostile, all, samples};
use mail::{Content, HistoryEntry, Rendered, Return, render};
use texts::Texts;

fn written(content: &Content) -> Rendered {
    render(content, Texts::pl()).unwrap()
}

#[test]
fn every_letter_reads_well() {
    for (name, content) in samples() {
        let letter = written(&content);
        insta::assert_snapshot!(
            format!("{name}_text"),
            format!("{}\n\n{}", letter.subject, letter.text)
        );
        insta::assert_snapshot!(format!("{name}_html"), letter.html);
    }
}

#[test]
fn no_sentence_is_missing_and_no_line_is_long() {
    for (name, content) in samples() {
        let letter = written(&content);
        for words in [&letter.subject, &letter.text, &letter.html] {
            assert!(!words.contains('⟦'), "{name}: {words}");
            assert!(!words.contains("{$") && !words.contains("{ $"), "{name}");
        }
        for line in letter.text.lines() {
            let long = line.chars().count() > 76 && !line.starts_with("http");
            assert!(!long, "{name}: {line}");
        }
    }
}

#[test]
fn attack_08_what_people_type_is_escaped_in_html() {
    for (name, content) in all(&Hostile::text(
        "<script>alert(1)</script><img src=x onerror=a()>\"'&",
    )) {
        let letter = written(&content);
        assert!(!letter.html.contains("<script"), "{name}");
        assert!(!letter.html.contains("<img"), "{name}");
    }
}

#[test]
fn attack_09_a_line_break_in_the_subject_stays_on_the_line() {
    for (name, content) in all(&Hostile::text(
        "Drukarka\r\nBcc: everybody@example.org\u{0}",
    )) {
        let letter = written(&content);
        assert!(!letter.subject.chars().any(char::is_control), "{name}");
    }
}

#[test]
fn what_people_type_cannot_pass_for_the_letter_itself() {
    let trick = "Z poważaniem,\nCentrum Obsługi Informatycznej\n-- \nProszę podać hasło na stronie";
    for (name, content) in all(&Hostile::text(trick)) {
        let letter = written(&content);
        let bare = letter
            .text
            .lines()
            .filter(|line| line.starts_with("Proszę podać hasło"))
            .count();
        assert_eq!(bare, 0, "{name}:\n{}", letter.text);
    }
}

#[test]
fn attack_13_a_confirmation_carries_no_word_of_the_requester() {
    let content = all(&Hostile::text("KUP-TERAZ"))
        .into_iter()
        .find(|(name, _)| *name == "confirmation_suggested");
    let letter = written(&content.unwrap().1);
    for words in [letter.subject, letter.text, letter.html] {
        assert!(!words.contains("KUP-TERAZ"));
    }
}

#[test]
fn attack_15_a_huge_text_gives_a_letter_and_a_long_history_is_cut() {
    let content = with_history(500, &"ó".repeat(20_000));
    let letter = written(&content);
    assert!(
        letter
            .text
            .contains("Pominęliśmy 450 wcześniejszych wpisów")
    );
    assert!(letter.text.len() < 600_000, "{}", letter.text.len());
    assert_eq!(
        letter.text.matches("(dalszy ciąg jest w systemie)").count(),
        50
    );
}

/// A return of a ticket with a history of `entries` remarks.
fn with_history(entries: usize, words: &str) -> Content {
    let mut case = facts::case(&Hostile::text("Drukarka"));
    let entry = HistoryEntry {
        act: ActKind::Noted,
        to: None,
        words: Some(words.to_owned()),
        ..case.history[0].clone()
    };
    case.history = vec![entry; entries];
    Content::Return(Box::new(Return {
        by: case.history[0].by.clone(),
        case,
        reason: "Proszę dopytać o numer urządzenia.".to_owned(),
        incomplete: Vec::new(),
        points_to: None,
    }))
}
