//! Secrets handed to people: random, shown once, stored only as their SHA-256.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::WebError;

/// 256 random bits, written in 43 characters fit for addresses and cookies.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh one from the system's random source.
    ///
    /// # Errors
    /// [`WebError::Internal`] when the system has no random bytes to give.
    pub fn fresh() -> Result<Self, WebError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// A token somebody showed; `None` for text that cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The secret itself, to be shown to its owner.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored: the SHA-256 of the secret.
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.0.as_bytes())
    }
}

/// Never shows the secret, so that no log can.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// A short name for a text from which the text cannot be read: half of its SHA-256.
pub(crate) fn fingerprint(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&sha256(text.as_bytes())[..16])
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], WebError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(WebError::internal)?;
    Ok(bytes)
}

/// Whether two secrets are equal, in time that does not tell where they differ.
pub(crate) fn equal(a: &[u8], b: &[u8]) -> bool {
    // Comparing digests leaves nothing to learn from the time.
    sha256(a) == sha256(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_other_texts_do_not() {
        let token = Token::fresh().unwrap();
        assert_eq!(token.secret().len(), 43);
        assert_eq!(Token::parse(token.secret()), Some(token.clone()));
        assert_ne!(Token::fresh().unwrap(), token);
        for text in ["", "a", "../../etc/passwd", &"A".repeat(44), "ą"] {
            assert_eq!(Token::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_is_not_printed() {
        let token = Token::fresh().unwrap();
        assert!(!format!("{token:?}").contains(token.secret()));
    }
}
