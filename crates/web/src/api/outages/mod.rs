//! Outages: what fails for many people at once (§ 8 pkt 1).

mod bodies;
pub(crate) mod tickets;

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::{Action, Announcement, Audience, Outage, OutageChange, OutageId, Refusal};
use jiff::Timestamp;
use store::outages::{self as stored, tickets as belonging};
use utoipa::IntoParams;

use self::bodies::{AnnouncementRequest, ListBody, NewsRequest, OutageBody, event};
use crate::api::auth::Bearer;
use crate::api::body::Body;
use crate::api::faults::Faults;
use crate::api::number::IfMatch;
use crate::api::openapi::{ActRefused, ForVersion, Refused};
use crate::api::problem::Problem;
use crate::api::view::etag;
use crate::outages::{self, Belonging, may_outage, permit_outage};
use crate::{App, WebError};

/// So many outages that are over are listed.
const PAST: u32 = 100;

/// Which outage, who acts on it, and for which of its versions.
pub(crate) struct OutageTarget {
    app: App,
    who: Bearer,
    id: OutageId,
    versions: IfMatch,
}

impl FromRequestParts<App> for OutageTarget {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let who = Bearer::from_request_parts(parts, app).await?;
        let id = Path::<String>::from_request_parts(parts, app)
            .await
            .ok()
            .and_then(|Path(text)| text.parse().ok())
            .map(OutageId)
            .ok_or_else(Problem::not_found)?;
        Ok(Self {
            app: app.clone(),
            who,
            id,
            versions: IfMatch::read(&parts.headers)?,
        })
    }
}

impl OutageTarget {
    /// The outage, when it may be seen, acted on, and has the version asked for.
    async fn outage(&self, action: Action) -> Result<Outage, Problem> {
        let actor = self.who.actor();
        let outage = outages::seen(&self.app, &actor, self.id).await?;
        permit_outage(&self.app, &actor, action, Some(&outage))?;
        if self.versions.admits(outage.version) {
            Ok(outage)
        } else {
            Err(Problem::precondition_failed(outage.version))
        }
    }

    /// Writes what was decided and answers with the outage after it.
    async fn write(self, status: StatusCode, change: &OutageChange) -> Result<Response, Problem> {
        outages::write(&self.app, change).await?;
        shown(&self.app, &self.who, self.id, status).await
    }
}

/// The outage in an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents `OutageTarget`")]
pub(crate) struct OutageInPath {
    /// Id of the outage
    id: uuid::Uuid,
}

async fn shown(
    app: &App,
    who: &Bearer,
    id: OutageId,
    status: StatusCode,
) -> Result<Response, Problem> {
    let actor = who.actor();
    let outage = outages::seen(app, &actor, id).await?;
    let is_staff = may_outage(app, &actor, Action::SeeInternals, Some(&outage));
    let mut conn = app.store.read().await?;
    let counts = belonging::counts(&mut conn, &[id]).await?;
    let counts = counts.first().map(|(_, counts)| *counts);
    let history = stored::history(&mut conn, id).await?;
    drop(conn);
    let mut body = OutageBody::new(&outage, is_staff.then(|| counts.unwrap_or_default()));
    body.history = history
        .into_iter()
        .filter(|event| is_staff || event.act.news().is_some())
        .map(|one| event(one, is_staff))
        .collect();
    Ok((status, [(ETAG, etag(outage.version))], Json(body)).into_response())
}

/// List outages
///
/// Those that you may see. Counts of tickets are for staff.
#[utoipa::path(
    get,
    path = "/outages",
    operation_id = "list_outages",
    tag = "outages",
    responses((status = 200, description = "Outages", body = ListBody), Refused),
)]
pub(crate) async fn list(State(app): State<App>, who: Bearer) -> Result<Response, Problem> {
    let actor = who.actor();
    let mut conn = app.store.read().await?;
    let mut lasting = stored::lasting(&mut conn).await?;
    let mut past = stored::past(&mut conn, PAST).await?;
    for list in [&mut lasting, &mut past] {
        list.retain(|outage| may_outage(&app, &actor, Action::SeeOutage, Some(outage)));
    }
    let ids: Vec<_> = lasting
        .iter()
        .chain(&past)
        .map(|outage| outage.id)
        .collect();
    let counts = belonging::counts(&mut conn, &ids).await?;
    drop(conn);
    let is_staff = may_outage(&app, &actor, Action::SeeInternals, None);
    let body = |outage: &Outage| {
        let found = counts.iter().find(|(id, _)| *id == outage.id);
        let counts = found.map(|(_, counts)| *counts).unwrap_or_default();
        OutageBody::new(outage, is_staff.then_some(counts))
    };
    Ok(Json(ListBody {
        lasting: lasting.iter().map(body).collect(),
        past: past.iter().map(body).collect(),
    })
    .into_response())
}

/// Read an outage
#[utoipa::path(
    get,
    path = "/outages/{id}",
    operation_id = "read_outage",
    tag = "outages",
    params(OutageInPath),
    responses(
        (status = 200, description = "The outage", body = OutageBody,
            headers(("ETag" = String, description = "The outage's version, for `If-Match`"))),
        ActRefused,
        Refused,
    ),
)]
pub(crate) async fn show(target: OutageTarget) -> Result<Response, Problem> {
    shown(&target.app, &target.who, target.id, StatusCode::OK).await
}

