//! The days of the desk: tickets are filed, people act, workers look.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use domain::{
    Author, Booked, Booking, EventId, Filing, Impact, JobId, Moment, PriorityMatrix, Requester,
    Status, Task, Ticket, TicketId, Urgency, Wanted,
};
use ordinance::Reference;
use store::{Outcome, Store, bookings, tickets};

use crate::city::City;
use crate::crew::{Crew, PACE};
use crate::office::{Office, local_day, midnight};
use crate::people::{Doing, Live, Move, Temper, plan, second_within};
use crate::random::Dice;
use crate::settings::Settings;
use crate::tally::Tally;
use crate::{SimulationError, Violation, timestamp};

/// The desk as it lives.
pub(crate) struct Life<'a> {
    pub(crate) store: &'a Store,
    pub(crate) settings: &'a Settings,
    pub(crate) matrix: PriorityMatrix,
    pub(crate) city: &'a City,
    pub(crate) office: &'a Office,
    pub(crate) crew: Crew,
    pub(crate) dice: Dice,
    pub(crate) tally: Tally,
    pub(crate) violations: Vec<Violation>,
    /// Letters that a person put aside.
    pub(crate) put_aside: HashSet<JobId>,
    /// Every ticket that somebody still works on, by its place in the order of filing.
    pub(crate) live: Vec<Option<Box<Live>>>,
    agenda: BinaryHeap<Reverse<(i64, usize)>>,
}

const SUBJECTS: [&str; 6] = [
    "Drukarka nie drukuje",
    "Nie mogę się zalogować",
    "Wolno działa sieć",
    "Prośba o dostęp",
    "Nowy monitor",
    "Błąd programu",
];
const PLACES: [&str; 3] = ["Sala obrad", "Sala Portretowa", "Sala szkoleń"];
const CREW: [&str; 3] = ["Anna Lis", "Jan Wrona", "Anna Lis\nEwa Sowa"];
const EQUIPMENT: [&str; 4] = ["", "rzutnik 1", "rzutnik 2", "rzutnik 1\nmikrofony"];
const DAY: i64 = 24 * 3600;

impl<'a> Life<'a> {
    pub(crate) fn new(
        store: &'a Store,
        settings: &'a Settings,
        city: &'a City,
        office: &'a Office,
        crew: Crew,
        dice: Dice,
    ) -> Self {
        Self {
            store,
            settings,
            matrix: PriorityMatrix::built_in(),
            city,
            office,
            crew,
            dice,
            tally: Tally::default(),
            violations: Vec::new(),
            put_aside: HashSet::new(),
            live: Vec::new(),
            agenda: BinaryHeap::new(),
        }
    }

