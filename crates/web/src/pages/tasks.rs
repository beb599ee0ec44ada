//! Child tasks: `/kolejka/{number}/zadanie` gives one, `/kolejka/{number}/zadania/{task}` is one.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::clock::Clocks;
use domain::{
    ActKind, Action, Author, Change, Desk, Moment, Object, Refusal, Task, TaskKind, TaskState,
    Ticket, TicketNumber, Work,
};
use store::{Outcome, tickets};
use texts::Texts;

use super::acts::opened;
use super::acts::typed::Typed;
use super::duties::{UnitDuties, chosen};
use super::late::Late;
use super::ticket::due::DueLine;
use super::ticket::head::Head;
use super::ticket::suggestion::unit_name;
use crate::auth::extract::{Number, Signed};
use crate::clocks;
use crate::error::refusal_text;
use crate::fields::{Fields, label};
use crate::frame::{Frame, page_with};
use crate::permit::{may, permit};
use crate::{App, WebError};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/kolejka/{number}/zadanie", get(form).post(give))
        .route("/kolejka/{number}/zadania/{task}", get(page).post(act))
}

/// Characters of a provision in the list of all units.
const LONGEST: usize = 90;

/// A task as lists and its page show it.
pub(crate) struct TaskLine {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) unit: String,
    pub(crate) unit_name: String,
    pub(crate) duty: String,
    pub(crate) place: String,
    pub(crate) contact: String,
    pub(crate) what: String,
    pub(crate) state: String,
    pub(crate) result: String,
    /// When it is due, while its clock runs.
    pub(crate) due: Option<DueLine>,
}

impl TaskLine {
    /// `clocks` are those of its ticket.
    pub(crate) fn new(app: &App, ticket: TicketNumber, task: &Task, clocks: &Clocks) -> Self {
        let t = app.texts;
        let clock = clocks
            .tasks
            .iter()
            .find(|clock| clock.key.start == task.number);
        let clock = clock.filter(|clock| clock.is_live() && clock.target.is_some());
        Self {
            address: format!("/kolejka/{ticket}/zadania/{}", task.number),
            title: t.one("tasks-number", "number", &task.number.to_string()),
            kind: t.get(&format!("task-kind-{}", task.work.kind.as_str())),
            unit: task.work.to.to_string(),
            unit_name: unit_name(&app.desk, &task.work.to),
            duty: task.work.duty.shown(),
            place: task.work.place.clone(),
            contact: task.work.contact.clone(),
            what: task.work.what.clone(),
            state: t.get(&format!("task-state-{}", task.state.as_str())),
            result: task.result.clone(),
            due: clock.map(|clock| DueLine::of(app, clocks, clock)),
        }
    }
}

#[derive(Template)]
#[template(path = "task_give.html")]
struct GivePage {
    t: Texts,
    frame: Frame,
    head: Head,
    version: i64,
    units: Vec<UnitDuties>,
    fields: Fields,
    refusal: String,
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
}

#[derive(Template)]
#[template(path = "task.html")]
struct TaskPage {
    t: Texts,
    frame: Frame,
    head: Head,
    version: i64,
    task: TaskLine,
    may_take: bool,
    may_end: bool,
    may_withdraw: bool,
    fields: Fields,
    refusal: String,
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
}

async fn form(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let action = Action::Act(ActKind::TaskGiven);
    permit(&app, &signed.actor(), action, Object::Ticket(&ticket))?;
    let fields = Fields::new([
        ("place", ticket.requester.room.clone()),
        ("contact", contact(&ticket)),
    ]);
    show_form(&app, &signed, frame, &ticket, fields, None).await
}

async fn give(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let mut fields = Fields::new(
        ["kind", "duty", "place", "contact", "what"].map(|name| (name, typed.get(name).to_owned())),
    );
    if typed.version() != ticket.version {
        let seen = typed.version();
        return show_late_form(&app, &signed, frame, &ticket, fields, seen).await;
    }
    let action = Action::Act(ActKind::TaskGiven);
    permit(&app, &signed.actor(), action, Object::Ticket(&ticket))?;
    let kind = TaskKind::from_name(typed.get("kind"));
    let chosen = chosen(&app.desk, typed.get("duty"));
    if kind.is_none() {
        fields.fault_at("kind", app.texts.get("fault-missing"));
    }
    if chosen.is_none() {
        fields.fault_at("task-duty", app.texts.get("fault-missing"));
    }
    let Some((kind, (to, duty))) = kind.zip(chosen) else {
        return show_form(&app, &signed, frame, &ticket, fields, None).await;
    };
    let text = |name: &str| typed.get(name).to_owned();
    let work = Work {
        kind,
        to,
        duty,
        place: text("place"),
        contact: text("contact"),
        what: text("what"),
    };
    let by = signed.0.author(app.desk.first_line());
    match ticket.give_task(work, &app.desk, by, app.moment()?) {
        Ok(change) => {
            let here = format!("/kolejka/{number}");
            if let Some(done) = written(&app, &change, &here, "task_given").await? {
                return Ok(done);
            }
            let ticket = opened(&app, &signed, number).await?;
            let seen = typed.version();
            show_late_form(&app, &signed, frame, &ticket, fields, seen).await
        }
        Err(Refusal::Fields(errors)) => {
            let fields = fields.with_faults(app.texts, &errors);
            show_form(&app, &signed, frame, &ticket, fields, None).await
        }
        Err(refusal) => {
            let refusal = Some(refusal_text(app.texts, &refusal));
            show_form(&app, &signed, frame, &ticket, fields, refusal).await
        }
    }
}

