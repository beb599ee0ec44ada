//! Drafts: words typed into a form and not sent yet, one for each person and form.

use jiff::Timestamp;
use sqlx::types::Json;

use crate::types::{Ts, json};
use crate::{Conn, Outcome, Result};

/// Drafts that one person may have; the oldest give way.
const MOST: i64 = 50;

/// Words typed into a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Address that the form is sent to.
    pub form: String,
    /// Names of fields and what was typed into them.
    pub fields: Vec<(String, String)>,
    /// When they were typed.
    pub saved_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    form: String,
    fields: Json<Vec<(String, String)>>,
    saved_at: Ts,
}

impl From<Row> for Draft {
    fn from(row: Row) -> Self {
        Self {
            form: row.form,
            fields: row.fields.0,
            saved_at: row.saved_at.0,
        }
    }
}

/// Keeps a draft of `owner` in place of the one before; of more than fifty drafts the oldest go.
///
/// # Errors
/// When the database cannot be written.
pub async fn save(conn: &mut Conn, owner: &str, draft: &Draft) -> Result<()> {
    let fields = json("draft", &draft.fields)?;
    conn.sql(
        "insert into drafts (owner, form, fields, saved_at) values ($1, $2, $3, $4)
         on conflict (owner, form) do update
         set fields = excluded.fields, saved_at = excluded.saved_at",
    )
    .text(owner)
    .text(&draft.form)
    .json(fields)
    .bind(Ts(draft.saved_at))
    .run()
    .await?;
    conn.sql(
        "delete from drafts where owner = $1 and form not in
             (select form from drafts where owner = $1 order by saved_at desc, form limit $2)",
    )
    .text(owner)
    .bind(MOST)
    .run()
    .await?;
    Ok(())
}

/// The draft of `owner` for one form.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_form(conn: &mut Conn, owner: &str, form: &str) -> Result<Option<Draft>> {
    let row: Option<Row> = conn
        .sql("select form, fields, saved_at from drafts where owner = $1 and form = $2")
        .text(owner)
        .text(form)
        .first()
        .await?;
    Ok(row.map(Draft::from))
}

/// Every draft of `owner`, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_owner(conn: &mut Conn, owner: &str) -> Result<Vec<Draft>> {
    let rows: Vec<Row> = conn
        .sql(
            "select form, fields, saved_at from drafts where owner = $1
             order by saved_at desc, form",
        )
        .text(owner)
        .all()
        .await?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

/// Removes the draft for a form: it was sent, or is not wanted.
///
/// # Errors
/// When the database cannot be written.
pub async fn discard(conn: &mut Conn, owner: &str, form: &str) -> Result<Outcome> {
    let rows = conn
        .sql("delete from drafts where owner = $1 and form = $2")
        .text(owner)
        .text(form)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Forgets drafts saved before `before`; how many.
///
/// # Errors
/// When the database cannot be written.
pub async fn purge(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    conn.sql("delete from drafts where saved_at < $1")
        .bind(Ts(before))
        .run()
        .await
}
