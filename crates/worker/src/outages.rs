//! Outages: telling the latest news to each address once, and solving every ticket, each by an act of its
//! own. Any number of workers may do it, and any may die at any moment: what was done stands written in the
//! transaction that did it, and whoever comes next goes on with the rest.

use std::sync::Arc;

use domain::steps::{Notice, Step};
use domain::targets::Targets;
use domain::{
    ActKind, Action, Actor, Change, EventId, LetterKind, Moment, Object, OutageAct, OutageEvent,
    Refusal, Ticket, authorize,
};
use jiff::Timestamp;
use mail::{Content, OutageNews, OutageNewsOf, Page};
use store::jobs::Job;
use store::outages::resolving::{self, State, Turn};
use store::outages::{self, telling};
use store::{Conn, Outcome, StoreError, accounts, tickets};
use tracing::info;
use uuid::Uuid;

use crate::deliver::{Post, Unprepared};
use crate::undeliverable::Undeliverable;

/// Tickets solved in one go, each in a transaction of its own, before the worker looks at its other work.
const BATCH: usize = 50;

/// What one look at outages came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutagesDone {
    /// Tickets about which something was noted: solved, already solved, or refused.
    pub tickets: usize,
    /// Tickets solved.
    pub resolved: usize,
    /// Rounds of telling.
    pub told: usize,
}

/// What became of a ticket whose turn it was.
enum Fate {
    Resolved(Box<Change>),
    Already,
    /// The name of the refusal.
    Refused(&'static str),
}

impl Post {
    /// Solves some tickets of outages that were to be solved, or makes letters of news. Cheap when there is
    /// nothing to do: nothing is written.
    ///
    /// # Errors
    /// When the database cannot be read or written; what was not written is done next time.
    pub(crate) async fn outages(&self, now: Timestamp) -> Result<OutagesDone, StoreError> {
        let mut done = OutagesDone::default();
        let mut conn = self.store.read().await?;
        let waits = outages::waits(&mut conn).await?;
        drop(conn);
        if !waits {
            return Ok(done);
        }
        while done.tickets < BATCH && self.resolve_next(now, &mut done).await? == Outcome::Done {}
        let mut tx = self.store.write().await?;
        if telling::tell_some(&mut tx, now).await? > 0 {
            done.told = 1;
        }
        tx.commit().await?;
        if done.resolved > 0 {
            info!(
                tickets = done.resolved,
                "solved {} tickets of an outage", done.resolved
            );
        }
        Ok(done)
    }

    /// [`Outcome::Stale`] when no ticket waits.
    async fn resolve_next(
        &self,
        now: Timestamp,
        done: &mut OutagesDone,
    ) -> Result<Outcome, StoreError> {
        let mut tx = self.store.write().await?;
        let Some(turn) = resolving::next(&mut tx).await? else {
            return Ok(Outcome::Stale);
        };
        let fate = match self.fate(&mut tx, turn, now).await {
            // Its row makes no sense: the others must not wait for it.
            Err(StoreError::Corrupt { .. }) => Fate::Refused("unreadable"),
            other => other?,
        };
        let (state, reason) = match &fate {
            Fate::Resolved(_) => (State::Resolved, None),
            Fate::Already => (State::Already, None),
            Fate::Refused(reason) => (State::Refused, Some(*reason)),
        };
        resolving::settle(&mut tx, turn, state, reason, now).await?;
        if let Fate::Resolved(change) = &fate
            && tickets::apply(&mut tx, change).await? == Outcome::Stale
        {
            // Somebody acted on it at this moment: its turn comes again.
            tx.rollback().await?;
            return Ok(Outcome::Done);
        }
        tx.commit().await?;
        done.tickets += 1;
        done.resolved += usize::from(matches!(fate, Fate::Resolved(_)));
        Ok(Outcome::Done)
    }

