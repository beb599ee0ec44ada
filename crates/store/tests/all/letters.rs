//! Letters as they were sent.

use domain::*;
use store::{jobs, letters};
use uuid::Uuid;

use crate::jobs::sent;
use crate::support::*;

both_databases! {
    async fn a_sent_letter_is_kept_as_it_went_out(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await;
        let escalated = escalate(&filed.ticket, &olga, 20);
        apply(db, &escalated).await;
        let ids = [filed.letters[0].id, escalated.letters[0].id];
        let mut tx = db.write().await.unwrap();
        assert_eq!(letters::by_id(&mut tx, ids[0]).await.unwrap(), None);
        jobs::finish(&mut tx, ids[0], &sent("anna@example.org"), at(30)).await.unwrap();
        jobs::finish(&mut tx, ids[1], &sent("bezpieczenstwo@example.org"), at(40)).await.unwrap();
        let letter = letters::by_id(&mut tx, ids[1]).await.unwrap().unwrap();
        assert_eq!(letter.number, filed.ticket.number);
        assert_eq!(letter.kind, LetterKind::Escalation);
        assert_eq!(letter.recipient, Recipient::Unit(unit("IT-04-1")));
        assert_eq!(letter.to, "bezpieczenstwo@example.org");
        let as_sent = sent("x");
        assert_eq!((&letter.subject, &letter.text, &letter.html), (&as_sent.subject, &as_sent.text, &as_sent.html));
        assert_eq!(letter.sent_at, at(40));
        let of_ticket = letters::sent_of_ticket(&mut tx, filed.ticket.id).await.unwrap();
        assert_eq!(of_ticket.iter().map(|letter| letter.id).collect::<Vec<_>>(), ids);
        assert_eq!(letters::sent_of_ticket(&mut tx, TicketId(Uuid::now_v7())).await.unwrap(), []);
    }

    async fn pages_of_letters_are_the_whole_list_newest_first(db: Db) {
        let mut all = Vec::new();
        for n in 0..17 {
            let id = file(db, Draft::default()).await.letters[0].id;
            let sent_at = at(100 + n / 3);
            let mut tx = db.write().await.unwrap();
            jobs::finish(&mut tx, id, &sent("anna@example.org"), sent_at).await.unwrap();
            tx.commit().await.unwrap();
            all.push((sent_at, id));
        }
        all.sort_unstable();
        all.reverse();
        let mut conn = db.read().await.unwrap();
        for limit in [1, 2, 5, 16, 17, 18, u32::MAX] {
            let (mut paged, mut after) = (Vec::new(), None);
            loop {
                let page = letters::recent(&mut conn, limit, after.as_ref()).await.unwrap();
                paged.extend(page.rows.into_iter().map(|letter| (letter.sent_at, letter.id)));
                let Some(next) = page.next else { break };
                let token = next.to_token();
                after = Some(letters::Cursor::from_token(&token).unwrap());
                assert!(store::tickets::Cursor::from_token(&token).is_err());
            }
            assert_eq!(paged, all, "{limit}");
        }
    }
}
