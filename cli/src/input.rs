//! Inputs as a stream of raw documents, and how one of them becomes a text. What cannot be read becomes a [`Failure`];
//! the stream goes on after it.

mod csv;
mod date;
mod docx;
pub mod encoding;
mod find;
mod html;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod refuse;
mod table;
mod whole;

use crate::args::InputArgs;
use crate::document::Plain;
use clap::ValueEnum;
pub use find::Source;
use serde_json::{Map, Value};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::Path;

/// Name of standard input, on the command line and as a document id.
pub const STDIN: &str = "-";
/// Longest piece of input that is taken into memory, and longest text: a longer one would be no bulletin, and memory
/// would not stay constant.
const MOST_BYTES: usize = 32 << 20;
const MOST_TEXT: usize = 8 << 20;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub enum Kind {
    /// Plain text, one bulletin
    Text,
    /// A web page; its main text is read
    Html,
    /// A Word document
    Docx,
    /// JSON Lines, one bulletin per line
    Jsonl,
    /// CSV with a line of column names, one bulletin per row
    Csv,
    /// Parquet, one bulletin per row
    Parquet,
}

impl Kind {
    /// The kind that the ending tells. PDF and old Word files count as text, so that they are named and refused.
    fn of(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "pdf" | "doc" => Self::Text,
            "html" | "htm" | "shtml" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }
}

/// An input, or a part of one, that could not be read.
#[derive(Debug)]
pub struct Failure {
    pub name: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Failure {
    fn new(name: &str, reason: impl Into<String>) -> Self {
        Self { name: name.to_string(), reason: reason.into() }
    }

    fn io(name: &str, error: &io::Error) -> Self {
        Self::new(
            name,
            match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no such file; check the path".to_string(),
                io::ErrorKind::PermissionDenied => "permission denied; make the file readable".to_string(),
                _ => format!("could not be read ({error}); check the file and try again"),
            },
        )
    }
}

/// One document as it stands in the input: cheap to step over, read on a worker thread.
pub struct Raw {
    pub name: String,
    /// Bytes of input that it takes.
    pub bytes: u64,
    body: Body,
}

enum Body {
    Whole(Source),
    Line(String),
    Row(Map<String, Value>),
}

/// What became of a raw document. Both may be there: a text that was read with some bytes lost.
pub struct Reading {
    pub plain: Option<Plain>,
    pub failure: Option<Failure>,
}

impl From<Result<Plain, Failure>> for Reading {
    fn from(result: Result<Plain, Failure>) -> Self {
        match result {
            Ok(plain) => Self { plain: Some(plain), failure: None },
            Err(failure) => Self { plain: None, failure: Some(failure) },
        }
    }
}

impl Raw {
    pub fn read(self, args: &InputArgs) -> Reading {
        let name = self.name;
        let row = |object: Map<String, Value>| record::plain(&object, &args.fields, &name);
        let plain = match self.body {
            Body::Whole(source) => return whole::read(source, args.encoding),
            Body::Line(line) => jsonl::object(&line).and_then(row),
            Body::Row(object) => row(object),
        };
        plain.and_then(not_too_long).map_err(|reason| Failure { name: name.clone(), reason }).into()
    }
}

fn not_too_long(plain: Plain) -> Result<Plain, String> {
    if plain.text.len() > MOST_TEXT {
        return Err(too_long(MOST_TEXT, "the text of one document"));
    }
    Ok(plain)
}

type Stream<'a> = Box<dyn Iterator<Item = Result<Raw, Failure>> + 'a>;

/// The inputs of a run.
pub struct Inputs {
    sources: Vec<Result<Source, Failure>>,
    /// Bytes of all files; `None` when standard input is among them.
    pub bytes: Option<u64>,
}

impl Inputs {
    /// Finds the files; nothing is read yet.
    pub fn find(args: &InputArgs) -> Self {
        let sources = find::sources(&args.inputs, args.kind);
        let found = || sources.iter().flatten();
        let bytes = found().all(|s| s.path.is_some()).then(|| found().map(|s| s.bytes).sum());
        Self { sources, bytes }
    }

    /// The same for the same files, as far as names, sizes and times tell.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.sources.iter().flatten().for_each(|source| source.hash(&mut hasher));
        hasher.finish()
    }

    /// All documents of all inputs, in order, read as they are asked for.
    pub fn stream(self, args: &InputArgs) -> impl Iterator<Item = Result<Raw, Failure>> + '_ {
        self.sources.into_iter().flat_map(move |source| match source {
            Ok(source) => open(source, args),
            Err(failure) => one(Err(failure)),
        })
    }
}

fn one<'a>(item: Result<Raw, Failure>) -> Stream<'a> {
    Box::new(std::iter::once(item))
}

fn open(source: Source, args: &InputArgs) -> Stream<'_> {
    let opened = match source.kind {
        Kind::Text | Kind::Html | Kind::Docx => {
            return one(Ok(Raw { name: source.name.clone(), bytes: source.bytes, body: Body::Whole(source) }))
        }
        Kind::Jsonl => jsonl::open(&source, args.encoding),
        Kind::Csv => csv::open(&source, args),
        #[cfg(feature = "parquet")]
        Kind::Parquet => parquet::open(&source, &args.fields),
        #[cfg(not(feature = "parquet"))]
        Kind::Parquet => Err(Failure::new(
            &source.name,
            "is Parquet, which is not built into this program; build it with `--features parquet`",
        )),
    };
    opened.unwrap_or_else(|failure| one(Err(failure)))
}

/// The bytes of a source.
fn bytes_of(source: &Source) -> Result<Box<dyn Read + Send>, Failure> {
    match &source.path {
        None => Ok(Box::new(io::stdin())),
        Some(path) => match File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(e) => Err(Failure::io(&source.name, &e)),
        },
    }
}

fn too_long(most: usize, piece: &str) -> String {
    format!("holds more than {} MiB in {piece}; split it", most >> 20)
}
