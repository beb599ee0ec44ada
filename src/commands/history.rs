//! `dyspozytor history import`

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use store::learning;

use crate::cli::{HistoryCommand, HistoryImport};
use crate::config::{Config, Data};
use crate::history::{self, MOST_BYTES, Plan, UnitNames};
use crate::output::{self, Failure};

/// Rows that the preview shows.
const SHOWN: usize = 5;
/// Names of unknown units that the preview shows.
const SHOWN_NAMES: usize = 20;

/// Reads an export and says how it was understood; with `--yes` brings it in.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be understood, naming line and column.
pub(super) async fn run(command: HistoryCommand) -> Result<(), Failure> {
    let HistoryCommand::Import(options) = command;
    let config = Config::load(&options.config.config)?;
    let data = Data::load(&config.data)?;
    let now = Timestamp::now();
    let mut names = UnitNames::of(&data.desk);
    if let Some(file) = &options.units {
        let text = std::fs::read_to_string(file).map_err(|error| of(file, error))?;
        names = names
            .with_file(&text, &data.desk)
            .map_err(|reason| of(file, reason))?;
    }
    let bytes = bytes(&options.file)?;
    let plan = history::read(
        &bytes,
        options.format.system(),
        &options.map,
        &names,
        &data.desk,
        now,
    )
    .map_err(|error| of(&options.file, error))?;
    describe(&options, &plan)?;
    if !options.yes {
        return output::line(format!(
            "nothing was written; `--yes` brings {} in",
            plan.requests.len()
        ));
    }
    let store = super::open(&config).await?;
    store.migrate().await?;
    let mut tx = store.write().await?;
    let mut new = 0;
    for (_, request) in &plan.requests {
        new += usize::from(learning::insert_past(&mut tx, request, now).await?);
    }
    tx.commit().await?;
    store.close().await;
    output::line(format!(
        "brought in {new}; {} were there already",
        plan.requests.len() - new
    ))
}

fn of(file: &Path, reason: impl std::fmt::Display) -> Failure {
    Failure::Input(format!("{}: {reason}", file.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| of(path, error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(of(
            path,
            format!("larger than {} MB; split it", MOST_BYTES / 1024 / 1024),
        ));
    }
    Ok(bytes)
}

fn describe(options: &HistoryImport, plan: &Plan) -> Result<(), Failure> {
    let separator = match plan.separator {
        '\t' => "tab".to_owned(),
        other => format!("`{other}`"),
    };
    output::line(format!(
        "{}: {} columns, {}, separated by {separator}, {} rows",
        options.file.display(),
        plan.format.as_str(),
        plan.encoding,
        plan.rows
    ))?;
    for (field, column) in &plan.columns {
        output::line(format!("  {:<11} {column}", field.as_str()))?;
    }
    for (line, request) in plan.requests.iter().take(SHOWN) {
        let duty = request
            .duty
            .map(|duty| format!(" {duty}"))
            .unwrap_or_default();
        output::line(format!(
            "  line {line}: {} of {} to {}{duty}: {} | {}",
            request.number,
            request.at.strftime("%Y-%m-%d"),
            request.unit,
            one_line(&request.subject, 60),
            one_line(&request.body, 80)
        ))?;
    }
    for (unit, count) in plan.by_unit() {
        output::line(format!("  {unit}  {count}"))?;
    }
    for (reason, left) in &plan.left_out {
        let first = left
            .first
            .as_ref()
            .map(|(line, column, value)| match column.as_str() {
                "" => format!(", first on line {line}"),
                column => format!(
                    ", first on line {line}, column \"{column}\": \"{}\"",
                    one_line(value, 60)
                ),
            });
        output::line(format!(
            "left out {}: {}{}",
            left.count,
            reason.as_str(),
            first.unwrap_or_default()
        ))?;
        let mut names: Vec<_> = left.values.iter().collect();
        names.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (name, count) in names.iter().take(SHOWN_NAMES) {
            output::line(format!("  {count} × \"{}\"", one_line(name, 60)))?;
        }
    }
    Ok(())
}

/// Text of others for a terminal: one line, nothing that moves the cursor, at most `longest` characters.
fn one_line(text: &str, longest: usize) -> String {
    let shown: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(longest)
        .collect();
    shown.trim().to_owned()
}
