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
    // How deep we are in runs of text, in the texts of these, and in what another place of the document holds again: the
    // fallback of a shape, the old place of text that was moved.
    let (mut run, mut text, mut again) = (0_usize, 0_usize, 0_usize);
    loop {
        match reader.read_event()? {
            Event::Start(e) => match e.local_name().as_ref() {
                b"r" => run += 1,
                b"t" => text += 1,
                b"Fallback" | b"moveFrom" => again += 1,
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"r" => run = run.saturating_sub(1),
                b"t" => text = text.saturating_sub(1),
                b"Fallback" | b"moveFrom" => again = again.saturating_sub(1),
                b"p" if again == 0 => out.push('\n'),
                b"tc" => end_with(&mut out, '\n', '\t'),
                b"tr" => end_with(&mut out, '\t', '\n'),
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                b"tab" if run > 0 && again == 0 => out.push('\t'),
                b"br" | b"cr" if run > 0 && again == 0 => out.push('\n'),
                _ => {}
            },
            Event::Text(e) if text > 0 && again == 0 => {
                out.push_str(&e.xml10_content().map_err(quick_xml::Error::from)?);
            }
            Event::GeneralRef(e) if text > 0 && again == 0 => {
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

/// Puts `last` at the end, in the place of `instead` if that is there.
fn end_with(out: &mut String, instead: char, last: char) {
    if out.ends_with(instead) {
        out.pop();
    }
    out.push(last);
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn read(body: &str) -> String {
        paragraphs(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap()
    }

    #[test]
    fn runs_are_joined_and_marks_resolved() {
        let body =
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>受到</w:t></w:r>\n<w:r><w:t>警告\
                    &amp;&#x8BEB;勉</w:t><w:tab/><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p><w:p/>";
        assert_eq!(read(body), "受到警告&诫勉\t一\n二\n");
    }

    #[test]
    fn the_cells_of_a_row_stay_on_a_line() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |a, b| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        let table = format!("<w:tbl>{}{}</w:tbl>", row("段启衡", "局长"), row("蔺知微", "副局长"));
        assert_eq!(read(&table), "段启衡\t局长\n蔺知微\t副局长\n");
    }

    #[test]
    fn what_stands_twice_is_read_once() {
        let run = "<w:r><w:t>文</w:t></w:r>";
        assert_eq!(read(&format!("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run}</w:p>")), "文\n");
        assert_eq!(
            read(&format!("<w:p><w:moveFrom>{run}</w:moveFrom></w:p><w:p><w:moveTo>{run}</w:moveTo></w:p>")),
            "\n文\n"
        );
        let shape = format!("<w:p>{run}</w:p>");
        let both = format!("<mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>");
        assert_eq!(read(&format!("<mc:AlternateContent>{both}</mc:AlternateContent>")), "文\n");
    }
}
