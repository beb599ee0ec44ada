//! Identifiers: opaque ones for rows, and the number people quote on the phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A ticket's row (UUID v7, so that ids sort by time of creation).
    TicketId
}
id! {
    /// An event of a ticket's history.
    EventId
}
id! {
    /// An outage: what fails for many people at once.
    OutageId
}
id! {
    /// An article of the knowledge base.
    ArticleId
}
id! {
    /// A person with an account.
    UserId
}
id! {
    /// A job of the outbox; also the letter's Message-ID.
    JobId
}

/// The number people see and quote: `ZG-2026-000123`.
///
/// The year is the year of registration in Europe/Warsaw; numbers within a year run from 1 without
/// gaps. More than 999,999 tickets in a year simply widen the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    year: i16,
    sequence: i64,
}

/// Text that is not a ticket number.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a ticket number; the form is ZG-2026-000123")]
pub struct TicketNumberError;

impl TicketNumber {
    /// The `sequence`-th ticket (from 1) of `year`.
    ///
    /// # Errors
    /// [`TicketNumberError`] for a year outside 1000–9999 or a sequence below 1.
    pub fn new(year: i16, sequence: i64) -> Result<Self, TicketNumberError> {
        if (1000..=9999).contains(&year) && sequence >= 1 {
            Ok(Self { year, sequence })
        } else {
            Err(TicketNumberError)
        }
    }

    /// Year of registration in Europe/Warsaw.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Place within the year, from 1.
    pub fn sequence(self) -> i64 {
        self.sequence
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZG-{}-{:06}", self.year, self.sequence)
    }
}

impl FromStr for TicketNumber {
    type Err = TicketNumberError;

    /// Reads the canonical form only (so that one ticket has one address); letters may be small.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.to_ascii_uppercase();
        let (year, sequence) = upper
            .strip_prefix("ZG-")
            .and_then(|rest| rest.split_once('-'))
            .ok_or(TicketNumberError)?;
        let number = Self::new(
            year.parse().map_err(|_| TicketNumberError)?,
            sequence.parse().map_err(|_| TicketNumberError)?,
        )?;
        if number.to_string() == upper {
            Ok(number)
        } else {
            Err(TicketNumberError)
        }
    }
}

impl Serialize for TicketNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_as_it_is_written() {
        for (year, sequence, text) in [
            (2026, 123, "ZG-2026-000123"),
            (2026, 1_000_000, "ZG-2026-1000000"),
        ] {
            let number = TicketNumber::new(year, sequence).unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
        }
        assert_eq!("zg-2026-000001".parse(), TicketNumber::new(2026, 1));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "ZG",
            "ZG-2026-123",
            "ZG-2026-000000",
            "ZG-2026--00001",
            "ZG-2026-99999999999999999999",
            "ZG-26-000001",
            "ZG-2026-+00001",
            "ZG-2026-000001 ",
        ] {
            assert_eq!(
                text.parse::<TicketNumber>(),
                Err(TicketNumberError),
                "{text}"
            );
        }
    }
}
