//! Sample people and tickets, filed and handled through the same functions as real ones.

use anyhow::{Context, anyhow};
use domain::{
    Author, Change, EventId, Filing, FullComment, Impact, Moment, Person, Requester, Role, Ticket,
    TicketId, TicketNumber, Urgency, UserId, Visibility,
};
use jiff::{SignedDuration, Timestamp};
use ordinance::{Reference, UnitCode};
use serde::Deserialize;
use store::accounts::Account;
use store::tokens::ApiToken;
use store::{Conn, Store, accounts, tickets, tokens};
use texts::Texts;
use uuid::Uuid;

use super::{articles, outages};
use crate::config::Data;

/// The operator whose API token the demo prints.
const OPERATOR: &str = "olga.madej";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    people: Vec<SamplePerson>,
    tickets: Vec<SampleTicket>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SamplePerson {
    login: String,
    name: String,
    email: String,
    role: String,
    unit: Option<UnitCode>,
    department: String,
    room: String,
    phone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleTicket {
    requester: String,
    minutes_ago: i64,
    subject: String,
    body: String,
    impact: Impact,
    urgency: Urgency,
    #[serde(default)]
    then: Vec<SampleAct>,
}

/// What somebody did to a sample ticket.
#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
enum SampleAct {
    Claim {
        by: String,
    },
    PublicNote {
        by: String,
        text: String,
    },
    Escalate {
        by: String,
        to: UnitCode,
        duty: Reference,
        text: String,
        tried: String,
        why: String,
        contact: String,
    },
    Transfer {
        by: String,
        to: UnitCode,
        duty: Reference,
        text: String,
    },
    Accept {
        by: String,
    },
    Resolve {
        by: String,
        text: String,
    },
}

impl SampleAct {
    fn by(&self) -> &str {
        match self {
            Self::Claim { by }
            | Self::PublicNote { by, .. }
            | Self::Escalate { by, .. }
            | Self::Transfer { by, .. }
            | Self::Accept { by }
            | Self::Resolve { by, .. } => by,
        }
    }
}

/// Fills an empty database and makes a fresh API token of the sample operator. A database that
/// already has people keeps them and its tickets.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn prepare(store: &Store, data: &Data, now: Timestamp) -> anyhow::Result<String> {
    let sample: Sample = toml::from_str(include_str!("sample.toml")).context("sample data")?;
    let mut tx = store.write().await?;
    if accounts::list(&mut tx).await?.is_empty() {
        for person in &sample.people {
            accounts::insert(&mut tx, &account(person, now)?).await?;
        }
        for ticket in &sample.tickets {
            file(&mut tx, data, ticket, now)
                .await
                .with_context(|| format!("sample ticket `{}`", ticket.subject))?;
        }
        articles::write(&mut tx, data, now).await?;
        outages::write(&mut tx, data, now).await?;
    }
    let operator = by_login(&mut tx, OPERATOR).await?;
    let (secret, hash) = web::new_token().map_err(anyhow::Error::from)?;
    let token = ApiToken {
        id: Uuid::now_v7(),
        name: "demo".to_owned(),
        user: operator.id,
        token_hash: hash,
        created_at: now,
        expires_at: None,
        last_used_at: None,
    };
    tokens::insert(&mut tx, &token).await?;
    tx.commit().await?;
    Ok(secret)
}

fn account(person: &SamplePerson, now: Timestamp) -> anyhow::Result<Account> {
    let role = match (person.role.as_str(), &person.unit) {
        ("requester", None) => Role::Requester,
        ("first-line", None) => Role::FirstLine,
        ("administrator", None) => Role::Administrator,
        ("unit", Some(unit)) => Role::Unit(unit.clone()),
        (other, _) => return Err(anyhow!("sample person {}: role `{other}`", person.login)),
    };
    Ok(Account {
        id: UserId(Uuid::now_v7()),
        login: person.login.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        role,
        department: person.department.clone(),
        room: person.room.clone(),
        phone: person.phone.clone(),
        // Nobody signs in with a password in the demo.
        password_hash: None,
        disabled: false,
        created_at: now,
    })
}

pub(super) async fn by_login(tx: &mut Conn, login: &str) -> anyhow::Result<Account> {
    accounts::by_login(tx, login)
        .await?
        .with_context(|| format!("this is not the database of a demo: there is no `{login}` in it"))
}

/// Files a sample ticket, and does what people did to it afterwards; as it stands then.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn file(
    tx: &mut Conn,
    data: &Data,
    sample: &SampleTicket,
    now: Timestamp,
) -> anyhow::Result<Ticket> {
    let requester = by_login(tx, &sample.requester).await?;
    let mut at = now - SignedDuration::from_mins(sample.minutes_ago);
    let step = SignedDuration::from_mins((sample.minutes_ago / 12).max(1));
    let number: TicketNumber = tickets::next_number(tx, Texts::pl().local(at).year()).await?;
    let filing = Filing {
        id: TicketId(Uuid::now_v7()),
        number,
        subject: &sample.subject,
        body: &sample.body,
        requester: Requester {
            account: Some(requester.id),
            name: requester.name.clone(),
            email: requester.email.clone(),
            department: requester.department.clone(),
            room: requester.room.clone(),
            phone: requester.phone.clone(),
        },
        impact: sample.impact,
        urgency: sample.urgency,
        suggestion: Some(data.matcher.suggest(&sample.subject, &sample.body)),
    };
    let by = Author {
        user: Some(requester.id),
        name: requester.name,
        unit: None,
    };
    let mut change = Ticket::register(filing, &data.desk, &data.matrix, by, moment(at))?;
    tickets::apply(tx, &change).await?;
    for act in &sample.then {
        at += step;
        let account = by_login(tx, act.by()).await?;
        change = do_act(act, &change.ticket, data, account, moment(at))?;
        tickets::apply(tx, &change).await?;
    }
    Ok(change.ticket)
}

pub(super) fn moment(now: Timestamp) -> Moment {
    Moment {
        now,
        event: EventId(Uuid::now_v7()),
    }
}

fn do_act(
    act: &SampleAct,
    ticket: &Ticket,
    data: &Data,
    account: Account,
    moment: Moment,
) -> anyhow::Result<Change> {
    let desk = &data.desk;
    let person = Person {
        id: account.id,
        name: account.name,
        email: account.email,
        role: account.role,
    };
    let by = person.author(desk.first_line());
    let refused = match act {
        SampleAct::Claim { .. } => ticket.claim(by, moment),
        SampleAct::PublicNote { text, .. } => ticket.note(Visibility::Public, text, by, moment),
        SampleAct::Escalate {
            to,
            duty,
            text,
            tried,
            why,
            contact,
            ..
        } => FullComment::new(text, tried, why, contact)
            .map_err(Into::into)
            .and_then(|comment| {
                ticket.escalate(
                    &desk.second_line_unit(to)?,
                    *duty,
                    comment,
                    desk,
                    by,
                    moment,
                )
            }),
        SampleAct::Transfer { to, duty, text, .. } => {
            ticket.transfer(to, text, *duty, desk, by, moment)
        }
        SampleAct::Accept { .. } => ticket.accept(by, moment),
        SampleAct::Resolve { text, .. } => ticket.resolve(text, by, moment),
    };
    Ok(refused?)
}
