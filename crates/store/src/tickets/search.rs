//! Searching the queue by text: folded in the program, because neither database folds Polish alike.

use domain::Ticket;

/// How many characters of the body the queue's text filter sees.
const BODY_HEAD: usize = 1_000;
/// How many characters of a filter count.
const FILTER_LIMIT: usize = 200;
/// The character that takes the meaning from `%` and `_` in a pattern.
const ESCAPE: char = '!';

/// What the text filter looks through: number, subject, requester's name and the start of the body.
pub(super) fn text_of(ticket: &Ticket) -> String {
    let head: String = ticket.body.chars().take(BODY_HEAD).collect();
    polish::fold(&format!(
        "{}\n{}\n{}\n{head}",
        ticket.number, ticket.subject, ticket.requester.name
    ))
}

/// One `like` pattern per word of a filter, with [`ESCAPE`] as the escape character; a text without
/// words gives none. Only the first 200 characters count.
pub(super) fn patterns(filter: &str) -> Vec<String> {
    let head: String = filter.chars().take(FILTER_LIMIT).collect();
    polish::fold(&head)
        .split_whitespace()
        .map(pattern)
        .collect()
}

fn pattern(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for c in word.chars() {
        if matches!(c, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_wildcards_are_plain_characters() {
        assert_eq!(patterns(" Łącze  100%_ok! "), ["%lacze%", "%100!%!_ok!!%"]);
        assert!(patterns(" \u{ad}\t ").is_empty());
    }

    #[test]
    fn a_very_long_filter_is_cut() {
        assert_eq!(patterns(&"a".repeat(1_000_000))[0].len(), FILTER_LIMIT + 2);
    }
}
