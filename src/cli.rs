//! The command line.

mod learning;

mod evaluate;
mod simulate;

pub(crate) use self::evaluate::Evaluate;
pub(crate) use self::simulate::Simulate;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::TicketNumber;
use ordinance::UnitCode;

pub(crate) use learning::{
    HistoryCommand, HistoryImport, LearnedCommand, ModelList, ModelRevert, ShadowCommand,
    ShadowReport,
};

/// Service desk router that cites the law: tickets, triage, escalation, letters.
#[derive(Debug, Parser)]
#[command(name = "dyspozytor", version, about)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try it out: a database of its own, sample people and tickets, letters in a folder and on a page
    Demo(Demo),
    /// Serve pages and API (and send letters, unless `worker.in_serve` is false)
    Serve(ConfigFile),
    /// Send letters only
    Worker(ConfigFile),
    /// Bring the database up to date
    Migrate(ConfigFile),
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Keep accounts
    #[command(subcommand)]
    User(UserCommand),
    /// Keep API tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Read an ordinance
    #[command(subcommand)]
    Ordinance(OrdinanceCommand),
    /// Keep the words and example requests the ranking learns from
    #[command(subcommand)]
    Vocabulary(VocabularyCommand),
    /// Rank units for tickets: {"id","subject","body"} a line, one JSON answer a line
    Route(Route),
    /// Say why a text goes where it goes: provisions, words, nearest examples, what would change it
    ExplainRoute(ExplainRoute),
    /// Say when a ticket is due and why: each clock, its target and every stretch of time
    Explain(Explain),
    /// Tell a month of the desk's work: tickets, promises kept, hand-overs, provisions
    Report(Report),
    /// Measure the ranking on labelled tickets, compare versions, hold figures to bounds (exit code 3 when one fails)
    Evaluate(Evaluate),
    /// Live through months of the desk on a simulated clock and check everything (exit code 3 when something went wrong)
    Simulate(Simulate),
    /// Keep the learned model
    #[command(subcommand)]
    Model(ModelCommand),
    /// Bring in requests solved in another system, for the router to learn from
    #[command(subcommand)]
    History(HistoryCommand),
    /// Compare what the router proposed with who solved it
    #[command(subcommand)]
    Shadow(ShadowCommand),
}

/// Where the configuration is.
#[derive(Debug, Args)]
pub(crate) struct ConfigFile {
    /// Configuration file
    #[arg(
        long,
        default_value = "config/dyspozytor.toml",
        env = "DYSPOZYTOR_CONFIG"
    )]
    pub config: PathBuf,
}

/// `dyspozytor demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: std::net::SocketAddr,
    /// Folder for the database and the letters; a fresh temporary one by default
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// An empty PostgreSQL database, or one of an earlier demo, instead of a file in the folder (`postgres://…`)
    #[arg(long)]
    pub database: Option<String>,
}

/// `dyspozytor explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Number of the ticket, e.g. ZG-2026-000123
    pub number: TicketNumber,
    #[command(flatten)]
    pub config: ConfigFile,
    /// As one JSON object, as `GET /api/v1/tickets/{number}/clocks` answers
    #[arg(long)]
    pub json: bool,
}

/// `dyspozytor report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The month, e.g. 2026-10
    #[arg(long)]
    pub month: String,
    #[command(flatten)]
    pub config: ConfigFile,
    /// As one JSON object, as `GET /api/v1/analyses` answers
    #[arg(long, conflicts_with = "html")]
    pub json: bool,
    /// As one HTML file to print, written here
    #[arg(long)]
    pub html: Option<PathBuf>,
}

/// `dyspozytor config …`
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Read the configuration and every file it names; say what is wrong or that all is well
    Check(ConfigFile),
}

/// `dyspozytor user …`
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add an account; the password is read from the terminal or from standard input
    Add(AddUser),
    /// List the accounts
    List(ConfigFile),
    /// Set a new password (read as in `add`) and end every session of the account
    Password(OneUser),
    /// Stop an account from signing in; its sessions end, its history stays
    Disable(OneUser),
    /// Let a disabled account sign in again
    Enable(OneUser),
}

/// A new account.
#[derive(Debug, Args)]
pub(crate) struct AddUser {
    #[command(flatten)]
    pub config: ConfigFile,
    /// Name to sign in with
    #[arg(long)]
    pub login: String,
    /// Name as colleagues know it
    #[arg(long)]
    pub name: String,
    /// E-mail address
    #[arg(long)]
    pub email: String,
    /// What the person may do
    #[arg(long, value_enum)]
    pub role: RoleName,
    /// Unit of a unit member, e.g. IT-04-1
    #[arg(long, required_if_eq("role", "unit"))]
    pub unit: Option<UnitCode>,
    /// Department, for the filing form
    #[arg(long, default_value = "")]
    pub department: String,
    /// Room, for the filing form
    #[arg(long, default_value = "")]
    pub room: String,
    /// Telephone, for the filing form
    #[arg(long, default_value = "")]
    pub phone: String,
}

