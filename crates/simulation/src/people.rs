//! What people do with a ticket next, and when.

use domain::{Booked, BookingState, Status, Task, TaskState, Ticket, WaitingFor};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

use crate::office::Office;
use crate::random::Dice;

/// A ticket with which somebody will do something.
pub(crate) struct Live {
    pub(crate) ticket: Ticket,
    pub(crate) tasks: Vec<Task>,
    pub(crate) booked: Option<Booked>,
    pub(crate) temper: Temper,
    /// What happens next, and at which second; `None`: nothing that a person does.
    pub(crate) next: Option<(i64, Move)>,
}

/// What kind of story it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Temper {
    Plain,
    /// First line and this unit send it back and forth.
    Quarrel(UnitCode, Reference),
    /// A security incident.
    Incident(UnitCode, Reference),
    /// A council session, a meeting or a training.
    Occasion(UnitCode, Reference),
}

/// Something a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    Claim,
    Answer,
    Remark,
    Escalate,
    Transfer,
    Accept,
    Return,
    Refuse,
    AskRequester,
    AwaitSupplier,
    Book,
    Resume,
    Reply,
    Press,
    Decide,
    Reserve,
    EndBooking,
    GiveTask,
    TakeTask,
    EndTask,
    Resolve,
    Reopen,
    Close,
    Cancel,
}

const HOUR: i64 = 3600;

/// How fast people are this time.
struct Pace<'a> {
    now: i64,
    slow: i64,
    office: &'a Office,
}

impl Pace<'_> {
    /// Whoever is asked at work does it at work.
    fn at_work(&self, mean: i64, dice: &mut Dice) -> i64 {
        let wait = dice.wait(mean * self.slow);
        let at = self.office.next_open(self.office.after(self.now, wait));
        second_within(at.max(self.now), self.now, dice)
    }

    fn any_time(&self, mean: i64, dice: &mut Dice) -> i64 {
        second_within(self.now + dice.wait(mean), self.now, dice)
    }
}

/// What happens next with the ticket after `now`; `None` when nobody will do anything more.
pub(crate) fn plan(live: &Live, now: i64, office: &Office, dice: &mut Dice) -> Option<(i64, Move)> {
    let ticket = &live.ticket;
    if ticket.status.is_final() {
        return None;
    }
    let pace = Pace {
        now,
        slow: if dice.chance(60) { 8 } else { 1 },
        office,
    };
    if ticket.quarrel.open.is_some() {
        return Some((pace.at_work(4 * HOUR, dice), Move::Decide));
    }
    let planned = |booked: &&Booked| booked.state == BookingState::Planned;
    if let Some(booked) = live.booked.as_ref().filter(planned) {
        return Some(of_booking(booked, &pace, dice));
    }
    if let Some(waiting) = ticket.waiting {
        let until = waiting.until.map(Timestamp::as_second);
        return Some(match (waiting.on, until) {
            (WaitingFor::Requester, _) if dice.chance(850) => {
                (pace.any_time(9 * HOUR, dice), Move::Reply)
            }
            (WaitingFor::Requester | WaitingFor::Supplier, None) => {
                (pace.at_work(20 * HOUR, dice), Move::Resume)
            }
            (_, Some(until)) if until > now => {
                let at = office.next_open(until + dice.wait(HOUR));
                (second_within(at, now, dice), Move::Resolve)
            }
            _ => (pace.at_work(HOUR, dice), Move::Resolve),
        });
    }
    let open_task = live.tasks.iter().find(|task| !task.state.is_final());
    if let Some(task) = open_task
        && ticket.status == Status::InProgress
        && dice.chance(700)
    {
        let next = if task.state == TaskState::Open {
            Move::TakeTask
        } else {
            Move::EndTask
        };
        return Some((pace.at_work(2 * HOUR, dice), next));
    }
    by_status(live, &pace, dice)
}

