//! What is said about a ticket at the top of each page about it.

use domain::{Ticket, Waiting};
use jiff::Timestamp;
use store::accounts;
use texts::Texts;

use super::history::{Moment, age};
use super::suggestion::unit_name;
use crate::auth::extract::Signed;
use crate::{App, WebError};

/// The head of a page about one ticket.
pub(crate) struct Head {
    pub(crate) number: String,
    pub(crate) subject: String,
    /// 1–5.
    pub(crate) priority: u8,
    pub(crate) priority_words: String,
    /// Name of the status, for its colour.
    pub(crate) status: &'static str,
    pub(crate) status_words: String,
    /// Who decides between two units; empty when they agree.
    pub(crate) dispute: String,
    /// For what it waits; empty when it does not.
    pub(crate) waiting: String,
    pub(crate) unit: String,
    pub(crate) unit_name: String,
    /// Who works on it; empty when nobody does.
    pub(crate) assignee: String,
    pub(crate) filed: Moment,
    /// How long ago it was filed.
    pub(crate) age: String,
    pub(crate) impact: String,
    pub(crate) urgency: String,
    /// The provision under which the unit holds it; empty until it is handed over.
    pub(crate) duty: String,
}

impl Head {
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn new(app: &App, signed: &Signed, ticket: &Ticket) -> Result<Self, WebError> {
        let t = app.texts;
        let assignee = match ticket.assignee {
            None => String::new(),
            Some(id) if id == signed.0.id => signed.0.name.clone(),
            Some(id) => {
                let mut conn = app.store.read().await?;
                accounts::names(&mut conn, &[id])
                    .await?
                    .remove(&id)
                    .unwrap_or_else(|| t.get("ticket-colleague"))
            }
        };
        let priority = ticket.priority.number();
        Ok(Self {
            number: ticket.number.to_string(),
            subject: ticket.subject.clone(),
            priority,
            priority_words: t.get(&format!("priority-{priority}")),
            status: ticket.status.as_str(),
            status_words: t.get(&format!("status-{}", ticket.status.as_str())),
            dispute: dispute(app, ticket),
            waiting: waiting(t, ticket.waiting, app.now()),
            unit: ticket.unit.to_string(),
            unit_name: unit_name(&app.desk, &ticket.unit),
            assignee,
            filed: Moment::new(t, ticket.created_at),
            age: age(t, ticket.created_at, app.now()),
            impact: t.get(&format!("impact-{}", ticket.impact.as_str())),
            urgency: t.get(&format!("urgency-{}", ticket.urgency.as_str())),
            duty: ticket.duty.map_or_else(String::new, |duty| duty.shown()),
        })
    }
}

/// "rozstrzyga I Zastępca Dyrektora (IT-02-3, IT-02-4)"; empty when nobody is asked.
fn dispute(app: &App, ticket: &Ticket) -> String {
    let Some([one, other]) = &ticket.quarrel.open else {
        return String::new();
    };
    let by_ordinance = app.desk.ordinance().lowest_common_superior(one, other);
    let post = app
        .arbiter(ticket)
        .map(|superior| superior.post)
        .or(by_ordinance)
        .map_or_else(String::new, |post| post.to_string());
    let args = [
        ("post", (&post).into()),
        ("one", one.as_str().into()),
        ("other", other.as_str().into()),
    ];
    app.texts.with("dispute-badge", &args)
}

/// "czeka na dostawcę, do 3 grudnia 2026, 10:30"; empty when the ticket does not wait.
pub(crate) fn waiting(t: Texts, waiting: Option<Waiting>, now: Timestamp) -> String {
    let Some(waiting) = waiting.filter(|waiting| waiting.lasts_at(now)) else {
        return String::new();
    };
    let what = t.get(&format!("waiting-{}", waiting.on.as_str()));
    match waiting.until {
        None => t.one("waiting-badge", "what", &what),
        Some(until) => {
            let until = t.date_time(until);
            let args = [("what", (&what).into()), ("until", (&until).into())];
            t.with("waiting-badge-until", &args)
        }
    }
}
