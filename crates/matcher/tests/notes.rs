//! Texts that hold two matters, or one that no provision covers. None of them is an example.

use std::sync::LazyLock;

use domain::{Decision, SuggestionNote};
use matcher::{Examples, Matcher};

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);

/// First matter's unit, second's, text.
const TWO: &[(&str, &str, &str)] = &[
    (
        "IT-02-4",
        "IT-04-2",
        "Po wczorajszej aktualizacji EZD nie zapisuje pism do koszulki, wyskakuje błąd zapisu. Druga sprawa: odpadło kółko od myszki i potrzebuję zamiennej.",
    ),
    (
        "IT-04-1",
        "IT-04-3",
        "Nie mogę połączyć się z domu przez FortiClient, żądanie tokena przepada. Przy okazji proszę o zakup dwóch monitorów dla nowych pracowników.",
    ),
    (
        "IT-02-2",
        "IT-04-2",
        "Dostałam mail z banku i kliknęłam w link, podałam hasło, boję się phishingu. Dodatkowo laptop strasznie się grzeje i wyłącza.",
    ),
    (
        "IT-04-1",
        "IT-02-5",
        "Skrzynka pocztowa jest pełna i nie przyjmuje wiadomości, proszę o zwiększenie limitu. Inny temat: czy będą jeszcze szkolenia z Excela dla pracowników?",
    ),
    (
        "IT-02-4",
        "IT-03-2",
        "W SOZP nie mam roli do zatwierdzania wniosków. Poza tym proszę o opinię do umowy na zakup oprogramowania, projekt umowy w załączniku.",
    ),
    (
        "IT-04-2",
        "IT-04-1",
        "Word zawiesza się przy otwieraniu szablonu. PS. Na trzecim piętrze nie ma zasięgu wifi, żaden telefon nie widzi sieci.",
    ),
];

/// One matter, told with words that could announce another.
const ONE: &[&str] = &[
    "Drukarka na korytarzu nie drukuje. Dodatkowo piszczy i pokazuje brak toneru.",
    "EZD nie zapisuje pisma. Poza tym wszystko w EZD działa.",
    "Nie działa VPN z domu. Przy okazji: z biura też nie działał VPN w zeszłym tygodniu.",
    "Outlook się zawiesza, a przy okazji Outlook gubi kategorie wiadomości.",
];

/// Covered by no provision.
const NOT_OURS: &[&str] = &[
    "Obiad | Czy w środę w stołówce będą pierogi?",
    "Kaloryfer | W naszym pokoju kaloryfer jest zimny, marzniemy.",
    "Sernik | Kto upiecze sernik na imieniny?",
    "Zgubiony parasol | Zostawiłam parasol w szatni, czarny w kropki.",
];

#[test]
fn two_matters_are_seen_and_the_second_is_named() {
    let mut found = 0;
    for (first, second, text) in TWO {
        let suggestion = MATCHER.suggest("", text);
        let Some(SuggestionNote::TwoMatters {
            unit,
            words,
            excerpt,
            duty,
        }) = suggestion.note
        else {
            continue;
        };
        found += 1;
        let main = suggestion.units[0].unit.as_str();
        let pair = [main, unit.as_str()];
        assert!(
            pair.contains(first) && pair.contains(second),
            "{pair:?}: {text}"
        );
        assert!(!words.is_empty() && !excerpt.is_empty(), "{text}");
        assert!(excerpt.chars().count() <= 201, "{excerpt}");
        assert!(duty.paragraph >= 7, "{duty}");
    }
    assert!(found >= 4, "{found} of {} found", TWO.len());
}

#[test]
fn one_matter_told_at_length_is_one() {
    for text in ONE {
        assert_eq!(MATCHER.suggest("", text).note, None, "{text}");
    }
}

#[test]
fn what_no_provision_covers_is_said_and_never_proposed() {
    let mut found = 0;
    for text in NOT_OURS {
        let (subject, body) = text.split_once(" | ").unwrap_or_default();
        let suggestion = MATCHER.suggest(subject, body);
        if suggestion.note == Some(SuggestionNote::NoProvision) {
            assert_eq!(suggestion.decision, Decision::Unsure, "{text}");
            found += 1;
        }
    }
    assert!(found >= 3, "{found} of {} found", NOT_OURS.len());
}

#[test]
fn nothing_is_said_of_no_words() {
    assert_eq!(MATCHER.suggest("", "").note, None);
    assert_eq!(MATCHER.suggest("zzqx", "qqqq wwww").note, None);
}

#[test]
fn shipped_requests_of_no_provision_are_many_and_differ() {
    let examples = Examples::built_in();
    let mut texts: Vec<&String> = examples.uncovered().iter().collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), examples.uncovered().len());
    assert!(texts.len() >= 60, "{}", texts.len());
}
