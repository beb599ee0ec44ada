//! Who looks at the pages that are measured.

use domain::{Role, UserId};
use jiff::{SignedDuration, Timestamp};
use store::accounts::Account;
use store::sessions::Session;
use store::{Store, accounts, sessions};
use uuid::Uuid;
use web::Token;

/// An operator of the first line, and the secret of their cookie.
pub(crate) async fn signed_in(store: &Store) -> (UserId, Token) {
    let now = Timestamp::now();
    let account = Account {
        id: UserId(Uuid::now_v7()),
        login: "olga".to_owned(),
        name: "Olga Madej".to_owned(),
        email: "olga@example.org".to_owned(),
        role: Role::FirstLine,
        department: String::new(),
        room: String::new(),
        phone: String::new(),
        password_hash: None,
        disabled: false,
        created_at: now,
    };
    let cookie = Token::fresh().unwrap();
    let session = Session {
        token_hash: cookie.hash().to_vec(),
        user: account.id,
        csrf: Token::fresh().unwrap().secret().to_owned(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + SignedDuration::from_hours(12),
    };
    let mut tx = store.write().await.unwrap();
    accounts::insert(&mut tx, &account).await.unwrap();
    sessions::insert(&mut tx, &session).await.unwrap();
    tx.commit().await.unwrap();
    (account.id, cookie)
}
