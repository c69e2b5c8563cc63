//! The parser: runs the stages in order.

use crate::error::Error;
use crate::model::Bulletin;
use once_cell::sync::Lazy;

/// Which open vocabulary an added row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LexiconKind {
    /// Titles (职务), as `lexicon/titles.tsv`.
    Title,
    /// Endings of unit names (单位), as `lexicon/units.tsv`.
    Unit,
    /// Measure words (措施), as `lexicon/measures.tsv`.
    Measure,
}

/// Reads bulletins. Cheap to share between threads: it holds compiled tables and no state.
///
/// ```
/// use tongbao::{LexiconKind, Parser};
/// let parser = Parser::builder().lexicon(LexiconKind::Title, "首席督学").build().unwrap();
/// let bulletin = parser.parse("给予安澜县教育局首席督学温砚秋党内警告处分。");
/// assert_eq!(bulletin.people[0].posts[0].title, "首席督学");
/// ```
#[derive(Debug)]
pub struct Parser {}

static STANDARD: Lazy<Parser> = Lazy::new(|| Parser {});

impl Parser {
    pub(crate) fn standard() -> &'static Parser {
        &STANDARD
    }
    /// A builder with the standard vocabularies and all rules on.
    #[must_use]
    pub fn builder() -> ParserBuilder {
        ParserBuilder::default()
    }
    /// Reads one bulletin. Any text is valid input.
    #[must_use]
    pub fn parse(&self, text: &str) -> Bulletin {
        Bulletin {
            schema: "tongbao/1".into(),
            ruleset: env!("CARGO_PKG_VERSION").into(),
            id: String::new(),
            text: text.into(),
            title: None,
            issuer: None,
            date: None,
            sections: vec![],
            people: vec![],
            organizations: vec![],
            measures: vec![],
            cases: vec![],
            provisions: vec![],
            statistics: vec![],
            diagnostics: vec![],
        }
    }
}

/// Builds a [`Parser`] with own words, a publication date, or rules switched off.
#[derive(Debug, Default)]
pub struct ParserBuilder {}

impl ParserBuilder {
    /// Adds rows to a vocabulary, one per line, in the form of the file of that kind under `lexicon/`.
    #[must_use]
    pub fn lexicon(self, _kind: LexiconKind, _rows: &str) -> Self {
        self
    }
    /// The date of publication, an ISO prefix.
    #[must_use]
    pub fn published(self, _date: &str) -> Self {
        self
    }
    /// Switches a rule off, by its id.
    #[must_use]
    pub fn without_rule(self, _id: &str) -> Self {
        self
    }
    /// The parser.
    ///
    /// # Errors
    /// When a lexicon row has the wrong columns, a rule id does not exist, or the date is no ISO prefix.
    pub fn build(self) -> Result<Parser, Error> {
        Ok(Parser {})
    }
}
