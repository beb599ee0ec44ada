//! One ticket as its requester sees it: in plain words, without the desk's inner workings.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Act, ActKind, Actor, Channel, Desk, Event, Status, Ticket, Visibility};
use jiff::Timestamp;
use ordinance::UnitCode;
use store::attachments::{self, Attachment};
use store::drafts::Draft;
use store::tickets;
use texts::Texts;

use crate::clocks;
use crate::drafts;
use crate::frame::{Frame, page_with};
use crate::pages::bookings::period;
use crate::pages::my::{Door, is_own};
use crate::pages::my_state::{Standing, explanation, unit_name, unit_parts, waiting};
use crate::pages::my_together::Together;
use crate::pages::outages::ticket::Notice;
use crate::pages::rating;
use crate::said::Said;
use crate::uploads::Uploads;
use crate::uploads::view::{FileLine, FilesField, lines};
use crate::{App, WebError};

/// What the requester has just tried in vain.
#[derive(Default)]
pub(crate) struct Attempt {
    /// The act.
    pub(crate) kind: Option<ActKind>,
    /// What they typed.
    pub(crate) text: String,
    /// The files that came with it.
    pub(crate) uploads: Uploads,
    /// Why it was not done.
    pub(crate) fault: Option<(StatusCode, String)>,
    /// A remark about the solution that came back.
    pub(crate) rating: Option<rating::Tried>,
}

#[derive(Template)]
#[template(path = "my_ticket.html")]
struct MyTicket {
    t: Texts,
    frame: Frame,
    is_fresh: bool,
    number: String,
    version: i64,
    subject: String,
    body: String,
    state: Standing,
    created_at: Timestamp,
    impact: String,
    urgency: String,
    unit: (String, String),
    explanation: Said,
    /// Until when the next thing may be expected; empty when nothing is promised.
    due: String,
    /// How it was solved, while the requester is asked whether it was.
    solution: Option<String>,
    link: Option<String>,
    address: String,
    signed: bool,
    /// Whether something is or was booked, so that there is a file for calendars.
    has_booking: bool,
    history: Vec<Entry>,
    forms: Vec<Form>,
    fault: Option<Fault>,
    /// What they say of the solution.
    rating: Option<rating::Card>,
    /// Number of the ticket as which it goes on; empty when it goes on by itself.
    together: String,
    /// That ticket's page, for whoever filed it too; empty for others.
    together_own: String,
    /// What is known of the outage to which it belongs, while that lasts.
    outage: Option<Notice>,
}

/// One thing that happened.
struct Entry {
    at: Timestamp,
    by: String,
    title: String,
    text: Option<String>,
    files: Vec<FileLine>,
}

/// One thing the requester can do.
struct Form {
    slug: &'static str,
    key: &'static str,
    has_text: bool,
    text: String,
    fault: Option<String>,
    is_open: bool,
    /// Files, where it takes any.
    files: Option<FilesField>,
    /// Where it is sent.
    action: String,
    /// That words of a draft stand in it; empty when none do.
    draft: String,
    /// Under which address drafts of it are kept at the desk; empty when none are.
    kept_as: String,
    /// What the desk waits for; shown above the history.
    is_next_step: bool,
}

impl Form {
    /// The form on its page, with the words of its draft when it has not come back.
    fn at(mut self, app: &App, address: &str, drafts: &[Draft], keeps_drafts: bool) -> Self {
        self.action = format!("{address}/{}", self.slug);
        if keeps_drafts && self.has_text {
            self.kept_as.clone_from(&self.action);
        }
        let draft = drafts.iter().find(|draft| draft.form == self.action);
        if let Some(draft) = draft.filter(|_| self.text.is_empty() && self.fault.is_none()) {
            drafts::word(draft, "text").clone_into(&mut self.text);
            self.draft = drafts::restored(app, draft.saved_at);
            self.is_open = true;
        }
        self
    }
}

/// Why the act tried was not done.
struct Fault {
    text: String,
    id: String,
}

impl Attempt {
    /// Of the page that says what became of it.
    fn status(&self) -> StatusCode {
        let fault = self.fault.as_ref();
        fault.map_or(StatusCode::OK, |(status, _)| *status)
    }

    /// Why it was not done, and where that can be mended.
    fn shown(&self) -> Option<Fault> {
        let (_, text) = self.fault.as_ref()?;
        Some(Fault {
            text: text.clone(),
            id: match &self.rating {
                Some(tried) => tried.place().to_owned(),
                None => format!("tekst-{}", slug(self.kind.unwrap_or(ActKind::Noted))),
            },
        })
    }
}