/// Name and telephone of the requester, on one line.
fn contact(ticket: &Ticket) -> String {
    let requester = &ticket.requester;
    let known = [&requester.name, &requester.phone];
    let known = known.into_iter().filter(|part| !part.is_empty());
    known.cloned().collect::<Vec<_>>().join(", ")
}

async fn show_form(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    fields: Fields,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let refusal = refusal.unwrap_or_default();
    let status = fields.status(&refusal);
    let page = GivePage {
        t: app.texts,
        frame,
        head: Head::new(app, signed, ticket).await?,
        version: ticket.version,
        units: duties(&app.desk, ticket),
        fields,
        refusal,
        late: None,
    };
    page_with(status, &page)
}

/// The form after it came too late: with what happened since, and the words to copy when the person may no
/// longer give a task of this ticket.
async fn show_late_form(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    fields: Fields,
    seen: i64,
) -> Result<Response, WebError> {
    let t = app.texts;
    let action = Action::Act(ActKind::TaskGiven);
    let possible =
        ticket.status.is_open() && may(app, &signed.actor(), action, Object::Ticket(ticket));
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let mut late = Late::since(t, &history, seen);
    if !possible {
        for name in ["place", "contact", "what"] {
            late = late.keeping(t.get(&label(name)), fields.value(name));
        }
    }
    let page = GivePage {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        version: ticket.version,
        units: if possible {
            duties(&app.desk, ticket)
        } else {
            Vec::new()
        },
        fields,
        refusal: String::new(),
        late: Some(late),
    };
    page_with(StatusCode::CONFLICT, &page)
}

/// Units that a task can be given to with their duties; the one of remote hands first.
fn duties(desk: &Desk, ticket: &Ticket) -> Vec<UnitDuties> {
    let hands = desk.remote_hands();
    let mut units: Vec<_> = desk.ordinance().units().iter().collect();
    units.sort_by_key(|unit| hands.as_ref().is_none_or(|(code, _)| *code != unit.code));
    units
        .into_iter()
        .filter(|unit| unit.code != ticket.unit)
        .map(|unit| UnitDuties::of(desk, &unit.code, Some(LONGEST)))
        .collect()
}

/// Ticket and task in an address; text that is neither is a page that does not exist.
type Address = Path<(String, String)>;

/// A task and its ticket, for somebody who may see them.
async fn found(app: &App, signed: &Signed, address: Address) -> Result<(Ticket, Task), WebError> {
    let Path((number, task)) = address;
    let number: TicketNumber = number.parse().map_err(|_| WebError::NotFound)?;
    let ticket = opened(app, signed, number).await?;
    let task: i64 = task.parse().map_err(|_| WebError::NotFound)?;
    let mut conn = app.store.read().await?;
    let all = store::tasks::of_ticket(&mut conn, ticket.id).await?;
    let task = all.into_iter().find(|one| one.number == task);
    Ok((ticket, task.ok_or(WebError::NotFound)?))
}

async fn page(
    State(app): State<App>,
    signed: Signed,
    address: Address,
    frame: Frame,
) -> Result<Response, WebError> {
    let (ticket, task) = found(&app, &signed, address).await?;
    let fields = Fields::default();
    show(&app, &signed, frame, (&ticket, &task), fields, None, None).await
}

