//! The `tongbao` command: reads Chinese disciplinary bulletins into tables and JSON Lines.
#![forbid(unsafe_code)]

mod document;
mod grid;
mod input;
mod report;
mod run;
mod table;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
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
    /// Exit status: 0 all input was read, 1 some input could not be read (named on standard error), 2 wrong usage.
    Parse(ParseArgs),
    /// Read bulletins and write one page on which to search, count and check what they say
    ///
    /// The page needs no other file and no network. Exit status as for `parse`; also 1 when the page could not be written.
    Report(ReportArgs),
    /// List the rules that measures name as the reason for their target
    Rules,
}

#[derive(Args)]
struct ParseArgs {
    /// UTF-8 text files, one bulletin each; `.jsonl` files, one bulletin per line; `-` for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<OsString>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Field of a .jsonl line that names the document
    #[arg(long, value_name = "FIELD", default_value = "id")]
    id_field: String,
    /// Field of a .jsonl line that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
    /// Documents to read at the same time, at least 1 [default: number of cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

#[derive(Args)]
struct ReportArgs {
    /// UTF-8 text files, one bulletin each; `.jsonl` files, one bulletin per line; `-` for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<OsString>,
    /// The page to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Field of a .jsonl line that names the document
    #[arg(long, value_name = "FIELD", default_value = "id")]
    id_field: String,
    /// Field of a .jsonl line that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
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
        Command::Parse(args) => run::parse(args),
        Command::Report(args) => run::report(args),
        Command::Rules => run::rules(),
    }
}
