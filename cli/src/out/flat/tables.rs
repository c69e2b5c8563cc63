//! The nine tables. Ids are the indices of the JSON, from 0 in each document.

use super::{maybe, Cell, Column, Kind, Table, View};
use tongbao::{Bulletin, Case, MeasureRecord, Penalty, Period, Target};

const fn int(name: &'static str) -> Column {
    Column { name, kind: Kind::Int }
}
const fn flag(name: &'static str) -> Column {
    Column { name, kind: Kind::Bool }
}
const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}
const fn code(name: &'static str) -> Column {
    Column { name, kind: Kind::Code }
}

type Rows<'a> = Vec<Vec<Cell<'a>>>;

/// The table of that name.
pub fn table(name: &str) -> &'static Table {
    TABLES.iter().find(|t| t.name == name).expect("the names of the tables are fixed")
}

pub const TABLES: &[Table] = &[
    Table { name: "documents", columns: DOCUMENTS, rows: documents },
    Table { name: "people", columns: PEOPLE, rows: people },
    Table { name: "posts", columns: POSTS, rows: posts },
    Table { name: "cases", columns: CASES, rows: cases },
    Table { name: "measures", columns: MEASURES, rows: measures },
    Table { name: "provisions", columns: PROVISIONS, rows: provisions },
    Table { name: "citations", columns: CITATIONS, rows: citations },
    Table { name: "statistics", columns: STATISTICS, rows: statistics },
    Table { name: "diagnostics", columns: DIAGNOSTICS, rows: diagnostics },
];

const DOCUMENTS: &[Column] = &[
    text("id"),
    text("title"),
    text("issuer"),
    text("date"),
    text("source"),
    text("url"),
    text("schema"),
    text("ruleset"),
    text("text"),
];

fn documents<'a>(view: &View<'a>) -> Rows<'a> {
    let b = &view.document.bulletin;
    vec![vec![
        (&b.id).into(),
        maybe(b.title.as_ref()),
        maybe(b.issuer.as_ref()),
        maybe(b.date.as_ref()),
        maybe(view.document.source.as_ref()),
        maybe(view.document.url.as_ref()),
        (&b.schema).into(),
        (&b.ruleset).into(),
        maybe(view.with_text.then_some(&b.text)),
    ]]
}

const PEOPLE: &[Column] = &[
    int("person_id"),
    text("name"),
    code("role"),
    text("aliases"),
    text("gender"),
    text("ethnicity"),
    text("born"),
    text("native_place"),
    text("education"),
    text("joined_party"),
    text("began_work"),
    text("notes"),
    text("posts"),
];

fn people<'a>(view: &View<'a>) -> Rows<'a> {
    let row = |(n, p): (usize, &'a tongbao::Person)| {
        let posts: Vec<String> = p.posts.iter().map(|post| format!("{}{}", post.unit, post.title)).collect();
        vec![
            n.into(),
            (&p.name).into(),
            p.role.into(),
            list(&p.aliases),
            maybe(p.gender.as_ref()),
            maybe(p.ethnicity.as_ref()),
            maybe(p.born.as_ref()),
            maybe(p.native_place.as_ref()),
            maybe(p.education.as_ref()),
            maybe(p.joined_party.as_ref()),
            maybe(p.began_work.as_ref()),
            list(&p.notes),
            list(&posts),
        ]
    };
    view.document.bulletin.people.iter().enumerate().map(row).collect()
}

const POSTS: &[Column] = &[
    int("person_id"),
    int("post_id"),
    text("name"),
    text("unit"),
    text("title"),
    code("status"),
    code("level"),
    text("rank"),
    flag("restored"),
    int("start"),
    int("end"),
];

fn posts<'a>(view: &View<'a>) -> Rows<'a> {
    let mut rows = Vec::new();
    for (person, p) in view.document.bulletin.people.iter().enumerate() {
        for (n, post) in p.posts.iter().enumerate() {
            let [start, end] = view.ends(post.span);
            rows.push(vec![
                person.into(),
                n.into(),
                (&p.name).into(),
                (&post.unit).into(),
                (&post.title).into(),
                post.status.into(),
                maybe(post.level),
                maybe(post.rank.as_ref()),
                post.restored.into(),
                start,
                end,
            ]);
        }
    }
    rows
}

