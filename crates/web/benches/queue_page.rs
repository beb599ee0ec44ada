//! `cargo bench -p web`: the queue of a hundred thousand tickets as an operator gets it, against the bare query of the
//! same page; and what pages weigh.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "../../store/benches/bare/queue.rs"]
mod bare;
#[path = "support/operator.rs"]
mod operator;
#[path = "../../../benches/support/ratios.rs"]
mod ratios;

use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_ENCODING, COOKIE};
use axum::http::{Request, StatusCode};
use domain::{Desk, PriorityMatrix};
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tower::ServiceExt;
use web::{App, Clock, Settings};

use crate::bare::{Bare, TICKETS};
use crate::operator::signed_in;
use crate::ratios::Ratios;

const QUEUE: &str = "/kolejka";
/// What is measured: its name, its address, the same page by the driver alone, how often.
const PAGES: [(&str, &str, &str, usize); 7] = [
    ("queue page", QUEUE, bare::USUAL, 500),
    ("queue page by due time", BY_DUE, bare::BY_DUE, 200),
    (
        "queue page by age",
        "/kolejka?kolejnosc=najstarsze",
        bare::BY_AGE,
        200,
    ),
    (
        "queue page by number",
        "/kolejka?kolejnosc=numer",
        bare::BY_NUMBER,
        200,
    ),
    (
        "queue page, searched for a word",
        "/kolejka?szukaj=toner",
        bare::SEARCHED,
        100,
    ),
    (
        "queue page, searched for a word that every ticket says",
        "/kolejka?szukaj=drukuje",
        bare::SEARCHED_EVERYWHERE,
        50,
    ),
    (
        "queue page of every ticket",
        "/kolejka?komorka=wszystkie&stan=wszystkie",
        bare::EVERYTHING,
        100,
    ),
];
const BY_DUE: &str = "/kolejka?kolejnosc=termin";
const FORM: &str = "/zgloszenia/nowe";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static SITE: LazyLock<Site> = LazyLock::new(|| {
    let site = RUNTIME.block_on(Site::new());
    site.shows_what_the_bare_query_finds();
    site
});

fn main() {
    if ratios::wanted() {
        // Filling the database is not a part of the first benchmark.
        LazyLock::force(&SITE);
    }
    divan::main();
    if ratios::wanted() {
        let mut ratios = Ratios::new();
        measure(&mut ratios);
        ratios.print();
    }
    // Statics are not dropped; what is left after a crash lies under `target`.
    drop(SITE.folder.lock().unwrap().take());
}

#[divan::bench(max_time = 3)]
fn queue_page() -> Vec<u8> {
    SITE.get(QUEUE, GZIP)
}

#[divan::bench(max_time = 3)]
fn bare_query() -> usize {
    SITE.bare_page(bare::USUAL)
}

const GZIP: &str = "gzip";
const PLAIN: &str = "identity";

struct Site {
    router: Router,
    cookie: String,
    bare: Mutex<Bare>,
    filled_in: Duration,
    folder: Mutex<Option<TempDir>>,
}

impl Site {
    async fn new() -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let (operator, cookie) = signed_in(&store).await;
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
        let site = Self {
            router: web::router(app),
            cookie: format!("dyspozytor={}", cookie.secret()),
            bare: Mutex::new(Bare::open(&url).await),
            filled_in: Duration::ZERO,
            folder: Mutex::new(Some(folder)),
        };
        // Once the rules of due times are noted, those that the tickets come with hold.
        site.body(BY_DUE, PLAIN).await;
        let begun = Instant::now();
        let mut bare = site.bare.into_inner().unwrap();
        bare.fill(operator).await;
        Self {
            filled_in: begun.elapsed(),
            bare: Mutex::new(bare),
            ..site
        }
    }

    /// The body of an answer, whole.
    async fn body(&self, address: &str, encoding: &str) -> Vec<u8> {
        let request = Request::get(address)
            .header(COOKIE, &self.cookie)
            .header(ACCEPT_ENCODING, encoding)
            .body(Body::empty())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        body.to_vec()
    }

    fn get(&self, address: &str, encoding: &str) -> Vec<u8> {
        RUNTIME.block_on(self.body(address, encoding))
    }

    fn bare_page(&self, sql: &'static str) -> usize {
        RUNTIME.block_on(self.bare.lock().unwrap().page(sql)).len()
    }

    fn shows_what_the_bare_query_finds(&self) {
        for (_, address, sql, _) in PAGES {
            let numbers = RUNTIME.block_on(self.bare.lock().unwrap().numbers(sql));
            let page = String::from_utf8(self.get(address, PLAIN)).unwrap();
            assert_eq!(numbers.len(), 50, "{address}");
            for number in numbers {
                let shown = page.contains(&format!("ZG-2025-{number:06}"));
                assert!(shown, "{address} does not show {number}");
            }
        }
    }
}

fn measure(ratios: &mut Ratios) {
    for (what, address, sql, rounds) in PAGES {
        let ours = || SITE.get(address, GZIP);
        ratios.compare(what, rounds, ours, || SITE.bare_page(sql));
    }
    ratios.note(format!(
        "{TICKETS} tickets on SQLite, filled in {:.1?}",
        SITE.filled_in
    ));
    for address in [QUEUE, FORM] {
        let page = String::from_utf8(SITE.get(address, PLAIN)).unwrap();
        let files: usize = files(&page)
            .iter()
            .map(|file| SITE.get(file, GZIP).len())
            .sum();
        let compressed = SITE.get(address, GZIP).len();
        ratios.note(format!(
            "{address}: {} on the first visit, {} after (the page alone; {} before compression)",
            kilobytes(compressed + files),
            kilobytes(compressed),
            kilobytes(page.len()),
        ));
    }
}

/// The files that a page brings along, each once: stylesheet, icon, scripts.
fn files(page: &str) -> Vec<&str> {
    let mut files: Vec<&str> = page
        .split('"')
        .filter(|part| part.starts_with("/static/"))
        .collect();
    files.sort_unstable();
    files.dedup();
    assert!((2..8).contains(&files.len()), "{files:?}");
    files
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1_000.0)
}
