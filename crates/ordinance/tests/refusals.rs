//! Texts that are no ordinance: each is refused with its line and a reason a person understands.

#![expect(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::time::{Duration, Instant};

use ordinance::{Encoding, MAX_BYTES, Ordinance, ParseError, ParseErrorKind};

const SOURCE: &str = include_str!("../../../config/ordinance/1756-2022.txt");

/// The source with one place changed, and the number of the line where that place begins.
fn edited(from: &str, to: &str) -> (String, usize) {
    let at = SOURCE
        .find(from)
        .unwrap_or_else(|| panic!("no `{from}` in the source"));
    let line = SOURCE[..at].matches('\n').count() + 1;
    (SOURCE.replacen(from, to, 1), line)
}

fn refused(text: &str) -> ParseError {
    Ordinance::parse_bytes(text.as_bytes()).unwrap_err()
}

/// The edit is refused on the line it was made on, or so many lines below.
fn refused_at(from: &str, to: &str, below: usize, reason: &str) {
    let (text, line) = edited(from, to);
    let error = refused(&text);
    assert_eq!(
        error.to_string(),
        format!("line {}: {reason}", line + below),
        "{from} → {to}"
    );
}

#[test]
fn an_empty_or_blank_file() {
    for text in ["", " \n\u{a0}\n\t", "\u{feff}\n"] {
        assert_eq!(refused(text).to_string(), "line 1: the file is empty");
    }
    assert_eq!(refused("Ala ma kota.\n").kind, ParseErrorKind::NoParagraph);
    assert_eq!(refused("« \n«\n").kind, ParseErrorKind::NoParagraph);
}

#[test]
fn a_file_cut_anywhere_is_never_taken_for_whole() {
    let whole = SOURCE.trim_end().len();
    for end in (0..whole).step_by(997).chain(whole - 40..whole) {
        let error = Ordinance::parse_bytes(&SOURCE.as_bytes()[..end]).unwrap_err();
        assert!(
            matches!(
                error.kind,
                ParseErrorKind::Truncated
                    | ParseErrorKind::NoParagraph
                    | ParseErrorKind::Empty
                    | ParseErrorKind::CutCharacter
            ),
            "cut at {end}: {error}"
        );
    }
    assert!(Ordinance::parse_bytes(&SOURCE.as_bytes()[..whole]).is_ok());
}

#[test]
fn a_cut_is_reported_on_the_last_line() {
    let (before, _) = SOURCE.split_once(" § 15.").unwrap();
    let error = refused(before);
    assert_eq!(error.line, before.trim_end().matches('\n').count() + 1);
    assert_eq!(
        error.kind.to_string(),
        "the text breaks off: the last paragraph must say `wchodzi w życie` and end in a full stop"
    );
}

#[test]
fn fifty_megabytes_are_refused_without_reading_them() {
    let huge = SOURCE.repeat(50 * 1024 * 1024 / SOURCE.len() + 1);
    let start = Instant::now();
    let error = refused(&huge);
    assert!(
        start.elapsed() < Duration::from_millis(50),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        error.to_string(),
        "line 1: the file is too large: an ordinance has at most 2097152 bytes"
    );
    assert_eq!(Ordinance::parse(&huge), Err(error));
    assert_eq!(MAX_BYTES, 2_097_152);
}

