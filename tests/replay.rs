//! A stored suggestion is made again from the command line; what suggestions may do is said by `config check`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use std::sync::Arc;

use common::desktop::Desktop;
use common::{refused, stdout};
use domain::{
    Author, Desk, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Suggestion, Ticket,
    TicketId, Urgency,
};
use matcher::Matcher;
use ordinance::Ordinance;
use serde_json::Value;
use store::{Store, tickets};
use uuid::Uuid;

const SUBJECT: &str = "VPN";
const BODY: &str = "Z domu nie łączy mnie FortiClient, kod z tokena przyjmuje";

/// Files a ticket for each suggestion.
fn file(desk: &Desktop, suggestions: Vec<Option<Suggestion>>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(desk.url()).await.unwrap();
        store.migrate().await.unwrap();
        for suggestion in suggestions {
            let mut tx = store.write().await.unwrap();
            let number = tickets::next_number(&mut tx, 2026).await.unwrap();
            let filing = Filing {
                id: TicketId(Uuid::now_v7()),
                number,
                subject: SUBJECT,
                body: BODY,
                requester: Requester {
                    name: "Anna Nowak".into(),
                    email: "anna@example.org".into(),
                    ..Requester::default()
                },
                impact: Impact::Low,
                urgency: Urgency::Low,
                suggestion,
            };
            let by = Author {
                user: None,
                name: "Anna Nowak".into(),
                unit: None,
            };
            let moment = Moment {
                now: "2026-03-02T09:00:00Z".parse().unwrap(),
                event: EventId(Uuid::now_v7()),
            };
            let desk = Desk::new(Arc::new(Ordinance::built_in().clone()));
            let matrix = PriorityMatrix::built_in();
            let filed = Ticket::register(filing, &desk, &matrix, by, moment).unwrap();
            tickets::apply(&mut tx, &filed).await.unwrap();
            tx.commit().await.unwrap();
        }
        store.close().await;
    });
}

#[test]
fn a_stored_suggestion_is_the_same_bit_for_bit_or_says_what_is_other() {
    let now = Matcher::built_in().suggest(SUBJECT, BODY);
    let mut forged = now.clone();
    forged.units[0].confidence -= f64::EPSILON;
    let mut other_model = now.clone();
    let (words, _) = now.vocabulary.split_once('+').unwrap();
    other_model.vocabulary = format!("{words}+0123456789ab");
    let mut strict = Matcher::built_in()
        .with_threshold(0.985)
        .suggest(SUBJECT, BODY);
    strict.threshold = Some(0.985);
    let desk = Desktop::new("[suggest]\nthreshold = 0.6\n");
    let suggestions = [now, forged, other_model, strict].map(Some);
    file(&desk, suggestions.into_iter().chain([None]).collect());

    let same = desk.explain("ZG-2026-000001", &[]);
    assert!(same.status.success());
    assert!(stdout(&same).contains("stored: the same bit for bit"));
    let json = desk.explain("ZG-2026-000001", &["--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["replay"]["verdict"], "same");
    assert_eq!(json["units"][0]["unit"], "IT-04-1");

    let broken = desk.explain("ZG-2026-000002", &[]);
    assert_eq!(broken.status.code(), Some(3));
    assert!(stdout(&broken).contains("and yet another answer"));
    let line = String::from_utf8(broken.stderr).unwrap();
    assert!(line.contains("ZG-2026-000002") && line.trim_end().lines().count() == 1);

    let other = desk.explain("ZG-2026-000003", &[]);
    assert!(other.status.success());
    let text = stdout(&other);
    assert!(
        text.contains("stored: made from other data, the same answer"),
        "{text}"
    );
    assert!(text.contains("    model: 0123456789ab then, "), "{text}");

    // The threshold of then counts, whatever is in force now.
    let strict = desk.explain("ZG-2026-000004", &[]);
    assert!(stdout(&strict).contains("stored: the same bit for bit"));
    let nothing = desk.explain("ZG-2026-000005", &[]);
    assert!(stdout(&nothing).contains("stored: no suggestion"));

    assert!(refused(&desk.explain("ZG-2026-000099", &[])).contains("no ticket ZG-2026-000099"));
    assert!(refused(&desk.explain("123", &[])).contains("123"));
    assert!(refused(&desk.explain("ZG-2026-000001", &["file.txt"])).contains("--ticket"));
    let empty = Desktop::new("");
    assert!(refused(&empty.explain("ZG-2026-000001", &[])).contains("dyspozytor migrate"));
}

#[test]
fn what_suggestions_may_do_is_said_and_mistakes_are_refused() {
    let check = |routing: &str| Desktop::new(routing).run(&["config", "check"], "");
    let on = check(
        "[suggest]\nthreshold = 0.8\n[assign_without_click]\nenabled = true\nunits = [\"IT-04-2\"]\n",
    );
    let text = stdout(&on);
    assert!(
        text.contains("Suggestions: proposed from confidence 0.8."),
        "{text}"
    );
    assert!(
        text.contains("Without a click: IT-04-2 from confidence 0.98."),
        "{text}"
    );
    assert!(stdout(&check("")).contains("Without a click: nothing"));
    let second_line = "[assign_without_click]\nunits = [\"IT-04-1\"]\n";
    let line = refused(&check(second_line));
    assert!(
        line.contains("routing.toml: line 2: assign_without_click.units: IT-04-1"),
        "{line}"
    );
}
