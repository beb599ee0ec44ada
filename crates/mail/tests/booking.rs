//! The letter about a booking, and the file for calendars that comes with it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::{Booked, Booking, BookingState, JobId, TicketId};
use mail::{Address, BookingLetter, Content, Envelope, Page, Writer, render};
use mail_parser::{MessageParser, MimeHeaders};
use texts::Texts;
use uuid::Uuid;

fn letter(subject: &str, place: &str, state: BookingState) -> BookingLetter {
    let at = |text: &str| text.parse().unwrap();
    BookingLetter {
        number: "ZG-2026-000123".parse().unwrap(),
        subject: subject.to_owned(),
        by: Writer {
            name: "Ewa Lis".to_owned(),
            unit: None,
        },
        booked: Booked {
            number: 4,
            revision: 1,
            booking: Booking {
                duty: "§15 pkt 6".parse().unwrap(),
                place: place.to_owned(),
                from: at("2026-12-02T08:00:00Z"),
                to: at("2026-12-02T14:30:00Z"),
                crew: vec!["Ewa Lis".to_owned()],
                equipment: vec!["rzutnik 3".to_owned()],
                setup_minutes: 60,
                setup_at: at("2026-12-02T07:00:00Z"),
                despite: Vec::new(),
            },
            state,
            note: "Przewodniczący odwołał sesję.".to_owned(),
            changed_at: at("2026-11-26T12:05:00Z"),
        },
        ticket: TicketId(Uuid::from_u128(7)),
        page: Page {
            url: "https://pomoc.example/zgloszenie/ZG-2026-000123".to_owned(),
            secret: false,
            goes_on: None,
        },
    }
}

fn sent(facts: BookingLetter) -> Vec<u8> {
    let letter = render(&Content::Booking(Box::new(facts)), Texts::pl()).unwrap();
    for words in [&letter.subject, &letter.text, &letter.html] {
        assert!(!words.contains('⟦') && !words.contains("{$"), "{words}");
    }
    assert!(!letter.html.contains("<script"), "{}", letter.html);
    let envelope = Envelope {
        id: JobId(Uuid::from_u128(9)),
        ticket: "ZG-2026-000123".parse().unwrap(),
        queued_at: "2026-11-26T12:05:00Z".parse().unwrap(),
        sent_at: "2026-11-26T13:00:00Z".parse().unwrap(),
        from: Address::parse("dyspozytor@coi.example").unwrap(),
        to: Address::parse("anna.nowak@coi.example").unwrap(),
        reply_to: None,
        references: Vec::new(),
    };
    envelope.seal(&letter).unwrap().formatted()
}

#[test]
fn a_confirmation_brings_the_event_as_a_file_beside_the_words() {
    let bytes = sent(letter("Sesja Rady", "Sala Obrad", BookingState::Planned));
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(
        message.subject(),
        Some("[ZG-2026-000123] Potwierdzenie rezerwacji: Sesja Rady")
    );
    let text = message.body_text(0).unwrap();
    for words in [
        "Sala Obrad",
        "2 grudnia 2026, 09:00",
        "rzutnik 3",
        "Ewa Lis",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(message.body_html(0).unwrap().contains("Sala Obrad"));
    let file = message.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("ZG-2026-000123.ics"));
    let kind = file.content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("text", Some("calendar")));
    let file = String::from_utf8(file.contents().to_vec()).unwrap();
    for line in [
        "METHOD:PUBLISH\r\n",
        "SEQUENCE:1\r\n",
        "DTSTART:20261202T080000Z\r\n",
        "SUMMARY:Obsługa informatyczna: Sesja Rady\r\n",
    ] {
        assert!(file.contains(line), "{line} in {file}");
    }
}

#[test]
fn what_is_called_off_takes_the_event_out_of_the_calendar_and_says_why() {
    for (state, words) in [
        (BookingState::Cancelled, "odwołana"),
        (BookingState::NotCarriedOut, "niezrealizowana"),
    ] {
        let bytes = sent(letter("Sesja", "Sala", state));
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert!(message.subject().unwrap().contains(words));
        assert!(
            message
                .body_text(0)
                .unwrap()
                .contains("Przewodniczący odwołał sesję.")
        );
        let file = message.attachment(0).unwrap();
        let file = String::from_utf8(file.contents().to_vec()).unwrap();
        assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
    }
}

#[test]
fn what_people_type_is_neither_markup_nor_a_line_of_the_file() {
    let hostile = "<script>x</script>\r\nBEGIN:VEVENT";
    let bytes = sent(letter(hostile, hostile, BookingState::Planned));
    let message = MessageParser::default().parse(&bytes).unwrap();
    let file = message.attachment(0).unwrap();
    let file = String::from_utf8(file.contents().to_vec()).unwrap();
    assert_eq!(file.matches("\r\nBEGIN:VEVENT").count(), 1);
}
