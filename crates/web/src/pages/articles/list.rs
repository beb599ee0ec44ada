//! `/wiedza`: search, and what there is.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::{Action, Object};
use ordinance::UnitCode;
use serde::Deserialize;
use store::articles::{self, Shelf};
use texts::Texts;

use super::{Line, is_staff, shelf};
use crate::articles::old_since;
use crate::auth::extract::Who;
use crate::frame::{Frame, page};
use crate::permit::may;
use crate::{App, WebError};

/// So many are shown.
const MOST: u32 = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    komorka: String,
    /// `odlozone`: those that were put away; `do-sprawdzenia`: those that nobody has confirmed for long.
    widok: String,
}

#[derive(Template)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether the page shows a part"
)]
#[template(path = "articles.html")]
struct Page {
    t: Texts,
    frame: Frame,
    q: String,
    unit: String,
    archived: bool,
    only_stale: bool,
    is_staff: bool,
    may_write: bool,
    /// Symbol and name.
    units: Vec<(String, String)>,
    lines: Vec<Line>,
    /// The list may have more.
    is_cut: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    Who(actor): Who,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Response, WebError> {
    let is_staff = is_staff(&app, &actor);
    let unit = asked.komorka.parse::<UnitCode>().ok();
    let archived = is_staff && asked.widok == "odlozone";
    let only_stale = is_staff && asked.widok == "do-sprawdzenia";
    let shelf = Shelf {
        unit: unit.clone(),
        archived,
        unchecked_since: only_stale.then(|| old_since(&app)),
        ..shelf(&app, &actor)
    };
    let mut conn = app.store.read().await?;
    let found = if asked.q.trim().is_empty() {
        articles::list(&mut conn, &shelf, MOST).await?
    } else {
        articles::search(&mut conn, &shelf, &asked.q, MOST).await?
    };
    drop(conn);
    let units = app.desk.ordinance().units();
    page(&Page {
        t: app.texts,
        frame,
        q: asked.q,
        unit: unit.map_or_else(String::new, |unit| unit.to_string()),
        archived,
        only_stale,
        is_staff,
        may_write: may(&app, &actor, Action::WriteArticle, Object::Article(None)),
        units: units
            .iter()
            .map(|unit| (unit.code.to_string(), unit.name.clone()))
            .collect(),
        is_cut: found.len() >= usize::try_from(MOST).unwrap_or(usize::MAX),
        lines: found.iter().map(|one| Line::new(&app, one)).collect(),
    })
}
