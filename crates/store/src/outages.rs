//! Outages: rows, histories, and what has to be done because of them.
//!
//! Two things are done by a worker, a little at a time, and go on where they stopped whatever ends it:
//! telling the latest news once to each address ([`telling`]) and solving every ticket ([`resolving`]).
//! To which outage a ticket belongs is a fold of the ticket's history, kept with each of its events.

pub mod resolving;
pub mod telling;
pub mod tickets;

use domain::{
    Act, Announcement, Audience, Author, Event, EventId, News, Outage, OutageAct, OutageChange,
    OutageEvent, OutageId, UserId,
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::types::{Ts, json, named, parsed};
use crate::{Conn, Outcome, Result};

/// So many outages are listed at most.
const MOST: i64 = 100;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    title: String,
    description: String,
    audience: String,
    since: Ts,
    news: i64,
    news_at: Ts,
    news_text: String,
    declared_at: Ts,
    updated_at: Ts,
    ended_at: Option<Ts>,
}

impl TryFrom<Row> for Outage {
    type Error = crate::StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let audience = Audience::from_name(&row.audience);
        Ok(Self {
            id: OutageId(row.id),
            version: row.version,
            announcement: Announcement {
                title: row.title,
                description: row.description,
                audience: named("audience", &row.audience, audience)?,
                since: row.since.0,
            },
            news: News {
                sequence: row.news,
                at: row.news_at.0,
                text: row.news_text,
            },
            declared_at: row.declared_at.0,
            updated_at: row.updated_at.0,
            ended_at: row.ended_at.map(|at| at.0),
        })
    }
}

macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select o.id, o.version, o.title, o.description, o.audience, o.since, o.news, o.news_at,
                    o.news_text, o.declared_at, o.updated_at, o.ended_at
             from outages o ",
            $conditions
        )
    };
}

/// The outage with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: OutageId) -> Result<Option<Outage>> {
    conn.sql(select!("where o.id = $1"))
        .bind(id.0)
        .first::<Row>()
        .await?
        .map(Outage::try_from)
        .transpose()
}

/// Outages that last, the one that began last first; at most 100.
///
/// # Errors
/// When the database cannot be read.
pub async fn lasting(conn: &mut Conn) -> Result<Vec<Outage>> {
    list(
        conn,
        select!("where o.ended_at is null order by o.since desc, o.id desc limit $1"),
        MOST,
    )
    .await
}

/// Outages that are over, the one that ended last first; at most `limit` (up to 100).
///
/// # Errors
/// When the database cannot be read.
pub async fn past(conn: &mut Conn, limit: u32) -> Result<Vec<Outage>> {
    let limit = i64::from(limit).min(MOST);
    list(
        conn,
        select!("where o.ended_at is not null order by o.ended_at desc, o.id desc limit $1"),
        limit,
    )
    .await
}

async fn list(conn: &mut Conn, sql: &'static str, limit: i64) -> Result<Vec<Outage>> {
    conn.sql(sql)
        .bind(limit)
        .all::<Row>()
        .await?
        .into_iter()
        .map(Outage::try_from)
        .collect()
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: Uuid,
    outage: Uuid,
    sequence: i64,
    at: Ts,
    author: Option<Uuid>,
    author_name: String,
    author_unit: Option<String>,
    act: Json<OutageAct>,
}

impl TryFrom<EventRow> for OutageEvent {
    type Error = crate::StoreError;

    fn try_from(row: EventRow) -> Result<Self> {
        let unit = row.author_unit.map(|unit| parsed("unit", &unit));
        Ok(Self {
            id: EventId(row.id),
            outage: OutageId(row.outage),
            sequence: row.sequence,
            at: row.at.0,
            by: Author {
                user: row.author.map(UserId),
                name: row.author_name,
                unit: unit.transpose()?,
            },
            act: row.act.0,
        })
    }
}

/// Every event of an outage, oldest first; their fold ([`Outage::replay`]) is the row.
///
/// # Errors
/// When the database cannot be read.
pub async fn history(conn: &mut Conn, outage: OutageId) -> Result<Vec<OutageEvent>> {
    conn.sql(
        "select id, outage, sequence, at, author, author_name, author_unit, act
         from outage_events where outage = $1 order by sequence",
    )
    .bind(outage.0)
    .all::<EventRow>()
    .await?
    .into_iter()
    .map(OutageEvent::try_from)
    .collect()
}

