//! People who may be calling: those with an account, and those who once filed without one.

use std::collections::HashSet;

use crate::conn::Dialect;
use crate::tickets::search;
use crate::{Conn, Result};

/// Shorter texts are not looked for.
const SHORTEST: usize = 2;
/// Shorter texts are not looked for among those who filed without an account: too many have them.
const SHORTEST_OF_FILED: usize = 3;
/// So many digits may be a part of a telephone number.
const FEWEST_DIGITS: usize = 3;
/// The latest tickets that are looked at for people without an account.
const LATEST: i64 = 60;
/// Characters of a text that count.
const LONGEST: usize = 100;

/// Somebody known, as they would stand in a ticket.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Caller {
    /// Name.
    pub name: String,
    /// E-mail address; empty of a caller who left only a number.
    pub email: String,
    /// Where they work; may be empty.
    pub department: String,
    /// Building and room; may be empty.
    pub room: String,
    /// Telephone; may be empty.
    pub phone: String,
}

impl Caller {
    /// Tells people apart: the address or, without one, number and name.
    pub fn identity(&self) -> String {
        let address = self.email.trim().to_lowercase();
        if address.is_empty() {
            format!("{} {}", digits(&self.phone), polish::fold(&self.name))
        } else {
            address
        }
    }

    fn is_meant(&self, sought: &Sought) -> bool {
        let number = digits(&self.phone);
        if let Some(part) = &sought.number {
            return number.contains(part.as_str());
        }
        let text = polish::fold(&format!(
            "{} {} {} {}",
            self.name, self.department, self.room, self.phone
        ));
        let address = polish::fold(&self.email);
        sought.words.iter().all(|word| {
            let begun = text
                .split(|c: char| !c.is_alphanumeric())
                .any(|own| own.starts_with(word.as_str()));
            begun || address.contains(word.as_str())
        })
    }
}

/// What is looked for.
struct Sought {
    /// Folded words, each of which somebody must have.
    words: Vec<String>,
    /// Digits of a telephone number, when the text is nothing else.
    number: Option<String>,
}

impl Sought {
    /// `None` when there is too little to look for.
    fn of(text: &str) -> Option<Self> {
        let number = digits(text);
        let is_number = number.len() >= FEWEST_DIGITS
            && (text.chars()).all(|c| c.is_ascii_digit() || " +-()/.".contains(c));
        let words: Vec<String> = polish::fold(text)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let long_enough = words.iter().map(String::len).sum::<usize>() >= SHORTEST;
        long_enough.then_some(Self {
            words,
            number: is_number.then_some(number),
        })
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// People by what somebody types of them: beginnings of words of name, department and room, parts of the
/// address, or digits of the telephone number; case and diacritics make no difference. Those with an account
/// come first, by name; then those who filed without one, the latest first (of their numbers, only whole
/// groups of digits and their beginnings are found). At most `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn known(conn: &mut Conn, text: &str, most: usize) -> Result<Vec<Caller>> {
    let text: String = text.trim().chars().take(LONGEST).collect();
    let Some(sought) = Sought::of(&text) else {
        return Ok(Vec::new());
    };
    let accounts: Vec<Caller> = conn
        .sql("select name, email, department, room, phone from accounts where disabled = false")
        .all()
        .await?;
    let mut found: Vec<Caller> = accounts
        .into_iter()
        .filter(|caller| caller.is_meant(&sought))
        .collect();
    found.sort_by_cached_key(|caller| (polish::fold(&caller.name), caller.identity()));
    found.truncate(most);
    if found.len() < most && text.chars().count() >= SHORTEST_OF_FILED {
        let mut seen: HashSet<String> = found.iter().map(Caller::identity).collect();
        let filed = filed_without_account(conn, &text).await?;
        let more = filed
            .into_iter()
            // The index leaves out words such as "z", which may begin a name.
            .filter(|caller| caller.is_meant(&sought) && seen.insert(caller.identity()));
        found.extend(more.take(most));
        found.truncate(most);
    }
    Ok(found)
}

async fn filed_without_account(conn: &mut Conn, text: &str) -> Result<Vec<Caller>> {
    let Some(terms) = search::terms(text) else {
        return Ok(Vec::new());
    };
    let mut select = conn
        .select(
            "select t.requester_name as name, t.requester_email as email,
                 t.requester_department as department, t.requester_room as room,
                 t.requester_phone as phone
             from tickets t",
        )
        .and("t.requester_account is null");
    let dialect = select.dialect();
    for term in terms {
        select = select
            .and_with(
                match dialect {
                    Dialect::Sqlite => {
                        "t.id in (select w.ticket from ticket_words_index i
                             join ticket_words w on w.id = i.rowid
                             where w.field = 'requester' and w.place = 1
                                 and ticket_words_index match "
                    }
                    Dialect::Postgres => {
                        "t.id in (select w.ticket from ticket_words w
                             where w.field = 'requester' and w.place = 1
                                 and to_tsvector('simple', w.words) @@ to_tsquery('simple', "
                    }
                },
                term.written(dialect),
            )
            .then(match dialect {
                Dialect::Sqlite => ")",
                Dialect::Postgres => "))",
            });
    }
    select
        .then_with(" order by t.created_at desc, t.id limit ", LATEST)
        .finish()
        .all()
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(text: &str) -> bool {
        let caller = Caller {
            name: "Łucja Próbna-Żak".into(),
            email: "l.probna@example.org".into(),
            department: "Wydział Spraw Społecznych".into(),
            room: "pok. 12".into(),
            phone: "12 616 00 14".into(),
        };
        Sought::of(text).is_some_and(|sought| caller.is_meant(&sought))
    }

    #[test]
    fn people_are_found_by_beginnings_of_words_parts_of_the_address_and_digits() {
        for text in [
            "łuc",
            "Lucja pro",
            "zak",
            "probna@",
            "6160014",
            "616 00",
            "+12 616",
            "społ pok",
        ] {
            assert!(is_found(text), "{text}");
        }
        for text in ["", "ł", "ucja", "Łucja Nowak", "6160015", "999"] {
            assert!(!is_found(text), "{text}");
        }
    }
}
