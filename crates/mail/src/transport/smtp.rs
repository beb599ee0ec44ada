//! A mail server: plain, STARTTLS or TLS, with or without sign-in.
//!
//! Connections are kept for the next letter, but only after a letter that went through: a connection
//! on which anything went wrong or took too long is dropped, because its next answer might belong to
//! the command before.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Category, Severity};
use tokio::time::{Instant, timeout};

use crate::{Message, SendError};

/// A kept connection is not used again after so long without a letter; servers hang up by themselves.
const IDLE: Duration = Duration::from_secs(20);

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all: for a relay on the same machine.
    None,
    /// STARTTLS; nothing is sent when the server does not offer it.
    Starttls,
    /// TLS from the first byte.
    Tls,
}

/// Where the mail server is and how to talk to it.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Host name or address; with TLS, the name its certificate must carry.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub encryption: Encryption,
    /// User name and password, when the server wants them.
    pub credentials: Option<(String, String)>,
    /// PEM file of the authority that signed the server's certificate, when it is not a public one.
    pub ca_file: Option<PathBuf>,
    /// The longest that sending one letter may take, from connecting to the last answer.
    pub timeout: Duration,
    /// So many connections are kept open between letters; 0 means a connection per letter.
    pub kept_connections: usize,
}

/// Never shows the password.
impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .field("signs_in", &self.credentials.is_some())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SmtpSettingsError {
    /// The file with the authority cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The authority or the host name is not fit for TLS.
    #[error("cannot set up TLS")]
    Tls(#[from] lettre::transport::smtp::Error),
    /// A password would cross the network readable by anybody.
    #[error("a password is sent only under starttls or tls")]
    PasswordInTheOpen,
}

/// A way to a mail server.
pub struct Smtp {
    settings: Box<SmtpSettings>,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    connection: AsyncSmtpConnection,
    since: Instant,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Smtp").field(&self.settings).finish()
    }
}

impl Smtp {
    /// Reads the authority, if any; does not connect.
    ///
    /// # Errors
    /// [`SmtpSettingsError`] naming what cannot be used.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpSettingsError> {
        let tls = match settings.encryption {
            Encryption::None if settings.credentials.is_some() => {
                return Err(SmtpSettingsError::PasswordInTheOpen);
            }
            Encryption::None => None,
            Encryption::Starttls | Encryption::Tls => Some(tls(&settings)?),
        };
        let credentials = settings
            .credentials
            .clone()
            .map(|(user, password)| Credentials::new(user, password));
        Ok(Self {
            settings: Box::new(settings),
            tls,
            credentials,
            kept: Mutex::default(),
        })
    }

    pub(crate) async fn send(&self, message: &Message) -> Result<(), SendError> {
        let limit = self.settings.timeout;
        // What is dropped when the time is over is the connection itself, so nothing half-said is kept.
        timeout(limit, self.deliver(message))
            .await
            .unwrap_or_else(|_| {
                let reason = format!("no answer within {} s", limit.as_secs_f32());
                let cause = reason.clone();
                Err(SendError::Temporary { reason, cause })
            })
    }

    async fn deliver(&self, message: &Message) -> Result<(), SendError> {
        let mut connection = match self.reuse().await {
            Some(connection) => connection,
            // Whatever goes wrong before a recipient is named is not the recipient's fault.
            None => self.connect().await.map_err(|error| temporary(&error))?,
        };
        let envelope = message.inner.envelope();
        connection
            .command(Mail::new(envelope.from().cloned(), Vec::new()))
            .await
            .map_err(|error| temporary(&error))?;
        for recipient in envelope.to() {
            name_recipient(&mut connection, recipient).await?;
        }
        connection
            .command(Data)
            .await
            .map_err(|error| told(&error))?;
        connection
            .message(&message.formatted())
            .await
            .map_err(|error| told(&error))?;
        self.keep(connection);
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let hello = ClientId::default();
        let wrapper = match self.settings.encryption {
            Encryption::Tls => self.tls.clone(),
            Encryption::None | Encryption::Starttls => None,
        };
        let server = (self.settings.host.as_str(), self.settings.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, None, &hello, wrapper, None).await?;
        if let (Encryption::Starttls, Some(tls)) = (self.settings.encryption, &self.tls) {
            // An error when the server does not offer it: no silent fall back to plain text.
            connection.starttls(tls.clone(), &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    /// A kept connection that still answers.
    async fn reuse(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let Kept {
                mut connection,
                since,
            } = self.kept().pop()?;
            if since.elapsed() < IDLE && connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut kept = self.kept();
        if kept.len() < self.settings.kept_connections && !connection.has_broken() {
            kept.push(Kept {
                connection,
                since: Instant::now(),
            });
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tls(settings: &SmtpSettings) -> Result<TlsParameters, SmtpSettingsError> {
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca_file {
        let pem = fs::read(path).map_err(|source| SmtpSettingsError::Read {
            path: path.clone(),
            source,
        })?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem)?);
    }
    Ok(parameters.build()?)
}

async fn name_recipient(
    connection: &mut AsyncSmtpConnection,
    recipient: &Address,
) -> Result<(), SendError> {
    connection
        .command(Rcpt::new(recipient.clone(), Vec::new()))
        .await
        .map(|_| ())
        .map_err(|error| told(&error))
}

/// An error before a recipient was named: unless it is an answer of the server, it names nobody.
fn temporary(error: &lettre::transport::smtp::Error) -> SendError {
    let reason = error.to_string();
    let cause = answer(error).unwrap_or_else(|| reason.clone());
    SendError::Temporary { reason, cause }
}

/// The number of the server's answer, if the error is one.
fn answer(error: &lettre::transport::smtp::Error) -> Option<String> {
    let code = error.status()?;
    Some(format!("the server answered {code}"))
}

/// An answer about the recipient or the letter. Only 55x is for good: 50x and 53x speak of the
/// session (bad sequence, sign-in needed), which an administrator can mend, and so does everything
/// that is no answer at all.
fn told(error: &lettre::transport::smtp::Error) -> SendError {
    let for_good = error.status().is_some_and(|code| {
        code.severity == Severity::PermanentNegativeCompletion
            && code.category == Category::MailSystem
    });
    let reason = error.to_string();
    if for_good {
        SendError::Permanent { reason }
    } else {
        let cause = answer(error).unwrap_or_else(|| "the conversation broke off".to_owned());
        SendError::Temporary { reason, cause }
    }
}
