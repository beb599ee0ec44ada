//! Tickets that say nearly the same, and those like one that were solved.

use std::collections::{HashMap, HashSet};

use domain::{Ticket, TicketId};
use uuid::Uuid;

use super::{by_ids, search, words};
use crate::conn::Dialect;
use crate::{Conn, Result};

/// So many words at least, so that two bare greetings are not alike.
const FEWEST_WORDS: usize = 3;
/// A solved ticket is like another one from this share of common words on, each weighed by how rare it is.
const SOLVED_ALIKE: f64 = 0.25;
/// The rarest words of a ticket that solved ones are looked for by, …
const RAREST: usize = 4;
/// … of so many of its words, …
const OF_WORDS: usize = 12;
/// … and so many of the latest tickets with each.
const LATEST: i64 = 400;

/// The others that share at least `least` (0–1) of their words with one ticket's, the most similar first: twice what
/// they share of what both say, rare words weighing more.
pub(super) fn alike(
    own: &str,
    itself: TicketId,
    others: &[(Uuid, String)],
    least: f64,
) -> Vec<Uuid> {
    let own: HashSet<&str> = telling(own).collect();
    if own.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let others: Vec<(Uuid, HashSet<&str>)> = others
        .iter()
        .filter(|(id, _)| *id != itself.0)
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
            (2.0 * common / (weight(&own) + weight(words)), *id)
        })
        .filter(|(share, _)| *share >= least)
        .collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    alike.into_iter().map(|(_, id)| id).collect()
}

/// Words that tell something: not the number, which stands before them, and not function words.
fn telling(words: &str) -> impl Iterator<Item = &str> {
    let words = words.split(' ').skip(words::OF_A_NUMBER);
    words.filter(|word| word.len() > 1 && !polish::is_function_word(word))
}

/// Tickets like this one that were solved, the most similar first, at most `limit`. Looks at the latest 400 tickets
/// with each of its four rarest words, so that it costs the same however many there are.
///
/// # Errors
/// When the database cannot be read.
pub async fn solved_alike(conn: &mut Conn, ticket: &Ticket, limit: usize) -> Result<Vec<Ticket>> {
    let terms = search::telling(&format!("{}\n{}", ticket.subject, ticket.body));
    let mut by_word: Vec<Vec<(Uuid, String, String)>> = Vec::new();
    for term in terms.iter().take(OF_WORDS) {
        let found = with_word(conn, term).await?;
        if !found.is_empty() {
            by_word.push(found);
        }
    }
    by_word.sort_by_key(Vec::len);
    let mut seen = HashSet::new();
    let others: Vec<(Uuid, String)> = by_word
        .into_iter()
        .take(RAREST)
        .flatten()
        .filter(|(id, status, _)| {
            matches!(status.as_str(), "resolved" | "closed") && seen.insert(*id)
        })
        .map(|(id, _, words)| (id, words))
        .collect();
    let found = alike(&words::filed(ticket), ticket.id, &others, SOLVED_ALIKE);
    let ids: Vec<TicketId> = found.into_iter().take(limit).map(TicketId).collect();
    let mut tickets = by_ids(conn, &ids).await?;
    Ok(ids.iter().filter_map(|id| tickets.remove(id)).collect())
}

/// The latest tickets that were filed with a word, with their status and words.
async fn with_word(conn: &mut Conn, term: &search::Term) -> Result<Vec<(Uuid, String, String)>> {
    let dialect = conn.dialect();
    let sql = match dialect {
        Dialect::Sqlite => {
            "select t.id, t.status, w.words
             from (select rowid as place from ticket_words_index where ticket_words_index match $1
                       order by rowid desc limit $2) i
                 join ticket_words w on w.id = i.place join tickets t on t.id = w.ticket
             where w.field = 'filed' and w.place = 1"
        }
        Dialect::Postgres => {
            "select t.id, t.status, w.words
             from (select ticket, words, field, place from ticket_words
                       where to_tsvector('simple', words) @@ to_tsquery('simple', $1)
                       order by id desc limit $2) w
                 join tickets t on t.id = w.ticket
             where w.field = 'filed' and w.place = 1"
        }
    };
    conn.sql(sql)
        .text(&term.written(dialect))
        .bind(LATEST)
        .all()
        .await
}
