//! SIGHUP: the running programs read their settings again, or keep those they have and say why.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;
#[path = "learning/pages.rs"]
mod pages;

use std::path::PathBuf;

use common::{Running, letters, program, run, stdout, wait_for};
use pages::Pages;
use serde_json::{Value, json};

const PASSWORD: &str = "haslo-administratora";

/// A ticket that the shipped threshold is enough for, and 0.99 is not.
const NETWORK: (&str, &str) = ("Internet", "Nie działa internet w pokoju");

/// The settings of a desk in a folder of their own.
struct Files {
    dir: tempfile::TempDir,
}

impl Files {
    /// The shipped ones, of an office that is closed today and tomorrow.
    fn new() -> Self {
        let files = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        for name in [
            "targets",
            "escalation",
            "people",
            "routing",
            "units",
            "priority",
        ] {
            files.write(name, &Self::shipped(name));
        }
        files.write("calendar", &always(false));
        let path = |name: &str| files.path(name).display().to_string();
        let config = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[worker]\nin_serve = false\npoll_seconds = 1\n\
             [database]\nurl = \"sqlite://{}/desk.db\"\n[mail.folder]\ndir = \"{}/letters\"\n\
             [data]\ncalendar = \"{}\"\ntargets = \"{}\"\nescalation = \"{}\"\npeople = \"{}\"\n\
             routing = \"{}\"\nunits = \"{}\"\npriority = \"{}\"\n",
            files.dir.path().display(),
            files.dir.path().display(),
            path("calendar"),
            path("targets"),
            path("escalation"),
            path("people"),
            path("routing"),
            path("units"),
            path("priority"),
        );
        files.write("dyspozytor", &config);
        files
    }

    fn shipped(name: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config");
        std::fs::read_to_string(format!("{folder}/{name}.toml")).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(format!("{name}.toml"))
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Puts something else into a file.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} has `{from}`");
        self.write(name, &text.replacen(from, to, 1));
    }

    fn run(&self, arguments: &[&str], input: &str) -> String {
        let config = self.path("dyspozytor").display().to_string();
        let done = run(
            &[arguments, &["--config", &config]].concat(),
            input.as_bytes(),
        );
        assert!(done.status.success(), "{done:?}");
        stdout(&done).trim().to_owned()
    }

    fn start(&self, command: &str) -> Running {
        Running::start(
            program()
                .args([command, "--config"])
                .arg(self.path("dyspozytor")),
        )
    }
}

/// Office hours around the clock on every day, or only on a day after tomorrow.
fn always(is_open: bool) -> String {
    let soon = jiff::Zoned::now()
        .checked_add(jiff::ToSpan::days(3))
        .unwrap();
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let chosen = days[usize::try_from(soon.weekday().to_monday_zero_offset()).unwrap()];
    let hours: Vec<String> = days
        .iter()
        .filter(|day| is_open || **day == chosen)
        .map(|day| format!("{day} = [\"00:00-24:00\"]\n"))
        .collect();
    format!(
        "[[version]]\nname = \"proba\"\nfrom = 2022-06-23\n[version.hours]\n{}",
        hours.concat()
    )
}

/// A serving process as an administrator sees it.
struct Site {
    serving: Running,
    address: String,
    token: String,
    pages: Pages,
}

impl Site {
    fn start(files: &Files) -> Self {
        let adam = "user add --login adam --name Adam --email adam@um.example --role administrator";
        files.run(&adam.split(' ').collect::<Vec<_>>(), PASSWORD);
        let mut serving = files.start("serve");
        let address = serving.says("listening on ");
        Self {
            serving,
            token: files.run(&["token", "add", "--login", "adam", "--name", "test"], ""),
            pages: Pages::sign_in(&address, "adam", PASSWORD),
            address,
        }
    }

