//! What the page of a ticket says about duplicates.

use domain::{Act, ActKind, Action, Object, Ticket, TicketNumber};
use jiff::ToSpan;
use store::{Conn, attachments, tickets};
use texts::Texts;

use crate::auth::extract::Signed;
use crate::pages::ticket::history::{Entry, Moment, entry};
use crate::permit::may;
use crate::uploads::view::{FileLine, lines};
use crate::{App, WebError};

/// Tickets filed longer ago are not taken for the same matter.
const DAYS: i64 = 14;
/// As many are offered.
const MOST: usize = 3;

/// What there is to say and to do about duplicates of one ticket.
pub(crate) struct Cards {
    /// The ticket as which it goes on.
    pub(crate) into: Option<GoesOnAs>,
    /// Those that go on in it.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Those that may be the same.
    pub(crate) similar: Vec<SimilarLine>,
    /// Address of the form that merges; empty when that is not possible.
    pub(crate) merge: String,
    /// Address of the form that takes apart; empty when that is not possible.
    pub(crate) part: String,
}

/// The ticket as which another one goes on.
pub(crate) struct GoesOnAs {
    pub(crate) number: String,
    /// Empty for those who may not see it.
    pub(crate) address: String,
    /// Since when, and what that means.
    pub(crate) words: String,
}

/// A duplicate, with everything that was said in it.
pub(crate) struct Duplicate {
    pub(crate) number: String,
    /// Empty for those who may see it only here.
    pub(crate) address: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) requester: String,
    /// Department, room, telephone, address: what is known of them.
    pub(crate) contact: String,
    pub(crate) filed: Moment,
    pub(crate) since: Option<Moment>,
    /// Oldest first, without its filing.
    pub(crate) entries: Vec<Entry>,
    /// Everything attached to it.
    pub(crate) files: Vec<FileLine>,
}

impl Cards {
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn new(
        app: &App,
        signed: &Signed,
        ticket: &Ticket,
        acts: &[ActKind],
    ) -> Result<Self, WebError> {
        let address = |kind, slug| {
            if acts.contains(&kind) {
                format!("/kolejka/{}/{slug}", ticket.number)
            } else {
                String::new()
            }
        };
        Ok(Self {
            into: into(app, signed, ticket).await?,
            duplicates: duplicates(app, signed, ticket).await?,
            similar: if acts.contains(&ActKind::Merged) {
                SimilarLine::of(app, signed, ticket).await?
            } else {
                Vec::new()
            },
            merge: address(ActKind::Merged, "polaczenie"),
            part: address(ActKind::Parted, "rozlaczenie"),
        })
    }
}

async fn into(app: &App, signed: &Signed, ticket: &Ticket) -> Result<Option<GoesOnAs>, WebError> {
    let Some(into) = ticket.merging.into else {
        return Ok(None);
    };
    let mut conn = app.store.read().await?;
    let main = tickets::by_id(&mut conn, into.ticket).await?;
    let seen = main.filter(|main| sees(app, signed, main));
    let t = app.texts;
    let (number, at) = (into.number.to_string(), t.date_time(into.since));
    Ok(Some(GoesOnAs {
        words: t.with(
            "merged-notice",
            &[("number", (&number).into()), ("at", (&at).into())],
        ),
        number,
        address: seen.map_or_else(String::new, |main| format!("/kolejka/{}", main.number)),
    }))
}

async fn duplicates(
    app: &App,
    signed: &Signed,
    ticket: &Ticket,
) -> Result<Vec<Duplicate>, WebError> {
    if ticket.merging.absorbed.is_empty() {
        return Ok(Vec::new());
    }
    // Whoever reads this ticket reads its duplicates here, so their files are given out here too.
    let base = format!("/kolejka/{}", ticket.number);
    let mut conn = app.store.read().await?;
    let mut all = Vec::new();
    for one in tickets::duplicates(&mut conn, ticket.id).await? {
        all.push(duplicate(app, signed, &mut conn, &one, &base).await?);
    }
    Ok(all)
}

