//! The output: what one bulletin holds. No parsing here; field names are the JSON's.

use crate::code::{
    Basis, DiagnosticCode, Level, Measure, MeasureStatus, OrganizationKind, PenaltyKind, PostStatus, Role, SectionKind,
};
use std::ops::Range;

/// A half-open range of byte offsets into [`Bulletin::text`], always on character boundaries.
///
/// ```
/// let span = tongbao::Span::new(0, 6);
/// assert_eq!(span.slice("周科任职"), "周科");
/// assert_eq!(span.chars("周科任职"), 0..2);
/// assert_eq!(span.utf16("周科任职"), 0..2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "[u32; 2]", into = "[u32; 2]")
)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// When an offset does not fit 32 bits.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("texts of 4 GiB and more are not supported");
        Self { start: fit(start), end: fit(end) }
    }
    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }
    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }
    /// As a range of bytes, to index a `str` with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
    /// The piece of `text` that the span covers.
    ///
    /// # Panics
    /// When `text` is not the text that the span was made for.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        &text[self.range()]
    }
    /// The same range counted in characters (Unicode scalar values), as Python slices count. Linear in the text.
    #[must_use]
    pub fn chars(self, text: &str) -> Range<usize> {
        let start = text[..self.start()].chars().count();
        start..start + self.slice(text).chars().count()
    }
    /// The same range counted in UTF-16 units, as JavaScript and Java count. Linear in the text.
    #[must_use]
    pub fn utf16(self, text: &str) -> Range<usize> {
        let units = |s: &str| s.chars().map(char::len_utf16).sum::<usize>();
        let start = units(&text[..self.start()]);
        start..start + units(self.slice(text))
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [u32; 2] {
    fn from(s: Span) -> Self {
        [s.start, s.end]
    }
}

/// Derives what every record of the output has.
macro_rules! record {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $ty:ty,)* })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty,)* }
    )+};
}

record! {
    /// One document, read. Serialised, it is the JSON of schema `tongbao/1`.
    ///
    /// ```
    /// let bulletin = tongbao::parse("给予青浔区水务局局长段启衡党内警告处分。");
    /// assert_eq!(bulletin.people[0].name, "段启衡");
    /// assert_eq!(bulletin.people[0].posts[0].unit, "青浔区水务局");
    /// ```
    pub struct Bulletin {
        /// Version of the form of the output.
        pub schema: String,
        /// Version of the rules that read the text.
        pub ruleset: String,
        /// Name of the document; empty until the caller sets it.
        pub id: String,
        /// The text that was parsed, as given; all spans point into it.
        pub text: String,
        /// Title (标题), where the text opens with one.
        pub title: Option<String>,
        /// Who published the bulletin (发布机关).
        pub issuer: Option<String>,
        /// Publication date as an ISO prefix.
        pub date: Option<String>,
        /// The parts of a document that holds several.
        pub sections: Vec<Section>,
        /// Everyone named, once each.
        pub people: Vec<Person>,
        /// Organisations that a measure is taken against.
        pub organizations: Vec<Organization>,
        /// Every act against one target.
        pub measures: Vec<MeasureRecord>,
        /// Numbered or separate cases (案件).
        pub cases: Vec<Case>,
        /// What statutes threaten (法律条文).
        pub provisions: Vec<Provision>,
        /// Figures over many cases (统计).
        pub statistics: Vec<Statistic>,
        /// What could not be read.
        pub diagnostics: Vec<Diagnostic>,
    }

    /// A part of a document.
    pub struct Section {
        /// The heading as written.
        pub heading: String,
        /// What kind of text follows.
        pub kind: SectionKind,
        /// Who issued this part.
        pub issuer: Option<String>,
        /// Date of this part, an ISO prefix.
        pub date: Option<String>,
        /// Heading and body.
        pub span: Span,
    }

    /// A natural person, once per document.
    pub struct Person {
        /// Full name as written, spaces removed.
        pub name: String,
        /// Part played in the document.
        pub role: Role,
        /// Other names (曾用名).
        pub aliases: Vec<String>,
        /// 男 or 女.
        pub gender: Option<String>,
        /// Ethnicity (民族), such as 藏族.
        pub ethnicity: Option<String>,
        /// Date of birth, an ISO prefix.
        pub born: Option<String>,
        /// Native place (籍贯).
        pub native_place: Option<String>,
        /// Education (学历).
        pub education: Option<String>,
        /// When the person joined the party, an ISO prefix.
        pub joined_party: Option<String>,
        /// When the person began work, an ISO prefix.
        pub began_work: Option<String>,
        /// Notes in brackets that are none of the above.
        pub notes: Vec<String>,
        /// Posts, one entry per title.
        pub posts: Vec<Post>,
        /// Lines of a career (简历).
        pub career: Vec<CareerEntry>,
        /// Where the name stands.
        pub mentions: Vec<Span>,
    }

