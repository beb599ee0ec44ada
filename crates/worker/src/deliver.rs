//! One letter from the outbox to the mail server.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Desk, LetterKind, Pair, Recipient, Ticket};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::{Address, Envelope, Message, Page, Rendered, SendError, Transport};
use ordinance::UnitCode;
use store::accounts::Account;
use store::jobs::{self, Job, SentLetter};
use store::steps::notices;
use store::{Outcome, Store, StoreError, accounts, tickets};
use texts::Texts;
use tokio::sync::watch;
use tracing::{error, info, warn};

use crate::caps::Caps;
use crate::clockwork::Clockwork;
use crate::compose::Source;
use crate::link::{LinkError, Secret};
use crate::outages::writes_by_itself;
use crate::undeliverable::Undeliverable;
use crate::{Settings, schedule};

/// What became of a letter is written down at most so often before it is left to the lease.
const REPORT_TRIES: u32 = 3;

/// Everything a letter needs on its way.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) store: Store,
    pub(crate) transport: Arc<Transport>,
    pub(crate) settings: Settings,
    pub(crate) texts: Texts,
    pub(crate) desk: Arc<Desk>,
    /// By what steps are taken, as last read; `None`: by nobody here.
    pub(crate) clockwork: Option<watch::Receiver<Arc<Clockwork>>>,
    pub(crate) caps: Caps,
}

/// A letter ready to go, and the copy of it that is kept.
struct Prepared {
    message: Message,
    copy: SentLetter,
}

/// Why there is nothing to send.
pub(crate) enum Unprepared {
    /// And never will be.
    ForGood(Undeliverable),
    /// This address has had so many that the letter belongs into a summary.
    TooMany(String),
    /// The database or the system did not answer.
    Trouble(Box<dyn std::error::Error + Send + Sync>),
}

/// What to write down about a letter.
enum Report {
    Sent(Box<SentLetter>),
    Later {
        at: Timestamp,
        reason: String,
        /// As in [`SendError::Temporary`].
        cause: String,
    },
    GivenUp(Undeliverable),
    /// For a summary to this address.
    SetAside(String),
}

impl From<Undeliverable> for Unprepared {
    fn from(reason: Undeliverable) -> Self {
        Self::ForGood(reason)
    }
}

impl From<StoreError> for Unprepared {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt { .. } => Self::ForGood(Undeliverable::Corrupt),
            other => Self::Trouble(other.into()),
        }
    }
}

impl From<LinkError> for Unprepared {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Store(error) => error.into(),
            LinkError::Random(_) => Self::Trouble(error.into()),
        }
    }
}

impl Post {
    /// Writes one letter, hands it over and reports. Never fails: whatever goes wrong is logged here,
    /// and the letter is tried again, listed as undelivered, or left to its lease.
    pub(crate) async fn deliver(&self, job: &Job, now: Timestamp) {
        let began = Instant::now();
        let report = self.attempt(job, now).await;
        log(job, &report, began.elapsed());
        self.report(job, &report, now).await;
    }

    async fn attempt(&self, job: &Job, now: Timestamp) -> Report {
        if self.ended_workers(job) {
            return Report::GivenUp(Undeliverable::Crashed);
        }
        match self.prepare(job, now).await {
            Ok(prepared) => self.hand_over(job, prepared, now).await,
            Err(Unprepared::ForGood(reason)) => Report::GivenUp(reason),
            Err(Unprepared::TooMany(address)) => Report::SetAside(address),
            Err(Unprepared::Trouble(error)) => {
                let reason = chain(&*error);
                self.later(job, reason.clone(), reason, now)
            }
        }
    }

    /// Whether the tries before used up all the waits there are without one of them reporting: then
    /// each ended its worker, and this one would too.
    fn ended_workers(&self, job: &Job) -> bool {
        let limit = self.settings.give_up_after;
        job.attempts > 1 && schedule::wait(job.id, job.attempts - 1, limit).is_none()
    }

