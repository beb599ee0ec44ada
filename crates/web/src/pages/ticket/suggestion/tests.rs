use std::sync::Arc;

use domain::{
    Decision, Impact, Priority, Requester, Status, SuggestedDuty, TicketId, TicketNumber, Urgency,
};
use jiff::Timestamp;
use ordinance::Ordinance;

use super::*;

fn desk() -> Desk {
    Desk::new(Arc::new(Ordinance::built_in().clone()))
}

fn ticket(unit: &str) -> Ticket {
    Ticket {
        id: TicketId(uuid::Uuid::from_u128(1)),
        number: TicketNumber::new(2026, 7).unwrap(),
        version: 1,
        subject: "VPN".into(),
        body: "VPN".into(),
        requester: Requester::default(),
        impact: Impact::Low,
        urgency: Urgency::Low,
        priority: Priority::try_from(5).unwrap(),
        status: Status::New,
        waiting: None,
        quarrel: domain::Quarrel::default(),
        merging: domain::Merging::default(),
        outage: None,
        unit: unit.parse().unwrap(),
        assignee: None,
        duty: None,
        involved: Vec::new(),
        helpers: Vec::new(),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        resolved_at: None,
        finished_at: None,
    }
}

fn ranked(unit: &str, confidence: f64, duties: &[&str]) -> SuggestedUnit {
    let duties: Vec<_> = duties
        .iter()
        .map(|duty| SuggestedDuty {
            duty: duty.parse().unwrap(),
            score: 1.0,
        })
        .collect();
    SuggestedUnit {
        unit: unit.parse().unwrap(),
        confidence,
        duty: duties[0].duty,
        words: vec!["VPN".into()],
        duties,
    }
}

fn suggestion(decision: Decision) -> Suggestion {
    Suggestion {
        decision,
        units: vec![
            ranked("IT-04-1", 0.83, &["§14 pkt 1 lit. l", "§14 pkt 1 lit. a"]),
            ranked("IT-04-2", 0.11, &["§15 pkt 2"]),
        ],
        ordinance: "1756/2022@abc".into(),
        vocabulary: "1@def".into(),
        input: "00".into(),
        note: None,
        threshold: None,
    }
}

fn vpn(text: &str, _: &[String]) -> Vec<Range<usize>> {
    text.match_indices("VPN")
        .map(|(at, _)| at..at + 3)
        .collect()
}

fn card(holder: &str, acts: &[ActKind], suggestion: Option<&Suggestion>) -> Card {
    Maker {
        t: Texts::pl(),
        desk: &desk(),
        ticket: &ticket(holder),
        acts,
        mark: &vpn,
    }
    .card(suggestion)
}

#[test]
fn the_card_cites_the_provision_whole_with_its_words_marked() {
    let suggestion = suggestion(Decision::Suggest);
    let card = card("IT-02-3", &[ActKind::Escalated], Some(&suggestion));
    let unit = card.proposed.unwrap();
    assert_eq!(unit.duty.shown, "§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
    assert_eq!(unit.confidence, "raczej pewne · 83%");
    assert_eq!(unit.line, "II linia");
    let marked: Vec<_> = unit.duty.own.iter().filter(|s| s.marked).collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].text, "VPN");
    assert!(!unit.duty.introduction.is_empty());
    assert_eq!(unit.more_duties.len(), 1);
    assert_eq!(card.others.len(), 1);
}

#[test]
fn the_second_line_is_escalated_to_and_others_are_transferred_to() {
    let suggestion = suggestion(Decision::Suggest);
    let both = [ActKind::Escalated, ActKind::Transferred];
    let from_first = card("IT-02-3", &both, Some(&suggestion));
    assert_eq!(
        from_first.proposed.unwrap().offer,
        Offer::Escalate(
            "/kolejka/ZG-2026-000007/eskalacja?unit=IT-04-1&duty=%C2%A714+pkt+1+lit.+l".into()
        )
    );
    assert!(matches!(from_first.others[0].offer, Offer::Transfer(_)));
    let from_other = card("IT-04-2", &[ActKind::Transferred], Some(&suggestion));
    assert!(matches!(
        from_other.proposed.unwrap().offer,
        Offer::Transfer(_)
    ));
    assert_eq!(from_other.others[0].offer, Offer::Here);
    let reader = card("IT-02-3", &[ActKind::Noted], Some(&suggestion));
    assert_eq!(reader.proposed.unwrap().offer, Offer::Nothing);
    let no_way_round = card("IT-02-3", &[ActKind::Transferred], Some(&suggestion));
    assert_eq!(no_way_round.proposed.unwrap().offer, Offer::Nothing);
}

#[test]
fn when_unsure_nothing_is_proposed_and_all_are_runners_up() {
    let suggestion = suggestion(Decision::Unsure);
    let card_unsure = card("IT-02-3", &[], Some(&suggestion));
    assert!(card_unsure.proposed.is_none());
    assert_eq!(card_unsure.others.len(), 2);
    assert_eq!(card_unsure.undecided, "suggestion-unsure-why");
    assert_eq!(card("IT-02-3", &[], None).undecided, "suggestion-missing");
}

#[test]
fn confidence_is_honest_at_its_ends() {
    let t = Texts::pl();
    for (probability, text) in [
        (0.999, "bardzo pewne · 99%"),
        (1.0, "bardzo pewne · 100%"),
        (0.4, "możliwe · 40%"),
        (0.0, "mało pewne · <1%"),
        (f64::NAN, "mało pewne · <1%"),
        (-3.0, "mało pewne · <1%"),
    ] {
        assert_eq!(confidence(t, probability), text);
    }
}

#[test]
fn a_provision_of_an_older_ordinance_leaves_no_hole() {
    let (introduction, own) = wording(&desk(), "§99 pkt 9".parse().unwrap());
    assert_eq!((introduction.as_str(), own.as_str()), ("", ""));
    assert_eq!(unit_name(&desk(), &"IT-09-9".parse().unwrap()), "IT-09-9");
}

#[test]
fn a_runner_up_lost_for_words_that_do_not_speak_for_it_or_for_their_weight() {
    let mut proposed = ranked("IT-04-1", 0.8, &["§14 pkt 1 lit. l"]);
    let runner_up = ranked("IT-04-2", 0.1, &["§15 pkt 2"]);
    assert_eq!(lost(&proposed, &runner_up), Lost::Weight);
    proposed.words = ["VPN", "klient", "token", "dom", "tunel", "brama"]
        .map(String::from)
        .into();
    let words = ["klient", "token", "dom", "tunel"].map(String::from);
    assert_eq!(lost(&proposed, &runner_up), Lost::Words(words.into()));
}
