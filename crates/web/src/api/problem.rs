//! What went wrong, as `application/problem+json` (RFC 9457).

use std::borrow::Cow;

use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{FieldError, FieldFault, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

use crate::WebError;
use crate::edge::RequestId;
use crate::error::Failure;

/// A failure as the API writes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// Names the kind of failure: `urn:problem-type:dyspozytor:` and the code.
    pub(crate) r#type: String,
    /// The kind of failure in a few words, always the same for one code.
    pub(crate) title: Cow<'static, str>,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened this time.
    pub(crate) detail: Cow<'static, str>,
    /// The id of the request, as in the header `x-request-id` and in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) instance: Option<String>,
    /// The kind of failure for programs, such as `not_second_line`.
    pub(crate) code: Cow<'static, str>,
    /// Every field or parameter to mend; left out when it is not about fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(crate) errors: Vec<FieldProblem>,
}

/// One field of the body or one parameter of the address that has to be mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub(crate) struct FieldProblem {
    /// Its name, with the names around it: `comment.tried`.
    pub(crate) field: Cow<'static, str>,
    /// What is wrong, for programs: `missing`, `too_long`, `unknown_value`, `not_an_email`,
    /// `wrong_type`, `unknown_field`, or the name of a refusal such as `not_second_line`.
    pub(crate) code: &'static str,
    /// What is wrong, for people.
    pub(crate) detail: Cow<'static, str>,
}

/// A failure on its way out; [`finish`] writes it with the id of the request.
#[derive(Clone, Debug)]
pub(crate) struct Problem(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    status: StatusCode,
    code: Cow<'static, str>,
    title: Cow<'static, str>,
    detail: Cow<'static, str>,
    errors: Vec<FieldProblem>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A failure of this kind.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Parts {
            status,
            code: code.into(),
            title: title.into(),
            detail: detail.into(),
            errors: Vec::new(),
            header: None,
        }))
    }

    /// Parameters of the address or headers that cannot be understood.
    pub(crate) fn parameters(errors: Vec<FieldProblem>) -> Self {
        Self::about_fields(
            StatusCode::BAD_REQUEST,
            "parameters",
            "Some parameters have to be mended",
            errors,
        )
    }

    /// Fields of the body to mend. A refusal of the desk about a single field lends its own name.
    pub(crate) fn fields(errors: Vec<FieldProblem>) -> Self {
        let mut problem = Self::about_fields(
            StatusCode::UNPROCESSABLE_ENTITY,
            "fields",
            "Some fields have to be mended",
            errors,
        );
        let parts = &mut *problem.0;
        if let [only] = &parts.errors[..]
            && DESK_RULES.contains(&only.code)
        {
            parts.code = only.code.into();
            parts.title = "The desk's rules refuse it".into();
            parts.detail = only.detail.clone();
        }
        problem
    }

    fn about_fields(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        errors: Vec<FieldProblem>,
    ) -> Self {
        let detail = errors
            .iter()
            .map(|error| format!("{}: {}", error.field, error.detail))
            .collect::<Vec<_>>()
            .join("; ");
        let mut problem = Self::new(status, code, title, detail);
        problem.0.errors = errors;
        problem
    }

    /// There is no such thing, or none that the asker may know of.
    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "Not found",
            "there is nothing at this address that you may see",
        )
    }

    /// The matcher failed; the log says why.
    pub(crate) fn no_ranking() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The request failed",
            "the text could not be ranked",
        )
    }

    /// The ticket has moved on from the version in `If-Match`.
    pub(crate) fn precondition_failed(version: i64) -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "precondition_failed",
            "The ticket has changed",
            format!("the ticket is at version {version}; read it again"),
        )
    }

    /// Others kept changing the ticket while this act was tried.
    pub(crate) fn stale() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "stale",
            "The ticket keeps changing",
            "others keep changing the ticket; read it and try again",
        )
    }

    /// A token is needed; says how to show one.
    pub(crate) fn unauthorized(challenge: &'static str, detail: &'static str) -> Self {
        let mut problem = Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "A valid token is needed",
            detail,
        );
        problem.0.header = Some((WWW_AUTHENTICATE, HeaderValue::from_static(challenge)));
        problem
    }

    /// The kind of failure.
    #[cfg(test)]
    pub(crate) fn code(&self) -> &str {
        &self.0.code
    }

    /// The fields to mend.
    #[cfg(test)]
    pub(crate) fn errors(&self) -> &[FieldProblem] {
        &self.0.errors
    }

    fn to_body(&self, id: Option<&RequestId>) -> ProblemBody {
        ProblemBody {
            r#type: format!("urn:problem-type:dyspozytor:{}", self.0.code),
            title: self.0.title.clone(),
            status: self.0.status.as_u16(),
            detail: self.0.detail.clone(),
            instance: id.map(|RequestId(id)| id.clone()),
            code: self.0.code.clone(),
            errors: self.0.errors.clone(),
        }
    }

    /// The whole response.
    fn written(&self, id: Option<&RequestId>) -> Response {
        let Ok(body) = serde_json::to_vec(&self.to_body(id)) else {
            return self.0.status.into_response();
        };
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.0.status, [(CONTENT_TYPE, kind)], body).into_response();
        if let Some((name, value)) = &self.0.header {
            response.headers_mut().insert(name, value.clone());
        }
        response
    }
}

