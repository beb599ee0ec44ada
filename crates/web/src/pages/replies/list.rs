//! Every canned answer that somebody has.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Action, Object, Reply, ReplyOwner};
use store::{Outcome, replies};
use texts::Texts;

use super::{Id, all, kept};
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

#[derive(Template)]
#[template(path = "replies.html")]
struct Page {
    t: Texts,
    frame: Frame,
    lines: Vec<Line>,
}

/// A canned answer in the list.
struct Line {
    id: String,
    title: String,
    text: String,
    /// The unit whose it is; empty of one's own.
    unit: String,
}

impl From<Reply> for Line {
    fn from(reply: Reply) -> Self {
        Self {
            id: reply.id.to_string(),
            title: reply.title,
            text: reply.text.source().to_owned(),
            unit: match reply.owner {
                ReplyOwner::Person(_) => String::new(),
                ReplyOwner::Unit(unit) => unit.to_string(),
            },
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let lines = all(&app, &signed).await?;
    page(&Page {
        t: app.texts,
        frame,
        lines: lines.into_iter().map(Line::from).collect(),
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
) -> Result<Response, WebError> {
    let reply = kept(&app, &signed, id).await?;
    let mut tx = app.store.write().await?;
    if replies::delete(&mut tx, reply.id).await? == Outcome::Stale {
        return Err(WebError::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/odpowiedzi-wzorcowe?zrobiono=reply-deleted").into_response())
}
