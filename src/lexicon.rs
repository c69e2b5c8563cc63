//! The open vocabularies: TSV files compiled into one trie.

use crate::body;
use crate::code::Measure;
use crate::conduct;
use crate::error::Error;
use crate::gate;
use crate::head;
use crate::link;
use crate::money;
use crate::parser::LexiconKind;
use crate::people;
use crate::post::{self, Joint};
use crate::provision;
use crate::role::{Sign, SIGNS};
use crate::text::Folded;
use crate::trie::{Found, Trie};
use crate::words::{key, longer, Chars, Map};
use once_cell::sync::Lazy;
use std::collections::HashMap;
use std::ops::Range;

/// What a title (职务) is a title of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// Head of a government: its unit is the place (市长).
    Head,
    /// A grade (一级调研员).
    Rank,
    /// A common word too (教师, 干部): names a post only beside a unit.
    Worker,
    /// No post, but a word that a name follows (被告人, 村民).
    Label,
    /// A post of another state (总统).
    Foreign,
    Other,
}

/// What the ending of a unit name tells about the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnitKind {
    PartyCommittee,
    /// A party body inside an organisation (党组, 党支部): part of the title.
    PartyGroup,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasureKind {
    Strong,
    Verb,
    Bare,
    /// Reaches to the first of its closing words in the sentence.
    Open,
    /// Only with a term right after it.
    Term,
}

/// A measure word with its codes.
#[derive(Clone, Debug)]
pub(crate) struct MeasureWord {
    pub codes: Vec<Measure>,
    pub kind: MeasureKind,
    pub closers: Vec<String>,
}

/// What one word is, in every vocabulary that has it.
// A word may be any of these at once.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    pub title: Option<TitleKind>,
    pub unit: Option<UnitKind>,
    /// What such a unit may decide.
    pub decides: Option<body::Kind>,
    /// Its number among the measures: [`Hits::measure`].
    pub measure: Option<u16>,
    /// Opens a predicate after a name.
    pub follow: bool,
    /// Ends a unit name on its left: what stands before it is no part of the unit.
    pub stop: bool,
    /// A place named without its suffix (广东).
    pub place: bool,
    /// Another state or its organs, or China under another order (皇帝, 国民党当局).
    pub foreign: bool,
}

/// What one word is to the readers that have a list of their own.
// A word may be in any of these lists at once.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default)]
struct Listed {
    /// The name of a statute.
    statute: bool,
    /// Opens a phrase of conduct: an index into the table of `conduct`.
    conduct: Option<u16>,
    /// What it tells, a bit for each kind of `Told`.
    told: u16,
    joint: Option<Joint>,
    sign: Option<Sign>,
}

/// What a word tells, where no more than that is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told {
    /// A name may stand after it.
    Cue,
    /// A name may stand before it.
    Verdict,
    /// The name of a body ends.
    Side,
    /// The text may be legal text.
    Hint,
    /// Nothing was done.
    Idle,
    /// The measure after it is only announced.
    Planned,
    /// What follows is only held right by somebody.
    Opinion,
    /// The whole text is made up or only discussed.
    Unreal,
    /// Figures are over many cases.
    Scope,
    /// The conduct after it is none.
    Denial,
    /// A web page puts the line around a text.
    Page,
    /// There is a sum of money.
    Money,
}

/// How many kinds there are.
const KINDS: usize = Told::Money as usize + 1;

/// The words that tell something.
fn telling() -> impl Iterator<Item = (Told, &'static str)> {
    let lists = [
        (Told::Cue, people::CUES),
        (Told::Verdict, people::VERDICTS),
        (Told::Side, body::SIDES),
        (Told::Hint, provision::HINTS),
        (Told::Idle, link::IDLE),
        (Told::Planned, gate::PLANNED),
        (Told::Opinion, gate::OPINIONS),
        (Told::Unreal, gate::UNREAL),
        (Told::Scope, gate::SCOPE),
        (Told::Denial, conduct::DENIALS),
        (Told::Page, head::PAGE),
    ];
    let lists = lists.into_iter().flat_map(|(told, list)| list.iter().map(move |word| (told, *word)));
    lists.chain(money::words().map(|word| (Told::Money, word)))
}