    /// What becomes of a ticket, decided as if whoever asked for it did it now.
    async fn fate(&self, conn: &mut Conn, turn: Turn, now: Timestamp) -> Result<Fate, StoreError> {
        let asked = asked(conn, turn).await?;
        let ticket = tickets::by_id(conn, turn.ticket).await?;
        let (Some((event, solution)), Some(ticket)) = (asked, ticket) else {
            return Ok(Fate::Refused("unreadable"));
        };
        if !ticket.status.is_open() {
            return Ok(Fate::Already);
        }
        if ticket.outage != Some(turn.outage) {
            return Ok(Fate::Refused(Refusal::NotInOutage.code()));
        }
        let person = match event.by.user {
            Some(id) => accounts::by_id(conn, id).await?,
            None => None,
        };
        let Some(account) = person.filter(|account| !account.disabled) else {
            return Ok(Fate::Refused("no_person"));
        };
        // Whoever asked speaks for their own unit here, also where they might act for others.
        if event.by.unit.as_ref() != Some(&ticket.unit) {
            return Ok(Fate::Refused("not_held"));
        }
        if self.is_security_matter(&ticket) {
            return Ok(Fate::Refused(Refusal::SecurityMatter.code()));
        }
        let actor = Actor::Person(account.person());
        let action = Action::Act(ActKind::Resolved);
        let object = Object::Ticket(&ticket);
        if authorize(&actor, action, object, self.desk.first_line()).is_err() {
            return Ok(Fate::Refused("not_held"));
        }
        let moment = Moment {
            now,
            event: event_of(&ticket, &event),
        };
        Ok(match ticket.resolve(&solution, event.by, moment) {
            Ok(change) => Fate::Resolved(Box::new(change)),
            Err(refusal) => Fate::Refused(refusal.code()),
        })
    }

    fn is_security_matter(&self, ticket: &Ticket) -> bool {
        let targets = self.clockwork().map(|clockwork| clockwork.targets.clone());
        let targets = targets.unwrap_or_else(|| Arc::new(Targets::built_in()));
        ticket.is_security_matter(&targets)
    }

    /// What a letter of news says; `page` is where the requester sees the ticket.
    pub(crate) async fn outage_news(
        &self,
        job: &Job,
        ticket: &Ticket,
        page: Page,
    ) -> Result<Content, Unprepared> {
        let mut conn = self.store.read().await?;
        let told = telling::of_letter(&mut conn, job.id).await?;
        drop(conn);
        let told = told.ok_or(Undeliverable::WrongAct)?;
        let of = match &told.event.act {
            OutageAct::Declared { .. } => OutageNewsOf::Declared,
            OutageAct::Updated { .. } => OutageNewsOf::Updated,
            OutageAct::Ended { .. } => OutageNewsOf::Ended,
            OutageAct::Reopened { .. } => OutageNewsOf::Reopened,
            OutageAct::Reworded { .. } | OutageAct::ResolvedAll { .. } => {
                return Err(Undeliverable::WrongAct.into());
            }
        };
        let announcement = told.outage.announcement;
        Ok(Content::OutageNews(Box::new(OutageNews {
            number: ticket.number,
            tickets: told.tickets,
            of,
            text: match of {
                // As it was mended since.
                OutageNewsOf::Declared => announcement.description,
                _ => told.event.act.news().unwrap_or_default().to_owned(),
            },
            title: announcement.title,
            since: announcement.since,
            page,
        })))
    }
}

/// Who asked for it, and with which solution.
async fn asked(conn: &mut Conn, turn: Turn) -> Result<Option<(OutageEvent, String)>, StoreError> {
    let history = outages::history(conn, turn.outage).await?;
    let mut events = history.into_iter();
    let event = events.find(|event| event.sequence == turn.sequence);
    Ok(event.and_then(|event| match &event.act {
        OutageAct::ResolvedAll { solution } => {
            let solution = solution.clone();
            Some((event, solution))
        }
        _ => None,
    }))
}

/// The event by which a ticket is solved because of an event of its outage; the same for whoever does it.
fn event_of(ticket: &Ticket, event: &OutageEvent) -> EventId {
    let name = format!("outage/{}", event.id);
    EventId(Uuid::new_v5(&ticket.id.0, name.as_bytes()))
}

/// Whether a letter to an address that its requester need not own is written by nobody in particular.
pub(crate) fn writes_by_itself(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::Confirmation | LetterKind::OutageNews)
}

/// Whether a step needs no telling, because the same was told of another ticket of its outage: each step is
/// taken for each ticket, and told once for all of them. Reports that a law demands are always told.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn told_before(
    conn: &mut Conn,
    ticket: &Ticket,
    step: &Step,
    notice: &Notice,
) -> Result<bool, StoreError> {
    let Some(outage) = ticket.outage else {
        return Ok(false);
    };
    let found = outages::by_id(conn, outage).await?;
    let lasts = found.is_some_and(|outage| outage.lasts());
    if !lasts || step.key.clock.kind.is_wall_time() {
        return Ok(false);
    }
    let clock = step.key.clock.kind.as_str();
    let rule = format!("{}/{}", step.key.rule, step.key.occurrence);
    let first = outages::first_step(conn, outage, (clock, &rule), &notice.to).await?;
    Ok(first == Outcome::Stale)
}
