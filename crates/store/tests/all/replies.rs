//! Canned answers.

use domain::{Reply, ReplyOwner, ReplyText, Role, UserId};
use store::{Outcome, Store, replies};
use uuid::Uuid;

use crate::support::{account, add, at, both_databases, unit};

fn reply(title: &str, text: &str, owner: ReplyOwner) -> Reply {
    Reply {
        id: Uuid::now_v7(),
        title: title.to_owned(),
        text: ReplyText::parse(text).unwrap(),
        owner,
        version: 1,
        changed_at: at(1),
    }
}

async fn keep(db: &Store, reply: &Reply) -> Outcome {
    let mut tx = db.write().await.unwrap();
    let outcome = replies::insert(&mut tx, reply).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn titles(db: &Store, person: UserId, of: &str) -> Vec<String> {
    let mut conn = db.read().await.unwrap();
    let found = replies::of(&mut conn, person, Some(&unit(of))).await;
    found.unwrap().into_iter().map(|one| one.title).collect()
}

both_databases! {
    async fn canned_answers_are_ones_own_and_ones_units(db: Db) {
        let olga = account("olga", "Olga Operator", Role::FirstLine);
        add(db, &olga).await;
        let own = reply("Żółty pasek", "{zgłaszający}, {{dziękuję}}", ReplyOwner::Person(olga.id));
        let shared = reply("Łącze", "{numer}", ReplyOwner::Unit(unit("IT-02-3")));
        for one in [&own, &shared] {
            assert_eq!(keep(db, one).await, Outcome::Done);
        }
        assert_eq!(titles(db, olga.id, "IT-02-3").await, ["Łącze", "Żółty pasek"]);
        let other = UserId(Uuid::now_v7());
        assert_eq!(titles(db, other, "IT-02-3").await, ["Łącze"]);
        assert_eq!(titles(db, other, "IT-04-1").await, Vec::<String>::new());

        let mut tx = db.write().await.unwrap();
        assert_eq!(replies::by_id(&mut tx, own.id).await.unwrap(), Some(own.clone()));
        let changed = Reply {
            title: "Pasek".to_owned(),
            owner: ReplyOwner::Unit(unit("IT-04-1")),
            version: 2,
            ..own.clone()
        };
        assert_eq!(replies::update(&mut tx, &changed).await.unwrap(), Outcome::Done);
        assert_eq!(replies::update(&mut tx, &changed).await.unwrap(), Outcome::Stale);
        assert_eq!(replies::by_id(&mut tx, own.id).await.unwrap(), Some(changed));
        assert_eq!(replies::delete(&mut tx, own.id).await.unwrap(), Outcome::Done);
        assert_eq!(replies::delete(&mut tx, own.id).await.unwrap(), Outcome::Stale);
        assert_eq!(replies::by_id(&mut tx, own.id).await.unwrap(), None);
    }
}
