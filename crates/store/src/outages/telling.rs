//! Telling the latest news of an outage: one letter to each address, however many of its tickets belong
//! to the outage, and however many workers try.

use domain::{EventId, JobId, Outage, OutageEvent, OutageId, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;

use super::{by_id, history};
use crate::tickets::number;
use crate::types::Ts;
use crate::{Conn, Result};

/// Letters made in one go, so that nobody else waits long.
const BATCH: i64 = 100;

/// The letter that tells one address the news that an event brought; the same for whoever makes it.
fn letter(event: EventId, address: &str) -> JobId {
    JobId(Uuid::new_v5(
        &event.0,
        format!("outage/{address}").as_bytes(),
    ))
}

#[derive(sqlx::FromRow)]
struct Untold {
    address: String,
    ticket: Uuid,
}

/// Makes letters of the latest news of one outage for at most 100 addresses that have not been told; how
/// many. Requesters of duplicates that go on in one of its tickets are told as well. Requesters of closed and cancelled tickets are told nothing more, and of solved ones not that the
/// outage is over: they were told the solution. News that were followed by others before they were told are
/// not told any more.
///
/// # Errors
/// When the database cannot be written.
pub async fn tell_some(conn: &mut Conn, now: Timestamp) -> Result<u64> {
    let next: Option<Uuid> = conn
        .sql("select id from outages where telling = true order by id limit 1")
        .values()
        .await?
        .pop();
    let Some(id) = next else {
        return Ok(0);
    };
    // Held until the end: whoever joins meanwhile waits, and then marks the outage again.
    conn.sql("update outages set telling = true where id = $1")
        .bind(id)
        .run()
        .await?;
    let Some(outage) = by_id(conn, OutageId(id)).await? else {
        return Ok(0);
    };
    let event = event_of_news(conn, &outage).await?;
    let untold: Vec<Untold> = conn
        .sql(
            "select p.address, p.ticket from (
                 select lower(t.requester_email) as address, t.id as ticket,
                        row_number() over (partition by lower(t.requester_email)
                                           order by t.created_at, t.id) as place
                 from (select a.requester_email, a.created_at, a.id from tickets a
                       where a.outage = $1 and a.finished_at is null
                           and (a.is_open = true or $4)
                       union all
                       select m.requester_email, m.created_at, m.id
                       from tickets a join tickets m on m.merged_into = a.id
                       where a.outage = $1 and a.finished_at is null
                           and (a.is_open = true or $4)) t
                 where t.requester_email <> '') p
             where p.place = 1 and not exists (
                 select 1 from outage_letters l
                 where l.outage = $1 and l.sequence = $2 and l.address = p.address)
             order by p.address limit $3",
        )
        .bind(id)
        .bind(outage.news.sequence)
        .bind(BATCH)
        .bind(outage.lasts())
        .all()
        .await?;
    let count = u64::try_from(untold.len()).unwrap_or(u64::MAX);
    for one in &untold {
        write(conn, &outage, event, one, now).await?;
    }
    if i64::try_from(untold.len()).unwrap_or(BATCH) < BATCH {
        conn.sql("update outages set telling = false where id = $1")
            .bind(id)
            .run()
            .await?;
    }
    // At least one, so that the caller asks again: another outage may wait.
    Ok(count.max(1))
}

async fn event_of_news(conn: &mut Conn, outage: &Outage) -> Result<EventId> {
    let id: Uuid = conn
        .sql("select id from outage_events where outage = $1 and sequence = $2")
        .bind(outage.id.0)
        .bind(outage.news.sequence)
        .value()
        .await?;
    Ok(EventId(id))
}

async fn write(
    conn: &mut Conn,
    outage: &Outage,
    event: EventId,
    one: &Untold,
    now: Timestamp,
) -> Result<()> {
    let job = letter(event, &one.address);
    let rows = conn
        .sql(
            "insert into jobs (id, ticket, event, kind, to_unit, state, attempts, due_at, created_at)
             select $1, e.ticket, e.id, 'outage_news', null, 'queued', 0, $3, $3
             from events e where e.ticket = $2 order by e.sequence desc limit 1
             on conflict do nothing",
        )
        .bind(job.0)
        .bind(one.ticket)
        .bind(Ts(now))
        .run()
        .await?;
    if rows == 0 {
        return Ok(());
    }
    conn.sql(
        "insert into outage_letters (outage, sequence, address, job) values ($1, $2, $3, $4)
         on conflict do nothing",
    )
    .bind(outage.id.0)
    .bind(outage.news.sequence)
    .text(&one.address)
    .bind(job.0)
    .run()
    .await?;
    Ok(())
}

/// What a letter of news tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The outage as it stands now.
    pub outage: Outage,
    /// What happened.
    pub event: OutageEvent,
    /// The tickets of the address that belong to the outage, oldest first; at most 20.
    pub tickets: Vec<TicketNumber>,
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    outage: Uuid,
    sequence: i64,
    address: String,
}

/// What a letter tells; `None` when it is no letter of news.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_letter(conn: &mut Conn, job: JobId) -> Result<Option<Told>> {
    let row: Option<LetterRow> = conn
        .sql("select outage, sequence, address from outage_letters where job = $1")
        .bind(job.0)
        .first()
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let id = OutageId(row.outage);
    let (Some(outage), events) = (by_id(conn, id).await?, history(conn, id).await?) else {
        return Ok(None);
    };
    let mut events = events.into_iter();
    let Some(event) = events.find(|event| event.sequence == row.sequence) else {
        return Ok(None);
    };
    let numbers: Vec<(i16, i64)> = conn
        .sql(
            "select year, sequence from tickets
             where outage = $1 and lower(requester_email) = $2 and finished_at is null
             order by created_at, id limit 20",
        )
        .bind(row.outage)
        .text(&row.address)
        .all()
        .await?;
    let tickets = numbers
        .into_iter()
        .map(|(year, sequence)| number(year, sequence))
        .collect::<Result<_>>()?;
    Ok(Some(Told {
        outage,
        event,
        tickets,
    }))
}

/// How many addresses were told the news of each event of an outage, by sequence.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(conn: &mut Conn, outage: OutageId) -> Result<Vec<(i64, i64)>> {
    conn.sql(
        "select sequence, count(*) from outage_letters where outage = $1
         group by sequence order by sequence",
    )
    .bind(outage.0)
    .all()
    .await
}
