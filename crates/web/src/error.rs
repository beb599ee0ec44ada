//! What can go wrong with a request, and the page that says so.

use std::error::Error;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::Refusal;
use store::StoreError;
use texts::Texts;
use tracing::{debug, error};

use crate::api::problem;
use crate::auth::session::Visit;
use crate::edge::RequestId;
use crate::frame::Frame;
use crate::{App, language};

/// After so many seconds a busy server may be asked again.
const BUSY_SECONDS: i64 = 10;

/// The one error of this crate. A handler returns it; `render` turns it into a page and the API
/// into problem+json.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// There is no such thing, or none that the asker may know of.
    #[error("there is no such page")]
    NotFound,
    /// The asker may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Only signed-in people may do this.
    #[error("sign-in is needed")]
    SignInNeeded,
    /// The desk's rules refuse the act.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// Somebody else changed the ticket meanwhile.
    #[error("the ticket has changed meanwhile")]
    Stale,
    /// Another request has used the idempotency key.
    #[error("the key belongs to another request")]
    KeyReused,
    /// The form does not come from our own page.
    #[error("the form is forged or has expired")]
    Csrf,
    /// The request cannot be understood.
    #[error("the request cannot be understood")]
    BadRequest,
    /// The body is longer than the limit.
    #[error("the body is too large")]
    TooLarge,
    /// Too many attempts.
    #[error("too many attempts; again in {retry_after_seconds} s")]
    TooMany {
        /// Seconds until the next attempt may succeed.
        retry_after_seconds: i64,
    },
    /// The body did not arrive in time.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// The server has more to do than it can.
    #[error("the server is busy")]
    Busy,
    /// The database cannot be reached or has no room; the same request may succeed later.
    #[error("the database cannot be reached")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// Something failed that should not.
    #[error("the request failed")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl WebError {
    /// A failure that should not happen.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Csrf => StatusCode::FORBIDDEN,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Refused(Refusal::Fields(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(_) | Self::Stale | Self::KeyReused => StatusCode::CONFLICT,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Seconds until the same request may succeed, when that is known: the header `Retry-After`.
    pub(crate) fn retry_after_seconds(&self) -> Option<i64> {
        match self {
            Self::TooMany {
                retry_after_seconds,
            } => Some((*retry_after_seconds).max(1)),
            Self::Busy | Self::Unavailable(_) => Some(BUSY_SECONDS),
            _ => None,
        }
    }

    /// Writes a failure of ours to the log, once, with everything that led to it.
    pub(crate) fn log(&self) {
        if let Self::Internal(source) | Self::Unavailable(source) = self {
            let mut chain = source.to_string();
            let mut next = source.source();
            while let Some(cause) = next {
                chain = format!("{chain}: {cause}");
                next = cause.source();
            }
            // One line, whatever the cause quotes.
            let chain = chain.replace(|c: char| c.is_control(), " ");
            error!(error = chain, "request failed: {chain}");
        } else {
            debug!("request refused: {self}");
        }
    }
}

impl From<Refusal> for WebError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) => Self::Busy,
            StoreError::Unavailable(_) => Self::Unavailable(error.into()),
            _ => Self::internal(error),
        }
    }
}

/// The failure that a response stands for, until [`render`] or the API has written it out.
#[derive(Clone)]
pub(crate) struct Failure(pub(crate) Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after_seconds() {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// Writes failures out as pages, and those that the API has not written itself as
/// problem+json. Logs failures of ours once.
pub(crate) async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked {
        method: request.method().clone(),
        uri: request.uri().clone(),
        headers: request.headers().clone(),
        id: request.extensions().get::<RequestId>().cloned(),
    };
    let mut response = next.run(request).await;
    if problem::is_ours(asked.uri.path()) {
        return problem::finish(response, asked.id.as_ref());
    }
    let failure = response.extensions_mut().remove::<Failure>();
    let status = response.status();
    let error = match failure {
        Some(Failure(error)) => {
            error.log();
            Some(error)
        }
        None if is_bare_refusal(&response) => None,
        None => return response,
    };
    if matches!(error.as_deref(), Some(WebError::SignInNeeded)) {
        return to_sign_in(&asked);
    }
    let visit = response.extensions().get::<Visit>();
    let frame = Frame::bare(&app, visit).leading_back_to(&asked.way_back());
    let page = Page::new(app.texts, frame, status, error.as_deref(), asked.id);
    let mut written = match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    };
    for (name, value) in response.headers() {
        if *name == RETRY_AFTER || *name == axum::http::header::SET_COOKIE {
            written.headers_mut().append(name, value.clone());
        }
    }
    written
}

