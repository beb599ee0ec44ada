//! Tasks, closed incidents, other priorities, and people who want one letter a day.

use std::collections::BTreeSet;

use domain::chain::Letters;
use domain::{
    Authority, Impact, LetterKind, PriorityMatrix, TaskKind, Ticket, Urgency, Work, incident,
};
use jiff::Timestamp;
use store::{tickets, wishes};
use worker::Clockwork;

use crate::outbox::{Outbox, both_databases, moment, now, operator, unit};
use crate::steps::{Hand, ticket_of, wall};

/// A task for IT-04-2, given by the unit that holds the ticket.
async fn with_task(outbox: &Outbox, ticket: &Ticket) -> Ticket {
    let work = Work {
        kind: TaskKind::Part,
        to: unit("IT-04-2"),
        duty: "§15 pkt 8".parse().unwrap(),
        place: "Wielopole 17a".to_owned(),
        contact: "12 616 00 00".to_owned(),
        what: "Przełączyć kabel.".to_owned(),
    };
    let change = ticket.give_task(work, &outbox.desk, operator(), moment());
    let change = change.unwrap();
    outbox.apply(&change).await;
    change.ticket
}

/// Everything that is told from now until then, as `when to subject`, in order.
async fn told(hand: &Hand, until: &str) -> Vec<String> {
    let mut told = Vec::new();
    let mut at = now();
    loop {
        let mut letters = hand.at(at).await;
        letters.sort_by(|one, other| one.to.cmp(&other.to));
        for letter in letters {
            told.push(format!("{at} {} {}", letter.to, letter.subject));
        }
        match hand.worker.next_steps().await.unwrap() {
            Some(next) if next <= wall(until) && next > at => at = next,
            _ => return told,
        }
    }
}

async fn incident_of(outbox: &Outbox, ticket: &Ticket, at: Timestamp) -> Option<domain::Incident> {
    let mut conn = outbox.store.read().await.unwrap();
    let history = tickets::history(&mut conn, ticket.id).await.unwrap();
    let rules = Clockwork::built_in();
    let clocks = domain::clock::clocks(&history, &rules.calendar, &rules.targets, at).unwrap();
    incident(&history, &clocks)
}

