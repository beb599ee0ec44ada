//! Sessions: a cookie with a random secret, of which the database keeps the SHA-256.
//!
//! Somebody who is not signed in also gets a cookie, which leads to no session and serves only to
//! recognise their forms. Signing in always makes a new secret, so a cookie planted before is worth
//! nothing after.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::{Actor, Person, UserId};
use jiff::{Timestamp, ToSpan};
use store::StoreError;
use store::sessions::{self, Session};
use tracing::debug;

use crate::auth::csrf;
use crate::tokens::Token;
use crate::{App, WebError};

/// Seconds between two notes that a session is alive.
const TOUCH_SECONDS: i64 = 60;

/// Who asks, as the session layer found out; reaches handlers through `auth::extract`.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// Who it is.
    pub(crate) actor: Actor,
    /// The secret of the cookie.
    pub(crate) cookie: Token,
    /// What proves that a form is ours.
    pub(crate) form_secret: String,
}

impl Visit {
    /// The token for the forms of a page.
    pub(crate) fn csrf(&self) -> String {
        csrf::token(&self.form_secret)
    }
}

/// Of whom a request is a sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Somebody did something.
    OfPerson,
    /// A page that stands open asks by itself; a session must not live on that.
    OfPage,
}

impl Sign {
    fn of(path: &str) -> Self {
        let by_itself = ["/na-zywo", "/obecnosc"];
        if by_itself.iter().any(|end| path.ends_with(end)) {
            Self::OfPage
        } else {
            Self::OfPerson
        }
    }
}

/// Finds out who asks and puts a [`Visit`] into the request and the response; gives a cookie to a
/// browser that has none.
pub(crate) async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let sign = Sign::of(request.uri().path());
    let (visit, is_new) = match visit(&app, request.headers(), sign).await {
        Ok(found) => found,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    // A handler that signed somebody in or out has set another cookie.
    if is_new && !response.headers().contains_key(SET_COOKIE) {
        set_cookie(&app, &mut response, &visit.cookie);
    }
    response.extensions_mut().insert(visit);
    response
}

/// Who asks, and whether their browser is yet to be given the cookie.
async fn visit(app: &App, headers: &HeaderMap, sign: Sign) -> Result<(Visit, bool), WebError> {
    let Some(cookie) = shown_cookie(app, headers) else {
        return Ok((visitor(Token::fresh()?), true));
    };
    let now = app.now();
    let mut conn = app.store.read().await?;
    let found = sessions::by_token_hash(&mut conn, &cookie.hash(), now).await?;
    drop(conn);
    let Some((session, account)) = found else {
        return Ok((visitor(cookie), false));
    };
    if is_idle(app, &session, now) {
        // It is not forgotten before its absolute end, so that words that come too late find their owner.
        return Ok((visitor(cookie), false));
    }
    let unnoted = now.as_second() - session.last_seen_at.as_second() >= TOUCH_SECONDS;
    if sign == Sign::OfPerson && unnoted {
        // Worth no failure: a page can be read while nothing can be written.
        if let Err(error) = touch(app, &cookie, now).await {
            debug!("a session's use is not noted: {error}");
        }
    }
    let visit = Visit {
        actor: Actor::Person(account.person()),
        cookie,
        form_secret: session.csrf,
    };
    Ok((visit, false))
}

/// Whose session this cookie leads to now; `None` when it has ended or has not been used for long.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn still(app: &App, cookie: &Token) -> Result<Option<Person>, WebError> {
    let now = app.now();
    let mut conn = app.store.read().await?;
    let found = sessions::by_token_hash(&mut conn, &cookie.hash(), now).await?;
    Ok(found
        .filter(|(session, _)| !is_idle(app, session, now))
        .map(|(_, account)| account.person()))
}

async fn touch(app: &App, cookie: &Token, now: Timestamp) -> Result<(), StoreError> {
    let mut tx = app.store.write().await?;
    sessions::touch(&mut tx, &cookie.hash(), now).await?;
    tx.commit().await
}

fn visitor(cookie: Token) -> Visit {
    Visit {
        actor: Actor::Visitor,
        form_secret: format!("visitor {}", cookie.secret()),
        cookie,
    }
}

fn is_idle(app: &App, session: &Session, now: Timestamp) -> bool {
    let allowed = i64::from(app.settings.session_idle_minutes) * 60;
    now.as_second() - session.last_seen_at.as_second() >= allowed
}

/// Signs a person in: ends the session that the browser had, begins another under a new secret, and
/// sets it as the cookie of `response`.
///
/// # Errors
/// When the session cannot be kept.
pub(crate) async fn begin(
    app: &App,
    visit: &Visit,
    user: UserId,
    mut response: Response,
) -> Result<Response, WebError> {
    let cookie = Token::fresh()?;
    let now = app.now();
    let hours = i64::from(app.settings.session_absolute_hours);
    let session = Session {
        token_hash: cookie.hash().to_vec(),
        user,
        csrf: Token::fresh()?.secret().to_owned(),
        created_at: now,
        last_seen_at: now,
        expires_at: now.checked_add(hours.hours()).unwrap_or(Timestamp::MAX),
    };
    let mut tx = app.store.write().await?;
    sessions::delete(&mut tx, &visit.cookie.hash()).await?;
    sessions::insert(&mut tx, &session).await?;
    tx.commit().await?;
    set_cookie(app, &mut response, &cookie);
    Ok(response)
}

/// Signs a person out: the session ends in the database, and the browser gets a fresh cookie.
///
/// # Errors
/// When the session cannot be ended.
pub(crate) async fn leave(
    app: &App,
    visit: &Visit,
    mut response: Response,
) -> Result<Response, WebError> {
    end(app, &visit.cookie).await?;
    set_cookie(app, &mut response, &Token::fresh()?);
    Ok(response)
}

async fn end(app: &App, cookie: &Token) -> Result<(), WebError> {
    let mut tx = app.store.write().await?;
    sessions::delete(&mut tx, &cookie.hash()).await?;
    tx.commit().await?;
    Ok(())
}

/// `__Host-` binds the cookie to this very host over TLS; browsers refuse the prefix without TLS.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure_cookies {
        "__Host-dyspozytor"
    } else {
        "dyspozytor"
    }
}

fn shown_cookie(app: &App, headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == cookie_name(app))
        .and_then(|cookie| Token::parse(cookie.value()))
}

fn set_cookie(app: &App, response: &mut Response, cookie: &Token) {
    let cookie = Cookie::build((cookie_name(app), cookie.secret()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies)
        .build();
    if let Ok(value) = cookie.to_string().parse() {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
