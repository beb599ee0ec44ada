//! Duplicates on both databases: both tickets or neither, whoever comes first, and the search.

use domain::*;
use store::tickets::{self, QueueFilter};
use store::{Outcome, Store};

use crate::support::*;

const FREE: [Bonds; 2] = [Bonds {
    open_tasks: 0,
    booked: false,
    security: false,
}; 2];

fn who(name: &str, email: &str) -> Requester {
    Requester {
        email: email.to_owned(),
        ..requester(name)
    }
}

async fn two(store: &Store) -> (Ticket, Ticket) {
    let first = Draft {
        subject: "Drukarka",
        body: "Nie drukuje w sekretariacie",
        requester: who("Anna Nowak", "anna@example.org"),
        ..Draft::default()
    };
    let second = Draft {
        subject: "Kserokopiarka",
        body: "Gniecie papier, pokój obok kancelarii",
        requester: who("Jan Łoś", "jan@example.org"),
        ..Draft::default()
    };
    (
        file(store, first).await.ticket,
        file(store, second).await.ticket,
    )
}

fn merge(duplicate: &Ticket, main: &Ticket, by: &Author, seconds: i64) -> Joint {
    let moments = [moment(seconds), moment(seconds)];
    let joint = duplicate.merge_into(main, FREE, "to samo", by.clone(), moments);
    joint.unwrap()
}

async fn write(store: &Store, joint: &Joint) -> Outcome {
    let mut tx = store.write().await.unwrap();
    let outcome = tickets::apply_joint(&mut tx, joint).await.unwrap();
    if outcome == Outcome::Done {
        tx.commit().await.unwrap();
    }
    outcome
}

async fn found(store: &Store, filter: QueueFilter) -> Vec<i64> {
    let mut conn = store.read().await.unwrap();
    let page = tickets::queue(&mut conn, &filter, None, 500).await.unwrap();
    let mut numbers: Vec<i64> = page.rows.iter().map(|row| row.number.sequence()).collect();
    numbers.sort_unstable();
    numbers
}

async fn by_text(store: &Store, text: &str) -> Vec<i64> {
    let filter = QueueFilter {
        text: Some(text.to_owned()),
        statuses: Status::ALL.to_vec(),
        ..QueueFilter::default()
    };
    found(store, filter).await
}

fn by_status(status: Status) -> QueueFilter {
    QueueFilter {
        statuses: vec![status],
        ..QueueFilter::default()
    }
}

