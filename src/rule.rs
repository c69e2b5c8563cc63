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

const GENRE: &str = "usage of the genre";

const RULES: &[Rule] = &[
    Rule {
        id: "figure/count",
        summary: "8名…受到问责: counts of unnamed people with what was done to them",
        source: GENRE,
    },
    Rule { id: "link/carried", summary: "the subject stands in an earlier sentence of the same item", source: GENRE },
    Rule {
        id: "link/give-to",
        summary: "给予甲…处分: the people between the verb and the measure receive it",
        source: GENRE,
    },
    Rule { id: "link/in-order", summary: "分别 pairs two lists of one length in order", source: GENRE },
    Rule {
        id: "link/list-after",
        summary: "对以下人员给予…处分：甲、乙: everyone of the list that a colon parts from the measure",
        source: GENRE,
    },
    Rule {
        id: "link/list-outcome",
        summary: "上述人员均受到处分: everyone of the list before who has no outcome yet",
        source: GENRE,
    },
    Rule {
        id: "link/note", summary: "甲（开除党籍）: what a note in brackets after a name tells", source: GENRE
    },
    Rule {
        id: "link/organisation",
        summary: "责成…作出检查, 给予…通报批评: a body receives it",
        source: "《中国共产党问责条例》 (2019) on party organisations: 检查, 通报, 改组",
    },
    Rule {
        id: "link/receives", summary: "甲…受到…处分: the people before the verb receive it", source: GENRE
    },
    Rule {
        id: "link/same-sentence",
        summary: "甲受到…处分,按程序免职: a further measure against the same people",
        source: GENRE,
    },
    Rule {
        id: "link/surname",
        summary: "邓被免职: a surname alone where one person of the document has it",
        source: GENRE,
    },
    Rule {
        id: "provision/item",
        summary: "what a statute threatens: conduct, article, penalty, offence",
        source: "《刑法》, 《治安管理处罚法》 and other statutes cited",
    },
];
