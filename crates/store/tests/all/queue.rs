//! The queue: filters, order, pages, counts.

use domain::*;
use jiff::Timestamp;
use std::collections::HashMap;
use store::tickets::dues::{self, Due};
use store::tickets::{self, Cursor, QueueFilter, QueueRow, Sort};
use store::views::{self, View};
use store::{CursorError, Outcome, Store};

use crate::support::*;

async fn page(store: &Store, filter: &QueueFilter) -> Vec<QueueRow> {
    let mut conn = store.read().await.unwrap();
    let page = tickets::queue(&mut conn, filter, None, 500).await.unwrap();
    assert_eq!(page.next, None);
    page.rows
}

async fn subjects(store: &Store, text: &str) -> Vec<String> {
    let filter = QueueFilter {
        text: Some(text.to_owned()),
        ..QueueFilter::default()
    };
    let mut subjects: Vec<_> = page(store, &filter)
        .await
        .into_iter()
        .map(|row| row.subject)
        .collect();
    subjects.sort();
    subjects
}

/// Tickets of every kind, many with the same priority and the same moment.
async fn many(db: &Db, count: i64) -> Vec<Ticket> {
    let olga = operator(db).await;
    let anna = account("anna", "Anna Nowak", Role::Requester);
    add(db, &anna).await;
    let mut dice = Dice::new(7);
    let subjects = [
        "Drukarka nie działa",
        "Brak łącza",
        "Hasło 100%",
        "łącze i drukarka",
    ];
    let mut filed = Vec::new();
    for n in 0..count {
        let mut wants = requester(dice.pick::<&str>(&["Żaneta Łoś", "Jan Kowal"]));
        wants.account = (dice.below(3) == 0).then_some(anna.id);
        let mut ticket = file(
            db,
            Draft {
                subject: dice.pick::<&str>(&subjects),
                requester: wants,
                impact: *dice.pick(&Impact::ALL),
                urgency: *dice.pick(&Urgency::ALL),
                suggestion: (dice.below(2) == 0).then(suggestion),
                seconds: n / 4,
                ..Draft::default()
            },
        )
        .await
        .ticket;
        for step in 0..dice.below(4) {
            let now = 1_000 + i64::try_from(step).unwrap();
            let change = match dice.below(7) {
                6 => ticket.pause(
                    WaitingFor::ALL[0],
                    None,
                    "czekamy",
                    olga.clone(),
                    moment(now),
                ),
                0 => ticket.claim(olga.clone(), moment(now)),
                1 if ticket.unit == *DESK.first_line() && ticket.status.is_open() => {
                    Ok(escalate(&ticket, &olga, now))
                }
                2 => ticket.accept(olga.clone(), moment(now)),
                3 => ticket.give_back("nie nasze", &DESK, olga.clone(), moment(now)),
                4 => ticket.resolve("gotowe", olga.clone(), moment(now)),
                _ => ticket.close(olga.clone(), moment(now)),
            };
            if let Ok(change) = change {
                apply(db, &change).await;
                ticket = change.ticket;
            }
        }
        filed.push(ticket);
    }
    filed.sort_by_key(|ticket| (6 - ticket.priority.number(), ticket.created_at, ticket.id));
    filed.reverse();
    filed
}

/// What a filter means, said once more without SQL.
fn admits(filter: &QueueFilter, ticket: &Ticket) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let words = polish::words(text);
        words.map(|word| polish::stem(&word.folded)).collect()
    };
    let text = stems(&format!(
        "{}\n{}\n{}\n{}",
        ticket.number, ticket.subject, ticket.requester.name, ticket.body
    ));
    let words = filter.text.as_deref().map(stems).unwrap_or_default();
    filter
        .units
        .as_ref()
        .is_none_or(|units| units.contains(&ticket.unit))
        && filter
            .involved
            .as_ref()
            .is_none_or(|unit| ticket.involved.contains(unit))
        && (if filter.statuses.is_empty() {
            ticket.status.is_open()
        } else {
            filter.statuses.contains(&ticket.status)
        })
        && (filter.priorities.is_empty() || filter.priorities.contains(&ticket.priority))
        && (filter.assignee.is_none() || filter.assignee == ticket.assignee)
        && (filter.requester.is_none() || filter.requester == ticket.requester.account)
        && filter
            .only
            .as_ref()
            .is_none_or(|only| only.contains(&ticket.id))
        && (!filter.unassigned || ticket.assignee.is_none())
        && filter.waits_at.is_none_or(|now| {
            let waiting = ticket.waiting;
            waiting.is_some_and(|waiting| waiting.lasts_at(now))
        })
        && words
            .iter()
            .all(|stem| text.iter().any(|said| said.starts_with(stem)))
}

