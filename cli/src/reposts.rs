//! The same bulletin, published again.
//!
//! Two documents are one bulletin when they tell of the same people, in the same posts, the same measures with the same
//! dates; or when nearly the same text tells of the same people, posts, measures and figures, whatever the date of
//! publication. Likeness of the text alone proves nothing: notices of one form differ in hardly more than the name.

use crate::document::Document;
use clap::Args;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use tongbao::{Bulletin, MeasureStatus, Target};

/// Characters of one shingle.
const SHINGLE: usize = 4;
/// Hashes of a sketch, taken in bands of `ROWS`: documents that agree in a whole band are compared.
const HASHES: usize = 64;
const ROWS: usize = 4;
/// The share of common shingles from which on two texts are nearly the same.
const NEARLY: f64 = 0.8;

/// How often a bulletin counts.
#[derive(Args, Clone, Copy)]
pub struct RepostArgs {
    /// Count a bulletin as often as it was published again
    #[arg(long)]
    pub reposts: bool,
}

/// What a document is compared by. It takes time to make: that is work for the worker threads.
pub struct Likeness {
    date: Option<String>,
    acts: Option<u64>,
    /// All that nearly the same text has to agree in.
    facts: u64,
    sketch: Option<Sketch>,
}

type Sketch = [u32; HASHES];

impl Likeness {
    pub fn of(document: &Document) -> Self {
        let b = &document.bulletin;
        let acts = acts(b);
        Self { date: b.date.clone(), acts, facts: hash(&(acts, names(b), figures(b))), sketch: sketch(&b.text) }
    }
}

/// The bulletins so far, each as it was read first.
#[derive(Default)]
pub struct Reposts {
    first: Vec<Likeness>,
    by_acts: HashMap<u64, Vec<usize>>,
    by_band: HashMap<(usize, u64), Vec<usize>>,
}

/// The earlier bulletin, by its place among the different ones, and why it is the same.
pub struct Match {
    pub first: usize,
    pub why: String,
}

impl Reposts {
    /// The bulletin that this document repeats; none for one that is new, which is remembered.
    pub fn find(&mut self, seen: Likeness) -> Option<Match> {
        if let Some(first) = self.same_acts(&seen) {
            return Some(Match { first, why: "same people, measures and dates".to_string() });
        }
        if let Some((first, share)) = self.same_text(&seen) {
            return Some(Match { first, why: format!("nearly the same text ({:.0} %)", share * 100.0) });
        }
        let n = self.first.len();
        if let Some(acts) = seen.acts {
            self.by_acts.entry(acts).or_default().push(n);
        }
        for band in seen.sketch.iter().flat_map(bands) {
            self.by_band.entry(band).or_default().push(n);
        }
        self.first.push(seen);
        None
    }

    fn same_acts(&self, seen: &Likeness) -> Option<usize> {
        let agree = |n: &&usize| match (&self.first[**n].date, &seen.date) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        self.by_acts.get(&seen.acts?)?.iter().find(agree).copied()
    }

    fn same_text(&self, seen: &Likeness) -> Option<(usize, f64)> {
        let sketch = seen.sketch.as_ref()?;
        let candidates: BTreeSet<usize> =
            bands(sketch).filter_map(|band| self.by_band.get(&band)).flatten().copied().collect();
        candidates.into_iter().find_map(|n| {
            let first = &self.first[n];
            let share = common(first.sketch.as_ref()?, sketch);
            (first.facts == seen.facts && share >= NEARLY).then_some((n, share))
        })
    }
}

/// What was decided against whom; none when that is nobody with a name.
fn acts(b: &Bulletin) -> Option<u64> {
    let rows = b.rows().filter(|row| row.record.status == MeasureStatus::Decided && row.person.is_some());
    let acts: BTreeSet<_> = rows
        .map(|row| (row.name, row.posts(), row.record.measure, row.record.term_months, row.record.date.as_deref()))
        .collect();
    (!acts.is_empty()).then(|| hash(&acts))
}

/// Who is meant.
fn names(b: &Bulletin) -> BTreeSet<&str> {
    b.rows().filter(|r| !matches!(r.record.target, Target::Group { .. })).map(|r| r.name).collect()
}

/// How many.
fn figures(b: &Bulletin) -> BTreeSet<u64> {
    b.statistics.iter().map(|s| s.count).collect()
}

/// The least hashes of the shingles of a text, each under another mixing; none for a text without letters.
fn sketch(text: &str) -> Option<Sketch> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut sketch = [u32::MAX; HASHES];
    for shingle in letters.windows(SHINGLE.min(letters.len()).max(1)) {
        let shingle = hash(&shingle);
        for (n, least) in sketch.iter_mut().enumerate() {
            *least = (*least).min(mix(shingle, n));
        }
    }
    (!letters.is_empty()).then_some(sketch)
}

/// The upper half of a product with an odd number that differs from hash to hash.
fn mix(shingle: u64, n: usize) -> u32 {
    let odd = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * n as u64 + 1);
    let mixed = (shingle ^ (shingle >> 29)).wrapping_mul(odd);
    u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default()
}

fn bands(sketch: &Sketch) -> impl Iterator<Item = (usize, u64)> + '_ {
    sketch.chunks(ROWS).map(|rows| hash(&rows)).enumerate()
}

/// The share of shingles that two texts have in common, as their sketches show it.
fn common(one: &Sketch, other: &Sketch) -> f64 {
    let equal = u32::try_from(one.iter().zip(other).filter(|(a, b)| a == b).count()).unwrap_or_default();
    f64::from(equal) / HASHES as f64
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
