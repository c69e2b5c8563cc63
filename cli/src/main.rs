//! The `tongbao` command: reads Chinese disciplinary bulletins into tables and JSON Lines.
#![forbid(unsafe_code)]

mod args;
mod document;
mod grid;
mod input;
mod interrupt;
mod pipeline;
mod progress;
mod resume;
mod run;
mod sink;
mod table;
mod target;

use args::{InputArgs, OutputArgs, RunArgs};
use clap::{Args, Parser, Subcommand, ValueEnum};
use document::Document;
use std::process::ExitCode;

/// Reads Chinese disciplinary bulletins (纪检监察通报): who, in which post, received which measure, decided by whom.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read bulletins and print what they say
    ///
    /// Exit status: 0 all input was read, 1 some input could not be read (named on standard error) or, with --strict,
    /// something in it, 2 wrong usage.
    Parse(Box<ParseArgs>),
    /// List the rules that measures name as the reason for their target
    Rules,
}

#[derive(Args)]
struct ParseArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Continue an interrupted run of the same command (JSON Lines only)
    #[arg(long, requires = "output")]
    resume: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned tables, for a person
    Table,
    /// JSON Lines, one document per line, for a program
    Jsonl,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Parse(args) => run::parse(&args),
        Command::Rules => run::rules(),
    }
}
