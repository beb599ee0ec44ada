//! Steps that were taken about a ticket: who was told that a clock runs down, at what share, by which letter.

use domain::clock::{Clock, clocks};
use domain::{Action, Actor, Event, JobId, Object, Recipient, Ticket};
use store::steps::Taken;
use store::steps::told::{self, TakenStep, Telling};
use store::{Conn, accounts};
use texts::{Arg, Texts};

use crate::permit::may;
use crate::{App, WebError};

/// A step as people and the API are told of it.
pub(crate) struct StepLine {
    pub(crate) taken: Taken,
    /// What the clock measures: "Rozwiązanie przez IT-04-1".
    pub(crate) clock: String,
    /// How much of the time allowed was used when it was due, in percent; `None` when nothing is
    /// promised any more by the rules of today.
    pub(crate) percent: Option<i64>,
    pub(crate) told: Vec<ToldLine>,
}

/// Somebody who was told, or will be.
pub(crate) struct ToldLine {
    /// `unit`, `person` or `superior`.
    pub(crate) role: &'static str,
    /// "komórka IT-04-1", "Olga Operator", "Iwo Pierwszy, I Zastępca Dyrektora".
    pub(crate) who: String,
    /// The letter that told them, once it has gone and when the reader may see letters.
    pub(crate) letter: Option<JobId>,
}

/// Every step that was told about a ticket, oldest first, for somebody who may see its internals.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn of_ticket(
    app: &App,
    conn: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    history: &[Event],
) -> Result<Vec<StepLine>, WebError> {
    let sees_letters = may(app, actor, Action::SeeLetters, Object::Desk);
    let steps = told::of_ticket(conn, ticket.id).await?;
    let people: Vec<_> = (steps.iter())
        .flat_map(|step| &step.told)
        .filter_map(|telling| match telling.to {
            Recipient::Person(id) => Some(id),
            _ => None,
        })
        .collect();
    let names = accounts::names(conn, &people).await?;
    let superiors = app.superiors.current();
    let t = app.texts;
    let official = |id: &str| {
        let known = superiors.as_ref()?.officials();
        let official = known.iter().find(|official| official.id == id)?;
        let Some(post) = official.posts.first() else {
            return Some(official.name.clone());
        };
        let post = post.to_string();
        let args = [
            ("name", Arg::Text(&official.name)),
            ("post", Arg::Text(&post)),
        ];
        Some(t.with("step-told-superior", &args))
    };
    let told = |telling: Telling| {
        let (role, who) = match &telling.to {
            Recipient::Unit(unit) => ("unit", t.one("step-told-unit", "unit", unit.as_str())),
            Recipient::Person(id) => {
                let name = names.get(id).cloned();
                ("person", name.unwrap_or_else(|| t.get("letter-to-person")))
            }
            Recipient::Official(id) => {
                let who = official(id);
                (
                    "superior",
                    who.unwrap_or_else(|| t.get("letter-to-official")),
                )
            }
            Recipient::Requester | Recipient::RequesterOf(_) | Recipient::Arbiter => return None,
        };
        Some(ToldLine {
            role,
            who,
            letter: telling.letter.filter(|_| sees_letters),
        })
    };
    Ok(steps
        .into_iter()
        .map(|TakenStep { taken, told: all }| {
            let clock = clock_then(app, history, &taken);
            let mut told: Vec<ToldLine> = all.into_iter().filter_map(told).collect();
            told.sort_by_key(|one| one.role == "superior");
            StepLine {
                clock: clock_title(t, &taken, clock.as_ref()),
                percent: clock.as_ref().and_then(percent),
                told,
                taken,
            }
        })
        .collect())
}

/// The clock of a step as it stood when the step was due.
fn clock_then(app: &App, history: &[Event], step: &Taken) -> Option<Clock> {
    let rules = app.clocks.current();
    let at = step.reached_at;
    let happened = history.iter().take_while(|event| event.at <= at).count();
    let then = clocks(&history[..happened], &rules.calendar, &rules.targets, at).ok()?;
    then.with_tasks()
        .find(|clock| clock.key == step.key.clock)
        .cloned()
}

fn percent(clock: &Clock) -> Option<i64> {
    let allowed = clock.allowed()?;
    Some(clock.used * 100 / allowed.max(1))
}

fn clock_title(t: Texts, step: &Taken, clock: Option<&Clock>) -> String {
    let unit = clock.map_or(&step.unit, |clock| &clock.unit);
    let key = format!("clock-title-{}", step.clock.as_str());
    t.one(&key, "unit", unit.as_str())
}
