//! Common words and the characters of given names, with what each costs: what tells a name from a word.
//!
//! Costs are ten times the negative natural logarithm of a share of running text, so that they add up along
//! a row of words. This is the only statistics in the crate, and it decides one question: where a name ends.

use once_cell::sync::Lazy;
use std::collections::HashMap;

/// What a character costs that no list knows.
const UNKNOWN: u32 = 150;
/// What a character of a given name costs that the list does not know.
const RARE_GIVEN: u32 = 104;
/// The longest word of the list, in characters.
const LONGEST: usize = 4;

static WORDS: Lazy<HashMap<&'static str, u8>> = Lazy::new(|| {
    include_str!("../lexicon/words.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .filter_map(|(w, c)| Some((w, c.parse().ok()?)))
        .collect()
});

static GIVEN: Lazy<HashMap<char, (u8, u8)>> = Lazy::new(|| {
    include_str!("../lexicon/given.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut columns = l.split('\t');
            let c = columns.next()?.chars().next()?;
            Some((c, (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?)))
        })
        .collect()
});

/// What the word costs, when it is one of the list.
pub(crate) fn word(w: &str) -> Option<u32> {
    WORDS.get(w).map(|&c| u32::from(c))
}

/// Whether a word of two characters or more begins the text.
pub(crate) fn begins(text: &str) -> bool {
    let mut ends = text.char_indices().map(|(i, c)| i + c.len_utf8());
    ends.next();
    ends.take(LONGEST - 1).any(|end| WORDS.contains_key(&text[..end]))
}

/// What a given name of one or two characters costs.
pub(crate) fn given(name: &str) -> u32 {
    let mut chars = name.chars();
    let (Some(a), b) = (chars.next(), chars.next()) else { return UNKNOWN };
    let cost = |c: char, last: bool| {
        GIVEN.get(&c).map_or(RARE_GIVEN, |&(first, end)| u32::from(if last { end } else { first }))
    };
    match b {
        Some(b) => cost(a, false) + cost(b, true),
        None => cost(a, true) + 45,
    }
}

/// The least that the text costs as a row of words; `known` adds words of the vocabularies by their length in bytes
/// at an offset.
pub(crate) fn row(text: &str, known: impl Fn(usize) -> Vec<usize>) -> u32 {
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let mut best = vec![u32::MAX; ends.len()];
    best[0] = 0;
    for i in 0..ends.len() - 1 {
        if best[i] == u32::MAX {
            continue;
        }
        let here = best[i];
        for n in 1..=LONGEST.min(ends.len() - 1 - i) {
            let piece = &text[ends[i]..ends[i + n]];
            let cost = match word(piece) {
                Some(c) => c,
                None if n == 1 => UNKNOWN,
                None => continue,
            };
            best[i + n] = best[i + n].min(here + cost);
        }
        for len in known(ends[i]) {
            // a word that runs over the end of the window counts as ending there
            let j = ends.partition_point(|&e| e < ends[i] + len).min(ends.len() - 1);
            best[j] = best[j].min(here + 80);
        }
    }
    best[ends.len() - 1]
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_row_of_words_costs_less_than_the_same_characters_shuffled() {
        let none = |_: usize| Vec::new();
        assert!(super::row("日前表示", none) < super::row("前日示表", none));
        assert!(super::begins("违反规定") && !super::begins("晖违规"));
    }
}
