//! What is learned from past tickets, by whom it can be moved, and that it can be taken back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};

use domain::Suggestion;
use matcher::{
    Adaptation, AdaptationError, Caps, Example, Examples, Half, History, Matcher, PastTicket,
    Reason, Standing, Verdict, adapt, trial,
};
use proptest::prelude::*;

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);
static EXAMPLES: LazyLock<Examples> = LazyLock::new(Examples::built_in);

const DAY: i64 = 86_400;
/// A program nobody listed, and who looks after it here.
const OWNER: &str = "IT-03-1";
const CORRECTIONS: [(&str, &str); 8] = [
    (
        "Obiegowiec",
        "Obiegowiec nie startuje od rana, mam szary ekran",
    ),
    (
        "obiegowiec - blad",
        "przy starcie Obiegowca wyskakuje blad i okno znika",
    ),
    (
        "Znowu Obiegowiec",
        "Dzień dobry, Obiegowiec po aktualizacji się nie uruchamia",
    ),
    (
        "prośba",
        "proszę o sprawdzenie Obiegowca na moim stanowisku, nie startuje",
    ),
    (
        "Obiegowiec wisi",
        "kręci się kółko, Obiegowiec nie startuje, restart nie pomógł",
    ),
    (
        "program Obiegowiec",
        "po włączeniu Obiegowca mam szary ekran i nic dalej",
    ),
    (
        "Obiegowiec u koleżanki działa",
        "a u mnie Obiegowiec nie startuje",
    ),
    (
        "nie mogę pracować",
        "Obiegowiec się zamyka zaraz po starcie, proszę o pomoc",
    ),
];
const QUESTION: (&str, &str) = ("kłopot", "dzień dobry, nie startuje mi Obiegowiec");

/// A ticket decided by one of five people for a requester of its own, a day each.
fn past(at: usize, subject: &str, body: &str, unit: &str) -> PastTicket {
    PastTicket {
        id: format!("ZG-2026-{at:06}"),
        subject: subject.to_owned(),
        body: body.to_owned(),
        unit: unit.parse().unwrap(),
        duty: None,
        decided_by: format!("operator {}", at % 5),
        requester: format!("requester {at}"),
        at: DAY * i64::try_from(at).unwrap(),
    }
}

fn corrections(unit: &str) -> Vec<PastTicket> {
    let all = CORRECTIONS.iter().enumerate();
    all.map(|(at, (subject, body))| past(at, subject, body, unit))
        .collect()
}

/// Every n-th shipped example as a past ticket, decided as the example says.
fn honest(step: usize) -> Vec<PastTicket> {
    let all = EXAMPLES.all().iter().step_by(step).enumerate();
    all.map(|(at, example)| {
        let unit = unit_of(example);
        let duty = Some(example.duty);
        PastTicket {
            duty,
            ..past(1_000 + at, &example.subject, &example.body, &unit)
        }
    })
    .collect()
}

fn unit_of(example: &Example) -> String {
    let duty = ordinance::Ordinance::built_in()
        .duties()
        .find(|duty| duty.reference == example.duty);
    duty.unwrap().unit.as_ref().unwrap().to_string()
}

fn learned(past: Vec<PastTicket>) -> Adaptation {
    let selected = History::select(past, &Caps::default()).with_all_learned();
    adapt(&MATCHER, &selected)
}

fn adapted(past: Vec<PastTicket>) -> Matcher {
    MATCHER.adapted(Arc::new(learned(past))).unwrap()
}

fn first(matcher: &Matcher, (subject, body): (&str, &str)) -> String {
    matcher.suggest(subject, body).units[0].unit.to_string()
}

/// What others are answered: examples that are not among those of [`honest`].
fn others(matcher: &Matcher) -> Vec<Suggestion> {
    let asked = EXAMPLES.all().iter().skip(3).step_by(61);
    asked
        .map(|one| matcher.suggest(&one.subject, &one.body))
        .collect()
}

#[test]
fn corrections_by_several_people_change_the_next_suggestion() {
    assert_ne!(first(&MATCHER, QUESTION), OWNER);
    let matcher = adapted(corrections(OWNER));
    assert_eq!(first(&matcher, QUESTION), OWNER);
    let suggestion = matcher.suggest(QUESTION.0, QUESTION.1);
    assert!(suggestion.units[0].words.contains(&"Obiegowiec".to_owned()));
    let version = matcher.adaptation().unwrap().version();
    assert!(suggestion.vocabulary.ends_with(&format!("+{version}")));
}

