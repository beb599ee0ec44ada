//! Putting a canned answer into a form about one ticket.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::clock::ClockKind;
use domain::{Person, Reply, ReplyVariable, Ticket};
use store::tickets;
use texts::Texts;

use super::all;
use crate::auth::extract::{Number, Signed};
use crate::frame::page;
use crate::pages::acts::opened;
use crate::pages::acts::typed::Typed;
use crate::pages::ticket::suggestion::unit_name;
use crate::{App, WebError, clocks};

/// The field that names the canned answer.
const WHICH: &str = "wzor";
/// The button that puts it in.
const BUTTON: &str = "wstaw";

/// A canned answer to choose.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// The canned answers that somebody can put into a form.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn choices(app: &App, signed: &Signed) -> Result<Vec<Choice>, WebError> {
    let replies = all(app, signed).await?;
    let choice = |reply: Reply| Choice {
        id: reply.id.to_string(),
        title: reply.title,
    };
    Ok(replies.into_iter().map(choice).collect())
}

/// What variables stand for in answers about one ticket: only what its requester may read, and only of
/// this ticket. In the office's own language, as answers are.
struct Values {
    requester: String,
    number: String,
    subject: String,
    unit: String,
    due: String,
    operator: String,
}

impl Values {
    async fn of(app: &App, person: &Person, ticket: &Ticket) -> Result<Self, WebError> {
        let mut conn = app.store.read().await?;
        let history = tickets::history(&mut conn, ticket.id).await?;
        drop(conn);
        let clocks = clocks::of(app, &app.clocks.current(), &history)?;
        let t = Texts::pl();
        // What the requester is promised; how long a unit has to accept is the desk's own matter.
        let due = clocks
            .last(ClockKind::Solution)
            .filter(|clock| clock.is_live())
            .and_then(|clock| clock.due);
        Ok(Self {
            requester: ticket.requester.name.clone(),
            number: ticket.number.to_string(),
            subject: ticket.subject.clone(),
            unit: unit_name(&app.desk, &ticket.unit),
            due: due.map_or_else(|| t.get("reply-no-due"), |due| t.date_time(due)),
            operator: person.name.clone(),
        })
    }

    fn filled(&self, reply: &Reply) -> String {
        reply.text.filled(|variable| match variable {
            ReplyVariable::Requester => &self.requester,
            ReplyVariable::Number => &self.number,
            ReplyVariable::Subject => &self.subject,
            ReplyVariable::Unit => &self.unit,
            ReplyVariable::Due => &self.due,
            ReplyVariable::Operator => &self.operator,
        })
    }
}

/// Whether the button of a form asks for a canned answer.
pub(crate) fn is_asked(typed: &Typed) -> bool {
    !typed.get(BUTTON).is_empty()
}

/// The form with the canned answer that was asked for at the end of `field`; unchanged when none was
/// chosen or it is others'.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn put_in(
    app: &App,
    signed: &Signed,
    ticket: &Ticket,
    typed: &Typed,
    field: &str,
) -> Result<Typed, WebError> {
    let replies = all(app, signed).await?;
    let chosen = replies
        .iter()
        .find(|reply| reply.id.to_string() == typed.get(WHICH));
    let Some(reply) = chosen else {
        return Ok(typed.clone());
    };
    let words = Values::of(app, &signed.0, ticket).await?.filled(reply);
    let before = typed.get(field).trim_end();
    let joined = if before.is_empty() {
        words
    } else {
        format!("{before}\n\n{words}")
    };
    Ok(typed.with(field, joined))
}

#[derive(Template)]
#[template(path = "reply_list.html")]
struct Part {
    t: Texts,
    lines: Vec<Line>,
}

struct Line {
    title: String,
    /// Filled with what is known of the ticket.
    text: String,
}

/// `GET /kolejka/{number}/wzorce`: a part of the page for its script.
pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let replies = all(&app, &signed).await?;
    let values = Values::of(&app, &signed.0, &ticket).await?;
    let line = |reply: &Reply| Line {
        text: values.filled(reply),
        title: reply.title.clone(),
    };
    page(&Part {
        t: app.texts,
        lines: replies.iter().map(line).collect(),
    })
}
