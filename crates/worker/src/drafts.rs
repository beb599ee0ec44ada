//! What letters are written from, read for all letters that a worker has claimed at once.

use std::collections::HashMap;

use domain::{Event, LetterKind, Recipient, Suggestion, Ticket, TicketId, UserId};
use jiff::Timestamp;
use mail::{Address, Envelope};
use store::accounts::{self, Account};
use store::jobs::{self, Job};
use store::{Conn, StoreError, letters, tickets};

use crate::addresses::{of_person, same};
use crate::compose::Source;
use crate::deliver::{Post, Unprepared};
use crate::outages::writes_by_itself;
use crate::undeliverable::Undeliverable;

/// A letter before it is written: its facts, and where it goes.
pub(crate) struct Draft {
    pub(crate) ticket: Ticket,
    /// The duplicate of the ticket whose requester gets the letter.
    pub(crate) duplicate: Option<Ticket>,
    pub(crate) history: Vec<Event>,
    pub(crate) suggestion: Option<Suggestion>,
    pub(crate) envelope: Envelope,
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
    histories: HashMap<TicketId, Vec<Event>>,
    suggestions: HashMap<TicketId, Suggestion>,
    threads: HashMap<domain::JobId, Vec<domain::JobId>>,
    accounts: HashMap<UserId, Account>,
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
        let facts = read(&mut conn, jobs).await?;
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
        let history = facts.histories.get(&job.ticket);
        let history = history.map_or(&[][..], Vec::as_slice);
        let duplicate = match job.to {
            Recipient::RequesterOf(id) => facts.tickets.get(&id),
            _ => None,
        };
        let own = duplicate.unwrap_or(ticket);
        let account = own.requester.account.and_then(|id| facts.accounts.get(&id));
        let source = Source {
            desk: &self.desk,
            ticket,
            own,
            history,
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
        Ok(Draft {
            ticket: ticket.clone(),
            duplicate: duplicate.cloned(),
            history: history.to_vec(),
            suggestion: facts.suggestions.get(&job.ticket).cloned(),
            envelope,
        })
    }
}

async fn read(conn: &mut Conn, jobs: &[Job]) -> Result<Facts, StoreError> {
    let of_letters = unique(jobs.iter().map(|job| job.ticket));
    let duplicates = jobs.iter().filter_map(|job| match job.to {
        Recipient::RequesterOf(id) => Some(id),
        _ => None,
    });
    let all = unique(of_letters.iter().copied().chain(duplicates));
    let tickets = tickets::by_ids(conn, &all).await?;
    let histories = tickets::histories(conn, &of_letters).await?;
    // Only a confirmation says what was proposed.
    let confirmed = |job: &&Job| job.kind == LetterKind::Confirmation;
    let filed = unique(jobs.iter().filter(confirmed).map(|job| job.ticket));
    let suggestions = tickets::suggestions(conn, &filed).await?;
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
    Ok(Facts {
        tickets,
        histories,
        suggestions,
        threads,
        accounts,
    })
}

fn unique<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
