//! Giving a file out: always to be saved, never to be shown.

use axum::body::Body;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use files::{FileName, FilesError, Hash};
use store::attachments::Attachment;
use tokio_util::io::ReaderStream;

use crate::{App, WebError};

/// What a file may do where a browser shows it against all headers: nothing.
const NOTHING: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// The file as a download, streamed from the disk. Whatever it is inside, it is only bytes to be saved.
///
/// # Errors
/// [`WebError::NotFound`] where no files are kept, [`WebError::Internal`] when the folder does not have
/// it, which should not be.
pub(crate) async fn give(app: &App, attachment: &Attachment) -> Result<Response, WebError> {
    let files = app.files.as_ref().ok_or(WebError::NotFound)?;
    let file = files.open(Hash(attachment.hash)).await;
    let file = file.map_err(|error| match error {
        FilesError::Missing | FilesError::Full | FilesError::Io(_) => WebError::internal(error),
    })?;
    let disposition = FileName::new(&attachment.name)
        .map_or_else(|| "attachment".to_owned(), |name| name.disposition());
    let header = |text: &str| HeaderValue::from_str(text).map_err(WebError::internal);
    let headers = [
        (CONTENT_TYPE, header("application/octet-stream")?),
        (CONTENT_DISPOSITION, header(&disposition)?),
        (CONTENT_LENGTH, HeaderValue::from(attachment.size)),
        (CONTENT_SECURITY_POLICY, header(NOTHING)?),
        (X_CONTENT_TYPE_OPTIONS, header("nosniff")?),
        // For browsers of old that would open it in the page's place.
        (
            HeaderName::from_static("x-download-options"),
            header("noopen")?,
        ),
    ];
    let body = Body::from_stream(ReaderStream::with_capacity(file, PIECE));
    Ok((headers, body).into_response())
}