    /// Lives from the second `from` to the second `to`, in which so many tickets are filed; then the
    /// workers finish what is to be done within the next days. Answers the second at which that is over.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn live(
        &mut self,
        from: i64,
        to: i64,
        many: usize,
    ) -> Result<i64, SimulationError> {
        let end = to + 5 * DAY;
        let mut filings = self.filings(from, to, many);
        filings.reverse();
        let mut chores = from + 11 * 3600;
        loop {
            let act = self.agenda.peek().map(|Reverse((at, _))| *at);
            let filing = filings.last().copied();
            let next = [act, filing]
                .into_iter()
                .flatten()
                .min()
                .filter(|at| *at < to);
            let look = self.crew.next_look().filter(|at| *at < end);
            match (next, look) {
                (None, None) => return Ok(end),
                (Some(next), look) if look.is_none_or(|look| next < look) => {
                    let end = (next.div_euclid(PACE) + 1) * PACE;
                    let end = look.map_or(end, |look| look.min(end));
                    self.until_the_next_look(end, &mut filings).await?;
                }
                (_, Some(look)) => {
                    if look >= chores && look < to {
                        self.put_aside
                            .extend(self.crew.see_to_undelivered(look).await?);
                        chores = look + DAY;
                    }
                    self.crew.look(look).await?;
                }
                (Some(_), None) => {}
            }
        }
    }

    /// Tickets that are open at the end, `to`, and with which nobody will do anything any more.
    pub(crate) fn forgotten(&self, to: i64) -> Vec<Violation> {
        let open = self.live.iter().flatten().map(Box::as_ref);
        let forgotten = |live: &&Live| match live.next {
            Some((at, _)) => at < to,
            // A solved ticket closes by itself; whether it did is checked by its history.
            None => live.ticket.status != Status::Resolved,
        };
        open.filter(|live| !live.ticket.status.is_final())
            .filter(forgotten)
            .map(|live| Violation::of(live.ticket.number, "it is open, and nobody will end it"))
            .collect()
    }

    /// When tickets are filed: mostly in office hours, some at any time.
    fn filings(&mut self, from: i64, to: i64, many: usize) -> Vec<i64> {
        let office = self.office.elapsed(to) - self.office.elapsed(from);
        let mut filings: Vec<i64> = (0..many)
            .map(|_| {
                let at = if office > 0 && self.dice.chance(900) {
                    let worked = self.dice.between(0, office - 1);
                    self.office.next_open(self.office.after(from, worked))
                } else {
                    self.dice.between(from, to - 121)
                };
                second_within(at - 60, from, &mut self.dice)
            })
            .filter(|at| *at < to)
            .collect();
        filings.sort_unstable();
        filings
    }

    /// Everything that people do before second `end`, when the workers look next, in one transaction.
    async fn until_the_next_look(
        &mut self,
        end: i64,
        filings: &mut Vec<i64>,
    ) -> Result<(), SimulationError> {
        let mut tx = self.store.write().await?;
        loop {
            let filing = filings.last().copied().filter(|at| *at < end);
            let act = self
                .agenda
                .peek()
                .map(|Reverse((at, _))| *at)
                .filter(|at| *at < end);
            match (filing, act) {
                (Some(at), act) if act.is_none_or(|act| at <= act) => {
                    filings.pop();
                    self.file(&mut tx, at).await?;
                }
                (_, Some(_)) => {
                    if let Some(Reverse((at, index))) = self.agenda.pop() {
                        self.act(&mut tx, at, index).await?;
                    }
                }
                _ => break,
            }
        }
        tx.commit().await?;
        self.crew.called(end - 1);
        Ok(())
    }

    async fn file(&mut self, tx: &mut store::Conn, at: i64) -> Result<(), SimulationError> {
        let dice = &mut self.dice;
        let year = jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().days(local_day(at)))
            .map_or(2026, jiff::civil::Date::year);
        let mut requester = dice
            .pick(&self.city.requesters)
            .cloned()
            .unwrap_or_default();
        if dice.chance(20) {
            // Not signed in: gets a secret link with each letter.
            requester = Requester {
                account: None,
                ..requester
            };
        }
        let by = Author {
            user: requester.account,
            name: requester.name.clone(),
            unit: None,
        };
        let filing = Filing {
            id: TicketId(dice.id(at)),
            number: tickets::next_number(tx, year).await?,
            subject: dice.pick(&SUBJECTS).copied().unwrap_or("Awaria"),
            body: "Od rana nie działa, proszę o pomoc.",
            requester,
            impact: dice.weighted(
                &[
                    (800, Impact::Low),
                    (160, Impact::Medium),
                    (40, Impact::High),
                ],
                Impact::Low,
            ),
            urgency: dice.weighted(
                &[
                    (500, Urgency::Low),
                    (380, Urgency::Medium),
                    (120, Urgency::High),
                ],
                Urgency::Low,
            ),
            suggestion: None,
        };
        let moment = self.moment(at);
        let change = Ticket::register(filing, &self.settings.desk, &self.matrix, by, moment)?;
        if tickets::apply(tx, &change).await? == Outcome::Stale {
            self.violations.push(Violation::of(
                change.ticket.number,
                "a new ticket was not written",
            ));
        }
        self.tally.tickets += 1;
        self.tally.acts += 1;
        let live = Box::new(Live {
            ticket: change.ticket,
            tasks: Vec::new(),
            booked: None,
            temper: self.temper(),
            next: None,
        });
        self.live.push(Some(live));
        self.plan(self.live.len() - 1, at);
        Ok(())
    }

    fn temper(&mut self) -> Temper {
        let first_line = self.settings.desk.first_line();
        match self.dice.below(1000) {
            0..8 => self
                .city
                .another(first_line, self.settings.desk.second_line(), &mut self.dice)
                .map_or(Temper::Plain, |(unit, duty)| Temper::Quarrel(unit, duty)),
            12..24 => self
                .city
                .occasion
                .clone()
                .map_or(Temper::Plain, |(unit, duty)| Temper::Occasion(unit, duty)),
            8..12 => self
                .city
                .incident
                .clone()
                .map_or(Temper::Plain, |(unit, duty)| Temper::Incident(unit, duty)),
            _ => Temper::Plain,
        }
    }

    /// Decides what happens next with a ticket.
    fn plan(&mut self, index: usize, now: i64) {
        let Some(live) = self.live[index].as_mut() else {
            return;
        };
        live.next = plan(live, now, self.office, &mut self.dice);
        if let Some((at, _)) = live.next {
            self.agenda.push(Reverse((at, index)));
        } else if live.ticket.status.is_final() {
            self.live[index] = None;
        }
    }

    async fn act(
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

    fn moment(&mut self, at: i64) -> Moment {
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

/// Stretches of `from`–`to`, one in so many days, of so many seconds each at random.
pub(crate) fn outages(
    from: i64,
    to: i64,
    every_days: i64,
    (shortest, longest): (i64, i64),
    dice: &mut Dice,
) -> Vec<(i64, i64)> {
    let mut outages = Vec::new();
    let mut at = from;
    loop {
        at += dice.between(DAY, (2 * every_days - 1) * DAY);
        let length = dice.between(shortest, longest).div_euclid(60) * 60;
        at = at.div_euclid(60) * 60 + dice.between(0, DAY / 60) * 60;
        if at + length >= to {
            return outages;
        }
        outages.push((at, at + length));
        at += length;
    }
}
