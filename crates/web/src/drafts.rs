//! Words that somebody signed in has typed and not sent yet.
//!
//! A script saves them now and then under the address that their form is sent to (`pages::drafts`); the
//! page with the form offers them again until the form is sent ([`layer`]) or the draft discarded. A form
//! that arrives after its session has ended is kept as a draft too ([`rescue`]), so that no word is lost.

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Actor, Person, TicketNumber, UserId};
use jiff::Timestamp;
use store::drafts::{self, Draft};
use store::{Outcome, StoreError, sessions};
use tracing::debug;

use crate::auth::csrf::is_genuine;
use crate::auth::session::Visit;
use crate::pages::telephone;
use crate::uploads::owner_of;
use crate::{App, WebError};

/// Where drafts are saved.
pub(crate) const SAVE: &str = "/szkice";
/// The field that says of which form a draft is.
pub(crate) const FORM: &str = "formularz";
/// Bytes of one draft at most; words beyond them are not kept.
const LIMIT: usize = 200_000;
/// Fields of a form that are no words.
const NOT_WORDS: [&str; 9] = [
    "csrf",
    "version",
    "key",
    "plik",
    "show-duties",
    "wzor",
    "wstaw",
    "pole",
    FORM,
];
/// Acts of the requester with words.
const OWN: [&str; 3] = ["notatka", "ponowne-otwarcie", "anulowanie"];
/// Acts of the desk with words, whose form is on the ticket's page.
const ON_THE_PAGE: [&str; 7] = [
    "notatka",
    "rozwiazanie",
    "zwrot",
    "wstrzymanie",
    "priorytet",
    "ponowne-otwarcie",
    "anulowanie",
];
/// Acts of the desk whose form is a page.
const PAGES: [&str; 2] = ["eskalacja", "przekazanie"];

/// The page with the form that is sent to this address; `None` when drafts of it are not kept.
pub(crate) fn page_of(form: &str) -> Option<String> {
    if form == "/zgloszenia" {
        return Some("/zgloszenia/nowe".to_owned());
    }
    if form == telephone::ADDRESS {
        return Some(form.to_owned());
    }
    let mut parts = form.strip_prefix('/')?.split('/');
    let (place, number, act) = (parts.next()?, parts.next()?, parts.next()?);
    let number: TicketNumber = number.parse().ok()?;
    match place {
        _ if parts.next().is_some() => None,
        "zgloszenie" if OWN.contains(&act) => Some(format!("/zgloszenie/{number}")),
        "kolejka" if ON_THE_PAGE.contains(&act) => Some(format!("/kolejka/{number}")),
        "kolejka" if PAGES.contains(&act) => Some(format!("/kolejka/{number}/{act}")),
        _ => None,
    }
}

/// Keeps what a person has typed into a form, or forgets it when there are no words.
///
/// # Errors
/// [`WebError::NotFound`] for a form of which no drafts are kept.
pub(crate) async fn save(
    app: &App,
    person: UserId,
    form: &str,
    fields: impl IntoIterator<Item = (String, String)>,
) -> Result<(), WebError> {
    page_of(form).ok_or(WebError::NotFound)?;
    let mut room = LIMIT;
    let fields: Vec<_> = fields
        .into_iter()
        .filter(|(name, _)| !NOT_WORDS.contains(&name.as_str()))
        .take_while(|(name, words)| {
            let size = name.len() + words.len();
            let fits = size <= room;
            room = room.saturating_sub(size);
            fits
        })
        .collect();
    let owner = owner_of(person);
    let mut tx = app.store.write().await?;
    if fields.iter().all(|(_, words)| words.trim().is_empty()) {
        drafts::discard(&mut tx, &owner, form).await?;
    } else {
        let draft = Draft {
            form: form.to_owned(),
            fields,
            saved_at: app.now(),
        };
        drafts::save(&mut tx, &owner, &draft).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets what a person has typed into a form.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn discard(app: &App, person: UserId, form: &str) -> Result<(), StoreError> {
    let owner = owner_of(person);
    let mut conn = app.store.read().await?;
    let there = drafts::of_form(&mut conn, &owner, form).await?.is_some();
    drop(conn);
    if there {
        let mut tx = app.store.write().await?;
        if drafts::discard(&mut tx, &owner, form).await? == Outcome::Done {
            tx.commit().await?;
        }
    }
    Ok(())
}

/// The draft of a person for one form.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn of_form(
    app: &App,
    person: &Person,
    form: &str,
) -> Result<Option<Draft>, WebError> {
    let mut conn = app.store.read().await?;
    Ok(drafts::of_form(&mut conn, &owner_of(person.id), form).await?)
}

/// Every draft of a person.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn of_person(app: &App, person: UserId) -> Result<Vec<Draft>, WebError> {
    let mut conn = app.store.read().await?;
    Ok(drafts::of_owner(&mut conn, &owner_of(person)).await?)
}

