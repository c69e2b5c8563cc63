//! Where output goes: standard output, or a file that is written beside its place and moved there when it is complete.

use crate::args::OutputArgs;
use crate::interrupt;
use std::fs::{self, Permissions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

pub struct Target(Place);

enum Place {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(BufWriter<NamedTempFile>, PathBuf),
    Committed,
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
            return Ok(Self(Place::Stdout(BufWriter::new(io::stdout().lock()))));
        };
        check(path, args.force)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tongbao-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666)); // less the umask
        let file = builder.tempfile_in(folder(path))?;
        interrupt::remove_on_interrupt(file.path());
        Ok(Self(Place::File(BufWriter::new(file), path.clone())))
    }

    /// The output is complete: it appears at its place.
    pub fn commit(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Place::File(file, path) = std::mem::replace(&mut self.0, Place::Committed) {
            file.into_inner()?.persist(path)?;
        }
        Ok(())
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Place::Stdout(out) => out.write(bytes),
            Place::File(out, _) => out.write(bytes),
            Place::Committed => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Place::Stdout(out) => out.flush(),
            Place::File(out, _) => out.flush(),
            Place::Committed => Ok(()),
        }
    }
}

/// Whether a file may be put at `path`.
pub fn check(path: &Path, force: bool) -> Result<(), Refusal> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => Err(Refusal::Usage("is a folder; name a file in it".to_string())),
        Ok(about) if !about.is_file() => {
            Err(Refusal::Usage("is no regular file; leave -o out and write to standard output".to_string()))
        }
        Ok(_) if !force => Err(Refusal::Usage("exists; choose another name, or replace it with --force".to_string())),
        _ => Ok(()),
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
