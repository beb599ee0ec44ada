//! Secret links for requesters without an account.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::TicketId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::{Store, StoreError, links};

/// What stands in the kept copy of a letter instead of the secret.
const HIDDEN: &str = "…";

/// The secret at the end of `…/z/{secret}`. The database keeps only its hash, so the link that the
/// requester saw when filing cannot be written again; each letter brings its own.
#[derive(Clone)]
pub(crate) struct Secret(String);

/// No secret link could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    /// No random bytes.
    #[error("the system has no random bytes to give")]
    Random(#[from] getrandom::Error),
    /// Not kept.
    #[error("the link could not be kept")]
    Store(#[from] StoreError),
}

impl Secret {
    /// A fresh link to `ticket`, valid from now on.
    pub(crate) async fn fresh(
        store: &Store,
        ticket: TicketId,
        now: Timestamp,
    ) -> Result<Self, LinkError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let secret = URL_SAFE_NO_PAD.encode(bytes);
        let mut conn = store.write().await?;
        links::insert(&mut conn, ticket, &Sha256::digest(&secret), now).await?;
        conn.commit().await?;
        Ok(Self(secret))
    }

    /// The address that the link opens.
    pub(crate) fn url(&self, public_url: &str) -> String {
        format!("{public_url}/z/{}", self.0)
    }

    /// `text` without the secret, for the copy that staff can read.
    pub(crate) fn hidden(&self, text: &str) -> String {
        text.replace(&self.0, HIDDEN)
    }
}
