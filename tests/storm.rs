//! A storm: a thousand tickets within a minute, while people at the desk work on. Pages and acts answer,
//! and the letters to the address that causes it become a summary which names every ticket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use domain::{Desk, PriorityMatrix, Role, UserId};
use jiff::Timestamp;
use mail_parser::MessageParser;
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use serde_json::{Value, json};
use store::accounts::{self, Account};
use store::tokens::{self, ApiToken};
use store::{Store, tickets};
use testkit::services::postgres;
use texts::Texts;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use web::{App, Clock, Limits, Settings};
use worker::{Caps, Worker};

/// Tickets of the storm, and who files them at once.
const STORM: usize = 1_000;
const SENSORS: usize = 4;
/// The address that all of them are filed for.
const SENSOR: &str = "czujnik@um.example";
/// Letters that an address gets before the rest becomes a summary, and the time in which they are counted.
const CAP: u32 = 20;
const WINDOW: Duration = Duration::from_secs(5);

/// The desk over a database: pages, API and a worker, in one process as `serve` runs them.
struct Office {
    address: String,
    token: String,
    store: Store,
    stop: CancellationToken,
    folder: tempfile::TempDir,
}

impl Office {
    async fn open(url: &str, folder: tempfile::TempDir) -> Self {
        let store = Store::open(url).await.unwrap();
        store.migrate().await.unwrap();
        let token = operator(&store).await;
        let desk = Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone())));
        let words = Vocabulary::parse("version = \"1\"").unwrap();
        let wake = Arc::new(Notify::new());
        let app = App::new(
            store.clone(),
            Arc::new(Matcher::new(Ordinance::built_in(), &words).unwrap()),
            desk.clone(),
            Arc::new(PriorityMatrix::built_in()),
            Settings::default(),
            Clock::Real,
            wake.clone(),
        );
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let stop = CancellationToken::new();
        let served = web::serve(
            listener,
            web::router(app),
            Limits::default(),
            stop.clone().cancelled_owned(),
        );
        tokio::spawn(served);
        let letters = folder.path().join("letters");
        let transport = mail::Transport::Folder(mail::Folder::new(letters));
        let worker = Worker::new(store.clone(), transport, settings(), Texts::pl(), desk)
            .with_clockwork(tokio::sync::watch::channel(clockwork()).1)
            .with_caps(Caps {
                per_address: CAP,
                per_ticket: 10,
                window: WINDOW,
            });
        tokio::spawn(worker.run(stop.clone(), wake));
        Self {
            address,
            token,
            store,
            stop,
            folder,
        }
    }

    fn call(&self) -> Call {
        Call {
            address: self.address.clone(),
            token: self.token.clone(),
        }
    }
}

fn clockwork() -> Arc<worker::Clockwork> {
    Arc::new(worker::Clockwork::built_in())
}

fn settings() -> worker::Settings {
    worker::Settings {
        public_url: "https://pomoc.example".to_owned(),
        from: "dyspozytor@coi.example".to_owned(),
        units: BTreeMap::new(),
        superiors: None,
        requester_domains: Vec::new(),
        lease_seconds: 60,
        parallel: 4,
        poll: Duration::from_secs(1),
        give_up_after: Duration::from_hours(1),
    }
}

/// An operator of the first line with a token.
async fn operator(store: &Store) -> String {
    let (token, token_hash) = web::new_token().unwrap();
    let now = Timestamp::now();
    let account = Account {
        id: UserId(Uuid::new_v4()),
        login: "olga".to_owned(),
        name: "Olga Operator".to_owned(),
        email: "olga@um.example".to_owned(),
        role: Role::FirstLine,
        department: String::new(),
        room: String::new(),
        phone: String::new(),
        password_hash: None,
        disabled: false,
        created_at: now,
    };
    let api_token = ApiToken {
        id: Uuid::new_v4(),
        name: "test".to_owned(),
        user: account.id,
        token_hash,
        created_at: now,
        expires_at: None,
        last_used_at: None,
    };
    let mut tx = store.write().await.unwrap();
    accounts::insert(&mut tx, &account).await.unwrap();
    tokens::insert(&mut tx, &api_token).await.unwrap();
    tx.commit().await.unwrap();
    token
}

/// Requests of one client.
struct Call {
    address: String,
    token: String,
}

impl Call {
    fn post(&self, path: &str, body: &Value) -> Value {
        let asked = ureq::post(format!("{}/api/v1/tickets{path}", self.address));
        let bearer = format!("Bearer {}", self.token);
        let mut answer = asked
            .header("authorization", bearer)
            .send_json(body)
            .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
        answer.body_mut().read_json().unwrap()
    }

    fn get(&self, path: &str) -> Value {
        let asked = ureq::get(format!("{}/api/v1/tickets{path}", self.address));
        let bearer = format!("Bearer {}", self.token);
        let answer = asked.header("authorization", bearer).call();
        let mut answer = answer.unwrap_or_else(|error| panic!("{path}: {error}"));
        answer.body_mut().read_json().unwrap()
    }

