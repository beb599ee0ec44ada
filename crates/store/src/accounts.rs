//! Accounts of people who can sign in. They are disabled, never deleted: history names them.

use std::collections::HashMap;

use domain::{Person, Role, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::{Ts, parsed};
use crate::{Conn, Duplicate, Outcome, Result, StoreError};

/// A person who can sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its row.
    pub id: UserId,
    /// What they type to sign in; unique whatever the case.
    pub login: String,
    /// Name as colleagues know it.
    pub name: String,
    /// Their own address; unique whatever the case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Where they work; may be empty.
    pub department: String,
    /// Building and room; may be empty.
    pub room: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Argon2id hash of the password (PHC string); `None`: cannot sign in with a password.
    pub password_hash: Option<String>,
    /// Cannot sign in or use tokens.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

impl std::fmt::Debug for Account {
    /// Without the password's hash and without what is known of the person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("role", &self.role)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

impl Account {
    /// The person, as decisions know them.
    pub fn person(&self) -> Person {
        Person {
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            role: self.role.clone(),
        }
    }
}

/// The columns of [`AccountRow`], of a table or alias `a`.
macro_rules! columns {
    () => {
        "a.id, a.login, a.name, a.email, a.role, a.unit, a.department, a.room, a.phone,
         a.password_hash, a.disabled, a.created_at"
    };
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Uuid,
    login: String,
    name: String,
    email: String,
    role: String,
    unit: Option<String>,
    department: String,
    room: String,
    phone: String,
    password_hash: Option<String>,
    disabled: bool,
    created_at: Ts,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self> {
        let role = match (row.role.as_str(), row.unit) {
            ("requester", None) => Role::Requester,
            ("first_line", None) => Role::FirstLine,
            ("unit", Some(unit)) => Role::Unit(parsed("unit", &unit)?),
            ("administrator", None) => Role::Administrator,
            (other, _) => return Err(StoreError::corrupt("role", other.to_owned())),
        };
        Ok(Self {
            id: UserId(row.id),
            login: row.login,
            name: row.name,
            email: row.email,
            role,
            department: row.department,
            room: row.room,
            phone: row.phone,
            password_hash: row.password_hash,
            disabled: row.disabled,
            created_at: row.created_at.0,
        })
    }
}

/// Logins and addresses are compared without regard to case and to blanks around them.
fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Adds an account.
///
/// # Errors
/// [`StoreError::Conflict`] when another account has the login or the e-mail address; the
/// transaction may go on.
pub async fn insert(conn: &mut Conn, account: &Account) -> Result<()> {
    let (role, unit) = match &account.role {
        Role::Requester => ("requester", None),
        Role::FirstLine => ("first_line", None),
        Role::Unit(unit) => ("unit", Some(unit.as_str())),
        Role::Administrator => ("administrator", None),
    };
    let rows = conn
        .sql(
            "insert into accounts (id, login, login_key, name, email, email_key, role, unit,
                 department, room, phone, password_hash, disabled, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             on conflict do nothing",
        )
        .bind(account.id.0)
        .text(account.login.trim())
        .text(&key(&account.login))
        .text(&account.name)
        .text(account.email.trim())
        .text(&key(&account.email))
        .text(role)
        .text_or_null(unit)
        .text(&account.department)
        .text(&account.room)
        .text(&account.phone)
        .text_or_null(account.password_hash.as_deref())
        .bind(account.disabled)
        .bind(Ts(account.created_at))
        .run()
        .await?;
    if rows == 1 {
        return Ok(());
    }
    let duplicate = if by_login(conn, &account.login).await?.is_some() {
        Duplicate::Login
    } else if by_email(conn, &account.email).await?.is_some() {
        Duplicate::Email
    } else {
        Duplicate::Key
    };
    Err(StoreError::Conflict(duplicate))
}

/// The account with this login, whatever the case; also a disabled one.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Account>> {
    conn.sql(concat!(
        "select ",
        columns!(),
        " from accounts a where a.login_key = $1"
    ))
    .text(&key(login))
    .first::<AccountRow>()
    .await?
    .map(Account::try_from)
    .transpose()
}

/// The account with this e-mail address, whatever the case; also a disabled one.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    conn.sql(concat!(
        "select ",
        columns!(),
        " from accounts a where a.email_key = $1"
    ))
    .text(&key(email))
    .first::<AccountRow>()
    .await?
    .map(Account::try_from)
    .transpose()
}

/// The account with this id; also a disabled one.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: UserId) -> Result<Option<Account>> {
    conn.sql(concat!(
        "select ",
        columns!(),
        " from accounts a where a.id = $1"
    ))
    .bind(id.0)
    .first::<AccountRow>()
    .await?
    .map(Account::try_from)
    .transpose()
}

/// The account of an active person whose session or token was shown.
pub(crate) async fn active(conn: &mut Conn, id: Uuid) -> Result<Option<Account>> {
    let account = by_id(conn, UserId(id)).await?;
    Ok(account.filter(|account| !account.disabled))
}

/// Every account, by name (without regard to case and diacritics), then login.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(conn: &mut Conn) -> Result<Vec<Account>> {
    let mut accounts = conn
        .sql(concat!("select ", columns!(), " from accounts a"))
        .all::<AccountRow>()
        .await?
        .into_iter()
        .map(Account::try_from)
        .collect::<Result<Vec<_>>>()?;
    // Sorted here: the two databases do not sort Polish alike.
    accounts.sort_by_cached_key(|account| (polish::fold(&account.name), key(&account.login)));
    Ok(accounts)
}

/// Gives an account another password; `None`: it can no longer sign in with one.
/// [`Outcome::Stale`] when there is no such account. End its sessions with
/// [`crate::sessions::delete_for_user`].
///
/// # Errors
/// When the database cannot be written.
pub async fn set_password(
    conn: &mut Conn,
    id: UserId,
    password_hash: Option<&str>,
) -> Result<Outcome> {
    let rows = conn
        .sql("update accounts set password_hash = $2 where id = $1")
        .bind(id.0)
        .text_or_null(password_hash)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Disables an account or enables it again; its sessions and tokens stop working at once.
/// [`Outcome::Stale`] when there is no such account.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_disabled(conn: &mut Conn, id: UserId, disabled: bool) -> Result<Outcome> {
    let rows = conn
        .sql("update accounts set disabled = $2 where id = $1")
        .bind(id.0)
        .bind(disabled)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// The accounts with these ids, also disabled ones; ids without an account are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_ids(conn: &mut Conn, ids: &[UserId]) -> Result<HashMap<UserId, Account>> {
    let mut accounts = HashMap::new();
    for ids in ids.chunks(500) {
        let rows: Vec<AccountRow> = conn
            .select(concat!("select ", columns!(), " from accounts a"))
            .and_any("a.id", ids.iter().map(|id| id.0))
            .finish()
            .all()
            .await?;
        for row in rows {
            accounts.insert(UserId(row.id), Account::try_from(row)?);
        }
    }
    Ok(accounts)
}

/// Names by id; ids without an account are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn names(conn: &mut Conn, ids: &[UserId]) -> Result<HashMap<UserId, String>> {
    let mut names = HashMap::new();
    for ids in ids.chunks(500) {
        let rows: Vec<(Uuid, String)> = conn
            .select("select id, name from accounts")
            .and_any("id", ids.iter().map(|id| id.0))
            .finish()
            .all()
            .await?;
        names.extend(rows.into_iter().map(|(id, name)| (UserId(id), name)));
    }
    Ok(names)
}