impl Word {
    /// Whether it is a word of the vocabularies, and no reader has it for itself.
    fn common(&self) -> bool {
        self.title.is_some()
            || self.unit.is_some()
            || self.measure.is_some()
            || self.follow
            || self.stop
            || self.place
            || self.foreign
    }
}

impl Listed {
    fn any(self) -> bool {
        self.statute || self.conduct.is_some() || self.told > 0 || self.joint.is_some() || self.sign.is_some()
    }
}

/// A word of the text. Offsets are bytes of the folded text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    /// What it is.
    pub word: Word,
}

pub(crate) struct Lexicon {
    trie: Trie,
    words: Vec<Entry>,
    /// What each word is to the readers, apart from what is asked of every hit: so the words are near each other.
    listed: Vec<Listed>,
    measures: Vec<MeasureWord>,
}

/// A word of the trie, with what is asked of each of its hits.
struct Entry {
    word: Word,
    /// Whether it is a word of the vocabularies, and whether a reader has it in a list of its own.
    common: bool,
    own: bool,
    /// What it ends in, when another word may begin with that: 办公, 长期.
    ending: Option<char>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lexicon of {} words", self.words.len())
    }
}

const FILES: [(&str, &str, &str); 7] = [
    ("title", "lexicon/titles.tsv", include_str!("../lexicon/titles.tsv")),
    ("unit", "lexicon/units.tsv", include_str!("../lexicon/units.tsv")),
    ("measure", "lexicon/measures.tsv", include_str!("../lexicon/measures.tsv")),
    ("follow", "lexicon/follow.tsv", include_str!("../lexicon/follow.tsv")),
    ("stop", "lexicon/stops.tsv", include_str!("../lexicon/stops.tsv")),
    ("place", "lexicon/places.tsv", include_str!("../lexicon/places.tsv")),
    ("foreign", "lexicon/foreign.tsv", include_str!("../lexicon/foreign.tsv")),
];

/// How a surname counts as a sign of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surname {
    /// One of the hundred most frequent.
    Common,
    Rare,
    /// Mostly a word (于, 高).
    Weak,
}

/// Surnames (姓) of the first plane.
struct Surnames {
    /// Those of one character, by their code points.
    single: Vec<Option<Surname>>,
    /// The longer ones by their keys, and what they begin with.
    compound: Map<u64, Surname>,
    heads: Chars,
}

static SURNAMES: Lazy<Surnames> = Lazy::new(|| {
    let rows = include_str!("../lexicon/surnames.tsv").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let mut single = vec![None; 1 << 16];
    let mut compound = Map::default();
    let mut heads = Vec::new();
    for row in rows {
        let (name, kind) = match row.split_once('\t') {
            Some((name, "common")) => (name, Surname::Common),
            Some((name, "weak")) => (name, Surname::Weak),
            Some((name, _)) => (name, Surname::Rare),
            None => (row, Surname::Rare),
        };
        match key(name) {
            Some(c @ ..=0xffff) => single[usize::try_from(c).unwrap_or(0)] = Some(kind),
            Some(key) => {
                compound.insert(key, kind);
                heads.extend(name.chars().next());
            }
            None => {}
        }
    }
    Surnames { single, compound, heads: Chars::new(heads.into_iter()) }
});

/// The characters that surnames begin with.
static SURNAME_HEADS: Lazy<Chars> = Lazy::new(|| {
    let first = |c: &char| single_surname(*c).is_some() || SURNAMES.heads.has(*c);
    Chars::new(('\0'..='\u{ffff}').filter(first))
});

/// The characters that surnames begin with.
pub(crate) fn surname_heads() -> &'static Chars {
    &SURNAME_HEADS
}

/// The surname that the character is.
pub(crate) fn single_surname(c: char) -> Option<Surname> {
    SURNAMES.single.get(c as usize).copied().flatten()
}