    fn get(&self, path: &str) -> Value {
        let asked = ureq::get(format!("{}/api/v1{path}", self.address));
        let bearer = format!("Bearer {}", self.token);
        let mut answer = asked.header("authorization", bearer).call().unwrap();
        answer.body_mut().read_json().unwrap()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let asked = ureq::post(format!("{}/api/v1{path}", self.address));
        let bearer = format!("Bearer {}", self.token);
        let mut answer = asked
            .header("authorization", bearer)
            .send_json(body)
            .unwrap();
        answer.body_mut().read_json().unwrap()
    }

    fn file(&self) -> String {
        let requester = json!({"name": "Jan Próbny", "email": "jan.probny@um.example"});
        let ticket = json!({"subject": NETWORK.0, "body": NETWORK.1, "requester": requester});
        let filed = self.post("/tickets", &ticket);
        filed["number"].as_str().unwrap().to_owned()
    }

    /// Seconds promised for the first answer.
    fn promised(&self, ticket: &str) -> i64 {
        let clocks = self.get(&format!("/tickets/{ticket}/clocks"));
        clocks["clocks"][0]["allowed_seconds"].as_i64().unwrap()
    }

    fn decision(&self) -> Value {
        let text = json!({"subject": NETWORK.0, "body": NETWORK.1});
        self.post("/suggestions", &text)["decision"].clone()
    }

    /// Waits until the page of settings says this.
    fn shows(&mut self, words: &str) -> String {
        let pages = &mut self.pages;
        wait_for(words, || {
            let page = pages.get("/ustawienia");
            page.contains(words).then_some(page)
        })
    }
}

/// How many letters remind of a clock.
fn reminders(files: &Files) -> usize {
    let all = letters(&files.dir.path().join("letters"));
    let parser = mail_parser::MessageParser::default();
    all.iter()
        .filter(|raw| {
            let letter = parser.parse(raw.as_slice()).unwrap();
            letter.body_text(0).unwrap().contains("pilnujemy terminów")
                || letter.subject().unwrap().contains("termin")
        })
        .count()
}

/// The mistakes of the files: where, from what to what, and the words by which they are refused.
const MISTAKES: [(&str, &str, &str, &str); 8] = [
    (
        "calendar",
        "[\"00:00-24:00\"]",
        "[\"07:30-12:00\", \"11:00-15:30\"]",
        "`07:30-12:00` and `11:00-15:30` overlap",
    ),
    (
        "targets",
        "within = \"1h\"",
        "within = \"0m\"",
        "`0m` must be longer than nothing",
    ),
    (
        "targets",
        "priority = [2]",
        "priority = [2]\nunit = [\"IT-09-9\"]",
        "IT-09-9",
    ),
    (
        "escalation",
        "to = [\"assignee\"]",
        "to = []",
        "`przypomnienie` goes to nobody",
    ),
    (
        "people",
        "[\"Dyrektor\"]",
        "[]",
        "nobody holds the post `Dyrektor`",
    ),
    (
        "routing",
        "units = []",
        "units = [\"IT-09-9\"]",
        "IT-09-9 is not a unit of ordinance 1756/2022",
    ),
    (
        "units",
        "it-04-2@coi.example",
        "nobody",
        "IT-04-2 = &#34;nobody&#34;",
    ),
    ("priority", "low = 5", "low = 6", "from 1 (critical) to 5"),
];

