//! Removing what nobody refers to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::fs;

use crate::{Files, Hash};

/// Files looked at together.
const TOGETHER: usize = 500;

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that nobody refers to.
    pub kept: usize,
    /// Files that never arrived to their end.
    pub unfinished: usize,
}

impl Files {
    /// Removes files last kept before `before` of which `used` does not say that somebody refers to
    /// them, and unfinished ones that old. `used` gets some hashes and answers with those in use.
    ///
    /// A file that is kept again at this very moment stays: keeping makes it young, and what has
    /// become young is put back. Several processes may sweep at once.
    ///
    /// # Errors
    /// What `used` says, and the folder's trouble through it; what was not removed is next time.
    pub async fn sweep<E, F>(
        &self,
        before: SystemTime,
        mut used: impl FnMut(Vec<Hash>) -> F,
    ) -> Result<Swept, E>
    where
        E: From<io::Error>,
        F: Future<Output = Result<BTreeSet<Hash>, E>>,
    {
        let mut swept = Swept::default();
        for (path, name) in entries(&self.folder).await? {
            if name.len() != 2 {
                continue;
            }
            let old = old_files(&path, before).await?;
            let old: Vec<Hash> = old
                .iter()
                .filter_map(|(_, rest)| Hash::parse(&format!("{name}{rest}")))
                .collect();
            for some in old.chunks(TOGETHER) {
                let in_use = used(some.to_vec()).await?;
                for hash in some.iter().filter(|hash| !in_use.contains(hash)) {
                    swept.kept += usize::from(self.remove(*hash, before).await?);
                }
            }
        }
        for (path, _) in old_files(&self.incoming(), before).await? {
            swept.unfinished += usize::from(gone(fs::remove_file(path).await)?);
        }
        Ok(swept)
    }

    /// Takes a file out of its place and removes it, unless it has become young meanwhile.
    async fn remove(&self, hash: Hash, before: SystemTime) -> io::Result<bool> {
        let place = self.place(hash);
        // Beside the unfinished ones, so that one left by a crash goes with them.
        let aside = self.incoming().join(format!("{hash}.old"));
        fs::create_dir_all(self.incoming()).await?;
        if !gone(fs::rename(&place, &aside).await)? {
            return Ok(false);
        }
        if modified(&aside).await?.is_some_and(|at| at >= before) {
            fs::rename(&aside, &place).await?;
            return Ok(false);
        }
        gone(fs::remove_file(aside).await)
    }
}

/// Files of a folder last changed before `before`, with their names; none of a folder that is not there.
async fn old_files(folder: &Path, before: SystemTime) -> io::Result<Vec<(PathBuf, String)>> {
    let mut old = Vec::new();
    for (path, name) in entries(folder).await? {
        if modified(&path).await?.is_some_and(|at| at < before) {
            old.push((path, name));
        }
    }
    Ok(old)
}

async fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut listing = match fs::read_dir(folder).await {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut entries = Vec::new();
    while let Some(entry) = listing.next_entry().await? {
        let name = entry.file_name().to_string_lossy().into_owned();
        entries.push((entry.path(), name));
    }
    entries.sort();
    Ok(entries)
}

async fn modified(path: &Path) -> io::Result<Option<SystemTime>> {
    match fs::metadata(path).await {
        Ok(about) => about.modified().map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether it was done; another process may have been quicker.
fn gone(done: io::Result<()>) -> io::Result<bool> {
    match done {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
