//! People who may be calling.

use domain::{Requester, Role};
use store::accounts::Account;
use store::callers::Caller;
use store::{Store, callers};

use crate::support::{Draft, account, add, both_databases, file, requester};

async fn known(db: &Store, text: &str, most: usize) -> Vec<Caller> {
    let mut conn = db.read().await.unwrap();
    callers::known(&mut conn, text, most).await.unwrap()
}

async fn names(db: &Store, text: &str) -> Vec<String> {
    let found = known(db, text, 5).await;
    found.into_iter().map(|caller| caller.name).collect()
}

async fn filed(db: &Store, name: &str, email: &str, phone: &str, seconds: i64) {
    let requester = Requester {
        email: email.to_owned(),
        phone: phone.to_owned(),
        ..requester(name)
    };
    let draft = Draft {
        requester,
        seconds,
        ..Draft::default()
    };
    file(db, draft).await;
}

both_databases! {
    async fn people_with_an_account_come_first_and_those_who_filed_without_one_once(db: Db) {
        let people = [("zak", "Łucja Żak"), ("adam", "Adam Łuczak"), ("ewa", "Ewa Nowak")];
        for (login, name) in people {
            add(db, &account(login, name, Role::Requester)).await;
        }
        let gone = Account {
            disabled: true,
            ..account("luc", "Łucjan Dawny", Role::Requester)
        };
        add(db, &gone).await;
        filed(db, "Łucja Gościnna", "l.goscinna@example.org", "12 616", 10).await;
        filed(db, "Łucja Gościnna", "L.Goscinna@example.org", "12 616", 20).await;
        filed(db, "Łucja bez adresu", "lucja@example.org", "500 600 700", 30).await;

        let found = ["Adam Łuczak", "Łucja Żak", "Łucja bez adresu", "Łucja Gościnna"];
        assert_eq!(names(db, "łuc").await, found);
        assert_eq!(names(db, "LUCJA z").await, ["Łucja Żak"]);
        assert_eq!(names(db, "ewa@exam").await, ["Ewa Nowak"]);
        assert_eq!(names(db, "500 600").await, ["Łucja bez adresu"]);
        // Of accounts, digits in a row.
        assert_eq!(names(db, "2345").await, ["Adam Łuczak", "Ewa Nowak", "Łucja Żak"]);
        for nobody in ["", " ", "l", "łucjan", "%", "'\"*", "drukarka"] {
            assert_eq!(names(db, nobody).await, Vec::<String>::new(), "{nobody}");
        }
        assert_eq!(known(db, "łuc", 2).await.len(), 2);
        let Caller { email, room, .. } = known(db, "zak", 5).await.remove(0);
        assert_eq!((email.as_str(), room.as_str()), ("zak@example.org", "pok. 12"));
    }
}