#[test]
fn serve_takes_good_settings_at_once_and_refuses_bad_ones_with_file_line_and_reason() {
    let files = Files::new();
    let mut site = Site::start(&files);
    let ticket = site.file();
    let hours = 3600;
    assert_eq!(site.promised(&ticket), 8 * hours);
    assert_eq!(site.decision(), "suggest");
    assert!(site.pages.get("/powiadomienia").contains("Teraz: od razu"));

    files.edit("targets", "within = \"8h\"", "within = \"6h\"");
    files.edit(
        "routing",
        "shadow = false",
        "shadow = false\nthreshold = 0.99",
    );
    let of_adam = "[[person]]\nid = \"adam\"\nname = \"Adam\"\nemail = \"adam@um.example\"\n\
                   posts = []\nletters = \"morning\"\n\n[[person]]";
    files.edit("people", "[[person]]", of_adam);
    files.edit(
        "priority",
        "[low]       # one person\nhigh = 3\nmedium = 4",
        "[low]\nhigh = 3\nmedium = 3",
    );
    assert_eq!(site.get(&format!("/tickets/{ticket}"))["priority"], 4);
    site.serving.hang_up();
    wait_for("the new target", || {
        (site.promised(&ticket) == 6 * hours).then_some(())
    });
    let filed = site.file();
    assert_eq!(site.get(&format!("/tickets/{filed}"))["priority"], 3);
    wait_for("the new threshold", || {
        (site.decision() == "unsure").then_some(())
    });
    assert!(
        site.pages
            .get("/powiadomienia")
            .contains("Teraz: raz dziennie")
    );

    for (name, from, to, reason) in MISTAKES {
        let good = std::fs::read_to_string(files.path(name)).unwrap();
        // What is good beside a mistake is not taken either.
        files.edit("targets", "within = \"6h\"", "within = \"5h\"");
        files.edit(name, from, to);
        site.serving.hang_up();
        let page = site.shows(reason);
        let place = format!("{}: ", files.path(name).display());
        let (_, said) = page.split_once(&place).unwrap();
        assert!(said.split('<').next().unwrap().contains("line "), "{said}");
        assert!(
            page.contains("odrzucone") && page.contains("nav-count"),
            "{page}"
        );
        assert_eq!(site.promised(&ticket), 6 * hours, "{name}");
        assert_eq!(site.decision(), "unsure", "{name}");
        files.write(name, &good);
        if name != "targets" {
            files.edit("targets", "within = \"5h\"", "within = \"6h\"");
        }
    }
    site.serving.hang_up();
    wait_for("all is well", || {
        let page = site.pages.get("/ustawienia");
        (!page.contains("Ostatnio czytane pliki mają błąd")).then_some(())
    });
    assert!(site.serving.stop().success());
}

#[test]
fn a_worker_takes_good_settings_at_once_and_keeps_the_old_ones_when_they_are_bad() {
    let files = Files::new();
    let mut site = Site::start(&files);
    let mut working = files.start("worker");
    working.says("sending letters");
    files.edit("targets", "within = \"8h\"", "within = \"1m\"");
    files.edit("escalation", "at = \"75%\"", "at = \"1%\"");
    site.file();
    wait_for("the confirmation", || {
        (!letters(&files.dir.path().join("letters")).is_empty()).then_some(())
    });

    // The office would open now, but for a mistake in another file.
    files.write("calendar", &always(true));
    files.edit("people", "[\"Dyrektor\"]", "[]");
    working.hang_up();
    let page = site.shows("nobody holds the post `Dyrektor`");
    assert!(page.contains("Listy i przypomnienia"), "{page}");
    assert_eq!(reminders(&files), 0);

    files.edit("people", "posts = []", "posts = [\"Dyrektor\"]");
    files.edit("units", "it-02-3@coi.example", "linia-i@coi.example");
    working.hang_up();
    wait_for("the reminder", || (reminders(&files) > 0).then_some(()));
    let all = letters(&files.dir.path().join("letters"));
    let is_to = |raw: &Vec<u8>, address: &str| {
        let letter = mail_parser::MessageParser::default().parse(raw).unwrap();
        letter.to().unwrap().contains(address)
    };
    assert!(all.iter().any(|raw| is_to(raw, "linia-i@coi.example")));
    assert!(!all.iter().any(|raw| is_to(raw, "it-02-3@coi.example")));
    let page = site.pages.get("/ustawienia");
    assert!(!page.contains("Ostatnio czytane pliki mają błąd"), "{page}");
    assert!(working.stop().success());
    assert!(site.serving.stop().success());
}
