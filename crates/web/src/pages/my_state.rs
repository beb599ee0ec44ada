//! Where a ticket stands, in plain words for its requester.

use domain::{Decision, Desk, Status, Suggestion, Ticket, Waiting};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use texts::Texts;

use crate::said::Said;

/// Where a ticket stands in a few words: "czeka na Panią/Pana".
pub(crate) struct Standing {
    /// Modifiers of the badge.
    pub(crate) class: String,
    pub(crate) words: String,
}

impl Standing {
    /// Of a ticket in this status that waits, or waited, so.
    pub(crate) fn of(t: Texts, status: Status, waiting: Option<Waiting>, now: Timestamp) -> Self {
        match waiting.filter(|waiting| waiting.lasts_at(now)) {
            Some(waiting) => Self {
                class: "badge--waiting".to_owned(),
                words: t.get(&format!("my-state-waiting-{}", waiting.on.as_str())),
            },
            None => Self {
                class: format!("badge--status-{}", status.as_str()),
                words: t.get(&format!("my-state-{}", status.as_str())),
            },
        }
    }
}

/// Name and symbol of a unit; the symbol alone of one that the ordinance in force does not have.
pub(crate) fn unit_parts(desk: &Desk, code: &UnitCode) -> (String, String) {
    desk.ordinance().unit(code).map_or_else(
        || (code.to_string(), String::new()),
        |unit| (unit.name.clone(), code.to_string()),
    )
}

/// The same on one line.
pub(crate) fn unit_name(desk: &Desk, code: &UnitCode) -> String {
    match unit_parts(desk, code) {
        (code, none) if none.is_empty() => code,
        (name, code) => format!("{name} ({code})"),
    }
}

/// For what the ticket waits, in plain words; `None` when it does not.
pub(crate) fn waiting(t: Texts, ticket: &Ticket, now: Timestamp) -> Option<String> {
    let waiting = ticket.waiting.filter(|waiting| waiting.lasts_at(now))?;
    let what = t.get(&format!("my-now-waiting-{}", waiting.on.as_str()));
    Some(match waiting.until {
        None => what,
        Some(until) => {
            let until = t.one("my-now-waiting-until", "until", &t.date_time(until));
            format!("{what} {until}")
        }
    })
}

/// What happens now, in plain words.
pub(crate) fn explanation(
    t: Texts,
    desk: &Desk,
    ticket: &Ticket,
    suggestion: Option<&Suggestion>,
) -> Said {
    let unit = unit_name(desk, &ticket.unit);
    match ticket.status {
        Status::New => probable(t, desk, suggestion),
        Status::InProgress => t.one("my-now-in_progress", "unit", &unit).into(),
        Status::HandedOver => match ticket.duty.and_then(|duty| duty_words(desk, duty)) {
            Some((duty, words)) => Said::quoting(
                t,
                "my-now-handed_over-because",
                words,
                &[("unit", (&unit).into()), ("duty", (&duty).into())],
            ),
            None => t.one("my-now-handed_over", "unit", &unit).into(),
        },
        Status::Returned => t.get("my-now-returned").into(),
        Status::Resolved => t.get("my-now-resolved").into(),
        Status::Closed => t.get("my-now-closed").into(),
        Status::Cancelled => t.get("my-now-cancelled").into(),
        Status::Merged => t.get("my-now-merged").into(),
    }
}

/// Which unit will probably deal with a new ticket, and why.
fn probable(t: Texts, desk: &Desk, suggestion: Option<&Suggestion>) -> Said {
    let proposed = suggestion
        .filter(|suggestion| suggestion.decision == Decision::Suggest)
        .and_then(Suggestion::proposed)
        .filter(|proposed| desk.ordinance().unit(&proposed.unit).is_some());
    let Some(proposed) = proposed else {
        return t.get("my-now-new-unsure").into();
    };
    if proposed.unit == *desk.first_line() {
        return t.get("my-now-new-first-line").into();
    }
    let unit = unit_name(desk, &proposed.unit);
    let Some((duty, words)) = duty_words(desk, proposed.duty) else {
        return t.get("my-now-new-unsure").into();
    };
    Said::quoting(
        t,
        "my-now-new-probably",
        words,
        &[("unit", (&unit).into()), ("duty", (&duty).into())],
    )
}

fn duty_words(desk: &Desk, duty: Reference) -> Option<(String, String)> {
    Some((duty.shown(), desk.ordinance().full_text(&duty)?))
}
