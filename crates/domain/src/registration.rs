//! Filing a ticket: what is asked and what is checked.

use ordinance::UnitCode;
use serde::{Deserialize, Serialize};

use crate::text::{Faults, Need, one_line};
use crate::{
    BODY_LIMIT, FieldError, Impact, Priority, SHORT_LIMIT, SUBJECT_LIMIT, TicketNumber, Urgency,
    UserId,
};

/// By which way a ticket came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Whoever files it wrote it, on a page or through another program.
    #[default]
    Written,
    /// An operator took it down while somebody called.
    Telephone,
}

impl Channel {
    /// The usual way, of which histories say nothing.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands a reference to what decides whether a field is written"
    )]
    fn is_written(&self) -> bool {
        *self == Self::Written
    }
}

/// Who needs help and how to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// Their account, when they have one.
    pub account: Option<UserId>,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Department or other unit of the office; may be empty.
    pub department: String,
    /// Building and room; may be empty.
    pub room: String,
    /// Telephone; may be empty.
    pub phone: String,
}

impl Requester {
    /// Whether letters can be written to them.
    pub fn has_address(&self) -> bool {
        !self.email.trim().is_empty()
    }

    /// Checks and cleans what was typed.
    ///
    /// # Errors
    /// A [`FieldError`] for each of `name`, `email`, `department`, `room`, `phone` to mend; name and
    /// e-mail address are required.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        self.checked_for(Channel::Written)
    }

    /// The same for a ticket that came by `channel`: a caller may have no e-mail address, but then has to
    /// leave a telephone number.
    ///
    /// # Errors
    /// As [`Requester::checked`].
    pub fn checked_for(self, channel: Channel) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        let calls = channel == Channel::Telephone && one_line(&self.email).is_empty();
        let (email, phone) = if calls {
            (Need::Optional, Need::Required)
        } else {
            (Need::Required, Need::Optional)
        };
        let clean = Self {
            account: self.account,
            name: faults.line("name", &self.name, SHORT_LIMIT, Need::Required),
            email: faults.email("email", &self.email, email),
            department: faults.line("department", &self.department, SHORT_LIMIT, Need::Optional),
            room: faults.line("room", &self.room, SHORT_LIMIT, Need::Optional),
            phone: faults.line("phone", &self.phone, SHORT_LIMIT, phone),
        };
        faults.finish(clean)
    }
}

/// A ticket as it was filed; the first event of its history carries it whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The number people quote.
    pub number: TicketNumber,
    /// The first line, which holds every new ticket.
    pub unit: UnitCode,
    /// One line.
    pub subject: String,
    /// What happened, in the requester's words.
    pub body: String,
    /// Who needs help.
    pub requester: Requester,
    /// How many people.
    pub impact: Impact,
    /// How urgent.
    pub urgency: Urgency,
    /// From impact × urgency, at the time.
    pub priority: Priority,
    /// By which way it came.
    #[serde(default, skip_serializing_if = "Channel::is_written")]
    pub channel: Channel,
}

impl Registration {
    /// Subject and body as they will be kept: what a suggestion has to be made from, so that it can be
    /// made again from the ticket.
    ///
    /// # Errors
    /// A [`FieldError`] for `subject` or `body` that is empty or too long.
    pub fn text(subject: &str, body: &str) -> Result<(String, String), Vec<FieldError>> {
        checked_text(subject, body)
    }
}

/// Subject and body, checked and cleaned.
///
/// # Errors
/// A [`FieldError`] for `subject` or `body` that is empty or too long.
pub(crate) fn checked_text(subject: &str, body: &str) -> Result<(String, String), Vec<FieldError>> {
    let mut faults = Faults::default();
    let subject = faults.line("subject", subject, SUBJECT_LIMIT, Need::Required);
    let body = faults.required("body", body, BODY_LIMIT);
    faults.finish((subject, body))
}
