//! Steps: who is told when a clock runs down, once, by day, and after a stop in one letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::outbox::{Arrived, Outbox, both_databases, now, settings};
use domain::calendar::Calendar;
use domain::chain::Superiors;
use domain::{Desk, Status, Ticket};
use jiff::Timestamp;
use store::{steps, tickets};
use tokio::sync::watch;
use worker::{Caps, Clockwork, StepsDone, Worker};

/// A worker that takes steps and puts letters into a folder.
pub(crate) struct Hand {
    pub(crate) worker: Worker,
    folder: tempfile::TempDir,
    _clockwork: watch::Sender<Arc<Clockwork>>,
}

impl Hand {
    fn of(outbox: &Outbox, clockwork: Clockwork, caps: Caps) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let transport = mail::Transport::Folder(mail::Folder::new(folder.path()));
        let (sender, receiver) = watch::channel(Arc::new(clockwork));
        Self {
            worker: outbox
                .worker(transport, settings())
                .with_clockwork(receiver)
                .with_caps(caps),
            folder,
            _clockwork: sender,
        }
    }

    pub(crate) fn plain(outbox: &Outbox) -> Self {
        Self::of(outbox, Clockwork::built_in(), Caps::default())
    }

    /// Everything that is due at this moment; the letters that went out.
    pub(crate) async fn at(&self, moment: Timestamp) -> Vec<Arrived> {
        self.worker.run_steps(moment).await.unwrap();
        self.worker.run_until_idle(moment).await.unwrap();
        self.taken()
    }

    fn taken(&self) -> Vec<Arrived> {
        let mut names: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        names.sort();
        let bytes: Vec<_> = names
            .iter()
            .map(|name| {
                let bytes = std::fs::read(name).unwrap();
                std::fs::remove_file(name).unwrap();
                bytes
            })
            .collect();
        Arrived::all(&bytes)
    }
}

/// A moment by the clock on the wall in Kraków in winter.
pub(crate) fn wall(text: &str) -> Timestamp {
    format!("{text}:00+01:00").parse().unwrap()
}

pub(crate) async fn ticket_of(outbox: &Outbox, ticket: &Ticket) -> Ticket {
    let mut conn = outbox.store.read().await.unwrap();
    tickets::by_id(&mut conn, ticket.id).await.unwrap().unwrap()
}

