//! What an article is worth for some words.

use domain::ArticleText;

use crate::tickets::search::Term;
use crate::tickets::words::stems;

/// From this worth on an article may be what a text is about: a rare word of its title, or several of its body.
pub(super) const LIKELY: f64 = 1.5;
/// A word in the title counts like so many in the body.
const TITLE: f64 = 3.0;

/// The words an article is found by: those of the title in one line, those of the body in the next.
pub(super) fn words_of(text: &ArticleText) -> String {
    format!("{}\n{}", stems(&text.title), stems(&text.body))
}

/// What each article is worth, in their order: the sum over the words and phrases it has, three times for the title,
/// each divided by the logarithm of how many of these articles have it.
pub(super) fn worth<'a>(articles: impl Iterator<Item = &'a str>, terms: &[Term]) -> Vec<f64> {
    let places: Vec<Vec<f64>> = articles
        .map(|words| {
            let (title, body) = words.split_once('\n').unwrap_or((words, ""));
            let title: Vec<&str> = title.split(' ').collect();
            let body: Vec<&str> = body.split(' ').collect();
            let place = |term: &Term| {
                if term.stands_in(&title) {
                    TITLE
                } else if term.stands_in(&body) {
                    1.0
                } else {
                    0.0
                }
            };
            terms.iter().map(place).collect()
        })
        .collect();
    let holders: Vec<f64> = (0..terms.len())
        .map(|term| {
            places
                .iter()
                .map(|of| f64::from(u8::from(of[term] > 0.0)))
                .sum()
        })
        .collect();
    places
        .iter()
        .map(|of| {
            of.iter()
                .zip(&holders)
                .map(|(place, holders)| place / (1.0 + holders).log2().max(1.0))
                .sum()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::search::{telling, terms};

    #[test]
    fn words_of_the_title_and_rare_words_count_more() {
        let articles = ["drukark papier\nwklad", "vpn\ndrukark", "vpn\ntelefon"];
        let search = terms("drukarka telefon").unwrap();
        let worths = worth(articles.into_iter(), &search);
        assert!(worths[0] > worths[1], "{worths:?}");
        assert!(worths[2] > worths[1], "{worths:?}");
    }

    #[test]
    fn one_common_word_of_many_bodies_makes_nothing_likely() {
        let articles = ["a\nkomputer"; 8];
        let worths = worth(articles.into_iter(), &telling("Mój komputer"));
        assert!(worths.iter().all(|worth| *worth < LIKELY), "{worths:?}");
        let worths = worth(["vpn\nlaczy"].into_iter(), &telling("VPN"));
        assert!(worths[0] >= LIKELY);
    }
}
