//! `/awarie/nowa` and `/awarie/{id}/tresc`: what people are told of an outage.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    Action, Announcement, Audience, FieldError, FieldFault, Outage, OutageId, Refusal, TicketNumber,
};
use jiff::Timestamp;
use serde::Deserialize;
use texts::Texts;

use super::Id;
use super::late::Late;
use crate::auth::extract::Signed;
use crate::error::refusal_text;
use crate::fields::{Fields, fault_text, label};
use crate::frame::{Frame, page_with};
use crate::outages::{Belonging, permit_outage, seen, settle, write};
use crate::pages::acts::extra::moment;
use crate::pages::acts::typed::Typed;
use crate::{App, WebError};

/// Names of the fields; each begins with `outage.`, so that its label is its own.
const NAMES: [&str; 4] = [
    "outage.title",
    "outage.description",
    "outage.since",
    "outage.audience",
];

#[derive(Template)]
#[template(path = "outage_form.html")]
struct Page {
    t: Texts,
    frame: Frame,
    fields: Fields,
    refusal: String,
    /// Of the outage whose words are mended; empty for a new one.
    id: String,
    version: i64,
    /// The ticket that will be attached; empty when there is none.
    number: String,
    audiences: [Audience; 2],
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
    /// Whether there is nothing to mend any more.
    is_gone: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    zgloszenie: String,
}

pub(super) async fn new(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Query(from): Query<From>,
) -> Result<Response, WebError> {
    permit_outage(&app, &signed.actor(), Action::RunOutage, None)?;
    let number = from.zgloszenie.parse::<TicketNumber>().ok();
    let fields = Fields::new([
        ("outage.since", local(&app, app.now())),
        ("outage.audience", Audience::Everyone.as_str().to_owned()),
    ]);
    show(&app, frame, fields, String::new(), None, number)
}

pub(super) async fn edit(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    frame: Frame,
) -> Result<Response, WebError> {
    let outage = seen(&app, &signed.actor(), id).await?;
    permit_outage(&app, &signed.actor(), Action::RunOutage, Some(&outage))?;
    let announcement = &outage.announcement;
    let fields = Fields::new([
        ("outage.title", announcement.title.clone()),
        ("outage.description", announcement.description.clone()),
        ("outage.since", local(&app, announcement.since)),
        ("outage.audience", announcement.audience.as_str().to_owned()),
    ]);
    show(&app, frame, fields, String::new(), Some(&outage), None)
}

