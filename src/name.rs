//! Names (姓名): where one begins and, harder, where it ends.

use crate::lexicon::{Hits, SURNAMES};
use crate::segment::is_mark;
use crate::text::Folded;

/// Characters that hide a part of a name.
fn is_mask(c: char) -> bool {
    matches!(c, '某' | '×' | '*' | 'X' | 'x' | '□' | '＊')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// How the place after a candidate looks, from 0 (inside a word) to 3 (certainly the end).
pub(crate) struct Names<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
}

impl Names<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    /// Single characters that often stand right after a name.
    const AFTER: &'static str = "负因在被对等的和与及将为以任说已曾未不向从违收把并系犯案之于用由到是有也还就同受均、";

    fn boundary(&self, at: usize) -> u8 {
        let text = self.text();
        let Some(next) = text[at..].chars().next() else { return 3 };
        if is_mark(next) || self.folded.break_at(at).is_some() {
            return 3;
        }
        let follows = |h: &crate::lexicon::Hit| {
            h.end - h.start >= 6 && (self.hits.is_follow(*h) || self.hits.measure(*h).is_some())
        };
        if self.hits.starting(at).iter().any(follows) {
            return 3;
        }
        if next.is_ascii_digit() || Self::AFTER.contains(next) {
            return 2;
        }
        0
    }

    /// How often the candidate stands in the neighbourhood (64 KiB either way keeps this linear).
    fn frequency(&self, start: usize, end: usize) -> usize {
        const REACH: usize = 1 << 16;
        let text = self.text();
        let mut from = start.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (end + REACH).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        text[from..to].matches(&text[start..end]).take(8).count()
    }

    /// The end of the name that begins at `at`. `strict` asks for a certain boundary after it.
    pub fn read(&self, at: usize, strict: bool) -> Option<usize> {
        let text = self.text();
        let rest = &text[at..];
        let chars: Vec<(usize, char)> = rest.char_indices().take(16).collect();
        let (_, first) = *chars.first()?;
        if !is_han(first) {
            return None;
        }
        let end_of =
            |n: usize| chars.get(n).map_or(rest.len().min(chars.last().map_or(0, |c| c.0 + c.1.len_utf8())), |c| c.0);
        let run = chars.iter().take_while(|(_, c)| is_han(*c)).count();
        // 买买提·依明
        if run <= 8 && chars.get(run).is_some_and(|c| c.1 == '·') {
            let second = chars[run + 1..].iter().take_while(|(_, c)| is_han(*c)).count();
            let lengths = (1..=second.min(8)).map(|n| run + 1 + n);
            return lengths.filter(|&n| self.boundary(at + end_of(n)) >= 2).map(|n| at + end_of(n)).next();
        }
        if (Self::AFTER.contains(first) || matches!(first, '其' | '该' | '女' | '此'))
            && SURNAMES.get(&rest[..first.len_utf8()]).is_none()
        {
            return None;
        }
        let compound = chars.get(1).is_some_and(|c| SURNAMES.contains_key(&rest[..c.0 + c.1.len_utf8()]));
        let single = SURNAMES.get(&rest[..first.len_utf8()]).copied();
        let family = if compound { 2 } else { 1 };
        // masked: 张某, 李某某, 王某甲, 赵×
        if (compound || single.is_some()) && chars.get(family).is_some_and(|c| is_mask(c.1)) {
            let mut n = family;
            while chars.get(n).is_some_and(|c| is_mask(c.1)) && n < family + 2 {
                n += 1;
            }
            let numbered = chars.get(n).is_some_and(|c| "甲乙丙丁戊".contains(c.1) || c.1.is_ascii_digit());
            if numbered
                || chars.get(n).is_some_and(|c| is_han(c.1))
                    && self.boundary(at + end_of(n)) == 0
                    && self.boundary(at + end_of(n + 1)) >= 2
            {
                n += 1;
            }
            return Some(at + end_of(n));
        }
        // a longer known word stands here: no name, unless the text is certain about it
        let word = self.hits.starting(at).iter().find(|h| {
            h.end - h.start >= 6
                && (self.hits.is_follow(**h)
                    || self.hits.is_stop(**h)
                    || self.hits.unit(**h).is_some()
                    || self.hits.measure(**h).is_some()
                    || self.hits.title(**h).is_some())
        });
        if word.is_some_and(|h| {
            self.hits.measure(*h).is_some() || self.hits.title(*h).is_some() || self.hits.unit(*h).is_some()
        }) {
            return None;
        }
        let lengths: &[usize] = if compound {
            &[3, 4]
        } else if single.is_some() {
            &[3, 2, 4]
        } else {
            &[3, 2, 4, 5]
        };
        let mut best: Option<(i32, usize)> = None;
        for &n in lengths.iter().filter(|&&n| n <= run) {
            let end = at + end_of(n);
            let boundary = i32::from(self.boundary(end));
            if boundary == 0 && (strict || n == 4) {
                continue;
            }
            if single.is_none() && !compound && boundary < 3 {
                continue;
            }
            let mut score = boundary * 2;
            if self.inside_words(at, end) || self.is_word(at, end) {
                continue;
            }
            if single.is_none() && !compound && !self.outcome_follows(end) {
                continue;
            }
            let repeated = self.frequency(at, end) > 1;
            if repeated {
                score += 3;
            }
            score += match n {
                3 => 1,
                4 if !compound => -3,
                5 => -3,
                _ => 0,
            };
            // 徐某某等5名, 甲因…: what usually follows a name is seldom its last character
            if rest[..end - at].chars().next_back().is_some_and(|c| "等因被受负".contains(c)) {
                score -= if repeated { 2 } else { 4 };
            }
            if word.is_some() {
                score -= 6;
            }
            if single == Some(true) && boundary < 2 {
                score -= 2;
            }
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, end));
            }
        }
        let (score, end) = best?;
        let needed = match (single, compound) {
            _ if strict => 5,
            (None, false) => 6,
            _ => 1,
        };
        (score >= needed).then_some(end)
    }

    /// Whether the candidate is a word of the vocabularies (严重, 部门).
    fn is_word(&self, start: usize, end: usize) -> bool {
        self.hits.starting(start).iter().any(|h| {
            h.end == end
                && (self.hits.is_follow(*h)
                    || self.hits.is_stop(*h)
                    || self.hits.unit(*h).is_some()
                    || self.hits.title(*h).is_some())
        })
    }

    /// Whether a bracket or a measure follows: what a name without a surname (多杰, 巴特尔) needs.
    fn outcome_follows(&self, end: usize) -> bool {
        let rest = &self.text()[end..];
        rest.starts_with(['(', '（', '被'])
            || rest.starts_with("受到")
            || rest.starts_with("违规")
            || rest.starts_with("严重违")
            || rest.starts_with("涉嫌")
            || self.hits.starting(end).iter().any(|h| h.end - h.start >= 12 && self.hits.measure(*h).is_some())
    }

    /// Whether a title, a unit or a measure of two characters begins inside the candidate and runs over its end.
    fn inside_words(&self, start: usize, end: usize) -> bool {
        self.hits.within(start + 1, end).iter().any(|h| {
            h.end > end && h.end - h.start >= 6 && (self.hits.title(*h).is_some() || self.hits.measure(*h).is_some())
        })
    }
}
