//! Forged forms: every POST of the pages carries a token that only our own pages know.
//!
//! The token is the hash of a secret of the session; of a visitor who is not signed in, of a secret
//! made from their cookie, so that nothing needs to be stored for them. On the page it is masked
//! with fresh random bytes, so that compressing the page does not reveal it.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Actor;

use crate::auth::peer::Peer;
use crate::auth::session::Visit;
use crate::tokens::{equal, random};
use crate::uploads::receive::{Sender, receive};
use crate::{App, WebError, drafts, sha256, uploads};

/// The token for a form under this secret, masked.
pub(crate) fn token(secret: &str) -> String {
    let Ok(mask) = random::<32>() else {
        // No random bytes: no token, and the form will be refused.
        return String::new();
    };
    let mut bytes = mask.to_vec();
    bytes.extend(
        plain(secret)
            .iter()
            .zip(mask)
            .map(|(byte, mask)| byte ^ mask),
    );
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether `shown` is a token under this secret.
pub(crate) fn is_genuine(secret: &str, shown: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(shown) else {
        return false;
    };
    let Some((mask, masked)) = bytes.split_at_checked(32) else {
        return false;
    };
    let unmasked: Vec<u8> = masked
        .iter()
        .zip(mask)
        .map(|(byte, mask)| byte ^ mask)
        .collect();
    equal(&unmasked, &plain(secret))
}

fn plain(secret: &str) -> [u8; 32] {
    sha256(format!("form {secret}").as_bytes())
}

/// Lets through what changes nothing, and forms that come from our own pages. Every page route is
/// inside this layer, so a handler cannot forget it.
pub(crate) async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match checked(&app, request).await {
        Ok(Checked::Genuine(request)) => next.run(request).await,
        Ok(Checked::Rescued(response)) => response,
        Err(error) => error.into_response(),
    }
}

/// What became of a form.
enum Checked {
    /// It is ours.
    Genuine(Request),
    /// It was ours before its session ended; its words are kept.
    Rescued(Response),
}

async fn checked(app: &App, request: Request) -> Result<Checked, WebError> {
    if !is_same_origin(request.headers(), &app.settings.public_url) {
        return Err(WebError::Csrf);
    }
    let brings_files = uploads::is_upload(&request);
    let (mut parts, body) = request.into_parts();
    let visit = parts.extensions.get::<Visit>().ok_or(WebError::Csrf)?;
    let visit = visit.clone();
    let body = if brings_files {
        with_files(app, &visit, &mut parts, body).await?
    } else {
        read(&parts.headers, body, app.settings.body_limit).await?
    };
    let genuine = form_urlencoded::parse(&body)
        .find(|(name, _)| name == "csrf")
        .is_some_and(|(_, shown)| is_genuine(&visit.form_secret, &shown));
    if genuine {
        let request = Request::from_parts(parts, Body::from(body));
        return Ok(Checked::Genuine(request));
    }
    let words = form_urlencoded::parse(&body).into_owned().collect();
    let rescued = drafts::rescue(app, &visit, &parts, words).await?;
    rescued.map(Checked::Rescued).ok_or(WebError::Csrf)
}

/// Takes in a form with files and leaves to the handler what it would get of one without: the words, as
/// the body, and beside them [`uploads::Uploads`]. Files are taken only when the token stands before them.
async fn with_files(
    app: &App,
    visit: &Visit,
    parts: &mut Parts,
    body: Body,
) -> Result<Bytes, WebError> {
    let path = parts.extensions.get::<MatchedPath>();
    if !path.is_some_and(|path| uploads::takes_files(path.as_str())) {
        return Err(WebError::BadRequest);
    }
    let Ok(peer) = Peer::from_request_parts(parts, app).await;
    let sender = Sender {
        owner: uploads::owner(visit),
        is_person: matches!(visit.actor, Actor::Person(_)),
        peer: peer.key(),
    };
    let genuine = |fields: &[(String, String)]| {
        fields
            .first()
            .is_some_and(|(name, shown)| name == "csrf" && is_genuine(&visit.form_secret, shown))
    };
    let received = receive(app, &sender, &parts.headers, body, genuine).await?;
    if genuine(&received.fields) {
        let uploads = received.files.keep(app, sender).await?;
        parts.extensions.insert(uploads);
    }
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(CONTENT_TYPE, form);
    parts.headers.remove(CONTENT_LENGTH);
    let words = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(received.fields)
        .finish();
    Ok(Bytes::from(words))
}

async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, WebError> {
    let announced: usize = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    if announced > limit {
        return Err(WebError::TooLarge);
    }
    to_bytes(body, limit).await.map_err(|_| WebError::TooLarge)
}

/// What the browser says about where the form was: the same site, or nothing at all (an old
/// browser, a program), in which case the token alone decides.
fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text(ORIGIN.as_str()) else {
        return true;
    };
    let host = text(HOST.as_str()).unwrap_or("?");
    origin == public_url
        || origin
            .parse::<Uri>()
            .is_ok_and(|uri| uri.authority().is_some_and(|name| name.as_str() == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_new_each_time_and_good_for_its_secret_only() {
        let (a, b) = (token("secret"), token("secret"));
        assert_ne!(a, b);
        assert!(is_genuine("secret", &a) && is_genuine("secret", &b));
        assert!(!is_genuine("another", &a));
        for forged in ["", "AAAA", "secret", &a[..60], "ą"] {
            assert!(!is_genuine("secret", forged), "{forged}");
        }
    }

    #[test]
    fn foreign_origins_are_told_from_ours() {
        let says = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "pomoc.example:8080".parse().unwrap());
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            is_same_origin(&headers, "https://pomoc.example")
        };
        assert!(says(&[]));
        assert!(says(&[("origin", "https://pomoc.example")]));
        assert!(says(&[("origin", "http://pomoc.example:8080")]));
        assert!(says(&[("sec-fetch-site", "same-origin")]));
        for foreign in ["https://evil.example", "null", "https://pomoc.example.evil"] {
            assert!(!says(&[("origin", foreign)]), "{foreign}");
        }
        for site in ["cross-site", "same-site"] {
            assert!(!says(&[("sec-fetch-site", site)]), "{site}");
        }
    }
}
