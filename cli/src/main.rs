//! The `tongbao` command: reads Chinese disciplinary bulletins into tables and files for other programs.
#![forbid(unsafe_code)]

mod command;
mod document;
mod grid;
mod input;
mod out;
mod place;
mod run;
mod sentence;
mod sink;
mod table;
mod visit;

use clap::{Args, CommandFactory, Parser, Subcommand};
use command::{completions, dedup, diff, explain, rules, schema, stats};
use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
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
    /// Count decided measures; a bulletin that was published again counts once
    Stats {
        #[command(flatten)]
        input: InputArgs,
        #[command(flatten)]
        options: stats::Options,
    },
    /// Group the documents that are one bulletin, published again
    Dedup(InputArgs),
    /// Show each finding under its sentence, with the rule that made it
    Explain(InputArgs),
    /// Compare two runs: people, posts and measures gained (+), lost (-) and changed (~)
    ///
    /// Exit status: 0 the same, 1 different or a file could not be read (named on standard error), 2 wrong usage.
    Diff(diff::Options),
    /// List the rules that measures name as the reason for their target
    Rules,
    /// Print the JSON Schema of a line of `parse --format jsonl`
    Schema,
    /// Print a script that completes the command in a shell
    Completions(completions::Completions),
}

#[derive(Args)]
struct InputArgs {
    /// UTF-8 text files, one bulletin each; `.jsonl` files, one bulletin per line; `-` for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<OsString>,
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
struct ParseArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: out::Output,
}

fn main() -> ExitCode {
    let mut stdout = io::stdout();
    match Cli::parse().command {
        Command::Parse(args) => match args.output.misused() {
            Some(reason) => Cli::command().error(clap::error::ErrorKind::ArgumentConflict, reason).exit(),
            None => run::parse(args),
        },
        Command::Stats { input, options } => run::feed(input, &mut stats::Stats::new(options, stdout)),
        Command::Dedup(input) => run::feed(input, &mut dedup::Dedup::new(stdout)),
        Command::Explain(input) => run::feed(input, &mut explain::Explain(stdout)),
        Command::Diff(options) => run::diff(&options),
        Command::Rules => run::exit(rules::run(&mut stdout), false),
        Command::Schema => run::exit(schema::run(&mut stdout), false),
        Command::Completions(args) => run::exit(completions::run(&args, &mut stdout), false),
    }
}
