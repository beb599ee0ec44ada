//! Filing a ticket, for the form and for the API: check, ask the matcher, write once.

use domain::{
    Author, Change, Channel, Filing, Impact, LetterKind, OutageId, Refusal, Registration,
    Requester, Suggestion, Ticket, TicketId, TicketNumber, Urgency,
};
use serde::Serialize;
use store::attachments::Home;
use store::idempotency::{self, Known};
use store::{Conn, learning, links, outages, tickets};
use texts::Texts;
use tracing::error;

use crate::routing::Showing;
use crate::tokens::Token;
use crate::uploads::Uploads;
use crate::{App, WebError, sha256};

/// A ticket to be filed.
pub(crate) struct FilingRequest {
    /// One line.
    pub(crate) subject: String,
    /// What happened.
    pub(crate) body: String,
    /// Who needs help.
    pub(crate) requester: Requester,
    /// How many people.
    pub(crate) impact: Impact,
    /// How urgent.
    pub(crate) urgency: Urgency,
    /// Who files it.
    pub(crate) by: Author,
    /// Under which key repeating the request files nothing more.
    pub(crate) key: Option<Key>,
    /// Whether the requester needs a secret link to see it.
    pub(crate) access: Access,
    /// The outage to which the requester says that it belongs, and which they may see.
    pub(crate) outage: Option<OutageId>,
    /// By which way it comes.
    pub(crate) channel: Channel,
    /// What becomes of it at once.
    pub(crate) then: Then,
}

/// What becomes of a ticket in the moment in which it is filed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Then {
    /// It waits in the queue, or goes where the configuration says.
    #[default]
    Waits,
    /// Whoever files it takes it up.
    Claimed,
    /// Whoever files it has solved it, and says how. The requester is told of that alone.
    Resolved(String),
}

/// An idempotency key and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The owner: keys of different owners never meet.
    pub(crate) scope: String,
    /// The key, at most 255 characters.
    pub(crate) key: String,
}

/// How the requester will see the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// By signing in.
    Account,
    /// By a secret link, which filing makes.
    Link,
}

/// A filed ticket.
#[derive(Debug)]
pub(crate) struct Filed {
    /// The ticket as it stands (after a repeated request perhaps further than just filed).
    pub(crate) ticket: Ticket,
    /// What the matcher said; `None` when it failed.
    pub(crate) suggestion: Option<Suggestion>,
    /// The secret of the link, when one was asked for.
    pub(crate) link: Option<Token>,
    /// The request was a repetition, and nothing new was filed.
    pub(crate) is_repetition: bool,
}

/// Files a ticket: row, first event, suggestion, confirmation, key and link, or nothing; also the hand-over
/// where the configuration says that it needs no click. Wakes the worker once it is written.
///
/// # Errors
/// - [`WebError::Refused`] with every field to mend;
/// - [`WebError::KeyReused`] when another request has used the key.
pub(crate) async fn file_ticket(app: &App, request: FilingRequest) -> Result<Filed, WebError> {
    file_with(app, request, &Uploads::default()).await
}

/// The same with files, which are the requester's; a repetition brings none.
///
/// # Errors
/// As [`file_ticket`]; [`WebError::TooLarge`] when the files are more than a ticket may have.
pub(crate) async fn file_with(
    app: &App,
    request: FilingRequest,
    uploads: &Uploads,
) -> Result<Filed, WebError> {
    let faults = Ticket::faults_by(
        request.channel,
        &request.subject,
        &request.body,
        &request.requester,
    );
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults).into());
    }
    let hash = request.hash()?;
    // Ranked as it will be kept, so that the answer can be made again from the ticket.
    let (subject, body) =
        Registration::text(&request.subject, &request.body).map_err(Refusal::Fields)?;
    let suggestion = suggest(app, &subject, &body).await;
    let moment = app.moment()?;
    let id = TicketId(app.fresh_id()?);

    let mut tx = app.store.write().await?;
    if let Some(Key { scope, key }) = &request.key {
        match idempotency::begin(&mut tx, scope, key, &hash, moment.now).await? {
            Known::New => {}
            Known::Same(number) => return repetition(app, tx, number, request.access).await,
            Known::Different => return Err(WebError::KeyReused),
        }
    }
    let year = app.texts.local(moment.now).year();
    let filing = Filing {
        id,
        number: tickets::next_number(&mut tx, year).await?,
        subject: &subject,
        body: &body,
        requester: request.requester,
        impact: request.impact,
        urgency: request.urgency,
        suggestion,
    };
    let by = request.by.clone();
    let matrix = app.matrix.current();
    let mut change = Ticket::register_by(
        request.channel,
        filing,
        &app.desk,
        &matrix,
        request.by,
        moment,
    )?;
    if matches!(request.then, Then::Resolved(_)) {
        change = change.without_letter(LetterKind::Confirmation);
    }
    tickets::apply(&mut tx, &change).await?;
    let home = Home {
        ticket: change.ticket.id,
        event: change.event.id,
        is_internal: false,
    };
    if uploads.attach(app, &mut tx, home).await?.is_some() {
        return Err(WebError::TooLarge);
    }
    let routing = app.routing.current();
    // What is kept is Polish, whatever language the form was in.
    let assigned = match (request.then, request.outage) {
        (Then::Claimed, _) => Some(change.ticket.claim(by, app.moment()?)?),
        (Then::Resolved(words), _) => Some(change.ticket.resolve(&words, by, app.moment()?)?),
        // Everybody whom the outage touches is told the same, and the first line sees to it.
        (Then::Waits, Some(outage)) => joined(app, &mut tx, &change, by, outage).await?,
        (Then::Waits, None) => {
            let (desk, rules) = (&app.desk, &routing.assignment);
            rules.transfer(&change, desk, Texts::pl(), app.moment()?)
        }
    };
    if let Some(assigned) = &assigned {
        tickets::apply(&mut tx, assigned).await?;
    }
    if let Some(Key { scope, key }) = &request.key {
        idempotency::finish(&mut tx, scope, key, change.ticket.number).await?;
    }
    let suggestion = match routing.showing {
        Showing::Shown => change.suggestion,
        Showing::Shadow => {
            learning::hide_suggestion(&mut tx, change.ticket.id).await?;
            None
        }
    };
    let link = link(app, &mut tx, change.ticket.id, request.access).await?;
    tx.commit().await?;
    app.wake.notify_one();
    Ok(Filed {
        ticket: assigned.map_or(change.ticket, |assigned| assigned.ticket),
        suggestion,
        link,
        is_repetition: false,
    })
}