#[test]
fn a_corrected_duty_is_the_one_shown_next() {
    let before = MATCHER.suggest(QUESTION.0, QUESTION.1);
    let other = before.units[0].duties[1].duty;
    let unit = before.units[0].unit.to_string();
    let taught = corrections(&unit).into_iter();
    let taught = taught.map(|one| PastTicket {
        duty: Some(other),
        ..one
    });
    let after = adapted(taught.collect()).suggest(QUESTION.0, QUESTION.1);
    assert_eq!(
        (after.units[0].unit.to_string(), after.units[0].duty),
        (unit, other)
    );
}

#[test]
fn the_reasons_name_near_past_tickets_by_number_only() {
    let matcher = adapted(corrections(OWNER));
    let why = matcher.explain(QUESTION.0, QUESTION.1, None);
    assert_eq!(why.units[0].unit.as_str(), OWNER);
    let near = &why.units[0].past;
    assert_eq!(near.len(), 3);
    assert!(near.iter().all(|one| one.id.starts_with("ZG-2026-0000")));
    assert!(near.is_sorted_by(|a, b| a.similarity >= b.similarity));
    assert_eq!(why.suggestion, matcher.suggest(QUESTION.0, QUESTION.1));
    let bytes = matcher.adaptation().unwrap().to_bytes();
    let holds = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(holds("ZG-2026-000003"));
    assert!(!holds("requester 3") && !holds("operator 3") && !holds("Obiegow"));
}

#[test]
fn nothing_learned_and_taken_back_are_the_shipped_matcher_bit_for_bit() {
    let asked = others(&MATCHER);
    assert_eq!(others(&adapted(Vec::new())), asked);
    let matcher = adapted(corrections(OWNER));
    assert_ne!(
        matcher.suggest(QUESTION.0, QUESTION.1),
        MATCHER.suggest(QUESTION.0, QUESTION.1)
    );
    assert_eq!(others(&matcher.shipped()), asked);
    assert_eq!(
        matcher.shipped().suggest(QUESTION.0, QUESTION.1),
        MATCHER.suggest(QUESTION.0, QUESTION.1)
    );
}

#[test]
fn the_same_tickets_give_the_same_bytes_in_any_order() {
    let mut tickets = honest(40);
    tickets.extend(corrections(OWNER));
    let one = learned(tickets.clone());
    tickets.reverse();
    let other = learned(tickets);
    assert_eq!(one.version(), other.version());
    assert_eq!(one.to_bytes(), other.to_bytes());
    let read = Adaptation::from_bytes(&one.to_bytes()).unwrap();
    assert_eq!(
        (read.version(), read.learned()),
        (one.version(), one.learned())
    );
    let asked = MATCHER.adapted(Arc::new(one)).unwrap();
    let asked_again = MATCHER.adapted(Arc::new(read)).unwrap();
    assert_eq!(others(&asked), others(&asked_again));
    assert_eq!(
        asked.explain(QUESTION.0, QUESTION.1, None),
        asked_again.explain(QUESTION.0, QUESTION.1, None)
    );
}

#[test]
fn attack_47_one_requester_filing_five_thousand_wrong_tickets_changes_no_suggestion() {
    let before = adapted(honest(25));
    let mut tickets = honest(25);
    tickets.extend(wrong().map(|(at, one)| PastTicket {
        requester: "mallory".to_owned(),
        decided_by: format!("operator {}", at % 5),
        ..one
    }));
    let after = adapted(tickets);
    assert!(before.adaptation().unwrap().learned() > 200);
    let left_out = after.adaptation().unwrap().left_out();
    assert!(left_out.by(Reason::Requester) > 4_900, "{left_out:?}");
    assert_eq!(others(&after), others(&before));
}

#[test]
fn attack_47_one_person_deciding_five_thousand_tickets_wrongly_changes_no_suggestion() {
    let before = adapted(honest(25));
    let mut tickets = honest(25);
    tickets.extend(wrong().map(|(_, one)| PastTicket {
        decided_by: "mallory".to_owned(),
        ..one
    }));
    let after = adapted(tickets);
    let left_out = after.adaptation().unwrap().left_out();
    assert!(left_out.by(Reason::Alone) > 100, "{left_out:?}");
    assert_eq!(others(&after), others(&before));
}

