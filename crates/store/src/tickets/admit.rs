//! Which tickets a filter of the queue admits, as conditions of a query.

use domain::{Priority, Status};

use super::queue::QueueFilter;
use super::{row, search};
use crate::conn::Dialect;
use crate::sql::Select;
use crate::types::Ts;

/// The conditions of `filter`. Openness and weight are asked of the table whose index orders the page.
pub(super) fn admit<'c>(mut select: Select<'c>, filter: &QueueFilter) -> Select<'c> {
    let involved = filter.involved.is_some();
    if let Some(unit) = &filter.involved {
        select = select
            .and("t.id = u.ticket")
            .and_with("u.unit = ", unit.as_str().to_owned());
    }
    select = statuses(select, &filter.statuses, involved);
    select = priorities(select, &filter.priorities, involved);
    match filter.units.as_deref() {
        None => {}
        Some([unit]) => select = select.and_with("t.unit = ", unit.as_str().to_owned()),
        Some(units) => {
            select = select.and_any("t.unit", units.iter().map(|unit| unit.as_str().to_owned()));
        }
    }
    if let Some(assignee) = filter.assignee {
        select = select.and_with("t.assignee = ", assignee.0);
    }
    if filter.unassigned {
        select = select.and("t.assignee is null");
    }
    if let Some(now) = filter.waits_at {
        select = select.and_with(
            "t.waiting is not null and (t.waiting_until is null or t.waiting_until > ",
            Ts(now),
        );
        select = select.then(")");
    }
    if let Some(requester) = filter.requester {
        select = select.and_with("t.requester_account = ", requester.0);
    }
    if let Some(only) = &filter.only {
        select = select.and_any("t.id", only.iter().map(|ticket| ticket.0));
    }
    if filter.goes_on {
        select = select.and(
            "(t.merged_into is null or exists (
                 select 1 from tickets g where g.id = t.merged_into and g.finished_at is null))",
        );
    }
    if let Some(outage) = filter.outage {
        select = select.and_with("t.outage = ", outage.0);
    }
    match filter.in_outage {
        None => {}
        Some(true) => select = select.and("t.outage is not null"),
        Some(false) => select = select.and("t.outage is null"),
    }
    if let Some(text) = &filter.text {
        select = says(select, text, filter.requester.is_some());
    }
    select
}

/// The condition that a ticket has every word of a search; blank text is no search.
fn says<'c>(mut select: Select<'c>, text: &str, public_only: bool) -> Select<'c> {
    if text.trim().is_empty() {
        return select;
    }
    let Some(terms) = search::terms(text) else {
        return select.and("1 = 0");
    };
    let dialect = select.dialect();
    for term in terms {
        select = select
            .and_with(
                match dialect {
                    Dialect::Sqlite => {
                        "t.id in (select w.ticket from ticket_words_index i
                             join ticket_words w on w.id = i.rowid
                             where ticket_words_index match "
                    }
                    Dialect::Postgres => {
                        "t.id in (select w.ticket from ticket_words w
                             where to_tsvector('simple', w.words) @@ to_tsquery('simple', "
                    }
                },
                term.written(dialect),
            )
            .then(match dialect {
                Dialect::Sqlite => "",
                Dialect::Postgres => ")",
            });
        if let Some(field) = term.field {
            select = select.then_with(" and w.field = ", field.as_str().to_owned());
        }
        if public_only {
            // Not even by whom a duplicate was filed.
            select = select
                .then(" and w.field <> 'internal' and (w.field <> 'requester' or w.place = 1)");
        }
        select = select.then(")");
    }
    select
}

fn statuses<'c>(mut select: Select<'c>, statuses: &[Status], involved: bool) -> Select<'c> {
    let chosen: Vec<Status> = Status::ALL
        .into_iter()
        .filter(|status| match statuses {
            [] => status.is_open(),
            statuses => statuses.contains(status),
        })
        .collect();
    let open = |status: &&Status| status.is_open();
    let chosen_open = chosen.iter().filter(open).count();
    let chosen_rest = chosen.len() - chosen_open;
    let all_open = Status::ALL.iter().filter(open).count();
    let all_rest = Status::ALL.len() - all_open;
    if chosen_rest == 0 {
        select = select.and(if involved {
            "u.is_open = true"
        } else {
            "t.is_open = true"
        });
    } else if chosen_open == 0 {
        select = select.and(if involved {
            "u.is_open = false"
        } else {
            "t.is_open = false"
        });
    }
    let whole = [0, all_open].contains(&chosen_open) && [0, all_rest].contains(&chosen_rest);
    if !whole {
        select = select.and_any(
            "t.status",
            (chosen.iter()).map(|status| row::status_name(*status).to_owned()),
        );
    }
    // Both stand in the row as cancelled.
    let asked = [Status::Merged, Status::Cancelled].map(|status| chosen.contains(&status));
    match asked {
        [true, false] => {
            select = select.and("(t.status <> 'cancelled' or t.merged_into is not null)");
        }
        [false, true] => select = select.and("t.merged_into is null"),
        _ => {}
    }
    select
}

fn priorities<'c>(mut select: Select<'c>, priorities: &[Priority], involved: bool) -> Select<'c> {
    let weight = |priority: &Priority| 6 - i16::from(priority.number());
    let (Some(least), Some(most)) = (
        priorities.iter().map(weight).min(),
        priorities.iter().map(weight).max(),
    ) else {
        return select;
    };
    // The ends are a range of the index; what lies between is looked at only when some are left out.
    if involved {
        select = select
            .and_with("u.weight >= ", least)
            .and_with("u.weight <= ", most);
    } else {
        select = select
            .and_with("t.weight >= ", least)
            .and_with("t.weight <= ", most);
    }
    if (least..=most).any(|between| {
        !priorities
            .iter()
            .any(|priority| weight(priority) == between)
    }) {
        select = select.and_any(
            "t.priority",
            priorities
                .iter()
                .map(|priority| i16::from(priority.number())),
        );
    }
    select
}
