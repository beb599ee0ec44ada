//! A letter as a MIME message.

use std::time::{Duration, SystemTime};

use domain::{JobId, TicketNumber};
use jiff::Timestamp;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
};
use lettre::message::{MultiPart, MultiPartBuilder, SinglePart};

use crate::address::one_line;
use crate::{Address, Rendered};

/// So many earlier letters are named in `References`: the first and the newest.
const MOST_REFERENCES: usize = 20;
/// Longest subject line, in characters.
const SUBJECT_LIMIT: usize = 300;

/// Everything about a letter but its words.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The job that sends it; its Message-ID is `<{id}@{domain of the sender}>`, so that sending
    /// twice gives two copies of one letter, not two letters.
    pub id: JobId,
    /// The ticket it is about.
    pub ticket: TicketNumber,
    /// When the letter was called for; the same each time it is sent.
    pub queued_at: Timestamp,
    /// When it is sent: its `Date`.
    pub sent_at: Timestamp,
    /// The sender.
    pub from: Address,
    /// The recipient.
    pub to: Address,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<Address>,
    /// Earlier letters about the same ticket, oldest first.
    pub references: Vec<JobId>,
}

/// A message ready to be handed to a [`Transport`](crate::Transport).
#[derive(Clone, Debug)]
pub struct Message {
    pub(crate) inner: lettre::Message,
    pub(crate) id: JobId,
    pub(crate) file_name: String,
}

/// Facts that make no valid message.
#[derive(Debug, thiserror::Error)]
#[error("cannot build the message")]
pub struct MessageError(#[from] lettre::error::Error);

impl Message {
    /// The message as it goes over the wire: headers, blank line, body; lines end with CR LF.
    pub fn formatted(&self) -> Vec<u8> {
        self.inner.formatted()
    }

    /// The job that sends it, the left half of its Message-ID.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// The name of its file in a folder: `20261126T120500Z-ZG-2026-000123-<job id>.eml`. Sorts by the
    /// time when the letter was called for, and stays the same however often it is sent.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
}

impl Envelope {
    /// Puts a letter in: `multipart/alternative` (with a calendar file, within `multipart/mixed`), UTF-8, quoted-printable, marked as generated so
    /// that nobody's absence notice answers it. The same envelope and letter give the same bytes.
    ///
    /// # Errors
    /// [`MessageError`] when the parts do not make a message.
    pub fn seal(&self, letter: &Rendered) -> Result<Message, MessageError> {
        let mut builder = lettre::Message::builder()
            .from(self.from.mailbox())
            .to(self.to.mailbox())
            .subject(one_line(&letter.subject, SUBJECT_LIMIT))
            .date(system_time(self.sent_at))
            .message_id(Some(self.message_id(self.id)));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.mailbox());
        }
        if let Some(previous) = self.references.last() {
            builder = builder
                .in_reply_to(self.message_id(*previous))
                .references(self.references_shown());
        }
        for (name, value) in [
            (
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated",
            ),
            (
                HeaderName::new_from_ascii_str("X-Auto-Response-Suppress"),
                "All",
            ),
            (HeaderName::new_from_ascii_str("Content-Language"), "pl"),
        ] {
            builder = builder.raw_header(HeaderValue::new(name, value.to_owned()));
        }
        let parts = MultiPartBuilder::new()
            .kind(lettre::message::MultiPartKind::Alternative)
            .boundary(format!("={}=", self.id.0.simple()));
        let words = with_alternatives(parts, letter);
        let inner = match &letter.calendar {
            None => builder.multipart(words)?,
            Some(file) => {
                let whole = MultiPartBuilder::new()
                    .kind(lettre::message::MultiPartKind::Mixed)
                    .boundary(format!("=m{}=", self.id.0.simple()))
                    .multipart(words)
                    .singlepart(calendar(file, self.ticket)?);
                builder.multipart(whole)?
            }
        };
        let file_name = format!(
            "{}-{}-{}.eml",
            self.queued_at.strftime("%Y%m%dT%H%M%SZ"),
            self.ticket,
            self.id
        );
        Ok(Message {
            inner,
            id: self.id,
            file_name,
        })
    }

    fn message_id(&self, id: JobId) -> String {
        format!("<{id}@{}>", self.from.domain())
    }

    fn references_shown(&self) -> String {
        let all = &self.references;
        let newest = all.len().saturating_sub(MOST_REFERENCES - 1).max(1);
        let shown: Vec<String> = all
            .iter()
            .take(1)
            .chain(all.iter().skip(newest))
            .map(|id| self.message_id(*id))
            .collect();
        shown.join(" ")
    }
}

fn with_alternatives(parts: MultiPartBuilder, letter: &Rendered) -> MultiPart {
    let part = |kind: ContentType, words: &str| {
        SinglePart::builder()
            .header(kind)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(words.to_owned())
    };
    parts
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html))
}

/// A file for calendars as an attachment.
fn calendar(file: &str, ticket: TicketNumber) -> Result<SinglePart, MessageError> {
    let kind = ContentType::parse("text/calendar; charset=utf-8")
        .map_err(|_| lettre::error::Error::CannotParseFilename)?;
    // In base64, so that no mail server changes the ends of its lines.
    Ok(SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment(&format!("{ticket}.ics")))
        .header(ContentTransferEncoding::Base64)
        .body(file.as_bytes().to_vec()))
}

/// Times before 1970, which no letter has, become 1970.
fn system_time(at: Timestamp) -> SystemTime {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