/// What a draft says in one field; empty when nothing.
pub(crate) fn word<'a>(draft: &'a Draft, name: &str) -> &'a str {
    draft
        .fields
        .iter()
        .find(|(field, _)| field == name)
        .map_or("", |(_, words)| words)
}

/// "Przywrócono szkic z 14:05.", with the day when it was another one.
pub(crate) fn restored(app: &App, saved_at: Timestamp) -> String {
    let t = app.texts;
    let (then, now) = (t.local(saved_at), t.local(app.now()));
    let when = if then.date() == now.date() {
        then.strftime("%H:%M").to_string()
    } else {
        t.date_time(saved_at)
    };
    t.one("draft-restored", "when", &when)
}

/// Forgets the draft of a form that was sent and did what it was for.
pub(crate) async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let form = request.uri().path().to_owned();
    let visit = request.extensions().get::<Visit>();
    let person = match visit.map(|visit| &visit.actor) {
        Some(Actor::Person(person)) if request.method() == Method::POST => Some(person.id),
        _ => None,
    };
    let response = next.run(request).await;
    if response.status() == StatusCode::SEE_OTHER
        && let Some(person) = person
        && page_of(&form).is_some()
        && let Err(error) = discard(&app, person, &form).await
    {
        debug!("a draft that was sent is still there: {error}");
    }
    response
}

/// What becomes of a form whose token is not of this session: when it was the token of one that has
/// ended, or the person has signed in anew beside it, its words are kept as a draft and the person is
/// shown the way back to them. `None` when there is no telling whose words they are.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn rescue(
    app: &App,
    visit: &Visit,
    parts: &Parts,
    fields: Vec<(String, String)>,
) -> Result<Option<Response>, WebError> {
    if !comes_from_us(parts) {
        return Ok(None);
    }
    let field = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let saves = parts.uri.path() == SAVE;
    let form = if saves {
        field(FORM)
    } else {
        parts.uri.path().to_owned()
    };
    let Some(page) = page_of(&form) else {
        return Ok(None);
    };
    let (person, way) = match &visit.actor {
        Actor::Person(person) => (person.id, format!("{page}?zrobiono=draft-kept")),
        Actor::Visitor | Actor::LinkHolder(_) => {
            let mut conn = app.store.read().await?;
            let ended = sessions::ended(&mut conn, &visit.cookie.hash()).await?;
            drop(conn);
            let token = field("csrf");
            let Some(ended) = ended.filter(|ended| is_genuine(&ended.csrf, &token)) else {
                return Ok(None);
            };
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("powrot", &page)
                .append_pair("wygasla", "1")
                .finish();
            (ended.user, format!("/logowanie?{query}"))
        }
    };
    save(app, person, &form, fields).await?;
    Ok(Some(if saves {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Redirect::to(&way).into_response()
    }))
}

/// Whether a browser says that the form was on a page of ours. (That it was elsewhere has been ruled out
/// before; here silence is not enough.)
fn comes_from_us(parts: &Parts) -> bool {
    let says = |name: &str| parts.headers.get(name);
    says("sec-fetch-site").is_some_and(|site| site == "same-origin")
        || says(ORIGIN.as_str()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_kept_of_forms_with_words_and_lead_back_to_their_page() {
        for (form, page) in [
            ("/zgloszenia", "/zgloszenia/nowe"),
            ("/kolejka/telefon", "/kolejka/telefon"),
            (
                "/zgloszenie/ZG-2026-000001/notatka",
                "/zgloszenie/ZG-2026-000001",
            ),
            (
                "/kolejka/ZG-2026-000001/rozwiazanie",
                "/kolejka/ZG-2026-000001",
            ),
            (
                "/kolejka/ZG-2026-000001/eskalacja",
                "/kolejka/ZG-2026-000001/eskalacja",
            ),
        ] {
            assert_eq!(page_of(form).as_deref(), Some(page));
        }
        for other in [
            "",
            "/",
            "/logowanie",
            "/kolejka/ZG-2026-000001/podejmij",
            "/kolejka/ZG-2026-000001/notatka/x",
            "/kolejka/x/notatka",
            "//evil.example/kolejka/notatka",
            "/zgloszenie/ZG-2026-000001/eskalacja",
        ] {
            assert_eq!(page_of(other), None, "{other}");
        }
    }
}