    fn file(&self, number: usize, email: &str) -> String {
        let ticket = json!({
            "subject": format!("Czujnik {number} nie odpowiada"),
            "body": "Wiadomość z systemu nadzoru.",
            "requester": {"name": "System nadzoru", "email": email},
        });
        self.post("", &ticket)["number"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// What an operator does again and again: looks at the queue, takes up the ticket on top, notes
    /// something on it and looks at it. Answers the ticket's number.
    fn work(&self) -> Option<String> {
        let queue = self.get("?status=new&limit=5");
        let first = queue["tickets"].as_array().unwrap().first()?;
        let number = first["number"].as_str().unwrap().to_owned();
        self.post(&format!("/{number}/claim"), &json!({}));
        let note = json!({"visibility": "internal", "text": "Sprawdzam."});
        self.post(&format!("/{number}/notes"), &note);
        let ticket = self.get(&format!("/{number}"));
        assert_eq!(ticket["status"], "in_progress");
        Some(number)
    }
}

/// The letters in the folder: to whom, and what they say.
fn letters(folder: &Path) -> Vec<(String, String)> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .map(|path| {
            let bytes = std::fs::read(path).unwrap();
            let letter = MessageParser::default().parse(&bytes).unwrap();
            let to = letter.to().unwrap().first().unwrap().address().unwrap();
            let subject = letter.subject().unwrap_or_default();
            let text = format!("{subject}\n{}", letter.body_text(0).unwrap());
            (to.to_owned(), text)
        })
        .collect()
}

async fn scenario(office: Office) {
    // What an operator's round takes while nothing else happens.
    let call = office.call();
    for number in 0..10 {
        call.file(number, "osoba@um.example");
    }
    let began = Instant::now();
    for _ in 0..5 {
        assert!(call.work().is_some());
    }
    let calm = began.elapsed() / 5;

    let storms = Arc::new(AtomicUsize::new(0));
    let is_over = Arc::new(AtomicBool::new(false));
    let began = Instant::now();
    let sensors: Vec<_> = (0..SENSORS)
        .map(|_| {
            let (call, storms) = (office.call(), storms.clone());
            std::thread::spawn(move || {
                let mut filed = Vec::new();
                loop {
                    let number = storms.fetch_add(1, Ordering::Relaxed);
                    if number >= STORM {
                        return filed;
                    }
                    filed.push(call.file(number, SENSOR));
                }
            })
        })
        .collect();
    let working = {
        let (call, is_over) = (office.call(), is_over.clone());
        std::thread::spawn(move || {
            let mut rounds = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let began = Instant::now();
                if let Some(number) = call.work() {
                    rounds.push((number, began.elapsed()));
                }
            }
            rounds
        })
    };
    let wait = |thread: std::thread::JoinHandle<Vec<String>>| async {
        tokio::task::spawn_blocking(|| thread.join().unwrap())
            .await
            .unwrap()
    };
    let mut filed: BTreeSet<String> = BTreeSet::new();
    for sensor in sensors {
        filed.extend(wait(sensor).await);
    }
    let storm = began.elapsed();
    is_over.store(true, Ordering::Relaxed);
    let rounds = tokio::task::spawn_blocking(|| working.join().unwrap())
        .await
        .unwrap();
    assert_eq!(filed.len(), STORM);

    // The operator got through: every round is done, on a ticket of its own, and none had to wait for
    // the end of the storm.
    assert!(rounds.len() >= 10, "{} rounds in {storm:?}", rounds.len());
    let own: BTreeSet<&String> = rounds.iter().map(|(number, _)| number).collect();
    assert_eq!(own.len(), rounds.len());
    let slowest = rounds.iter().map(|(_, took)| *took).max().unwrap();
    assert!(
        slowest < storm / 3,
        "{slowest:?} of {storm:?}, calm {calm:?}"
    );
    for (number, _) in &rounds {
        let mut conn = office.store.read().await.unwrap();
        let ticket = tickets::by_number(&mut conn, number.parse().unwrap())
            .await
            .unwrap();
        let history = tickets::history(&mut conn, ticket.unwrap().id)
            .await
            .unwrap();
        assert_eq!(history.len(), 3, "{number}");
    }

    // The sensor's address gets a few letters and then summaries, which name every ticket.
    let folder = office.folder.path().join("letters");
    let end = Instant::now() + Duration::from_mins(2);
    loop {
        let all = letters(&folder);
        let text: String = all.iter().map(|(_, text)| text.as_str()).collect();
        let missing = filed
            .iter()
            .filter(|number| !text.contains(*number))
            .count();
        if missing == 0 {
            let own = all.iter().filter(|(to, _)| to == SENSOR).count();
            assert!(
                (20..=STORM / 4).contains(&own),
                "{own} letters for {STORM} tickets"
            );
            break;
        }
        assert!(Instant::now() < end, "{missing} tickets were not told of");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    office.stop.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_work_on_during_a_storm_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("desk.db").display());
    scenario(Office::open(&url, folder).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_work_on_during_a_storm_on_postgres() {
    let database = postgres::fresh_database().await;
    let folder = tempfile::tempdir().unwrap();
    scenario(Office::open(database.url(), folder).await).await;
}