    /// A post (职务): one title in one unit.
    pub struct Post {
        /// Unit (单位), restored from the text where it was left out; empty when the text gives none.
        pub unit: String,
        /// Title (职务).
        pub title: String,
        /// Held now, then or formerly.
        pub status: PostStatus,
        /// Level that the unit shows.
        pub level: Option<Level>,
        /// Rank where given (正厅级).
        pub rank: Option<String>,
        /// Whether the unit, or a part of it, was restored from elsewhere in the text.
        pub restored: bool,
        /// Unit and title as written.
        pub span: Span,
    }

    /// A line of a career.
    pub struct CareerEntry {
        /// Begin, an ISO prefix.
        pub from: Option<String>,
        /// End, an ISO prefix.
        pub to: Option<String>,
        /// Unit.
        pub unit: String,
        /// Title.
        pub title: String,
        /// The line.
        pub span: Span,
    }

    /// An organisation that a measure is taken against.
    pub struct Organization {
        /// Name as written, elided places restored.
        pub name: String,
        /// What kind of body it is.
        pub kind: OrganizationKind,
        /// Its level.
        pub level: Option<Level>,
        /// First mention.
        pub span: Span,
    }

    /// One measure (措施) against one target.
    pub struct MeasureRecord {
        /// Against whom.
        pub target: Target,
        /// What was done.
        pub measure: Measure,
        /// Chinese label of the code.
        pub label: String,
        /// Term in months (留党察看 一年 is 12).
        pub term_months: Option<u32>,
        /// Suspension in months (缓刑).
        pub suspended_months: Option<u32>,
        /// Amount in yuan (罚金).
        pub amount_yuan: Option<u64>,
        /// What the code does not say (new rank, parts of a combined sentence).
        pub detail: Option<String>,
        /// Decided, proposed or told as background.
        pub status: MeasureStatus,
        /// How the target was found.
        pub basis: Basis,
        /// Bodies that decided.
        pub decided_by: Vec<String>,
        /// Bodies that approved.
        pub approved_by: Vec<String>,
        /// Date of the measure, an ISO prefix.
        pub date: Option<String>,
        /// Index into [`Bulletin::cases`].
        pub case: Option<usize>,
        /// The words of the text.
        pub quote: String,
        /// Where they stand.
        pub span: Span,
        /// Where the same measure is told again.
        pub also: Vec<Span>,
        /// Id of the rule that found the target.
        pub rule: String,
    }

    /// A case: the people of one item and what they did.
    pub struct Case {
        /// Number of the item in the text.
        pub number: Option<u32>,
        /// Heading of the item.
        pub title: Option<String>,
        /// Indices into [`Bulletin::people`].
        pub subjects: Vec<usize>,
        /// Conduct that is criticised.
        pub violations: Vec<Violation>,
        /// Sums of money.
        pub amounts: Vec<Amount>,
        /// When the conduct took place.
        pub period: Option<Period>,
        /// The item.
        pub span: Span,
    }

    /// Conduct (违纪违法行为), as a code with the words it was read from.
    pub struct Violation {
        /// Code, such as `duty_failure`.
        pub code: String,
        /// The words.
        pub text: String,
        /// Where they stand.
        pub span: Span,
    }

    /// A sum of money.
    pub struct Amount {
        /// Value in units of the currency.
        pub value: u64,
        /// ISO 4217 code.
        pub currency: String,
        /// Whether 余, 近 or 多 stands beside it.
        pub approximate: bool,
        /// Where it stands.
        pub span: Span,
    }

    /// A stretch of time, as ISO prefixes.
    pub struct Period {
        /// Begin.
        pub from: Option<String>,
        /// End.
        pub to: Option<String>,
    }

    /// What one item of a legal text threatens.
    pub struct Provision {
        /// Number of the item.
        pub number: Option<u32>,
        /// The conduct (行为).
        pub conduct: String,
        /// What follows from it.
        pub consequences: Vec<Consequence>,
        /// The item.
        pub span: Span,
    }

