//! What letters are written from, read for all letters that a worker has claimed at once.

use std::collections::HashMap;
use std::sync::Arc;

use domain::{Event, EventId, JobId, LetterKind, Recipient, Suggestion, Ticket, TicketId, UserId};
use jiff::Timestamp;
use mail::{Address, Envelope};
use store::accounts::{self, Account};
use store::attachments::{self, Attachment};
use store::jobs::{self, Job};
use store::steps::notices::{self, Told};
use store::{Conn, StoreError, letters, tickets};

use crate::addresses::{of_person, same};
use crate::compose::Source;
use crate::deliver::{Post, Unprepared};
use crate::histories::Histories;
use crate::outages::writes_by_itself;
use crate::undeliverable::Undeliverable;

/// A letter before it is written: its facts, and where it goes.
pub(crate) struct Draft {
    pub(crate) ticket: Ticket,
    /// The duplicate of the ticket whose requester gets the letter.
    pub(crate) duplicate: Option<Ticket>,
    /// Of the ticket; of some letters only the event that called for them.
    pub(crate) history: Arc<Vec<Event>>,
    pub(crate) suggestion: Option<Suggestion>,
    /// What a letter of notices tells, and what had happened to the tickets that it tells of.
    pub(crate) told: (Vec<Told>, HashMap<TicketId, Arc<Vec<Event>>>),
    pub(crate) envelope: Envelope,
    /// Names of the files that it tells of.
    pub(crate) files: Vec<String>,
}

impl Draft {
    /// The ticket that its requester knows.
    pub(crate) fn own(&self) -> &Ticket {
        self.duplicate.as_ref().unwrap_or(&self.ticket)
    }
}

/// Everything that was read.
struct Facts {
    tickets: HashMap<TicketId, Ticket>,
    histories: HashMap<TicketId, Arc<Vec<Event>>>,
    told: HashMap<JobId, Vec<Told>>,
    suggestions: HashMap<TicketId, Suggestion>,
    /// Of letters that need no more of their ticket's history.
    events: HashMap<EventId, Event>,
    threads: HashMap<JobId, Vec<JobId>>,
    accounts: HashMap<UserId, Account>,
    files: HashMap<TicketId, Vec<Attachment>>,
}

impl Post {
    /// A draft for each of these letters, or why there is none, as of one moment. At most 500.
    ///
    /// # Errors
    /// When the database cannot be read, or what one of them needs makes no sense.
    pub(crate) async fn drafts(
        &self,
        jobs: &[Job],
        now: Timestamp,
    ) -> Result<Vec<Result<Draft, Unprepared>>, StoreError> {
        let mut conn = self.store.read().await?;
        let facts = read(&mut conn, &self.histories, jobs).await?;
        let mut drafts: Vec<Result<Draft, Unprepared>> = jobs
            .iter()
            .map(|job| Ok(self.draft(job, &facts, now)?))
            .collect();
        let since = self.caps.since(now);
        let addresses: Vec<&str> = drafts
            .iter()
            .flatten()
            .map(|draft| draft.envelope.to.email())
            .collect();
        let sent = letters::sent_to(&mut conn, &addresses, since).await?;
        drop(conn);
        let mut counts = self.caps.count(sent);
        for (job, draft) in jobs.iter().zip(&mut drafts) {
            let Ok(ready) = draft else {
                continue;
            };
            let address = ready.envelope.to.email();
            if counts.is_full(job, address) {
                *draft = Err(Unprepared::TooMany(address.to_owned()));
            } else {
                counts.add(job, address);
            }
        }
        Ok(drafts)
    }

    fn draft(&self, job: &Job, facts: &Facts, now: Timestamp) -> Result<Draft, Undeliverable> {
        let ticket = facts.tickets.get(&job.ticket);
        let ticket = ticket.ok_or(Undeliverable::NoTicket)?;
        let history = match facts.histories.get(&job.ticket) {
            Some(history) if !needs_its_event_only(job.kind) => history.clone(),
            _ => Arc::new(facts.events.get(&job.event).cloned().into_iter().collect()),
        };
        let duplicate = match job.to {
            Recipient::RequesterOf(id) => facts.tickets.get(&id),
            _ => None,
        };
        let own = duplicate.unwrap_or(ticket);
        let account = own.requester.account.and_then(|id| facts.accounts.get(&id));
        let source = Source {
            texts: self.texts,
            desk: &self.desk,
            ticket,
            own,
            history: &history,
            suggestion: None,
            desk_url: "",
            clockwork: None,
        };
        let event = source.event(job.event)?;
        let own_address = account.is_some_and(|account| same(&account.email, &own.requester.email));
        if writes_by_itself(job.kind) && !own_address && !self.is_allowed(ticket) {
            return Err(Undeliverable::ForeignDomain);
        }
        let envelope = Envelope {
            id: job.id,
            ticket: own.number,
            queued_at: job.created_at,
            sent_at: now,
            from: Address::parse(&self.settings.from)
                .map_err(|_| Undeliverable::BadSender(self.settings.from.clone()))?,
            to: match &job.to {
                Recipient::Person(id) => of_person(facts.accounts.get(id))?,
                Recipient::Official(id) => self.of_official(id)?,
                Recipient::Arbiter => self.of_arbiter(source.dispute(event).as_ref(), now)?,
                to => self.address(to, own)?,
            },
            reply_to: self.reply_to(&job.to, event.by.unit.as_ref()),
            references: facts.threads.get(&job.id).cloned().unwrap_or_default(),
        };
        let told = facts.told.get(&job.id).cloned().unwrap_or_default();
        let of_told = |notice: &Told| {
            let history = facts.histories.get(&notice.ticket)?;
            Some((notice.ticket, history.clone()))
        };
        let histories = told.iter().filter_map(of_told).collect();
        let files = files_of(job, event, facts);
        Ok(Draft {
            ticket: ticket.clone(),
            duplicate: duplicate.cloned(),
            told: (told, histories),
            history,
            suggestion: facts.suggestions.get(&job.ticket).cloned(),
            envelope,
            files,
        })
    }
}

