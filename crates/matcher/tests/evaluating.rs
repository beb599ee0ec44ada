//! Measuring: the figures, saving and reading them, comparing two versions.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use matcher::{Comparison, Evaluation, Figure, LabelledTickets, Matcher, Vocabulary};
use ordinance::Ordinance;

static SHIPPED: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);
/// Knows no example request.
static OTHER: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::new(Ordinance::built_in(), &Vocabulary::built_in()).unwrap());

/// Id, subject, body, unit, duty, also, kind, style.
type Row = [&'static str; 8];

const TICKETS: [Row; 6] = [
    [
        "a",
        "VPN z domu",
        "FortiClient nie łączy, kod z tokena przyjmuje",
        "IT-04-1",
        "§14 pkt 1 lit. l",
        "",
        "incident",
        "plain",
    ],
    [
        "b",
        "Excel nie otwiera pliku",
        "arkusz się zawiesza",
        "IT-04-2",
        "§15 pkt 1 lit. b",
        "",
        "incident",
        "short+typos",
    ],
    [
        "c",
        "Podejrzany mail",
        "kliknęłam w link i podałam hasło",
        "IT-02-2",
        "§7 pkt 5",
        "IT-04-1",
        "incident",
        "plain",
    ],
    // Labels that no router could guess: mistakes for certain.
    [
        "d",
        "Brak tonera na korytarzu",
        "drukarka na parterze prosi o toner",
        "IT-03-4",
        "§13 pkt 1",
        "",
        "request",
        "short",
    ],
    [
        "e",
        "Hasło do domeny",
        "zablokowało mi konto w Windows",
        "IT-02-5",
        "§10 pkt 3",
        "IT-04-1",
        "question",
        "plain",
    ],
    ["f", "", "", "IT-04-3", "§16 pkt 3", "", "request", "short"],
];

fn lines(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let [id, subject, body, unit, duty, also, kind, style] = row;
        let also: Vec<&str> = also.split_whitespace().collect();
        serde_json::json!({"id": id, "subject": subject, "body": body, "unit": unit, "duty": duty, "also": also, "kind": kind, "style": style}).to_string()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn measured(matcher: &Matcher, rows: &[Row]) -> Evaluation {
    let mut evaluation = Evaluation::new();
    evaluation.add(matcher, lines(rows).as_bytes()).unwrap();
    evaluation
}

fn saved(evaluation: &Evaluation) -> Vec<u8> {
    let mut bytes = Vec::new();
    evaluation.save(&mut bytes).unwrap();
    bytes
}

fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9, "{value}, not {expected}");
}

#[test]
fn the_figures_of_six_tickets_are_those_counted_by_hand() {
    let report = measured(&SHIPPED, &TICKETS).report();
    assert_eq!(report.tickets, 6);
    close(report.unit_accuracy, 3.0 / 6.0);
    close(report.unit_accuracy_lenient, 4.0 / 6.0);
    close(report.duty_accuracy, 3.0 / 6.0);
    assert_eq!(report.mistakes_in_all, 2);
    let ids: Vec<String> = report
        .mistakes
        .iter()
        .map(|one| one.id.to_string())
        .collect();
    assert_eq!(ids, ["d", "f"]);
    assert!(report.mistakes[0].words.iter().any(|word| word == "tonera"));
    assert_eq!(
        (&report.mistakes[1].answered, report.mistakes[1].proposed),
        (&None, false)
    );
    let unit = |code: &str| {
        report
            .units
            .iter()
            .find(|unit| unit.unit.as_str() == code)
            .unwrap()
    };
    let infrastructure = unit("IT-04-1");
    assert_eq!((infrastructure.tickets, infrastructure.answered), (1, 3));
    assert_eq!(infrastructure.recall, Some(1.0));
    close(infrastructure.precision.unwrap(), 1.0 / 3.0);
    close(infrastructure.precision_lenient.unwrap(), 2.0 / 3.0);
    assert_eq!(
        (unit("IT-03-4").recall, unit("IT-03-4").precision),
        (Some(0.0), None)
    );
    let vpn = report
        .duties
        .iter()
        .find(|duty| duty.duty.to_string() == "§14 pkt 1 lit. l")
        .unwrap();
    assert_eq!(
        (vpn.recall, vpn.precision, vpn.tickets),
        (Some(1.0), Some(1.0), 1)
    );
    let slice = |name: &str| {
        report
            .slices
            .iter()
            .find(|slice| slice.name == name)
            .unwrap()
    };
    assert_eq!(
        (
            slice("short").tickets,
            slice("plain").tickets,
            slice("typos").tickets
        ),
        (3, 3, 1)
    );
    close(slice("short").unit_accuracy_lenient, 1.0 / 3.0);
    assert_eq!(
        report
            .reliability
            .iter()
            .map(|bin| bin.tickets)
            .sum::<usize>(),
        6
    );
    close(report.coverage.last().unwrap().share, 1.0);
    close(report.coverage.last().unwrap().precision, 4.0 / 6.0);
    assert!(report.versions.ordinance.starts_with("1756/2022@"));
}

