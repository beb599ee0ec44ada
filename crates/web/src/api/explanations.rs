//! Ask why a text goes where it goes.

use axum::Json;
use axum::extract::State;
use domain::{Action, Object, SuggestionNote};
use matcher::Explanation;
use store::tickets;
use utoipa::ToSchema;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::body::Body;
use crate::api::names::DecisionName;
use crate::api::number::Number;
use crate::api::openapi::{Refused, TicketInPath, Unseen};
use crate::api::problem::Problem;
use crate::api::suggestions::SuggestionRequest;
use crate::api::tickets::seen_whole;
use crate::explaining;
use crate::permit::{may, permit};
use crate::routing::Showing;

/// A ranking with its reasons; the same JSON as `dyspozytor explain-route --json`.
#[derive(ToSchema)]
#[schema(as = Explanation)]
#[expect(dead_code, reason = "documents `matcher::Explanation`")]
pub(crate) struct ExplanationBody {
    /// The answer.
    suggestion: RankingBody,
    /// Version of the model.
    model: String,
    /// Version of the examples it was learned from.
    examples: String,
    /// Reasons for each unit, in the order of the ranking.
    units: Vec<ReasonsBody>,
    /// Words that speak for the first unit more than for the second, strongest first.
    against_runner_up: Vec<WordWeightBody>,
    /// Words without which the first unit would be another one.
    decisive: Vec<DecisiveBody>,
    /// How it compares with what was stored; only for a ticket that has a suggestion.
    replay: Option<ReplayBody>,
}

/// A ranking with everything that is stored of it.
#[derive(ToSchema)]
#[schema(as = Ranking)]
#[expect(dead_code, reason = "documents `domain::Suggestion`")]
pub(crate) struct RankingBody {
    /// `suggest`: the first unit is proposed; `unsure`: the first line decides.
    #[schema(value_type = DecisionName)]
    decision: domain::Decision,
    /// At most five units, best first.
    units: Vec<RankedUnitBody>,
    /// Version of the ordinance.
    ordinance: String,
    /// Version of the vocabulary, the model, and what was learned from past tickets.
    vocabulary: String,
    /// SHA-256 of the text, in hex.
    input: String,
    /// What the ranking alone does not say.
    note: Option<NoteOfRankingBody>,
    /// Least confidence of a proposal.
    threshold: Option<f64>,
}

/// What is said about a text beside its ranking.
#[derive(Clone, Debug, serde::Serialize, ToSchema)]
#[schema(as = SuggestionNote)]
pub(crate) struct NoteOfRankingBody {
    /// `two_matters`: the text holds a second matter, of `unit`; `no_provision`: no provision covers it.
    pub(crate) kind: &'static str,
    /// The unit of the second matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
    /// That unit's provision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duty: Option<String>,
    /// Words of the second matter that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Vec<String>>,
    /// The second matter as written, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) excerpt: Option<String>,
}

impl From<SuggestionNote> for NoteOfRankingBody {
    fn from(note: SuggestionNote) -> Self {
        match note {
            SuggestionNote::TwoMatters {
                unit,
                duty,
                words,
                excerpt,
            } => Self {
                kind: "two_matters",
                unit: Some(unit.to_string()),
                duty: Some(duty.to_string()),
                words: Some(words),
                excerpt: Some(excerpt),
            },
            SuggestionNote::NoProvision => Self {
                kind: "no_provision",
                unit: None,
                duty: None,
                words: None,
                excerpt: None,
            },
        }
    }
}

/// One unit of a ranking with its provisions.
#[derive(ToSchema)]
#[schema(as = RankedUnit)]
#[expect(dead_code, reason = "documents `domain::SuggestedUnit`")]
pub(crate) struct RankedUnitBody {
    /// The symbol of the unit.
    #[schema(example = "IT-04-1")]
    unit: String,
    /// Probability that this is the competent unit.
    #[schema(minimum = 0.0, maximum = 1.0)]
    confidence: f64,
    /// The unit's provision that fits best.
    #[schema(example = "§14 pkt 1 lit. l")]
    duty: String,
    /// Words of the text that decided, strongest first.
    words: Vec<String>,
    /// At most five provisions of the unit, best first.
    duties: Option<Vec<RankedDutyBody>>,
}

/// One provision of a ranking.
#[derive(ToSchema)]
#[schema(as = RankedDuty)]
#[expect(dead_code, reason = "documents `domain::SuggestedDuty`")]
pub(crate) struct RankedDutyBody {
    /// The provision.
    duty: String,
    /// Comparable only within one ranking.
    score: f64,
}

/// Why one unit.
#[derive(ToSchema)]
#[schema(as = Reasons)]
#[expect(dead_code, reason = "documents `matcher::UnitReasons`")]
pub(crate) struct ReasonsBody {
    /// The symbol of the unit.
    unit: String,
    /// The provision it rests on.
    duty: String,
    /// Words for that provision, strongest first.
    words: Vec<WordWeightBody>,
    /// The shipped examples of the unit that are most like the text.
    nearest: Vec<NearExampleBody>,
    /// Past tickets of the unit that are most like the text, by number; left out when there are none, and for
    /// requesters.
    past: Option<Vec<NearPastBody>>,
}

