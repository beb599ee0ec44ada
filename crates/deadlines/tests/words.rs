//! Clocks in words: where they stand, and why.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use deadlines::{Report, Tone, Wording, nearest, report};
use domain::calendar::Calendar;
use domain::clock::{Clocks, clocks};
use domain::targets::Targets;
use domain::{
    Author, Change, Desk, Event, EventId, Filing, Impact, Moment, PriorityMatrix, Requester,
    Ticket, TicketId, Urgency, Visibility, WaitingFor,
};
use jiff::Timestamp;
use texts::Texts;
use uuid::Uuid;

struct Story {
    ticket: Ticket,
    history: Vec<Event>,
    desk: Desk,
}

fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    local.in_tz("Europe/Warsaw").unwrap().timestamp()
}

fn moment(text: &str) -> Moment {
    Moment {
        now: at(text),
        event: EventId(Uuid::new_v4()),
    }
}

fn operator() -> Author {
    Author {
        user: None,
        name: "Olga Operator".into(),
        unit: Some("IT-02-3".parse().unwrap()),
    }
}

impl Story {
    /// Filed on Thursday, with priority 4: an answer within 8 hours, a solution within 40.
    fn filed() -> Self {
        let desk = Desk::new(Arc::new(ordinance::Ordinance::built_in().clone()));
        let filing = Filing {
            id: TicketId(Uuid::nil()),
            number: "ZG-2026-000123".parse().unwrap(),
            subject: "VPN",
            body: "VPN",
            requester: Requester {
                account: None,
                name: "Anna Nowak".into(),
                email: "anna@example.org".into(),
                department: String::new(),
                room: String::new(),
                phone: String::new(),
            },
            impact: Impact::Low,
            urgency: Urgency::Medium,
            suggestion: None,
        };
        let by = Author {
            user: None,
            name: "Anna Nowak".into(),
            unit: None,
        };
        let matrix = PriorityMatrix::built_in();
        let change = Ticket::register(filing, &desk, &matrix, by, moment("2026-11-26T10:00"));
        let change = change.unwrap();
        assert_eq!(change.ticket.priority.number(), 4);
        Self {
            ticket: change.ticket,
            history: vec![change.event],
            desk,
        }
    }

    fn then(mut self, act: impl FnOnce(&Ticket, &Desk) -> Change) -> Self {
        let change = act(&self.ticket, &self.desk);
        self.ticket = change.ticket;
        self.history.push(change.event);
        self
    }

    fn clocks(&self, now: &str) -> (Clocks, Wording) {
        let (calendar, targets) = (Calendar::built_in(), Targets::built_in());
        let now = at(now);
        let texts = Texts::pl();
        let clocks = clocks(&self.history, &calendar, &targets, now).unwrap();
        (clocks, Wording { texts, now })
    }

    fn lines(&self, now: &str) -> Vec<String> {
        let (clocks, say) = self.clocks(now);
        clocks.all.iter().map(|clock| say.line(clock)).collect()
    }

    fn requester(&self, now: &str) -> Option<String> {
        let (clocks, say) = self.clocks(now);
        say.for_requester(&clocks)
    }

    fn report(&self, now: &str) -> Report {
        let (clocks, say) = self.clocks(now);
        let (calendar, targets) = (Calendar::built_in(), Targets::built_in());
        report(self.ticket.number, &clocks, &calendar, &targets, say.texts)
    }
}

#[test]
fn what_runs_says_until_when_and_how_much_is_left() {
    let story = Story::filed();
    assert_eq!(
        story.lines("2026-11-26T13:15"),
        [
            "odpowiedź do jutra, 10:00 (zostało 4 h 45 min pracy)",
            "rozwiązanie do 3 grudnia 2026, 10:00 (zostało 36 h 45 min pracy)",
        ]
    );
    assert_eq!(
        story.lines("2026-11-27T09:59:30")[0],
        "odpowiedź do dzisiaj, 10:00 (zostało mniej niż 1 min pracy)"
    );
    let (clocks, _) = story.clocks("2026-11-27T09:00");
    let first = nearest(&clocks).unwrap();
    assert_eq!(Tone::of(first), Tone::Soon);
}

