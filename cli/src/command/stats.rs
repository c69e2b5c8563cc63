//! `tongbao stats`: decided measures, counted.

use super::dedup::Reposts;
use crate::document::Document;
use crate::grid::Grid;
use crate::place;
use crate::sink::Sink;
use crate::table::plain;
use clap::{Args, ValueEnum};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use tongbao::{Bulletin, MeasureRecord, MeasureStatus, Span, Target};

#[derive(Args)]
pub struct Options {
    /// What to count by
    #[arg(long, value_enum, default_value_t = By::Code)]
    by: By,
    /// Count a bulletin as often as it was published again
    #[arg(long)]
    reposts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The measure
    Code,
    /// The body of rules that the measure belongs to
    Family,
    /// The year of the measure, or else of the bulletin
    Year,
    /// The outermost place in the unit, as the text writes it
    Place,
    /// The kind of text that tells of it
    Genre,
    /// The administrative level of the first post, or of the organisation
    Level,
}

/// What the table has one line for, in the order of the lines.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    order: usize,
    name: String,
    label: String,
}

#[derive(Default)]
struct Count {
    measures: usize,
    people: usize,
    documents: usize,
}

pub struct Stats<W> {
    out: W,
    options: Options,
    counts: HashMap<Key, Count>,
    seen: Reposts,
    total: Count,
    reposts: usize,
}

impl<W: Write> Stats<W> {
    pub fn new(options: Options, out: W) -> Self {
        let (counts, seen) = (HashMap::new(), Reposts::default());
        Self { out, options, counts, seen, total: Count::default(), reposts: 0 }
    }
}

impl<W: Write> Sink for Stats<W> {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        if !self.options.reposts && self.seen.find(document).is_some() {
            self.reposts += 1;
            return Ok(());
        }
        let b = &document.bulletin;
        let (mut keys, mut people, mut everyone) = (HashSet::new(), HashSet::new(), HashSet::new());
        for m in b.measures.iter().filter(|m| m.status == MeasureStatus::Decided) {
            let key = key(self.options.by, b, m);
            let count = self.counts.entry(key.clone()).or_default();
            count.measures += 1;
            self.total.measures += 1;
            if let Some(person) = m.target.person() {
                count.people += usize::from(people.insert((key.clone(), person)));
                self.total.people += usize::from(everyone.insert(person));
            }
            count.documents += usize::from(keys.insert(key));
        }
        self.total.documents += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let mut lines: Vec<(&Key, &Count)> = self.counts.iter().collect();
        lines.sort_unstable_by_key(|(key, count)| {
            let often = if self.options.by == By::Place { count.measures } else { 0 };
            (std::cmp::Reverse(often), *key)
        });
        let head = self.options.by.to_possible_value().expect("no value is hidden");
        let mut grid = Grid::new(&["By", "标签 Label", "措施 Measures", "人员 People", "文件 Documents"]);
        for (key, count) in lines {
            let numbers = [count.measures, count.people, count.documents].map(|n| n.to_string());
            grid.push([vec![plain(&key.name), plain(&key.label)], numbers.to_vec()].concat(), vec![]);
        }
        let Count { measures, people, documents } = self.total;
        let reposts =
            if self.options.reposts { String::new() } else { format!(" ({} reposts left out)", self.reposts) };
        writeln!(self.out, "Decided measures by {}\n\n{}", head.get_name(), grid.render())?;
        writeln!(self.out, "{measures} measures, {people} people, {documents} documents{reposts}")?;
        self.out.flush()
    }
}

fn key(by: By, b: &Bulletin, m: &MeasureRecord) -> Key {
    let coded = |order: usize, name: &str, zh: &str, en: &str| Key {
        order,
        name: name.to_string(),
        label: format!("{zh} {en}"),
    };
    let named = |name: Option<&str>| match name {
        Some(name) => Key { order: 0, name: name.to_string(), label: String::new() },
        None => Key { order: usize::MAX, name: "unknown".to_string(), label: "不明".to_string() },
    };
    match by {
        By::Code => coded(m.measure as usize, m.measure.code(), m.measure.label_zh(), m.measure.label_en()),
        By::Family => {
            let family = m.measure.family();
            coded(family as usize, family.code(), family.label_zh(), family.label_en())
        }
        By::Year => named(m.date.as_ref().or(b.date.as_ref()).and_then(|date| date.get(..4))),
        By::Place => named(place(b, m)),
        By::Genre => {
            let holds = |span: Span| span.start() <= m.span.start() && m.span.end() <= span.end();
            let sections = b.sections.iter().filter(|s| holds(s.span));
            let section = sections.min_by_key(|s| s.span.range().len());
            section.map_or_else(
                || named(None),
                |s| coded(s.kind as usize, s.kind.code(), s.kind.label_zh(), s.kind.label_en()),
            )
        }
        By::Level => {
            let level = match m.target {
                Target::Person { person } => b.people[person].posts.first().and_then(|p| p.level),
                Target::Organization { organization } => b.organizations[organization].level,
                Target::Group { .. } => None,
            };
            level.map_or_else(
                || named(None),
                // The highest first.
                |l| coded(usize::MAX - 1 - l as usize, l.code(), l.label_zh(), l.label_en()),
            )
        }
    }
}

fn place<'a>(b: &'a Bulletin, m: &'a MeasureRecord) -> Option<&'a str> {
    match &m.target {
        Target::Person { person } => b.people[*person].posts.iter().find_map(|p| place::of(&p.unit)),
        Target::Organization { organization } => place::of(&b.organizations[*organization].name),
        Target::Group { group, .. } => place::of(group),
    }
}
