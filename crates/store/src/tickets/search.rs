//! What somebody searches for: words, phrases in quotation marks, words of the requester.

use super::words::{Field, stem};
use crate::conn::Dialect;

/// How many characters of a search count.
const TEXT_LIMIT: usize = 200;
/// How many words and phrases of a search count.
const TERM_LIMIT: usize = 12;
/// How many different telling words of a text count, among how many.
const MOST_TELLING: usize = 40;
const MOST_READ: usize = 400;
/// A shorter stem is searched for as it is; a longer one also stands for words that begin with it.
const SHORTEST_BEGINNING: usize = 3;
/// Before a word or phrase: of the requester's name, e-mail, department, room or telephone.
const REQUESTER: [&str; 3] = ["nadawca:", "zgłaszający:", "requester:"];

/// One word or phrase.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Its stems, one after the other; never empty.
    stems: Vec<String>,
    /// As typed, without quotation marks: other words may begin with the (only) stem.
    loose: bool,
    /// Where it must stand; anywhere if not said.
    pub(super) field: Option<Field>,
}

/// The words and phrases of a search, each of which a ticket must have; `None` when the text has none at all,
/// so that nothing can be found.
///
/// Function words count only inside quotation marks, or when there is nothing else.
pub(crate) fn terms(text: &str) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    let mut idle = Vec::new();
    for (part, quoted) in parts(&text.chars().take(TEXT_LIMIT).collect::<String>()) {
        let (field, part) = field_of(part);
        let words: Vec<polish::Word> = polish::words(part).collect();
        let all_idle = words
            .iter()
            .all(|word| polish::is_function_word(&word.folded));
        let stems: Vec<String> = words.iter().map(stem).collect();
        if stems.is_empty() {
            continue;
        }
        let term = Term {
            loose: !quoted && stems.len() == 1 && stems[0].len() >= SHORTEST_BEGINNING,
            stems,
            field,
        };
        if all_idle && !quoted {
            idle.push(term);
        } else {
            terms.push(term);
        }
    }
    if terms.is_empty() {
        terms = idle;
    }
    terms.truncate(TERM_LIMIT);
    (!terms.is_empty()).then_some(terms)
}

/// The telling words of any text, each stem once, for looking for what says the like: no function words, no single
/// letters, no bare numbers; the first 40 that there are.
pub(crate) fn telling(text: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let words = polish::words(text).filter(|word| {
        word.folded.len() > 1
            && !polish::is_function_word(&word.folded)
            && !word.folded.bytes().all(|byte| byte.is_ascii_digit())
    });
    for word in words.take(MOST_READ) {
        let stems = vec![stem(&word)];
        if terms.iter().all(|term| term.stems != stems) {
            terms.push(Term {
                stems,
                loose: false,
                field: None,
            });
        }
        if terms.len() == MOST_TELLING {
            break;
        }
    }
    terms
}

/// Cuts a text at spaces that stand outside of quotation marks; tells which parts stood in them.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let is_quote = |c: char| matches!(c, '"' | '„' | '”' | '“');
    let mut parts = Vec::new();
    let (mut start, mut inside, mut quoted) = (0, false, false);
    for (at, c) in text.char_indices() {
        if is_quote(c) {
            inside = !inside;
            quoted = true;
        } else if c.is_whitespace() && !inside {
            parts.push((&text[start..at], quoted));
            start = at + c.len_utf8();
            quoted = false;
        }
    }
    parts.push((&text[start..], quoted));
    parts
}

fn field_of(part: &str) -> (Option<Field>, &str) {
    for name in REQUESTER {
        let folded = polish::fold(name);
        let colon = part.find(':').map(|at| at + 1);
        if let Some(rest) =
            colon.and_then(|at| (polish::fold(&part[..at]) == folded).then(|| &part[at..]))
        {
            return (Some(Field::Requester), rest);
        }
    }
    (None, part)
}

