//! A headless Chromium for one test, driven through `chromedriver`.

use super::must;
use super::process::Process;
use axum::http::Method;
use base64::Engine as _;
use fantoccini::wd::{Capabilities, TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fs, thread};
use tempfile::TempDir;
use url::Url;

/// The longest that a page may load and a script may run.
const PATIENCE: Duration = Duration::from_secs(20);

/// Width and height of the page at the start, in CSS pixels.
const VIEWPORT: (u32, u32) = (1280, 900);

/// A browser with a profile of its own; it reaches the loopback and nothing else. Ended and deleted on drop.
#[derive(Debug)]
pub struct Driver {
    client: Client,
    session: String,
    port: u16,
    process: Process,
    profile: TempDir,
}

impl Driver {
    /// Starts `chromedriver` and a browser whose page is 1280 × 900. Takes one to two seconds.
    ///
    /// # Panics
    /// When Chromium or its driver is not installed or does not start.
    pub async fn start() -> Self {
        let profile = must(
            tempfile::Builder::new().prefix("chromium-").tempdir(),
            "cannot make a browser profile",
        );
        let (process, port) = start_driver(profile.path());
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        let client = must(
            client,
            "Chromium does not start (packages chromium and chromium-driver)",
        );
        // The standard lets a page load for five minutes; a test would be ended before it could say where it stood.
        let patience = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        must(
            client.update_timeouts(patience).await,
            "the browser takes no time limits",
        );
        let session =
            must(client.session_id().await, "the browser has no session").unwrap_or_default();
        let driver = Self {
            client,
            session,
            port,
            process,
            profile,
        };
        driver.set_viewport(VIEWPORT.0, VIEWPORT.1).await;
        driver
    }

    /// The WebDriver client, for everything a person does: `goto`, `find`, `form`, `execute`…
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Gives the page this size in CSS pixels, however narrow: 320 wide also is what 1280 at 400 % zoom comes to.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub async fn set_viewport(&self, width: u32, height: u32) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// From the next page on, runs no JavaScript of the pages.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub async fn turn_scripts_off(&self) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({"value": true}),
        )
        .await;
    }

    /// The errors on the browser's console since the last call: failed requests, blocked content, script errors.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub async fn console_errors(&self) -> Vec<String> {
        let entries = self.command("se/log", json!({"type": "browser"})).await;
        entries
            .as_array()
            .into_iter()
            .flatten()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Writes the whole page, also what is below the fold, as `target/screenshots/NAME.png`; returns where.
    ///
    /// # Panics
    /// When the browser does not answer or the file cannot be written.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        self.shot(name, true).await
    }

    /// As [`Driver::screenshot`], but only what is above the fold; much quicker on a long page.
    ///
    /// # Panics
    /// As [`Driver::screenshot`].
    pub async fn snapshot(&self, name: &str) -> PathBuf {
        self.shot(name, false).await
    }

    async fn shot(&self, name: &str, whole: bool) -> PathBuf {
        let shot = self
            .devtools(
                "Page.captureScreenshot",
                json!({"format": "png", "captureBeyondViewport": whole, "optimizeForSpeed": true}),
            )
            .await;
        let data = shot["data"].as_str().unwrap_or_default();
        let png = must(
            base64::engine::general_purpose::STANDARD.decode(data),
            "the screenshot is not base64",
        );
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
            PathBuf::from,
        );
        let path = target.join("screenshots").join(format!("{name}.png"));
        must(
            fs::create_dir_all(path.with_file_name("")),
            "cannot make target/screenshots",
        );
        must(fs::write(&path, png), "cannot write the screenshot");
        path
    }

    /// Runs one command of the Chrome DevTools protocol; its result, as it comes.
    ///
    /// # Panics
    /// When the browser refuses it.
    pub async fn devtools(&self, method: &str, params: Value) -> Value {
        self.command("goog/cdp/execute", json!({"cmd": method, "params": params}))
            .await
    }

    async fn command(&self, endpoint: &'static str, body: Value) -> Value {
        let answer = self.client.issue_cmd(Extension { endpoint, body }).await;
        must(answer, &format!("the browser refuses {endpoint}"))
    }
}

impl Drop for Driver {
    /// Has the browser closed by its driver, then ends the driver; kills what does not obey.
    fn drop(&mut self) {
        let _ = delete_session(self.port, &self.session);
        self.process.end();
        self.process.kill_group();
        // The browser runs in a group of its own; its number is in the profile's lock.
        let lock =
            fs::read_link(self.profile.path().join("profile/SingletonLock")).unwrap_or_default();
        let pid = lock
            .to_string_lossy()
            .rsplit('-')
            .next()
            .and_then(|pid| pid.parse().ok());
        if let Some(pid) = pid
            .filter(|pid| *pid > 1)
            .and_then(rustix::process::Pid::from_raw)
        {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    }
}

/// A `POST` to one of chromedriver's own endpoints, below the session.
#[derive(Debug)]
struct Extension {
    endpoint: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, url::ParseError> {
        base_url.join(&format!(
            "session/{}/{}",
            session_id.unwrap_or_default(),
            self.endpoint
        ))
    }

    fn method_and_body(&self, _request_url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Starts `chromedriver` on a port it chooses, and reads from its output which.
fn start_driver(folder: &Path) -> (Process, u16) {
    let mut command = Command::new("chromedriver");
    command
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut process = Process::start(command, folder);
    let output = process
        .child()
        .stdout
        .take()
        .unwrap_or_else(|| panic!("chromedriver has no output"));
    let mut lines = BufReader::new(output).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            line.split_once("started successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok()
        })
        .unwrap_or_else(|| panic!("chromedriver ended without saying on which port it listens"));
    // Goes on reading, or the driver would one day wait for a reader. Ends with the driver.
    thread::spawn(move || lines.for_each(drop));
    (process, port)
}

fn capabilities(profile: &Path) -> Capabilities {
    let arguments = [
        "--headless",
        "--hide-scrollbars",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--metrics-recording-only",
        "--no-first-run",
        "--no-pings",
        "--no-proxy-server",
        "--lang=pl",
        "--accept-lang=pl",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ];
    let mut arguments: Vec<String> = arguments.map(str::to_owned).into();
    arguments.push(format!("--window-size={},{}", VIEWPORT.0, VIEWPORT.1));
    arguments.push(format!(
        "--user-data-dir={}",
        profile.join("profile").display()
    ));
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    capabilities.as_object().cloned().unwrap_or_default()
}

/// `DELETE /session/…` without the test's runtime, which may be gone by now.
fn delete_session(port: u16, session: &str) -> std::io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    // The driver answers when the browser is closed, and may leave the connection open.
    stream.read(&mut [0; 1]).map(drop)
}
