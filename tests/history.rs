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
        let config = self.folder.path().join("dyspozytor.toml");
        let config = config.display().to_string();
        let mut all = vec!["history", "import", "--config", &config];
        all.extend(arguments);
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