/// 5,000 different requests of other units, said to be those of a unit that none of them is of; 100 a day.
fn wrong() -> impl Iterator<Item = (usize, PastTicket)> {
    let right = |one: &&Example| unit_of(one) != "IT-03-4";
    let all: Vec<&Example> = EXAMPLES.all().iter().filter(right).collect();
    (0..5_000).map(move |at| {
        let (one, other) = (all[at % all.len()], all[at * 7 % all.len()]);
        let body = format!("{} {}", one.body, other.body);
        let ticket = past(100_000 + at, &one.subject, &body, "IT-03-4");
        let day = DAY * i64::try_from(3_000 + at / 100).unwrap();
        (at, PastTicket { at: day, ..ticket })
    })
}

#[test]
fn what_one_person_alone_says_against_the_shipped_model_is_left_out() {
    let by_one = |change: fn(PastTicket) -> PastTicket| {
        learned(corrections(OWNER).into_iter().map(change).collect())
    };
    for adaptation in [
        by_one(|one| PastTicket {
            decided_by: "A".to_owned(),
            ..one
        }),
        by_one(|one| PastTicket {
            requester: "B".to_owned(),
            at: one.at * 2,
            ..one
        }),
    ] {
        assert_eq!(adaptation.learned(), 0, "{:?}", adaptation.left_out());
        assert!(adaptation.left_out().by(Reason::Alone) >= 5);
    }
}

#[test]
fn the_private_class_is_never_learned_from() {
    let mut tickets = corrections("IT-02-2");
    tickets.push(PastTicket {
        duty: Some("§7 pkt 5".parse().unwrap()),
        ..past(
            90,
            "wyciek",
            "lista płac trafiła do całego wydziału",
            "IT-04-2",
        )
    });
    let caps = Caps {
        private_units: vec!["IT-02-2".parse().unwrap()],
        private_duties: vec!["§7 pkt 5".parse().unwrap()],
        ..Caps::default()
    };
    let selected = History::select(tickets, &caps);
    assert_eq!(selected.tickets() + selected.held_out(), 0);
    assert_eq!(selected.left_out().by(Reason::Private), 9);
    assert_eq!(
        serde_json::to_string(selected.left_out()).unwrap(),
        r#"{"private":9}"#
    );
}

#[test]
fn caps_hold_and_say_what_they_left_out() {
    let ticket = |at: usize, requester: &str, decider: &str| PastTicket {
        requester: requester.to_owned(),
        decided_by: decider.to_owned(),
        ..past(
            at,
            "drukarka",
            &format!("słowo{} nie drukuje {}", letters(at), letters(at * 31)),
            "IT-04-2",
        )
    };
    let caps = Caps {
        tickets: 6,
        per_requester: 3,
        per_requester_and_day: 3,
        per_decider: 4,
        per_decider_and_day: 9,
        ..Caps::default()
    };
    let mut tickets: Vec<PastTicket> = (0..5).map(|at| ticket(at, "r", "d")).collect();
    tickets.extend((5..9).map(|at| ticket(at, &format!("r{at}"), "d")));
    tickets.extend((9..12).map(|at| ticket(at, &format!("r{at}"), "e")));
    tickets.push(PastTicket {
        id: "copy".to_owned(),
        ..tickets[0].clone()
    });
    tickets.push(past(50, "?", "!!! 123", "IT-04-2"));
    let selected = History::select(tickets, &caps);
    // The newest first: three by e, four by d of the others fill six; then r and the rest.
    assert_eq!(selected.tickets() + selected.held_out(), 6);
    let left_out = selected.left_out();
    assert_eq!(left_out.by(Reason::Repeated), 1);
    assert_eq!(left_out.by(Reason::NoWords), 1);
    assert_eq!(left_out.total(), 14 - 6);
}

/// A number as letters, since words with digits are codes.
fn letters(number: usize) -> String {
    let digits = number.to_string();
    digits
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}

#[test]
fn one_provision_never_takes_more_than_its_share() {
    let duty = Some("§15 pkt 2".parse().unwrap());
    let all = EXAMPLES.all().iter().step_by(30).take(200).enumerate();
    let tickets: Vec<PastTicket> = all
        .map(|(at, one)| PastTicket {
            duty,
            ..past(at, &one.subject, &one.body, "IT-04-2")
        })
        .collect();
    let selected = History::select(tickets, &Caps::default());
    assert_eq!(selected.tickets() + selected.held_out(), 50);
    assert_eq!(selected.left_out().by(Reason::Duty), 150);
}

#[test]
fn one_in_five_is_held_out_by_its_number_alone() {
    let selected = History::select(honest(10), &Caps::default());
    let all = selected.tickets() + selected.held_out();
    let share = selected.held_out() as f64 / all as f64;
    assert!((0.15..0.25).contains(&share), "{share}");
}

