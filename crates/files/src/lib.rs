//! Keeps the bytes of attachments in a folder, each content once, under the SHA-256 of it.
//!
//! [`Files::begin`] takes a file in as it arrives: never whole in memory, under a name of its own in
//! `incoming/`. Only a file that has arrived to its end, and is on the disk, gets its place
//! (`ab/cdef…`) by a rename, so what stands there is whole whatever happened. [`Files::sweep`] removes
//! what nobody refers to. [`FileName`] and [`Kind`] are what people are told of a file; on the disk it
//! has neither. Knows no tickets and no people; reads no clock; opens no file to look what is inside.

mod error;
mod hash;
mod incoming;
mod kind;
mod name;
mod room;
mod sweep;

use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

pub use error::FilesError;
pub use hash::Hash;
pub use incoming::{HEAD, Incoming, Kept};
pub use kind::Kind;
pub use name::{FileName, NAME_LIMIT};
pub use sweep::Swept;

/// The folder within the folder for files that are arriving.
const INCOMING: &str = "incoming";

/// A folder of files. Cheap to clone; several processes may use one folder.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
    /// Bytes that stay free on the disk.
    reserve: u64,
}

impl Files {
    /// The files of `folder`, which is made when the first file comes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            reserve: 0,
        }
    }

    /// The same, refusing files ([`FilesError::Full`]) when fewer than `bytes` would stay free on the
    /// disk, which others may need as well (a database on the same disk).
    #[must_use]
    pub fn with_reserve(self, bytes: u64) -> Self {
        Self {
            reserve: bytes,
            ..self
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins to take in a file; `id` is a fresh name for it until it is whole.
    ///
    /// # Errors
    /// [`FilesError::Full`], or [`FilesError::Io`] when the folder cannot be written.
    pub async fn begin(&self, id: Uuid) -> Result<Incoming, FilesError> {
        Incoming::begin(self.clone(), id).await
    }

    /// A kept file, ready to be read.
    ///
    /// # Errors
    /// [`FilesError::Missing`] when there is none with this hash, [`FilesError::Io`] when it cannot be
    /// opened.
    pub async fn open(&self, hash: Hash) -> Result<tokio::fs::File, FilesError> {
        tokio::fs::File::open(self.place(hash))
            .await
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => FilesError::Missing,
                _ => error.into(),
            })
    }

    /// Where a file with this hash stands, or would.
    pub fn place(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        let (shelf, rest) = name.split_at(2);
        self.folder.join(shelf).join(rest)
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }
}
