//! `/awarie`: outages, what is told of them, and their tickets.

pub(crate) mod banner;
mod form;
mod late;
mod list;
mod one;
mod posts;
pub(crate) mod ticket;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::{get, post};
use domain::{Outage, OutageId};
use texts::Texts;

use super::ticket::history::Moment;
use crate::{App, WebError};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/awarie", get(list::show).post(form::declare))
        .route("/awarie/nowa", get(form::new))
        .route("/awarie/{id}", get(one::show))
        .route("/awarie/{id}/tresc", get(form::edit).post(form::reword))
        .route("/awarie/{id}/wiadomosc", post(posts::update))
        .route("/awarie/{id}/koniec", post(posts::end))
        .route("/awarie/{id}/wznowienie", post(posts::reopen))
        .route("/awarie/{id}/rozwiazanie", post(posts::resolve_all))
        .route("/awarie/{id}/dolaczenie", post(posts::attach))
        .route("/awarie/{id}/odlaczenie", post(posts::detach))
        .route("/awarie/{id}/mnie-tez", post(posts::me_too))
        .route("/kolejka/{number}/awaria", post(ticket::settle))
}

/// The id in the address; text that is not one is a page that does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Id(pub(crate) OutageId);

impl FromRequestParts<App> for Id {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let Path(text) = Path::<String>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebError::NotFound)?;
        id(&text).map(Self).ok_or(WebError::NotFound)
    }
}

/// The id that a text is.
pub(crate) fn id(text: &str) -> Option<OutageId> {
    text.parse().ok().map(OutageId)
}

/// What everybody who sees an outage is told of it.
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) lasts: bool,
    /// "Trwa od …", or from when to when it lasted.
    pub(crate) when: String,
    /// The latest news; the description when there were none since.
    pub(crate) news: String,
    /// Whether the news are later than the description.
    pub(crate) has_news: bool,
    pub(crate) news_at: Moment,
}

impl Told {
    pub(crate) fn new(t: Texts, outage: &Outage) -> Self {
        let announcement = &outage.announcement;
        let since = t.date_time(announcement.since);
        let when = match outage.ended_at {
            None => t.one("outage-since", "since", &since),
            Some(until) => {
                let until = t.date_time(until);
                let args = [("since", (&since).into()), ("until", (&until).into())];
                t.with("outage-lasted", &args)
            }
        };
        Self {
            id: outage.id.to_string(),
            title: announcement.title.clone(),
            description: announcement.description.clone(),
            lasts: outage.lasts(),
            when,
            news: outage.news.text.clone(),
            has_news: outage.news.sequence > 1,
            news_at: Moment::new(t, outage.news.at),
        }
    }
}
