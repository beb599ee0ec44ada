//! Why a letter is not delivered, in words for the staff who decide what to do about it.

use ordinance::UnitCode;
use texts::Texts;

/// Why a letter will not be delivered however often it is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undeliverable {
    /// The ticket, or the event that called for the letter, is gone.
    NoTicket,
    /// The event does not call for a letter of this kind.
    WrongAct,
    /// What is stored cannot be read.
    Corrupt,
    /// The unit has no address in the configuration.
    NoUnitAddress(UnitCode),
    /// Nobody is known who could decide between the units.
    NoArbiter,
    /// The person has no account any more, or is no longer in the file of people.
    NoPerson,
    /// Not an address.
    BadAddress(String),
    /// The sender in the configuration is not an address.
    BadSender(String),
    /// A confirmation to an address that the requester need not own.
    ForeignDomain,
    /// The mail server refused for good.
    Refused(String),
    /// Tried for as long as the settings say.
    TooLong(String),
    /// The program made a mistake.
    Crashed,
}

impl Undeliverable {
    /// The reason as the page of undelivered letters shows it.
    pub(crate) fn shown(&self, texts: Texts) -> String {
        match self {
            Self::NoTicket => texts.get("undelivered-no-ticket"),
            Self::WrongAct => texts.get("undelivered-wrong-act"),
            Self::Corrupt => texts.get("undelivered-corrupt"),
            Self::NoUnitAddress(unit) => {
                texts.one("undelivered-no-unit-address", "unit", unit.as_str())
            }
            Self::NoArbiter => texts.get("undelivered-no-arbiter"),
            Self::NoPerson => texts.get("undelivered-no-person"),
            Self::BadAddress(address) => texts.one("undelivered-bad-address", "address", address),
            Self::BadSender(address) => texts.one("undelivered-bad-sender", "address", address),
            Self::ForeignDomain => texts.get("undelivered-foreign-domain"),
            Self::Refused(reason) => texts.one("undelivered-refused", "reason", reason),
            Self::TooLong(reason) => texts.one("undelivered-too-long", "reason", reason),
            Self::Crashed => texts.get("undelivered-crashed"),
        }
    }

    /// A name for the log, which holds no addresses.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::NoTicket => "no_ticket",
            Self::WrongAct => "wrong_act",
            Self::Corrupt => "corrupt",
            Self::NoUnitAddress(_) => "no_unit_address",
            Self::NoArbiter => "no_arbiter",
            Self::NoPerson => "no_person",
            Self::BadAddress(_) => "bad_address",
            Self::BadSender(_) => "bad_sender",
            Self::ForeignDomain => "foreign_domain",
            Self::Refused(_) => "refused",
            Self::TooLong(_) => "too_long",
            Self::Crashed => "crashed",
        }
    }
}