async fn read(conn: &mut Conn, kept: &Histories, jobs: &[Job]) -> Result<Facts, StoreError> {
    let of_letters = unique(jobs.iter().map(|job| job.ticket));
    let duplicates = jobs.iter().filter_map(|job| match job.to {
        Recipient::RequesterOf(id) => Some(id),
        _ => None,
    });
    let all = unique(of_letters.iter().copied().chain(duplicates));
    let tickets = tickets::by_ids(conn, &all).await?;
    let of_notices = |job: &&Job| is_of_notices(job.kind);
    let notices: Vec<JobId> = jobs.iter().filter(of_notices).map(|job| job.id).collect();
    let told = notices::of_letters(conn, &notices).await?;
    let of_told = told.values().flatten().map(|notice| notice.ticket);
    let whole = |job: &&Job| !needs_its_event_only(job.kind);
    let whole = jobs.iter().filter(whole).map(|job| job.ticket);
    let with_history = unique(whole.chain(of_told));
    let histories = kept.of(conn, &with_history).await?;
    // Only a confirmation says what was proposed.
    let confirmed = |job: &&Job| job.kind == LetterKind::Confirmation;
    let filed = unique(jobs.iter().filter(confirmed).map(|job| job.ticket));
    let suggestions = tickets::suggestions(conn, &filed).await?;
    let alone = |job: &&Job| needs_its_event_only(job.kind);
    let events: Vec<EventId> = jobs.iter().filter(alone).map(|job| job.event).collect();
    let events = tickets::events(conn, &events).await?;
    let letters: Vec<_> = jobs.iter().map(|job| (job.ticket, job.id)).collect();
    let threads = jobs::threads(conn, &letters).await?;
    let persons = jobs.iter().filter_map(|job| match job.to {
        Recipient::Person(id) => Some(id),
        _ => None,
    });
    let requesters = tickets
        .values()
        .filter_map(|ticket| ticket.requester.account);
    let accounts = accounts::by_ids(conn, &unique(requesters.chain(persons))).await?;
    let files = attachments::of_tickets(conn, &of_letters).await?;
    Ok(Facts {
        tickets,
        histories,
        told,
        suggestions,
        events,
        threads,
        accounts,
        files,
    })
}

/// The files that a letter names: to the requester those that came with what it tells and are theirs, to
/// staff all of the ticket. A confirmation names none, for it carries nothing that its sender typed, and
/// neither do letters about more than one ticket.
fn files_of(job: &Job, event: &Event, facts: &Facts) -> Vec<String> {
    let of_one = !is_of_notices(job.kind)
        && !matches!(job.kind, LetterKind::Confirmation | LetterKind::OutageNews);
    let to_requester = matches!(job.to, Recipient::Requester | Recipient::RequesterOf(_));
    let files = facts.files.get(&job.ticket).map_or(&[][..], Vec::as_slice);
    files
        .iter()
        .filter(|_| of_one)
        .filter(|file| !to_requester || (file.event == Some(event.id) && !file.is_internal))
        .map(|file| file.name.clone())
        .collect()
}

/// Whether a letter of this kind says nothing of what happened before the event that called for it.
fn needs_its_event_only(kind: LetterKind) -> bool {
    matches!(
        kind,
        LetterKind::Confirmation
            | LetterKind::Answer
            | LetterKind::Resolution
            | LetterKind::Closing
            | LetterKind::Pause
            | LetterKind::Reminder
            | LetterKind::Summary
    )
}

/// Whether a letter of this kind tells notices.
pub(crate) fn is_of_notices(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::Reminder | LetterKind::Summary)
}

fn unique<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
