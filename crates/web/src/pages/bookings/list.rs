//! `/rezerwacje`: what is booked on a day or in a week, and what nobody has said the outcome of.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::{Action, Object, Role};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use store::bookings::{self, Listed};
use texts::Texts;

use super::BookingLine;
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// A day; its week is shown unless `widok` is `dzien`.
    od: String,
    widok: String,
}

#[derive(Template)]
#[template(path = "bookings.html")]
struct Page {
    t: Texts,
    frame: Frame,
    /// The first day shown, for the field.
    day: String,
    by_day: bool,
    before: String,
    after: String,
    /// Those on which something is booked.
    days: Vec<Day>,
    /// The others, as one line; empty when there is none.
    free: String,
    /// Over, and nobody has said how they went.
    awaiting: Vec<Line>,
}

struct Day {
    date: String,
    lines: Vec<Line>,
}

struct Line {
    number: String,
    subject: String,
    requester: String,
    booking: BookingLine,
}

pub(super) async fn list(
    State(app): State<App>,
    signed: Signed,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let t = app.texts;
    let now = app.now();
    let by_day = asked.widok == "dzien";
    // A day that cannot be read is today.
    let day: Date = asked.od.parse().unwrap_or_else(|_| t.local(now).date());
    let length: i32 = if by_day { 1 } else { 7 };
    let first = if by_day { day } else { monday(day) };
    let dates: Vec<Date> = (0..length).map(|n| moved(first, n)).collect();
    let unit = match &signed.0.role {
        Role::Unit(unit) => Some(unit),
        _ => None,
    };
    let mut conn = app.store.read().await?;
    let (from, to) = (begin(first), begin(moved(first, length)));
    let found = bookings::between(&mut conn, from, to, unit).await?;
    let awaiting = bookings::without_a_word(&mut conn, now, unit).await?;
    drop(conn);
    let line = |listed: &Listed| Line {
        number: listed.ticket.to_string(),
        subject: listed.subject.clone(),
        requester: listed.requester.clone(),
        booking: BookingLine::new(t, &listed.booked, now),
    };
    let (mut days, mut free) = (Vec::new(), Vec::new());
    for date in dates {
        let (from, to) = (begin(date), begin(moved(date, 1)));
        let lines: Vec<Line> = found
            .iter()
            .filter(|listed| listed.booked.booking.from < to && listed.booked.booking.to > from)
            .map(line)
            .collect();
        if lines.is_empty() {
            free.push(date);
        } else {
            let date = t.date(from);
            days.push(Day { date, lines });
        }
    }
    let address = |day: Date| {
        let view = if by_day { "dzien" } else { "tydzien" };
        format!("/rezerwacje?od={day}&widok={view}")
    };
    page(&Page {
        t,
        frame,
        day: first.to_string(),
        by_day,
        before: address(moved(first, -length)),
        after: address(moved(first, length)),
        days,
        free: stretches(t, &free).join(", "),
        awaiting: awaiting.iter().map(line).collect(),
    })
}

/// Days one after the other as `23–25 listopada 2026`, each stretch of them in one piece.
fn stretches(t: Texts, days: &[Date]) -> Vec<String> {
    days.chunk_by(|one, next| moved(*one, 1) == *next)
        .map(|stretch| match stretch {
            [one] => t.date(begin(*one)),
            [first, .., last] if first.month() == last.month() => {
                format!("{}–{}", first.day(), t.date(begin(*last)))
            }
            [first, .., last] => format!("{} – {}", t.date(begin(*first)), t.date(begin(*last))),
            [] => String::new(),
        })
        .collect()
}

fn monday(day: Date) -> Date {
    moved(day, -i32::from(day.weekday().since(Weekday::Monday)))
}

fn moved(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// The first moment of a day in Kraków.
fn begin(day: Date) -> Timestamp {
    day.in_tz("Europe/Warsaw")
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}
