//! People act on tickets.

use domain::{Booked, Booking, EventId, Moment, Task, Ticket, Wanted};
use ordinance::Reference;
use store::{Outcome, bookings, tickets};

use crate::doing::Doing;
use crate::life::Life;
use crate::office::{local_day, midnight};
use crate::people::{Move, Temper};
use crate::{SimulationError, Violation, timestamp};

const PLACES: [&str; 3] = ["Sala obrad", "Sala Portretowa", "Sala szkoleń"];
const CREW: [&str; 3] = ["Anna Lis", "Jan Wrona", "Anna Lis\nEwa Sowa"];
const EQUIPMENT: [&str; 4] = ["", "rzutnik 1", "rzutnik 2", "rzutnik 1\nmikrofony"];

impl Life<'_> {
    /// Somebody does what was planned for a ticket.
    pub(crate) async fn act(
        &mut self,
        tx: &mut store::Conn,
        at: i64,
        index: usize,
    ) -> Result<(), SimulationError> {
        let moment = self.moment(at);
        let Some(mut live) = self.live[index].take() else {
            return Ok(());
        };
        let Some((_, what)) = live.next else {
            return Ok(());
        };
        let wanted = match (what, &live.temper) {
            (Move::Reserve, Temper::Occasion(_, duty)) => {
                let booking = self.wanted(*duty, at)?;
                let others = bookings::planned_beside(tx, live.ticket.id, &booking).await?;
                Some((booking, others))
            }
            _ => None,
        };
        let doing = Doing {
            desk: &self.settings.desk,
            matrix: &self.matrix,
            city: self.city,
            moment,
            wanted,
        };
        match doing.act(&live, what, &mut self.dice) {
            None => self.tally.refused += 1,
            Some(Err(refusal)) => {
                self.tally.refused += 1;
                if matches!(refusal, domain::Refusal::Settled { .. }) {
                    live.temper = Temper::Plain;
                }
            }
            Some(Ok(change)) => {
                let before = live.ticket.clone();
                if tickets::apply(tx, &change).await? == Outcome::Stale {
                    // A worker closed it meanwhile.
                    self.tally.stale += 1;
                    if let Some(ticket) = tickets::by_id(tx, before.id).await? {
                        live.ticket = ticket;
                    }
                } else {
                    self.tally.acts += 1;
                    keep(&mut live.tasks, &change.event);
                    if let Some(after) = Booked::after(live.booked.as_ref(), &change.event) {
                        live.booked = Some(after);
                    }
                    live.ticket = change.ticket;
                    self.be_late(tx, &before, at).await?;
                }
            }
        }
        self.live[index] = Some(live);
        self.plan(index, at);
        Ok(())
    }

    /// What somebody wants for an occasion: one of three halls within three weeks, with people and things
    /// of whom there are not many.
    fn wanted(&mut self, duty: Reference, at: i64) -> Result<Booking, SimulationError> {
        let dice = &mut self.dice;
        let day = local_day(at) + dice.between(1, 20);
        let from = midnight(day) + dice.between(8 * 4, 15 * 4) * 900;
        let to = from + dice.between(2, 16) * 900;
        let wanted = Wanted {
            duty,
            place: dice.pick(&PLACES).copied().unwrap_or_default(),
            from: timestamp(from),
            to: timestamp(to),
            crew: dice.pick(&CREW).copied().unwrap_or_default(),
            equipment: dice.pick(&EQUIPMENT).copied().unwrap_or_default(),
            setup_minutes: 30,
        };
        Ok(Booking::plan(
            &wanted,
            &self.settings.calendar,
            timestamp(at),
        )?)
    }

    /// Somebody else acts on what the ticket was before: that must not be written.
    async fn be_late(
        &mut self,
        tx: &mut store::Conn,
        before: &Ticket,
        at: i64,
    ) -> Result<(), SimulationError> {
        if !self.dice.chance(5) {
            return Ok(());
        }
        let moment = self.moment(at);
        let note = before.note(
            domain::Visibility::Internal,
            "Za późno.",
            self.city.arbiter.clone(),
            moment,
        );
        if let Ok(change) = note {
            self.tally.stale += 1;
            if tickets::apply(tx, &change).await? == Outcome::Done {
                self.violations.push(Violation::of(
                    before.number,
                    "an act on a version that is no more was written",
                ));
            }
        }
        Ok(())
    }

    pub(crate) fn moment(&mut self, at: i64) -> Moment {
        Moment {
            now: timestamp(at),
            event: EventId(self.dice.id(at)),
        }
    }
}

/// Keeps the tasks of a ticket as its events give, take and end them.
fn keep(tasks: &mut Vec<Task>, event: &domain::Event) {
    tasks.extend(Task::given(event));
    match &event.act {
        domain::Act::TaskTaken { task } => {
            if let Some(task) = tasks.iter_mut().find(|one| one.number == *task) {
                task.state = domain::TaskState::Taken;
                task.assignee = event.by.user;
            }
        }
        domain::Act::TaskEnded { task, how, .. } => {
            if let Some(task) = tasks.iter_mut().find(|one| one.number == *task) {
                task.state = *how;
            }
        }
        _ => {}
    }
}
