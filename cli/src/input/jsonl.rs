//! JSON Lines, one bulletin per line.

use super::table::{self, Table};
use super::{too_long, Body, Failure, Raw, Source, Stream, MOST_BYTES};
use encoding_rs::Encoding;
use serde_json::{Map, Value};
use std::io::{self, BufRead, BufReader, Read};

pub fn open(source: &Source, forced: Option<&'static Encoding>) -> Result<Stream<'static>, Failure> {
    let reader = BufReader::new(table::open(source, forced)?);
    Ok(Box::new(Lines { reader, name: source.name.clone(), line: 0, consumed: 0, ended: false }))
}

struct Lines {
    reader: BufReader<Table>,
    name: String,
    line: usize,
    consumed: u64,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = next_line(&mut self.reader);
            let consumed = self.reader.get_ref().consumed;
            let bytes = consumed - std::mem::replace(&mut self.consumed, consumed);
            self.line += 1;
            let name = format!("{}:{}", self.name, self.line);
            match line {
                Ok(Some(Some(line))) if line.trim().is_empty() => {}
                Ok(Some(Some(line))) => return Some(Ok(Raw { name, bytes, body: Body::Line(line) })),
                Ok(Some(None)) => return Some(Err(Failure { name, reason: too_long(MOST_BYTES, "one line") })),
                Ok(None) => {
                    self.ended = true;
                    let complaint = self.reader.get_ref().complaint();
                    return complaint.map(|reason| Err(Failure::new(&self.name, reason)));
                }
                Err(e) => {
                    self.ended = true;
                    return Some(Err(Failure::io(&name, &e)));
                }
            }
        }
        None
    }
}

/// The next line; `Some(None)` for one that is too long, `None` at the end.
fn next_line(reader: &mut BufReader<Table>) -> io::Result<Option<Option<String>>> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64;
    if reader.by_ref().take(most).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == most && !bytes.ends_with(b"\n") {
        reader.skip_until(b'\n')?;
        return Ok(Some(None));
    }
    String::from_utf8(bytes).map(|line| Some(Some(line))).map_err(io::Error::other)
}

/// The object of a line.
pub fn object(line: &str) -> Result<Map<String, Value>, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| {
        let error = e.to_string();
        let what = error.split(" at line ").next().unwrap_or_default();
        format!("not JSON at byte {} of the line ({what}); each line must hold one JSON object", e.column())
    })?;
    match value {
        Value::Object(object) => Ok(object),
        _ => Err("not a JSON object; each line must hold one, such as {\"id\": \"1\", \"text\": \"...\"}".to_string()),
    }
}
