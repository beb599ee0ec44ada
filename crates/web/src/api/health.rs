//! Whether the program works.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::problem::{Problem, ProblemBody};
use crate::{App, filing};

/// That the program works.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Health)]
pub(crate) struct HealthBody {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

const OK: Json<HealthBody> = Json(HealthBody { status: "ok" });

/// Whether the process is alive
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "running",
    security(()),
    responses((status = 200, description = "It is", body = HealthBody)),
)]
pub(crate) async fn alive() -> Json<HealthBody> {
    OK
}

/// Whether requests can be served
///
/// The database answers, its schema is the one this program works with, and the matcher ranks.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "running",
    security(()),
    responses(
        (status = 200, description = "They can", body = HealthBody),
        (status = 503, description = "They cannot", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<Json<HealthBody>, Problem> {
    match app.store.is_current().await {
        Ok(true) => {}
        Ok(false) => return Err(not_ready("the database's schema is not up to date")),
        Err(store::StoreError::Newer(_)) => {
            return Err(not_ready("the database belongs to a newer version"));
        }
        Err(_) => return Err(not_ready("the database does not answer")),
    }
    // The subject need not mean anything; only a matcher that works gives an answer at all.
    match filing::suggest(&app, "drukarka", "").await {
        Some(_) => Ok(OK),
        None => Err(not_ready("the matcher does not answer")),
    }
}

fn not_ready(detail: &'static str) -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "not_ready",
        "Requests cannot be served",
        detail,
    )
}