#[test]
fn other_writings_are_answered_beside_the_ticket() {
    let tickets = lines(&TICKETS);
    let run = |seed| {
        let mut evaluation = Evaluation::new().with_other_writings(seed);
        evaluation.add(&SHIPPED, tickets.as_bytes()).unwrap();
        evaluation.report()
    };
    let report = run(1);
    let names: Vec<&str> = report
        .robustness
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["no_diacritics", "mistyped_5", "mistyped_10"]);
    // Stems are made from folded words, so that marks make no difference.
    close(report.robustness[0].loss_points, 0.0);
    close(
        report.robustness[0].figures.unit,
        report.unit_accuracy_lenient,
    );
    assert_eq!(report.robustness, run(1).robustness);
    assert!(report.robustness[2].figures.unit <= 1.0);
}

#[test]
fn an_evaluation_comes_back_as_it_was_saved() {
    let evaluation = measured(&SHIPPED, &TICKETS);
    let bytes = saved(&evaluation);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(text.lines().count(), 7);
    assert!(
        !text.contains("FortiClient"),
        "texts of tickets are not saved"
    );
    let back = Evaluation::read(&bytes[..]).unwrap();
    let (one, other) = (evaluation.report(), back.report());
    assert_eq!(one.confusion, other.confusion);
    assert_eq!(one.slices, other.slices);
    assert_eq!((&one.units, &one.duties), (&other.units, &other.duties));
    assert_eq!(one.mistakes[0].words, other.mistakes[0].words);
    assert_eq!(one.ticket_set, other.ticket_set);
    close(other.latency.p99_ms, one.latency.p99_ms);
    for figure in Figure::ALL {
        close(back.figures().get(figure), evaluation.figures().get(figure));
    }
}

#[test]
fn a_damaged_evaluation_is_refused_by_line() {
    let whole = String::from_utf8(saved(&measured(&SHIPPED, &TICKETS))).unwrap();
    let refusal = |text: &str| Evaluation::read(text.as_bytes()).unwrap_err().to_string();
    let cut: String = whole
        .lines()
        .take(4)
        .fold(String::new(), |text, line| text + line + "\n");
    assert_eq!(
        refusal(&cut),
        "line 5: cut off: 6 answers were saved and 3 are here; save it anew"
    );
    assert!(refusal(&lines(&TICKETS)).starts_with("line 1: no saved evaluation begins here"));
    assert!(refusal("").starts_with("line 1: no saved evaluation begins here"));
    assert!(
        refusal(&format!("{whole}{}", whole.lines().last().unwrap()))
            .starts_with("line 8: more answers")
    );
    let changed = whole.replacen("\"unit\":\"IT-04-2\"", "\"unit\":\"kadry\"", 1);
    assert!(
        refusal(&changed).starts_with("line 3: "),
        "{}",
        refusal(&changed)
    );
    assert!(refusal(&whole.replace("evaluation-1", "evaluation-9")).starts_with("line 1: "));
}

