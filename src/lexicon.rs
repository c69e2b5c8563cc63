//! The open vocabularies: TSV files compiled into one automaton.

use crate::code::Measure;
use crate::error::Error;
use crate::parser::LexiconKind;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use once_cell::sync::Lazy;
use std::collections::{HashMap, HashSet};

/// What a title (职务) is a title of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// Head of a government: its unit is the place (市长).
    Government,
    /// A common word too (教师, 干部): names a post only beside a unit.
    Weak,
    Other,
}

/// What the ending of a unit name tells about the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnitKind {
    PartyCommittee,
    Supervision,
    Government,
    Department,
    School,
    Hospital,
    Company,
    Court,
    Village,
    Place,
    Other,
}

/// When a measure word is a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MeasureKind {
    Strong,
    Verb,
    Bare,
    /// Reaches to the first of these words in the sentence.
    Open(Vec<String>),
}

/// One word in one vocabulary.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    Title(TitleKind),
    Unit(UnitKind),
    Measure(Vec<Measure>, MeasureKind),
    /// Opens a predicate after a name.
    Follow,
    /// Ends a unit name on its left: what stands before it is no part of the unit.
    Stop,
}

/// A word of the text. Offsets are bytes of the folded text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    word: u32,
}

pub(crate) struct Lexicon {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    entries: Vec<Vec<Entry>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lexicon of {} words", self.entries.len())
    }
}

const FILES: [(&str, &str, &str); 5] = [
    ("title", "lexicon/titles.tsv", include_str!("../lexicon/titles.tsv")),
    ("unit", "lexicon/units.tsv", include_str!("../lexicon/units.tsv")),
    ("measure", "lexicon/measures.tsv", include_str!("../lexicon/measures.tsv")),
    ("follow", "lexicon/follow.tsv", include_str!("../lexicon/follow.tsv")),
    ("stop", "lexicon/stops.tsv", include_str!("../lexicon/stops.tsv")),
];

/// Surnames (姓); the value is true for one that is a common word too (于, 高).
pub(crate) static SURNAMES: Lazy<HashMap<&'static str, bool>> = Lazy::new(|| {
    include_str!("../lexicon/surnames.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .map(|l| l.split_once('\t').map_or((l, false), |(name, kind)| (name, kind == "weak")))
        .collect()
});

fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, l)| (i + 1, l.split('\t').map(str::trim).collect()))
}

fn entry(file: &'static str, line: usize, row: &[&str]) -> Result<Entry, Error> {
    let kind = row.get(1).copied().unwrap_or("");
    Ok(match file {
        "title" => Entry::Title(match kind {
            "government" => TitleKind::Government,
            "weak" => TitleKind::Weak,
            _ => TitleKind::Other,
        }),
        "unit" => Entry::Unit(match kind {
            "party_committee" => UnitKind::PartyCommittee,
            "supervision" => UnitKind::Supervision,
            "government" => UnitKind::Government,
            "school" => UnitKind::School,
            "hospital" => UnitKind::Hospital,
            "company" => UnitKind::Company,
            "court" => UnitKind::Court,
            "village" => UnitKind::Village,
            "place" => UnitKind::Place,
            "department" | "" => UnitKind::Department,
            _ => UnitKind::Other,
        }),
        "measure" => {
            let codes = kind.split('+').map(str::parse).collect::<Result<Vec<Measure>, _>>();
            let codes = codes.map_err(|e| Error::lexicon(file, line, e.to_string()))?;
            let kind = match row.get(2).copied().unwrap_or("strong") {
                "strong" => MeasureKind::Strong,
                "verb" => MeasureKind::Verb,
                "bare" => MeasureKind::Bare,
                "open" => MeasureKind::Open(row.get(3).unwrap_or(&"").split('|').map(str::to_owned).collect()),
                other => {
                    return Err(Error::lexicon(file, line, format!("`{other}` is none of strong, verb, bare, open")))
                }
            };
            Entry::Measure(codes, kind)
        }
        "follow" => Entry::Follow,
        _ => Entry::Stop,
    })
}