/// The ticket just filed, attached to an outage; `None` when that is over by now: then it is a ticket like
/// any other.
async fn joined(
    app: &App,
    tx: &mut Conn,
    filed: &Change,
    by: Author,
    outage: OutageId,
) -> Result<Option<Change>, WebError> {
    let Some(outage) = outages::by_id(tx, outage).await? else {
        return Ok(None);
    };
    let targets = app.clocks.current().targets;
    let joined = filed
        .ticket
        .join_outage(&outage, &targets, by, app.moment()?);
    Ok(joined.ok())
}

/// What the matcher says about a text; `None` when it fails, because then the first line decides.
pub(crate) async fn suggest(app: &App, subject: &str, body: &str) -> Option<Suggestion> {
    let matcher = app.matcher.current();
    let (subject, body) = (subject.to_owned(), body.to_owned());
    let answer = tokio::task::spawn_blocking(move || matcher.suggest(&subject, &body)).await;
    answer
        // Not what the failure says: a panic may quote the text.
        .inspect_err(|_| error!("the matcher failed"))
        .ok()
}

/// The ticket that an earlier request with the same key has filed. A requester without an account
/// gets another link, since the first one is stored only as a hash.
async fn repetition(
    app: &App,
    mut tx: Conn,
    number: TicketNumber,
    access: Access,
) -> Result<Filed, WebError> {
    let ticket = tickets::by_number(&mut tx, number)
        .await?
        .ok_or(WebError::NotFound)?;
    let suggestion = tickets::suggestion(&mut tx, ticket.id).await?;
    let link = link(app, &mut tx, ticket.id, access).await?;
    tx.commit().await?;
    Ok(Filed {
        ticket,
        suggestion,
        link,
        is_repetition: true,
    })
}

async fn link(
    app: &App,
    tx: &mut Conn,
    ticket: TicketId,
    access: Access,
) -> Result<Option<Token>, WebError> {
    if access == Access::Account {
        return Ok(None);
    }
    let token = Token::fresh()?;
    links::insert(tx, ticket, &token.hash(), app.now()).await?;
    Ok(Some(token))
}

impl FilingRequest {
    /// Tells a repetition from another request under the same key.
    fn hash(&self) -> Result<[u8; 32], WebError> {
        #[derive(Serialize)]
        struct Asked<'a> {
            subject: &'a str,
            body: &'a str,
            requester: &'a Requester,
            impact: Impact,
            urgency: Urgency,
            #[serde(skip_serializing_if = "Option::is_none")]
            outage: Option<OutageId>,
            #[serde(skip_serializing_if = "Option::is_none")]
            then: Option<&'a str>,
        }
        let asked = Asked {
            subject: &self.subject,
            body: &self.body,
            requester: &self.requester,
            impact: self.impact,
            urgency: self.urgency,
            outage: self.outage,
            then: match &self.then {
                Then::Waits => None,
                Then::Claimed => Some(""),
                Then::Resolved(words) => Some(words),
            },
        };
        serde_json::to_vec(&asked)
            .map(|bytes| sha256(&bytes))
            .map_err(WebError::internal)
    }
}