const CASES: &[Column] = &[
    int("case_id"),
    int("number"),
    text("title"),
    text("subjects"),
    text("violations"),
    text("violation_words"),
    text("amounts"),
    text("period_from"),
    text("period_to"),
    int("start"),
    int("end"),
];

fn cases<'a>(view: &View<'a>) -> Rows<'a> {
    let b = &view.document.bulletin;
    let row = |(n, c): (usize, &'a Case)| {
        let subjects: Vec<&str> = c.subjects.iter().map(|i| b.people[*i].name.as_str()).collect();
        let violations: Vec<&str> = c.violations.iter().map(|v| v.code.as_str()).collect();
        let words: Vec<&str> = c.violations.iter().map(|v| v.text.as_str()).collect();
        let amounts: Vec<String> = c.amounts.iter().map(|a| format!("{} {}", a.value, a.currency)).collect();
        let [from, to] = ends_of(c.period.as_ref());
        let [start, end] = view.ends(c.span);
        vec![
            n.into(),
            maybe(c.number),
            maybe(c.title.as_ref()),
            list(&subjects),
            list(&violations),
            list(&words),
            list(&amounts),
            from,
            to,
            start,
            end,
        ]
    };
    b.cases.iter().enumerate().map(row).collect()
}

const MEASURES: &[Column] = &[
    int("measure_id"),
    text("target_kind"),
    int("person_id"),
    text("target"),
    int("target_count"),
    text("posts"),
    code("measure"),
    code("family"),
    text("label"),
    int("term_months"),
    int("suspended_months"),
    int("amount_yuan"),
    text("detail"),
    code("status"),
    code("basis"),
    text("decided_by"),
    text("approved_by"),
    text("date"),
    int("case_id"),
    text("quote"),
    int("start"),
    int("end"),
    text("rule"),
];

fn measures<'a>(view: &View<'a>) -> Rows<'a> {
    let b = &view.document.bulletin;
    let row = |(n, row): (usize, tongbao::Row<'a>)| {
        let m: &'a MeasureRecord = row.record;
        let (kind, count) = match m.target {
            Target::Person { .. } => ("person", None),
            Target::Organization { .. } => ("organization", None),
            Target::Group { count, .. } => ("group", count),
        };
        let [start, end] = view.ends(m.span);
        vec![
            n.into(),
            kind.into(),
            maybe(m.target.person()),
            row.name.into(),
            maybe(count),
            maybe(Some(row.posts()).filter(|posts| !posts.is_empty())),
            m.measure.into(),
            m.measure.family().into(),
            (&m.label).into(),
            maybe(m.term_months),
            maybe(m.suspended_months),
            maybe(m.amount_yuan),
            maybe(m.detail.as_ref()),
            m.status.into(),
            m.basis.into(),
            list(&m.decided_by),
            list(&m.approved_by),
            maybe(m.date.as_ref()),
            maybe(m.case),
            (&m.quote).into(),
            start,
            end,
            (&m.rule).into(),
        ]
    };
    b.rows().enumerate().map(row).collect()
}

/// One row per penalty; a consequence without one has a row too.
const PROVISIONS: &[Column] = &[
    int("provision_id"),
    int("consequence_id"),
    int("penalty_id"),
    int("number"),
    text("conduct"),
    text("statute"),
    text("condition"),
    text("offences"),
    code("penalty"),
    text("penalty_condition"),
    flag("optional"),
    int("min_yuan"),
    int("max_yuan"),
    int("min_days"),
    int("max_days"),
    int("min_months"),
    int("max_months"),
    int("start"),
    int("end"),
];

