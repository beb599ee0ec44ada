//! Attachments of tickets: add, list, download.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Action, EventId, Object, Ticket, TicketNumber, Visibility};
use jiff::Timestamp;
use serde::Serialize;
use store::attachments::{self, Attachment, Home};
use store::{Conn, Outcome, tickets};
use texts::Texts;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::names::VisibilityName;
use crate::api::number::Number;
use crate::api::openapi::{Refused, TicketInPath, Unseen};
use crate::api::problem::{FieldProblem, Problem, ProblemBody};
use crate::api::tickets::seen;
use crate::auth::author;
use crate::permit::{may, permit};
use crate::uploads::receive::{Sender, receive};
use crate::uploads::{FileFault, Uploads, give, is_upload, owner_of};

/// How often it is tried when others change the ticket at the same time.
const TRIES: usize = 5;

/// Files for a ticket.
#[derive(ToSchema)]
#[schema(as = NewAttachments)]
#[expect(dead_code, reason = "documents what is read part by part")]
pub(crate) struct AttachmentsRequest {
    /// The files, a part each with its `filename`; put after the other parts.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<u8>,
    /// Who may have them: `public` (also the requester) or `internal` (staff). Without it: `internal`
    /// from staff, `public` from the requester.
    #[schema(value_type = Option<VisibilityName>)]
    visibility: Option<String>,
    /// A note that goes with them; without it, their names.
    #[schema(max_length = 20_000)]
    text: Option<String>,
}

/// A file of a ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub(crate) struct AttachmentBody {
    /// Its id.
    id: Uuid,
    /// Its name as it was given, without what could mislead.
    #[schema(example = "zrzut ekranu.png")]
    name: String,
    /// What it is by its first bytes, whatever its name: `image`, `pdf`, `document`, `archive`,
    /// `program`, `page`, `text` or `other`.
    #[schema(example = "image")]
    kind: String,
    /// Bytes.
    size: u64,
    /// SHA-256 of the content, 64 hexadecimal digits.
    sha256: String,
    /// Who may have it.
    #[schema(value_type = VisibilityName)]
    visibility: &'static str,
    /// Place in the ticket's history of what it came with.
    sequence: i64,
    /// Who attached it.
    by: String,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Where it is downloaded.
    #[schema(example = "/api/v1/tickets/ZG-2026-000123/attachments/019…")]
    url: String,
}

/// Files of a ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachments)]
pub(crate) struct AttachmentsBody {
    /// The oldest first.
    attachments: Vec<AttachmentBody>,
}

/// Attach files
///
/// They are kept with a note. The files are streamed to the disk; each is given out only to be saved.
#[utoipa::path(
    post,
    path = "/tickets/{number}/attachments",
    operation_id = "attach",
    tag = "acts",
    request_body(content = AttachmentsRequest, content_type = "multipart/form-data"),
    params(TicketInPath),
    responses(
        (status = 201, description = "The files attached", body = AttachmentsBody),
        (status = 409, description = "The ticket is finished", body = ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "Not `multipart/form-data`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No file, or files too large or too many (`file_too_large`, `file_empty`, `too_many_files`, `too_large`, `ticket_quota`, `person_quota`, `disk_full`)", body = ProblemBody, content_type = "application/problem+json"),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn add(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
    request: Request,
) -> Result<(StatusCode, Json<AttachmentsBody>), Problem> {
    let ticket = open(&app, &who, number).await?;
    let public = Action::Note(Visibility::Public);
    permit(&app, &who.actor(), public, Object::Ticket(&ticket))?;
    if !is_upload(&request) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The body must be a form with files",
            "send the body as `Content-Type: multipart/form-data`",
        ));
    }
    let (parts, body) = request.into_parts();
    let sender = Sender {
        owner: owner_of(who.person.id),
        is_person: true,
        peer: String::new(),
    };
    let received = receive(&app, &sender, &parts.headers, body, |_| true).await?;
    let field = |name: &str| {
        let found = received.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    };
    let visibility = visibility(&app, &who, &ticket, field("visibility"))?;
    let text = field("text").unwrap_or_default().to_owned();
    let uploads = received.files.keep(&app, sender).await?;
    if !uploads.faults.is_empty() {
        return Err(of_files(&uploads.faults));
    }
    if uploads.files.is_empty() {
        let missing = FieldProblem::new("file", "missing", "must not be empty");
        return Err(Problem::fields(vec![missing]));
    }
    attach(&app, &who, number, visibility, &text, &uploads).await?;
    let mut conn = app.store.read().await?;
    let ids: Vec<Uuid> = uploads.files.iter().map(|file| file.id).collect();
    let mut attachments = bodies(&mut conn, &ticket).await?;
    attachments.retain(|file| ids.contains(&file.id));
    Ok((StatusCode::CREATED, Json(AttachmentsBody { attachments })))
}

async fn open(app: &App, who: &Bearer, number: TicketNumber) -> Result<Ticket, Problem> {
    let mut conn = app.store.read().await?;
    seen(app, &mut conn, who, number).await
}

