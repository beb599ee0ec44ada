//! Requests solved in another system, brought in from the command line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use common::{refused, run, stdout};

/// An export and a configuration with a database of its own.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let config = format!("[database]\nurl = \"sqlite://{}\"\n", database.display());
        std::fs::write(folder.path().join("dyspozytor.toml"), config).unwrap();
        Self { folder }
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    fn import(&self, arguments: &[&str]) -> std::process::Output {
        self.command(&["history", "import"], arguments)
    }

    fn command(&self, name: &[&str], arguments: &[&str]) -> std::process::Output {
        let config = self.folder.path().join("dyspozytor.toml");
        let config = config.display().to_string();
        let all = [name, &["--config", &config], arguments].concat();
        run(&all, b"")
    }
}

#[test]
fn an_export_is_shown_first_and_brought_in_once() {
    let place = Place::new();
    let text = "ID;Tytuł;Status;Data otwarcia;Zgłaszający;Technik;Grupa techniczna;Opis\r\n\
        17;Świeci się „błąd”;Zamknięte;14-05-2024 08:53;Nowak Anna;Jan K;Stanowiska;\"Drukarka\r\nnie drukuje\"\r\n\
        18;VPN;Zamknięte;14-05-2024 08:53;Nowak Anna;Jan K;IT-04-1;Nie łączy\r\n\
        19;Urlop;Zamknięte;14-05-2024 08:53;Nowak Anna;Jan K;Kadry;Ile mam dni?\r\n";
    let export = place.file("glpi.csv", text.as_bytes());
    let units = place.file("units.toml", "Stanowiska = \"IT-04-2\"\n".as_bytes());

    let shown = place.import(&[&export, "--units", &units]);
    let text = stdout(&shown);
    assert!(shown.status.success(), "{shown:?}");
    for part in [
        "glpi columns, UTF-8, separated by `;`, 3 rows",
        "line 2: 17 of 2024-05-14 to IT-04-2: Świeci się „błąd” | Drukarka  nie drukuje",
        "IT-04-1  1",
        "left out 1: unknown unit, first on line 5, column \"Grupa techniczna\": \"Kadry\"",
        "1 × \"Kadry\"",
        "nothing was written; `--yes` brings 2 in",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!place.folder.path().join("desk.db").exists());

    for (expected, units) in [
        ("brought in 2; 0 were there already", &units),
        ("brought in 0; 2 were there already", &units),
    ] {
        let text = stdout(&place.import(&[&export, "--units", units, "--yes"]));
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn what_cannot_be_understood_is_refused_by_line_and_column() {
    let place = Place::new();
    let short = place.file("short.csv", b"id;subject;unit\n1;VPN;IT-04-1\n2;VPN\n");
    assert!(refused(&place.import(&[&short])).contains("line 3: 2 columns"));
    let strange = place.file("strange.csv", b"sprawa;gdzie\nVPN;IT-04-1\n");
    let told = refused(&place.import(&[&strange]));
    assert!(
        told.contains("line 1") && told.contains("--map") && told.contains("\"gdzie\""),
        "{told}"
    );
    let mapped = place.import(&[&strange, "--map", "sprawa=subject", "--map", "gdzie=unit"]);
    assert!(
        stdout(&mapped).contains("`--yes` brings 1 in"),
        "{mapped:?}"
    );
    let units = place.file("units.toml", b"Kadry = \"IT-99-9\"\n");
    let told = refused(&place.import(&[&strange, "--units", &units]));
    assert!(told.contains("\"Kadry\""), "{told}");
    assert!(refused(&place.import(&["/nowhere.csv"])).contains("/nowhere.csv"));
    assert!(refused(&place.import(&[&short, "--map", "x=y"])).contains("`y` is no field"));
    let empty = place.file("empty.csv", b"");
    assert!(refused(&place.import(&[&empty])).contains("column names"));
}

#[test]
fn what_was_brought_in_is_learned_listed_and_taken_back() {
    let place = Place::new();
    let mut text = "id;subject;body;unit\n".to_owned();
    for number in 0..60 {
        let matter = ["arkusza", "podsumowania", "wykresu", "raportu"][number % 4];
        let trouble = [
            "nie otwiera",
            "zgubiła",
            "nie liczy",
            "nie zapisuje",
            "wolno pokazuje",
        ][number % 5];
        let subject = format!("Kwadratura {trouble} {matter}");
        let line = [
            &number.to_string(),
            ";",
            &subject,
            ";Proszę o pomoc, Kwadratura, nr ",
            &number.to_string(),
            ";IT-04-3\n",
        ];
        text.push_str(&line.concat());
    }
    let export = place.file("plain.csv", text.as_bytes());
    assert!(place.import(&[&export, "--yes"]).status.success());
    let model = |name: &str, arguments: &[&str]| place.command(&["model", name], arguments);
    assert!(stdout(&model("list", &[])).contains("the shipped model is in force"));
    assert!(refused(&model("revert", &["base"])).contains("in force already"));
    let learned = stdout(&model("refit", &[]));
    assert!(learned.contains("is in force"), "{learned}");
    let listed: serde_json::Value =
        serde_json::from_str(&stdout(&model("list", &["--json"]))).unwrap();
    assert_eq!(listed[0]["state"], "active");
    let version = listed[0]["version"].as_str().unwrap().to_owned();
    assert!(stdout(&model("refit", &[])).contains("in force already"));
    assert!(stdout(&model("revert", &[])).contains("base is in force"));
    assert!(refused(&model("refit", &[])).contains("model resume"));
    assert!(stdout(&model("resume", &[])).contains("goes on"));
    assert!(stdout(&model("revert", &[&version])).contains(&version));
    assert!(refused(&model("revert", &["nic"])).contains("model list"));
    let report = place.command(&["shadow", "report"], &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&report)).unwrap();
    assert_eq!(
        (&report["filed"], &report["judged"]),
        (&0.into(), &0.into())
    );
    let days = ["--from", "2026-02-02", "--to", "2026-01-01"];
    assert!(refused(&place.command(&["shadow", "report"], &days)).contains("is after"));
}