fn provisions<'a>(view: &View<'a>) -> Rows<'a> {
    let mut rows = Vec::new();
    for (n, provision) in view.document.bulletin.provisions.iter().enumerate() {
        for (c, consequence) in provision.consequences.iter().enumerate() {
            let penalties: Vec<Option<&'a Penalty>> = if consequence.penalties.is_empty() {
                vec![None]
            } else {
                consequence.penalties.iter().map(Some).collect()
            };
            for (i, penalty) in penalties.into_iter().enumerate() {
                let [start, end] = view.ends(provision.span);
                rows.push(vec![
                    n.into(),
                    c.into(),
                    i.into(),
                    maybe(provision.number),
                    (&provision.conduct).into(),
                    maybe(consequence.statute.as_ref()),
                    maybe(consequence.condition.as_ref()),
                    list(&consequence.offences),
                    maybe(penalty.map(|p| p.kind)),
                    maybe(penalty.and_then(|p| p.condition.as_ref())),
                    maybe(penalty.map(|p| p.optional)),
                    maybe(penalty.and_then(|p| p.min_yuan)),
                    maybe(penalty.and_then(|p| p.max_yuan)),
                    maybe(penalty.and_then(|p| p.min_days)),
                    maybe(penalty.and_then(|p| p.max_days)),
                    maybe(penalty.and_then(|p| p.min_months)),
                    maybe(penalty.and_then(|p| p.max_months)),
                    start,
                    end,
                ]);
            }
        }
    }
    rows
}

/// One row per article; a statute that is cited without one has a row too.
const CITATIONS: &[Column] = &[
    int("citation_id"),
    int("provision_id"),
    int("consequence_id"),
    text("statute"),
    int("article"),
    int("sub"),
    int("paragraph"),
    int("item"),
];

fn citations<'a>(view: &View<'a>) -> Rows<'a> {
    let mut rows: Rows<'a> = Vec::new();
    for (n, provision) in view.document.bulletin.provisions.iter().enumerate() {
        for (c, consequence) in provision.consequences.iter().enumerate() {
            let Some(statute) = &consequence.statute else { continue };
            let mut cite = |numbers: [Option<u32>; 4]| {
                let mut row = vec![rows.len().into(), n.into(), c.into(), statute.into()];
                row.extend(numbers.map(maybe));
                rows.push(row);
            };
            if consequence.articles.is_empty() {
                cite([None; 4]);
            }
            for a in &consequence.articles {
                cite([a.article, a.sub, a.paragraph, a.item]);
            }
        }
    }
    rows
}

const STATISTICS: &[Column] = &[
    int("statistic_id"),
    int("count"),
    flag("approximate"),
    text("who"),
    code("measure"),
    text("place"),
    text("period_from"),
    text("period_to"),
    text("quote"),
    int("start"),
    int("end"),
];

fn statistics<'a>(view: &View<'a>) -> Rows<'a> {
    let row = |(n, s): (usize, &'a tongbao::Statistic)| {
        let [from, to] = ends_of(s.period.as_ref());
        let [start, end] = view.ends(s.span);
        vec![
            n.into(),
            s.count.into(),
            s.approximate.into(),
            (&s.who).into(),
            s.measure.into(),
            maybe(s.place.as_ref()),
            from,
            to,
            view.quote(s.span),
            start,
            end,
        ]
    };
    view.document.bulletin.statistics.iter().enumerate().map(row).collect()
}

const DIAGNOSTICS: &[Column] =
    &[int("diagnostic_id"), code("code"), text("message"), text("quote"), int("start"), int("end")];

fn diagnostics<'a>(view: &View<'a>) -> Rows<'a> {
    let b: &'a Bulletin = &view.document.bulletin;
    let row = |(n, d): (usize, &'a tongbao::Diagnostic)| {
        let [start, end] = view.ends(d.span);
        vec![n.into(), d.code.into(), (&d.message).into(), view.quote(d.span), start, end]
    };
    b.diagnostics.iter().enumerate().map(row).collect()
}

fn ends_of(period: Option<&Period>) -> [Cell<'_>; 2] {
    [maybe(period.and_then(|p| p.from.as_ref())), maybe(period.and_then(|p| p.to.as_ref()))]
}

/// Several words in one cell.
fn list<'a>(words: &[impl AsRef<str>]) -> Cell<'a> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    maybe(Some(words.join("、")).filter(|joined| !joined.is_empty()))
}