async fn act(
    State(app): State<App>,
    signed: Signed,
    address: Address,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let again = Path(address.0.clone());
    let (ticket, task) = found(&app, &signed, address).await?;
    let Some(what) = What::from_name(typed.get("what")) else {
        return Err(WebError::NotFound);
    };
    let fields = Fields::new([("result", typed.get("result").to_owned())]);
    let seen = typed.version();
    if seen != ticket.version {
        return show(
            &app,
            &signed,
            frame,
            (&ticket, &task),
            fields,
            None,
            Some(seen),
        )
        .await;
    }
    let (action, object) = what.permission(&ticket, &task);
    permit(&app, &signed.actor(), action, object)?;
    let by = signed.0.author(app.desk.first_line());
    let here = format!("/kolejka/{}/zadania/{}", ticket.number, task.number);
    match what.decide(&ticket, &task, typed.get("result"), by, app.moment()?) {
        Ok(change) => {
            let done = match what {
                What::Take => "task_taken",
                What::End(_) => "task_ended",
            };
            if let Some(done) = written(&app, &change, &here, done).await? {
                return Ok(done);
            }
            let (ticket, task) = found(&app, &signed, again).await?;
            show(
                &app,
                &signed,
                frame,
                (&ticket, &task),
                fields,
                None,
                Some(seen),
            )
            .await
        }
        Err(Refusal::Fields(errors)) => {
            let fields = fields.with_faults(app.texts, &errors);
            show(&app, &signed, frame, (&ticket, &task), fields, None, None).await
        }
        Err(refusal) => {
            let refusal = Some(refusal_text(app.texts, &refusal));
            show(
                &app,
                &signed,
                frame,
                (&ticket, &task),
                fields,
                refusal,
                None,
            )
            .await
        }
    }
}

/// What can be done to a task.
#[derive(Clone, Copy)]
pub(crate) enum What {
    /// Take it.
    Take,
    /// End it.
    End(TaskState),
}

impl What {
    /// `take`, or the name of an end.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if name == "take" {
            return Some(Self::Take);
        }
        TaskState::from_name(name)
            .filter(|state| state.is_final())
            .map(Self::End)
    }

    /// What must be allowed: withdrawing is for whoever may give tasks, the rest for the task's unit.
    pub(crate) fn permission<'a>(self, ticket: &'a Ticket, task: &'a Task) -> (Action, Object<'a>) {
        let unit = &task.work.to;
        match self {
            Self::End(TaskState::Withdrawn) => {
                (Action::Act(ActKind::TaskGiven), Object::Ticket(ticket))
            }
            Self::End(_) => (
                Action::Act(ActKind::TaskEnded),
                Object::Task { ticket, unit },
            ),
            Self::Take => (
                Action::Act(ActKind::TaskTaken),
                Object::Task { ticket, unit },
            ),
        }
    }

    pub(crate) fn decide(
        self,
        ticket: &Ticket,
        task: &Task,
        result: &str,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        match self {
            Self::Take => ticket.take_task(task, by, moment),
            Self::End(how) => ticket.end_task(task, how, result, by, moment),
        }
    }
}

/// Writes the change and leads back to `address`; `None` when somebody was faster.
async fn written(
    app: &App,
    change: &Change,
    address: &str,
    done: &str,
) -> Result<Option<Response>, WebError> {
    let mut tx = app.store.write().await?;
    if tickets::apply(&mut tx, change).await? == Outcome::Stale {
        tx.rollback().await?;
        return Ok(None);
    }
    tx.commit().await?;
    app.wake.notify_one();
    let address = format!("{address}?zrobiono=desk-{done}");
    Ok(Some(Redirect::to(&address).into_response()))
}

/// The page of a task; `seen` is the version that a form showed which came too late.
async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    (ticket, task): (&Ticket, &Task),
    fields: Fields,
    refusal: Option<String>,
    seen: Option<i64>,
) -> Result<Response, WebError> {
    let t = app.texts;
    let refusal = refusal.unwrap_or_default();
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let clocks = clocks::of(app, &app.clocks.current(), &history)?;
    let goes_on = !task.state.is_final() && !ticket.status.is_final();
    let allowed = |what: What| {
        let (action, object) = what.permission(ticket, task);
        goes_on && may(app, &signed.actor(), action, object)
    };
    let may_end = allowed(What::End(TaskState::Done));
    let may_withdraw = allowed(What::End(TaskState::Withdrawn));
    let late = seen.map(|seen| {
        let late = Late::since(t, &history, seen);
        if may_end || may_withdraw {
            late
        } else {
            late.keeping(t.get(&label("result")), fields.value("result"))
        }
    });
    let status = match &late {
        Some(_) => StatusCode::CONFLICT,
        None => fields.status(&refusal),
    };
    let page = TaskPage {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        version: ticket.version,
        task: TaskLine::new(app, ticket.number, task, &clocks),
        may_take: allowed(What::Take) && task.assignee != Some(signed.0.id),
        may_end,
        may_withdraw,
        fields,
        refusal,
        late,
    };
    page_with(status, &page)
}
