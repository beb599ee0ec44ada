//! What has to be told to somebody, until a letter tells it.
//!
//! Notices of one lane to one recipient that wait at the same time become one letter, so nobody gets
//! three days of letters after three days off, and a storm becomes a summary.

use std::collections::HashMap;

use domain::steps::{About, Lane, Notice, letter_of};
use domain::{JobId, LetterKind, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Taken, TakenRow};
use crate::letters::{kind, recipient_name};
use crate::types::{Ts, named};
use crate::{Conn, Outcome, Result, StoreError};

/// Recipients looked at in one go.
pub const MOST_GROUPS: u32 = 200;

/// How many letters of steps one recipient gets within a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Letters; at least one.
    pub letters: i64,
    /// Seconds.
    pub window: i64,
}

/// Whether the office works now: outside its hours only some lanes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// Everything is told.
    Open,
    /// Security incidents, and what stands for letters that would have gone anyway.
    Closed,
}

/// What one notice of a letter tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The ticket.
    pub ticket: TicketId,
    /// What.
    pub what: What,
}

/// What a notice tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A step.
    Step(Taken),
    /// A letter of this kind, which was not sent alone.
    Letter(LetterKind),
}

/// Adds a notice; nothing when it exists.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(conn: &mut Conn, notice: &Notice, address: Option<&str>) -> Result<()> {
    let to = match (recipient_name(&notice.to), address) {
        (Some(name), _) => name,
        (None, address) => format!("{REQUESTER}{}", address.unwrap_or_default().to_lowercase()),
    };
    let (step, job) = match &notice.about {
        About::Step(key) => (Some(key.to_string()), None),
        About::Letter(job) => (None, Some(job.0)),
    };
    conn.later(
        "insert into notices (id, ticket, recipient, lane, step, job, created_at, release_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
    )
    .bind(notice.id())
    .bind(notice.ticket.0)
    .text(&to)
    .text(&notice.lane.name())
    .text_or_null(step.as_deref())
    .bind(job)
    .bind(Ts(notice.created_at))
    .bind(Ts(notice.release_at))
    .run()
    .await?;
    Ok(())
}

/// Before the address of a requester, in the column of recipients.
const REQUESTER: &str = "requester:";

/// Puts a letter that one address gets too many of into a notice, to be told in a summary.
/// [`Outcome::Stale`] when the letter is no longer queued. `address` is where it would have gone.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_aside(conn: &mut Conn, notice: &Notice, address: &str) -> Result<Outcome> {
    let About::Letter(job) = notice.about else {
        return Ok(Outcome::Stale);
    };
    let rows = conn
        .sql(
            "update jobs set state = 'discarded', finished_at = $2
             where id = $1 and state = 'queued'",
        )
        .bind(job.0)
        .bind(Ts(notice.created_at))
        .run()
        .await?;
    if rows > 0 {
        add(conn, notice, Some(address)).await?;
    }
    Ok(Outcome::of(rows))
}

#[derive(sqlx::FromRow)]
struct Group {
    recipient: String,
    lane: String,
}

#[derive(sqlx::FromRow)]
struct First {
    id: Uuid,
    ticket: Uuid,
    waiting: i64,
}

/// Makes letters of the notices that may be told at `now`: one for each recipient and lane, with
/// everything that waits in that lane. A recipient beyond the cap waits until the time of the cap is
/// over (not for security incidents). Outside office hours letters about clocks wait, but for those of
/// security incidents. Answers how many letters were made.
///
/// # Errors
/// When the database cannot be written.
pub async fn gather(conn: &mut Conn, now: Timestamp, cap: Cap, hours: Hours) -> Result<usize> {
    let groups: Vec<Group> = conn
        .sql(
            "select recipient, lane from notices
             where letter is null and release_at <= $1
               and ($3 or lane not in ('office', 'morning'))
             group by recipient, lane order by recipient, lane limit $2 + 0",
        )
        .bind(Ts(now))
        .bind(i64::from(MOST_GROUPS))
        .bind(hours == Hours::Open)
        .all()
        .await?;
    let mut made = 0;
    for group in groups {
        let lane = named("lane", &group.lane, Lane::from_name(&group.lane))?;
        if lane == Lane::Office
            && let Some(until) = held_until(conn, &group, now, cap).await?
        {
            conn.sql(
                "update notices set release_at = $3
                 where recipient = $1 and lane = $2 and gathered_at is null and release_at <= $4",
            )
            .text(&group.recipient)
            .text(&group.lane)
            .bind(Ts(until))
            .bind(Ts(now))
            .run()
            .await?;
        } else if write(conn, &group, lane, now).await? == Outcome::Done {
            made += 1;
        }
    }
    Ok(made)
}

