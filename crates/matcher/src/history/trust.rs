//! Which selected tickets may contradict the shipped model.
//!
//! A ticket that says what the shipped model says anyway can do no harm. One that says otherwise is believed when the
//! person who decided it mostly agrees with the shipped model, over enough tickets of enough requesters; or when
//! somebody else decided the like for somebody else. So one person alone, filing or deciding, moves nothing.

use std::collections::{HashMap, HashSet};

/// A person is believed after this many tickets …
const LEAST_TICKETS: usize = 10;
/// … of this many requesters …
const LEAST_REQUESTERS: usize = 5;
/// … of which at most one in this many contradicts.
const ONE_IN: usize = 3;
/// Two texts are alike from this cosine on.
const ALIKE: f32 = 0.3;

/// What is weighed of a ticket.
pub(super) struct Said<'a> {
    pub(super) decider: &'a str,
    pub(super) requester: &'a str,
    /// The unit it was decided to be of.
    pub(super) unit: usize,
    /// Whether the shipped model says otherwise.
    pub(super) contradicts: bool,
    /// Whether its requester filed more than is learned from.
    pub(super) flood: bool,
    /// Its features.
    pub(super) vector: &'a [(u32, f32)],
}

/// For each ticket, whether it is believed.
pub(super) fn believed(said: &[Said<'_>]) -> Vec<bool> {
    let trusted = trusted(said);
    let mut postings: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
    let lengths: Vec<f32> = said.iter().map(|one| length(one.vector)).collect();
    let contradicting: HashSet<usize> = said
        .iter()
        .filter(|one| one.contradicts)
        .map(|one| one.unit)
        .collect();
    let witnesses = said
        .iter()
        .enumerate()
        .filter(|(_, one)| contradicting.contains(&one.unit));
    for (at, one) in witnesses {
        for &(feature, value) in one.vector {
            postings
                .entry(feature)
                .or_default()
                .push((at, value / lengths[at]));
        }
    }
    said.iter()
        .enumerate()
        .map(|(at, one)| {
            let alone = !trusted.contains(one.decider) || one.flood;
            !one.contradicts || !alone || seconded(at, said, &postings, lengths[at])
        })
        .collect()
}

/// Whether somebody else decided the like for somebody else.
fn seconded(
    at: usize,
    said: &[Said<'_>],
    postings: &HashMap<u32, Vec<(usize, f32)>>,
    length: f32,
) -> bool {
    let one = &said[at];
    let mut cosines: HashMap<usize, f32> = HashMap::new();
    for (feature, value) in one.vector {
        for &(other, share) in postings.get(feature).into_iter().flatten() {
            *cosines.entry(other).or_default() += share * value / length;
        }
    }
    cosines.into_iter().any(|(other, cosine)| {
        let other = &said[other];
        cosine >= ALIKE
            && other.unit == one.unit
            && other.decider != one.decider
            && other.requester != one.requester
    })
}

/// Persons whose decisions mostly agree with the shipped model.
fn trusted<'a>(said: &[Said<'a>]) -> HashSet<&'a str> {
    let mut people: HashMap<&str, (usize, usize, HashSet<&str>)> = HashMap::new();
    for one in said {
        let (tickets, against, requesters) = people.entry(one.decider).or_default();
        *tickets += 1;
        *against += usize::from(one.contradicts);
        requesters.insert(one.requester);
    }
    people
        .into_iter()
        .filter(|(_, (tickets, against, requesters))| {
            *tickets >= LEAST_TICKETS
                && requesters.len() >= LEAST_REQUESTERS
                && against * ONE_IN <= *tickets
        })
        .map(|(person, _)| person)
        .collect()
}

fn length(vector: &[(u32, f32)]) -> f32 {
    let squares: f32 = vector.iter().map(|(_, value)| value * value).sum();
    squares.sqrt().max(f32::MIN_POSITIVE)
}
