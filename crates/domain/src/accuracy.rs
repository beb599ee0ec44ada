//! How well suggestions did, against the units that solved the tickets.

use std::collections::BTreeMap;

use ordinance::{Reference, UnitCode};
use serde::Serialize;

use crate::{Decision, TicketNumber};

/// Most wrong proposals that [`Accuracy`] lists one by one.
const LISTED: usize = 100;
/// Bins of confidence, each a tenth wide.
const BINS: usize = 10;

/// The first unit of a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Guess {
    /// The unit.
    pub unit: UnitCode,
    /// Its provision.
    pub duty: Reference,
    /// Probability that it is right, 0–1.
    pub confidence: f64,
}

/// A solved ticket and what was suggested for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Its number.
    pub number: TicketNumber,
    /// Whether the guess was proposed.
    pub decision: Decision,
    /// The first unit of the suggestion; `None` when no word said anything.
    pub guess: Option<Guess>,
    /// The unit that the first line sent it to when something was proposed; `None` when nothing was
    /// proposed or it was not handed over.
    pub chosen: Option<UnitCode>,
    /// Why another unit than the proposed one, by name; see [`crate::ChoiceReason`].
    pub reason: Option<String>,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// The provision under which that unit held it.
    pub duty: Option<Reference>,
}

impl Judged {
    fn proposed(&self) -> Option<&Guess> {
        self.guess
            .as_ref()
            .filter(|_| self.decision == Decision::Suggest)
    }

    fn is_right(&self) -> bool {
        self.guess
            .as_ref()
            .is_some_and(|guess| guess.unit == self.unit)
    }
}

/// Counts and shares over solved tickets; "right" means that the unit named is the one that solved it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// Solved tickets that had a suggestion.
    pub judged: usize,
    /// Those with a proposal; all of them would be assigned without a click.
    pub proposed: usize,
    /// Right proposals.
    pub right: usize,
    /// Right first units, proposed or not.
    pub first_right: usize,
    /// Of right first units whose ticket has a provision: those that also named the provision.
    pub duty_right: usize,
    /// Right first units whose ticket has a provision.
    pub duty_known: usize,
    /// Proposals that the first line followed when it handed the ticket over.
    pub accepted: usize,
    /// Proposals that the first line did not follow when it handed the ticket over.
    pub changed: usize,
    /// Why it did not, by name.
    pub reasons: BTreeMap<String, usize>,
    /// By the unit that solved them or was proposed.
    pub units: Vec<UnitAccuracy>,
    /// Ten bins of confidence, 0–0.1 first.
    pub calibration: Vec<CalibrationBin>,
    /// Mean distance between confidence and share of right first units, weighted by count (ECE), 0–1.
    pub calibration_error: f64,
    /// At most a hundred wrong proposals, the most confident first.
    pub wrong: Vec<WrongProposal>,
}

/// How suggestions did for one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitAccuracy {
    /// The unit.
    pub unit: UnitCode,
    /// Tickets it solved.
    pub solved: usize,
    /// Of those, tickets proposed to it.
    pub found: usize,
    /// Tickets proposed to it, whoever solved them.
    pub proposed: usize,
}

/// Suggestions of like confidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// How many.
    pub count: usize,
    /// Their mean confidence, 0–1.
    pub confidence: f64,
    /// Share of right first units, 0–1.
    pub right: f64,
}

/// A proposal that another unit solved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WrongProposal {
    /// The ticket.
    pub number: String,
    /// What was proposed.
    pub proposed: Guess,
    /// Who solved it.
    pub solved_by: UnitCode,
}

/// `part` of `whole` as a share; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of tickets are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

impl Accuracy {
    /// The figures of these tickets.
    pub fn of(tickets: &[Judged]) -> Self {
        let count = |what: &dyn Fn(&Judged) -> bool| tickets.iter().filter(|t| what(t)).count();
        let mut reasons = BTreeMap::new();
        for reason in tickets.iter().filter_map(|ticket| ticket.reason.as_ref()) {
            *reasons.entry(reason.clone()).or_default() += 1;
        }
        let followed = |ticket: &Judged| {
            let chosen = ticket.chosen.as_ref()?;
            Some(*chosen == ticket.proposed()?.unit)
        };
        let with_duty = |ticket: &Judged| ticket.is_right() && ticket.duty.is_some();
        let calibration = calibration(tickets);
        Self {
            judged: tickets.len(),
            proposed: count(&|ticket| ticket.proposed().is_some()),
            right: count(&|ticket| ticket.proposed().is_some() && ticket.is_right()),
            first_right: count(&Judged::is_right),
            duty_right: count(&|ticket| {
                with_duty(ticket) && ticket.guess.as_ref().map(|guess| guess.duty) == ticket.duty
            }),
            duty_known: count(&with_duty),
            accepted: count(&|ticket| followed(ticket) == Some(true)),
            changed: count(&|ticket| followed(ticket) == Some(false)),
            reasons,
            units: by_unit(tickets),
            calibration_error: error(&calibration),
            calibration,
            wrong: wrong(tickets),
        }
    }

    /// Share of tickets with a proposal, 0–1.
    pub fn share_proposed(&self) -> f64 {
        share(self.proposed, self.judged)
    }

    /// Share of proposals that were right, 0–1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.proposed)
    }

    /// Share of right first units, 0–1.
    pub fn share_first_right(&self) -> f64 {
        share(self.first_right, self.judged)
    }

    /// Proposals that another unit solved: what would have been assigned wrongly.
    pub fn misrouted(&self) -> usize {
        self.proposed - self.right
    }
}

