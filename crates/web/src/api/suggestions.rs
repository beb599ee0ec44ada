//! Ask for a ranking of units.

use axum::Json;
use axum::extract::State;
use domain::{Action, Object};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::body::Body;
use crate::api::openapi::Refused;
use crate::api::problem::{FieldProblem, Problem};
use crate::api::view::SuggestionBody;
use crate::filing;
use crate::permit::permit;

/// A text to rank units for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSuggestion)]
pub(crate) struct SuggestionRequest {
    /// One line; may be empty when there is a body.
    subject: Option<String>,
    /// What happened; may be empty when there is a subject.
    body: Option<String>,
}

/// Rank units by a text
///
/// Answers which units are competent by the words of the text, with the provision of each. Nothing
/// is stored. A text whose words say nothing gives `unsure`.
#[utoipa::path(
    post,
    path = "/suggestions",
    tag = "suggestions",
    request_body = SuggestionRequest,
    responses(
        (status = 200, description = "The ranking", body = SuggestionBody),
        Refused,
    ),
)]
pub(crate) async fn suggest(
    State(app): State<App>,
    who: Bearer,
    body: Body<SuggestionRequest>,
) -> Result<Json<SuggestionBody>, Problem> {
    permit(&app, &who.actor(), Action::Suggest, Object::Desk)?;
    let (subject, body) = body.text()?;
    let ranking = filing::suggest(&app, &subject, &body)
        .await
        .ok_or_else(Problem::no_ranking)?;
    Ok(Json(ranking.into()))
}

impl Body<SuggestionRequest> {
    /// Subject and body.
    ///
    /// # Errors
    /// Names both when neither is given.
    pub(crate) fn text(self) -> Result<(String, String), Problem> {
        let Self { fields, mut faults } = self;
        if fields.subject.is_none() && fields.body.is_none() {
            let detail = "subject or body must be given";
            faults.push(FieldProblem::new("subject", "missing", detail));
            faults.push(FieldProblem::new("body", "missing", detail));
        }
        faults.finish()?;
        let text = |text: Option<String>| text.unwrap_or_default();
        Ok((text(fields.subject), text(fields.body)))
    }
}
