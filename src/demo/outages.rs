//! Outages of the demo, declared and told of through the same functions as real ones.

use anyhow::{Context, anyhow};
use domain::{Announcement, Audience, Author, Outage, OutageChange, OutageId};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::{Conn, Outcome, outages, tickets};
use uuid::Uuid;

use super::sample::{SampleTicket, by_login, file, moment};
use crate::config::Data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    outages: Vec<SampleOutage>,
}

/// An outage; times are minutes before the demo starts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleOutage {
    by: String,
    title: String,
    description: String,
    audience: Audience,
    since: i64,
    declared: i64,
    #[serde(default)]
    then: Vec<News>,
    end: Option<News>,
    #[serde(default)]
    tickets: Vec<SampleTicket>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct News {
    minutes_ago: i64,
    text: String,
}

/// Writes the sample outages with their tickets.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(tx: &mut Conn, data: &Data, now: Timestamp) -> anyhow::Result<()> {
    let sample: Sample = toml::from_str(include_str!("outages.toml")).context("sample outages")?;
    for one in &sample.outages {
        declare(tx, data, one, now)
            .await
            .with_context(|| format!("sample outage `{}`", one.title))?;
    }
    Ok(())
}

async fn declare(
    tx: &mut Conn,
    data: &Data,
    sample: &SampleOutage,
    now: Timestamp,
) -> anyhow::Result<()> {
    let ago = |minutes| now - SignedDuration::from_mins(minutes);
    let person = by_login(tx, &sample.by).await?.person();
    let by = person.author(data.desk.first_line());
    let announcement = Announcement {
        title: sample.title.clone(),
        description: sample.description.clone(),
        audience: sample.audience,
        since: ago(sample.since),
    };
    let id = OutageId(Uuid::now_v7());
    let declared = moment(ago(sample.declared));
    let mut outage = apply(tx, Outage::declare(id, announcement, by.clone(), declared)?).await?;
    for ticket in &sample.tickets {
        join(tx, data, (&outage, &by), ticket, now).await?;
    }
    for news in &sample.then {
        let told = outage.update(&news.text, by.clone(), moment(ago(news.minutes_ago)))?;
        outage = apply(tx, told).await?;
    }
    if let Some(end) = &sample.end {
        let ended = outage.end(&end.text, by, moment(ago(end.minutes_ago)))?;
        apply(tx, ended).await?;
    }
    Ok(())
}

async fn apply(tx: &mut Conn, change: OutageChange) -> anyhow::Result<Outage> {
    match outages::apply(tx, &change).await? {
        Outcome::Done => Ok(change.outage),
        Outcome::Stale => Err(anyhow!("it is there already")),
    }
}

/// Files a ticket and attaches it two minutes later.
async fn join(
    tx: &mut Conn,
    data: &Data,
    (outage, by): (&Outage, &Author),
    sample: &SampleTicket,
    now: Timestamp,
) -> anyhow::Result<()> {
    let ticket = file(tx, data, sample, now).await?;
    let at = ticket.created_at + SignedDuration::from_mins(2);
    let targets = &data.clocks.targets;
    let change = ticket.join_outage(outage, targets, by.clone(), moment(at))?;
    tickets::apply(tx, &change).await?;
    Ok(())
}
