//! `dyspozytor user …`

use std::io::{BufRead, IsTerminal};

use domain::{Role, UserId};
use jiff::Timestamp;
use store::accounts::{self, Account};
use store::{StoreError, sessions};

use super::open_current;
use crate::cli::{AddUser, OneUser, RoleName, UserCommand};
use crate::output::{self, Failure};

/// Shortest password, in characters.
const SHORTEST_PASSWORD: usize = 12;

/// Adds, lists or changes accounts.
///
/// # Errors
/// [`Failure::Input`] for a login or address that is taken, a short password, an unknown login.
pub(super) async fn run(command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add(new) => add(new).await,
        UserCommand::List(file) => {
            let store = open_current(&file.config).await?;
            for account in accounts::list(&mut store.read().await?).await? {
                let state = if account.disabled {
                    "disabled"
                } else {
                    "active"
                };
                output::line(format!(
                    "{}\t{}\t{}\t{}\t{state}",
                    account.login,
                    account.name,
                    account.email,
                    role_text(&account.role)
                ))?;
            }
            Ok(())
        }
        UserCommand::Password(one) => {
            let hash = hash_of_a_new_password()?;
            change(one, Change::Password(hash)).await
        }
        UserCommand::Disable(one) => change(one, Change::Disable).await,
        UserCommand::Enable(one) => change(one, Change::Enable).await,
    }
}

enum Change {
    Password(String),
    Disable,
    Enable,
}

async fn change(one: OneUser, change: Change) -> Result<(), Failure> {
    let store = open_current(&one.config.config).await?;
    let mut tx = store.write().await?;
    let account = accounts::by_login(&mut tx, &one.login)
        .await?
        .ok_or_else(|| no_such(&one.login))?;
    let done = match change {
        Change::Password(hash) => {
            accounts::set_password(&mut tx, account.id, Some(&hash)).await?;
            "has a new password"
        }
        Change::Disable => {
            accounts::set_disabled(&mut tx, account.id, true).await?;
            "is disabled"
        }
        Change::Enable => {
            accounts::set_disabled(&mut tx, account.id, false).await?;
            "is enabled"
        }
    };
    sessions::delete_for_user(&mut tx, account.id).await?;
    tx.commit().await?;
    output::line(format!("{} {done}; its sessions have ended", account.login))
}

/// The account `login` does not exist.
pub(super) fn no_such(login: &str) -> Failure {
    Failure::Input(format!(
        "there is no account `{login}`; `dyspozytor user list` shows them"
    ))
}

async fn add(new: AddUser) -> Result<(), Failure> {
    let role = match (new.role, new.unit.clone()) {
        (RoleName::Requester, None) => Role::Requester,
        (RoleName::FirstLine, None) => Role::FirstLine,
        (RoleName::Administrator, None) => Role::Administrator,
        (RoleName::Unit, Some(unit)) => Role::Unit(unit),
        _ => {
            return Err(Failure::Input(
                "--unit goes with --role unit, and only with it".to_owned(),
            ));
        }
    };
    let config = crate::config::Config::load(&new.config.config)?;
    let ordinance = crate::config::ordinance(&config.data.ordinance)?;
    if let Role::Unit(unit) = &role
        && ordinance.unit(unit).is_none()
    {
        return Err(Failure::Input(format!(
            "{unit} is not a unit of ordinance {}",
            ordinance.number()
        )));
    }
    let clean = domain::Requester {
        account: None,
        name: new.name,
        email: new.email,
        department: new.department,
        room: new.room,
        phone: new.phone,
    };
    let clean = clean.checked().map_err(|errors| {
        Failure::Input(
            errors
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
        )
    })?;
    let login = new.login.trim().to_owned();
    if login.is_empty()
        || login.chars().count() > 100
        || login.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return Err(Failure::Input(
            "--login must have 1 to 100 characters and no spaces".to_owned(),
        ));
    }
    let account = Account {
        id: UserId(uuid::Uuid::now_v7()),
        login,
        name: clean.name,
        email: clean.email,
        role,
        department: clean.department,
        room: clean.room,
        phone: clean.phone,
        password_hash: Some(hash_of_a_new_password()?),
        disabled: false,
        created_at: Timestamp::now(),
    };
    let store = super::open(&config).await?;
    store.migrate().await?;
    let mut tx = store.write().await?;
    match accounts::insert(&mut tx, &account).await {
        Ok(()) => {}
        Err(error @ StoreError::Conflict(_)) => return Err(Failure::input(error)),
        Err(error) => return Err(error.into()),
    }
    tx.commit().await?;
    output::line(format!(
        "added {} ({})",
        account.login,
        role_text(&account.role)
    ))
}

fn role_text(role: &Role) -> String {
    match role {
        Role::Requester => "requester".to_owned(),
        Role::FirstLine => "first-line".to_owned(),
        Role::Unit(unit) => format!("unit {unit}"),
        Role::Administrator => "administrator".to_owned(),
    }
}

/// Reads a new password: hidden and twice at a terminal, else one line of standard input.
fn hash_of_a_new_password() -> Result<String, Failure> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if first != rpassword::prompt_password("Again: ")? {
            return Err(Failure::Input("the two passwords differ".to_owned()));
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\n', '\r']).to_owned()
    };
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(Failure::Input(format!(
            "the password (from the terminal or standard input) must have at least {SHORTEST_PASSWORD} characters"
        )));
    }
    Ok(web::hash_password(&password).map_err(anyhow::Error::from)?)
}
