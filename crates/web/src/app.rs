//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use domain::chain::{Superior, Superiors};
use domain::{Desk, EventId, Moment, Object, PriorityMatrix, Ticket};
use jiff::Timestamp;
use store::Store;
use texts::Texts;
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use crate::assignment::Assignment;
use crate::auth::passwords::Passwords;
use crate::clocks::LiveClocks;
use crate::explaining::Examined;
use crate::live::LiveMatcher;
use crate::tokens::random;
use crate::{WebError, edge};

/// The parts of the running program that pages and API use; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// Ranks units by the words of a text; `matcher.current()` is the one in force.
    pub matcher: LiveMatcher,
    /// The ordinance in force.
    pub desk: Arc<Desk>,
    /// Who decides between units that do not agree; `None`: only administrators.
    pub superiors: Option<Arc<Superiors>>,
    /// Impact × urgency.
    pub matrix: Arc<PriorityMatrix>,
    /// By what the clocks run.
    pub clocks: LiveClocks,
    /// The sentences.
    pub texts: Texts,
    /// How this server is run.
    pub settings: Arc<Settings>,
    /// The time.
    pub clock: Clock,
    /// Told after each commit that left work for the worker.
    pub wake: Arc<Notify>,
    pub(crate) examined: Examined,
    pub(crate) passwords: Passwords,
    pub(crate) room: Arc<Semaphore>,
    pub(crate) long_bodies: Arc<Semaphore>,
}

impl App {
    /// The parts put together.
    pub fn new(
        store: Store,
        matcher: impl Into<LiveMatcher>,
        desk: Arc<Desk>,
        matrix: Arc<PriorityMatrix>,
        settings: Settings,
        clock: Clock,
        wake: Arc<Notify>,
    ) -> Self {
        Self {
            store,
            matcher: matcher.into(),
            desk,
            superiors: None,
            clocks: LiveClocks::built_in(),
            matrix,
            texts: Texts::pl(),
            settings: Arc::new(settings),
            clock,
            wake,
            examined: Examined::default(),
            passwords: Passwords::default(),
            room: Arc::new(Semaphore::new(edge::MOST_AT_ONCE)),
            long_bodies: Arc::new(Semaphore::new(edge::LONG_BODIES_AT_ONCE)),
        }
    }

    /// With the people who stand above the units.
    #[must_use]
    pub fn with_superiors(self, superiors: Arc<Superiors>) -> Self {
        Self {
            superiors: Some(superiors),
            ..self
        }
    }

    /// With other rules for the clocks than the built-in ones.
    #[must_use]
    pub fn with_clocks(self, clocks: LiveClocks) -> Self {
        Self { clocks, ..self }
    }

    /// Whoever decides today between the two units that disagree about a ticket.
    pub(crate) fn arbiter(&self, ticket: &Ticket) -> Option<Superior<'_>> {
        let [one, other] = ticket.quarrel.open.as_ref()?;
        let today = self.now().in_tz("Europe/Warsaw").ok()?.date();
        self.superiors.as_ref()?.arbiter(one, other, today)
    }

    /// The ticket as the matter of whoever decides about it.
    pub(crate) fn dispute<'a>(&'a self, ticket: &'a Ticket) -> Object<'a> {
        let arbiter = self.arbiter(ticket);
        Object::Dispute {
            ticket,
            arbiter: arbiter.map(|superior| superior.person.email.as_str()),
        }
    }

    /// The time by the app's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh id (UUID v7: ids sort by the app's clock).
    ///
    /// # Errors
    /// [`WebError::Internal`] when the system has no random bytes to give.
    pub fn fresh_id(&self) -> Result<Uuid, WebError> {
        let milliseconds = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        let id = uuid::Builder::from_unix_timestamp_millis(milliseconds, &random()?);
        Ok(id.into_uuid())
    }

    /// Now, with a fresh id for the event that is about to happen.
    ///
    /// # Errors
    /// [`WebError::Internal`] when the system has no random bytes to give.
    pub fn moment(&self) -> Result<Moment, WebError> {
        Ok(Moment {
            now: self.now(),
            event: EventId(self.fresh_id()?),
        })
    }
}

/// How this server is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach the program, without a slash at the end: `https://pomoc.um.krakow.pl`.
    pub public_url: String,
    /// Sample people sign in with one click from this machine.
    pub demo: bool,
    /// Cookies are sent over TLS only and carry the prefix `__Host-`.
    pub secure_cookies: bool,
    /// People may file without signing in.
    pub open_intake: bool,
    /// A session ends after so many minutes without a request.
    pub session_idle_minutes: u32,
    /// A session ends so many hours after sign-in in any case.
    pub session_absolute_hours: u32,
    /// The longest body of a request that is read, in bytes.
    pub body_limit: usize,
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed; from anybody else it is
    /// not read.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is handed over at filing without a click.
    pub assignment: Assignment,
    /// Whether suggestions are shown.
    pub showing: Showing,
    /// Whether the router learns from past tickets.
    pub learning: Learns,
}

/// Whether suggestions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// To everybody who may see them.
    #[default]
    Shown,
    /// To nobody: they are recorded, for a report of what would have happened.
    Shadow,
}

/// Whether the router learns from past tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Learns {
    /// Whenever enough is new, unless a person pauses it.
    #[default]
    ByItself,
    /// Switched off in the configuration.
    Never,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            demo: false,
            secure_cookies: true,
            open_intake: true,
            session_idle_minutes: 60,
            session_absolute_hours: 12,
            body_limit: 16 * 1024 * 1024,
            trusted_proxies: Vec::new(),
            assignment: Assignment::default(),
            showing: Showing::default(),
            learning: Learns::default(),
        }
    }
}

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    Real,
    /// A clock that tests move by hand.
    Fixed(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// The time.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::Real => Timestamp::now(),
            Self::Fixed(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}
