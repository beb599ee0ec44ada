//! Bookings of council sessions, meetings and trainings (§ 15 pkt 6–7 of the ordinance).

use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::{ActKind, Action, Booked, BookingState, Clash, Object, Overlap, Role, Wanted};
use jiff::{Timestamp, ToSpan};
use ordinance::Reference;
use serde::{Deserialize, Serialize};
use store::bookings;
use utoipa::{IntoParams, ToSchema};

use crate::App;
use crate::api::auth::Bearer;
use crate::api::body::Body;
use crate::api::faults::Faults;
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;
use crate::permit::permit;

/// A booking to make, or to put in the place of the one that stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewBooking)]
pub(crate) struct BookingRequest {
    /// The duty that is served.
    #[schema(required, value_type = String, example = "§15 pkt 6")]
    duty: Option<String>,
    /// Building and room.
    #[schema(required, value_type = String, max_length = 200)]
    place: Option<String>,
    /// When it begins, within a year.
    #[schema(required, value_type = String, format = DateTime)]
    from: Option<String>,
    /// When it is over, at most 31 days later.
    #[schema(required, value_type = String, format = DateTime)]
    to: Option<String>,
    /// Who serves it.
    #[serde(default)]
    crew: Vec<String>,
    /// What is lent out.
    #[serde(default)]
    equipment: Vec<String>,
    /// Office time that setting up takes, in minutes, at most 2,400.
    #[serde(default)]
    setup_minutes: u32,
    /// Set to true to book what is taken; without it the answer is 409 `taken`, which names it.
    #[serde(default)]
    confirmed: bool,
}

/// What became of a booking.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookingEnd)]
pub(crate) struct EndRequest {
    /// `cancelled` before it begins; then `carried_out` or `not_carried_out`.
    #[schema(required, value_type = String, example = "carried_out")]
    how: Option<String>,
    /// In words for the requester; required unless it was carried out.
    #[schema(max_length = 20_000)]
    note: Option<String>,
}

/// A booking.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Booking)]
pub(crate) struct BookingBody {
    /// The duty that is served.
    #[schema(value_type = String, example = "§15 pkt 6")]
    duty: Reference,
    /// Building and room.
    place: String,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// When it is over.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// Who serves it.
    crew: Vec<String>,
    /// What is lent out.
    equipment: Vec<String>,
    /// Office time that setting up takes, in minutes.
    setup_minutes: u32,
    /// The last moment to begin setting up.
    #[schema(value_type = String, format = DateTime)]
    setup_at: Timestamp,
    /// What was taken and booked all the same.
    despite: Vec<ClashBody>,
}

/// Something that another booking has at the same time.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Clash)]
pub(crate) struct ClashBody {
    /// The ticket of the other booking.
    #[schema(example = "ZG-2026-000123")]
    ticket: String,
    /// `place`, `crew` or `equipment`.
    what: &'static str,
    /// Its name.
    name: String,
}

impl From<Clash> for ClashBody {
    fn from(clash: Clash) -> Self {
        Self {
            ticket: clash.ticket.to_string(),
            what: clash.what.as_str(),
            name: clash.name,
        }
    }
}

impl From<domain::Booking> for BookingBody {
    fn from(booking: domain::Booking) -> Self {
        Self {
            duty: booking.duty,
            place: booking.place,
            from: booking.from,
            to: booking.to,
            crew: booking.crew,
            equipment: booking.equipment,
            setup_minutes: booking.setup_minutes,
            setup_at: booking.setup_at,
            despite: booking.despite.into_iter().map(ClashBody::from).collect(),
        }
    }
}

/// A booking and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = BookedTime)]
pub(crate) struct BookedBody {
    /// The ticket.
    #[schema(example = "ZG-2026-000123")]
    ticket: String,
    /// Its number within the ticket.
    number: i64,
    /// How often it was changed.
    revision: i64,
    /// The booking.
    booking: BookingBody,
    /// `planned`, `carried_out`, `not_carried_out` or `cancelled`.
    state: &'static str,
    /// What was said at its end; empty before.
    note: String,
}

