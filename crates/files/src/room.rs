//! How much room the disk has.

use std::path::Path;

use crate::FilesError;

/// Holds that `reserve` bytes are free on the disk of `folder`.
///
/// # Errors
/// [`FilesError::Full`] when they are not; [`FilesError::Io`] when the disk does not say.
pub(crate) async fn check(folder: &Path, reserve: u64) -> Result<(), FilesError> {
    if reserve == 0 {
        return Ok(());
    }
    let folder = folder.to_owned();
    let free = tokio::task::spawn_blocking(move || {
        let disk = rustix::fs::statvfs(&folder)?;
        Ok::<_, std::io::Error>(disk.f_bavail.saturating_mul(disk.f_frsize))
    })
    .await
    .map_err(std::io::Error::other)??;
    if free < reserve {
        Err(FilesError::Full)
    } else {
        Ok(())
    }
}
