//! The ticket that a request acts on.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use domain::{
    ActKind, Action, Author, Booking, BookingState, Change, ChoiceReason, Desk, MergeRefusal,
    Moment, Object, Overlap, PriorityMatrix, Refusal, SuggestionChoice, Ticket, TicketNumber,
    Wanted,
};
use store::{Outcome, tickets};

use crate::App;
use crate::api::auth::Bearer;
use crate::api::incident::Wish;
use crate::api::number::{IfMatch, Number};
use crate::api::problem::Problem;
use crate::api::tickets::{seen, shown};
use crate::auth::author;
use crate::clocks;
use crate::merging::{self, Both};
use crate::pages::bookings::decide;
use crate::pages::tasks::What;
use crate::permit::{may, permit};

/// How often an act is tried when others change the ticket at the same time.
const TRIES: usize = 5;

/// Which ticket, who acts on it, and for which of its versions.
pub(crate) struct Target {
    app: App,
    who: Bearer,
    number: TicketNumber,
    versions: IfMatch,
    /// Why another unit than the proposed one was chosen.
    reason: Option<ChoiceReason>,
}

impl FromRequestParts<App> for Target {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let who = Bearer::from_request_parts(parts, app).await?;
        let Number(number) = Number::from_request_parts(parts, app).await?;
        Ok(Self {
            app: app.clone(),
            who,
            number,
            versions: IfMatch::read(&parts.headers)?,
            reason: None,
        })
    }
}

impl Target {
    /// The ordinance in force.
    pub(crate) fn desk(&self) -> Arc<Desk> {
        self.app.desk.clone()
    }

    /// Impact × urgency.
    pub(crate) fn matrix(&self) -> Arc<PriorityMatrix> {
        self.app.matrix.current()
    }

    /// Whether the act is allowed.
    ///
    /// # Errors
    /// Not found, also when the ticket may not be seen.
    pub(crate) async fn may(&self, action: Action) -> Result<bool, Problem> {
        let mut conn = self.app.store.read().await?;
        let ticket = seen(&self.app, &mut conn, &self.who, self.number).await?;
        let object = Object::Ticket(&ticket);
        Ok(may(&self.app, &self.who.actor(), action, object))
    }

    /// The ticket, when there is one that may be seen, acted on, and has the version asked for.
    ///
    /// # Errors
    /// Not found, forbidden, or precondition failed.
    pub(crate) async fn ticket(&self, action: Action) -> Result<Ticket, Problem> {
        let mut conn = self.app.store.read().await?;
        let ticket = seen(&self.app, &mut conn, &self.who, self.number).await?;
        let dispute = self.app.dispute(&ticket);
        let object = match action {
            Action::Act(ActKind::Decided) => dispute.object(),
            _ => Object::Ticket(&ticket),
        };
        permit(&self.app, &self.who.actor(), action, object)?;
        if self.versions.admits(ticket.version) {
            Ok(ticket)
        } else {
            Err(Problem::precondition_failed(ticket.version))
        }
    }

    /// For a hand-over to another unit than the proposed one: with the reason.
    pub(crate) fn because(self, reason: Option<ChoiceReason>) -> Self {
        Self { reason, ..self }
    }

    /// Does the act and answers with the ticket after it. When others change the ticket at the same
    /// time, it is decided anew about the ticket as they left it.
    ///
    /// # Errors
    /// Those of [`Target::ticket`], the desk's refusals, and stale when others never stop.
    pub(crate) async fn act(
        self,
        action: Action,
        decide: impl Fn(&Ticket, Author, Moment) -> Result<Change, Refusal>,
    ) -> Result<Response, Problem> {
        for _ in 0..TRIES {
            let ticket = self.ticket(action).await?;
            let by = self.author(action, &ticket);
            let mut change = decide(&ticket, by, self.app.moment()?)?;
            let mut tx = self.app.store.write().await?;
            if change.ticket.unit != ticket.unit {
                let suggestion = tickets::suggestion(&mut tx, ticket.id).await?;
                let (desk, reason) = (&self.app.desk, self.reason.clone());
                change.choice =
                    SuggestionChoice::of(&ticket, desk, suggestion.as_ref(), &change, reason);
            }
            if tickets::apply(&mut tx, &change).await? == Outcome::Stale {
                continue;
            }
            tx.commit().await?;
            self.app.wake.notify_one();
            let mut conn = self.app.store.read().await?;
            return shown(&self.app, &mut conn, &self.who, self.number).await;
        }
        Err(Problem::stale())
    }

    /// Books, or changes the booking that stands, and answers with the ticket after it.
    ///
    /// # Errors
    /// Those of [`Target::ticket`], the desk's refusals, and stale.
    pub(crate) async fn book(
        self,
        wanted: &Wanted<'_>,
        overlap: Overlap,
    ) -> Result<Response, Problem> {
        let ticket = self.ticket(Action::Act(ActKind::Booked)).await?;
        let moment = self.app.moment()?;
        let calendar = self.app.clocks.current().calendar;
        let booking = Booking::plan(wanted, &calendar, moment.now)?;
        let by = self.who.person.author(self.app.desk.first_line());
        let mut tx = self.app.store.write().await?;
        let when = (by, moment);
        let change = decide(&self.app, &mut tx, &ticket, booking, overlap, when).await?;
        self.written(tx, &change).await
    }

