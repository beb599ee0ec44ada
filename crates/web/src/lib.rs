//! Pages, forms, JSON API, sessions. Cannot send mail.
//!
//! [`router`] serves everything, assembled once per language. A request passes, from outside in: `edge` (request id and log,
//! security headers), compression, `error` (failures as pages), `edge` again (too much load, time
//! limit, panics), `auth` (who asks, forged forms), and then one handler of `pages`. Each handler
//! reads, decides with `domain`, writes once and redirects. Every decision about who may do what is
//! made by `permit`, which asks `domain::authorize`.

mod analyses;
mod api;
mod app;
mod arbiter;
mod articles;
mod assets;
mod assignment;
mod auth;
mod clocks;
mod drafts;
mod edge;
mod error;
mod explaining;
mod fields;
mod filing;
mod frame;
mod in_force;
mod language;
mod listen;
mod live;
mod markdown;
mod merging;
mod outages;
mod pages;
mod permit;
mod routing;
mod said;
mod search_fields;
mod statement;
mod steps;
mod tokens;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

pub use analyses::count_tickets;
pub use api::new_token;
pub use app::{App, Clock, Settings};
pub use assignment::Assignment;
pub use auth::passwords::{PasswordError, hash_password};
pub use clocks::{ClockRules, LiveClocks};
pub use error::WebError;
pub use in_force::InForce;
pub use listen::{Limits, serve};
pub use live::{Followed, LiveMatcher};
pub use pages::analyses::{MonthlyReport, month};
pub use routing::{Learns, RoutingRules, Showing};
pub use statement::Statement;
pub use tokens::{Token, sha256};
pub use uploads::AttachmentLimits;

/// Everything the program serves over HTTP.
pub fn router(app: App) -> Router {
    language::each(app, router_in_one_language)
}

/// The same in the language of [`App::texts`] alone, whatever a request asks for.
pub fn router_in_one_language(app: App) -> Router {
    assemble(app, pages::routes())
}

