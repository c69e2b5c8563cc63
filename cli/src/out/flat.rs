//! The bulletin as flat tables, for the formats that have rows and columns.
//!
//! The rows know nothing of other documents: a format puts the key of the document before them.

mod tables;
#[cfg(test)]
mod tests;

pub use tables::table;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
pub use tables::TABLES;

use super::offsets::{Ruler, Unit};
use crate::document::Document;
use clap::ValueEnum;
use std::borrow::Cow;
use tongbao::Span;

/// Which languages stand beside the codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Labels {
    /// Chinese, in columns that end in `_zh`
    Zh,
    /// English, in columns that end in `_en`
    En,
    /// Both
    #[default]
    Both,
}

pub struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
    pub rows: for<'a> fn(&View<'a>) -> Vec<Vec<Cell<'a>>>,
}

pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Int,
    Bool,
    Text,
    /// A code, which has labels.
    Code,
}

#[derive(Clone)]
pub enum Cell<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Text(Cow<'a, str>),
    Code { code: &'static str, zh: &'static str, en: &'static str },
}

impl Cell<'_> {
    /// The words of a cell that is one.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Code { code, .. } => Some(code),
            Self::Null | Self::Int(_) | Self::Bool(_) => None,
        }
    }
}

/// What of one document is shown.
pub struct View<'a> {
    pub document: &'a Document,
    ruler: Ruler<'a>,
    with_text: bool,
}

impl<'a> View<'a> {
    pub fn new(document: &'a Document, unit: Unit, with_text: bool) -> Self {
        Self { document, ruler: Ruler::new(unit, &document.bulletin.text), with_text }
    }

    fn ends(&self, span: Span) -> [Cell<'a>; 2] {
        [self.ruler.at(span.start()).into(), self.ruler.at(span.end()).into()]
    }

    fn quote(&self, span: Span) -> Cell<'a> {
        span.slice(&self.document.bulletin.text).into()
    }
}

/// Names and kinds of the columns as they are written: labels beside each code.
pub fn heads(table: &Table, labels: Labels) -> Vec<(String, Kind)> {
    let mut heads = Vec::new();
    for Column { name, kind } in table.columns {
        heads.push(((*name).to_string(), if *kind == Kind::Code { Kind::Text } else { *kind }));
        if *kind == Kind::Code && labels != Labels::En {
            heads.push((format!("{name}_zh"), Kind::Text));
        }
        if *kind == Kind::Code && labels != Labels::Zh {
            heads.push((format!("{name}_en"), Kind::Text));
        }
    }
    heads
}

/// The cells that stand under [`heads`].
pub fn rows<'a>(table: &Table, view: &View<'a>, labels: Labels) -> impl Iterator<Item = Vec<Cell<'a>>> {
    let columns = table.columns;
    (table.rows)(view).into_iter().map(move |row| {
        assert_eq!(row.len(), columns.len(), "a row has a cell for every column");
        let mut cells = Vec::new();
        for (cell, column) in row.into_iter().zip(columns) {
            let (zh, en) = match &cell {
                Cell::Code { zh, en, .. } => (Cell::from(*zh), Cell::from(*en)),
                _ => (Cell::Null, Cell::Null),
            };
            cells.push(cell);
            if column.kind == Kind::Code && labels != Labels::En {
                cells.push(zh);
            }
            if column.kind == Kind::Code && labels != Labels::Zh {
                cells.push(en);
            }
        }
        cells
    })
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Cell<'_> {
            fn from(number: $number) -> Self {
                // Sums beyond 64 bits with a sign are misprints; the column still has to hold something.
                Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
numbers!(usize, u32, u64);

macro_rules! codes {
    ($($code:ident),+) => {$(
        impl From<tongbao::$code> for Cell<'_> {
            fn from(value: tongbao::$code) -> Self {
                Self::Code { code: value.code(), zh: value.label_zh(), en: value.label_en() }
            }
        }
    )+};
}
codes!(Basis, DiagnosticCode, Family, Level, Measure, MeasureStatus, OrganizationKind, PenaltyKind, PostStatus, Role);

/// Nothing is an empty cell.
pub fn maybe<'a, T: Into<Cell<'a>>>(value: Option<T>) -> Cell<'a> {
    value.map_or(Cell::Null, Into::into)
}
