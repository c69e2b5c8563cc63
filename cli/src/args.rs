//! The options that the subcommands share.

use crate::input::{encoding, Kind};
use clap::Args;
use encoding_rs::Encoding;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What every command takes that reads bulletins.
#[derive(Args)]
pub struct Work {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub run: RunArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What is read, and how.
#[derive(Args, Debug)]
pub struct InputArgs {
    /// Files, folders with all below them, globs such as 'pages/**/*.html', or `-` for standard input
    ///
    /// The ending of a file tells its kind: .html .htm .shtml .xhtml, .docx, .jsonl .ndjson, .csv, .parquet; any other
    /// file that is named is text. In folders, .txt and these are read.
    #[arg(value_name = "INPUT", default_value = "-")]
    pub inputs: Vec<OsString>,
    /// Kind of all inputs [default: by the ending of the file]
    #[arg(long = "input", value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Encoding of all inputs, such as gb18030, big5 or utf-16le [default: as declared, else UTF-8, else detected]
    #[arg(long, value_name = "NAME", value_parser = encoding::named)]
    pub encoding: Option<&'static Encoding>,
    #[command(flatten)]
    pub fields: Fields,
}

const FIELDS: &str = "Fields of JSON Lines, CSV and Parquet (`a.b` is b inside a)";

/// Which fields of a table hold what.
#[derive(Args, Debug)]
pub struct Fields {
    /// Field that holds the text [default: text]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub text_field: Option<String>,
    /// Field that names the document [default: id if there is one, else file and line]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub id_field: Option<String>,
    /// Field that holds the title [default: title if there is one]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub title_field: Option<String>,
    /// Field that holds the date of publication, in figures [default: date if there is one]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub date_field: Option<String>,
    /// Field that says where the text was published [default: source if there is one]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub source_field: Option<String>,
    /// Field that holds the address of the page [default: url if there is one]
    #[arg(long, value_name = "FIELD", help_heading = FIELDS)]
    pub url_field: Option<String>,
}

/// How the work is done.
#[derive(Args)]
pub struct RunArgs {
    /// Documents to read at the same time, at least 1 [default: number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// No progress bar and no closing line; what could not be read is still named
    #[arg(long, short)]
    pub quiet: bool,
    /// Exit with status 1 if any document has diagnostics
    #[arg(long)]
    pub strict: bool,
}

/// Where the output goes, and whom it names.
#[derive(Args, Default)]
pub struct OutputArgs {
    /// File to write (with parquet: folder); it appears when it is complete [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace the output if it exists
    #[arg(long, short, requires = "output")]
    pub force: bool,
    /// Write stable codes for the names of people, in the text too; a KEY keeps others from computing the code of a name
    ///
    /// The same name has the same code in every document and run. A name that the rules do not find stays in the text, as do
    /// posts, places and dates, and the original is often on the web: this hides names from a reader and makes nobody
    /// anonymous.
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub pseudonymise: Option<String>,
}

impl OutputArgs {
    /// The place of an output that is no stream.
    #[cfg(any(feature = "parquet", feature = "sqlite"))]
    pub fn place(&self) -> Result<&std::path::Path, crate::target::Refusal> {
        let usage = crate::target::Refusal::Usage;
        self.output.as_deref().ok_or(usage("cannot take this format; name a place with -o".to_string()))
    }
}
