//! The rows of the tables: what the page knows of a bulletin before it is opened.

use super::json::{compact, List};
use crate::context::Context;
use crate::document::Document;
use crate::place;
use serde::Serialize;
use serde_json::{json, Value};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use tongbao::{
    Basis, Bulletin, DiagnosticCode, Family, Level, Measure, MeasureRecord, MeasureStatus, OrganizationKind,
    PenaltyKind, Person, Post, PostStatus, Role, SectionKind, Target,
};

/// Characters of quoted words in a row.
const SHORT: usize = 60;
/// Places that the filter suggests.
const MOST_PLACES: usize = 300;

/// Everything that the tables and plots are drawn from. Rows name others by their place in the lists.
#[derive(Default)]
pub struct Index {
    documents: List,
    people: List,
    measures: List,
    diagnostics: List,
    /// How often each place was named.
    places: BTreeMap<String, usize>,
    pub left_out: LeftOut,
}

/// What was read and is not on the page.
#[derive(Default, Serialize)]
pub struct LeftOut {
    documents: usize,
    people: usize,
    measures: usize,
    /// Documents that are bulletins published again.
    pub reposts: usize,
}

#[derive(Serialize)]
struct DocumentRow<'a> {
    id: &'a str,
    title: Option<String>,
    issuer: Option<&'a str>,
    date: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    kinds: Vec<SectionKind>,
    provisions: usize,
    statistics: usize,
    opens: bool,
}

#[derive(Serialize)]
struct PersonRow<'a> {
    document: usize,
    /// Index into the people of the bulletin.
    at: usize,
    name: &'a str,
    role: Role,
    posts: String,
    level: Option<Level>,
    #[serde(flatten)]
    context: Context<'a>,
}

#[derive(Serialize)]
struct MeasureRow<'a> {
    document: usize,
    /// Index into the measures of the bulletin.
    at: usize,
    /// Index into the people of the whole index.
    person: Option<usize>,
    /// Name of the target that is no person.
    target: Option<&'a str>,
    count: Option<u64>,
    level: Option<Level>,
    measure: Measure,
    term_months: Option<u32>,
    suspended_months: Option<u32>,
    amount_yuan: Option<u64>,
    status: MeasureStatus,
    decided_by: String,
    quote: String,
    #[serde(flatten)]
    context: Context<'a>,
}

#[derive(Serialize)]
struct DiagnosticRow<'a> {
    document: usize,
    /// Index into the diagnostics of the bulletin.
    at: usize,
    code: DiagnosticCode,
    message: &'a str,
    quote: String,
}

/// How many rows a bulletin adds.
pub fn rows_of(bulletin: &Bulletin) -> usize {
    bulletin.people.len() + bulletin.measures.len() + bulletin.diagnostics.len()
}

impl Index {
    pub fn rows(&self) -> usize {
        self.people.len + self.measures.len + self.diagnostics.len
    }

    /// Whether a bulletin was left out. Those after it are too, so that the page holds the first ones and no selection.
    pub fn is_cut(&self) -> bool {
        self.left_out.documents > 0
    }

    pub fn leave_out(&mut self, bulletin: &Bulletin) {
        self.left_out.documents += 1;
        self.left_out.people += bulletin.people.len();
        self.left_out.measures += bulletin.measures.len();
    }

    /// Adds the rows of a document; `opens` tells whether its text is on the page.
    pub fn add(&mut self, document: &Document, opens: bool) {
        let bulletin = &document.bulletin;
        let first_person = self.people.len;
        let at = self.documents.len;
        for (i, person) in bulletin.people.iter().enumerate() {
            self.count_place(person.posts.iter().find_map(|p| place::of(&p.unit)));
            self.people.push(&person_row(bulletin, at, i, person));
        }
        for (i, record) in bulletin.measures.iter().enumerate() {
            if let Target::Organization { organization } = &record.target {
                self.count_place(place::of(&bulletin.organizations[*organization].name));
            }
            self.measures.push(&measure_row(bulletin, at, i, record, first_person));
        }
        for (i, d) in bulletin.diagnostics.iter().enumerate() {
            let quote = short(d.span.slice(&bulletin.text));
            self.diagnostics.push(&DiagnosticRow { document: at, at: i, code: d.code, message: &d.message, quote });
        }
        self.documents.push(&document_row(document, opens));
    }

