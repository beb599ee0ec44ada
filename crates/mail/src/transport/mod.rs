//! How a message leaves: over SMTP, or into a folder.

pub(crate) mod folder;
pub(crate) mod probe;
pub(crate) mod smtp;

use crate::{Folder, Message, Probe, Smtp};

/// A way out.
#[derive(Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp(Smtp),
    /// A file per letter.
    Folder(Folder),
    /// A function of this program.
    Probe(Probe),
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server will never take this letter for this recipient (a 55x answer).
    #[error("refused for good: {reason}")]
    Permanent {
        /// What the server said.
        reason: String,
    },
    /// Not now: no connection, no sign-in, time ran out, a 4xx answer, a full disk. Trying again
    /// later may help. The server may have taken the letter all the same when its answer was lost.
    #[error("not sent: {reason}")]
    Temporary {
        /// What happened.
        reason: String,
        /// The same in words that name nobody, for the log: an answer of the server by its number only.
        cause: String,
    },
}

impl Transport {
    /// Hands the message over; done when the other side has taken responsibility for it (250 to the
    /// whole letter, or the file is on disk).
    ///
    /// # Errors
    /// [`SendError`], permanent and temporary ones told apart.
    pub async fn send(&self, message: &Message) -> Result<(), SendError> {
        match self {
            Self::Smtp(smtp) => smtp.send(message).await,
            Self::Folder(folder) => folder.send(message).await,
            Self::Probe(probe) => probe.send(message).await,
        }
    }
}
