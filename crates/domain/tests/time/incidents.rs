//! What a law demands of a security incident: reports, their clocks, and refusals.

use domain::clock::{ClockKind, ClockState, Clocks, clocks};
use domain::targets::Targets;
use domain::*;
use jiff::Timestamp;
use uuid::Uuid;

use crate::history::{History, person, requester, unit};
use crate::{at, office, wall};

fn act(step: IncidentStep) -> Act {
    Act::Incident { step }
}

fn reported(to: Authority, when: &str) -> Act {
    act(IncidentStep::Reported {
        to,
        reference: "CSIRT-77".into(),
        reported_at: at(when),
    })
}

fn leak(leaked: bool) -> Act {
    act(IncidentStep::DataLeak { leaked })
}

fn handed_over(to: &str, duty: &str) -> Act {
    Act::Transferred {
        to: unit(to),
        reason: "r".into(),
        duty: duty.parse().unwrap(),
    }
}

/// Filed on Friday at 14:00, handed over under § 7 pkt 5 at 15:00.
fn told() -> History {
    History::filed("2026-11-27 14:00", 2).and(
        "2026-11-27 15:00",
        person(1),
        handed_over("IT-02-2", "§7 pkt 5"),
    )
}

fn read(history: &History, now: &str) -> Clocks {
    clocks(&history.0, office(), &Targets::built_in(), at(now)).unwrap()
}

fn stands(history: &History, now: &str) -> Option<Incident> {
    incident(&history.0, &read(history, now))
}

#[test]
fn a_report_meets_its_clock_at_the_moment_of_the_report() {
    let history = told().and(
        "2026-11-28 12:00",
        person(1),
        reported(Authority::Csirt, "2026-11-27 20:30"),
    );
    let clocks = read(&history, "2026-11-30 09:00");
    let csirt = clocks.last(ClockKind::Csirt).unwrap();
    assert_eq!(csirt.met_at().map(wall).unwrap(), "2026-11-27 20:30");
    assert_eq!(csirt.used, 5 * 3600 + 1800);
    assert_eq!(csirt.breached_at, None);
    let late = told().and(
        "2026-11-28 16:00",
        person(1),
        reported(Authority::Csirt, "2026-11-28 15:30"),
    );
    let clocks = read(&late, "2026-11-30 09:00");
    let csirt = clocks.last(ClockKind::Csirt).unwrap();
    assert_eq!(csirt.breached_at.map(wall).unwrap(), "2026-11-28 15:00");
}

#[test]
fn the_time_for_the_data_protection_office_begins_with_the_leak() {
    let history = told().and("2026-11-27 18:00", person(1), leak(true));
    let clocks = read(&history, "2026-11-28 09:00");
    let office = clocks.last(ClockKind::DataProtection).unwrap();
    assert_eq!(office.due.map(wall).unwrap(), "2026-11-30 18:00");
    let history = history.and("2026-11-28 10:00", person(1), leak(false));
    let clocks = read(&history, "2026-11-28 11:00");
    let office = clocks.last(ClockKind::DataProtection).unwrap();
    assert!(matches!(office.state, ClockState::Stopped { .. }));
    let stands = stands(&history, "2026-11-28 11:00").unwrap();
    assert_eq!(stands.leaked, Some(false));
    assert!(stands.awaits_csirt && !stands.awaits_data_protection);
}

#[test]
fn an_incident_that_was_reported_is_not_reported_again_when_it_comes_back() {
    let history = told()
        .and(
            "2026-11-27 16:00",
            person(1),
            reported(Authority::Csirt, "2026-11-27 15:50"),
        )
        .and(
            "2026-11-27 17:00",
            person(1),
            handed_over("IT-04-2", "§15 pkt 8"),
        )
        .and(
            "2026-11-27 18:00",
            person(1),
            handed_over("IT-02-2", "§7 pkt 5"),
        );
    let clocks = read(&history, "2026-11-30 09:00");
    let all = clocks.all.iter();
    let csirt = all.filter(|clock| clock.key.kind == ClockKind::Csirt);
    assert_eq!(csirt.count(), 1);
}

fn not_needed(to: Authority) -> Act {
    act(IncidentStep::NotNeeded {
        to,
        reason: "false alarm".into(),
    })
}

