//! What the domain makes of what people do.

use domain::{
    Author, Booking, BookingState, Change, CommentPart, Desk, FullComment, Impact, Moment, Overlap,
    PriorityMatrix, Refusal, ReturnCause, TaskKind, TaskState, Ticket, TicketNumber, Urgency,
    Visibility, WaitingFor, Work,
};
use jiff::Timestamp;

use crate::city::City;
use crate::people::{Live, Move, Temper};
use crate::random::Dice;

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
