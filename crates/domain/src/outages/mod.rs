//! Outages: what fails for many people at once (§ 8 pkt 1). One outage has any number of tickets attached;
//! it never takes the place of their own histories.
//!
//! An outage is the fold of its own history, as a ticket is of its. Which tickets belong to it stands in the
//! tickets' histories ([`crate::Act::OutageJoined`]).

mod acts;
mod tickets;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::{Faults, Need, SUBJECT_LIMIT};
use crate::{Author, EventId, FieldError, FieldFault, OutageId};

/// Longest description of an outage, in characters: it stands above the filing form.
pub const OUTAGE_TEXT_LIMIT: usize = 2_000;
/// An outage began at most so many hours before it is declared.
const MOST_HOURS_AGO: i64 = 31 * 24;

/// Who is shown an outage, besides those whose tickets belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever opens the pages.
    Everyone,
    /// People with an account.
    SignedIn,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Everyone, Self::SignedIn];

    /// The name in the database, the API and forms: `signed_in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::SignedIn => "signed_in",
        }
    }

    /// The audience with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// What people are told of an outage, in plain language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// One line: "Nie działa poczta".
    pub title: String,
    /// What does not work, for whom, and what to do meanwhile.
    pub description: String,
    /// Who is shown it.
    pub audience: Audience,
    /// Since when it lasts.
    pub since: Timestamp,
}

impl Announcement {
    /// Checks and cleans what was typed.
    ///
    /// # Errors
    /// A [`FieldError`] for `title` or `description` that is empty or too long, and for `since` after `now`
    /// or more than 31 days before it.
    pub fn checked(self, now: Timestamp) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        let earliest = now
            .saturating_sub(jiff::SignedDuration::from_hours(MOST_HOURS_AGO))
            .unwrap_or(Timestamp::MIN);
        let clean = Self {
            title: faults.line("title", &self.title, SUBJECT_LIMIT, Need::Required),
            description: faults.required("description", &self.description, OUTAGE_TEXT_LIMIT),
            ..self
        };
        if clean.since > now || clean.since < earliest {
            faults.note("since", FieldFault::NotLately);
        }
        faults.finish(clean)
    }
}

/// One act on an outage, with everything needed to repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OutageAct {
    /// Declared.
    Declared {
        /// What people are told.
        announcement: Announcement,
    },
    /// What people are told was mended; nobody is written to.
    Reworded {
        /// What people are told from now on.
        announcement: Announcement,
    },
    /// News for everybody whose ticket belongs to it.
    Updated {
        /// The news.
        text: String,
    },
    /// Every ticket that belonged to it was to be solved, each by an act of its own.
    ResolvedAll {
        /// How it was solved, in words for the requesters.
        solution: String,
    },
    /// It is over.
    Ended {
        /// What it was, in words for everybody.
        text: String,
    },
    /// It was not over after all.
    Reopened {
        /// What still fails, in words for everybody.
        text: String,
    },
}

impl OutageAct {
    /// The name in the database and in text keys: `resolved_all`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Declared { .. } => "declared",
            Self::Reworded { .. } => "reworded",
            Self::Updated { .. } => "updated",
            Self::ResolvedAll { .. } => "resolved_all",
            Self::Ended { .. } => "ended",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// The news that it is to the requesters of the tickets; `None` when they are not written to because
    /// of it (each solution is a letter of its own ticket).
    pub fn news(&self) -> Option<&str> {
        match self {
            Self::Declared { announcement } => Some(&announcement.description),
            Self::Updated { text } | Self::Ended { text } | Self::Reopened { text } => Some(text),
            Self::Reworded { .. } | Self::ResolvedAll { .. } => None,
        }
    }
}

/// One entry of an outage's history; entries are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageEvent {
    /// Its row.
    pub id: EventId,
    /// The outage.
    pub outage: OutageId,
    /// Place in the outage's history from 1; equals the outage's version after the act.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Author,
    /// What.
    pub act: OutageAct,
}

/// The latest news of an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The event that brought it.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// The words.
    pub text: String,
}

/// An outage as it stands: the fold of its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Its row.
    pub id: OutageId,
    /// Counts the events.
    pub version: i64,
    /// What people are told.
    pub announcement: Announcement,
    /// The latest news: at first the description.
    pub news: News,
    /// When it was declared.
    pub declared_at: Timestamp,
    /// When its last event happened.
    pub updated_at: Timestamp,
    /// When it was over; `None` while it lasts.
    pub ended_at: Option<Timestamp>,
}

impl Outage {
    /// Whether it lasts.
    pub fn lasts(&self) -> bool {
        self.ended_at.is_none()
    }

    /// The outage that a history makes; `None` when it does not begin with a declaration, or names
    /// another outage, or leaves an event out.
    pub fn replay(history: &[OutageEvent]) -> Option<Self> {
        let (first, rest) = history.split_first()?;
        let mut outage = Self::declared(first)?;
        for event in rest {
            if event.outage != outage.id || event.sequence != outage.version + 1 {
                return None;
            }
            outage = outage.after(event);
        }
        Some(outage)
    }

    fn declared(event: &OutageEvent) -> Option<Self> {
        let OutageAct::Declared { announcement } = &event.act else {
            return None;
        };
        Some(Self {
            id: event.outage,
            version: event.sequence,
            announcement: announcement.clone(),
            news: News {
                sequence: event.sequence,
                at: event.at,
                text: announcement.description.clone(),
            },
            declared_at: event.at,
            updated_at: event.at,
            ended_at: None,
        })
    }

    /// The outage after `event`; checks nothing.
    fn after(&self, event: &OutageEvent) -> Self {
        let mut next = self.clone();
        next.version = event.sequence;
        next.updated_at = event.at;
        if let Some(text) = event.act.news() {
            next.news = News {
                sequence: event.sequence,
                at: event.at,
                text: text.to_owned(),
            };
        }
        match &event.act {
            OutageAct::Declared { announcement } | OutageAct::Reworded { announcement } => {
                next.announcement = announcement.clone();
            }
            OutageAct::Ended { .. } => next.ended_at = Some(event.at),
            OutageAct::Reopened { .. } => next.ended_at = None,
            OutageAct::Updated { .. } | OutageAct::ResolvedAll { .. } => {}
        }
        next
    }
}

/// The outcome of an act on an outage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageChange {
    /// The version before; `None` when it is new. Written only while it still holds.
    pub before: Option<i64>,
    /// The outage after.
    pub outage: Outage,
    /// The new event.
    pub event: OutageEvent,
}
