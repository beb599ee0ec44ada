//! The sections of the configuration file, their defaults and what is checked.

mod accessibility;
mod attachments;
mod knowledge;
mod mail;

pub(crate) use self::accessibility::Accessibility;
pub(crate) use self::attachments::Attachments;
pub(crate) use self::knowledge::Knowledge;
pub(crate) use self::mail::{Encryption, Mail, TransportKind};

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
            priority: "config/priority.toml".into(),
            units: "config/units.toml".into(),
            routing: "config/routing.toml".into(),
            calendar: "config/calendar.toml".into(),
            targets: "config/targets.toml".into(),
            escalation: "config/escalation.toml".into(),
            people: "config/people.toml".into(),
        }
    }
}

impl DataFiles {
    /// No file at all: everything as it is built into the program.
    pub(crate) fn built_in() -> Self {
        Self {
            ordinance: String::new(),
            vocabulary: String::new(),
            priority: String::new(),
            units: String::new(),
            routing: String::new(),
            calendar: String::new(),
            targets: String::new(),
            escalation: String::new(),
            people: String::new(),
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
    knowledge: Knowledge,
    accessibility: Accessibility,
    worker: Worker,
    log: Log,
}
