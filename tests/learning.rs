//! Learning from what people decide, through the real pieces: tickets and their history in a database, the learner
//! of a worker, the matcher that a web process follows.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use domain::{
    Author, Change, Desk, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Role, Ticket,
    TicketId, Urgency, UserId,
};
use jiff::{SignedDuration, Timestamp};
use matcher::{Examples, Matcher};
use ordinance::Ordinance;
use store::accounts::Account;
use store::learning::models::{self, ModelState};
use store::learning::{Imported, insert_past, state};
use store::{Conn, Store, tickets};
use tempfile::TempDir;
use uuid::Uuid;
use web::{Followed, LiveMatcher};
use worker::{Learner, LearningSettings, Refit};

static MATCHER: LazyLock<Arc<Matcher>> = LazyLock::new(|| Arc::new(Matcher::built_in()));
static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::new(Arc::new(Ordinance::built_in().clone())));

struct Office {
    store: Store,
    learner: Learner,
    live: LiveMatcher,
    _folder: TempDir,
}

/// What was asked, by whom, and who decided.
struct Case<'a> {
    subject: &'a str,
    body: &'a str,
    requester: usize,
    operator: usize,
    day: i64,
}

fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(24 * day)
}

fn moment(day: i64) -> Moment {
    Moment {
        now: at(day),
        event: EventId(Uuid::now_v7()),
    }
}

fn operator(number: usize) -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(number as u128 + 1))),
        name: format!("Operator {number}"),
        unit: Some(DESK.first_line().clone()),
    }
}

fn account(by: &Author) -> Account {
    Account {
        id: by.user.unwrap(),
        login: by.name.replace(' ', "."),
        name: by.name.clone(),
        email: format!("{}@um.example", by.name.replace(' ', ".")),
        role: Role::FirstLine,
        department: String::new(),
        room: String::new(),
        phone: String::new(),
        password_hash: None,
        disabled: false,
        created_at: at(0),
    }
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let mut tx = store.write().await.unwrap();
        for number in 0..5 {
            let account = account(&operator(number));
            store::accounts::insert(&mut tx, &account).await.unwrap();
        }
        tx.commit().await.unwrap();
        let settings = LearningSettings {
            after_decisions: 10,
            every: Duration::from_mins(1),
        };
        Self {
            learner: Learner::new(
                store.clone(),
                MATCHER.clone(),
                Ordinance::built_in(),
                settings,
            ),
            live: LiveMatcher::from(MATCHER.clone()),
            store,
            _folder: folder,
        }
    }

    /// A ticket that is filed with a suggestion, sent to `unit` and solved there.
    async fn solved(&self, tx: &mut Conn, case: &Case<'_>, unit: &str, duty: &str) {
        let matcher = self.live.current();
        let filing = Filing {
            id: TicketId(Uuid::now_v7()),
            number: tickets::next_number(tx, 2026).await.unwrap(),
            subject: case.subject,
            body: case.body,
            requester: Requester {
                name: "Anna Nowak".to_owned(),
                email: format!("osoba{}@um.example", case.requester),
                ..Requester::default()
            },
            impact: Impact::Low,
            urgency: Urgency::Low,
            suggestion: Some(matcher.suggest(case.subject, case.body)),
        };
        let visitor = Author {
            user: None,
            name: "Anna Nowak".to_owned(),
            unit: None,
        };
        let matrix = PriorityMatrix::built_in();
        let filed = Ticket::register(filing, &DESK, &matrix, visitor, moment(case.day)).unwrap();
        let by = operator(case.operator);
        let sent = filed
            .ticket
            .transfer(
                &unit.parse().unwrap(),
                "to ich obowiązek",
                duty.parse().unwrap(),
                &DESK,
                by.clone(),
                moment(case.day),
            )
            .unwrap();
        let done: Change = sent
            .ticket
            .resolve("Zrobione.", by, moment(case.day))
            .unwrap();
        for change in [filed, sent, done] {
            tickets::apply(tx, &change).await.unwrap();
        }
    }

    /// Decisions of five operators for eight people: a program that nobody has described is the support's.
    async fn corrections(&self) {
        let mut tx = self.store.write().await.unwrap();
        let texts = [
            (
                "Kwadratura nie otwiera arkusza",
                "Po kliknięciu nic się nie dzieje.",
            ),
            ("Kwadratura zgubiła arkusz", "Wczoraj był, dziś go nie ma."),
            (
                "Proszę o pomoc z Kwadraturą",
                "Nie umiem dodać nowego arkusza w Kwadraturze.",
            ),
            (
                "arkusz w kwadraturze",
                "kwadratura mówi ze arkusz jest zajety",
            ),
            (
                "Kwadratura i podsumowanie",
                "Arkusz nie liczy podsumowania w programie Kwadratura.",
            ),
            (
                "Nie mogę zapisać",
                "Kwadratura nie zapisuje arkusza, pojawia się puste okno.",
            ),
            (
                "Kwadratura po urlopie",
                "Arkusz z Kwadratury wygląda inaczej niż przed urlopem.",
            ),
            (
                "Pilne: kwadratura",
                "Arkusz kwadratury potrzebny na jutro, a nie da się go wydrukować z programu.",
            ),
        ];
        for round in 0..3 {
            for (number, (subject, body)) in texts.into_iter().enumerate() {
                let body = format!(
                    "{body} {}",
                    ["Dziękuję.", "To już drugi raz.", "Koleżanka ma to samo."][round]
                );
                let case = Case {
                    subject,
                    body: &body,
                    requester: number,
                    operator: (number + round) % 5,
                    day: i64::try_from(round * 10 + number).unwrap(),
                };
                self.solved(&mut tx, &case, "IT-04-3", "§16 pkt 1").await;
            }
        }
        tx.commit().await.unwrap();
    }

    fn first(&self, subject: &str, body: &str) -> String {
        let suggestion = self.live.current().suggest(subject, body);
        suggestion
            .units
            .first()
            .map_or_else(String::new, |unit| unit.unit.to_string())
    }

    async fn states(&self) -> Vec<ModelState> {
        let mut conn = self.store.read().await.unwrap();
        let versions = models::list(&mut conn, 10).await.unwrap();
        versions.into_iter().map(|model| model.state).collect()
    }
}