fn some<T: Clone>(dice: &mut Dice, from: &[T]) -> Vec<T> {
    from.iter()
        .filter(|_| dice.below(2) == 0)
        .cloned()
        .collect()
}

fn random_filter(dice: &mut Dice, tickets: &[Ticket]) -> QueueFilter {
    let person = |id: Option<UserId>| id;
    let units = [unit("IT-02-3"), unit("IT-04-1"), unit("IT-02-4")];
    let texts = [
        "drukarka",
        "ŁĄCZE",
        "laczE drukarką",
        "100%",
        "ZG-2026-000011",
        "loś nie",
        "nic takiego",
        " ",
    ];
    QueueFilter {
        units: (dice.below(3) == 0).then(|| some(dice, &units)),
        involved: (dice.below(3) == 0).then(|| dice.pick(&units).clone()),
        statuses: if dice.below(2) == 0 {
            Vec::new()
        } else {
            some(dice, &Status::ALL)
        },
        priorities: if dice.below(2) == 0 {
            Vec::new()
        } else {
            some(dice, &Priority::ALL)
        },
        assignee: if dice.below(5) == 0 {
            person(dice.pick(tickets).assignee)
        } else {
            None
        },
        requester: if dice.below(5) == 0 {
            person(dice.pick(tickets).requester.account)
        } else {
            None
        },
        only: (dice.below(6) == 0)
            .then(|| some(dice, tickets).iter().map(|ticket| ticket.id).collect()),
        text: (dice.below(3) == 0).then(|| (*dice.pick::<&str>(&texts)).to_owned()),
        sort: *dice.pick(&Sort::ALL),
        unassigned: dice.below(6) == 0,
        waits_at: (dice.below(8) == 0).then(|| at(2_000)),
        ..QueueFilter::default()
    }
}

/// The tickets in this order, said once more without SQL; `due` says when each is due.
fn in_order(
    tickets: &[Ticket],
    sort: Sort,
    due: &HashMap<TicketId, Option<Timestamp>>,
) -> Vec<Ticket> {
    let mut tickets = tickets.to_vec();
    match sort {
        // As `many` gives them.
        Sort::Pressing => {}
        Sort::Oldest => tickets.sort_by_key(|ticket| (ticket.created_at, ticket.id)),
        Sort::Number => {
            tickets.sort_by_key(|ticket| std::cmp::Reverse(ticket.number.sequence()));
        }
        Sort::Due => {
            tickets.retain(|ticket| ticket.status.is_open());
            tickets.sort_by_key(|ticket| (due[&ticket.id].unwrap_or(Timestamp::MAX), ticket.id));
        }
    }
    tickets
}

/// Gives every open ticket a due time, as if one had been worked out; some have none.
async fn all_due(db: &Db, tickets: &[Ticket]) -> HashMap<TicketId, Option<Timestamp>> {
    let mut dice = Dice::new(5);
    let dues: Vec<Due> = tickets
        .iter()
        .map(|ticket| Due {
            ticket: ticket.id,
            version: ticket.version,
            at: (dice.below(5) > 0).then(|| at(i64::try_from(dice.below(40)).unwrap())),
        })
        .collect();
    let mut tx = db.write().await.unwrap();
    dues::keep(&mut tx, &dues).await.unwrap();
    assert_eq!(dues::unknown(&mut tx, 500).await.unwrap(), []);
    tx.commit().await.unwrap();
    dues.iter().map(|due| (due.ticket, due.at)).collect()
}

