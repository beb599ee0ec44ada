//! A way out that ends in the program itself, for rehearsals without a mail server.

use std::fmt;
use std::sync::Arc;

use crate::{Message, SendError};

/// What becomes of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeAnswer {
    /// Taken.
    Taken,
    /// Not now, as when a server is down.
    NotNow,
    /// Never for this recipient.
    Refused,
    /// No answer at all: whoever waits for one waits until they are stopped.
    Never,
}

/// Hands each letter to a function instead of a server; nothing leaves the program.
#[derive(Clone)]
pub struct Probe {
    answer: Arc<dyn Fn(&Message) -> ProbeAnswer + Send + Sync>,
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe").finish_non_exhaustive()
    }
}

impl Probe {
    /// `answer` says what becomes of each letter; it may be asked by several workers at once.
    pub fn new(answer: impl Fn(&Message) -> ProbeAnswer + Send + Sync + 'static) -> Self {
        Self {
            answer: Arc::new(answer),
        }
    }

    pub(crate) async fn send(&self, message: &Message) -> Result<(), SendError> {
        match (self.answer)(message) {
            ProbeAnswer::Taken => Ok(()),
            ProbeAnswer::NotNow => Err(SendError::Temporary {
                reason: "421 not now".to_owned(),
                cause: "421".to_owned(),
            }),
            ProbeAnswer::Refused => Err(SendError::Permanent {
                reason: "550 no such person".to_owned(),
            }),
            ProbeAnswer::Never => std::future::pending().await,
        }
    }
}
