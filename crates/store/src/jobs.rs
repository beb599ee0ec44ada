//! The outbox: letters to be sent, claimed by lease.
//!
//! A worker claims jobs and commits, sends without holding a transaction, then reports with
//! [`finish`], [`retry`] or [`give_up`]. A worker that dies reports nothing; when its lease is over the
//! job is claimed again, with the same id, so that a mail program recognises the letter.

mod of_ticket;

use std::collections::{HashMap, HashSet};

use domain::{EventId, JobId, LetterKind, Recipient, TicketId, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;

use crate::conn::Dialect;
use crate::letters::{kind, recipient};
use crate::tickets::number;
use crate::types::{Ts, clean};
use crate::{Conn, Outcome, Result, StoreError};

pub use of_ticket::{JobState, TicketLetter, of_ticket, of_tickets};

/// A letter to be sent, claimed by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its row, also the letter's Message-ID.
    pub id: JobId,
    /// The ticket.
    pub ticket: TicketId,
    /// The event that called for the letter.
    pub event: EventId,
    /// What to write.
    pub kind: LetterKind,
    /// To whom.
    pub to: Recipient,
    /// How often it was tried since it was queued, this time included.
    pub attempts: i64,
    /// When the event happened.
    pub created_at: Timestamp,
}

/// A letter as it was handed over to the mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// The address it went to.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A letter that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndeliveredLetter {
    /// Its job.
    pub id: JobId,
    /// The ticket.
    pub ticket: TicketId,
    /// The ticket's number.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub ticket_subject: String,
    /// What it is.
    pub kind: LetterKind,
    /// To whom.
    pub to: Recipient,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last try failed.
    pub error: String,
    /// When the event happened.
    pub created_at: Timestamp,
    /// When it was given up.
    pub given_up_at: Timestamp,
}

/// How much waits to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Letters neither sent nor given up, those that a worker holds included.
    pub queued: i64,
    /// Since when the letter that waits longest could have been sent; `None` when none waits.
    pub oldest_due: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: Uuid,
    ticket: Uuid,
    event: Uuid,
    kind: String,
    to_unit: Option<String>,
    attempts: i64,
    created_at: Ts,
}

impl TryFrom<JobRow> for Job {
    type Error = StoreError;

    fn try_from(row: JobRow) -> Result<Self> {
        Ok(Self {
            id: JobId(row.id),
            ticket: TicketId(row.ticket),
            event: EventId(row.event),
            kind: kind(&row.kind)?,
            to: recipient(row.to_unit.as_deref())?,
            attempts: row.attempts,
            created_at: row.created_at.0,
        })
    }
}

/// Longer than any wait between two tries, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// `limit $3 + 0`: by a bare parameter `SQLite` would plan the statement anew each time it runs.
/// Claiming is one statement; how rows are locked is all that differs between the databases.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "with due as materialized (
                 select id from jobs
                 where state = 'queued' and (due_at <= $1 or due_at > $4)
                 order by due_at, id limit $3 + 0 ",
            $lock,
            ") update jobs set due_at = $2, attempts = attempts + 1
             where id in (select id from due)
             returning id, ticket, event, kind, to_unit, attempts, created_at"
        )
    };
}

/// Claims at most `limit` (up to 1,000) letters that are due, oldest event first. Nobody else gets
/// them for `lease_seconds`; after that they are due again. A letter due only in more than a day and
/// the lease is due now: nothing waits that long, so the clock has been set back. Commit before sending.
///
/// # Errors
/// When the database cannot be written.
pub async fn claim(
    conn: &mut Conn,
    now: Timestamp,
    lease_seconds: i64,
    limit: u32,
) -> Result<Vec<Job>> {
    let sql = match conn.dialect() {
        // One writer at a time: nothing to lock.
        Dialect::Sqlite => claim!(""),
        Dialect::Postgres => claim!("for update skip locked"),
    };
    let mut jobs = conn
        .sql(sql)
        .bind(Ts(now))
        .bind(Ts::plus_seconds(now, lease_seconds))
        .bind(i64::from(limit.min(1_000)))
        .bind(Ts::plus_seconds(now, lease_seconds.saturating_add(DAY)))
        .all::<JobRow>()
        .await?
        .into_iter()
        .map(Job::try_from)
        .collect::<Result<Vec<_>>>()?;
    jobs.sort_by_key(|job| (job.created_at, job.id));
    Ok(jobs)
}

