//! `cargo bench -p web --bench analyses`: the figures of a year of a hundred thousand tickets, and a file of a million,
//! each against the bare query of the same rows; and how much memory the file takes.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "support/operator.rs"]
mod operator;
#[path = "../../../benches/support/ratios.rs"]
mod ratios;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::COOKIE;
use axum::http::{Request, StatusCode};
use domain::{Desk, PriorityMatrix};
use http_body_util::BodyExt as _;
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Row as _, SqliteConnection};
use store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tower::ServiceExt;
use web::{App, Clock, Settings};

use crate::operator::signed_in;
use crate::ratios::Ratios;

/// Tickets of 2025, then as many more in the years before as make the million.
const OF_THE_YEAR: i64 = 100_000;
const ALL: i64 = 1_000_000;

const YEAR: &str = "/analizy?od=2025-01-01&do=2025-12-31";
const FILE: &str = "/analizy/pliki/zgloszenia.csv?od=2016-01-01&do=2025-12-31";
/// The first day of the file, some hundred tickets.
const SHORT_FILE: &str = "/analizy/pliki/zgloszenia.csv?od=2016-01-01&do=2016-01-02";

/// Indexes that only slow the filling down.
const BARE_INDEXES: &str =
    "select name from sqlite_schema where type = 'index' and tbl_name = 'tickets'
    and name not in ('tickets_age_all', 'tickets_figures_unknown', 'tickets_number')
        and sql is not null";

/// Solved within two days; one in four by another unit. `$1`, `$2`: numbers from and to; `$3`, `$4`: the first moment and
/// the step in microseconds.
const TICKETS: &str = "
    insert into tickets (id, year, sequence, version, status, unit, duty, impact, urgency, priority, created_at,
        updated_at, resolved_at, finished_at, requester_name, requester_email, requester_department, requester_room,
        requester_phone, subject, body, figures_version)
    with recursive numbers(n) as (select $1 union all select n + 1 from numbers where n < $2)
    select randomblob(16), 2025, n, 1, 'closed', case n % 4 when 0 then 'IT-04-1' else 'IT-02-3' end,
        case n % 4 when 0 then '§14 pkt 1 lit. l' end, 'low', 'medium', 4, at, at + 172800000000, at + 172800000000,
        at + 172800000000, 'Anna Nowak', 'anna.nowak@example.org', 'Wydział Geodezji', '', '',
        'Drukarka w sekretariacie', 'Nie drukuje.', 1
    from (select n, $3 + (n - $1) * $4 as at from numbers)";

const FIGURES: &str = "
    insert into ticket_figures (ticket, version, registered_at, ended_at, ended, priority, unit, duty, first_target,
        escalations, transfers, returns, reopenings, questions, tasks, answer_promised, answer_met_at, answer_used,
        solution_promised, solution_met_at, solution_used)
    select id, 1, created_at, resolved_at, 'solved', priority, unit, duty, case unit when 'IT-04-1' then unit end,
        case unit when 'IT-04-1' then 1 else 0 end, 0, 0, 0, 0, 0, 1, resolved_at, 3600, 1, resolved_at, 36000
    from tickets";

const BARE_YEAR: &str = "select * from ticket_figures where ended_at >= $1 and registered_at < $2";
const BARE_FILE: &str = "
    select t.id, t.year, t.sequence, t.subject, t.requester_name, t.requester_department, t.unit, t.duty, t.status,
        t.priority, t.created_at, f.ended_at, f.ended, f.answer_met_at, f.solution_used
    from tickets t left join ticket_figures f on f.ticket = t.id
    where (t.created_at, t.id) > ($1, $2) order by t.created_at, t.id limit 1000";

/// 2025-01-01 and 2016-01-01 in Warsaw, and a year, in microseconds.
const BEGIN: i64 = 1_735_686_000_000_000;
const LONG_AGO: i64 = 1_451_602_800_000_000;
const YEAR_LONG: i64 = 31_536_000_000_000;

struct Site {
    router: Router,
    cookie: String,
    bare: SqliteConnection,
    _folder: TempDir,
}

