//! One self-contained page on which a person searches, counts and checks what was read.
//!
//! The page holds two kinds of data: an index, which the tables and plots are drawn from, and each bulletin in the form
//! of the JSON output, which the script reads only when that bulletin is opened. All text travels as JSON and is put
//! on the page as text nodes, so that nothing in a bulletin can become markup.

mod index;
mod json;
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
    /// Bytes of all bulletins with their texts. A bulletin beyond, or with a text beyond [`ONE_TEXT`], is in the tables
    /// and cannot be opened.
    texts: usize,
}

const LIMITS: Limits = Limits { rows: 200_000, texts: 48 << 20 };
const ONE_TEXT: usize = 2 << 20;

/// A document and its JSON, which takes time to make: that is work for the worker threads.
pub struct Entry {
    document: Document,
    json: Option<String>,
}

impl Entry {
    pub fn new(document: Document) -> Self {
        let json = (document.bulletin.text.len() <= ONE_TEXT).then(|| json::compact(&document.bulletin));
        Self { document, json }
    }
}

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

    pub fn add(&mut self, Entry { document, json }: Entry) {
        let bulletin = &document.bulletin;
        if self.index.is_cut() || self.index.rows() + index::rows_of(bulletin) > self.limits.rows {
            self.index.leave_out(bulletin);
            return;
        }
        let json = json.filter(|j| self.texts.bytes + j.len() <= self.limits.texts);
        self.index.add(&document, json.is_some());
        self.texts.push(json);
    }

    /// Counts a document that is a bulletin published again.
    pub fn leave_out_repost(&mut self) {
        self.index.left_out.reposts += 1;
    }

    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            include_str!("report/page.html"),
            style = include_str!("report/style.css"),
            index = self.index,
            labels = json::compact(&index::labels()),
            texts = self.texts,
            script = concat!(
                include_str!("report/dom.js"),
                include_str!("report/data.js"),
                include_str!("report/table.js"),
                include_str!("report/plots.js"),
                include_str!("report/bulletin.js"),
                include_str!("report/app.js"),
            ),
        )
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
