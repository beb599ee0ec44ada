//! What pages and API share about duplicates.

use domain::{
    ActKind, Action, Actor, Bonds, Event, Joint, MergeRefusal, Moment, Object, Ticket, TicketNumber,
};
use store::{Conn, Outcome, tickets};
use texts::{Arg, Texts};

use crate::permit::may;
use crate::{App, WebError, clocks};

/// A ticket and the one as which it goes on or could go on.
pub(crate) struct Both {
    pub(crate) duplicate: Ticket,
    pub(crate) main: Ticket,
    /// What ties either down, and its history: of the duplicate, of the other one.
    pub(crate) bonds: [Bonds; 2],
    pub(crate) histories: [Vec<Event>; 2],
}

impl Both {
    /// `duplicate` and the ticket with this number; `None` when there is none, or none that `actor` may
    /// see and merge into, which looks the same.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn with(
        app: &App,
        actor: &Actor,
        duplicate: Ticket,
        main: TicketNumber,
    ) -> Result<Option<Self>, WebError> {
        let mut conn = app.store.read().await?;
        let Some(main) = tickets::by_number(&mut conn, main).await? else {
            return Ok(None);
        };
        let sees = may(app, actor, Action::SeeInternals, Object::Ticket(&main));
        let action = Action::Act(ActKind::Absorbed);
        if !sees || !may(app, actor, action, Object::Ticket(&main)) {
            return Ok(None);
        }
        Self::read(app, &mut conn, duplicate, main).await.map(Some)
    }

    /// `duplicate` and the ticket as which it goes on; `None` when it goes on by itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn merged(app: &App, duplicate: Ticket) -> Result<Option<Self>, WebError> {
        let Some(into) = duplicate.merging.into else {
            return Ok(None);
        };
        let mut conn = app.store.read().await?;
        match tickets::by_id(&mut conn, into.ticket).await? {
            Some(main) => Self::read(app, &mut conn, duplicate, main).await.map(Some),
            None => Ok(None),
        }
    }

    async fn read(
        app: &App,
        conn: &mut Conn,
        duplicate: Ticket,
        main: Ticket,
    ) -> Result<Self, WebError> {
        let rules = app.clocks.current();
        let mut bonds = [Bonds::default(); 2];
        let mut histories = [Vec::new(), Vec::new()];
        for (place, ticket) in [&duplicate, &main].into_iter().enumerate() {
            let history = tickets::history(conn, ticket.id).await?;
            bonds[place] = Bonds::of(&history, &clocks::of(app, &rules, &history)?);
            histories[place] = history;
        }
        Ok(Self {
            duplicate,
            main,
            bonds,
            histories,
        })
    }

    /// Whether either has another version than the one that was seen.
    pub(crate) fn changed_since(&self, seen: [i64; 2]) -> bool {
        [self.duplicate.version, self.main.version] != seen
    }
}

/// Two moments with an event each.
///
/// # Errors
/// When the system has no random bytes.
pub(crate) fn moments(app: &App) -> Result<[Moment; 2], WebError> {
    Ok([app.moment()?, app.moment()?])
}

/// Writes both changes or neither, and wakes the worker.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn write(app: &App, joint: &Joint) -> Result<Outcome, WebError> {
    let mut tx = app.store.write().await?;
    let outcome = tickets::apply_joint(&mut tx, joint).await?;
    if outcome == Outcome::Stale {
        tx.rollback().await?;
        return Ok(outcome);
    }
    tx.commit().await?;
    app.wake.notify_one();
    Ok(outcome)
}

/// Why two tickets do not become one, or do not come apart, in words.
pub(crate) fn refusal(t: Texts, refusal: &MergeRefusal) -> String {
    let key = format!("refusal-{}", refusal.code());
    match refusal {
        MergeRefusal::Itself
        | MergeRefusal::Booked
        | MergeRefusal::Security
        | MergeRefusal::InOutage
        | MergeRefusal::NotMerged => t.get(&key),
        MergeRefusal::Merged { into } => t.one(&key, "into", &into.to_string()),
        MergeRefusal::Chain { number, into } => {
            let (number, into) = (number.to_string(), into.to_string());
            t.with(
                &key,
                &[("number", (&number).into()), ("into", (&into).into())],
            )
        }
        MergeRefusal::HasDuplicates { duplicates } => {
            let count = Arg::Number(i64::try_from(duplicates.len()).unwrap_or(i64::MAX));
            let numbers = numbers(duplicates);
            t.with(&key, &[("numbers", (&numbers).into()), ("count", count)])
        }
        MergeRefusal::NotOpen { number, status } => {
            let number = number.to_string();
            let status = t.get(&format!("status-{}", status.as_str()));
            t.with(
                &key,
                &[("number", (&number).into()), ("status", (&status).into())],
            )
        }
        MergeRefusal::HandedOver { unit } => t.one(&key, "unit", unit.as_str()),
        MergeRefusal::OpenTasks { count } => {
            t.count(&key, i64::try_from(*count).unwrap_or(i64::MAX))
        }
    }
}

fn numbers(all: &[TicketNumber]) -> String {
    let all: Vec<String> = all.iter().map(ToString::to_string).collect();
    all.join(", ")
}
