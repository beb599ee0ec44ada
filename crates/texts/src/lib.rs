//! Every sentence a person reads, plural forms and dates. Knows no tickets.
//!
//! Sentences live in `locales/<language>/*.ftl` (Fluent syntax: arguments, plural and other
//! variants chosen by the language's own rules); code and templates name them by key.

mod dates;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

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

/// The sentences of one language; a handle that is free to copy.
#[derive(Clone, Copy)]
pub struct Texts {
    bundle: &'static FluentBundle<FluentResource>,
}

/// The files of the Polish locale with their names, for error messages.
const PL: &[(&str, &str)] = &[
    ("common.ftl", include_str!("../locales/pl/common.ftl")),
    (
        "pages_accuracy.ftl",
        include_str!("../locales/pl/pages_accuracy.ftl"),
    ),
    (
        "letters_steps.ftl",
        include_str!("../locales/pl/letters_steps.ftl"),
    ),
    ("desk.ftl", include_str!("../locales/pl/desk.ftl")),
    ("pages.ftl", include_str!("../locales/pl/pages.ftl")),
    (
        "pages_queue.ftl",
        include_str!("../locales/pl/pages_queue.ftl"),
    ),
    (
        "pages_routing.ftl",
        include_str!("../locales/pl/pages_routing.ftl"),
    ),
    (
        "pages_ticket.ftl",
        include_str!("../locales/pl/pages_ticket.ftl"),
    ),
    (
        "pages_evaluation.ftl",
        include_str!("../locales/pl/pages_evaluation.ftl"),
    ),
    ("clocks.ftl", include_str!("../locales/pl/clocks.ftl")),
    ("acts.ftl", include_str!("../locales/pl/acts.ftl")),
    ("bookings.ftl", include_str!("../locales/pl/bookings.ftl")),
    ("letters.ftl", include_str!("../locales/pl/letters.ftl")),
    (
        "letters_acts.ftl",
        include_str!("../locales/pl/letters_acts.ftl"),
    ),
];

static POLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("pl", PL));

#[expect(
    clippy::panic,
    reason = "the files are part of the program; a test loads them"
)]
fn bundle(language: &str, files: &[(&str, &str)]) -> FluentBundle<FluentResource> {
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
    /// Polish.
    pub fn pl() -> Self {
        Self { bundle: &POLISH }
    }

    /// Whether there is a sentence with this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .and_then(|message| message.value())
            .is_some()
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

    /// The sentence with arguments by name.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
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
        self.bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
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
    fn an_unknown_key_is_seen() {
        assert_eq!(Texts::pl().get("no-such-key"), "⟦no-such-key⟧");
        assert!(!Texts::pl().has("no-such-key"));
    }
}
