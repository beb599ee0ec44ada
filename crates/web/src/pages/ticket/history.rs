//! A ticket's history as people read it.

use domain::{Act, Author, Channel, Event, IncidentStep, Priority, ReturnCause, Visibility};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use store::attachments::Attachment;
use texts::{Arg, Texts};

use crate::pages::bookings::{clashes, period};
use crate::uploads::view::{FileLine, lines};

/// One entry.
pub(crate) struct Entry {
    /// Name of the act, for the icon: `escalated`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) by: String,
    pub(crate) at: Moment,
    pub(crate) reach: Reach,
    /// One sentence, when the act has no words of its own.
    pub(crate) lead: String,
    /// Words of the act with their labels.
    pub(crate) parts: Vec<Part>,
    /// What came with it.
    pub(crate) files: Vec<FileLine>,
    /// Where more of it can be read.
    pub(crate) links: Vec<Link>,
}

/// A page that tells more.
pub(crate) struct Link {
    pub(crate) address: String,
    pub(crate) words: String,
}

/// Who reads an entry; notes are drawn unlike each other by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Not a note.
    Act,
    /// Staff only.
    Internal,
    /// Also the requester.
    Public,
}

impl Entry {
    pub(crate) fn is_internal(&self) -> bool {
        self.reach == Reach::Internal
    }

    pub(crate) fn is_public(&self) -> bool {
        self.reach == Reach::Public
    }

    pub(crate) fn is_note(&self) -> bool {
        self.reach != Reach::Act
    }

    /// The same entry with those of `files` that came with its event; `base` as of [`lines`].
    #[must_use]
    pub(crate) fn with_files(
        mut self,
        t: Texts,
        base: &str,
        event: &Event,
        files: &[Attachment],
    ) -> Self {
        let own = files.iter().filter(|file| file.event == Some(event.id));
        self.files = lines(t, base, own);
        self
    }

    /// A sign for acts that move a ticket or end its work; notes have pictures, the rest nothing.
    pub(crate) fn icon(&self) -> &'static str {
        match self.kind {
            "escalated" | "transferred" | "decided" => "→",
            "returned" | "reopened" => "←",
            "resolved" | "closed" => "✓",
            "cancelled" => "×",
            "step" => "!",
            _ => "",
        }
    }
}

/// Words with a label; a note's words have none.
pub(crate) struct Part {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// A moment for people and for machines.
#[derive(Clone)]
pub(crate) struct Moment {
    /// `26 listopada 2026, 13:05`.
    pub(crate) shown: String,
    /// `2026-11-26T12:05:00Z`.
    pub(crate) machine: String,
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.machine == other.machine
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.machine.partial_cmp(&other.machine)
    }
}