#[test]
fn another_encoding_is_named() {
    let polish = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ§„”–«";
    let cp1250 = b"\xb9\xe6\xea\xb3\xf1\xf3\x9c\x9f\xbf\xa5\xc6\xca\xa3\xd1\xd3\x8c\x8f\xaf\xa7\x84\x94\x96\xab";
    let iso = b"\xb1\xe6\xea\xb3\xf1\xf3\xb6\xbc\xbf\xa1\xc6\xca\xa3\xd1\xd3\xa6\xac\xaf\xa7\"\"--";
    let encode = |table: &[u8]| -> Vec<u8> {
        SOURCE
            .chars()
            .map(|c| match polish.chars().position(|p| p == c) {
                Some(at) => table[at],
                None => u8::try_from(c).unwrap(),
            })
            .collect()
    };
    let error = Ordinance::parse_bytes(&encode(cp1250)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2: the file is not UTF-8 text; it looks like cp1250 (Windows), save it as UTF-8"
    );
    let error = Ordinance::parse_bytes(&encode(iso)).unwrap_err();
    assert_eq!(error.kind, ParseErrorKind::NotUtf8(Encoding::Iso8859_2));
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(SOURCE.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let error = Ordinance::parse_bytes(&utf16).unwrap_err();
    assert_eq!(error.kind, ParseErrorKind::NotUtf8(Encoding::Utf16));
    let error = Ordinance::parse_bytes(b"\x89PNG\r\n\x1a\n\0\0\xff\xd8").unwrap_err();
    assert_eq!(error.kind, ParseErrorKind::NotUtf8(Encoding::Unknown));
}

#[test]
fn a_byte_order_mark_and_decomposed_letters_are_no_fault() {
    use unicode_normalization::UnicodeNormalization as _;
    let marked = Ordinance::parse(&format!("\u{feff}{SOURCE}")).unwrap();
    assert_eq!(&marked, Ordinance::built_in());
    let decomposed: String = SOURCE.nfd().collect();
    assert_ne!(decomposed, SOURCE);
    assert_eq!(
        &Ordinance::parse(&decomposed).unwrap(),
        Ordinance::built_in()
    );
}

#[test]
fn control_and_invisible_characters() {
    for (sign, name) in [
        ("\0", "0000"),
        ("\u{1b}", "001B"),
        ("\u{202e}", "202E"),
        ("\u{ad}", "00AD"),
    ] {
        refused_at(
            "usług domeny",
            &format!("usług{sign} domeny"),
            0,
            &format!("control or invisible character U+{name} in the text"),
        );
    }
    let (text, _) = edited("usług domeny", "usług\tdomeny\u{c}");
    assert_eq!(
        Ordinance::parse(&text).unwrap().provisions(),
        Ordinance::built_in().provisions()
    );
}

#[test]
fn markup() {
    for (tag, shown) in [
        ("<script>alert(1)</script>", "<script>aler"),
        ("</p>", "</p>, "),
        ("<!-- x -->", "<!-- x -->, "),
        ("<?xml?>", "<?xml?>, "),
        ("&lt;b&gt;", "&lt;b&gt;, "),
        ("&#60;", "&#60;, "),
    ] {
        refused_at(
            "usług domeny",
            &format!("usług domeny{tag}"),
            0,
            &format!("HTML or XML markup (`{shown}`) in what must be plain text"),
        );
    }
    // Signs of comparison and of companies are words.
    let (text, _) = edited("usług domeny", "usług domeny < 5 i AT&T");
    assert!(Ordinance::parse(&text).is_ok());
}

#[test]
fn numbers_and_letters_that_appear_twice_or_are_left_out() {
    refused_at(
        "3) udział lub",
        "2) udział lub",
        0,
        "§3 pkt 2 appears twice or out of order (expected §3 pkt 3)",
    );
    refused_at(
        "3) udział lub",
        "4) udział lub",
        0,
        "numbering jumps to §3 pkt 4 (expected §3 pkt 3)",
    );
    refused_at(
        "h) usług term",
        "g) usług term",
        0,
        "§14 pkt 1 lit. g appears twice or out of order (expected §14 pkt 1 lit. h)",
    );
    refused_at(
        "h) usług term",
        "i) usług term",
        0,
        "numbering jumps to §14 pkt 1 lit. i (expected §14 pkt 1 lit. h)",
    );
    refused_at(
        "§ 9. Do",
        "§ 8. Do",
        0,
        "§8 appears twice or out of order (expected §9)",
    );
    refused_at(
        "§ 9. Do",
        "§ 10. Do",
        0,
        "numbering jumps to §10 (expected §9)",
    );
    refused_at(
        "6. II Zastępcy",
        "5. II Zastępcy",
        0,
        "§1 ust. 5 appears twice or out of order (expected §1 ust. 6)",
    );
    refused_at(
        "6. II Zastępcy",
        "7. II Zastępcy",
        0,
        "numbering jumps to §1 ust. 7 (expected §1 ust. 6)",
    );
    // A whole line, a whole scope, the whole file twice.
    refused_at(
        "4) monitorowanie realizacji",
        "3) x;\n4) monitorowanie realizacji",
        0,
        "§3 pkt 3 appears twice or out of order (expected §3 pkt 4)",
    );
    let scope = &SOURCE[SOURCE.find(" § 5.").unwrap()..SOURCE.find("§ 6.").unwrap()];
    refused_at(
        "§ 6.",
        &format!("{scope}\n§ 6."),
        0,
        "§5 appears twice or out of order (expected §6)",
    );
    let twice = refused(&format!("{SOURCE}{SOURCE}"));
    assert!(
        matches!(twice.kind, ParseErrorKind::TextAfterEnd),
        "{twice}"
    );
}

#[test]
fn marks_in_the_wrong_place_or_without_words() {
    refused_at(
        "g) usług domeny,",
        "g) ,",
        0,
        "§14 pkt 1 lit. g has no text",
    );
    refused_at(
        "4) monitorowanie realizacji projektów IT;",
        "4)",
        0,
        "§3 pkt 4 has no text",
    );
    refused_at(
        "1) monitorowanie prawidłowości",
        "a) monitorowanie prawidłowości",
        0,
        "letter `a)` outside of any point",
    );
    refused_at(
        "§ 1. 1. Centrum",
        "§ 1. Centrum",
        4,
        "a numbered subsection in §1, which does not begin with subsection 1",
    );
}

#[test]
fn a_list_that_is_announced_must_follow() {
    refused_at(
        "3) zarządzanie jakością realizacji zgłoszeń;",
        "3) zarządzanie jakością realizacji zgłoszeń, w tym:",
        0,
        "§8 pkt 3 announces a list (it ends in a colon), but none follows",
    );
}

#[test]
fn text_below_the_closing_paragraph() {
    let lines = SOURCE.trim_end().matches('\n').count() + 1;
    for (more, at, reason) in [
        (
            "\n\nZałącznik",
            2,
            "text after the closing paragraph, which must be the last",
        ),
        (
            "\nPREZYDENT MIASTA KRAKOWA",
            1,
            "the text breaks off: the last paragraph must say `wchodzi w życie` and end in a full stop",
        ),
        (
            "\n\n§ 22. Ponadto.",
            2,
            "the text breaks off: the last paragraph must say `wchodzi w życie` and end in a full stop",
        ),
    ] {
        let error = refused(&format!("{}{more}", SOURCE.trim_end()));
        assert_eq!(error.to_string(), format!("line {}: {reason}", lines + at));
    }
}

#[test]
fn a_provision_without_end() {
    let (text, line) = edited(
        "usług domeny",
        &format!("usług {}domeny", "i ".repeat(6_000)),
    );
    assert_eq!(
        refused(&text).to_string(),
        format!(
            "line {line}: more than 10000 bytes of text without a new paragraph, point or letter"
        )
    );
}

#[test]
fn two_megabytes_of_anything_are_judged_within_seconds() {
    let head = &SOURCE[..SOURCE.find(" § 2.").unwrap()];
    for piece in [
        "§ 1.\n",
        "1)\n",
        "(9) \n",
        "a\n\n",
        "ą wchodzi w życie.\n\n",
        "&",
        "<",
        "§",
        "1.",
        "((((\n9)\n",
        "1) a:\na) b,\n",
        "\u{301}",
    ] {
        let text = format!(
            "{head} § 2. {}",
            piece.repeat((MAX_BYTES - head.len() - 10) / piece.len())
        );
        let start = Instant::now();
        assert!(Ordinance::parse_bytes(text.as_bytes()).is_err());
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{piece:?}: {:?}",
            start.elapsed()
        );
    }
}
