//! What comes out: the formats and the options that choose among them.

pub mod csv;
mod flat;
pub mod ftm;
pub mod jsonl;
pub mod offsets;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "sqlite")]
pub mod sqlite;

use clap::{Args, ValueEnum};
use flat::Labels;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned tables, for a person
    Table,
    /// JSON Lines, one document per line, for a program
    Jsonl,
    /// CSV, one row per measure or as --rows says
    Csv,
    /// FollowTheMoney entities, one per line, for investigations
    Ftm,
    /// A folder of Parquet files, one per table; needs -o
    #[cfg(feature = "parquet")]
    Parquet,
    /// An SQLite database with the same tables; needs -o
    #[cfg(feature = "sqlite")]
    Sqlite,
}

const FORM: &str = "Form of the output";

#[derive(Args)]
pub struct Form {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = FORM)]
    pub format: Format,
    /// With csv: what one row stands for [default: measures]
    #[arg(long, value_enum, help_heading = FORM)]
    pub rows: Option<csv::Rows>,
    /// With csv: byte order mark and line ends for Excel, and no cell that it would take for a formula
    #[arg(long, help_heading = FORM)]
    pub excel: bool,
    /// Leave the text out: `text` is null, and spans point into the text that was read
    #[arg(long, help_heading = FORM)]
    pub no_text: bool,
    /// What spans, start and end count [default: byte]
    #[arg(long, value_enum, help_heading = FORM)]
    pub offsets: Option<offsets::Unit>,
    /// With csv, parquet and sqlite: languages of the labels beside the codes [default: both]
    #[arg(long, value_enum, help_heading = FORM)]
    pub labels: Option<Labels>,
    /// With jsonl and -o: continue an interrupted run of the same command
    #[arg(long, requires = "output")]
    pub resume: bool,
}

impl Form {
    /// What is wrong with the options, if anything.
    pub fn misused(&self) -> Option<String> {
        let is = |formats: &[&str]| self.format.to_possible_value().is_some_and(|v| formats.contains(&v.get_name()));
        let misplaced = [
            ("--rows", self.rows.is_some(), &["csv"][..]),
            ("--excel", self.excel, &["csv"]),
            ("--no-text", self.no_text, &["jsonl", "ftm", "parquet", "sqlite"]),
            ("--offsets", self.offsets.is_some(), &["jsonl", "csv", "parquet", "sqlite"]),
            ("--resume", self.resume, &["jsonl"]),
            ("--labels", self.labels.is_some(), &["csv", "parquet", "sqlite"]),
        ];
        let (option, _, formats) = misplaced.iter().find(|(_, given, formats)| *given && !is(formats))?;
        Some(format!("{option} goes with --format {}", formats.join(", ")))
    }
}
