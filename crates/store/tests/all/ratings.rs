//! What requesters say of solutions.

use domain::*;
use store::{StoreError, ratings};

use crate::support::*;

/// A ticket that was solved, and its history.
async fn solved(db: &Db, by: &Author, seconds: i64) -> (Ticket, Vec<Event>) {
    let filed = file(db, Draft::default()).await;
    let change = filed
        .ticket
        .resolve("nowy certyfikat", by.clone(), moment(seconds))
        .unwrap();
    apply(db, &change).await;
    (change.ticket, vec![filed.event, change.event])
}

async fn put(db: &Db, rating: &Rating) {
    let mut tx = db.write().await.unwrap();
    ratings::put(&mut tx, rating).await.unwrap();
    tx.commit().await.unwrap();
}

both_databases! {
    async fn a_solution_has_one_rating_and_a_later_one_its_own(db: Db) {
        let olga = operator(db).await;
        let (ticket, mut history) = solved(db, &olga, 10).await;
        let first = ticket.rate(&history, &[], Grade::Bad, "za późno\n", at(20)).unwrap();
        put(db, &first).await;
        let better = ticket
            .rate(&history, std::slice::from_ref(&first), Grade::Fair, "", at(30))
            .unwrap();
        put(db, &better).await;
        let mut conn = db.read().await.unwrap();
        let kept = ratings::of_ticket(&mut conn, ticket.id).await.unwrap();
        assert_eq!(kept, std::slice::from_ref(&better));
        drop(conn);
        let again = ticket.reopen("znowu", visitor(), moment(40)).unwrap();
        apply(db, &again).await;
        let solved = again.ticket.resolve("karta", olga, moment(50)).unwrap();
        apply(db, &solved).await;
        history.extend([again.event, solved.event]);
        let given = [better];
        let second = solved.ticket.rate(&history, &given, Grade::Good, "", at(60)).unwrap();
        put(db, &second).await;
        let mut conn = db.read().await.unwrap();
        let [better] = given;
        assert_eq!(ratings::of_ticket(&mut conn, ticket.id).await.unwrap(), [better, second]);
    }

    async fn ratings_are_counted_by_unit_within_the_period(db: Db) {
        let olga = operator(db).await;
        for (n, grade) in (1_i64..).zip([Grade::Good, Grade::Bad, Grade::Good]) {
            let (ticket, history) = solved(db, &olga, 10).await;
            let mut rating = ticket.rate(&history, &[], grade, "", at(100 * n)).unwrap();
            if n == 2 {
                rating.unit = unit("IT-04-1");
            }
            put(db, &rating).await;
        }
        let mut conn = db.read().await.unwrap();
        let all = ratings::by_unit(&mut conn, at(0), at(1_000)).await.unwrap();
        let counts = |code: &str| all[&unit(code)].counts.map(|(_, count)| count);
        assert_eq!(all.len(), 2);
        assert_eq!(counts("IT-02-3"), [2, 0, 0]);
        assert_eq!(counts("IT-04-1"), [0, 0, 1]);
        let some = ratings::by_unit(&mut conn, at(100), at(300)).await.unwrap();
        assert_eq!(some[&unit("IT-02-3")].total(), 1);
        assert!(ratings::by_unit(&mut conn, at(301), at(400)).await.unwrap().is_empty());
    }

    async fn nothing_is_said_of_what_does_not_exist(db: Db) {
        let olga = operator(db).await;
        let (ticket, history) = solved(db, &olga, 10).await;
        let mut rating = ticket.rate(&history, &[], Grade::Good, "", at(20)).unwrap();
        rating.solution = moment(9_999).event;
        let mut tx = db.write().await.unwrap();
        let refused = ratings::put(&mut tx, &rating).await;
        assert!(matches!(refused, Err(StoreError::Dangling(_))), "{refused:?}");
    }
}
