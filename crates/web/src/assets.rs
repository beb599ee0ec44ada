//! Stylesheet, scripts and icon, under addresses that carry a hash of their content, so that
//! browsers keep them for a year and still get a new one at once.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::{App, WebError, sha256};

/// One file.
pub(crate) struct Asset {
    /// Its address.
    pub(crate) address: String,
    kind: &'static str,
    content: &'static str,
}

/// The stylesheet.
pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "style",
        "css",
        "text/css; charset=utf-8",
        concat!(
            include_str!("../assets/style.css"),
            include_str!("../assets/desk.css"),
            include_str!("../assets/clocks.css"),
            include_str!("../assets/live.css"),
            include_str!("../assets/forms.css"),
            include_str!("../assets/merging.css"),
            include_str!("../assets/ratings.css"),
            include_str!("../assets/articles.css"),
            include_str!("../assets/telephone.css"),
            include_str!("../assets/accuracy.css"),
            include_str!("../assets/analyses.css"),
            include_str!("../../charts/assets/charts.css")
        ),
    )
});

/// What the desk's pages do by themselves when scripts run; everything works without.
pub(crate) static DESK: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "desk",
        "js",
        "text/javascript; charset=utf-8",
        // Each stands in a block of its own.
        concat!(
            include_str!("../assets/live.js"),
            include_str!("../assets/presence.js"),
            include_str!("../assets/shortcuts.js"),
            include_str!("../assets/telephone.js"),
            include_str!("../assets/replies.js")
        ),
    )
});

/// What forms do by themselves when scripts run: files and drafts. Everything works without.
pub(crate) static FORMS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "forms",
        "js",
        "text/javascript; charset=utf-8",
        // Each stands in a block of its own.
        concat!(
            include_str!("../assets/menu.js"),
            include_str!("../assets/files.js"),
            include_str!("../assets/drafts.js"),
            include_str!("../assets/answers.js")
        ),
    )
});

/// The icon in the browser's tab.
pub(crate) static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "icon",
        "svg",
        "image/svg+xml",
        include_str!("../assets/icon.svg"),
    )
});

impl Asset {
    fn new(name: &str, suffix: &str, kind: &'static str, content: &'static str) -> Self {
        let hash =
            sha256(content.as_bytes())
                .iter()
                .take(8)
                .fold(String::new(), |mut text, byte| {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "{byte:02x}");
                    text
                });
        Self {
            address: format!("/static/{name}-{hash}.{suffix}"),
            kind,
            content,
        }
    }
}

/// The routes of the files.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/static/{file}", get(file))
}

async fn file(Path(file): Path<String>) -> Result<Response, WebError> {
    let asset = [&STYLE, &DESK, &FORMS, &ICON]
        .into_iter()
        .find(|asset| asset.address.strip_prefix("/static/") == Some(&file))
        .ok_or(WebError::NotFound)?;
    let headers = [
        (CONTENT_TYPE, asset.kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.content).into_response())
}
