//! Outages: each address is told once, every ticket is solved once, whoever works and whatever ends them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::outbox::{Arrived, Outbox, after, both_databases, now, settings, unit};
use domain::targets::Targets;
use domain::{
    Announcement, Audience, Author, EventId, Moment, Outage, OutageChange, OutageId, Status,
    Ticket, UserId,
};
use jiff::Timestamp;
use store::outages::resolving::{self, State, Which};
use store::{Outcome, outages, tickets};
use tokio::sync::watch;
use uuid::Uuid;
use worker::{Caps, Clockwork, Worker};

/// A worker that puts letters into a folder.
struct Hand {
    worker: Worker,
    folder: tempfile::TempDir,
    _clockwork: watch::Sender<Arc<Clockwork>>,
}

impl Hand {
    fn of(outbox: &Outbox) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let transport = mail::Transport::Folder(mail::Folder::new(folder.path()));
        let (sender, receiver) = watch::channel(Arc::new(Clockwork::built_in()));
        Self {
            worker: outbox
                .worker(transport, settings())
                .with_clockwork(receiver)
                .with_caps(Caps::default()),
            folder,
            _clockwork: sender,
        }
    }

    /// Everything that outages ask for at this moment; the letters that went out.
    async fn at(&self, moment: Timestamp) -> Vec<Arrived> {
        self.worker.run_outages(moment).await.unwrap();
        self.worker.run_until_idle(moment).await.unwrap();
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

fn operator() -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(1))),
        name: "Jan Kowalski".to_owned(),
        unit: Some(unit("IT-02-3")),
    }
}

fn at(now: Timestamp) -> Moment {
    Moment {
        now,
        event: EventId(Uuid::now_v7()),
    }
}

async fn write(outbox: &Outbox, change: &OutageChange) -> Outage {
    let mut conn = outbox.store.write().await.unwrap();
    let outcome = outages::apply(&mut conn, change).await.unwrap();
    assert_eq!(outcome, Outcome::Done);
    conn.commit().await.unwrap();
    change.outage.clone()
}

async fn declared(outbox: &Outbox) -> Outage {
    let announcement = Announcement {
        title: "Nie działa VPN".to_owned(),
        description: "Nie można połączyć się z siecią urzędu. Prosimy pracować bez VPN.".to_owned(),
        audience: Audience::Everyone,
        since: now(),
    };
    let id = OutageId(Uuid::now_v7());
    write(
        outbox,
        &Outage::declare(id, announcement, operator(), at(now())).unwrap(),
    )
    .await
}

async fn ticket_of(outbox: &Outbox, ticket: &Ticket) -> Ticket {
    let mut conn = outbox.store.read().await.unwrap();
    tickets::by_id(&mut conn, ticket.id).await.unwrap().unwrap()
}

async fn joined(outbox: &Outbox, outage: &Outage, ticket: &Ticket) -> Ticket {
    let ticket = ticket_of(outbox, ticket).await;
    let change = ticket.join_outage(outage, &Targets::built_in(), operator(), at(now()));
    let change = change.unwrap();
    let mut conn = outbox.store.write().await.unwrap();
    assert_eq!(
        tickets::apply(&mut conn, &change).await.unwrap(),
        Outcome::Done
    );
    conn.commit().await.unwrap();
    assert_eq!(ticket_of(outbox, &ticket).await, change.ticket);
    change.ticket
}

/// How many letters of which subject each address got.
fn counted(letters: &[Arrived]) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for letter in letters {
        let subject = letter.subject.split_once("] ").unwrap().1.to_owned();
        *counts.entry((letter.to.clone(), subject)).or_default() += 1;
    }
    counts
}

async fn tally(outbox: &Outbox, outage: &Outage, sequence: i64) -> Vec<(State, i64)> {
    let mut conn = outbox.store.read().await.unwrap();
    let mut tally = resolving::tally(&mut conn, outage.id, sequence)
        .await
        .unwrap();
    tally.retain(|(_, count)| *count > 0);
    tally
}