/// One account.
#[derive(Debug, Args)]
pub(crate) struct OneUser {
    #[command(flatten)]
    pub config: ConfigFile,
    /// Name to sign in with
    #[arg(long)]
    pub login: String,
}

/// Role of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleName {
    /// Files tickets and sees their own
    Requester,
    /// Operator of the first line
    FirstLine,
    /// Member of a unit: the second line, or any other unit tickets go to
    #[value(alias = "second-line")]
    Unit,
    /// Keeps accounts and undelivered letters
    Administrator,
}

/// `dyspozytor token …`
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make an API token of an account; it is shown once
    Add(AddToken),
    /// List the tokens (never their secret)
    List(ConfigFile),
    /// End a token
    Revoke(RevokeToken),
}

/// A new token.
#[derive(Debug, Args)]
pub(crate) struct AddToken {
    #[command(flatten)]
    pub config: ConfigFile,
    /// Whose rights it carries
    #[arg(long)]
    pub login: String,
    /// What it is for
    #[arg(long)]
    pub name: String,
    /// Days until it ends; without it, never
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: Option<u32>,
}

/// A token to end.
#[derive(Debug, Args)]
pub(crate) struct RevokeToken {
    #[command(flatten)]
    pub config: ConfigFile,
    /// Its id, as `token list` shows it
    pub id: uuid::Uuid,
}

/// `dyspozytor ordinance …`
#[derive(Debug, Subcommand)]
pub(crate) enum OrdinanceCommand {
    /// Print units, hierarchy and provisions of the ordinance in force
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Another ordinance than the built-in one
        file: Option<PathBuf>,
    },
    /// Read a file and say whether it is an ordinance, or the line and reason why not
    Check {
        /// The text, UTF-8
        file: PathBuf,
    },
}

/// `dyspozytor explain-route`
#[derive(Debug, Args)]
pub(crate) struct ExplainRoute {
    /// Text of the ticket, its first line the subject; standard input if `-` or missing
    pub file: Option<PathBuf>,
    /// A ticket of the database instead: also makes its stored suggestion again and says whether it is the same bit
    /// for bit; exit code 3 when it should be and is not, or when what was learned then is gone or altered
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["file", "ordinance", "vocabulary"])]
    pub ticket: Option<TicketNumber>,
    #[command(flatten)]
    pub config: ConfigFile,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Data files
    #[command(flatten)]
    pub data: DataFiles,
}

/// `dyspozytor model …`
#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// Learn from ordinance, vocabulary and examples; the same data give the same file
    Build(ModelBuild),
    #[command(flatten)]
    Learned(LearnedCommand),
}

/// `dyspozytor model build`
#[derive(Debug, Args)]
pub(crate) struct ModelBuild {
    /// Folder of examples
    #[arg(long, default_value = "config/examples")]
    pub examples: PathBuf,
    /// File to write
    #[arg(long, default_value = "config/model/router.bin")]
    pub out: PathBuf,
    /// Write nothing; fail unless the file is what would be written
    #[arg(long)]
    pub check: bool,
    /// Data files
    #[command(flatten)]
    pub data: DataFiles,
}

/// `dyspozytor vocabulary …`
#[derive(Debug, Subcommand)]
pub(crate) enum VocabularyCommand {
    /// Review vocabulary and examples: what contradicts (errors, exit code 2) and what a person should look at
    Check(VocabularyCheck),
}

/// `dyspozytor vocabulary check`
#[derive(Debug, Args)]
pub(crate) struct VocabularyCheck {
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Folder of example requests (*.jsonl) other than the built-in ones
    #[arg(long, value_name = "DIR")]
    pub examples: Option<PathBuf>,
    #[command(flatten)]
    pub data: DataFiles,
}

/// `dyspozytor route`
#[derive(Debug, Args)]
pub(crate) struct Route {
    /// Answers are JSON lines always; accepted so that scripts can say so
    #[arg(long)]
    pub json: bool,
    /// Tickets; standard input when left out
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub data: DataFiles,
}

/// Data files other than the built-in ones.
#[derive(Debug, Args)]
pub(crate) struct DataFiles {
    /// Ordinance
    #[arg(long, default_value = "")]
    pub ordinance: String,
    /// Vocabulary
    #[arg(long, default_value = "")]
    pub vocabulary: String,
}
