//! What people do with a ticket next, and when.

use domain::{
    Author, Booked, Booking, BookingState, Change, CommentPart, Desk, FullComment, Impact, Moment,
    Overlap, PriorityMatrix, Refusal, ReturnCause, Status, Task, TaskKind, TaskState, Ticket,
    TicketNumber, Urgency, Visibility, WaitingFor, Work,
};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

use crate::city::City;
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

/// What the domain makes of it.
pub(crate) struct Doing<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) matrix: &'a PriorityMatrix,
    pub(crate) city: &'a City,
    pub(crate) moment: Moment,
    /// What somebody wants to book, and what others have booked then.
    pub(crate) wanted: Option<(Booking, Vec<(TicketNumber, Booking)>)>,
}

impl Doing<'_> {
    /// Does it. `None` when there is nobody or nothing to do it with.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each thing that people do"
    )]
    pub(crate) fn act(
        &self,
        live: &Live,
        what: Move,
        dice: &mut Dice,
    ) -> Option<Result<Change, Refusal>> {
        let ticket = &live.ticket;
        let moment = self.moment;
        let by = self.city.somebody(&ticket.unit, dice)?;
        let requester = Author {
            user: ticket.requester.account,
            name: ticket.requester.name.clone(),
            unit: None,
        };
        Some(match what {
            Move::Claim => ticket.claim(by, moment),
            Move::Answer => ticket.note(
                Visibility::Public,
                "Sprawdzamy, odezwiemy się dzisiaj.",
                by,
                moment,
            ),
            Move::Remark => ticket.note(Visibility::Internal, "Zob. umowę serwisową.", by, moment),
            Move::Escalate | Move::Transfer => self.hand_over(live, what, by, dice)?,
            Move::Accept => ticket.accept(by, moment),
            Move::Return => {
                let parts = vec![*dice.pick(&CommentPart::ALL)?];
                let cause = self
                    .desk
                    .is_second_line(&ticket.unit)
                    .then_some(ReturnCause::IncompleteComment { parts });
                ticket.give_back_for(cause, "Brakuje danych.", self.desk, by, moment)
            }
            Move::Refuse => {
                let (unit, duty) = self.city.another(&ticket.unit, &[], dice)?;
                let cause = Some(ReturnCause::NotCompetent { unit, duty });
                ticket.give_back_for(cause, "To nie nasze zadanie.", self.desk, by, moment)
            }
            Move::AskRequester => ticket.pause(
                WaitingFor::Requester,
                None,
                "Prosimy o numer urządzenia.",
                by,
                moment,
            ),
            Move::AwaitSupplier => {
                ticket.pause(WaitingFor::Supplier, None, "Czekamy na część.", by, moment)
            }
            Move::Book => {
                let at =
                    moment.now.as_second().div_euclid(60) * 60 + dice.between(1, 9 * 24 * 60) * 60;
                let until = Timestamp::from_second(at).ok();
                ticket.pause(WaitingFor::Date, until, "Umówiona wizyta.", by, moment)
            }
            Move::Reserve => {
                let (booking, others) = self.wanted.as_ref()?;
                let others = others.iter().map(|(number, booking)| (*number, booking));
                let overlap = if dice.chance(300) {
                    Overlap::Confirmed
                } else {
                    Overlap::Ask
                };
                ticket.book(booking.clone(), others, overlap, self.desk, by, moment)
            }
            Move::EndBooking => {
                let booked = live.booked.as_ref()?;
                let how = if moment.now < booked.booking.from {
                    BookingState::Cancelled
                } else if dice.chance(900) {
                    BookingState::CarriedOut
                } else {
                    BookingState::NotCarriedOut
                };
                ticket.end_booking(Some(booked), how, "Tak wyszło.", by, moment)
            }
            Move::Resume => ticket.resume(by, moment),
            Move::Reply => ticket.note(
                Visibility::Public,
                "Numer jest na obudowie: 1234.",
                requester,
                moment,
            ),
            Move::Press => {
                let (impact, urgency) = (*dice.pick(&Impact::ALL)?, *dice.pick(&Urgency::ALL)?);
                ticket.change_priority(
                    impact,
                    urgency,
                    "Dotyczy więcej osób.",
                    self.matrix,
                    by,
                    moment,
                )
            }
            Move::Decide => {
                let between = ticket.quarrel.open.clone()?;
                let unit = dice.pick(&between)?;
                let duty = *dice.pick(&self.city.unit(unit)?.duties)?;
                ticket.decide(
                    unit,
                    duty,
                    "Rozstrzygam.",
                    self.desk,
                    self.city.arbiter.clone(),
                    moment,
                )
            }
            Move::GiveTask => self.give_task(ticket, by, dice)?,
            Move::TakeTask | Move::EndTask => self.task(live, what, dice)?,
            Move::Resolve => ticket.resolve("Uruchomiono ponownie, działa.", by, moment),
            Move::Reopen => ticket.reopen("Nadal nie działa.", requester, moment),
            Move::Close => ticket.close(requester, moment),
            Move::Cancel => ticket.cancel("Wycofane.", requester, moment),
        })
    }

    fn hand_over(
        &self,
        live: &Live,
        what: Move,
        by: Author,
        dice: &mut Dice,
    ) -> Option<Result<Change, Refusal>> {
        let ticket = &live.ticket;
        let second_line = self.desk.second_line();
        let (to, duty) = match &live.temper {
            Temper::Quarrel(unit, duty)
            | Temper::Incident(unit, duty)
            | Temper::Occasion(unit, duty)
                if *unit != ticket.unit =>
            {
                (unit.clone(), *duty)
            }
            _ if what == Move::Escalate => self.city.another(&ticket.unit, second_line, dice)?,
            _ => self.city.another(&ticket.unit, &[], dice)?,
        };
        // The first line escalates to the second and transfers to the others.
        let escalates = ticket.unit == *self.desk.first_line() && self.desk.is_second_line(&to);
        Some(if escalates {
            let to = self.desk.second_line_unit(&to).ok()?;
            let comment = FullComment::new(
                "Brak połączenia.",
                "Restart.",
                "Brak uprawnień.",
                "tel. 1234",
            )
            .ok()?;
            ticket.escalate(&to, duty, comment, self.desk, by, self.moment)
        } else {
            ticket.transfer(&to, "Właściwa komórka.", duty, self.desk, by, self.moment)
        })
    }

    fn give_task(
        &self,
        ticket: &Ticket,
        by: Author,
        dice: &mut Dice,
    ) -> Option<Result<Change, Refusal>> {
        let remote = self
            .desk
            .remote_hands()
            .filter(|_| self.desk.is_second_line(&ticket.unit));
        let (kind, (to, duty)) = match remote {
            Some(service) => (TaskKind::RemoteHands, service),
            None => (TaskKind::Part, self.city.another(&ticket.unit, &[], dice)?),
        };
        let work = Work {
            kind,
            to,
            duty,
            place: "Plac 1, pok. 12".to_owned(),
            contact: "tel. 1234".to_owned(),
            what: "Proszę przełączyć kabel.".to_owned(),
        };
        Some(ticket.give_task(work, self.desk, by, self.moment))
    }

    fn task(&self, live: &Live, what: Move, dice: &mut Dice) -> Option<Result<Change, Refusal>> {
        let task = live.tasks.iter().find(|task| !task.state.is_final())?;
        let by = self.city.somebody(&task.work.to, dice)?;
        Some(if what == Move::TakeTask {
            live.ticket.take_task(task, by, self.moment)
        } else {
            let how = if dice.chance(850) {
                TaskState::Done
            } else {
                TaskState::Declined
            };
            live.ticket
                .end_task(task, how, "Zrobione.", by, self.moment)
        })
    }
}