/// The surname that the two characters are together.
pub(crate) fn compound_surname(a: char, b: char) -> Option<Surname> {
    let surnames = &*SURNAMES;
    let key = Some(0).filter(|_| surnames.heads.has(a)).and_then(|key| longer(longer(key, a)?, b))?;
    surnames.compound.get(&key).copied()
}

/// The surname that these characters are.
pub(crate) fn surname(characters: &str) -> Option<Surname> {
    let key = key(characters)?;
    match usize::try_from(key) {
        Ok(c @ ..=0xffff) => SURNAMES.single[c],
        _ => SURNAMES.compound.get(&key).copied(),
    }
}

fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, l)| (i + 1, l.split('\t').map(str::trim).collect()))
}

fn title_kind(kind: &str) -> TitleKind {
    match kind {
        "head" | "government" => TitleKind::Head,
        "rank" => TitleKind::Rank,
        "worker" | "weak" => TitleKind::Worker,
        "label" => TitleKind::Label,
        "foreign" => TitleKind::Foreign,
        _ => TitleKind::Other,
    }
}

fn unit_kind(kind: &str) -> UnitKind {
    match kind {
        "party_committee" => UnitKind::PartyCommittee,
        "party_group" => UnitKind::PartyGroup,
        "supervision" => UnitKind::Supervision,
        "government" => UnitKind::Government,
        "school" => UnitKind::School,
        "hospital" => UnitKind::Hospital,
        "company" | "bank" => UnitKind::Company,
        "court" | "judicial" => UnitKind::Court,
        "village" => UnitKind::Village,
        "place" => UnitKind::Place,
        "department" | "public_security" | "" => UnitKind::Department,
        _ => UnitKind::Other,
    }
}

fn measure_word(file: &'static str, line: usize, row: &[&str]) -> Result<MeasureWord, Error> {
    let codes = row.get(1).unwrap_or(&"").split('+').map(str::parse).collect::<Result<Vec<Measure>, _>>();
    let kind = match row.get(2).copied().unwrap_or("strong") {
        "strong" => MeasureKind::Strong,
        "verb" => MeasureKind::Verb,
        "bare" => MeasureKind::Bare,
        "open" => MeasureKind::Open,
        "term" => MeasureKind::Term,
        other => {
            return Err(Error::lexicon(file, line, format!("`{other}` is none of strong, verb, bare, open, term")))
        }
    };
    Ok(MeasureWord {
        codes: codes.map_err(|e| Error::lexicon(file, line, e.to_string()))?,
        kind,
        closers: row.get(3).map_or_else(Vec::new, |c| c.split('|').map(str::to_owned).collect()),
    })
}

