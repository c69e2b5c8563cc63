//! A file that is one document.

use super::encoding::{self, Decoded};
use super::{bytes_of, docx, html, refuse, Failure, Kind, Reading, Source, MOST_BYTES};
use crate::document::Plain;
use encoding_rs::Encoding;
use std::io::Read;

pub fn read(source: Source, forced: Option<&'static Encoding>) -> Reading {
    let fail = |reason| Failure { name: source.name.clone(), reason };
    let bytes = match bytes(&source) {
        Ok(bytes) => bytes,
        Err(failure) => return Err(failure).into(),
    };
    if source.kind == Kind::Docx {
        let plain = docx::text(&bytes).map(|text| Plain { text, ..Plain::default() }).map_err(fail);
        return plain.map(|plain| Plain { id: source.id, ..plain }).into();
    }
    let declared = if source.kind == Kind::Html { html::declared_encoding(&bytes) } else { None };
    let encoding = forced.unwrap_or_else(|| encoding::choose(&bytes, declared, true));
    let mut reader = Decoded::new(&bytes[..], encoding);
    let mut text = String::new();
    let plain = match reader.read_to_string(&mut text) {
        Err(e) => Err(Failure::io(&source.name, &e)),
        Ok(_) => match (text.find('\0'), source.kind) {
            (Some(at), _) => Err(fail(format!(
                "is binary (a NUL character at byte {at} of the text); if it is text, name its encoding with --encoding"
            ))),
            (None, Kind::Html) => html::page(&text).map_err(fail),
            (None, _) => Ok(Plain { text, ..Plain::default() }),
        },
    };
    let failure = reader.complaint().map(fail);
    match plain {
        Ok(plain) => Reading { plain: Some(Plain { id: source.id, ..plain }), failure },
        Err(worse) => Err(worse).into(),
    }
}

fn bytes(source: &Source) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    bytes_of(source)?.take(most).read_to_end(&mut bytes).map_err(|e| Failure::io(&source.name, &e))?;
    let refused = refuse::reason(&bytes).filter(|_| !(source.kind == Kind::Docx && bytes.starts_with(b"PK")));
    match refused {
        Some(reason) => Err(Failure::new(&source.name, reason)),
        None if bytes.len() > MOST_BYTES => Err(Failure::new(&source.name, super::too_long("one document"))),
        None => Ok(bytes),
    }
}
