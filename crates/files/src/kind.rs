//! What a file is by its first bytes. Only ever shown to people: nothing is done by it.

/// What a file looks like inside, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG, JPEG, GIF, WebP, HEIC, TIFF, BMP.
    Image,
    /// PDF.
    Pdf,
    /// Of an office suite.
    Document,
    /// Files packed together.
    Archive,
    /// Something that a machine would run.
    Program,
    /// HTML, SVG and other XML.
    Page,
    /// Plain text.
    Text,
    /// None of these.
    Other,
}

const IMAGES: [&[u8]; 6] = [
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"BM",
];
const ARCHIVES: [&[u8]; 5] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"];
const PROGRAMS: [&[u8]; 4] = [b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!"];
const PAGES: [&str; 6] = ["<!doctype", "<html", "<svg", "<?xml", "<script", "<body"];

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Image,
        Self::Pdf,
        Self::Document,
        Self::Archive,
        Self::Program,
        Self::Page,
        Self::Text,
        Self::Other,
    ];

    /// What a file with these first bytes ([`crate::HEAD`]) is.
    pub fn of(head: &[u8]) -> Self {
        let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
        let has = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
        if head.starts_with(b"%PDF-") {
            Self::Pdf
        } else if begins(&IMAGES) && head.contains(&0) || is_boxed_image(head) {
            Self::Image
        } else if head.starts_with(b"PK\x03\x04") {
            if has(b"[Content_Types].xml") || has(b"mimetypeapplication/vnd.oasis") {
                Self::Document
            } else {
                Self::Archive
            }
        } else if head.starts_with(b"\xd0\xcf\x11\xe0") || head.starts_with(b"{\\rtf") {
            Self::Document
        } else if begins(&ARCHIVES) {
            Self::Archive
        } else if begins(&PROGRAMS[1..]) || head.starts_with(PROGRAMS[0]) && head.contains(&0) {
            Self::Program
        } else if is_text(head) {
            let start = String::from_utf8_lossy(head);
            let start = start
                .trim_start_matches('\u{feff}')
                .trim_start()
                .to_lowercase();
            if PAGES.iter().any(|page| start.starts_with(page)) {
                Self::Page
            } else {
                Self::Text
            }
        } else {
            Self::Other
        }
    }

    /// Its name in the database and in keys of sentences: `image`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Pdf => "pdf",
            Self::Document => "document",
            Self::Archive => "archive",
            Self::Program => "program",
            Self::Page => "page",
            Self::Text => "text",
            Self::Other => "other",
        }
    }
}

/// WebP and HEIC stand in containers that also hold other things.
fn is_boxed_image(head: &[u8]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
        || matches!(
            head.get(4..12),
            Some(b"ftypheic" | b"ftypmif1" | b"ftypavif")
        )
}

/// Whether nothing in it is a control character; in which alphabet does not matter.
fn is_text(head: &[u8]) -> bool {
    head.iter()
        .all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_27_a_file_is_what_it_is_inside_and_not_what_its_name_says() {
        for (head, kind) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Kind::Image),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Kind::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Kind::Image),
            (b"%PDF-1.7\n<script>", Kind::Pdf),
            (b"PK\x03\x04\0\0[Content_Types].xml", Kind::Document),
            (b"PK\x03\x04\x14\0\0\0", Kind::Archive),
            (b"\x1f\x8b\x08", Kind::Archive),
            (b"MZ\x90\0\x03", Kind::Program),
            (b"#!/bin/sh\nrm -rf", Kind::Program),
            (b"\xef\xbb\xbf  <!DOCTYPE html>", Kind::Page),
            (b"<svg onload=alert(1)>", Kind::Page),
            ("zażółć gęślą".as_bytes(), Kind::Text),
            (b"za\xbf\xf3\xb3\xe6 w cp1250", Kind::Text),
            (b"BMW nie jest obrazem", Kind::Text),
            (b"MZK: rozk\xc5\x82ad jazdy", Kind::Text),
            (b"\0\x01\x02", Kind::Other),
            (b"", Kind::Text),
        ] {
            let shown = String::from_utf8_lossy(head);
            assert_eq!(Kind::of(head), kind, "{shown}");
        }
    }
}
