//! The posts that units report to: the Director and the deputies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A post of the management, written as the ordinance names it: `Dyrektor`,
/// `I Zastępca Dyrektora`, `III Zastępca Dyrektora`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Post {
    /// The Director, at the top.
    Director,
    /// The deputy director of this number, 1–39.
    Deputy(u8),
}

/// The text names no post.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a post (expected `Dyrektor` or `I Zastępca Dyrektora`)")]
pub struct PostError(String);

impl PostError {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.chars().take(40).collect())
    }
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Director => f.pad("Dyrektor"),
            Self::Deputy(number) => f.pad(&format!("{} Zastępca Dyrektora", to_roman(*number))),
        }
    }
}

impl FromStr for Post {
    type Err = PostError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = text.split_whitespace().take(4).collect();
        match words[..] {
            ["Dyrektor"] => Some(Self::Director),
            [number, "Zastępca", "Dyrektora"] => from_roman(number).map(Self::Deputy),
            _ => None,
        }
        .ok_or_else(|| PostError::new(text))
    }
}

impl TryFrom<String> for Post {
    type Error = PostError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Post> for String {
    fn from(post: Post) -> Self {
        post.to_string()
    }
}

const ROMAN: [(&str, u8); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];

fn to_roman(mut number: u8) -> String {
    let mut text = String::new();
    for (sign, value) in ROMAN {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// The number 1–39 written in Roman figures the one right way, else nothing.
pub(crate) fn from_roman(text: &str) -> Option<u8> {
    (1..=39).find(|number| to_roman(*number) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_written_and_read_as_the_ordinance_names_them() {
        for (post, text) in [
            (Post::Director, "Dyrektor"),
            (Post::Deputy(1), "I Zastępca Dyrektora"),
            (Post::Deputy(3), "III Zastępca Dyrektora"),
            (Post::Deputy(14), "XIV Zastępca Dyrektora"),
        ] {
            assert_eq!(post.to_string(), text);
            assert_eq!(text.parse(), Ok(post));
            assert_eq!(serde_json::to_value(post).unwrap(), text);
        }
        for wrong in [
            "",
            "Zastępca Dyrektora",
            "IIII Zastępca Dyrektora",
            "I Dyrektor",
        ] {
            assert!(wrong.parse::<Post>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_roman_number_reads_back() {
        for number in 1..=39 {
            assert_eq!(from_roman(&to_roman(number)), Some(number));
        }
    }
}
