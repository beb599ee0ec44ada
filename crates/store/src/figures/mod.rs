//! Figures of tickets: a derived row for each, from which analyses are counted.
//!
//! A row is [`analyses::TicketFigures`] of the ticket's history, and is never taken from here for a
//! decision. It holds for one version of the ticket and one state of the rules; an act or other rules
//! make it unknown, and whoever wants figures lets it [`catch_up`] first.

mod export;
mod row;

use analyses::{Period, TicketFigures};
use domain::{Event, ReplayError, TicketId};
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::tickets::histories;
use crate::types::Ts;
use crate::{Conn, Result, Store, StoreError};

pub use export::{ExportPlace, ExportRow, export};

/// Stands for "open". 9999-01-01T00:00:00Z.
const NEVER: i64 = 253_370_764_800;

/// Tickets that are worked out in one transaction.
const BATCH: u32 = 500;

/// Rows that are read at once.
const PAGE: i64 = 5_000;

fn never() -> Ts {
    Ts(Timestamp::from_second(NEVER).unwrap_or(Timestamp::MAX))
}

/// Works out what is unknown, at most `most` tickets (rounded up to whole batches); how many stay
/// unknown. `rules` is a fingerprint of what `figures` goes by besides the history; under another one
/// than before, every ticket is worked out anew.
///
/// # Errors
/// When the database cannot be read or written, or a history cannot be a ticket's.
pub async fn catch_up(
    store: &Store,
    rules: &str,
    most: u32,
    figures: impl Fn(&[Event]) -> Result<TicketFigures, ReplayError>,
) -> Result<i64> {
    use_rules(store, rules).await?;
    for _ in 0..most.div_ceil(BATCH) {
        let mut conn = store.read().await?;
        let unknown = unknown(&mut conn).await?;
        if unknown.is_empty() {
            return Ok(0);
        }
        let histories = histories(&mut conn, &unknown).await?;
        drop(conn);
        let found = histories.values().map(|history| figures(history));
        let found: Vec<TicketFigures> = found
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::corrupt("history", error))?;
        let mut tx = store.write().await?;
        for one in &found {
            keep(&mut tx, one).await?;
        }
        tx.commit().await?;
    }
    let mut conn = store.read().await?;
    conn.sql(
        "select count(*) from tickets where figures_version is null or figures_version <> version",
    )
    .value()
    .await
}

/// Notes by which rules figures are worked out; other ones make every figure unknown.
async fn use_rules(store: &Store, rules: &str) -> Result<()> {
    let mut conn = store.read().await?;
    let known: Option<(String,)> = conn
        .sql("select fingerprint from figure_rules where id = 1")
        .first()
        .await?;
    drop(conn);
    if known.is_some_and(|(known,)| known == rules) {
        return Ok(());
    }
    let mut tx = store.write().await?;
    let others = tx
        .sql(
            "insert into figure_rules (id, fingerprint) values (1, $1)
             on conflict (id) do update set fingerprint = excluded.fingerprint
             where figure_rules.fingerprint <> excluded.fingerprint",
        )
        .text(rules)
        .run()
        .await?;
    if others == 1 {
        tx.sql("update tickets set figures_version = null where figures_version is not null")
            .run()
            .await?;
    }
    tx.commit().await
}

async fn unknown(conn: &mut Conn) -> Result<Vec<TicketId>> {
    let ids: Vec<Uuid> = conn
        .sql(
            "select id from tickets where figures_version is null or figures_version <> version
             order by id limit $1",
        )
        .bind(i64::from(BATCH))
        .values()
        .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// Keeps the figures of one ticket. If it has changed meanwhile they are not kept: they stay unknown.
async fn keep(conn: &mut Conn, figures: &TicketFigures) -> Result<()> {
    let current = conn
        .sql("update tickets set figures_version = $2 where id = $1 and version = $2")
        .bind(figures.ticket.0)
        .bind(figures.version)
        .run()
        .await?;
    if current == 1 {
        row::write(conn, figures).await?;
    }
    Ok(())
}

/// Gives every ticket that was filed before the end of the period and not over before it began, in no
/// order that matters, to `each`; only those of the given units, when there are any given. Holds some
/// thousand of them in memory at once.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_period(
    conn: &mut Conn,
    period: &Period,
    units: Option<&[UnitCode]>,
    mut each: impl FnMut(&TicketFigures),
) -> Result<()> {
    let mut last = (period.from(), Uuid::nil());
    loop {
        let mut select = conn
            .select(row::select!())
            .and_with("(ended_at, ticket) > (", Ts(last.0))
            .then_with(", ", last.1)
            .then(")")
            .and_with("registered_at < ", Ts(period.to()));
        if let Some(units) = units {
            select = select.and_any("unit", units.iter().map(UnitCode::to_string));
        }
        let rows: Vec<row::Row> = select
            .then(" order by ended_at, ticket")
            .then_with(" limit ", PAGE)
            .finish()
            .all()
            .await?;
        let Some(end) = rows.last() else {
            return Ok(());
        };
        last = end.place();
        let is_last = rows.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        for row in rows {
            each(&row.read()?);
        }
        if is_last {
            return Ok(());
        }
    }
}
