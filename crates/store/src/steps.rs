//! Steps: which tickets have to be looked at, which steps were taken, and what they have to tell.
//!
//! Each ticket has a derived moment at which its clocks have to be looked at next. Every act sets it
//! to "at once"; a worker claims what is due ([`claim`]), works out the clocks, writes the steps
//! ([`record`]) and the next moment ([`settle`]) in one transaction, which holds only while the
//! ticket's version is still the one that was read. The key of a step lets it happen once, whoever
//! tries. What steps have to tell stands in [`notices`] until a letter tells it.

pub mod notices;
pub mod told;

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::TicketId;
use domain::clock::ClockKind;
use domain::steps::{Step, StepKey};
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::conn::Dialect;
use crate::types::{Ts, named, parsed};
use crate::{Conn, Outcome, Result};

/// Longer than any lease, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What makes it unique.
    pub key: StepKey,
    /// What the clock measures.
    pub clock: ClockKind,
    /// The unit that held the ticket, or did the task.
    pub unit: UnitCode,
    /// Whether the time was over.
    pub late: bool,
    /// Whether it was told late, because no worker ran.
    pub caught_up: bool,
    /// When it was due.
    pub reached_at: Timestamp,
    /// When it was taken.
    pub fired_at: Timestamp,
}

/// `limit $3 + 0`: by a bare parameter `SQLite` would plan the statement anew each time it runs.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "with due as materialized (
                 select id from tickets
                 where steps_due_at <= $1
                   and (steps_lease is null or steps_lease <= $1 or steps_lease > $4)
                 order by steps_due_at, id limit $3 + 0 ",
            $lock,
            ") update tickets set steps_lease = $2
             where id in (select id from due) returning id"
        )
    };
}

/// Claims at most `limit` (up to 1,000) tickets whose clocks have to be looked at. Nobody else gets
/// them for `lease_seconds`. Commit before working.
///
/// # Errors
/// When the database cannot be written.
pub async fn claim(
    conn: &mut Conn,
    now: Timestamp,
    lease_seconds: i64,
    limit: u32,
) -> Result<Vec<TicketId>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => claim!(""),
        Dialect::Postgres => claim!("for update skip locked"),
    };
    let mut ids: Vec<Uuid> = conn
        .sql(sql)
        .bind(Ts(now))
        .bind(Ts::plus_seconds(now, lease_seconds))
        .bind(i64::from(limit.min(1_000)))
        .bind(Ts::plus_seconds(now, lease_seconds.saturating_add(DAY)))
        .values()
        .await?;
    // In one order, so that no two workers wait for each other.
    ids.sort();
    Ok(ids.into_iter().map(TicketId).collect())
}

/// What waits for a worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// When a ticket has to be looked at next, those that a worker looks at now included.
    pub look: Option<Timestamp>,
    /// When the next notice may be told.
    pub release: Option<Timestamp>,
}

const WAITING: &str =
    "select (select min(steps_due_at) from tickets where steps_due_at is not null) as look,
            (select min(release_at) from notices where letter is null) as release";

/// What waits for a worker. Two looks into indexes.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(conn: &mut Conn) -> Result<Waiting> {
    #[derive(sqlx::FromRow)]
    struct Row {
        look: Option<Ts>,
        release: Option<Ts>,
    }
    let row: Option<Row> = conn.sql(WAITING).first().await?;
    Ok(row.map_or_else(Waiting::default, |row| Waiting {
        look: row.look.map(|at| at.0),
        release: row.release.map(|at| at.0),
    }))
}

/// The keys of all steps of these tickets that were taken or stood for; nothing for a ticket without.
///
/// # Errors
/// When the database cannot be read.
pub async fn fired(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, BTreeSet<StepKey>>> {
    let mut fired: HashMap<TicketId, BTreeSet<StepKey>> = HashMap::new();
    for ids in tickets.chunks(500) {
        let rows: Vec<(Uuid, String)> = conn
            .select("select ticket, key from steps")
            .and_any("ticket", ids.iter().map(|id| id.0))
            .finish()
            .all()
            .await?;
        for (ticket, key) in rows {
            let keys = fired.entry(TicketId(ticket)).or_default();
            keys.insert(parsed("step", &key)?);
        }
    }
    Ok(fired)
}

/// When a ticket has to be looked at next, as worked out from one version of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextLook {
    /// The ticket.
    pub ticket: TicketId,
    /// The version that was read.
    pub version: i64,
    /// `None`: never, unless an act happens.
    pub at: Option<Timestamp>,
}

/// Notes when tickets (each once, at most 1,000) have to be looked at next, and gives them back. Answers
/// which: to the others an act has happened since, so nothing worked out before holds any more, and they
/// are due at once.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle(conn: &mut Conn, looks: &[NextLook]) -> Result<HashSet<TicketId>> {
    let Some(last) = looks.last() else {
        return Ok(HashSet::new());
    };
    // Some twice, so that few texts of statements have to be prepared.
    let room = looks.len().next_power_of_two() - looks.len();
    let again = std::iter::repeat_n(last, room);
    let mut update = conn.select("with looks (ticket, version, due) as (values ");
    let mut before = "(";
    for look in looks.iter().chain(again) {
        update = update
            .then_with(before, look.ticket.0)
            .then_with(", ", look.version)
            .then_with(", ", look.at.map(Ts));
        before = "), (";
    }
    let done: Vec<Uuid> = update
        .then(
            ")) update tickets set steps_due_at = looks.due, steps_lease = null from looks
             where tickets.id = looks.ticket and tickets.version = looks.version
             returning tickets.id",
        )
        .finish()
        .values()
        .await?;
    Ok(done.into_iter().map(TicketId).collect())
}