/// Day and hour as a form shows them, in Warsaw time.
fn local(app: &App, at: jiff::Timestamp) -> String {
    app.texts.local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

pub(super) async fn declare(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    permit_outage(&app, &signed.actor(), Action::RunOutage, None)?;
    let by = signed.0.author(app.desk.first_line());
    let number = typed.get("ticket").parse::<TicketNumber>().ok();
    let id = OutageId(app.fresh_id()?);
    let moment = app.moment()?;
    let change = read(&typed, moment.now)
        .and_then(|announcement| Outage::declare(id, announcement, by.clone(), moment));
    let change = match change {
        Ok(change) => change,
        Err(refusal) => return again(&app, frame, &typed, &refusal, None, number),
    };
    write(&app, &change).await?;
    if let Some(number) = number {
        let attached = settle(&app, &signed.actor(), &by, (id, number), Belonging::Joins).await;
        // The outage stands in any case; its page shows that the ticket is not there.
        match attached {
            Ok(_) | Err(WebError::Refused(_) | WebError::NotFound | WebError::Forbidden) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Redirect::to(&format!("/awarie/{id}?zrobiono=outage-declared")).into_response())
}

pub(super) async fn reword(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let outage = seen(&app, &signed.actor(), id).await?;
    permit_outage(&app, &signed.actor(), Action::RunOutage, Some(&outage))?;
    if typed.version() != outage.version {
        return show_late(&app, &signed, frame, id, &typed).await;
    }
    let by = signed.0.author(app.desk.first_line());
    let moment = app.moment()?;
    let change =
        read(&typed, moment.now).and_then(|announcement| outage.reword(announcement, by, moment));
    let change = match change {
        Ok(change) => change,
        Err(refusal) => return again(&app, frame, &typed, &refusal, Some(&outage), None),
    };
    match write(&app, &change).await {
        Ok(()) => {
            Ok(Redirect::to(&format!("/awarie/{id}?zrobiono=outage-reworded")).into_response())
        }
        Err(WebError::Stale) => show_late(&app, &signed, frame, id, &typed).await,
        Err(other) => Err(other),
    }
}

/// The form after it came too late: with what happened since, or the words to copy when the outage is over.
async fn show_late(
    app: &App,
    signed: &Signed,
    frame: Frame,
    id: OutageId,
    typed: &Typed,
) -> Result<Response, WebError> {
    let t = app.texts;
    let outage = seen(app, &signed.actor(), id).await?;
    let mut conn = app.store.read().await?;
    let history = store::outages::history(&mut conn, id).await?;
    drop(conn);
    let mut late = Late::since(t, &outage, &history, typed.version());
    if !outage.lasts() {
        for name in ["outage.title", "outage.description"] {
            late = late.keeping(t.get(&label(name)), typed.get(name));
        }
    }
    let page = Page {
        late: Some(late),
        is_gone: !outage.lasts(),
        ..page(app, frame, kept(typed), Some(&outage))
    };
    page_with(StatusCode::CONFLICT, &page)
}

/// What was typed.
fn kept(typed: &Typed) -> Fields {
    Fields::new(NAMES.map(|name| (name, typed.get(name).to_owned())))
}

/// What the form says, with everything that is to be mended at once.
fn read(typed: &Typed, now: Timestamp) -> Result<Announcement, Refusal> {
    let mut faults = Vec::new();
    let since = match moment("since", &typed.only("outage.since", "since")) {
        Ok(Some(at)) => at,
        Ok(None) => {
            faults.push(FieldError {
                field: "since",
                fault: FieldFault::Missing,
            });
            now
        }
        Err(Refusal::Fields(errors)) => {
            faults.extend(errors);
            now
        }
        Err(other) => return Err(other),
    };
    let audience = Audience::from_name(typed.get("outage.audience"));
    if audience.is_none() {
        faults.push(FieldError {
            field: "audience",
            fault: FieldFault::UnknownValue,
        });
    }
    let announcement = Announcement {
        title: typed.get("outage.title").to_owned(),
        description: typed.get("outage.description").to_owned(),
        audience: audience.unwrap_or(Audience::SignedIn),
        since,
    };
    match announcement.checked(now) {
        Ok(announcement) if faults.is_empty() => Ok(announcement),
        checked => {
            let mut all = checked.err().unwrap_or_default();
            all.extend(faults);
            Err(Refusal::Fields(all))
        }
    }
}

/// The form as it was typed, with what is to be mended.
fn again(
    app: &App,
    frame: Frame,
    typed: &Typed,
    refusal: &Refusal,
    outage: Option<&Outage>,
    number: Option<TicketNumber>,
) -> Result<Response, WebError> {
    let mut fields = kept(typed);
    let mut whole = String::new();
    if let Refusal::Fields(errors) = refusal {
        for error in errors {
            let field = format!("outage.{}", error.field);
            fields.fault_at(&field, fault_text(app.texts, error.fault));
        }
    } else {
        whole = refusal_text(app.texts, refusal);
    }
    show(app, frame, fields, whole, outage, number)
}

fn show(
    app: &App,
    frame: Frame,
    fields: Fields,
    refusal: String,
    outage: Option<&Outage>,
    number: Option<TicketNumber>,
) -> Result<Response, WebError> {
    let status = match (refusal.is_empty(), fields.is_sound()) {
        (false, _) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::OK,
    };
    let page = Page {
        refusal,
        number: number.map_or_else(String::new, |number| number.to_string()),
        ..page(app, frame, fields, outage)
    };
    page_with(status, &page)
}

fn page(app: &App, frame: Frame, fields: Fields, outage: Option<&Outage>) -> Page {
    Page {
        t: app.texts,
        frame,
        fields,
        refusal: String::new(),
        id: outage.map_or_else(String::new, |outage| outage.id.to_string()),
        version: outage.map_or(0, |outage| outage.version),
        number: String::new(),
        audiences: Audience::ALL,
        late: None,
        is_gone: false,
    }
}
