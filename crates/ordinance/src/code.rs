//! The symbol of a unit: `IT-04-1`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The symbol of a unit, such as `IT-04-1`: two letters A–Z, a hyphen, two digits, a hyphen,
/// one to three digits. Symbols may have gaps (there is no `IT-02-1`) and sort as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode(String);

/// The text is not the symbol of a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a unit code (expected the form IT-04-1)")]
pub struct UnitCodeError(String);

impl UnitCode {
    /// The symbol as written in the ordinance.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UnitCode {
    type Err = UnitCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if has_the_form(text.as_bytes()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(UnitCodeError(text.chars().take(40).collect()))
        }
    }
}

fn has_the_form(text: &[u8]) -> bool {
    let [a, b, b'-', tens, ones, b'-', rest @ ..] = text else {
        return false;
    };
    a.is_ascii_uppercase()
        && b.is_ascii_uppercase()
        && tens.is_ascii_digit()
        && ones.is_ascii_digit()
        && (1..=3).contains(&rest.len())
        && rest.iter().all(u8::is_ascii_digit)
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for UnitCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for UnitCode {
    type Error = UnitCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_ordinance_is_kept_as_written() {
        let code: UnitCode = "IT-04-1".parse().unwrap();
        assert_eq!(code.as_str(), "IT-04-1");
        assert_eq!(format!("{code:>9}"), "  IT-04-1");
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"IT-04-1\"");
    }

    #[test]
    fn anything_else_is_refused_with_the_text_in_the_message() {
        for wrong in [
            "",
            "IT",
            "it-04-1",
            "IT-4-1",
            "IT-04-",
            "IT-04-1 ",
            "IT-04-1a",
            "ITX-04-1",
            "IT–04–1",
            "IT-04-1234",
            "ŻŻ-04-1",
        ] {
            let error = wrong.parse::<UnitCode>().unwrap_err();
            assert!(error.to_string().contains(wrong), "{error}");
            assert!(
                serde_json::from_value::<UnitCode>(wrong.into()).is_err(),
                "{wrong}"
            );
        }
    }
}
