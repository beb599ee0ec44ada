//! A file on its way in.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::fs::{self, File, OpenOptions};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::{Files, FilesError, Hash, room};

/// So many of a file's first bytes are remembered, to tell what it is.
pub const HEAD: usize = 512;
/// The disk is asked for its room again after so many bytes.
const ASK_EVERY: u64 = 4 * 1024 * 1024;

/// A file on its way in. Dropped before [`Incoming::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Incoming {
    files: Files,
    file: File,
    hash: Sha256,
    size: u64,
    head: Vec<u8>,
    /// Where it stands until it is whole.
    path: Unfinished,
}

/// A file that has arrived and is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub hash: Hash,
    /// Bytes.
    pub size: u64,
    /// Its first bytes, [`HEAD`] at most.
    pub head: Vec<u8>,
}

/// Removes the file when dropped.
#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It may have got its place meanwhile; and what cannot be removed now is swept later.
        drop(std::fs::remove_file(&self.0));
    }
}

impl Incoming {
    pub(crate) async fn begin(files: Files, id: Uuid) -> Result<Self, FilesError> {
        let folder = files.incoming();
        fs::create_dir_all(&folder).await?;
        room::check(&folder, files.reserve).await?;
        let path = Unfinished(folder.join(id.to_string()));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path.0)
            .await?;
        Ok(Self {
            files,
            file,
            hash: Sha256::new(),
            size: 0,
            head: Vec::new(),
            path,
        })
    }

    /// Bytes that have arrived.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`FilesError::Full`] when the disk has no room for them, [`FilesError::Io`] otherwise; drop the
    /// file then.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        let before = self.size;
        self.size += bytes.len() as u64;
        if self.size / ASK_EVERY > before / ASK_EVERY {
            room::check(&self.files.folder, self.files.reserve).await?;
        }
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        self.hash.update(bytes);
        self.file.write_all(bytes).await?;
        Ok(())
    }

    /// Keeps the file: waits until it is on the disk and gives it its place. The same content twice is
    /// kept once, and counts as new from now on.
    ///
    /// # Errors
    /// [`FilesError::Full`] and [`FilesError::Io`]; then nothing is kept.
    pub async fn finish(mut self) -> Result<Kept, FilesError> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let hash = Hash(self.hash.finalize().into());
        let place = self.files.place(hash);
        let shelf = place.parent().unwrap_or(&self.files.folder).to_owned();
        fs::create_dir_all(&shelf).await?;
        // Over the same content, when it is there already: its age begins anew.
        fs::rename(&self.path.0, &place).await?;
        sync_folder(&shelf).await?;
        sync_folder(&self.files.folder).await?;
        Ok(Kept {
            hash,
            size: self.size,
            head: self.head,
        })
    }
}

/// Makes names in a folder outlast a loss of power.
async fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).await?.sync_all().await
}