#[test]
fn a_closed_incident_goes_on_until_it_is_reported_or_need_not_be() {
    let closed = told()
        .then(
            "2026-11-27 15:10",
            Act::Resolved {
                solution: "s".into(),
            },
        )
        .then("2026-12-08 08:00", Act::Closed);
    let ticket = replay(&closed.0).unwrap();
    let now = Moment {
        now: at("2026-12-08 09:00"),
        event: EventId(Uuid::from_u128(99)),
    };
    let stands_now = stands(&closed, "2026-12-08 09:00");
    assert!(stands_now.unwrap().awaits_csirt);
    let csirt = read(&closed, "2026-12-08 09:00");
    assert!(csirt.last(ClockKind::Csirt).unwrap().is_live());
    let report = (Authority::Csirt, "CSIRT-77", at("2026-12-08 08:30"));
    let change = ticket.report_incident(stands_now, report, person(1), now);
    assert_eq!(change.unwrap().ticket.status, Status::Closed);
    let change = ticket.spare_report(
        stands_now,
        (Authority::Csirt, "false alarm"),
        person(1),
        now,
    );
    assert_eq!(change.unwrap().event.act, not_needed(Authority::Csirt));
    let missing = ticket.spare_report(stands_now, (Authority::Csirt, " "), person(1), now);
    assert!(matches!(missing, Err(Refusal::Fields(_))));

    let spared = closed.then("2026-12-08 09:00", not_needed(Authority::Csirt));
    let stands_then = stands(&spared, "2026-12-08 10:00");
    assert!(!stands_then.unwrap().awaits_csirt);
    let clocks = read(&spared, "2026-12-08 10:00");
    assert!(!clocks.last(ClockKind::Csirt).unwrap().is_live());
    let ticket = replay(&spared.0).unwrap();
    let again = ticket.spare_report(stands_then, (Authority::Csirt, "x"), person(1), now);
    assert_eq!(again.unwrap_err(), Refusal::NoIncident);
    // Not a second time when it comes back.
    let back = told()
        .then("2026-11-27 16:00", not_needed(Authority::Csirt))
        .then("2026-11-27 17:00", handed_over("IT-04-2", "§15 pkt 8"))
        .then("2026-11-27 18:00", handed_over("IT-02-2", "§7 pkt 5"));
    let clocks = read(&back, "2026-11-30 09:00");
    assert_eq!(
        clocks
            .live()
            .filter(|one| one.key.kind == ClockKind::Csirt)
            .count(),
        0
    );
}

#[test]
fn a_withdrawn_incident_has_nothing_left_to_note() {
    let history = told().and(
        "2026-11-27 16:00",
        person(1),
        reported(Authority::Csirt, "2026-11-27 15:50"),
    );
    let history = history.then("2026-11-27 17:00", Act::Cancelled { reason: "r".into() });
    let ticket = replay(&history.0).unwrap();
    let now = Moment {
        now: at("2026-11-27 18:00"),
        event: EventId(Uuid::from_u128(99)),
    };
    let stands = stands(&history, "2026-11-27 18:00");
    let leak = ticket.note_leak(stands, Leak::Yes, person(1), now);
    assert!(matches!(leak, Err(Refusal::Finished { .. })));
}

#[test]
fn a_ticket_that_is_no_incident_has_nothing_to_report() {
    let history = History::filed("2026-11-27 14:00", 2);
    assert_eq!(stands(&history, "2026-11-27 15:00"), None);
    let left = told().and(
        "2026-11-27 16:00",
        person(1),
        handed_over("IT-04-2", "§15 pkt 8"),
    );
    assert_eq!(stands(&left, "2026-11-27 17:00"), None);
}

#[test]
fn acts_about_an_incident_are_refused_when_they_make_no_sense() {
    let history = told();
    let ticket = replay(&history.0).unwrap();
    let now = Moment {
        now: at("2026-11-27 16:00"),
        event: EventId(Uuid::nil()),
    };
    let stands = stands(&history, "2026-11-27 16:00");
    let report = |to, reference: &str, when: Timestamp| {
        ticket.report_incident(stands, (to, reference, when), person(1), now)
    };
    let fields = |refusal: Refusal| match refusal {
        Refusal::Fields(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other}"),
    };
    let when = at("2026-11-27 15:30");
    assert!(report(Authority::Csirt, "CSIRT-1", when).is_ok());
    let missing: Vec<_> = fields(report(Authority::Csirt, " ", when).unwrap_err());
    assert_eq!(missing, ["reference"]);
    for wrong in ["2026-11-27 16:01", "2026-11-27 13:59"] {
        let refused: Vec<_> = fields(report(Authority::Csirt, "1", at(wrong)).unwrap_err());
        assert_eq!(refused, ["reported_at"]);
    }
    // Nobody has said that data leaked.
    let unasked = report(Authority::DataProtection, "1", when).unwrap_err();
    assert_eq!(unasked, Refusal::NoIncident);
    let leaked = ticket.note_leak(stands, Leak::Yes, person(1), now).unwrap();
    assert!(leaked.event.is_internal());
    let none = ticket.note_leak(None, Leak::Yes, requester(), now);
    assert_eq!(none.unwrap_err(), Refusal::NoIncident);
}