const NEXT: (&str, &str) = ("Kwadratura", "Znów nie widzę arkusza, proszę o pomoc.");

/// Texts of the shipped examples, a few of every unit.
fn others() -> Vec<(String, String)> {
    let examples = Examples::built_in();
    let few = examples.all().iter().step_by(97);
    few.map(|example| (example.subject.clone(), example.body.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_operators_decide_is_suggested_next_time_and_can_be_taken_back() {
    let office = Office::open().await;
    let shipped = MATCHER.suggest(NEXT.0, NEXT.1);
    assert_ne!(office.first(NEXT.0, NEXT.1), "IT-04-3");
    assert_eq!(
        office.learner.refit_if_due(at(0)).await.unwrap(),
        Refit::NotDue
    );
    office.corrections().await;
    let refit = office.learner.refit_if_due(at(40)).await.unwrap();
    assert!(matches!(refit, Refit::Accepted(_)), "{refit:?}");
    assert_eq!(
        office.learner.refit_if_due(at(41)).await.unwrap(),
        Refit::NotDue
    );

    // A process that serves pages sees it, without a restart.
    let followed = office.live.follow(&office.store).await.unwrap();
    let Followed::Exchanged(version) = followed else {
        panic!("{followed:?}")
    };
    assert_eq!(
        office.live.follow(&office.store).await.unwrap(),
        Followed::Same
    );
    assert_eq!(office.first(NEXT.0, NEXT.1), "IT-04-3");
    let learned = office.live.current().suggest(NEXT.0, NEXT.1);
    assert_eq!(learned.vocabulary, version);
    assert_ne!(learned.vocabulary, shipped.vocabulary);
    // Learning again from the same gives the same.
    let again = office.learner.refit(at(42)).await.unwrap();
    assert!(matches!(again, Refit::Same(_)), "{again:?}");

    // Taken back: as shipped, bit for bit, and learning waits for a person.
    let mut tx = office.store.write().await.unwrap();
    models::revert_to_base(&mut tx, "Adam", at(43))
        .await
        .unwrap();
    state::pause(&mut tx, "Adam", at(43)).await.unwrap();
    tx.commit().await.unwrap();
    office.live.follow(&office.store).await.unwrap();
    assert_eq!(office.live.current().suggest(NEXT.0, NEXT.1), shipped);
    office.corrections().await;
    assert_eq!(
        office.learner.refit_if_due(at(44)).await.unwrap(),
        Refit::NotNow
    );
    assert_eq!(office.learner.refit(at(45)).await.unwrap(), Refit::NotNow);
    let mut tx = office.store.write().await.unwrap();
    state::resume(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let refit = office.learner.refit_if_due(at(46)).await.unwrap();
    assert!(matches!(refit, Refit::Accepted(_)), "{refit:?}");
    assert_eq!(
        office.states().await,
        [ModelState::Active, ModelState::Reverted]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_one_person_changes_nothing() {
    let office = Office::open().await;
    let before: Vec<String> = others().iter().map(|(a, b)| office.first(a, b)).collect();
    let mut tx = office.store.write().await.unwrap();
    for (number, (subject, body)) in others().iter().cycle().take(400).enumerate() {
        let body = format!("{body} sprawa numer {number} i jeszcze słowo{number}");
        let case = Case {
            subject,
            body: &body,
            requester: 1,
            operator: 1,
            day: i64::try_from(number / 20).unwrap(),
        };
        office.solved(&mut tx, &case, "IT-03-1", "§11 pkt 1").await;
    }
    tx.commit().await.unwrap();
    office.learner.refit_if_due(at(60)).await.unwrap();
    office.live.follow(&office.store).await.unwrap();
    let after: Vec<String> = others().iter().map(|(a, b)| office.first(a, b)).collect();
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_that_is_worse_is_refused_and_says_so() {
    let office = Office::open().await;
    let mut tx = office.store.write().await.unwrap();
    let mut number = 0_u32;
    // Many people agree on what is wrong: all that the examples know is one unit's.
    for example in Examples::built_in().all().iter().step_by(4) {
        for copy in 0..2 {
            number += 1;
            let mut key = [0; 32];
            key[..4].copy_from_slice(&number.to_le_bytes());
            let request = Imported {
                key,
                source: "rt".to_owned(),
                number: number.to_string(),
                subject: example.subject.clone(),
                body: format!("{} {}", example.body, ["naprawdę", "koniecznie"][copy]),
                unit: "IT-03-1".parse().unwrap(),
                duty: None,
                decided_by: format!("osoba {}", number % 40),
                requester: format!("ktoś {}", number % 700),
                at: at(i64::from(number % 200)),
            };
            assert!(insert_past(&mut tx, &request, at(300)).await.unwrap());
        }
    }
    tx.commit().await.unwrap();
    let refit = office.learner.refit_if_due(at(301)).await.unwrap();
    let Refit::Refused(version) = refit else {
        panic!("{refit:?}")
    };
    let mut conn = office.store.read().await.unwrap();
    let versions = models::list(&mut conn, 10).await.unwrap();
    assert_eq!(
        (versions[0].version.as_str(), versions[0].state),
        (version.as_str(), ModelState::Refused)
    );
    assert_eq!(versions[0].figures["worse_on"], "shipped");
    assert!(versions[0].figures["shipped"]["tickets"].as_u64().unwrap() >= 1_000);
    drop(conn);
    assert_eq!(
        office.live.follow(&office.store).await.unwrap(),
        Followed::Same
    );
}
