//! Statements: written once with `$1` placeholders, run on whichever database the [`crate::Conn`] is of.
//!
//! Texts of statements and their parts are `&'static str`; whatever comes from outside is bound.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::types::Json;
use sqlx::{
    Arguments as _, AssertSqlSafe, Decode, Encode, FromRow, PgConnection, Postgres, Sqlite,
    SqliteConnection, Type,
};
use sqlx::{SqlSafeStr as _, SqlStr};

use crate::conn::Dialect;
use crate::types::clean;
use crate::{Result, StoreError};

/// A value that both databases take as a parameter.
pub(crate) trait Bind:
    Type<Sqlite> + for<'q> Encode<'q, Sqlite> + Type<Postgres> + for<'q> Encode<'q, Postgres>
{
}
impl<T> Bind for T where
    T: Type<Sqlite> + for<'q> Encode<'q, Sqlite> + Type<Postgres> + for<'q> Encode<'q, Postgres>
{
}

/// A value that both databases return in a column.
pub(crate) trait Column:
    Type<Sqlite>
    + for<'r> Decode<'r, Sqlite>
    + Type<Postgres>
    + for<'r> Decode<'r, Postgres>
    + Send
    + Unpin
{
}
impl<T> Column for T where
    T: Type<Sqlite>
        + for<'r> Decode<'r, Sqlite>
        + Type<Postgres>
        + for<'r> Decode<'r, Postgres>
        + Send
        + Unpin
{
}

/// A row that both databases return.
pub(crate) trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// The database that a statement runs on, with the parameters bound so far.
pub(crate) enum Target<'c> {
    Sqlite(&'c mut SqliteConnection, SqliteArguments, &'c mut Pending),
    Postgres(&'c mut PgConnection, PgArguments),
}

/// Statements that wait to go to `SQLite` together: each going costs more than most statements do,
/// since every connection has a thread of its own. See [`Query::later`].
#[derive(Default)]
pub(crate) struct Pending {
    text: String,
    parameters: SqliteArguments,
    patience: Patience,
}

/// Whether to wake up for each row that `SQLite` finds, or to let it find some first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Patience {
    /// At once: others wait for the processor too.
    #[default]
    None,
    /// The database's thread goes first. Saves most of the turns that the two threads take on a
    /// machine that has nothing else to do.
    Yields,
}

/// The outcome of a statement.
async fn waited_for<F: Future>(patience: Patience, statement: F) -> F::Output {
    let mut statement = std::pin::pin!(statement);
    let mut woken = false;
    std::future::poll_fn(|context| {
        if woken && patience == Patience::Yields {
            std::thread::yield_now();
        }
        woken = true;
        statement.as_mut().poll(context)
    })
    .await
}

impl Pending {
    pub(crate) fn new(patience: Patience) -> Self {
        Self {
            patience,
            ..Self::default()
        }
    }

    /// Adds a statement whose first parameter is number `before` + 1.
    fn push(&mut self, sql: &str, before: usize) {
        if !self.text.is_empty() {
            self.text.push(';');
        }
        let mut parts = sql.split('$');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = part.split_at(digits);
            self.text.push('$');
            match number.parse::<usize>() {
                Ok(number) => self.text.push_str(&(before + number).to_string()),
                Err(_) => self.text.push_str(number),
            }
            self.text.push_str(rest);
        }
    }

    /// Runs what waits.
    pub(crate) async fn run(&mut self, conn: &mut SqliteConnection) -> sqlx::Result<()> {
        if self.text.is_empty() {
            return Ok(());
        }
        let next = Self::new(self.patience);
        let Self {
            text, parameters, ..
        } = std::mem::replace(self, next);
        // Made of statements that are written in this program and of parameter numbers.
        let sql = AssertSqlSafe(text).into_sql_str();
        let statement = sqlx::query_with(sql, parameters);
        waited_for(self.patience, statement.execute(conn)).await?;
        Ok(())
    }
}

/// A statement that is ready to run once its parameters are bound.
pub(crate) struct Query<'c> {
    target: Target<'c>,
    /// The transaction's mark that a statement failed or was abandoned half-way.
    broken: &'c mut bool,
    sql: SqlStr,
    unbound: Option<sqlx::Error>,
}