both_databases! {
    async fn a_line_of_the_queue_shows_who_what_and_the_proposal(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let change = filed.claim(olga, moment(50)).unwrap();
        apply(db, &change).await;
        assert_eq!(page(db, &QueueFilter::default()).await, [QueueRow {
            id: filed.id,
            number: filed.number,
            version: 2,
            subject: "Nie działa VPN".to_owned(),
            requester_name: "Anna Nowak".to_owned(),
            department: "Wydział Geodezji".to_owned(),
            unit: unit("IT-02-3"),
            status: Status::InProgress, waiting: None,
            priority: filed.priority,
            goes_on: None,
            outage: None,
            assignee_name: Some("Olga Operator".to_owned()),
            created_at: at(10),
            updated_at: at(50),
            suggested: Some((unit("IT-04-1"), duty("§14 pkt 1 lit. l"), 0.123_456_789_012_345_68)),
        }]);
    }

    async fn an_unsure_matcher_proposes_nothing_in_the_queue(db: Db) {
        let unsure = Suggestion { decision: Decision::Unsure, ..suggestion() };
        file(db, Draft { suggestion: Some(unsure), ..Draft::default() }).await;
        assert_eq!(page(db, &QueueFilter::default()).await[0].suggested, None);
    }

    async fn pages_of_any_filter_are_its_whole_list_and_the_counts_agree(db: Db) {
        let tickets = many(db, 90).await;
        let due = all_due(db, &tickets).await;
        let mut dice = Dice::new(11);
        let mut conn = db.read().await.unwrap();
        let mut found = 0;
        for _ in 0..150 {
            let filter = random_filter(&mut dice, &tickets);
            let expected: Vec<_> = in_order(&tickets, filter.sort, &due).iter().filter(|ticket| admits(&filter, ticket)).map(|ticket| ticket.number).collect();
            let limit = u32::try_from(1 + dice.below(20)).unwrap();
            let (mut paged, mut after) = (Vec::new(), None);
            loop {
                let page = tickets::queue(&mut conn, &filter, after.as_ref(), limit).await.unwrap();
                assert!(page.rows.len() <= limit as usize);
                paged.extend(page.rows.into_iter().map(|row| row.number));
                let Some(next) = page.next else { break };
                after = Some(Cursor::from_token(&next.to_token()).unwrap());
            }
            assert_eq!(paged, expected, "{filter:?} by {limit}");
            found += paged.len();

            let any_status = QueueFilter { statuses: Vec::new(), ..filter.clone() };
            let counts = tickets::counts(&mut conn, &filter).await.unwrap();
            let open: Vec<_> = Status::ALL.into_iter().filter(|status| status.is_open()).collect();
            assert_eq!(counts.iter().map(|(status, _)| *status).collect::<Vec<_>>(), open);
            for (status, count) in counts {
                let expected = tickets.iter().filter(|ticket| ticket.status == status && admits(&any_status, ticket)).count();
                assert_eq!(count, i64::try_from(expected).unwrap(), "{filter:?} {status:?}");
            }
        }
        assert!(found > 500, "the filters hardly find anything ({found})");
    }

    async fn a_ticket_filed_meanwhile_neither_shifts_nor_doubles_a_page(db: Db) {
        for n in 0..4 {
            file(db, Draft { seconds: n, ..Draft::default() }).await;
        }
        let mut conn = db.read().await.unwrap();
        let first = tickets::queue(&mut conn, &QueueFilter::default(), None, 2).await.unwrap();
        drop(conn);
        file(db, Draft { seconds: 99, ..Draft::default() }).await;
        let mut conn = db.read().await.unwrap();
        let second = tickets::queue(&mut conn, &QueueFilter::default(), first.next.as_ref(), 2).await.unwrap();
        let numbers: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.number.sequence()).collect();
        assert_eq!(numbers, [4, 3, 2, 1]);
    }

    async fn text_is_found_whatever_the_case_and_the_diacritics(db: Db) {
        file(db, Draft { subject: "Łącze ŹLE działa", requester: requester("Świętosława Ćwik"), body: "w pokoju 5", ..Draft::default() }).await;
        file(db, Draft { subject: "zazolc gesla jazn", requester: requester("Jan"), body: "x", ..Draft::default() }).await;
        for text in ["łącze", "LACZE", "ŁĄCZE", "zle lacze", "lącze źle", "swietoslawa", "ĆWIK", "pokój", "łącza", "łączem źle", "lac", "zg-2026-000001", "000001", "za\u{ad}rowka"] {
            let found = subjects(db, text).await;
            let expected: &[&str] = if text.contains('\u{ad}') { &[] } else { &["Łącze ŹLE działa"] };
            assert_eq!(found, expected, "{text}");
        }
        // Decomposed letters are the same letters.
        assert_eq!(subjects(db, "zaz\u{307}o\u{301}\u{142}c\u{301}").await, ["zazolc gesla jazn"]);
        assert_eq!(subjects(db, "lacze jazn").await, Vec::<String>::new());
        assert_eq!(subjects(db, "  \t ").await.len(), 2);
    }

    async fn attack_19_wildcards_quotes_and_control_characters_are_plain_text(db: Db) {
        for subject in ["100% pewne", "100 procent", "plik_a.txt", "plikxa.txt", "wow! działa", "cudzysłów ' \" tu"] {
            file(db, Draft { subject, ..Draft::default() }).await;
        }
        for (text, expected) in [
            ("100%", vec!["100 procent", "100% pewne"]),
            ("plik_a", vec!["plik_a.txt"]),
            ("wow!", vec!["wow! działa"]),
            ("\"tu\"", vec!["cudzysłów ' \" tu"]),
            ("\"tu\" cudzysłów", vec!["cudzysłów ' \" tu"]),
            ("\\", vec![]),
            ("'", vec![]),
            ("%_%", vec![]),
            ("' or 1=1 --", vec![]),
            ("procent\" OR \"pewne", vec![]),
            ("NEAR(procent pewne)", vec![]),
            ("procent | pewne:*", vec![]),
            ("a\0b", vec![]),
            ("\0", vec![]),
        ] {
            assert_eq!(subjects(db, text).await, expected, "{text}");
        }
        let endless = "słowo ".repeat(1_000_000);
        assert_eq!(subjects(db, &endless).await, Vec::<String>::new());
    }

    async fn a_due_time_is_known_until_something_happens_or_other_rules_hold(db: Db) {
        let olga = operator(db).await;
        let one = file(db, Draft::default()).await.ticket;
        let two = file(db, Draft::default()).await.ticket;
        let known = |ticket: &Ticket, seconds| Due { ticket: ticket.id, version: ticket.version, at: Some(at(seconds)) };
        let unknown = async || {
            let mut conn = db.read().await.unwrap();
            dues::unknown(&mut conn, 10).await.unwrap()
        };
        let keep = async |due: Due| {
            let mut tx = db.write().await.unwrap();
            dues::keep(&mut tx, &[due]).await.unwrap();
            tx.commit().await.unwrap();
        };
        let rules = async |fingerprint: &str| {
            let mut tx = db.write().await.unwrap();
            dues::use_rules(&mut tx, fingerprint).await.unwrap();
            assert_eq!(dues::rules(&mut tx).await.unwrap().as_deref(), Some(fingerprint));
            tx.commit().await.unwrap();
        };
        let mut both = vec![one.id, two.id];
        both.sort();
        assert_eq!(unknown().await, both);
        let by_due = QueueFilter { sort: Sort::Due, ..QueueFilter::default() };
        assert_eq!(page(db, &by_due).await, []);
        rules("1").await;
        keep(known(&one, 200)).await;
        keep(known(&two, 100)).await;
        assert_eq!(unknown().await, []);
        let numbers: Vec<_> = page(db, &by_due).await.into_iter().map(|row| row.number).collect();
        assert_eq!(numbers, [two.number, one.number]);
        let claimed = one.claim(olga.clone(), moment(20)).unwrap();
        apply(db, &claimed).await;
        assert_eq!(unknown().await, [one.id]);
        // Worked out from what it was before: not kept.
        keep(known(&one, 300)).await;
        assert_eq!(unknown().await, [one.id]);
        keep(known(&claimed.ticket, 300)).await;
        assert_eq!(unknown().await, []);
        rules("1").await;
        assert_eq!(unknown().await, []);
        rules("2").await;
        assert_eq!(unknown().await, both);
        // Nobody asks when a finished ticket is due.
        apply(db, &claimed.ticket.resolve("gotowe", olga, moment(30)).unwrap()).await;
        assert_eq!(unknown().await, [two.id]);
    }

    async fn views_are_kept_for_their_owner_and_for_the_unit_they_are_shared_with(db: Db) {
        let people = ["Olga", "Jan", "Ewa"].map(|name| account(name, name, Role::FirstLine));
        for person in &people {
            add(db, person).await;
        }
        let [olga, jan, ewa] = people.map(|person| person.id);
        let first_line = unit("IT-02-3");
        let view = |name: &str, owner, unit: Option<&ordinance::UnitCode>| View {
            id: uuid::Uuid::now_v7(),
            name: name.to_owned(),
            query: "stan=new".to_owned(),
            owner,
            unit: unit.cloned(),
            created_at: at(7),
        };
        let (own, shared) = (view("własny", olga, None), view("dla wszystkich", olga, Some(&first_line)));
        let mut tx = db.write().await.unwrap();
        for view in [&own, &shared, &view("cudzy", ewa, Some(&unit("IT-04-1")))] {
            assert_eq!(views::insert(&mut tx, view).await.unwrap(), Outcome::Done);
        }
        assert_eq!(views::of(&mut tx, olga, Some(&first_line)).await.unwrap(), [shared.clone(), own.clone()]);
        assert_eq!(views::of(&mut tx, jan, Some(&first_line)).await.unwrap(), std::slice::from_ref(&shared));
        assert_eq!(views::of(&mut tx, jan, None).await.unwrap(), []);
        assert_eq!(views::delete(&mut tx, shared.id, jan).await.unwrap(), Outcome::Stale);
        assert_eq!(views::delete(&mut tx, shared.id, olga).await.unwrap(), Outcome::Done);
        for n in 1..views::MOST {
            assert_eq!(views::insert(&mut tx, &view(&n.to_string(), olga, None)).await.unwrap(), Outcome::Done);
        }
        assert_eq!(views::insert(&mut tx, &view("za dużo", olga, None)).await.unwrap(), Outcome::Stale);
        tx.commit().await.unwrap();
    }

    async fn an_empty_list_of_units_finds_nothing(db: Db) {
        file(db, Draft::default()).await;
        let filter = QueueFilter { units: Some(Vec::new()), ..QueueFilter::default() };
        assert_eq!(page(db, &filter).await, []);
    }

    async fn attack_19_any_cursor_and_any_limit_are_harmless(db: Db) {
        let tickets = many(db, 5).await;
        let mut conn = db.read().await.unwrap();
        let open = tickets.iter().filter(|ticket| ticket.status.is_open()).count();
        for limit in [0, 1, u32::MAX] {
            let page = tickets::queue(&mut conn, &QueueFilter::default(), None, limit).await.unwrap();
            assert!(page.rows.len() <= open.max(1));
        }
        for token in ["", "a", "' or 1=1 --", "ZG-2026-000001", &"A".repeat(40), &"A".repeat(100_000), "ąęć", "\0"] {
            assert_eq!(Cursor::from_token(token), Err(CursorError), "{token}");
        }
        assert_eq!(CursorError.to_string(), "not a cursor of this list");
    }
}