/// As of a note.
fn visibility(
    app: &App,
    who: &Bearer,
    ticket: &Ticket,
    name: Option<&str>,
) -> Result<Visibility, Problem> {
    let internal = Action::Note(Visibility::Internal);
    match name {
        Some("internal") => {
            permit(app, &who.actor(), internal, Object::Ticket(ticket))?;
            Ok(Visibility::Internal)
        }
        None if may(app, &who.actor(), internal, Object::Ticket(ticket)) => {
            Ok(Visibility::Internal)
        }
        Some("public") | None => Ok(Visibility::Public),
        Some(_) => Err(Problem::fields(vec![FieldProblem::new(
            "visibility",
            "unknown_value",
            "must be public or internal",
        )])),
    }
}

fn of_files(faults: &[FileFault]) -> Problem {
    let problem =
        |fault: &FileFault| FieldProblem::new("file", fault.code(), fault.text(Texts::en()));
    Problem::fields(faults.iter().map(problem).collect())
}

/// Notes and attaches; when others change the ticket at the same time, anew.
async fn attach(
    app: &App,
    who: &Bearer,
    number: TicketNumber,
    visibility: Visibility,
    text: &str,
    uploads: &Uploads,
) -> Result<(), Problem> {
    // What is kept is Polish.
    let text = uploads.words(Texts::pl(), text);
    for _ in 0..TRIES {
        let ticket = open(app, who, number).await?;
        let action = Action::Note(visibility);
        permit(app, &who.actor(), action, Object::Ticket(&ticket))?;
        let internals = may(
            app,
            &who.actor(),
            Action::SeeInternals,
            Object::Ticket(&ticket),
        );
        let by = if internals {
            who.person.author(app.desk.first_line())
        } else {
            author::requester(&who.actor(), &ticket)
        };
        let change = ticket.note(visibility, &text, by, app.moment()?)?;
        let mut tx = app.store.write().await?;
        if tickets::apply(&mut tx, &change).await? == Outcome::Stale {
            continue;
        }
        let home = Home {
            ticket: ticket.id,
            event: change.event.id,
            is_internal: visibility == Visibility::Internal,
        };
        if let Some(fault) = uploads.attach(app, &mut tx, home).await? {
            tx.rollback().await?;
            return Err(of_files(&[fault]));
        }
        tx.commit().await?;
        app.wake.notify_one();
        return Ok(());
    }
    Err(Problem::stale())
}

/// List the files of a ticket
///
/// Requesters see those that are theirs: what they sent and what came with answers to them.
#[utoipa::path(
    get,
    path = "/tickets/{number}/attachments",
    operation_id = "list_attachments",
    tag = "tickets",
    params(TicketInPath),
    responses((status = 200, description = "The files", body = AttachmentsBody), Unseen, Refused),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
) -> Result<Json<AttachmentsBody>, Problem> {
    let mut conn = app.store.read().await?;
    let ticket = seen(&app, &mut conn, &who, number).await?;
    let whole = sees_all(&app, &who, &ticket);
    let mut attachments = bodies(&mut conn, &ticket).await?;
    attachments.retain(|file| whole || file.visibility == "public");
    Ok(Json(AttachmentsBody { attachments }))
}

/// Download a file
#[utoipa::path(
    get,
    path = "/tickets/{number}/attachments/{id}",
    operation_id = "download_attachment",
    tag = "tickets",
    params(TicketInPath, ("id" = String, Path, description = "Id of the file")),
    responses(
        (status = 200, description = "The bytes, always `Content-Disposition: attachment`", content_type = "application/octet-stream", body = Vec<u8>),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn download(
    State(app): State<App>,
    who: Bearer,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let mut conn = app.store.read().await?;
    let ticket = seen(&app, &mut conn, &who, number).await?;
    let file = attachments::by_id(&mut conn, ticket.id, id).await?;
    drop(conn);
    let file = file.filter(|file| !file.is_internal || sees_all(&app, &who, &ticket));
    Ok(give(&app, &file.ok_or_else(Problem::not_found)?).await?)
}

fn sees_all(app: &App, who: &Bearer, ticket: &Ticket) -> bool {
    let sees = |object| may(app, &who.actor(), Action::SeeInternals, object);
    sees(Object::Ticket(ticket)) || sees(app.dispute(ticket).object())
}

/// Every file of a ticket with what brought it.
async fn bodies(conn: &mut Conn, ticket: &Ticket) -> Result<Vec<AttachmentBody>, Problem> {
    let files = attachments::of_ticket(conn, ticket.id).await?;
    let history = tickets::history(conn, ticket.id).await?;
    let events: BTreeMap<EventId, (i64, &str)> = history
        .iter()
        .map(|event| (event.id, (event.sequence, event.by.name.as_str())))
        .collect();
    let body = |file: Attachment| {
        let (sequence, by) = *events.get(&file.event?)?;
        Some(AttachmentBody {
            url: format!("/api/v1/tickets/{}/attachments/{}", ticket.number, file.id),
            id: file.id,
            name: file.name,
            kind: file.kind,
            size: file.size,
            sha256: files::Hash(file.hash).to_string(),
            visibility: if file.is_internal {
                "internal"
            } else {
                "public"
            },
            sequence,
            by: by.to_owned(),
            created_at: file.created_at,
        })
    };
    Ok(files.into_iter().filter_map(body).collect())
}
