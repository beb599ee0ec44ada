//! Which past tickets may be learned from, so that no single person decides what is learned.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ordinance::{Reference, UnitCode};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::PastTicket;
use crate::own_words::own_words;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// One past ticket in this many is never learned from; [`super::trial`] asks for it.
const HELD_OUT: u8 = 5;
/// Below this many tickets the share of one provision is not limited.
const LEAST_FOR_SHARES: usize = 40;

/// How much of the past is learned from, and from whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Caps {
    /// Most tickets in all, the newest first.
    pub tickets: usize,
    /// Most tickets of one requester.
    pub per_requester: usize,
    /// Most tickets of one requester in one day (UTC).
    pub per_requester_and_day: usize,
    /// Most tickets decided by one person.
    pub per_decider: usize,
    /// Most tickets decided by one person in one day (UTC).
    pub per_decider_and_day: usize,
    /// Largest share of one provision, 0–1, of 40 tickets or more.
    pub duty_share: f64,
    /// Units of which nothing is learned: the class of security incidents.
    pub private_units: Vec<UnitCode>,
    /// Provisions of which nothing is learned.
    pub private_duties: Vec<Reference>,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            tickets: 5_000,
            per_requester: 10,
            per_requester_and_day: 3,
            per_decider: 1_000,
            per_decider_and_day: 60,
            duty_share: 0.25,
            private_units: Vec::new(),
            private_duties: Vec::new(),
        }
    }
}

/// Why a past ticket is not learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Of a unit or provision of the private class.
    Private,
    /// No word of the requester's own.
    NoWords,
    /// The same words and unit as in an older one.
    Repeated,
    /// Its requester has enough others.
    Requester,
    /// The person who decided it has decided enough others.
    Decider,
    /// Its provision has enough others.
    Duty,
    /// There are enough newer ones.
    Old,
    /// Goes against the shipped model, and nobody else decided the like.
    Alone,
    /// Of a unit the ordinance does not have.
    UnknownUnit,
}

/// How many past tickets are not learned from, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct LeftOut(BTreeMap<Reason, usize>);

impl LeftOut {
    /// For one reason.
    pub fn by(&self, reason: Reason) -> usize {
        self.0.get(&reason).copied().unwrap_or_default()
    }

    /// Reasons with how many, those of none left out.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, usize)> + '_ {
        self.0.iter().map(|(&reason, &count)| (reason, count))
    }

    /// For whatever reason.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    pub(super) fn note(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }
}

/// A ticket that may be learned from.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) ticket: PastTicket,
    /// Its requester filed more than is learned from: what these say against the shipped model wants a second person.
    pub(super) flood: bool,
}

/// What may be learned from, what is held out, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Selected {
    pub(super) learned: Vec<Kept>,
    pub(super) held_out: Vec<Kept>,
    left_out: LeftOut,
}

impl Selected {
    /// How many tickets may be learned from.
    pub fn tickets(&self) -> usize {
        self.learned.len()
    }

    /// How many are kept to try on; never learned from.
    pub fn held_out(&self) -> usize {
        self.held_out.len()
    }

    /// How many were left out and why; [`super::Adaptation::left_out`] adds those that [`super::adapt`] leaves out.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// The same tickets, all to learn from and none held out: for a measurement that has its own held-out tickets.
    #[must_use]
    pub fn with_all_learned(mut self) -> Self {
        self.learned.append(&mut self.held_out);
        self.learned.sort_by(|a, b| order(&a.ticket, &b.ticket));
        self
    }
}

/// Past tickets, as a source of learning.
#[derive(Clone, Copy, Debug)]
pub struct History;

impl History {
    /// Chooses from past tickets in whatever order; the same tickets and caps give the same choice.
    ///
    /// Left out, in this order, are tickets of the private class, those without a word, those with the words and the unit
    /// of an older one, and those above a cap, where the newest come first. One in five, by the hash of its id, is held
    /// out for [`super::trial`].
    pub fn select(past: Vec<PastTicket>, caps: &Caps) -> Selected {
        let mut past = past;
        past.sort_by(order);
        let mut left_out = LeftOut::default();
        let fresh = fresh(past, caps, &mut left_out);
        let kept = capped(fresh, caps, &mut left_out);
        let (held_out, learned) = kept.into_iter().partition(|kept| is_held_out(&kept.ticket));
        Selected {
            learned,
            held_out,
            left_out,
        }
    }
}

/// The newest first.
fn order(one: &PastTicket, other: &PastTicket) -> std::cmp::Ordering {
    other
        .at
        .cmp(&one.at)
        .then_with(|| one.id.cmp(&other.id))
        .then_with(|| one.body.cmp(&other.body))
}

