//! One letter from the outbox to the mail server.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Desk, LetterKind, Recipient, Ticket};
use files::Files;
use jiff::Timestamp;
use mail::{Message, Page, Rendered, SendError, Transport};
use store::jobs::{self, Job, SentLetter};
use store::steps::notices;
use store::{Conn, Outcome, Store, StoreError};
use texts::Texts;
use tokio::sync::watch;
use tracing::{error, info, warn};

use crate::caps::Caps;
use crate::clockwork::Clockwork;
use crate::compose::Source;
use crate::drafts::{Draft, is_of_notices};
use crate::histories::Histories;
use crate::link::{LinkError, Secret};
use crate::undeliverable::Undeliverable;
use crate::{Settings, UnitAddresses, schedule};

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
    /// Where letters to units go, as last read; `None`: where the settings say.
    pub(crate) addresses: Option<watch::Receiver<Arc<UnitAddresses>>>,
    pub(crate) caps: Caps,
    pub(crate) histories: Arc<Histories>,
    /// Where attachments are kept; `None`: none are.
    pub(crate) files: Option<Files>,
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

/// A letter that was tried, when, and what to write down about it.
pub(crate) struct Reported {
    pub(crate) job: Job,
    pub(crate) began: Timestamp,
    pub(crate) report: Report,
}

/// What to write down about a letter.
pub(crate) enum Report {
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
    /// Writes one letter and hands it over; answers what to write down about it. Never fails. A letter
    /// without a draft reads what it needs by itself.
    pub(crate) async fn deliver(
        &self,
        job: &Job,
        draft: Option<Result<Draft, Unprepared>>,
        now: Timestamp,
    ) -> Report {
        let began = Instant::now();
        let report = self.attempt(job, draft, now).await;
        log(job, &report, began.elapsed());
        report
    }

    async fn attempt(
        &self,
        job: &Job,
        draft: Option<Result<Draft, Unprepared>>,
        now: Timestamp,
    ) -> Report {
        if self.ended_workers(job) {
            return Report::GivenUp(Undeliverable::Crashed);
        }
        match self.prepare(job, draft, now).await {
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
    pub(crate) fn ended_workers(&self, job: &Job) -> bool {
        let limit = self.settings.give_up_after;
        job.attempts > 1 && schedule::wait(job.id, job.attempts - 1, limit).is_none()
    }

    /// What to write down about a letter with which the program made a mistake.
    pub(crate) fn crashed(job: &Job) -> Report {
        let report = Report::GivenUp(Undeliverable::Crashed);
        log(job, &report, Duration::ZERO);
        report
    }

    async fn prepare(
        &self,
        job: &Job,
        draft: Option<Result<Draft, Unprepared>>,
        now: Timestamp,
    ) -> Result<Prepared, Unprepared> {
        let draft = match draft {
            Some(draft) => draft?,
            None => self
                .drafts(std::slice::from_ref(job), now)
                .await?
                .pop()
                .ok_or(Undeliverable::NoTicket)??,
        };
        let (ticket, own) = (&draft.ticket, draft.own());
        let desk_url = self.desk_url(ticket);
        let clockwork = self.clockwork();
        let source = Source {
            texts: self.texts,
            desk: &self.desk,
            ticket,
            own,
            history: &draft.history,
            suggestion: draft.suggestion.as_ref(),
            desk_url: &desk_url,
            clockwork: clockwork.as_deref(),
        };
        let event = source.event(job.event)?;
        let told = is_of_notices(job.kind);
        let secret = match job.to {
            Recipient::Requester | Recipient::RequesterOf(_)
                if own.requester.account.is_none() && !told =>
            {
                Some(Secret::fresh(&self.store, own.id, now).await?)
            }
            _ => None,
        };
        let content = if told {
            self.told(job, &draft.told.0, &draft.told.1)?
        } else if job.kind == LetterKind::OutageNews {
            let page = self.page(ticket, secret.as_ref());
            self.outage_news(job, ticket, page).await?
        } else {
            source.letter(job.kind, event, self.page(own, secret.as_ref()))?
        };
        let letter =
            mail::render_with_files(&content, &draft.files, self.texts).map_err(mistake)?;
        let message = draft.envelope.seal(&letter).map_err(mistake)?;
        let copy = copy(letter, draft.envelope.to.email(), secret.as_ref());
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

    /// Writes down what became of letters, all at once.
    ///
    /// # Errors
    /// When that cannot be written; then nothing was.
    pub(crate) async fn report_all(&self, reports: &[Reported]) -> store::Result<()> {
        let mut conn = self.store.write().await?;
        let mut sent: BTreeMap<Timestamp, Vec<(&Job, &SentLetter)>> = BTreeMap::new();
        for Reported { job, began, report } in reports {
            match report {
                Report::Sent(copy) => sent.entry(*began).or_default().push((job, copy)),
                other => noted(job, self.write(&mut conn, job, other, *began).await?),
            }
        }
        for (now, letters) in sent {
            let done = jobs::finish_all(&mut conn, &letters, now).await?;
            for (job, _) in letters.iter().filter(|(job, _)| !done.contains(&job.id)) {
                noted(job, Outcome::Stale);
            }
        }
        conn.commit().await
    }

    /// The same for one letter. When even that fails, the letter is tried again after its lease, with
    /// the same Message-ID.
    pub(crate) async fn report(&self, Reported { job, began, report }: &Reported) {
        for attempt in 1..=REPORT_TRIES {
            let written = async {
                let mut conn = self.store.write().await?;
                let outcome = self.write(&mut conn, job, report, *began).await?;
                conn.commit().await?;
                Ok::<_, StoreError>(outcome)
            };
            match written.await {
                Ok(outcome) => return noted(job, outcome),
                Err(error) if attempt == REPORT_TRIES => {
                    error!(job.id = %job.id, error = %chain(&error), "what became of letter {} could not be written down", job.id);
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(200) * attempt).await,
            }
        }
    }

    async fn write(
        &self,
        conn: &mut Conn,
        job: &Job,
        report: &Report,
        now: Timestamp,
    ) -> store::Result<Outcome> {
        match report {
            Report::Sent(copy) => jobs::finish(conn, job.id, copy, now).await,
            Report::Later { at, reason, .. } => {
                let reason = self.texts.one("undelivered-not-now", "reason", reason);
                jobs::retry(conn, job.id, *at, &reason).await
            }
            Report::GivenUp(reason) => {
                jobs::give_up(conn, job.id, &reason.shown(self.texts), now).await
            }
            Report::SetAside(address) => {
                let notice = self.caps.set_aside(job, now);
                notices::set_aside(conn, &notice, address).await
            }
        }
    }

    /// By what steps are taken now.
    pub(crate) fn clockwork(&self) -> Option<Arc<Clockwork>> {
        Some(self.clockwork.as_ref()?.borrow().clone())
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
}

/// Says so when a letter was no longer waiting.
fn noted(job: &Job, outcome: Outcome) {
    if outcome == Outcome::Stale {
        info!(job.id = %job.id, "another worker has dealt with letter {}", job.id);
    }
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

/// An error and what caused it, on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let lines: Vec<String> = causes.map(ToString::to_string).collect();
    lines.join(": ")
}
