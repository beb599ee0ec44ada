//! The plain-text alternative: lines of at most 74 characters, people's words behind `> `.

use texts::Texts;

use crate::document::{Block, Document};

/// Longest line in characters; a longer word (an address to open) stands on a line of its own.
const WIDTH: usize = 74;

/// The whole letter as plain text, lines ended by `\n`.
pub(crate) fn letter(document: &Document, texts: Texts) -> String {
    let mut text = Text(String::new());
    text.wrapped("", "", &texts.get("mail-greeting"));
    for block in &document.blocks {
        text.blank();
        text.block(block);
    }
    text.blank();
    text.wrapped("", "", &texts.get("mail-regards"));
    text.wrapped("", "", &texts.get("mail-signature"));
    text.blank();
    // The sign by which mail programs know a signature.
    text.line("-- ");
    for note in &document.notes {
        text.wrapped("", "", note);
    }
    text.0
}

struct Text(String);

impl Text {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.wrapped("", "", words),
            Block::Heading(words) => {
                self.line(&words.to_uppercase());
            }
            Block::Subheading(words) => self.wrapped("", "", &format!("{words}:")),
            Block::Facts(facts) => {
                for (label, value) in facts {
                    self.wrapped("", "    ", &format!("{label}: {value}"));
                }
            }
            Block::Quote(words) => self.quote("", words),
            Block::Link { label, url } => {
                self.wrapped("", "", &format!("{label}:"));
                self.line(url);
            }
            Block::Entries(entries) => {
                for entry in entries {
                    self.wrapped("- ", "  ", &format!("{}: {}", entry.when, entry.what));
                    if let Some(words) = &entry.words {
                        self.quote("  ", words);
                    }
                }
            }
        }
    }

    fn quote(&mut self, indent: &str, words: &str) {
        let prefix = format!("{indent}> ");
        for line in words.lines() {
            self.wrapped(&prefix, &prefix, line);
        }
    }

    /// `words` in lines that begin with `first`, then with `rest`; breaks at blanks, but not at
    /// no-break spaces. Line ends and control characters count as blanks.
    fn wrapped(&mut self, first: &str, rest: &str, words: &str) {
        let mut line = String::from(first);
        let mut length = first.chars().count();
        let mut empty = true;
        for word in words.split(may_break).filter(|word| !word.is_empty()) {
            let size = word.chars().count();
            if !empty && length + 1 + size > WIDTH {
                self.line(&line);
                line = String::from(rest);
                length = rest.chars().count();
                empty = true;
            }
            if !empty {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += size;
            empty = false;
        }
        self.line(line.trim_end_matches(' '));
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn blank(&mut self) {
        self.0.push('\n');
    }
}

/// Blanks but for the no-break ones, and whatever is no letter at all.
fn may_break(c: char) -> bool {
    let holds = matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    c.is_control() || (c.is_whitespace() && !holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(words: &str) -> String {
        let mut text = Text(String::new());
        text.wrapped("> ", "> ", words);
        text.0
    }

    #[test]
    fn lines_are_short_and_lose_no_word() {
        let words = "Zażółć gęślą jaźń ".repeat(30);
        let text = wrapped(&words);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().all(|line| line.starts_with("> ")));
        let back = text.replace("> ", "").replace('\n', " ");
        assert_eq!(back.trim(), words.trim());
    }

    #[test]
    fn a_long_address_is_not_broken() {
        let url = format!("https://coi.example/z/{}", "A".repeat(200));
        let text = wrapped(&format!("Proszę otworzyć {url} dzisiaj"));
        assert_eq!(text.lines().nth(1), Some(format!("> {url}").as_str()));
    }

    #[test]
    fn a_reference_is_not_broken() {
        let text = wrapped(&format!(
            "{} §\u{a0}14 pkt\u{a0}1 lit.\u{a0}l",
            "a".repeat(60)
        ));
        assert!(text.contains("§\u{a0}14"));
        assert!(text.contains("lit.\u{a0}l"));
    }
}
