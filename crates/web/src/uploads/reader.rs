//! Reading a form with files part by part, at a bounded pace and length.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::time::Instant;

use crate::WebError;

/// A form may take this long, and longer only as far as bytes arrive …
const PATIENCE: Duration = Duration::from_secs(30);
/// … at this many a second: 16 kB, less than any office line.
const PACE: u64 = 16 * 1024;
/// Bytes of a form that will be refused which are read, and thrown away, so that a browser still shows
/// the answer: most stop listening when their words are not taken.
const READ_IN_VAIN: u64 = 64 * 1024 * 1024;
/// Parts of one form at most.
const MOST_PARTS: usize = 300;

/// A form that is arriving.
pub(crate) struct Reader {
    multipart: Multipart<'static>,
    started: Instant,
    bytes: u64,
    parts: usize,
    limit: u64,
    /// The last part has not been read to its end.
    is_unread: bool,
}

/// What became of reading.
pub(crate) enum Read<T> {
    /// The next part or bytes.
    Some(T),
    /// There is no more.
    End,
    /// The form is longer than it may be; there is more, which is not read.
    TooMuch,
}

impl Reader {
    /// A form of at most `limit` bytes.
    ///
    /// # Errors
    /// [`WebError::BadRequest`] when the header does not say how its parts are told apart.
    pub(crate) fn new(headers: &HeaderMap, body: Body, limit: u64) -> Result<Self, WebError> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let boundary = text(CONTENT_TYPE)
            .and_then(|kind| multer::parse_boundary(kind).ok())
            .ok_or(WebError::BadRequest)?;
        let announced: u64 = text(CONTENT_LENGTH)
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        let is_refused = announced > limit;
        let read_at_most = if is_refused {
            READ_IN_VAIN
        } else {
            limit.saturating_add(READ_IN_VAIN)
        };
        let constraints =
            Constraints::new().size_limit(SizeLimit::new().whole_stream(read_at_most));
        Ok(Self {
            multipart: Multipart::with_constraints(body.into_data_stream(), boundary, constraints),
            started: Instant::now(),
            bytes: 0,
            parts: 0,
            limit: if is_refused { 0 } else { limit },
            is_unread: false,
        })
    }

    /// Whether the form has said that it is longer than it may be, or has turned out to be.
    pub(crate) fn is_too_much(&self) -> bool {
        self.bytes > self.limit
    }

    /// Whether it is too long already by what its header said.
    pub(crate) fn is_refused(&self) -> bool {
        self.limit == 0
    }

    /// The next part; what is left of the one before is thrown away.
    ///
    /// # Errors
    /// [`WebError::TooSlow`], or [`WebError::BadRequest`] when the form breaks off.
    pub(crate) async fn part(&mut self) -> Result<Read<Field<'static>>, WebError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(WebError::BadRequest);
        }
        // What is skipped is not counted, only bounded: it gets the time of the most that there may be.
        let skipped = if self.is_unread {
            self.limit.max(READ_IN_VAIN)
        } else {
            0
        };
        let until = self.until() + Duration::from_secs(skipped / PACE);
        self.is_unread = true;
        read(tokio::time::timeout_at(until, self.multipart.next_field()).await)
    }

    /// The next bytes of a part.
    ///
    /// # Errors
    /// As [`Reader::part`].
    pub(crate) async fn bytes(
        &mut self,
        part: &mut Field<'static>,
    ) -> Result<Read<Bytes>, WebError> {
        let read = read(tokio::time::timeout_at(self.until(), part.chunk()).await)?;
        match &read {
            Read::Some(bytes) => self.bytes += bytes.len() as u64,
            Read::End | Read::TooMuch => self.is_unread = false,
        }
        Ok(read)
    }

    /// When the form has to have gone on.
    fn until(&self) -> Instant {
        self.started + PATIENCE + Duration::from_secs(self.bytes / PACE)
    }
}

type Awaited<T> = Result<Result<Option<T>, multer::Error>, tokio::time::error::Elapsed>;

fn read<T>(awaited: Awaited<T>) -> Result<Read<T>, WebError> {
    match awaited {
        Err(_) => Err(WebError::TooSlow),
        Ok(Ok(Some(thing))) => Ok(Read::Some(thing)),
        Ok(Ok(None)) => Ok(Read::End),
        Ok(Err(multer::Error::StreamSizeExceeded { .. })) => Ok(Read::TooMuch),
        Ok(Err(_)) => Err(WebError::BadRequest),
    }
}
