//! Whether everything went as promised, worked out once more from the histories, by other code.

mod bookings;
mod clocks;
mod digests;
mod history;
mod letters;
mod mornings;
mod steps;

use std::collections::{HashMap, HashSet};

use domain::{Event, JobId, Ticket, TicketId, TicketNumber, UserId};
use store::audit::{self, NoticeRow, StepRow};
use store::jobs::{self, JobState, TicketLetter};
use store::{Store, tickets};

use crate::office::Office;
use crate::posts::Posts;
use crate::rules::Rules;
use crate::tally::Tally;
use crate::{SimulationError, Violation};

/// What the checks go by.
pub(crate) struct Checks<'a> {
    pub(crate) office: &'a Office,
    pub(crate) rules: &'a Rules,
    pub(crate) posts: &'a Posts,
    /// Who wants letters once a day, and at which hour.
    pub(crate) hours: &'a HashMap<UserId, i8>,
    /// Stretches in which no worker ran.
    pub(crate) down: &'a [(i64, i64)],
    /// When a worker died with tickets in its hands.
    pub(crate) deaths: &'a [i64],
    /// What has arrived, and when.
    pub(crate) arrived: HashMap<JobId, Vec<i64>>,
    /// Letters that were sent by a worker that died before it could write that down.
    pub(crate) orphans: HashSet<JobId>,
    /// Letters that a person put aside.
    pub(crate) put_aside: HashSet<JobId>,
    /// The second at which everything was over.
    pub(crate) end: i64,
}

/// Everything that is written down about one ticket.
pub(crate) struct Record {
    pub(crate) ticket: Ticket,
    pub(crate) history: Vec<Event>,
    pub(crate) letters: Vec<TicketLetter>,
    pub(crate) steps: Vec<StepRow>,
    pub(crate) notices: Vec<NoticeRow>,
}

/// What is seen only in several tickets together.
#[derive(Default)]
struct Across {
    mornings: mornings::Mornings,
    digests: digests::Digests,
    bookings: bookings::Bookings,
}

/// Minutes that a worker may take, in seconds.
pub(crate) const PUNCTUAL: i64 = 15 * 60;
/// Tickets read at once.
const BATCH: u32 = 500;
/// Of so many violations the history is kept.
const SHOWN: usize = 20;

