//! `/wiedza/{id}`: an article.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::{Action, Object, Readers};
use texts::Texts;

use super::super::ticket::history::Moment;
use super::{Id, is_old, is_staff, seen};
use crate::auth::extract::Who;
use crate::frame::{Frame, page};
use crate::markdown;
use crate::permit::may;
use crate::{App, WebError};

#[derive(Template)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether the page shows a part"
)]
#[template(path = "article.html")]
struct Page {
    t: Texts,
    frame: Frame,
    id: String,
    version: i64,
    title: String,
    /// HTML of the article's Markdown.
    body: String,
    unit: String,
    unit_name: String,
    /// `§ 14 pkt 1 lit. l` and its words; empty when none is named.
    duty: String,
    duty_text: String,
    is_internal: bool,
    is_archived: bool,
    is_stale: bool,
    is_staff: bool,
    may_write: bool,
    changed: Moment,
    checked: Moment,
}

pub(super) async fn show(
    State(app): State<App>,
    Who(actor): Who,
    Id(id): Id,
    frame: Frame,
) -> Result<Response, WebError> {
    let article = seen(&app, &actor, id).await?;
    let text = &article.text;
    let ordinance = app.desk.ordinance();
    page(&Page {
        t: app.texts,
        frame,
        id: article.id.to_string(),
        version: article.version,
        title: text.title.clone(),
        body: markdown::html(&text.body),
        unit: text.unit.to_string(),
        unit_name: ordinance
            .unit(&text.unit)
            .map_or_else(String::new, |unit| unit.name.clone()),
        duty: text.duty.map_or_else(String::new, |duty| duty.shown()),
        duty_text: text
            .duty
            .and_then(|duty| ordinance.full_text(&duty))
            .unwrap_or_default(),
        is_internal: text.readers == Readers::Staff,
        is_archived: article.archived,
        is_stale: !article.archived && is_old(&app, article.checked_at),
        is_staff: is_staff(&app, &actor),
        may_write: may(
            &app,
            &actor,
            Action::WriteArticle,
            Object::Article(Some(&article)),
        ),
        changed: Moment::new(app.texts, article.changed_at),
        checked: Moment::new(app.texts, article.checked_at),
    })
}
