//! Names (姓名): where one begins and, harder, where it ends.
//!
//! Each end that is possible costs something: the surname, the characters of the given name, and the words that
//! must then follow. The least cost wins, and it must be less than reading the same characters as plain words.
//! What comes back elsewhere in the document with other neighbours is more likely a name.

use crate::lexicon::{heads_surname, surname, Hits, Surname};
use crate::segment::is_mark;
use crate::text::{Break, Folded};
use crate::words;

/// How much the place speaks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// After a title, or in a list of names.
    Expected,
    /// After a word such as 给予, or where a sentence begins.
    Possible,
}

/// How far on, in characters, the words after a name are weighed.
const WINDOW: usize = 10;
/// How far around a name its other mentions are counted, in bytes; a bound keeps the whole linear.
const REACH: usize = 1 << 15;
/// The most that the words after a name take off its cost, and that its other mentions do.
const SURE: i32 = 70;
const VARIED: i32 = 60;

/// Characters that hardly ever stand in a name and often beside one.
const FUNCTION: &str = "等都因被受对在的其他有将以了是不个这那所该此各已曾还也又仍未并及系犯负遭另者必";
/// Characters that stand in names now and then, and more often after one.
const SELDOM: &str = "多为和与向从于先后之则均经自由至同";

/// Characters that hide a part of a name.
fn is_mask(c: char) -> bool {
    matches!(c, '某' | '×' | '*' | 'X' | 'x' | '□' | '＊' | '✕' | '╳')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

pub(crate) struct Names<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
}

