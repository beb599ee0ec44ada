//! `/wiedza/nowy` and `/wiedza/{id}/zmiana`: writing an article, from nothing or from a solved ticket.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    Act, Action, Article, ArticleId, ArticleRefusal, ArticleText, FieldError, Object, Readers,
    Status, TicketNumber, Writing,
};
use serde::Deserialize;
use store::{articles, tickets};
use texts::Texts;

use super::{Id, seen, written};
use crate::auth::extract::Signed;
use crate::fields::{Fields, fault_text};
use crate::frame::{Frame, page_with};
use crate::markdown;
use crate::pages::acts::opened;
use crate::pages::acts::typed::Typed;
use crate::permit::permit;
use crate::{App, WebError};

/// Names of the fields; each begins with `article.`, so that its label is its own.
const NAMES: [&str; 5] = [
    "article.title",
    "article.body",
    "article.unit",
    "article.duty",
    "article.readers",
];

#[derive(Template)]
#[template(path = "article_form.html")]
struct Page {
    t: Texts,
    frame: Frame,
    fields: Fields,
    refusal: String,
    /// Of the article that is changed; empty for a new one.
    id: String,
    version: i64,
    /// It was drafted from what a requester wrote.
    from_ticket: String,
    /// HTML of what was typed, when asked for.
    preview: Option<String>,
    /// Symbol and name.
    units: Vec<(String, String)>,
    /// Symbol and name of a unit, and its provisions: reference and words.
    duties: Vec<(String, Vec<(String, String)>)>,
    readers: [Readers; 2],
}

/// What comes back with the form.
#[derive(Default)]
struct Back {
    fields: Fields,
    refusal: String,
    from_ticket: String,
    preview: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    /// A solved ticket to draft from.
    zgloszenie: String,
    /// An earlier version to go back to.
    wersja: i64,
}

pub(super) async fn new(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Query(from): Query<From>,
) -> Result<Response, WebError> {
    may_begin(&app, &signed)?;
    let back = match from.zgloszenie.parse::<TicketNumber>() {
        Ok(number) => drafted(&app, &signed, number).await?,
        Err(_) => Back {
            fields: Fields::new([
                ("article.unit", own_unit(&app, &signed)),
                ("article.readers", Readers::Staff.as_str().to_owned()),
            ]),
            ..Back::default()
        },
    };
    Ok(show(&app, frame, None, back))
}

pub(super) async fn edit(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    frame: Frame,
    Query(from): Query<From>,
) -> Result<Response, WebError> {
    let article = changeable(&app, &signed, id).await?;
    let mut text = article.text.clone();
    if from.wersja > 0 {
        let mut conn = app.store.read().await?;
        let versions = articles::versions(&mut conn, id).await?;
        let earlier = versions.into_iter().find(|one| one.version == from.wersja);
        text = earlier.ok_or(WebError::NotFound)?.text;
    }
    let back = Back {
        fields: filled(&text),
        ..Back::default()
    };
    Ok(show(&app, frame, Some(&article), back))
}

pub(super) async fn write(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    may_begin(&app, &signed)?;
    let text = match read(&app, &typed) {
        Ok(text) => text,
        Err(errors) => return Ok(show(&app, frame, None, faulty(&app, &typed, &errors))),
    };
    if wants_preview(&typed) {
        return Ok(show(&app, frame, None, previewed(&typed)));
    }
    let by = signed.0.author(app.desk.first_line());
    let change = Article::write(ArticleId(app.fresh_id()?), text, by, app.now());
    if let Err(refused) = may_write(&app, &signed, &change.article) {
        let back = foreign_unit(&app, &typed, refused)?;
        return Ok(show(&app, frame, None, back));
    }
    written(&app, &change).await?;
    let id = change.article.id;
    Ok(Redirect::to(&format!("/wiedza/{id}?zrobiono=article-written")).into_response())
}

