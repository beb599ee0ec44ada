//! The command line, as scripts and people use it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use common::{refused, run, stdout};

#[test]
fn ordinance_show_prints_units_and_provisions_as_json() {
    let output = run(&["ordinance", "show", "--json"], b"");
    assert!(output.status.success());
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&shown["number"], &shown["date"]),
        (&"1756/2022".into(), &"2022-06-23".into())
    );
    assert_eq!(shown["units"].as_array().unwrap().len(), 14);
    let infrastructure = shown["units"]
        .as_array()
        .unwrap()
        .iter()
        .find(|unit| unit["code"] == "IT-04-1")
        .unwrap();
    assert_eq!(infrastructure["superior"], "III Zastępca Dyrektora");
    let provisions = shown["provisions"].as_array().unwrap();
    assert_eq!(provisions.len(), 156 + 37);
    let vpn = provisions
        .iter()
        .find(|provision| provision["ref"] == "§14 pkt 1 lit. l")
        .unwrap();
    assert_eq!(
        (&vpn["unit"], &vpn["text"]),
        (&"IT-04-1".into(), &"usług sieciowych, w tym VPN".into())
    );
}

#[test]
fn ordinance_show_prints_the_lines_of_support_for_people() {
    let text = stdout(&run(&["ordinance", "show"], b""));
    assert!(
        text.contains("IT-02-3") && text.contains("§14 pkt 3"),
        "{text}"
    );
}

#[test]
fn ordinance_check_accepts_the_shipped_text() {
    let output = run(
        &["ordinance", "check", "config/ordinance/1756-2022.txt"],
        b"",
    );
    assert!(output.status.success());
    assert!(stdout(&output).contains("14 units"));
}

#[test]
fn attack_37_a_damaged_ordinance_is_refused_with_line_and_reason() {
    let dir = tempfile::tempdir().unwrap();
    let whole = std::fs::read("config/ordinance/1756-2022.txt").unwrap();
    let cp1250: Vec<u8> = whole
        .iter()
        .map(|byte| if byte.is_ascii() { *byte } else { 0xB9 })
        .collect();
    let doubled = String::from_utf8(whole.clone())
        .unwrap()
        .replacen("2) prowadzenie", "1) prowadzenie", 1)
        .into_bytes();
    for (name, bytes) in [
        ("empty", Vec::new()),
        ("half", whole[..whole.len() / 2].to_vec()),
        ("cp1250", cp1250),
        ("doubled", doubled),
        ("big", vec![b'a'; 50 << 20]),
    ] {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let line = refused(&run(&["ordinance", "check", path.to_str().unwrap()], b""));
        assert!(line.contains(name), "{line}");
    }
    assert!(refused(&run(&["ordinance", "check", "no/such/file"], b"")).contains("no/such/file"));
    assert!(refused(&run(&["ordinance", "check", "/dev/zero"], b"")).contains("/dev/zero"));
}

#[test]
fn route_answers_each_ticket_on_its_own_line() {
    let tickets = "{\"id\":\"a\",\"subject\":\"FortiClient nie łączy z VPN\",\"body\":\"z domu\"}\n\n{\"id\":\"b\",\"subject\":\"\",\"body\":\"\"}\n";
    let output = run(&["route", "--json"], tickets.as_bytes());
    assert!(output.status.success());
    let answers: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (&answers[0]["id"], &answers[0]["units"][0]["unit"]),
        (&"a".into(), &"IT-04-1".into())
    );
    assert_eq!(answers[0]["units"][0]["duty"], "§14 pkt 1 lit. l");
    assert!(answers[0]["units"].as_array().unwrap().len() <= 5);
    assert!(
        !answers[0]["units"][0]["words"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        (&answers[1]["id"], &answers[1]["decision"]),
        (&"b".into(), &"unsure".into())
    );
}

#[test]
fn route_names_the_line_that_is_no_ticket_and_keeps_what_came_before() {
    let output = run(
        &["route"],
        b"{\"id\":\"a\",\"subject\":\"x\",\"body\":\"y\"}\nnonsense\n",
    );
    assert!(refused(&output).contains("line 2"));
    assert_eq!(stdout(&output).lines().count(), 1);
    assert!(refused(&run(&["route", "no/such/file"], b"")).contains("no/such/file"));
}

