//! The card that says which unit is competent, by which provision, and why.

use std::ops::Range;

use domain::{ActKind, Desk, SuggestedUnit, Suggestion, SuggestionNote, Ticket};
use form_urlencoded::Serializer;
use ordinance::{Reference, UnitCode};
use texts::{Arg, Texts};

use super::marks::{Segment, segments};

/// Finds the words that decided in a text: byte ranges.
pub(crate) type Marker<'a> = &'a dyn Fn(&str, &[String]) -> Vec<Range<usize>>;

/// What is shown of a stored suggestion.
pub(crate) struct Card {
    /// The unit to propose; `None` when the words do not decide.
    pub(crate) proposed: Option<UnitLine>,
    /// Key of the sentence shown instead of a proposal.
    pub(crate) undecided: &'static str,
    /// The other units of the ranking, best first.
    pub(crate) others: Vec<UnitLine>,
    /// "Zarządzenie … · słownik …"; empty when nothing was stored.
    pub(crate) versions: String,
    /// Another matter that the text holds.
    pub(crate) second: Option<Second>,
    /// Address of the page of reasons.
    pub(crate) reasons: String,
}

/// A second matter in one ticket.
pub(crate) struct Second {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) duty: String,
    pub(crate) words: String,
    /// As written.
    pub(crate) excerpt: String,
}

/// A unit of the ranking.
pub(crate) struct UnitLine {
    pub(crate) code: String,
    pub(crate) name: String,
    /// "I linia", "II linia" or nothing.
    pub(crate) line: String,
    /// "raczej pewne · 83%".
    pub(crate) confidence: String,
    /// 0–100, for the bar.
    pub(crate) percent: i64,
    pub(crate) duty: DutyLine,
    /// Further provisions of the unit that fit.
    pub(crate) more_duties: Vec<DutyLine>,
    pub(crate) words: Vec<String>,
    pub(crate) offer: Offer,
    /// Why another unit is proposed; `None` for that unit, and when none is.
    pub(crate) lost: Option<Lost>,
    /// Whether the reader accepts the proposal by taking the ticket up.
    pub(crate) accepts: bool,
    /// This is the unit to propose.
    pub(crate) is_proposed: bool,
}

/// Why a unit is not the proposed one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// These words speak for the proposed unit and not for this one; at most [`LOST_WORDS`].
    Words(Vec<String>),
    /// The same words weigh less in its duties.
    Weight,
}

/// Words that are named for why a unit lost.
const LOST_WORDS: usize = 4;

/// A provision with its words.
pub(crate) struct DutyLine {
    pub(crate) shown: String,
    /// The words of its point, when it is a letter.
    pub(crate) introduction: Vec<Segment>,
    pub(crate) own: Vec<Segment>,
}

/// What one click can do with a unit of the ranking.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Address of the escalation form, prefilled.
    Escalate(String),
    /// Address of the transfer form, prefilled.
    Transfer(String),
    /// The unit already holds the ticket.
    Here,
    /// The reader may not hand the ticket over.
    Nothing,
}

impl Card {
    /// Whether the next step is to hand the ticket over to the proposed unit; else it is one of the acts.
    pub(crate) fn leads_away(&self) -> bool {
        let offer = self.proposed.as_ref().map(|unit| &unit.offer);
        matches!(offer, Some(Offer::Escalate(_) | Offer::Transfer(_)))
    }
}

/// What a card is made from.
pub(crate) struct Maker<'a> {
    pub(crate) t: Texts,
    pub(crate) desk: &'a Desk,
    pub(crate) ticket: &'a Ticket,
    /// What the reader may do.
    pub(crate) acts: &'a [ActKind],
    pub(crate) mark: Marker<'a>,
}