pub(super) async fn revise(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let article = changeable(&app, &signed, id).await?;
    let text = match read(&app, &typed) {
        Ok(text) => text,
        Err(errors) => {
            return Ok(show(
                &app,
                frame,
                Some(&article),
                faulty(&app, &typed, &errors),
            ));
        }
    };
    if wants_preview(&typed) {
        return Ok(show(&app, frame, Some(&article), previewed(&typed)));
    }
    let by = signed.0.author(app.desk.first_line());
    let change = article.revise(text, by, app.now());
    let outcome = match change {
        Ok(change) => {
            if let Err(refused) = may_write(&app, &signed, &change.article) {
                let back = foreign_unit(&app, &typed, refused)?;
                return Ok(show(&app, frame, Some(&article), back));
            }
            if typed.version() == article.version {
                written(&app, &change).await
            } else {
                Err(WebError::Stale)
            }
        }
        Err(ArticleRefusal::Same) if typed.version() == article.version => Ok(()),
        Err(_) => Err(WebError::Stale),
    };
    match outcome {
        Ok(()) => {
            Ok(Redirect::to(&format!("/wiedza/{id}?zrobiono=article-revised")).into_response())
        }
        Err(WebError::Stale) => {
            let article = seen(&app, &signed.actor(), id).await?;
            let back = Back {
                fields: kept(&typed),
                refusal: stale(&app, &article).await?,
                ..Back::default()
            };
            Ok(show(&app, frame, Some(&article), back))
        }
        Err(other) => Err(other),
    }
}

/// Who changed the article last, and when.
async fn stale(app: &App, article: &Article) -> Result<String, WebError> {
    let mut conn = app.store.read().await?;
    let versions = articles::versions(&mut conn, article.id).await?;
    let last = versions.first().ok_or(WebError::NotFound)?;
    let t = app.texts;
    let at = t.date_time(last.at);
    let args = [("who", (&last.by.name).into()), ("at", (&at).into())];
    Ok(t.with("article-stale-form", &args))
}

fn may_begin(app: &App, signed: &Signed) -> Result<(), WebError> {
    permit(
        app,
        &signed.actor(),
        Action::WriteArticle,
        Object::Article(None),
    )
}

fn may_write(app: &App, signed: &Signed, article: &Article) -> Result<(), WebError> {
    permit(
        app,
        &signed.actor(),
        Action::WriteArticle,
        Object::Article(Some(article)),
    )
}

async fn changeable(app: &App, signed: &Signed, id: ArticleId) -> Result<Article, WebError> {
    let article = seen(app, &signed.actor(), id).await?;
    may_write(app, signed, &article)?;
    if article.archived {
        return Err(WebError::Stale);
    }
    Ok(article)
}

/// The form that says that one writes for one's own unit only.
fn foreign_unit(app: &App, typed: &Typed, refused: WebError) -> Result<Back, WebError> {
    match refused {
        WebError::Forbidden => {
            let mut fields = kept(typed);
            fields.fault_at("article.unit", app.texts.get("fault-foreign_unit"));
            Ok(Back {
                fields,
                ..Back::default()
            })
        }
        other => Err(other),
    }
}

fn own_unit(app: &App, signed: &Signed) -> String {
    let by = signed.0.author(app.desk.first_line());
    by.unit.map_or_else(String::new, |unit| unit.to_string())
}

