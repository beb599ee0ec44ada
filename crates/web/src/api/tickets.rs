//! File, list and read tickets.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::header::{ETAG, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::{
    Action, Author, Channel, Impact, Object, Requester, Role, Ticket, TicketNumber, Urgency, replay,
};
use jiff::Timestamp;
use ordinance::UnitCode;
use serde::{Deserialize, Serialize};
use store::{Conn, accounts, tickets};
use utoipa::ToSchema;

use crate::api::auth::Bearer;
use crate::api::body::{Body, object};
use crate::api::filters::{ListParameters, Listing};
use crate::api::names::{LevelName, StatusName};
use crate::api::number::Number;
use crate::api::openapi::{Refused, TicketInPath, Unseen};
use crate::api::problem::{FieldProblem, Problem, ProblemBody};
use crate::api::view::{Sight, SuggestionBody, TicketBody};
use crate::api::view_list::{LineBody, PageBody};
use crate::api::view_steps::StepBody;
use crate::filing::{Access, FilingRequest, Key, Then, file_ticket};
use crate::permit::{may, permit};
use crate::{App, WebError, steps};

/// A ticket to be filed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTicket)]
pub(crate) struct TicketRequest {
    /// One line.
    #[schema(required, value_type = String, max_length = 200)]
    subject: Option<String>,
    /// What happened, in the requester's words.
    #[schema(required, value_type = String, max_length = 100_000)]
    body: Option<String>,
    /// Who needs help.
    #[serde(default, deserialize_with = "object")]
    #[schema(required, value_type = RequesterRequest)]
    requester: Option<RequesterRequest>,
    /// How many people: `low` (one), `medium` (several) or `high` (a department, the office).
    #[schema(value_type = Option<LevelName>, default = "low")]
    impact: Option<String>,
    /// How urgent: `low` (can wait), `medium` (makes work hard) or `high` (work is impossible).
    #[schema(value_type = Option<LevelName>, default = "medium")]
    urgency: Option<String>,
}

/// Who needs help and how to reach them.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRequester)]
pub(crate) struct RequesterRequest {
    /// Name.
    #[schema(required, value_type = String, max_length = 200)]
    name: Option<String>,
    /// E-mail address; the confirmation goes there.
    #[schema(required, value_type = String, max_length = 200, format = Email)]
    email: Option<String>,
    /// Department.
    #[schema(max_length = 200)]
    department: Option<String>,
    /// Building and room.
    #[schema(max_length = 200)]
    room: Option<String>,
    /// Telephone.
    #[schema(max_length = 200)]
    phone: Option<String>,
}

/// A ticket just filed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FiledTicket)]
pub(crate) struct FiledBody {
    /// The number people quote.
    #[schema(example = "ZG-2026-000123")]
    number: String,
    /// The unit that holds it: the first line.
    #[schema(value_type = String, example = "IT-02-3")]
    unit: UnitCode,
    /// `new`.
    #[schema(value_type = StatusName, example = "new")]
    status: &'static str,
    /// 1 (critical) to 5 (planned), from impact and urgency.
    priority: u8,
    /// When it was filed.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Which units are competent by the words of the ticket; null when the matcher failed.
    suggestion: Option<SuggestionBody>,
}

