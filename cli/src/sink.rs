//! Where the documents go, one at a time and in the order of the input.

use crate::document::Document;
use crate::progress::Progress;
use crate::target::Target;
use std::io::{self, Write};

/// Takes what the worker threads have made of every document: text where the documents do not depend on one another,
/// for others the documents themselves.
pub trait Sink<T = Document> {
    fn write(&mut self, item: T) -> io::Result<()>;

    /// What was written so far should be where it goes: called every few documents.
    fn checkpoint(&mut self, _so_far: &Progress) -> io::Result<()> {
        Ok(())
    }

    /// All items were written.
    fn finish(self) -> io::Result<()>;
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
    fn write(&mut self, piece: String) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            self.target.write_all(self.between.as_bytes())?;
        }
        self.target.write_all(piece.as_bytes())
    }

    fn checkpoint(&mut self, _so_far: &Progress) -> io::Result<()> {
        self.target.flush()
    }

    fn finish(self) -> io::Result<()> {
        self.target.commit()
    }
}
