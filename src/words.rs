//! Common words and the characters of given names, with what each costs: what tells a name from a word.
//!
//! Costs are ten times the negative natural logarithm of a share of running text, so that they add up along
//! a row of words. This is the only statistics in the crate, and it decides one question: where a name ends.

use crate::held::Held;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use once_cell::sync::Lazy;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// What a character costs that no list knows.
const UNKNOWN: i32 = 150;
/// What a character of a given name costs that the list does not know.
const RARE_GIVEN: u8 = 104;
/// The longest word of the list, in characters.
const LONGEST: usize = 4;

/// A hasher for the word lists that ship with the crate: short keys, and nobody chooses them to collide.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..piece.len()].copy_from_slice(piece);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// A map from what the shipped lists hold.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Finds the words of a list in one pass, overlapping.
pub(crate) type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

pub(crate) fn automaton(words: &[&str]) -> Automaton {
    CharwiseDoubleArrayAhoCorasick::new(words).expect("the lists of this crate hold each word once")
}

/// Where each of the `N` words of the list stands last in the text.
pub(crate) fn lasts<const N: usize>(words: &Automaton, text: &str) -> [Option<(usize, usize)>; N] {
    let mut last = [None; N];
    for m in words.find_overlapping_iter(text) {
        last[m.value() as usize] = Some((m.start(), m.end()));
    }
    last
}

/// A short list of words, of which only the first in a clause is looked for.
pub(crate) type List = AhoCorasick;

pub(crate) fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> List {
    let builder = &mut AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
    builder.build(words).expect("the lists of this crate are short")
}

/// Whether a word of the list stands in the text.
pub(crate) fn any(list: &List, text: &str) -> bool {
    list.is_match(text)
}

/// Where a short word stands in a sentence, from either end: by its last byte, so that nothing is built for the search.
pub(crate) fn places<'t>(text: &'t str, word: &'t str) -> impl DoubleEndedIterator<Item = usize> + 't {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let last = word.last().copied().unwrap_or_default();
    let ends = memchr::memchr_iter(last, text).map(|i| i + 1);
    ends.filter(|&end| text[..end].ends_with(word)).map(|end| end - word.len())
}

/// Where a short word stands first.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let (&last, front) = word.split_last()?;
    let mut from = front.len();
    loop {
        let end = from + memchr::memchr(last, text.get(from..)?)? + 1;
        if text[..end].ends_with(word) {
            return Some(end - word.len());
        }
        from = end;
    }
}

/// Whether a short word stands in the text.
pub(crate) fn has(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Where a short word stands last.
pub(crate) fn rfind(text: &str, word: &str) -> Option<usize> {
    places(text, word).next_back()
}

/// What follows a word at the start of the text, as often as it stands there.
pub(crate) fn skip<'t>(text: &'t str, word: &str) -> &'t str {
    let mut rest = text;
    while let Some(next) = rest.strip_prefix(word) {
        rest = next;
    }
    rest
}

/// Words by one of their characters.
struct Keyed {
    /// Those characters: most of a text are none of them.
    keys: Held,
    words: Map<char, Vec<&'static str>>,
}

