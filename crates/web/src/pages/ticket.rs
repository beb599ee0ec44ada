//! `/kolejka/{number}`: everything for deciding about one ticket.

pub(crate) mod due;
mod explanation;
pub(crate) mod head;
pub(crate) mod history;
mod letters;
pub(crate) mod marks;
mod steps;
pub(crate) mod suggestion;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{ActKind, Action, Object, Suggestion, Ticket};
use store::presence::Doing;
use store::{attachments, jobs, tickets};
use texts::Texts;

use self::due::DueLine;
use self::head::Head;
use self::history::{Entry, entry};
use self::letters::LetterLine;
use self::marks::{Passage, Segment, passage, segments};
use self::suggestion::{Card, Lost, Maker, Offer, hand_over_address};
use super::acts::extra::{Extra, controls};
use super::acts::form::{ActForm, Tried, control, field, slug};
use super::acts::opened;
use super::articles;
use super::bookings::BookingLine;
use super::incident;
use super::merging;
use super::outages;
use super::presence::Presence;
use super::rating;
use super::replies;
use super::tasks::TaskLine;
use crate::auth::extract::{Number, Signed};
use crate::clocks;
use crate::drafts;
use crate::fields::FaultLine;
use crate::frame::{Frame, page_with};
use crate::permit::may;
use crate::uploads::view::{FileLine, lines};
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/kolejka/{number}", get(page))
        .merge(due::routes())
        .merge(explanation::routes())
}