/// File a ticket
///
/// First-line operators and administrators file for anybody; everybody else for their own e-mail
/// address only. With an `Idempotency-Key` the same request may be sent again and files one ticket.
#[utoipa::path(
    post,
    path = "/tickets",
    operation_id = "file_ticket",
    tag = "tickets",
    request_body = TicketRequest,
    params(
        ("Idempotency-Key" = Option<String>, Header, max_length = 200,
            description = "At most 200 visible ASCII characters, chosen by the client: the same key \
                           with the same body files nothing more and answers the same"),
    ),
    responses(
        (status = 201, description = "Filed, now or by an earlier request with the same key", body = FiledBody,
            headers(
                ("Location" = String, description = "Path of the ticket"),
                ("Idempotency-Replayed" = String, description = "`true` when an earlier request with the same key filed it"),
            )),
        (status = 403, description = "Not for somebody else's e-mail address", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Fields to mend, or the key was used for another request", body = ProblemBody, content_type = "application/problem+json"),
        Refused,
    ),
)]
pub(crate) async fn file(
    State(app): State<App>,
    who: Bearer,
    headers: HeaderMap,
    body: Body<TicketRequest>,
) -> Result<impl IntoResponse, Problem> {
    let key = idempotency_key(&headers, &who)?;
    permit(&app, &who.actor(), Action::File, Object::Desk)?;
    let request = checked(&app, &who, body, key).await?;
    let filed = file_ticket(&app, request).await?;
    let replayed = filed.is_repetition.then_some((
        HeaderName::from_static("idempotency-replayed"),
        HeaderValue::from_static("true"),
    ));
    let ticket = if filed.is_repetition {
        as_filed(&app, filed.ticket).await?
    } else {
        filed.ticket
    };
    let location = format!("/api/v1/tickets/{}", ticket.number);
    let body = FiledBody {
        number: ticket.number.to_string(),
        unit: ticket.unit,
        status: ticket.status.as_str(),
        priority: ticket.priority.number(),
        created_at: stored(ticket.created_at),
        suggestion: filed.suggestion.map(SuggestionBody::from),
    };
    Ok((
        StatusCode::CREATED,
        [(LOCATION, location)],
        AppendHeaders(replayed),
        Json(body),
    ))
}

/// `at` as the database keeps it, in whole microseconds, so that a repetition answers the same.
fn stored(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// A ticket as it was when it was filed.
async fn as_filed(app: &App, ticket: Ticket) -> Result<Ticket, Problem> {
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    let first = history.get(..1).unwrap_or_default();
    replay(first).map_err(|error| WebError::internal(error).into())
}

/// The header `Idempotency-Key`, within the token's own scope.
fn idempotency_key(headers: &HeaderMap, who: &Bearer) -> Result<Option<Key>, Problem> {
    let mut values = headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    let key = value.to_str().ok().filter(|key| {
        (1..=200).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_graphic())
            && values.next().is_none()
    });
    let Some(key) = key else {
        return Err(Problem::parameters(vec![FieldProblem::new(
            "Idempotency-Key",
            "unknown_value",
            "must be one key of at most 200 visible ASCII characters",
        )]));
    };
    Ok(Some(Key {
        scope: format!("token:{}", who.token),
        key: key.to_owned(),
    }))
}

/// The filing that a body asks for, once nothing in it is to be mended and `who` may ask for it.
async fn checked(
    app: &App,
    who: &Bearer,
    Body { fields, mut faults }: Body<TicketRequest>,
    key: Option<Key>,
) -> Result<FilingRequest, Problem> {
    let levels = "low, medium or high";
    let impact = faults.named("impact", fields.impact, levels, Impact::from_name);
    let urgency = faults.named("urgency", fields.urgency, levels, Urgency::from_name);
    let subject = fields.subject.unwrap_or_default();
    let body = fields.body.unwrap_or_default();
    let requester = fields.requester.unwrap_or_default();
    let mut requester = Requester {
        account: None,
        name: requester.name.unwrap_or_default(),
        email: requester.email.unwrap_or_default(),
        department: requester.department.unwrap_or_default(),
        room: requester.room.unwrap_or_default(),
        phone: requester.phone.unwrap_or_default(),
    };
    for error in Ticket::faults(&subject, &body, &requester) {
        let mut fault = FieldProblem::from(error);
        if !matches!(error.field, "subject" | "body") {
            fault.field = format!("requester.{}", error.field).into();
        }
        faults.push(fault);
    }
    faults.finish()?;

    let is_own = requester.email.trim().to_lowercase() == who.person.email.trim().to_lowercase();
    let by = if is_own {
        requester.account = Some(who.person.id);
        Author {
            user: Some(who.person.id),
            name: who.person.name.clone(),
            unit: None,
        }
    } else {
        permit(app, &who.actor(), Action::FileForOthers, Object::Desk)?;
        let mut conn = app.store.read().await?;
        let account = accounts::by_email(&mut conn, &requester.email).await?;
        requester.account = account.map(|account| account.id);
        who.person.author(app.desk.first_line())
    };
    Ok(FilingRequest {
        subject,
        body,
        requester,
        impact: impact.unwrap_or(Impact::Low),
        urgency: urgency.unwrap_or(Urgency::Medium),
        by,
        key,
        access: Access::Account,
        outage: None,
        channel: Channel::Written,
        then: Then::Waits,
    })
}

