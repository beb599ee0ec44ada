//! The SHA-256 of a file's content, its name in the folder.

use std::fmt;

/// The SHA-256 of a file's content; shown as 64 small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash that these 64 small hexadecimal digits say; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? * 16 + value(pair[1])?;
        }
        Some(Self(bytes))
    }
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_and_other_names_do_not() {
        let hash = Hash(std::array::from_fn(|at| {
            u8::try_from(at * 8 % 251).unwrap()
        }));
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        let capitals = hash.to_string().to_uppercase();
        for other in ["", "ab", "../../etc/passwd", &capitals, &"ą".repeat(32)] {
            assert_eq!(Hash::parse(other), None, "{other}");
        }
    }
}
