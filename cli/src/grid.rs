//! Columns of text, aligned as a terminal shows them: two columns for a Han character.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a line.
pub const WIDTH: usize = 100;
const GAP: usize = 2;
/// How far the rest of a wrapped line is indented.
const HANG: usize = 2;
/// Punctuation that must not open a line.
const CLOSING: &str = "、，。；：！？）》」』”’,.;:!?)";

/// A table. Cells hold lines separated by `\n`; a cell that is too wide is wrapped.
pub struct Grid {
    heads: Vec<&'static str>,
    records: Vec<Record>,
}

/// One entry: cells that stand once, and to their right rows of further cells.
struct Record {
    left: Vec<String>,
    right: Vec<Vec<String>>,
}

impl Grid {
    pub fn new(heads: &[&'static str]) -> Self {
        Self { heads: heads.to_vec(), records: Vec::new() }
    }

    pub fn push(&mut self, left: Vec<String>, right: Vec<Vec<String>>) {
        self.records.push(Record { left, right });
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The lines of the table; columns without content are left out.
    pub fn render(&self) -> String {
        let natural: Vec<usize> = (0..self.heads.len()).map(|c| self.natural_width(c)).collect();
        let widths = share(&natural, WIDTH);
        let heads: Vec<Vec<String>> = self.heads.iter().zip(&widths).map(|(head, w)| wrap(head, *w)).collect();
        let mut out = lines_of(&heads, &widths);
        let rule: Vec<Vec<String>> = widths.iter().map(|w| vec!["-".repeat(*w)]).collect();
        out += &lines_of(&rule, &widths);
        for record in &self.records {
            out += &lines_of(&record.columns(&widths), &widths);
        }
        out
    }

    /// Width of the widest line of the column, its head included; 0 when all its cells are empty.
    fn natural_width(&self, column: usize) -> usize {
        let cells = self.records.iter().flat_map(|r| r.cells(column));
        let widest = cells.flat_map(str::lines).map(UnicodeWidthStr::width).max().unwrap_or(0);
        if widest == 0 {
            0
        } else {
            widest.max(self.heads[column].width())
        }
    }
}

impl Record {
    fn cells(&self, column: usize) -> Vec<&str> {
        match column.checked_sub(self.left.len()) {
            None => vec![self.left[column].as_str()],
            Some(c) => self.right.iter().filter_map(|row| row.get(c)).map(String::as_str).collect(),
        }
    }

    /// The wrapped lines of every column; the rows on the right are kept level with one another.
    fn columns(&self, widths: &[usize]) -> Vec<Vec<String>> {
        let (left_widths, right_widths) = widths.split_at(self.left.len());
        let mut columns: Vec<Vec<String>> = self.left.iter().zip(left_widths).map(|(c, w)| wrap(c, *w)).collect();
        let mut right: Vec<Vec<String>> = vec![Vec::new(); right_widths.len()];
        for row in &self.right {
            let cells: Vec<Vec<String>> = row.iter().zip(right_widths).map(|(c, w)| wrap(c, *w)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for (column, mut cell) in right.iter_mut().zip(cells) {
                cell.resize(height, String::new());
                column.append(&mut cell);
            }
        }
        columns.append(&mut right);
        columns
    }
}

/// Divides the width: narrow columns get what they need, wide ones equal parts of the rest.
fn share(natural: &[usize], width: usize) -> Vec<usize> {
    let shown = natural.iter().filter(|w| **w > 0).count();
    let mut left = width.saturating_sub(GAP * shown.saturating_sub(1));
    let mut order: Vec<usize> = (0..natural.len()).filter(|c| natural[*c] > 0).collect();
    order.sort_by_key(|c| natural[*c]);
    let mut widths = vec![0; natural.len()];
    for (done, column) in order.into_iter().enumerate() {
        widths[column] = natural[column].min(left / (shown - done));
        left -= widths[column];
    }
    widths
}

/// Puts columns of lines side by side.
fn lines_of(columns: &[Vec<String>], widths: &[usize]) -> String {
    let shown: Vec<(&Vec<String>, usize)> =
        columns.iter().zip(widths.iter().copied()).filter(|(_, w)| *w > 0).collect();
    let height = shown.iter().map(|(column, _)| column.len()).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..height {
        let mut line = String::new();
        for (column, width) in &shown {
            let cell = column.get(at).map_or("", String::as_str);
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + GAP));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The lines of a cell, none wider than `width`; what is broken off is indented.
pub fn wrap(cell: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in cell.lines() {
        let (mut rest, mut indent) = (line, 0);
        while rest.width() > width.saturating_sub(indent) {
            let at = break_at(rest, width.saturating_sub(indent));
            lines.push(format!("{:indent$}{}", "", rest[..at].trim_end()));
            rest = rest[at..].trim_start();
            indent = if width > 2 * HANG { HANG } else { 0 };
        }
        lines.push(format!("{:indent$}{rest}", ""));
    }
    lines
}

/// Where to break: after a space if one is near, never before closing punctuation, always past one character.
fn break_at(line: &str, width: usize) -> usize {
    let mut used = 0;
    let fits = line.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > width
    });
    let full = fits.map_or(line.len(), |(at, _)| at);
    let first = line.chars().next().map_or(0, char::len_utf8);
    let in_word = |at: usize| {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        ascii(line[..at].chars().next_back()) && ascii(line[at..].chars().next())
    };
    let good = |at: usize| !in_word(at) && !line[at..].starts_with(|c| CLOSING.contains(c));
    let mut candidates = line.char_indices().map(|(at, _)| at).filter(|at| *at <= full && *at * 2 > full && *at > 0);
    candidates.rfind(|at| good(*at)).unwrap_or(full).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_columns_not_characters() {
        assert_eq!(wrap("青浔区水务局", 12), ["青浔区水务局"]);
        assert_eq!(wrap("青浔区水务局", 8), ["青浔区水", "  务局"]);
        assert_eq!(wrap("青浔区水、务局", 8), ["青浔区", "  水、务", "  局"]);
        assert_eq!(wrap("party warning given", 10), ["party", "  warning", "  given"]);
        assert_eq!(wrap("甲\n乙", 8), ["甲", "乙"]);
    }

    #[test]
    fn wraps_into_any_width() {
        for width in 0..12 {
            for line in wrap("青浔区a水务局，bcdefgh段", width) {
                assert!(line.width() <= width.max(2), "{width}: {line}");
            }
        }
    }

    #[test]
    fn shares_the_width() {
        assert_eq!(share(&[4, 50, 0, 6], 100), [4, 50, 0, 6]);
        assert_eq!(share(&[4, 90, 0, 90], 100), [4, 46, 0, 46]);
    }
}
