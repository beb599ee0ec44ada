//! What can go wrong with a file.

use std::io;

/// Why a file is not kept or not read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The disk has no room, or would have less than is to stay free.
    #[error("there is no room for files")]
    Full,
    /// There is no file with this hash.
    #[error("there is no such file")]
    Missing,
    /// The folder cannot be read or written.
    #[error("the folder of files cannot be used")]
    Io(#[source] io::Error),
}

impl From<io::Error> for FilesError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_other_trouble() {
        // `/dev/full` says what a full disk says.
        let refused = std::fs::write("/dev/full", b"x").unwrap_err();
        assert!(matches!(refused.into(), FilesError::Full));
        let other = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(matches!(other.into(), FilesError::Io(_)));
    }
}
