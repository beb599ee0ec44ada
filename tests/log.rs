//! The log, however much it is asked to say, and the people it must say nothing about.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use common::{Running, program, run, stdout};
use serde_json::{Value, json};

const PASSWORD: &str = "poufne-haslo-olgi";
const WRONG_PASSWORD: &str = "poufny-domysl";

/// A mail server that takes every letter and hands it on.
fn mail_server(letters: Sender<String>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let letters = letters.clone();
            std::thread::spawn(move || take_letters(stream.unwrap(), &letters));
        }
    });
    port
}

fn take_letters(mut stream: TcpStream, letters: &Sender<String>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    stream.write_all(b"220 post\r\n").unwrap();
    while let Some(Ok(line)) = lines.next() {
        if line == "DATA" {
            stream.write_all(b"354 go on\r\n").unwrap();
            let letter: Vec<String> = lines
                .by_ref()
                .map(Result::unwrap)
                .take_while(|line| line != ".")
                .collect();
            letters.send(letter.join("\n")).unwrap();
        }
        stream.write_all(b"250 ok\r\n").unwrap();
    }
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

#[expect(
    clippy::too_many_lines,
    reason = "a day's work in the order in which it happens"
)]
#[test]
fn attack_42_the_whole_log_tells_nothing_about_people() {
    let dir = tempfile::tempdir().unwrap();
    let (letters, post) = channel();
    let port = mail_server(letters);
    let config = dir.path().join("dyspozytor.toml");
    let here = dir.path().display();
    let text = format!(
        "[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"sqlite://{here}/desk.db\"\n\
         [mail]\ntransport = \"smtp\"\n[mail.smtp]\nhost = \"127.0.0.1\"\nport = {port}\n\
         [log]\nfilter = \"trace\"\n"
    );
    std::fs::write(&config, text).unwrap();
    let config = config.to_str().unwrap();
    let olga =
        "--login olga.poufna --name Olga_Poufna --email olga.poufna@example.org --role first-line";
    let mut arguments = vec!["user", "add", "--config", config];
    arguments.extend(olga.split(' '));
    assert!(run(&arguments, PASSWORD.as_bytes()).status.success());
    let arguments = [
        "token",
        "add",
        "--config",
        config,
        "--login",
        "olga.poufna",
        "--name",
        "t",
    ];
    let token = stdout(&run(&arguments, b""));
    let token = token.trim();

    let log = dir.path().join("log");
    let mut serving = Running::start(
        program()
            .args(["serve", "--config", config])
            .stderr(File::create(&log).unwrap()),
    );
    let address = serving.says("listening on ");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let bearer = format!("Bearer {token}");
    let call = |path: &str, body: &Value| {
        let url = format!("{address}/api/v1{path}");
        let answer = agent
            .post(&url)
            .header("authorization", &bearer)
            .send_json(body);
        answer.unwrap().status().as_u16()
    };
    let ticket = json!({
        "subject": "Temat_poufny", "body": "Tresc_poufna\n2026-01-01 ERROR falszywy wpis \u{1b}[2J",
        "requester": {"name": "Zenon_Poufny", "email": "zenon.poufny@example.org", "phone": "600700800"},
    });
    assert_eq!(call("/tickets", &ticket), 201);
    let escalation = json!({
        "to": "IT-04-1", "duty": "§14 pkt 1 lit. l",
        "comment": {"symptoms": "Objaw_poufny", "tried": "x", "why_not_solved": "y", "contact": "z"},
    });
    assert_eq!(call("/tickets/ZG-2026-000001/escalate", &escalation), 200);
    assert_eq!(
        call(
            "/suggestions",
            &json!({"subject": "Pytanie_poufne", "body": "x"})
        ),
        200
    );

    // Two tries to sign in, the second a good one; then the page of the secret link.
    let mut page = agent.get(format!("{address}/logowanie")).call().unwrap();
    let cookie = page.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let html = page.body_mut().read_to_string().unwrap();
    let csrf = between(&html, "name=\"csrf\" value=\"", "\"");
    let mut session = String::new();
    for (password, status) in [(WRONG_PASSWORD, 422), (PASSWORD, 303)] {
        let answer = agent
            .post(format!("{address}/logowanie"))
            .header("cookie", &cookie)
            .send_form([
                ("csrf", csrf),
                ("login", "olga.poufna"),
                ("password", password),
            ])
            .unwrap();
        assert_eq!(answer.status(), status);
        if let Some(set) = answer.headers().get("set-cookie") {
            session = between(set.to_str().unwrap(), "=", ";").to_owned();
        }
    }
    let mut arrived = String::new();
    for _ in 0..2 {
        arrived += &post.recv_timeout(Duration::from_mins(1)).unwrap();
    }
    let arrived = arrived.replace("=\n", "");
    let secret = between(&arrived, "/z/", "\n").trim().to_owned();
    let found = agent.get(format!("{address}/z/{secret}")).call().unwrap();
    assert_eq!(found.status(), 200, "{secret}");
    assert!(arrived.contains("Temat_poufny"));
    assert!(serving.stop().success());

    let log = std::fs::read_to_string(log).unwrap();
    assert!(
        log.contains("answered POST /api/v1/tickets with 201"),
        "{log}"
    );
    assert!(log.contains("answered GET /z/{token} with 200"), "{log}");
    assert!(log.contains("sent letter "), "{log}");
    for secret in [
        "poufn",
        "Poufn",
        "600700800",
        "falszywy",
        "\u{1b}",
        token,
        &session,
        &secret,
        csrf,
    ] {
        assert!(
            secret.is_empty() || !log.contains(secret),
            "`{secret}` is in the log"
        );
    }
    assert!(!session.is_empty());
}
