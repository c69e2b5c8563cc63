//! The rules by name.

/// A rule: what it reads and why. Its id stands in [`MeasureRecord::rule`](crate::MeasureRecord::rule).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Stable id, such as `link/give-to`.
    pub id: &'static str,
    /// One line on what it reads.
    pub summary: &'static str,
    /// Where the reason for it stands: a law, or the usage of the genre.
    pub source: &'static str,
}

/// Every rule, in order of id.
///
/// ```
/// assert!(tongbao::rules().iter().any(|r| r.id == "link/give-to"));
/// ```
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}

const RULES: &[Rule] = &[
    Rule { id: "link/give-to", summary: "给予甲…处分: the people between the verb and the measure receive it", source: "usage of the genre" },
];
