//! Articles of the demo, written through the same functions as real ones.

use anyhow::{Context, anyhow};
use domain::{Article, ArticleId, Writing};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::{Conn, Outcome, articles};
use uuid::Uuid;

use super::sample::by_login;
use crate::config::Data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    articles: Vec<SampleArticle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleArticle {
    by: String,
    title: String,
    unit: String,
    duty: String,
    readers: String,
    /// Since when nobody has looked at it.
    #[serde(default)]
    days_ago: i64,
    body: String,
}

/// Writes the sample articles.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(tx: &mut Conn, data: &Data, now: Timestamp) -> anyhow::Result<()> {
    let sample: Sample =
        toml::from_str(include_str!("articles.toml")).context("sample articles")?;
    for one in &sample.articles {
        let writing = Writing {
            title: &one.title,
            body: &one.body,
            unit: &one.unit,
            duty: &one.duty,
            readers: &one.readers,
        };
        let text = writing
            .read(&data.desk)
            .map_err(|errors| anyhow!("sample article `{}`: {errors:?}", one.title))?;
        let person = by_login(tx, &one.by).await?.person();
        let by = person.author(data.desk.first_line());
        let written = now - SignedDuration::from_hours(24 * one.days_ago);
        let change = Article::write(ArticleId(Uuid::now_v7()), text, by, written);
        if articles::write(tx, &change).await? == Outcome::Stale {
            return Err(anyhow!("sample article `{}` is there already", one.title));
        }
    }
    Ok(())
}
