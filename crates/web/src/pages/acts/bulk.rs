//! `/kolejka/zbiorczo`: one act on several tickets at once, each by the ordinary way of the act, with a
//! result for each.
//!
//! The first form, beside the rows of the queue, says which tickets and which act; the second asks for
//! the words of the act, once for all. Nothing is done to a ticket that has changed since the row was
//! shown, and what is refused for one is done to the others all the same.

use std::collections::BTreeSet;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use domain::{ActKind, Action, ChoiceReason, Object, Ticket, TicketNumber};
use texts::Texts;

use super::acted;
use super::attempt::{Attempt, Faults, opened};
use super::extra::Extra;
use super::form::{ActForm, Tried, slug};
use super::hand_over::handed_over;
use super::hand_over_form::HandOver;
use super::typed::Typed;
use crate::auth::extract::Signed;
use crate::frame::{Frame, page_with};
use crate::pages::duties::{UnitDuties, chosen};
use crate::pages::sign_in::is_local;
use crate::permit::permit;
use crate::{App, WebError};

/// The acts that may be done to several tickets at once, as they stand in the form.
pub(crate) const KINDS: [(ActKind, &str); 6] = [
    (ActKind::Claimed, "podejmij"),
    (ActKind::Transferred, "przekazanie"),
    (ActKind::PriorityChanged, "priorytet"),
    (ActKind::Noted, "notatka"),
    (ActKind::Resolved, "rozwiazanie"),
    (ActKind::Closed, "zamkniecie"),
];

/// Most tickets at once: two pages of the queue.
const MOST: usize = 100;

/// As many characters of a duty are shown in the list.
const DUTY_LENGTH: usize = 90;

/// The routes of this page.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/kolejka/zbiorczo", post(bulk))
}

/// A ticket that was selected, in the version that the row showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Selected {
    number: TicketNumber,
    version: i64,
}

impl Selected {
    /// `ZG-2026-000123.7`.
    fn read(text: &str) -> Option<Self> {
        let (number, version) = text.rsplit_once('.')?;
        Some(Self {
            number: number.parse().ok()?,
            version: version.parse().ok()?,
        })
    }
}

/// Several tickets and what is to be done to them.
struct Bulk<'a> {
    app: &'a App,
    signed: &'a Signed,
    kind: ActKind,
    typed: &'a Typed,
    selected: Vec<Selected>,
}