#[test]
fn two_versions_are_compared_ticket_by_ticket() {
    let (before, after) = (measured(&OTHER, &TICKETS), measured(&SHIPPED, &TICKETS));
    let found = Comparison::of(&before, &after, 5).unwrap();
    assert_eq!(found, Comparison::of(&before, &after, 5).unwrap());
    assert_eq!((found.tickets, found.figures.len()), (6, Figure::ALL.len()));
    assert_ne!(found.before.vocabulary, found.after.vocabulary);
    let gained = found.unit.only_after as f64 - found.unit.only_before as f64;
    close(found.figures[0].difference, gained / 6.0);
    assert_eq!(
        found.changes.len(),
        found.unit.only_after + found.unit.only_before
    );
    // From a file, and in another order, it is the same comparison.
    let mut turned = TICKETS;
    turned.reverse();
    let stored = Evaluation::read(&saved(&measured(&OTHER, &turned))[..]).unwrap();
    assert_eq!(Comparison::of(&stored, &after, 5).unwrap().unit, found.unit);
    let itself = Comparison::of(&after, &after, 5).unwrap();
    assert!(itself.changes.is_empty());
    close(itself.unit.p, 1.0);
}

#[test]
fn versions_measured_on_other_tickets_are_not_compared() {
    let all = measured(&SHIPPED, &TICKETS);
    let mut relabelled = TICKETS;
    relabelled[3][3] = "IT-04-1";
    relabelled[3][4] = "§14 pkt 1 lit. p";
    for rows in [&TICKETS[..5], &relabelled[..]] {
        let refusal = Comparison::of(&all, &measured(&SHIPPED, rows), 1).unwrap_err();
        assert!(
            refusal.to_string().contains("on the same files"),
            "{refusal}"
        );
    }
}

const COLOURS: [&str; 7] = [
    "zielony",
    "czerwony",
    "niebieski",
    "fioletowy",
    "szary",
    "brunatny",
    "złoty",
];
const PLACES: [&str; 10] = [
    "piwnica",
    "strych",
    "dziedziniec",
    "ogród",
    "balkon",
    "brama",
    "kładka",
    "wieża",
    "studnia",
    "altana",
];

#[test]
fn past_tickets_are_learned_from_and_never_asked() {
    // 70 tickets of a program nobody listed: two groups of words that only the past tells apart.
    let tickets: Vec<String> = (0..70)
        .map(|number| {
            let (word, unit, duty) = if number % 2 == 0 {
                ("zubrowisko", "IT-03-4", "§13 pkt 1")
            } else {
                ("kwarcownik", "IT-04-3", "§16 pkt 3")
            };
            // Texts of the same words would be learned from once.
            let subject = format!("{word} {} {}", COLOURS[number % 7], PLACES[number / 7]);
            serde_json::json!({"id": number, "subject": subject, "unit": unit, "duty": duty})
                .to_string()
        })
        .collect();
    let mut labelled = LabelledTickets::new();
    labelled.add(tickets.join("\n").as_bytes()).unwrap();
    assert_eq!(labelled.len(), 70);
    let curve = labelled.learning_curve(&SHIPPED, 5, 3);
    let past: Vec<usize> = curve.points.iter().map(|point| point.past).collect();
    assert_eq!(past, [0, 50, 56], "a fold leaves 56 others");
    let cold = labelled.learning_curve(&SHIPPED, 2, 3);
    assert_eq!(cold.points[1].past, 35, "half of 70 is less than 50");
    // Each ticket is asked once, whatever the folds; without a past the folds make no difference.
    close(cold.points[0].figures.unit, curve.points[0].figures.unit);
    assert!(
        curve.points[1].figures.unit > curve.points[0].figures.unit + 0.3,
        "{:?}",
        curve.points
    );
    assert_eq!(curve, labelled.learning_curve(&SHIPPED, 5, 3));
    assert!(LabelledTickets::new().is_empty());
}
