//! What must come out of ordinance 1756/2022: counts, words, and the traps of its print.

#![expect(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::collections::BTreeMap;

use ordinance::{Ordinance, Provision, Reference, UnitCode};

fn at(reference: &str) -> &'static Provision {
    Ordinance::built_in()
        .provision(&reference.parse().unwrap())
        .unwrap_or_else(|| panic!("no provision {reference}"))
}

fn in_paragraphs(range: std::ops::RangeInclusive<u16>) -> usize {
    Ordinance::built_in()
        .provisions()
        .iter()
        .filter(|provision| range.contains(&provision.reference.paragraph))
        .count()
}

#[test]
fn every_provision_comes_out_once_and_in_order() {
    assert_eq!(in_paragraphs(7..=16), 134);
    let each: Vec<usize> = (7..=16)
        .map(|number| in_paragraphs(number..=number))
        .collect();
    assert_eq!(each, [9, 6, 14, 8, 10, 9, 21, 27, 25, 5]);
    assert_eq!(in_paragraphs(3..=16), 156);
    assert_eq!(in_paragraphs(18..=18), 37);

    let provisions = Ordinance::built_in().provisions();
    assert_eq!(provisions.len(), 156 + 37);
    assert!(provisions.is_sorted_by(|one, next| one.reference < next.reference));
}

#[test]
fn the_duties_that_route_tickets_are_exactly_paragraphs_7_to_16() {
    let ordinance = Ordinance::built_in();
    let routed: Vec<Reference> = ordinance.duties().map(|duty| duty.reference).collect();
    let wanted: Vec<Reference> = ordinance
        .provisions()
        .iter()
        .map(|provision| provision.reference)
        .filter(|reference| (7..=16).contains(&reference.paragraph))
        .collect();
    assert_eq!(routed, wanted);
    assert_eq!(routed.len(), 134);
}

#[test]
fn each_paragraph_of_3_to_16_is_the_scope_of_one_unit_and_18_is_everybodys() {
    let mut scopes: BTreeMap<u16, Vec<Option<&str>>> = BTreeMap::new();
    for provision in Ordinance::built_in().provisions() {
        let units = scopes.entry(provision.reference.paragraph).or_default();
        units.push(provision.unit.as_ref().map(UnitCode::as_str));
        units.dedup();
    }
    let codes = [
        "IT-01-1", "IT-01-2", "IT-01-4", "IT-01-5", "IT-02-2", "IT-02-3", "IT-02-4", "IT-02-5",
        "IT-03-1", "IT-03-2", "IT-03-4", "IT-04-1", "IT-04-2", "IT-04-3",
    ];
    let mut wanted: BTreeMap<u16, Vec<Option<&str>>> =
        (3..).zip(codes.map(|code| vec![Some(code)])).collect();
    wanted.insert(18, vec![None]);
    assert_eq!(scopes, wanted);
}

