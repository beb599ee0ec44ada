//! Taking steps: looking at tickets whose time has come, telling people, closing what was solved.
//!
//! Any number of workers may do it at once, and any of them may die at any moment: what a look finds
//! is written in one transaction with the moment of the next look, only while the ticket is still as
//! it was read, and each step only if nobody has taken it before.

use std::sync::Arc;

use domain::calendar::Calendar;
use domain::chain::Letters;
use domain::steps::{About, Addressee, Lane, Notice, Step, closing_event};
use domain::{Author, Letter, LetterKind, Moment, Recipient, Ticket, TicketId};
use jiff::{SignedDuration, Timestamp};
use store::accounts::Account;
use store::steps::NextLook;
use store::steps::notices::{self, Hours};
use store::{Conn, Outcome, StoreError, accounts, steps, tickets, wishes};
use tracing::{error, info};

use crate::clockwork::{Clockwork, Look};
use crate::deliver::{Post, chain};
use crate::histories::Histories;
use crate::outages::told_before;

/// Tickets looked at in one go.
const BATCH: u32 = 100;
/// Seconds after which another worker may look at the same tickets.
const LEASE_SECONDS: i64 = 60;
/// So long notices wait for tickets that others still look at, so that they share a letter.
const PATIENCE: SignedDuration = SignedDuration::from_mins(2);
/// When to look again at a ticket that cannot be read.
const UNREADABLE: SignedDuration = SignedDuration::from_hours(1);

/// What one look at the desk came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepsDone {
    /// Tickets looked at.
    pub looked_at: usize,
    /// Steps taken.
    pub steps: usize,
    /// Tickets closed.
    pub closed: usize,
    /// Letters made of notices.
    pub letters: usize,
}

impl StepsDone {
    /// Whether nothing was left to do by the one who did this.
    pub(crate) fn is_all(&self) -> bool {
        // A ticket that was closed is looked at once more.
        self.looked_at < BATCH as usize
            && self.closed == 0
            && self.letters < notices::MOST_GROUPS as usize
    }
}

impl Post {
    /// Looks at the next tickets that are due at `now`, and when there are no more, makes letters of the
    /// notices that wait. Cheap when nothing is due: two looks into indexes, and nothing is written.
    ///
    /// # Errors
    /// When the database cannot be read or written; what was not written is due again.
    pub(crate) async fn steps(&self, now: Timestamp) -> Result<StepsDone, StoreError> {
        let mut done = StepsDone::default();
        let Some(clockwork) = self.clockwork() else {
            return Ok(done);
        };
        let mut conn = self.store.read().await?;
        let waiting = steps::waiting(&mut conn).await?;
        drop(conn);
        if waiting.look.is_some_and(|at| at <= now) {
            self.look_at_some(&clockwork, now, &mut done).await?;
        }
        let patience_ends = |since: Timestamp| now.duration_since(since) > PATIENCE;
        let release = waiting.release.filter(|at| *at <= now);
        if done.looked_at == 0
            && release
                .is_some_and(|since| waiting.look.is_none_or(|at| at > now) || patience_ends(since))
        {
            let mut tx = self.store.write().await?;
            done.letters = self.gather(&mut tx, &clockwork, now).await?;
            tx.commit().await?;
        }
        Ok(done)
    }

    /// Makes letters of notices.
    async fn gather(
        &self,
        tx: &mut Conn,
        clockwork: &Clockwork,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let hours = if clockwork.calendar.is_open(now) {
            Hours::Open
        } else {
            Hours::Closed
        };
        notices::gather(tx, now, self.caps.of_steps(), hours).await
    }

