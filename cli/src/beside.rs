//! Output that takes shape beside its place, and is moved there when it is complete.

use crate::interrupt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{Builder, TempDir};

/// A hidden folder, which no run takes for an input. It goes with all that is in it.
pub struct Beside {
    folder: TempDir,
    place: PathBuf,
}

impl Beside {
    pub fn new(place: &Path) -> io::Result<Self> {
        let around = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = Builder::new().prefix(".tongbao-").suffix(".part").tempdir_in(around)?;
        interrupt::remove_on_interrupt(folder.path());
        Ok(Self { folder, place: place.to_path_buf() })
    }

    /// Where the file or the folder is to be made.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// It is complete: it appears at its place. Of a folder that is there already, files of other names stay.
    pub fn commit(self) -> io::Result<()> {
        interrupt::finish(|| {
            if !self.place.is_dir() {
                return fs::rename(self.path(), &self.place);
            }
            for file in fs::read_dir(self.path())? {
                let file = file?;
                fs::rename(file.path(), self.place.join(file.file_name()))?;
            }
            Ok(())
        })
    }
}