both_databases! {
    async fn each_address_is_told_each_news_once_however_many_tickets_it_has(outbox: Outbox) {
        let outage = declared(&outbox).await;
        let (one, other) = ("anna.nowak@um.example", "Ewa.Lis@um.example");
        let mut filed = Vec::new();
        for email in [one, one, other, "ANNA.nowak@um.example"] {
            filed.push(outbox.filed(email).await);
        }
        let hand = Hand::of(&outbox);
        assert_eq!(hand.at(now()).await.len(), 4, "confirmations");
        for ticket in &filed {
            joined(&outbox, &outage, ticket).await;
        }
        // Two workers at once.
        let second = Hand::of(&outbox);
        let (a, b) = tokio::join!(hand.at(now()), second.at(now()));
        let letters: Vec<Arrived> = a.into_iter().chain(b).collect();
        let subject = |words: &str| words.to_owned();
        let told = BTreeMap::from([
            ((one.to_owned(), subject("Awaria: Nie działa VPN")), 1),
            ((other.to_owned(), subject("Awaria: Nie działa VPN")), 1),
        ]);
        assert_eq!(counted(&letters), told);
        let annas = letters.iter().find(|letter| letter.to == one).unwrap();
        for ticket in [&filed[0], &filed[1], &filed[3]] {
            assert!(annas.text.contains(&ticket.number.to_string()), "{}", annas.text);
        }
        assert!(annas.text.contains("Prosimy pracować bez VPN."), "{}", annas.text);
        assert!(hand.at(after(1)).await.is_empty());

        // Whoever joins later is told the latest news only.
        let outage = write(&outbox, &outage.update("Brama jest wymieniana.", operator(), at(after(2))).unwrap()).await;
        let late = outbox.filed("late@um.example").await;
        joined(&outbox, &outage, &late).await;
        let letters = hand.at(after(3)).await;
        let news = letters.iter().filter(|letter| letter.subject.contains("nowe wiadomości"));
        let mut to: Vec<&str> = news.map(|letter| letter.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, [other, one, "late@um.example"]);
        let to_late: Vec<&str> = letters
            .iter()
            .filter(|letter| letter.to == "late@um.example" && !letter.subject.contains("Przyjęliśmy"))
            .map(|letter| letter.subject.as_str())
            .collect();
        assert!(to_late.iter().any(|subject| subject.contains("nowe wiadomości")), "{to_late:?}");
        assert!(to_late.iter().all(|subject| !subject.contains("Awaria: ")), "{to_late:?}");

        // When it is over, whoever has an open ticket is told so.
        let solved = ticket_of(&outbox, &filed[2]).await.resolve("Działa.", operator(), at(after(4)));
        let mut conn = outbox.store.write().await.unwrap();
        tickets::apply(&mut conn, &solved.unwrap()).await.unwrap();
        conn.commit().await.unwrap();
        write(&outbox, &outage.end("Brama jest wymieniona.", operator(), at(after(5))).unwrap()).await;
        let letters = hand.at(after(6)).await;
        let mut over: Vec<&str> = letters
            .iter()
            .filter(|letter| letter.subject.contains("Koniec awarii"))
            .map(|letter| letter.to.as_str())
            .collect();
        over.sort_unstable();
        assert_eq!(over, [one, "late@um.example"]);
    }

    async fn all_are_solved_each_by_an_act_of_its_own_and_each_result_is_kept(outbox: Outbox) {
        let outage = declared(&outbox).await;
        let mut filed = Vec::new();
        for n in 0..4 {
            let ticket = outbox.filed(&format!("person{n}@um.example")).await;
            filed.push(joined(&outbox, &outage, &ticket).await);
        }
        let hand = Hand::of(&outbox);
        hand.at(now()).await;
        // One is solved by hand, one belongs to another unit by now, one was cancelled.
        let by_hand = filed[0].resolve("Działa już.", operator(), at(after(1))).unwrap();
        let cancelled = filed[1].cancel("Niepotrzebne.", operator(), at(after(1))).unwrap();
        let mut conn = outbox.store.write().await.unwrap();
        tickets::apply(&mut conn, &by_hand).await.unwrap();
        tickets::apply(&mut conn, &cancelled).await.unwrap();
        conn.commit().await.unwrap();
        outbox.escalated(&filed[2]).await;
        let change = outage.resolve_all("Brama jest wymieniona.", operator(), at(after(2))).unwrap();
        let outage = write(&outbox, &change).await;
        let letters = hand.at(after(3)).await;
        assert_eq!(
            tally(&outbox, &outage, change.event.sequence).await,
            [(State::Resolved, 1), (State::Already, 1), (State::Refused, 1)]
        );
        let mut conn = outbox.store.read().await.unwrap();
        let refused = resolving::results(&mut conn, outage.id, change.event.sequence, Which::Refused);
        let refused = refused.await.unwrap();
        assert_eq!(refused.len(), 1);
        assert_eq!((refused[0].number, refused[0].reason.as_str()), (filed[2].number, "not_held"));
        let all = resolving::results(&mut conn, outage.id, change.event.sequence, Which::All { skip: 1 });
        assert_eq!(all.await.unwrap().len(), 2);
        drop(conn);
        let solved = ticket_of(&outbox, &filed[3]).await;
        assert_eq!(solved.status, Status::Resolved);
        let mut conn = outbox.store.read().await.unwrap();
        let history = tickets::history(&mut conn, solved.id).await.unwrap();
        drop(conn);
        assert_eq!(history.last().unwrap().by, operator());
        assert_eq!(domain::replay(&history).unwrap(), solved);
        let solutions: Vec<&str> = letters
            .iter()
            .filter(|letter| letter.text.contains("Brama jest wymieniona."))
            .map(|letter| letter.to.as_str())
            .collect();
        assert_eq!(solutions, ["person3@um.example"]);
        assert_eq!(ticket_of(&outbox, &filed[2]).await.status, Status::HandedOver);
    }

    async fn whoever_goes_on_after_a_stop_solves_the_rest_and_none_twice(outbox: Outbox) {
        let outage = declared(&outbox).await;
        let mut filed = Vec::new();
        for n in 0..60 {
            let ticket = outbox.filed(&format!("person{n}@um.example")).await;
            filed.push(joined(&outbox, &outage, &ticket).await);
        }
        let change = outage.resolve_all("Naprawione.", operator(), at(after(1))).unwrap();
        write(&outbox, &change).await;
        // Workers that are killed half-way, wherever they are.
        for milliseconds in [5, 15, 40] {
            let hands = [Hand::of(&outbox), Hand::of(&outbox)];
            let work = both_work(&hands);
            let _ = tokio::time::timeout(std::time::Duration::from_millis(milliseconds), work).await;
        }
        // Meanwhile operators go on with their work.
        let other = outbox.filed("other@um.example").await;
        let noted = other.claim(operator(), at(after(2))).unwrap();
        let mut conn = outbox.store.write().await.unwrap();
        assert_eq!(tickets::apply(&mut conn, &noted).await.unwrap(), Outcome::Done);
        conn.commit().await.unwrap();
        let (one, two) = (Hand::of(&outbox), Hand::of(&outbox));
        let (a, b) = tokio::join!(one.worker.run_outages(after(3)), two.worker.run_outages(after(3)));
        a.unwrap();
        b.unwrap();
        one.worker.run_outages(after(3)).await.unwrap();
        assert_eq!(tally(&outbox, &outage, change.event.sequence).await, [(State::Resolved, 60)]);
        let mut conn = outbox.store.read().await.unwrap();
        for ticket in &filed {
            let history = tickets::history(&mut conn, ticket.id).await.unwrap();
            let solved = history.iter().filter(|event| event.act.kind() == domain::ActKind::Resolved);
            assert_eq!(solved.count(), 1, "{}", ticket.number);
            let letters = store::jobs::of_ticket(&mut conn, ticket.id).await.unwrap();
            let solutions = letters.iter().filter(|letter| letter.kind == domain::LetterKind::Resolution);
            assert_eq!(solutions.count(), 1, "{}", ticket.number);
        }
    }

    async fn a_step_of_attached_tickets_is_taken_for_each_and_told_once(outbox: Outbox) {
        let outage = declared(&outbox).await;
        let mut filed = Vec::new();
        for n in 0..5 {
            let ticket = outbox.filed(&format!("person{n}@um.example")).await;
            filed.push(joined(&outbox, &outage, &ticket).await);
        }
        let hand = Hand::of(&outbox);
        hand.at(now()).await;
        let mut told = 0;
        let end: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
        while let Some(next) = hand.worker.next_steps().await.unwrap().filter(|at| *at < end) {
            hand.worker.run_steps(next).await.unwrap();
            let letters = hand.at(next).await;
            for letter in &letters {
                let of: Vec<_> = filed
                    .iter()
                    .filter(|ticket| letter.text.contains(&ticket.number.to_string()))
                    .collect();
                assert_eq!(of.len(), 1, "{}", letter.text);
            }
            told += letters.len();
        }
        let mut conn = outbox.store.read().await.unwrap();
        let mut rules = Vec::new();
        for ticket in &filed {
            let steps = store::steps::of_ticket(&mut conn, ticket.id).await.unwrap();
            let mut of: Vec<_> = steps
                .iter()
                .map(|step| (step.key.rule.to_string(), step.key.occurrence))
                .collect();
            of.sort();
            assert!(!of.is_empty());
            rules.push(of);
        }
        assert!(rules.windows(2).all(|pair| pair[0] == pair[1]), "{rules:?}");
        // The first answer was given by attaching; of the solution's clock: near, late, and up the chain.
        assert!(rules[0].len() <= told && told <= 2 * rules[0].len(), "{told} {rules:?}");
    }
}

/// Two workers at once.
async fn both_work(hands: &[Hand; 2]) {
    let (a, b) = tokio::join!(
        hands[0].worker.run_outages(after(2)),
        hands[1].worker.run_outages(after(2))
    );
    a.unwrap();
    b.unwrap();
}

#[tokio::test]
async fn a_thousand_tickets_are_told_and_solved() {
    let outbox = Outbox::on_sqlite().await;
    let outage = declared(&outbox).await;
    for n in 0..1000 {
        let ticket = outbox.filed(&format!("person{n}@um.example")).await;
        joined(&outbox, &outage, &ticket).await;
    }
    let hand = Hand::of(&outbox);
    hand.worker.run_outages(after(1)).await.unwrap();
    let change = outage
        .resolve_all("Naprawione.", operator(), at(after(2)))
        .unwrap();
    write(&outbox, &change).await;
    let done = hand.worker.run_outages(after(3)).await.unwrap();
    assert_eq!(done.resolved, 1000);
}
