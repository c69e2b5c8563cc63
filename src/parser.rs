//! The parser: runs the stages in order.

use crate::assemble;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::link;
use crate::model::Bulletin;
use crate::people;
use crate::post::Posts;
use crate::provision;
use crate::role;
use crate::rule::rules;
use crate::segment;
use crate::text::Folded;
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

/// Reads bulletins. Share one between threads: it holds compiled tables and no state.
///
/// ```
/// use tongbao::{LexiconKind, Parser};
/// let parser = Parser::builder().lexicon(LexiconKind::Title, "首席督学").build().unwrap();
/// let bulletin = parser.parse("给予安澜县教育局首席督学温砚秋党内警告处分。");
/// assert_eq!(bulletin.people[0].posts[0].title, "首席督学");
/// ```
#[derive(Debug)]
pub struct Parser {
    lexicon: Lexicon,
    published: Option<String>,
    off: Vec<String>,
}

static STANDARD: Lazy<Parser> =
    Lazy::new(|| Parser::builder().build().expect("the shipped vocabularies are checked by tests/lexicon.rs"));

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
        let folded = Folded::new(text);
        let hits = self.lexicon.hits(&folded);
        let off = |id: &str| self.off.iter().any(|o| o == id);
        let found = if off("provision/item") {
            provision::Found::cited(&folded.text, &hits)
        } else {
            provision::read(&folded, &hits)
        };
        let sentences = segment::sentences(&folded, &hits);
        let posts = Posts::new(&folded, &hits, &sentences);
        let roles = role::read(&folded, &hits);
        let announced: Vec<(usize, usize)> = roles.iter().map(|r| r.1).collect();
        let people = people::find(&folded, &hits, &posts, &sentences, &announced);
        let linked = link::link(&posts, &people, &sentences, &found.zones, &roles, &off);
        let read = assemble::Read {
            folded: &folded,
            hits: &hits,
            people: &people,
            linked: &linked,
            roles: &roles,
            posts: &posts,
        };
        assemble::bulletin(&read, found, self.published.clone())
    }
}

/// Builds a [`Parser`] with own words, a publication date, or rules switched off.
#[derive(Debug, Default)]
pub struct ParserBuilder {
    own: Vec<(LexiconKind, String)>,
    published: Option<String>,
    off: Vec<String>,
}

impl ParserBuilder {
    /// Adds rows to a vocabulary, one per line, in the form of the file of that kind under `lexicon/`.
    #[must_use]
    pub fn lexicon(mut self, kind: LexiconKind, rows: &str) -> Self {
        self.own.push((kind, rows.to_owned()));
        self
    }

    /// The date of publication, an ISO prefix; it becomes [`Bulletin::date`].
    #[must_use]
    pub fn published(mut self, date: &str) -> Self {
        self.published = Some(date.to_owned());
        self
    }

    /// Switches a rule off, by its id; [`rules`](crate::rules()) lists them.
    #[must_use]
    pub fn without_rule(mut self, id: &str) -> Self {
        self.off.push(id.to_owned());
        self
    }

    /// The parser.
    ///
    /// # Errors
    /// When a lexicon row has the wrong columns, a rule id does not exist, or the date is no ISO prefix.
    pub fn build(self) -> Result<Parser, Error> {
        if let Some(id) = self.off.iter().find(|id| !rules().iter().any(|r| r.id == **id)) {
            return Err(Error::unknown_rule(id));
        }
        if let Some(date) = self.published.as_ref().filter(|d| !is_iso_prefix(d)) {
            return Err(Error::date(date));
        }
        Ok(Parser { lexicon: Lexicon::new(&self.own)?, published: self.published, off: self.off })
    }
}

fn is_iso_prefix(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |s: &str, n: usize, high: u32| {
        s.len() == n && s.bytes().all(|b| b.is_ascii_digit()) && s.parse::<u32>().is_ok_and(|v| v >= 1 && v <= high)
    };
    match parts[..] {
        [y] => digits(y, 4, 9999),
        [y, m] => digits(y, 4, 9999) && digits(m, 2, 12),
        [y, m, d] => digits(y, 4, 9999) && digits(m, 2, 12) && digits(d, 2, 31),
        _ => false,
    }
}
