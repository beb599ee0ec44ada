//! Files as pages show them.

use store::attachments::Attachment;
use texts::{Language, Texts};
use uuid::Uuid;

use super::{MOST_FILES, Uploads};
use crate::App;

/// A file as a link.
#[derive(Clone, Debug)]
pub(crate) struct FileLine {
    /// Its name.
    pub(crate) name: String,
    /// "obraz, 1,2 MB".
    pub(crate) about: String,
    /// Where it is downloaded.
    pub(crate) address: String,
    /// Something that a machine would run, or a browser: said in colour.
    pub(crate) is_risky: bool,
    /// The requester may not have it.
    pub(crate) is_internal: bool,
}

/// The part of a form that takes files; shown by `templates/files_field.html`.
#[derive(Clone, Debug)]
pub(crate) struct FilesField {
    /// Id of the input.
    pub(crate) id: String,
    /// Files that came with the form before and are kept.
    pub(crate) kept: Vec<KeptFile>,
    /// Why others are not.
    pub(crate) faults: Vec<String>,
    /// "Do 20 plików …".
    pub(crate) hint: String,
    /// Bytes of one file at most, for the script.
    pub(crate) limit: u64,
    /// Bytes of all at most, for the script.
    pub(crate) total: u64,
    /// The same in words.
    pub(crate) limit_words: String,
    /// The same in words.
    pub(crate) total_words: String,
}

/// A file that waits for its form.
#[derive(Clone, Debug)]
pub(crate) struct KeptFile {
    /// Its row.
    pub(crate) id: Uuid,
    /// Its name.
    pub(crate) name: String,
    /// "obraz, 1,2 MB".
    pub(crate) about: String,
}

impl FilesField {
    /// The field with this id; `None` where no files are kept.
    pub(crate) fn new(app: &App, id: String, is_person: bool, uploads: &Uploads) -> Option<Self> {
        app.files.as_ref()?;
        let t = app.texts;
        let limits = &app.settings.attachments;
        let (limit, total) = (limits.file_of(is_person), limits.ticket_of(is_person));
        let (limit_words, total_words) = (size(t, limit), size(t, total));
        Some(Self {
            id,
            kept: uploads.files.iter().map(|file| kept(t, file)).collect(),
            faults: uploads.faults.iter().map(|fault| fault.text(t)).collect(),
            hint: t.with(
                "files-hint",
                &[
                    (
                        "count",
                        i64::try_from(MOST_FILES).unwrap_or(i64::MAX).into(),
                    ),
                    ("file", (&limit_words).into()),
                    ("total", (&total_words).into()),
                ],
            ),
            limit,
            total,
            limit_words,
            total_words,
        })
    }
}

fn kept(t: Texts, file: &Attachment) -> KeptFile {
    KeptFile {
        id: file.id,
        name: file.name.clone(),
        about: about(t, file),
    }
}

/// The files for a list of links below `base` (`/kolejka/ZG-…`).
pub(crate) fn lines<'a>(
    t: Texts,
    base: &str,
    files: impl IntoIterator<Item = &'a Attachment>,
) -> Vec<FileLine> {
    files
        .into_iter()
        .map(|file| FileLine {
            name: file.name.clone(),
            about: about(t, file),
            address: format!("{base}/pliki/{}", file.id),
            is_risky: ["program", "page"].contains(&file.kind.as_str()),
            is_internal: file.is_internal,
        })
        .collect()
}

/// What it is and how large: "obraz, 1,2 MB".
fn about(t: Texts, file: &Attachment) -> String {
    let kind = t.get(&format!("file-kind-{}", file.kind));
    format!("{kind}, {}", size(t, file.size))
}

/// A size as people say it: "300 kB", "1,2 MB". Kilobytes of a thousand, as file managers count.
pub(crate) fn size(t: Texts, bytes: u64) -> String {
    if bytes < 1_000 {
        return t.count("size-bytes", i64::try_from(bytes).unwrap_or(i64::MAX));
    }
    if bytes < 999_500 {
        return t.one(
            "size-kilobytes",
            "size",
            &((bytes + 500) / 1_000).to_string(),
        );
    }
    let tenths = (bytes + 50_000) / 100_000;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let comma = match t.language() {
        Language::Polish => ',',
        Language::English => '.',
    };
    let size = if tenth == 0 {
        whole.to_string()
    } else {
        format!("{whole}{comma}{tenth}")
    };
    t.one("size-megabytes", "size", &size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, polish, english) in [
            (1, "1 bajt", "1 byte"),
            (3, "3 bajty", "3 bytes"),
            (512, "512 bajtów", "512 bytes"),
            (1_499, "1 kB", "1 kB"),
            (999_499, "999 kB", "999 kB"),
            (999_500, "1 MB", "1 MB"),
            (1_260_000, "1,3 MB", "1.3 MB"),
            (25_000_000, "25 MB", "25 MB"),
        ] {
            assert_eq!(size(Texts::pl(), bytes), polish);
            assert_eq!(size(Texts::en(), bytes), english);
        }
    }
}
