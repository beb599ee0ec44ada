//! A line of the queue: on the page, and alone for a page that stands open.

use std::collections::HashMap;

use askama::Template;
use domain::{Event, TicketId};
use store::presence::{Doing, Present};
use store::tickets::QueueRow;
use texts::Texts;

use crate::pages::outages::ticket::badge;
use crate::pages::ticket::due::DueLine;
use crate::pages::ticket::head::waiting;
use crate::pages::ticket::history::{Moment, age};
use crate::pages::ticket::suggestion::{confidence, unit_name};
use crate::said::Said;
use crate::{App, WebError, clocks};

/// A ticket.
pub(crate) struct Row {
    pub(crate) number: String,
    pub(crate) version: i64,
    pub(crate) subject: String,
    pub(crate) requester: String,
    pub(crate) department: String,
    pub(crate) unit: String,
    pub(crate) unit_name: String,
    pub(crate) status: &'static str,
    pub(crate) status_words: String,
    /// For what it waits; empty when it does not.
    pub(crate) waiting: String,
    /// To which outage it belongs; quotes nothing when to none.
    pub(crate) outage: Said,
    pub(crate) priority: u8,
    pub(crate) priority_words: String,
    pub(crate) assignee: String,
    /// Who else has it open, in words; empty when nobody has.
    pub(crate) present: String,
    pub(crate) filed: Moment,
    pub(crate) age: String,
    /// The clock that is due first; `None` when none runs.
    pub(crate) due: Option<DueLine>,
    /// The one of the other side, the requester's or the unit's, that is due first.
    pub(crate) other_due: Option<DueLine>,
    /// Empty when unsure.
    pub(crate) suggested_unit: String,
    pub(crate) suggested_duty: String,
    pub(crate) confidence: String,
}

impl Row {
    fn new(
        app: &App,
        row: &QueueRow,
        (due, other_due): (Option<DueLine>, Option<DueLine>),
        present: &[Present],
    ) -> Self {
        let t = app.texts;
        let priority = row.priority.number();
        let (suggested_unit, suggested_duty, confidence) =
            row.suggested
                .as_ref()
                .map_or_else(Default::default, |(unit, duty, probability)| {
                    (unit.to_string(), duty.shown(), confidence(t, *probability))
                });
        Self {
            number: row.number.to_string(),
            version: row.version,
            subject: row.subject.clone(),
            requester: row.requester_name.clone(),
            department: row.department.clone(),
            unit: row.unit.to_string(),
            unit_name: unit_name(&app.desk, &row.unit),
            status: row.status.as_str(),
            status_words: t.get(&format!("status-{}", row.status.as_str())),
            waiting: waiting(t, row.waiting, app.now()),
            outage: badge(t, row.outage.as_ref().map(|(_, title)| title.as_str())),
            priority,
            priority_words: t.get(&format!("priority-{priority}")),
            assignee: row.assignee_name.clone().unwrap_or_default(),
            present: in_words(t, present),
            filed: Moment::new(t, row.created_at),
            age: age(t, row.created_at, app.now()),
            due,
            other_due,
            suggested_unit,
            suggested_duty,
            confidence,
        }
    }

    /// The lines of these tickets; the clocks of those that are at an end are not asked.
    ///
    /// # Errors
    /// [`WebError::Internal`] for a history that does not begin with a registration.
    pub(crate) fn all(
        app: &App,
        rows: &[QueueRow],
        histories: &HashMap<TicketId, Vec<Event>>,
        present: &HashMap<TicketId, Vec<Present>>,
    ) -> Result<Vec<Self>, WebError> {
        let rules = app.clocks.current();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let due = match histories.get(&row.id) {
                Some(history) if !row.status.is_final() => {
                    let clocks = clocks::of(app, &rules, history)?;
                    (DueLine::nearest(app, &clocks), DueLine::other(app, &clocks))
                }
                _ => (None, None),
            };
            let present = present.get(&row.id).map_or(&[][..], Vec::as_slice);
            lines.push(Self::new(app, row, due, present));
        }
        Ok(lines)
    }
}

/// "odpowiada Olga Madej, czyta Jan Kowal"; empty when nobody is there.
pub(crate) fn in_words(t: Texts, present: &[Present]) -> String {
    let words: Vec<String> = present
        .iter()
        .map(|person| match person.doing {
            Doing::Looking => t.one("presence-looking", "name", &person.name),
            Doing::Answering => t.one("presence-answering", "name", &person.name),
        })
        .collect();
    words.join(", ")
}

/// One line alone.
#[derive(Template)]
#[template(path = "queue_row.html")]
pub(crate) struct Alone<'a> {
    pub(crate) t: Texts,
    pub(crate) row: &'a Row,
}