impl BookedBody {
    fn new(ticket: domain::TicketNumber, booked: Booked) -> Self {
        Self {
            ticket: ticket.to_string(),
            number: booked.number,
            revision: booked.revision,
            booking: booked.booking.into(),
            state: booked.state.as_str(),
            note: booked.note,
        }
    }
}

/// Bookings of a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = BookingList)]
pub(crate) struct BookingList {
    /// In the order in which they begin; at most 500.
    bookings: Vec<BookedBody>,
}

/// Which time.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Period {
    /// From this moment; now when it is not given.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// To before this moment; a week later when it is not given.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
}

/// List bookings
///
/// Those that touch a time. First-line operators and administrators see every booking, members of a
/// unit those of tickets that their unit holds, has held or helps with.
#[utoipa::path(
    get,
    path = "/bookings",
    operation_id = "list_bookings",
    tag = "tickets",
    params(Period),
    responses((status = 200, description = "The bookings", body = BookingList), Refused),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
    Query(period): Query<Period>,
) -> Result<Json<BookingList>, Problem> {
    permit(&app, &who.actor(), Action::SeeQueue, Object::Desk)?;
    let from = period.from.unwrap_or_else(|| app.now());
    let week = from.saturating_add((7 * 24).hours()).unwrap_or(from);
    let unit = match &who.person.role {
        Role::Unit(unit) => Some(unit),
        _ => None,
    };
    let mut conn = app.store.read().await?;
    let found = bookings::between(&mut conn, from, period.to.unwrap_or(week), unit).await?;
    Ok(Json(BookingList {
        bookings: found
            .into_iter()
            .map(|listed| BookedBody::new(listed.ticket, listed.booked))
            .collect(),
    }))
}

/// Book an occasion
///
/// A council session, a meeting or a training, by the unit whose duty it is. The ticket waits until it
/// is over; the requester gets a confirmation with a file for their calendar. Booking again changes the
/// booking that stands.
#[utoipa::path(
    post,
    path = "/tickets/{number}/booking",
    tag = "acts",
    request_body = BookingRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn book(
    target: Target,
    Body { fields, mut faults }: Body<BookingRequest>,
) -> Result<Response, Problem> {
    target.ticket(Action::Act(ActKind::Booked)).await?;
    let desk = target.desk();
    let duty = faults.duty(fields.duty, None, &desk);
    let place = faults.given("place", fields.place);
    let from = moment(&mut faults, "from", fields.from);
    let to = moment(&mut faults, "to", fields.to);
    let ((duty, place), (from, to)) = faults.or(duty.zip(place).zip(from.zip(to)))?;
    let overlap = if fields.confirmed {
        Overlap::Confirmed
    } else {
        Overlap::Ask
    };
    let wanted = Wanted {
        duty,
        place: &place,
        from,
        to,
        crew: &fields.crew.join("\n"),
        equipment: &fields.equipment.join("\n"),
        setup_minutes: fields.setup_minutes,
    };
    target.book(&wanted, overlap).await
}

fn moment(faults: &mut Faults, field: &'static str, text: Option<String>) -> Option<Timestamp> {
    let text = faults.given(field, text);
    let known = "a moment, such as 2026-12-03T10:30:00+01:00";
    faults.named(field, text, known, |text| text.parse().ok())
}

/// Say what became of a booking
///
/// The ticket no longer waits. The requester gets a letter unless it was carried out.
#[utoipa::path(
    post,
    path = "/tickets/{number}/booking/end",
    tag = "acts",
    request_body = EndRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn end(
    target: Target,
    Body { fields, mut faults }: Body<EndRequest>,
) -> Result<Response, Problem> {
    target.ticket(Action::Act(ActKind::BookingEnded)).await?;
    let how = faults.given("how", fields.how);
    let known = "carried_out, not_carried_out or cancelled";
    let how = faults.named("how", how, known, |name| {
        BookingState::from_name(name).filter(|how| *how != BookingState::Planned)
    });
    let how = faults.or(how)?;
    target
        .end_booking(how, &fields.note.unwrap_or_default())
        .await
}
