//! Every sentence a person reads, plural forms and dates. Knows no tickets.
//!
//! Sentences live in `locales/<language>/*.ftl` (Fluent syntax: arguments, plural and other
//! variants chosen by the language's own rules); code and templates name them by key.

mod dates;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};

type Bundle = FluentBundle<FluentResource>;

/// A value put into a sentence.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Words.
    Text(&'a str),
    /// A count, which chooses the plural form.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A language that people may read the desk in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The office's own language: letters and everything that is kept are written in it.
    #[default]
    Polish,
    /// British English.
    English,
}

impl Language {
    /// Every language, the office's own first.
    pub const ALL: [Self; 2] = [Self::Polish, Self::English];

    /// Its code (ISO 639-1), as `lang` attributes and cookies carry it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Polish => "pl",
            Self::English => "en",
        }
    }

    /// Its name in itself, as the switch between languages shows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Polish => "Polski",
            Self::English => "English",
        }
    }

    /// The language with this code; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The sentences of one language; a handle that is free to copy.
#[derive(Clone, Copy)]
pub struct Texts {
    language: Language,
}

/// Stands for a value while a sentence is cut around it; no person types it (U+FFFC).
const PLACE: &str = "\u{fffc}";

/// The files of every locale, by name: each language has all of them, with the same keys.
macro_rules! locales {
    ($($name:literal),* $(,)?) => {
        /// Polish files with their names, for error messages.
        const PL: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../locales/pl/", $name)))),*];
        /// English files with their names.
        const EN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../locales/en/", $name)))),*];
    };
}

locales![
    "accessibility.ftl",
    "acts.ftl",
    "analyses.ftl",
    "articles.ftl",
    "attachments.ftl",
    "bookings.ftl",
    "clocks.ftl",
    "common.ftl",
    "days_off.ftl",
    "desk.ftl",
    "letters.ftl",
    "letters_acts.ftl",
    "letters_steps.ftl",
    "live.ftl",
    "merge.ftl",
    "my_state.ftl",
    "outages.ftl",
    "pages.ftl",
    "pages_accuracy.ftl",
    "pages_evaluation.ftl",
    "pages_queue.ftl",
    "pages_routing.ftl",
    "pages_ticket.ftl",
    "priority.ftl",
    "ratings.ftl",
    "second_line.ftl",
    "replies.ftl",
    "settings.ftl",
    "steps.ftl",
    "telephone.ftl",
    "views.ftl",
];

static POLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("pl", PL));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en-GB", EN));

#[expect(
    clippy::panic,
    reason = "the files are part of the program; a test loads them"
)]
fn bundle(language: &str, files: &[(&str, &str)]) -> Bundle {
    let language: unic_langid::LanguageIdentifier = language
        .parse()
        .unwrap_or_else(|error| panic!("{language}: {error}"));
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for (name, source) in files {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    }
    bundle
}

impl Texts {
    /// The sentences of this language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Polish.
    pub const fn pl() -> Self {
        Self::new(Language::Polish)
    }

    /// English.
    pub const fn en() -> Self {
        Self::new(Language::English)
    }

    /// Which language it is.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What stands before the fraction of a number: a comma in Polish, a point in English.
    pub const fn decimal_mark(&self) -> char {
        match self.language {
            Language::Polish => ',',
            Language::English => '.',
        }
    }

    /// Whether there is a sentence with this key.
    pub fn has(&self, key: &str) -> bool {
        self.sentence(key).is_some()
    }

    /// The sentence with the bundle whose rules it follows. One that is missing in English comes in
    /// Polish, which is better than none; a test holds that none is missing.
    fn sentence(self, key: &str) -> Option<(&'static Bundle, FluentMessage<'static>)> {
        let own = match self.language {
            Language::Polish => &POLISH,
            Language::English => &ENGLISH,
        };
        [own, &POLISH].into_iter().find_map(|bundle| {
            let message = bundle.get_message(key)?;
            message.value().is_some().then_some((&**bundle, message))
        })
    }

    /// The sentence without arguments. An unknown key comes back as `⟦key⟧`, so that a page still
    /// renders and the gap is seen; a test holds that no page shows one.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The sentence about `count` things; the argument is called `$count`.
    pub fn count(&self, key: &str, count: i64) -> String {
        self.with(key, &[("count", Arg::Number(count))])
    }

    /// The sentence with one argument.
    pub fn one<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// The sentence cut at the value called `name`: what stands before it and what after it. For values
    /// that a page has to mark, such as words of another language.
    pub fn around(&self, key: &str, name: &str, args: &[(&str, Arg<'_>)]) -> (String, String) {
        let mut args = args.to_vec();
        args.push((name, Arg::Text(PLACE)));
        let whole = self.with(key, &args);
        match whole.split_once(PLACE) {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (whole, String::new()),
        }
    }

    /// The sentence with arguments by name.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let found = self.sentence(key);
        let Some((bundle, pattern)) = found.and_then(|(from, found)| Some((from, found.value()?)))
        else {
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::from(*text),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.language.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_has_its_plural_forms() {
        let t = Texts::pl();
        for (count, text) in [
            (0, "0 zgłoszeń"),
            (1, "1 zgłoszenie"),
            (2, "2 zgłoszenia"),
            (5, "5 zgłoszeń"),
            (12, "12 zgłoszeń"),
            (22, "22 zgłoszenia"),
        ] {
            assert_eq!(t.count("ticket-count", count), text);
        }
    }

    #[test]
    fn english_has_its_plural_forms() {
        let t = Texts::en();
        assert_eq!(t.count("ticket-count", 1), "1 ticket");
        for count in [0, 2, 21] {
            assert_eq!(t.count("ticket-count", count), format!("{count} tickets"));
        }
    }

    #[test]
    fn a_language_is_known_by_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        for other in ["", "PL", "en-GB", "de"] {
            assert_eq!(Language::from_code(other), None);
        }
    }

    #[test]
    fn a_sentence_can_be_cut_around_a_value() {
        let (before, after) = Texts::en().around(
            "clock-rule",
            "version",
            &[("span", "2 h".into()), ("line", "7".into())],
        );
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("2 h, version of targets “", "”, line 7")
        );
    }

    #[test]
    fn an_unknown_key_is_seen() {
        assert_eq!(Texts::pl().get("no-such-key"), "⟦no-such-key⟧");
        assert!(!Texts::pl().has("no-such-key"));
    }
}
