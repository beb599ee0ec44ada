//! Passwords: argon2id, away from the threads that serve requests, at most two at once.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use tokio::sync::Semaphore;

use crate::WebError;

/// Shortest password, in characters; our own choice, beside the limit on attempts at sign-in.
const SHORTEST: usize = 12;
/// Longest password, in bytes; argon2 takes more, but nobody types more.
const LONGEST: usize = 1000;
/// Hashes computed at once: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;
/// Checked when there is no such account, so that an unknown login takes as long as a wrong
/// password. Nobody knows a password for it; the parameters are those of [`hash_password`].
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWF0LWFsbC1oZXJl$0000000000000000000000000000000000000000000";

/// Why a password cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer characters than the least number.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// More bytes than the limit.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
    /// The system has no random bytes or no memory to give.
    #[error("the password cannot be hashed")]
    Unhashable,
}

/// The argon2id hash of a new password, in PHC form, with a fresh salt.
///
/// Takes tens of milliseconds of one processor and 19 MiB; keep it away from the threads of an async runtime.
///
/// # Errors
/// [`PasswordError`].
pub fn hash_password(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::TooLong);
    }
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| PasswordError::Unhashable)
}

/// Checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// Whether `password` is the one behind `hash`; without a hash (no such account, or one without
    /// a password) it takes as long and is `false`.
    ///
    /// # Errors
    /// [`WebError::Internal`] when the check could not be made.
    pub(crate) async fn check(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, WebError> {
        let _turn = self.0.acquire().await.map_err(WebError::internal)?;
        tokio::task::spawn_blocking(move || matches(&password, hash.as_deref()))
            .await
            .map_err(WebError::internal)
    }
}

fn matches(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    // A password too long to be set is not worth reading.
    let password = password.get(..LONGEST.min(password.len())).unwrap_or("");
    let Ok(hash) = PasswordHash::new(hash.unwrap_or(NOBODY)) else {
        return false;
    };
    Argon2::default()
        .verify_password(password.as_bytes(), &hash)
        .is_ok()
        && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_and_no_other_is_accepted() {
        let hash = hash_password("Zażółć gęślą jaźń").unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(matches("Zażółć gęślą jaźń", Some(&hash)));
        assert!(!matches("zażółć gęślą jaźń", Some(&hash)));
        assert!(!matches("", Some("not a hash")));
    }

    #[test]
    fn nobody_has_the_parameters_of_real_hashes_and_no_password() {
        let real = hash_password("Zażółć gęślą jaźń").unwrap();
        let parameters = |hash: &str| {
            let hash = PasswordHash::new(hash).unwrap();
            (hash.algorithm.to_string(), hash.params.to_string())
        };
        assert_eq!(parameters(NOBODY), parameters(&real));
        assert!(!matches("", None));
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert_eq!(hash_password("hasło"), Err(PasswordError::TooShort));
        assert_eq!(
            hash_password(&"a".repeat(1001)),
            Err(PasswordError::TooLong)
        );
    }
}
