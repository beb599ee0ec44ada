//! Whatever people do, the row is the fold of its history.

use domain::*;
use store::{Outcome, tickets};

use crate::support::*;

/// A random act, or `None` when the dice name one that does not fit.
pub(crate) fn act(
    ticket: &Ticket,
    tasks: &[Task],
    booked: Option<&Booked>,
    by: &Author,
    dice: &mut Dice,
    n: i64,
) -> Option<Change> {
    let by = by.clone();
    let moment = moment(n);
    let units = ["IT-01-1", "IT-02-3", "IT-02-4", "IT-04-1", "IT-04-2"];
    let change = match dice.below(25) {
        0 => ticket.claim(by, moment),
        1 => ticket.note(Visibility::Public, "Proszę o cierpliwość.", by, moment),
        2 => ticket.note(Visibility::Internal, "Zob. umowę.", by, moment),
        3 => {
            let to = DESK.second_line_unit(&unit("IT-04-1")).ok()?;
            ticket.escalate(&to, duty("§14 pkt 1 lit. l"), comment(), &DESK, by, moment)
        }
        4 | 5 => {
            let to = unit(dice.pick::<&str>(&units));
            let basis = DESK
                .ordinance()
                .duties()
                .find(|provision| provision.unit.as_ref() == Some(&to))?
                .reference;
            ticket.transfer(&to, "właściwa komórka", basis, &DESK, by, moment)
        }
        6 => ticket.accept(by, moment),
        7 => ticket.give_back("nie nasze", &DESK, by, moment),
        8 => ticket.resolve("ponowne uruchomienie", by, moment),
        9 => ticket.reopen("dalej nie działa", by, moment),
        10 => ticket.pause(WaitingFor::Requester, None, "numer?", by, moment),
        11 => ticket.pause(WaitingFor::Date, Some(at(n + 50)), "wizyta", by, moment),
        12 => ticket.resume(by, moment),
        13 => {
            let (impact, urgency) = (*dice.pick(&Impact::ALL), *dice.pick(&Urgency::ALL));
            let matrix = PriorityMatrix::built_in();
            ticket.change_priority(impact, urgency, "stoi", &matrix, by, moment)
        }
        14 | 15 => {
            let to = ticket.quarrel.open.as_ref()?[0].clone();
            let basis = DESK
                .ordinance()
                .duties()
                .find(|provision| provision.unit.as_ref() == Some(&to))?
                .reference;
            ticket.decide(&to, basis, "rozstrzygam", &DESK, by, moment)
        }
        16 | 17 => {
            let to = unit(dice.pick::<&str>(&units));
            let basis = DESK
                .ordinance()
                .duties()
                .find(|provision| provision.unit.as_ref() == Some(&to))?
                .reference;
            let work = Work {
                kind: TaskKind::Part,
                to,
                duty: basis,
                place: String::new(),
                contact: String::new(),
                what: "Proszę sprawdzić.".to_owned(),
            };
            ticket.give_task(work, &DESK, by, moment)
        }
        18 => ticket.take_task(one_of(dice, tasks)?, by, moment),
        19 => {
            let how = *dice.pick(&TaskState::ALL);
            ticket.end_task(one_of(dice, tasks)?, how, "zrobione", by, moment)
        }
        20 | 21 => {
            let wanted = Wanted {
                duty: duty("§15 pkt 6"),
                place: "Sala Obrad",
                from: at(n + 3),
                to: at(n + 7),
                crew: "Ewa",
                equipment: "",
                setup_minutes: 30,
            };
            let booking = Booking::plan(&wanted, &calendar::Calendar::built_in(), at(n)).ok()?;
            ticket.book(booking, [], Overlap::Ask, &DESK, by, moment)
        }
        22 | 23 => {
            let how = *dice.pick(&BookingState::ALL);
            ticket.end_booking(booked, how, "tak wyszło", by, moment)
        }
        _ if dice.below(10) == 0 => ticket.close(by, moment),
        _ => return None,
    };
    change.ok()
}

fn one_of<'a>(dice: &mut Dice, tasks: &'a [Task]) -> Option<&'a Task> {
    (!tasks.is_empty()).then(|| dice.pick(tasks))
}

both_databases! {
    async fn the_row_is_the_fold_of_its_history_whatever_people_do(db: Db) {
        let olga = operator(db).await;
        for seed in 1..=12 {
            let mut dice = Dice::new(seed);
            let filed = file(db, Draft::default()).await;
            let mut ticket = filed.ticket;
            let mut history = vec![filed.event];
            let (mut acts, mut letters) = (1, 1);
            for n in 0..40 {
                let Some(change) = act(&ticket, &tasks(&history), bookings(&history).last(), &olga, &mut dice, 100 + n) else { continue };
                assert_eq!(apply(db, &change).await, Outcome::Done);
                acts += 1;
                letters += change.letters.len();
                ticket = change.ticket;
                history.push(change.event);
            }
            let mut tx = db.write().await.unwrap();
            let stored = tickets::by_number(&mut tx, ticket.number).await.unwrap().unwrap();
            let kept = store::tasks::of_ticket(&mut tx, ticket.id).await.unwrap();
            assert_eq!(tasks(&history), kept, "seed {seed}");
            let kept = store::bookings::of_ticket(&mut tx, ticket.id).await.unwrap();
            assert_eq!(bookings(&history), kept, "seed {seed}");
            let history = tickets::history(&mut tx, ticket.id).await.unwrap();
            assert_eq!(history.len(), acts, "seed {seed}");
            assert_eq!(replay(&history).unwrap(), stored, "seed {seed}");
            assert_eq!(stored, ticket, "seed {seed}");
            let queued = store::jobs::claim(&mut tx, at(10_000), 60, 1_000).await.unwrap().len();
            assert_eq!(queued, letters, "seed {seed}");
            tx.commit().await.unwrap();
        }
        // What orders a unit's queue never differs from the tickets themselves.
        let drifted = db.raw_number(
            "select count(*) from ticket_units u join tickets t on t.id = u.ticket
             where u.is_open <> t.is_open or u.weight <> t.weight or u.created_at <> t.created_at").await;
        assert_eq!(drifted, 0);
        let holders = db.raw_number(
            "select count(*) from ticket_units u join tickets t on t.id = u.ticket and t.unit = u.unit").await;
        assert_eq!(holders, 12);
    }
}
