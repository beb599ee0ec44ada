//! Both languages say the same: the same files, keys and values, each with the plural forms of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails in a test's own helper fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser;
use texts::{Arg, Language, Texts};

/// Words with Polish letters that English sentences may hold: names, and the words that the search
/// of the queue understands.
const NAMES: [&str; 3] = ["Kraków", "Obsługi", "komórka"];

/// Counts that between them ask for every form of both languages.
const COUNTS: [i64; 9] = [0, 1, 2, 5, 12, 21, 22, 101, 1_000_000];

/// A choice between variants.
#[derive(Debug)]
struct Choice {
    keys: Vec<String>,
    default: String,
}

/// What a sentence is made of.
#[derive(Debug, Default)]
struct Sentence {
    text: String,
    values: BTreeSet<String>,
    /// Values by which variants are chosen, with the choices.
    choices: Vec<(String, Choice)>,
}

impl Sentence {
    fn read(pattern: &Pattern<String>) -> Self {
        let mut sentence = Self::default();
        sentence.add(pattern);
        sentence
    }

    fn add(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => {
                self.values.insert(value_name(inline));
            }
            Expression::Select { selector, variants } => {
                let name = value_name(selector);
                self.values.insert(name.clone());
                self.choices.push((name, Choice::read(variants)));
                for variant in variants {
                    self.text.push('\n');
                    self.add(&variant.value);
                }
            }
        }
    }
}

impl Choice {
    fn read(variants: &[Variant<String>]) -> Self {
        let key = |variant: &Variant<String>| match &variant.key {
            VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key } => {
                key.clone()
            }
        };
        Self {
            keys: variants.iter().map(key).collect(),
            default: key(variants.iter().find(|variant| variant.default).unwrap()),
        }
    }

    /// Whether it is a choice of a plural form, by numbers and the categories of the Unicode CLDR.
    fn is_plural(&self) -> bool {
        let category =
            |key: &String| matches!(key.as_str(), "zero" | "one" | "two" | "few" | "many");
        self.keys.iter().any(category)
    }
}

/// The name of the value that is put in. References between sentences, terms and functions are not used.
fn value_name(inline: &InlineExpression<String>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => id.name.clone(),
        other => panic!("only values are put into sentences, not {other:?}"),
    }
}

/// The sentences of a language: file → key → sentence.
fn sentences(language: Language) -> BTreeMap<String, BTreeMap<String, Sentence>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(language.code());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let resource = parser::parse(fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        let mut keys = BTreeMap::new();
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name;
                    let pattern = message.value.unwrap();
                    let before = keys.insert(key.clone(), Sentence::read(&pattern));
                    assert!(before.is_none(), "{key} stands twice in {file}");
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{file}: {other:?}"),
            }
        }
        files.insert(file, keys);
    }
    files
}

/// Every sentence of a language by its key, whatever the file.
fn by_key(language: Language) -> BTreeMap<String, Sentence> {
    let mut all = BTreeMap::new();
    for (file, keys) in sentences(language) {
        for (key, sentence) in keys {
            assert!(!all.contains_key(&key), "{key} stands again in {file}");
            all.insert(key, sentence);
        }
    }
    all
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_files() {
    let keys = |language| -> BTreeMap<String, BTreeSet<String>> {
        sentences(language)
            .into_iter()
            .map(|(file, keys)| (file, keys.into_keys().collect()))
            .collect()
    };
    let (polish, english) = (keys(Language::Polish), keys(Language::English));
    let mut faults = Vec::new();
    for file in polish.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        let none = BTreeSet::new();
        let polish = polish.get(file).unwrap_or(&none);
        let english = english.get(file).unwrap_or(&none);
        faults.extend(
            polish
                .difference(english)
                .map(|key| format!("en/{file}: no {key}")),
        );
        faults.extend(
            english
                .difference(polish)
                .map(|key| format!("pl/{file}: no {key}")),
        );
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_sentence_of_the_files_is_in_the_program() {
    for language in Language::ALL {
        let t = Texts::new(language);
        for key in by_key(language).keys() {
            assert!(t.has(key), "{key}: is its file listed in lib.rs?");
        }
    }
}

#[test]
fn both_languages_say_the_same_values() {
    let english = by_key(Language::English);
    for (key, sentence) in by_key(Language::Polish) {
        if let Some(other) = english.get(&key) {
            assert_eq!(sentence.values, other.values, "{key}");
        }
    }
}

#[test]
fn plural_forms_are_those_of_the_language() {
    for (language, known) in [
        (Language::Polish, &["one", "few", "many", "other"][..]),
        (Language::English, &["one", "other"][..]),
    ] {
        for (key, sentence) in by_key(language) {
            for (_, choice) in &sentence.choices {
                if !choice.is_plural() {
                    continue;
                }
                for form in &choice.keys {
                    let sound = known.contains(&form.as_str()) || form.parse::<i64>().is_ok();
                    assert!(sound, "{key}: {language:?} has no form {form}");
                }
                assert!(
                    matches!(choice.default.as_str(), "many" | "other"),
                    "{key}: the form for whatever comes is {}",
                    choice.default
                );
            }
        }
    }
}

/// Sentences with a count come out whole, whatever the count: no gap and no value left out.
#[test]
fn every_count_has_its_sentence() {
    for language in Language::ALL {
        let t = Texts::new(language);
        for (key, sentence) in by_key(language) {
            let counts: BTreeSet<&str> = sentence
                .choices
                .iter()
                .filter(|(_, choice)| choice.is_plural())
                .map(|(name, _)| name.as_str())
                .collect();
            for count in COUNTS {
                let args: Vec<(&str, Arg<'_>)> = sentence
                    .values
                    .iter()
                    .map(|name| {
                        let is_count = counts.contains(name.as_str());
                        let value = if is_count {
                            Arg::Number(count)
                        } else {
                            Arg::Text("x")
                        };
                        (name.as_str(), value)
                    })
                    .collect();
                let words = t.with(&key, &args);
                let whole = !words.is_empty() && !words.contains(['{', '}', '⟦']);
                assert!(whole, "{key} with {count}: {words}");
            }
        }
    }
}

#[test]
fn english_sentences_are_english() {
    for (key, sentence) in by_key(Language::English) {
        let polish: Vec<_> = sentence
            .text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| {
                word.chars()
                    .any(|letter| "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".contains(letter))
            })
            .filter(|word| !NAMES.contains(word))
            .collect();
        assert!(polish.is_empty(), "{key}: {polish:?}");
        assert!(
            !sentence.text.contains('„'),
            "{key} has Polish quotation marks"
        );
    }
    for (key, sentence) in by_key(Language::Polish) {
        assert!(
            !sentence.text.contains('“'),
            "{key} has English quotation marks"
        );
    }
}
