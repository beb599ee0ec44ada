//! `/kolejka/widoki`: views of the queue that people keep under a name, for themselves or their unit.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{Action, Object};
use store::Outcome;
use store::views::{self, View};
use texts::Texts;

use super::filter::Filter;
use super::own_unit;
use crate::auth::extract::Signed;
use crate::fields::fault_text;
use crate::frame::{Frame, page_with};
use crate::pages::acts::typed::Typed;
use crate::permit::permit;
use crate::{App, WebError};

/// Longest name of a view, in characters.
const NAME_LIMIT: usize = 60;

/// The routes of this page.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/kolejka/widoki", get(list).post(save))
        .route("/kolejka/widoki/{id}/usun", post(delete))
}

/// A saved view above the queue.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) shared: bool,
    /// It is the one that is shown.
    pub(super) current: bool,
}

/// Where the view that is shown can be saved.
pub(super) fn address(filter: &Filter) -> String {
    filter
        .address(&[])
        .replacen("/kolejka", "/kolejka/widoki", 1)
}

/// The views as links.
pub(super) fn links(views: &[View], filter: &Filter) -> Vec<Shown> {
    let here = filter.address(&[]);
    views
        .iter()
        .map(|view| {
            let address = format!("/kolejka?{}", view.query);
            Shown {
                name: view.name.clone(),
                shared: view.unit.is_some(),
                current: address == here,
                address,
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "views.html")]
struct Page {
    t: Texts,
    frame: Frame,
    /// The view to save, in words of an address.
    query: String,
    address: String,
    name: String,
    fault: String,
    /// The unit with which a view may be shared.
    unit: String,
    share: bool,
    lines: Vec<Line>,
}

/// A saved view in the list.
struct Line {
    id: String,
    name: String,
    address: String,
    /// The unit it is shared with; empty when it is its owner's alone.
    unit: String,
    own: bool,
}

/// What was typed, when it has to be mended.
#[derive(Default)]
struct Tried<'a> {
    name: &'a str,
    share: bool,
    fault: String,
}

async fn list(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    show(
        &app,
        &signed,
        frame,
        &read(&app, &signed, &pairs),
        &Tried::default(),
    )
    .await
}

/// The filters in these pairs.
fn read(app: &App, signed: &Signed, pairs: &[(String, String)]) -> Filter {
    let usual = Filter::usual(&signed.0.role, app.desk.first_line());
    Filter::read(pairs, usual, app.desk.ordinance()).0
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    filter: &Filter,
    tried: &Tried<'_>,
) -> Result<Response, WebError> {
    let unit = own_unit(app, &signed.0);
    let mut conn = app.store.read().await?;
    let views = views::of(&mut conn, signed.0.id, unit).await?;
    drop(conn);
    let address = filter.address(&[]);
    let page = Page {
        t: app.texts,
        frame,
        query: address.replacen("/kolejka?", "", 1),
        address,
        name: tried.name.to_owned(),
        fault: tried.fault.clone(),
        unit: unit.map_or_else(String::new, ToString::to_string),
        share: tried.share,
        lines: views
            .into_iter()
            .map(|view| Line {
                id: view.id.to_string(),
                name: view.name,
                address: format!("/kolejka?{}", view.query),
                unit: view.unit.map_or_else(String::new, |unit| unit.to_string()),
                own: view.owner == signed.0.id,
            })
            .collect(),
    };
    let status = if tried.fault.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page_with(status, &page)
}

async fn save(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(typed.get("widok").as_bytes())
        .into_owned()
        .collect();
    let filter = read(&app, &signed, &pairs);
    let name = typed.get("nazwa").trim();
    let share = typed.get("dla") == "komorka";
    let again = |fault: String| Tried { name, share, fault };
    let t = app.texts;
    if name.is_empty() {
        let fault = again(fault_text(t, domain::FieldFault::Missing));
        return show(&app, &signed, frame, &filter, &fault).await;
    }
    if name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control) {
        let fault = again(t.count("views-name-too-long", NAME_LIMIT.try_into().unwrap_or(60)));
        return show(&app, &signed, frame, &filter, &fault).await;
    }
    let address = filter.address(&[]);
    let view = View {
        id: app.fresh_id()?,
        name: name.to_owned(),
        query: address.replacen("/kolejka?", "", 1),
        owner: signed.0.id,
        unit: own_unit(&app, &signed.0).filter(|_| share).cloned(),
        created_at: app.now(),
    };
    let mut tx = app.store.write().await?;
    if views::insert(&mut tx, &view).await? == Outcome::Stale {
        tx.rollback().await?;
        let fault = again(t.count("views-too-many", views::MOST));
        return show(&app, &signed, frame, &filter, &fault).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{address}&zrobiono=view-saved")).into_response())
}

async fn delete(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = app.store.write().await?;
    if views::delete(&mut tx, id, signed.0.id).await? == Outcome::Stale {
        return Err(WebError::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/kolejka/widoki?zrobiono=view-deleted").into_response())
}
