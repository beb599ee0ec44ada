//! The program: command line, configuration, and the wiring of web, worker and store.

mod cli;
mod commands;
mod config;
mod demo;
mod output;
mod serve;
mod shutdown;
mod telemetry;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Wrong usage: clap prints one clear message and ends with 2.
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
