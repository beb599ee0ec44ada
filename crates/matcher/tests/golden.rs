//! Tickets with a known owner: the commonest per unit, and the contrasts a keyword gets wrong.

use std::sync::LazyLock;

use domain::{Decision, Suggestion};
use matcher::{Matcher, Model};

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);

fn suggest(text: &str) -> Suggestion {
    let (subject, body) = text.split_once(" | ").unwrap_or((text, ""));
    MATCHER.suggest(subject, body)
}

fn unit(text: &str) -> String {
    suggest(text)
        .units
        .first()
        .map_or_else(String::new, |unit| unit.unit.to_string())
}

fn duty(text: &str) -> String {
    suggest(text)
        .units
        .first()
        .map_or_else(String::new, |unit| unit.duty.to_string())
}

/// Every text is routed to the unit; those that are not are all named.
fn all_to(expected: &str, texts: &[&str]) {
    let wrong: Vec<String> = texts
        .iter()
        .filter_map(|text| {
            let found = unit(text);
            (found != expected).then(|| format!("{text} → {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "not to {expected}: {wrong:#?}");
}

#[test]
fn the_office_suite_is_excluded_from_applications() {
    all_to(
        "IT-04-2",
        &[
            "Excel się zawiesza",
            "nie otwiera się Word",
            "Outlook wyskakuje błąd",
            "PowerPoint nie działa",
        ],
    );
    assert_eq!(duty("Excel się zawiesza"), "§15 pkt 1 lit. b");
    assert_eq!(duty("nie otwiera się Word"), "§15 pkt 1 lit. b");
    all_to(
        "IT-02-4",
        &[
            "EZD się zawiesza",
            "nie otwiera się SOZP",
            "nie otwiera się Excel z zestawieniem wygenerowanym w EZD, EZD wyświetla błąd",
        ],
    );
}

#[test]
fn tickets_of_cybersecurity() {
    all_to(
        "IT-02-2",
        &[
            "Podejrzany mail z linkiem do logowania | Kliknęłam i podałam hasło",
            "Skradziony laptop służbowy | Ukradli mi go wczoraj z pociągu",
            "Ransomware | Wszystkie pliki zaszyfrowane, żądanie okupu na ekranie",
            "Czy możemy używać WhatsApp do kontaktu z mieszkańcami",
        ],
    );
}

#[test]
fn tickets_of_the_first_line() {
    all_to(
        "IT-02-3",
        &[
            "Co z moim zgłoszeniem | Brak odpowiedzi na zgłoszenie od tygodnia",
            "Skarga na obsługę | Zamknięto zgłoszenie, a problem nie został rozwiązany",
            "Statystyka zgłoszeń naszego wydziału za kwartał",
        ],
    );
}

#[test]
fn tickets_of_applications() {
    all_to(
        "IT-02-4",
        &[
            "Nie mogę zalogować się do EZD | Wyskakuje błąd 500",
            "Brak uprawnień w SOZP | Proszę o nadanie roli",
            "Bestia nie zapisuje sprawozdania",
            "Raport z systemu podatkowego | Potrzebne zestawienie dłużników za rok",
            "Dopisać ulicę do słownika w ewidencji ludności",
        ],
    );
}

#[test]
fn tickets_of_knowledge_and_standards() {
    all_to(
        "IT-02-5",
        &[
            "Szkolenie z Excela dla pracowników wydziału",
            "Kiedy następny webinar | Czy będzie nagranie",
            "Nieaktualne dane Centrum w BIP",
        ],
    );
}

#[test]
fn tickets_of_finance_and_contracts() {
    all_to(
        "IT-03-1",
        &[
            "Faktura nieopłacona | Wykonawca pyta, kiedy przelew",
            "Naliczenie kary umownej za opóźnienie wykonawcy",
        ],
    );
    all_to(
        "IT-03-2",
        &[
            "Aneks do umowy serwisowej | Proszę o podpisanie",
            "Opinia Centrum do zakupu systemu w chmurze",
        ],
    );
    all_to(
        "IT-03-4",
        &[
            "Interpelacja radnego | Proszę o wkład do odpowiedzi",
            "Wniosek o udostępnienie informacji publicznej",
        ],
    );
}

#[test]
fn tickets_of_infrastructure() {
    all_to(
        "IT-04-1",
        &[
            "VPN nie łączy z domu | FortiClient zatrzymuje się",
            "Zapomniałem hasła do Windowsa",
            "Nie dochodzą maile z zewnątrz",
            "Usunęłam folder ze wspólnego dysku, proszę o przywrócenie z kopii",
            "Wydruk podążający nie działa | Kserokopiarka nie czyta karty",
            "Konto dla nowego pracownika",
        ],
    );
}

#[test]
fn tickets_of_user_support() {
    all_to(
        "IT-04-2",
        &[
            "Komputer się nie włącza",
            "Podpis kwalifikowany | Szafir nie widzi karty",
            "Rzutnik na szkolenie w sali 101",
            "Proszę o zainstalowanie programu 7zip",
            "Karta SIM do telefonu służbowego",
        ],
    );
}

#[test]
fn tickets_of_workplace_assets() {
    all_to(
        "IT-04-3",
        &[
            "Zakup pięciu monitorów dla wydziału",
            "Wygasła licencja na AutoCAD",
            "Jaki model laptopa jest zgodny ze standardem",
            "Przeprowadzka wydziału do nowego budynku | Uruchomienie nowej lokalizacji",
        ],
    );
}

#[test]
fn one_word_two_duties() {
    let pairs = [
        (
            "Nie mogę zalogować się do Windows, konto zablokowane",
            "IT-04-1",
        ),
        (
            "Nie mogę zalogować się do SOZP, konto zablokowane",
            "IT-02-4",
        ),
        (
            "Wygasł certyfikat kwalifikowany do podpisu na karcie",
            "IT-04-2",
        ),
        (
            "Wygasł certyfikat serwera wystawiony przez Centrum Certyfikacji UMK",
            "IT-04-1",
        ),
        ("Ostrzeżenie: certyfikat SSL strony EZD wygasł", "IT-02-4"),
        ("Podłączyć drukarkę na biurku do komputera", "IT-04-2"),
        (
            "Kserokopiarka na korytarzu nie drukuje, kolejka wydruku stoi",
            "IT-04-1",
        ),
        ("Chcemy kupić drukarkę", "IT-04-3"),
        ("Obsługa techniczna sesji Rady Miasta", "IT-04-2"),
        ("Sesja pulpitu zdalnego się rozłącza", "IT-04-1"),
        ("Baza danych Oracle, brak miejsca w tablespace", "IT-04-1"),
        ("Dane z bazy podatkowej, proszę o zestawienie", "IT-02-4"),
        ("Wspólna skrzynka pocztowa jest pełna", "IT-04-1"),
        (
            "Outlook nie pokazuje kalendarza, stopka mailowa zniknęła",
            "IT-04-2",
        ),
        ("Kopia zapasowa, przywrócić skasowany plik", "IT-04-1"),
        ("Kopia umowy serwisowej, proszę o skan umowy", "IT-03-2"),
        ("Licencja wygasła, proszę o klucz licencyjny", "IT-04-3"),
        ("Szkolenie BHP pracownika Centrum", "IT-03-4"),
        ("Szkolenie z EZD dla nowych pracowników", "IT-02-5"),
        ("Laptopy na szkolenie w sali", "IT-04-2"),
        (
            "Telefon stacjonarny, przekierowanie rozmów na inny numer wewnętrzny",
            "IT-04-1",
        ),
        (
            "Telefon służbowy, nie działa poczta na telefonie",
            "IT-04-2",
        ),
        ("Zgubiłam telefon służbowy", "IT-02-2"),
    ];
    let wrong: Vec<String> = pairs
        .iter()
        .filter_map(|(text, expected)| {
            let found = unit(text);
            (found != *expected).then(|| format!("{text}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_signature_or_a_forwarded_header_does_not_route() {
    let plain = unit("Brak dostępu | Nie łączy mnie VPN z domu");
    let signed = "Brak dostępu | Nie łączy mnie VPN z domu.\nZ poważaniem\nJan Nowak\nWydział Podatków, Referat Faktur i Umów\ntel. 12 616 00 00";
    let forwarded = "Brak dostępu | W załączeniu.\nPozdrawiam, Ola\n-----Original Message-----\nOd: Biuro Zamówień Publicznych\nWysłano: 3 maja\nDo: Kadry\nTemat: przetarg\nNie łączy mnie VPN z domu";
    assert_eq!(plain, "IT-04-1");
    assert_eq!(unit(signed), plain);
    assert_eq!(unit(forwarded), plain);
}

#[test]
fn text_without_diacritics_gives_the_same_answer() {
    for text in [
        "Zapomniałem hasła do Windowsa",
        "Zażółcona drukarka źle drukuje",
        "Proszę o założenie skrzynki",
        "Wyciągnąć zestawienie z EZD",
    ] {
        assert_eq!(suggest(text).units, {
            let mut plain = suggest(&strip(text)).units;
            // The words are shown as typed.
            for (unit, typed) in plain.iter_mut().zip(suggest(text).units) {
                assert_eq!(
                    unit.words,
                    typed
                        .words
                        .iter()
                        .map(|word| strip(word))
                        .collect::<Vec<_>>()
                );
                unit.words = typed.words;
            }
            plain
        });
    }
}

fn strip(text: &str) -> String {
    text.chars()
        .map(
            |c| match "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".chars().position(|p| p == c) {
                Some(at) => "acelnoszzACELNOSZZ".chars().nth(at).unwrap_or(c),
                None => c,
            },
        )
        .collect()
}

#[test]
fn a_typing_slip_is_forgiven() {
    all_to(
        "IT-04-1",
        &[
            "zapomnialem halsa do windosa",
            "nie dochodza maiile",
            "vpn nie laczy, forticlent stoi",
        ],
    );
}

#[test]
fn the_deciding_words_are_shown_as_typed_and_can_be_marked() {
    let suggestion = suggest("Problem z VPN | Od rana FortiClient nie łączy mnie z domu");
    let best = &suggestion.units[0];
    assert!(
        best.words.contains(&"FortiClient".to_owned()),
        "{:?}",
        best.words
    );
    assert!(best.words.contains(&"VPN".to_owned()), "{:?}", best.words);
    let law = "usług sieciowych, w tym VPN";
    let marked: Vec<&str> = MATCHER
        .marks(law, &best.words)
        .into_iter()
        .map(|range| &law[range])
        .collect();
    assert_eq!(marked, ["VPN"]);
}

#[test]
fn a_clear_ticket_is_proposed_with_a_duty_and_versions() {
    let suggestion = suggest("VPN | FortiClient nie łączy z domu, token VPN odrzucony");
    assert_eq!(suggestion.decision, Decision::Suggest);
    assert_eq!(suggestion.units[0].duty.to_string(), "§14 pkt 1 lit. l");
    assert!(suggestion.units.len() == 5 && suggestion.units[0].duties.len() <= 5);
    assert!(
        suggestion
            .units
            .is_sorted_by(|a, b| a.confidence >= b.confidence)
    );
    assert!(suggestion.ordinance.starts_with("1756/2022@") && suggestion.vocabulary.contains('@'));
    assert!(
        suggestion.vocabulary.ends_with(Model::built_in().version()),
        "{}",
        suggestion.vocabulary
    );
    assert_eq!(suggestion.input.len(), 64);
}
