//! Outages: what fails for many people at once (§ 8 pkt 1).

use axum::Json;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::{
    ActKind, Action, Announcement, Audience, Outage, OutageAct, OutageChange, OutageEvent,
    OutageId, Refusal,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::outages::resolving::{self, Which};
use store::outages::{self as stored, tickets as belonging};
use utoipa::{IntoParams, ToSchema};

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

/// An announcement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOutage)]
pub(crate) struct AnnouncementRequest {
    /// One line, in plain language.
    #[schema(required, value_type = String, max_length = 200)]
    title: Option<String>,
    /// What does not work, for whom, and what to do meanwhile.
    #[schema(required, value_type = String, max_length = 2_000)]
    description: Option<String>,
    /// Who is shown it: `everyone`, also without signing in, or `signed_in`.
    #[schema(required, value_type = String, example = "everyone")]
    audience: Option<String>,
    /// Since when it lasts, within the last 31 days; now, when it is left out.
    #[schema(format = DateTime)]
    since: Option<String>,
    /// A ticket that is attached at once; only for a new outage.
    #[schema(example = "ZG-2026-000123")]
    ticket: Option<String>,
}

/// Words for everybody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutageNews)]
pub(crate) struct NewsRequest {
    /// The words, which each address gets in one letter.
    #[schema(required, value_type = String, max_length = 2_000)]
    text: Option<String>,
}

/// How all tickets of an outage were solved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutageSolution)]
pub(crate) struct SolutionRequest {
    /// In words for the requesters.
    #[schema(required, value_type = String, max_length = 20_000)]
    solution: Option<String>,
}

/// Tickets to attach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketsToAttach)]
pub(crate) struct TicketsRequest {
    /// Their numbers, at most 100.
    #[serde(default)]
    #[schema(required, max_items = 100)]
    tickets: Vec<String>,
}

/// A ticket to detach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketToDetach)]
pub(crate) struct TicketRequest {
    /// Its number.
    #[schema(required, value_type = String, example = "ZG-2026-000123")]
    ticket: Option<String>,
}

/// Something that happened to an outage.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageEvent)]
pub(crate) struct OutageEventBody {
    /// Its place in the history, from 1.
    sequence: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// `declared`, `reworded`, `updated`, `resolved_all`, `ended` or `reopened`.
    act: &'static str,
    /// Who; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// The words.
    text: String,
}

/// An outage.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outage)]
pub(crate) struct OutageBody {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: OutageId,
    /// Counts its events; the `ETag`.
    version: i64,
    /// One line.
    title: String,
    /// What does not work.
    description: String,
    /// `everyone` or `signed_in`.
    audience: &'static str,
    /// Since when it lasts.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// The latest news.
    news: String,
    /// When they came.
    #[schema(value_type = String, format = DateTime)]
    news_at: Timestamp,
    /// When it was over; null while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// How many tickets are attached; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    tickets: Option<i64>,
    /// How many of them are open; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    open_tickets: Option<i64>,
    /// What happened, oldest first; left out in lists. Others than staff see news only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    history: Vec<OutageEventBody>,
}

/// Outages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outages)]
pub(crate) struct ListBody {
    /// Those that last, the one that began last first.
    lasting: Vec<OutageBody>,
    /// Those that are over, the one that ended last first; at most 100.
    past: Vec<OutageBody>,
}

/// What became of tickets that were to be attached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attached)]
pub(crate) struct AttachedBody {
    /// How many were attached.
    attached: i64,
    /// Those that were not.
    refused: Vec<NotAttachedBody>,
}

/// A ticket that was not attached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NotAttached)]
pub(crate) struct NotAttachedBody {
    /// Its number, as sent.
    ticket: String,
    /// Why: the name of a refusal, `not_found`, `forbidden` or `stale`.
    code: &'static str,
}

/// What came of having all tickets solved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageResult)]
pub(crate) struct ResultBody {
    /// The event that asked for it.
    sequence: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who asked for it.
    by: String,
    /// How many wait for their turn.
    waiting: i64,
    /// How many were solved.
    resolved: i64,
    /// How many had been solved or ended before.
    already: i64,
    /// How many could not be solved.
    refused: i64,
    /// At most 200 tickets, in the order of their numbers.
    tickets: Vec<TicketResultBody>,
}

/// What became of one ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageTicketResult)]
pub(crate) struct TicketResultBody {
    /// Its number.
    ticket: String,
    /// `waiting`, `resolved`, `already` or `refused`.
    state: &'static str,
    /// Why it was refused: the name of a refusal, `not_held`, `no_person` or `unreadable`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(required = false)]
    reason: String,
}

/// Which results are read.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct ResultParameters {
    /// How many tickets to leave out at the beginning
    #[param(required = false)]
    skip: u32,
}

impl OutageBody {
    fn new(outage: &Outage, counts: Option<belonging::Counts>) -> Self {
        let announcement = &outage.announcement;
        Self {
            id: outage.id,
            version: outage.version,
            title: announcement.title.clone(),
            description: announcement.description.clone(),
            audience: announcement.audience.as_str(),
            since: announcement.since,
            news: outage.news.text.clone(),
            news_at: outage.news.at,
            ended_at: outage.ended_at,
            tickets: counts.map(|counts| counts.all),
            open_tickets: counts.map(|counts| counts.open),
            history: Vec::new(),
        }
    }
}

