//! Canned answers.

use axum::Json;
use axum::extract::State;
use domain::{Action, Object, Reply, ReplyOwner};
use jiff::Timestamp;
use ordinance::UnitCode;
use serde::Serialize;
use store::replies;
use utoipa::ToSchema;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::openapi::Refused;
use crate::api::problem::Problem;
use crate::permit::permit;

/// A text for notes, answers and solutions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CannedAnswer)]
pub(crate) struct ReplyBody {
    /// Its id.
    id: uuid::Uuid,
    /// What people look for.
    title: String,
    /// What it says, with variables such as `{numer}`; `{{` and `}}` are braces.
    #[schema(example = "Zgłoszenie {numer} rozwiążemy do {termin}.")]
    text: String,
    /// The unit whose it is; `null`: the token's owner's alone.
    #[schema(value_type = Option<String>, example = "IT-02-3")]
    unit: Option<UnitCode>,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
}

/// Canned answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CannedAnswers)]
pub(crate) struct RepliesBody {
    /// By title.
    replies: Vec<ReplyBody>,
}

impl From<Reply> for ReplyBody {
    fn from(reply: Reply) -> Self {
        Self {
            id: reply.id,
            title: reply.title,
            text: reply.text.source().to_owned(),
            unit: match reply.owner {
                ReplyOwner::Person(_) => None,
                ReplyOwner::Unit(unit) => Some(unit),
            },
            changed_at: reply.changed_at,
        }
    }
}

/// List canned answers
///
/// One's own and those of one's unit; only for people who work at the desk.
#[utoipa::path(
    get,
    path = "/replies",
    operation_id = "list_replies",
    tag = "acts",
    responses(
        (status = 200, description = "The canned answers", body = RepliesBody),
        Refused,
    ),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
) -> Result<Json<RepliesBody>, Problem> {
    permit(&app, &who.actor(), Action::SeeQueue, Object::Desk)?;
    let unit = who.person.author(app.desk.first_line()).unit;
    let mut conn = app.store.read().await?;
    let found = replies::of(&mut conn, who.person.id, unit.as_ref()).await?;
    Ok(Json(RepliesBody {
        replies: found.into_iter().map(ReplyBody::from).collect(),
    }))
}