impl Lexicon {
    /// The standard vocabularies and rows of the caller's.
    pub fn new(own: &[(LexiconKind, String)]) -> Result<Self, Error> {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut words: Vec<(Word, Listed)> = Vec::new();
        let mut measures: Vec<MeasureWord> = Vec::new();
        let mut entry = |word: &str, words: &mut Vec<(Word, Listed)>| {
            let id = *ids.entry(word.to_owned()).or_insert(words.len());
            if id == words.len() {
                words.push(Default::default());
            }
            id
        };
        for name in provision::statute_names() {
            let id = entry(name, &mut words);
            words[id].1.statute = true;
        }
        for (i, name) in conduct::words().enumerate() {
            let id = entry(name, &mut words);
            words[id].1.conduct = u16::try_from(i).ok();
        }
        for (told, name) in telling() {
            let id = entry(name, &mut words);
            words[id].1.told |= 1 << told as u8;
        }
        for (name, joint) in post::joints() {
            let id = entry(name, &mut words);
            words[id].1.joint = Some(joint);
        }
        for &(name, sign) in SIGNS {
            let id = entry(name, &mut words);
            words[id].1.sign = Some(sign);
        }
        let mut add = |file: &'static str, text: &str| -> Result<(), Error> {
            for (line, row) in rows(text) {
                if row[0].is_empty() {
                    return Err(Error::lexicon(file, line, "the first column, the word, is empty"));
                }
                let id = entry(row[0], &mut words);
                let (word, kind) = (&mut words[id].0, row.get(1).copied().unwrap_or(""));
                match file {
                    "title" => word.title = Some(title_kind(kind)),
                    "unit" => {
                        let unit = unit_kind(kind);
                        word.unit = Some(unit);
                        word.decides = Some(body::kind(row[0], unit)).filter(|_| unit != UnitKind::Place);
                    }
                    "measure" => {
                        word.measure = Some(
                            u16::try_from(measures.len())
                                .map_err(|_| Error::lexicon(file, line, "more measures than a vocabulary holds"))?,
                        );
                        measures.push(measure_word(file, line, &row)?);
                    }
                    "follow" => word.follow = true,
                    "stop" => word.stop = true,
                    "place" => word.place = true,
                    _ => word.foreign = true,
                }
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
        let numbered = ids.iter().map(|(w, &i)| (w.as_str(), u32::try_from(i).unwrap_or(u32::MAX)));
        let trie = Trie::new(numbered)
            .ok_or_else(|| Error::lexicon("all vocabularies", 0, "more characters than a vocabulary holds"))?;
        let entry = |(word, listed): (Word, Listed)| {
            (Entry { word, common: word.common(), own: listed.any(), ending: None }, listed)
        };
        let (mut words, listed): (Vec<Entry>, Vec<Listed>) = words.into_iter().map(entry).unzip();
        for (word, &i) in &ids {
            let title = words[i].word.title.is_some();
            words[i].ending = word.chars().next_back().filter(|&c| c == '办' || c == '长' && title);
        }
        Ok(Self { trie, words, listed, measures })
    }

    /// Every word of the text, overlapping, in order of start, the longest first.
    pub fn hits(&self, folded: &Folded) -> Hits<'_> {
        let text: &str = &folded.text;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // about one begins at every second character
        let mut all = Vec::with_capacity(folded.chars.len() / 2);
        let mut own = Vec::with_capacity(folded.chars.len() / 8);
        let mut first = Vec::with_capacity(text.len() + 2);
        self.trie.find(&folded.chars, text.len(), |Found { start, end, value }| {
            let entry = &self.words[value as usize];
            if entry.ending.is_some_and(|ending| goes_on(ending, &text[end..])) {
                return;
            }
            let hit = Hit { start, end, word: entry.word };
            if entry.common {
                if start >= first.len() {
                    first.resize(start + 1, count(all.len()));
                }
                all.push(hit);
            }
            if entry.own {
                own.push((hit, value));
            }
        });
        first.resize(text.len() + 2, count(all.len()));
        let (statutes, signs, told) = (Vec::new(), Vec::new(), Default::default());
        let (conduct, joints) = (Vec::with_capacity(own.len() / 4), Vec::with_capacity(own.len() / 4));
        let mut hits = Hits { lexicon: self, all, first, statutes, conduct, signs, told, joints };
        hits.list(own);
        hits
    }
}

/// Whether the last character of a word belongs to another: 整治办|公用房, an office is no part of 办公; 何建军|长期, nor a
/// head of 长期.
fn goes_on(ending: char, rest: &str) -> bool {
    match ending {
        '办' => rest.starts_with('公'),
        _ => rest.starts_with('期') && !rest.starts_with("期间") && !rest.starts_with("期满"),
    }
}

/// The standard vocabularies, for the tests of a single reader.
#[cfg(test)]
pub(crate) static STANDARD: Lazy<Lexicon> = Lazy::new(|| Lexicon::new(&[]).expect("the shipped vocabularies"));

/// The words of one text.
pub(crate) struct Hits<'a> {
    lexicon: &'a Lexicon,
    all: Vec<Hit>,
    /// How many words begin before each offset.
    first: Vec<u32>,
    /// Names of statutes, in order of start, the longest first.
    pub statutes: Vec<Hit>,
    /// What opens a phrase of conduct, in the same order.
    conduct: Vec<(Hit, u16)>,
    /// What tells of the name beside it, in the same order.
    signs: Vec<(Hit, Sign)>,
    /// What tells something, by what it tells, in order of end.
    told: [Vec<Hit>; KINDS],
    joints: Vec<(Hit, Joint)>,
}

