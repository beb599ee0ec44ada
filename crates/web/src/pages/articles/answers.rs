//! `POST /wiedza/podpowiedzi`: what may already answer a request that is being written.
//!
//! A part of a page for the filing form's script; only what everybody may read. Nothing that was typed is kept.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{Action, Readers};
use store::articles::{self, Shelf};
use store::outages;
use texts::Texts;
use tokio::sync::Semaphore;

use super::Line;
use crate::auth::extract::Who;
use crate::frame::page;
use crate::outages::{known, may_outage};
use crate::pages::acts::typed::Typed;
use crate::{App, WebError};

/// So many are looked for at once; whoever comes then gets none, since filing is more important.
const AT_ONCE: usize = 4;
/// So many are shown.
const MOST: u32 = 3;
/// Characters that are looked at.
const READ: usize = 4_000;

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(AT_ONCE));

#[derive(Template)]
#[template(path = "answers.html")]
struct Part {
    t: Texts,
    articles: Vec<Line>,
    /// Address and title of outages that last.
    outages: Vec<(String, String)>,
}

pub(super) async fn show(
    State(app): State<App>,
    Who(actor): Who,
    typed: Typed,
) -> Result<Response, WebError> {
    let Ok(_turn) = TURNS.try_acquire() else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let text: String = format!("{}\n{}", typed.get("subject"), typed.get("body"))
        .chars()
        .take(READ)
        .collect();
    let shelf = Shelf {
        readers: Some(Readers::Everyone),
        ..Shelf::default()
    };
    let mut conn = app.store.read().await?;
    let found = articles::likely(&mut conn, &shelf, &text, MOST).await?;
    let mut lasting = outages::lasting(&mut conn).await?;
    lasting.retain(|outage| may_outage(&app, &actor, Action::SeeOutage, Some(outage)));
    let mut outages = Vec::new();
    for outage in &lasting {
        if known(&mut conn, outage).await?.resembles(&text).is_some() {
            let address = format!("/awarie/{}", outage.id);
            outages.push((address, outage.announcement.title.clone()));
        }
    }
    drop(conn);
    if found.is_empty() && outages.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    page(&Part {
        t: app.texts,
        articles: found.iter().map(|one| Line::new(&app, one)).collect(),
        outages,
    })
}
