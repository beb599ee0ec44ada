//! A real SMTP server (Exim) for one test: plain, STARTTLS and TLS; passwords; refusals; a Maildir to look into.
//!
//! What it answers is in `tests/services/exim.conf`. Any address is taken, except by these local parts:
//!
//! | local part | answer to `RCPT TO` |
//! |---|---|
//! | [`REFUSED`] | `550`, for good |
//! | [`DEFERRED`] | `451`, for now |
//! | [`SLOW`] | taken, but `250` for the letter comes three seconds late |

use super::process::Process;
use super::{free_ports, must};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};
use tempfile::TempDir;

/// The name the server's certificate is for (it also covers 127.0.0.1).
pub const HOST: &str = "localhost";
/// The only user the server knows.
pub const USER: &str = "dyspozytor";
/// That user's password.
pub const PASSWORD: &str = "haslo-testowe";
/// Local part of addresses the server refuses for good.
pub const REFUSED: &str = "odrzuc";
/// Local part of addresses the server refuses for now.
pub const DEFERRED: &str = "pozniej";
/// Local part of addresses for which the server is slow to say that it has the letter.
pub const SLOW: &str = "powoli";

const CONFIG: &str = include_str!("../../../../tests/services/exim.conf");
/// How long the server may take to listen, and to finish deliveries before it stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// An SMTP server with its own ports, spool and Maildir; killed and deleted on drop.
#[derive(Debug)]
pub struct Server {
    process: Option<Process>,
    ports: Ports,
    account: Account,
    folder: TempDir,
}

#[derive(Debug, Clone, Copy)]
struct Ports {
    plain: u16,
    tls: u16,
    submission: u16,
}

