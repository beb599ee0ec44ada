//! Addresses that are safe to put into a header and into an SMTP command.

use std::str::FromStr;

use lettre::message::Mailbox;

/// Longest address, in bytes (RFC 5321: a path of 256 with its angle brackets).
const ADDRESS_LIMIT: usize = 254;
/// Longest display name, in characters; the rest is cut off.
const NAME_LIMIT: usize = 200;

/// An e-mail address, perhaps with a display name: `Centrum Obsługi <coi@example.org>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Mailbox);

/// Why a text is not an address a letter can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not of the form `name@host`.
    #[error("not an e-mail address of the form name@host")]
    Form,
    /// Longer than 254 bytes.
    #[error("longer than 254 bytes")]
    TooLong,
    /// Letters outside ASCII, which many servers refuse and which can imitate other letters; a host
    /// name has to be written in its ASCII form (`xn--…`).
    #[error("has characters outside ASCII")]
    NotAscii,
}

impl Address {
    /// Reads `name@host` or `Display Name <name@host>`.
    ///
    /// # Errors
    /// [`AddressError`] saying what is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        match text
            .strip_suffix('>')
            .and_then(|rest| rest.rsplit_once('<'))
        {
            Some((name, email)) => Self::named(name.trim().trim_matches('"'), email),
            None => Self::named("", text),
        }
    }

    /// `email` with a display name for people; an empty name means none. Control characters of the
    /// name become spaces, and it is cut after 200 characters.
    ///
    /// # Errors
    /// [`AddressError`] saying what is wrong with the address.
    pub fn named(name: &str, email: &str) -> Result<Self, AddressError> {
        if email.len() > ADDRESS_LIMIT {
            return Err(AddressError::TooLong);
        }
        if !email.is_ascii() {
            return Err(AddressError::NotAscii);
        }
        // Neither an option of an SMTP command nor a quoted name with blanks in it.
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"(),:;\\[]".contains(&byte);
        if email.starts_with('-') || !email.bytes().all(plain) {
            return Err(AddressError::Form);
        }
        let email = lettre::Address::from_str(email).map_err(|_| AddressError::Form)?;
        let name = one_line(name, NAME_LIMIT);
        Ok(Self(Mailbox::new(
            (!name.is_empty()).then_some(name),
            email,
        )))
    }

    /// The address without the display name.
    pub fn email(&self) -> &str {
        self.0.email.as_ref()
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }

    /// The display name.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    pub(crate) fn mailbox(&self) -> Mailbox {
        self.0.clone()
    }
}

/// `text` fit for a header: control characters and runs of blanks become one space, at most `limit`
/// characters.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", joined[..end].trim_end()),
        None => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_and_without_a_name() {
        let plain = Address::parse("it-04-1@coi.example").unwrap();
        assert_eq!((plain.name(), plain.domain()), (None, "coi.example"));
        let named = Address::parse("Centrum Obsługi <dyspozytor@coi.example>").unwrap();
        assert_eq!(named.name(), Some("Centrum Obsługi"));
        assert_eq!(named.email(), "dyspozytor@coi.example");
        assert_eq!(
            Address::parse("\"Żaba, Jan\" <a@b.pl>").unwrap().name(),
            Some("Żaba, Jan")
        );
    }

    #[test]
    fn attack_09_what_is_not_an_address_is_refused() {
        for (text, error) in [
            ("", AddressError::Form),
            ("nobody", AddressError::Form),
            ("-oProxy@b.pl", AddressError::Form),
            ("a@b.pl\r\nRCPT TO:<c@d.pl>", AddressError::Form),
            ("a b@c.pl", AddressError::Form),
            ("\"a b\"@c.pl", AddressError::Form),
            ("a@b.pl,c@d.pl", AddressError::Form),
            ("a@b.pl> SIZE=1 <c@d.pl", AddressError::Form),
            ("аnna@um.krakow.pl", AddressError::NotAscii),
            ("anna@urząd.pl", AddressError::NotAscii),
        ] {
            assert_eq!(Address::named("", text), Err(error), "{text:?}");
        }
        let long = format!("a@{}.pl", "b.".repeat(150));
        assert_eq!(Address::parse(&long), Err(AddressError::TooLong));
    }

    #[test]
    fn attack_09_a_display_name_is_one_short_line() {
        let name = format!("Jan\r\nBcc: x@y.pl {}", "ż".repeat(1000));
        let address = Address::named(&name, "a@b.pl").unwrap();
        let shown = address.name().unwrap();
        assert!(shown.starts_with("Jan Bcc: x@y.pl żż"));
        assert_eq!(shown.chars().count(), 201);
    }
}
