//! Reads Chinese disciplinary bulletins (纪检监察通报) into typed data.
//!
//! ```
//! let bulletin = tongbao::parse("给予青浔区水务局党组书记、局长段启衡党内警告处分。");
//! let row = bulletin.rows().next().unwrap();
//! assert_eq!(row.name, "段启衡");
//! assert_eq!(row.posts(), "青浔区水务局党组书记、青浔区水务局局长");
//! assert_eq!(row.record.measure, tongbao::Measure::PartyWarning);
//! ```
//!
//! A bulletin is not a conviction, and names collide: the output says what one text says of a name, no more.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod assemble;
mod biography;
mod body;
mod career;
mod code;
mod conduct;
mod date;
mod distribute;
mod error;
mod focus;
mod gate;
mod genre;
mod head;
mod held;
mod lexicon;
mod link;
mod lint;
mod measure;
mod model;
mod money;
mod name;
mod number;
mod parser;
mod people;
mod phrase;
mod place;
mod post;
mod provision;
mod restore;
mod role;
mod rule;
mod segment;
mod standing;
mod target;
mod text;
mod translit;
mod trie;
mod when;
mod words;

pub use code::{
    Basis, DiagnosticCode, Family, GovernmentSanction, Level, Measure, MeasureStatus, OrganizationKind, PartySanction,
    PenaltyKind, PostStatus, Role, SectionKind,
};
pub use error::Error;
pub use model::{
    Amount, Article, Bulletin, CareerEntry, Case, Consequence, Diagnostic, MeasureRecord, Organization, Penalty,
    Period, Person, Post, Provision, Row, Section, Span, Statistic, Target, Violation,
};
pub use parser::{LexiconKind, Parser, ParserBuilder};
pub use rule::{rules, Rule};

/// Reads one bulletin with the standard parser. Any text is valid input.
///
/// ```
/// assert!(tongbao::parse("").people.is_empty());
/// ```
#[must_use]
pub fn parse(text: &str) -> Bulletin {
    Parser::standard().parse(text)
}