    /// Gives a letter up after the program made a mistake with it.
    pub(crate) async fn crashed(&self, job: &Job, now: Timestamp) {
        let report = Report::GivenUp(Undeliverable::Crashed);
        log(job, &report, Duration::ZERO);
        self.report(job, &report, now).await;
    }

    async fn prepare(&self, job: &Job, now: Timestamp) -> Result<Prepared, Unprepared> {
        let mut conn = self.store.read().await?;
        let ticket = tickets::by_id(&mut conn, job.ticket).await?;
        let ticket = ticket.ok_or(Undeliverable::NoTicket)?;
        let history = tickets::history(&mut conn, job.ticket).await?;
        let suggestion = tickets::suggestion(&mut conn, job.ticket).await?;
        let references = jobs::thread(&mut conn, job.ticket, job.id).await?;
        let duplicate = match job.to {
            Recipient::RequesterOf(id) => tickets::by_id(&mut conn, id).await?,
            _ => None,
        };
        let own = duplicate.as_ref().unwrap_or(&ticket);
        let account = match own.requester.account {
            Some(id) => accounts::by_id(&mut conn, id).await?,
            None => None,
        };
        let person = match job.to {
            Recipient::Person(id) => accounts::by_id(&mut conn, id).await?,
            _ => None,
        };
        drop(conn);

        let desk_url = self.desk_url(&ticket);
        let clockwork = self.clockwork();
        let source = Source {
            desk: &self.desk,
            ticket: &ticket,
            own,
            history: &history,
            suggestion: suggestion.as_ref(),
            desk_url: &desk_url,
            clockwork: clockwork.as_deref(),
        };
        let event = source.event(job.event)?;
        let own_address =
            account.is_some_and(|account| same(&account.email, &own.requester.email));
        if writes_by_itself(job.kind) && !own_address && !self.is_allowed(&ticket) {
            return Err(Undeliverable::ForeignDomain.into());
        }
        let envelope = Envelope {
            id: job.id,
            ticket: own.number,
            queued_at: job.created_at,
            sent_at: now,
            from: Address::parse(&self.settings.from)
                .map_err(|_| Undeliverable::BadSender(self.settings.from.clone()))?,
            to: match &job.to {
                Recipient::Person(_) => of_person(person.as_ref())?,
                Recipient::Official(id) => self.of_official(id)?,
                to => self.address(to, own, source.dispute(event).as_ref(), now)?,
            },
            reply_to: self.reply_to(&job.to, event.by.unit.as_ref()),
            references,
        };
        let address = envelope.to.email();
        if (self.caps.exceeded(&self.store, job, address, now)).await? {
            return Err(Unprepared::TooMany(address.to_owned()));
        }
        let told = matches!(job.kind, LetterKind::Reminder | LetterKind::Summary);
        let secret = match job.to {
            Recipient::Requester | Recipient::RequesterOf(_)
                if own.requester.account.is_none() && !told =>
            {
                Some(Secret::fresh(&self.store, own.id, now).await?)
            }
            _ => None,
        };
        let content = if told {
            self.told(job).await?
        } else if job.kind == LetterKind::OutageNews {
            let page = self.page(&ticket, secret.as_ref());
            self.outage_news(job, &ticket, page).await?
        } else {
            source.letter(job.kind, event, self.page(own, secret.as_ref()))?
        };
        let letter = mail::render(&content, self.texts).map_err(mistake)?;
        let message = envelope.seal(&letter).map_err(mistake)?;
        let copy = copy(letter, envelope.to.email(), secret.as_ref());
        Ok(Prepared { message, copy })
    }

    async fn hand_over(&self, job: &Job, letter: Prepared, now: Timestamp) -> Report {
        let limit = self.settings.longest_try();
        let sent = tokio::time::timeout(limit, self.transport.send(&letter.message)).await;
        match sent {
            Ok(Ok(())) => Report::Sent(Box::new(letter.copy)),
            Ok(Err(SendError::Permanent { reason })) => {
                Report::GivenUp(Undeliverable::Refused(reason))
            }
            Ok(Err(SendError::Temporary { reason, cause })) => self.later(job, reason, cause, now),
            Err(_) => {
                let reason = format!("no answer within {} s", limit.as_secs());
                self.later(job, reason.clone(), reason, now)
            }
        }
    }