impl Checks<'_> {
    /// Checks every ticket and every letter.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn all(
        &self,
        store: &Store,
        tally: &mut Tally,
        violations: &mut Vec<Violation>,
    ) -> Result<(), SimulationError> {
        let states = self.letter_states(store, tally, violations).await?;
        let mut across = Across::default();
        let mut after = None;
        loop {
            let mut conn = store.read().await?;
            let batch = audit::tickets(&mut conn, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = Some(*last);
            for record in records(&mut conn, &batch).await? {
                let mut found = Vec::new();
                self.ticket(&record, &states, tally, &mut found);
                self.in_the_morning(&record, &mut across.mornings, &mut found);
                self.at_their_hour(&record, &mut across.digests, &mut found);
                across.bookings.add(&record);
                for what in found {
                    let mut violation = Violation::of(record.ticket.number, what);
                    if violations.len() < SHOWN {
                        violation.history = history::lines(&record);
                    }
                    violations.push(violation);
                }
            }
        }
        let clashes = across.bookings.clashes();
        let seen_together = clashes.into_iter().chain(across.digests.wrong());
        for mut violation in seen_together {
            if violations.len() < SHOWN {
                violation.history = history_of(store, violation.ticket).await?;
            }
            violations.push(violation);
        }
        tally.bookings = across.bookings.many();
        tally.digests = across.digests.many();
        Ok(())
    }

    fn ticket(
        &self,
        record: &Record,
        states: &HashMap<JobId, JobState>,
        tally: &mut Tally,
        found: &mut Vec<String>,
    ) {
        history::check(record, found);
        self.closing(record, tally, found);
        letters::called_for(record, found);
        self.told(record, states, tally, found);
        self.steps(record, found);
    }

    /// Every letter of the outbox, and what became of it: sent once, or put aside.
    async fn letter_states(
        &self,
        store: &Store,
        tally: &mut Tally,
        violations: &mut Vec<Violation>,
    ) -> Result<HashMap<JobId, JobState>, SimulationError> {
        let mut states = HashMap::new();
        let mut after = None;
        loop {
            let mut conn = store.read().await?;
            let batch = audit::tickets(&mut conn, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = Some(*last);
            let mut letters = jobs::of_tickets(&mut conn, &batch).await?;
            for id in &batch {
                for letter in letters.remove(id).unwrap_or_default() {
                    // One that tells of several tickets is met at each of them.
                    if states.insert(letter.id, letter.state).is_some() {
                        continue;
                    }
                    if let Some(what) = self.letter(&letter, tally)
                        && let Some(record) = records(&mut conn, &[*id]).await?.pop()
                    {
                        violations.push(Violation {
                            history: history::lines(&record),
                            ..Violation::of(record.ticket.number, what)
                        });
                    }
                }
            }
        }
        for id in self.arrived.keys().filter(|id| !states.contains_key(id)) {
            violations.push(Violation::about(format!(
                "letter {id} arrived, and nobody has called for it"
            )));
        }
        Ok(states)
    }

    /// What is wrong with a letter.
    fn letter(&self, letter: &TicketLetter, tally: &mut Tally) -> Option<String> {
        let arrived = self.arrived.get(&letter.id).map_or(0, Vec::len);
        let kind = letter.kind.as_str();
        let at = letter.at;
        tally.letters += u64::from(arrived > 0);
        match (letter.state, arrived) {
            (JobState::Sent, 0) => Some(format!(
                "the {kind} of {at} counts as sent and never arrived"
            )),
            (JobState::Sent, 1) | (JobState::Undelivered, 0) => None,
            (JobState::Sent, _) if self.orphans.contains(&letter.id) => {
                tally.repeated += 1;
                None
            }
            (_, 2..) => Some(format!("the {kind} of {at} arrived {arrived} times")),
            (JobState::Gathered, 0) => {
                tally.gathered += 1;
                None
            }
            (JobState::Discarded, 0) => (!self.put_aside.contains(&letter.id))
                .then(|| format!("the {kind} of {at} was put aside by nobody")),
            (JobState::Discarded | JobState::Undelivered | JobState::Gathered, _) => {
                (!self.orphans.contains(&letter.id))
                    .then(|| format!("the {kind} of {at} was given up and arrived"))
            }
            (JobState::Queued, _) => Some(format!("the {kind} of {at} still waits at the end")),
        }
    }
}

/// The history of the ticket with this number, for whoever looks for a mistake.
async fn history_of(
    store: &Store,
    number: Option<TicketNumber>,
) -> Result<Vec<String>, SimulationError> {
    let mut conn = store.read().await?;
    let ticket = match number {
        Some(number) => tickets::by_number(&mut conn, number).await?,
        None => None,
    };
    let id: Vec<TicketId> = ticket.iter().map(|ticket| ticket.id).collect();
    let record = records(&mut conn, &id).await?.pop();
    Ok(record.as_ref().map(history::lines).unwrap_or_default())
}

/// Everything about these tickets, in their order.
async fn records(conn: &mut store::Conn, ids: &[TicketId]) -> Result<Vec<Record>, SimulationError> {
    let mut tickets = tickets::by_ids(conn, ids).await?;
    let mut histories = tickets::histories(conn, ids).await?;
    let mut letters = jobs::of_tickets(conn, ids).await?;
    let mut steps = audit::steps(conn, ids).await?;
    let mut notices = audit::notices(conn, ids).await?;
    let record = |id: &TicketId| {
        Some(Record {
            ticket: tickets.remove(id)?,
            history: histories.remove(id).unwrap_or_default(),
            letters: letters.remove(id).unwrap_or_default(),
            steps: steps.remove(id).unwrap_or_default(),
            notices: notices.remove(id).unwrap_or_default(),
        })
    };
    Ok(ids.iter().filter_map(record).collect())
}
