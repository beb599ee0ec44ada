//! The days of the desk: tickets are filed, people act, workers look.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use domain::{JobId, PriorityMatrix, Status};
use store::Store;

use crate::city::City;
use crate::crew::{Crew, PACE};
use crate::office::Office;
use crate::people::{Live, plan};
use crate::random::Dice;
use crate::settings::Settings;
use crate::tally::Tally;
use crate::{SimulationError, Violation};

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
                    // While letters are on their way, people act: until somebody can look again.
                    let end = (look.div_euclid(PACE) + 1) * PACE;
                    if next.is_some_and(|at| at < end) {
                        self.until_the_next_look(end, &mut filings).await?;
                    }
                    self.crew.letters_are_through(look).await?;
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

    /// Decides what happens next with a ticket.
    pub(crate) fn plan(&mut self, index: usize, now: i64) {
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