/// Runs `$call` on the database at hand; the transaction counts as broken until it has succeeded.
macro_rules! run {
    ($self:ident, $query:path, |$statement:ident, $conn:ident| $call:expr) => {{
        let Query {
            target,
            broken,
            sql,
            unbound,
        } = $self;
        *broken = true;
        if let Some(error) = unbound {
            return Err(error.into());
        }
        let outcome = match target {
            Target::Sqlite($conn, parameters, pending) => {
                pending.run($conn).await?;
                let $statement = $query(sql, parameters);
                let patience = pending.patience;
                waited_for(patience, async { $call })
                    .await
                    .map_err(StoreError::from)
            }
            Target::Postgres($conn, parameters) => {
                let $statement = $query(sql, parameters);
                $call.map_err(StoreError::from)
            }
        }?;
        *broken = false;
        Ok(outcome)
    }};
}

impl<'c> Query<'c> {
    pub(crate) fn new(target: Target<'c>, broken: &'c mut bool, sql: &'static str) -> Self {
        Self {
            target,
            broken,
            sql: sql.into_sql_str(),
            unbound: None,
        }
    }

    /// The same statement, asking `SQLite` how it would run it: rows of id, parent, unused, step.
    #[cfg(test)]
    pub(crate) fn explained(self) -> Self {
        let sql = format!("explain query plan {}", self.sql.as_str());
        Self {
            sql: AssertSqlSafe(sql).into_sql_str(),
            ..self
        }
    }

    /// Binds the next parameter. Texts go through [`Query::text`].
    pub(crate) fn bind<T: Bind>(mut self, value: T) -> Self {
        let added = match &mut self.target {
            Target::Sqlite(_, parameters, _) => parameters.add(value),
            Target::Postgres(_, parameters) => parameters.add(value),
        };
        if let Err(error) = added {
            self.unbound.get_or_insert(sqlx::Error::Encode(error));
        }
        self
    }

    /// Binds a text, cleaned of what a database cannot keep.
    pub(crate) fn text(self, text: &str) -> Self {
        self.bind(clean(text).into_owned())
    }

    /// Binds a text that may be missing.
    pub(crate) fn text_or_null(self, text: Option<&str>) -> Self {
        self.bind(text.map(|text| clean(text).into_owned()))
    }

    /// Binds a value from [`crate::types::json`].
    pub(crate) fn json(self, value: Json<serde_json::Value>) -> Self {
        self.bind(value)
    }

    /// Runs the statement; how many rows it changed.
    pub(crate) async fn run(self) -> Result<u64> {
        run!(self, sqlx::query_with, |statement, conn| statement
            .execute(conn)
            .await
            .map(|done| done.rows_affected()))
    }

    /// Every row.
    pub(crate) async fn all<T: Record>(self) -> Result<Vec<T>> {
        run!(self, sqlx::query_as_with, |statement, conn| statement
            .fetch_all(conn)
            .await)
    }

    /// The row, if there is one.
    pub(crate) async fn first<T: Record>(self) -> Result<Option<T>> {
        run!(self, sqlx::query_as_with, |statement, conn| statement
            .fetch_optional(conn)
            .await)
    }

    /// The first column of the only row.
    pub(crate) async fn value<T: Column>(self) -> Result<T> {
        run!(self, sqlx::query_scalar_with, |statement, conn| statement
            .fetch_one(conn)
            .await)
    }

    /// The first column of every row.
    pub(crate) async fn values<T: Column>(self) -> Result<Vec<T>> {
        run!(self, sqlx::query_scalar_with, |statement, conn| statement
            .fetch_all(conn)
            .await)
    }
}

/// A statement of which nobody asks how many rows it changed, so that on `SQLite` it may wait for others
/// and go with them. On `PostgreSQL` it runs at once. Either way it runs before whatever follows it.
pub(crate) struct Later<'c> {
    query: Query<'c>,
    before: usize,
}

impl<'c> Later<'c> {
    pub(crate) fn new(mut query: Query<'c>) -> Self {
        let mut before = 0;
        if let Target::Sqlite(_, parameters, pending) = &mut query.target {
            *parameters = std::mem::take(&mut pending.parameters);
            before = parameters.len();
        }
        // Until it has run: the parameters of those that wait are with it.
        *query.broken = true;
        Self { query, before }
    }

