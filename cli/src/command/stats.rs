//! `tongbao stats`: decided measures, counted.

use crate::args::Work;
use crate::context::Context;
use crate::document::Document;
use crate::grid::Grid;
use crate::place;
use crate::reposts::{Likeness, RepostArgs, Reposts};
use crate::run::{self, Run};
use crate::sink::Sink;
use crate::table::plain;
use crate::target::Target;
use clap::{Args, ValueEnum};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::process::ExitCode;
use tongbao::{Bulletin, MeasureRecord, MeasureStatus};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    work: Work,
    /// What to count by
    #[arg(long, value_enum, default_value_t = By::Code)]
    by: By,
    #[command(flatten)]
    reposts: RepostArgs,
}

pub fn run(options: &Options) -> ExitCode {
    let Options { work, by, reposts } = options;
    let run = Run::new(work);
    let make = |document: Document| Counted {
        likeness: (!reposts.reposts).then(|| Likeness::of(&document)),
        tally: Tally::of(*by, &document.bulletin),
    };
    let opened = Target::open(&work.output).map(|target| run.drive(make, Stats::new(*by, target)));
    run::status(&work.output, opened)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The measure
    Code,
    /// The body of rules that the measure belongs to
    Family,
    /// The year of the measure, or else of the bulletin
    Year,
    /// The outermost place in the unit, or else in the issuer, as the text writes it
    Place,
    /// The kind of text that tells of it
    Genre,
    /// The highest administrative level of the posts, or that of the organisation
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

impl Count {
    fn add(&mut self, other: &Self) {
        self.measures += other.measures;
        self.people += other.people;
        self.documents += other.documents;
    }
}

/// The counts of some documents.
#[derive(Default)]
struct Tally {
    by_key: HashMap<Key, Count>,
    total: Count,
}

impl Tally {
    fn of(by: By, b: &Bulletin) -> Self {
        let mut tally = Self { by_key: HashMap::new(), total: Count { documents: 1, ..Count::default() } };
        let (mut people, mut everyone) = (HashSet::new(), HashSet::new());
        for m in b.measures.iter().filter(|m| m.status == MeasureStatus::Decided) {
            let key = key(by, b, m);
            let count = tally.by_key.entry(key.clone()).or_default();
            count.documents = 1;
            count.measures += 1;
            tally.total.measures += 1;
            if let Some(person) = m.target.person() {
                count.people += usize::from(people.insert((key, person)));
                tally.total.people += usize::from(everyone.insert(person));
            }
        }
        tally
    }

    fn add(&mut self, other: Self) {
        for (key, count) in other.by_key {
            self.by_key.entry(key).or_default().add(&count);
        }
        self.total.add(&other.total);
    }
}

/// What one document adds; without a likeness it counts whether or not it is a repost.
struct Counted {
    likeness: Option<Likeness>,
    tally: Tally,
}

struct Stats {
    by: By,
    target: Target,
    tally: Tally,
    seen: Reposts,
    reposts: usize,
}

impl Stats {
    fn new(by: By, target: Target) -> Self {
        Self { by, target, tally: Tally::default(), seen: Reposts::default(), reposts: 0 }
    }
}

impl Sink<Counted> for Stats {
    fn write(&mut self, Counted { likeness, tally }: Counted) -> io::Result<()> {
        if likeness.and_then(|likeness| self.seen.find(likeness)).is_some() {
            self.reposts += 1;
        } else {
            self.tally.add(tally);
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        let mut lines: Vec<(&Key, &Count)> = self.tally.by_key.iter().collect();
        lines.sort_unstable_by_key(|(key, count)| {
            let often = if self.by == By::Place { count.measures } else { 0 };
            (std::cmp::Reverse(often), *key)
        });
        let head = self.by.to_possible_value().expect("no value is hidden");
        let mut grid = Grid::new(&["By", "标签 Label", "措施 Measures", "人员 People", "文件 Documents"]);
        for (key, count) in lines {
            let numbers = [count.measures, count.people, count.documents].map(|n| n.to_string());
            grid.push([vec![plain(&key.name), plain(&key.label)], numbers.to_vec()].concat(), vec![]);
        }
        let Count { measures, people, documents } = self.tally.total;
        let reposts = match self.reposts {
            0 => String::new(),
            1 => " (1 repost left out)".to_string(),
            n => format!(" ({n} reposts left out)"),
        };
        writeln!(self.target, "Decided measures by {}\n\n{}", head.get_name(), grid.render())?;
        writeln!(self.target, "{measures} measures, {people} people, {documents} documents{reposts}")?;
        self.target.commit()
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
    let context = Context::at(b, Some(&m.span));
    match by {
        By::Code => coded(m.measure as usize, m.measure.code(), m.measure.label_zh(), m.measure.label_en()),
        By::Family => {
            let family = m.measure.family();
            coded(family as usize, family.code(), family.label_zh(), family.label_en())
        }
        By::Year => named(m.date.as_deref().or(context.date).and_then(|date| date.get(..4))),
        By::Place => named(place(b, m).or_else(|| context.issuer.and_then(place::of))),
        By::Genre => context
            .kind
            .map_or_else(|| named(None), |kind| coded(kind as usize, kind.code(), kind.label_zh(), kind.label_en())),
        By::Level => {
            let level = match m.target {
                tongbao::Target::Person { person } => b.people[person].posts.iter().filter_map(|p| p.level).max(),
                tongbao::Target::Organization { organization } => b.organizations[organization].level,
                tongbao::Target::Group { .. } => None,
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
        tongbao::Target::Person { person } => b.people[*person].posts.iter().find_map(|p| place::of(&p.unit)),
        tongbao::Target::Organization { organization } => place::of(&b.organizations[*organization].name),
        tongbao::Target::Group { group, .. } => place::of(group),
    }
}
