//! `/awarie/{id}`: one outage. Everybody who sees it reads what is known; staff also how it goes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{
    ActKind, Action, Actor, Object, Outage, OutageAct, OutageEvent, Refusal, Role, Status,
};
use jiff::SignedDuration;
use store::outages::resolving::{self, State as Fate, Which};
use store::outages::{self, telling, tickets as belonging};
use store::tickets::{self, QueueFilter};
use texts::Texts;

use super::banner::own;
use super::late::Late;
use super::list::in_words;
use super::{Id, Told};
use crate::auth::extract::Who;
use crate::fields::Fields;
use crate::frame::{Frame, page_with};
use crate::outages::{known, may_outage, seen};
use crate::pages::ticket::history::Moment;
use crate::permit::may;
use crate::{App, WebError};

/// So many attached tickets are shown.
const SHOWN: u32 = 50;
/// Open tickets whose words are compared, and how long before the outage they may have been filed.
const COMPARED: u32 = 200;
const BEFORE: SignedDuration = SignedDuration::from_hours(4);
/// So many tickets that look like the outage are shown.
const SIMILAR: usize = 20;

/// What the reader has just tried in vain.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) fields: Fields,
    /// Why nothing was done; empty when something is to be mended only.
    pub(super) refusal: String,
    /// Tickets that were not attached, and why.
    pub(super) not_attached: Vec<String>,
    /// "Dołączono 3 zgłoszenia."; empty when none was.
    pub(super) attached: String,
    /// What happened since the form was shown, when it came too late.
    pub(super) late: Option<Late>,
}

#[derive(Template)]
#[template(path = "outage.html")]
struct Page {
    t: Texts,
    frame: Frame,
    told: Told,
    version: i64,
    /// Latest first; of the public part only news.
    entries: Vec<Entry>,
    signed: bool,
    files: bool,
    own: String,
    staff: Option<Staff>,
    tried: Tried,
}

/// One thing that happened.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) at: Moment,
    /// Who did it; empty for those who are not told.
    pub(super) by: String,
    /// "listy na 12 adresów"; empty when none were sent.
    pub(super) told: String,
}

/// What staff see.
struct Staff {
    audience: String,
    tickets: String,
    open: i64,
    may_run: bool,
    /// Whether the reader may attach tickets, and have them solved.
    may_attach: bool,
    rows: Vec<Row>,
    /// How many attached tickets the reader does not see.
    hidden: i64,
    /// Whether there are more than are shown.
    more: bool,
    similar: Vec<Similar>,
    results: Vec<ResultCard>,
}

/// An attached ticket.
struct Row {
    number: String,
    subject: String,
    status: &'static str,
    status_words: String,
    unit: String,
    requester: String,
}

/// A ticket that looks like the outage.
struct Similar {
    number: String,
    subject: String,
    words: String,
}

/// What came of having all tickets solved.
struct ResultCard {
    of: String,
    counts: Vec<(String, i64)>,
    waits: bool,
    refused: Vec<(String, String)>,
}

pub(super) async fn show(
    State(app): State<App>,
    Who(actor): Who,
    Id(id): Id,
    frame: Frame,
) -> Result<Response, WebError> {
    let outage = seen(&app, &actor, id).await?;
    render(
        &app,
        &actor,
        frame,
        &outage,
        StatusCode::OK,
        Tried::default(),
    )
    .await
}

/// The page; with what was tried in vain, the status says why.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn render(
    app: &App,
    actor: &Actor,
    frame: Frame,
    outage: &Outage,
    status: StatusCode,
    tried: Tried,
) -> Result<Response, WebError> {
    let is_staff = may_outage(app, actor, Action::SeeInternals, Some(outage));
    let mut conn = app.store.read().await?;
    let history = outages::history(&mut conn, outage.id).await?;
    let letters = telling::counts(&mut conn, outage.id).await?;
    drop(conn);
    let entries = history
        .iter()
        .rev()
        .filter(|event| is_staff || event.act.news().is_some())
        .map(|event| entry(app.texts, event, &letters, is_staff));
    let page = Page {
        t: app.texts,
        told: Told::new(app.texts, outage),
        version: outage.version,
        entries: entries.collect(),
        signed: matches!(actor, Actor::Person(_)),
        files: may(app, actor, Action::File, Object::Desk)
            && (app.settings.open_intake || matches!(actor, Actor::Person(_))),
        own: own(app, actor, outage).await?,
        staff: if is_staff {
            Some(staff(app, actor, outage, &history).await?)
        } else {
            None
        },
        tried,
        frame,
    };
    page_with(status, &page)
}

pub(super) fn entry(
    t: Texts,
    event: &OutageEvent,
    letters: &[(i64, i64)],
    is_staff: bool,
) -> Entry {
    let told = letters
        .iter()
        .find(|(sequence, _)| *sequence == event.sequence && is_staff);
    let text = match &event.act {
        OutageAct::Reworded { announcement } => announcement.description.clone(),
        OutageAct::ResolvedAll { solution } => solution.clone(),
        act => act.news().unwrap_or_default().to_owned(),
    };
    Entry {
        title: t.get(&format!("outage-act-{}", event.act.name())),
        text,
        at: Moment::new(t, event.at),
        by: if is_staff {
            event.by.name.clone()
        } else {
            String::new()
        },
        told: told.map_or_else(String::new, |(_, count)| t.count("outage-told", *count)),
    }
}

