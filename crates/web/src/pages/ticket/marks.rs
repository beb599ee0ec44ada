//! Text with some of its words marked, as pieces that a template escapes one by one; no piece is
//! ever HTML.

use std::ops::Range;

/// Longer texts are shown with the rest folded away.
const READ_AT_ONCE: usize = 4_000;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) text: String,
    pub(crate) marked: bool,
}

/// `text` cut into marked and unmarked pieces; put together they are `text` again. Ranges are bytes,
/// in any order; they may overlap, run over the end or cut a character: a mark grows to whole
/// characters with the accents that follow them.
pub(crate) fn segments(text: &str, marks: &[Range<usize>]) -> Vec<Segment> {
    let mut pieces: Vec<Segment> = Vec::new();
    let mut from = 0;
    for mark in merged(text, marks) {
        push(&mut pieces, &text[from..mark.start], false);
        push(&mut pieces, &text[mark.clone()], true);
        from = mark.end;
    }
    push(&mut pieces, &text[from..], false);
    pieces
}

/// A text for reading: what is shown at once, and what is folded away (empty for most tickets).
pub(crate) struct Passage {
    pub(crate) shown: Vec<Segment>,
    pub(crate) folded: Vec<Segment>,
    /// Characters folded away.
    pub(crate) folded_length: i64,
}

/// `text` with its marks, cut near [`READ_AT_ONCE`] bytes at the end of a word.
pub(crate) fn passage(text: &str, marks: &[Range<usize>]) -> Passage {
    let cut = cut(text);
    let before: Vec<_> = marks
        .iter()
        .filter(|mark| mark.start < cut)
        .map(|mark| mark.start..mark.end.min(cut))
        .collect();
    let after: Vec<_> = marks
        .iter()
        .filter(|mark| mark.end > cut)
        .map(|mark| mark.start.saturating_sub(cut)..mark.end - cut)
        .collect();
    let (head, tail) = text.split_at(cut);
    Passage {
        shown: segments(head, &before),
        folded: segments(tail, &after),
        folded_length: i64::try_from(tail.chars().count()).unwrap_or(i64::MAX),
    }
}

/// Where a long text is cut: not inside a character, after blank space when there is some.
fn cut(text: &str) -> usize {
    // A few words more are shown rather than folded away.
    if text.len() <= READ_AT_ONCE + READ_AT_ONCE / 4 {
        return text.len();
    }
    let head = &text[..text.floor_char_boundary(READ_AT_ONCE)];
    head.rfind(char::is_whitespace)
        .filter(|at| *at > READ_AT_ONCE / 2)
        .map_or(whole(text, head.len()), |at| at + 1)
        .min(text.len())
}

fn push(pieces: &mut Vec<Segment>, text: &str, marked: bool) {
    if !text.is_empty() {
        pieces.push(Segment {
            text: text.to_owned(),
            marked,
        });
    }
}

/// The marks in order, none touching another, all on whole characters.
fn merged(text: &str, marks: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut whole_marks: Vec<Range<usize>> = marks
        .iter()
        .filter(|mark| mark.start < mark.end && mark.start < text.len())
        .map(|mark| text.floor_char_boundary(mark.start)..whole(text, mark.end))
        .collect();
    whole_marks.sort_by_key(|mark| mark.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for mark in whole_marks {
        match out.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => out.push(mark),
        }
    }
    out
}

/// `end` moved forward to the end of a character and of the combining marks after it.
fn whole(text: &str, end: usize) -> usize {
    let mut end = text.ceil_char_boundary(end.min(text.len()));
    while let Some(c) = text[end..].chars().next().filter(|c| joins(*c)) {
        end += c.len_utf8();
    }
    end
}

/// Characters that belong to the one before them.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::single_range_in_vec_init,
        reason = "one mark is a list of marks, not a list of numbers"
    )]

    use super::*;

    fn shown(text: &str, marks: &[Range<usize>]) -> String {
        segments(text, marks)
            .into_iter()
            .map(|piece| {
                if piece.marked {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn marked_words_are_cut_out_in_order() {
        assert_eq!(
            shown("Nie działa VPN z domu", &[12..15, 4..11]),
            "Nie [działa] [VPN] z domu"
        );
        assert_eq!(shown("VPN", &[]), "VPN");
        assert_eq!(shown("", &[0..3]), "");
    }

    #[test]
    fn overlapping_backward_and_endless_marks_do_no_harm() {
        assert_eq!(shown("abcdef", &[1..3, 2..5]), "a[bcde]f");
        #[expect(clippy::reversed_empty_ranges, reason = "this is what is tested")]
        let backward = 4..2;
        assert_eq!(shown("abcdef", &[backward, 5..99, 99..100]), "abcde[f]");
    }

    #[test]
    fn a_mark_never_cuts_a_character_or_its_accent() {
        // The second byte of ł, and an o before its combining acute.
        assert_eq!(shown("ła", &[1..2]), "[ł]a");
        assert_eq!(shown("so\u{301}l", &[1..2]), "s[o\u{301}]l");
        assert_eq!(shown("👩\u{200D}💻", &[0..4]), "[👩\u{200D}]💻");
    }

    #[test]
    fn pieces_put_together_are_the_text_again() {
        let text = "Zażółć <b>&\"'gęślą</b> jaźń 👩‍💻 نص";
        for start in 0..text.len() {
            for end in start..text.len() + 2 {
                let joined: String = segments(text, &[start..end])
                    .into_iter()
                    .map(|piece| piece.text)
                    .collect();
                assert_eq!(joined, text);
            }
        }
    }

    #[test]
    fn a_long_text_is_folded_at_a_word_and_keeps_its_marks() {
        let text = "słowo ".repeat(2_000);
        let at = text.len() - 7;
        let passage = passage(&text, &[0..6, at..at + 6]);
        let head: String = passage.shown.iter().map(|p| p.text.as_str()).collect();
        let tail: String = passage.folded.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(head.clone() + &tail, text);
        assert!(
            head.len() <= READ_AT_ONCE && head.ends_with(' '),
            "{}",
            head.len()
        );
        assert!(passage.shown[0].marked);
        assert!(passage.folded.iter().any(|piece| piece.marked));
        assert_eq!(
            passage.folded_length,
            i64::try_from(tail.chars().count()).unwrap()
        );
    }

    #[test]
    fn a_long_text_without_blank_space_is_folded_too() {
        let text = "ż".repeat(50_000);
        let passage = passage(&text, &[]);
        assert_eq!(
            passage.shown[0].text.len() + passage.folded[0].text.len(),
            100_000
        );
    }
}