    /// As [`Query::bind`].
    pub(crate) fn bind<T: Bind>(mut self, value: T) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// As [`Query::text`].
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.query = self.query.text(text);
        self
    }

    /// As [`Query::text_or_null`].
    pub(crate) fn text_or_null(mut self, text: Option<&str>) -> Self {
        self.query = self.query.text_or_null(text);
        self
    }

    /// As [`Query::json`].
    pub(crate) fn json(self, value: Json<serde_json::Value>) -> Self {
        self.bind(value)
    }

    /// Lets the statement run, now or with the next ones. What the database has against it may be
    /// reported by a later one, at the latest by [`crate::Conn::settle`].
    pub(crate) async fn run(self) -> Result<()> {
        let Query {
            target,
            broken,
            sql,
            unbound,
        } = self.query;
        if let Some(error) = unbound {
            return Err(error.into());
        }
        match target {
            Target::Sqlite(_, parameters, pending) => {
                pending.push(sql.as_str(), self.before);
                pending.parameters = parameters;
            }
            Target::Postgres(conn, parameters) => {
                let statement = sqlx::query_with(sql, parameters);
                statement.execute(conn).await?;
            }
        }
        *broken = false;
        Ok(())
    }
}

/// A query whose conditions are chosen when it runs.
pub(crate) struct Select<'c> {
    query: Query<'c>,
    text: String,
    bound: usize,
    glue: &'static str,
}

impl<'c> Select<'c> {
    /// Starts with everything before the conditions.
    pub(crate) fn new(query: Query<'c>) -> Self {
        Self {
            text: query.sql.as_str().to_owned(),
            query,
            bound: 0,
            glue: " where ",
        }
    }

    /// The value of `$1` where it stands before the conditions.
    pub(crate) fn with_first<T: Bind>(mut self, value: T) -> Self {
        self.bound += 1;
        self.query = self.query.bind(value);
        self
    }

    /// Which database it will run on.
    pub(crate) fn dialect(&self) -> Dialect {
        match self.query.target {
            Target::Sqlite(..) => Dialect::Sqlite,
            Target::Postgres(..) => Dialect::Postgres,
        }
    }

    fn glue(&mut self) {
        self.text.push_str(self.glue);
        self.glue = " and ";
    }

    fn bind<T: Bind>(mut self, value: T) -> Self {
        self.bound += 1;
        self.text.push('$');
        self.text.push_str(&self.bound.to_string());
        self.query = self.query.bind(value);
        self
    }

    /// A condition without parameters.
    pub(crate) fn and(mut self, condition: &'static str) -> Self {
        self.glue();
        self.text.push_str(condition);
        self
    }

    /// A condition that ends in a parameter, as far as it is written in `condition`.
    pub(crate) fn and_with<T: Bind>(self, condition: &'static str, value: T) -> Self {
        self.and(condition).bind(value)
    }

    /// `column in (…)`; no row at all when there are no values. The last value is named again until
    /// there are 1, 2, 4, 8… of them, so that few texts of statements have to be prepared.
    pub(crate) fn and_any<T: Bind + Clone>(
        mut self,
        column: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.glue();
        self.text.push_str(column);
        self.text.push_str(" in (");
        let mut values: Vec<T> = values.into_iter().collect();
        if let Some(last) = values.last().cloned() {
            values.resize(values.len().next_power_of_two(), last);
        }
        let mut separator = "";
        for value in values {
            self.text.push_str(separator);
            self = self.bind(value);
            separator = ", ";
        }
        self.text
            .push_str(if separator.is_empty() { "null)" } else { ")" });
        self
    }

    /// What follows, up to another parameter.
    pub(crate) fn then_with<T: Bind>(self, text: &'static str, value: T) -> Self {
        self.then(text).bind(value)
    }

    /// What follows.
    pub(crate) fn then(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// The query, ready to run.
    pub(crate) fn finish(self) -> Query<'c> {
        Query {
            // Made of parts that are written in this program and of parameter numbers.
            sql: AssertSqlSafe(self.text).into_sql_str(),
            ..self.query
        }
    }
}
