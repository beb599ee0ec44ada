//! `/kolejka/{number}/rezerwacja`: book, change the booking, say what became of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    ActKind, Action, Booked, Booking, BookingState, Change, FieldError, Object, Overlap, Refusal,
    Ticket, Wanted,
};
use jiff::Timestamp;
use store::{Outcome, bookings, tickets};
use texts::Texts;

use super::super::acts::extra::moment;
use super::super::acts::opened;
use super::super::acts::typed::Typed;
use super::super::late::Late;
use super::super::ticket::head::Head;
use super::{BookingLine, clashes, decide};
use crate::auth::extract::{Number, Signed};
use crate::error::refusal_text;
use crate::fields::{Fields, label};
use crate::frame::{Frame, page_with};
use crate::permit::{may, permit};
use crate::{App, WebError};

/// Minutes of setting up that the form offers.
const SETUPS: [u32; 8] = [0, 15, 30, 60, 90, 120, 240, 480];

#[derive(Template)]
#[template(path = "booking.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    version: i64,
    /// The oldest first.
    bookings: Vec<BookingLine>,
    /// The last one, when it still is planned.
    stands: Option<Stands>,
    /// Duties to choose from, and their words; none when the unit books nothing.
    duties: Vec<(String, String)>,
    setups: Vec<(String, String)>,
    fields: Fields,
    refusal: String,
    /// What is taken; then the form asks to confirm.
    taken: Vec<String>,
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
}

/// How far the booking that stands has come.
#[derive(PartialEq, Eq)]
enum Stands {
    Ahead,
    Begun,
}

/// What comes back with the form.
#[derive(Default)]
struct Back {
    fields: Fields,
    refusal: String,
    taken: Vec<String>,
    late: Option<Late>,
}

pub(crate) async fn page(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = allowed(&app, &signed, number, ActKind::Booked).await?;
    let booked = standing(&app, &ticket).await?;
    let back = Back {
        fields: booked.map_or_else(
            || fresh(&ticket),
            |booked| filled(app.texts, &booked.booking),
        ),
        ..Back::default()
    };
    show(&app, &signed, frame, &ticket, back).await
}

pub(crate) async fn post(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let kind = if typed.get("what") == "end" {
        ActKind::BookingEnded
    } else {
        ActKind::Booked
    };
    let fields = again(&typed);
    let ticket = opened(&app, &signed, number).await?;
    if typed.version() != ticket.version {
        return show_late(&app, &signed, frame, &ticket, fields, &typed).await;
    }
    let action = Action::Act(kind);
    permit(&app, &signed.actor(), action, Object::Ticket(&ticket))?;
    let outcome = match kind {
        ActKind::BookingEnded => end(&app, &signed, &ticket, &typed).await,
        _ => book(&app, &signed, &ticket, &typed).await,
    };
    let back = match outcome {
        Ok(()) => {
            let done = format!("/kolejka/{number}?zrobiono=desk-{}", kind.as_str());
            return Ok(Redirect::to(&done).into_response());
        }
        Err(WebError::Refused(Refusal::Fields(errors))) => Back {
            fields: fields.with_faults(app.texts, &errors),
            ..Back::default()
        },
        Err(WebError::Refused(Refusal::Taken(taken))) => Back {
            fields,
            refusal: app.texts.get("refusal-taken"),
            taken: clashes(app.texts, &taken),
            late: None,
        },
        Err(WebError::Refused(refusal)) => Back {
            fields,
            refusal: refusal_text(app.texts, &refusal),
            ..Back::default()
        },
        Err(WebError::Stale) => {
            let ticket = opened(&app, &signed, number).await?;
            return show_late(&app, &signed, frame, &ticket, fields, &typed).await;
        }
        Err(other) => return Err(other),
    };
    show(&app, &signed, frame, &ticket, back).await
}

