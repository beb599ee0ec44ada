//! Bookings: kept with the acts, listed by time and by unit, and seen by whoever books next.

use domain::calendar::Calendar;
use domain::*;
use store::bookings;

use crate::support::*;

const DAY: i64 = 24 * 3_600;

/// A ticket on which IT-04-2 works.
async fn session(db: &Db, olga: &Author) -> Ticket {
    let filed = file(db, Draft::default()).await.ticket;
    let there = filed
        .transfer(
            &unit("IT-04-2"),
            "sesja",
            duty("§15 pkt 6"),
            &DESK,
            olga.clone(),
            moment(10),
        )
        .unwrap();
    apply(db, &there).await;
    let taken = there.ticket.accept(olga.clone(), moment(20)).unwrap();
    apply(db, &taken).await;
    taken.ticket
}

fn wanted(from: i64, to: i64) -> Booking {
    let wanted = Wanted {
        duty: duty("§15 pkt 6"),
        place: "Sala Obrad",
        from: at(from),
        to: at(to),
        crew: "Ewa Lis",
        equipment: "rzutnik 3",
        setup_minutes: 0,
    };
    Booking::plan(&wanted, &Calendar::built_in(), at(30)).unwrap()
}

/// Books for a ticket as the pages do, all the same.
async fn book(db: &Db, ticket: &Ticket, booking: Booking, (olga, n): (&Author, i64)) -> Change {
    let mut tx = db.write().await.unwrap();
    let others = bookings::planned_beside(&mut tx, ticket.id, &booking)
        .await
        .unwrap();
    let others = others.iter().map(|(number, booking)| (*number, booking));
    let change = ticket
        .book(
            booking,
            others,
            Overlap::Confirmed,
            &DESK,
            olga.clone(),
            moment(n),
        )
        .unwrap();
    store::tickets::apply(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
    change
}

both_databases! {
    async fn bookings_are_listed_by_time_and_only_to_units_that_have_to_do_with_them(db: Db) {
        let olga = operator(db).await;
        let ticket = session(db, &olga).await;
        let first = book(db, &ticket, wanted(DAY, DAY + 3_600), (&olga, 40)).await;
        let moved = book(db, &first.ticket, wanted(2 * DAY, 2 * DAY + 3_600), (&olga, 50)).await;
        let mut conn = db.read().await.unwrap();
        let all = bookings::of_ticket(&mut conn, ticket.id).await.unwrap();
        assert_eq!((all.len(), all[0].revision, all[0].booking.from), (1, 1, at(2 * DAY)));
        assert_eq!(all[0].number, first.event.sequence);
        let (beginning, end) = (at(2 * DAY), at(3 * DAY));
        for (by, found) in [(None, 1), (Some("IT-04-2"), 1), (Some("IT-02-3"), 1), (Some("IT-01-1"), 0)] {
            let by = by.map(unit);
            let listed = bookings::between(&mut conn, beginning, end, by.as_ref()).await.unwrap();
            assert_eq!(listed.len(), found, "{by:?}");
            let late = bookings::without_a_word(&mut conn, end, by.as_ref()).await.unwrap();
            assert_eq!(late.len(), found, "{by:?}");
        }
        let listed = bookings::between(&mut conn, beginning, end, None).await.unwrap();
        assert_eq!((listed[0].ticket, &listed[0].booked), (ticket.number, &all[0]));
        // One that is over when the time begins, or begins when it is over, does not touch it.
        for (from, to) in [(0, 2 * DAY), (2 * DAY + 3_600, 9 * DAY)] {
            assert!(bookings::between(&mut conn, at(from), at(to), None).await.unwrap().is_empty());
        }
        assert!(bookings::without_a_word(&mut conn, at(2 * DAY), None).await.unwrap().is_empty());
        drop(conn);
        let ended = moved.ticket
            .end_booking(Some(&all[0]), BookingState::CarriedOut, "", olga, moment(2 * DAY + 10))
            .unwrap();
        apply(db, &ended).await;
        let mut conn = db.read().await.unwrap();
        assert!(bookings::without_a_word(&mut conn, end, None).await.unwrap().is_empty());
        let history = store::tickets::history(&mut conn, ticket.id).await.unwrap();
        let kept = bookings::of_ticket(&mut conn, ticket.id).await.unwrap();
        assert_eq!((kept[0].state, domain::bookings(&history)), (BookingState::CarriedOut, kept));
    }

    async fn two_who_book_at_the_same_time_see_each_other(db: Db) {
        let olga = operator(db).await;
        let (one, other) = (session(db, &olga).await, session(db, &olga).await);
        let booking = || wanted(DAY, DAY + 3_600);
        let (a, b) = tokio::join!(
            book(db, &one, booking(), (&olga, 40)),
            book(db, &other, booking(), (&olga, 40))
        );
        let despite = |change: &Change| match &change.event.act {
            Act::Booked(booking) => booking.despite.len(),
            _ => 0,
        };
        // Place, person and thing, by whoever came second.
        assert_eq!(despite(&a) + despite(&b), 3);
    }
}
