//! Names of files: as they were given, without what could harm or mislead.

/// Longest name, in characters.
pub const NAME_LIMIT: usize = 180;
/// Longest ending that survives a cut, in characters with its dot.
const ENDING_LIMIT: usize = 20;
/// Longest name on a disk, in bytes.
const DISK_LIMIT: usize = 200;
/// Names that mean devices to Windows, whatever their ending.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// The name of a file: one line of visible characters, without a folder, [`NAME_LIMIT`] at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The name in `given`, which may be a path of whatever system. Control characters and marks that
    /// turn the direction of reading (a `fdp.exe` that reads `exe.pdf`) are left out, and a long name is
    /// cut before its ending. `None` when nothing is left.
    pub fn new(given: &str) -> Option<Self> {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let visible: String = last.chars().filter(|c| !is_hidden(*c)).collect();
        let name = visible.trim();
        if name.chars().all(|c| c == '.' || c.is_whitespace()) {
            return None;
        }
        Some(Self(cut(name, NAME_LIMIT, |text| text.chars().count())))
    }

    /// As people see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it may be saved on any system: without characters that mean something there, not hidden, not
    /// a device.
    pub fn for_disk(&self) -> String {
        let plain: String = self
            .0
            .chars()
            .map(|c| if "<>:\"|?*/\\%".contains(c) { '_' } else { c })
            .collect();
        let plain = plain.trim_end_matches(['.', ' ']);
        let stem = plain.split('.').next().unwrap_or_default().trim();
        let bad = plain.starts_with('.') || is_device(stem);
        let name = if bad {
            format!("_{plain}")
        } else {
            plain.to_owned()
        };
        cut(&name, DISK_LIMIT, str::len)
    }

    /// The value of `Content-Disposition` that makes a browser save the file under this name (RFC 6266):
    /// for browsers of today `filename*`, for others the same in ASCII.
    pub fn disposition(&self) -> String {
        let name = self.for_disk();
        let ascii: String = name
            .chars()
            .map(|c| if c.is_ascii() { c } else { '_' })
            .collect();
        let encoded: String = name.bytes().map(percent).collect();
        format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
    }
}

/// Characters that one does not see, or that change how others are seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let port = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
}

/// A name shortened to `limit` by `measure`, before its ending where that is short.
fn cut(name: &str, limit: usize, measure: impl Fn(&str) -> usize) -> String {
    if measure(name) <= limit {
        return name.to_owned();
    }
    let ending = name
        .rfind('.')
        .map(|dot| &name[dot..])
        .filter(|ending| ending.chars().count() <= ENDING_LIMIT)
        .unwrap_or_default();
    let mut stem = name[..name.len() - ending.len()].to_owned();
    while measure(&stem) + measure(ending) > limit && stem.pop().is_some() {}
    format!("{}{ending}", stem.trim_end())
}

/// One byte in an extended value of a header (RFC 8187).
fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(given: &str) -> Option<String> {
        FileName::new(given).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn attack_27_a_name_is_shown_as_given_without_what_misleads() {
        for (given, expected) in [
            ("zrzut ekranu – błąd.png", "zrzut ekranu – błąd.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Anna\\pismo.docx", "pismo.docx"),
            ("a.pdf\u{202e}exe", "a.pdfexe"),
            ("dwa\r\nSet-Cookie: x.txt", "dwaSet-Cookie: x.txt"),
            ("\u{feff}nul\u{0}.txt\u{200b}", "nul.txt"),
            ("  odstępy .txt ", "odstępy .txt"),
            ("<script>.svg", "<script>.svg"),
        ] {
            assert_eq!(shown(given).as_deref(), Some(expected), "{given:?}");
        }
        for nothing in ["", ".", "..", "folder/", "\u{202e}", " . ", "\r\n"] {
            assert_eq!(shown(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn attack_27_a_long_name_keeps_its_ending() {
        let long = format!("{}.pdf", "ż".repeat(300));
        let name = FileName::new(&long).unwrap();
        assert_eq!(name.as_str().chars().count(), NAME_LIMIT);
        assert!(name.as_str().ends_with("ż.pdf"));
        assert!(name.for_disk().len() <= DISK_LIMIT);
        assert!(name.for_disk().ends_with("ż.pdf"));
        let endless = format!("a.{}", "b".repeat(300));
        assert_eq!(shown(&endless).unwrap().chars().count(), NAME_LIMIT);
    }

    #[test]
    fn attack_27_no_name_harms_the_disk_it_is_saved_on() {
        for (given, expected) in [
            ("CON", "_CON"),
            ("aux.txt", "_aux.txt"),
            ("Com1.log.txt", "_Com1.log.txt"),
            ("COMPANY.txt", "COMPANY.txt"),
            (".htaccess", "_.htaccess"),
            ("a<b>:\"c\"|?*.txt", "a_b___c____.txt"),
            ("kropki...", "kropki"),
        ] {
            let name = FileName::new(given).unwrap();
            assert_eq!(name.for_disk(), expected, "{given}");
        }
    }

    #[test]
    fn attack_27_a_name_stays_within_its_header() {
        let name = FileName::new("żółw \"i\"; filename=x.html, 100%.txt").unwrap();
        assert_eq!(
            name.disposition(),
            "attachment; filename=\"___w _i_; filename=x.html, 100_.txt\"; \
             filename*=UTF-8''%C5%BC%C3%B3%C5%82w%20_i_%3B%20filename%3Dx.html%2C%20100_.txt"
        );
    }
}