/// The page; with an attempt in vain, its words are kept and the status says why.
pub(crate) async fn show(
    app: &App,
    door: &Door,
    frame: Frame,
    ticket: &Ticket,
    is_fresh: bool,
    attempt: Attempt,
) -> Result<Response, WebError> {
    let t = app.texts;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    let suggestion = tickets::suggestion(&mut conn, ticket.id).await?;
    let together = Together::of(&mut conn, ticket).await?;
    // Where the matter is dealt with: the ticket itself, or the one as which it goes on.
    let main = together.as_ref().map_or(ticket, |together| &together.main);
    let past = together
        .as_ref()
        .map_or(&history, |together| &together.history);
    let outage = Notice::of(&mut conn, main).await?;
    let files = attachments::of_ticket(&mut conn, ticket.id).await?;
    let about = (ticket, history.as_slice());
    let rating = rating::Card::of(&mut conn, app, door, about, attempt.rating.as_ref()).await?;
    drop(conn);
    let person = match &door.actor {
        Actor::Person(person) => Some(person),
        Actor::Visitor | Actor::LinkHolder(_) => None,
    };
    let drafts = match person {
        Some(person) => drafts::of_person(app, person.id).await?,
        None => Vec::new(),
    };
    let clocks = clocks::of(app, &app.clocks.current(), past)?;
    let possible = match &together {
        Some(together) => together.possible(),
        None => ticket.possible_acts(&door.actor, &app.desk),
    };
    let shown = shown(app, door, &history, &files, together.as_ref());
    page_with(
        attempt.status(),
        &MyTicket {
            t,
            is_fresh,
            number: ticket.number.to_string(),
            version: ticket.version,
            subject: ticket.subject.clone(),
            body: ticket.body.clone(),
            state: Standing::of(t, main.status, main.waiting, app.now()),
            created_at: ticket.created_at,
            impact: t.get(&format!("impact-{}", ticket.impact.as_str())),
            urgency: t.get(&format!("urgency-{}", ticket.urgency.as_str())),
            unit: unit_parts(&app.desk, &main.unit),
            explanation: match waiting(t, main, app.now()) {
                Some(waiting) => waiting.into(),
                // Confirming it is for whoever the other ticket belongs to.
                None if together.is_some() && main.status == Status::Resolved => {
                    t.get("my-merged-solved").into()
                }
                None => explanation(t, &app.desk, main, suggestion.as_ref()),
            },
            due: clocks::wording(app, &clocks)
                .for_requester(&clocks)
                .unwrap_or_default(),
            solution: solution(main, past),
            together: if together.is_some() {
                main.number.to_string()
            } else {
                String::new()
            },
            together_own: if together.is_some() && is_own(&door.actor, main) {
                format!("/zgloszenie/{}", main.number)
            } else {
                String::new()
            },
            link: door.link.clone(),
            address: door.address.clone(),
            signed: frame.person.is_some(),
            has_booking: history
                .iter()
                .any(|event| matches!(event.act, Act::Booked(_))),
            history: shown,
            forms: forms(&possible, &attempt, |id, uploads| {
                FilesField::new(app, id, person.is_some(), uploads)
            })
            .into_iter()
            .map(|form| form.at(app, &door.address, &drafts, person.is_some()))
            .map(|form| match form.key {
                "reopened" if together.is_some() => Form {
                    key: "parted",
                    ..form
                },
                _ => form,
            })
            .collect(),
            fault: attempt.shown(),
            rating,
            outage,
            frame,
        },
    )
}

/// What happened as the requester may read it: with their own ticket, and with the one as which it goes on.
fn shown(
    app: &App,
    door: &Door,
    history: &[Event],
    files: &[Attachment],
    together: Option<&Together>,
) -> Vec<Entry> {
    let t = app.texts;
    let own = history.iter().filter(|event| !event.is_internal());
    let mut shown: Vec<Entry> = own
        .map(|event| {
            let own = files
                .iter()
                .filter(|file| file.event == Some(event.id) && !file.is_internal);
            Entry {
                files: lines(t, &door.address, own),
                ..entry(t, &app.desk, event)
            }
        })
        .collect();
    if let Some(together) = together {
        shown.extend(together.shown().map(|event| Entry {
            files: lines(t, &door.address, together.files_of(event)),
            ..entry(t, &app.desk, event)
        }));
        shown.sort_by_key(|entry| entry.at);
    }
    shown
}

fn slug(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Reopened => "ponowne-otwarcie",
        ActKind::Closed => "zamkniecie",
        ActKind::Cancelled => "anulowanie",
        _ => "notatka",
    }
}

