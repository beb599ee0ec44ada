//! The form that takes a ticket out of the one as which it goes on.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ActKind, Action, MergeRefusal, Object, Refusal, TicketNumber};
use store::Outcome;
use texts::Texts;

use super::Changed;
use crate::auth::extract::{Number, Signed};
use crate::fields::{Fields, fault_text};
use crate::frame::{Frame, page_with};
use crate::merging::{Both, moments, write};
use crate::pages::acts::opened;
use crate::pages::acts::typed::Typed;
use crate::pages::ticket::head::Head;
use crate::permit::permit;
use crate::{App, WebError};

#[derive(Template)]
#[template(path = "part.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    lead: String,
    versions: [i64; 2],
    fields: Fields,
    /// Somebody changed one of them meanwhile.
    stale: bool,
    changes: Vec<Changed>,
}

pub(super) async fn form(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let both = merged(&app, &signed, number).await?;
    show(&app, &signed, frame, &both, Fields::default(), None).await
}

pub(super) async fn act(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let both = merged(&app, &signed, number).await?;
    let mut fields = Fields::new([("part-reason", typed.get("part-reason").to_owned())]);
    let seen = [
        typed.version(),
        typed.get("main-version").parse().unwrap_or(0),
    ];
    if both.changed_since(seen) {
        return show(&app, &signed, frame, &both, fields, Some(seen)).await;
    }
    let by = signed.0.author(app.desk.first_line());
    let reason = typed.get("part-reason");
    let outcome = both
        .duplicate
        .part_from(&both.main, reason, by, moments(&app)?);
    match outcome {
        Ok(joint) => match write(&app, &joint).await? {
            Outcome::Done => {
                let address = format!("/kolejka/{number}?zrobiono=desk-parted");
                Ok(Redirect::to(&address).into_response())
            }
            Outcome::Stale => {
                let both = merged(&app, &signed, number).await?;
                show(&app, &signed, frame, &both, fields, Some(seen)).await
            }
        },
        Err(Refusal::Fields(errors)) => {
            for error in errors {
                fields.fault_at("part-reason", fault_text(app.texts, error.fault));
            }
            show(&app, &signed, frame, &both, fields, None).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The ticket and the one as which it goes on, for somebody who may take them apart.
async fn merged(app: &App, signed: &Signed, number: TicketNumber) -> Result<Both, WebError> {
    let ticket = opened(app, signed, number).await?;
    let action = Action::Act(ActKind::Parted);
    permit(app, &signed.actor(), action, Object::Ticket(&ticket))?;
    let both = Both::merged(app, ticket).await?;
    both.ok_or(WebError::Refused(Refusal::Merge(MergeRefusal::NotMerged)))
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    both: &Both,
    fields: Fields,
    seen: Option<[i64; 2]>,
) -> Result<Response, WebError> {
    let t = app.texts;
    let status = match (seen, fields.is_sound()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let [one, other] = &both.histories;
    let (number, main) = (
        both.duplicate.number.to_string(),
        both.main.number.to_string(),
    );
    let sees = opened(app, signed, both.main.number).await.is_ok();
    let changes = seen.map(|[first, second]| {
        [
            Changed::since(t, &number, one, first),
            // What happens in a ticket that one may not see stays there.
            Changed::since(t, &main, other, second).filter(|_| sees),
        ]
    });
    let page = Page {
        t,
        head: Head::new(app, signed, &both.duplicate).await?,
        frame,
        lead: t.with(
            "part-lead",
            &[("number", (&number).into()), ("main", (&main).into())],
        ),
        versions: [both.duplicate.version, both.main.version],
        fields,
        stale: seen.is_some(),
        changes: changes.into_iter().flatten().flatten().collect(),
    };
    page_with(status, &page)
}
