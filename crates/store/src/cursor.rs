//! Cursors as text: where a page ended, opaque to whoever carries it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use uuid::Uuid;

/// The text is not a cursor of this list: cut, changed, or taken from another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this list")]
pub struct CursorError;

/// Which list a cursor belongs to; the first byte of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum List {
    Queue = 1,
    Letters = 2,
    QueueByAge = 3,
    QueueByNumber = 4,
    QueueByDue = 5,
}

/// Length of a cursor in bytes: list, weight, microseconds, id, check.
const LENGTH: usize = 1 + 1 + 8 + 16 + 4;

/// The place of a row in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// 1–5 in the queue, 0 elsewhere.
    pub(crate) weight: u8,
    pub(crate) at: Timestamp,
    pub(crate) id: Uuid,
}

impl Place {
    /// 40 characters of `A–Z a–z 0–9 - _`.
    pub(crate) fn to_token(self, list: List) -> String {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(list as u8);
        bytes.push(self.weight);
        bytes.extend(self.at.as_microsecond().to_be_bytes());
        bytes.extend(self.id.as_bytes());
        bytes.extend(check(&bytes));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    pub(crate) fn from_token(list: List, token: &str) -> Result<Self, CursorError> {
        // Longer than any cursor: not worth decoding.
        if token.len() > 2 * LENGTH {
            return Err(CursorError);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| CursorError)?;
        let bytes: [u8; LENGTH] = bytes.try_into().map_err(|_| CursorError)?;
        let (body, sum) = bytes.split_at(LENGTH - 4);
        if sum != check(body) || body[0] != list as u8 {
            return Err(CursorError);
        }
        let at: [u8; 8] = body[2..10].try_into().map_err(|_| CursorError)?;
        let at = Timestamp::from_microsecond(i64::from_be_bytes(at)).map_err(|_| CursorError)?;
        let id = Uuid::from_slice(&body[10..]).map_err(|_| CursorError)?;
        Ok(Self {
            weight: body[1],
            at,
            id,
        })
    }
}

/// FNV-1a, 32 bits: tells a mistyped or cut cursor. It keeps no secret and needs none: a made-up
/// cursor starts the same list at another place, and lists show only what the reader may see.
fn check(bytes: &[u8]) -> [u8; 4] {
    bytes
        .iter()
        .fold(0x811c_9dc5_u32, |sum, &byte| {
            (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> Place {
        Place {
            weight: 5,
            at: "2026-03-01T12:00:00.123456Z".parse().unwrap(),
            id: Uuid::from_u128(0xfeed),
        }
    }

    #[test]
    fn a_cursor_reads_back_and_fits_an_address() {
        let token = place().to_token(List::Queue);
        assert_eq!(token.len(), 40);
        assert!(
            token
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        );
        assert_eq!(Place::from_token(List::Queue, &token), Ok(place()));
        assert_eq!(Place::from_token(List::Letters, &token), Err(CursorError));
    }

    #[test]
    fn any_changed_character_is_noticed() {
        let token = place().to_token(List::Queue);
        for at in 0..token.len() {
            let other = if token.as_bytes()[at] == b'A' {
                "B"
            } else {
                "A"
            };
            let mut changed = token.clone();
            changed.replace_range(at..=at, other);
            assert_eq!(Place::from_token(List::Queue, &changed), Err(CursorError));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_read_in_panic(text in "\\PC*") {
            prop_assert_eq!(Place::from_token(List::Queue, &text), Err(CursorError));
        }
    }
}
