//! CSV with a line of column names, one bulletin per row.

use super::table::{self, Table};
use super::{record, too_long, Body, Failure, Raw, Source, Stream, MOST_BYTES};
use crate::args::InputArgs;
use csv::{ErrorKind, Reader, StringRecord};
use serde_json::{Map, Value};
use std::io::{self, Read};

pub fn open(source: &Source, args: &InputArgs) -> Result<Stream<'static>, Failure> {
    let mut reader = Reader::from_reader(Metered { table: table::open(source, args.encoding)?, left: MOST_BYTES });
    let name = source.name.clone();
    let columns = reader.headers().map_err(|e| Failure::new(&name, reason(&e)))?;
    let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
    if let Some(reason) = record::missing(&columns, &args.fields) {
        return Err(Failure { name, reason });
    }
    Ok(Box::new(Rows { reader, name, columns, consumed: 0, ended: false }))
}

/// A table that gives no more than [`MOST_BYTES`] bytes for one row: a quotation mark that is never closed makes the rest
/// of the file one field.
struct Metered {
    table: Table,
    left: usize,
}

impl Read for Metered {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.table.read(into)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

struct Rows {
    reader: Reader<Metered>,
    name: String,
    columns: Vec<String>,
    consumed: u64,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut row = StringRecord::new();
        self.reader.get_mut().left = MOST_BYTES;
        let read = self.reader.read_record(&mut row);
        let line = match &read {
            Ok(_) => row.position(),
            Err(e) => e.position(),
        };
        let line = line.map_or(self.reader.position().line(), csv::Position::line);
        let name = format!("{}:{line}", self.name);
        match read {
            Ok(true) => {
                let consumed = self.reader.get_ref().table.consumed;
                let bytes = consumed - std::mem::replace(&mut self.consumed, consumed);
                let cells = row.iter().map(|cell| Value::String(cell.to_string()));
                let row: Map<String, Value> = self.columns.iter().cloned().zip(cells).collect();
                Some(Ok(Raw { name, bytes, body: Body::Row(row) }))
            }
            Ok(false) => {
                self.ended = true;
                let complaint = self.reader.get_ref().table.complaint();
                complaint.map(|reason| Err(Failure::new(&self.name, reason)))
            }
            Err(e) => {
                self.ended = e.is_io_error();
                Some(Err(Failure { name, reason: reason(&e) }))
            }
        }
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} fields and the first line {expected_len}; put texts with commas between quotation marks")
        }
        ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge => {
            format!("{}, or close the quotation mark that was left open", too_long(MOST_BYTES, "one row"))
        }
        _ => format!("could not be read ({error}); check the file and try again"),
    }
}