impl Maker<'_> {
    /// The card of a stored suggestion, or of none.
    pub(crate) fn card(&self, suggestion: Option<&Suggestion>) -> Card {
        let reasons = format!("/kolejka/{}/uzasadnienie", self.ticket.number);
        let Some(suggestion) = suggestion else {
            return Card {
                proposed: None,
                undecided: "suggestion-missing",
                others: Vec::new(),
                versions: String::new(),
                second: None,
                reasons,
            };
        };
        let proposed = suggestion.proposed();
        let skipped = usize::from(proposed.is_some());
        Card {
            proposed: proposed.map(|unit| UnitLine {
                is_proposed: true,
                ..self.unit(unit)
            }),
            undecided: match suggestion.note {
                Some(SuggestionNote::NoProvision) => "suggestion-no-provision",
                _ if suggestion.units.is_empty() => "suggestion-nothing",
                _ => "suggestion-unsure-why",
            },
            others: suggestion.units[skipped..]
                .iter()
                .map(|unit| UnitLine {
                    lost: proposed.map(|proposed| lost(proposed, unit)),
                    ..self.unit(unit)
                })
                .collect(),
            versions: self.t.with(
                "suggestion-versions",
                &[
                    ("ordinance", Arg::Text(&suggestion.ordinance)),
                    ("vocabulary", Arg::Text(&suggestion.vocabulary)),
                ],
            ),
            second: self.second(suggestion.note.as_ref()),
            reasons,
        }
    }

    fn second(&self, note: Option<&SuggestionNote>) -> Option<Second> {
        let Some(SuggestionNote::TwoMatters {
            unit,
            duty,
            words,
            excerpt,
        }) = note
        else {
            return None;
        };
        Some(Second {
            code: unit.to_string(),
            name: unit_name(self.desk, unit),
            duty: duty.shown(),
            words: words.join(", "),
            excerpt: excerpt.clone(),
        })
    }

    /// A unit of a ranking; not as the proposed one.
    pub(crate) fn unit(&self, unit: &SuggestedUnit) -> UnitLine {
        UnitLine {
            code: unit.unit.to_string(),
            name: unit_name(self.desk, &unit.unit),
            line: line_of_support(self.t, self.desk, &unit.unit),
            confidence: confidence(self.t, unit.confidence),
            percent: percent(unit.confidence),
            duty: self.duty(unit.duty, &unit.words),
            more_duties: unit
                .duties
                .iter()
                .filter(|other| other.duty != unit.duty)
                .map(|other| self.duty(other.duty, &unit.words))
                .collect(),
            words: unit.words.clone(),
            offer: self.offer(&unit.unit, unit.duty),
            lost: None,
            accepts: self.acts.contains(&ActKind::Claimed),
            is_proposed: false,
        }
    }

    fn duty(&self, duty: Reference, words: &[String]) -> DutyLine {
        let (introduction, own) = wording(self.desk, duty);
        DutyLine {
            shown: duty.shown(),
            introduction: segments(&introduction, &(self.mark)(&introduction, words)),
            own: segments(&own, &(self.mark)(&own, words)),
        }
    }

    fn offer(&self, unit: &UnitCode, duty: Reference) -> Offer {
        let address = |what| hand_over_address(self.ticket, what, Some((unit, duty)));
        let second_line = self.desk.is_second_line(unit);
        if self.ticket.unit == *unit {
            Offer::Here
        } else if second_line && self.acts.contains(&ActKind::Escalated) {
            Offer::Escalate(address("eskalacja"))
        } else if self.acts.contains(&ActKind::Transferred)
            && !(second_line && self.ticket.unit == *self.desk.first_line())
        {
            Offer::Transfer(address("przekazanie"))
        } else {
            Offer::Nothing
        }
    }
}

/// What speaks for the proposed unit and not for another one.
fn lost(proposed: &SuggestedUnit, unit: &SuggestedUnit) -> Lost {
    let missing: Vec<String> = proposed
        .words
        .iter()
        .filter(|word| !unit.words.contains(word))
        .take(LOST_WORDS)
        .cloned()
        .collect();
    if missing.is_empty() {
        Lost::Weight
    } else {
        Lost::Words(missing)
    }
}

/// The address of a hand-over form, with unit and provision filled in when they are known.
pub(crate) fn hand_over_address(
    ticket: &Ticket,
    what: &str,
    to: Option<(&UnitCode, Reference)>,
) -> String {
    let path = format!("/kolejka/{}/{what}", ticket.number);
    let Some((unit, duty)) = to else {
        return path;
    };
    let query = Serializer::new(String::new())
        .append_pair("unit", unit.as_str())
        .append_pair("duty", &duty.to_string())
        .finish();
    format!("{path}?{query}")
}

/// The words of a provision: those of its point (empty unless it is a letter), and its own; both
/// empty when the ordinance in force has no such provision.
pub(crate) fn wording(desk: &Desk, duty: Reference) -> (String, String) {
    let ordinance = desk.ordinance();
    let Some(provision) = ordinance.provision(&duty) else {
        return Default::default();
    };
    let introduction = duty
        .letter
        .and(duty.parent())
        .and_then(|point| ordinance.provision(&point))
        .map(|point| point.text.clone())
        .unwrap_or_default();
    (introduction, provision.text.clone())
}

/// The unit's name; its symbol when the ordinance in force has no such unit.
pub(crate) fn unit_name(desk: &Desk, unit: &UnitCode) -> String {
    desk.ordinance()
        .unit(unit)
        .map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

/// "I linia", "II linia", or nothing for the other units.
pub(crate) fn line_of_support(t: Texts, desk: &Desk, unit: &UnitCode) -> String {
    if desk.first_line() == unit {
        t.get("suggestion-first-line")
    } else if desk.is_second_line(unit) {
        t.get("suggestion-second-line")
    } else {
        String::new()
    }
}

/// "raczej pewne · 83%".
pub(crate) fn confidence(t: Texts, probability: f64) -> String {
    let percent = percent(probability);
    let key = match percent {
        90.. => "suggestion-confidence-certain",
        70..90 => "suggestion-confidence-likely",
        40..70 => "suggestion-confidence-possible",
        _ => "suggestion-confidence-weak",
    };
    let figure = if percent == 0 {
        "<1%".to_owned()
    } else {
        format!("{percent}%")
    };
    format!("{} · {figure}", t.get(key))
}

/// Whole percent, 0–100; 100 only for a full certainty, which no words give.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the value is between 0 and 100"
)]
pub(crate) fn percent(probability: f64) -> i64 {
    // `max` also turns NaN into 0.
    let percent = (probability.max(0.0) * 100.0).min(100.0);
    if percent < 100.0 {
        percent.round().min(99.0) as i64
    } else {
        100
    }
}

#[cfg(test)]
mod tests;
