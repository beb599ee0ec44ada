//! The search of the queue: words of tickets and of what was written about them.

use domain::*;
use store::Store;
use store::tickets::{self, QueueFilter};

use crate::support::*;

/// The sequence numbers of the tickets that a filter finds.
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

both_databases! {
    async fn what_was_written_about_a_ticket_is_found_in_any_form(db: Db) {
        let olga = operator(db).await;
        let one = file(db, Draft { subject: "Skaner", body: "Nie działa od rana", ..Draft::default() }).await.ticket;
        file(db, Draft { subject: "Skaner", body: "Działa, ale nie skanuje w kolorze", ..Draft::default() }).await;
        let noted = one.note(Visibility::Internal, "Wymieniono kabelek zasilający", olga.clone(), moment(10)).unwrap();
        apply(db, &noted).await;
        let solved = noted.ticket.resolve("Proszę włączyć zasilacz", olga, moment(20)).unwrap();
        apply(db, &solved).await;
        for (text, expected) in [
            ("skanerem", vec![1, 2]),
            ("skan", vec![1, 2]),
            ("kabelkiem", vec![1]),
            ("zasilacza", vec![1]),
            ("zasilacza skanera", vec![1]),
            ("\"nie działa\"", vec![1]),
            ("nie działa", vec![1, 2]),
            ("\"działa ale\" kolorem", vec![2]),
            ("\"zasilacz skaner\"", vec![]),
            ("kabelkiem kolorem", vec![]),
        ] {
            assert_eq!(by_text(db, text).await, expected, "{text}");
        }
    }

    async fn short_forms_and_the_words_they_stand_for_find_each_other(db: Db) {
        file(db, Draft { subject: "Komp", body: "Nie mam neta w pok. 12", ..Draft::default() }).await;
        file(db, Draft { subject: "Komputer", body: "Brak internetu w pokoju obok", ..Draft::default() }).await;
        for text in ["komputerem", "kompa", "internet", "netem", "pokój", "pok.", "net komp"] {
            assert_eq!(by_text(db, text).await, [1, 2], "{text}");
        }
        assert_eq!(by_text(db, "\"pokoju 12\"").await, [1]);
    }

    async fn the_requester_is_searched_for_by_name(db: Db) {
        file(db, Draft { requester: requester("Żaneta Kowalska"), body: "Proszę o kontakt z panem Łosiem", ..Draft::default() }).await;
        file(db, Draft { requester: requester("Jan Łoś"), body: "Żaneta wie", ..Draft::default() }).await;
        assert_eq!(by_text(db, "nadawca:kowalska").await, [1]);
        assert_eq!(by_text(db, "żaneta").await, [1, 2]);
        assert_eq!(by_text(db, "nadawca:żaneta").await, [1]);
        assert_eq!(by_text(db, "nadawca:\"jan łoś\"").await, [2]);
        assert_eq!(by_text(db, "nadawca:proszę").await, Vec::<i64>::new());
    }

    async fn internal_words_are_not_looked_through_for_the_requester(db: Db) {
        let olga = operator(db).await;
        let anna = account("anna", "Anna Nowak", Role::Requester);
        add(db, &anna).await;
        let mut who = requester("Anna Nowak");
        who.account = Some(anna.id);
        let ticket = file(db, Draft { requester: who, ..Draft::default() }).await.ticket;
        let hidden = ticket.note(Visibility::Internal, "klientka kłopotliwa", olga.clone(), moment(10)).unwrap();
        apply(db, &hidden).await;
        let shown = hidden.ticket.note(Visibility::Public, "Oddzwonimy", olga, moment(20)).unwrap();
        apply(db, &shown).await;
        let own = |text: &str| QueueFilter { requester: Some(anna.id), text: Some(text.to_owned()), ..QueueFilter::default() };
        assert_eq!(by_text(db, "kłopotliwy").await, [1]);
        assert_eq!(found(db, own("kłopotliwy")).await, Vec::<i64>::new());
        assert_eq!(found(db, own("oddzwonimy")).await, [1]);
    }

    async fn words_that_were_deleted_are_made_again(db: Db) {
        let olga = operator(db).await;
        for n in 0..450 {
            file(db, Draft { subject: if n == 333 { "Rzutnik" } else { "Monitor" }, seconds: n, ..Draft::default() }).await;
        }
        let mut conn = db.read().await.unwrap();
        let number = TicketNumber::new(2026, 334).unwrap();
        let ticket = tickets::by_number(&mut conn, number).await.unwrap().unwrap();
        drop(conn);
        apply(db, &ticket.note(Visibility::Public, "Żarówka w drodze", olga, moment(1_000)).unwrap()).await;
        db.raw("delete from ticket_words").await.unwrap();
        assert_eq!(by_text(db, "rzutnika").await, Vec::<i64>::new());
        db.migrate().await.unwrap();
        assert_eq!(by_text(db, "rzutnika żarówki").await, [334]);
        assert_eq!(by_text(db, "monitory").await.len(), 449);
        db.migrate().await.unwrap();
        assert_eq!(by_text(db, "rzutnika żarówki").await, [334]);
    }
}