both_databases! {
    async fn a_task_reminds_its_unit_and_then_whoever_stands_above_it_each_once(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let given = with_task(&outbox, &ticket).await;
        let hands = [Hand::plain(&outbox), Hand::plain(&outbox)];
        let all = told(&hands[0], "2026-11-30T15:00").await;
        assert!(hands[1].at(wall("2026-11-30T15:00")).await.is_empty());
        let of_task: Vec<&String> = all.iter().filter(|line| line.contains("it-04-2@coi.example")).collect();
        let (near, late) = ("Zbliża się termin", "Po terminie");
        let line = |when: &str, what: &str| {
            format!("{} it-04-2@coi.example [ZG-2026-000001] {what}: Nie łączy się VPN", wall(when))
        };
        assert_eq!(of_task[1..], [
            &line("2026-11-27T11:05", near),
            &line("2026-11-27T13:05", late),
            &line("2026-11-30T09:05", late),
            &line("2026-11-30T13:05", late),
        ], "{all:?}");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
        let superiors = Clockwork::built_in().superiors;
        let above = superiors.superior(&unit("IT-04-2"), 1, jiff::civil::date(2026, 11, 30)).unwrap();
        let told = |line: &&String| line.contains(&above.person.email) && line.contains("Po terminie");
        assert!(all.iter().any(|line| told(&line)), "{all:?}");
        let mut conn = outbox.store.read().await.unwrap();
        let steps = store::steps::told::of_ticket(&mut conn, given.id).await.unwrap();
        let of_task = steps.iter().filter(|step| step.taken.key.clock.start == given.version);
        assert_eq!(of_task.clone().count(), 4);
        assert!(of_task.clone().all(|step| step.taken.unit.as_str() == "IT-04-2"));
        assert!(of_task.flat_map(|step| &step.told).all(|telling| telling.letter.is_some()));
    }

    async fn a_reminder_of_a_task_leads_to_the_task(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let given = with_task(&outbox, &ticket).await;
        let hand = Hand::plain(&outbox);
        hand.at(now()).await;
        let letters = hand.at(wall("2026-11-27T11:05")).await;
        let letter = letters.iter().find(|letter| letter.to == "it-04-2@coi.example").unwrap();
        let address = format!("/kolejka/{}/zadania/{}", given.number, given.version);
        assert!(letter.text.contains(&address), "{}", letter.text);
        assert!(letter.text.contains("adanie komórki IT-04-2"), "{}", letter.text);
    }

    async fn a_closed_incident_reminds_every_day_until_nobody_has_to_report_it(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        outbox.transferred(&ticket, "IT-02-2", "§7 pkt 5").await;
        let held = ticket_of(&outbox, &ticket).await;
        let (solved, _) = outbox.resolved(&held, "Konto zablokowane.").await;
        let closed = solved.close(operator(), moment()).unwrap();
        outbox.apply(&closed).await;
        let hand = Hand::plain(&outbox);
        let all = told(&hand, "2026-11-30T23:00").await;
        let of_unit: Vec<&String> = all.iter().filter(|line| line.contains("Po terminie") && line.contains("it-02-2@coi.example")).collect();
        // Due after 24 hours, then each day, the weekend included.
        let days = ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"];
        assert_eq!(of_unit.len(), days.len(), "{all:?}");
        for (line, day) in of_unit.iter().zip(days) {
            assert!(line.starts_with(&format!("{day}T12:05:00Z")), "{line}");
        }
        let now = wall("2026-11-30T23:00");
        let stands = incident_of(&outbox, &ticket, now).await;
        let change = closed.ticket.spare_report(stands, (Authority::Csirt, "Fałszywy alarm."), operator(), domain::Moment { now, ..moment() });
        outbox.apply(&change.unwrap()).await;
        assert!(hand.at(now).await.is_empty());
        assert_eq!(hand.worker.next_steps().await.unwrap(), None);
    }

    async fn whoever_chose_an_hour_gets_one_letter_at_that_hour(outbox: Outbox) {
        let account = outbox.account("zastepca-1@coi.example").await;
        let mut tx = outbox.store.write().await.unwrap();
        wishes::set(&mut tx, account, Some(Letters::At(14))).await.unwrap();
        assert_eq!(wishes::of(&mut tx, account).await.unwrap(), Some(Letters::At(14)));
        tx.commit().await.unwrap();
        for name in ["a", "b", "c"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        let all = told(&Hand::plain(&outbox), "2026-11-30T15:29").await;
        let own: Vec<&String> = all.iter().filter(|line| line.contains("zastepca-1@coi.example")).collect();
        assert_eq!(own, [&format!("{} zastepca-1@coi.example Terminy: 3 zgłoszenia", wall("2026-11-30T14:00"))], "{all:?}");
        let mut tx = outbox.store.write().await.unwrap();
        wishes::set(&mut tx, account, None).await.unwrap();
        assert_eq!(wishes::of(&mut tx, account).await.unwrap(), None);
    }

    async fn another_priority_is_told_to_the_requester_and_to_the_unit_with_the_new_time(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        outbox.transferred(&ticket, "IT-04-2", "§15 pkt 2").await;
        let held = ticket_of(&outbox, &ticket).await;
        let hand = Hand::plain(&outbox);
        hand.at(now()).await;
        let change = held.change_priority(
            Impact::High,
            Urgency::High,
            "Stoi cały wydział.",
            &PriorityMatrix::built_in(),
            operator(),
            moment(),
        );
        let change = change.unwrap();
        let kinds: Vec<LetterKind> = change.letters.iter().map(|letter| letter.kind).collect();
        assert_eq!(kinds, [LetterKind::Priority, LetterKind::PriorityForUnit]);
        outbox.apply(&change).await;
        let mut letters = hand.at(now()).await;
        letters.sort_by(|one, other| one.to.cmp(&other.to));
        let [anna, unit] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!((anna.to.as_str(), unit.to.as_str()), ("anna.nowak@um.example", "it-04-2@coi.example"));
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = words(&anna.text);
        assert!(text.contains("pilniej niż dotąd") && text.contains("Stoi cały wydział."), "{text}");
        // Four hours of office time for a critical one, of which none is used.
        assert!(text.contains("Rozwiązanie najpóźniej: 27 listopada 2026, 09:05"), "{text}");
        let text = words(&unit.text);
        assert!(text.contains("Rozwiązanie przez IT-04-2: 27 listopada 2026, 09:05"), "{text}");
    }
}