/// Refusals about what was asked for rather than about where the ticket stands.
const DESK_RULES: [&str; 5] = [
    "unknown_unit",
    "not_second_line",
    "needs_escalation",
    "unknown_duty",
    "foreign_duty",
];

impl FieldProblem {
    /// What is wrong with a field.
    pub(crate) fn new(
        field: impl Into<Cow<'static, str>>,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            field: field.into(),
            code,
            detail: detail.into(),
        }
    }

    /// What the desk says about a refused unit or provision, named as in the API.
    pub(crate) fn of_refusal(refusal: &Refusal) -> Option<Self> {
        let field = match refusal {
            Refusal::UnknownUnit { .. }
            | Refusal::NotSecondLine { .. }
            | Refusal::NeedsEscalation { .. } => "to",
            Refusal::UnknownDuty { .. } | Refusal::ForeignDuty { .. } => "duty",
            _ => return None,
        };
        Some(Self::new(field, refusal.code(), refusal.to_string()))
    }
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        let code = match error.fault {
            FieldFault::Missing => "missing",
            FieldFault::TooLong { .. } => "too_long",
            FieldFault::NotAnEmail => "not_an_email",
            FieldFault::UnknownValue => "unknown_value",
            FieldFault::NotAMoment => "not_a_moment",
            FieldFault::NotWithinAYear => "not_within_a_year",
            FieldFault::NotAPeriod => "not_a_period",
            FieldFault::NotLately => "not_lately",
            FieldFault::NotSinceFiled => "not_since_filed",
        };
        Self::new(error.field, code, error.fault.to_string())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Fields(errors) = refusal {
            return Self::fields(errors.into_iter().map(FieldProblem::from).collect());
        }
        if let Some(field) = FieldProblem::of_refusal(&refusal) {
            return Self::fields(vec![field]);
        }
        Self::new(
            StatusCode::CONFLICT,
            refusal.code(),
            "The desk's rules refuse it",
            refusal.to_string(),
        )
    }
}

impl From<&WebError> for Problem {
    fn from(error: &WebError) -> Self {
        let (code, title) = match error {
            WebError::NotFound => return Self::not_found(),
            WebError::Refused(refusal) => return refusal.clone().into(),
            WebError::Stale => return Self::stale(),
            WebError::SignInNeeded => {
                return Self::unauthorized(
                    "Bearer realm=\"dyspozytor\"",
                    "send the header `Authorization: Bearer dys_…`",
                );
            }
            WebError::KeyReused => {
                return Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "key_reused",
                    "The key was used for another request",
                    "the `Idempotency-Key` belongs to another request; choose a new one",
                );
            }
            WebError::Forbidden | WebError::Csrf => ("forbidden", "Your role does not allow this"),
            WebError::BadRequest => ("malformed", "The request cannot be understood"),
            WebError::TooLarge => ("too_large", "The body is too large"),
            WebError::TooMany { .. } => ("too_many", "Too many attempts"),
            WebError::TooSlow => ("too_slow", "The body did not arrive in time"),
            WebError::Busy => ("busy", "The server has more to do than it can"),
            WebError::Unavailable(_) => ("unavailable", "The database cannot be reached"),
            WebError::Internal(_) => ("internal", "The request failed"),
        };
        let mut problem = Self::new(error.status(), code, title, error.to_string());
        if let Some(seconds) = error.retry_after_seconds() {
            problem.0.header = Some((RETRY_AFTER, HeaderValue::from(seconds)));
        }
        problem
    }
}

impl From<WebError> for Problem {
    fn from(error: WebError) -> Self {
        error.log();
        Self::from(&error)
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        WebError::from(error).into()
    }
}

/// A bare status; [`finish`] writes it out.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether failures at this path are written for programs rather than for people.
pub(crate) fn is_ours(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || path == "/healthz" || path == "/readyz"
}

/// `response` as it is when it is no failure; otherwise the failure as problem+json. Logs a failure
/// of ours that nobody has logged yet.
pub(crate) fn finish(mut response: Response, id: Option<&RequestId>) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return problem.written(id);
    }
    if let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() {
        error.log();
        return Problem::from(&*error).written(id);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let is_written = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/"));
    if is_written {
        return response;
    }
    let mut written = Problem::of_status(status).written(id);
    if let Some(methods) = response.headers().get(ALLOW) {
        written.headers_mut().insert(ALLOW, methods.clone());
    }
    written
}

impl Problem {
    /// A refusal by the framework, which names no more than a status.
    fn of_status(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or("The request failed");
        let code = match status {
            StatusCode::NOT_FOUND => return Self::not_found(),
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
            _ if status.is_server_error() => "internal",
            _ => "malformed",
        };
        Self::new(status, code, title, title)
    }
}
