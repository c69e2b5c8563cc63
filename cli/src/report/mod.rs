//! One self-contained page on which a person searches, counts and checks what was read.
//!
//! The page holds two kinds of data: an index, which the tables and plots are drawn from, and each bulletin in the form
//! of the JSON output, which the script reads only when that bulletin is opened. All text travels as JSON and is put
//! on the page as text nodes, so that nothing in a bulletin can become markup.

mod index;
mod json;
mod place;
#[cfg(test)]
mod tests;

use crate::document::Document;
use index::Index;
use std::fmt;
use std::io::{self, Write};

/// What a browser still opens and sorts without a pause.
struct Limits {
    /// People, measures and diagnostics together. Bulletins that come after are only counted.
    rows: usize,
    /// Bytes of all bulletins with their texts, and of the text of one. A bulletin beyond is in the tables and cannot
    /// be opened.
    texts: usize,
    one_text: usize,
}

const LIMITS: Limits = Limits { rows: 200_000, texts: 48 << 20, one_text: 2 << 20 };

/// Collects documents and writes the page.
pub struct Report {
    limits: Limits,
    index: Index,
    texts: Texts,
}

impl Report {
    pub fn new() -> Self {
        Self { limits: LIMITS, index: Index::default(), texts: Texts::default() }
    }

    pub fn add(&mut self, document: &Document) {
        let bulletin = &document.bulletin;
        if self.index.is_cut() || self.index.rows() + index::rows_of(bulletin) > self.limits.rows {
            self.index.leave_out(bulletin);
            return;
        }
        let short = bulletin.text.len() <= self.limits.one_text;
        let json = short.then(|| json::compact(bulletin)).filter(|j| self.texts.bytes + j.len() <= self.limits.texts);
        self.index.add(document, json.is_some());
        self.texts.push(json);
    }

    pub fn finish(self, mut out: impl Write) -> io::Result<()> {
        write!(
            out,
            include_str!("page.html"),
            style = include_str!("style.css"),
            index = self.index,
            labels = json::compact(&index::labels()),
            texts = self.texts,
            script = concat!(
                include_str!("dom.js"),
                include_str!("data.js"),
                include_str!("table.js"),
                include_str!("plots.js"),
                include_str!("bulletin.js"),
                include_str!("app.js"),
            ),
        )?;
        out.flush()
    }
}

/// The bulletins as JSON; `None` for one that cannot be opened.
#[derive(Default)]
struct Texts {
    json: Vec<Option<String>>,
    bytes: usize,
}

impl Texts {
    fn push(&mut self, json: Option<String>) {
        self.bytes += json.as_ref().map_or(0, String::len);
        self.json.push(json);
    }
}

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, json) in self.json.iter().enumerate() {
            if let Some(json) = json {
                writeln!(f, "<script type=\"application/json\" id=\"bulletin-{at}\">{json}</script>")?;
            }
        }
        Ok(())
    }
}
