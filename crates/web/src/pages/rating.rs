//! What a requester says of a solution: one click on the page of their ticket, and how the desk reads it.
//!
//! Nothing is said by opening an address, so a mail server that looks where the links of a letter lead rates
//! nothing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use domain::{Action, Event, FieldFault, Grade, Object, Rating, Refusal, Status, Ticket};
use serde::Deserialize;
use store::{Conn, ratings, tickets};
use texts::Texts;

use crate::auth::extract::Signed;
use crate::error::refusal_text;
use crate::fields::fault_text;
use crate::frame::Frame;
use crate::pages::my::{Door, is_own};
use crate::pages::my_ticket::{self, Attempt};
use crate::pages::ticket::history::Moment;
use crate::permit::{may, permit};
use crate::{App, WebError};

/// The routes of this form.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/zgloszenie/{number}/ocena", post(rate))
        .route("/z/{token}/ocena", post(rate))
}

/// What the requester may say of the solution, or has said.
pub(crate) struct Card {
    /// Where it is sent; empty when what was said stands.
    pub(crate) action: String,
    /// The solution that is shown.
    pub(crate) solution: String,
    /// Name of what was said; empty when nothing was.
    pub(crate) given: &'static str,
    /// What can be said, the best first.
    pub(crate) grades: Vec<&'static str>,
    pub(crate) remark: String,
    /// Whether there is room for a remark: with the first word only when it cannot follow later.
    pub(crate) takes_remark: bool,
    /// What is wrong with it; empty when nothing is.
    pub(crate) fault: String,
}

impl Card {
    /// `None` while there is nothing to rate, and for whoever may not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(
        conn: &mut Conn,
        app: &App,
        door: &Door,
        (ticket, history): (&Ticket, &[Event]),
        tried: Option<&Tried>,
    ) -> Result<Option<Self>, WebError> {
        if !may(app, &door.actor, Action::Rate, Object::Ticket(ticket)) {
            return Ok(None);
        }
        let given = ratings::of_ticket(conn, ticket.id).await?;
        let open = ticket.to_rate(history, &given);
        let said = match &open {
            Ok((_, said)) => *said,
            Err(Refusal::Finished { .. }) => given.last(),
            Err(_) => return Ok(None),
        };
        let remark = tried.map_or_else(
            || said.map_or_else(String::new, |said| said.remark.clone()),
            |tried| tried.remark.clone(),
        );
        let is_last_word = ticket.status == Status::Closed;
        Ok(Some(Self {
            action: open
                .as_ref()
                .map_or_else(|_| String::new(), |_| format!("{}/ocena", door.address)),
            solution: open.map_or_else(|_| String::new(), |(event, _)| event.to_string()),
            given: said.map_or("", |said| said.grade.as_str()),
            grades: Grade::ALL.map(Grade::as_str).into(),
            remark,
            takes_remark: is_last_word || said.is_some() || tried.is_some(),
            fault: tried.map_or_else(String::new, |tried| tried.fault.clone()),
        }))
    }

    /// Whether the word is the one that was said.
    pub(crate) fn is(&self, grade: &str) -> bool {
        self.given == grade
    }
}

/// A remark that came back.
#[derive(Default)]
pub(crate) struct Tried {
    remark: String,
    /// What is wrong with it; empty when something else went wrong.
    fault: String,
}

impl Tried {
    /// Id of what has to be mended, or of where it says what has become of the ticket.
    pub(crate) fn place(&self) -> &'static str {
        if self.fault.is_empty() {
            "przebieg"
        } else {
            "ocena-uwagi"
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RatingForm {
    grade: String,
    remark: String,
    /// The solution that was shown.
    solution: String,
}

async fn rate(
    State(app): State<App>,
    door: Door,
    frame: Frame,
    Form(form): Form<RatingForm>,
) -> Result<Response, WebError> {
    let ticket = door.ticket(&app).await?;
    if !is_own(&door.actor, &ticket) {
        return Err(WebError::NotFound);
    }
    permit(&app, &door.actor, Action::Rate, Object::Ticket(&ticket))?;
    let Some(grade) = Grade::from_name(&form.grade) else {
        return Err(WebError::BadRequest);
    };
    let t = app.texts;
    let (status, text, fault) = match write(&app, &ticket, grade, &form).await {
        Ok(()) => {
            let address = format!("{}?zrobiono=my-rated#ocena", door.address);
            return Ok(Redirect::to(&address).into_response());
        }
        Err(WebError::Refused(Refusal::Fields(faults))) => {
            let fault = faults.first().map(|error| error.fault);
            let fault = fault_text(t, fault.unwrap_or(FieldFault::UnknownValue));
            (StatusCode::UNPROCESSABLE_ENTITY, fault.clone(), fault)
        }
        Err(WebError::Refused(refusal)) => {
            let text = refusal_text(t, &refusal);
            (StatusCode::CONFLICT, text, String::new())
        }
        Err(WebError::Stale) => (StatusCode::CONFLICT, t.get("my-stale"), String::new()),
        Err(other) => return Err(other),
    };
    let attempt = Attempt {
        fault: Some((status, text)),
        rating: Some(Tried {
            remark: form.remark,
            fault,
        }),
        ..Attempt::default()
    };
    let ticket = door.ticket(&app).await?;
    my_ticket::show(&app, &door, frame, &ticket, false, attempt).await
}

/// Keeps it, unless the ticket has been solved in another way since its page was opened.
async fn write(
    app: &App,
    ticket: &Ticket,
    grade: Grade,
    form: &RatingForm,
) -> Result<(), WebError> {
    let mut tx = app.store.write().await?;
    let rating = decide(&mut tx, app, ticket, grade, &form.remark).await?;
    if rating.solution.to_string() != form.solution {
        return Err(WebError::Stale);
    }
    ratings::put(&mut tx, &rating).await?;
    Ok(tx.commit().await?)
}

/// What is to be kept, by what the ticket is now.
///
/// # Errors
/// The desk's refusals; when the database cannot be read.
pub(crate) async fn decide(
    conn: &mut Conn,
    app: &App,
    ticket: &Ticket,
    grade: Grade,
    remark: &str,
) -> Result<Rating, WebError> {
    let ticket = tickets::by_id(conn, ticket.id).await?;
    let ticket = ticket.ok_or(WebError::NotFound)?;
    let history = tickets::history(conn, ticket.id).await?;
    let given = ratings::of_ticket(conn, ticket.id).await?;
    Ok(ticket.rate(&history, &given, grade, remark, app.now())?)
}

/// What was said of one solution, for whoever solved it.
pub(crate) struct Line {
    pub(crate) grade: &'static str,
    pub(crate) words: String,
    pub(crate) unit: String,
    pub(crate) remark: String,
    pub(crate) at: Moment,
}

/// What was said of the ticket's solutions, the latest first; nothing for whoever may not read it.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn lines(
    conn: &mut Conn,
    app: &App,
    signed: &Signed,
    ticket: &Ticket,
) -> Result<Vec<Line>, WebError> {
    let object = Object::Ticket(ticket);
    if !may(app, &signed.actor(), Action::SeeRating, object) {
        return Ok(Vec::new());
    }
    let given = ratings::of_ticket(conn, ticket.id).await?;
    let t = app.texts;
    Ok(given.into_iter().rev().map(|one| line(t, one)).collect())
}

fn line(t: Texts, rating: Rating) -> Line {
    let grade = rating.grade.as_str();
    Line {
        grade,
        words: t.get(&format!("rating-{grade}")),
        unit: rating.unit.to_string(),
        remark: rating.remark,
        at: Moment::new(t, rating.changed_at),
    }
}