/// Puts the next look at a ticket off, whatever happened to it: for one that cannot be read.
///
/// # Errors
/// When the database cannot be written.
pub async fn put_off(conn: &mut Conn, ticket: TicketId, until: Timestamp) -> Result<()> {
    conn.sql("update tickets set steps_due_at = $2, steps_lease = null where id = $1")
        .bind(ticket.0)
        .bind(Ts(until))
        .run()
        .await?;
    Ok(())
}

/// Takes a step, and with it those that it stands for. [`Outcome::Stale`] when it was taken before:
/// then it must not be told again.
///
/// # Errors
/// When the database cannot be written.
pub async fn record(conn: &mut Conn, step: &Step, now: Timestamp) -> Result<Outcome> {
    let key = step.key.to_string();
    let outcome = insert(conn, step, &step.key, None, now).await?;
    if outcome == Outcome::Done {
        for earlier in &step.stands_for {
            insert(conn, step, earlier, Some(&key), now).await?;
        }
    }
    Ok(outcome)
}

async fn insert(
    conn: &mut Conn,
    step: &Step,
    key: &StepKey,
    stood_in: Option<&str>,
    now: Timestamp,
) -> Result<Outcome> {
    let rows = conn
        .sql(
            "insert into steps (key, ticket, clock, rule, unit, late, caught_up, reached_at,
                 fired_at, stood_in)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        )
        .bind(key.to_string())
        .bind(key.ticket.0)
        .text(key.clock.kind.as_str())
        .text(&key.rule)
        .text(step.unit.as_str())
        .bind(step.late)
        .bind(step.caught_up)
        .bind(Ts(step.reached_at))
        .bind(Ts(now))
        .text_or_null(stood_in)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    key: String,
    clock: String,
    unit: String,
    late: bool,
    caught_up: bool,
    reached_at: Ts,
    fired_at: Ts,
}

impl TryFrom<TakenRow> for Taken {
    type Error = crate::StoreError;

    fn try_from(row: TakenRow) -> Result<Self> {
        let clock = ClockKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == row.clock);
        Ok(Self {
            key: parsed("step", &row.key)?,
            clock: named("clock", &row.clock, clock)?,
            unit: parsed("unit", &row.unit)?,
            late: row.late,
            caught_up: row.caught_up,
            reached_at: row.reached_at.0,
            fired_at: row.fired_at.0,
        })
    }
}

/// The steps of a ticket that were told, oldest first; without those that later ones stood for.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Taken>> {
    conn.sql(
        "select key, clock, unit, late, caught_up, reached_at, fired_at from steps
         where ticket = $1 and stood_in is null order by fired_at, key",
    )
    .bind(ticket.0)
    .all::<TakenRow>()
    .await?
    .into_iter()
    .map(Taken::try_from)
    .collect()
}

/// Notes with which settings the clocks are looked at from now on. When they are others than before,
/// every ticket that is not finished is looked at anew, and `true` is the answer.
///
/// # Errors
/// When the database cannot be written.
pub async fn use_settings(conn: &mut Conn, fingerprint: &str) -> Result<bool> {
    let rows = conn
        .sql(
            "insert into step_settings (id, fingerprint) values (1, $1)
             on conflict (id) do update set fingerprint = excluded.fingerprint
             where step_settings.fingerprint <> excluded.fingerprint",
        )
        .text(fingerprint)
        .run()
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    conn.sql(
        "update tickets set steps_due_at = $1
         where status not in ('closed', 'cancelled') or steps_due_at is not null",
    )
    .bind(Ts(Timestamp::UNIX_EPOCH))
    .run()
    .await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    async fn plan(conn: &mut Conn, sql: &'static str) -> String {
        let now = Ts(Timestamp::UNIX_EPOCH);
        let mut query = conn.sql(sql);
        for parameter in ["$1", "$2", "$3", "$4"] {
            if !sql.contains(parameter) {
                break;
            }
            query = if parameter == "$3" {
                query.bind(1_i64)
            } else {
                query.bind(now)
            };
        }
        let steps: Vec<(i64, i64, i64, String)> = query.explained().all().await.unwrap();
        steps.into_iter().map(|step| step.3 + "\n").collect()
    }

    #[tokio::test]
    async fn a_desk_where_nothing_is_due_costs_one_look_into_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/plan.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let mut conn = store.write().await.unwrap();
        for sql in [WAITING, claim!("")] {
            let plan = plan(&mut conn, sql).await;
            assert!(plan.contains("INDEX tickets_steps"), "{sql}:\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{sql}:\n{plan}");
        }
    }
}