async fn staff(
    app: &App,
    actor: &Actor,
    outage: &Outage,
    history: &[OutageEvent],
) -> Result<Staff, WebError> {
    let t = app.texts;
    let may_do = |action| may_outage(app, actor, action, Some(outage));
    let may_attach = may_do(Action::Act(ActKind::OutageJoined));
    let mut conn = app.store.read().await?;
    let counts = belonging::counts(&mut conn, &[outage.id]).await?;
    let counts = counts
        .first()
        .map(|(_, counts)| *counts)
        .unwrap_or_default();
    let scope = Scope::of(actor);
    let sees_all = matches!(scope, Scope::All);
    let involved = match scope {
        Scope::Of(unit) => Some(unit),
        Scope::All | Scope::Nothing => None,
    };
    let found = if sees_all || involved.is_some() {
        let filter = QueueFilter {
            involved,
            outage: Some(outage.id),
            statuses: Status::ALL.into(),
            ..QueueFilter::default()
        };
        tickets::queue(&mut conn, &filter, None, SHOWN).await?.rows
    } else {
        Vec::new()
    };
    let shown = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let full = shown >= i64::from(SHOWN);
    let mut results = Vec::new();
    for event in history.iter().rev() {
        if let OutageAct::ResolvedAll { .. } = event.act {
            results.push(result(&mut conn, t, outage, event, sees_all).await?);
        }
    }
    let similar = if may_attach && outage.lasts() {
        similar(app, &mut conn, outage).await?
    } else {
        Vec::new()
    };
    Ok(Staff {
        audience: t.get(&format!(
            "outage-audience-{}",
            outage.announcement.audience.as_str()
        )),
        tickets: in_words(t, counts),
        open: counts.open,
        may_run: may_do(Action::RunOutage),
        may_attach,
        hidden: if sees_all || full {
            0
        } else {
            counts.all - shown
        },
        more: full && counts.all > shown,
        rows: found
            .into_iter()
            .map(|row| Row {
                number: row.number.to_string(),
                status: row.status.as_str(),
                status_words: t.get(&format!("status-{}", row.status.as_str())),
                unit: row.unit.to_string(),
                requester: row.requester_name,
                subject: row.subject,
            })
            .collect(),
        similar,
        results,
    })
}

/// Which tickets somebody sees.
enum Scope {
    All,
    Of(ordinance::UnitCode),
    Nothing,
}

impl Scope {
    fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Person(person) => match &person.role {
                Role::FirstLine | Role::Administrator => Self::All,
                Role::Unit(unit) => Self::Of(unit.clone()),
                Role::Requester => Self::Nothing,
            },
            Actor::Visitor | Actor::LinkHolder(_) => Self::Nothing,
        }
    }
}

async fn similar(
    app: &App,
    conn: &mut store::Conn,
    outage: &Outage,
) -> Result<Vec<Similar>, WebError> {
    let since = outage.announcement.since;
    let since = since.saturating_sub(BEFORE).unwrap_or(since);
    let known = known(conn, outage).await?;
    let unit = app.desk.first_line();
    let found = belonging::candidates(conn, outage.id, unit, since, COMPARED).await?;
    let mut alike: Vec<_> = found
        .into_iter()
        .filter_map(|ticket| {
            let text = format!("{}\n{}", ticket.subject, ticket.body);
            known.resembles(&text).map(|likeness| (likeness, ticket))
        })
        .collect();
    alike.sort_by(|(one, _), (other, _)| other.score.total_cmp(&one.score));
    alike.truncate(SIMILAR);
    Ok(alike
        .into_iter()
        .map(|(likeness, ticket)| Similar {
            number: ticket.number.to_string(),
            subject: ticket.subject,
            words: likeness.words.join(", "),
        })
        .collect())
}

async fn result(
    conn: &mut store::Conn,
    t: Texts,
    outage: &Outage,
    event: &OutageEvent,
    sees_all: bool,
) -> Result<ResultCard, WebError> {
    let tally = resolving::tally(conn, outage.id, event.sequence).await?;
    // Numbers of tickets are for those who see every ticket.
    let refused = if sees_all {
        resolving::results(conn, outage.id, event.sequence, Which::Refused).await?
    } else {
        Vec::new()
    };
    let at = t.date_time(event.at);
    let args = [("at", (&at).into()), ("by", (&event.by.name).into())];
    Ok(ResultCard {
        of: t.with("outage-result-of", &args),
        waits: tally
            .iter()
            .any(|(state, count)| *state == Fate::Waiting && *count > 0),
        counts: tally
            .into_iter()
            .filter(|(state, count)| *count > 0 || *state == Fate::Resolved)
            .map(|(state, count)| (t.get(&format!("outage-result-{}", state.as_str())), count))
            .collect(),
        refused: refused
            .into_iter()
            .map(|one| (one.number.to_string(), reason(t, &one.reason)))
            .collect(),
    })
}

/// Why a ticket was not solved, in words.
fn reason(t: Texts, name: &str) -> String {
    let known = ["not_held", "no_person", "unreadable"];
    if known.contains(&name) {
        t.get(&format!("outage-reason-{name}"))
    } else if name == Refusal::NotInOutage.code() {
        t.get("outage-reason-not_in_outage")
    } else if name == Refusal::SecurityMatter.code() {
        t.get("refusal-security_matter")
    } else {
        t.get("outage-reason-other")
    }
}
