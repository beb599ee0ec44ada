//! The one place that says who may do what.

use ordinance::UnitCode;

use crate::{
    ActKind, Actor, Article, Audience, Outage, Person, Readers, ReplyOwner, Role, Ticket,
    Visibility,
};

/// Something a person asks to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// File a ticket.
    File,
    /// File a ticket for somebody else (telephone, API).
    FileForOthers,
    /// Ask for a ranking of units without filing.
    Suggest,
    /// List one's own tickets.
    ListOwn,
    /// Open the queue (which shows only tickets one may see).
    SeeQueue,
    /// Read a ticket and its public history.
    SeeTicket,
    /// Read internal notes, the suggestion and hand-over comments.
    SeeInternals,
    /// Add a note.
    Note(Visibility),
    /// Any other act on a ticket.
    Act(ActKind),
    /// Say how well a ticket was solved.
    Rate,
    /// Read what its requester said of how it was solved.
    SeeRating,
    /// See letters that were sent or could not be delivered.
    SeeLetters,
    /// Try an undelivered letter again, or give it up.
    RetryLetter,
    /// Keep accounts and tokens.
    ManageAccounts,
    /// See how often escalations came back for their comment (§ 8 pkt 3).
    SeeQuality,
    /// See the figures of the desk's work, or of a unit's (§ 8 pkt 4).
    SeeAnalyses,
    /// Read what people are told of an outage.
    SeeOutage,
    /// Declare an outage, tell of it, and say that it is over.
    RunOutage,
    /// Read an article of the knowledge base.
    SeeArticle,
    /// Write an article, change it, put it away.
    WriteArticle,
    /// Use, change or delete a canned answer.
    KeepReply,
    /// See what the running programs read of their settings.
    SeeSettings,
    /// Choose when one wants letters about due times.
    ChooseLetters,
    /// See how well the router does, and choose which of its versions is in force.
    ManageRouting,
}