/// What was asked for, kept while the request is answered.
struct Asked {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    id: Option<RequestId>,
}

impl Asked {
    fn way_back(&self) -> String {
        language::way_back(&self.method, &self.uri, &self.headers)
    }
}

/// A refusal by the framework (wrong method, unreadable form) rather than by a handler.
fn is_bare_refusal(response: &Response) -> bool {
    let status = response.status();
    let written = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.contains("json"));
    (status.is_client_error() || status.is_server_error()) && !written
}

/// To the sign-in page, and from there back: to the page asked for, or to the one with the form.
fn to_sign_in(asked: &Asked) -> Response {
    let back = asked.way_back();
    if back == "/" {
        return Redirect::to("/logowanie").into_response();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("powrot", &back)
        .finish();
    Redirect::to(&format!("/logowanie?{query}")).into_response()
}

/// The page about a failure.
#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    t: Texts,
    frame: Frame,
    title: String,
    message: String,
    request: Option<String>,
}

impl Page {
    fn new(
        t: Texts,
        frame: Frame,
        status: StatusCode,
        error: Option<&WebError>,
        id: Option<RequestId>,
    ) -> Self {
        let key = match (error, status.as_u16()) {
            (Some(WebError::Csrf), _) => "csrf",
            (Some(WebError::Stale | WebError::KeyReused), _) => "stale",
            (Some(WebError::Refused(_)), _) => "refused",
            (_, 401 | 403) => "forbidden",
            (_, 404 | 405) => "not-found",
            (_, 413) => "too-large",
            (_, 429) => "too-many",
            (_, 503 | 504) => "busy",
            (_, 500..) => "internal",
            _ => "bad-request",
        };
        let message = match error {
            Some(WebError::Refused(refusal)) => refusal_text(t, refusal),
            Some(WebError::TooMany {
                retry_after_seconds,
            }) => t.count(
                "error-too-many-text",
                (retry_after_seconds.max(&1) + 59) / 60,
            ),
            _ => t.get(&format!("error-{key}-text")),
        };
        Self {
            t,
            frame,
            title: t.get(&format!("error-{key}-title")),
            message,
            request: id
                .filter(|_| status.is_server_error())
                .map(|RequestId(id)| id),
        }
    }
}

/// A refusal of the desk in words.
pub(crate) fn refusal_text(t: Texts, refusal: &Refusal) -> String {
    let key = format!("refusal-{}", refusal.code());
    match refusal {
        Refusal::Finished { .. }
        | Refusal::NothingToReturn
        | Refusal::AlreadyYours
        | Refusal::NobodysYet
        | Refusal::NotWaiting
        | Refusal::OutageEnded
        | Refusal::OutageLasts
        | Refusal::InOutage
        | Refusal::NotInOutage
        | Refusal::SecurityMatter
        | Refusal::NoIncident
        | Refusal::NoRemoteHands
        | Refusal::TaskEnded
        | Refusal::Taken(_)
        | Refusal::NoBooking
        | Refusal::BookingBegun
        | Refusal::BookingAhead
        | Refusal::NoDispute
        | Refusal::SamePriority
        | Refusal::Fields(_) => t.get(&key),
        Refusal::Merge(refusal) => crate::merging::refusal(t, refusal),
        Refusal::WrongStatus { status } => {
            let status = t.get(&format!("status-{}", status.as_str()));
            t.one(&key, "status", &status)
        }
        Refusal::UnknownUnit { unit }
        | Refusal::NotSecondLine { unit }
        | Refusal::NoOccasion { unit }
        | Refusal::NeedsEscalation { unit }
        | Refusal::NotFirstLine { unit }
        | Refusal::AlreadyThere { unit }
        | Refusal::NoFullComment { unit }
        | Refusal::AwaitsDecision { unit }
        | Refusal::Settled { unit }
        | Refusal::NotOfTheTwo { unit } => t.one(&key, "unit", unit.as_str()),
        Refusal::UnknownDuty { duty } => t.one(&key, "duty", &duty.shown()),
        Refusal::ForeignDuty { duty, unit } => t.with(
            &key,
            &[
                ("duty", (&duty.shown()).into()),
                ("unit", unit.as_str().into()),
            ],
        ),
    }
}
