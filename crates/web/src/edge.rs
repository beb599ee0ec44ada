//! The outermost layers: request id and log, too much load, time limit, panics, security headers.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::{Instrument, info, info_span};

use crate::{App, WebError};

/// Requests worked on at once; further ones are turned away with 503 instead of piling up.
pub(crate) const MOST_AT_ONCE: usize = 256;

/// The longest a request may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What pages may do in a browser: nothing but show themselves with our stylesheet and pictures and
/// send forms back to us.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'; \
     connect-src 'self'; font-src 'self'";

/// The id of the request, in the log, in the header `x-request-id` and on pages about failures.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Gives the request its id and writes one line of log about it.
pub(crate) async fn log(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = app.fresh_id().map_or_else(
        |_| "00000000".to_owned(),
        |id| id.simple().to_string()[20..].to_owned(),
    );
    request.extensions_mut().insert(RequestId(id.clone()));
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let span = info_span!("request", request.id = %id, http.method = %method, http.route = route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| {
        info!(
            http.status = status,
            duration_ms, "answered {method} {route} with {status}"
        );
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// Turns a request away when the server is full, ends it when it takes too long, and turns a panic
/// into a failure of this request only.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let Ok(_room) = app.room.try_acquire() else {
        return WebError::Busy.into_response();
    };
    let mut work = tokio::spawn(next.run(request).in_current_span());
    match tokio::time::timeout(TIME_LIMIT, &mut work).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => WebError::internal(panic).into_response(),
        Err(_) => {
            work.abort();
            WebError::Busy.into_response()
        }
    }
}

/// Puts the security headers on every response that does not bring stricter ones of its own.
pub(crate) async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    put(headers, CONTENT_SECURITY_POLICY, POLICY);
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, X_FRAME_OPTIONS, "DENY");
    put(headers, REFERRER_POLICY, "same-origin");
    put(headers, CACHE_CONTROL, "no-store");
    put(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    put(
        headers,
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    );
    response
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers
        .entry(name)
        .or_insert(HeaderValue::from_static(value));
}