both_databases! {
    async fn both_rows_are_the_folds_of_their_histories_merged_and_taken_apart(db: Db) {
        let olga = operator(db).await;
        let (anna, jan) = two(db).await;
        let joint = merge(&anna, &jan, &olga, 20);
        assert_eq!(write(db, &joint).await, Outcome::Done);
        for id in [anna.id, jan.id] {
            let mut conn = db.read().await.unwrap();
            let history = tickets::history(&mut conn, id).await.unwrap();
            drop(conn);
            assert_eq!(replay(&history).unwrap(), row(db, id).await);
        }
        let (merged, main) = (row(db, anna.id).await, row(db, jan.id).await);
        assert_eq!((&merged, &main), (&joint.duplicate.ticket, &joint.main.ticket));
        assert_eq!(merged.status, Status::Merged);
        let mut conn = db.read().await.unwrap();
        let duplicates = tickets::duplicates(&mut conn, jan.id).await.unwrap();
        drop(conn);
        assert_eq!(duplicates, std::slice::from_ref(&merged));

        let parted = merged.part_from(&main, "inna", olga, [moment(30), moment(30)]).unwrap();
        assert_eq!(write(db, &parted).await, Outcome::Done);
        assert_eq!(row(db, anna.id).await, parted.duplicate.ticket);
        assert_eq!(row(db, anna.id).await.status, Status::New);
        assert_eq!(row(db, jan.id).await, parted.main.ticket);
        let mut conn = db.read().await.unwrap();
        assert_eq!(tickets::duplicates(&mut conn, jan.id).await.unwrap(), []);
    }

    async fn attack_35_of_two_merges_either_way_at_once_exactly_one_wins(db: Db) {
        let olga = operator(db).await;
        for n in 0..12 {
            let (anna, jan) = two(db).await;
            let (one, other) = (merge(&anna, &jan, &olga, 20 + n), merge(&jan, &anna, &olga, 20 + n));
            let (first, second) = tokio::join!(write(db, &one), write(db, &other));
            let mut outcomes = [first, second];
            outcomes.sort_by_key(|outcome| *outcome == Outcome::Stale);
            assert_eq!(outcomes, [Outcome::Done, Outcome::Stale]);
            let (anna, jan) = (row(db, anna.id).await, row(db, jan.id).await);
            let merged = [&anna, &jan].into_iter().filter(|one| one.status == Status::Merged).count();
            assert_eq!(merged, 1);
            assert_eq!(anna.merging.absorbed.len() + jan.merging.absorbed.len(), 1);
        }
    }

    async fn a_merge_and_an_act_at_once_lose_nobody(db: Db) {
        let olga = operator(db).await;
        for n in 0..12 {
            let (anna, jan) = two(db).await;
            let joint = merge(&anna, &jan, &olga, 20 + n);
            let solved = jan.resolve("Wymieniono rolkę", olga.clone(), moment(20 + n)).unwrap();
            let solve = async {
                let mut tx = db.write().await.unwrap();
                let outcome = tickets::apply(&mut tx, &solved).await.unwrap();
                tx.commit().await.unwrap();
                outcome
            };
            let (merge, solve) = tokio::join!(write(db, &joint), solve);
            // Whoever solved without knowing of the second requester has to look again.
            assert_ne!(merge, solve);
            let jan = row(db, jan.id).await;
            assert_eq!(jan.status == Status::Resolved, jan.merging.absorbed.is_empty());
        }
    }

    async fn a_merge_half_of_which_is_stale_writes_nothing(db: Db) {
        let olga = operator(db).await;
        let (anna, jan) = two(db).await;
        let joint = merge(&anna, &jan, &olga, 20);
        apply(db, &jan.claim(olga, moment(15)).unwrap()).await;
        assert_eq!(write(db, &joint).await, Outcome::Stale);
        assert_eq!(row(db, anna.id).await, anna);
        assert!(row(db, jan.id).await.merging.absorbed.is_empty());
    }

    async fn the_search_finds_both_by_the_words_of_either_until_they_come_apart(db: Db) {
        let olga = operator(db).await;
        let (anna, jan) = two(db).await;
        let noted = anna.note(Visibility::Internal, "toner jest w szafie", olga.clone(), moment(12)).unwrap();
        apply(db, &noted).await;
        let joint = merge(&noted.ticket, &jan, &olga, 20);
        write(db, &joint).await;
        let said = joint.duplicate.ticket
            .say_in(&joint.main.ticket, "mam czarne smugi", visitor(), [moment(30), moment(30)])
            .unwrap();
        write(db, &said).await;
        let everywhere = [
            ("drukarkami", vec![1, 2]),
            ("szafa toner", vec![1, 2]),
            ("smuga", vec![1, 2]),
            ("ZG-2026-000001", vec![1, 2]),
            ("nadawca:nowak", vec![1, 2]),
            ("gniecie", vec![2]),
        ];
        for (text, expected) in &everywhere {
            assert_eq!(&by_text(db, text).await, expected, "{text}");
        }
        // Made again they are the same.
        db.raw("delete from ticket_words").await.unwrap();
        db.migrate().await.unwrap();
        for (text, expected) in &everywhere {
            assert_eq!(&by_text(db, text).await, expected, "{text}");
        }
        let parted = said.duplicate.ticket
            .part_from(&said.main.ticket, "inna sprawa", olga, [moment(40), moment(40)])
            .unwrap();
        write(db, &parted).await;
        for text in ["drukarkami", "szafa toner", "nadawca:nowak"] {
            assert_eq!(by_text(db, text).await, [1], "{text}");
        }
        // That message was read as a part of the other ticket, and stays there too.
        assert_eq!(by_text(db, "smuga").await, [1, 2]);
    }

    async fn attack_23_a_requester_finds_nothing_by_the_words_of_whoever_reported_the_same(db: Db) {
        let olga = operator(db).await;
        let account = account("jan", "Jan Łoś", Role::Requester);
        add(db, &account).await;
        let (anna, _) = two(db).await;
        let mut own = who("Jan Łoś", "jan@example.org");
        own.account = Some(account.id);
        let jan = file(db, Draft { requester: own, ..Draft::default() }).await.ticket;
        write(db, &merge(&anna, &jan, &olga, 20)).await;
        let own = |text: &str| QueueFilter {
            requester: Some(account.id),
            statuses: Status::ALL.to_vec(),
            text: Some(text.to_owned()),
            ..QueueFilter::default()
        };
        assert_eq!(found(db, own("vpn")).await, [3]);
        assert_eq!(found(db, own("nadawca:łoś")).await, [3]);
        for text in ["drukarka", "sekretariat", "nowak", "nadawca:nowak", "anna@example.org", "ZG-2026-000001"] {
            assert_eq!(found(db, own(text)).await, Vec::<i64>::new(), "{text}");
        }
    }

    async fn merged_tickets_are_told_from_cancelled_ones(db: Db) {
        let olga = operator(db).await;
        let (anna, jan) = two(db).await;
        let third = file(db, Draft::default()).await.ticket;
        apply(db, &third.cancel("pomyłka", olga.clone(), moment(15)).unwrap()).await;
        write(db, &merge(&anna, &jan, &olga, 20)).await;
        assert_eq!(found(db, by_status(Status::Merged)).await, [1]);
        assert_eq!(found(db, by_status(Status::Cancelled)).await, [3]);
        let both = QueueFilter { statuses: vec![Status::Merged, Status::Cancelled], ..QueueFilter::default() };
        assert_eq!(found(db, both).await, [1, 3]);
        assert_eq!(found(db, QueueFilter::default()).await, [2]);
        let mut conn = db.read().await.unwrap();
        let page = tickets::queue(&mut conn, &by_status(Status::Merged), None, 10).await.unwrap();
        drop(conn);
        assert_eq!(page.rows[0].status, Status::Merged);
        assert_eq!(page.rows[0].goes_on, Some((jan.number, Status::New)));

        // As long as the matter goes on it is listed for those who reported it.
        let going_on = || QueueFilter { goes_on: true, ..by_status(Status::Merged) };
        assert_eq!(found(db, going_on()).await, [1]);
        let solved = row(db, jan.id).await.resolve("tak", olga.clone(), moment(30)).unwrap();
        apply(db, &solved).await;
        assert_eq!(found(db, going_on()).await, [1]);
        apply(db, &solved.ticket.close(olga, moment(40)).unwrap()).await;
        assert_eq!(found(db, going_on()).await, Vec::<i64>::new());
    }

    async fn letters_to_the_requester_of_a_duplicate_are_kept_and_read_back(db: Db) {
        let olga = operator(db).await;
        let (anna, jan) = two(db).await;
        let joint = merge(&anna, &jan, &olga, 20);
        write(db, &joint).await;
        let solved = joint.main.ticket.resolve("Wymieniono rolkę", olga, moment(30)).unwrap();
        apply(db, &solved).await;
        let mut conn = db.write().await.unwrap();
        let jobs = store::jobs::claim(&mut conn, at(1_000), 60, 100).await.unwrap();
        let of = |kind: LetterKind| {
            let all = jobs.iter().filter(move |job| job.kind == kind);
            all.map(|job| (job.ticket, job.to.clone())).collect::<Vec<_>>()
        };
        assert_eq!(of(LetterKind::Merge), [(anna.id, Recipient::Requester)]);
        let mut told = of(LetterKind::Resolution);
        told.sort_by_key(|(_, to)| *to != Recipient::Requester);
        assert_eq!(told, [(jan.id, Recipient::Requester), (jan.id, Recipient::RequesterOf(anna.id))]);
    }

    async fn open_tickets_that_say_nearly_the_same_are_found(db: Db) {
        let olga = operator(db).await;
        let draft = |subject, body, seconds| Draft { subject, body, seconds, ..Draft::default() };
        let own = file(db, draft("Nie działa drukarka w pokoju 12", "Drukarka miga na czerwono i nie drukuje pism", 100)).await.ticket;
        let alike = file(db, draft("Drukarka nie drukuje", "Miga na czerwono, pokój 12, nie można drukować pism", 200)).await.ticket;
        file(db, draft("Brak dostępu do poczty", "Outlook pyta o hasło w pokoju 12", 300)).await;
        file(db, draft("Dzień dobry", "Proszę o pomoc", 400)).await;
        let old = file(db, draft("Drukarka nie drukuje", "Miga na czerwono, pokój 12", -1_000_000)).await.ticket;
        let solved = file(db, draft("Drukarka nie drukuje", "Miga na czerwono, pokój 12, pisma", 500)).await.ticket;
        apply(db, &solved.resolve("ok", olga, moment(600)).unwrap()).await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(tickets::similar(&mut conn, &own, at(0), 5).await.unwrap(), [alike.id]);
        assert_eq!(tickets::similar(&mut conn, &alike, at(0), 5).await.unwrap(), [own.id]);
        assert_eq!(tickets::similar(&mut conn, &own, at(0), 0).await.unwrap(), []);
        let long_ago = tickets::similar(&mut conn, &own, at(-2_000_000), 5).await.unwrap();
        assert!(long_ago.contains(&old.id) && long_ago.len() == 2);
    }
}
