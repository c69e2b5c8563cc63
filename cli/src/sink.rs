//! Where documents go, one at a time and in the order of the input.

use crate::document::Document;
use std::io;

pub trait Sink {
    fn write(&mut self, document: &Document) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}
