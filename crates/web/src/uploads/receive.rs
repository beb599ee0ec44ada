//! Taking in a form with files.

use axum::body::Body;
use axum::http::HeaderMap;
use files::{FileName, Files, FilesError, Incoming, Kind};
use jiff::ToSpan;
use multer::Field;
use store::attachments::{self, NewFile};
use store::throttle;
use uuid::Uuid;

use super::reader::{Read, Reader};
use super::{FileFault, MOST_FILES, Uploads};
use crate::{App, WebError};

/// Hidden field with the id of a file that came with the form before.
pub(crate) const KEPT: &str = "plik";
/// Forms with files that one machine may send without signing in, in one window.
const FORMS_PER_PEER: i64 = 60;
/// The window, in seconds.
const WINDOW: i64 = 60 * 60;

/// Who sends a form with files.
pub(crate) struct Sender {
    /// Under which name its files are kept.
    pub(crate) owner: String,
    /// Signed in; others may send less.
    pub(crate) is_person: bool,
    /// Machine, to count by when nobody is signed in.
    pub(crate) peer: String,
}

/// A form that has arrived.
pub(crate) struct Received {
    /// Its words, without the ids of files.
    pub(crate) fields: Vec<(String, String)>,
    /// Its files.
    pub(crate) files: Arrived,
}

/// Files of a form that has arrived; those that are new are not in the database yet.
#[derive(Default)]
pub(crate) struct Arrived {
    new: Vec<NewFile>,
    before: Vec<Uuid>,
    faults: Vec<FileFault>,
}

/// Reads a form: words into memory, files to the disk. Files are taken only when `is_welcome` says so
/// of the words that stand before the first one; then everything is read all the same and thrown away.
///
/// # Errors
/// - [`WebError::TooLarge`] when the words alone are longer than a form may be;
/// - [`WebError::TooSlow`], and [`WebError::BadRequest`] when it breaks off or is no form;
/// - [`WebError::Internal`] when the folder of files cannot be written.
pub(crate) async fn receive(
    app: &App,
    sender: &Sender,
    headers: &HeaderMap,
    body: Body,
    is_welcome: impl Fn(&[(String, String)]) -> bool,
) -> Result<Received, WebError> {
    let limits = &app.settings.attachments;
    let allowed = limits.ticket_of(sender.is_person);
    let words_limit = app.settings.body_limit;
    let mut reader = Reader::new(headers, body, allowed + words_limit as u64)?;
    let mut words = 0;
    let mut received = Received {
        fields: Vec::new(),
        files: Arrived::default(),
    };
    let files = &mut received.files;
    loop {
        let mut part = match reader.part().await? {
            Read::Some(part) => part,
            Read::End => break,
            Read::TooMuch => {
                files.fault(FileFault::TooMuch { limit: allowed });
                break;
            }
        };
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(given) = part.file_name().map(str::to_owned) {
            if reader.is_refused() || reader.is_too_much() {
                files.fault(FileFault::TooMuch { limit: allowed });
            } else if is_welcome(&received.fields) {
                let limit = limits.file_of(sender.is_person);
                let store = app.files.as_ref().ok_or(WebError::BadRequest)?;
                let id = app.fresh_id()?;
                let taken = take(store, id, &mut reader, &mut part, &given, limit, files).await?;
                if let Some(mut file) = taken {
                    file.owner.clone_from(&sender.owner);
                    files.new.push(file);
                }
            }
            continue;
        }
        let mut value = Vec::new();
        while let Read::Some(bytes) = reader.bytes(&mut part).await? {
            words += bytes.len();
            if words > words_limit {
                return Err(WebError::TooLarge);
            }
            value.extend_from_slice(&bytes);
        }
        let value = String::from_utf8_lossy(&value).into_owned();
        if name != KEPT {
            received.fields.push((name, value));
        } else if let Ok(id) = value.parse() {
            files.before.push(id);
        }
    }
    Ok(received)
}

/// Takes one file; `None` when the field was left empty or the file is refused, which is noted.
async fn take(
    store: &Files,
    id: Uuid,
    reader: &mut Reader,
    part: &mut Field<'static>,
    given: &str,
    limit: u64,
    files: &mut Arrived,
) -> Result<Option<NewFile>, WebError> {
    // As browsers write a quotation mark in a name.
    let name = FileName::new(&given.replace("%22", "\""));
    let mut incoming: Option<Incoming> = None;
    while let Read::Some(bytes) = reader.bytes(part).await? {
        if files.new.len() + files.before.len() >= MOST_FILES {
            files.fault(FileFault::TooMany);
            return Ok(None);
        }
        let file = match incoming.as_mut() {
            Some(file) => file,
            None => match or_fault(store.begin(id).await, files)? {
                Some(file) => incoming.insert(file),
                None => return Ok(None),
            },
        };
        if file.size() + bytes.len() as u64 > limit {
            files.fault(FileFault::TooLarge {
                name: shown(name.as_ref()),
                limit,
            });
            return Ok(None);
        }
        if or_fault(file.write(&bytes).await, files)?.is_none() {
            return Ok(None);
        }
    }
    let Some(incoming) = incoming.filter(|file| file.size() > 0) else {
        if !given.is_empty() {
            files.fault(FileFault::Empty {
                name: shown(name.as_ref()),
            });
        }
        return Ok(None);
    };
    let Some(kept) = or_fault(incoming.finish().await, files)? else {
        return Ok(None);
    };
    Ok(Some(NewFile {
        id,
        owner: String::new(),
        name: shown(name.as_ref()),
        kind: Kind::of(&kept.head).as_str(),
        size: kept.size,
        hash: kept.hash.0,
    }))
}

/// A name that says nothing more; kept, so in the office's language.
fn shown(name: Option<&FileName>) -> String {
    name.map_or("plik", FileName::as_str).to_owned()
}

/// A full disk is the person's to know; anything else is ours.
fn or_fault<T>(done: Result<T, FilesError>, files: &mut Arrived) -> Result<Option<T>, WebError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(FilesError::Full) => {
            files.fault(FileFault::DiskFull);
            Ok(None)
        }
        Err(error) => Err(WebError::internal(error)),
    }
}

impl Arrived {
    /// Notes a fault; the same one counts once.
    fn fault(&mut self, fault: FileFault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Notes the new files in the database, and finds those that came before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn keep(mut self, app: &App, sender: Sender) -> Result<Uploads, WebError> {
        if self.new.is_empty() && self.before.is_empty() {
            return Ok(Uploads::new(sender.owner, Vec::new(), self.faults));
        }
        let now = app.now();
        let mut tx = app.store.write().await?;
        if !self.new.is_empty() && !sender.is_person {
            let key = format!("files peer {}", sender.peer);
            if !throttle::hit(&mut tx, &key, now, WINDOW, FORMS_PER_PEER).await? {
                self.fault(FileFault::TooOften);
                self.new.clear();
            }
        }
        let quota = app.settings.attachments.person;
        let mut size = attachments::size_of_owner(&mut tx, &sender.owner).await?;
        // A microsecond apart, so that they stay in the order in which they came.
        for (file, microseconds) in self.new.iter().zip(0_i64..) {
            let at = now.saturating_add(microseconds.microseconds());
            size += file.size;
            if size > quota {
                self.faults.push(FileFault::PersonQuota { quota });
                break;
            }
            attachments::keep(&mut tx, file, at.unwrap_or(now)).await?;
            self.before.push(file.id);
        }
        let files = attachments::waiting(&mut tx, &sender.owner, &self.before).await?;
        tx.commit().await?;
        Ok(Uploads::new(sender.owner, files, self.faults))
    }
}
