//! What the person says, without the letter's frame: quoted headers, signatures, names of offices.
//!
//! A signature such as `Wydział Podatków, pok. 12` names another unit's business and must not route.

use std::ops::Range;

use polish::{Word, fold};

/// Of a longer text only this many bytes from its start …
const HEAD: usize = 16_000;
/// … and this many from its end are read: the first and last words of a pasted log say what it is.
const TAIL: usize = 4_000;

const HEADERS: [&str; 13] = [
    "od:", "wyslano:", "do:", "dw:", "udw:", "temat:", "data:", "from:", "sent:", "to:", "cc:",
    "subject:", "date:",
];
const SEPARATORS: [&str; 6] = [
    "-----",
    "_____",
    "begin forwarded",
    "wiadomosc oryginalna",
    "original message",
    "wiadomosc przekazana",
];
const SIGN_OFFS: [&str; 9] = [
    "pozdrawiam",
    "pozdr",
    "pozdrowienia",
    "z powazaniem",
    "z wyrazami",
    "lacze wyrazy",
    "serdecznie pozdrawiam",
    "best regards",
    "kind regards",
];
/// A sign-off is short; a longer line that starts like one goes on speaking.
const SIGN_OFF_WORDS: usize = 14;
/// First words of an office's name, as stems.
const OFFICES: [&str; 7] = [
    "wydzial",
    "wydz",
    "biur",
    "referat",
    "zespol",
    "oddzial",
    "departament",
];
/// The same as folded words, for `dział`, whose stem is that of `działa`.
const OFFICE_FORMS: [&str; 3] = ["dzial", "dziale", "dzialu"];
/// First words of the contact line that ends many tickets, as folded words.
const CONTACTS: [&str; 13] = [
    "pok",
    "pokoj",
    "wew",
    "tel",
    "telefon",
    "nr",
    "wydzial",
    "wydz",
    "biuro",
    "referat",
    "sekretariat",
    "zespol",
    "departament",
];
/// Words inside an office's name that are not capitalised.
const LINKS: [&str; 7] = ["i", "ds", "do", "spraw", "oraz", "dla", "w"];
/// A contact line has at most this many words.
const CONTACT_WORDS: usize = 8;

/// The words of `body` that describe the matter, in order; ranges are in bytes of `body`.
pub(crate) fn own_words(body: &str) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::new();
    let mut signing = false;
    let mut previous_end = None;
    for part in window(body) {
        for line in lines(body, part) {
            let content = &body[line.clone()];
            let bare = content.trim_start_matches(['>', ' ', '\t', '|']);
            let quoted = content.trim_start().starts_with('>');
            let start = line.end - bare.len();
            let folded = fold(bare.trim_end());
            if is_frame(&folded) {
                signing = false;
                continue;
            }
            if quoted || folded.starts_with("ps") {
                signing = false;
            }
            if signing {
                continue;
            }
            let cut = sign_off(bare);
            signing = cut.is_some();
            let speech = &bare[..cut.unwrap_or(bare.len())];
            let words = polish::words(speech).map(|word| Word {
                range: word.range.start + start..word.range.end + start,
                ..word
            });
            kept.extend(words);
            previous_end = Some(start + speech.len());
        }
    }
    if let Some(end) = previous_end {
        drop_contact_line(body, end, &mut kept);
    }
    drop_offices(body, kept)
}

/// The parts of a text that are read: all of it, or head and tail.
fn window(text: &str) -> Vec<Range<usize>> {
    if text.len() <= HEAD + TAIL {
        return vec![0..text.len(); 1];
    }
    vec![
        0..text.floor_char_boundary(HEAD),
        text.ceil_char_boundary(text.len() - TAIL)..text.len(),
    ]
}

/// Lines of `part`, without their ends.
fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = part.start;
    text[part].split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}

fn is_frame(folded: &str) -> bool {
    HEADERS.iter().any(|header| folded.starts_with(header))
        || SEPARATORS
            .iter()
            .any(|separator| folded.starts_with(separator))
        || (folded.ends_with(':') && (folded.contains("napisal") || folded.ends_with("wrote:")))
}