#[test]
fn what_is_late_says_since_when_and_by_how_much() {
    let story = Story::filed();
    assert_eq!(
        story.lines("2026-11-28T12:00")[0],
        "odpowiedź po terminie od wczoraj, 10:00 (termin przekroczono o 5 h 30 min pracy)"
    );
    let (clocks, _) = story.clocks("2026-11-28T12:00");
    assert_eq!(Tone::of(nearest(&clocks).unwrap()), Tone::Late);
    assert_eq!(
        story.requester("2026-11-28T12:00").unwrap(),
        "Termin odpowiedzi minął: wczoraj, 10:00. Przepraszamy za opóźnienie."
    );
}

#[test]
fn what_waits_says_for_whom_and_that_time_stands_still() {
    let story = Story::filed().then(|ticket, _| {
        let moment = moment("2026-11-26T12:00");
        ticket
            .pause(
                WaitingFor::Requester,
                None,
                "Jaki to numer?",
                operator(),
                moment,
            )
            .unwrap()
    });
    assert_eq!(
        story.lines("2026-11-27T12:00"),
        [
            "odpowiedź w terminie: 26 listopada 2026, 12:00",
            "rozwiązanie: termin nie biegnie, bo zgłoszenie czeka na zgłaszającego \
             (zostało 38 h pracy)",
        ]
    );
    let (clocks, _) = story.clocks("2026-11-27T12:00");
    assert_eq!(Tone::of(nearest(&clocks).unwrap()), Tone::Waiting);
    assert_eq!(
        story.requester("2026-11-27T12:00").unwrap(),
        "W tym czasie termin nie biegnie."
    );
}

#[test]
fn the_requester_reads_what_comes_next() {
    let story = Story::filed();
    assert_eq!(
        story.requester("2026-11-26T10:00").unwrap(),
        "Odpowiemy najpóźniej do jutra, 10:00."
    );
    let story = story.then(|ticket, _| {
        let moment = moment("2026-11-26T11:00");
        ticket
            .note(Visibility::Public, "Sprawdzamy.", operator(), moment)
            .unwrap()
    });
    assert_eq!(
        story.requester("2026-11-26T12:00").unwrap(),
        "Rozwiązania można się spodziewać do 3 grudnia 2026, 10:00."
    );
    let solved = story.then(|ticket, _| {
        ticket
            .resolve("Działa.", operator(), moment("2026-11-26T12:30"))
            .unwrap()
    });
    assert_eq!(solved.requester("2026-11-26T13:00"), None);
    let (clocks, _) = solved.clocks("2026-11-26T13:00");
    assert_eq!(nearest(&clocks), None);
}

#[test]
fn the_reckoning_counts_every_minute_once_and_says_why() {
    // Over a weekend.
    let story = Story::filed();
    let report = story.report("2026-11-30T08:00");
    let solution = &report.clocks[1];
    assert_eq!(solution.clock, "solution");
    let counted: i64 = solution.rows.iter().map(|row| row.seconds).sum();
    assert_eq!(Some(counted), solution.allowed_seconds);
    for pair in solution.rows.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
    }
    let why: Vec<&str> = solution.rows.iter().map(|row| row.why).collect();
    assert!(why.contains(&"no_hours") && why.contains(&"outside_hours"));
    assert_eq!(solution.used, "Zużyto 14 h z 40 h pracy.");
    let rule = solution.promises[0].target.as_ref().unwrap();
    assert_eq!(
        rule.rule.as_deref(),
        Some("clock = \"solution\", priority = [4], within = \"40h\"")
    );
}

#[test]
fn the_text_for_a_terminal_has_the_sentences_of_the_page() {
    let report = Story::filed().report("2026-11-26T13:15");
    let text = report.text(Texts::pl());
    assert!(text.starts_with("ZG-2026-000123, 26 listopada 2026, 13:15\n"));
    for clock in &report.clocks {
        assert!(text.contains(&clock.headline), "{text}");
        for promise in &clock.promises {
            assert!(text.contains(&promise.words), "{text}");
        }
        for row in &clock.rows {
            assert!(text.contains(&row.words), "{text}");
        }
    }
    assert!(!text.contains('⟦'), "{text}");
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["clocks"][0]["due_at"], "2026-11-27T09:00:00Z");
    assert_eq!(json["clocks"][0]["tone"], "calm");
}

#[test]
fn every_day_off_has_its_name_in_both_languages() {
    for day in domain::calendar::DayOff::ALL {
        for language in texts::Language::ALL {
            let key = format!("day-off-{}", day.as_str());
            assert!(Texts::new(language).has(&key), "{key}");
        }
    }
}