both_databases! {
    async fn everybody_is_told_at_the_right_moment_and_once_whoever_works(outbox: Outbox) {
        // Filed on a Thursday at 13:05, priority 2: one hour to answer, eight to solve.
        outbox.filed("anna.nowak@um.example").await;
        let hands = [Hand::plain(&outbox), Hand::plain(&outbox)];
        hands[0].at(now()).await;
        let mut told = Vec::new();
        let mut last = now();
        for turn in 0.. {
            let next = hands[0].worker.next_steps().await.unwrap().unwrap();
            assert!(next > last, "{next} after {last}");
            if next > wall("2026-11-30T10:00") {
                break;
            }
            last = next;
            for letter in hands[turn % 2].at(next).await {
                assert!(letter.text.contains("DLACZEGO TERAZ"), "{}", letter.text);
                told.push(format!("{} {} {}", next, letter.to, letter.subject));
            }
            assert!(hands[(turn + 1) % 2].at(next).await.is_empty());
        }
        let near = "[ZG-2026-000001] Zbliża się termin: Nie łączy się VPN";
        let late = "[ZG-2026-000001] Po terminie: Nie łączy się VPN";
        told.sort();
        assert_eq!(told, [
            format!("{} it-02-3@coi.example {near}", wall("2026-11-26T13:50")),
            format!("{} it-02-3@coi.example {late}", wall("2026-11-26T14:05")),
            format!("{} it-02-3@coi.example {near}", wall("2026-11-27T11:05")),
            format!("{} it-02-3@coi.example {late}", wall("2026-11-27T13:05")),
            format!("{} it-02-3@coi.example {late}", wall("2026-11-30T09:05")),
            format!("{} zastepca-1@coi.example {late}", wall("2026-11-30T09:05")),
        ]);
    }

    async fn after_three_days_off_each_person_gets_one_letter(outbox: Outbox) {
        let mut numbers = Vec::new();
        for name in ["a", "b", "c", "d", "e"] {
            numbers.push(outbox.filed(&format!("{name}@um.example")).await.number.to_string());
        }
        let hand = Hand::plain(&outbox);
        assert_eq!(hand.at(now()).await.len(), 5, "confirmations");
        let letters = hand.at(wall("2026-12-01T10:00")).await;
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        let each: BTreeSet<&str> = to.iter().copied().collect();
        assert_eq!(to.len(), each.len(), "{to:?}");
        assert_eq!(each, BTreeSet::from(["it-02-3@coi.example", "zastepca-1@coi.example", "dyrektor@coi.example"]));
        for letter in &letters {
            assert_eq!(letter.subject, "Zaległe terminy: 5 zgłoszeń");
            for number in &numbers {
                assert!(letter.text.contains(number), "{}", letter.text);
            }
        }
        assert!(hand.at(wall("2026-12-01T10:05")).await.is_empty());
    }

    async fn nothing_goes_out_at_night_or_on_a_day_off(outbox: Outbox) {
        outbox.filed("anna.nowak@um.example").await;
        let closed = "\n[[closed]]\ndate = 2026-11-27\nreason = \"awaria ogrzewania\"\n";
        let calendar = format!("{}{closed}", include_str!("../../../../config/calendar.toml"));
        let clockwork = Clockwork {
            calendar: Arc::new(Calendar::parse(&calendar).unwrap()),
            ..Clockwork::built_in()
        };
        let hand = Hand::of(&outbox, clockwork, Caps::default());
        hand.worker.run_until_idle(now()).await.unwrap();
        hand.taken();
        // A night, the closed Friday, a Saturday, a Sunday; then Monday, when the office opens.
        for moment in ["2026-11-26T23:00", "2026-11-27T10:00", "2026-11-28T10:00", "2026-11-29T12:00", "2026-11-30T07:29"] {
            assert!(hand.at(wall(moment)).await.is_empty(), "{moment}");
        }
        assert!(!hand.at(wall("2026-11-30T07:30")).await.is_empty());
    }

    async fn a_security_incident_is_told_of_at_night(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let duty = "§7 pkt 5".parse().unwrap();
        let units = outbox.desk.ordinance().units();
        let security = units.iter().find(|unit| outbox.desk.duty_of(&unit.code, duty).is_ok());
        let code = security.unwrap().code.as_str().to_owned();
        outbox.transferred(&ticket, &code, "§7 pkt 5").await;
        let hand = Hand::plain(&outbox);
        hand.at(now()).await;
        // Half of the 24 hours to the national CSIRT are over at 1:05.
        assert!(hand.at(wall("2026-11-27T01:04")).await.is_empty());
        let letters = hand.at(wall("2026-11-27T01:05")).await;
        assert!(letters.iter().any(|letter| letter.text.contains("CSIRT")), "{letters:?}");
        assert!(letters.iter().all(|letter| !letter.to.starts_with("anna")));
        assert!(hand.at(wall("2026-11-27T01:06")).await.is_empty());
    }

    async fn workers_that_die_or_hurry_tell_nothing_twice_and_leave_nothing_out(outbox: Outbox) {
        for name in ["a", "b", "c", "d", "e", "f"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        let hands = [Hand::plain(&outbox), Hand::plain(&outbox)];
        hands[0].at(now()).await;
        let due = wall("2026-11-26T13:50");
        // One takes everything and dies before it writes anything down.
        let mut tx = outbox.store.write().await.unwrap();
        assert_eq!(steps::claim(&mut tx, due, 60, 100).await.unwrap().len(), 6);
        tx.commit().await.unwrap();
        assert_eq!(hands[1].worker.run_steps(due).await.unwrap(), StepsDone::default());
        // After its lease two others come at the same moment.
        let later = wall("2026-11-26T13:52");
        let (one, other) = tokio::join!(
            hands[0].worker.run_steps(later),
            hands[1].worker.run_steps(later),
        );
        assert_eq!(one.unwrap().steps + other.unwrap().steps, 6);
        let mut letters = hands[0].at(later).await;
        letters.extend(hands[1].at(later).await);
        let ids: BTreeSet<&str> = letters.iter().map(|letter| letter.id.as_str()).collect();
        assert_eq!(ids.len(), letters.len());
        let text: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
        let text = text.concat();
        for number in 1..=6 {
            assert_eq!(text.matches(&format!("kolejka/ZG-2026-00000{number}")).count(), 1, "{text}");
        }
    }

    async fn a_solved_ticket_closes_by_itself_once_and_the_requester_knows_when(outbox: Outbox) {
        let solved = outbox.filed("anna.nowak@um.example").await;
        outbox.resolved(&solved, "Nowy certyfikat jest zainstalowany.").await;
        let hand = Hand::plain(&outbox);
        let letters = hand.at(now()).await;
        let told = letters.iter().find(|letter| letter.subject.contains("Rozwiązanie")).unwrap();
        assert!(told.text.replace('\n', " ").contains("do 3 grudnia 2026 włącznie"), "{}", told.text);
        assert!(hand.at(wall("2026-12-03T15:00")).await.is_empty());
        assert!(hand.at(wall("2026-12-04T00:30")).await.is_empty(), "not at night");
        let letters = hand.at(wall("2026-12-04T07:30")).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "[ZG-2026-000001] Zamknięte: Nie łączy się VPN");
        let closed = ticket_of(&outbox, &solved).await;
        assert_eq!((closed.status, closed.finished_at), (Status::Closed, Some(wall("2026-12-04T07:30"))));
        let done = hand.worker.run_steps(wall("2026-12-07T12:00")).await.unwrap();
        assert_eq!(done, StepsDone::default());
    }

    async fn who_wants_letters_in_the_morning_gets_one_in_the_morning(outbox: Outbox) {
        for name in ["a", "b", "c"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        let people = include_str!("../../../../config/people.toml").replace(
            "posts = [\"I Zastępca Dyrektora\"]",
            "posts = [\"I Zastępca Dyrektora\"]\nletters = \"morning\"",
        );
        let desk = Desk::new(outbox.desk.ordinance().clone().into());
        let clockwork = Clockwork {
            superiors: Arc::new(Superiors::parse(&people, &desk).unwrap()),
            ..Clockwork::built_in()
        };
        let hand = Hand::of(&outbox, clockwork, Caps::default());
        let mut morning = Vec::new();
        let mut at = now();
        while at <= wall("2026-12-01T07:30") {
            let letters = hand.at(at).await;
            morning.extend(letters.into_iter().filter(|letter| letter.to == "zastepca-1@coi.example").map(|letter| (at, letter)));
            match hand.worker.next_steps().await.unwrap() {
                Some(next) => at = next,
                None => break,
            }
        }
        let [(when, letter)] = &morning[..] else { panic!("{morning:?}") };
        assert_eq!(*when, wall("2026-12-01T07:30"));
        assert_eq!(letter.subject, "Terminy: 3 zgłoszenia");
    }

    async fn a_storm_becomes_a_summary_and_every_ticket_is_named(outbox: Outbox) {
        let (storm, people) = (700, 300);
        for number in 0..storm + people {
            let address = if number % 10 < 7 { "czujnik@um.example".to_owned() } else { format!("osoba-{number}@um.example") };
            outbox.filed(&address).await;
        }
        let caps = Caps { per_address: 20, per_ticket: 10, window: Duration::from_mins(10) };
        let hand = Hand::of(&outbox, Clockwork::built_in(), caps);
        let soon = now() + Duration::from_mins(1);
        let mut letters = hand.at(soon).await;
        let mut to: BTreeMap<String, usize> = BTreeMap::new();
        for letter in &letters {
            *to.entry(letter.to.clone()).or_default() += 1;
        }
        // One for each person; the sensor's address has had enough (a few more may be on their way at once).
        let sensor = to.remove("czujnik@um.example").unwrap();
        assert!((20..24).contains(&sensor), "{sensor}");
        assert_eq!(to.len(), people);
        assert!(to.values().all(|letters| *letters == 1));
        assert!(hand.at(now() + Duration::from_mins(5)).await.is_empty());
        let summary = hand.at(now() + Duration::from_mins(11)).await;
        assert_eq!(summary.len(), 1);
        assert_eq!(summary[0].to, "czujnik@um.example");
        assert!(!summary[0].text.contains("VPN"), "no words of anybody");
        letters.extend(summary);
        let text: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
        let text = text.concat();
        for number in 1..=storm + people {
            assert!(text.contains(&format!("ZG-2026-{number:06}")), "{number}");
        }
        assert_eq!(outbox.undelivered().await.len(), 0);
        assert_eq!(outbox.queued().await, 0);

    }
}