impl Keyed {
    fn new(words: &[&'static str], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut all: Map<char, Vec<&str>> = Map::default();
        for word in words {
            all.entry(key(word).unwrap_or(' ')).or_default().push(word);
        }
        Self { keys: Held::of(all.keys().copied()), words: all }
    }
    fn of(&self, key: Option<char>) -> &[&'static str] {
        let key = key.filter(|&c| self.keys.may_be(c));
        key.and_then(|c| self.words.get(&c)).map_or(&[], Vec::as_slice)
    }
}

/// Words by their first character.
pub(crate) struct Heads(Keyed);

impl Heads {
    pub fn new(words: &[&'static str]) -> Self {
        Self(Keyed::new(words, |w| w.chars().next()))
    }
    /// The words that the text begins with, in the order of the list.
    pub fn of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'static str> + 't {
        self.0.of(text.chars().next()).iter().copied().filter(move |w| text.starts_with(w))
    }
}

/// Words by their last character.
pub(crate) struct Tails(Keyed);

impl Tails {
    pub fn new(words: &[&'static str]) -> Self {
        Self(Keyed::new(words, |w| w.chars().next_back()))
    }
    /// The words that the text ends with, in the order of the list.
    pub fn of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'static str> + 't {
        self.0.of(text.chars().next_back()).iter().copied().filter(move |w| text.ends_with(w))
    }
}

/// A set of characters of the first plane.
pub(crate) struct Chars(Box<[u64; 1 << 10]>);

impl Chars {
    pub fn new(chars: impl Iterator<Item = char>) -> Self {
        let mut bits = Box::new([0; 1 << 10]);
        for c in chars.filter(|&c| c <= '\u{ffff}') {
            bits[c as usize >> 6] |= 1 << (c as usize & 63);
        }
        Self(bits)
    }
    pub fn has(&self, c: char) -> bool {
        self.0.get(c as usize >> 6).is_some_and(|bits| bits >> (c as usize & 63) & 1 == 1)
    }
    /// The first of them in a text, with its offset.
    pub fn find(&self, text: &str) -> Option<(usize, char)> {
        let mut at = 0;
        while let Some((c, end)) = next(text, at) {
            if self.has(c) {
                return Some((at, c));
            }
            at = end;
        }
        None
    }
}

/// The character at `at`, and where it ends. Most take three bytes.
#[inline]
pub(crate) fn next(text: &str, at: usize) -> Option<(char, usize)> {
    match *text.as_bytes().get(at..)? {
        [a @ 0xe0..=0xef, b, c, ..] => {
            let code = u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
            Some((char::from_u32(code)?, at + 3))
        }
        [a @ ..=0x7f, ..] => Some((char::from(a), at + 1)),
        _ => longer_or_shorter(text, at).map(|c| (c, at + c.len_utf8())),
    }
}

#[cold]
fn longer_or_shorter(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// A word of up to four characters as one number.
pub(crate) fn key(word: &str) -> Option<u64> {
    let mut chars = word.chars();
    let key = chars.by_ref().take(LONGEST).try_fold(0, longer)?;
    chars.next().is_none().then_some(key)
}

/// The key of a word that is one character longer.
pub(crate) fn longer(key: u64, c: char) -> Option<u64> {
    u16::try_from(u32::from(c)).ok().map(|c| key << 16 | u64::from(c))
}

/// The words of the list by their characters: each beginning of a word is a node, in order of its length, and those that
/// are one character longer than it stand in a row.
struct Words {
    /// The node of each character of the first plane, 0 for those that begin no word.
    first: Vec<u16>,
    /// The last character of each node.
    chars: Vec<u16>,
    /// What each node costs, where it is a word.
    costs: Vec<Option<u8>>,
    /// Where the row of each node begins, up to that of the next.
    rows: Vec<u32>,
}

impl Words {
    /// What every word begins with: nothing.
    const START: usize = 0;

    /// The words with what they cost; in no order, those of more characters than `LONGEST` left out.
    fn new<'w>(words: impl Iterator<Item = (&'w str, u8)>) -> Self {
        let plain = |word: &str| {
            let mut chars = [0; LONGEST];
            for (i, c) in word.chars().enumerate() {
                *chars.get_mut(i)? = u16::try_from(u32::from(c)).ok()?;
            }
            Some(chars)
        };
        let mut words: Vec<([u16; LONGEST], u8)> = words.filter_map(|(w, cost)| Some((plain(w)?, cost))).collect();
        words.sort_by_key(|w| w.0);
        let mut all = Self { first: vec![0; 1 << 16], chars: vec![0], costs: Vec::new(), rows: Vec::new() };
        // the words of each node, and its length
        let mut nodes = vec![(0..words.len(), 0)];
        while let Some((range, length)) = nodes.get(all.costs.len()).cloned() {
            let own = words[range.clone()].iter().take_while(|w| w.0.get(length).is_none_or(|&c| c == 0)).count();
            all.costs.push(words[range.start..range.start + own].last().map(|w| w.1));
            all.rows.push(u32::try_from(all.chars.len()).unwrap_or(u32::MAX));
            let mut from = range.start + own;
            for group in words[from..range.end].chunk_by(|a, b| a.0[length] == b.0[length]) {
                let c = group[0].0[length];
                if length == 0 {
                    all.first[usize::from(c)] = u16::try_from(all.chars.len()).unwrap_or(0);
                }
                all.chars.push(c);
                nodes.push((from..from + group.len(), length + 1));
                from += group.len();
            }
        }
        all.rows.push(u32::try_from(all.chars.len()).unwrap_or(u32::MAX));
        all
    }

