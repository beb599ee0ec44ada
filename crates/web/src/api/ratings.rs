//! What requesters say of solutions.

use axum::Json;
use axum::extract::State;
use domain::{Action, Grade, Object, Rating};
use jiff::Timestamp;
use ordinance::UnitCode;
use serde::{Deserialize, Serialize};
use store::ratings;
use utoipa::ToSchema;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::body::Body;
use crate::api::names::GradeName;
use crate::api::number::Number;
use crate::api::openapi::{ActRefused, Refused, TicketInPath, Unseen};
use crate::api::problem::Problem;
use crate::api::tickets::seen;
use crate::pages::rating::decide;
use crate::permit::permit;

/// A word about the latest solution, and a remark.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRating)]
pub(crate) struct RatingRequest {
    /// How well it was solved.
    #[schema(required, value_type = GradeName)]
    grade: Option<String>,
    /// In the requester's words; may be missing.
    #[schema(max_length = 2_000)]
    remark: Option<String>,
}

/// What the requester said of one solution. It names nobody.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Rating)]
pub(crate) struct RatingBody {
    /// Id of the event that solved the ticket.
    #[schema(value_type = uuid::Uuid)]
    solution: domain::EventId,
    /// The unit that solved it.
    #[schema(value_type = String, example = "IT-02-3")]
    unit: UnitCode,
    /// How well it was solved.
    #[schema(value_type = GradeName)]
    grade: &'static str,
    /// In the requester's words; may be empty.
    remark: String,
    /// When it was first said.
    #[schema(value_type = String, format = DateTime)]
    rated_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
}

/// What was said of a ticket's solutions.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Ratings)]
pub(crate) struct RatingsBody {
    /// The oldest first.
    ratings: Vec<RatingBody>,
}

impl From<Rating> for RatingBody {
    fn from(rating: Rating) -> Self {
        Self {
            solution: rating.solution,
            unit: rating.unit,
            grade: rating.grade.as_str(),
            remark: rating.remark,
            rated_at: rating.rated_at,
            changed_at: rating.changed_at,
        }
    }
}

/// Read what the requester said of the solutions
///
/// For the requester, the unit that holds the ticket and the first line.
#[utoipa::path(
    get,
    path = "/tickets/{number}/ratings",
    operation_id = "read_ratings",
    tag = "tickets",
    params(TicketInPath),
    responses(
        (status = 200, description = "What was said", body = RatingsBody),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
) -> Result<Json<RatingsBody>, Problem> {
    let mut conn = app.store.read().await?;
    let ticket = seen(&app, &mut conn, &who, number).await?;
    let object = Object::Ticket(&ticket);
    permit(&app, &who.actor(), Action::SeeRating, object)?;
    let given = ratings::of_ticket(&mut conn, ticket.id).await?;
    Ok(Json(RatingsBody {
        ratings: given.into_iter().map(RatingBody::from).collect(),
    }))
}

/// Rate the latest solution
///
/// For the requester. A rating may be changed until the ticket is closed; a closed ticket that was not rated
/// is rated once. It changes nothing about the ticket, and its version stays.
#[utoipa::path(
    post,
    path = "/tickets/{number}/ratings",
    operation_id = "rate",
    tag = "tickets",
    request_body = RatingRequest,
    params(TicketInPath),
    responses(
        (status = 200, description = "What was said", body = RatingBody),
        ActRefused,
        Refused,
    ),
)]
pub(crate) async fn rate(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
    Body { fields, mut faults }: Body<RatingRequest>,
) -> Result<Json<RatingBody>, Problem> {
    let mut tx = app.store.write().await?;
    let ticket = seen(&app, &mut tx, &who, number).await?;
    let object = Object::Ticket(&ticket);
    permit(&app, &who.actor(), Action::Rate, object)?;
    let grade = faults.given("grade", fields.grade);
    let grade = faults.named("grade", grade, "good, fair or bad", Grade::from_name);
    let grade = faults.or(grade)?;
    let remark = fields.remark.unwrap_or_default();
    let rating = decide(&mut tx, &app, &ticket, grade, &remark).await?;
    ratings::put(&mut tx, &rating).await?;
    tx.commit().await?;
    Ok(Json(rating.into()))
}
