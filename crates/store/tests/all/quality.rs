//! How often escalations came back for their comment.

use domain::*;
use store::quality;

use crate::support::*;

both_databases! {
    async fn returns_for_the_comment_are_counted_by_part_within_the_period(db: Db) {
        let olga = operator(db).await;
        let mut ticket = file(db, Draft::default()).await.ticket;
        let causes = [
            Some(ReturnCause::IncompleteComment { parts: vec![CommentPart::Tried, CommentPart::Contact] }),
            Some(ReturnCause::NotCompetent { unit: unit("IT-04-2"), duty: duty("§15 pkt 8") }),
        ];
        for (n, cause) in (1_i64..).zip(causes) {
            let to = DESK.second_line_unit(&unit("IT-04-1")).unwrap();
            let there = ticket
                .escalate(&to, duty("§14 pkt 1 lit. l"), comment(), &DESK, olga.clone(), moment(100 * n))
                .unwrap();
            apply(db, &there).await;
            let back = there.ticket
                .give_back_for(cause, "zob. niżej", &DESK, olga.clone(), moment(100 * n + 50))
                .unwrap();
            apply(db, &back).await;
            ticket = back.ticket;
        }
        let mut conn = db.read().await.unwrap();
        let all = quality::comments(&mut conn, at(0), at(1_000)).await.unwrap();
        assert_eq!((all.escalated, all.incomplete, all.not_competent), (2, 1, 1));
        assert_eq!(all.parts.map(|(_, count)| count), [0, 1, 0, 1]);
        let later = quality::comments(&mut conn, at(150), at(250)).await.unwrap();
        assert_eq!((later.escalated, later.incomplete, later.not_competent), (1, 1, 0));
        let none = quality::comments(&mut conn, at(2_000), at(3_000)).await.unwrap();
        assert_eq!((none.escalated, none.incomplete), (0, 0));
    }
}
