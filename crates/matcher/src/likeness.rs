//! Whether a ticket looks like something already known, by the words they have in common. A person
//! decides; this only says where to look.

use std::collections::{BTreeMap, BTreeSet};

/// What people say of any trouble; says nothing about which.
const GENERAL: [&str; 43] = [
    "awaria",
    "blad",
    "brak",
    "cos",
    "czy",
    "dostep",
    "dzien",
    "dobry",
    "dzis",
    "dzisiaj",
    "dziala",
    "dzialaja",
    "dzialac",
    "dzialanie",
    "komputer",
    "komputera",
    "mam",
    "moge",
    "moj",
    "nagle",
    "nie",
    "od",
    "otwiera",
    "pomoc",
    "pomoce",
    "problem",
    "problemu",
    "prosba",
    "prosze",
    "przestala",
    "przestalo",
    "przestal",
    "rana",
    "system",
    "systemu",
    "urzad",
    "urzedu",
    "wcale",
    "wszyscy",
    "wszystkich",
    "zgloszenie",
    "zglaszam",
    "znowu",
];

/// How much a text resembles something known, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Which share of the words of the title occur, and a tenth for each other word; above 0.
    pub score: f64,
    /// Words of the text that the title or the other texts have as well, as they stand in the text.
    pub words: Vec<String>,
}

/// What is known of something, by its words.
#[derive(Clone, Debug)]
pub struct Known {
    title: BTreeSet<String>,
    others: BTreeSet<String>,
}

impl Known {
    /// Something that goes by a title, described by some texts, of which further short texts speak (such
    /// as the subjects of tickets): their words count when two of them say the same.
    pub fn new(title: &str, description: &str, subjects: &[String]) -> Self {
        let general = general();
        let title = stems(title, &general);
        let mut others = stems(description, &general);
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for subject in subjects {
            for stem in stems(subject, &general) {
                *said.entry(stem).or_default() += 1;
            }
        }
        others.extend(
            said.into_iter()
                .filter(|(_, times)| *times > 1)
                .map(|(stem, _)| stem),
        );
        others.retain(|stem| !title.contains(stem));
        Self { title, others }
    }

    /// How much `text` resembles it: at least half of the words of the title occur, or one of them and two
    /// other words. `None` when it does not.
    pub fn resembles(&self, text: &str) -> Option<Likeness> {
        let mut seen = BTreeSet::new();
        let (mut title, mut others) = (0_u32, 0_u32);
        let mut words = Vec::new();
        for word in polish::words(text) {
            let stem = polish::stem(&word.folded);
            let hit = if self.title.contains(&stem) {
                &mut title
            } else if self.others.contains(&stem) {
                &mut others
            } else {
                continue;
            };
            if seen.insert(stem) {
                *hit += 1;
                words.push(word.folded);
            }
        }
        let of = u32::try_from(self.title.len()).unwrap_or(u32::MAX);
        let alike = title > 0 && (title * 2 >= of || others > 1);
        alike.then(|| Likeness {
            score: f64::from(title) / f64::from(of.max(1)) + f64::from(others) / 10.0,
            words,
        })
    }
}

fn general() -> BTreeSet<String> {
    GENERAL.iter().map(|word| polish::stem(word)).collect()
}

/// The stems of the words that say something.
fn stems(text: &str, general: &BTreeSet<String>) -> BTreeSet<String> {
    polish::words(text)
        .filter(|word| !polish::is_function_word(&word.folded))
        .map(|word| polish::stem(&word.folded))
        .filter(|stem| !general.contains(stem))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Known {
        let subjects = ["Outlook nie wysyła", "outlook się zawiesza", "inny temat"];
        Known::new(
            "Nie działa poczta",
            "Wiadomości nie wychodzą i nie przychodzą.",
            &subjects.map(str::to_owned),
        )
    }

    #[test]
    fn a_text_about_the_same_is_recognised_in_any_form_of_the_words() {
        let found = mail()
            .resembles("Od rana nie mam dostępu do poczty")
            .unwrap();
        assert_eq!(found.words, ["poczty"]);
        assert!((found.score - 1.0).abs() < 1e-9);
        let more = mail()
            .resembles("POCZTA: outlook, wiadomość nie wyszła")
            .unwrap();
        assert!(more.score > found.score, "{more:?}");
    }

    #[test]
    fn what_people_say_of_any_trouble_decides_nothing() {
        for text in [
            "Nie działa drukarka",
            "Proszę o pomoc, problem z systemem",
            "",
            "outlook",
        ] {
            assert_eq!(mail().resembles(text), None, "{text}");
        }
        let empty = Known::new("Nie działa", "", &[]);
        assert_eq!(empty.resembles("Nie działa nic"), None);
    }
}