    /// A consequence under one statute.
    pub struct Consequence {
        /// Full official name of the statute.
        pub statute: Option<String>,
        /// Articles cited.
        pub articles: Vec<Article>,
        /// Condition (情节严重的) under which it applies.
        pub condition: Option<String>,
        /// Penalties.
        pub penalties: Vec<Penalty>,
        /// Full names of offences (罪名).
        pub offences: Vec<String>,
    }

    /// An article of a statute.
    pub struct Article {
        /// Article (条).
        pub article: Option<u32>,
        /// The 1 of 第二百九十一条之一.
        pub sub: Option<u32>,
        /// Paragraph (款).
        pub paragraph: Option<u32>,
        /// Item (项).
        pub item: Option<u32>,
    }

    /// A figure over many cases.
    pub struct Statistic {
        /// The number.
        pub count: u64,
        /// Whether 近, 余 or 多 stands beside it.
        pub approximate: bool,
        /// Who or what was counted.
        pub who: String,
        /// What was done to them.
        pub measure: Measure,
        /// Where.
        pub place: Option<String>,
        /// When.
        pub period: Option<Period>,
        /// Where it stands.
        pub span: Span,
    }

    /// Something that looked like a finding and could not be read.
    pub struct Diagnostic {
        /// What kind.
        pub code: DiagnosticCode,
        /// In words.
        pub message: String,
        /// Where.
        pub span: Span,
    }
}

/// A penalty that a statute threatens. Ranges include both ends; those of other kinds stay `None`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Penalty {
    /// Which.
    pub kind: PenaltyKind,
    /// Condition (情节较重的) of this penalty.
    pub condition: Option<String>,
    /// Whether 可以并处 or 可并处 stands before it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub optional: bool,
    /// Least fine in yuan.
    #[cfg_attr(feature = "serde", serde(default))]
    pub min_yuan: Option<u64>,
    /// Highest fine in yuan.
    #[cfg_attr(feature = "serde", serde(default))]
    pub max_yuan: Option<u64>,
    /// Least detention in days.
    #[cfg_attr(feature = "serde", serde(default))]
    pub min_days: Option<u32>,
    /// Longest detention in days.
    #[cfg_attr(feature = "serde", serde(default))]
    pub max_days: Option<u32>,
    /// Least imprisonment in months.
    #[cfg_attr(feature = "serde", serde(default))]
    pub min_months: Option<u32>,
    /// Longest imprisonment in months.
    #[cfg_attr(feature = "serde", serde(default))]
    pub max_months: Option<u32>,
}

/// Against whom a measure is taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
pub enum Target {
    /// A person, as an index into [`Bulletin::people`].
    Person {
        /// The index.
        person: usize,
    },
    /// An organisation, as an index into [`Bulletin::organizations`].
    Organization {
        /// The index.
        organization: usize,
    },
    /// Unnamed people.
    Group {
        /// Who they are, in the words of the text.
        group: String,
        /// How many.
        count: Option<u64>,
    },
}

impl Target {
    /// The index of the person, when the target is one.
    #[must_use]
    pub fn person(&self) -> Option<usize> {
        match self {
            Self::Person { person } => Some(*person),
            _ => None,
        }
    }
}

/// One measure with its target, flat: what a table shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// The measure.
    pub record: &'a MeasureRecord,
    /// The person, when the target is one.
    pub person: Option<&'a Person>,
    /// Name of the target, whatever it is.
    pub name: &'a str,
    /// The words of the text.
    pub quote: &'a str,
}

impl Row<'_> {
    /// The posts of the person as one string, 「A局局长、B局书记」; empty for other targets.
    #[must_use]
    pub fn posts(&self) -> String {
        let posts = self.person.map_or(&[][..], |p| &p.posts);
        posts.iter().map(|p| format!("{}{}", p.unit, p.title)).collect::<Vec<_>>().join("、")
    }
}

impl Bulletin {
    /// One row per measure, in the order of the text.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.measures.iter().map(|record| {
            let person = record.target.person().map(|i| &self.people[i]);
            let name = match &record.target {
                Target::Person { person } => &self.people[*person].name,
                Target::Organization { organization } => &self.organizations[*organization].name,
                Target::Group { group, .. } => group,
            };
            Row { record, person, name, quote: &record.quote }
        })
    }

    /// The people a measure was taken against.
    pub fn subjects(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|p| p.role == Role::Subject)
    }

    /// The measures taken against the person with this index.
    pub fn measures_of(&self, person: usize) -> impl Iterator<Item = &MeasureRecord> {
        self.measures.iter().filter(move |m| m.target.person() == Some(person))
    }
}