impl<'a> Hits<'a> {
    /// Sorts the words that readers have in lists of their own, in order of start, into those lists.
    fn list(&mut self, own: Vec<(Hit, u32)>) {
        for (hit, id) in own {
            let listed = self.lexicon.listed[id as usize];
            if listed.statute {
                self.statutes.push(hit);
            }
            if let Some(opens) = listed.conduct {
                self.conduct.push((hit, opens));
            }
            let mut told = listed.told;
            while told > 0 {
                self.told[told.trailing_zeros() as usize].push(hit);
                told &= told - 1;
            }
            if let Some(joint) = listed.joint {
                self.joints.push((hit, joint));
            }
            if let Some(sign) = listed.sign {
                self.signs.push((hit, sign));
            }
        }
        for told in &mut self.told {
            told.sort_by_key(|h| h.end);
        }
    }
    /// The measure that the word is.
    pub fn measure(&self, hit: Hit) -> Option<&'a MeasureWord> {
        hit.word.measure.map(|m| &self.lexicon.measures[usize::from(m)])
    }
    /// The words that begin in `from..to`, in order of start, the longest first.
    pub fn within(&self, from: usize, to: usize) -> &[Hit] {
        let last = self.first.len() - 1;
        let (a, b) = (self.first[from.min(last)], self.first[to.min(last)]);
        &self.all[a as usize..b.max(a) as usize]
    }
    /// The words that open a phrase of conduct in a range, the longest at each place and none across another.
    pub fn conduct(&self, range: Range<usize>) -> impl Iterator<Item = (Hit, usize)> + '_ {
        let from = self.conduct.partition_point(|(h, _)| h.start < range.start);
        let mut low = range.start;
        self.conduct[from..].iter().take_while(move |(h, _)| h.start < range.end).filter_map(move |&(h, opens)| {
            if h.start < low || h.end > range.end {
                return None;
            }
            low = h.end;
            Some((h, usize::from(opens)))
        })
    }
    /// The words that are signs of a kind, the longest at each place and none across another.
    pub fn signs(&self, sign: Sign) -> impl Iterator<Item = Hit> + '_ {
        let mut low = 0;
        let own = self.signs.iter().filter(move |(hit, s)| {
            let whole = *s == sign && hit.start >= low;
            if whole {
                low = hit.end;
            }
            whole
        });
        own.map(|s| s.0)
    }
    /// The words of a range that tell something, in order of end.
    pub fn told(&self, told: Told, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        let list = &self.told[told as usize];
        let from = list.partition_point(|h| h.end <= range.start);
        list[from..].iter().copied().take_while(move |h| h.end <= range.end).filter(move |h| h.start >= range.start)
    }
    /// The words of a range that may part a unit from what stands before it, in order.
    pub fn joints(&self, range: Range<usize>) -> &[(Hit, Joint)] {
        // none stands inside another: they are in order of start too
        let from = self.joints.partition_point(|j| j.0.start < range.start);
        let rest = &self.joints[from..];
        &rest[..rest.iter().take_while(|j| j.0.end <= range.end).count()]
    }
    pub fn starting(&self, at: usize) -> &[Hit] {
        self.within(at, at + 1)
    }
    /// Whether the whole string is an ending of unit names.
    pub fn is_unit(&self, whole: &str) -> bool {
        self.lexicon.trie.get(whole).is_some_and(|id| self.lexicon.words[id as usize].word.unit.is_some())
    }
    /// The words that begin before `at` and end after it.
    pub fn across(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        self.within(at.saturating_sub(45), at).iter().copied().filter(move |h| h.end > at)
    }
    /// The words that end at `at`, the longest first.
    pub fn ending(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        self.within(at.saturating_sub(60), at).iter().copied().filter(move |h| h.end == at)
    }
}
