//! Offsets in the unit that another program counts in.

use crate::visit;
use clap::ValueEnum;
use tongbao::{Bulletin, Span};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Bytes of UTF-8, as Rust and Go count
    #[default]
    Byte,
    /// Characters (Unicode scalar values), as Python slices count
    Char,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

/// Bytes between two marks of a [`Ruler`].
const STEP: usize = 512;

/// Translates the byte offsets of one text. Marks in it keep the way short that has to be counted.
pub struct Ruler<'a> {
    unit: Unit,
    text: &'a str,
    /// Byte offset and the same place in the unit.
    marks: Vec<(usize, usize)>,
}

impl<'a> Ruler<'a> {
    pub fn new(unit: Unit, text: &'a str) -> Self {
        let mut ruler = Self { unit, text, marks: vec![(0, 0)] };
        if unit != Unit::Byte {
            let (mut byte, mut place) = (0, 0);
            for c in text.chars() {
                if byte >= ruler.marks.len() * STEP {
                    ruler.marks.push((byte, place));
                }
                byte += c.len_utf8();
                place += ruler.size(c);
            }
        }
        ruler
    }

    fn size(&self, c: char) -> usize {
        match self.unit {
            Unit::Byte => c.len_utf8(),
            Unit::Char => 1,
            Unit::Utf16 => c.len_utf16(),
        }
    }

    pub fn at(&self, byte: usize) -> usize {
        if self.unit == Unit::Byte {
            return byte;
        }
        let (from, place) = self.marks[self.marks.partition_point(|(at, _)| *at <= byte) - 1];
        place + self.text[from..byte].chars().map(|c| self.size(c)).sum::<usize>()
    }
}

/// Rewrites all spans of the bulletin, whose text must still be the one that was parsed.
pub fn convert(bulletin: &mut Bulletin, unit: Unit) {
    let text = std::mem::take(&mut bulletin.text);
    let ruler = Ruler::new(unit, &text);
    visit::spans(bulletin, |span| *span = Span::new(ruler.at(span.start()), ruler.at(span.end())));
    bulletin.text = text;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_library_does_at_every_place() {
        let text = "a段𠮷\u{feff}启衡。".repeat(100);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for start in places {
            let span = Span::new(start, text.len());
            for (unit, expected) in
                [(Unit::Byte, span.range()), (Unit::Char, span.chars(&text)), (Unit::Utf16, span.utf16(&text))]
            {
                let ruler = Ruler::new(unit, &text);
                assert_eq!(ruler.at(start)..ruler.at(text.len()), expected, "{unit:?}");
            }
        }
    }
}
