//! What the first line made of proposals.

use domain::*;
use store::{Outcome, tickets};

use crate::support::*;

/// A transfer of `ticket`, with what it makes of the proposal.
fn transferred(ticket: &Ticket, by: &Author, reason: Option<ChoiceReason>, seconds: i64) -> Change {
    let (to, duty) = (unit("IT-04-2"), duty("§15 pkt 1 lit. b"));
    let mut change = ticket
        .transfer(&to, "pakiet", duty, &DESK, by.clone(), moment(seconds))
        .unwrap();
    change.choice = SuggestionChoice::of(ticket, &DESK, Some(&suggestion()), &change, reason);
    change
}

both_databases! {
    async fn a_choice_against_the_proposal_is_kept_with_its_act(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let reason = ChoiceReason::new("other", "to „pakiet” \0 🖨").unwrap();
        let change = transferred(&filed, &olga, Some(reason), 20);
        assert_eq!(apply(db, &change).await, Outcome::Done);
        let mut conn = db.read().await.unwrap();
        let kept = tickets::choices(&mut conn, filed.id).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(Some(&kept[0].choice), change.choice.as_ref());
        assert_eq!((kept[0].event, kept[0].by, kept[0].at), (change.event.id, olga.user, at(20)));
        assert!(!kept[0].choice.is_accepted());
    }

    async fn choices_of_one_ticket_are_read_in_order(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let first = transferred(&filed, &olga, Some(ChoiceReason::OtherScope), 20);
        apply(db, &first).await;
        let back = first.ticket.give_back("nie nasze", &DESK, olga.clone(), moment(30)).unwrap();
        apply(db, &back).await;
        let mut second = escalate(&back.ticket, &olga, 40);
        second.choice = SuggestionChoice::of(&back.ticket, &DESK, Some(&suggestion()), &second, None);
        apply(db, &second).await;
        let mut conn = db.read().await.unwrap();
        let kept = tickets::choices(&mut conn, filed.id).await.unwrap();
        let accepted: Vec<_> = kept.iter().map(|one| one.choice.is_accepted()).collect();
        assert_eq!(accepted, [false, true]);
        assert_eq!(kept[0].choice.reason, Some(ChoiceReason::OtherScope));
        assert_eq!(kept[1].choice.reason, None);
    }

    async fn an_act_that_comes_too_late_leaves_no_choice(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        apply(db, &filed.claim(olga.clone(), moment(15)).unwrap()).await;
        let late = transferred(&filed, &olga, None, 20);
        assert_eq!(apply(db, &late).await, Outcome::Stale);
        assert_eq!(db.raw_number("select count(*) from suggestion_choices").await, 0);
    }
}
