//! Who does something.

use ordinance::UnitCode;
use serde::{Deserialize, Serialize};

use crate::{Author, UserId};

/// What a person may do at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", content = "unit", rename_all = "snake_case")]
pub enum Role {
    /// Files tickets and sees their own.
    Requester,
    /// First-line operator: sees every ticket, triages, hands over.
    FirstLine,
    /// Works in one unit (a second-line unit or any other that tickets are transferred to): sees
    /// the tickets its unit holds or has held.
    Unit(UnitCode),
    /// Keeps accounts and the letters that could not be delivered; sees every ticket and may act
    /// for whichever unit holds it.
    Administrator,
}

/// A signed-in person, or the owner of an API token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Row of the account.
    pub id: UserId,
    /// Name as colleagues know it: "Anna Nowak".
    pub name: String,
    /// The person's own address.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

impl Person {
    /// The person as history keeps them: staff act for a unit (administrators for the first line),
    /// requesters for themselves.
    pub fn author(&self, first_line: &UnitCode) -> Author {
        let unit = match &self.role {
            Role::Requester => None,
            Role::FirstLine | Role::Administrator => Some(first_line.clone()),
            Role::Unit(unit) => Some(unit.clone()),
        };
        Author {
            user: Some(self.id),
            name: self.name.clone(),
            unit,
        }
    }
}

/// Whoever asks: signed in or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Visitor,
    /// Nobody is signed in, but the secret link of one ticket was shown.
    LinkHolder(crate::TicketId),
    /// A person with an account.
    Person(Person),
}