const VERBATIM: &[(&str, &str)] = &[
    // The first and the last of the first scope.
    (
        "§3 pkt 1",
        "zarządzanie portfelem projektów realizowanych przez Centrum",
    ),
    (
        "§3 pkt 6",
        "uzgadnianie z komórkami organizacyjnymi UMK oraz miejskimi jednostkami \
             organizacyjnymi GMK zakresu i poziomu świadczenia usług IT przez Centrum",
    ),
    // Over four lines, with brackets.
    (
        "§4 pkt 3",
        "nadzór nad przepływem danych w ramach Systemu Informatycznego Gminy Miejskiej \
             Kraków (SI GMK) oraz prowadzenie ewidencji interfejsów wymiany danych pomiędzy \
             Systemem Informatycznym Urzędu Miasta Krakowa (SI UMK) a systemami zewnętrznymi",
    ),
    // Ends in an abbreviation and a semicolon.
    (
        "§7 pkt 3",
        "współpraca z użytkownikami, dostawcami w zakresie realizacji zmian, testów, \
             odtwarzania itd.",
    ),
    // A letter that ends in a semicolon, because the point does.
    (
        "§8 pkt 2 lit. b",
        "rozwiązaniu zgłoszeń lub przekazaniu ich do II linii wsparcia wraz z pełnym \
             komentarzem, w przypadku braku możliwości ich rozwiązania",
    ),
    (
        "§9 pkt 1 lit. a",
        "aplikacji (poza pakietem biurowym wg D-07)",
    ),
    // The last word alone on the next line, before a comma.
    (
        "§9 pkt 2 lit. g",
        "zarządzanie dostępem do aplikacji, w tym kontami użytkowników i certyfikatami SSL",
    ),
    // Two spaces after the mark.
    ("§9 pkt 2 lit. h", "zarządzanie słownikami"),
    // A bracket broken over lines, and a comma after it.
    (
        "§9 pkt 2 lit. i",
        "wsparcie użytkowników, zgodnie z procedurami obowiązującymi w UMK (II linia wsparcia)",
    ),
    // Trailing blanks after the semicolon.
    (
        "§10 pkt 6",
        "koordynacja procesów zakupowych w ramach Pionu IT-02",
    ),
    // Blanks after the comma, and a word alone on the line.
    (
        "§12 pkt 1 lit. c",
        "przeprowadzania zamówień publicznych (w tym procedur przetargowych) Centrum",
    ),
    // Broken by a page break inside a bracket.
    (
        "§12 pkt 3",
        "koordynacja działań Centrum w zakresie procesu udzielania opinii w obszarach zakupu \
             infrastruktury i usług IT, które stanowią elementy SI UMK i są zarządzane przez \
             Centrum, w tym również aplikacje i systemy lokowane poza strukturą informatyczną SI \
             UMK na potrzeby innych komórek organizacyjnych UMK (szczegółowe rodzaje kosztów \
             ujęte są w aktualnym zarządzeniu Prezydenta Miasta Krakowa w sprawie ewidencji \
             kosztów rodzajowych w Urzędzie Miasta Krakowa)",
    ),
    // A spaced hyphen and a spaced dash are kept as printed.
    (
        "§13 pkt 14",
        "aktualizacja danych pracowników Centrum w Systemie Obsługi Warstwy Organizacyjnej - \
             INTEGRATOR",
    ),
    (
        "§13 pkt 20",
        "rozstrzyganie spraw merytorycznych i finansowych w zakresie formalno – prawnym \
             prowadzonych przez Centrum",
    ),
    // The last of the page and the first of the next.
    ("§14 pkt 1 lit. f", "systemu monitorowania zdarzeń"),
    ("§14 pkt 1 lit. g", "usług domeny"),
    ("§14 pkt 1 lit. l", "usług sieciowych, w tym VPN"),
    ("§14 pkt 1 lit. p", "systemu drukująco - kopiującego"),
    (
        "§14 pkt 1 lit. s",
        "środowiska developerskiego (w tym również testowego) dla procesu związanego z \
             wytwarzaniem aplikacji na potrzeby Centrum i innych komórek organizacyjnych GMK",
    ),
    (
        "§15 pkt 1 lit. e",
        "instalacja sprzętu drukująco – kopiującego",
    ),
    // An abbreviation with its full stop in the middle.
    (
        "§15 pkt 7",
        "zapewnienie i obsługa sprzętu komputerowego oraz sieciowego dla szkoleń, seminariów \
             itp. odbywających się w pomieszczeniach UMK",
    ),
    (
        "§15 pkt 8",
        "świadczenie usługi wsparcia dla pracowników II linii wsparcia w zakresie zarządzania \
             awarią i zarządzania zmianą (usługa „zdalnych rąk IT”)",
    ),
    (
        "§16 pkt 5",
        "koordynacja zadań związanych z uruchamianiem nowych lokalizacji UMK",
    ),
    // Ends in a full stop in the middle of the list, which goes on.
    (
        "§18 pkt 17",
        "opracowywanie materiałów informacyjnych i sprawozdawczych",
    ),
    (
        "§18 pkt 18",
        "monitorowanie i raportowanie wskaźników procesów i zadań realizowanych przez Centrum",
    ),
    // Two spaces inside a line.
    (
        "§18 pkt 25",
        "współpracę z miejskimi jednostkami organizacyjnymi i podmiotami zewnętrznymi w \
             zakresie utrzymania i rozwoju systemów informatycznych",
    ),
    (
        "§18 pkt 37",
        "wykonywanie poleceń przełożonego w sprawach nieuregulowanych zakresem obowiązków",
    ),
];

#[test]
fn words_are_whole_single_spaced_and_without_the_closing_sign() {
    for (reference, text) in VERBATIM {
        assert_eq!(at(reference).text, *text, "{reference}");
        assert!(!at(reference).introductory, "{reference}");
    }
}

#[test]
fn no_provision_has_stray_space_marks_or_closing_signs() {
    for provision in Ordinance::built_in().provisions() {
        let text = &provision.text;
        assert_eq!(
            *text,
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            "{}",
            provision.reference
        );
        assert!(!text.contains(['«', '§', '\u{a0}']), "{text}");
        assert!(!text.ends_with([';', ',', ':']), "{text}");
        assert!(!text.ends_with('.') || text.ends_with("itd."), "{text}");
    }
}

