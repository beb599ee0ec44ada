//! The sections of the configuration file, their defaults and what is checked.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::ConfigError;

/// `[server]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// Where people open the pages.
    pub public_url: String,
    /// Filing without signing in.
    pub open_intake: bool,
    /// Minutes.
    pub session_idle_minutes: u32,
    /// Hours.
    pub session_absolute_hours: u32,
    /// Seconds.
    pub shutdown_seconds: u64,
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

/// `[database]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Database {
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
    /// File with the password.
    pub password_file: String,
}

/// `[data]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DataFiles {
    /// The ordinance; empty means built in.
    pub ordinance: String,
    /// The vocabulary, a file or a folder of `*.toml`; empty means built in.
    pub vocabulary: String,
    /// The priority matrix; empty means built in.
    pub priority: String,
    /// Addresses of the units.
    pub units: String,
    /// What suggestions may do; empty means built in, that is nothing without a click.
    pub routing: String,
    /// Office hours; empty means built in.
    pub calendar: String,
    /// How much time each clock has; empty means built in.
    pub targets: String,
    /// Who is told when time runs down; empty means built in.
    pub escalation: String,
    /// Who holds the posts, who is away; empty means the samples built in.
    pub people: String,
}

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

/// `[attachments]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Attachments {
    /// Where; empty: none are taken.
    pub folder: String,
    /// One file.
    pub file_megabytes: u32,
    /// The files of one ticket.
    pub ticket_megabytes: u32,
    /// One person's files of open tickets.
    pub person_megabytes: u32,
    /// The files of one ticket from somebody without an account.
    pub visitor_megabytes: u32,
    /// What stays free on the disk.
    pub reserve_megabytes: u32,
}

/// `[worker]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Worker {
    /// Whether `serve` sends letters too.
    pub in_serve: bool,
    /// Letters at the same time.
    pub parallel: usize,
    /// Seconds.
    pub poll_seconds: u64,
    /// Seconds.
    pub lease_seconds: u32,
    /// Hours.
    pub give_up_after_hours: u32,
}

/// `[log]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    /// For people or for machines.
    pub format: LogFormat,
    /// Levels.
    pub filter: String,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// A line for a person.
    Text,
    /// A JSON object a line.
    Json,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            public_url: "http://127.0.0.1:8080".into(),
            open_intake: true,
            session_idle_minutes: 60,
            session_absolute_hours: 12,
            shutdown_seconds: 20,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: "sqlite://dyspozytor.db".into(),
            password_file: String::new(),
        }
    }
}

impl Default for DataFiles {
    fn default() -> Self {
        Self {
            ordinance: String::new(),
            vocabulary: String::new(),
            priority: String::new(),
            units: "config/units.toml".into(),
            routing: String::new(),
            calendar: String::new(),
            targets: String::new(),
            escalation: String::new(),
            people: "config/people.toml".into(),
        }
    }
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

impl Default for Attachments {
    fn default() -> Self {
        Self {
            folder: "attachments".into(),
            file_megabytes: 25,
            ticket_megabytes: 100,
            person_megabytes: 500,
            visitor_megabytes: 20,
            reserve_megabytes: 500,
        }
    }
}

impl Default for Worker {
    fn default() -> Self {
        Self {
            in_serve: true,
            parallel: 4,
            poll_seconds: 5,
            lease_seconds: 120,
            give_up_after_hours: 72,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "info".into(),
        }
    }
}

fn wrong(key: &'static str, reason: impl Into<String>) -> ConfigError {
    ConfigError::Value {
        key,
        reason: reason.into(),
    }
}

fn at_least_one(key: &'static str, value: u64) -> Result<(), ConfigError> {
    if value == 0 {
        Err(wrong(key, "must be at least 1"))
    } else {
        Ok(())
    }
}

impl Server {
    /// The address to listen on.
    ///
    /// # Errors
    /// [`ConfigError::Value`] when it is not `address:port`.
    pub(crate) fn address(&self) -> Result<SocketAddr, ConfigError> {
        self.listen.parse().map_err(|_| {
            wrong(
                "server.listen",
                format!(
                    "`{}` is not address:port, for example 127.0.0.1:8080",
                    self.listen
                ),
            )
        })
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.address()?;
        let host = self
            .public_url
            .strip_prefix("https://")
            .or_else(|| self.public_url.strip_prefix("http://"));
        if !host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace)) {
            return Err(wrong(
                "server.public_url",
                format!(
                    "`{}` is not an address such as https://dyspozytor.example",
                    self.public_url
                ),
            ));
        }
        if self
            .public_url
            .strip_prefix("http://")
            .is_some_and(|host| !is_loopback(host))
        {
            return Err(wrong(
                "server.public_url",
                format!(
                    "`{}`: passwords and sessions would cross the network readable by anybody; use https:// (a proxy in front may hold the certificate), or http:// with 127.0.0.1 or localhost for trying out",
                    self.public_url
                ),
            ));
        }
        at_least_one(
            "server.session_idle_minutes",
            self.session_idle_minutes.into(),
        )?;
        at_least_one(
            "server.session_absolute_hours",
            self.session_absolute_hours.into(),
        )
    }
}

/// Whether what follows `http://` names this very machine.
fn is_loopback(rest: &str) -> bool {
    let Ok(authority) = rest
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .parse::<axum::http::uri::Authority>()
    else {
        return false;
    };
    let name = authority.host().trim_matches(['[', ']']);
    name == "localhost"
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

impl Database {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if ["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| self.url.starts_with(scheme))
        {
            Ok(())
        } else {
            Err(wrong(
                "database.url",
                "must begin with sqlite:// or postgres://",
            ))
        }
    }
}

impl Mail {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
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

impl Attachments {
    /// The folder, when there is one.
    pub(crate) fn files(&self) -> Option<files::Files> {
        let reserve = u64::from(self.reserve_megabytes) * 1_000_000;
        (!self.folder.is_empty()).then(|| files::Files::new(&self.folder).with_reserve(reserve))
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        for (key, megabytes) in [
            ("attachments.file_megabytes", self.file_megabytes),
            ("attachments.person_megabytes", self.person_megabytes),
            ("attachments.visitor_megabytes", self.visitor_megabytes),
        ] {
            at_least_one(key, megabytes.into())?;
        }
        if self.ticket_megabytes < self.file_megabytes {
            return Err(wrong(
                "attachments.ticket_megabytes",
                format!(
                    "must be at least attachments.file_megabytes ({}), or no file of that size fits",
                    self.file_megabytes
                ),
            ));
        }
        Ok(())
    }
}

impl Worker {
    pub(super) fn check(&self, mail: &Mail) -> Result<(), ConfigError> {
        at_least_one("worker.parallel", self.parallel as u64)?;
        at_least_one("worker.poll_seconds", self.poll_seconds)?;
        if u64::from(self.lease_seconds) <= mail.smtp.timeout_seconds {
            return Err(wrong(
                "worker.lease_seconds",
                format!(
                    "must exceed mail.smtp.timeout_seconds ({}), or two workers send the same letter",
                    mail.smtp.timeout_seconds
                ),
            ));
        }
        at_least_one(
            "worker.give_up_after_hours",
            self.give_up_after_hours.into(),
        )
    }
}

/// Every section, to hold the shipped file against.
#[cfg(test)]
#[derive(Default, Serialize)]
pub(super) struct Shown {
    server: Server,
    database: Database,
    data: DataFiles,
    mail: Mail,
    attachments: Attachments,
    worker: Worker,
    log: Log,
}
