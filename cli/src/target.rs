//! Where output goes: standard output, or a file.

use crate::args::OutputArgs;
use crate::beside::Beside;
use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

pub enum Target {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(BufWriter<File>, Beside),
}

/// Why there can be no output.
pub enum Refusal {
    /// Wrong usage.
    Usage(String),
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Target {
    pub fn open(args: &OutputArgs) -> Result<Self, Refusal> {
        let Some(path) = &args.output else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout().lock())));
        };
        check(path, args.force)?;
        let beside = Beside::new(path)?;
        Ok(Self::File(BufWriter::new(File::create(beside.path())?), beside))
    }

    /// The output is complete.
    pub fn commit(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(out, beside) => {
                out.into_inner()?;
                beside.commit()
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(out, _) => out.flush(),
        }
    }
}

/// What is said of an output that is there already.
pub const EXISTS: &str = "exists; choose another name, or replace it with --force";

/// Whether a file may be put at `path`.
pub fn check(path: &Path, force: bool) -> Result<(), Refusal> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => Err(Refusal::Usage("is a folder; name a file in it".to_string())),
        Ok(about) if !about.is_file() => {
            Err(Refusal::Usage("is no regular file; leave -o out and write to standard output".to_string()))
        }
        Ok(_) if !force => Err(Refusal::Usage(EXISTS.to_string())),
        _ => Ok(()),
    }
}