#[test]
fn a_point_with_letters_introduces_them_without_its_colon() {
    let introductory: Vec<String> = Ordinance::built_in()
        .provisions()
        .iter()
        .filter(|provision| provision.introductory)
        .map(|provision| provision.reference.to_string())
        .collect();
    assert_eq!(
        introductory,
        [
            "§8 pkt 2",
            "§9 pkt 1",
            "§9 pkt 2",
            "§11 pkt 1",
            "§12 pkt 1",
            "§14 pkt 1",
            "§14 pkt 2",
            "§15 pkt 1",
            "§15 pkt 3",
            "§15 pkt 5",
        ]
    );
    assert_eq!(
        at("§8 pkt 2").text,
        "realizacja zadań wynikających z obowiązków I linii wsparcia użytkowników, zgodnie z \
         dobrymi praktykami ITIL i procedurami obowiązującymi w UMK, polegających na"
    );
    assert_eq!(
        at("§15 pkt 5").text,
        "utrzymanie i eksploatacja sprzętu telekomunikacyjnego, w tym"
    );
}

#[test]
fn the_full_text_of_a_letter_begins_with_its_point() {
    let full = |reference: &str| Ordinance::built_in().full_text(&reference.parse().unwrap());
    assert_eq!(
        full("§14 pkt 1 lit. l").unwrap(),
        "realizacja usług IT świadczonych przez Centrum w zakresie: usług sieciowych, w tym VPN"
    );
    assert_eq!(
        full("§9 pkt 2 lit. b").unwrap(),
        "zarządzanie usługami wymienionymi w pkt. 1 poprzez: zarządzanie awariami"
    );
    assert_eq!(
        full("§7 pkt 5").unwrap(),
        "rejestrowanie i zarządzanie informacją o incydencie"
    );
    for nowhere in [
        "§14",
        "§14 pkt 1 lit. t",
        "§17",
        "§1 ust. 3 pkt 1",
        "§99 pkt 1",
    ] {
        assert_eq!(full(nowhere), None, "{nowhere}");
    }
}

#[test]
fn the_tree_has_all_paragraphs_and_every_word_in_order() {
    let source = include_str!("../../../config/ordinance/1756-2022.txt");
    let (_, below) = source.split_once(" § 1. 1.").unwrap();
    let wanted: Vec<&str> = std::iter::once("§")
        .chain(["1.", "1."])
        .chain(below.split_whitespace())
        .collect();
    let rendered: String = Ordinance::built_in()
        .paragraphs()
        .iter()
        .map(ToString::to_string)
        .collect();
    let words: Vec<&str> = rendered.split_whitespace().collect();
    assert_eq!(words, wanted);
    assert!(words.len() > 2500, "{}", words.len());
}

#[test]
fn the_tree_tells_subsections_points_and_letters_apart() {
    let paragraphs = Ordinance::built_in().paragraphs();
    assert_eq!(paragraphs.len(), 21);
    assert!(
        paragraphs
            .iter()
            .zip(1..)
            .all(|(paragraph, number)| paragraph.number == number)
    );

    let first = &paragraphs[0];
    let points: Vec<usize> = first
        .subsections
        .iter()
        .map(|subsection| subsection.points.len())
        .collect();
    assert_eq!(points, [0, 0, 14, 7, 4, 3, 3]);
    assert!(first.points.is_empty() && first.wording.text.is_empty());
    assert!(
        first.subsections[0]
            .wording
            .text
            .starts_with("Centrum Obsługi Informatycznej, stanowiącym")
    );
    assert!(
        first.subsections[0]
            .wording
            .text
            .ends_with("przy pomocy trzech Zastępców.")
    );

    let fourteenth = &paragraphs[13];
    let letters: Vec<usize> = fourteenth
        .points
        .iter()
        .map(|point| point.letters.len())
        .collect();
    assert_eq!(letters, [19, 5, 0]);
    assert_eq!(fourteenth.points[0].wording.closing, Some(':'));
    assert_eq!(fourteenth.points[0].letters[18].wording.closing, Some(';'));
    assert_eq!(fourteenth.points[2].wording.closing, Some('.'));
    assert_eq!(paragraphs[17].points[16].wording.closing, Some('.'));

    assert_eq!(
        paragraphs[20].wording.text,
        "Zarządzenie wchodzi w życie z dniem podpisania."
    );
    let source = include_str!("../../../config/ordinance/1756-2022.txt");
    let line = source.lines().nth(paragraphs[20].wording.line - 1).unwrap();
    assert!(line.contains("§ 21."), "{line}");
}