    /// When there will be something to do: a ticket to look at, or a notice to tell.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn next_steps(&self) -> Result<Option<Timestamp>, StoreError> {
        if self.clockwork().is_none() {
            return Ok(None);
        }
        let mut conn = self.store.read().await?;
        let waiting = steps::waiting(&mut conn).await?;
        Ok(waiting.look.into_iter().chain(waiting.release).min())
    }

    /// Notes with which settings tickets are looked at from now on; when they are new, every open
    /// ticket is looked at anew.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn use_settings(&self, clockwork: &Clockwork) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        let new = steps::use_settings(&mut tx, &clockwork.fingerprint).await?;
        tx.commit().await?;
        if new {
            info!("clocks run by new settings: every open ticket is looked at anew");
        }
        Ok(())
    }

    async fn look_at_some(
        &self,
        clockwork: &Arc<Clockwork>,
        now: Timestamp,
        done: &mut StepsDone,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        let ids = steps::claim(&mut tx, now, LEASE_SECONDS, BATCH).await?;
        tx.commit().await?;
        done.looked_at = ids.len();
        let mut conn = self.store.read().await?;
        let found = looks(&mut conn, &self.histories, clockwork, &ids, now).await?;
        drop(conn);
        let mut tx = self.store.write().await?;
        let next: Vec<NextLook> = found
            .iter()
            .filter_map(|(id, found)| found.as_ref().ok()?.next_look(*id))
            .collect();
        let settled = steps::settle(&mut tx, &next).await?;
        for (id, found) in found {
            match found {
                Ok(Seen { look, .. }) if look.closes => {
                    let number = look.ticket.number;
                    if self.close(&mut tx, &look.ticket, now).await? == Outcome::Done {
                        done.closed += 1;
                        info!(ticket.number = %number, "closed ticket {number}, solved and not opened again");
                    }
                }
                Ok(Seen { look, .. }) if settled.contains(&id) => {
                    self.write_down(&mut tx, clockwork, look, now, done).await?;
                }
                Ok(_) => {}
                Err(reason) => {
                    error!(ticket.id = %id, error = reason, "the clocks of ticket {id} cannot be worked out");
                    let later = now.saturating_add(UNREADABLE).unwrap_or(now);
                    steps::put_off(&mut tx, id, later).await?;
                }
            }
        }
        // When nobody looks at a ticket any more, all that waits can be told.
        let waiting = steps::waiting(&mut tx).await?;
        if waiting.look.is_none_or(|at| at > now) && waiting.release.is_some_and(|at| at <= now) {
            done.letters = self.gather(&mut tx, clockwork, now).await?;
        }
        tx.commit().await
    }

    async fn write_down(
        &self,
        tx: &mut Conn,
        clockwork: &Clockwork,
        look: Look,
        now: Timestamp,
        done: &mut StepsDone,
    ) -> Result<(), StoreError> {
        let ticket = &look.ticket;
        for step in &look.steps {
            if steps::record(tx, step, now).await? == Outcome::Stale {
                continue;
            }
            done.steps += 1;
            for notice in self.notices(tx, clockwork, ticket, step, now).await? {
                if told_before(tx, ticket, step, &notice).await? {
                    continue;
                }
                notices::add(tx, &notice, None).await?;
            }
        }
        Ok(())
    }

    /// Closes a solved ticket, and tells the requester.
    async fn close(
        &self,
        tx: &mut Conn,
        ticket: &Ticket,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        let by = Author {
            user: None,
            name: self.texts.get("automatic-author"),
            unit: Some(ticket.unit.clone()),
        };
        let event = closing_event(ticket.id, ticket.version);
        let Ok(mut change) = ticket.close(by, Moment { now, event }) else {
            return Ok(Outcome::Stale);
        };
        let letters = Letter::to_requesters(event, LetterKind::Closing, &change.ticket);
        change.letters.extend(letters);
        tickets::apply(tx, &change).await
    }

    /// What a step tells, and to whom; nobody twice.
    async fn notices(
        &self,
        tx: &mut Conn,
        clockwork: &Clockwork,
        ticket: &Ticket,
        step: &Step,
        now: Timestamp,
    ) -> Result<Vec<Notice>, StoreError> {
        let mut told: Vec<Notice> = Vec::new();
        for addressee in &step.to {
            let Some((to, letters)) = recipient(tx, clockwork, step, addressee, now).await? else {
                continue;
            };
            if told.iter().any(|notice| notice.to == to) {
                continue;
            }
            let (lane, release_at) = when(&clockwork.calendar, step, letters, now);
            told.push(Notice {
                ticket: ticket.id,
                to,
                lane,
                about: About::Step(step.key.clone()),
                created_at: now,
                release_at,
            });
        }
        Ok(told)
    }
}

/// What has to be done about a ticket, as of one version of it.
struct Seen {
    version: i64,
    look: Look,
}