/// Writes what an act changes: the row (only while its version is `change.before`) and the event; marks
/// news as not yet told, and what is to be solved as waiting. [`Outcome::Stale`]: somebody else was
/// quicker, and nothing was written.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when the outage or the event exists already.
pub async fn apply(conn: &mut Conn, change: &OutageChange) -> Result<Outcome> {
    let Outage {
        id,
        version,
        announcement,
        news,
        declared_at,
        updated_at,
        ended_at,
    } = &change.outage;
    let sql = match change.before {
        None => {
            "insert into outages (id, version, title, description, audience, since, news, news_at,
                 news_text, declared_at, updated_at, ended_at, telling)
             select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 where $14 = 0"
        }
        Some(_) => {
            "update outages set version = $2, title = $3, description = $4, audience = $5,
                 since = $6, news = $7, news_at = $8, news_text = $9, declared_at = $10,
                 updated_at = $11, ended_at = $12, telling = (telling or $13)
             where id = $1 and version = $14"
        }
    };
    let rows = conn
        .sql(sql)
        .bind(id.0)
        .bind(*version)
        .text(&announcement.title)
        .text(&announcement.description)
        .text(announcement.audience.as_str())
        .bind(Ts(announcement.since))
        .bind(news.sequence)
        .bind(Ts(news.at))
        .text(&news.text)
        .bind(Ts(*declared_at))
        .bind(Ts(*updated_at))
        .bind(ended_at.map(Ts))
        .bind(change.event.act.news().is_some())
        .bind(change.before.unwrap_or(0))
        .run()
        .await?;
    if rows == 0 {
        return Ok(Outcome::Stale);
    }
    record(conn, &change.event).await?;
    if let OutageAct::ResolvedAll { .. } = change.event.act {
        resolving::begin(conn, *id, change.event.sequence).await?;
    }
    Ok(Outcome::Done)
}

async fn record(conn: &mut Conn, event: &OutageEvent) -> Result<()> {
    let act = json("act", &event.act)?;
    conn.sql(
        "insert into outage_events (id, outage, sequence, at, author, author_name, author_unit,
             kind, act)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(event.id.0)
    .bind(event.outage.0)
    .bind(event.sequence)
    .bind(Ts(event.at))
    .bind(event.by.user.map(|user| user.0))
    .text(&event.by.name)
    .text_or_null(event.by.unit.as_ref().map(ordinance::UnitCode::as_str))
    .text(event.act.name())
    .json(act)
    .run()
    .await?;
    Ok(())
}

/// Keeps to which outage a ticket belongs; whoever joins has not yet been told the news.
pub(crate) async fn keep(conn: &mut Conn, event: &Event) -> Result<()> {
    let belongs = match &event.act {
        Act::OutageJoined { outage, .. } => Some(outage.0),
        Act::OutageLeft { .. } => None,
        _ => return Ok(()),
    };
    conn.sql("update tickets set outage = $2 where id = $1")
        .bind(event.ticket.0)
        .bind(belongs)
        .run()
        .await?;
    if let Some(outage) = belongs {
        conn.sql("update outages set telling = true where id = $1")
            .bind(outage)
            .run()
            .await?;
    }
    Ok(())
}

/// Whether there is anything for a worker to do: news to tell, or tickets to solve. Two looks into
/// indexes.
///
/// # Errors
/// When the database cannot be read.
pub async fn waits(conn: &mut Conn) -> Result<bool> {
    let waiting: i64 = conn
        .sql(
            "select (select count(*) from outages where telling = true)
                  + (select count(*) from (select 1 as one from outage_results
                         where state = 'waiting' limit 1) w)",
        )
        .value()
        .await?;
    Ok(waiting > 0)
}

/// Takes the first of the steps that one clock's rule tells `recipient` because of tickets of an outage.
/// [`Outcome::Stale`]: they were told of another ticket of it before, and are not told again.
///
/// # Errors
/// When the database cannot be written.
pub async fn first_step(
    conn: &mut Conn,
    outage: OutageId,
    (clock, rule): (&str, &str),
    recipient: &domain::Recipient,
) -> Result<Outcome> {
    let name = crate::letters::recipient_name(recipient);
    let rows = conn
        .sql(
            "insert into outage_steps (outage, clock, rule, recipient)
             values ($1, $2, $3, $4) on conflict do nothing",
        )
        .bind(outage.0)
        .text(clock)
        .text(rule)
        .text(name.as_deref().unwrap_or_default())
        .run()
        .await?;
    Ok(Outcome::of(rows))
}
