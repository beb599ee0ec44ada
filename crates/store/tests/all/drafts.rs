//! Drafts of forms.

use store::drafts::{self, Draft};
use store::{Outcome, Store};

use crate::support::{at, both_databases};

const NOTE: &str = "/kolejka/ZG-2026-000001/notatka";

fn draft(form: &str, words: &str, seconds: i64) -> Draft {
    Draft {
        form: form.to_owned(),
        fields: vec![
            ("text".to_owned(), words.to_owned()),
            ("visibility".to_owned(), "public".to_owned()),
        ],
        saved_at: at(seconds),
    }
}

async fn save(db: &Store, owner: &str, draft: &Draft) {
    let mut tx = db.write().await.unwrap();
    drafts::save(&mut tx, owner, draft).await.unwrap();
    tx.commit().await.unwrap();
}

async fn of_form(db: &Store, owner: &str, form: &str) -> Option<Draft> {
    let mut conn = db.read().await.unwrap();
    drafts::of_form(&mut conn, owner, form).await.unwrap()
}

both_databases! {
    async fn a_draft_is_kept_for_one_person_and_one_form(db: Db) {
        save(db, "user olga", &draft(NOTE, "pierwsze słowa", 10)).await;
        let later = draft(NOTE, "„drugie” słowa", 20);
        save(db, "user olga", &later).await;
        assert_eq!(of_form(db, "user olga", NOTE).await, Some(later));
        assert_eq!(of_form(db, "user jan", NOTE).await, None);
        assert_eq!(of_form(db, "user olga", "/zgloszenia").await, None);
        let mut tx = db.write().await.unwrap();
        assert_eq!(drafts::discard(&mut tx, "user jan", NOTE).await.unwrap(), Outcome::Stale);
        assert_eq!(drafts::discard(&mut tx, "user olga", NOTE).await.unwrap(), Outcome::Done);
        tx.commit().await.unwrap();
        assert_eq!(of_form(db, "user olga", NOTE).await, None);
    }

    async fn of_too_many_drafts_the_oldest_give_way(db: Db) {
        save(db, "user jan", &draft(NOTE, "cudzy", 1)).await;
        for number in 0..53 {
            save(db, "user olga", &draft(&format!("/kolejka/{number}/notatka"), "x", 100 + number)).await;
        }
        let mut conn = db.read().await.unwrap();
        let kept = drafts::of_owner(&mut conn, "user olga").await.unwrap();
        assert_eq!(kept.len(), 50);
        assert_eq!((kept[0].saved_at, kept[49].saved_at), (at(152), at(103)));
        assert_eq!(drafts::of_owner(&mut conn, "user jan").await.unwrap().len(), 1);
    }

    async fn old_drafts_are_forgotten(db: Db) {
        save(db, "user olga", &draft(NOTE, "stare", 10)).await;
        save(db, "user olga", &draft("/zgloszenia", "nowe", 20)).await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(drafts::purge(&mut tx, at(20)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(of_form(db, "user olga", NOTE).await, None);
    }
}