async fn page(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    match opened(&app, &signed, number).await {
        Ok(ticket) => show(&app, &signed, frame, &ticket, None).await,
        // Its requester: they have a page of their own.
        Err(WebError::Forbidden) => {
            Ok(Redirect::to(&format!("/zgloszenie/{number}")).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The page, with a form that came back when there is one.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    tried: Option<&Tried<'_>>,
) -> Result<Response, WebError> {
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    let suggestion = tickets::suggestion(&mut conn, ticket.id).await?;
    let letters = jobs::of_ticket(&mut conn, ticket.id).await?;
    let taken = crate::steps::of_ticket(app, &mut conn, &signed.actor(), ticket, &history).await?;
    let steps = taken.iter().map(|step| steps::entry(app.texts, step));
    let outage = outages::ticket::Card::of(app, &mut conn, &signed.actor(), ticket).await?;
    let knowledge = articles::ticket::Card::new(app, &mut conn, &signed.actor(), ticket).await?;
    let files = attachments::of_ticket(&mut conn, ticket.id).await?;
    let ratings = rating::lines(&mut conn, app, signed, ticket).await?;
    let base = format!("/kolejka/{}", ticket.number);
    let presence = Presence::new(app, &mut conn, ticket, signed.0.id, Doing::Looking).await?;
    drop(conn);
    let drafts = drafts::of_person(app, signed.0.id).await?;
    let replies = replies::picker::choices(app, signed).await?;
    let clocks = clocks::of(app, &app.clocks.current(), &history)?;
    let t = app.texts;
    let acts = ticket.possible_acts(&signed.actor(), &app.desk);
    let matcher = app.matcher.current();
    let mark = |text: &str, words: &[String]| matcher.marks(text, words);
    let words = deciding_words(suggestion.as_ref());
    let subject = segments(&ticket.subject, &mark(&ticket.subject, words));
    let body = passage(&ticket.body, &mark(&ticket.body, words));
    let card = Maker {
        t,
        desk: &app.desk,
        ticket,
        acts: &acts,
        mark: &mark,
    }
    .card(suggestion.as_ref());
    let address = |kind, what| {
        if acts.contains(&kind) {
            hand_over_address(ticket, what, None)
        } else {
            String::new()
        }
    };
    let merging = merging::cards::Cards::new(app, signed, ticket, &acts).await?;
    let events = history.iter().rev();
    let events = events
        .map(|event| entry(t, event).with_files(t, &base, event, &files))
        .collect();
    let faults = tried.and_then(|tried| tried.faults);
    let page = Page {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        presence,
        dues: DueLine::all(app, &clocks),
        incident: incident::Card::new(app, &history, &clocks),
        outage,
        merging,
        knowledge,
        has_marks: has_marks(&subject) || has_marks(&body.shown) || has_marks(&body.folded),
        subject,
        body,
        has_address: ticket.requester.has_address(),
        requester: requester(t, ticket),
        card,
        acts_first: ticket.unit != *app.desk.first_line(),
        hint: hint(app, signed, ticket, &acts),
        forms: ActForm::all(t, &acts, ticket, &app.desk, signed.0.id, tried)
            .into_iter()
            .map(|form| form.with_files(app, tried).with_replies(&replies))
            .map(|form| form.with_draft(app, ticket, &drafts))
            .collect(),
        escalation: address(ActKind::Escalated, "eskalacja"),
        transferral: address(ActKind::Transferred, "przekazanie"),
        task_form: address(ActKind::TaskGiven, "zadanie"),
        booking_form: address(ActKind::Booked, "rezerwacja"),
        bookings: domain::bookings(&history)
            .iter()
            .map(|booked| BookingLine::new(t, booked, clocks.now))
            .collect(),
        tasks: domain::tasks(&history)
            .iter()
            .map(|task| TaskLine::new(app, ticket.number, task, &clocks))
            .collect(),
        entries: steps::among(events, steps.collect()),
        files: lines(t, &base, &files),
        ratings,
        letters: letters::lines(app, signed, &letters),
        summary: tried.map_or_else(Vec::new, |tried| summary(t, tried)),
        refusal: faults.map_or_else(String::new, |faults| faults.whole.clone()),
    };
    page_with(faults.map_or(StatusCode::OK, |faults| faults.status), &page)
}

#[derive(Template)]
#[template(path = "ticket.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    presence: Presence,
    /// Clocks that run.
    dues: Vec<DueLine>,
    /// What a law demands, when it is a security incident.
    incident: Option<incident::Card>,
    /// To which outage it belongs or could belong.
    outage: Option<outages::ticket::Card>,
    /// As which ticket it goes on, which go on in it, and which may be the same.
    merging: merging::cards::Cards,
    /// Articles and solved tickets like it.
    knowledge: articles::ticket::Card,
    has_marks: bool,
    subject: Vec<Segment>,
    body: Passage,
    requester: Vec<Fact>,
    /// Letters to the requester go out.
    has_address: bool,
    card: Card,
    /// Why little or nothing can be done; empty when there is nothing to say.
    acts_first: bool,
    hint: String,
    forms: Vec<ActForm>,
    /// Address of the escalation form; empty when the act is not possible.
    escalation: String,
    /// Address of the transfer form; empty when the act is not possible.
    transferral: String,
    /// Address of the form that gives a task; empty when the act is not possible.
    task_form: String,
    /// Address of the form for a booking; empty when the act is not possible.
    booking_form: String,
    /// Its bookings, the oldest first.
    bookings: Vec<BookingLine>,
    /// Work given to other units.
    tasks: Vec<TaskLine>,
    /// Latest first.
    entries: Vec<Entry>,
    /// Everything attached, in order.
    files: Vec<FileLine>,
    /// What its requester said of the solutions, the latest first.
    ratings: Vec<rating::Line>,
    letters: Vec<LetterLine>,
    summary: Vec<FaultLine>,
    refusal: String,
}

/// Something known about the requester.
struct Fact {
    label: String,
    text: String,
    /// `tel:` or `mailto:`; empty for the rest.
    address: String,
}

/// The words that decided for the proposed unit; none when nothing is proposed.
fn deciding_words(suggestion: Option<&Suggestion>) -> &[String] {
    suggestion
        .and_then(Suggestion::proposed)
        .map_or(&[], |unit| &unit.words)
}

fn has_marks(pieces: &[Segment]) -> bool {
    pieces.iter().any(|piece| piece.marked)
}

fn requester(t: Texts, ticket: &Ticket) -> Vec<Fact> {
    let requester = &ticket.requester;
    let fact = |key: &str, text: &str, address: String| Fact {
        label: t.get(key),
        text: text.to_owned(),
        address,
    };
    let plain = |key: &str, text: &str| fact(key, text, String::new());
    vec![
        plain("ticket-requester-name", &requester.name),
        plain("ticket-requester-department", &requester.department),
        plain("ticket-requester-room", &requester.room),
        fact(
            "ticket-requester-phone",
            &requester.phone,
            telephone(&requester.phone),
        ),
        fact(
            "ticket-requester-email",
            &requester.email,
            format!("mailto:{}", requester.email),
        ),
    ]
}

/// `tel:` and the digits; nothing for text that is no telephone number.
fn telephone(text: &str) -> String {
    let digits: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()/".contains(c));
    if is_number && digits.len() >= 3 {
        format!("tel:{digits}")
    } else {
        String::new()
    }
}

/// Why a ticket that one sees cannot be acted on.
fn hint(app: &App, signed: &Signed, ticket: &Ticket, acts: &[ActKind]) -> String {
    let holds = may(
        app,
        &signed.actor(),
        Action::Act(ActKind::Resolved),
        Object::Ticket(ticket),
    );
    if let Some(into) = ticket.merging.into {
        let into = into.number.to_string();
        app.texts.one("refusal-merged", "into", &into)
    } else if ticket.status.is_final() {
        app.texts.get("acts-none-final")
    } else if !holds && acts == [ActKind::Noted] {
        app.texts
            .one("acts-none-elsewhere", "unit", ticket.unit.as_str())
    } else {
        String::new()
    }
}

/// What is to be mended in the form that came back.
fn summary(t: Texts, tried: &Tried<'_>) -> Vec<FaultLine> {
    let Some(faults) = tried.faults else {
        return Vec::new();
    };
    let slug = slug(tried.kind).unwrap_or_default();
    let label = t.get(&format!("act-form-{}-label", tried.kind.as_str()));
    let others = controls(slug);
    faults
        .fields
        .iter()
        .filter_map(|(name, text)| {
            if *name == field(tried.kind) {
                return Some(FaultLine {
                    id: control(slug),
                    text: format!("{label}: {text}"),
                });
            }
            if *name == "files" {
                return Some(FaultLine {
                    id: format!("{slug}-files"),
                    text: text.clone(),
                });
            }
            let (_, key, id) = others.iter().find(|(other, _, _)| other == name)?;
            let label = t.get(&format!("act-form-{}-{key}", tried.kind.as_str()));
            Some(FaultLine {
                id: id.clone(),
                text: format!("{label}: {text}"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_can_be_dialled_and_other_texts_cannot() {
        assert_eq!(telephone("12 616-55-00"), "tel:126165500");
        assert_eq!(telephone("+48 (12) 616"), "tel:+4812616");
        for text in ["", "wew. 12", "javascript:1", "12"] {
            assert_eq!(telephone(text), "", "{text}");
        }
    }
}
