//! The text of a Word document: a zip archive with the paragraphs in `word/document.xml`.

use super::{too_long, MOST_BYTES};
use quick_xml::events::Event;
use quick_xml::Reader;
use std::io::{Cursor, Read};
use zip::result::ZipError;
use zip::ZipArchive;

const MAIN: &str = "word/document.xml";

/// The paragraphs, one per line; the cells of a table row are kept apart by tabs.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let broken = |e: &dyn std::fmt::Display| {
        format!("is no complete DOCX file ({e}); open it in a word processor and save it again")
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let part = match archive.by_name(MAIN) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => {
            return Err(format!("is a zip archive without {MAIN}, so no Word document; save it as .docx"))
        }
        Err(e) => return Err(broken(&e)),
    };
    // The size that the archive states may be a lie; what counts is what comes out.
    let mut xml = Vec::new();
    part.take(MOST_BYTES as u64 + 1).read_to_end(&mut xml).map_err(|e| broken(&e))?;
    if xml.len() > MOST_BYTES {
        return Err(too_long(MOST_BYTES, "one document when unpacked"));
    }
    paragraphs(&xml).map_err(|e| broken(&e))
}

fn paragraphs(xml: &[u8]) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut out = String::new();
    let (mut in_text, mut cell, mut fallback) = (false, 0_usize, 0_usize);
    loop {
        match reader.read_event()? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"t" => in_text = fallback == 0,
                b"tc" => cell += 1,
                // The same text again, for programs that do not know the shape that holds it.
                b"Fallback" => fallback += 1,
                _ => {}
            },
            Event::Empty(e) if fallback == 0 => match e.local_name().as_ref() {
                b"tab" => out.push('\t'),
                b"br" | b"cr" => out.push('\n'),
                b"p" if cell == 0 => out.push('\n'),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"t" => in_text = false,
                b"p" if cell == 0 && fallback == 0 => out.push('\n'),
                b"tc" => {
                    cell = cell.saturating_sub(1);
                    out.push('\t');
                }
                b"tr" => out.push('\n'),
                b"Fallback" => fallback = fallback.saturating_sub(1),
                _ => {}
            },
            Event::Text(e) if in_text => out.push_str(&e.xml10_content().map_err(quick_xml::Error::from)?),
            Event::GeneralRef(e) if in_text => {
                let name = e.decode().map_err(quick_xml::Error::from)?;
                match e.resolve_char_ref()? {
                    Some(c) => out.push(c),
                    None => out.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default()),
                }
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}