/// A past ticket like the text.
#[derive(ToSchema)]
#[schema(as = NearPast)]
#[expect(dead_code, reason = "documents `matcher::NearPast`")]
pub(crate) struct NearPastBody {
    /// Its number.
    id: String,
    /// The provision under which it was solved, when known.
    duty: Option<String>,
    /// 0–1.
    similarity: f64,
}

/// A word and what it adds to the score.
#[derive(ToSchema)]
#[schema(as = WordWeight)]
#[expect(dead_code, reason = "documents `matcher::WordWeight`")]
pub(crate) struct WordWeightBody {
    /// As typed.
    word: String,
    /// A lead of 1 is nearly certain.
    weight: f64,
}

/// An example like the text.
#[derive(ToSchema)]
#[schema(as = NearExample)]
#[expect(dead_code, reason = "documents `matcher::NearExample`")]
pub(crate) struct NearExampleBody {
    /// File and line.
    place: String,
    /// Its provision.
    duty: String,
    /// Its first line.
    subject: String,
    /// 0–1.
    similarity: f64,
}

/// Without this word the ticket would go elsewhere.
#[derive(ToSchema)]
#[schema(as = Decisive)]
#[expect(dead_code, reason = "documents `matcher::Decisive`")]
pub(crate) struct DecisiveBody {
    /// The word, as typed.
    without: String,
    /// Where it would go then.
    unit: String,
    /// By this provision.
    duty: String,
}

/// How the ranking made now compares with the stored one.
#[derive(ToSchema)]
#[schema(as = Replay)]
#[expect(dead_code, reason = "documents `matcher::Replay`")]
pub(crate) struct ReplayBody {
    /// `same`: made from the same, the same bit for bit; `other_data`: see `differences`; `broken`: made
    /// from the same and yet another answer.
    verdict: String,
    /// Whether the two answers are the same, whatever they were made from.
    same_answer: bool,
    /// What they were not both made from.
    differences: Vec<ReplayDifferenceBody>,
}

/// Something that two rankings were not both made from.
#[derive(ToSchema)]
#[schema(as = ReplayDifference)]
#[expect(dead_code, reason = "documents `matcher::ReplayDifference`")]
pub(crate) struct ReplayDifferenceBody {
    /// `text`, `ordinance`, `vocabulary`, `model`, `adaptation` or `threshold`.
    what: String,
    /// Its version when the ticket was filed.
    stored: String,
    /// Its version now.
    now: String,
}

/// Rank units by a text and say why
///
/// As `POST /suggestions`, with the words and their weights, the nearest examples, why the runner-up lost
/// and what would change the answer. Nothing is stored.
#[utoipa::path(
    post,
    path = "/suggestions/explanation",
    operation_id = "explain_text",
    tag = "suggestions",
    request_body = SuggestionRequest,
    responses(
        (status = 200, description = "The ranking with its reasons", body = ExplanationBody),
        Refused,
    ),
)]
pub(crate) async fn explain(
    State(app): State<App>,
    who: Bearer,
    body: Body<SuggestionRequest>,
) -> Result<Json<Explanation>, Problem> {
    permit(&app, &who.actor(), Action::Suggest, Object::Desk)?;
    let (subject, body) = body.text()?;
    let mut why = explaining::explain(&app, &subject, &body, None)
        .await
        .ok_or_else(Problem::no_ranking)?;
    if !may(&app, &who.actor(), Action::SeeQueue, Object::Desk) {
        // Numbers of other people's tickets are for staff.
        why.units.iter_mut().for_each(|unit| unit.past.clear());
    }
    Ok(Json(why))
}

/// Say why a ticket's suggestion is what it is
///
/// The reasons computed from the ticket's text now, and whether the suggestion stored when it was filed
/// is the same bit for bit or was made from other data. For staff who see the ticket.
#[utoipa::path(
    get,
    path = "/tickets/{number}/explanation",
    operation_id = "explain_ticket",
    tag = "suggestions",
    params(TicketInPath),
    responses(
        (status = 200, description = "The ranking with its reasons", body = ExplanationBody),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn of_ticket(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
) -> Result<Json<Explanation>, Problem> {
    let mut conn = app.store.read().await?;
    let ticket = seen_whole(&app, &mut conn, &who, number).await?;
    if app.routing.current().showing == Showing::Shadow {
        return Err(Problem::not_found());
    }
    let stored = tickets::suggestion(&mut conn, ticket.id).await?;
    drop(conn);
    explaining::explain(&app, &ticket.subject, &ticket.body, stored)
        .await
        .map(Json)
        .ok_or_else(Problem::no_ranking)
}
