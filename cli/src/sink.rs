//! Where the documents go, one at a time and in the order of the input.

use crate::progress::Progress;
use crate::target::Target;
use crate::Document;
use std::io::{self, Write};

/// Takes every item of a run. A format whose documents do not depend on one another takes text that the worker threads
/// have made of them (`Sink<String>`), others the documents themselves.
pub trait Sink<T = Document> {
    fn write(&mut self, item: &T) -> io::Result<()>;

    /// What was written so far should be where it goes: called every few documents.
    fn checkpoint(&mut self, _so_far: &Progress) -> io::Result<()> {
        Ok(())
    }

    /// All items were written.
    fn finish(&mut self) -> io::Result<()>;
}

/// One piece of text per document.
pub struct Text {
    target: Target,
    between: &'static str,
    first: bool,
}

impl Text {
    /// Pieces are kept apart by `between`.
    pub fn new(target: Target, between: &'static str) -> Self {
        Self { target, between, first: true }
    }
}

impl Sink<String> for Text {
    fn write(&mut self, item: &String) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            self.target.write_all(self.between.as_bytes())?;
        }
        self.target.write_all(item.as_bytes())
    }

    fn checkpoint(&mut self, _so_far: &Progress) -> io::Result<()> {
        self.target.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.target.commit()
    }
}
