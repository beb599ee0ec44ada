//! A folder with a file per letter, for trying out and for the demo.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Message, SendError};

/// Writes each letter into a folder as `<time>-<ticket>-<job id>.eml`. Sending a letter again
/// replaces its file.
#[derive(Clone, Debug)]
pub struct Folder {
    dir: PathBuf,
}

impl Folder {
    /// Letters go into `dir`, which is made when the first one is sent.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// # Errors
    /// [`SendError::Temporary`] when the file cannot be written.
    pub(crate) async fn send(&self, message: &Message) -> Result<(), SendError> {
        let dir = self.dir.clone();
        let name = message.file_name().to_owned();
        let bytes = message.formatted();
        let write = move || write(&dir, &name, &bytes);
        let done = tokio::task::spawn_blocking(write).await;
        done.map_err(io::Error::other)
            .and_then(|written| written)
            .map_err(|error| {
                let reason = format!("{}: {error}", self.dir.display());
                let cause = reason.clone();
                SendError::Temporary { reason, cause }
            })
    }
}

/// Whoever sees the file sees it whole, and it survives a loss of power.
fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let unfinished = dir.join(format!(".{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, dir.join(name))?;
    File::open(dir)?.sync_all()
}
