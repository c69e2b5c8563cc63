//! Whose notice it is and what it is about: its sections are named without it, its places without their names.

use crate::lexicon::{Hits, UnitKind};
use crate::number::is_ordinal;
use crate::place::{ends, Pieces};
use crate::post::{Known, Posts};
use crate::segment::{is_mark, is_terminal, item_number};
use crate::standing::national;
use crate::words::{any, list, List};
use once_cell::sync::Lazy;
use std::ops::Range;

/// The bodies and places of heading and sign-off, what the notice is about first.
#[derive(Debug, Default)]
pub(super) struct Home {
    pub bodies: Vec<Pieces>,
    pub places: Vec<Pieces>,
}

/// What an organisation signs with and is not a part of its name.
const ORGANS: &[&str] = &[
    "纪律检查委员会",
    "监察委员会",
    "纪委监委",
    "纪检监察组",
    "纪检组",
    "党支部委员会",
    "党总支委员会",
    "党支部",
    "党总支",
    "党工委",
    "机关党委",
    "党委",
    "党组",
    "纪委",
    "监委",
    "监察局",
    "人民政府",
    "政府",
    "联合调查组",
    "调查组",
];
/// Words after the issuer in a heading.
static ANNOUNCES: Lazy<List> =
    Lazy::new(|| list(["关于", "公开通报", "通报", "公开曝光", "曝光", "公布", "发布", "通告", "对"]));
/// Words of a clause, which is no name.
static CLAUSE: Lazy<List> = Lazy::new(|| list(["等", "问题", "同志", "处理", "情况", "人员", "各"]));

struct Reader<'a> {
    hits: &'a Hits<'a>,
    posts: &'a Posts<'a>,
    text: &'a str,
    home: Home,
}

/// Reads the heading and the sign-off.
pub(super) fn home(hits: &Hits, posts: &Posts, text: &str, sentences: &[Range<usize>]) -> Home {
    let mut reader = Reader { hits, posts, text, home: Home::default() };
    let heads = sentences.iter().take(8).filter(|s| {
        let words = &text[(*s).clone()];
        words.chars().count() <= 80 && !words.ends_with(is_terminal) && item_number(words).is_none()
    });
    for s in heads {
        reader.heading(s);
    }
    // 清源县公安局：近日，…
    if let Some((issuer, _)) = sentences.first().and_then(|s| text[s.clone()].split_once(['：', ':'])) {
        let start = sentences[0].start;
        reader.named(start, start + issuer.len());
    }
    for s in sentences.iter().rev().take(3) {
        reader.signed(s);
    }
    reader.home
}

impl Reader<'_> {
    fn heading(&mut self, line: &Range<usize>) {
        let words = &self.text[line.clone()];
        let Some((i, word)) = ANNOUNCES.find(words).map(|m| (m.start(), &words[m.range()])) else {
            self.named(line.start, line.start + words.strip_suffix("文件").unwrap_or(words).len());
            self.place(line.start, line.end);
            return;
        };
        let at = line.start + i + word.len();
        if i > 0 {
            let issuer = line.start + words[..i].rfind(is_mark).map_or(0, |m| m + 1);
            let issuer = (issuer..line.start + i).find(|&b| self.text.is_char_boundary(b)).unwrap_or(line.start);
            if word == "关于" || word == "对" {
                self.about(at, line.end);
            }
            self.named(issuer, line.start + i);
        } else {
            self.about(at, line.end);
        }
    }

    /// The body that the heading is about.
    fn about(&mut self, from: usize, to: usize) {
        let mut from = from;
        while let Some(word) = ["给予", "对", "免去", "查处"].iter().find(|w| self.text[from..to].starts_with(**w))
        {
            from += word.len();
        }
        let to = self.text[from..to].find(is_mark).map_or(to, |i| from + i);
        let body = |h: &&crate::lexicon::Hit| h.end <= to && h.word.unit.is_some();
        let Some(first) = self.hits.within(from, to).iter().find(body) else {
            self.place(from, to);
            return;
        };
        let mut end = first.end;
        while let Some(next) = self.hits.within(first.start, end + 1).iter().filter(body).map(|h| h.end).max() {
            if next <= end {
                break;
            }
            end = next;
        }
        if self.posts.unit_start(from, end, Known::Guess) == from {
            self.named(from, end);
        }
    }

    /// A line that is the name of a body and a date at most.
    fn signed(&mut self, line: &Range<usize>) {
        let dated =
            |c: char| c.is_ascii_digit() || is_ordinal(c) || matches!(c, '年' | '月' | '日' | '〇' | '○') || is_mark(c);
        let end = line.start + self.text[line.clone()].trim_end_matches(dated).len();
        let start = line.start + self.text[line.start..end].find(|c| !is_mark(c)).unwrap_or(0);
        self.named(start, end);
    }

    /// The body or place whose name the range is.
    fn named(&mut self, start: usize, end: usize) {
        let words = &self.text[start..end];
        if words.chars().nth(30).is_some()
            || any(&CLAUSE, words)
            || self.posts.unit_start(start, end, Known::Guess) != start
        {
            return;
        }
        let start = if words.starts_with("中共") { start + "中共".len() } else { start };
        let mut end = end;
        while let Some(organ) = ORGANS.iter().find(|o| self.text[start..end].ends_with(**o)) {
            end -= organ.len();
        }
        // 中共清源县委, 中共清源县委员会
        let words = &self.text[start..end];
        for tail in ["委员会", "委"] {
            let place = words.strip_suffix(tail).filter(|p| ends(p).last() == Some(&p.len()));
            if let Some(place) = place {
                end = start + place.len();
                break;
            }
        }
        if start >= end {
            return;
        }
        self.place(start, end);
        // 整治办公用房必受惩处 ends like a body: offices have a place in front, what has a name of its own need not
        let words = &self.text[start..end];
        let placed = !ends(words).is_empty()
            || national(words)
            || self.hits.starting(start).iter().any(|h| h.word.place)
            || words.chars().count() <= 8;
        let body = self
            .hits
            .ending(end)
            .filter(|h| h.start >= start && h.end - h.start >= "公司".len())
            .filter_map(|h| h.word.unit)
            .any(|k| match k {
                UnitKind::Company | UnitKind::School | UnitKind::Hospital => true,
                UnitKind::Place | UnitKind::Government | UnitKind::Supervision | UnitKind::PartyGroup => false,
                _ => placed,
            });
        if body && words.chars().count() > 3 {
            self.home.bodies.push(Pieces::one(start, end));
        }
    }

    /// The places that the range begins with.
    fn place(&mut self, start: usize, end: usize) {
        let place = ends(&self.text[start..end]).last().copied();
        if let Some(e) = place.filter(|e| self.posts.unit_start(start, start + e, Known::Guess) == start) {
            self.home.places.push(Pieces::one(start, start + e));
        }
    }
}
