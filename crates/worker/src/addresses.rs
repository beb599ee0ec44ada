//! Where letters go, and where answers to them go.

use domain::{Pair, Recipient, Ticket};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::Address;
use ordinance::UnitCode;
use store::accounts::Account;

use crate::deliver::Post;
use crate::undeliverable::Undeliverable;

impl Post {
    /// Where a letter to a unit or to the requester of `ticket` goes.
    ///
    /// # Errors
    /// When there is no such address, or it is none.
    pub(crate) fn address(
        &self,
        to: &Recipient,
        ticket: &Ticket,
    ) -> Result<Address, Undeliverable> {
        match to {
            Recipient::Unit(unit) => {
                let address = self.of_unit(unit);
                let address = address.ok_or_else(|| Undeliverable::NoUnitAddress(unit.clone()))?;
                Address::parse(&address).map_err(|_| Undeliverable::BadAddress(address))
            }
            Recipient::Person(_) | Recipient::Official(_) | Recipient::Arbiter => {
                Err(Undeliverable::NoPerson)
            }
            Recipient::Requester | Recipient::RequesterOf(_) => {
                let requester = &ticket.requester;
                // Without an account the name is anybody's words and stays out of the header.
                let name = requester.account.map_or("", |_| &requester.name);
                Address::named(name, &requester.email)
                    .map_err(|_| Undeliverable::BadAddress(requester.email.clone()))
            }
        }
    }

    /// Where letters to a unit go, as it was last read.
    fn of_unit(&self, unit: &UnitCode) -> Option<String> {
        match &self.addresses {
            Some(read_again) => read_again.borrow().get(unit).cloned(),
            None => self.settings.units.get(unit).cloned(),
        }
    }

    /// Whoever decides at `now` between the two units of a dispute.
    ///
    /// # Errors
    /// When there is nobody, or their address is none.
    pub(crate) fn of_arbiter(
        &self,
        dispute: Option<&Pair>,
        now: Timestamp,
    ) -> Result<Address, Undeliverable> {
        let clockwork = self.clockwork();
        let read_again = clockwork.as_ref().map(|clockwork| &clockwork.superiors);
        let superiors = read_again.or(self.settings.superiors.as_ref());
        let date = now.to_zoned(TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC));
        let arbiter = superiors
            .zip(dispute)
            .and_then(|(known, [one, other])| known.arbiter(one, other, date.date()))
            .ok_or(Undeliverable::NoArbiter)?;
        let address = &arbiter.person.email;
        Address::named(&arbiter.person.name, address)
            .map_err(|_| Undeliverable::BadAddress(address.clone()))
    }

    /// Somebody of `people.toml`, as it was last read.
    ///
    /// # Errors
    /// When there is no such person, or their address is none.
    pub(crate) fn of_official(&self, id: &str) -> Result<Address, Undeliverable> {
        let clockwork = self.clockwork().ok_or(Undeliverable::NoPerson)?;
        let mut officials = clockwork.superiors.officials().iter();
        let official = officials.find(|official| official.id == id);
        let official = official.ok_or(Undeliverable::NoPerson)?;
        Address::named(&official.name, &official.email)
            .map_err(|_| Undeliverable::BadAddress(official.email.clone()))
    }

    /// Requesters answer to the first line; a unit answers to whoever wrote to it.
    pub(crate) fn reply_to(&self, to: &Recipient, author: Option<&UnitCode>) -> Option<Address> {
        let first_line = self.desk.first_line();
        let unit = match to {
            Recipient::Person(_) | Recipient::Official(_) => return None,
            Recipient::Requester | Recipient::RequesterOf(_) | Recipient::Arbiter => first_line,
            Recipient::Unit(unit) => {
                let writer = author.unwrap_or(first_line);
                if writer == unit {
                    return None;
                }
                writer
            }
        };
        Address::parse(&self.of_unit(unit)?).ok()
    }

    /// Whether a confirmation may go to an address that the requester need not own.
    pub(crate) fn is_allowed(&self, ticket: &Ticket) -> bool {
        let domains = &self.settings.requester_domains;
        let (_, domain) = ticket.requester.email.rsplit_once('@').unwrap_or_default();
        domains.is_empty() || domains.iter().any(|allowed| same(allowed, domain))
    }
}

/// The address of somebody with an account.
pub(crate) fn of_person(account: Option<&Account>) -> Result<Address, Undeliverable> {
    let account = account.filter(|account| !account.disabled);
    let account = account.ok_or(Undeliverable::NoPerson)?;
    Address::named(&account.name, &account.email)
        .map_err(|_| Undeliverable::BadAddress(account.email.clone()))
}

/// Whether two addresses are the same, whatever the case.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}
