//! Which characters a sentence holds: a word of others need not be looked for in it.

use crate::words::has;

/// Characters by the last bits of their codes: none is missed, and few are taken for others.
pub(crate) struct Held([u64; 8]);

impl Held {
    pub fn of(sentence: impl IntoIterator<Item = char>) -> Self {
        let mut bits = [0; 8];
        for c in sentence {
            let (word, bit) = Self::place(c);
            bits[word] |= bit;
        }
        Self(bits)
    }

    fn place(c: char) -> (usize, u64) {
        let code = c as usize & 511;
        (code >> 6, 1 << (code & 63))
    }

    /// Whether the character can be one of them.
    pub fn may_be(&self, c: char) -> bool {
        let (word, bit) = Self::place(c);
        self.0[word] & bit != 0
    }

    /// Whether a word can stand in the sentence.
    pub fn may(&self, word: &str) -> bool {
        word.chars().all(|c| self.may_be(c))
    }

    /// Whether a word stands in a part of the sentence.
    pub fn has(&self, part: &str, word: &str) -> bool {
        self.may(word) && has(part, word)
    }
}
