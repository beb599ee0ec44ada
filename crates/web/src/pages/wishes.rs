//! `/powiadomienia`: when a person wants letters about due times, at once or together once a day.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::calendar::Calendar;
use domain::chain::Letters;
use domain::{Action, FieldFault, Object};
use jiff::Timestamp;
use serde::Deserialize;
use store::wishes;
use texts::Texts;

use crate::auth::extract::Signed;
use crate::fields::{Fields, fault_text};
use crate::frame::{Frame, page_with};
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/powiadomienia", get(shown).post(choose))
}

#[derive(Template)]
#[template(path = "wishes.html")]
struct Page {
    t: Texts,
    frame: Frame,
    fields: Fields,
    /// Hours at which the office is open, as values and in words.
    hours: Vec<(String, String)>,
    /// What holds for those who choose nothing.
    usual: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    wish: String,
    hour: String,
}

async fn shown(State(app): State<App>, signed: Signed, frame: Frame) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ChooseLetters, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let chosen = wishes::of(&mut conn, signed.0.id).await?;
    drop(conn);
    show(&app, &signed, frame, fields(Choice::from(chosen)))
}

async fn choose(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Form(choice): Form<Choice>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ChooseLetters, Object::Desk)?;
    let calendar = app.clocks.current().calendar;
    match choice.letters(&hours(&calendar, app.now())) {
        Ok(letters) => {
            let mut tx = app.store.write().await?;
            wishes::set(&mut tx, signed.0.id, letters).await?;
            tx.commit().await?;
            Ok(Redirect::to("/powiadomienia?zrobiono=wish-kept").into_response())
        }
        Err(field) => {
            let mut fields = fields(choice);
            fields.fault_at(field, fault_text(app.texts, FieldFault::UnknownValue));
            show(&app, &signed, frame, fields)
        }
    }
}

impl Choice {
    /// The choice, or the name of the field that makes no sense. `hours` are those that can be chosen.
    fn letters(&self, hours: &[i8]) -> Result<Option<Letters>, &'static str> {
        match (self.wish.as_str(), self.hour.as_str()) {
            ("usual", _) => Ok(None),
            ("at_once", _) => Ok(Some(Letters::AtOnce)),
            ("digest", "") => Ok(Some(Letters::Morning)),
            ("digest", hour) => hour
                .parse()
                .ok()
                .filter(|hour| hours.contains(hour))
                .map(|hour| Some(Letters::At(hour)))
                .ok_or("hour"),
            _ => Err("wish"),
        }
    }
}

impl From<Option<Letters>> for Choice {
    fn from(letters: Option<Letters>) -> Self {
        let (wish, hour) = match letters {
            None => ("usual", String::new()),
            Some(Letters::AtOnce) => ("at_once", String::new()),
            Some(Letters::Morning) => ("digest", String::new()),
            Some(Letters::At(hour)) => ("digest", hour.to_string()),
        };
        Self {
            wish: wish.to_owned(),
            hour,
        }
    }
}

fn fields(choice: Choice) -> Fields {
    Fields::new([("wish", choice.wish), ("hour", choice.hour)])
}

/// The full hours at which the office is open on some day soon.
fn hours(calendar: &Calendar, now: Timestamp) -> Vec<i8> {
    let is_full = |hour: &i8| {
        let local = calendar.next_at(now, *hour)?.in_tz("Europe/Warsaw").ok()?;
        (local.hour() == *hour && local.minute() == 0).then_some(*hour)
    };
    (0..24).filter_map(|hour| is_full(&hour)).collect()
}

fn show(app: &App, signed: &Signed, frame: Frame, fields: Fields) -> Result<Response, WebError> {
    let t = app.texts;
    let superiors = app.superiors.current();
    let usual = superiors.map_or(Letters::AtOnce, |known| known.letters_of(&signed.0.email));
    let calendar = app.clocks.current().calendar;
    let status = if fields.is_sound() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        t,
        frame,
        fields,
        hours: hours(&calendar, app.now())
            .into_iter()
            .map(|hour| (hour.to_string(), format!("{hour}:00")))
            .collect(),
        usual: t.get(match usual {
            Letters::AtOnce => "wishes-usual-at-once",
            Letters::Morning | Letters::At(_) => "wishes-usual-morning",
        }),
    };
    page_with(status, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_the_office() {
        let now = "2026-03-02T09:00:00Z".parse().unwrap();
        let hours = hours(&Calendar::built_in(), now);
        assert_eq!(hours, [8, 9, 10, 11, 12, 13, 14, 15]);
    }

    #[test]
    fn what_makes_no_sense_names_its_field() {
        let letters = |wish: &str, hour: &str| {
            Choice {
                wish: wish.to_owned(),
                hour: hour.to_owned(),
            }
            .letters(&[8, 9])
        };
        assert_eq!(letters("digest", "9"), Ok(Some(Letters::At(9))));
        assert_eq!(letters("digest", ""), Ok(Some(Letters::Morning)));
        assert_eq!(letters("at_once", "9"), Ok(Some(Letters::AtOnce)));
        assert_eq!(letters("usual", ""), Ok(None));
        assert_eq!(letters("digest", "3"), Err("hour"));
        assert_eq!(letters("digest", "x"), Err("hour"));
        assert_eq!(letters("never", ""), Err("wish"));
    }
}