    /// The node that is one character longer.
    fn longer(&self, node: usize, c: char) -> Option<usize> {
        let c = u16::try_from(u32::from(c)).ok()?;
        if node == Self::START {
            return Some(usize::from(self.first[usize::from(c)])).filter(|&node| node != Self::START);
        }
        let from = self.rows[node] as usize;
        let row = &self.chars[from..self.rows[node + 1] as usize];
        row.binary_search(&c).ok().map(|i| from + i)
    }
}

static WORDS: Lazy<Words> = Lazy::new(|| {
    let rows = include_str!("../lexicon/words.tsv").lines().filter(|l| !l.starts_with('#'));
    Words::new(rows.filter_map(|l| l.split_once('\t')).filter_map(|(word, cost)| Some((word, cost.parse().ok()?))))
});

/// What each character of the first plane costs in a given name: before its end, and as its end.
static GIVEN: Lazy<Vec<(u8, u8)>> = Lazy::new(|| {
    let mut costs = vec![(RARE_GIVEN, RARE_GIVEN); 1 << 16];
    let rows = include_str!("../lexicon/given.tsv").lines().filter(|l| !l.starts_with('#'));
    for row in rows {
        let mut columns = row.split('\t');
        let (c, first, last) = (columns.next(), columns.next(), columns.next());
        let number = |column: Option<&str>| column.and_then(|n| n.parse().ok());
        let slot = c.and_then(|c| costs.get_mut(c.chars().next()? as usize));
        if let (Some(slot), Some(first), Some(last)) = (slot, number(first), number(last)) {
            *slot = (first, last);
        }
    }
    costs
});

/// What the word costs, when it is one of the list.
pub(crate) fn word(w: &str) -> Option<i32> {
    let words = &*WORDS;
    let (mut node, mut at) = (Words::START, 0);
    while let Some((c, end)) = next(w, at) {
        (node, at) = (words.longer(node, c)?, end);
    }
    words.costs[node].map(i32::from)
}

/// The costs of the words that the characters begin with, each with its number of characters.
fn leading(chars: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, i32)> {
    let words = &*WORDS;
    let mut node = Words::START;
    let costs = chars.map_while(move |c| {
        node = words.longer(node, c)?;
        Some(words.costs[node])
    });
    (1..).zip(costs).filter_map(|(n, cost)| Some((n, i32::from(cost?))))
}

/// Whether a word of two characters or more begins the text.
pub(crate) fn begins(text: &str) -> bool {
    leading(text.chars()).any(|(n, _)| n > 1)
}

/// What a given name of one or two characters costs.
pub(crate) fn given(mut name: impl Iterator<Item = char>) -> i32 {
    let (Some(a), b) = (name.next(), name.next()) else { return UNKNOWN };
    let cost = |c: char, last: bool| {
        let &(first, end) = GIVEN.get(c as usize).unwrap_or(&(RARE_GIVEN, RARE_GIVEN));
        i32::from(if last { end } else { first })
    };
    match b {
        Some(b) => cost(a, false) + cost(b, true),
        None => cost(a, true) + 45,
    }
}

/// The most characters that `rows` weighs.
pub(crate) const ROW: usize = 20;

/// The least that characters with their offsets cost as a row of words, from each of them on and from their end; `known`
/// adds words of the vocabularies, those that begin last first.
pub(crate) fn rows(chars: &[(usize, char)], known: impl Iterator<Item = Range<usize>>) -> [i32; ROW + 1] {
    let mut known = known.peekable();
    let mut least = [0; ROW + 1];
    for i in (0..chars.len()).rev() {
        let mut best = UNKNOWN + least[i + 1];
        for (n, cost) in leading(chars[i..].iter().map(|c| c.1)) {
            let cost = cost + least[i + n];
            best = if n == 1 { cost } else { best.min(cost) };
        }
        while let Some(word) = known.next_if(|k| k.start >= chars[i].0) {
            // a word that runs over the end of the window counts as ending there
            let j = chars.partition_point(|c| c.0 < word.end);
            best = best.min(least[j] + 80);
        }
        least[i] = best;
    }
    least
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_row_of_words_costs_less_than_the_same_characters_shuffled() {
        let cost = |text: &str| {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            super::rows(&chars, std::iter::empty())[0]
        };
        assert!(cost("日前表示") < cost("前日示表"));
        assert!(super::begins("违反规定") && !super::begins("晖违规"));
    }
}