/// List tickets
///
/// The most urgent first, then the newest. First-line operators and administrators see every ticket,
/// members of a unit those that their unit holds or has held, requesters their own.
#[utoipa::path(
    get,
    path = "/tickets",
    operation_id = "list_tickets",
    tag = "tickets",
    params(ListParameters),
    responses(
        (status = 200, description = "One page", body = PageBody),
        Refused,
    ),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
    RawQuery(query): RawQuery,
) -> Result<Json<PageBody>, Problem> {
    let Listing {
        mut filter,
        limit,
        after,
    } = Listing::parse(query.as_deref().unwrap_or_default(), app.desk.ordinance())?;
    let (action, sight) = match &who.person.role {
        Role::Requester => {
            filter.requester = Some(who.person.id);
            (Action::ListOwn, Sight::Public)
        }
        Role::Unit(unit) => {
            filter.involved = Some(unit.clone());
            (Action::SeeQueue, Sight::Whole)
        }
        Role::FirstLine | Role::Administrator => (Action::SeeQueue, Sight::Whole),
    };
    permit(&app, &who.actor(), action, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let page = tickets::queue(&mut conn, &filter, after.as_ref(), limit).await?;
    Ok(Json(PageBody {
        tickets: page
            .rows
            .into_iter()
            .map(|row| LineBody::new(row, sight))
            .collect(),
        next: page.next.map(|cursor| cursor.to_token()),
    }))
}

/// Read a ticket
///
/// With its history. Requesters see the public part: no internal notes, no comments and reasons of
/// hand-overs, no suggestion.
#[utoipa::path(
    get,
    path = "/tickets/{number}",
    operation_id = "read_ticket",
    tag = "tickets",
    params(TicketInPath),
    responses(
        (status = 200, description = "The ticket", body = TicketBody,
            headers(("ETag" = String, description = "The ticket's version, for `If-Match`"))),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn show(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
) -> Result<Response, Problem> {
    let mut conn = app.store.read().await?;
    shown(&app, &mut conn, &who, number).await
}

/// A ticket as `who` may see it, with its entity tag.
///
/// # Errors
/// Not found, also when `who` may not see it.
pub(crate) async fn shown(
    app: &App,
    conn: &mut Conn,
    who: &Bearer,
    number: TicketNumber,
) -> Result<Response, Problem> {
    let ticket = seen(app, conn, who, number).await?;
    let sees = |object| may(app, &who.actor(), Action::SeeInternals, object);
    let sight = if sees(Object::Ticket(&ticket)) || sees(app.dispute(&ticket).object()) {
        Sight::Whole
    } else {
        Sight::Public
    };
    let history = tickets::history(conn, ticket.id).await?;
    let suggestion = tickets::suggestion(conn, ticket.id).await?;
    let steps = match sight {
        Sight::Whole => steps::of_ticket(app, conn, &who.actor(), &ticket, &history).await?,
        Sight::Public => Vec::new(),
    };
    let steps = steps.into_iter().map(StepBody::from).collect();
    let body = TicketBody::new(ticket, history, suggestion, sight, app.now()).with_steps(steps);
    Ok(([(ETAG, body.etag.clone())], Json(body)).into_response())
}

/// A ticket whose internals `who` may see.
///
/// # Errors
/// Not found, also when `who` may not see the ticket; forbidden.
pub(crate) async fn seen_whole(
    app: &App,
    conn: &mut Conn,
    who: &Bearer,
    number: TicketNumber,
) -> Result<Ticket, Problem> {
    let ticket = seen(app, conn, who, number).await?;
    let object = Object::Ticket(&ticket);
    permit(app, &who.actor(), Action::SeeInternals, object)?;
    Ok(ticket)
}

/// A ticket that `who` may see.
///
/// # Errors
/// Not found, also when `who` may not see it.
pub(crate) async fn seen(
    app: &App,
    conn: &mut Conn,
    who: &Bearer,
    number: TicketNumber,
) -> Result<Ticket, Problem> {
    let ticket = tickets::by_number(conn, number)
        .await?
        .ok_or_else(Problem::not_found)?;
    let dispute = app.dispute(&ticket);
    if may(app, &who.actor(), Action::SeeTicket, dispute.object()) {
        return Ok(ticket);
    }
    permit(
        app,
        &who.actor(),
        Action::SeeTicket,
        Object::Ticket(&ticket),
    )?;
    Ok(ticket)
}