async fn bulk(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    // Each once, whatever was posted.
    let selected: BTreeSet<Selected> = typed
        .all("wybrane")
        .into_iter()
        .filter_map(Selected::read)
        .take(MOST)
        .collect();
    let kind = KINDS
        .into_iter()
        .find(|(_, name)| *name == typed.get("czynnosc"));
    let (Some((kind, _)), false) = (kind, selected.is_empty()) else {
        let page = Nothing {
            t: app.texts,
            frame,
            back: back(&typed),
            message: app.texts.get(if kind.is_none() {
                "bulk-no-act"
            } else {
                "bulk-no-tickets"
            }),
        };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let bulk = Bulk {
        app: &app,
        signed: &signed,
        kind,
        typed: &typed,
        selected: selected.into_iter().collect(),
    };
    if typed.get("krok") == "wykonaj" {
        bulk.execute(frame).await
    } else {
        bulk.ask(frame, None).await
    }
}

/// Where the person came from: a page of the queue.
fn back(typed: &Typed) -> String {
    let back = typed.get("powrot");
    let ours = is_local(back) && (back == "/kolejka" || back.starts_with("/kolejka?"));
    if ours { back } else { "/kolejka" }.to_owned()
}

/// What became of one ticket.
struct Line {
    number: String,
    subject: String,
    done: bool,
    words: String,
}

impl Bulk<'_> {
    /// The form with the words of the act.
    async fn ask(&self, frame: Frame, faults: Option<&Faults>) -> Result<Response, WebError> {
        let t = self.app.texts;
        let mut tickets = Vec::new();
        for selected in &self.selected {
            match opened(self.app, self.signed, selected.number).await {
                Ok(ticket) => tickets.push((*selected, ticket)),
                // Not theirs to see: as if it had not been selected.
                Err(WebError::NotFound | WebError::Forbidden) => {}
                Err(error) => return Err(error),
            }
        }
        let Some((_, first)) = tickets.first() else {
            return Err(WebError::NotFound);
        };
        let tried = Tried {
            kind: self.kind,
            typed: self.typed,
            faults,
        };
        let page = Ask {
            t,
            frame,
            back: back(self.typed),
            act: self.typed.get("czynnosc").to_owned(),
            title: title(t, self.kind),
            form: slug(self.kind).map(|slug| {
                let tried = faults.is_some().then_some(&tried);
                ActForm::new(t, self.kind, slug, first, &self.app.desk, tried)
            }),
            transfer: (self.kind == ActKind::Transferred)
                .then(|| Transfer::new(self.app, self.typed, faults)),
            lines: tickets
                .iter()
                .map(|(selected, ticket)| Chosen {
                    value: format!("{}.{}", selected.number, selected.version),
                    number: selected.number.to_string(),
                    subject: ticket.subject.clone(),
                    status: t.get(&format!("status-{}", ticket.status.as_str())),
                    unit: ticket.unit.to_string(),
                })
                .collect(),
            summary: faults.map_or_else(Vec::new, |faults| {
                faults.fields.iter().map(|(_, text)| text.clone()).collect()
            }),
        };
        page_with(faults.map_or(StatusCode::OK, |faults| faults.status), &page)
    }

    /// Does the act to each ticket and says what became of it.
    async fn execute(&self, frame: Frame) -> Result<Response, WebError> {
        let typed = self.words();
        let mut lines = Vec::with_capacity(self.selected.len());
        for selected in &self.selected {
            let (subject, outcome) = match opened(self.app, self.signed, selected.number).await {
                Ok(ticket) => {
                    let outcome = self.one(&ticket, selected.version, &typed).await;
                    (ticket.subject, outcome)
                }
                Err(error) => (String::new(), Err(error)),
            };
            let nothing_yet = !lines.iter().any(|line: &Line| line.done);
            if let Ok(Attempt::Faulty(faults)) = &outcome
                && nothing_yet
                && faults.status == StatusCode::UNPROCESSABLE_ENTITY
            {
                // Other words would do, and nothing is done so far: asked once more, with the words kept.
                return self.ask(frame, Some(faults)).await;
            }
            lines.push(self.line(selected.number, subject, outcome)?);
        }
        let done = lines.iter().filter(|line| line.done).count();
        let t = self.app.texts;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let page = Results {
            t,
            frame,
            back: back(self.typed),
            title: title(t, self.kind),
            done: t.count("bulk-done", count(done)),
            failed: (done < lines.len()).then(|| t.count("bulk-failed", count(lines.len() - done))),
            lines,
        };
        page_with(StatusCode::OK, &page)
    }

    /// The words, with the unit of the provision that was chosen for a transfer.
    fn words(&self) -> Typed {
        let names = [
            "text",
            "visibility",
            "impact",
            "urgency",
            "reason",
            "solution",
            "duty",
            "choice",
            "choice_words",
        ];
        let value = |name: &str| (name.to_owned(), self.typed.get(name).to_owned());
        let mut fields: Vec<(String, String)> = names.iter().map(|name| value(name)).collect();
        if let Some((unit, _)) = chosen(&self.app.desk, self.typed.get("duty")) {
            fields.push(("unit".to_owned(), unit.to_string()));
        }
        Typed::of(fields)
    }

    async fn one(&self, ticket: &Ticket, version: i64, typed: &Typed) -> Result<Attempt, WebError> {
        if self.kind == ActKind::Transferred {
            let what = HandOver::Transfer;
            handed_over(self.app, self.signed, ticket, version, what, typed).await
        } else {
            acted(self.app, self.signed, ticket, version, self.kind, typed).await
        }
    }

    fn line(
        &self,
        number: TicketNumber,
        subject: String,
        outcome: Result<Attempt, WebError>,
    ) -> Result<Line, WebError> {
        let t = self.app.texts;
        let (done, words) = match outcome {
            Ok(Attempt::Done) => (true, String::new()),
            Ok(Attempt::Stale(_)) => (false, t.get("bulk-line-stale")),
            Ok(Attempt::Faulty(faults)) => {
                let fields = faults.fields.into_iter().map(|(_, text)| text);
                let whole = Some(faults.whole).filter(|text| !text.is_empty());
                let words: Vec<String> = whole.into_iter().chain(fields).collect();
                (false, words.join(" "))
            }
            Err(WebError::Forbidden) => (false, t.get("bulk-line-forbidden")),
            Err(WebError::NotFound) => (false, t.get("bulk-line-not-found")),
            Err(error) => return Err(error),
        };
        Ok(Line {
            number: number.to_string(),
            subject,
            done,
            words,
        })
    }
}

