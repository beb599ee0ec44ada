//! Bytes of an export as text.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, WINDOWS_1250};

/// `ą ś ź Ą Ś Ź`: the letters whose bytes differ between the two old encodings of Polish.
const WINDOWS_LETTERS: [u8; 6] = [0xB9, 0x9C, 0x9F, 0xA5, 0x8C, 0x8F];
const ISO_LETTERS: [u8; 6] = [0xB1, 0xB6, 0xBC, 0xA1, 0xA6, 0xAC];

/// The text and the name of its encoding: a byte-order mark decides, else UTF-8 when the bytes are that, else
/// windows-1250 or ISO-8859-2, whichever gives more Polish letters.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static str) {
    let encoding = encoding(bytes);
    let (text, used, _) = encoding.decode(bytes);
    (text.into_owned(), used.name())
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let count = |letters: [u8; 6]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    // In ISO-8859-2 bytes 0x80–0x9F are control characters, which no export holds.
    let is_windows = bytes.iter().any(|byte| (0x80..0xA0).contains(byte));
    if is_windows || count(WINDOWS_LETTERS) > count(ISO_LETTERS) {
        WINDOWS_1250
    } else {
        ISO_8859_2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_in_every_encoding_is_read() {
        for text in ["Nie działa VPN w dziale księgowości, źle ą", "Źródło, wąż"] {
            for encoding in [UTF_8, WINDOWS_1250, ISO_8859_2] {
                let (bytes, _, _) = encoding.encode(text);
                assert_eq!(decode(&bytes), (text.to_owned(), encoding.name()));
            }
            let with_mark = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
            assert_eq!(decode(&with_mark), (text.to_owned(), "UTF-8"));
        }
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Żółw".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&wide), ("Żółw".to_owned(), "UTF-16LE"));
    }
}