/// What a solved ticket says, as a beginning.
async fn drafted(app: &App, signed: &Signed, number: TicketNumber) -> Result<Back, WebError> {
    let ticket = opened(app, signed, number).await?;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let solved = history.iter().rev().find_map(|event| match &event.act {
        Act::Resolved { solution } => Some((solution.as_str(), event.by.unit.clone())),
        _ => None,
    });
    let Some((solution, unit)) =
        solved.filter(|_| matches!(ticket.status, Status::Resolved | Status::Closed))
    else {
        return Err(WebError::NotFound);
    };
    let unit = unit.unwrap_or_else(|| ticket.unit.clone());
    let duty = ticket
        .duty
        .filter(|duty| app.desk.duty_of(&unit, *duty).is_ok());
    let t = app.texts;
    let body = format!(
        "## {}\n\n{}\n\n## {}\n\n{solution}",
        t.get("article-draft-symptoms"),
        ticket.body,
        t.get("article-draft-solution"),
    );
    Ok(Back {
        fields: Fields::new([
            ("article.title", ticket.subject.clone()),
            ("article.body", body),
            ("article.unit", unit.to_string()),
            (
                "article.duty",
                duty.map_or_else(String::new, |duty| duty.to_string()),
            ),
            ("article.readers", Readers::Staff.as_str().to_owned()),
        ]),
        from_ticket: ticket.number.to_string(),
        ..Back::default()
    })
}

fn filled(text: &ArticleText) -> Fields {
    Fields::new([
        ("article.title", text.title.clone()),
        ("article.body", text.body.clone()),
        ("article.unit", text.unit.to_string()),
        (
            "article.duty",
            text.duty.map_or_else(String::new, |duty| duty.to_string()),
        ),
        ("article.readers", text.readers.as_str().to_owned()),
    ])
}

fn kept(typed: &Typed) -> Fields {
    Fields::new(NAMES.map(|name| (name, typed.get(name).to_owned())))
}

fn read(app: &App, typed: &Typed) -> Result<ArticleText, Vec<FieldError>> {
    let writing = Writing {
        title: typed.get("article.title"),
        body: typed.get("article.body"),
        unit: typed.get("article.unit"),
        duty: typed.get("article.duty"),
        readers: typed.get("article.readers"),
    };
    writing.read(&app.desk)
}

fn wants_preview(typed: &Typed) -> bool {
    !typed.get("preview").is_empty()
}

fn previewed(typed: &Typed) -> Back {
    Back {
        fields: kept(typed),
        from_ticket: typed.get("from").to_owned(),
        preview: true,
        ..Back::default()
    }
}

fn faulty(app: &App, typed: &Typed, errors: &[FieldError]) -> Back {
    let mut fields = kept(typed);
    for error in errors {
        let field = format!("article.{}", error.field);
        fields.fault_at(&field, fault_text(app.texts, error.fault));
    }
    Back {
        fields,
        from_ticket: typed.get("from").to_owned(),
        ..Back::default()
    }
}

fn show(app: &App, frame: Frame, article: Option<&Article>, back: Back) -> Response {
    let status = match (back.refusal.is_empty(), back.fields.is_sound()) {
        (false, _) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::OK,
    };
    let ordinance = app.desk.ordinance();
    let of_unit = |code: &ordinance::UnitCode| {
        ordinance
            .duties()
            .filter(|provision| provision.unit.as_ref() == Some(code))
            .map(|provision| {
                let words = ordinance
                    .full_text(&provision.reference)
                    .unwrap_or_default();
                let short: String = words.chars().take(120).collect();
                (
                    provision.reference.to_string(),
                    format!("{} {short}", provision.reference.shown()),
                )
            })
            .collect::<Vec<_>>()
    };
    let units = ordinance.units();
    let page = Page {
        t: app.texts,
        frame,
        preview: back
            .preview
            .then(|| markdown::html(back.fields.value("article.body"))),
        fields: back.fields,
        refusal: back.refusal,
        id: article.map_or_else(String::new, |article| article.id.to_string()),
        version: article.map_or(0, |article| article.version),
        from_ticket: back.from_ticket,
        units: units
            .iter()
            .map(|unit| (unit.code.to_string(), unit.name.clone()))
            .collect(),
        duties: units
            .iter()
            .map(|unit| (format!("{} {}", unit.code, unit.name), of_unit(&unit.code)))
            .filter(|(_, duties)| !duties.is_empty())
            .collect(),
        readers: Readers::ALL,
    };
    page_with(status, &page).unwrap_or_else(IntoResponse::into_response)
}
