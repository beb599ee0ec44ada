//! What the programs on this database read of their settings, and what they refused.

use jiff::Timestamp;
use uuid::Uuid;

use crate::types::{Ts, named};
use crate::{Conn, Result};

/// Older reads than so many are forgotten.
const KEPT: i64 = 100;

/// Which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `dyspozytor serve`
    Serve,
    /// `dyspozytor worker`
    Worker,
}

/// What came of reading the files once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsRead {
    /// Who read them.
    pub program: Program,
    /// When.
    pub at: Timestamp,
    /// File, line and reason of the first mistake: what was in force before stayed in force.
    pub refused: Option<String>,
}

impl Program {
    /// The name in the database and in text keys: `serve`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Worker => "worker",
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    program: String,
    read_at: Ts,
    refused: Option<String>,
}

impl TryFrom<Row> for SettingsRead {
    type Error = crate::StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let known = [Program::Serve, Program::Worker]
            .into_iter()
            .find(|program| program.as_str() == row.program);
        Ok(Self {
            program: named("program", &row.program, known)?,
            at: row.read_at.0,
            refused: row.refused,
        })
    }
}

/// Notes that the files were read; of all that was noted before, the latest hundred stay.
///
/// # Errors
/// When the database cannot be written.
pub async fn note(conn: &mut Conn, id: Uuid, read: &SettingsRead) -> Result<()> {
    conn.sql("insert into settings_reads (id, program, read_at, refused) values ($1, $2, $3, $4)")
        .bind(id)
        .text(read.program.as_str())
        .bind(Ts(read.at))
        .text_or_null(read.refused.as_deref())
        .run()
        .await?;
    conn.sql(
        "delete from settings_reads where id not in
             (select id from settings_reads order by read_at desc, id desc limit $1)",
    )
    .bind(KEPT)
    .run()
    .await?;
    Ok(())
}

/// What was read last, the latest first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(conn: &mut Conn, limit: u32) -> Result<Vec<SettingsRead>> {
    conn.sql(
        "select program, read_at, refused from settings_reads
         order by read_at desc, id desc limit $1",
    )
    .bind(i64::from(limit))
    .all::<Row>()
    .await?
    .into_iter()
    .map(SettingsRead::try_from)
    .collect()
}

/// How many programs go on with older settings, because they refused the files when they read them
/// last: 0, 1 or 2.
///
/// # Errors
/// When the database cannot be read.
pub async fn refusing(conn: &mut Conn) -> Result<i64> {
    conn.sql(
        "select count(*) from settings_reads a where a.refused is not null and not exists
             (select 1 from settings_reads b where b.program = a.program
              and (b.read_at > a.read_at or (b.read_at = a.read_at and b.id > a.id)))",
    )
    .value()
    .await
}