/// Notes that letters were handed over to the mail server, at most 1,000, and keeps them as they were
/// sent. Answers which: the others are no longer queued, another worker was quicker.
///
/// # Errors
/// When the database cannot be written.
pub async fn finish_all(
    conn: &mut Conn,
    letters: &[(&Job, &SentLetter)],
    now: Timestamp,
) -> Result<HashSet<JobId>> {
    if letters.is_empty() {
        return Ok(HashSet::new());
    }
    let done: Vec<Uuid> = conn
        .select("update jobs set state = 'sent', finished_at = $1, last_error = null")
        .with_first(Ts(now))
        .and("state = 'queued'")
        .and_any("id", letters.iter().map(|(job, _)| job.id.0))
        .then(" returning id")
        .finish()
        .values()
        .await?;
    let done: HashSet<JobId> = done.into_iter().map(JobId).collect();
    let mut sent: Vec<(&Job, &SentLetter)> = letters.to_vec();
    sent.retain(|(job, _)| done.contains(&job.id));
    let mut rest = &sent[..];
    while !rest.is_empty() {
        // 1, 2, 4, 8… together, so that few texts of statements have to be prepared.
        let (some, others) = rest.split_at(1 << rest.len().ilog2());
        keep_sent(conn, some, now).await?;
        rest = others;
    }
    Ok(done)
}

/// Keeps some letters, at least one, as they were sent.
async fn keep_sent(conn: &mut Conn, letters: &[(&Job, &SentLetter)], now: Timestamp) -> Result<()> {
    let mut insert = conn
        .select("insert into letters (sent_at, id, ticket, address, subject, text, html) values ")
        .with_first(Ts(now));
    let mut before = "($1, ";
    for (job, letter) in letters {
        insert = insert
            .then_with(before, job.id.0)
            .then_with(", ", job.ticket.0)
            .then_with(", ", clean(&letter.to).into_owned())
            .then_with(", ", clean(&letter.subject).into_owned())
            .then_with(", ", clean(&letter.text).into_owned())
            .then_with(", ", clean(&letter.html).into_owned());
        before = "), ($1, ";
    }
    insert.then(")").finish().run().await?;
    Ok(())
}

/// The same for one letter.
/// [`Outcome::Stale`] when the job is no longer queued: another worker was quicker.
///
/// # Errors
/// When the database cannot be written.
pub async fn finish(
    conn: &mut Conn,
    id: JobId,
    letter: &SentLetter,
    now: Timestamp,
) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update jobs set state = 'sent', finished_at = $2, last_error = null
             where id = $1 and state = 'queued'",
        )
        .bind(id.0)
        .bind(Ts(now))
        .run()
        .await?;
    if rows == 0 {
        return Ok(Outcome::Stale);
    }
    conn.sql(
        "insert into letters (id, ticket, address, subject, text, html, sent_at)
         select id, ticket, $2, $3, $4, $5, $6 from jobs where id = $1",
    )
    .bind(id.0)
    .text(&letter.to)
    .text(&letter.subject)
    .text(&letter.text)
    .text(&letter.html)
    .bind(Ts(now))
    .run()
    .await?;
    Ok(Outcome::Done)
}

/// Notes why a try failed, and that the next may begin at `run_at`.
/// [`Outcome::Stale`] when the job is no longer queued.
///
/// # Errors
/// When the database cannot be written.
pub async fn retry(conn: &mut Conn, id: JobId, run_at: Timestamp, error: &str) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update jobs set due_at = $2, last_error = $3
             where id = $1 and state = 'queued'",
        )
        .bind(id.0)
        .bind(Ts(run_at))
        .text(error)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Stops trying; the letter is listed as undelivered until a person decides.
/// [`Outcome::Stale`] when the job is no longer queued.
///
/// # Errors
/// When the database cannot be written.
pub async fn give_up(conn: &mut Conn, id: JobId, error: &str, now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update jobs set state = 'undelivered', finished_at = $2, last_error = $3
             where id = $1 and state = 'queued'",
        )
        .bind(id.0)
        .bind(Ts(now))
        .text(error)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

#[derive(sqlx::FromRow)]
struct UndeliveredRow {
    id: Uuid,
    ticket: Uuid,
    year: i16,
    sequence: i64,
    ticket_subject: String,
    kind: String,
    to_unit: Option<String>,
    attempts: i64,
    error: String,
    created_at: Ts,
    given_up_at: Ts,
}