impl Site {
    async fn new() -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let (_, cookie) = signed_in(&store).await;
        let options: SqliteConnectOptions = url.parse().unwrap();
        let words = Vocabulary::parse("version = \"1\"").unwrap();
        let settings = Settings {
            secure_cookies: false,
            ..Settings::default()
        };
        let app = App::new(
            store,
            Arc::new(Matcher::new(Ordinance::built_in(), &words).unwrap()),
            Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone()))),
            Arc::new(PriorityMatrix::built_in()),
            settings,
            Clock::Real,
            Arc::new(Notify::new()),
        );
        let mut site = Self {
            router: web::router(app),
            cookie: format!("dyspozytor={}", cookie.secret()),
            bare: options.disable_statement_logging().connect().await.unwrap(),
            _folder: folder,
        };
        // Notes by which rules figures are worked out.
        site.get(YEAR).await;
        site.fill().await;
        site
    }

    async fn fill(&mut self) {
        let indexes: Vec<String> = sqlx::query_scalar(BARE_INDEXES)
            .fetch_all(&mut self.bare)
            .await
            .unwrap();
        for index in indexes {
            let sql = sqlx::AssertSqlSafe(format!("drop index {index}"));
            sqlx::query(sql).execute(&mut self.bare).await.unwrap();
        }
        for (from, to, begin, length) in [
            (1, OF_THE_YEAR, BEGIN, YEAR_LONG),
            (
                OF_THE_YEAR + 1,
                ALL,
                LONG_AGO,
                YEAR_LONG * 9 - YEAR_LONG / 50,
            ),
        ] {
            sqlx::query(TICKETS)
                .bind(from)
                .bind(to)
                .bind(begin)
                .bind(length / (to - from + 1))
                .execute(&mut self.bare)
                .await
                .unwrap();
        }
        sqlx::query(FIGURES).execute(&mut self.bare).await.unwrap();
    }

    /// Bytes of the answer, and the most memory in kB that the program had while it came.
    async fn get(&self, address: &str) -> (usize, u64) {
        let request = Request::get(address).header(COOKIE, &self.cookie);
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let mut body = response.into_body();
        let (mut bytes, mut most) = (0, 0);
        while let Some(frame) = body.frame().await {
            bytes += frame.unwrap().data_ref().map_or(0, Bytes::len);
            most = most.max(memory());
        }
        (bytes, most)
    }

    async fn bare_year(&mut self) -> usize {
        let rows = sqlx::query(BARE_YEAR)
            .bind(BEGIN)
            .bind(BEGIN + YEAR_LONG)
            .fetch_all(&mut self.bare)
            .await;
        rows.unwrap().len()
    }

    async fn bare_file(&mut self) -> usize {
        let (mut at, mut id, mut all) = (0_i64, Vec::new(), 0);
        loop {
            let rows = sqlx::query(BARE_FILE).bind(at).bind(id);
            let rows = rows.fetch_all(&mut self.bare).await.unwrap();
            all += rows.len();
            let Some(last) = rows.last() else {
                return all;
            };
            (at, id) = (last.get("created_at"), last.get("id"));
        }
    }
}

/// Resident memory in kB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn main() {
    if !ratios::wanted() {
        return;
    }
    let runtime = Runtime::new().unwrap();
    let begun = Instant::now();
    let site = std::cell::RefCell::new(runtime.block_on(Site::new()));
    let filled_in: Duration = begun.elapsed();
    let get = |address: &str| runtime.block_on(site.borrow().get(address));
    let (_, before) = get(SHORT_FILE);
    let (bytes, most) = get(FILE);
    let mut ratios = Ratios::new();
    ratios.compare(
        "page of a year, 100,000 tickets",
        9,
        || get(YEAR),
        || runtime.block_on(site.borrow_mut().bare_year()),
    );
    ratios.compare(
        "file of 1,000,000 tickets",
        2,
        || get(FILE),
        || runtime.block_on(site.borrow_mut().bare_file()),
    );
    ratios.note(format!(
        "SQLite with {ALL} tickets, filled in {filled_in:.0?}; a file of {} MB; resident memory at most {most} kB while it \
         came, {before} kB for a file of a day",
        bytes / 1_000_000
    ));
    ratios.print();
}
