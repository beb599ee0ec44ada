//! Messages read back by another library than the one that wrote them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod facts;

use domain::JobId;
use facts::{Hostile, all, samples};
use mail::{Address, Envelope, Folder, Message, Transport, render};
use mail_parser::{HeaderValue, MessageParser, MimeHeaders};
use proptest::prelude::*;
use texts::Texts;
use uuid::Uuid;

fn job(number: u128) -> JobId {
    JobId(Uuid::from_u128(number))
}

fn envelope() -> Envelope {
    Envelope {
        id: job(7),
        ticket: "ZG-2026-000123".parse().unwrap(),
        queued_at: "2026-11-26T12:05:00Z".parse().unwrap(),
        sent_at: "2026-11-26T13:00:00Z".parse().unwrap(),
        from: Address::parse("Centrum Obsługi Informatycznej <dyspozytor@coi.example>").unwrap(),
        to: Address::parse("it-04-1@coi.example").unwrap(),
        reply_to: Some(Address::parse("it-02-3@coi.example").unwrap()),
        references: vec![job(1), job(2)],
    }
}

fn sealed(envelope: &Envelope, name: &str) -> Message {
    let (_, content) = samples().into_iter().find(|(n, _)| *n == name).unwrap();
    envelope
        .seal(&render(&content, Texts::pl()).unwrap())
        .unwrap()
}

fn raw<'a>(message: &'a mail_parser::Message<'a>, name: &str) -> &'a str {
    message.header_raw(name.to_owned()).unwrap().trim()
}

#[test]
fn headers_name_the_job_the_thread_and_that_nobody_should_answer_by_itself() {
    let bytes = sealed(&envelope(), "escalation").formatted();
    let message = MessageParser::default().parse(&bytes).unwrap();
    let id = |n| format!("{}@coi.example", job(n));
    assert_eq!(message.message_id(), Some(id(7).as_str()));
    assert_eq!(raw(&message, "In-Reply-To"), format!("<{}>", id(2)));
    let HeaderValue::TextList(references) = message.references() else {
        panic!("two references");
    };
    assert_eq!(*references, [id(1), id(2)]);
    assert_eq!(raw(&message, "Auto-Submitted"), "auto-generated");
    assert_eq!(raw(&message, "X-Auto-Response-Suppress"), "All");
    assert_eq!(raw(&message, "Date"), "Thu, 26 Nov 2026 13:00:00 +0000");
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Centrum Obsługi Informatycznej"));
    assert_eq!(from.address(), Some("dyspozytor@coi.example"));
    let reply = message.reply_to().unwrap().first().unwrap();
    assert_eq!(reply.address(), Some("it-02-3@coi.example"));
    assert_eq!(
        message.subject(),
        Some("[ZG-2026-000123] Eskalacja, priorytet 2 (wysoki): Nie łączy się VPN")
    );
}

#[test]
fn both_alternatives_are_whole_utf_8() {
    for (name, content) in samples() {
        let letter = render(&content, Texts::pl()).unwrap();
        let bytes = envelope().seal(&letter).unwrap().formatted();
        let message = MessageParser::default().parse(&bytes).unwrap();
        let kind = message.content_type().unwrap();
        assert_eq!(
            (kind.ctype(), kind.subtype()),
            ("multipart", Some("alternative"))
        );
        assert_eq!(
            (message.text_body_count(), message.html_body_count()),
            (1, 1)
        );
        let unix = |text: &str| text.replace("\r\n", "\n");
        assert_eq!(unix(&message.body_text(0).unwrap()), letter.text, "{name}");
        assert_eq!(unix(&message.body_html(0).unwrap()), letter.html, "{name}");
        assert!(bytes.is_ascii());
        assert!(
            bytes
                .split(|byte| *byte == b'\n')
                .all(|line| line.len() <= 100),
            "{name}"
        );
    }
}

#[test]
fn the_first_letter_of_a_ticket_answers_nothing() {
    let first = Envelope {
        references: Vec::new(),
        reply_to: None,
        ..envelope()
    };
    let bytes = sealed(&first, "confirmation_suggested").formatted();
    let message = MessageParser::default().parse(&bytes).unwrap();
    for name in ["In-Reply-To", "References", "Reply-To"] {
        assert_eq!(message.header_raw(name), None, "{name}");
    }
}

#[test]
fn a_long_thread_names_its_beginning_and_its_newest_letters() {
    let long = Envelope {
        references: (0..100).map(job).collect(),
        ..envelope()
    };
    let bytes = sealed(&long, "answer").formatted();
    let message = MessageParser::default().parse(&bytes).unwrap();
    let HeaderValue::TextList(references) = message.references() else {
        panic!("many references");
    };
    assert_eq!(references.len(), 20);
    assert!(references[0].starts_with(&job(0).to_string()));
    assert!(references[1].starts_with(&job(81).to_string()));
    assert!(references[19].starts_with(&job(99).to_string()));
}

#[test]
fn the_same_letter_sent_twice_is_the_same_bytes() {
    let (one, other) = (
        sealed(&envelope(), "transfer").formatted(),
        sealed(&envelope(), "transfer").formatted(),
    );
    assert_eq!(one, other);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn attack_09_no_text_adds_a_header(subject in "\\PC{0,40}[\r\n\t\u{0}]{0,3}(Bcc: x@y.pl)?[\r\n]{0,2}\\PC{0,40}", name in "[^@]{0,300}") {
        let to = Address::named(&name, "anna@um.example").unwrap();
        for (_, content) in all(&Hostile::text(&format!("x{subject}"))) {
            let letter = render(&content, Texts::pl()).unwrap();
            let bytes = Envelope { to: to.clone(), ..envelope() }.seal(&letter).unwrap().formatted();
            let head = bytes.split(|b| *b == b'\n').take_while(|line| *line != b"\r");
            let names: Vec<String> = head
                .filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t"))
                .map(|line| String::from_utf8_lossy(line).split(':').next().unwrap().to_owned())
                .collect();
            prop_assert_eq!(&names, &["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"]);
            let message = MessageParser::default().parse(&bytes).unwrap();
            prop_assert_eq!(message.to().unwrap().first().unwrap().address(), Some("anna@um.example"));
            // A summary is about several tickets and names none in its subject.
            let one = !matches!(content, mail::Content::Summary(_));
            prop_assert_eq!(message.subject().unwrap().starts_with("[ZG-2026-000123] "), one);
        }
    }
}

#[tokio::test]
async fn a_folder_holds_one_file_per_letter_however_often_it_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("not/yet/there");
    let transport = Transport::Folder(Folder::new(&dir));
    let first = sealed(&envelope(), "escalation");
    let later = Envelope {
        sent_at: "2026-11-26T14:00:00Z".parse().unwrap(),
        ..envelope()
    };
    transport.send(&first).await.unwrap();
    transport.send(&sealed(&later, "escalation")).await.unwrap();
    let names: Vec<String> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names,
        [format!("20261126T120500Z-ZG-2026-000123-{}.eml", job(7))]
    );
    let bytes = std::fs::read(dir.join(&names[0])).unwrap();
    assert_eq!(bytes, sealed(&later, "escalation").formatted());
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_a_trouble_that_may_pass() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let transport = Transport::Folder(Folder::new(file.path()));
    let error = transport
        .send(&sealed(&envelope(), "answer"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, mail::SendError::Temporary { .. }),
        "{error}"
    );
}