/// The page after its form came too late: with what happened since, and the words to copy when the person may
/// no longer book for this ticket.
async fn show_late(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    fields: Fields,
    typed: &Typed,
) -> Result<Response, WebError> {
    let t = app.texts;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let mut late = Late::since(t, &history, typed.version());
    if !may_book(app, signed, ticket) {
        for name in ["place", "from", "to", "crew", "equipment", "note"] {
            late = late.keeping(t.get(&label(name)), fields.value(name));
        }
    }
    let back = Back {
        fields,
        late: Some(late),
        ..Back::default()
    };
    show(app, signed, frame, ticket, back).await
}

fn may_book(app: &App, signed: &Signed, ticket: &Ticket) -> bool {
    let action = Action::Act(ActKind::Booked);
    ticket.status.is_open() && may(app, &signed.actor(), action, Object::Ticket(ticket))
}

async fn allowed(
    app: &App,
    signed: &Signed,
    number: domain::TicketNumber,
    kind: ActKind,
) -> Result<Ticket, WebError> {
    let ticket = opened(app, signed, number).await?;
    permit(
        app,
        &signed.actor(),
        Action::Act(kind),
        Object::Ticket(&ticket),
    )?;
    Ok(ticket)
}

async fn standing(app: &App, ticket: &Ticket) -> Result<Option<Booked>, WebError> {
    let mut conn = app.store.read().await?;
    let last = bookings::of_ticket(&mut conn, ticket.id).await?.pop();
    Ok(last.filter(|booked| booked.state == BookingState::Planned))
}

async fn book(app: &App, signed: &Signed, ticket: &Ticket, typed: &Typed) -> Result<(), WebError> {
    let moment = app.moment()?;
    let booking = planned(app, typed, moment.now)?;
    let overlap = if typed.get("confirmed") == "yes" {
        Overlap::Confirmed
    } else {
        Overlap::Ask
    };
    let by = signed.0.author(app.desk.first_line());
    let mut tx = app.store.write().await?;
    let change = decide(app, &mut tx, ticket, booking, overlap, (by, moment)).await?;
    written(app, tx, &change).await
}

async fn end(app: &App, signed: &Signed, ticket: &Ticket, typed: &Typed) -> Result<(), WebError> {
    let booked = standing(app, ticket).await?;
    let how = BookingState::from_name(typed.get("how")).unwrap_or(BookingState::Planned);
    let by = signed.0.author(app.desk.first_line());
    let note = typed.get("note");
    let change = ticket.end_booking(booked.as_ref(), how, note, by, app.moment()?)?;
    let tx = app.store.write().await?;
    written(app, tx, &change).await
}

async fn written(app: &App, mut tx: store::Conn, change: &Change) -> Result<(), WebError> {
    if tickets::apply(&mut tx, change).await? == Outcome::Stale {
        return Err(WebError::Stale);
    }
    tx.commit().await?;
    app.wake.notify_one();
    Ok(())
}

