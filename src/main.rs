//! The program: command line, configuration, and the wiring of web, worker and store.

mod cli;
mod commands;
mod config;
mod demo;
mod history;
mod learning;
mod output;
mod reload;
mod serve;
mod shutdown;
mod telemetry;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let done = match cli::Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        Err(error) if error.use_stderr() => Err(output::Failure::usage(&error)),
        // `--help` and `--version`.
        Err(error) => error.print().map_err(output::Failure::from),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