/// Tickets of no private class, each different set of words once for a unit: the oldest, so that none can be pushed out
/// by a copy.
fn fresh(past: Vec<PastTicket>, caps: &Caps, left_out: &mut LeftOut) -> Vec<PastTicket> {
    let mut seen = HashSet::new();
    let mut ids = HashSet::new();
    let mut fresh = Vec::new();
    for ticket in past.into_iter().rev() {
        let private = caps.private_units.contains(&ticket.unit)
            || ticket
                .duty
                .is_some_and(|duty| caps.private_duties.contains(&duty));
        if private {
            left_out.note(Reason::Private);
            continue;
        }
        let Some(print) = print(&ticket) else {
            left_out.note(Reason::NoWords);
            continue;
        };
        if seen.insert((print, ticket.unit.clone())) && ids.insert(ticket.id.clone()) {
            fresh.push(ticket);
        } else {
            left_out.note(Reason::Repeated);
        }
    }
    fresh.reverse();
    fresh
}

/// The hash of the different stems that name something, digits apart; `None` without any.
fn print(ticket: &PastTicket) -> Option<[u8; 32]> {
    let stems: BTreeSet<String> = own_words(&ticket.text())
        .iter()
        .filter(|word| word.folded.len() > 1)
        .filter(|word| !word.folded.bytes().any(|byte| byte.is_ascii_digit()))
        .filter(|word| !polish::is_function_word(&word.folded))
        .map(|word| polish::stem(&word.folded))
        .collect();
    if stems.is_empty() {
        return None;
    }
    let mut hash = Sha256::new();
    for stem in stems {
        hash.update(stem);
        hash.update([0]);
    }
    Some(hash.finalize().into())
}

fn capped(past: Vec<PastTicket>, caps: &Caps, left_out: &mut LeftOut) -> Vec<Kept> {
    let mut requesters = Tally::new(caps.per_requester, caps.per_requester_and_day);
    let mut deciders = Tally::new(caps.per_decider, caps.per_decider_and_day);
    let mut kept: Vec<PastTicket> = Vec::new();
    for ticket in past {
        if kept.len() >= caps.tickets {
            left_out.note(Reason::Old);
        } else if !requesters.admits(&ticket.requester, ticket.at) {
            requesters.flood(&ticket.requester);
            left_out.note(Reason::Requester);
        } else if !deciders.admits(&ticket.decided_by, ticket.at) {
            left_out.note(Reason::Decider);
        } else {
            requesters.count(&ticket.requester, ticket.at);
            deciders.count(&ticket.decided_by, ticket.at);
            kept.push(ticket);
        }
    }
    let most = share(kept.len(), caps.duty_share);
    let mut duties: HashMap<Option<Reference>, usize> = HashMap::new();
    kept.retain(|ticket| {
        let count = duties.entry(ticket.duty).or_default();
        *count += 1;
        let fits = ticket.duty.is_none() || *count <= most;
        if !fits {
            left_out.note(Reason::Duty);
        }
        fits
    });
    kept.into_iter()
        .map(|ticket| Kept {
            flood: requesters.floods(&ticket.requester),
            ticket,
        })
        .collect()
}

/// The most tickets of one provision among `all`.
fn share(all: usize, share: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count, which saturates"
    )]
    let most = (all.max(LEAST_FOR_SHARES) as f64 * share.max(0.0)).floor() as usize;
    most.max(1)
}

/// Whether the ticket is one of the fifth that is never learned from.
fn is_held_out(ticket: &PastTicket) -> bool {
    Sha256::digest(&ticket.id)[0] % HELD_OUT == 0
}

/// Tickets counted per person, and per person and day.
struct Tally {
    most: usize,
    most_a_day: usize,
    all: HashMap<String, usize>,
    days: HashMap<(String, i64), usize>,
    floods: HashSet<String>,
}

impl Tally {
    fn new(most: usize, most_a_day: usize) -> Self {
        Self {
            most,
            most_a_day,
            all: HashMap::new(),
            days: HashMap::new(),
            floods: HashSet::new(),
        }
    }

    fn admits(&self, person: &str, at: i64) -> bool {
        let day = (person.to_owned(), at.div_euclid(DAY));
        self.all.get(person).is_none_or(|&count| count < self.most)
            && self
                .days
                .get(&day)
                .is_none_or(|&count| count < self.most_a_day)
    }

    fn count(&mut self, person: &str, at: i64) {
        *self.all.entry(person.to_owned()).or_default() += 1;
        let day = (person.to_owned(), at.div_euclid(DAY));
        *self.days.entry(day).or_default() += 1;
    }

    fn flood(&mut self, person: &str) {
        self.floods.insert(person.to_owned());
    }

    fn floods(&self, person: &str) -> bool {
        self.floods.contains(person)
    }
}