/// The booking as typed; everything wrong at once.
fn planned(app: &App, typed: &Typed, now: Timestamp) -> Result<Booking, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let missing = |field| FieldError {
        field,
        fault: domain::FieldFault::Missing,
    };
    let mut read = |field: &'static str| match moment(field, typed) {
        Ok(Some(at)) => Some(at),
        Ok(None) => {
            errors.push(missing(field));
            None
        }
        Err(Refusal::Fields(faults)) => {
            errors.extend(faults);
            None
        }
        Err(_) => None,
    };
    let (from, to) = (read("from"), read("to"));
    let duty = typed.get("duty").parse().ok();
    if duty.is_none() {
        errors.push(missing("duty"));
    }
    let setup_minutes = typed.get("setup_minutes").parse().unwrap_or(0);
    // What cannot be read is held valid, so that only the rest is found wrong as well.
    let later = |hours: i64| {
        now.saturating_add(jiff::Span::new().hours(hours))
            .unwrap_or(now)
    };
    let from_known = from.unwrap_or_else(|| {
        to.map_or(later(1), |to| {
            to.saturating_sub(jiff::Span::new().hours(1)).unwrap_or(to)
        })
    });
    let wanted = Wanted {
        duty: duty.unwrap_or(ordinance::Reference::to_paragraph(1)),
        place: typed.get("place"),
        from: from_known,
        to: to.unwrap_or_else(|| {
            from_known
                .saturating_add(jiff::Span::new().hours(1))
                .unwrap_or(from_known)
        }),
        crew: typed.get("crew"),
        equipment: typed.get("equipment"),
        setup_minutes,
    };
    let booking = Booking::plan(&wanted, &app.clocks.current().calendar, now);
    match booking {
        Ok(booking) if errors.is_empty() => Ok(booking),
        Ok(_) => Err(Refusal::Fields(errors)),
        Err(Refusal::Fields(more)) => {
            let new = more
                .into_iter()
                .filter(|one| errors.iter().all(|known| known.field != one.field));
            let new: Vec<FieldError> = new.collect();
            errors.extend(new);
            Err(Refusal::Fields(errors))
        }
        Err(refusal) => Err(refusal),
    }
}

/// A form for a first booking.
fn fresh(ticket: &Ticket) -> Fields {
    let duty = ticket
        .duty
        .map_or_else(String::new, |duty| duty.to_string());
    Fields::new([
        ("duty", duty),
        ("place", ticket.requester.room.clone()),
        ("setup_minutes", "30".to_owned()),
    ])
}

/// A form with the booking that stands.
fn filled(t: Texts, booking: &Booking) -> Fields {
    let local = |at: Timestamp| t.local(at).strftime("%Y-%m-%dT%H:%M").to_string();
    Fields::new([
        ("duty", booking.duty.to_string()),
        ("place", booking.place.clone()),
        ("from", local(booking.from)),
        ("to", local(booking.to)),
        ("crew", booking.crew.join("\n")),
        ("equipment", booking.equipment.join("\n")),
        ("setup_minutes", booking.setup_minutes.to_string()),
    ])
}

/// A form with what was typed.
fn again(typed: &Typed) -> Fields {
    let names = [
        "duty",
        "place",
        "from",
        "to",
        "crew",
        "equipment",
        "setup_minutes",
        "how",
        "note",
    ];
    Fields::new(names.map(|name| (name, typed.get(name).to_owned())))
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    back: Back,
) -> Result<Response, WebError> {
    let t = app.texts;
    let now = app.now();
    let mut conn = app.store.read().await?;
    let all = bookings::of_ticket(&mut conn, ticket.id).await?;
    drop(conn);
    let status = match &back.late {
        Some(_) => StatusCode::CONFLICT,
        None => back.fields.status(&back.refusal),
    };
    let goes_on = back.late.is_none() || may_book(app, signed, ticket);
    let last = all.last().filter(|_| goes_on);
    let last = last.filter(|one| one.state == BookingState::Planned);
    let ordinance = app.desk.ordinance();
    let page = Page {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        version: ticket.version,
        stands: last.map(|one| {
            if one.booking.from <= now {
                Stands::Begun
            } else {
                Stands::Ahead
            }
        }),
        bookings: all
            .iter()
            .map(|one| BookingLine::new(t, one, now))
            .collect(),
        duties: app
            .desk
            .occasions_of(&ticket.unit)
            .into_iter()
            .filter(|_| goes_on)
            .map(|duty| {
                let words = ordinance.full_text(&duty).unwrap_or_default();
                (duty.to_string(), format!("{}: {words}", duty.shown()))
            })
            .collect(),
        setups: SETUPS
            .into_iter()
            .map(|minutes| {
                (
                    minutes.to_string(),
                    t.count("booking-minutes", i64::from(minutes)),
                )
            })
            .collect(),
        fields: back.fields,
        refusal: back.refusal,
        taken: back.taken,
        late: back.late,
    };
    page_with(status, &page)
}
