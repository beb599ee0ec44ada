//! Escalation to the second line and transfer to the competent unit: pages of their own.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    Action, Author, Change, ChoiceReason, Desk, FieldError, FullComment, Moment, Object, Refusal,
    Suggestion, SuggestionChoice, Ticket,
};
use ordinance::{Reference, UnitCode};
use store::presence::Doing;
use store::tickets;
use texts::Texts;

use super::attempt::{Act, Attempt, Faults, attempt, opened};
use super::hand_over_form::{HandOver, HandOverForm, Maker, instead_of};
use super::typed::Typed;
use super::{done, stale};
use crate::auth::extract::{Number, Signed};
use crate::drafts;
use crate::fields::FaultLine;
use crate::frame::{Frame, page_with};
use crate::pages::presence::Presence;
use crate::pages::replies::picker;
use crate::pages::ticket::head::Head;
use crate::pages::ticket::marks::{Passage, passage};
use crate::permit::permit;
use crate::uploads::Uploads;
use crate::{App, WebError};

/// The pairs after `?` in an address.
type Pairs = Query<Vec<(String, String)>>;

/// `GET /kolejka/{number}/eskalacja`
pub(crate) async fn escalation(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    query: Pairs,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    fresh(
        &app,
        &signed,
        frame,
        &ticket,
        HandOver::Escalation,
        &query.0,
    )
    .await
}

/// `GET /kolejka/{number}/przekazanie`
pub(crate) async fn transferral(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    query: Pairs,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    fresh(&app, &signed, frame, &ticket, HandOver::Transfer, &query.0).await
}

/// `POST /kolejka/{number}/eskalacja`
pub(crate) async fn escalate(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    hand_over(&app, &signed, frame, &ticket, HandOver::Escalation, &typed).await
}

/// `POST /kolejka/{number}/przekazanie`
pub(crate) async fn transfer(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    hand_over(&app, &signed, frame, &ticket, HandOver::Transfer, &typed).await
}

