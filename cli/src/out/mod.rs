//! What comes out: the formats and the options that choose among them.

mod csv;
mod flat;
mod ftm;
pub mod jsonl;
pub mod offsets;
#[cfg(feature = "parquet")]
mod parquet;
mod pseudonym;
#[cfg(feature = "sqlite")]
mod sqlite;

use crate::document::Document;
use crate::sink::Sink;
use crate::table;
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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

#[derive(Args)]
pub struct Output {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Where to write instead of standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// With csv: what one row stands for [default: measures]
    #[arg(long, value_enum)]
    rows: Option<csv::Rows>,
    /// With csv: byte order mark and line ends for Excel, and no cell that it would take for a formula
    #[arg(long)]
    excel: bool,
    /// Leave the text out: `text` is null, and spans point into the text that was read
    #[arg(long)]
    no_text: bool,
    /// What spans, start and end count [default: byte]
    #[arg(long, value_enum)]
    offsets: Option<offsets::Unit>,
    /// With csv, parquet and sqlite: languages of the labels beside the codes [default: both]
    #[arg(long, value_enum)]
    labels: Option<flat::Labels>,
    /// Write stable codes for the names of people, in the text too; a KEY keeps others from computing the code of a name
    ///
    /// The same name has the same code in every document and run. A name that the rules do not find stays in the text, as do
    /// posts, places and dates, and the original is often on the web: this hides names from a reader and makes nobody
    /// anonymous.
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pseudonymise: Option<String>,
}

impl Output {
    /// What is wrong with the options, if anything.
    pub fn misused(&self) -> Option<String> {
        let is = |formats: &[&str]| self.format.to_possible_value().is_some_and(|v| formats.contains(&v.get_name()));
        let misplaced = [
            ("--rows", self.rows.is_some(), &["csv"][..]),
            ("--excel", self.excel, &["csv"]),
            ("--no-text", self.no_text, &["jsonl", "ftm", "parquet", "sqlite"]),
            ("--offsets", self.offsets.is_some(), &["jsonl", "csv", "parquet", "sqlite"]),
            ("--labels", self.labels.is_some(), &["csv", "parquet", "sqlite"]),
        ];
        if let Some((option, _, formats)) = misplaced.iter().find(|(_, given, formats)| *given && !is(formats)) {
            return Some(format!("{option} goes with --format {}", formats.join(", ")));
        }
        if self.output.is_none() && is(&["parquet", "sqlite"]) {
            return Some("this format cannot go to standard output; name a place with -o".to_string());
        }
        None
    }

    /// The place that -o names.
    pub fn place(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// The sink that the options describe, writing to that place.
    pub fn open(&self, place: Option<&Path>) -> io::Result<Box<dyn Sink>> {
        let sink = self.sink(place)?;
        Ok(match &self.pseudonymise {
            Some(key) => Box::new(pseudonym::Pseudonymised { key: key.clone(), to: sink }),
            None => sink,
        })
    }

    fn sink(&self, place: Option<&Path>) -> io::Result<Box<dyn Sink>> {
        let unit = self.offsets.unwrap_or_default();
        let labels = self.labels.unwrap_or_default();
        let with_text = !self.no_text;
        match self.format {
            Format::Table => text(place, "", "\n", |document| table::bulletin(&document.bulletin)),
            Format::Jsonl => text(place, "", "", move |document| jsonl::line(document, unit, with_text)),
            Format::Csv => {
                let csv = csv::Csv { rows: self.rows.unwrap_or_default(), excel: self.excel, labels, unit };
                text(place, &csv.head(), "", move |document| csv.body(document))
            }
            Format::Ftm => text(place, "", "", move |document| ftm::lines(document, with_text)),
            #[cfg(feature = "parquet")]
            Format::Parquet => Ok(Box::new(parquet::Parquet::create(path(place)?, labels, unit, with_text)?)),
            #[cfg(feature = "sqlite")]
            Format::Sqlite => Ok(Box::new(sqlite::Sqlite::create(path(place)?, labels, unit, with_text)?)),
        }
    }
}

#[cfg(any(feature = "parquet", feature = "sqlite"))]
fn path(place: Option<&Path>) -> io::Result<&Path> {
    place.ok_or_else(|| io::Error::other("no place was named"))
}

/// A piece of text per document, after a head and with something between.
fn text<R>(place: Option<&Path>, head: &str, between: &'static str, render: R) -> io::Result<Box<dyn Sink>>
where
    R: Fn(&Document) -> String + 'static,
{
    let mut out: Box<dyn Write> = match place {
        Some(path) => Box::new(BufWriter::new(File::create_new(path)?)),
        None => Box::new(BufWriter::new(io::stdout())),
    };
    out.write_all(head.as_bytes())?;
    Ok(Box::new(Text { out, between, first: true, render }))
}

struct Text<R> {
    out: Box<dyn Write>,
    between: &'static str,
    first: bool,
    render: R,
}

impl<R: Fn(&Document) -> String> Sink for Text<R> {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            self.out.write_all(self.between.as_bytes())?;
        }
        self.out.write_all((self.render)(document).as_bytes())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