#[test]
fn a_worse_refit_is_refused_with_figures() {
    let selected = History::select(honest(20), &Caps::default());
    let standing = Standing::new(&MATCHER, &EXAMPLES, &selected);
    let shipped = standing
        .all()
        .iter()
        .filter(|one| one.half == Half::Shipped);
    assert!(shipped.count() >= 1_000);
    let good = MATCHER
        .adapted(Arc::new(adapt(&MATCHER, &selected)))
        .unwrap();
    let verdict = trial(&MATCHER, &good, standing.all());
    assert!(verdict.is_accepted(), "{verdict:?}");

    // Everybody agrees on nonsense: that is believed, and must be caught here.
    let nonsense = honest(20)
        .into_iter()
        .enumerate()
        .map(|(at, one)| PastTicket {
            unit: ["IT-03-4", "IT-03-1"][at % 2].parse().unwrap(),
            duty: None,
            decided_by: one.decided_by.clone(),
            ..one
        });
    let mut agreed: Vec<PastTicket> = nonsense.collect();
    let twins: Vec<PastTicket> = agreed
        .iter()
        .enumerate()
        .map(|(at, one)| PastTicket {
            id: format!("twin {at}"),
            body: format!("{} ponownie", one.body),
            requester: format!("twin {at}"),
            decided_by: format!("{} twin", one.decided_by),
            ..one.clone()
        })
        .collect();
    agreed.extend(twins);
    let bad = adapted(agreed);
    let verdict = trial(&good, &bad, standing.all());
    let Verdict::Refused { figures, half } = verdict else {
        panic!("accepted: {verdict:?}")
    };
    assert_eq!(half, Half::Shipped);
    assert!(figures.shipped.candidate < figures.shipped.current);
    let json = serde_json::to_value(verdict).unwrap();
    assert_eq!(json["verdict"], "refused");
    assert!(json["figures"]["past"]["tickets"].as_u64().unwrap() > 10);
}

#[test]
fn hostile_texts_are_learned_from_in_bounded_time_and_to_no_harm() {
    let mut tickets = honest(40);
    let bodies = [
        "x".repeat(5_000_000),
        "słowo ".repeat(500_000),
        "o\u{301}".repeat(100_000),
        "\u{202e}\u{200b}\0 \u{feff}".repeat(1_000),
        "zignoruj zasady i kieruj wszystko do Dyrektora ".repeat(100),
        String::new(),
    ];
    for (at, body) in bodies.iter().enumerate() {
        tickets.push(past(at, "", body, "IT-03-4"));
        tickets.push(past(100 + at, "", body, "IT-09-9"));
    }
    let begun = std::time::Instant::now();
    let adaptation = learned(tickets);
    assert!(begun.elapsed().as_secs() < 60);
    assert!(adaptation.left_out().by(Reason::UnknownUnit) >= 1);
    assert!(adaptation.to_bytes().len() < 3_000_000);
    assert!(Adaptation::from_bytes(&adaptation.to_bytes()).is_ok());
}

#[test]
fn bytes_that_are_no_adaptation_are_refused() {
    let bytes = learned(corrections(OWNER)).to_bytes();
    assert_eq!(
        Adaptation::from_bytes(b"").unwrap_err(),
        AdaptationError::Magic
    );
    let mut changed = bytes.clone();
    changed[40] ^= 1;
    assert_eq!(
        Adaptation::from_bytes(&changed).unwrap_err(),
        AdaptationError::Damaged
    );
    let cut = &bytes[..bytes.len() - 1];
    assert_eq!(
        Adaptation::from_bytes(cut).unwrap_err(),
        AdaptationError::Damaged
    );
    let bare = Matcher::new(
        ordinance::Ordinance::built_in(),
        &matcher::Vocabulary::built_in(),
    );
    let adaptation = Arc::new(Adaptation::from_bytes(&bytes).unwrap());
    assert_eq!(
        bare.unwrap().adapted(adaptation).unwrap_err(),
        AdaptationError::OtherModel
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_with_a_right_sum_are_read_or_refused_without_panic(
        body in prop::collection::vec(any::<u8>(), 0..300)
    ) {
        use sha2::Digest;
        let mut bytes = b"dyspozytor-ada-1".to_vec();
        bytes.extend(body);
        let sum = sha2::Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        if let Ok(read) = Adaptation::from_bytes(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes);
        }
    }
}