    fn later(&self, job: &Job, reason: String, cause: String, now: Timestamp) -> Report {
        match schedule::wait(job.id, job.attempts, self.settings.give_up_after) {
            Some(wait) => Report::Later {
                at: now.saturating_add(wait).unwrap_or(Timestamp::MAX),
                reason,
                cause,
            },
            None => Report::GivenUp(Undeliverable::TooLong(reason)),
        }
    }

    /// Writes down what became of the letter. When even that fails, the letter is tried again after
    /// its lease, with the same Message-ID.
    async fn report(&self, job: &Job, report: &Report, now: Timestamp) {
        for attempt in 1..=REPORT_TRIES {
            match self.write(job, report, now).await {
                Ok(Outcome::Done) => return,
                Ok(Outcome::Stale) => {
                    info!(job.id = %job.id, "another worker has dealt with letter {}", job.id);
                    return;
                }
                Err(error) if attempt == REPORT_TRIES => {
                    error!(job.id = %job.id, error = %chain(&error), "what became of letter {} could not be written down", job.id);
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(200) * attempt).await,
            }
        }
    }

    async fn write(&self, job: &Job, report: &Report, now: Timestamp) -> store::Result<Outcome> {
        let mut conn = self.store.write().await?;
        let outcome = match report {
            Report::Sent(copy) => jobs::finish(&mut conn, job.id, copy, now).await?,
            Report::Later { at, reason, .. } => {
                let reason = self.texts.one("undelivered-not-now", "reason", reason);
                jobs::retry(&mut conn, job.id, *at, &reason).await?
            }
            Report::GivenUp(reason) => {
                jobs::give_up(&mut conn, job.id, &reason.shown(self.texts), now).await?
            }
            Report::SetAside(address) => {
                let notice = self.caps.set_aside(job, now);
                notices::set_aside(&mut conn, &notice, address).await?
            }
        };
        conn.commit().await?;
        Ok(outcome)
    }

