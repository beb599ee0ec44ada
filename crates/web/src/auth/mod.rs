//! Who asks: sessions, forged forms, passwords.

pub(crate) mod author;
pub(crate) mod csrf;
pub(crate) mod extract;
pub(crate) mod passwords;
pub(crate) mod peer;
pub(crate) mod session;
