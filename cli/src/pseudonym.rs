//! Stable codes in place of the names of people.
//!
//! The same name has the same code in every document and every run. That hides names from readers; it does not make the
//! text anonymous: posts and places stay, and without a key anybody can compute the code of a name that they suspect.

use crate::document::Document;
use crate::visit;
use sha2::{Digest, Sha256};
use std::ops::Range;
use tongbao::{Bulletin, Span};

pub fn pseudonymise(document: &Document, key: &str) -> Document {
    let mut bulletin = document.bulletin.clone();
    let names = Names::of(&bulletin, key);
    let edits = names.places(&bulletin);
    visit::spans(&mut bulletin, |span| *span = edits.span(*span));
    bulletin.text = edits.apply(&bulletin.text);
    let mut replace = |words: &mut String| *words = Edits::new(names.literal(words)).apply(words);
    visit::words(&mut bulletin, &mut replace);
    let mut replaced = |words: &Option<String>| {
        let mut words = words.clone();
        words.iter_mut().for_each(&mut replace);
        words
    };
    Document { source: replaced(&document.source), url: replaced(&document.url), bulletin }
}

/// Twelve hexadecimal digits keep the names of a million people apart.
pub fn code(name: &str, key: &str) -> String {
    let hash = Sha256::new().chain_update(key).chain_update([0]).chain_update(name).finalize();
    hash.iter().take(6).fold("P".to_string(), |code, byte| code + &format!("{byte:02x}"))
}

/// Names and aliases with the code of their person, longest first, so that 王某某 is not read as 王某.
struct Names(Vec<(String, String)>);

impl Names {
    fn of(bulletin: &Bulletin, key: &str) -> Self {
        let mut names = Vec::new();
        for person in &bulletin.people {
            let code = code(&person.name, key);
            names.extend(person.aliases.iter().chain([&person.name]).map(|name| (name.clone(), code.clone())));
        }
        names.retain(|(name, _)| !name.is_empty());
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.dedup();
        Self(names)
    }

    /// Where names stand in some words, and their codes. White space inside a name counts for nothing.
    fn literal(&self, words: &str) -> Vec<(Range<usize>, String)> {
        let found = self.0.iter().flat_map(|(name, code)| {
            let first = name.chars().next().expect("empty names are left out");
            words
                .match_indices(first)
                .filter_map(move |(at, _)| Some((at..at + spelled(name, &words[at..])?, code.clone())))
        });
        found.collect()
    }

    /// The same in the text of the bulletin, with the mentions by surname.
    fn places(&self, bulletin: &Bulletin) -> Edits {
        let mut places = self.literal(&bulletin.text);
        for person in &bulletin.people {
            let Some((_, code)) = self.0.iter().find(|(name, _)| *name == person.name) else { continue };
            let by_name = |span: &&Span| person.name.chars().next() == span.slice(&bulletin.text).chars().next();
            places.extend(person.mentions.iter().filter(by_name).map(|span| (span.range(), code.clone())));
        }
        Edits::new(places)
    }
}

/// The length of the name at the start of `words`.
fn spelled(name: &str, words: &str) -> Option<usize> {
    let gap = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}');
    let mut rest = words;
    for c in name.chars() {
        rest = rest.trim_start_matches(gap).strip_prefix(c)?;
    }
    Some(words.len() - rest.len())
}

/// Replacements of ranges that do not overlap, in order.
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Of ranges that overlap, the first and longest counts.
    fn new(mut edits: Vec<(Range<usize>, String)>) -> Self {
        edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        edits.retain(|(range, _)| {
            let free = range.start >= end;
            if free {
                end = range.end;
            }
            free
        });
        Self(edits)
    }

    fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (range, code) in &self.0 {
            out += &text[from..range.start];
            out += code;
            from = range.end;
        }
        out + &text[from..]
    }

    /// A span that cuts a name is widened to the whole code.
    fn span(&self, span: Span) -> Span {
        Span::new(self.moved(span.start(), false), self.moved(span.end(), true))
    }

    fn moved(&self, at: usize, is_end: bool) -> usize {
        let before = self.0.iter().take_while(|(range, _)| range.start < at);
        before.fold(at, |to, (range, code)| {
            let (old, new) = (range.len(), code.len());
            if range.end <= at {
                to + new - old
            } else {
                to - (at - range.start) + if is_end { new } else { 0 }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        let mut bulletin = tongbao::parse(text);
        bulletin.id = "段启衡.txt".to_string();
        let url = Some("https://qingxun.example/段启衡".to_string());
        Document { bulletin, source: None, url }
    }

    #[test]
    fn no_name_is_left_and_the_spans_still_fit() {
        let text =
            "关于段启衡的通报\n给予青浔区水务局局长段启衡、副局长蔺知微党内警告处分。段启　衡还受到政务记过处分。";
        let before = read(text);
        let after = pseudonymise(&before, "");
        let json = serde_json::to_string(&after.bulletin).unwrap() + after.url.as_deref().unwrap();
        assert!(!json.contains("段启") && !json.contains("衡") && !json.contains("蔺知微"), "{json}");
        let code = &code("段启衡", "");
        assert_eq!(after.bulletin.text.matches(code.as_str()).count(), 3);
        assert_eq!(after.bulletin.id, format!("{code}.txt"));
        let (b, a) = (&before.bulletin, &after.bulletin);
        assert_eq!(b.measures.len(), a.measures.len());
        for (b_measure, a_measure) in b.measures.iter().zip(&a.measures) {
            assert_eq!(b_measure.span.slice(&b.text), a_measure.span.slice(&a.text));
        }
        for person in &a.people {
            assert!(person.mentions.iter().all(|m| m.slice(&a.text) == person.name), "{person:?}");
        }
    }

    #[test]
    fn codes_are_stable_and_depend_on_the_key() {
        let name = |text: &str, key: &str| pseudonymise(&read(text), key).bulletin.people[0].name.clone();
        let one = name("给予青浔区水务局局长段启衡党内警告处分。", "");
        assert_eq!(one, name("安澜县教育局局长段启衡受到诫勉。", ""));
        assert_ne!(one, name("给予青浔区水务局局长段启衡党内警告处分。", "secret"));
        assert_ne!(one, name("给予青浔区水务局局长蔺知微党内警告处分。", ""));
        assert!(one.len() == 13 && one.starts_with('P'), "{one}");
    }

    #[test]
    fn a_span_that_cuts_a_name_is_widened() {
        let edits =
            Edits::new(vec![(3..9, "P1".to_string()), (3..6, "P2".to_string()), (12..15, "P333333".to_string())]);
        assert_eq!(edits.apply("aaabbbbbbcccdddeee"), "aaaP1cccP333333eee");
        assert_eq!(edits.span(Span::new(0, 18)), Span::new(0, 18));
        assert_eq!(edits.span(Span::new(3, 9)), Span::new(3, 5));
        assert_eq!(edits.span(Span::new(6, 13)), Span::new(3, 15));
        assert_eq!(edits.span(Span::new(9, 12)), Span::new(5, 8));
    }
}
