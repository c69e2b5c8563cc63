//! Tables that are text: JSON Lines and CSV.

use super::encoding::{self, Decoded};
use super::{bytes_of, refuse, Failure, Source};
use encoding_rs::Encoding;
use std::io::{Cursor, Read};

/// Bytes from which the encoding of a table is chosen.
const SAMPLE: u64 = 1 << 20;

/// A table as UTF-8.
pub type Table = Decoded<Box<dyn Read + Send>>;

/// Opens a table of text; the rest of its bytes is read as it is asked for.
pub fn open(source: &Source, forced: Option<&'static Encoding>) -> Result<Table, Failure> {
    let mut raw = bytes_of(source)?;
    let mut sample = Vec::new();
    (&mut raw).take(SAMPLE).read_to_end(&mut sample).map_err(|e| Failure::io(&source.name, &e))?;
    if let Some(reason) = refuse::reason(&sample) {
        return Err(Failure::new(&source.name, reason));
    }
    let encoding = forced.unwrap_or_else(|| encoding::choose(&sample, None, (sample.len() as u64) < SAMPLE));
    Ok(Decoded::new(Box::new(Cursor::new(sample).chain(raw)), encoding))
}
