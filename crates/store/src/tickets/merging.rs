//! Duplicates: two changes at once, the words of one ticket in the search of the other, and tickets that
//! may be duplicates because they say nearly the same.

use std::collections::{HashMap, HashSet};

use domain::{Act, Change, Joint, Ticket, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{apply, row, words};
use crate::types::{Ts, json};
use crate::{Conn, Outcome, Result};

/// Open tickets among which similar ones are looked for, the latest first.
const MOST_COMPARED: i64 = 400;
/// Characters of a ticket's words that are compared.
const MOST_CHARACTERS: i64 = 4_000;
/// Two tickets are alike from this share of common words on, each word weighed by how rare it is.
const ALIKE: f64 = 0.5;
/// So many words at least, so that two bare greetings are not alike.
const FEWEST_WORDS: usize = 3;

/// Writes both changes, or neither. The ticket with the smaller id comes first, so that two people who
/// merge the same tickets the other way round wait for each other and one of them is late.
///
/// [`Outcome::Stale`]: somebody else was quicker with one of them; roll back.
///
/// # Errors
/// As [`apply`].
pub async fn apply_joint(conn: &mut Conn, joint: &Joint) -> Result<Outcome> {
    let mut changes = [&joint.duplicate, &joint.main];
    changes.sort_by_key(|change| change.ticket.id);
    for change in changes {
        if apply(conn, change).await? == Outcome::Stale {
            return Ok(Outcome::Stale);
        }
    }
    Ok(Outcome::Done)
}

/// Keeps as which ticket one goes on, or which go on in it.
pub(super) async fn keep(conn: &mut Conn, change: &Change) -> Result<()> {
    if !matches!(
        change.event.act,
        Act::Merged { .. } | Act::Parted { .. } | Act::Absorbed { .. } | Act::Released { .. }
    ) {
        return Ok(());
    }
    let merging = &change.ticket.merging;
    conn.later("update tickets set merged_into = $2, merging = $3 where id = $1")
        .bind(change.ticket.id.0)
        .bind(merging.into.map(|into| into.ticket.0))
        .json(json("merging", merging)?)
        .run()
        .await?;
    Ok(())
}

/// The tickets that go on as this one, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn duplicates(conn: &mut Conn, main: TicketId) -> Result<Vec<Ticket>> {
    conn.sql(row::select!(
        "where t.merged_into = $1 order by t.year, t.sequence"
    ))
    .bind(main.0)
    .all::<row::TicketRow>()
    .await?
    .into_iter()
    .map(Ticket::try_from)
    .collect()
}

/// Open tickets filed at `since` or later that say nearly the same as `ticket`, the most similar first, at
/// most `limit`. Compares the words of subject and description in whatever form they have; rare words weigh
/// more. Looks at the latest 400 open tickets.
///
/// # Errors
/// When the database cannot be read.
pub async fn similar(
    conn: &mut Conn,
    ticket: &Ticket,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<TicketId>> {
    let others: Vec<(Uuid, String)> = conn
        .sql(
            "select t.id, substr(w.words, 1, $3) from tickets t
                 join ticket_words w on w.ticket = t.id and w.place = 1 and w.field = 'filed'
             where t.is_open = true and t.created_at >= $1
             order by t.created_at desc, t.id desc limit $2",
        )
        .bind(Ts(since))
        .bind(MOST_COMPARED)
        .bind(MOST_CHARACTERS)
        .all()
        .await?;
    let own = words::filed(ticket);
    let own: HashSet<&str> = telling(&own).collect();
    if own.len() < FEWEST_WORDS {
        return Ok(Vec::new());
    }
    let others: Vec<(Uuid, HashSet<&str>)> = others
        .iter()
        .filter(|(id, _)| *id != ticket.id.0)
        .map(|(id, words)| (*id, telling(words).collect()))
        .collect();
    let mut holders: HashMap<&str, u32> = HashMap::new();
    for word in others.iter().flat_map(|(_, words)| words).chain(&own) {
        *holders.entry(word).or_default() += 1;
    }
    let weigh = |word: &&str| {
        1.0 / f64::from(1 + holders.get(*word).copied().unwrap_or(0))
            .log2()
            .max(1.0)
    };
    let weight = |words: &HashSet<&str>| words.iter().map(weigh).sum::<f64>();
    let mut alike: Vec<(f64, Uuid)> = others
        .iter()
        .filter(|(_, words)| words.len() >= FEWEST_WORDS)
        .map(|(id, words)| {
            let common: f64 = own.intersection(words).map(weigh).sum();
            // Twice what they share of what both say.
            (2.0 * common / (weight(&own) + weight(words)), *id)
        })
        .filter(|(share, _)| *share >= ALIKE)
        .collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    Ok(alike
        .into_iter()
        .take(limit)
        .map(|(_, id)| TicketId(id))
        .collect())
}

/// Words that tell something: not the number, which stands before them, and not function words.
fn telling(words: &str) -> impl Iterator<Item = &str> {
    let words = words.split(' ').skip(words::OF_A_NUMBER);
    words.filter(|word| word.len() > 1 && !polish::is_function_word(word))
}
