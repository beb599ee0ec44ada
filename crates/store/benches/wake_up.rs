//! `cargo bench -p store --bench wake_up`: what a worker's look at a desk with a hundred thousand open tickets costs,
//! when nothing is due and when ten are, against a scan of the open tickets.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "../../../benches/support/ratios.rs"]
mod ratios;

use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use store::steps::NextLook;
use store::{Store, steps};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::ratios::Ratios;

/// Open tickets, few and many: a look must not grow with them.
const OPEN: [i64; 2] = [1_000, 100_000];

/// Open tickets that have to be looked at in an hour, in the year 2100 and after; ten of them are due.
const FILL: &str = "
    insert into tickets (id, year, sequence, version, status, unit, impact, urgency, priority, created_at, updated_at,
        requester_name, requester_email, requester_department, requester_room, requester_phone, subject, body,
        steps_due_at)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < $1)
    select randomblob(16), 2025, n, 1, 'new', 'IT-02-3', 'low', 'medium', 4, n * 300000000, n * 300000000,
        'Anna Nowak', 'anna.nowak@example.org', '', '', '', 'Drukarka', 'Nie drukuje.',
        case when n <= 10 then 1 else 4102444800000000 + n end
    from numbers";

/// What a worker without the moments of the next look would have to ask first.
const SCAN: &str =
    "select count(*), max(updated_at) from tickets where status not in ('closed', 'cancelled')";

struct Desk {
    store: Store,
    bare: SqliteConnection,
    _folder: TempDir,
}

impl Desk {
    async fn with(open: i64) -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let options: SqliteConnectOptions = url.parse().unwrap();
        let options = options.foreign_keys(true).disable_statement_logging();
        let mut bare = options.connect().await.unwrap();
        sqlx::query(FILL)
            .bind(open)
            .execute(&mut bare)
            .await
            .unwrap();
        Self {
            store,
            bare,
            _folder: folder,
        }
    }

    /// Nothing is due at this moment.
    async fn idle(&self) {
        let mut conn = self.store.read().await.unwrap();
        let waiting = steps::waiting(&mut conn).await.unwrap();
        assert!(waiting.look.is_some_and(|at| at > Timestamp::UNIX_EPOCH));
    }

    /// Ten tickets are claimed, and given back as due as they were; nothing is kept.
    async fn ten(&self) {
        let now = Timestamp::from_second(1).unwrap();
        let mut tx = self.store.write().await.unwrap();
        let due = steps::claim(&mut tx, now, 60, 100).await.unwrap();
        assert_eq!(due.len(), 10);
        let looks: Vec<NextLook> = due
            .into_iter()
            .map(|ticket| NextLook {
                ticket,
                version: 1,
                at: Some(now),
            })
            .collect();
        assert_eq!(steps::settle(&mut tx, &looks).await.unwrap().len(), 10);
        tx.rollback().await.unwrap();
    }

    async fn scan(&mut self) {
        sqlx::query(SCAN).fetch_one(&mut self.bare).await.unwrap();
    }
}

fn main() {
    if !ratios::wanted() {
        return;
    }
    let runtime = Runtime::new().unwrap();
    let mut ratios = Ratios::new();
    for open in OPEN {
        let desk = std::cell::RefCell::new(runtime.block_on(Desk::with(open)));
        ratios.compare(
            &format!("look of a worker, {open} open, nothing due"),
            300,
            || runtime.block_on(desk.borrow().idle()),
            || runtime.block_on(desk.borrow_mut().scan()),
        );
        ratios.compare(
            &format!("look of a worker, {open} open, ten due"),
            100,
            || runtime.block_on(desk.borrow().ten()),
            || runtime.block_on(desk.borrow_mut().scan()),
        );
    }
    ratios.note("SQLite; beside each, a scan of the open tickets");
    ratios.print();
}
