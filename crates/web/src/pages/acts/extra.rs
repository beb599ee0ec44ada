//! What some forms ask besides words: for what to wait, how it presses, what was wrong.

use domain::{
    ActKind, CommentPart, Desk, FieldError, FieldFault, Impact, Refusal, ReturnCause, Ticket,
    Urgency, WaitingFor,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use texts::Texts;

use super::form::Tried;
use super::typed::Typed;

/// Fields of a form besides its words.
pub(crate) enum Extra {
    None,
    Pause(PauseFields),
    Priority(Vec<Group>),
    Return(ReturnFields),
}

/// For what to wait, and until when.
pub(crate) struct PauseFields {
    pub(crate) why: Group,
    pub(crate) until: String,
    pub(crate) until_fault: String,
}

/// What was wrong with the hand-over.
pub(crate) struct ReturnFields {
    pub(crate) cause: Group,
    /// Parts of the full comment, as checkboxes; none where nobody escalates to.
    pub(crate) parts: Vec<Choice>,
    pub(crate) parts_fault: String,
    /// Duties by unit.
    pub(crate) units: Vec<Duties>,
    pub(crate) points_to_fault: String,
}

/// Radio buttons with a legend.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) legend: String,
    pub(crate) choices: Vec<Choice>,
    pub(crate) fault: String,
}

pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) chosen: bool,
}

/// The duties of one unit, for a list.
pub(crate) struct Duties {
    pub(crate) unit: String,
    pub(crate) all: Vec<DutyLine>,
}

pub(crate) struct DutyLine {
    pub(crate) value: String,
    pub(crate) shown: String,
    pub(crate) chosen: bool,
}

/// As many characters of a duty are shown in a list.
const DUTY_LENGTH: usize = 90;

impl Extra {
    pub(crate) fn new(
        t: Texts,
        kind: ActKind,
        ticket: &Ticket,
        desk: &Desk,
        tried: Option<&Tried<'_>>,
    ) -> Self {
        let nothing = Typed::default();
        let typed = tried.map_or(&nothing, |tried| tried.typed);
        let fault = |field: &str| {
            let faults = tried.and_then(|tried| tried.faults);
            faults.map_or_else(String::new, |faults| faults.at(field).to_owned())
        };
        let group = |name: &'static str, key: &str, values: &[&'static str], standing: &str| {
            let typed = typed.get(name);
            let chosen = if typed.is_empty() { standing } else { typed };
            Group {
                name,
                legend: t.get(&format!("act-form-{}-{key}", kind.as_str())),
                choices: choices(t, kind, key, values, |value| value == chosen),
                fault: fault(name),
            }
        };
        match kind {
            ActKind::Paused => Self::Pause(PauseFields {
                why: group("why", "why", &WaitingFor::ALL.map(WaitingFor::as_str), ""),
                until: typed.get("until").to_owned(),
                until_fault: fault("until"),
            }),
            ActKind::PriorityChanged => Self::Priority(vec![
                group(
                    "impact",
                    "impact",
                    &Impact::ALL.map(Impact::as_str),
                    ticket.impact.as_str(),
                ),
                group(
                    "urgency",
                    "urgency",
                    &Urgency::ALL.map(Urgency::as_str),
                    ticket.urgency.as_str(),
                ),
            ]),
            ActKind::Returned => {
                let escalated = desk.is_second_line(&ticket.unit);
                let causes: &[&str] = if escalated {
                    &["other", "incomplete_comment", "not_competent"]
                } else {
                    &["other", "not_competent"]
                };
                let parts = typed.all("parts");
                Self::Return(ReturnFields {
                    cause: group("cause", "cause", causes, "other"),
                    parts: CommentPart::ALL
                        .into_iter()
                        .filter(|_| escalated)
                        .map(|part| Choice {
                            value: part.as_str(),
                            label: t.get(&format!("comment-{}", part.as_str())),
                            hint: String::new(),
                            chosen: parts.contains(&part.as_str()),
                        })
                        .collect(),
                    parts_fault: fault("parts"),
                    units: duties(desk, ticket, typed.get("points_to")),
                    points_to_fault: fault("duty"),
                })
            }
            _ => Self::None,
        }
    }
}