impl Names<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    /// Whether something that a name cannot go on into begins at `at`.
    pub fn ends_at(&self, at: usize) -> bool {
        let text = self.text();
        let Some(next) = text[at..].chars().next() else { return true };
        if is_mark(next) || next.is_ascii_digit() || self.folded.break_at(at) == Some(Break::Space) {
            return true;
        }
        self.hits.starting(at).iter().any(|h| {
            let word = self.hits.word(*h);
            h.end - h.start >= 6 && (word.follow || word.measure.is_some())
        })
    }

    /// Whether what only a person can be the subject of follows: a measure, 受到, 违规, 涉嫌.
    fn certain_end(&self, at: usize) -> bool {
        const VERBS: &[&str] = &[
            "受到",
            "被",
            "违规",
            "违反",
            "严重违",
            "涉嫌",
            "利用职",
            "因涉嫌",
            "，男",
            ",男",
            "，女",
            ",女",
            "等人",
            "同志",
        ];
        let rest = &self.text()[at..];
        VERBS.iter().any(|v| rest.starts_with(v))
            || self.hits.starting(at).iter().any(|h| h.end - h.start >= 9 && self.hits.word(*h).measure.is_some())
    }

    /// How often the candidate stands in the document, and how many different characters after it, up to four.
    fn variety(&self, start: usize, end: usize) -> (u32, u32) {
        let text = self.text();
        let mut from = start.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (end + REACH).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let mut seen: Vec<char> = Vec::with_capacity(4);
        let mut count = 0;
        let name = &text.as_bytes()[start..end];
        for i in memchr::memmem::find_iter(&text.as_bytes()[from..to], name).take(16) {
            count += 1;
            // no two marks are the same neighbour
            let next = text[from + i + name.len()..]
                .chars()
                .next()
                .filter(|c| is_han(*c))
                .unwrap_or(char::from(b'0' + (count % 4) as u8));
            if !seen.contains(&next) {
                seen.push(next);
            }
        }
        (count, u32::try_from(seen.len().min(4)).unwrap_or(4))
    }

    /// What the words from each character of `from..to` on cost, the vocabularies included.
    fn rows(&self, from: usize, to: usize) -> Vec<i32> {
        let known = |at: usize| {
            let useful = |h: &&crate::lexicon::Hit| {
                let w = self.hits.word(**h);
                h.end - h.start >= 6 && (w.follow || w.measure.is_some() || w.title.is_some() || w.unit.is_some())
            };
            self.hits.starting(from + at).iter().filter(useful).map(|h| h.end - h.start)
        };
        let costs = words::rows(&self.text()[from..to], known);
        costs.into_iter().map(|c| i32::try_from(c).unwrap_or(i32::MAX)).collect()
    }

    /// The end of the name that begins at `at`.
    pub fn read(&self, at: usize, place: Place) -> Option<usize> {
        let text = self.text();
        let first = text[at..].chars().next()?;
        if !is_han(first) {
            return None;
        }
        // no surname, no mask and no dot: only a place that announces a name could make it one
        if place == Place::Possible
            && first != '某'
            && !heads_surname(first)
            && !text[at..].chars().take(6).any(|c| c == '·')
        {
            return None;
        }
        let mut buffer = [(0, ' '); 20];
        let mut filled = 0;
        for (slot, (i, c)) in buffer.iter_mut().zip(text[at..].char_indices()) {
            *slot = (at + i, c);
            filled += 1;
        }
        let chars = &buffer[..filled];
        let offset = |n: usize| chars.get(n).map_or_else(|| chars.last().map_or(at, |c| c.0 + c.1.len_utf8()), |c| c.0);
        let run = chars.iter().take_while(|(_, c)| is_han(*c)).count();
        // 经|常性: a word stands across the beginning
        if place == Place::Possible && self.spans(at) {
            return None;
        }
        if let Some(end) = self.dotted(chars, run, offset) {
            return Some(end);
        }
        if let Some(end) = self.masked(chars, offset) {
            return Some(end);
        }
        let own = [2, 3, 4, 5, 6].map(|n| if n <= run { self.own(at, offset(n), n, place) } else { None });
        if own.iter().all(Option::is_none) {
            return None;
        }
        let window = offset(run.min(WINDOW));
        let rows = self.rows(at, window);
        let plain = rows[0] + if place == Place::Expected { 70 } else { -10 };
        let mut best: Option<(i32, usize)> = None;
        for (n, own) in (2..).zip(own) {
            let end = offset(n);
            let Some(own) = own else { continue };
            let mut cost = own + rows[n];
            let limit = best.map_or(plain, |b| plain.min(b.0));
            if cost - SURE - VARIED >= limit {
                continue;
            }
            cost -= match (self.certain_end(end), self.ends_at(end)) {
                (true, _) => SURE,
                (_, true) => 30,
                _ => 0,
            };
            // 白皮书, 常态|化: a word, where nothing announces a name
            // a word is a name only where a predicate or a mark follows: 局长和平进行…, not 教师师德失范
            let word = words::word(&text[at..end]).is_some();
            if word && !self.ends_at(end) {
                continue;
            }
            if place == Place::Possible {
                if word {
                    continue;
                }
                if words::word(&text[at..offset(2)]).is_some_and(|c| c < 120) {
                    cost += 40;
                }
            }
            cost += chars[1..n]
                .iter()
                .map(|&(i, _)| match self.folded.break_at(i) {
                    Some(Break::Space) => 15,
                    Some(Break::Line) => 40,
                    None => 0,
                })
                .sum::<i32>();
            if self.straddles(at, end) {
                cost += 40;
            }
            let last = chars[n - 1].1;
            if chars[1..n].iter().any(|c| FUNCTION.contains(c.1)) {
                // 莫旭有: a few of them end a name now and then, where a verb makes sure
                let rare = "有不了是以他其".contains(last) && !chars[1..n - 1].iter().any(|c| FUNCTION.contains(c.1));
                cost += if rare && self.certain_end(end) { 60 } else { 120 };
            } else if SELDOM.contains(last) {
                cost += 40;
            }
            // 莱西市, 青龙镇: the name of a place; 榆岭|市, 榆岭|石化公司: what a place or a body begins with
            let next = text[end..].chars().next().unwrap_or(' ');
            if "市县区乡局委厅".contains(last)
                || last == '镇' && n == 3
                || "省市县区州旗镇乡".contains(next)
                || chars[1..n - 1].iter().any(|c| "省市县区".contains(c.1))
            {
                cost += 150;
            } else if self.hits.starting(at).iter().any(|h| self.hits.word(*h).place) {
                cost += if place == Place::Possible { 150 } else { 25 };
            } else if self.body_follows(end) {
                cost += 60;
            }
            if cost - VARIED >= limit {
                continue;
            }
            cost += match self.variety(at, end) {
                // always the same character after it: the name goes on
                (2.., 1) => 30,
                (_, different) => -20 * (i32::try_from(different).unwrap_or(1) - 1).max(0),
            };
            if best.is_none_or(|b| cost < b.0) {
                best = Some((cost, end));
            }
        }
        let (cost, end) = best?;
        (cost < plain).then_some(end)
    }

    /// Whether the characters go on as the name of a body: 榆岭|石化公司.
    fn body_follows(&self, end: usize) -> bool {
        let text = self.text();
        let reach: usize = text[end..].chars().take(6).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
        let hits = self.hits.within(end, end + reach);
        let unit =
            hits.iter().find(|h| h.end - h.start >= 6 && h.end <= end + reach && self.hits.word(**h).unit.is_some());
        unit.is_some_and(|u| {
            !hits.iter().any(|h| {
                h.start < u.start && {
                    let w = self.hits.word(*h);
                    w.follow || w.stop || w.measure.is_some()
                }
            }) && !text[end..u.start].contains(|c| FUNCTION.contains(c) || SELDOM.contains(c))
        })
    }

    /// What the characters cost as a name.
    fn own(&self, at: usize, end: usize, n: usize, place: Place) -> Option<i32> {
        let text = self.text();
        let one = text[at..].chars().next().map_or(0, char::len_utf8);
        let two = one + text[at + one..].chars().next().map_or(0, char::len_utf8);
        // 易、岳二人; 以上人员: no names
        if ["二人", "两人", "三人", "人员"].iter().any(|w| text[at..end].ends_with(w)) {
            return None;
        }
        // 双柳区, 渌江省: nobody's name ends so
        if n > 2 && text[at..end].ends_with(['省', '市', '县', '区']) {
            return None;
        }
        // 邗江镇: a place with its level
        let level = end - '区'.len_utf8();
        if text[at..end].ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡'])
            && self.hits.starting(at).iter().any(|h| h.end == level && self.hits.word(*h).place)
        {
            return None;
        }
        let family = |s: &str| {
            surname(s).map(|k| match k {
                Surname::Common => 40,
                Surname::Rare => 62,
                Surname::Weak => 75,
            })
        };
        let given = |from: usize| i32::try_from(words::given(&text[from..end])).unwrap_or(i32::MAX);
        let compound = family(&text[at..at + two]).filter(|_| n == 3 || n == 4).map(|f| f + given(at + two));
        let single = family(&text[at..at + one]).filter(|_| n == 2 || n == 3).map(|f| f + given(at + one));
        // two surnames in front of a given name: 沈林望舒
        let double = family(&text[at..at + one])
            .zip(family(&text[at + one..at + two]))
            .filter(|_| n == 4)
            .map(|(a, b)| a + b + given(at + two) + if a + b > 100 { 50 } else { 0 });
        let known = [compound, single, double].into_iter().flatten().min();
        if known.is_some() {
            return known;
        }
        // without a Han surname (多杰, 巴特尔, 岩温) the place and the word after it must speak for a name
        let before = text[..at].char_indices().next_back().map_or(at, |c| c.0);
        let certain = place == Place::Expected
            && !text[at..].starts_with(['兼', '暨', '及', '均', '都'])
            && words::word(&text[before..at + one]).is_none()
            && !self.is_word(at, end)
            && (n <= 2 || !words::begins(&text[at..end]))
            && !self.hits.within(at, end).iter().any(|h| h.end <= end && self.hits.word(*h).title.is_some())
            && !self.body_follows(end)
            && !text[at..end].contains(|c| FUNCTION.contains(c))
            && (self.ends_at(end) || self.variety(at, end).1 > 1);
        certain.then(|| 60 + 70 * i32::try_from(n).unwrap_or(6))
    }

    /// 买买提·依明: up to three parts.
    fn dotted(&self, chars: &[(usize, char)], run: usize, offset: impl Fn(usize) -> usize) -> Option<usize> {
        if run > 5
            || run == 0
            || chars.get(run).is_none_or(|c| c.1 != '·')
            || "对给由将被与和向经据在".contains(chars[0].1)
        {
            return None;
        }
        let word = |h: &crate::lexicon::Hit| {
            let w = self.hits.word(*h);
            h.end - h.start >= 6 && (w.title.is_some() || w.stop || w.measure.is_some() || w.unit.is_some())
        };
        if self.hits.within(chars[0].0, chars[run].0).iter().any(word) {
            return None;
        }
        let mut from = run + 1;
        let mut run = chars[from..].iter().take_while(|(_, c)| is_han(*c)).count();
        while run <= 8 && run > 0 && chars.get(from + run).is_some_and(|c| c.1 == '·') {
            from += run + 1;
            run = chars[from..].iter().take_while(|(_, c)| is_han(*c)).count();
        }
        if run == 0 {
            return None;
        }
        let window = offset((from + run).min(chars.len()));
        let rows = self.rows(offset(from), window);
        let plain = chars[from..]
            .iter()
            .take(run.min(8))
            .take_while(|(_, c)| !"的对被受因在为将与和等犯于处".contains(*c))
            .count();
        (1..=plain.max(1))
            .map(|n| {
                let end = offset(from + n);
                let bonus = if self.ends_at(end) { 60 } else { 0 };
                let variety = 20 * i32::try_from(self.variety(chars[0].0, end).1).unwrap_or(1);
                (rows[n] + 70 * i32::try_from(n).unwrap_or(8) - bonus - variety, end)
            })
            .min()
            .map(|b| b.1)
    }

    /// 张某, 李某某, 王某甲, 赵×, 李*明.
    fn masked(&self, chars: &[(usize, char)], offset: impl Fn(usize) -> usize) -> Option<usize> {
        let text = self.text();
        let compound = chars.len() > 2 && surname(&text[chars[0].0..chars[2].0]).is_some();
        let single = chars.len() > 1 && surname(&text[chars[0].0..chars[1].0]).is_some();
        let family = if compound && is_mask(chars.get(2)?.1) {
            2
        } else if single && is_mask(chars.get(1)?.1) || chars[0].1 == '某' && chars.get(1)?.1 == '某' {
            1
        } else {
            return None;
        };
        let mut n = family;
        while chars.get(n).is_some_and(|c| is_mask(c.1)) && n < family + 2 {
            n += 1;
        }
        let tail = chars.get(n).map(|c| c.1);
        let letter = |i: usize| chars.get(i).is_some_and(|c| c.1.is_ascii_uppercase());
        let numbered = tail.is_some_and(|c| "甲乙丙丁戊己庚".contains(c))
            || letter(n) && !letter(n + 1)
            || tail.is_some_and(|c| {
                c.is_ascii_digit()
                    && !chars.get(n + 1).is_some_and(|c| c.1.is_ascii_digit() || "年月日万元名人".contains(c.1))
            });
        if numbered || tail.is_some_and(is_han) && !self.ends_at(offset(n)) && self.shown(offset(n), offset(n + 1)) {
            n += 1;
        }
        Some(offset(n))
    }

    /// Whether the character after a mask belongs to the name (李*明).
    fn shown(&self, at: usize, end: usize) -> bool {
        let text = self.text();
        let own = text[at..end].chars().next();
        let closed = self.ends_at(end) || self.variety(at, end).1 > 1;
        closed
            && !words::begins(&text[at..])
            && own.is_some_and(|c| {
                !FUNCTION.contains(c) && !SELDOM.contains(c) && !"妻女子母父夫犯某借以对把给任说称处案数".contains(c)
            })
    }

    /// Whether the candidate is a word.
    fn is_word(&self, start: usize, end: usize) -> bool {
        words::word(&self.text()[start..end]).is_some()
            || self.hits.starting(start).iter().any(|h| {
                let w = self.hits.word(*h);
                h.end == end && (w.follow || w.stop || w.unit.is_some() || w.title.is_some())
            })
    }

    /// Whether a frequent word stands across the offset.
    fn spans(&self, at: usize) -> bool {
        let text = self.text();
        let Some((before, c)) = text[..at].char_indices().next_back() else { return false };
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        is_han(c) && words::word(&text[before..end]).is_some_and(|c| c < 95)
    }

    /// Whether a title, a unit or a measure begins inside the candidate and runs over its end.
    fn straddles(&self, start: usize, end: usize) -> bool {
        self.hits.across(end).any(|h| {
            let w = self.hits.word(h);
            h.start > start && h.end - h.start >= 6 && (w.title.is_some() || w.measure.is_some() || w.unit.is_some())
        })
    }
}