/// Declare an outage
///
/// For the first line and its superiors. A ticket that is named but cannot be attached does not stand in the
/// way of it.
#[utoipa::path(
    post,
    path = "/outages",
    operation_id = "declare_outage",
    tag = "outages",
    request_body = AnnouncementRequest,
    responses((status = 201, description = "The outage", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn declare(
    State(app): State<App>,
    who: Bearer,
    Body { fields, mut faults }: Body<AnnouncementRequest>,
) -> Result<Response, Problem> {
    permit_outage(&app, &who.actor(), Action::RunOutage, None)?;
    let known = "the number of a ticket, such as ZG-2026-000123";
    let ticket = fields.ticket.clone();
    let ticket = faults.named("ticket", ticket, known, |text| text.parse().ok());
    let moment = app.moment()?;
    let announcement = announcement(fields, faults, moment.now)?;
    let by = who.person.author(app.desk.first_line());
    let id = OutageId(app.fresh_id()?);
    let change = Outage::declare(id, announcement, by.clone(), moment)?;
    outages::write(&app, &change).await?;
    if let Some(number) = ticket {
        match outages::settle(&app, &who.actor(), &by, (id, number), Belonging::Joins).await {
            Ok(_) | Err(WebError::Refused(_) | WebError::NotFound | WebError::Forbidden) => {}
            Err(other) => return Err(other.into()),
        }
    }
    shown(&app, &who, id, StatusCode::CREATED).await
}

/// What a body announces; with everything that is to be mended.
fn announcement(
    fields: AnnouncementRequest,
    mut faults: Faults,
    now: Timestamp,
) -> Result<Announcement, Problem> {
    let audience = faults.given("audience", fields.audience);
    let known = "everyone or signed_in";
    let audience = faults.named("audience", audience, known, Audience::from_name);
    let since = faults.named(
        "since",
        fields.since,
        "a moment, such as 2026-12-03T10:30:00+01:00",
        |text| text.parse().ok(),
    );
    let announcement = Announcement {
        title: fields.title.unwrap_or_default(),
        description: fields.description.unwrap_or_default(),
        audience: audience.unwrap_or(Audience::SignedIn),
        since: since.unwrap_or(now),
    };
    match announcement.checked(now) {
        Ok(announcement) => faults.or(audience.map(|_| announcement)),
        Err(errors) => {
            faults.of_desk(errors);
            faults.or(None)
        }
    }
}

/// Change the words of the announcement
///
/// Nobody is written to because of it.
#[utoipa::path(
    post,
    path = "/outages/{id}/announcement",
    operation_id = "reword_outage",
    tag = "outages",
    request_body = AnnouncementRequest,
    params(OutageInPath, ForVersion),
    responses((status = 200, description = "The outage after the act", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn reword(
    target: OutageTarget,
    Body { fields, faults }: Body<AnnouncementRequest>,
) -> Result<Response, Problem> {
    let outage = target.outage(Action::RunOutage).await?;
    let moment = target.app.moment()?;
    let announcement = announcement(fields, faults, moment.now)?;
    let by = target.who.person.author(target.app.desk.first_line());
    let change = outage.reword(announcement, by, moment)?;
    target.write(StatusCode::OK, &change).await
}

/// Reads the words of a body and does what they are for.
async fn say(
    target: OutageTarget,
    Body { fields, mut faults }: Body<NewsRequest>,
    decide: impl FnOnce(&Outage, &str, domain::Author, domain::Moment) -> Result<OutageChange, Refusal>,
) -> Result<Response, Problem> {
    let outage = target.outage(Action::RunOutage).await?;
    let text = faults.given("text", fields.text);
    let text = faults.or(text)?;
    let by = target.who.person.author(target.app.desk.first_line());
    let change = decide(&outage, &text, by, target.app.moment()?)?;
    target.write(StatusCode::OK, &change).await
}

/// Publish news
///
/// They appear on the pages; each address with an attached ticket gets them in one letter, however many of
/// its tickets are attached.
#[utoipa::path(
    post,
    path = "/outages/{id}/update",
    operation_id = "update_outage",
    tag = "outages",
    request_body = NewsRequest,
    params(OutageInPath, ForVersion),
    responses((status = 200, description = "The outage after the act", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn update(
    target: OutageTarget,
    body: Body<NewsRequest>,
) -> Result<Response, Problem> {
    say(target, body, Outage::update).await
}

/// Say that an outage is over
///
/// Its tickets stay as they are; requesters of those that are open get the words in one letter.
#[utoipa::path(
    post,
    path = "/outages/{id}/end",
    operation_id = "end_outage",
    tag = "outages",
    request_body = NewsRequest,
    params(OutageInPath, ForVersion),
    responses((status = 200, description = "The outage after the act", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn end(
    target: OutageTarget,
    body: Body<NewsRequest>,
) -> Result<Response, Problem> {
    say(target, body, Outage::end).await
}

/// Say that an outage was not over after all
#[utoipa::path(
    post,
    path = "/outages/{id}/reopen",
    operation_id = "reopen_outage",
    tag = "outages",
    request_body = NewsRequest,
    params(OutageInPath, ForVersion),
    responses((status = 200, description = "The outage after the act", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn reopen(
    target: OutageTarget,
    body: Body<NewsRequest>,
) -> Result<Response, Problem> {
    say(target, body, Outage::reopen).await
}
