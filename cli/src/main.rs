//! The `tongbao` command: reads Chinese disciplinary bulletins into tables and files for other programs.
#![forbid(unsafe_code)]

mod args;
mod beside;
mod command;
mod context;
mod document;
mod grid;
mod input;
mod interrupt;
mod out;
mod pipeline;
mod place;
mod progress;
mod pseudonym;
mod report;
mod reposts;
mod resume;
mod run;
mod sentence;
mod sink;
mod table;
mod target;
mod visit;

use args::Work;
use clap::{Parser, Subcommand};
use command::{completions, dedup, diff, explain, parse, rules, schema, stats};
use std::process::ExitCode;

/// Reads Chinese disciplinary bulletins (纪检监察通报): who, in which post, received which measure, decided by whom.
#[derive(Parser)]
#[command(name = "tongbao", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read bulletins and print what they say
    ///
    /// Exit status, here and for the other commands that read bulletins: 0 all input was read, 1 some input could not be
    /// read (named on standard error) or, with --strict, something in it, 2 wrong usage.
    Parse(Box<parse::Options>),
    /// Write one page on which to search, count and check what bulletins say; each bulletin counts once
    ///
    /// The page needs no other file and no network.
    Report(Box<command::report::Options>),
    /// Count decided measures; each bulletin counts once, however often it was published
    Stats(Box<stats::Options>),
    /// Group the documents that are one bulletin, published again
    Dedup(Box<Work>),
    /// Show each finding under its sentence, with the rule that made it
    Explain(Box<Work>),
    /// Compare two runs: people, posts and measures gained (+), lost (-) and changed (~)
    ///
    /// Exit status: 0 the same, 1 different or a file could not be read (named on standard error), 2 wrong usage.
    Diff(diff::Options),
    /// List the rules that measures name as the reason for their target
    Rules,
    /// Print the JSON Schema of a line of `parse --format jsonl`
    Schema,
    /// Print a script that completes the command in a shell
    Completions(completions::Options),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Parse(options) => parse::run(&options),
        Command::Report(options) => command::report::run(&options),
        Command::Stats(options) => stats::run(&options),
        Command::Dedup(work) => dedup::run(&work),
        Command::Explain(work) => explain::run(&work),
        Command::Diff(options) => diff::run(&options),
        Command::Rules => run::print(&rules::list()),
        Command::Schema => run::print(&schema::text()),
        Command::Completions(options) => run::print(&completions::script(&options)),
    }
}