    /// Says what became of the booking, and answers with the ticket after it.
    ///
    /// # Errors
    /// Those of [`Target::ticket`], the desk's refusals, and stale.
    pub(crate) async fn end_booking(
        self,
        how: BookingState,
        note: &str,
    ) -> Result<Response, Problem> {
        let ticket = self.ticket(Action::Act(ActKind::BookingEnded)).await?;
        let by = self.who.person.author(self.app.desk.first_line());
        let mut tx = self.app.store.write().await?;
        let all = store::bookings::of_ticket(&mut tx, ticket.id).await?;
        let change = ticket.end_booking(all.last(), how, note, by, self.app.moment()?)?;
        self.written(tx, &change).await
    }

    async fn written(self, mut tx: store::Conn, change: &Change) -> Result<Response, Problem> {
        if tickets::apply(&mut tx, change).await? == Outcome::Stale {
            return Err(Problem::stale());
        }
        tx.commit().await?;
        self.app.wake.notify_one();
        let mut conn = self.app.store.read().await?;
        shown(&self.app, &mut conn, &self.who, self.number).await
    }

    /// Takes or ends a task of the ticket, and answers with the ticket after it.
    ///
    /// # Errors
    /// Not found, also for a task that is not there; forbidden; the desk's refusals; stale.
    pub(crate) async fn act_on_task(
        self,
        number: i64,
        what: What,
        result: &str,
    ) -> Result<Response, Problem> {
        let ticket = self.ticket(Action::SeeInternals).await?;
        let mut tx = self.app.store.write().await?;
        let all = store::tasks::of_ticket(&mut tx, ticket.id).await?;
        let task = all.into_iter().find(|task| task.number == number);
        let task = task.ok_or_else(Problem::not_found)?;
        let (action, object) = what.permission(&ticket, &task);
        permit(&self.app, &self.who.actor(), action, object)?;
        let by = self.who.person.author(self.app.desk.first_line());
        let change = what.decide(&ticket, &task, result, by, self.app.moment()?)?;
        self.written(tx, &change).await
    }

    /// Notes something about the ticket's incident, and answers with the ticket after it.
    ///
    /// # Errors
    /// Not found, forbidden, the desk's refusals, stale.
    pub(crate) async fn act_on_incident(self, wish: &Wish) -> Result<Response, Problem> {
        let ticket = self.ticket(Action::Act(ActKind::Incident)).await?;
        let mut tx = self.app.store.write().await?;
        let history = tickets::history(&mut tx, ticket.id).await?;
        let clocks = clocks::of(&self.app, &self.app.clocks.current(), &history)?;
        let stands = domain::incident(&history, &clocks);
        let by = self.who.person.author(self.app.desk.first_line());
        let change = wish.decide(&ticket, stands, by, self.app.moment()?)?;
        self.written(tx, &change).await
    }

    /// Lets the ticket go on as `into`, and answers with it.
    ///
    /// # Errors
    /// Not found, also for `into`; forbidden; the desk's refusals; stale when others never stop.
    pub(crate) async fn merge(self, into: TicketNumber, reason: &str) -> Result<Response, Problem> {
        for _ in 0..TRIES {
            let ticket = self.ticket(Action::Act(ActKind::Merged)).await?;
            let both = Both::with(&self.app, &self.who.actor(), ticket, into).await?;
            let both = both.ok_or_else(Problem::not_found)?;
            let by = self.who.person.author(self.app.desk.first_line());
            let moments = merging::moments(&self.app)?;
            let joint = (both.duplicate).merge_into(&both.main, both.bonds, reason, by, moments)?;
            if merging::write(&self.app, &joint).await? == Outcome::Done {
                let mut conn = self.app.store.read().await?;
                return shown(&self.app, &mut conn, &self.who, self.number).await;
            }
        }
        Err(Problem::stale())
    }

    /// Takes the ticket out of the one as which it goes on, and answers with it.
    ///
    /// # Errors
    /// Not found; forbidden; the desk's refusals; stale when others never stop.
    pub(crate) async fn unmerge(self, reason: &str) -> Result<Response, Problem> {
        for _ in 0..TRIES {
            let ticket = self.ticket(Action::Act(ActKind::Parted)).await?;
            let both = Both::merged(&self.app, ticket).await?;
            let both = both.ok_or(Refusal::Merge(MergeRefusal::NotMerged))?;
            let by = self.who.person.author(self.app.desk.first_line());
            let moments = merging::moments(&self.app)?;
            let joint = both.duplicate.part_from(&both.main, reason, by, moments)?;
            if merging::write(&self.app, &joint).await? == Outcome::Done {
                let mut conn = self.app.store.read().await?;
                return shown(&self.app, &mut conn, &self.who, self.number).await;
            }
        }
        Err(Problem::stale())
    }

    /// Staff act for their unit; whoever may act only because the trouble is their own acts for
    /// themselves.
    fn author(&self, action: Action, ticket: &Ticket) -> Author {
        let actor = self.who.actor();
        if action == Action::Act(ActKind::Decided) {
            // A superior acts for no unit.
            return author::requester(&actor, ticket);
        }
        let mut of_somebody_else = ticket.clone();
        of_somebody_else.requester.account = None;
        if may(&self.app, &actor, action, Object::Ticket(&of_somebody_else)) {
            self.who.person.author(self.app.desk.first_line())
        } else {
            author::requester(&actor, ticket)
        }
    }
}