/// What it is to be done to.
#[derive(Clone, Copy, Debug)]
pub enum Object<'a> {
    /// The desk as a whole.
    Desk,
    /// One ticket.
    Ticket(&'a Ticket),
    /// One task of a ticket.
    Task {
        /// The ticket.
        ticket: &'a Ticket,
        /// The unit that does it.
        unit: &'a UnitCode,
    },
    /// One outage, or outages as a whole.
    Outage {
        /// Which; `None` before it is declared.
        outage: Option<&'a Outage>,
        /// Addresses of whoever stands above the first line today (`config/people.toml`).
        superiors: &'a [String],
    },
    /// Figures of one unit's work.
    Figures {
        /// The unit.
        unit: &'a UnitCode,
        /// Addresses of whoever stands above it today (`config/people.toml`).
        superiors: &'a [String],
    },
    /// One article of the knowledge base; `None` before there is one.
    Article(Option<&'a Article>),
    /// A canned answer of this owner.
    Reply(&'a ReplyOwner),
    /// One ticket about which two units disagree.
    Dispute {
        /// The ticket.
        ticket: &'a Ticket,
        /// Address of whoever decides between them today (`config/people.toml`).
        arbiter: Option<&'a str>,
    },
}

/// Not allowed. Says nothing about whether the object exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Forbidden;

/// Whether `actor` may do `action` to `object`; whatever is not named is refused.
///
/// `first_line` is the unit of the first line, from the ordinance.
///
/// # Errors
/// [`Forbidden`].
pub fn authorize(
    actor: &Actor,
    action: Action,
    object: Object<'_>,
    first_line: &UnitCode,
) -> Result<(), Forbidden> {
    let allowed = match (actor, object) {
        (Actor::Visitor | Actor::LinkHolder(_), Object::Desk) => action == Action::File,
        (Actor::Visitor, Object::Ticket(_))
        | (
            Actor::Visitor | Actor::LinkHolder(_),
            Object::Dispute { .. }
            | Object::Task { .. }
            | Object::Figures { .. }
            | Object::Reply(_),
        ) => false,
        (Actor::Visitor | Actor::LinkHolder(_), Object::Outage { outage, .. }) => {
            action == Action::SeeOutage
                && outage.is_some_and(|outage| outage.announcement.audience == Audience::Everyone)
        }
        (Actor::Visitor | Actor::LinkHolder(_), Object::Article(article)) => {
            action == Action::SeeArticle && article.is_some_and(is_for_everyone)
        }
        (Actor::Person(person), Object::Figures { unit, superiors }) => {
            action == Action::SeeAnalyses && sees_figures(person, unit, superiors)
        }
        (Actor::Person(person), Object::Reply(owner)) => {
            action == Action::KeepReply && owner.is(person, first_line)
        }
        (Actor::Person(person), Object::Article(article)) => {
            on_article(&person.role, action, article)
        }
        (Actor::Person(person), Object::Outage { superiors, .. }) => {
            on_outage(person, action, superiors)
        }
        (Actor::LinkHolder(id), Object::Ticket(ticket)) => {
            ticket.id == *id && requester_may(action)
        }
        (Actor::Person(person), Object::Desk) => on_desk(&person.role, action),
        (Actor::Person(person), Object::Task { ticket, unit }) => {
            on_task(&person.role, action, ticket, unit, first_line)
        }
        (Actor::Person(person), Object::Dispute { ticket, arbiter }) => {
            on_dispute(person, action, ticket, arbiter)
        }
        (Actor::Person(person), Object::Ticket(ticket)) => {
            on_ticket(person, action, ticket, first_line)
        }
    };
    if allowed { Ok(()) } else { Err(Forbidden) }
}

fn on_desk(role: &Role, action: Action) -> bool {
    match action {
        Action::File | Action::ListOwn | Action::Suggest | Action::ChooseLetters => true,
        Action::SeeQueue => *role != Role::Requester,
        Action::FileForOthers
        | Action::SeeLetters
        | Action::RetryLetter
        | Action::SeeQuality
        | Action::SeeAnalyses => {
            matches!(role, Role::FirstLine | Role::Administrator)
        }
        Action::ManageAccounts | Action::ManageRouting | Action::SeeSettings => {
            *role == Role::Administrator
        }
        Action::SeeTicket
        | Action::SeeInternals
        | Action::SeeOutage
        | Action::RunOutage
        | Action::SeeArticle
        | Action::WriteArticle
        | Action::KeepReply
        | Action::Note(_)
        | Action::Act(_)
        | Action::Rate
        | Action::SeeRating => false,
    }
}

/// The first line answers for the quality of the whole desk (§ 8 pkt 4); a unit sees its own work, and
/// whoever stands above it theirs.
fn sees_figures(person: &Person, unit: &UnitCode, superiors: &[String]) -> bool {
    let superior = superiors
        .iter()
        .any(|address| address.eq_ignore_ascii_case(&person.email));
    superior
        || match &person.role {
            Role::Requester => false,
            Role::FirstLine | Role::Administrator => true,
            Role::Unit(of) => of == unit,
        }
}

fn is_for_everyone(article: &Article) -> bool {
    article.text.readers == Readers::Everyone && !article.archived
}

/// Staff read every article; the unit that answers for it and the first line write it.
fn on_article(role: &Role, action: Action, article: Option<&Article>) -> bool {
    match action {
        Action::SeeArticle => *role != Role::Requester || article.is_some_and(is_for_everyone),
        Action::WriteArticle => match role {
            Role::Requester => false,
            Role::FirstLine | Role::Administrator => true,
            Role::Unit(unit) => article.is_none_or(|article| article.text.unit == *unit),
        },
        _ => false,
    }
}

/// Everybody with an account reads what is told of an outage; staff see how it goes; the first line and its
/// superiors declare and tell; the first line, which answers to requesters, has its tickets solved.
fn on_outage(person: &Person, action: Action, superiors: &[String]) -> bool {
    let first_line = matches!(person.role, Role::FirstLine | Role::Administrator);
    let superior = superiors
        .iter()
        .any(|address| address.eq_ignore_ascii_case(&person.email));
    match action {
        Action::SeeOutage => true,
        Action::SeeInternals => superior || person.role != Role::Requester,
        Action::RunOutage => superior || first_line,
        Action::Act(ActKind::Resolved | ActKind::OutageJoined | ActKind::OutageLeft) => first_line,
        _ => false,
    }
}

fn on_ticket(person: &Person, action: Action, ticket: &Ticket, first_line: &UnitCode) -> bool {
    let own = ticket.requester.account == Some(person.id);
    if own && requester_may(action) {
        return true;
    }
    match &person.role {
        Role::Requester => false,
        Role::FirstLine => staff_may(action, ticket, first_line, Sight::All),
        Role::Unit(unit) => staff_may(action, ticket, unit, Sight::Involved),
        Role::Administrator => staff_may(action, ticket, &ticket.unit, Sight::All),
    }
}

/// The unit of a task takes and ends it; who holds the ticket gives and withdraws it as an act on the
/// ticket itself.
fn on_task(
    role: &Role,
    action: Action,
    ticket: &Ticket,
    unit: &UnitCode,
    first_line: &UnitCode,
) -> bool {
    let own = match role {
        Role::Requester => false,
        Role::FirstLine => unit == first_line,
        Role::Unit(of) => of == unit,
        Role::Administrator => true,
    };
    own && ticket.helpers.contains(unit)
        && matches!(action, Action::Act(ActKind::TaskTaken | ActKind::TaskEnded))
}

/// Whoever is asked reads the ticket and decides; an administrator can put down what they decided.
fn on_dispute(person: &Person, action: Action, ticket: &Ticket, arbiter: Option<&str>) -> bool {
    let asked = arbiter.is_some_and(|address| address.eq_ignore_ascii_case(&person.email));
    ticket.quarrel.open.is_some()
        && (asked || person.role == Role::Administrator)
        && matches!(
            action,
            Action::SeeTicket | Action::SeeInternals | Action::Act(ActKind::Decided)
        )
}

/// What the requester may do to their own ticket.
fn requester_may(action: Action) -> bool {
    matches!(
        action,
        Action::SeeTicket
            | Action::Note(Visibility::Public)
            | Action::Rate
            | Action::SeeRating
            | Action::Act(
                ActKind::Reopened | ActKind::Closed | ActKind::Cancelled | ActKind::OutageJoined
            )
    )
}

/// Which tickets a role sees.
#[derive(Clone, Copy)]
enum Sight {
    All,
    Involved,
}

/// What a member of `unit` may do: read what they see, note on it, act on what the unit holds.
fn staff_may(action: Action, ticket: &Ticket, unit: &UnitCode, sight: Sight) -> bool {
    let sees = match sight {
        Sight::All => true,
        Sight::Involved => ticket.involved.contains(unit) || ticket.helpers.contains(unit),
    };
    let holds = ticket.unit == *unit;
    match action {
        // Whoever reads a ticket may also say that another one is its duplicate.
        Action::SeeTicket
        | Action::SeeInternals
        | Action::Note(_)
        | Action::Act(ActKind::Absorbed | ActKind::Released) => sees,
        // The first line answers for every ticket, so it may finish or reopen one that another unit
        // solved, say how much it presses, note what was done about an incident, and take apart what is
        // no duplicate. What was said of a solution is for those who solved it and for the first line.
        Action::SeeRating
        | Action::Act(
            ActKind::Closed
            | ActKind::Reopened
            | ActKind::PriorityChanged
            | ActKind::Incident
            | ActKind::Parted,
        ) => holds || matches!(sight, Sight::All),
        Action::Act(ActKind::OutageJoined | ActKind::OutageLeft) => matches!(sight, Sight::All),
        Action::Act(
            ActKind::Claimed
            | ActKind::PutDown
            | ActKind::Escalated
            | ActKind::Transferred
            | ActKind::Accepted
            | ActKind::Returned
            | ActKind::Paused
            | ActKind::Resumed
            | ActKind::TaskGiven
            | ActKind::Booked
            | ActKind::BookingEnded
            | ActKind::Resolved
            | ActKind::Cancelled
            | ActKind::Merged,
        ) => holds,
        // Everything else is not an act on a ticket that exists.
        _ => false,
    }
}
