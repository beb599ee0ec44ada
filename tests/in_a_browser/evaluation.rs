//! The page of an evaluation, opened from the disk.

use crate::common::run;
use crate::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_evaluation_stands() {
    let folder = tempfile::tempdir().unwrap();
    let ticket = |id: &str, subject: &str, unit: &str, duty: &str| {
        serde_json::json!({"id": id, "subject": subject, "unit": unit, "duty": duty, "kind": "incident", "style": "short"}).to_string()
    };
    let tickets = [
        ticket(
            "1",
            "FortiClient nie łączy z VPN",
            "IT-04-1",
            "§14 pkt 1 lit. l",
        ),
        ticket(
            "2",
            "Excel nie otwiera pliku",
            "IT-04-2",
            "§15 pkt 1 lit. b",
        ),
        ticket(
            "3",
            "Brak tonera w drukarce na korytarzu",
            "IT-03-4",
            "§13 pkt 1",
        ),
    ];
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("tickets.jsonl"), tickets.join("\n")).unwrap();
    let saved = run(
        &[
            "evaluate",
            &path("tickets.jsonl"),
            "--save",
            &path("saved.jsonl"),
        ],
        b"",
    );
    assert!(saved.status.success());
    let arguments = [
        "evaluate",
        &path("tickets.jsonl"),
        "--curve",
        "--compare",
        &path("saved.jsonl"),
        "--html",
        &path("page.html"),
    ];
    assert!(run(&arguments, b"").status.success());
    let reader = Person::alone().await;
    reader.open(&path("page.html")).await;
    reader.sees("Jak trafne są podpowiedzi komórek").await;
    reader.look("evaluation").await;
    reader.turn_dark().await;
    reader.unfold().await;
    reader.look("dark-evaluation").await;
}
