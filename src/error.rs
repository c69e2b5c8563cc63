//! What the caller did wrong.

/// What the caller did wrong, with predicates that tell the kinds apart. Texts never fail: only a
/// [`ParserBuilder`](crate::ParserBuilder) and `FromStr` of a code do.
///
/// ```
/// let error = "party_hug".parse::<tongbao::Measure>().unwrap_err();
/// assert!(error.is_unknown_code());
/// assert_eq!(error.to_string(), "`party_hug` is no code of Measure; see Measure::ALL");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("`{value}` is no code of {what}; see {what}::ALL")]
    UnknownCode { what: &'static str, value: String },
    #[error("lexicon entries for {kind}, line {line}: {reason}")]
    Lexicon { kind: &'static str, line: usize, reason: String },
    #[error("`{0}` is no rule; see tongbao::rules()")]
    UnknownRule(String),
    #[error("`{0}` is no date; write 2022, 2022-03 or 2022-03-09")]
    Date(String),
}

impl Error {
    pub(crate) fn unknown_code(what: &'static str, value: &str) -> Self {
        Self(Kind::UnknownCode { what, value: value.to_owned() })
    }
    pub(crate) fn lexicon(kind: &'static str, line: usize, reason: impl Into<String>) -> Self {
        Self(Kind::Lexicon { kind, line, reason: reason.into() })
    }
    pub(crate) fn unknown_rule(id: &str) -> Self {
        Self(Kind::UnknownRule(id.to_owned()))
    }
    pub(crate) fn date(value: &str) -> Self {
        Self(Kind::Date(value.to_owned()))
    }

    /// A string that is no code of the enum it was parsed as.
    #[must_use]
    pub fn is_unknown_code(&self) -> bool {
        matches!(self.0, Kind::UnknownCode { .. })
    }
    /// A lexicon row that cannot be used.
    #[must_use]
    pub fn is_lexicon(&self) -> bool {
        matches!(self.0, Kind::Lexicon { .. })
    }
    /// A rule id that does not exist.
    #[must_use]
    pub fn is_unknown_rule(&self) -> bool {
        matches!(self.0, Kind::UnknownRule(_))
    }
    /// A publication date that is not an ISO prefix.
    #[must_use]
    pub fn is_date(&self) -> bool {
        matches!(self.0, Kind::Date(_))
    }
}