/// The user and group, by number, under which Exim runs.
#[derive(Debug, Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Server {
    /// Starts a server on free ports. Takes about 50 ms.
    ///
    /// # Panics
    /// When Exim is not installed, or does not listen within ten seconds.
    pub async fn start() -> Self {
        for _ in 0..5 {
            let [plain, tls, submission] = free_ports();
            let mut server = Self::prepared(Ports {
                plain,
                tls,
                submission,
            });
            // Another test may have taken a port since; then with other ports.
            if server.run().await.is_ok() {
                return server;
            }
        }
        panic!("the SMTP server found no free ports in five attempts")
    }

    /// Starts a server whose plain port is `port` (take it from [`free_ports`] while the server is still to be absent).
    ///
    /// # Panics
    /// As [`Server::start`], and when the port is taken.
    pub async fn start_on(port: u16) -> Self {
        let [tls, submission] = free_ports();
        let mut server = Self::prepared(Ports {
            plain: port,
            tls,
            submission,
        });
        must(server.run().await, "the SMTP server does not start");
        server
    }

    /// Starts a stopped server again, on the same ports, with the letters it had.
    ///
    /// # Panics
    /// As [`Server::start`], and when it is running.
    pub async fn start_again(&mut self) {
        assert!(self.process.is_none(), "the SMTP server is running already");
        must(self.run().await, "the SMTP server does not start again");
    }

    /// Stops listening, lets deliveries finish, then cuts the connections that are still open.
    ///
    /// # Panics
    /// When it is not running.
    pub fn stop(&mut self) {
        let Some(mut process) = self.process.take() else {
            panic!("the SMTP server is not running")
        };
        process.end();
        let deadline = Instant::now() + PATIENCE;
        while self.has_undelivered() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
        process.kill_group();
    }

    /// Takes letters from anybody; STARTTLS, and AUTH inside it, are offered.
    pub fn port(&self) -> u16 {
        self.ports.plain
    }

    /// As [`Server::port`], inside TLS from the first byte.
    pub fn tls_port(&self) -> u16 {
        self.ports.tls
    }

    /// Takes letters only after STARTTLS and AUTH with [`USER`] and [`PASSWORD`].
    pub fn submission_port(&self) -> u16 {
        self.ports.submission
    }

    /// PEM file of the authority that signed the server's certificate; made for this server, trusted by nobody else.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("tls/authority.pem")
    }

    /// The letters so far, in order of arrival: bytes as they came, below `Return-path:` and `Envelope-to:` lines with
    /// the envelope and the server's own `Received:`. A letter to two recipients is here twice.
    pub fn messages(&self) -> Vec<Vec<u8>> {
        let mut letters: Vec<_> = files_in(&self.folder.path().join("maildir/new"))
            .into_iter()
            .filter_map(|path| {
                Some((
                    fs::metadata(&path).ok()?.modified().ok()?,
                    fs::read(&path).ok()?,
                ))
            })
            .collect();
        letters.sort_by_key(|(arrived, _)| *arrived);
        letters.into_iter().map(|(_, letter)| letter).collect()
    }

    /// Waits until at least `count` letters have arrived and hands them all out.
    ///
    /// # Panics
    /// When they have not within `timeout`; the server's log is in the message.
    pub async fn wait_for(&self, count: usize, timeout: Duration) -> Vec<Vec<u8>> {
        let deadline = Instant::now() + timeout;
        loop {
            let letters = self.messages();
            if letters.len() >= count {
                return letters;
            }
            assert!(
                Instant::now() < deadline,
                "{} of {count} letters arrived within {timeout:?}; the server's log:\n{}",
                letters.len(),
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the server wrote about connections, refusals and deliveries.
    pub fn log(&self) -> String {
        let log = self.folder.path().join("log");
        let read = |name| fs::read_to_string(log.join(name)).unwrap_or_default();
        read("mainlog") + &read("paniclog")
    }

    fn prepared(ports: Ports) -> Self {
        let folder = must(
            tempfile::Builder::new().prefix("smtp-").tempdir(),
            "cannot make the SMTP server's folder",
        );
        let root = folder.path();
        for name in ["spool", "log", "tls", "maildir"] {
            must(
                fs::create_dir(root.join(name)),
                "cannot make the SMTP server's folder",
            );
        }
        must(
            fs::write(root.join("exim.conf"), CONFIG),
            "cannot write exim.conf",
        );
        write_certificates(&root.join("tls"));
        let account = account();
        if rustix::process::geteuid().is_root() {
            must(
                fs::set_permissions(root, fs::Permissions::from_mode(0o755)),
                "cannot open the SMTP server's folder",
            );
            for path in [
                &["."][..],
                &["spool", "log", "tls", "maildir"],
                &["tls/server.key"],
            ]
            .concat()
            {
                must(
                    chown(root.join(path), Some(account.uid), Some(account.gid)),
                    "cannot hand the folder to Exim",
                );
            }
        }
        Self {
            process: None,
            ports,
            account,
            folder,
        }
    }

    /// Runs Exim in the foreground until it listens on the plain port, or says why it does not.
    async fn run(&mut self) -> Result<(), String> {
        let root = self.folder.path();
        let _ = fs::remove_file(root.join("exim.pid"));
        let mut command = Command::new(program());
        command
            .arg("-C")
            .arg(root.join("exim.conf"))
            .arg(format!("-DDIR={}", root.display()))
            .arg(format!("-DUSER={}", self.account.uid))
            .arg(format!("-DGROUP={}", self.account.gid))
            .arg(format!("-DPLAIN_PORT={}", self.ports.plain))
            .arg(format!("-DTLS_PORT={}", self.ports.tls))
            .arg(format!("-DSUBMISSION_PORT={}", self.ports.submission))
            .args(["-bdf", "-q10s"])
            .stdin(Stdio::null());
        if rustix::process::geteuid().is_root() {
            command.uid(self.account.uid).gid(self.account.gid);
        }
        let mut process = Process::start(command, root);
        let deadline = Instant::now() + PATIENCE;
        while !process.has_ended() && Instant::now() < deadline {
            if self.listens() {
                self.process = Some(process);
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(format!(
            "Exim does not listen on port {}; its log:\n{}",
            self.ports.plain,
            self.log()
        ))
    }

    /// Exim binds all its ports before it writes its number down.
    fn listens(&self) -> bool {
        self.folder.path().join("exim.pid").exists()
            && TcpStream::connect((Ipv4Addr::LOCALHOST, self.ports.plain)).is_ok()
    }

    fn has_undelivered(&self) -> bool {
        !files_in(&self.folder.path().join("spool/input")).is_empty()
    }
}

/// Exim, wherever it is.
///
/// # Panics
/// When it is nowhere.
fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join("exim4"))
        .find(|program| program.exists())
        .unwrap_or_else(|| {
            panic!(
                "this test needs the SMTP server Exim (package exim4-daemon-light): run the tests with `bash \
                 tests/run`, which installs it or says what is missing"
            )
        })
}

/// Ourselves; or Exim's own account when we are root, under which Exim delivers nothing.
fn account() -> Account {
    if !rustix::process::geteuid().is_root() {
        return Account {
            uid: rustix::process::geteuid().as_raw(),
            gid: rustix::process::getegid().as_raw(),
        };
    }
    fs::read_to_string("/etc/passwd")
        .unwrap_or_default()
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .filter(|fields| fields.first() == Some(&"Debian-exim"))
        .find_map(|fields| {
            Some(Account {
                uid: fields.get(2)?.parse().ok()?,
                gid: fields.get(3)?.parse().ok()?,
            })
        })
        .unwrap_or_else(|| {
            panic!("no account Debian-exim in /etc/passwd: is exim4-daemon-light installed?")
        })
}

/// An authority, and a certificate for [`HOST`] and 127.0.0.1 signed by it.
fn write_certificates(folder: &Path) {
    let write = |name: &str, pem: String| {
        must(
            fs::write(folder.join(name), pem),
            "cannot write a certificate",
        );
    };
    let made: Result<(), rcgen::Error> = (|| {
        let mut authority = rcgen::CertificateParams::new(Vec::new())?;
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        authority
            .distinguished_name
            .push(rcgen::DnType::CommonName, "dyspozytor tests");
        let authority_key = rcgen::KeyPair::generate()?;
        let authority_certificate = authority.self_signed(&authority_key)?;
        let issuer = rcgen::Issuer::from_params(&authority, &authority_key);

        let server =
            rcgen::CertificateParams::new(vec![HOST.to_owned(), Ipv4Addr::LOCALHOST.to_string()])?;
        let server_key = rcgen::KeyPair::generate()?;
        let server_certificate = server.signed_by(&server_key, &issuer)?;

        write("authority.pem", authority_certificate.pem());
        write("server.pem", server_certificate.pem());
        write("server.key", server_key.serialize_pem());
        Ok(())
    })();
    must(made, "cannot make certificates");
}

/// Paths of everything in a folder; none when there is no such folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect()
}