/// Until when a recipient who has had as many letters as the cap allows has to wait.
async fn held_until(
    conn: &mut Conn,
    group: &Group,
    now: Timestamp,
    cap: Cap,
) -> Result<Option<Timestamp>> {
    let letters: Vec<Ts> = conn
        .sql(
            "select distinct gathered_at from notices
             where recipient = $1 and lane = $2 and gathered_at > $3
             order by gathered_at desc limit $4 + 0",
        )
        .text(&group.recipient)
        .text(&group.lane)
        .bind(Ts::plus_seconds(now, -cap.window))
        .bind(cap.letters.max(1))
        .values()
        .await?;
    let full = i64::try_from(letters.len()).unwrap_or(i64::MAX) >= cap.letters.max(1);
    Ok(letters
        .last()
        .filter(|_| full)
        .map(|oldest| Ts::plus_seconds(oldest.0, cap.window).0))
}

/// One letter with everything that waits for a recipient in a lane.
async fn write(conn: &mut Conn, group: &Group, lane: Lane, now: Timestamp) -> Result<Outcome> {
    let first: Option<First> = conn
        .sql(
            "select id, ticket, (select count(*) from notices n
                 where n.recipient = $1 and n.lane = $2 and n.gathered_at is null) as waiting
             from notices where recipient = $1 and lane = $2 and gathered_at is null
             order by created_at, id limit 1",
        )
        .text(&group.recipient)
        .text(&group.lane)
        .first()
        .await?;
    let Some(first) = first else {
        return Ok(Outcome::Stale);
    };
    let letter = letter_of(first.id);
    let to_unit = (!group.recipient.starts_with(REQUESTER)).then_some(group.recipient.as_str());
    let alone = first.waiting == 1 && !matches!(lane, Lane::Capped(_));
    let kind = if alone {
        LetterKind::Reminder
    } else {
        LetterKind::Summary
    };
    // Whoever comes second waits here for the first, and then finds it done.
    let rows = conn
        .sql(
            "insert into jobs (id, ticket, event, kind, to_unit, state, attempts, due_at, created_at)
             select $1, e.ticket, e.id, $3, $4, 'queued', 0, $5, $5
             from events e where e.ticket = $2 order by e.sequence desc limit 1
             on conflict do nothing",
        )
        .bind(letter.0)
        .bind(first.ticket)
        .text(kind.as_str())
        .text_or_null(to_unit)
        .bind(Ts(now))
        .run()
        .await?;
    if rows == 0 {
        return Ok(Outcome::Stale);
    }
    conn.later(
        "update notices set letter = $3, gathered_at = $4
         where recipient = $1 and lane = $2 and gathered_at is null",
    )
    .text(&group.recipient)
    .text(&group.lane)
    .bind(letter.0)
    .bind(Ts(now))
    .run()
    .await?;
    Ok(Outcome::Done)
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    letter: Uuid,
    ticket: Uuid,
    kind: Option<String>,
    #[sqlx(flatten)]
    step: OptionalTaken,
}

#[derive(sqlx::FromRow)]
struct OptionalTaken {
    key: Option<String>,
    clock: Option<String>,
    unit: Option<String>,
    late: Option<bool>,
    caught_up: Option<bool>,
    reached_at: Option<Ts>,
    fired_at: Option<Ts>,
}

impl OptionalTaken {
    fn row(self) -> Option<TakenRow> {
        Some(TakenRow {
            key: self.key?,
            clock: self.clock?,
            unit: self.unit?,
            late: self.late?,
            caught_up: self.caught_up?,
            reached_at: self.reached_at?,
            fired_at: self.fired_at?,
        })
    }
}

/// What these letters (at most 1,000) tell, the oldest first; nothing for one that is no letter of notices.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_letters(conn: &mut Conn, letters: &[JobId]) -> Result<HashMap<JobId, Vec<Told>>> {
    let mut told: HashMap<JobId, Vec<Told>> = HashMap::new();
    if letters.is_empty() {
        return Ok(told);
    }
    let rows: Vec<ToldRow> = conn
        .select(
            "select n.letter, n.ticket, j.kind, s.key, s.clock, s.unit, s.late, s.caught_up,
                    s.reached_at, s.fired_at
             from notices n left join steps s on s.key = n.step left join jobs j on j.id = n.job",
        )
        .and_any("n.letter", letters.iter().map(|letter| letter.0))
        .then(" order by n.created_at, n.id")
        .finish()
        .all()
        .await?;
    for row in rows {
        let what = match (row.kind, row.step.row()) {
            (Some(name), _) => What::Letter(kind(&name)?),
            (None, Some(step)) => What::Step(Taken::try_from(step)?),
            (None, None) => return Err(StoreError::corrupt("notice", "tells nothing")),
        };
        let ticket = TicketId(row.ticket);
        let of_letter = told.entry(JobId(row.letter)).or_default();
        of_letter.push(Told { ticket, what });
    }
    Ok(told)
}
