//! What a ticket is and how it may change.
//!
//! Pure: no input or output, no clock, no random source, no SQL, no HTML. Every act is a function
//! from a [`Ticket`], an author and a moment to a [`Change`], which holds everything that must be
//! written in one transaction: the row, one history event, the letters to send.

mod accuracy;
mod act;
mod articles;
mod authorize;
mod bookings;
pub mod calendar;
pub mod chain;
mod change;
mod choice;
pub mod clock;
mod comment;
mod disputes;
mod ids;
mod incident;
mod letter;
mod merging;
mod outages;
mod pausing;
mod people;
mod possible;
mod priority;
mod ratings;
mod refusal;
mod registration;
mod replay;
mod replies;
mod returning;
mod settings;
mod status;
pub mod steps;
mod suggestion;
pub mod targets;
mod tasks;
mod text;
mod ticket;
mod transitions;
mod units;
mod waiting;

pub use accuracy::{Accuracy, CalibrationBin, Guess, Judged, UnitAccuracy, WrongProposal};
pub use act::{Act, ActKind, Author, Event, Visibility};
pub use articles::{
    Article, ArticleChange, ArticleRefusal, ArticleStep, ArticleText, ArticleVersion, Readers,
    Writing,
};
pub use authorize::{Action, Forbidden, Object, authorize};
pub use bookings::{
    Booked, Booking, BookingState, CalendarEntry, Clash, EntryStatus, MOST_SETUP_MINUTES, Overlap,
    Resource, Wanted, bookings,
};
pub use change::{Change, Moment};
pub use choice::{ChoiceReason, SuggestionChoice};
pub use comment::FullComment;
pub use disputes::{Pair, Passes, Quarrel};
pub use ids::{
    ArticleId, EventId, JobId, OutageId, TicketId, TicketNumber, TicketNumberError, UserId,
};
pub use incident::{Authority, Incident, IncidentStep, Leak, incident};
pub use letter::{Letter, LetterKind, Recipient};
pub use merging::{Absorbed, Bonds, Joint, MergeRefusal, MergedInto, Merging};
pub use outages::{
    Announcement, Audience, News, OUTAGE_TEXT_LIMIT, Outage, OutageAct, OutageChange, OutageEvent,
};
pub use people::{Actor, Person, Role};
pub use priority::{Impact, Priority, PriorityMatrix, PriorityMatrixError, Urgency};
pub use ratings::{Grade, REMARK_LIMIT, Rating};
pub use refusal::Refusal;
pub use registration::{Channel, Registration, Requester};
pub use replay::{ReplayError, replay};
pub use replies::{Reply, ReplyFault, ReplyOwner, ReplyText, ReplyVariable};
pub use returning::{CommentPart, ReturnCause};
pub use settings::SettingsError;
pub use status::Status;
pub use suggestion::{Decision, SuggestedDuty, SuggestedUnit, Suggestion, SuggestionNote};
pub use tasks::{Task, TaskKind, TaskState, Work, tasks};
pub use text::{BODY_LIMIT, FieldError, FieldFault, SHORT_LIMIT, SUBJECT_LIMIT, TEXT_LIMIT};
pub use ticket::Ticket;
pub use transitions::Filing;
pub use units::{Desk, SecondLineUnit};
pub use waiting::{Waiting, WaitingFor};
