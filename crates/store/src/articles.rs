//! Articles of the knowledge base: as they stand, every version, and finding them by their words.
//!
//! Both databases find the same articles, by the stems of [`polish`]; which of them comes first is reckoned here, so
//! that both give the same order.

mod ranking;

use domain::{
    Article, ArticleChange, ArticleId, ArticleStep, ArticleText, ArticleVersion, Author, Readers,
    UserId,
};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use sqlx::types::Json;
use uuid::Uuid;

use self::ranking::{words_of, worth};
use crate::conn::Dialect;
use crate::sql::Select;
use crate::tickets::search::{self, Term};
use crate::types::{Ts, json, named, parsed};
use crate::{Conn, Outcome, Result};

/// So many articles are listed at most.
const MOST: u32 = 200;
/// Articles that have one of the words, among which the best are looked for; those that changed last.
const MOST_COMPARED: i64 = 400;
/// So many versions of one article are listed.
const MOST_VERSIONS: i64 = 200;

/// Which articles to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Only those for these readers; unset: all.
    pub readers: Option<Readers>,
    /// Only of this unit.
    pub unit: Option<UnitCode>,
    /// Those that were put away, instead of the others.
    pub archived: bool,
    /// Only those that nobody has looked at since this moment, the longest ago first.
    pub unchecked_since: Option<Timestamp>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: ArticleId,
    /// Title.
    pub title: String,
    /// The unit that answers for it.
    pub unit: UnitCode,
    /// Its provision.
    pub duty: Option<Reference>,
    /// Who may read it.
    pub readers: Readers,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When somebody last said that it holds.
    pub checked_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: Uuid,
    title: String,
    unit: String,
    duty: Option<String>,
    readers: String,
    changed_at: Ts,
    checked_at: Ts,
    words: String,
}

impl ListedRow {
    fn read(self) -> Result<Listed> {
        Ok(Listed {
            id: ArticleId(self.id),
            title: self.title,
            unit: parsed("unit", &self.unit)?,
            duty: self
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            readers: readers(&self.readers)?,
            changed_at: self.changed_at.0,
            checked_at: self.checked_at.0,
        })
    }
}

fn readers(name: &str) -> Result<Readers> {
    named("readers", name, Readers::from_name(name))
}

const LIST: &str =
    "select a.id, a.title, a.unit, a.duty, a.readers, a.changed_at, a.checked_at, a.words
     from articles a";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    title: String,
    body: String,
    unit: String,
    duty: Option<String>,
    readers: String,
    archived: bool,
    changed_at: Ts,
    checked_at: Ts,
}

impl TryFrom<Row> for Article {
    type Error = crate::StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ArticleId(row.id),
            version: row.version,
            text: ArticleText {
                title: row.title,
                body: row.body,
                unit: parsed("unit", &row.unit)?,
                duty: row
                    .duty
                    .map(|duty| parsed("provision", &duty))
                    .transpose()?,
                readers: readers(&row.readers)?,
            },
            archived: row.archived,
            changed_at: row.changed_at.0,
            checked_at: row.checked_at.0,
        })
    }
}

/// The article with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: ArticleId) -> Result<Option<Article>> {
    conn.sql(
        "select id, version, title, body, unit, duty, readers, archived, changed_at, checked_at
         from articles where id = $1",
    )
    .bind(id.0)
    .first::<Row>()
    .await?
    .map(Article::try_from)
    .transpose()
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    step: String,
    at: Ts,
    author: Option<Uuid>,
    author_name: String,
    author_unit: Option<String>,
    said: Json<ArticleText>,
}