/// At most `limit` letters that were given up, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn undelivered(conn: &mut Conn, limit: u32) -> Result<Vec<UndeliveredLetter>> {
    let rows: Vec<UndeliveredRow> = conn
        .sql(
            "select j.id, j.ticket, t.year, t.sequence, t.subject as ticket_subject, j.kind,
                    j.to_unit, j.attempts, coalesce(j.last_error, '') as error, j.created_at,
                    j.finished_at as given_up_at
             from jobs j join tickets t on t.id = j.ticket
             where j.state = 'undelivered'
             order by j.finished_at desc, j.id desc limit $1",
        )
        .bind(i64::from(limit))
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(UndeliveredLetter {
                id: JobId(row.id),
                ticket: TicketId(row.ticket),
                number: number(row.year, row.sequence)?,
                ticket_subject: row.ticket_subject,
                kind: kind(&row.kind)?,
                to: recipient(row.to_unit.as_deref())?,
                attempts: row.attempts,
                error: row.error,
                created_at: row.created_at.0,
                given_up_at: row.given_up_at.0,
            })
        })
        .collect()
}

/// How many letters were given up and not yet dealt with.
///
/// # Errors
/// When the database cannot be read.
pub async fn undelivered_count(conn: &mut Conn) -> Result<i64> {
    conn.sql("select count(*) from jobs where state = 'undelivered'")
        .value()
        .await
}

/// Queues an undelivered letter again, as if it had never been tried.
/// [`Outcome::Stale`] when it no longer is undelivered.
///
/// # Errors
/// When the database cannot be written.
pub async fn requeue(conn: &mut Conn, id: JobId, now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update jobs set state = 'queued', attempts = 0, due_at = $2, finished_at = null
             where id = $1 and state = 'undelivered'",
        )
        .bind(id.0)
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Puts an undelivered letter aside for good.
/// [`Outcome::Stale`] when it no longer is undelivered.
///
/// # Errors
/// When the database cannot be written.
pub async fn discard(conn: &mut Conn, id: JobId, now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update jobs set state = 'discarded', finished_at = $2
             where id = $1 and state = 'undelivered'",
        )
        .bind(id.0)
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// When the next letter is due (also one whose lease runs out), or `now` when that is more than a day
/// off (see [`claim`]); `None` when none is queued.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_due(conn: &mut Conn, now: Timestamp) -> Result<Option<Timestamp>> {
    let due: Option<Ts> = conn
        .sql("select min(due_at) from jobs where state = 'queued'")
        .value()
        .await?;
    let far = Ts::plus_seconds(now, DAY).0;
    Ok(due.map(|Ts(at)| if at > far { now } else { at }))
}

/// How much waits to be sent at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn backlog(conn: &mut Conn, now: Timestamp) -> Result<Backlog> {
    let queued = conn
        .sql("select count(*) from jobs where state = 'queued'")
        .value()
        .await?;
    let oldest_due = next_due(conn, now).await?.filter(|due| *due <= now);
    Ok(Backlog { queued, oldest_due })
}

/// For each of these letters those about its ticket that were called for before, oldest first, whatever
/// became of them: what its `References` name. The same at each try. At most 1,000 letters.
///
/// # Errors
/// When the database cannot be read.
pub async fn threads(
    conn: &mut Conn,
    letters: &[(TicketId, JobId)],
) -> Result<HashMap<JobId, Vec<JobId>>> {
    let mut tickets: Vec<Uuid> = letters.iter().map(|(ticket, _)| ticket.0).collect();
    tickets.sort_unstable();
    tickets.dedup();
    let rows: Vec<(Uuid, Uuid)> = conn
        .select("select j.ticket, j.id from jobs j join events e on e.id = j.event")
        .and_any("j.ticket", tickets)
        .then(" order by e.sequence, j.id")
        .finish()
        .all()
        .await?;
    let mut of_ticket: HashMap<Uuid, Vec<JobId>> = HashMap::new();
    for (ticket, job) in rows {
        of_ticket.entry(ticket).or_default().push(JobId(job));
    }
    let before = |(ticket, letter): &(TicketId, JobId)| {
        let all = of_ticket.get(&ticket.0)?;
        let place = all.iter().position(|job| job == letter)?;
        Some((*letter, all[..place].to_vec()))
    };
    Ok(letters.iter().filter_map(before).collect())
}