/// The empty form, when the act is possible now; else back to the ticket, which says what is.
async fn fresh(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    what: HandOver,
    query: &[(String, String)],
) -> Result<Response, WebError> {
    permit(
        app,
        &signed.actor(),
        Action::Act(what.kind()),
        Object::Ticket(ticket),
    )?;
    let possible = ticket.possible_acts(&signed.actor(), &app.desk);
    if !possible.contains(&what.kind()) {
        return Ok(Redirect::to(&format!("/kolejka/{}", ticket.number)).into_response());
    }
    let value = |name: &str| {
        query
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let address = format!("/kolejka/{}/{}", ticket.number, what.slug());
    let draft = drafts::of_form(app, &signed.0, &address).await?;
    let mut form = form(app, ticket, |maker| match &draft {
        None => maker.fresh(what, value("unit"), value("duty")),
        Some(draft) => {
            // A unit or provision that was asked for just now counts more than the one chosen before.
            let asked = ["unit", "duty"].map(|name| (name.to_owned(), value(name).to_owned()));
            let asked = asked.into_iter().filter(|(_, value)| !value.is_empty());
            let fields = asked.chain(draft.fields.clone()).collect();
            let no_faults = Faults::of_fields(Vec::new());
            maker.typed(what, &Typed::of(fields), &no_faults)
        }
    })
    .await?;
    if let Some(draft) = &draft {
        form.draft = drafts::restored(app, draft.saved_at);
    }
    form.take_files(app, &Uploads::default());
    form.replies = picker::choices(app, signed).await?;
    Page::new(app, signed, frame, ticket, form, None)
        .await?
        .into_response(StatusCode::OK)
}

async fn hand_over(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    what: HandOver,
    typed: &Typed,
) -> Result<Response, WebError> {
    let action = Action::Act(what.kind());
    let inserts = picker::is_asked(typed);
    if (inserts || !typed.get("show-duties").is_empty()) && typed.version() == ticket.version {
        // Another unit or a canned answer was chosen: nothing is done, the provisions are shown and all
        // words kept.
        permit(app, &signed.actor(), action, Object::Ticket(ticket))?;
        let typed = if inserts {
            let field = what.field_for_reply(typed.get("pole"));
            &picker::put_in(app, signed, ticket, typed, field).await?
        } else {
            typed
        };
        let no_faults = Faults::of_fields(Vec::new());
        let mut form = form(app, ticket, |maker| maker.typed(what, typed, &no_faults)).await?;
        form.take_files(app, &typed.uploads);
        form.replies = picker::choices(app, signed).await?;
        return Page::new(app, signed, frame, ticket, form, None)
            .await?
            .into_response(StatusCode::OK);
    }
    match handed_over(app, signed, ticket, typed.version(), what, typed).await? {
        Attempt::Done => Ok(done(ticket, what.kind(), typed)),
        Attempt::Stale(now) => stale::page(app, signed, frame, &now, what.kind(), typed).await,
        Attempt::Faulty(faults) => {
            let mut form = form(app, ticket, |maker| maker.typed(what, typed, &faults)).await?;
            form.take_files(app, &typed.uploads);
            form.replies = picker::choices(app, signed).await?;
            let status = faults.status;
            Page::new(app, signed, frame, ticket, form, Some(faults))
                .await?
                .into_response(status)
        }
    }
}

/// Hands one ticket over, as it was in `version`, with what was typed.
///
/// # Errors
/// As [`attempt`].
pub(super) async fn handed_over(
    app: &App,
    signed: &Signed,
    ticket: &Ticket,
    version: i64,
    what: HandOver,
    typed: &Typed,
) -> Result<Attempt, WebError> {
    let suggestion = suggestion(app, ticket).await?;
    let chosen = Chosen::new(app, ticket, suggestion.as_ref(), typed);
    let tried = Act {
        ticket,
        version,
        action: Action::Act(what.kind()),
        uploads: &typed.uploads,
    };
    attempt(app, signed, tried, |by, moment| {
        chosen.kept(decide(what, ticket, typed, app, by, moment))
    })
    .await
}

/// The form, made with the ticket's stored suggestion.
pub(crate) async fn form(
    app: &App,
    ticket: &Ticket,
    make: impl FnOnce(&Maker<'_>) -> HandOverForm,
) -> Result<HandOverForm, WebError> {
    let suggestion = suggestion(app, ticket).await?;
    Ok(make(&Maker {
        t: app.texts,
        desk: &app.desk,
        ticket,
        suggestion: suggestion.as_ref(),
    }))
}

async fn suggestion(app: &App, ticket: &Ticket) -> Result<Option<Suggestion>, WebError> {
    let mut conn = app.store.read().await?;
    Ok(tickets::suggestion(&mut conn, ticket.id).await?)
}

/// What the operator makes of the proposal, and why, when it is another unit.
struct Chosen<'a> {
    app: &'a App,
    ticket: &'a Ticket,
    suggestion: Option<&'a Suggestion>,
    reason: Result<Option<ChoiceReason>, Vec<FieldError>>,
}

impl<'a> Chosen<'a> {
    fn new(
        app: &'a App,
        ticket: &'a Ticket,
        suggestion: Option<&'a Suggestion>,
        typed: &Typed,
    ) -> Self {
        let other = unit(app.texts, typed)
            .ok()
            .is_some_and(|unit| instead_of(ticket, &app.desk, suggestion, &unit).is_some());
        let reason = other
            .then(|| ChoiceReason::new(typed.get("choice"), typed.get("choice_words")))
            .transpose();
        Self {
            app,
            ticket,
            suggestion,
            reason,
        }
    }

    /// The decision with the choice kept in it, or with what is to be mended about the choice as well.
    fn kept(self, decided: Result<Change, Faults>) -> Result<Change, Faults> {
        let reason = match self.reason {
            Ok(reason) => reason,
            Err(errors) => {
                let more = Faults::of(self.app.texts, &Refusal::Fields(errors));
                return Err(match decided {
                    Ok(_) => more,
                    Err(mut faults) => {
                        if faults.whole.is_empty() {
                            faults.fields.extend(more.fields);
                        }
                        faults
                    }
                });
            }
        };
        let mut change = decided?;
        change.choice = SuggestionChoice::of(
            self.ticket,
            &self.app.desk,
            self.suggestion,
            &change,
            reason,
        );
        Ok(change)
    }
}

/// Everything that is wrong is said at once: unit, provision and each part of the comment.
fn decide(
    what: HandOver,
    ticket: &Ticket,
    typed: &Typed,
    app: &App,
    by: Author,
    moment: Moment,
) -> Result<Change, Faults> {
    let t = app.texts;
    let refused = |refusal: &Refusal| Faults::of(t, refusal);
    let mut faults = Vec::new();
    let unit = unit(t, typed).map_err(|fault| faults.push(fault)).ok();
    let duty = duty(t, typed).map_err(|fault| faults.push(fault)).ok();
    match what {
        HandOver::Escalation => {
            let comment = comment(typed)
                .map_err(|refusal| faults.extend(refused(&refusal).fields))
                .ok();
            let (Some(unit), Some(duty), Some(comment)) = (unit, duty, comment) else {
                return Err(Faults::of_fields(faults));
            };
            escalated(ticket, &unit, duty, comment, &app.desk, by, moment)
        }
        HandOver::Transfer => {
            let reason = typed.get("reason");
            let (Some(unit), Some(duty)) = (unit, duty) else {
                if reason.trim().is_empty() {
                    faults.push(("reason", t.get("fault-missing")));
                }
                return Err(Faults::of_fields(faults));
            };
            ticket.transfer(&unit, reason, duty, &app.desk, by, moment)
        }
    }
    .map_err(|refusal| refused(&refusal))
}

fn escalated(
    ticket: &Ticket,
    unit: &UnitCode,
    duty: Reference,
    comment: FullComment,
    desk: &Desk,
    by: Author,
    moment: Moment,
) -> Result<Change, Refusal> {
    let unit = desk.second_line_unit(unit)?;
    ticket.escalate(&unit, duty, comment, desk, by, moment)
}

fn comment(typed: &Typed) -> Result<FullComment, Refusal> {
    Ok(FullComment::new(
        typed.get("comment.symptoms"),
        typed.get("comment.tried"),
        typed.get("comment.why_not_solved"),
        typed.get("comment.contact"),
    )?)
}

fn unit(t: Texts, typed: &Typed) -> Result<UnitCode, (&'static str, String)> {
    typed
        .get("unit")
        .parse()
        .map_err(|_| ("unit", t.get("fault-no-unit")))
}

fn duty(t: Texts, typed: &Typed) -> Result<Reference, (&'static str, String)> {
    let text = typed.get("duty");
    let key = if text.is_empty() {
        "fault-no-duty"
    } else {
        "fault-not-a-duty"
    };
    text.parse().map_err(|_| ("duty", t.get(key)))
}

#[derive(Template)]
#[template(path = "act_hand_over.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    form: HandOverForm,
    body: Passage,
    /// The second line, for a transfer from the first.
    second_line: String,
    presence: Presence,
    summary: Vec<FaultLine>,
    refusal: String,
}

impl Page {
    async fn new(
        app: &App,
        signed: &Signed,
        frame: Frame,
        ticket: &Ticket,
        form: HandOverForm,
        faults: Option<Faults>,
    ) -> Result<Self, WebError> {
        let second_line: Vec<&str> = app
            .desk
            .second_line()
            .iter()
            .map(UnitCode::as_str)
            .collect();
        let mut conn = app.store.read().await?;
        let answering = Doing::Answering;
        let presence = Presence::new(app, &mut conn, ticket, signed.0.id, answering).await?;
        drop(conn);
        let from_first_line = ticket.unit == *app.desk.first_line();
        Ok(Self {
            t: app.texts,
            frame,
            head: Head::new(app, signed, ticket).await?,
            summary: form.fields.summary(app.texts),
            second_line: if from_first_line && !form.is_escalation {
                second_line.join(", ")
            } else {
                String::new()
            },
            form,
            presence,
            body: passage(&ticket.body, &[]),
            refusal: faults.map_or_else(String::new, |faults| faults.whole),
        })
    }

    fn into_response(self, status: StatusCode) -> Result<Response, WebError> {
        page_with(status, &self)
    }
}