fn event(event: OutageEvent, is_staff: bool) -> OutageEventBody {
    let text = match &event.act {
        OutageAct::Reworded { announcement } => announcement.description.clone(),
        OutageAct::ResolvedAll { solution } => solution.clone(),
        act => act.news().unwrap_or_default().to_owned(),
    };
    OutageEventBody {
        sequence: event.sequence,
        at: event.at,
        act: event.act.name(),
        by: is_staff.then_some(event.by.name),
        text,
    }
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

/// Have all tickets of an outage solved
///
/// Each is solved by an act of its own, with a letter of its own; a worker does it, and goes on with the rest
/// whatever stops it. `GET /outages/{id}/results` tells what became of each.
#[utoipa::path(
    post,
    path = "/outages/{id}/resolve",
    operation_id = "resolve_outage",
    tag = "outages",
    request_body = SolutionRequest,
    params(OutageInPath, ForVersion),
    responses((status = 202, description = "The tickets are being solved", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn resolve(
    target: OutageTarget,
    Body { fields, mut faults }: Body<SolutionRequest>,
) -> Result<Response, Problem> {
    let outage = target.outage(Action::Act(ActKind::Resolved)).await?;
    let solution = faults.given("solution", fields.solution);
    let solution = faults.or(solution)?;
    let by = target.who.person.author(target.app.desk.first_line());
    let change = outage.resolve_all(&solution, by, target.app.moment()?)?;
    target.write(StatusCode::ACCEPTED, &change).await
}

/// Read what became of each ticket that was to be solved
///
/// For those who see every ticket: the first line and administrators. The latest attempt comes first.
#[utoipa::path(
    get,
    path = "/outages/{id}/results",
    operation_id = "outage_results",
    tag = "outages",
    params(OutageInPath, ResultParameters),
    responses((status = 200, description = "The results", body = Vec<ResultBody>), ActRefused, Refused),
)]
pub(crate) async fn results(
    target: OutageTarget,
    Query(ResultParameters { skip }): Query<ResultParameters>,
) -> Result<Response, Problem> {
    target.outage(Action::Act(ActKind::Resolved)).await?;
    let mut conn = target.app.store.read().await?;
    let history = stored::history(&mut conn, target.id).await?;
    let mut all = Vec::new();
    for event in history.into_iter().rev() {
        if !matches!(event.act, OutageAct::ResolvedAll { .. }) {
            continue;
        }
        let tally = resolving::tally(&mut conn, target.id, event.sequence).await?;
        let which = Which::All { skip };
        let found = resolving::results(&mut conn, target.id, event.sequence, which).await?;
        let count = |wanted: resolving::State| {
            let found = tally.iter().find(|(state, _)| *state == wanted);
            found.map_or(0, |(_, count)| *count)
        };
        all.push(ResultBody {
            sequence: event.sequence,
            at: event.at,
            by: event.by.name,
            waiting: count(resolving::State::Waiting),
            resolved: count(resolving::State::Resolved),
            already: count(resolving::State::Already),
            refused: count(resolving::State::Refused),
            tickets: found
                .into_iter()
                .map(|one| TicketResultBody {
                    ticket: one.number.to_string(),
                    state: one.state.as_str(),
                    reason: one.reason,
                })
                .collect(),
        });
    }
    Ok(Json(all).into_response())
}

/// Attach tickets to an outage
///
/// Each by itself: those that cannot be attached are named in the answer.
#[utoipa::path(
    post,
    path = "/outages/{id}/attach",
    operation_id = "attach_tickets",
    tag = "outages",
    request_body = TicketsRequest,
    params(OutageInPath),
    responses((status = 200, description = "What became of each", body = AttachedBody), ActRefused, Refused),
)]
pub(crate) async fn attach(
    target: OutageTarget,
    Body { fields, mut faults }: Body<TicketsRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::OutageJoined);
    target.outage(action).await?;
    let given = fields.tickets.iter().map(String::as_str);
    let numbers = outages::numbers(given);
    if fields.tickets.len() > outages::MOST_AT_ONCE || numbers.is_empty() {
        faults.unknown_value("tickets", "1 to 100 numbers of tickets");
    }
    faults.finish()?;
    let actor = target.who.actor();
    let by = target.who.person.author(target.app.desk.first_line());
    let (attached, left_out) =
        outages::attach(&target.app, &actor, &by, target.id, &numbers).await?;
    let refused = left_out.into_iter().map(|one| NotAttachedBody {
        ticket: one.number,
        code: match &one.why {
            WebError::Refused(refusal) => refusal.code(),
            WebError::Forbidden => "forbidden",
            WebError::Stale => "stale",
            _ => "not_found",
        },
    });
    Ok(Json(AttachedBody {
        attached,
        refused: refused.collect(),
    })
    .into_response())
}

/// Detach a ticket from an outage
#[utoipa::path(
    post,
    path = "/outages/{id}/detach",
    operation_id = "detach_ticket",
    tag = "outages",
    request_body = TicketRequest,
    params(OutageInPath),
    responses((status = 200, description = "The outage", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn detach(
    target: OutageTarget,
    Body { fields, mut faults }: Body<TicketRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::OutageLeft);
    target.outage(action).await?;
    let ticket = faults.given("ticket", fields.ticket);
    let known = "the number of a ticket, such as ZG-2026-000123";
    let ticket = faults.named("ticket", ticket, known, |text| text.parse().ok());
    let number = faults.or(ticket)?;
    let actor = target.who.actor();
    let by = target.who.person.author(target.app.desk.first_line());
    let which = (target.id, number);
    outages::settle(&target.app, &actor, &by, which, Belonging::Leaves).await?;
    shown(&target.app, &target.who, target.id, StatusCode::OK).await
}
