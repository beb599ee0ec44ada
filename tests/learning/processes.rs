//! The programs as they are installed: one serves pages, another one works, and they meet in the database only.

use serde_json::{Value, json};

use super::*;
use crate::common::desktop::Desktop;
use crate::common::{stdout, wait_for};
use crate::pages::Pages;

/// A word is enough of a password where nobody else can come.
const PASSWORD: &str = "haslo-administratora";
const ROUTING: &str = "[learning]\nafter_decisions = 10\nevery_seconds = 5\n";

/// A serving process, as an administrator sees it.
struct Site {
    address: String,
    token: String,
    pages: Pages,
}

impl Site {
    fn at(address: String, desktop: &Desktop) -> Self {
        let adam = "--login adam --name Adam --email adam@um.example --role administrator";
        let arguments: Vec<&str> = ["user", "add"].into_iter().chain(adam.split(' ')).collect();
        let added = desktop.run(&arguments, PASSWORD);
        assert!(added.status.success(), "{added:?}");
        let token = desktop.run(&["token", "add", "--login", "adam", "--name", "test"], "");
        Self {
            pages: Pages::sign_in(&address, "adam", PASSWORD),
            token: stdout(&token).trim().to_owned(),
            address,
        }
    }

    fn call(&self, path: &str, body: &Value) -> Value {
        let mut answer = ureq::post(format!("{}/api/v1{path}", self.address))
            .header("authorization", format!("Bearer {}", self.token))
            .send_json(body)
            .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
        answer.body_mut().read_json().unwrap()
    }

    fn ranks(&self) -> Value {
        self.call("/suggestions", &json!({"subject": NEXT.0, "body": NEXT.1}))
    }

    /// Waits until the unit that the corrections named comes first; the ranking comes back.
    fn has_learned(&self) -> Value {
        wait_for("what was learned", || {
            Some(self.ranks()).filter(|ranking| ranking["units"][0]["unit"] == "IT-04-3")
        })
    }

    fn file(&self) -> String {
        let requester = json!({"name": "Jan Próbny", "email": "jan.probny@um.example"});
        let ticket = json!({"subject": NEXT.0, "body": NEXT.1, "requester": requester});
        let filed = self.call("/tickets", &ticket);
        filed["number"].as_str().unwrap().to_owned()
    }

    fn sees(&mut self, words: &[&str]) {
        let page = self.pages.get("/trafnosc");
        for words in words {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    fn presses(&mut self, button: &str, done: &str) {
        let to = self
            .pages
            .post("/trafnosc", &format!("/trafnosc/{button}"), &[]);
        assert_eq!(to, format!("/trafnosc?zrobiono={done}"));
    }
}

/// The versions, as `model list` says them.
fn versions(desktop: &Desktop) -> Value {
    serde_json::from_str(&stdout(&desktop.run(&["model", "list", "--json"], ""))).unwrap()
}

fn is_the_same(desktop: &Desktop, ticket: &str) {
    let explained = desktop.explain(ticket, &[]);
    assert!(explained.status.success(), "{explained:?}");
    let text = stdout(&explained);
    assert!(text.contains("stored: the same bit for bit"), "{text}");
}

both_databases! {
async fn a_worker_learns_a_serving_process_follows_and_the_page_takes_it_back(office: Office) {
    let desktop = Desktop::over(&office.url, ROUTING);
    let (serving, address) = desktop.serve();
    let mut site = Site::at(address, &desktop);
    let shipped = site.ranks();
    assert_ne!(shipped["units"][0]["unit"], "IT-04-3");
    site.sees(&["Obowiązuje wersja dostarczona z programem", "Program uczy się sam"]);
    office.corrections().await;

    // Nobody but the worker learns, and nobody tells the serving process.
    let working = desktop.work();
    let learned = site.has_learned();
    let known = versions(&desktop);
    assert_eq!((known.as_array().unwrap().len(), &known[0]["state"]), (1, &"active".into()));
    let version = known[0]["version"].as_str().unwrap();
    site.sees(&[version, "obowiązuje", "zgłoszeń"]);
    let ticket = site.file();
    is_the_same(&desktop, &ticket);

    // Taken back on the page: as shipped, to the last digit; the ticket keeps its reasons.
    site.presses("wersje/base", "model-reverted");
    assert_eq!(site.ranks(), shipped);
    site.sees(&["wycofana", "Uczenie wstrzymano: Adam", "Włącz uczenie"]);
    is_the_same(&desktop, &ticket);
    is_the_same(&desktop, &site.file());

    // And back again.
    let mut conn = office.store.read().await.unwrap();
    let row = models::list(&mut conn, 1).await.unwrap()[0].id;
    drop(conn);
    site.presses(&format!("wersje/{row}"), "model-reverted");
    assert_eq!(site.ranks(), learned);

    // A third process takes it back: the serving one follows that too.
    let reverted = desktop.run(&["model", "revert"], "");
    assert!(reverted.status.success(), "{reverted:?}");
    wait_for("the shipped ranking", || (site.ranks() == shipped).then_some(()));
    site.presses("uczenie/wlacz", "learning-resumed");
    site.sees(&["Program uczy się sam", "Wstrzymaj uczenie"]);
    assert!(working.stop().success());
    assert!(serving.stop().success());
}
}
