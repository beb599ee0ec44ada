//! A labelled ticket and what was answered to it.

use domain::{Decision, Suggestion};
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::DIGEST;
use crate::ticket::{TicketId, nullable};

/// A ticket with what a careful dispatcher says of it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Labelled {
    pub(crate) id: TicketId,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) subject: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) body: String,
    pub(crate) unit: UnitCode,
    pub(crate) duty: Reference,
    #[serde(default)]
    pub(crate) also: Vec<UnitCode>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    style: String,
}

impl Labelled {
    /// The start of a hash of text and labels.
    pub(super) fn digest(&self) -> [u8; DIGEST] {
        let mut hash = Sha256::new();
        let also: Vec<&str> = self.also.iter().map(UnitCode::as_str).collect();
        for part in [
            &self.id.to_string(),
            &self.subject,
            &self.body,
            self.unit.as_str(),
            &self.duty.to_string(),
            &also.join(","),
        ] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let mut start = [0; DIGEST];
        start.copy_from_slice(&hash.finalize()[..DIGEST]);
        start
    }

    fn accepts(&self, unit: &UnitCode) -> bool {
        *unit == self.unit || self.also.contains(unit)
    }
}

/// What was answered to one ticket, with its labels; the words only when the answer is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) id: TicketId,
    pub(crate) unit: UnitCode,
    pub(crate) duty: Reference,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) also: Vec<UnitCode>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) style: String,
    pub(crate) answered: Option<UnitCode>,
    pub(crate) answered_duty: Option<Reference>,
    /// Place of the labelled unit, from 1.
    pub(crate) unit_rank: Option<usize>,
    /// Place of the labelled duty among all duties shown, from 1.
    pub(crate) duty_rank: Option<usize>,
    pub(crate) confidence: f64,
    pub(crate) suggested: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) words: Vec<String>,
}

impl Answer {
    pub(crate) fn of(ticket: Labelled, suggestion: &Suggestion) -> Self {
        let top = suggestion.units.first();
        let place = |at: usize| at + 1;
        let right = top.is_some_and(|top| ticket.accepts(&top.unit));
        Self {
            answered: top.map(|top| top.unit.clone()),
            answered_duty: top.map(|top| top.duty),
            unit_rank: suggestion
                .units
                .iter()
                .position(|unit| unit.unit == ticket.unit)
                .map(place),
            duty_rank: ranked_duties(suggestion)
                .iter()
                .position(|duty| *duty == ticket.duty)
                .map(place),
            confidence: top.map_or(0.0, |top| top.confidence),
            suggested: suggestion.decision == Decision::Suggest,
            words: top
                .filter(|_| !right)
                .map_or_else(Vec::new, |top| top.words.clone()),
            id: ticket.id,
            unit: ticket.unit,
            duty: ticket.duty,
            also: ticket.also,
            kind: ticket.kind,
            style: ticket.style,
        }
    }

    pub(crate) fn score(&self) -> Score {
        let strict = self.answered.as_ref() == Some(&self.unit);
        Score {
            strict,
            lenient: strict
                || self
                    .answered
                    .as_ref()
                    .is_some_and(|unit| self.also.contains(unit)),
            third: self.unit_rank.is_some_and(|rank| rank <= 3),
            duty: strict && self.answered_duty == Some(self.duty),
            duty_rank: self.duty_rank,
            confidence: self.confidence,
            suggested: self.suggested,
        }
    }

    /// The tags of style and the kind.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.style
            .split('+')
            .chain([self.kind.as_str()])
            .filter(|tag| !tag.is_empty())
    }
}

/// How right one answer was.
#[expect(clippy::struct_excessive_bools, reason = "one per measure")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    /// The first unit is the labelled one.
    pub(crate) strict: bool,
    /// The first unit is the labelled one or acceptable.
    pub(crate) lenient: bool,
    /// The labelled unit is among the first three.
    pub(crate) third: bool,
    /// The first unit and its first duty are the labelled ones.
    pub(crate) duty: bool,
    /// Place of the labelled duty among all duties shown, from 1.
    pub(crate) duty_rank: Option<usize>,
    /// Of the first unit.
    pub(crate) confidence: f64,
    /// Whether the first unit was proposed.
    pub(crate) suggested: bool,
}

impl Score {
    pub(crate) fn of(ticket: &Labelled, suggestion: &Suggestion) -> Self {
        Answer::of(ticket.clone(), suggestion).score()
    }

    /// One over the place of the labelled duty; 0 when it is not shown.
    pub(crate) fn reciprocal_rank(&self) -> f64 {
        self.duty_rank.map_or(0.0, |rank| 1.0 / rank as f64)
    }
}

/// All duties shown, by the confidence of the unit times the share of the duty in it.
fn ranked_duties(suggestion: &Suggestion) -> Vec<Reference> {
    let mut ranked: Vec<(f64, Reference)> = suggestion
        .units
        .iter()
        .flat_map(|unit| {
            unit.duties
                .iter()
                .map(|duty| (unit.confidence * duty.score, duty.duty))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, duty)| duty).collect()
}
