//! The description of the API, made from the code that serves it.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, IntoResponses, Modify, OpenApi};

use crate::api::problem::ProblemBody;
use crate::api::view::TicketBody;

/// What every description begins with; the paths are added by the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "dyspozytor",
        description = "Service desk of Centrum Obsługi Informatycznej: tickets, acts on them, and \
                       which unit is competent under the ordinance. Every failure is \
                       `application/problem+json`.",
        license(name = "EUPL-1.2"),
    ),
    components(schemas(ProblemBody, TicketBody)),
    modifiers(&Tokens),
    security(("bearer" = [])),
    tags(
        (name = "tickets", description = "File, list and read tickets"),
        (name = "acts", description = "Change a ticket"),
        (name = "outages", description = "What fails for many people at once"),
        (name = "articles", description = "Find and read articles of the knowledge base"),
        (name = "suggestions", description = "Ask which unit is competent"),
        (name = "running", description = "Whether the program works"),
    ),
)]
pub(crate) struct Description;

/// Bearer tokens, made with `dyspozytor token add`.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("dys_…")
            .description(Some("A token made with `dyspozytor token add`"))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// Refusals that any request may meet.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents what `Problem` answers")]
pub(crate) enum Refused {
    /// The request cannot be understood: parameters or headers to mend, a body that is not JSON
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemBody),
    /// No valid token
    #[response(
        status = 401,
        content_type = "application/problem+json",
        headers(("WWW-Authenticate" = String, description = "`Bearer`"))
    )]
    Unauthorized(ProblemBody),
    /// The role of the token's owner does not allow it
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(ProblemBody),
    /// Any other refusal: wrong method, body too large or not JSON, too many requests
    #[response(status = "4XX", content_type = "application/problem+json")]
    Other(ProblemBody),
    /// The program cannot answer now
    #[response(status = "5XX", content_type = "application/problem+json")]
    Failed(ProblemBody),
}

/// The ticket in an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents `Number`")]
pub(crate) struct TicketInPath {
    /// Number of the ticket
    #[param(example = "ZG-2026-000123")]
    number: String,
}

/// The version in a header.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "documents `IfMatch`")]
pub(crate) struct ForVersion {
    /// The `ETag` of the version that the act is meant for
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}

/// Something that is not there for everybody.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents what `Problem` answers")]
pub(crate) enum Unseen {
    /// There is no such thing, or none you may see
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemBody),
}

/// What most acts on a ticket answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents what `Target` answers")]
pub(crate) enum Acted {
    /// The ticket after the act
    #[response(status = 200)]
    Done(TicketBody),
}

/// Refusals of acts on a ticket.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents what `Problem` answers")]
pub(crate) enum ActRefused {
    /// There is no such ticket, or none you may see
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemBody),
    /// The act does not fit where the ticket stands (`finished`, `wrong_status`, …)
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(ProblemBody),
    /// The ticket is not at the version in `If-Match`
    #[response(status = 412, content_type = "application/problem+json")]
    Changed(ProblemBody),
    /// Fields to mend, each of them named
    #[response(status = 422, content_type = "application/problem+json")]
    Fields(ProblemBody),
}

/// This document
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "running",
    security(()),
    responses((status = 200, description = "The OpenAPI document of this API", body = Object)),
)]
pub(crate) async fn document() -> impl IntoResponse {
    Json(super::description())
}