impl Seen {
    /// When to look again; `None` when it is closed instead.
    fn next_look(&self, ticket: TicketId) -> Option<NextLook> {
        (!self.look.closes).then_some(NextLook {
            ticket,
            version: self.version,
            at: self.look.next,
        })
    }
}

/// A text when what is stored makes no sense.
type Found = Result<Seen, String>;

/// What has to be done about these tickets.
async fn looks(
    conn: &mut Conn,
    histories: &Histories,
    clockwork: &Clockwork,
    ids: &[TicketId],
    now: Timestamp,
) -> Result<Vec<(TicketId, Found)>, StoreError> {
    let read = async {
        let read = histories.of(conn, ids).await?;
        let fired = steps::fired(conn, ids).await?;
        Ok((read, fired))
    };
    let (read, mut fired) = match (read.await, ids) {
        (Ok(read), _) => read,
        (Err(error @ StoreError::Corrupt { .. }), [only]) => {
            return Ok(vec![(*only, Err(chain(&error)))]);
        }
        // One of them: each is read by itself.
        (Err(StoreError::Corrupt { .. }), _) => {
            let mut all = Vec::new();
            for id in ids {
                let one = std::slice::from_ref(id);
                all.extend(Box::pin(looks(conn, histories, clockwork, one, now)).await?);
            }
            return Ok(all);
        }
        (Err(error), _) => return Err(error),
    };
    let seen = |id: &TicketId| {
        let history = read.get(id).map_or(&[][..], |history| history.as_slice());
        let fired = fired.remove(id).unwrap_or_default();
        let found = match clockwork.look(history, fired, now) {
            Ok(look) => Ok(Seen {
                version: history
                    .last()
                    .map_or(look.ticket.version, |last| last.sequence),
                look,
            }),
            Err(error) => Err(chain(&error)),
        };
        (*id, found)
    };
    Ok(ids.iter().map(seen).collect())
}

/// Who an addressee is today, and when they want letters.
async fn recipient(
    conn: &mut Conn,
    clockwork: &Clockwork,
    step: &Step,
    addressee: &Addressee,
    now: Timestamp,
) -> Result<Option<(Recipient, Letters)>, StoreError> {
    let unit = |unit: &ordinance::UnitCode| (Recipient::Unit(unit.clone()), Letters::AtOnce);
    Ok(match addressee {
        Addressee::Unit(code) => Some(unit(code)),
        Addressee::Person(id) => {
            let account = accounts::by_id(conn, *id).await?;
            Some(match account.filter(|account| !account.disabled) {
                Some(account) => {
                    let letters = letters(conn, clockwork, &account).await?;
                    (Recipient::Person(*id), letters)
                }
                None => unit(&step.unit),
            })
        }
        Addressee::Superior { unit, level } => {
            let today = clockwork.calendar.date(now);
            let Some(superior) = clockwork.superiors.superior(unit, *level, today) else {
                return Ok(None);
            };
            let person = superior.person;
            let letters = match accounts::by_email(conn, &person.email).await? {
                Some(account) => letters(conn, clockwork, &account).await?,
                None => person.letters,
            };
            Some((Recipient::Official(person.id.clone()), letters))
        }
    })
}

/// When a person wants letters: as they chose themselves, else as the file says.
async fn letters(
    conn: &mut Conn,
    clockwork: &Clockwork,
    account: &Account,
) -> Result<Letters, StoreError> {
    let chosen = wishes::of(conn, account.id).await?;
    Ok(chosen.unwrap_or_else(|| clockwork.superiors.letters_of(&account.email)))
}

/// With which others, and from when on, a step is told. What comes late already waits no longer.
fn when(calendar: &Calendar, step: &Step, letters: Letters, now: Timestamp) -> (Lane, Timestamp) {
    if step.key.clock.kind.is_wall_time() {
        return (Lane::Security, now);
    }
    let later = match letters {
        _ if step.caught_up => None,
        Letters::AtOnce => None,
        Letters::Morning => calendar.next_morning(now),
        Letters::At(hour) => calendar.next_at(now, hour),
    };
    later.map_or((Lane::Office, now), |at| (Lane::Morning, at))
}