#[test]
fn evaluate_reports_the_figures() {
    let ticket = |id: &str, subject: &str, unit: &str, duty: &str| {
        serde_json::json!({"id": id, "subject": subject, "body": "", "unit": unit, "duty": duty, "also": [], "kind": "incident", "style": "short"}).to_string()
    };
    let tickets = [
        ticket("1", "VPN nie działa", "IT-04-1", "§14 pkt 1 lit. l"),
        ticket(
            "2",
            "Excel nie otwiera pliku",
            "IT-04-2",
            "§15 pkt 1 lit. b",
        ),
    ]
    .join("\n");
    let output = run(&["evaluate", "--json"], tickets.as_bytes());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["tickets"], 2);
    let text = stdout(&run(&["evaluate"], tickets.as_bytes()));
    for figure in ["acc@1", "acc@3", "MRR", "ECE", "p99"] {
        assert!(text.contains(figure), "{figure} in {text}");
    }
    refused(&run(&["evaluate"], b""));
    assert!(refused(&run(&["evaluate"], b"{\"id\":\"1\"}")).contains("line 1"));
}

#[test]
fn config_check_accepts_the_shipped_files_and_names_mistakes() {
    assert!(run(&["config", "check"], b"").status.success());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("own.toml");
    std::fs::write(&path, "[server]\nlisten = \"everywhere\"\n").unwrap();
    assert!(
        refused(&run(
            &["config", "check", "--config", path.to_str().unwrap()],
            b""
        ))
        .contains("server.listen")
    );
    assert!(
        refused(&run(&["config", "check", "--config", "no/such.toml"], b""))
            .contains("no/such.toml")
    );
}

#[test]
fn accounts_and_tokens_are_kept_from_the_command_line() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("desk.db").display());
    let with = |arguments: &[&str], input: &[u8]| {
        let mut child = common::program();
        child
            .args(arguments)
            .env("DYSPOZYTOR__DATABASE__URL", &url)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        let mut child = child.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
        child.wait_with_output().unwrap()
    };
    let add = [
        "user",
        "add",
        "--login",
        "olga",
        "--name",
        "Olga Madej",
        "--email",
        "olga@coi.example",
        "--role",
        "first-line",
    ];
    assert!(refused(&with(&add, b"short\n")).contains("at least"));
    let added = with(&add, b"long enough for a test\n");
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    assert!(refused(&with(&add, b"long enough for a test\n")).contains("already"));
    let unit = [
        "user",
        "add",
        "--login",
        "x",
        "--name",
        "X",
        "--email",
        "x@coi.example",
        "--role",
        "unit",
        "--unit",
        "IT-09-9",
    ];
    assert!(refused(&with(&unit, b"long enough for a test\n")).contains("IT-09-9"));
    assert!(stdout(&with(&["user", "list"], b"")).contains("olga@coi.example"));
    let token = stdout(&with(
        &[
            "token", "add", "--login", "olga", "--name", "script", "--days", "30",
        ],
        b"",
    ));
    assert!(token.starts_with("dys_"), "{token}");
    let listed = stdout(&with(&["token", "list"], b""));
    assert!(
        listed.contains("script") && !listed.contains(token.trim()),
        "{listed}"
    );
    let id = listed.split('\t').next().unwrap().to_owned();
    assert!(with(&["token", "revoke", &id], b"").status.success());
    assert!(
        refused(&with(
            &["token", "add", "--login", "nobody", "--name", "x"],
            b""
        ))
        .contains("nobody")
    );
    assert!(
        with(&["user", "disable", "--login", "olga"], b"")
            .status
            .success()
    );
}

#[test]
fn wrong_usage_ends_with_two() {
    // Each is said in one line, which `refused` checks.
    assert!(refused(&run(&["frobnicate"], b"")).contains("'frobnicate'"));
    assert!(refused(&run(&[], b"")).contains("a command is missing"));
    assert!(refused(&run(&["ordinance"], b"")).contains("a command is missing"));
    assert!(refused(&run(&["ordinance", "check"], b"")).contains("<FILE>"));
    assert!(refused(&run(&["route", "--jsn"], b"")).contains("'--json'"));
    assert!(refused(&run(&["demo", "--listen", "nowhere"], b"")).contains("'nowhere'"));
    assert!(refused(&run(&["demo", "--listen", "0.0.0.0:0"], b"")).contains("loopback"));
}
