//! Words by their characters, in a double array: each step along a word is one look.

use crate::words::next;
use std::cmp::Reverse;
use std::ops::Range;

/// No slot, and no value.
const NONE: u32 = u32::MAX;
/// How many free slots are tried for the characters that go on from one place before the end of the array is.
const TRIES: usize = 1 << 6;

/// A place in a word.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The slot of a longer beginning is this and the code of its last character, bit by bit.
    base: u32,
    /// The slot of the beginning that is one character shorter.
    before: u32,
    /// What the word that ends here has.
    value: u32,
    /// The ways that go on from here: most characters of a text take none of them.
    ways: u32,
}

const FREE: Slot = Slot { base: NONE, before: NONE, value: NONE, ways: 0 };

/// The way that the characters of a code go on by.
fn way(code: u32) -> u32 {
    1 << (code % u32::BITS)
}

/// The beginning of a word: its slot, and what stands there.
#[derive(Clone, Copy)]
struct Step {
    slot: u32,
    base: u32,
    value: u32,
    ways: u32,
}

/// A beginning that is one character longer than another, while the trie is built.
struct Longer {
    code: u32,
    /// Its length in bytes, and which words begin so.
    depth: usize,
    words: Range<usize>,
}

/// Where the first free slot may stand, and where several codes found room last.
struct Free {
    first: u32,
    wide: u32,
}

/// A word in a text.
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub value: u32,
}

pub(crate) struct Trie {
    /// The code of each character, 0 for those that stand in no word.
    codes: Vec<u16>,
    slots: Vec<Slot>,
}

impl Trie {
    /// What every word begins with: nothing. Its base leads to the slots of the codes themselves.
    const START: Step = Step { slot: 0, base: 0, value: NONE, ways: u32::MAX };