fn by_unit(tickets: &[Judged]) -> Vec<UnitAccuracy> {
    let mut units: BTreeMap<&UnitCode, UnitAccuracy> = BTreeMap::new();
    let mut of = |unit, change: &dyn Fn(&mut UnitAccuracy)| {
        change(units.entry(unit).or_insert_with(|| UnitAccuracy {
            unit: unit.clone(),
            solved: 0,
            found: 0,
            proposed: 0,
        }));
    };
    for ticket in tickets {
        let proposed = ticket.proposed();
        let found = usize::from(proposed.is_some_and(|guess| guess.unit == ticket.unit));
        of(&ticket.unit, &|unit| {
            unit.solved += 1;
            unit.found += found;
        });
        if let Some(guess) = proposed {
            of(&guess.unit, &|unit| unit.proposed += 1);
        }
    }
    units.into_values().collect()
}

/// Which bin a confidence is in.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0–9"
)]
fn bin(confidence: f64) -> usize {
    (confidence * 10.0).clamp(0.0, 9.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "counts of tickets are small")]
fn calibration(tickets: &[Judged]) -> Vec<CalibrationBin> {
    let mut sums = vec![(0_usize, 0.0, 0_usize); BINS];
    for ticket in tickets {
        if let Some(guess) = &ticket.guess {
            let sum = &mut sums[bin(guess.confidence)];
            sum.0 += 1;
            sum.1 += guess.confidence;
            sum.2 += usize::from(ticket.is_right());
        }
    }
    let of = |(count, confidence, right): (usize, f64, usize)| CalibrationBin {
        count,
        confidence: if count == 0 {
            0.0
        } else {
            confidence / count as f64
        },
        right: share(right, count),
    };
    sums.into_iter().map(of).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of tickets are small")]
fn error(bins: &[CalibrationBin]) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.count).sum();
    let off = |bin: &CalibrationBin| (bin.confidence - bin.right).abs() * bin.count as f64;
    bins.iter().map(off).sum::<f64>() / (all.max(1)) as f64
}

fn wrong(tickets: &[Judged]) -> Vec<WrongProposal> {
    let mut wrong: Vec<WrongProposal> = tickets
        .iter()
        .filter(|ticket| !ticket.is_right())
        .filter_map(|ticket| {
            ticket.proposed().map(|guess| WrongProposal {
                number: ticket.number.to_string(),
                proposed: guess.clone(),
                solved_by: ticket.unit.clone(),
            })
        })
        .collect();
    wrong.sort_by(|a, b| b.proposed.confidence.total_cmp(&a.proposed.confidence));
    wrong.truncate(LISTED);
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guessed, how surely, proposed or not, who solved it.
    fn ticket(guess: &str, confidence: f64, decision: Decision, unit: &str) -> Judged {
        Judged {
            number: TicketNumber::new(2026, 1).unwrap(),
            decision,
            guess: Some(Guess {
                unit: guess.parse().unwrap(),
                duty: "§14 pkt 1 lit. l".parse().unwrap(),
                confidence,
            }),
            chosen: None,
            reason: None,
            unit: unit.parse().unwrap(),
            duty: None,
        }
    }

    #[test]
    fn figures_counted_by_hand() {
        use Decision::{Suggest, Unsure};
        let mut tickets = vec![
            ticket("IT-04-1", 0.95, Suggest, "IT-04-1"),
            ticket("IT-04-1", 0.85, Suggest, "IT-04-2"),
            ticket("IT-04-2", 0.45, Unsure, "IT-04-2"),
            ticket("IT-02-3", 1.0, Suggest, "IT-02-3"),
        ];
        tickets[0].chosen = Some("IT-04-1".parse().unwrap());
        tickets[0].duty = Some("§14 pkt 1 lit. l".parse().unwrap());
        tickets[1].chosen = Some("IT-04-2".parse().unwrap());
        tickets[1].reason = Some("other_scope".to_owned());
        let figures = Accuracy::of(&tickets);
        assert_eq!((figures.judged, figures.proposed, figures.right), (4, 3, 2));
        assert_eq!((figures.first_right, figures.misrouted()), (3, 1));
        assert_eq!((figures.duty_right, figures.duty_known), (1, 1));
        assert_eq!((figures.accepted, figures.changed), (1, 1));
        assert_eq!(figures.reasons["other_scope"], 1);
        let units: Vec<_> = figures
            .units
            .iter()
            .map(|unit| (unit.unit.as_str(), unit.solved, unit.found, unit.proposed))
            .collect();
        assert_eq!(
            units,
            [
                ("IT-02-3", 1, 1, 1),
                ("IT-04-1", 1, 1, 2),
                ("IT-04-2", 2, 0, 0)
            ]
        );
        // |0.975 − 1| · 2 + |0.85 − 0| + |0.45 − 1|, over four.
        assert!((figures.calibration_error - (0.05 + 0.85 + 0.55) / 4.0).abs() < 1e-12);
        assert_eq!(figures.wrong.len(), 1);
        assert_eq!(figures.wrong[0].solved_by.as_str(), "IT-04-2");
    }

    #[test]
    fn nothing_gives_zeros() {
        let none = Accuracy::of(&[]);
        assert_eq!(none.judged, 0);
        assert!(
            none.precision().abs() < f64::EPSILON && none.calibration_error.abs() < f64::EPSILON
        );
    }
}