/// The layers around the pages, the API and the files.
fn assemble(app: App, pages: Router<App>) -> Router {
    let pages = pages
        .fallback(async || WebError::NotFound)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), drafts::layer))
        .layer(from_fn_with_state(app.clone(), auth::csrf::layer))
        .layer(from_fn_with_state(app.clone(), auth::session::layer));
    // Attachments are mostly packed already, and their length is known only as they are.
    let worth_packing =
        DefaultPredicate::new().and(NotForContentType::new("application/octet-stream"));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .merge(api::routes())
        .layer(from_fn_with_state(app.clone(), edge::guard))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(CompressionLayer::new().compress_when(worth_packing))
        .layer(from_fn(edge::security_headers))
        .layer(from_fn_with_state(app.clone(), edge::log))
        .with_state(app)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::http::StatusCode;
    use axum::response::Response;
    use axum::routing::get;
    use domain::{Desk, PriorityMatrix};
    use matcher::{Matcher, Vocabulary};
    use ordinance::Ordinance;
    use store::Store;
    use tower::ServiceExt;

    use super::*;

    async fn app(folder: &tempfile::TempDir) -> App {
        let address = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&address).await.unwrap();
        store.migrate().await.unwrap();
        let ordinance = Ordinance::built_in();
        let words = Vocabulary::parse("version = \"1\"").unwrap();
        App::new(
            store,
            Arc::new(Matcher::new(ordinance, &words).unwrap()),
            Arc::new(Desk::new(Arc::new(ordinance.clone()))),
            Arc::new(PriorityMatrix::built_in()),
            Settings::default(),
            Clock::Real,
            Arc::new(tokio::sync::Notify::new()),
        )
    }

    async fn visit(router: &Router, address: &str) -> Response {
        let request = Request::get(address).body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap()
    }

    async fn text(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn attack_42_a_panic_ends_one_request_only_and_says_nothing_of_its_cause() {
        let folder = tempfile::tempdir().unwrap();
        let panics = get(async || -> StatusCode { panic!("secret cause") });
        let pages = pages::routes().route("/panika", panics);
        let router = assemble(app(&folder).await, pages);
        let failed = visit(&router, "/panika").await;
        assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(failed.headers().contains_key("content-security-policy"));
        let page = text(failed).await;
        assert!(page.contains("Coś się zepsuło po naszej stronie"), "{page}");
        assert!(!page.contains("secret cause"));
        assert_eq!(visit(&router, "/").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn attack_45_a_full_server_turns_requests_away_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder).await;
        let room = app.room.clone();
        let router = router(app);
        let everything = u32::try_from(edge::MOST_AT_ONCE).unwrap();
        let taken = room.acquire_many(everything).await.unwrap();
        let busy = visit(&router, "/").await;
        assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(busy.headers()["retry-after"], "10");
        assert!(busy.headers().contains_key("content-security-policy"));
        assert!(text(busy).await.contains("Chwilowo nie nadążamy"));
        let busy = visit(&router, "/api/v1/tickets").await;
        assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(busy.headers()["content-type"], "application/problem+json");
        assert_eq!(busy.headers()["retry-after"], "10");
        assert_eq!(visit(&router, "/healthz").await.status(), StatusCode::OK);
        drop(taken);
        assert_eq!(visit(&router, "/").await.status(), StatusCode::OK);
    }

    /// A form whose body never comes to its end.
    fn endless() -> Request {
        let body = Body::new(Endless);
        Request::post("/zgloszenia").body(body).unwrap()
    }

    struct Endless;

    impl axum::body::HttpBody for Endless {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
            std::task::Poll::Pending
        }
    }

    #[tokio::test]
    async fn attack_45_bodies_without_end_keep_nobody_else_out_and_are_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder).await;
        let router = router(app.clone());
        visit(&router, "/").await;
        let waiting: Vec<_> = (0..edge::LONG_BODIES_AT_ONCE)
            .map(|_| tokio::spawn(router.clone().oneshot(endless())))
            .collect();
        tokio::task::yield_now().await;
        assert_eq!(app.long_bodies.available_permits(), 0);
        assert_eq!(app.room.available_permits(), edge::MOST_AT_ONCE);
        let further = router.clone().oneshot(endless()).await.unwrap();
        assert_eq!(further.status(), StatusCode::SERVICE_UNAVAILABLE);
        let short = Request::post("/zgloszenia")
            .body(Body::from("a=b"))
            .unwrap();
        let short = router.clone().oneshot(short).await.unwrap();
        assert_eq!(short.status(), StatusCode::FORBIDDEN);
        assert_given_up(waiting).await;
    }

    #[tokio::test]
    async fn attack_45_forms_with_files_that_never_end_keep_nobody_else_out_and_are_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder).await;
        let router = router(app.clone());
        visit(&router, "/").await;
        let form = || {
            let mut request = endless();
            let kind = "multipart/form-data; boundary=XX".parse().unwrap();
            request.headers_mut().insert("content-type", kind);
            request
        };
        let waiting: Vec<_> = (0..edge::UPLOADS_AT_ONCE)
            .map(|_| tokio::spawn(router.clone().oneshot(form())))
            .collect();
        while app.uploads.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let further = router.clone().oneshot(form()).await.unwrap();
        assert_eq!(further.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(app.room.available_permits(), edge::MOST_AT_ONCE);
        assert_eq!(visit(&router, "/").await.status(), StatusCode::OK);
        assert_given_up(waiting).await;
    }

    type Waiting = tokio::task::JoinHandle<Result<Response, std::convert::Infallible>>;

    async fn assert_given_up(waiting: Vec<Waiting>) {
        // From here on nothing needs the database, and time passes as fast as nobody has work.
        tokio::time::pause();
        for given_up in waiting {
            let response = given_up.await.unwrap().unwrap();
            assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
        }
    }
}
