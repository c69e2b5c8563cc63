//! A file that is one document.

use super::encoding::{self, Decoded};
use super::{bytes_of, docx, html, not_too_long, refuse, too_long, Failure, Kind, Reading, Source, MOST_BYTES};
use crate::document::Plain;
use encoding_rs::Encoding;
use std::io::Read;

pub fn read(source: Source, forced: Option<&'static Encoding>) -> Reading {
    let fail = |reason| Failure { name: source.name.clone(), reason };
    let bytes = match bytes(&source) {
        Ok(bytes) => bytes,
        Err(failure) => return Err(failure).into(),
    };
    let (plain, complaint) = match source.kind {
        Kind::Docx => (docx::text(&bytes).map(only_text), None),
        Kind::Html => {
            let (text, complaint) = decoded(&bytes, forced, html::declared_encoding(&bytes));
            (html::page(&text), complaint)
        }
        _ => {
            let (text, complaint) = decoded(&bytes, forced, None);
            (not_binary(text).map(only_text), complaint)
        }
    };
    match plain.and_then(not_too_long) {
        Ok(plain) => Reading { plain: Some(Plain { id: source.id, ..plain }), failure: complaint.map(fail) },
        Err(reason) => Err(fail(reason)).into(),
    }
}

fn only_text(text: String) -> Plain {
    Plain { text, ..Plain::default() }
}

/// The text of the bytes, and what to tell of those that were lost.
fn decoded(
    bytes: &[u8],
    forced: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> (String, Option<String>) {
    let mut reader = Decoded::new(bytes, forced.unwrap_or_else(|| encoding::choose(bytes, declared, true)));
    let mut text = String::new();
    reader.read_to_string(&mut text).expect("bytes in memory, decoded to UTF-8");
    (text, reader.complaint())
}

fn not_binary(text: String) -> Result<String, String> {
    match text.find('\0') {
        Some(at) => {
            Err(format!("is binary (a NUL character at byte {at}); if it is text, name its encoding with --encoding"))
        }
        None => Ok(text),
    }
}

fn bytes(source: &Source) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    bytes_of(source)?.take(most).read_to_end(&mut bytes).map_err(|e| Failure::io(&source.name, &e))?;
    let refused = refuse::reason(&bytes).filter(|_| !(source.kind == Kind::Docx && bytes.starts_with(b"PK")));
    match refused {
        Some(reason) => Err(Failure::new(&source.name, reason)),
        None if bytes.len() > MOST_BYTES => Err(Failure::new(&source.name, too_long(MOST_BYTES, "one file"))),
        None => Ok(bytes),
    }
}
