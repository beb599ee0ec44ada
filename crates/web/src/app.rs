//! What every handler has at hand.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use domain::chain::Superiors;
use domain::{Desk, EventId, Moment, PriorityMatrix};
use files::Files;
use jiff::Timestamp;
use store::Store;
use texts::Texts;
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use crate::auth::passwords::Passwords;
use crate::clocks::{ClockRules, LiveClocks};
use crate::explaining::Examined;
use crate::in_force::InForce;
use crate::live::LiveMatcher;
use crate::pages::queue::feed::Feed;
use crate::routing::RoutingRules;
use crate::statement::Statement;
use crate::tokens::random;
use crate::uploads::AttachmentLimits;
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
    pub superiors: InForce<Option<Arc<Superiors>>>,
    /// Impact × urgency.
    pub matrix: InForce<Arc<PriorityMatrix>>,
    /// By what the clocks run.
    pub clocks: LiveClocks,
    /// What suggestions may do.
    pub routing: InForce<RoutingRules>,
    /// The sentences.
    pub texts: Texts,
    /// Where attachments are kept; `None`: none are taken.
    pub files: Option<Files>,
    /// How this server is run.
    pub settings: Arc<Settings>,
    /// The time.
    pub clock: Clock,
    /// Told after each commit that left work for the worker.
    pub wake: Arc<Notify>,
    pub(crate) examined: Examined,
    pub(crate) feed: Feed,
    pub(crate) passwords: Passwords,
    pub(crate) room: Arc<Semaphore>,
    pub(crate) long_bodies: Arc<Semaphore>,
    pub(crate) uploads: Arc<Semaphore>,
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
            superiors: InForce::new(None),
            clocks: LiveClocks::new(ClockRules::built_in()),
            routing: InForce::new(RoutingRules::default()),
            matrix: InForce::new(matrix),
            texts: Texts::pl(),
            files: None,
            settings: Arc::new(settings),
            clock,
            wake,
            examined: Examined::default(),
            feed: Feed::default(),
            passwords: Passwords::default(),
            room: Arc::new(Semaphore::new(edge::MOST_AT_ONCE)),
            long_bodies: Arc::new(Semaphore::new(edge::LONG_BODIES_AT_ONCE)),
            uploads: Arc::new(Semaphore::new(edge::UPLOADS_AT_ONCE)),
        }
    }

    /// With the people who stand above the units.
    #[must_use]
    pub fn with_superiors(self, superiors: Arc<Superiors>) -> Self {
        Self {
            superiors: InForce::new(Some(superiors)),
            ..self
        }
    }

    /// With a folder for attachments.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self {
            files: Some(files),
            ..self
        }
    }

    /// With other rules for the clocks than the built-in ones.
    #[must_use]
    pub fn with_clocks(self, clocks: LiveClocks) -> Self {
        Self { clocks, ..self }
    }

    /// With other rules for suggestions than the built-in ones.
    #[must_use]
    pub fn with_routing(self, routing: InForce<RoutingRules>) -> Self {
        Self { routing, ..self }
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
    /// After so many days an article wants somebody to say that it still holds.
    pub article_check_days: u32,
    /// How large attachments may be.
    pub attachments: AttachmentLimits,
    /// What the office says in its accessibility statement.
    pub statement: Statement,
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
            article_check_days: 180,
            attachments: AttachmentLimits::default(),
            statement: Statement::default(),
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
