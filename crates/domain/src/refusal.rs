//! Why an act is refused. Each refusal has a name that pages and the API explain.

use ordinance::{Reference, UnitCode};

use crate::{Clash, FieldError, MergeRefusal, Status};

/// Why an act cannot be done; nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Closed and cancelled tickets take no acts.
    #[error("the ticket is finished ({})", status.as_str())]
    Finished {
        /// Closed or cancelled.
        status: Status,
    },
    /// The act does not fit where the ticket stands.
    #[error("this cannot be done while the ticket is {}", status.as_str())]
    WrongStatus {
        /// Where it stands.
        status: Status,
    },
    /// The ordinance has no such unit.
    #[error("there is no unit {unit}")]
    UnknownUnit {
        /// What was asked for.
        unit: UnitCode,
    },
    /// Escalation goes only to a second-line unit.
    #[error("{unit} is not a second-line unit; transfer the ticket instead")]
    NotSecondLine {
        /// What was asked for.
        unit: UnitCode,
    },
    /// The first line hands over to the second line only by escalation with a full comment.
    #[error("{unit} is a second-line unit; escalate the ticket with a full comment instead")]
    NeedsEscalation {
        /// What was asked for.
        unit: UnitCode,
    },
    /// Only the first line escalates.
    #[error("only the first line escalates; {unit} transfers or returns the ticket")]
    NotFirstLine {
        /// The unit that holds the ticket.
        unit: UnitCode,
    },
    /// The ticket already is where it should go.
    #[error("{unit} already holds the ticket")]
    AlreadyThere {
        /// The holding unit.
        unit: UnitCode,
    },
    /// The first line holds the ticket, so it has nobody to return it to.
    #[error("the first line already holds the ticket; there is nobody to return it to")]
    NothingToReturn,
    /// The ordinance has no such provision.
    #[error("there is no provision {duty}")]
    UnknownDuty {
        /// What was cited.
        duty: Reference,
    },
    /// The provision is not a duty of the receiving unit.
    #[error("{duty} is not a duty of {unit}")]
    ForeignDuty {
        /// What was cited.
        duty: Reference,
        /// The receiving unit.
        unit: UnitCode,
    },
    /// An incomplete comment was named, but nobody escalates to this unit.
    #[error("{unit} is not a second-line unit, so it got no full comment")]
    NoFullComment {
        /// The holding unit.
        unit: UnitCode,
    },
    /// The two units' superior is asked whose the ticket is.
    #[error(
        "the superior of both units is asked whether {unit} holds the ticket; wait for the decision"
    )]
    AwaitsDecision {
        /// The other unit.
        unit: UnitCode,
    },
    /// The two units' superior has decided whose the ticket is.
    #[error("the superior of both units has decided; the ticket does not go to {unit} again")]
    Settled {
        /// The other unit.
        unit: UnitCode,
    },
    /// No two units disagree about the ticket.
    #[error("no two units disagree about the ticket")]
    NoDispute,
    /// A superior decides only between the two units that disagree.
    #[error("{unit} is not one of the two units that disagree")]
    NotOfTheTwo {
        /// What was asked for.
        unit: UnitCode,
    },
    /// Remote hands are a service of one unit for the second line.
    #[error("remote hands are asked by the second line, of the unit whose duty they are")]
    NoRemoteHands,
    /// Nothing more happens to the task.
    #[error("the task has ended")]
    TaskEnded,
    /// Only a unit whose duty is to serve occasions books them.
    #[error(
        "bookings are for a unit whose duty is to serve sessions, meetings or trainings; {unit} has none"
    )]
    NoOccasion {
        /// The holding unit.
        unit: UnitCode,
    },
    /// Other bookings have the same at that time, and that was not confirmed.
    #[error("already taken at that time: {}", taken(.0))]
    Taken(Vec<Clash>),
    /// No booking stands.
    #[error("no booking stands")]
    NoBooking,
    /// What has begun is not called off.
    #[error("the booking has begun; say whether it was carried out")]
    BookingBegun,
    /// What has not begun is neither carried out nor not carried out.
    #[error("the booking has not begun; it can be called off")]
    BookingAhead,
    /// Nothing of an incident is to be reported or said.
    #[error("nothing of an incident is to be reported or said")]
    NoIncident,
    /// The outage is over.
    #[error("the outage is over")]
    OutageEnded,
    /// The outage is not over.
    #[error("the outage is not over")]
    OutageLasts,
    /// The ticket belongs to an outage already.
    #[error("the ticket already belongs to an outage")]
    InOutage,
    /// The ticket does not belong to the outage.
    #[error("the ticket does not belong to this outage")]
    NotInOutage,
    /// Security incidents are no part of what is told to many.
    #[error("a security incident is not attached to an outage")]
    SecurityMatter,
    /// The ticket waits for nothing.
    #[error("the ticket waits for nothing")]
    NotWaiting,
    /// Impact and urgency already are so.
    #[error("impact and urgency already are so")]
    SamePriority,
    /// The author already works on it.
    #[error("you have already taken up this ticket")]
    AlreadyYours,
    /// Nobody works on it, so nobody can put it down.
    #[error("nobody works on this ticket yet")]
    NobodysYet,
    /// Two tickets do not become one, or do not come apart.
    #[error(transparent)]
    Merge(MergeRefusal),
    /// Text that has to be mended.
    #[error("fields to mend: {}", list(.0))]
    Fields(Vec<FieldError>),
}

impl Refusal {
    /// The name by which texts and API clients know the refusal: `not_second_line`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Finished { .. } => "finished",
            Self::WrongStatus { .. } => "wrong_status",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::NotSecondLine { .. } => "not_second_line",
            Self::NeedsEscalation { .. } => "needs_escalation",
            Self::NotFirstLine { .. } => "not_first_line",
            Self::AlreadyThere { .. } => "already_there",
            Self::NothingToReturn => "nothing_to_return",
            Self::UnknownDuty { .. } => "unknown_duty",
            Self::ForeignDuty { .. } => "foreign_duty",
            Self::NoFullComment { .. } => "no_full_comment",
            Self::AwaitsDecision { .. } => "awaits_decision",
            Self::Settled { .. } => "settled",
            Self::NoDispute => "no_dispute",
            Self::NotOfTheTwo { .. } => "not_of_the_two",
            Self::NoRemoteHands => "no_remote_hands",
            Self::TaskEnded => "task_ended",
            Self::NoOccasion { .. } => "no_occasion",
            Self::Taken(_) => "taken",
            Self::NoBooking => "no_booking",
            Self::BookingBegun => "booking_begun",
            Self::BookingAhead => "booking_ahead",
            Self::NoIncident => "no_incident",
            Self::OutageEnded => "outage_ended",
            Self::OutageLasts => "outage_lasts",
            Self::InOutage => "in_outage",
            Self::NotInOutage => "not_in_outage",
            Self::SecurityMatter => "security_matter",
            Self::NotWaiting => "not_waiting",
            Self::SamePriority => "same_priority",
            Self::AlreadyYours => "already_yours",
            Self::NobodysYet => "nobodys_yet",
            Self::Merge(refusal) => refusal.code(),
            Self::Fields(_) => "fields",
        }
    }
}

impl From<Vec<FieldError>> for Refusal {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Fields(errors)
    }
}

fn taken(clashes: &[Clash]) -> String {
    let named = |clash: &Clash| {
        format!(
            "{} `{}` by {}",
            clash.what.as_str(),
            clash.name,
            clash.ticket
        )
    };
    clashes.iter().map(named).collect::<Vec<_>>().join("; ")
}

fn list(errors: &[FieldError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