impl Lexicon {
    /// The standard vocabularies and rows of the caller's.
    pub fn new(own: &[(LexiconKind, String)]) -> Result<Self, Error> {
        let mut words: HashMap<String, usize> = HashMap::new();
        let mut entries: Vec<Vec<Entry>> = Vec::new();
        let mut add = |file: &'static str, text: &str| -> Result<(), Error> {
            let mut seen = HashSet::new();
            for (line, row) in rows(text) {
                let word = row[0];
                if word.is_empty() {
                    return Err(Error::lexicon(file, line, "the first column, the word, is empty"));
                }
                if !seen.insert(word.to_owned()) {
                    continue;
                }
                let id = *words.entry(word.to_owned()).or_insert(entries.len());
                if id == entries.len() {
                    entries.push(Vec::new());
                }
                entries[id].push(entry(file, line, &row)?);
            }
            Ok(())
        };
        for (file, _, text) in FILES {
            add(file, text)?;
        }
        for (kind, text) in own {
            let file = match kind {
                LexiconKind::Title => "title",
                LexiconKind::Unit => "unit",
                LexiconKind::Measure => "measure",
            };
            add(file, text)?;
        }
        let mut patterns: Vec<(&str, u32)> =
            words.iter().map(|(w, &i)| (w.as_str(), u32::try_from(i).unwrap_or(u32::MAX))).collect();
        patterns.sort_unstable();
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(patterns)
            .map_err(|e| Error::lexicon("all vocabularies", 0, e.to_string()))?;
        Ok(Self { automaton, entries })
    }

    /// Every word of the text, overlapping, in order of start, the longest first.
    pub fn hits(&self, text: &str) -> Hits<'_> {
        let mut all: Vec<Hit> = self
            .automaton
            .find_overlapping_iter(text)
            .map(|m| Hit { start: m.start(), end: m.end(), word: m.value() })
            .collect();
        all.sort_unstable_by_key(|h| (h.start, usize::MAX - h.end));
        Hits { lexicon: self, all }
    }
}

/// The words of one text.
pub(crate) struct Hits<'a> {
    lexicon: &'a Lexicon,
    pub all: Vec<Hit>,
}

impl<'a> Hits<'a> {
    pub fn entries(&self, hit: Hit) -> &'a [Entry] {
        &self.lexicon.entries[hit.word as usize]
    }
    /// The words that begin in `from..to`.
    pub fn within(&self, from: usize, to: usize) -> &[Hit] {
        let a = self.all.partition_point(|h| h.start < from);
        let b = self.all.partition_point(|h| h.start < to);
        &self.all[a..b.max(a)]
    }
    pub fn starting(&self, at: usize) -> &[Hit] {
        self.within(at, at + 1)
    }
    pub fn title(&self, hit: Hit) -> Option<TitleKind> {
        self.entries(hit).iter().find_map(|e| if let Entry::Title(k) = e { Some(*k) } else { None })
    }
    pub fn unit(&self, hit: Hit) -> Option<UnitKind> {
        self.entries(hit).iter().find_map(|e| if let Entry::Unit(k) = e { Some(*k) } else { None })
    }
    pub fn measure(&self, hit: Hit) -> Option<(&'a [Measure], &'a MeasureKind)> {
        self.entries(hit).iter().find_map(|e| if let Entry::Measure(m, k) = e { Some((&m[..], k)) } else { None })
    }
    pub fn is_follow(&self, hit: Hit) -> bool {
        self.entries(hit).iter().any(|e| matches!(e, Entry::Follow))
    }
    pub fn is_stop(&self, hit: Hit) -> bool {
        self.entries(hit).iter().any(|e| matches!(e, Entry::Stop))
    }
}