    /// The trie of words with their values, each word once; nothing when they hold more characters than it can tell
    /// apart.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, u32)>) -> Option<Self> {
        let mut words: Vec<(&str, u32)> = words.into_iter().filter(|w| !w.0.is_empty()).collect();
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for c in words.iter().flat_map(|w| w.0.chars()).map(|c| c as usize) {
            counts.resize(counts.len().max(c + 1), (0, 0));
            counts[c] = (counts[c].0 + 1, c);
        }
        let mut codes = vec![0; counts.len()];
        // those that many words hold are near each other
        counts.sort_unstable_by(|a, b| b.cmp(a));
        for (code, (_, c)) in (1..).zip(counts.iter().take_while(|x| x.0 > 0)) {
            codes[*c] = u16::try_from(code).ok()?;
        }
        words.sort_unstable();
        let mut trie = Self { codes, slots: vec![FREE] };
        let mut level = vec![(0, 0..words.len(), 0)];
        let mut free = Free { first: 1, wide: 1 };
        while !level.is_empty() {
            let mut open: Vec<(u32, Vec<Longer>)> = Vec::new();
            for (slot, mut range, depth) in level.drain(..) {
                if words.get(range.start).is_some_and(|w| w.0.len() == depth) {
                    trie.slots[slot as usize].value = words[range.start].1;
                    range.start += 1;
                }
                let mut longer: Vec<Longer> = Vec::new();
                for i in range {
                    let Some((c, depth)) = next(words[i].0, depth) else { continue };
                    let code = u32::from(trie.codes[c as usize]);
                    match longer.last_mut() {
                        Some(last) if last.code == code => last.words.end = i + 1,
                        _ => longer.push(Longer { code, depth, words: i..i + 1 }),
                    }
                }
                open.push((slot, longer));
            }
            // what needs most room first: the rest finds its place between
            open.sort_by_key(|o| Reverse(o.1.len()));
            for (before, longer) in open.into_iter().filter(|o| !o.1.is_empty()) {
                let base = if before == 0 { 0 } else { trie.room(&longer, &mut free) };
                trie.slots[before as usize].base = base;
                for Longer { code, depth, words } in longer {
                    trie.slots[before as usize].ways |= way(code);
                    let slot = base ^ code;
                    if slot as usize >= trie.slots.len() {
                        trie.slots.resize(slot as usize + 1, FREE);
                    }
                    trie.slots[slot as usize].before = before;
                    level.push((slot, words, depth));
                }
            }
        }
        Some(trie)
    }

    fn is_free(&self, slot: u32) -> bool {
        slot > 0 && self.slots.get(slot as usize).is_none_or(|s| s.before == NONE)
    }

    /// A base from which all the codes lead to free slots: few codes find them between others, many where few stand yet.
    fn room(&self, longer: &[Longer], free: &mut Free) -> u32 {
        while !self.is_free(free.first) {
            free.first += 1;
        }
        let end = u32::try_from(self.slots.len()).unwrap_or(NONE);
        let from = |slot: u32| (slot..end).filter(|&slot| self.is_free(slot)).take(TRIES);
        let fits = |slot: &u32| longer.iter().all(|l| self.is_free(slot ^ longer[0].code ^ l.code));
        let between = from(free.first).find(fits);
        let slot = between.or_else(|| {
            free.wide = from(free.wide).chain(end..NONE).find(fits)?;
            Some(free.wide)
        });
        slot.map_or(NONE, |slot| slot ^ longer[0].code)
    }

    /// The step to the beginning that is longer by the character of a code.
    #[inline]
    fn step(&self, step: Step, code: u32) -> Option<Step> {
        if step.ways & way(code) == 0 {
            return None;
        }
        let slot = step.base ^ code;
        let found = self.slots.get(slot as usize).filter(|s| s.before == step.slot)?;
        Some(Step { slot, base: found.base, value: found.value, ways: found.ways })
    }

    /// The code of a character, 0 when it stands in no word.
    fn code(&self, c: char) -> u32 {
        self.codes.get(c as usize).copied().map_or(0, u32::from)
    }

    /// What the text has, when it is a word.
    pub fn get(&self, word: &str) -> Option<u32> {
        let (mut step, mut at) = (Self::START, 0);
        while let Some((c, end)) = next(word, at) {
            step = self.step(step, self.code(c))?;
            at = end;
        }
        Some(step.value).filter(|&v| v != NONE)
    }

    /// Tells every word of a text that is given as its characters with their offsets, and the offset of its end: in order
    /// of start, the longest first.
    pub fn find(&self, chars: &[(usize, char)], end: usize, mut tell: impl FnMut(Found)) {
        let codes: Vec<u32> = chars.iter().map(|&(_, c)| self.code(c)).collect();
        let offset = |i: usize| chars.get(i).map_or(end, |c| c.0);
        // those that begin at one place
        let mut words: Vec<(usize, u32)> = Vec::new();
        for (i, &(start, _)) in chars.iter().enumerate() {
            let (mut step, mut next) = (Self::START, i);
            while let Some(longer) = codes.get(next).and_then(|&code| self.step(step, code)) {
                (step, next) = (longer, next + 1);
                if step.value != NONE {
                    words.push((next, step.value));
                }
            }
            while let Some((next, value)) = words.pop() {
                tell(Found { start, end: offset(next), value });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_words_and_no_others() {
        let words = ["局长", "局", "局长助理", "县", "𠮷家", "a"];
        let trie = Trie::new((0..).zip(words).map(|(i, w)| (w, i))).unwrap();
        for (i, word) in (0..).zip(words) {
            assert_eq!(trie.get(word), Some(i), "{word}");
        }
        for none in ["", "长", "局长助", "局助理", "𠮷", "ab"] {
            assert_eq!(trie.get(none), None, "{none}");
        }
        let chars = [(0, '县'), (3, '局'), (6, '长'), (9, '助')];
        let mut found = Vec::new();
        trie.find(&chars, 12, |f| found.push((f.start, f.end, f.value)));
        assert_eq!(found, [(0, 3, 3), (3, 9, 0), (3, 6, 1)]);
        assert_eq!(Trie::new([]).unwrap().get("局"), None);
    }
}