/// Where a sign-off begins in a line, at its start or after the end of a sentence.
fn sign_off(line: &str) -> Option<usize> {
    let mut start = 0;
    loop {
        let rest = &line[start..];
        let lead = rest.len() - rest.trim_start().len();
        let folded = fold(&rest[..rest.floor_char_boundary(120)]);
        let folded = folded.trim_start();
        let ends = SIGN_OFFS.iter().any(|sign| {
            folded
                .strip_prefix(sign)
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        if (ends || folded.trim_end() == "--")
            && polish::words(rest).take(SIGN_OFF_WORDS + 1).count() <= SIGN_OFF_WORDS
        {
            return Some(start + lead);
        }
        start += rest.find(['.', '!', '?', ')']).map(|at| at + 1)?;
    }
}

/// Drops a last sentence such as `Wydział Podatków, pok. 12, wew. 5128`.
fn drop_contact_line(body: &str, end: usize, words: &mut Vec<Word>) {
    let from = body.floor_char_boundary(end.saturating_sub(300));
    let tail = body[from..end].trim_end_matches(['.', '!', ' ', '\n', '\r', '\t']);
    let abbreviations = [
        "pok.", "wew.", "tel.", "wydz.", "ul.", "nr.", "ds.", "inż.", "mgr.",
    ];
    let mut start = from;
    for (at, sign) in tail.char_indices() {
        let ends = match sign {
            '!' | '?' | '\n' | ';' => true,
            '.' => {
                let so_far = tail[..=at].to_lowercase();
                tail[at + 1..].starts_with(' ')
                    && !abbreviations.iter().any(|short| so_far.ends_with(short))
            }
            _ => false,
        };
        if ends {
            start = from + at + 1;
        }
    }
    let first = words.partition_point(|word| word.range.start < start);
    let is_contact = words
        .get(first)
        .is_some_and(|word| CONTACTS.contains(&word.folded.as_str()));
    // The whole text being one contact line, it is all there is to read.
    if is_contact && first > 0 && words.len() - first <= CONTACT_WORDS {
        words.truncate(first);
    }
}

/// Drops names of offices inside the text: `w Wydziale Spraw Społecznych`.
fn drop_offices(body: &str, words: Vec<Word>) -> Vec<Word> {
    let capitalised = |word: &Word| body[word.range.clone()].starts_with(char::is_uppercase);
    // Where everything is in capitals, they name nothing.
    let loud = |word: &&Word| body[word.range.clone()].chars().all(|c| !c.is_lowercase());
    let shouting = words.iter().filter(loud).count() * 2 > words.len() && words.len() > 3;
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut dropped_end = None;
    for word in words {
        if let Some(end) = dropped_end {
            let gap = &body[end..word.range.start];
            let joined = !gap.contains([',', ';', ':', '!', '?', '(', ')', '\n', '–'])
                && (!gap.contains('.') || gap.starts_with(". "));
            if joined && (capitalised(&word) || LINKS.contains(&word.folded.as_str())) {
                dropped_end = Some(word.range.end);
                continue;
            }
            dropped_end = None;
        }
        if OFFICES.contains(&polish::stem(&word.folded).as_str())
            || OFFICE_FORMS.contains(&word.folded.as_str())
        {
            dropped_end = (!shouting).then_some(word.range.end);
            continue;
        }
        kept.push(word);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str) -> String {
        own_words(body)
            .into_iter()
            .map(|word| word.folded)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_signature_is_cut_off() {
        assert_eq!(
            kept("Nie działa drukarka.\nPozdrawiam\nAnna Kowal\nWydział Informatyki"),
            "nie dziala drukarka"
        );
        assert_eq!(
            kept("Nie działa drukarka. Z poważaniem, Jan Nowak, kierownik Referatu Podatków"),
            "nie dziala drukarka"
        );
        assert_eq!(kept("Brak sieci\n-- \nBiuro Kadr"), "brak sieci");
    }

    #[test]
    fn a_sentence_that_only_begins_like_a_sign_off_is_kept() {
        let body = "Pozdrawiam z drugiego piętra, gdzie od rana żadna drukarka nie działa i nikt nie wie, co z tym zrobić";
        assert!(kept(body).contains("drukarka"));
    }

    #[test]
    fn headers_of_a_forwarded_letter_are_cut_and_its_text_is_kept() {
        let body = "Proszę o pomoc\r\nPozdrawiam\r\nAnna\r\n-----Original Message-----\r\nOd: Kadry\r\nWysłano: 3 maja\r\nDo: Podatki\r\nTemat: FK\r\nnie otwiera się skrzynka\r\n";
        assert_eq!(kept(body), "prosze o pomoc nie otwiera sie skrzynka");
        assert_eq!(
            kept("zobacz\n> Od: Kadry\n> brak toneru\n> Pozdr, Ola"),
            "zobacz brak toneru"
        );
    }

    #[test]
    fn the_name_of_an_office_is_left_out() {
        assert_eq!(
            kept("Nie mam sieci. Wydział Podatków, pok. 12"),
            "nie mam sieci"
        );
        assert_eq!(
            kept("W Wydziale Spraw Społecznych nie ma sieci"),
            "w nie ma sieci"
        );
        assert_eq!(kept("Wydział prosi o toner"), "prosi o toner");
    }

    #[test]
    fn shouting_hides_no_words() {
        assert_eq!(kept("WYDZIAŁ NIE MA SIECI OD RANA"), "nie ma sieci od rana");
    }

    #[test]
    fn of_a_long_text_head_and_tail_are_read() {
        let body = format!("początek {} koniec", "środek\n".repeat(100_000));
        let words = own_words(&body);
        assert_eq!(words.first().unwrap().folded, "poczatek");
        assert_eq!(words.last().unwrap().folded, "koniec");
        assert!(words.len() < 4_000);
    }
}
