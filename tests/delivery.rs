//! What the container files say agrees with the program they run.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Every `DYSPOZYTOR__…` in a text.
fn variables(text: &str) -> Vec<&str> {
    let part_of_name = |c: char| c.is_ascii_uppercase() || c == '_';
    text.match_indices("DYSPOZYTOR__")
        .map(|(start, _)| text[start..].split(|c| !part_of_name(c)).next().unwrap())
        .filter(|name| !name.ends_with("__")) // a prefix, in a comment
        .collect()
}

#[test]
fn every_variable_set_for_the_containers_overrides_a_key_of_the_configuration() {
    let configuration: toml::Table = file("config/dyspozytor.toml").parse().unwrap();
    for name in ["docker-compose.yml", "Dockerfile"] {
        let text = file(name);
        assert!(!variables(&text).is_empty(), "{name} sets no variable");
        for variable in variables(&text) {
            let path = variable
                .strip_prefix("DYSPOZYTOR__")
                .unwrap()
                .to_lowercase();
            let mut value = &toml::Value::Table(configuration.clone());
            for key in path.split("__") {
                value = value
                    .get(key)
                    .unwrap_or_else(|| panic!("{name} sets {variable}, which is no key"));
            }
            assert!(
                !value.is_table(),
                "{name} sets {variable}, which is a section"
            );
        }
    }
}

#[test]
fn the_image_is_built_with_the_compiler_the_workspace_asks_for() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    let version = manifest["workspace"]["package"]["rust-version"]
        .as_str()
        .unwrap();
    assert!(file("Dockerfile").contains(&format!("FROM rust:{version}-")));
}

#[test]
fn the_commands_of_the_containers_exist() {
    let compose = file("docker-compose.yml");
    let commands: Vec<&str> = compose
        .lines()
        .filter_map(|line| line.trim().strip_prefix("command: ["))
        .map(|rest| rest.split(',').next().unwrap())
        .collect();
    assert_eq!(commands, ["migrate", "serve", "worker"]);
    for command in commands {
        let help = std::process::Command::new(env!("CARGO_BIN_EXE_dyspozytor"))
            .args([command, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8_lossy(&help.stdout);
        assert!(
            help.contains("--config"),
            "`dyspozytor {command}` takes --config: {help}"
        );
    }
}

#[test]
fn continuous_integration_runs_the_test_command_and_nothing_beside_it() {
    let script = file(".ci/run");
    let commands: Vec<&str> = script
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert_eq!(commands.last(), Some(&"exec bash tests/run"));
    assert_eq!(commands.len(), 3, "set, cd, run");
}