/// What happens next with a booking: mostly it is carried out, some are changed or called off before.
fn of_booking(booked: &Booked, pace: &Pace<'_>, dice: &mut Dice) -> (i64, Move) {
    let (from, to) = (
        booked.booking.from.as_second(),
        booked.booking.to.as_second(),
    );
    let before = from - 120 - pace.now;
    if before > 0 && dice.chance(250) {
        let at = second_within(pace.now + dice.between(0, before), pace.now, dice);
        let next = if dice.chance(500) {
            Move::Reserve
        } else {
            Move::EndBooking
        };
        return (at, next);
    }
    let over = pace.office.next_open(to.max(pace.now) + dice.wait(HOUR));
    let next = if dice.chance(100) {
        Move::Resolve
    } else {
        Move::EndBooking
    };
    (second_within(over, pace.now, dice), next)
}

/// What happens next with a ticket that waits for nothing.
fn by_status(live: &Live, pace: &Pace<'_>, dice: &mut Dice) -> Option<(i64, Move)> {
    let ticket = &live.ticket;
    let quarrels = matches!(live.temper, Temper::Quarrel(..));
    let incident = matches!(live.temper, Temper::Incident(..)) && ticket.duty.is_none();
    let occasion = matches!(&live.temper, Temper::Occasion(unit, _) if *unit == ticket.unit);
    match ticket.status {
        Status::New | Status::Returned
            if matches!(live.temper, Temper::Occasion(..)) && !occasion =>
        {
            Some((pace.at_work(HOUR, dice), Move::Transfer))
        }
        Status::InProgress if occasion && live.booked.is_none() => {
            Some((pace.at_work(HOUR, dice), Move::Reserve))
        }
        Status::New | Status::Returned if incident => {
            Some((pace.at_work(HOUR / 2, dice), Move::Transfer))
        }
        Status::New | Status::Returned if quarrels => {
            Some((pace.at_work(HOUR, dice), Move::Escalate))
        }
        Status::HandedOver if quarrels => Some((
            pace.at_work(HOUR, dice),
            if dice.chance(500) {
                Move::Return
            } else {
                Move::Refuse
            },
        )),
        Status::New | Status::Returned => {
            let next = dice.weighted(
                &[
                    (500, Move::Claim),
                    (250, Move::Resolve),
                    (90, Move::Escalate),
                    (60, Move::Transfer),
                    (25, Move::Answer),
                    (25, Move::Cancel),
                    (20, Move::Press),
                    (20, Move::AskRequester),
                    (10, Move::Remark),
                ],
                Move::Claim,
            );
            Some((pace.at_work(HOUR * 2 / 3, dice), next))
        }
        Status::HandedOver => {
            let next = dice.weighted(
                &[
                    (760, Move::Accept),
                    (80, Move::Return),
                    (40, Move::Refuse),
                    (80, Move::Resolve),
                    (40, Move::Transfer),
                ],
                Move::Accept,
            );
            Some((pace.at_work(HOUR, dice), next))
        }
        Status::InProgress => {
            let next = dice.weighted(
                &[
                    (680, Move::Resolve),
                    (80, Move::Answer),
                    (50, Move::AskRequester),
                    (20, Move::AwaitSupplier),
                    (15, Move::Book),
                    (40, Move::Escalate),
                    (25, Move::Return),
                    (25, Move::GiveTask),
                    (20, Move::Press),
                    (15, Move::Remark),
                    (15, Move::Transfer),
                    (10, Move::Claim),
                    (5, Move::Cancel),
                ],
                Move::Resolve,
            );
            Some((pace.at_work(2 * HOUR, dice), next))
        }
        Status::Resolved => match dice.below(1000) {
            0..60 => Some((pace.any_time(30 * HOUR, dice), Move::Reopen)),
            60..150 => Some((pace.any_time(20 * HOUR, dice), Move::Close)),
            // It closes by itself.
            _ => None,
        },
        Status::Closed | Status::Cancelled | Status::Merged => None,
    }
}

/// A second of the minute of `at`, but never of the minute of `now` or at its turn.
pub(crate) fn second_within(at: i64, now: i64, dice: &mut Dice) -> i64 {
    at.div_euclid(60).max(now.div_euclid(60) + 1) * 60 + dice.between(1, 58)
}