fn choices(
    t: Texts,
    kind: ActKind,
    key: &str,
    values: &[&'static str],
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    let own = |value: &str| format!("act-form-{}-{key}-{value}", kind.as_str());
    let hint = |value: &str| format!("{}-hint", own(value));
    values
        .iter()
        .map(|value| Choice {
            value,
            // Impact and urgency have names of their own: `impact-low`.
            label: if t.has(&own(value)) {
                t.get(&own(value))
            } else {
                t.get(&format!("{key}-{value}"))
            },
            hint: if t.has(&hint(value)) {
                t.get(&hint(value))
            } else {
                String::new()
            },
            chosen: chosen(value),
        })
        .collect()
}

/// Every duty of every other unit, the unit's symbol and name above its own.
fn duties(desk: &Desk, ticket: &Ticket, chosen: &str) -> Vec<Duties> {
    desk.ordinance()
        .units()
        .iter()
        .filter(|unit| unit.code != ticket.unit)
        .map(|unit| Duties {
            unit: format!("{} {}", unit.code, unit.name),
            all: desk
                .ordinance()
                .duties()
                .filter(|duty| duty.unit.as_ref() == Some(&unit.code) && !duty.introductory)
                .map(|duty| {
                    let value = duty.reference.to_string();
                    let words = desk.ordinance().full_text(&duty.reference);
                    DutyLine {
                        chosen: value == chosen,
                        shown: format!(
                            "{}: {}",
                            duty.reference.shown(),
                            beginning(&words.unwrap_or_default())
                        ),
                        value,
                    }
                })
                .collect(),
        })
        .collect()
}

fn beginning(words: &str) -> String {
    match words.char_indices().nth(DUTY_LENGTH) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…", &words[..end]),
    }
}

fn fault(field: &'static str, fault: FieldFault) -> Refusal {
    Refusal::Fields(vec![FieldError { field, fault }])
}

/// One of the values offered, by its name.
///
/// # Errors
/// [`Refusal::Fields`] of `field`: missing or unknown.
pub(crate) fn named<T>(
    field: &'static str,
    typed: &Typed,
    from_name: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Refusal> {
    let name = typed.get(field);
    from_name(name).ok_or_else(|| {
        let missing = name.is_empty();
        fault(
            field,
            if missing {
                FieldFault::Missing
            } else {
                FieldFault::UnknownValue
            },
        )
    })
}

/// A day and hour as a form sends them (`2026-12-03T10:30`, Warsaw time); `None` when none is given.
///
/// # Errors
/// [`Refusal::Fields`] of `field` when it cannot be read.
pub(crate) fn moment(field: &'static str, typed: &Typed) -> Result<Option<Timestamp>, Refusal> {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read: Option<DateTime> = text.parse().ok();
    read.and_then(|local| local.in_tz("Europe/Warsaw").ok())
        .map(|zoned| Some(zoned.timestamp()))
        .ok_or_else(|| fault(field, FieldFault::NotAMoment))
}

/// What the form says was wrong with the hand-over.
///
/// # Errors
/// [`Refusal::Fields`] (`cause`, `duty`).
pub(crate) fn cause(typed: &Typed, desk: &Desk) -> Result<Option<ReturnCause>, Refusal> {
    match typed.get("cause") {
        "" | "other" => Ok(None),
        "incomplete_comment" => Ok(Some(ReturnCause::IncompleteComment {
            parts: typed
                .all("parts")
                .into_iter()
                .filter_map(CommentPart::from_name)
                .collect(),
        })),
        "not_competent" => {
            let duty = typed.get("points_to");
            if duty.is_empty() {
                return Err(fault("duty", FieldFault::Missing));
            }
            let duty = duty
                .parse()
                .map_err(|_| fault("duty", FieldFault::UnknownValue))?;
            let unit = desk
                .ordinance()
                .provision(&duty)
                .and_then(|provision| provision.unit.clone())
                .ok_or(Refusal::UnknownDuty { duty })?;
            Ok(Some(ReturnCause::NotCompetent { unit, duty }))
        }
        _ => Err(fault("cause", FieldFault::UnknownValue)),
    }
}

/// Fields of a form besides its words that may have faults, and the ids of their controls.
pub(crate) fn controls(slug: &str) -> [(&'static str, &'static str, String); 6] {
    [
        ("why", "why", format!("{slug}-why")),
        ("until", "until", format!("{slug}-until")),
        ("impact", "impact", format!("{slug}-impact")),
        ("urgency", "urgency", format!("{slug}-urgency")),
        ("parts", "parts", format!("{slug}-parts")),
        ("duty", "points-to", format!("{slug}-points-to")),
    ]
}
