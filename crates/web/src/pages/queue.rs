//! `/kolejka`: what waits, most urgent first.

mod dues;
pub(crate) mod feed;
mod filter;
mod place;
mod row;
mod stream;
mod views;

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Event, Object, Person, Priority, Role, Status, TicketId};
use ordinance::UnitCode;
use store::tasks::OpenTask;
use store::tickets::{self, QueueFilter, Sort};
use store::{changes, presence};
use texts::Texts;

use self::filter::{Filter, Ignored, OutageChoice, StatusChoice, sort_value};
use self::place::Place;
use self::row::Row;
use super::acts::{BULK_KINDS, bulk_title};
use super::presence::heard_since;
use super::tasks::TaskLine;
use crate::auth::extract::Signed;
use crate::clocks;
use crate::frame::{Frame, page, page_with};
use crate::permit::permit;
use crate::{App, WebError};

pub(crate) use self::row::in_words;

/// Tickets on a page.
const PAGE: u32 = 50;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/kolejka", get(queue))
        .route("/kolejka/na-zywo", get(stream::stream))
        .merge(views::routes())
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
    let Some(place) = Place::read(&pairs, filter.order()) else {
        let start = filter.address(&[]);
        let t = app.texts;
        return page_with(StatusCode::BAD_REQUEST, &NoPage { t, frame, start });
    };
    if filter.order() == Sort::Due {
        dues::freshen(&app).await?;
    }
    let wanted = wanted(&app, &filter, &signed.0);
    let mut conn = app.store.read().await?;
    let found = tickets::queue(&mut conn, &wanted, place.after.as_ref(), PAGE).await?;
    let counts = tickets::counts(&mut conn, &wanted).await?;
    let own = own_unit(&app, &signed.0);
    let views = store::views::of(&mut conn, signed.0.id, own).await?;
    let tasks = match own {
        Some(unit) => store::tasks::open_of_unit(&mut conn, unit).await?,
        None => Vec::new(),
    };
    let ids: Vec<TicketId> = found.rows.iter().map(|row| row.id).collect();
    let histories = tickets::histories(&mut conn, &ids).await?;
    let task_ids: Vec<TicketId> = tasks.iter().map(|open| open.id).collect();
    let task_histories = tickets::histories(&mut conn, &task_ids).await?;
    let present = presence::others(&mut conn, &ids, signed.0.id, heard_since(&app)).await?;
    let told = changes::position(&mut conn).await?;
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
        outages: outage_options(t, &filter),
        sorts: sort_options(t, &filter),
        bulk: bulk_options(t),
        views: views::links(&views, &filter),
        save: views::address(&filter),
        caption: t.get(&format!("queue-caption-{}", sort_value(filter.order()))),
        by_time: matches!(filter.order(), Sort::Pressing | Sort::Number),
        tabs: tabs(t, &filter, &counts),
        tasks: task_lines(&app, &tasks, &task_histories)?,
        rows: Row::all(&app, &found.rows, &histories, &present)?,
        live: place.live(&filter),
        here: place.here(&filter),
        told: told.to_string(),
        fresh: Fresh::new(t),
        newer: place.newer(&filter),
        older: found.next.map(|next| place.older(&filter, &next)),
        is_usual: filter == usual,
        filter,
    })
}

/// The tasks that wait for the unit, each with its due time.
fn task_lines(
    app: &App,
    tasks: &[OpenTask],
    histories: &HashMap<TicketId, Vec<Event>>,
) -> Result<Vec<TaskLine>, WebError> {
    let rules = app.clocks.current();
    tasks
        .iter()
        .map(|open| {
            let history = histories.get(&open.id).map_or(&[][..], Vec::as_slice);
            let clocks = clocks::of(app, &rules, history)?;
            Ok(TaskLine::new(app, open.ticket, &open.task, &clocks))
        })
        .collect()
}