/// The forms of what is possible, in the order of how likely one wants them.
fn forms(
    possible: &[ActKind],
    attempt: &Attempt,
    files: impl Fn(String, &Uploads) -> Option<FilesField>,
) -> Vec<Form> {
    let nothing = Uploads::default();
    let all = [
        (ActKind::Closed, "closed", false),
        (ActKind::Reopened, "reopened", true),
        (ActKind::Noted, "noted", true),
        (ActKind::Cancelled, "cancelled", true),
    ];
    all.into_iter()
        .filter(|(kind, _, _)| possible.contains(kind) || attempt.kind == Some(*kind))
        .map(|(kind, key, has_text)| {
            let tried = attempt.kind == Some(kind);
            Form {
                slug: slug(kind),
                key,
                has_text,
                text: if tried {
                    attempt.text.clone()
                } else {
                    String::new()
                },
                fault: attempt
                    .fault
                    .as_ref()
                    .filter(|_| tried)
                    .map(|(_, text)| text.clone()),
                files: if matches!(kind, ActKind::Noted | ActKind::Reopened) {
                    let id = format!("{}-files", slug(kind));
                    files(id, if tried { &attempt.uploads } else { &nothing })
                } else {
                    None
                },
                action: String::new(),
                draft: String::new(),
                kept_as: String::new(),
                is_open: tried || kind != ActKind::Cancelled,
                is_next_step: matches!(kind, ActKind::Closed | ActKind::Reopened),
            }
        })
        .collect()
}

fn solution(ticket: &Ticket, history: &[Event]) -> Option<String> {
    if ticket.status != Status::Resolved {
        return None;
    }
    history.iter().rev().find_map(|event| match &event.act {
        Act::Resolved { solution } => Some(solution.clone()),
        _ => None,
    })
}

/// One event in words for the requester: hand-overs without the desk's comment.
fn entry(t: Texts, desk: &Desk, event: &Event) -> Entry {
    let from_staff = event.by.unit.is_some();
    let about = |key: &str, unit: &UnitCode| t.one(key, "unit", &unit_name(desk, unit));
    let (title, text) = match &event.act {
        Act::Registered(filed) => {
            let key = match filed.channel {
                Channel::Written => "my-event-registered",
                Channel::Telephone => "my-event-registered-telephone",
            };
            (t.get(key), None)
        }
        Act::Claimed => (t.one("my-event-claimed", "name", &event.by.name), None),
        Act::PutDown => (t.get("my-event-put_down"), None),
        Act::Noted { text, visibility } => {
            let key = if from_staff {
                "my-event-answer"
            } else {
                "my-event-message"
            };
            let text = (*visibility == Visibility::Public).then(|| text.clone());
            (t.get(key), text)
        }
        Act::Escalated { to, .. } => (about("my-event-escalated", to), None),
        Act::Transferred { to, .. } => (about("my-event-transferred", to), None),
        Act::Accepted => (t.one("my-event-accepted", "name", &event.by.name), None),
        Act::Decided { to, .. } => (about("my-event-decided", to), None),
        Act::Returned { to, .. } => (about("my-event-returned", to), None),
        Act::Paused { why, reason, .. } => {
            let what = t.get(&format!("waiting-{}", why.as_str()));
            (
                t.one("my-event-paused", "what", &what),
                Some(reason.clone()),
            )
        }
        // The last three are internal and never shown to a requester.
        Act::TaskGiven(_)
        | Act::TaskTaken { .. }
        | Act::TaskEnded { .. }
        | Act::Absorbed { .. }
        | Act::Released { .. }
        | Act::Heard { .. } => (t.get("my-event-task"), None),
        Act::OutageJoined { title, .. } => (t.get("my-event-outage_joined"), Some(title.clone())),
        Act::OutageLeft { title, .. } => (t.get("my-event-outage_left"), Some(title.clone())),
        Act::Incident { .. } => (t.get("my-event-incident"), None),
        Act::Merged { number, .. } => (
            t.one("my-event-merged", "number", &number.to_string()),
            None,
        ),
        Act::Parted { reason, .. } => (t.get("my-event-parted"), Some(reason.clone())),
        Act::Booked(booking) => {
            let when = period(t, booking.from, booking.to);
            let text = format!("{when}, {}", booking.place);
            (t.get("my-event-booked"), Some(text))
        }
        Act::BookingEnded { how, note } => {
            let state = t.get(&format!("booking-state-{}", how.as_str()));
            let note = (!note.is_empty()).then(|| note.clone());
            (t.one("my-event-booking_ended", "state", &state), note)
        }
        Act::Resumed => (t.get("my-event-resumed"), None),
        Act::PriorityChanged { .. } => (t.get("my-event-priority_changed"), None),
        Act::Resolved { solution } => (t.get("my-event-resolved"), Some(solution.clone())),
        Act::Reopened { reason } => (t.get("my-event-reopened"), Some(reason.clone())),
        Act::Closed => (t.get("my-event-closed"), None),
        Act::Cancelled { reason } => (t.get("my-event-cancelled"), Some(reason.clone())),
    };
    Entry {
        at: event.at,
        by: match &event.by.unit {
            Some(unit) => format!("{}, {unit}", event.by.name),
            None => event.by.name.clone(),
        },
        title,
        text,
        files: Vec::new(),
    }
}
