//! The configuration file, overrides from the environment, and the data files it names.

mod clocks;
mod data;
mod file;
mod learning;
mod routing;
mod units;

pub(crate) use clocks::Clocks;
pub(crate) use data::{Data, matrix, ordinance, vocabulary};
pub(crate) use file::{
    Accessibility, Attachments, DataFiles, Database, Encryption, Knowledge, Log, LogFormat, Mail,
    Server, TransportKind, Worker,
};
pub(crate) use routing::Routing;
pub(crate) use units::Units;

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Everything `config/dyspozytor.toml` says; each part has the defaults that the file shows.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Addresses, sessions, timeouts.
    pub server: Server,
    /// Which database.
    pub database: Database,
    /// Data files.
    pub data: DataFiles,
    /// Letters.
    pub mail: Mail,
    /// Files of tickets.
    pub attachments: Attachments,
    /// Articles.
    pub knowledge: Knowledge,
    /// What the office says of accessibility.
    pub accessibility: Accessibility,
    /// The outbox.
    pub worker: Worker,
    /// Logging.
    pub log: Log,
}

/// A configuration that cannot be used; the text says what to mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not the expected form: a wrong type, an unknown or a missing key.
    #[error("{origin}: {reason}")]
    Form {
        /// The file, or the environment.
        origin: String,
        /// What is wrong, in one line.
        reason: String,
    },
    /// A value that makes no sense.
    #[error("{key}: {reason}")]
    Value {
        /// Section and key.
        key: &'static str,
        /// What is wrong and what would be right.
        reason: String,
    },
}

impl Config {
    /// Reads `path` and puts overrides from the environment on top.
    ///
    /// # Errors
    /// [`ConfigError`] with file, key and reason in one line.
    pub(crate) fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::from_text(&text, &path.display().to_string(), None)
    }

    /// Reads `text`; overrides come from `environment`, or from the process when that is `None`.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub(crate) fn from_text(
        text: &str,
        origin: &str,
        environment: Option<std::collections::HashMap<String, String>>,
    ) -> Result<Self, ConfigError> {
        let form = |error: &dyn std::fmt::Display| ConfigError::Form {
            origin: origin.to_owned(),
            reason: one_line(&error.to_string()),
        };
        // The file alone first, so that an error in it is not blamed on the environment.
        let _: Self = toml::from_str(text).map_err(|error| form(&error))?;
        let overrides = config::Environment::with_prefix("DYSPOZYTOR")
            .prefix_separator("__")
            .separator("__")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("mail.requester_domains")
            .with_list_parse_key("server.trusted_proxies")
            .source(environment);
        let merged = config::Config::builder()
            .add_source(config::File::from_str(text, config::FileFormat::Toml))
            .add_source(overrides)
            .build()
            .and_then(config::Config::try_deserialize::<Self>);
        let settings = merged.map_err(|error| ConfigError::Form {
            origin: "environment (DYSPOZYTOR__…)".to_owned(),
            reason: one_line(&error.to_string()),
        })?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), ConfigError> {
        self.server.check()?;
        self.database.check()?;
        self.mail.check()?;
        self.attachments.check()?;
        self.knowledge.check()?;
        self.accessibility.check()?;
        self.worker.check(&self.mail)
    }
}

/// An error of several lines on one.
fn one_line(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('|'))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The content of a file that holds a secret, without the line end; nothing for an empty path.
///
/// # Errors
/// [`ConfigError::Read`]; [`ConfigError::Value`] for an empty file.
pub(crate) fn secret(key: &'static str, path: &str) -> Result<Option<String>, ConfigError> {
    if path.is_empty() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
        path: path.into(),
        source,
    })?;
    let secret = text.trim_end_matches(['\n', '\r']).to_owned();
    if secret.is_empty() {
        return Err(ConfigError::Value {
            key,
            reason: format!("{path} is empty"),
        });
    }
    Ok(Some(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../config/dyspozytor.toml");

    fn with(environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let environment = environment
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        Config::from_text(SHIPPED, "config/dyspozytor.toml", Some(environment))
    }

    #[test]
    fn the_shipped_file_shows_every_key_with_its_default() {
        let shipped = with(&[]).unwrap();
        let defaults = Config::default();
        assert_eq!(shipped, defaults);
    }

    fn keys(table: &toml::Table, prefix: &str, into: &mut Vec<String>) {
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => keys(inner, &format!("{prefix}{key}."), into),
                _ => into.push(format!("{prefix}{key}")),
            }
        }
    }

    #[test]
    fn the_shipped_file_leaves_no_key_out() {
        let shown: toml::Table = toml::from_str(SHIPPED).unwrap();
        let known = toml::Table::try_from(file::Shown::default()).unwrap();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        keys(&shown, "", &mut a);
        keys(&known, "", &mut b);
        a.sort();
        b.sort();
        assert_eq!(a, b);
    }

    #[test]
    fn the_environment_wins() {
        let config = with(&[
            ("DYSPOZYTOR__DATABASE__URL", "postgres://coi@db/dyspozytor"),
            ("DYSPOZYTOR__MAIL__SMTP__PORT", "587"),
            (
                "DYSPOZYTOR__MAIL__REQUESTER_DOMAINS",
                "um.krakow.pl,zzm.krakow.pl",
            ),
            ("DYSPOZYTOR__WORKER__IN_SERVE", "false"),
        ])
        .unwrap();
        assert_eq!(config.database.url, "postgres://coi@db/dyspozytor");
        assert_eq!(config.mail.smtp.port, 587);
        assert_eq!(
            config.mail.requester_domains,
            ["um.krakow.pl", "zzm.krakow.pl"]
        );
        assert!(!config.worker.in_serve);
    }

    #[test]
    fn mistakes_are_named() {
        for (environment, expected) in [
            (("DYSPOZYTOR__SERVER__LISTEN", "here"), "server.listen"),
            (
                ("DYSPOZYTOR__SERVER__PUBLIC_URL", "coi"),
                "server.public_url",
            ),
            (("DYSPOZYTOR__DATABASE__URL", "mysql://x"), "database.url"),
            (("DYSPOZYTOR__MAIL__FROM", "nobody"), "mail.from"),
            (
                ("DYSPOZYTOR__ATTACHMENTS__FILE_MEGABYTES", "200"),
                "attachments.ticket_megabytes",
            ),
            (("DYSPOZYTOR__MAIL__TRANSPORT", "pigeon"), "pigeon"),
            (
                ("DYSPOZYTOR__WORKER__LEASE_SECONDS", "5"),
                "worker.lease_seconds",
            ),
            (("DYSPOZYTOR__SERVER__LISTN", "1"), "listn"),
        ] {
            let error = with(&[environment]).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn attack_25_sessions_of_other_machines_need_https() {
        let with_url = |url| with(&[("DYSPOZYTOR__SERVER__PUBLIC_URL", url)]);
        for url in [
            "https://pomoc.example",
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]:8080/desk",
        ] {
            with_url(url).unwrap();
        }
        for url in [
            "http://pomoc.example",
            "http://10.0.0.5:8080",
            "http://localhost.example",
            "http://127.0.0.1@pomoc.example",
            "http://[::1",
        ] {
            let error = with_url(url).unwrap_err().to_string();
            assert!(error.starts_with("server.public_url"), "{error}");
        }
    }

    #[test]
    fn a_mistake_in_the_file_names_file_and_line() {
        let error = Config::from_text(
            "[server]\nlisten = 8080\n",
            "my.toml",
            Some(std::collections::HashMap::new()),
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.starts_with("my.toml: ") && error.contains("line 2"),
            "{error}"
        );
    }
}
