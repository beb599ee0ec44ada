//! A hundred thousand tickets, and the bare work of showing a page of them: the query alone, by nothing but the driver.
//! Used by the benchmark of the page, which is `web`'s and holds no SQL.

use domain::UserId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions as _, Row as _, SqliteConnection};

/// Tickets there are.
pub(crate) const TICKETS: i64 = 100_000;

/// Writes them at once: three in five were the first line's and stayed there, the rest went on to three units of the
/// second; one in twenty is open; all have a suggestion, priorities are mixed, `operator` works on a quarter. Due times
/// are known, within a month of filing.
const FILL: &str = "
    insert into tickets (id, year, sequence, version, status, unit, assignee, impact, urgency, priority, created_at,
        updated_at, next_due, due_version, requester_name, requester_email, requester_department, requester_room,
        requester_phone, subject, body)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < $1)
    select randomblob(16), 2025, n, 3,
        case when n % 20 <> 0 then 'closed' when n / 20 % 5 < 3 then 'new' else 'handed_over' end,
        case when n / 20 % 5 < 3 then 'IT-02-3' else 'IT-04-' || (1 + n / 100 % 3) end,
        case when n % 4 = 0 then $2 end, 'low', 'medium', 1 + n / 7 % 5,
        1735689600000000 + n * 300000000, 1735689600000000 + n * 300000000,
        1735689600000000 + n * 300000000 + n * 7919 % 30 * 86400000000, 3,
        'Anna Nowak', 'anna.nowak@example.org', 'Wydział Geodezji', 'pok. 12', '1234',
        'Drukarka na korytarzu nie drukuje, zlecenie ' || n || case when n % 100 = 20 then ' toner' else '' end,
        replace(hex(zeroblob(20)), '0', 'Od rana nie drukuje. ')
    from numbers;";

/// What stands beside each ticket.
const FILL_BESIDE: &str = "
    insert into ticket_units (ticket, unit, position, is_open, weight, created_at)
    select id, unit, 0, is_open, weight, created_at from tickets;
    insert into suggestions (ticket, decision, proposed_unit, proposed_duty, proposed_confidence, units, ordinance,
        vocabulary, input)
    select id, 'suggest', 'IT-04-2', '§15 pkt 2', 0.83, '[]', '1756/2022', '1', '00' from tickets;
    insert into ticket_words (ticket, place, field, words)
    select id, 1, 'filed', 'zg 2025 ' || sequence || ' drukark na korytarz nie drukuj zlecen ' || sequence
        || case when sequence % 100 = 20 then ' toner' else '' end from tickets;";

/// The columns of the queue, in its order.
macro_rules! page {
    ($conditions:literal) => {
        page!($conditions, "t.weight desc, t.created_at desc, t.id desc")
    };
    ($conditions:literal, $order:literal) => {
        concat!(
            "select t.id, t.year, t.sequence, t.subject, t.requester_name, t.requester_department, t.unit, t.status,
                t.priority, a.name, t.created_at, t.updated_at, s.proposed_unit, s.proposed_duty, s.proposed_confidence
             from tickets t
             left join accounts a on a.id = t.assignee
             left join suggestions s on s.ticket = t.id ",
            $conditions,
            " order by ",
            $order,
            " limit 51"
        )
    };
}

/// The page that the first line looks at: its open tickets.
pub(crate) const USUAL: &str = page!("where t.is_open = 1 and t.unit = 'IT-02-3'");
/// The same, of those that say a word which one ticket in a hundred says.
pub(crate) const SEARCHED: &str =
    page!("where t.is_open = 1 and t.unit = 'IT-02-3' and t.subject like '%toner%'");
/// The same, of those that say a word which every ticket says.
pub(crate) const SEARCHED_EVERYWHERE: &str =
    page!("where t.is_open = 1 and t.unit = 'IT-02-3' and t.subject like '%drukuje%'");
/// The usual page, what is due first at the top.
pub(crate) const BY_DUE: &str = page!(
    "where t.is_open = 1 and t.unit = 'IT-02-3'",
    "t.next_due, t.id"
);
/// The usual page, the oldest at the top.
pub(crate) const BY_AGE: &str = page!(
    "where t.is_open = 1 and t.unit = 'IT-02-3'",
    "t.created_at, t.id"
);
/// The usual page by number.
pub(crate) const BY_NUMBER: &str = page!(
    "where t.is_open = 1 and t.unit = 'IT-02-3'",
    "t.year desc, t.sequence desc"
);
/// The page of all tickets of all units.
pub(crate) const EVERYTHING: &str = page!("");

/// A connection past the store to its `SQLite` file.
pub(crate) struct Bare(SqliteConnection);

impl Bare {
    pub(crate) async fn open(url: &str) -> Self {
        let options: SqliteConnectOptions = url.parse().unwrap();
        let options = options.foreign_keys(true).disable_statement_logging();
        Self(options.connect().await.unwrap())
    }

    /// Fills the empty tables of tickets; about two seconds.
    pub(crate) async fn fill(&mut self, operator: UserId) {
        sqlx::query(FILL)
            .bind(TICKETS)
            .bind(operator.0)
            .execute(&mut self.0)
            .await
            .unwrap();
        sqlx::raw_sql(FILL_BESIDE)
            .execute(&mut self.0)
            .await
            .unwrap();
    }

    /// The rows of a page, and one more.
    pub(crate) async fn page(&mut self, sql: &'static str) -> Vec<SqliteRow> {
        sqlx::query(sql).fetch_all(&mut self.0).await.unwrap()
    }

    /// The numbers of tickets on that page, within the year.
    pub(crate) async fn numbers(&mut self, sql: &'static str) -> Vec<i64> {
        let rows = self.page(sql).await;
        rows.iter()
            .take(50)
            .map(|row| row.get("sequence"))
            .collect()
    }
}