/// The versions of an article, the newest first; at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn versions(conn: &mut Conn, id: ArticleId) -> Result<Vec<ArticleVersion>> {
    let rows = conn
        .sql(
            "select version, step, at, author, author_name, author_unit, said from article_versions
             where article = $1 order by version desc limit $2",
        )
        .bind(id.0)
        .bind(MOST_VERSIONS)
        .all::<VersionRow>()
        .await?;
    let read = |row: VersionRow| {
        let unit = row.author_unit.map(|unit| parsed("unit", &unit));
        Ok(ArticleVersion {
            version: row.version,
            step: named("step", &row.step, ArticleStep::from_name(&row.step))?,
            by: Author {
                user: row.author.map(UserId),
                name: row.author_name,
                unit: unit.transpose()?,
            },
            at: row.at.0,
            text: row.said.0,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Writes a change: the article, its version and its words.
///
/// [`Outcome::Stale`]: somebody else changed it meanwhile; roll back.
///
/// # Errors
/// When the database cannot be written.
pub async fn write(conn: &mut Conn, change: &ArticleChange) -> Result<Outcome> {
    let Article {
        id,
        version,
        text,
        archived,
        changed_at,
        checked_at,
    } = &change.article;
    let query = if *version == 1 {
        conn.sql(
            "insert into articles (id, version, title, body, unit, duty, readers, archived, changed_at, checked_at, words)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
    } else {
        conn.sql(
            "update articles set version = $2, title = $3, body = $4, unit = $5, duty = $6, readers = $7,
                 archived = $8, changed_at = $9, checked_at = $10, words = $11
             where id = $1 and version = $2 - 1",
        )
    };
    let changed = query
        .bind(id.0)
        .bind(*version)
        .text(&text.title)
        .text(&text.body)
        .text(text.unit.as_str())
        .text_or_null(text.duty.map(|duty| duty.to_string()).as_deref())
        .text(text.readers.as_str())
        .bind(*archived)
        .bind(Ts(*changed_at))
        .bind(Ts(*checked_at))
        .text(&words_of(text))
        .run()
        .await?;
    if changed == 0 {
        return Ok(Outcome::Stale);
    }
    conn.sql(
        "insert into article_versions (article, version, step, at, author, author_name, author_unit, said)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.0)
    .bind(*version)
    .text(change.step.as_str())
    .bind(Ts(*changed_at))
    .bind(change.by.user.map(|user| user.0))
    .text(&change.by.name)
    .text_or_null(change.by.unit.as_ref().map(UnitCode::as_str))
    .json(json("article", text)?)
    .run()
    .await?;
    Ok(Outcome::Done)
}

/// Articles of a shelf, the one that changed last first, unless the shelf has its own order; at most `limit`
/// (up to 200).
///
/// # Errors
/// When the database cannot be read.
pub async fn list(conn: &mut Conn, shelf: &Shelf, limit: u32) -> Result<Vec<Listed>> {
    let order = match shelf.unchecked_since {
        Some(_) => " order by a.checked_at, a.id limit ",
        None => " order by a.changed_at desc, a.id desc limit ",
    };
    on(conn, shelf)
        .then_with(order, i64::from(limit.min(MOST)))
        .finish()
        .all::<ListedRow>()
        .await?
        .into_iter()
        .map(ListedRow::read)
        .collect()
}

/// Articles of a shelf that have every word and phrase of `text`, as the queue's search reads it; if there are none,
/// those that have any. The best first, at most `limit` (up to 200). None for a text without a word.
///
/// # Errors
/// When the database cannot be read.
pub async fn search(conn: &mut Conn, shelf: &Shelf, text: &str, limit: u32) -> Result<Vec<Listed>> {
    let Some(terms) = search::terms(text) else {
        return Ok(Vec::new());
    };
    let dialect = conn.dialect();
    let mut select = on(conn, shelf);
    for term in &terms {
        select = has(select, dialect, term.written(dialect));
    }
    let all = rows(select).await?;
    let found = if all.is_empty() {
        with_any(conn, shelf, &terms).await?
    } else {
        all
    };
    ranked(found, &terms, limit, 0.0)
}

/// Articles of a shelf that a text may be about, the likeliest first, at most `limit` (up to 200): those that share
/// the text's telling words, words of the title above all. None when nothing is likely.
///
/// # Errors
/// When the database cannot be read.
pub async fn likely(conn: &mut Conn, shelf: &Shelf, text: &str, limit: u32) -> Result<Vec<Listed>> {
    let terms = search::telling(text);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let found = with_any(conn, shelf, &terms).await?;
    ranked(found, &terms, limit, ranking::LIKELY)
}

/// How many articles of a unit nobody has looked at since `before`. Those put away are left alone.
///
/// # Errors
/// When the database cannot be read.
pub async fn unchecked(conn: &mut Conn, unit: &UnitCode, before: Timestamp) -> Result<i64> {
    conn.sql("select count(*) from articles where archived = $1 and unit = $2 and checked_at <= $3")
        .bind(false)
        .text(unit.as_str())
        .bind(Ts(before))
        .value()
        .await
}

fn on<'c>(conn: &'c mut Conn, shelf: &Shelf) -> Select<'c> {
    let mut select = conn.select(LIST).and_with("a.archived = ", shelf.archived);
    if let Some(readers) = shelf.readers {
        select = select.and_with("a.readers = ", readers.as_str());
    }
    if let Some(unit) = &shelf.unit {
        select = select.and_with("a.unit = ", unit.as_str().to_owned());
    }
    if let Some(before) = shelf.unchecked_since {
        select = select.and_with("a.checked_at <= ", Ts(before));
    }
    select
}

/// The condition that an article has what a full-text search says.
fn has(select: Select<'_>, dialect: Dialect, written: String) -> Select<'_> {
    match dialect {
        Dialect::Sqlite => select
            .and_with(
                "a.number in (select rowid from article_words_index where article_words_index match ",
                written,
            )
            .then(")"),
        Dialect::Postgres => select
            .and_with(
                "to_tsvector('simple', a.words) @@ to_tsquery('simple', ",
                written,
            )
            .then(")"),
    }
}

async fn with_any(conn: &mut Conn, shelf: &Shelf, terms: &[Term]) -> Result<Vec<ListedRow>> {
    let dialect = conn.dialect();
    let glue = match dialect {
        Dialect::Sqlite => " OR ",
        Dialect::Postgres => " | ",
    };
    let any: Vec<String> = terms
        .iter()
        .map(|term| format!("({})", term.written(dialect)))
        .collect();
    rows(has(on(conn, shelf), dialect, any.join(glue))).await
}

async fn rows(select: Select<'_>) -> Result<Vec<ListedRow>> {
    select
        .then_with(
            " order by a.changed_at desc, a.id desc limit ",
            MOST_COMPARED,
        )
        .finish()
        .all()
        .await
}

/// The best first; those worth less than `least` are left out.
fn ranked(found: Vec<ListedRow>, terms: &[Term], limit: u32, least: f64) -> Result<Vec<Listed>> {
    let worths = worth(found.iter().map(|row| row.words.as_str()), terms);
    let mut ranked: Vec<(f64, ListedRow)> = worths
        .into_iter()
        .zip(found)
        .filter(|(worth, _)| *worth > 0.0 && *worth >= least)
        .collect();
    // Of equals, the one that changed last stays first.
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    ranked
        .into_iter()
        .take(usize::try_from(limit.min(MOST)).unwrap_or(usize::MAX))
        .map(|(_, row)| row.read())
        .collect()
}
