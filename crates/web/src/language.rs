//! In which language a request is answered: the one chosen by the switch in the header, which a cookie keeps, else
//! the one the browser asks for.
//!
//! The pages are assembled once for each language, each with its own [`App::texts`], so a handler
//! writes in the right one without knowing that there are others. The API does not depend on the
//! reader: its problems are English, the sentences that it quotes Polish.

use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST, REFERER};
use axum::http::{HeaderMap, Method, Uri};
use axum_extra::extract::cookie::{Cookie, SameSite};
use texts::{Language, Texts};
use tower::ServiceExt;

use crate::App;
use crate::api::problem;
use crate::pages::sign_in::is_local;

/// The cookie that keeps the choice.
const COOKIE_NAME: &str = "jezyk";

/// A router that answers each request from what `build` makes for its language.
pub(crate) fn each(app: App, build: impl Fn(App) -> Router) -> Router {
    let english = build(App {
        texts: Texts::en(),
        ..app.clone()
    });
    let polish = build(App {
        texts: Texts::pl(),
        ..app
    });
    Router::new().fallback_service(tower::service_fn(move |request: Request| {
        let router = match of(&request) {
            Language::Polish => &polish,
            Language::English => &english,
        };
        router.clone().oneshot(request)
    }))
}

fn of(request: &Request) -> Language {
    if problem::is_ours(request.uri().path()) {
        return Language::Polish;
    }
    chosen(request.headers())
        .or_else(|| asked_for(request.headers()))
        .unwrap_or_default()
}

/// The language that the cookie keeps.
fn chosen(headers: &HeaderMap) -> Option<Language> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == COOKIE_NAME)
        .and_then(|cookie| Language::from_code(cookie.value()))
}

/// The language of ours that the browser would rather have (RFC 9110, 12.5.4); of two equally
/// wanted, the one named first.
fn asked_for(headers: &HeaderMap) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    let ranges = headers
        .get_all(ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(','));
    for range in ranges {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let Some(language) = tag.split('-').next().and_then(Language::from_code) else {
            continue;
        };
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        if weight > best.map_or(0.0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// The cookie that keeps this choice as long as the browser will.
pub(crate) fn cookie(app: &App, language: Language) -> Cookie<'static> {
    Cookie::build((COOKIE_NAME, language.code()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies)
        .permanent()
        .build()
}

/// The address that chooses `language` and leads back to the page that `way_back` names.
pub(crate) fn switch(language: Language, way_back: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("na", language.code())
        .append_pair("powrot", way_back)
        .finish();
    format!("/jezyk?{query}")
}

/// The page on which a reader of this request's answer stands: the address itself, or after a form
/// the page with the form; the home page when neither is known.
pub(crate) fn way_back(method: &Method, uri: &Uri, headers: &HeaderMap) -> String {
    let page = if method.is_safe() {
        uri.path_and_query().map(ToString::to_string)
    } else {
        referring_page(headers)
    };
    page.filter(|page| is_local(page))
        .unwrap_or_else(|| "/".to_owned())
}

/// Path and query of the page the request came from, when it is one of ours.
fn referring_page(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(HOST)?.to_str().ok()?;
    (page.authority()?.as_str() == host)
        .then(|| page.path_and_query().map(ToString::to_string))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(pairs: &[(&'static str, &str)]) -> Language {
        let mut request = Request::get("/kolejka");
        for (name, value) in pairs {
            request = request.header(*name, *value);
        }
        of(&request.body(axum::body::Body::empty()).unwrap())
    }

    #[test]
    fn the_choice_counts_before_what_the_browser_asks_for() {
        assert_eq!(language(&[]), Language::Polish);
        let english = ("accept-language", "en-GB,en;q=0.9");
        assert_eq!(language(&[english]), Language::English);
        let polish = ("cookie", "dyspozytor=x; jezyk=pl");
        assert_eq!(language(&[english, polish]), Language::Polish);
        let unknown = ("cookie", "jezyk=tlh");
        assert_eq!(language(&[english, unknown]), Language::English);
        assert_eq!(language(&[("cookie", "jezyk=en")]), Language::English);
    }

    #[test]
    fn browsers_are_taken_at_their_word() {
        for (asked, answered) in [
            ("pl,en;q=0.9", Language::Polish),
            ("en;q=0.5,pl;q=0.7", Language::Polish),
            ("uk,en-US;q=0.8,pl;q=0.3", Language::English),
            ("EN", Language::English),
            ("en;q=0", Language::Polish),
            ("en;q=nonsense", Language::Polish),
            ("english", Language::Polish),
            ("de", Language::Polish),
            ("*", Language::Polish),
            (",;=q", Language::Polish),
        ] {
            assert_eq!(language(&[("accept-language", asked)]), answered, "{asked}");
        }
    }

    #[test]
    fn the_api_speaks_the_same_to_everybody() {
        let request = Request::get("/api/v1/tickets").header("cookie", "jezyk=en");
        let request = request.body(axum::body::Body::empty()).unwrap();
        assert_eq!(of(&request), Language::Polish);
    }

    #[test]
    fn the_way_back_after_a_form_is_the_page_with_the_form() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "pomoc.example".parse().unwrap());
        let uri: Uri = "/kolejka?stan=new".parse().unwrap();
        assert_eq!(way_back(&Method::GET, &uri, &headers), "/kolejka?stan=new");
        assert_eq!(way_back(&Method::POST, &uri, &headers), "/");
        for (referer, back) in [
            ("https://pomoc.example/zgloszenia/nowe", "/zgloszenia/nowe"),
            ("https://evil.example/zgloszenia/nowe", "/"),
            ("https://pomoc.example//evil.example", "/"),
        ] {
            headers.insert(REFERER, referer.parse().unwrap());
            assert_eq!(way_back(&Method::POST, &uri, &headers), back, "{referer}");
        }
    }
}
