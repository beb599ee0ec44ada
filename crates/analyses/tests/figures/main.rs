//! Figures against tables computed by hand, and as properties over random tickets.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod by_hand;
mod of_one_ticket;
mod properties;

use analyses::{Deadline, End, Ended, Period, TicketFigures};
use domain::{Priority, TicketId};
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

/// `2026-10-05 08:00` on the office's clock.
fn at(wall: &str) -> Timestamp {
    let wall: jiff::civil::DateTime = wall.parse().unwrap();
    wall.in_tz("Europe/Warsaw").unwrap().timestamp()
}

fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

fn october() -> Period {
    Period::month("2026-10-01".parse().unwrap())
}

/// A ticket that nobody has touched.
fn filed(registered_at: Timestamp) -> TicketFigures {
    let promised = Deadline {
        promised: true,
        ..Deadline::default()
    };
    TicketFigures {
        ticket: TicketId(Uuid::nil()),
        version: 1,
        registered_at,
        priority: Priority::try_from(3).unwrap(),
        unit: unit("IT-02-3"),
        duty: None,
        first_target: None,
        escalations: 0,
        transfers: 0,
        returns: 0,
        reopenings: 0,
        questions: 0,
        tasks: 0,
        answer: promised,
        solution: promised,
        end: None,
    }
}

/// The same, solved in time after `hours` of office time.
fn solved(registered_at: &str, solved_at: &str, hours: i64) -> TicketFigures {
    let mut ticket = filed(at(registered_at));
    let met_at = Some(at(solved_at));
    ticket.answer.met_at = met_at;
    ticket.solution.met_at = met_at;
    ticket.solution.used = hours * 3600;
    ticket.end = Some(End {
        at: at(solved_at),
        how: Ended::Solved,
    });
    ticket
}
