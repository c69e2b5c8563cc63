//! JSON Lines: the contract, one document per line.

use super::offsets::{self, Unit};
use crate::document::Document;

/// The line of one document. Without its text, `text` is null.
pub fn line(mut document: Document, unit: Unit, with_text: bool) -> String {
    offsets::convert(&mut document.bulletin, unit);
    if !with_text {
        document.bulletin.text.clear();
    }
    let mut line = serde_json::to_string(&document).expect("a document has string keys only");
    if !with_text {
        // Inside a string the quotation marks are escaped: the first match is the field.
        line = line.replacen(r#""text":"""#, r#""text":null"#, 1);
    }
    line.push('\n');
    line
}