impl Moment {
    pub(crate) fn new(t: Texts, at: Timestamp) -> Self {
        Self {
            shown: t.date_time(at),
            machine: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
}

/// An event in words.
pub(crate) fn entry(t: Texts, event: &Event) -> Entry {
    let reach = match &event.act {
        Act::Noted {
            visibility: Visibility::Internal,
            ..
        } => Reach::Internal,
        Act::Noted { .. } => Reach::Public,
        _ => Reach::Act,
    };
    Entry {
        kind: event.act.kind().as_str(),
        title: title(t, event),
        by: match &event.act {
            // A superior acts for no unit, and is no requester.
            Act::Decided { .. } => t.one("history-by-superior", "name", &event.by.name),
            _ => author(t, &event.by),
        },
        at: Moment::new(t, event.at),
        reach,
        lead: lead(t, event),
        parts: parts(t, &event.act),
        files: Vec::new(),
        links: Vec::new(),
    }
}

/// "Olga Operator, IT-02-3" or "Anna Nowak, zgłaszający".
pub(crate) fn author(t: Texts, by: &Author) -> String {
    let name = Arg::Text(&by.name);
    match &by.unit {
        Some(unit) => {
            let unit = Arg::Text(unit.as_str());
            t.with("history-by", &[("name", name), ("unit", unit)])
        }
        None => t.with("history-by-requester", &[("name", name)]),
    }
}

fn title(t: Texts, event: &Event) -> String {
    match &event.act {
        Act::Noted {
            visibility: Visibility::Internal,
            ..
        } => t.get("history-internal"),
        Act::Noted { .. } if event.by.unit.is_none() => t.get("history-public-requester"),
        Act::Noted { .. } => t.get("history-public"),
        act => t.get(&format!("act-{}", act.kind().as_str())),
    }
}

fn lead(t: Texts, event: &Event) -> String {
    match &event.act {
        Act::Registered(filed) if filed.channel == Channel::Telephone => {
            t.one("history-registered-telephone", "name", &event.by.name)
        }
        Act::Registered(filed) => t.one("history-registered", "unit", filed.unit.as_str()),
        Act::Claimed => t.one("history-claimed", "name", &event.by.name),
        Act::PutDown => t.one("history-put_down", "name", &event.by.name),
        Act::Accepted => t.one("history-accepted", "name", &event.by.name),
        Act::Closed => t.get("history-closed"),
        Act::Resumed => t.get("history-resumed"),
        _ => String::new(),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each act")]
fn parts(t: Texts, act: &Act) -> Vec<Part> {
    let part = |key: &str, text: &str| Part {
        label: t.get(key),
        text: text.to_owned(),
    };
    let to = |unit: &UnitCode| part("history-to", unit.as_str());
    let basis = |duty: &Reference| part("history-duty", &duty.shown());
    match act {
        Act::Registered(_)
        | Act::Claimed
        | Act::PutDown
        | Act::Accepted
        | Act::Resumed
        | Act::Closed => Vec::new(),
        Act::Noted { text, .. } => vec![Part {
            label: String::new(),
            text: text.clone(),
        }],
        Act::Escalated {
            to: unit,
            duty,
            comment,
        } => vec![
            to(unit),
            basis(duty),
            part("history-symptoms", comment.symptoms()),
            part("history-tried", comment.tried()),
            part("history-why", comment.why_not_solved()),
            part("history-contact", comment.contact()),
        ],
        Act::Transferred {
            to: unit,
            reason,
            duty,
        }
        | Act::Decided {
            to: unit,
            reason,
            duty,
        } => vec![to(unit), basis(duty), part("history-reason", reason)],
        Act::Returned {
            to: unit,
            reason,
            cause,
        } => {
            let fault = cause.iter().map(|cause| fault(t, cause));
            [to(unit)]
                .into_iter()
                .chain(fault)
                .chain([part("history-reason", reason)])
                .collect()
        }
        Act::Paused { why, until, reason } => {
            let what = part(
                "history-waits",
                &t.get(&format!("waiting-{}", why.as_str())),
            );
            let until = until.map(|until| part("history-until", &t.date_time(until)));
            [what]
                .into_iter()
                .chain(until)
                .chain([part("history-pause-reason", reason)])
                .collect()
        }
        Act::PriorityChanged {
            impact,
            urgency,
            priority,
            reason,
        } => vec![
            part("history-priority", &priority_value(t, *priority)),
            part(
                "history-impact",
                &t.get(&format!("impact-{}", impact.as_str())),
            ),
            part(
                "history-urgency",
                &t.get(&format!("urgency-{}", urgency.as_str())),
            ),
            part("history-reason", reason),
        ],
        Act::TaskGiven(work) => vec![
            to(&work.to),
            basis(&work.duty),
            part("history-task-what", &work.what),
            part("history-task-place", &work.place),
            part("history-task-contact", &work.contact),
        ]
        .into_iter()
        .filter(|part| !part.text.is_empty())
        .collect(),
        Act::TaskTaken { task } => vec![part("history-task", &task.to_string())],
        Act::TaskEnded { task, how, result } => vec![
            part("history-task", &task.to_string()),
            part(
                "history-task-how",
                &t.get(&format!("task-state-{}", how.as_str())),
            ),
            part("history-task-result", result),
        ],
        Act::Incident {
            step:
                IncidentStep::Reported {
                    to,
                    reference,
                    reported_at,
                },
        } => vec![
            part(
                "history-incident-to",
                &t.get(&format!("incident-to-{}", to.as_str())),
            ),
            part("history-incident-reference", reference),
            part("history-incident-at", &t.date_time(*reported_at)),
        ],
        Act::Incident {
            step: IncidentStep::NotNeeded { to, reason },
        } => vec![
            part(
                "history-incident-not-needed",
                &t.get(&format!("incident-to-{}", to.as_str())),
            ),
            part("history-incident-reason", reason),
        ],
        Act::Incident {
            step: IncidentStep::DataLeak { leaked },
        } => {
            let answer = if *leaked {
                "incident-leak-yes"
            } else {
                "incident-leak-no"
            };
            vec![part("history-incident-leak", &t.get(answer))]
        }
        Act::Booked(booking) => [
            part("history-when", &period(t, booking.from, booking.to)),
            part("field-place", &booking.place),
            part("booking-crew", &booking.crew.join(", ")),
            part("booking-equipment", &booking.equipment.join(", ")),
            basis(&booking.duty),
        ]
        .into_iter()
        .chain(
            clashes(t, &booking.despite)
                .iter()
                .map(|line| part("booking-despite", line)),
        )
        .filter(|part| !part.text.is_empty())
        .collect(),
        Act::BookingEnded { how, note } => [
            part(
                "history-booking-state",
                &t.get(&format!("booking-state-{}", how.as_str())),
            ),
            part("booking-note", note),
        ]
        .into_iter()
        .filter(|part| !part.text.is_empty())
        .collect(),
        Act::OutageJoined { title, .. } | Act::OutageLeft { title, .. } => {
            vec![part("history-outage", title)]
        }
        Act::Merged { number, reason, .. } => vec![
            part("history-merged-into", &number.to_string()),
            part("history-reason", reason),
        ]
        .into_iter()
        .filter(|part| !part.text.is_empty())
        .collect(),
        Act::Parted { number, reason, .. } => vec![
            part("history-parted-from", &number.to_string()),
            part("history-reason", reason),
        ],
        Act::Absorbed { number, .. } | Act::Released { number, .. } => {
            vec![part("history-duplicate", &number.to_string())]
        }
        Act::Heard { number, text, .. } => vec![
            part("history-duplicate", &number.to_string()),
            part("history-heard", text),
        ],
        Act::Resolved { solution } => vec![part("history-solution", solution)],
        Act::Reopened { reason } | Act::Cancelled { reason } => {
            vec![part("history-reason", reason)]
        }
    }
}

/// What was wrong with a hand-over.
fn fault(t: Texts, cause: &ReturnCause) -> Part {
    match cause {
        ReturnCause::IncompleteComment { parts } => Part {
            label: t.get("history-incomplete"),
            text: parts
                .iter()
                .map(|part| t.get(&format!("comment-{}", part.as_str())))
                .collect::<Vec<_>>()
                .join(", "),
        },
        ReturnCause::NotCompetent { unit, duty } => Part {
            label: t.get("history-points-to"),
            text: format!("{unit}, {}", duty.shown()),
        },
    }
}

/// "2 (wysoki)".
fn priority_value(t: Texts, priority: Priority) -> String {
    let number = priority.number();
    let name = t.get(&format!("priority-{number}"));
    let number = number.to_string();
    t.with(
        "history-priority-value",
        &[("number", (&number).into()), ("name", (&name).into())],
    )
}

/// How long ago, in the largest fitting unit: "przed chwilą", "2 godz. temu", "3 dni temu".
pub(crate) fn age(t: Texts, at: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(at).as_secs() / 60;
    match minutes {
        ..1 => t.get("age-now"),
        1..60 => t.count("age-minutes", minutes),
        60..1440 => t.count("age-hours", minutes / 60),
        _ => t.count("age-days", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use domain::{EventId, TicketId};
    use uuid::Uuid;

    use super::*;

    fn event(act: Act, unit: Option<&str>) -> Event {
        Event {
            id: EventId(Uuid::from_u128(1)),
            ticket: TicketId(Uuid::from_u128(2)),
            sequence: 2,
            at: "2026-11-26T12:05:00Z".parse().unwrap(),
            by: Author {
                user: None,
                name: "Olga Operator".into(),
                unit: unit.map(|code| code.parse().unwrap()),
            },
            act,
        }
    }

    fn note(visibility: Visibility) -> Act {
        Act::Noted {
            visibility,
            text: "słowa".into(),
        }
    }

    #[test]
    fn internal_and_public_notes_have_other_titles() {
        let t = Texts::pl();
        let internal = entry(t, &event(note(Visibility::Internal), Some("IT-02-3")));
        assert_eq!(internal.reach, Reach::Internal);
        assert_eq!(internal.title, "Notatka wewnętrzna");
        assert_eq!(internal.by, "Olga Operator, IT-02-3");
        let public = entry(t, &event(note(Visibility::Public), Some("IT-02-3")));
        assert_eq!(public.title, "Odpowiedź dla zgłaszającego");
        let requester = entry(t, &event(note(Visibility::Public), None));
        assert_eq!(requester.title, "Wiadomość od zgłaszającego");
        assert_eq!(requester.by, "Olga Operator, zgłaszający");
        assert_eq!(requester.at.machine, "2026-11-26T12:05:00Z");
    }

    #[test]
    fn a_hand_over_shows_everything_said() {
        let comment = domain::FullComment::new("a", "b", "c", "d").unwrap();
        let act = Act::Escalated {
            to: "IT-04-1".parse().unwrap(),
            duty: "§14 pkt 3".parse().unwrap(),
            comment,
        };
        let texts: Vec<_> = entry(Texts::pl(), &event(act, Some("IT-02-3")))
            .parts
            .into_iter()
            .map(|part| part.text)
            .collect();
        assert_eq!(
            texts,
            ["IT-04-1", "§\u{a0}14 pkt\u{a0}3", "a", "b", "c", "d"]
        );
    }

    #[test]
    fn age_grows_with_time_and_never_runs_backward() {
        let t = Texts::pl();
        let at: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        for (later, text) in [
            ("2026-11-26T11:00:00Z", "przed chwilą"),
            ("2026-11-26T12:00:59Z", "przed chwilą"),
            ("2026-11-26T12:59:59Z", "59 min temu"),
            ("2026-11-26T14:10:00Z", "2 godz. temu"),
            ("2026-11-27T12:00:00Z", "1 dzień temu"),
            ("2026-12-28T12:00:00Z", "32 dni temu"),
        ] {
            assert_eq!(age(t, at, later.parse().unwrap()), text);
        }
    }
}