/// The unit in whose name a person works; administrators look after the first line.
fn own_unit<'a>(app: &'a App, person: &'a Person) -> Option<&'a UnitCode> {
    match &person.role {
        Role::Unit(unit) => Some(unit),
        Role::FirstLine | Role::Administrator => Some(app.desk.first_line()),
        Role::Requester => None,
    }
}

/// The filter for the database: what was chosen, within what the person may see.
fn wanted(app: &App, filter: &Filter, person: &Person) -> QueueFilter {
    QueueFilter {
        units: filter.unit.clone().map(|unit| vec![unit]),
        involved: match &person.role {
            Role::Unit(unit) => Some(unit.clone()),
            Role::FirstLine | Role::Administrator | Role::Requester => None,
        },
        statuses: filter.statuses(),
        priorities: filter.priority.into_iter().collect(),
        assignee: filter.mine.then_some(person.id),
        unassigned: filter.unassigned,
        waits_at: filter.waiting.then(|| app.now()),
        sort: filter.order(),
        outage: match filter.outage {
            OutageChoice::Of(id) => Some(id),
            OutageChoice::All | OutageChoice::Without | OutageChoice::With => None,
        },
        in_outage: match filter.outage {
            OutageChoice::With => Some(true),
            OutageChoice::Without => Some(false),
            OutageChoice::All | OutageChoice::Of(_) => None,
        },
        text: Some(filter.text.clone()).filter(|text| !text.is_empty()),
        ..QueueFilter::default()
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

fn sort_options(t: Texts, filter: &Filter) -> Vec<Choice> {
    [Sort::Pressing, Sort::Due, Sort::Oldest, Sort::Number]
        .into_iter()
        .map(|sort| Choice {
            value: sort_value(sort).to_owned(),
            label: t.get(&format!("queue-sort-{}", sort_value(sort))),
            chosen: filter.order() == sort,
        })
        .collect()
}

fn bulk_options(t: Texts) -> Vec<(&'static str, String)> {
    BULK_KINDS
        .map(|(kind, value)| (value, bulk_title(t, kind)))
        .into()
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

/// Whether tickets belong to an outage; the one shown stays when it is a single one.
fn outage_options(t: Texts, filter: &Filter) -> Vec<Choice> {
    let named = [
        (OutageChoice::All, "queue-filter-outage-all"),
        (OutageChoice::Without, "queue-filter-outage-without"),
        (OutageChoice::With, "queue-filter-outage-with"),
    ];
    let one = match filter.outage {
        one @ OutageChoice::Of(_) => Some((one, "queue-filter-outage-one")),
        _ => None,
    };
    named
        .into_iter()
        .chain(one)
        .map(|(choice, key)| Choice {
            value: choice.value(),
            label: t.get(key),
            chosen: filter.outage == choice,
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
    outages: Vec<Choice>,
    sorts: Vec<Choice>,
    /// What can be done to several tickets at once.
    bulk: Vec<(&'static str, String)>,
    /// Views that the person or their unit saved.
    views: Vec<views::Shown>,
    /// Where this view is saved.
    save: String,
    caption: String,
    /// The pages go from newer to older.
    by_time: bool,
    tabs: Vec<Tab>,
    /// Tasks that wait for the person's unit.
    tasks: Vec<TaskLine>,
    rows: Vec<Row>,
    /// Where a page that stands open is told of changes.
    live: String,
    /// The address of this very page.
    here: String,
    /// Up to which change this page tells.
    told: String,
    fresh: Fresh,
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

/// The sentence that so many tickets are new, once in each form that a number may ask for (CLDR's
/// `one`, `few`, `many`; `other` stands for languages with fewer), with the number itself as `#`.
struct Fresh {
    one: String,
    few: String,
    many: String,
}

impl Fresh {
    fn new(t: Texts) -> Self {
        let form = |count: i64| {
            let sentence = t.count("queue-fresh", count);
            sentence.replace(&count.to_string(), "#")
        };
        Self {
            one: form(1),
            few: form(2),
            many: form(5),
        }
    }
}

/// A status, with its count while its tickets are open.
struct Tab {
    address: String,
    label: String,
    count: Option<i64>,
    current: bool,
}
