//! A desk on which something of everything is going on: what the pages of [`crate::every_page`] show.

use domain::{Role, UserId};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::accounts::{self, Account};
use store::tokens::{self, ApiToken};
use store::{Store, links, tickets};
use uuid::Uuid;
use web::Token;

use crate::common::Demo;

/// The sample person who holds the director's post in `config/people.toml`.
pub(crate) const DIRECTOR: &str = "Danuta Dyrektor";

/// Numbers and addresses of what is on the stage.
#[derive(Default)]
pub(crate) struct Stage {
    /// Held by the first line, with a suggestion and several events.
    pub(crate) open: String,
    /// Held by IT-04-1, waits to be accepted.
    pub(crate) escalated: String,
    /// Solved; its requester has not answered yet.
    pub(crate) solved: String,
    /// A security incident, held by IT-02-2.
    pub(crate) incident: String,
    /// Held by IT-04-2, which serves sessions; has no booking yet.
    pub(crate) session: String,
    /// Of two units that do not agree.
    pub(crate) disputed: String,
    /// Goes on as [`Stage::open`].
    pub(crate) merged: String,
    /// Path of a task of [`Stage::open`].
    pub(crate) task: String,
    /// Path of an outage that lasts.
    pub(crate) outage: String,
    /// Path of [`Stage::open`] for whoever has its secret link.
    pub(crate) link: String,
}

impl Stage {
    /// Sets everything up through the API of a fresh demo; takes about a second.
    pub(crate) async fn of(demo: &Demo) -> Self {
        let store = Store::open(&demo.database).await.unwrap();
        let api = Api {
            address: &demo.address,
            token: &demo.token,
        };
        let open = api.filed("Nie działa skaner w kancelarii");
        let task = json!({
            "kind": "part", "to": "IT-04-2", "duty": "§15 pkt 8", "place": "Wielopole 17a, pok. 12",
            "contact": "Jan Próbny, 1234", "what": "Sprawdzić kabel przy skanerze.",
        });
        let task = api.act(&open, "tasks", &task)["tasks"][0]["number"].clone();
        let note = json!({"text": "Skaner jest widoczny w sieci, sterownik aktualny.", "visibility": "internal"});
        api.act(&open, "notes", &note);
        let note =
            json!({"text": "Sprawdzamy, proszę o chwilę cierpliwości.", "visibility": "public"});
        api.act(&open, "notes", &note);

        let session = api.filed("Sala na szkolenie: rzutnik i nagłośnienie");
        api.act(&session, "transfer", &to("IT-04-2", "§15 pkt 6"));
        let kamil = token_of(&store, "kamil.bury").await;
        let its_unit = Api {
            token: &kamil,
            ..api
        };
        its_unit.act(&session, "accept", &json!({}));
        let incident = api.filed("Podejrzany załącznik w poczcie");
        api.act(&incident, "transfer", &to("IT-02-2", "§7 pkt 5"));
        let merged = api.filed("Skaner w kancelarii nie skanuje");
        api.act(&merged, "merge", &json!({"into": open}));
        let disputed = api.filed("Drukarka sieciowa zniknęła");
        disagree(&store, &api, &disputed).await;

        let outage = json!({
            "title": "Nie działa poczta w budynku przy Wielopolu", "audience": "everyone",
            "description": "Poczta nie dochodzi od rana. Pracujemy nad tym.", "ticket": disputed,
        });
        let outage = api.post("/outages", &outage)["id"].clone();
        let director = Account {
            id: UserId(Uuid::now_v7()),
            login: "danuta.dyrektor".to_owned(),
            name: DIRECTOR.to_owned(),
            email: "dyrektor@coi.example".to_owned(),
            role: Role::Requester,
            department: String::new(),
            room: String::new(),
            phone: String::new(),
            password_hash: None,
            disabled: false,
            created_at: Timestamp::now(),
        };
        let secret = Token::fresh().unwrap();
        let mut tx = store.write().await.unwrap();
        accounts::insert(&mut tx, &director).await.unwrap();
        let ticket = tickets::by_number(&mut tx, open.parse().unwrap()).await;
        let ticket = ticket.unwrap().unwrap().id;
        links::insert(&mut tx, ticket, &secret.hash(), Timestamp::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            task: format!("/kolejka/{open}/zadania/{task}"),
            outage: format!("/awarie/{}", outage.as_str().unwrap()),
            link: format!("/z/{}", secret.secret()),
            // These two are in the sample data.
            escalated: "ZG-2026-000002".to_owned(),
            solved: "ZG-2026-000001".to_owned(),
            open,
            incident,
            session,
            disputed,
            merged,
        }
    }
}

/// A hand-over to a unit that was not proposed.
fn to(unit: &str, duty: &str) -> Value {
    json!({"to": unit, "duty": duty, "choice": "other_scope", "reason": "Należy do tej komórki."})
}

/// The first line escalates, IT-04-1 returns, until their superior has to decide.
async fn disagree(store: &Store, first_line: &Api<'_>, number: &str) {
    let token = token_of(store, "marek.sowa").await;
    let second_line = Api {
        token: &token,
        ..*first_line
    };
    let escalation = json!({
        "to": "IT-04-1", "duty": "§14 pkt 1 lit. l", "choice": "other_scope",
        "comment": {
            "symptoms": "Drukarki nie widać w sieci.", "tried": "Ponowne uruchomienie.",
            "why_not_solved": "Brak dostępu do przełącznika.", "contact": "12 616 00 14",
        },
    });
    for _ in 0..2 {
        first_line.act(number, "escalate", &escalation);
        second_line.act(
            number,
            "return",
            &json!({"reason": "Drukarki prowadzi kto inny."}),
        );
    }
}

/// A fresh API token of a sample person.
async fn token_of(store: &Store, login: &str) -> String {
    let (token, token_hash) = web::new_token().unwrap();
    let mut tx = store.write().await.unwrap();
    let accounts = accounts::list(&mut tx).await.unwrap();
    let account = accounts.iter().find(|account| account.login == login);
    let row = ApiToken {
        id: Uuid::now_v7(),
        name: "stage".to_owned(),
        user: account.unwrap().id,
        token_hash,
        created_at: Timestamp::now(),
        expires_at: None,
        last_used_at: None,
    };
    tokens::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    token
}

/// The API as somebody with a token uses it.
#[derive(Clone, Copy)]
struct Api<'a> {
    address: &'a str,
    token: &'a str,
}

impl Api<'_> {
    fn post(&self, path: &str, body: &Value) -> Value {
        let mut response = ureq::post(format!("{}/api/v1{path}", self.address))
            .header("authorization", format!("Bearer {}", self.token))
            .send_json(body)
            .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
        response.body_mut().read_json().unwrap()
    }

    fn act(&self, number: &str, what: &str, body: &Value) -> Value {
        self.post(&format!("/tickets/{number}/{what}"), body)
    }

    /// The number of a new ticket of somebody without an account.
    fn filed(&self, subject: &str) -> String {
        let ticket = json!({
            "subject": subject, "body": subject,
            "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"},
        });
        let filed = self.post("/tickets", &ticket);
        filed["number"].as_str().unwrap().to_owned()
    }
}