impl Term {
    /// Whether stems in a row say it: the same as the databases find.
    pub(crate) fn stands_in(&self, words: &[&str]) -> bool {
        let begins = |word: &&str| match self.stems.as_slice() {
            [stem] if self.loose => word.starts_with(stem.as_str()),
            _ => false,
        };
        words.iter().any(begins)
            || words
                .windows(self.stems.len())
                .any(|row| row.iter().zip(&self.stems).all(|(word, stem)| word == stem))
    }

    /// As the full-text search of a database takes it; stems are letters and digits, so nothing in them has a meaning.
    pub(crate) fn written(&self, dialect: Dialect) -> String {
        let quoted = |stem: &String| match dialect {
            Dialect::Sqlite => format!("\"{}\"", stem.replace('"', "")),
            Dialect::Postgres => format!("'{}'", stem.replace(['\'', '\\'], "")),
        };
        let (glue, loose) = match dialect {
            // Words in a row between quotation marks are a phrase.
            Dialect::Sqlite => (" + ", " *"),
            Dialect::Postgres => (" <-> ", ":*"),
        };
        let stems: Vec<String> = self.stems.iter().map(quoted).collect();
        let mut written = stems.join(glue);
        if self.loose {
            written.push_str(loose);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let terms = terms(text).unwrap_or_default();
        terms
            .iter()
            .map(|term| term.written(Dialect::Sqlite))
            .collect()
    }

    #[test]
    fn words_are_stems_and_phrases_keep_their_order() {
        assert_eq!(written("Drukarkami"), ["\"drukark\" *"]);
        assert_eq!(
            written("ad \"Nie działa\""),
            ["\"ad\"", "\"nie\" + \"dzial\""]
        );
        assert_eq!(
            written("ZG-2026-000001"),
            ["\"zg\" + \"2026\" + \"000001\""]
        );
        assert_eq!(written("kompem"), written("komputerów"));
        assert_eq!(written("\"brak netu\""), written("\"brak internetu\""));
        let terms = terms("\"nie działa\"").unwrap();
        assert_eq!(terms[0].written(Dialect::Postgres), "'nie' <-> 'dzial'");
    }

    #[test]
    fn function_words_count_only_in_phrases_or_alone() {
        assert_eq!(written("nie działa"), ["\"dzial\" *"]);
        assert_eq!(written("nie"), ["\"nie\" *"]);
    }

    #[test]
    fn the_requester_is_named_by_a_word_before_a_colon() {
        for text in [
            "nadawca:Kowalska",
            "NADAWCA:\"Kowalska\"",
            "zgłaszający:Kowalska",
            "zglaszajacy:kowalską",
            "requester:Kowalska",
        ] {
            let terms = terms(text).unwrap();
            assert_eq!(terms[0].field, Some(Field::Requester), "{text}");
            assert!(terms[0].stems[0].starts_with("kowalsk"), "{text}");
        }
        assert_eq!(terms("godzina:12").unwrap()[0].field, None);
    }

    #[test]
    fn signs_of_the_databases_mean_nothing() {
        for text in [
            "\" OR 1 *",
            "a' | !b:*",
            "NEAR(x y)",
            "{words}:x",
            "^x",
            "\\' <-> \\",
        ] {
            for dialect in [Dialect::Sqlite, Dialect::Postgres] {
                for term in terms(text).unwrap_or_default() {
                    let inner = term.written(dialect);
                    let bare = |text: &str| -> String {
                        text.chars().filter(|c| c.is_alphanumeric()).collect()
                    };
                    assert_eq!(bare(&inner), bare(&term.stems.concat()), "{inner}");
                }
            }
        }
        assert_eq!(terms(" \u{ad}\t % _ \" "), None);
    }

    #[test]
    fn a_very_long_search_is_cut() {
        assert_eq!(written(&"a".repeat(1_000_000)), [""; 0]);
        assert!(written(&"słowo ".repeat(1_000_000)).len() <= TERM_LIMIT);
    }
}
