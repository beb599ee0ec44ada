//! `/kolejka`: what waits, most urgent first.

mod filter;

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Event, Object, Person, Priority, Role, Status, TicketId};
use store::tickets::{self, Cursor, QueueFilter, QueueRow};
use texts::Texts;

use self::filter::{Filter, Ignored, StatusChoice};
use super::tasks::TaskLine;
use super::ticket::due::DueLine;
use super::ticket::head::waiting;
use super::ticket::history::{Moment, age};
use super::ticket::suggestion::{confidence, unit_name};
use crate::auth::extract::Signed;
use crate::clocks;
use crate::frame::{Frame, page, page_with};
use crate::permit::{may, permit};
use crate::{App, WebError};

/// Tickets on a page.
const PAGE: u32 = 50;

/// How many pages "Nowsze" finds its way back through; from further on it leads to the start.
const TRAIL: usize = 20;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kolejka", get(queue))
}

async fn queue(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let usual = Filter::usual(&signed.0.role, app.desk.first_line());
    let (filter, ignored) = Filter::read(&pairs, usual.clone(), app.desk.ordinance());
    let Some(place) = Place::read(&pairs) else {
        let start = filter.address(&[]);
        let t = app.texts;
        return page_with(StatusCode::BAD_REQUEST, &NoPage { t, frame, start });
    };
    let wanted = wanted(&filter, &signed.0);
    let mut conn = app.store.read().await?;
    let found = tickets::queue(&mut conn, &wanted, place.after.as_ref(), PAGE).await?;
    let counts = tickets::counts(&mut conn, &wanted).await?;
    let own = match &signed.0.role {
        Role::Unit(unit) => Some(unit),
        Role::FirstLine | Role::Administrator => Some(app.desk.first_line()),
        Role::Requester => None,
    };
    let tasks = match own {
        Some(unit) => store::tasks::open_of_unit(&mut conn, unit).await?,
        None => Vec::new(),
    };
    let ids: Vec<TicketId> = found.rows.iter().map(|row| row.id).collect();
    let histories = tickets::histories(&mut conn, &ids).await?;
    drop(conn);
    let t = app.texts;
    page(&Page {
        t,
        frame,
        lead: lead(t, &signed.0.role),
        notice: Ignored::notice(t, &ignored),
        units: unit_options(&app, &filter),
        statuses: status_options(t, &filter),
        priorities: priority_options(t, &filter),
        tabs: tabs(t, &filter, &counts),
        sees_quality: may(&app, &signed.actor(), Action::SeeQuality, Object::Desk),
        tasks: tasks
            .iter()
            .map(|open| TaskLine::new(&app, open.ticket, &open.task))
            .collect(),
        rows: rows(&app, &found.rows, &histories)?,
        newer: place.newer(&filter),
        older: found.next.map(|next| place.older(&filter, &next)),
        is_usual: filter == usual,
        filter,
    })
}

/// The lines of the table; the clocks of tickets that are at an end are not asked.
fn rows(
    app: &App,
    rows: &[QueueRow],
    histories: &HashMap<TicketId, Vec<Event>>,
) -> Result<Vec<Row>, WebError> {
    let rules = app.clocks.current();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let due = match histories.get(&row.id) {
            Some(history) if !row.status.is_final() => {
                DueLine::nearest(app, &clocks::of(app, &rules, history)?)
            }
            _ => None,
        };
        lines.push(Row::new(app, row, due));
    }
    Ok(lines)
}

/// The filter for the database: what was chosen, within what the person may see.
fn wanted(filter: &Filter, person: &Person) -> QueueFilter {
    QueueFilter {
        units: filter.unit.clone().map(|unit| vec![unit]),
        involved: match &person.role {
            Role::Unit(unit) => Some(unit.clone()),
            Role::FirstLine | Role::Administrator | Role::Requester => None,
        },
        statuses: filter.statuses(),
        priorities: filter.priority.into_iter().collect(),
        assignee: filter.mine.then_some(person.id),
        requester: None,
        text: Some(filter.text.clone()).filter(|text| !text.is_empty()),
    }
}

/// Which page of the list this is: where it begins, and where the pages before it began.
struct Place {
    after: Option<Cursor>,
    /// Beginnings of the pages before, the nearest first; the first page of all is not among them.
    trail: Vec<Cursor>,
}

impl Place {
    /// `None` when a cursor in the address is not one of this list.
    fn read(pairs: &[(String, String)]) -> Option<Self> {
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(field, value)| field == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
        };
        let after = value("po").map(Cursor::from_token).transpose().ok()?;
        let trail = value("przed")
            .map(|trail| {
                trail
                    .split('.')
                    .take(TRAIL)
                    .map(Cursor::from_token)
                    .collect()
            })
            .transpose()
            .ok()?
            .unwrap_or_default();
        Some(Self { after, trail })
    }

    /// The address of the page before; `None` on the first.
    fn newer(&self, filter: &Filter) -> Option<String> {
        self.after?;
        let Some((nearest, rest)) = self.trail.split_first() else {
            return Some(filter.address(&[]));
        };
        Some(address(filter, nearest, rest))
    }

    /// The address of the page after, which begins at `next`.
    fn older(&self, filter: &Filter, next: &Cursor) -> String {
        let mut trail: Vec<Cursor> = self.after.into_iter().collect();
        trail.extend(self.trail.iter().take(TRAIL - 1).copied());
        address(filter, next, &trail)
    }
}

