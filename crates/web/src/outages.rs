//! Outages, for pages and API alike: who may do what, attaching tickets, and what the first pages say.

use domain::{
    ActKind, Action, Actor, Author, Change, Object, Outage, OutageChange, OutageId, Ticket,
    TicketNumber,
};
use matcher::Known;
use store::outages::{self, tickets as belonging};
use store::{Outcome, tickets};

use crate::permit::{may, permit};
use crate::{App, WebError};

/// Tickets that are attached at once, at most.
pub(crate) const MOST_AT_ONCE: usize = 100;
/// Subjects of attached tickets whose words count.
const SUBJECTS: u32 = 50;
/// Tries of an act on a ticket on which somebody else acts at the same moment.
const TRIES: usize = 3;

impl App {
    /// Addresses of whoever stands above the first line today.
    pub(crate) fn superiors_of_first_line(&self) -> Vec<String> {
        let Some(superiors) = self.superiors.current() else {
            return Vec::new();
        };
        let Ok(now) = self.now().in_tz("Europe/Warsaw") else {
            return Vec::new();
        };
        superiors
            .chain_for(self.desk.first_line(), now.date())
            .into_iter()
            .map(|superior| superior.person.email.clone())
            .collect()
    }
}

/// Whether somebody may do something to an outage, or to outages as a whole.
///
/// # Errors
/// As [`permit`].
pub(crate) fn permit_outage(
    app: &App,
    actor: &Actor,
    action: Action,
    outage: Option<&Outage>,
) -> Result<(), WebError> {
    let superiors = app.superiors_of_first_line();
    let object = Object::Outage {
        outage,
        superiors: &superiors,
    };
    permit(app, actor, action, object)
}

/// The same as an answer.
pub(crate) fn may_outage(
    app: &App,
    actor: &Actor,
    action: Action,
    outage: Option<&Outage>,
) -> bool {
    permit_outage(app, actor, action, outage).is_ok()
}

/// The outage with this id, for somebody who may see it; for anybody else there is none.
///
/// # Errors
/// [`WebError::NotFound`].
pub(crate) async fn seen(app: &App, actor: &Actor, id: OutageId) -> Result<Outage, WebError> {
    let mut conn = app.store.read().await?;
    let outage = outages::by_id(&mut conn, id).await?;
    drop(conn);
    let outage = outage.ok_or(WebError::NotFound)?;
    permit_outage(app, actor, Action::SeeOutage, Some(&outage))?;
    Ok(outage)
}

/// Outages that last and that somebody may see.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn lasting(app: &App, actor: &Actor) -> Result<Vec<Outage>, WebError> {
    let mut conn = app.store.read().await?;
    let mut found = outages::lasting(&mut conn).await?;
    found.retain(|outage| may_outage(app, actor, Action::SeeOutage, Some(outage)));
    Ok(found)
}

/// Writes an act on an outage and wakes the worker.
///
/// # Errors
/// [`WebError::Stale`] when somebody was quicker.
pub(crate) async fn write(app: &App, change: &OutageChange) -> Result<(), WebError> {
    let mut tx = app.store.write().await?;
    if outages::apply(&mut tx, change).await? == Outcome::Stale {
        return Err(WebError::Stale);
    }
    tx.commit().await?;
    app.wake.notify_one();
    Ok(())
}

/// Whether a ticket joins an outage or leaves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belonging {
    /// It joins.
    Joins,
    /// It leaves.
    Leaves,
}

/// Attaches a ticket to an outage or detaches it, whatever else has happened to it meanwhile.
///
/// # Errors
/// - [`WebError::NotFound`] for a ticket that is not there or not seen,
/// - [`WebError::Forbidden`], [`WebError::Refused`].
pub(crate) async fn settle(
    app: &App,
    actor: &Actor,
    by: &Author,
    (outage, number): (OutageId, TicketNumber),
    how: Belonging,
) -> Result<Ticket, WebError> {
    for _ in 0..TRIES {
        let mut tx = app.store.write().await?;
        let ticket = tickets::by_number(&mut tx, number).await?;
        let ticket = ticket.ok_or(WebError::NotFound)?;
        let kind = match how {
            Belonging::Joins => ActKind::OutageJoined,
            Belonging::Leaves => ActKind::OutageLeft,
        };
        permit(app, actor, Action::Act(kind), Object::Ticket(&ticket))?;
        let outage = outages::by_id(&mut tx, outage).await?;
        let outage = outage.ok_or(WebError::NotFound)?;
        permit_outage(app, actor, Action::SeeOutage, Some(&outage))?;
        let change = decide(app, &ticket, &outage, by, how)?;
        if tickets::apply(&mut tx, &change).await? == Outcome::Done {
            tx.commit().await?;
            app.wake.notify_one();
            return Ok(change.ticket);
        }
        tx.rollback().await?;
    }
    Err(WebError::Stale)
}