    fn address(
        &self,
        to: &Recipient,
        ticket: &Ticket,
        dispute: Option<&Pair>,
        now: Timestamp,
    ) -> Result<Address, Undeliverable> {
        match to {
            Recipient::Arbiter => {
                let clockwork = self.clockwork();
                let read_again = clockwork.as_ref().map(|clockwork| &clockwork.superiors);
                let superiors = read_again.or(self.settings.superiors.as_ref());
                let date = now.to_zoned(TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC));
                let arbiter = superiors
                    .zip(dispute)
                    .and_then(|(known, [one, other])| known.arbiter(one, other, date.date()))
                    .ok_or(Undeliverable::NoArbiter)?;
                let address = &arbiter.person.email;
                Address::named(&arbiter.person.name, address)
                    .map_err(|_| Undeliverable::BadAddress(address.clone()))
            }
            Recipient::Unit(unit) => {
                let address = self.settings.units.get(unit);
                let address = address.ok_or_else(|| Undeliverable::NoUnitAddress(unit.clone()))?;
                Address::parse(address).map_err(|_| Undeliverable::BadAddress(address.clone()))
            }
            Recipient::Person(_) | Recipient::Official(_) => Err(Undeliverable::NoPerson),
            Recipient::Requester | Recipient::RequesterOf(_) => {
                let requester = &ticket.requester;
                // Without an account the name is anybody's words and stays out of the header.
                let name = requester.account.map_or("", |_| &requester.name);
                Address::named(name, &requester.email)
                    .map_err(|_| Undeliverable::BadAddress(requester.email.clone()))
            }
        }
    }

    /// Somebody of `people.toml`, as it was last read.
    fn of_official(&self, id: &str) -> Result<Address, Undeliverable> {
        let clockwork = self.clockwork().ok_or(Undeliverable::NoPerson)?;
        let mut officials = clockwork.superiors.officials().iter();
        let official = officials.find(|official| official.id == id);
        let official = official.ok_or(Undeliverable::NoPerson)?;
        Address::named(&official.name, &official.email)
            .map_err(|_| Undeliverable::BadAddress(official.email.clone()))
    }

    /// By what steps are taken now.
    pub(crate) fn clockwork(&self) -> Option<Arc<Clockwork>> {
        Some(self.clockwork.as_ref()?.borrow().clone())
    }

    /// Requesters answer to the first line; a unit answers to whoever wrote to it.
    fn reply_to(&self, to: &Recipient, author: Option<&UnitCode>) -> Option<Address> {
        let first_line = self.desk.first_line();
        let unit = match to {
            Recipient::Person(_) | Recipient::Official(_) => return None,
            Recipient::Requester | Recipient::RequesterOf(_) | Recipient::Arbiter => first_line,
            Recipient::Unit(unit) => {
                let writer = author.unwrap_or(first_line);
                if writer == unit {
                    return None;
                }
                writer
            }
        };
        Address::parse(self.settings.units.get(unit)?).ok()
    }

    fn page(&self, ticket: &Ticket, secret: Option<&Secret>) -> Page {
        let public_url = &self.settings.public_url;
        let goes_on = ticket.merging.into.map(|into| into.number);
        match secret {
            Some(secret) => Page {
                url: secret.url(public_url),
                secret: true,
                goes_on,
            },
            None => Page {
                url: format!("{public_url}/zgloszenie/{}", ticket.number),
                secret: false,
                goes_on,
            },
        }
    }

    /// Whether a confirmation may go to an address that the requester need not own.
    fn is_allowed(&self, ticket: &Ticket) -> bool {
        let domains = &self.settings.requester_domains;
        let (_, domain) = ticket.requester.email.rsplit_once('@').unwrap_or_default();
        domains.is_empty() || domains.iter().any(|allowed| same(allowed, domain))
    }
}

fn of_person(account: Option<&Account>) -> Result<Address, Undeliverable> {
    let account = account.filter(|account| !account.disabled);
    let account = account.ok_or(Undeliverable::NoPerson)?;
    Address::named(&account.name, &account.email)
        .map_err(|_| Undeliverable::BadAddress(account.email.clone()))
}

/// The copy that is kept, without the secret of the link.
fn copy(letter: Rendered, to: &str, secret: Option<&Secret>) -> SentLetter {
    let hidden = |text: String| match secret {
        Some(secret) => secret.hidden(&text),
        None => text,
    };
    SentLetter {
        to: to.to_owned(),
        subject: letter.subject,
        text: hidden(letter.text),
        html: hidden(letter.html),
    }
}

/// The program could not write a letter from facts that are there; trying again would not help.
fn mistake(error: impl std::error::Error) -> Unprepared {
    error!(error = %chain(&error), "a letter cannot be written");
    Unprepared::ForGood(Undeliverable::Crashed)
}

/// Answers of mail servers name addresses, so only their numbers enter the log; the page of undelivered
/// letters shows their words.
fn log(job: &Job, report: &Report, took: Duration) {
    let kind = job.kind.as_str();
    let (id, attempts) = (job.id, job.attempts);
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    match report {
        Report::Sent(_) => {
            info!(job.id = %id, letter.kind = kind, attempts, duration_ms, "sent letter {id}");
        }
        Report::Later { at, cause, .. } => {
            warn!(job.id = %id, letter.kind = kind, attempts, duration_ms, again_at = %at, "letter {id} could not be sent, will be tried again: {cause}");
        }
        Report::SetAside(_) => {
            info!(job.id = %id, letter.kind = kind, "letter {id} goes into a summary: its address gets many");
        }
        Report::GivenUp(reason) => {
            error!(job.id = %id, letter.kind = kind, attempts, duration_ms, reason = reason.name(), "letter {id} is undelivered: {}", reason.name());
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// An error and what caused it, on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let lines: Vec<String> = causes.map(ToString::to_string).collect();
    lines.join(": ")
}
