//! The main job by the JSON API, against the real program: file, match, escalate, read the letter.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use common::{Demo, letters, wait_for};
use mail_parser::MessageParser;
use serde_json::{Value, json};

/// Sends a request with the demo's token; status and JSON body come back whatever the status.
fn call(demo: &Demo, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let url = format!("{}/api/v1{path}", demo.address);
    let bearer = format!("Bearer {}", demo.token);
    let mut response = match (method, body) {
        ("GET", _) => agent.get(&url).header("authorization", &bearer).call(),
        (_, Some(body)) => agent
            .post(&url)
            .header("authorization", &bearer)
            .send_json(body),
        (_, None) => agent
            .post(&url)
            .header("authorization", &bearer)
            .send_empty(),
    }
    .unwrap();
    (
        response.status().as_u16(),
        response.body_mut().read_json().unwrap_or(Value::Null),
    )
}

fn file(demo: &Demo, subject: &str, body: &str) -> Value {
    let ticket = json!({"subject": subject, "body": body, "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"}});
    let (status, filed) = call(demo, "POST", "/tickets", Some(&ticket));
    assert_eq!(status, 201, "{filed}");
    filed
}

#[test]
fn a_ticket_is_filed_matched_escalated_and_the_second_line_reads_the_letter() {
    let demo = Demo::start();
    let filed = file(
        &demo,
        "Nie działa VPN",
        "FortiClient nie łączy się z domu, prosi o token.",
    );
    assert_eq!(
        (&filed["unit"], &filed["status"]),
        (&"IT-02-3".into(), &"new".into())
    );
    assert_eq!(filed["suggestion"]["decision"], "suggest");
    assert_eq!(
        (
            &filed["suggestion"]["units"][0]["unit"],
            &filed["suggestion"]["units"][0]["duty"]
        ),
        (&"IT-04-1".into(), &"§14 pkt 1 lit. l".into())
    );
    let number = filed["number"].as_str().unwrap().to_owned();
    let to_requester = demo.letter(|letter| {
        letter
            .subject()
            .is_some_and(|subject| subject.contains(&number))
            && letter
                .to()
                .is_some_and(|to| to.contains("jan.probny@um.krakow.example"))
    });
    assert!(
        !String::from_utf8_lossy(&to_requester).contains("FortiClient"),
        "a confirmation carries none of the requester's words"
    );

    let path = format!("/tickets/{number}/escalate");
    let comment = json!({"symptoms": "tunel zrywa się po minucie", "tried": "ponowna instalacja", "why_not_solved": "brak dostępu do bramy", "contact": "12 616 00 00 do 15:00"});
    let (status, problem) = call(
        &demo,
        "POST",
        &path,
        Some(&json!({"to": "IT-04-2", "duty": "§15 pkt 2", "comment": comment})),
    );
    assert_eq!((status, &problem["code"]), (422, &"not_second_line".into()));
    let (status, ticket) = call(
        &demo,
        "POST",
        &path,
        Some(&json!({"to": "IT-04-1", "duty": "§14 pkt 1 lit. l", "comment": comment})),
    );
    assert_eq!(
        (status, &ticket["unit"], &ticket["status"]),
        (200, &"IT-04-1".into(), &"handed_over".into())
    );

    let raw = demo.letter(|letter| {
        letter
            .to()
            .is_some_and(|to| to.contains("it-04-1@coi.example"))
            && letter
                .subject()
                .is_some_and(|subject| subject.contains(&number))
    });
    let letter = MessageParser::default().parse(&raw).unwrap();
    // Lines are wrapped and quoted; the words are what counts.
    let text = letter
        .body_text(0)
        .unwrap()
        .replace("\n> ", " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for words in [
        "FortiClient nie łączy się z domu",
        "tunel zrywa się po minucie",
        "ponowna instalacja",
        "brak dostępu do bramy",
        "12 616 00 00",
        "usług sieciowych, w tym VPN",
        &demo.address,
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(
        letter
            .body_html(0)
            .unwrap()
            .contains("tunel zrywa się po minucie")
    );
    assert!(letter.header("Auto-Submitted").is_some());
}

#[test]
fn an_escalation_without_the_full_comment_names_what_is_missing() {
    let demo = Demo::start();
    let number = file(&demo, "Nie działa VPN", "Nie łączy się z domu.")["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/tickets/{number}/escalate");
    let (status, problem) = call(
        &demo,
        "POST",
        &path,
        Some(&json!({"to": "IT-04-1", "comment": {"tried": "restart"}})),
    );
    assert_eq!(status, 422, "{problem}");
    let named: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    for field in [
        "duty",
        "comment.symptoms",
        "comment.why_not_solved",
        "comment.contact",
    ] {
        assert!(named.contains(&field), "{field} in {problem}");
    }
    assert!(!named.contains(&"comment.tried"));
}

#[test]
fn stopping_and_starting_again_loses_nothing() {
    let demo = Demo::start();
    let number = file(
        &demo,
        "Zgubiony pendrive",
        "Zgubiłam pendrive z danymi mieszkańców.",
    )["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let (status, dir) = demo.stop();
    assert!(status.success());
    let again = Demo::start_in(dir);
    let (status, ticket) = call(&again, "GET", &format!("/tickets/{number}"), None);
    assert_eq!(
        (status, &ticket["subject"]),
        (200, &"Zgubiony pendrive".into())
    );
    let confirmations = wait_for("the confirmation", || {
        let found = letters(&again.letters_dir())
            .into_iter()
            .filter(|raw| {
                MessageParser::default()
                    .parse(raw)
                    .unwrap()
                    .subject()
                    .unwrap_or_default()
                    .contains(&number)
            })
            .count();
        (found > 0).then_some(found)
    });
    assert_eq!(confirmations, 1);
}

#[test]
fn attack_38_killed_in_the_middle_it_keeps_what_it_acknowledged() {
    let demo = Demo::start();
    let numbers: Vec<String> = (0..5)
        .map(|n| {
            file(&demo, &format!("Próba {n}"), "Drukarka nie drukuje.")["number"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let dir = demo.kill();
    let again = Demo::start_in(dir);
    for number in numbers {
        let (status, _) = call(&again, "GET", &format!("/tickets/{number}"), None);
        assert_eq!(status, 200, "{number}");
        again.letter(|letter| {
            letter
                .subject()
                .is_some_and(|subject| subject.contains(&number))
        });
    }
}

#[test]
fn a_suggestion_stores_nothing() {
    let demo = Demo::start();
    let (_, before) = call(&demo, "GET", "/tickets?limit=100", None);
    let (status, answer) = call(
        &demo,
        "POST",
        "/suggestions",
        Some(&json!({"subject": "Excel", "body": "nie otwiera się arkusz"})),
    );
    assert_eq!(
        (status, &answer["units"][0]["unit"]),
        (200, &"IT-04-2".into())
    );
    let (_, after) = call(&demo, "GET", "/tickets?limit=100", None);
    assert_eq!(before, after);
}
