//! Inputs as a stream of documents. What cannot be read becomes a [`Failure`]; the stream goes on after it.

use serde_json::{Map, Value};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Name of standard input, on the command line and as a document id.
pub const STDIN: &str = "-";
const BOM: &[u8] = b"\xEF\xBB\xBF";
/// Spans of the library hold 32 bits.
const MAX_BYTES: usize = u32::MAX as usize;

/// One bulletin to parse, with what a `.jsonl` line tells of it.
pub struct Document {
    pub id: String,
    pub text: String,
    pub date: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
}

/// An input, or a line of one, that could not be read.
pub struct Failure {
    pub name: String,
    pub reason: String,
}

type Reading = Result<Document, Failure>;

/// Names of the two fields of a `.jsonl` line.
#[derive(Clone)]
pub struct Fields {
    pub id: String,
    pub text: String,
}

/// All documents of all inputs, in order, read as they are asked for.
pub fn documents(inputs: Vec<OsString>, fields: Fields) -> impl Iterator<Item = Reading> {
    inputs.into_iter().flat_map(move |input| open(&input, &fields))
}

fn open(input: &OsStr, fields: &Fields) -> Box<dyn Iterator<Item = Reading>> {
    if input == STDIN {
        return Box::new(std::iter::once(read_text(STDIN, STDIN.to_string(), io::stdin().lock())));
    }
    let path = Path::new(input);
    let name = path.display().to_string();
    let file = match open_file(path) {
        Ok(file) => file,
        Err(reason) => return Box::new(std::iter::once(Err(Failure { name, reason }))),
    };
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl")) {
        return Box::new(Lines {
            reader: BufReader::new(file),
            name,
            fields: fields.clone(),
            line: 0,
            offset: 0,
            broken: false,
        });
    }
    let id = path.file_name().map_or_else(|| name.clone(), |base| base.to_string_lossy().into_owned());
    Box::new(std::iter::once(read_text(&name, id, file)))
}

fn open_file(path: &Path) -> Result<File, String> {
    let file = File::open(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => "no such file; check the path".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied; make the file readable".to_string(),
        _ => io_reason(&e),
    })?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(format!("is a directory; name the files in it, such as {}", path.join("*.txt").display()));
    }
    Ok(file)
}

fn io_reason(error: &io::Error) -> String {
    format!("could not be read ({error}); check the file and try again")
}

fn read_text(name: &str, id: String, mut reader: impl Read) -> Reading {
    let fail = |reason| Failure { name: name.to_string(), reason };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|e| fail(io_reason(&e)))?;
    let text = decode(bytes, 0).map_err(fail)?;
    Ok(Document { id, text, date: None, source: None, url: None })
}

/// The bytes as text, without a byte order mark at the start of the file; `offset` is where in the file they stand.
fn decode(mut bytes: Vec<u8>, offset: u64) -> Result<String, String> {
    let mut start = offset;
    let utf16 = offset == 0 && (bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF"));
    if offset == 0 && bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
        start += BOM.len() as u64;
    }
    if bytes.len() > MAX_BYTES {
        return Err("holds more than 4 GiB of text in one document; split it".to_string());
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = start + e.utf8_error().valid_up_to() as u64;
        let from = if utf16 { "UTF-16" } else { "GB18030" };
        format!("not UTF-8 at byte {at} (counted from 0); convert it first, such as with `iconv -f {from} -t UTF-8`")
    })
}

/// The documents of a `.jsonl` file.
struct Lines<R> {
    reader: R,
    name: String,
    fields: Fields,
    line: usize,
    offset: u64,
    /// Whether the file itself failed: nothing can follow.
    broken: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        while !self.broken {
            let mut bytes = Vec::new();
            let result = match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) => {
                    let offset = self.offset;
                    self.offset += read as u64;
                    self.line += 1;
                    decode(bytes, offset).and_then(|line| parse_line(&line, &self.fields))
                }
                Err(e) => {
                    self.broken = true;
                    self.line += 1;
                    Err(io_reason(&e))
                }
            };
            match result {
                Ok(Some(document)) => return Some(Ok(document)),
                Ok(None) => {}
                Err(reason) => {
                    let name = format!("{}:{}", self.name, self.line);
                    return Some(Err(Failure { name, reason }));
                }
            }
        }
        None
    }
}

/// The document of one line; `None` for a blank line.
fn parse_line(line: &str, fields: &Fields) -> Result<Option<Document>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let value: Value = serde_json::from_str(line).map_err(|e| {
        let error = e.to_string();
        let what = error.split(" at line ").next().unwrap_or_default();
        format!("not JSON at byte {} of the line ({what}); each line must hold one JSON object", e.column())
    })?;
    let Value::Object(object) = value else {
        return Err(
            "not a JSON object; each line must hold one, such as {\"id\": \"1\", \"text\": \"...\"}".to_string()
        );
    };
    let id = match field(&object, &fields.id, "--id-field")? {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        _ => return Err(format!("field `{}` is no string or number; choose another with --id-field", fields.id)),
    };
    let Value::String(text) = field(&object, &fields.text, "--text-field")? else {
        return Err(format!("field `{}` is no string; choose another with --text-field", fields.text));
    };
    let told = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(Some(Document { id, text: text.clone(), date: told("date"), source: told("source"), url: told("url") }))
}

fn field<'a>(object: &'a Map<String, Value>, name: &str, option: &str) -> Result<&'a Value, String> {
    object.get(name).ok_or_else(|| {
        let there: Vec<String> = object.keys().map(|k| format!("`{k}`")).collect();
        let there = if there.is_empty() { "none".to_string() } else { there.join(", ") };
        format!("no field `{name}`; the fields of this line are: {there}; choose one with {option}")
    })
}
