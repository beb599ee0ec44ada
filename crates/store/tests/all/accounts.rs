//! Accounts of people who can sign in.

use domain::*;
use store::accounts::Account;
use store::{Duplicate, Outcome, StoreError, accounts};
use uuid::Uuid;

use crate::support::*;

both_databases! {
    async fn an_account_of_each_role_reads_back_as_it_was_added(db: Db) {
        let roles = [Role::Requester, Role::FirstLine, Role::Unit(unit("IT-04-1")), Role::Administrator];
        for (n, role) in roles.into_iter().enumerate() {
            let mut person = account(&format!("osoba{n}"), "Łucja Źdźbło", role);
            person.password_hash = None;
            add(db, &person).await;
            let mut conn = db.read().await.unwrap();
            assert!(accounts::by_id(&mut conn, person.id).await.unwrap() == Some(person));
        }
    }

    async fn logins_and_addresses_are_found_whatever_the_case(db: Db) {
        let person = account("Łucja.Źdźbło", "Łucja Źdźbło", Role::FirstLine);
        add(db, &person).await;
        let mut conn = db.read().await.unwrap();
        for login in ["łucja.źdźbło", " ŁUCJA.ŹDŹBŁO ", "Łucja.Źdźbło"] {
            assert!(accounts::by_login(&mut conn, login).await.unwrap() == Some(person.clone()), "{login}");
            let email = format!("{}@EXAMPLE.org", login.trim());
            assert!(accounts::by_email(&mut conn, &email).await.unwrap() == Some(person.clone()), "{email}");
        }
        for other in ["", "lucja.zdzblo", "łucja.źdźbło%", "' or 1=1 --", "łucja\0", "\0"] {
            assert!(accounts::by_login(&mut conn, other).await.unwrap().is_none(), "{other}");
            assert!(accounts::by_email(&mut conn, other).await.unwrap().is_none(), "{other}");
        }
    }

    async fn a_second_account_with_the_login_or_the_address_is_refused_by_name(db: Db) {
        let first = account("olga", "Olga", Role::FirstLine);
        add(db, &first).await;
        let mut tx = db.write().await.unwrap();
        let same_login = Account {
            email: "inna@example.org".to_owned(),
            ..account("OLGA", "Inna", Role::Requester)
        };
        let error = accounts::insert(&mut tx, &same_login).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Duplicate::Login)), "{error}");
        let same_email = Account {
            email: "Olga@example.ORG".to_owned(),
            ..account("inna", "Inna", Role::Requester)
        };
        let error = accounts::insert(&mut tx, &same_email).await.unwrap_err();
        assert_eq!(error.to_string(), "the e-mail address is already in use");
        let mut same_id = account("trzecia", "Inna", Role::Requester);
        same_id.id = first.id;
        let error = accounts::insert(&mut tx, &same_id).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Duplicate::Key)), "{error}");
        // The transaction goes on.
        accounts::insert(&mut tx, &account("czwarta", "Inna", Role::Requester)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.raw_number("select count(*) from accounts").await, 2);
    }

    async fn of_two_who_take_a_login_at_once_one_is_told(db: Db) {
        let mut adding = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let store = db.store.clone();
            adding.spawn(async move {
                let mut tx = store.write().await.unwrap();
                let outcome = accounts::insert(&mut tx, &account("olga", "Olga", Role::FirstLine)).await;
                tx.commit().await.unwrap();
                outcome
            });
        }
        let outcomes = adding.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(StoreError::Conflict(Duplicate::Login)))));
    }

    async fn the_list_is_sorted_as_people_read_names(db: Db) {
        let names = ["Żuk Adam", "Łoś Ewa", "Zając Jan", "Lis Ola", "ćma Iza", "Cis Jan", "Mak Jan"];
        for (n, name) in names.iter().enumerate() {
            add(db, &account(&format!("osoba{n}"), name, Role::Requester)).await;
        }
        let mut conn = db.read().await.unwrap();
        let listed: Vec<_> = accounts::list(&mut conn).await.unwrap().into_iter().map(|account| account.name).collect();
        assert_eq!(listed, ["Cis Jan", "ćma Iza", "Lis Ola", "Łoś Ewa", "Mak Jan", "Zając Jan", "Żuk Adam"]);
    }

    async fn passwords_and_access_are_changed_by_id(db: Db) {
        let person = account("olga", "Olga", Role::FirstLine);
        add(db, &person).await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(accounts::set_password(&mut tx, person.id, Some("$new")).await.unwrap(), Outcome::Done);
        assert_eq!(accounts::set_disabled(&mut tx, person.id, true).await.unwrap(), Outcome::Done);
        let stored = accounts::by_login(&mut tx, "olga").await.unwrap().unwrap();
        assert_eq!((stored.password_hash.as_deref(), stored.disabled), (Some("$new"), true));
        accounts::set_password(&mut tx, person.id, None).await.unwrap();
        accounts::set_disabled(&mut tx, person.id, false).await.unwrap();
        let stored = accounts::by_login(&mut tx, "olga").await.unwrap().unwrap();
        assert_eq!((stored.password_hash.as_deref(), stored.disabled), (None, false));
        let nobody = UserId(Uuid::now_v7());
        assert_eq!(accounts::set_password(&mut tx, nobody, None).await.unwrap(), Outcome::Stale);
        assert_eq!(accounts::set_disabled(&mut tx, nobody, true).await.unwrap(), Outcome::Stale);
    }

    async fn names_are_looked_up_together(db: Db) {
        let (anna, jan) = (account("anna", "Anna", Role::Requester), account("jan", "Jan", Role::Requester));
        add(db, &anna).await;
        add(db, &jan).await;
        let mut ids: Vec<UserId> = (0..1_200).map(|_| UserId(Uuid::now_v7())).collect();
        ids.push(anna.id);
        ids.insert(3, jan.id);
        let mut conn = db.read().await.unwrap();
        let names = accounts::names(&mut conn, &ids).await.unwrap();
        assert_eq!(names.len(), 2);
        assert_eq!((names[&anna.id].as_str(), names[&jan.id].as_str()), ("Anna", "Jan"));
        assert!(accounts::names(&mut conn, &[]).await.unwrap().is_empty());
    }
}

#[test]
fn an_account_printed_for_debugging_tells_nothing_of_the_person() {
    let text = format!("{:?}", account("olga", "Olga", Role::FirstLine));
    assert!(
        !text.contains("argon2") && !text.to_lowercase().contains("olga"),
        "{text}"
    );
}