async fn duplicate(
    app: &App,
    signed: &Signed,
    conn: &mut Conn,
    one: &Ticket,
    base: &str,
) -> Result<Duplicate, WebError> {
    let t = app.texts;
    let history = tickets::history(conn, one.id).await?;
    let files = attachments::of_ticket(conn, one.id).await?;
    let who = &one.requester;
    let contact = [&who.department, &who.room, &who.phone, &who.email];
    let contact = contact.into_iter().filter(|part| !part.is_empty());
    Ok(Duplicate {
        number: one.number.to_string(),
        address: if sees(app, signed, one) {
            format!("/kolejka/{}", one.number)
        } else {
            String::new()
        },
        subject: one.subject.clone(),
        body: one.body.clone(),
        requester: who.name.clone(),
        contact: contact.cloned().collect::<Vec<_>>().join(", "),
        filed: Moment::new(t, one.created_at),
        since: one.merging.into.map(|into| Moment::new(t, into.since)),
        entries: history
            .iter()
            .filter(|event| !matches!(event.act, Act::Registered(_)))
            .map(|event| entry(t, event).with_files(t, base, event, &files))
            .collect(),
        files: lines(t, base, &files),
    })
}

fn sees(app: &App, signed: &Signed, ticket: &Ticket) -> bool {
    let object = Object::Ticket(ticket);
    may(app, &signed.actor(), Action::SeeInternals, object)
}

/// An open ticket that says nearly the same.
pub(crate) struct SimilarLine {
    pub(crate) number: String,
    pub(crate) subject: String,
    /// Who filed it, and when.
    pub(crate) filed: String,
    pub(crate) status: &'static str,
    /// Where the two are shown side by side; empty when this person may not merge them.
    pub(crate) merge: String,
    /// What the link says.
    pub(crate) words: String,
}

impl SimilarLine {
    /// Those that this person sees, the most similar first. The later of two becomes part of the earlier
    /// one, if that can be.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(
        app: &App,
        signed: &Signed,
        ticket: &Ticket,
    ) -> Result<Vec<Self>, WebError> {
        let since = app.now().saturating_sub((DAYS * 24).hours());
        let since = since.unwrap_or(ticket.created_at);
        let mut conn = app.store.read().await?;
        let mut lines = Vec::new();
        for id in tickets::similar(&mut conn, ticket, since, 2 * MOST).await? {
            let Some(other) = tickets::by_id(&mut conn, id).await? else {
                continue;
            };
            if sees(app, signed, &other) && lines.len() < MOST {
                lines.push(Self::new(app, signed, ticket, &other));
            }
        }
        Ok(lines)
    }

    fn new(app: &App, signed: &Signed, ticket: &Ticket, other: &Ticket) -> Self {
        let t = app.texts;
        let merges = |one: &Ticket| {
            let action = Action::Act(ActKind::Merged);
            may(app, &signed.actor(), action, Object::Ticket(one))
                && one.free_to_merge(domain::Bonds::default()).is_ok()
        };
        let (into, from) = (merges(ticket), merges(other));
        let later = other.created_at > ticket.created_at;
        let (merge, key) = match (into, from) {
            (_, true) if later || !into => (address(other.number, ticket.number), "similar-from"),
            (true, _) => (address(ticket.number, other.number), "similar-into"),
            _ => (String::new(), "similar-into"),
        };
        let number = other.number.to_string();
        let (name, at) = (&other.requester.name, t.short_date_time(other.created_at));
        Self {
            words: t.one(key, "number", &number),
            number,
            subject: other.subject.clone(),
            filed: t.with(
                "similar-filed",
                &[("name", name.into()), ("at", (&at).into())],
            ),
            status: other.status.as_str(),
            merge,
        }
    }

    /// "nowe".
    pub(crate) fn status_words(&self, t: Texts) -> String {
        t.get(&format!("status-{}", self.status))
    }
}

fn address(duplicate: TicketNumber, main: TicketNumber) -> String {
    format!("/kolejka/{duplicate}/polaczenie?z={main}")
}