fn address(filter: &Filter, after: &Cursor, trail: &[Cursor]) -> String {
    let after = after.to_token();
    let trail: Vec<String> = trail.iter().map(Cursor::to_token).collect();
    let trail = trail.join(".");
    if trail.is_empty() {
        filter.address(&[("po", &after)])
    } else {
        filter.address(&[("po", &after), ("przed", &trail)])
    }
}

fn lead(t: Texts, role: &Role) -> String {
    match role {
        Role::FirstLine | Role::Requester => t.get("queue-lead-first_line"),
        Role::Unit(unit) => t.one("queue-lead-unit", "unit", unit.as_str()),
        Role::Administrator => t.get("queue-lead-administrator"),
    }
}

fn unit_options(app: &App, filter: &Filter) -> Vec<Choice> {
    app.desk
        .ordinance()
        .units()
        .iter()
        .map(|unit| Choice {
            value: unit.code.to_string(),
            label: format!("{} {}", unit.code, unit.name),
            chosen: filter.unit.as_ref() == Some(&unit.code),
        })
        .collect()
}

fn status_options(t: Texts, filter: &Filter) -> Vec<Choice> {
    let ends = [
        (StatusChoice::Open, "queue-filter-status-open"),
        (StatusChoice::All, "queue-filter-status-all"),
    ];
    let ends = ends.map(|(choice, key)| (choice, t.get(key)));
    let each = Status::ALL.map(|status| {
        let key = format!("status-{}", status.as_str());
        (StatusChoice::One(status), t.get(&key))
    });
    ends.into_iter()
        .chain(each)
        .map(|(choice, label)| Choice {
            value: filter.with_status(choice).status_value().to_owned(),
            label,
            chosen: filter.status == choice,
        })
        .collect()
}

fn priority_options(t: Texts, filter: &Filter) -> Vec<Choice> {
    Priority::ALL
        .into_iter()
        .map(|priority| {
            let number = priority.number();
            Choice {
                value: number.to_string(),
                label: format!("{number} · {}", t.get(&format!("priority-{number}"))),
                chosen: filter.priority == Some(priority),
            }
        })
        .collect()
}

/// The statuses, each a link; open ones with their number of tickets, and those without any left out,
/// but for the one shown.
fn tabs(t: Texts, filter: &Filter, counts: &[(Status, i64)]) -> Vec<Tab> {
    let counted = |status| {
        let found = counts.iter().find(|(counted, _)| *counted == status);
        found.map(|(_, count)| *count)
    };
    let each = Status::ALL.map(|status| {
        let label = t.get(&format!("status-{}", status.as_str()));
        (StatusChoice::One(status), label, counted(status))
    });
    let open = (
        StatusChoice::Open,
        t.get("queue-count-open"),
        Some(counts.iter().map(|(_, count)| count).sum()),
    );
    let all = (StatusChoice::All, t.get("queue-count-all"), None);
    std::iter::once(open)
        .chain(each)
        .chain([all])
        .filter(|(choice, _, count)| {
            *count != Some(0) || filter.status == *choice || *choice == StatusChoice::Open
        })
        .map(|(choice, label, count)| Tab {
            address: filter.with_status(choice).address(&[]),
            label,
            count,
            current: filter.status == choice,
        })
        .collect()
}

#[derive(Template)]
#[template(path = "queue.html")]
struct Page {
    t: Texts,
    frame: Frame,
    lead: String,
    notice: Option<String>,
    filter: Filter,
    /// The filters are those of the usual view.
    is_usual: bool,
    units: Vec<Choice>,
    statuses: Vec<Choice>,
    priorities: Vec<Choice>,
    tabs: Vec<Tab>,
    /// Whether the figures of escalations are for this person.
    sees_quality: bool,
    /// Tasks that wait for the person's unit.
    tasks: Vec<TaskLine>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// A cursor that cannot be read.
#[derive(Template)]
#[template(path = "queue_no_page.html")]
struct NoPage {
    t: Texts,
    frame: Frame,
    start: String,
}

/// A value of a filter.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A status, with its count while its tickets are open.
struct Tab {
    address: String,
    label: String,
    count: Option<i64>,
    current: bool,
}

/// A ticket.
struct Row {
    number: String,
    subject: String,
    requester: String,
    department: String,
    unit: String,
    unit_name: String,
    status: &'static str,
    status_words: String,
    /// For what it waits; empty when it does not.
    waiting: String,
    priority: u8,
    priority_words: String,
    assignee: String,
    filed: Moment,
    age: String,
    /// The clock that is due first; `None` when none runs.
    due: Option<DueLine>,
    /// Empty when unsure.
    suggested_unit: String,
    suggested_duty: String,
    confidence: String,
}

impl Row {
    fn new(app: &App, row: &QueueRow, due: Option<DueLine>) -> Self {
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
            subject: row.subject.clone(),
            requester: row.requester_name.clone(),
            department: row.department.clone(),
            unit: row.unit.to_string(),
            unit_name: unit_name(&app.desk, &row.unit),
            status: row.status.as_str(),
            status_words: t.get(&format!("status-{}", row.status.as_str())),
            waiting: waiting(t, row.waiting, app.now()),
            priority,
            priority_words: t.get(&format!("priority-{priority}")),
            assignee: row.assignee_name.clone().unwrap_or_default(),
            filed: Moment::new(t, row.created_at),
            age: age(t, row.created_at, app.now()),
            due,
            suggested_unit,
            suggested_duty,
            confidence,
        }
    }
}