/// The name of an act, for its button.
pub(crate) fn title(t: Texts, kind: ActKind) -> String {
    match kind {
        ActKind::Transferred => t.get("acts-transfer"),
        kind => t.get(&format!("act-form-{}-title", kind.as_str())),
    }
}

/// What a transfer asks.
struct Transfer {
    units: Vec<UnitDuties>,
    duty: String,
    duty_fault: String,
    reason: String,
    reason_fault: String,
    choices: Vec<(&'static str, String, bool)>,
    choice_words: String,
    choice_fault: String,
}

impl Transfer {
    fn new(app: &App, typed: &Typed, faults: Option<&Faults>) -> Self {
        let t = app.texts;
        let fault = |names: &[&str]| {
            let texts = faults.map(|faults| names.iter().map(|name| faults.at(name)));
            let texts: Vec<&str> = texts
                .into_iter()
                .flatten()
                .filter(|text| !text.is_empty())
                .collect();
            texts.join(" ")
        };
        let choice = Some(typed.get("choice")).filter(|name| !name.is_empty());
        Self {
            units: app
                .desk
                .ordinance()
                .units()
                .iter()
                .map(|unit| UnitDuties::of(&app.desk, &unit.code, Some(DUTY_LENGTH)))
                .collect(),
            duty: typed.get("duty").to_owned(),
            duty_fault: fault(&["duty", "unit"]),
            reason: typed.get("reason").to_owned(),
            reason_fault: fault(&["reason"]),
            choices: ChoiceReason::NAMES
                .map(|name| {
                    let label = t.get(&format!("choice-{name}"));
                    (name, label, choice.unwrap_or("other_scope") == name)
                })
                .into(),
            choice_words: typed.get("choice_words").to_owned(),
            choice_fault: fault(&["choice", "choice_words"]),
        }
    }
}

/// A selected ticket in the form.
struct Chosen {
    value: String,
    number: String,
    subject: String,
    status: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "bulk.html")]
struct Ask {
    t: Texts,
    frame: Frame,
    back: String,
    act: String,
    title: String,
    /// The form of the act, when it is one of the ticket's page.
    form: Option<ActForm>,
    transfer: Option<Transfer>,
    lines: Vec<Chosen>,
    summary: Vec<String>,
}

#[derive(Template)]
#[template(path = "bulk_results.html")]
struct Results {
    t: Texts,
    frame: Frame,
    back: String,
    title: String,
    done: String,
    failed: Option<String>,
    lines: Vec<Line>,
}

/// Nothing was selected, or no act.
#[derive(Template)]
#[template(path = "bulk_nothing.html")]
struct Nothing {
    t: Texts,
    frame: Frame,
    back: String,
    message: String,
}