fn decide(
    app: &App,
    ticket: &Ticket,
    outage: &Outage,
    by: &Author,
    how: Belonging,
) -> Result<Change, WebError> {
    let (by, moment) = (by.clone(), app.moment()?);
    Ok(match how {
        Belonging::Joins => {
            ticket.join_outage(outage, &app.clocks.current().targets, by, moment)?
        }
        Belonging::Leaves => ticket.leave_outage(outage, by, moment)?,
    })
}

/// What became of one of several tickets that were to be attached.
pub(crate) struct NotAttached {
    /// As it was typed.
    pub(crate) number: String,
    /// Why.
    pub(crate) why: WebError,
}

/// Attaches several tickets, each by itself; how many were attached, and which were not. A number that is
/// given twice counts once.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn attach(
    app: &App,
    actor: &Actor,
    by: &Author,
    outage: OutageId,
    numbers: &[String],
) -> Result<(i64, Vec<NotAttached>), WebError> {
    let mut attached = 0;
    let mut left_out = Vec::new();
    for number in numbers {
        let outcome = match number.parse() {
            Ok(parsed) => settle(app, actor, by, (outage, parsed), Belonging::Joins).await,
            Err(_) => Err(WebError::NotFound),
        };
        match outcome {
            Ok(_) => attached += 1,
            Err(
                why @ (WebError::NotFound
                | WebError::Forbidden
                | WebError::Stale
                | WebError::Refused(_)),
            ) => left_out.push(NotAttached {
                number: number.clone(),
                why,
            }),
            Err(other) => return Err(other),
        }
    }
    Ok((attached, left_out))
}

/// Numbers in a text, each once, as typed; at most [`MOST_AT_ONCE`].
pub(crate) fn numbers<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        for number in text.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
            let number = number.to_uppercase();
            if !number.is_empty() && !all.contains(&number) && all.len() < MOST_AT_ONCE {
                all.push(number);
            }
        }
    }
    all
}

/// What is known of an outage, by its words.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn known(conn: &mut store::Conn, outage: &Outage) -> Result<Known, WebError> {
    let subjects = belonging::subjects(conn, outage.id, SUBJECTS).await?;
    let announcement = &outage.announcement;
    Ok(Known::new(
        &announcement.title,
        &announcement.description,
        &subjects,
    ))
}

/// The outage that a ticket looks like most, and the words that say so; `None` when it looks like none.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn likely<'a>(
    conn: &mut store::Conn,
    ticket: &Ticket,
    lasting: &'a [Outage],
) -> Result<Option<(&'a Outage, Vec<String>)>, WebError> {
    let apart = belonging::told_apart(conn, ticket.id).await?;
    let text = format!("{}\n{}", ticket.subject, ticket.body);
    let mut best: Option<(f64, &Outage, Vec<String>)> = None;
    for outage in lasting.iter().filter(|outage| !apart.contains(&outage.id)) {
        let Some(found) = known(conn, outage).await?.resembles(&text) else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|(score, _, _)| found.score > *score)
        {
            best = Some((found.score, outage, found.words));
        }
    }
    Ok(best.map(|(_, outage, words)| (outage, words)))
}

/// Whether a page offers attaching: the same for every ticket that its reader sees.
pub(crate) fn may_attach(app: &App, actor: &Actor, ticket: &Ticket) -> bool {
    let action = Action::Act(ActKind::OutageJoined);
    let staff = may(app, actor, Action::SeeQueue, Object::Desk);
    staff && may(app, actor, action, Object::Ticket(ticket))
}
