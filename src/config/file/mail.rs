//! How letters leave.

use serde::{Deserialize, Serialize};

use super::{at_least_one, wrong};
use crate::config::ConfigError;

/// `[mail]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mail {
    /// Sender of every letter.
    pub from: String,
    /// How letters leave.
    pub transport: TransportKind,
    /// Domains of requesters who did not sign in.
    pub requester_domains: Vec<String>,
    /// For `transport = "folder"`.
    pub folder: Folder,
    /// For `transport = "smtp"`.
    pub smtp: Smtp,
    /// How many letters an address gets.
    pub caps: Caps,
}

/// `[mail.caps]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Caps {
    /// Of one kind to one address.
    pub per_address: u32,
    /// About one ticket to one address.
    pub per_ticket: u32,
    /// Minutes.
    pub window_minutes: u32,
}

/// How letters leave.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TransportKind {
    /// By SMTP.
    Smtp,
    /// Into a folder, a file each.
    Folder,
}

/// `[mail.folder]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Folder {
    /// Where.
    pub dir: String,
}

/// `[mail.smtp]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Smtp {
    /// Server.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub encryption: Encryption,
    /// Empty: no sign-in.
    pub username: String,
    /// File with the password.
    pub password_file: String,
    /// PEM file of the server's authority.
    pub ca_file: String,
    /// Seconds.
    pub timeout_seconds: u64,
}

/// Protection of the connection to the mail server.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Encryption {
    /// None.
    None,
    /// STARTTLS, required.
    Starttls,
    /// TLS from the first byte.
    Tls,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            from: "Centrum Obsługi Informatycznej <dyspozytor@coi.example>".into(),
            transport: TransportKind::Folder,
            requester_domains: Vec::new(),
            folder: Folder::default(),
            smtp: Smtp::default(),
            caps: Caps::default(),
        }
    }
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            per_address: 20,
            per_ticket: 10,
            window_minutes: 10,
        }
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self {
            dir: "letters".into(),
        }
    }
}

impl Default for Smtp {
    fn default() -> Self {
        Self {
            host: "localhost".into(),
            port: 25,
            encryption: Encryption::None,
            username: String::new(),
            password_file: String::new(),
            ca_file: String::new(),
            timeout_seconds: 30,
        }
    }
}

impl Mail {
    pub(in crate::config) fn check(&self) -> Result<(), ConfigError> {
        mail::Address::parse(&self.from)
            .map_err(|reason| wrong("mail.from", format!("`{}`: {reason}", self.from)))?;
        if self.transport == TransportKind::Smtp && self.smtp.host.is_empty() {
            return Err(wrong("mail.smtp.host", "must name the mail server"));
        }
        if self.transport == TransportKind::Smtp
            && !self.smtp.username.is_empty()
            && self.smtp.password_file.is_empty()
        {
            return Err(wrong(
                "mail.smtp.password_file",
                "must name the file with the password of mail.smtp.username",
            ));
        }
        at_least_one("mail.caps.per_address", self.caps.per_address.into())?;
        at_least_one("mail.caps.per_ticket", self.caps.per_ticket.into())?;
        at_least_one("mail.caps.window_minutes", self.caps.window_minutes.into())?;
        at_least_one("mail.smtp.timeout_seconds", self.smtp.timeout_seconds)
    }
}
