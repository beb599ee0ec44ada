//! The outermost layers: request id and log, too much load, time limit, panics, security headers.

use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tracing::{Instrument, info, info_span};

use crate::{App, WebError, uploads};

/// Requests worked on at once; further ones are turned away with 503 instead of piling up.
pub(crate) const MOST_AT_ONCE: usize = 256;

/// The longest a request may take, once its body has been read.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The longest a body may take to arrive: 10 MB over a slow office line.
const BODY_TIME_LIMIT: Duration = Duration::from_secs(30);

/// Bodies up to so many bytes are read whenever they come: far more than people type into a form.
const SHORT_BODY: u64 = 256 * 1024;

/// Longer bodies, and those of unknown length, that are read at once. Together with the limit of one
/// body this bounds the memory that bodies take.
pub(crate) const LONG_BODIES_AT_ONCE: usize = 16;

/// Forms with files that are taken in at once; they do not count among [`MOST_AT_ONCE`], because they take
/// long and little work.
pub(crate) const UPLOADS_AT_ONCE: usize = 24;

/// The longest that a form with files may take; how slowly it may come is the concern of `uploads`.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_mins(20);

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

/// Reads the body, turns a request away when the server is full, ends it when it takes too long, and
/// turns a panic into a failure of this request only.
///
/// The body is read before the request takes its place among [`MOST_AT_ONCE`], so that clients that
/// send slowly keep nobody else out. Once begun, a request is worked on to its end even when the client
/// has gone, and holds its place until then.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    // Whether the process is alive does not depend on how much it has to do.
    if request.uri().path() == "/healthz" {
        return next.run(request).await;
    }
    // Files are read by the layer that knows whose they are, and go to the disk as they arrive.
    let (request, room, limit) = if uploads::is_upload(&request) {
        (request, &app.uploads, UPLOAD_TIME_LIMIT)
    } else {
        match with_body(&app, request).await {
            Ok(request) => (request, &app.room, TIME_LIMIT),
            Err(error) => return error.into_response(),
        }
    };
    let Ok(place) = room.clone().try_acquire_owned() else {
        return WebError::Busy.into_response();
    };
    let work = async move {
        let _place = place;
        tokio::time::timeout(limit, next.run(request)).await
    };
    match tokio::spawn(work.in_current_span()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => WebError::Busy.into_response(),
        // Not what it says: a panic may quote what people wrote. The hook of panics logs the place.
        Err(_) => WebError::internal("the handler panicked").into_response(),
    }
}

/// The request with its whole body in memory. Bodies that are long, or do not say how long they are,
/// are read only a few at a time.
///
/// # Errors
/// Too large, too slow, busy, or broken off.
async fn with_body(app: &App, request: Request) -> Result<Request, WebError> {
    if request.method().is_safe() {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let limit = app.settings.body_limit;
    let announced = body.size_hint();
    if announced.lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(WebError::TooLarge);
    }
    let _place = if announced.upper().is_none_or(|length| length > SHORT_BODY) {
        let place = app.long_bodies.clone().try_acquire_owned();
        Some(place.map_err(|_| WebError::Busy)?)
    } else {
        None
    };
    match tokio::time::timeout(BODY_TIME_LIMIT, Limited::new(body, limit).collect()).await {
        Ok(Ok(read)) => Ok(Request::from_parts(parts, Body::from(read.to_bytes()))),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(WebError::TooLarge),
        Ok(Err(_)) => Err(WebError::BadRequest),
        Err(_) => Err(WebError::TooSlow),
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