    fn count_place(&mut self, place: Option<&str>) {
        if let Some(place) = place {
            *self.places.entry(place.to_owned()).or_default() += 1;
        }
    }

    /// The places named most often, those first.
    fn frequent_places(&self) -> Vec<&String> {
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_by_key(|(_, count)| Reverse(**count));
        places.into_iter().take(MOST_PLACES).map(|(place, _)| place).collect()
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { documents, people, measures, diagnostics, .. } = self;
        let (places, left_out) = (compact(&self.frequent_places()), compact(&self.left_out));
        writeln!(f, "{{\"documents\":{documents},\n\"people\":{people},\n\"measures\":{measures},")?;
        write!(f, "\"diagnostics\":{diagnostics},\n\"places\":{places},\"left_out\":{left_out}}}")
    }
}

fn document_row(document: &Document, opens: bool) -> DocumentRow<'_> {
    let bulletin = &document.bulletin;
    let mut kinds: Vec<SectionKind> = bulletin.sections.iter().map(|s| s.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let heading = bulletin.sections.first().map(|s| &s.heading).filter(|h| !h.is_empty());
    DocumentRow {
        id: &bulletin.id,
        title: bulletin.title.as_ref().or(heading).map(|t| short(t)),
        issuer: bulletin.issuer.as_deref(),
        date: bulletin.date.as_deref(),
        source: document.source.as_deref(),
        url: document.url.as_deref(),
        kinds,
        provisions: bulletin.provisions.len(),
        statistics: bulletin.statistics.len(),
        opens,
    }
}

fn person_row<'a>(bulletin: &'a Bulletin, document: usize, at: usize, person: &'a Person) -> PersonRow<'a> {
    let posts: Vec<String> = person.posts.iter().map(post).collect();
    PersonRow {
        document,
        at,
        name: &person.name,
        role: person.role,
        posts: posts.join("、"),
        level: person.posts.iter().filter_map(|p| p.level).max(),
        context: Context::at(bulletin, person.mentions.first()),
    }
}

fn post(post: &Post) -> String {
    let Post { unit, title, status, .. } = post;
    match status {
        PostStatus::Current => format!("{unit}{title}"),
        _ => format!("（{}）{unit}{title}", status.label_zh()),
    }
}

fn measure_row<'a>(
    bulletin: &'a Bulletin,
    document: usize,
    at: usize,
    record: &'a MeasureRecord,
    first_person: usize,
) -> MeasureRow<'a> {
    let (person, target, count, level) = match &record.target {
        Target::Person { person } => (Some(first_person + person), None, None, None),
        Target::Organization { organization } => {
            let organization = &bulletin.organizations[*organization];
            (None, Some(organization.name.as_str()), None, organization.level)
        }
        Target::Group { group, count } => (None, Some(group.as_str()), *count, None),
    };
    let context = Context::at(bulletin, Some(&record.span));
    MeasureRow {
        document,
        at,
        person,
        target,
        count,
        level,
        measure: record.measure,
        term_months: record.term_months,
        suspended_months: record.suspended_months,
        amount_yuan: record.amount_yuan,
        status: record.status,
        decided_by: record.decided_by.join("、"),
        quote: short(&record.quote),
        context: Context { date: record.date.as_deref().or(context.date), ..context },
    }
}

fn short(text: &str) -> String {
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// The words for every code, in the order of the codes: `[code, Chinese, English]`, and the family of a measure.
pub fn labels() -> Value {
    macro_rules! words {
        ($($name:ident),+) => {
            json!({ $(stringify!($name): $name::ALL.iter().map(|v| [v.code(), v.label_zh(), v.label_en()]).collect::<Vec<_>>()),+ })
        };
    }
    let mut labels = words!(
        Basis,
        DiagnosticCode,
        Family,
        Level,
        MeasureStatus,
        OrganizationKind,
        PenaltyKind,
        PostStatus,
        Role,
        SectionKind
    );
    let measures = Measure::ALL.iter().map(|m| [m.code(), m.label_zh(), m.label_en(), m.family().code()]);
    labels["Measure"] = json!(measures.collect::<Vec<_>>());
    labels
}
