//! Segmentation: the folded text into sentences. Lossless: the pieces put together are the text.

use crate::lexicon::Hits;
use crate::text::{Break, Folded};
use std::ops::Range;

/// The longest sentence, in bytes: a list of five thousand names is shorter.
const LONGEST: usize = 1 << 16;

/// Ends a sentence.
pub(crate) fn is_terminal(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '！' | '？' | ';' | '；')
}

/// Closes what a sentence may end in.
fn is_closing(c: char) -> bool {
    matches!(c, '”' | '"' | '」' | '』' | '’' | ')' | '）')
}

/// Any punctuation mark at which a name or a unit ends.
pub(crate) fn is_mark(c: char) -> bool {
    // most characters of a text are Han
    !matches!(c, '\u{3400}'..='\u{9fff}')
        && (is_terminal(c)
            || is_closing(c)
            || matches!(
                c,
                ',' | '，'
                    | '、'
                    | ':'
                    | '：'
                    | '“'
                    | '「'
                    | '『'
                    | '‘'
                    | '('
                    | '（'
                    | '《'
                    | '》'
                    | '<'
                    | '>'
                    | '…'
                    | '—'
                    | '-'
                    | '.'
                    | '．'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '\''
                    | '●'
                    | '■'
                    | '◆'
                    | '★'
                    | '▲'
                    | '□'
                    | '※'
                    | '①'..='⑳' | '/' | '|'
            ))
}

/// Where the last of such marks stands in a text. Most characters are Han and no mark: they are passed three bytes at once.
pub(crate) fn last_mark(text: &str, fits: impl Fn(char) -> bool) -> Option<usize> {
    let mut rest = text;
    loop {
        let mut bytes = rest.as_bytes();
        while let [before @ .., 0xe4..=0xe9, _, _] = bytes {
            bytes = before;
        }
        let (end, c) = rest[..bytes.len()].char_indices().next_back()?;
        if fits(c) {
            return Some(end);
        }
        rest = &rest[..end];
    }
}

/// What stands after the last of such marks.
pub(crate) fn after_mark(text: &str, fits: impl Fn(char) -> bool) -> &str {
    last_mark(text, fits).map_or(text, |i| &text[i + text[i..].chars().next().map_or(0, char::len_utf8)..])
}

/// The sentences of the text, in order, with nothing between them. A semicolon ends one too.
pub(crate) fn sentences(folded: &Folded, hits: &Hits) -> Vec<Range<usize>> {
    let text: &str = &folded.text;
    let before = |at: usize| text[..at].chars().next_back();
    let lines: Vec<usize> = folded.breaks.iter().filter(|b| b.1 == Break::Line).map(|b| b.0).collect();
    let open = lines.iter().filter(|&&at| before(at).is_some_and(|c| !is_mark(c))).count();
    // hard-wrapped text: most lines end in the middle of a sentence
    let wrapped = lines.len() >= 4 && open * 2 > lines.len();
    let mut cuts: Vec<usize> = lines
        .into_iter()
        .filter(|&at| {
            let ended = before(at).is_none_or(|c| is_terminal(c) || is_closing(c) || matches!(c, ':' | '：'));
            ended || (!wrapped && !straddled(hits, at) && !before(at).is_some_and(|c| matches!(c, '、' | ',' | '，')))
        })
        .collect();
    let mut end = 0;
    for &(i, c) in folded.landmarks.iter().filter(|x| is_terminal(x.1)) {
        if i >= end {
            let rest = &text[i + c.len_utf8()..];
            end = text.len() - rest.trim_start_matches(|c| is_closing(c) || is_terminal(c)).len();
            cuts.push(end);
        }
    }
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut from = 0;
    let mut out = Vec::with_capacity(cuts.len());
    for to in cuts {
        // what costs by the square of a sentence stays linear in the text
        while to.saturating_sub(from) > LONGEST {
            let mut end = from + LONGEST;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let cut = text[from..end].char_indices().rev().find(|x| matches!(x.1, '，' | ',' | '、'));
            let cut = cut.map_or(end, |(i, c)| from + i + c.len_utf8());
            out.push(from..cut);
            from = cut;
        }
        if to > from {
            out.push(from..to);
            from = to;
        }
    }
    out
}

/// Whether a word of two characters or more stands across the offset, so that the line broke inside it.
fn straddled(hits: &Hits, at: usize) -> bool {
    hits.within(at.saturating_sub(24), at).iter().any(|h| {
        h.end > at && h.end - h.start >= 6 && {
            let w = h.word;
            w.title.is_some() || w.measure.is_some()
        }
    })
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// The number of an item at the start of a sentence (`1.`, `2、`, `一、`, `(三)`), and where the item's text begins.
pub(crate) fn item_number(sentence: &str) -> Option<(u32, usize)> {
    let open = sentence.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
    let rest = &sentence[open..];
    let len = rest.char_indices().find(|&(_, c)| !(c.is_ascii_digit() || is_numeral(c))).map_or(rest.len(), |(i, _)| i);
    if len == 0 || len > 12 {
        return None;
    }
    let mark = rest[len..].chars().next()?;
    let ok = if open > 0 { matches!(mark, ')' | '）') } else { matches!(mark, '.' | '．' | '、') };
    // 1.5万 is no item
    let after = &rest[len + mark.len_utf8()..];
    if !ok || after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = u32::try_from(crate::number::parse(&rest[..len])?).ok()?;
    Some((number, open + len + mark.len_utf8()))
}

/// How deep an item stands by the form of its number: 一、 above （一） above 1. above （1） above a bullet.
pub(crate) fn item_depth(sentence: &str) -> u8 {
    let bare = sentence.trim_start_matches(['(', '（']);
    let bracket = bare.len() < sentence.len();
    let digit = bare.starts_with(|c: char| c.is_ascii_digit());
    let han = bare.starts_with(is_numeral);
    match (digit, bracket) {
        (true, true) => 4,
        (true, false) => 3,
        (false, true) => 2,
        (false, false) => {
            if han {
                1
            } else {
                5
            }
        }
    }
}
