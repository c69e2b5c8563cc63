//! Names (姓名): where one begins and, harder, where it ends.
//!
//! Each end that is possible costs something: the surname, the characters of the given name, and the words that
//! must then follow. The least cost wins, and it must be less than reading the same characters as plain words.
//! What comes back elsewhere in the document with other neighbours is more likely a name.

use crate::lexicon::{compound_surname, single_surname, surname_heads, Hit, Hits, Surname, TitleKind};
use crate::number::is_numeral;
use crate::segment::is_mark;
use crate::text::{Break, Folded};
use crate::translit;
use crate::words::{self, Chars, Heads, Map};
use once_cell::sync::Lazy;
use std::cmp::Reverse;
use std::ops::Range;

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

/// What words cost that are hardly ever said.
pub(crate) const RARE: i32 = 115;

/// What only a person can be the subject of.
static VERBS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "受到",
        "分别受到",
        "犯",
        "被",
        "违规",
        "违反",
        "严重违",
        "涉嫌",
        "利用职",
        "因",
        "存在",
        "，男",
        ",男",
        "，女",
        ",女",
        "等人",
        "同志",
        "负领导",
        "负主要",
        "负重要",
        "负直接",
        "负有",
        "负管理",
        "负监管",
        "对此负",
        "酒后",
        "酒驾",
        "醉驾",
        "醉酒",
        "系主要",
        "系直接",
    ])
});

/// Characters that hardly ever stand in a name and often beside one.
fn is_function(c: char) -> bool {
    matches!(
        c,
        '等' | '都'
            | '因'
            | '被'
            | '受'
            | '对'
            | '在'
            | '的'
            | '其'
            | '他'
            | '有'
            | '将'
            | '以'
            | '了'
            | '是'
            | '不'
            | '个'
            | '这'
            | '那'
            | '所'
            | '该'
            | '此'
            | '把'
            | '就'
            | '各'
            | '已'
            | '曾'
            | '还'
            | '也'
            | '又'
            | '仍'
            | '未'
            | '并'
            | '及'
            | '系'
            | '犯'
            | '负'
            | '遭'
            | '另'
            | '者'
            | '必'
            | '虽'
            | '亦'
            | '却'
    )
}

/// Characters that stand in names now and then, and more often after one.
fn is_seldom(c: char) -> bool {
    matches!(
        c,
        '多' | '为'
            | '和'
            | '与'
            | '向'
            | '从'
            | '于'
            | '先'
            | '后'
            | '之'
            | '则'
            | '均'
            | '经'
            | '自'
            | '由'
            | '至'
            | '同'
            | '借'
            | '拒'
            | '私'
            | '公'
            | '用'
            | '处'
    )
}

/// Characters that hide a part of a name.
fn is_mask(c: char) -> bool {
    matches!(c, '某' | '×' | '*' | 'X' | 'x' | '□' | '＊' | '✕' | '╳')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a name may begin with where nothing announces it.
static BEGINNINGS: Lazy<Chars> = Lazy::new(|| {
    Chars::new(('\0'..='\u{ffff}').filter(|&c| c == '某' || surname_heads().has(c) || translit::begins(c)))
});

/// Where the first `n` characters from `at` on end.
fn chars_end(text: &str, at: usize, n: usize) -> usize {
    text[at..].char_indices().nth(n).map_or(text.len(), |(i, _)| at + i)
}

/// What the characters that a text begins with cost as surnames.
struct Family {
    /// The first character, and the first two.
    single: Option<i32>,
    compound: Option<i32>,
    /// The second character.
    second: Option<i32>,
}

impl Family {
    fn new(first: char, second: Option<char>) -> Self {
        Self {
            single: single_surname(first).map(cost),
            compound: second.and_then(|second| compound_surname(first, second)).map(cost),
            second: second.and_then(single_surname).map(cost),
        }
    }
}

/// What a surname costs that is mostly a word.
const WEAK: i32 = 75;

/// What a surname costs.
fn cost(surname: Surname) -> i32 {
    match surname {
        Surname::Common => 40,
        Surname::Rare => 62,
        Surname::Weak => WEAK,
    }
}

/// Where what may be a name begins: its first two characters, in a row for each hash of them.
struct Pairs {
    /// Where each row begins in `at`.
    first: Vec<usize>,
    /// Offsets of the text, in order inside a row.
    at: Vec<usize>,
}

impl Pairs {
    fn new(folded: &Folded) -> Self {
        // as many as there are pairs, about
        let rows = (folded.text.len() / 16).next_power_of_two();
        let pair = |&head: &usize| match folded.chars[head..] {
            [(at, a), (_, b), ..] => Some((Self::row(a as usize, b as usize, rows), at)),
            _ => None,
        };
        let mut pairs: Vec<(usize, usize)> = Vec::with_capacity(folded.heads.len());
        pairs.extend(folded.heads.iter().filter_map(pair));
        // sorted by counting
        let mut first = vec![0; rows + 2];
        for &(row, _) in &pairs {
            first[row + 2] += 1;
        }
        for row in 2..first.len() {
            first[row] += first[row - 1];
        }
        let mut at = vec![0; pairs.len()];
        for (row, i) in pairs {
            at[first[row + 1]] = i;
            first[row + 1] += 1;
        }
        Self { first, at }
    }

    fn row(a: usize, b: usize, rows: usize) -> usize {
        (a ^ b << 5).wrapping_mul(0x9e37_79b1) >> 7 & (rows - 1)
    }

    /// Offsets from `low` on at which the two characters may stand.
    fn from(&self, low: usize, a: char, b: char) -> &[usize] {
        let row = Self::row(a as usize, b as usize, self.first.len() - 2);
        let row = &self.at[self.first[row]..self.first[row + 1]];
        &row[row.partition_point(|&i| i < low)..]
    }
}

pub(crate) struct Names<'a> {
    pub folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    pairs: Pairs,
    /// Where the dots stand that may part a name.
    dots: Vec<usize>,
}

impl<'a> Names<'a> {
    pub fn new(folded: &'a Folded<'a>, hits: &'a Hits<'a>) -> Self {
        Self {
            folded,
            hits,
            pairs: Pairs::new(folded),
            dots: folded.landmarks.iter().filter(|x| x.1 == '·').map(|x| x.0).collect(),
        }
    }
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
        self.told(at)
    }

    /// Whether what follows shows that a name ends at `at`: a mark, a predicate, a particle, a number, a title.
    pub fn closes(&self, at: usize) -> bool {
        /// What stands in no name, or hardly ever at its end.
        const PARTICLES: &str = "及和与兼任系违利伙涉于向从至没未先同作为给负擅违私自身";
        let (before, after) = self.text().split_at(at);
        let next = after.chars().next().unwrap_or(' ');
        let masked = before.ends_with(['某', '×', '*', 'X']);
        let word = |h: &Hit| h.end - h.start >= 6 && (h.word.title.is_some() || h.word.unit.is_some() || h.word.place);
        let taken = ["党籍", "公职", "军籍", "党内", "节"].iter().any(|w| after.starts_with(w));
        masked
            || taken
            || self.ends_at(at)
            || is_function(next)
            || is_seldom(next)
            || is_numeral(next)
            || PARTICLES.contains(next)
            || self.hits.starting(at).iter().any(word)
    }

    /// Whether a word of a predicate or of a measure begins at `at`.
    pub fn told(&self, at: usize) -> bool {
        // 路政科|给予其批评教育: a body does it to somebody else
        let measure = |w: &str| {
            let end = at + w.len();
            self.text()[at..].starts_with(w) && self.hits.starting(end).iter().any(|h| h.word.measure.is_some())
        };
        let other = || ["给予其", "给予他", "给予她"].iter().any(|w| measure(w));
        let told = |h: &Hit| h.end - h.start >= 6 && (h.word.follow || h.word.measure.is_some());
        self.hits.starting(at).iter().any(told) && !other()
    }

    /// Whether what only a person can be the subject of follows: a measure, 受到, 违规, 涉嫌.
    pub fn certain_end(&self, at: usize) -> bool {
        VERBS.of(&self.text()[at..]).next().is_some()
            || self.hits.starting(at).iter().any(|h| h.end - h.start >= 9 && h.word.measure.is_some())
    }

    /// Whether what may be a word is told as a person elsewhere: 局长|高洁|受到, or 高洁 as the subject of a clause.
    fn is_told(&self, start: usize, end: usize) -> bool {
        let text = self.text();
        let name = &text[start..end];
        let mut chars = name.chars();
        let (Some(a), Some(b)) = (chars.next(), chars.next()) else { return false };
        let low = start.saturating_sub(REACH);
        let near = self.pairs.from(low, a, b).iter().copied().take_while(|&i| i < start + REACH).take(16);
        near.filter(|&i| i != start && text[i..].starts_with(name)).any(|i| {
            let titled = || self.hits.ending(i).any(|h| h.word.title.is_some());
            self.certain_end(i + name.len()) && (text[..i].ends_with(is_mark) || titled())
        })
    }

    /// Whether the characters are a word and nobody's name: 教师|师德, not 教师|方圆|受到.
    pub fn is_common(&self, at: usize, end: usize) -> bool {
        words::word(&self.text()[at..end]).is_some_and(|cost| cost <= RARE || !self.certain_end(end))
    }

    /// How often the candidate stands in the document, and how many different characters after it, up to four.
    fn variety(&self, start: usize, end: usize) -> (u32, u32) {
        let text = self.text();
        let (name, low, high) = (&text[start..end], start.saturating_sub(REACH), end + REACH);
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(a), Some(b)) if surname_heads().has(a) => {
                let pairs = self.pairs.from(low, a, b).iter().copied();
                self.neighbours(name, pairs.take_while(|i| i + name.len() <= high))
            }
            _ => {
                let near = &text.as_bytes()[low..high.min(text.len())];
                self.neighbours(name, memchr::memmem::find_iter(near, name).map(|i| low + i))
            }
        }
    }

    /// Where the names stand, in order and the longest first, each with its number among them; they are in order too.
    pub fn standing(&self, names: &[&str]) -> Vec<(usize, usize)> {
        let text = self.text();
        let pair = |name: &str| {
            let mut chars = name.chars();
            (chars.next(), chars.next())
        };
        let mut out = Vec::new();
        let mut add = |at: usize, group: Range<usize>| {
            out.extend(group.filter(|&i| text[at..].starts_with(names[i])).map(|i| (at, i)));
        };
        // those that no surname begins are sought at every character
        let mut strange: Map<char, Range<usize>> = Map::default();
        let mut from = 0;
        for group in names.chunk_by(|a, b| pair(a) == pair(b)) {
            let group = from..from + group.len();
            from = group.end;
            match pair(names[group.start]) {
                (Some(a), Some(b)) if surname_heads().has(a) => {
                    self.pairs.from(0, a, b).iter().for_each(|&at| add(at, group.clone()));
                }
                (first, _) => strange.entry(first.unwrap_or(' ')).or_insert(group.clone()).end = group.end,
            }
        }
        if !strange.is_empty() {
            let heads = Chars::new(strange.keys().copied());
            for &(at, c) in self.folded.chars.iter().filter(|x| heads.has(x.1)) {
                add(at, strange[&c].clone());
            }
        }
        out.sort_unstable_by_key(|&(at, i)| (at, Reverse(names[i].len())));
        out
    }

    /// How often the name stands at the offsets, and how many different characters after it, up to four.
    fn neighbours(&self, name: &str, offsets: impl Iterator<Item = usize>) -> (u32, u32) {
        let text = self.text();
        let mut seen = [None; 4];
        let mut different = 0;
        let mut count = 0;
        let mut low = 0;
        for at in offsets {
            if at < low || !text[at..].starts_with(name) {
                continue;
            }
            low = at + name.len();
            count += 1;
            // no two marks are the same neighbour
            let mark = char::from(b'0' + (count % 4) as u8);
            let next = text[low..].chars().next().filter(|c| is_han(*c)).unwrap_or(mark);
            if !seen.contains(&Some(next)) {
                seen[different as usize] = Some(next);
                different += 1;
            }
            if count == 16 || different == 4 {
                break;
            }
        }
        (count, different)
    }

    /// What the words from each of the characters on cost, the vocabularies included.
    fn rows(&self, chars: &[(usize, char)]) -> [i32; words::ROW + 1] {
        let useful = |h: &Hit| {
            let w = h.word;
            h.end - h.start >= 6 && (w.follow || w.measure.is_some() || w.title.is_some() || w.unit.is_some())
        };
        let (from, to) = (chars.first().map_or(0, |c| c.0), chars.last().map_or(0, |c| c.0 + 1));
        let known = self.hits.within(from, to).iter().rev().filter(|h| useful(h));
        words::rows(chars, known.map(|h| h.start..h.end))
    }

    /// The surname that a name at `at` may begin with, and whether a dot may part it; nothing where none begins.
    fn family_at(&self, at: usize, place: Place) -> Option<(Family, bool)> {
        let text = self.text();
        let (first, second) = words::next(text, at).filter(|x| is_han(x.0))?;
        let dot = self.dots.get(self.dots.partition_point(|&d| d < at)).is_some_and(|&d| self.dotted_at(at, d));
        // no surname, no mask and no dot: only a place that announces a name could make it one
        if place == Place::Possible && !dot && !BEGINNINGS.has(first) {
            return None;
        }
        let sounds = || translit::begins(first) && translit::cost(&text[at..chars_end(text, at, 4)]).is_some();
        let family = Family::new(first, words::next(text, second).map(|x| x.0));
        let named =
            place == Place::Expected || first == '某' || family.single.or(family.compound).is_some() || sounds();
        (named || dot).then_some((family, dot))
    }

    /// Whether the dot may part a name that begins at `at`: at most seven characters stand between.
    fn dotted_at(&self, at: usize, dot: usize) -> bool {
        dot - at <= 7 * char::MAX.len_utf8() && {
            let part = &self.text()[at..dot];
            part.chars().count() <= 7 && part.chars().all(is_han)
        }
    }

    /// Whether a name may begin at `at` where nothing announces one: the first of what `read` asks.
    pub fn may_begin(&self, at: usize) -> bool {
        self.family_at(at, Place::Possible).is_some()
    }

    /// The end of the name that begins at `at`.
    pub fn read(&self, at: usize, place: Place) -> Option<usize> {
        self.read_if(at, place, &|_| true)
    }

    /// The end of the name that begins at `at`, when the reader takes a name that ends there: none is weighed where it
    /// takes no end.
    pub fn read_if(&self, at: usize, place: Place, takes: &dyn Fn(usize) -> bool) -> Option<usize> {
        let text = self.text();
        let (family, dot) = self.family_at(at, place)?;
        // 经|常性: a word stands across the beginning
        if place == Place::Possible && self.spans(at) {
            return None;
        }
        let chars = self.folded.chars_from(at);
        let chars = &chars[..chars.len().min(if dot { words::ROW } else { WINDOW })];
        let offset = |n: usize| chars.get(n).map_or_else(|| chars.last().map_or(at, |c| c.0 + c.1.len_utf8()), |c| c.0);
        let run = chars.iter().take_while(|(_, c)| is_han(*c)).count();
        if let Some(end) = self.dotted(chars, run, offset).or_else(|| self.masked(chars, &family, offset)) {
            return Some(end).filter(|&end| takes(end));
        }
        // only a name written by its sound is longer than four characters
        let most = run.min(7);
        let sounds = chars[..most].iter().take_while(|c| translit::begins(c.1)).count();
        let sound = |n: usize| n <= sounds && translit::cost(&text[at..offset(n)]).is_some();
        let written = |n: usize| n < 5 || place == Place::Expected || sound(n);
        let mut taken = [false; 8];
        for n in (2..=most).filter(|&n| written(n)) {
            taken[n] = takes(offset(n));
        }
        if !taken.contains(&true) {
            return None;
        }
        let strange = place == Place::Expected && self.may_be_strange(chars);
        let mut own = [None; 8];
        for n in (2..=most).filter(|&n| n <= 4 || n <= sounds || strange) {
            own[n] = self.own(&chars[..n], &family, place, strange, n <= sounds);
        }
        if (2..=most).all(|n| !taken[n] || own[n].is_none()) {
            return None;
        }
        let certain = |n: usize, surname: bool| surname || self.is_certain(&chars[..n], offset(n));
        let first = (2..=most).find(|&n| own[n].is_some_and(|o| certain(n, o.1)))?;
        let rows = self.rows(&chars[..run.min(WINDOW)]);
        let plain = rows[0] + if place == Place::Expected { 70 } else { -10 };
        let hopeful = |n: usize, limit: i32| own[n].is_some_and(|o| o.0 + rows[n] - SURE - VARIED < limit);
        if (first..=most).all(|n| !taken[n] || !hopeful(n, plain)) {
            return None;
        }
        let mut best: Option<(i32, usize)> = None;
        for n in first..=most {
            let end = offset(n);
            let Some((own, surname)) = own[n] else { continue };
            let mut cost = own + rows[n];
            let limit = best.map_or(plain, |b| plain.min(b.0));
            if !hopeful(n, limit) || n > first && !certain(n, surname) {
                continue;
            }
            let sure = self.certain_end(end);
            let ends = sure || self.ends_at(end);
            cost -= match (sure, ends) {
                (true, _) => SURE,
                (_, true) if place == Place::Expected => 45,
                (_, true) => 30,
                _ => 0,
            };
            // 白皮书, 常态|化: a word, where nothing announces a name
            // a word is a name only where a predicate or a mark follows: 局长和平进行…, not 教师师德失范
            let common = words::word(&text[at..end]);
            let word = common.is_some();
            // what follows takes off no more
            if cost - VARIED - if word { 120 } else { 0 } >= limit {
                continue;
            }
            // 科长方圆受到…: a word that is hardly ever said is a name beside a title and a predicate
            if sure && place == Place::Expected && common.is_some_and(|c| c > RARE) {
                cost -= 60;
            }
            // 占便宜: a word of words; 酒驾: what people do; 祁连山 may be somebody's name
            let phrase = || n > 2 && words::word(&text[offset(1)..end]).is_some_and(|c| c < 120);
            let verb = || self.hits.starting(at).iter().any(|h| h.end == end && h.word.follow);
            // 主任黄山对…: a preposition begins a predicate where a title announced somebody
            let next = text[end..].chars().next().unwrap_or(' ');
            let subject = || {
                let rare = common.is_some_and(|c| c > RARE) && n == 2 && family.single.is_some_and(|f| f < WEAK);
                ends || place == Place::Expected && (rare || matches!(next, '对' | '在' | '于' | '从' | '将' | '未'))
            };
            let told = word && common.is_some_and(|c| c > RARE) && self.is_told(at, end);
            // 局长|严重违规: a predicate begins where the name would
            if word && VERBS.of(&text[at..]).next().is_some() {
                continue;
            }
            if word && !told && (!subject() || !sure && phrase() || verb()) {
                continue;
            }
            if told {
                cost -= 60;
            }
            if place == Place::Possible {
                if word && !told {
                    continue;
                }
                if words::word(&text[at..offset(2)]).is_some_and(|c| c < 120) {
                    cost += 40;
                }
                // 经费|悉数: two words
                if n == 3 && words::word(&text[offset(1)..end]).is_some() && self.across(at).is_some() {
                    continue;
                }
            }
            let broken = self.folded.breaks_in(chars[1].0..end).iter();
            cost += broken.map(|b| if b.1 == Break::Space { 15 } else { 40 }).sum::<i32>();
            if self.straddles(at, end) {
                cost += 40;
            }
            let last = chars[n - 1].1;
            // 何春|五年内, 何福|于今年, 何福|于2020年: the number or the preposition of a time
            if matches!(
                (last, next),
                (
                    '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十',
                    '年' | '月' | '日' | '个' | '名' | '次' | '万' | '人' | '起'
                )
            ) || last == '于' && (next.is_ascii_digit() || matches!(next, '今' | '去' | '同' | '昨' | '次' | '当'))
            {
                cost += 120;
            }
            // 何有福, 何其昌: some of them begin a given name of two characters
            let odd =
                |c: &(usize, char)| is_function(c.1) && !(n == 3 && c.0 == chars[1].0 && "有其以在必亦".contains(c.1));
            if chars[1..n].iter().any(odd) {
                // 莫旭有: a few of them end a name now and then, where a verb makes sure
                let rare = "有不了是以他其".contains(last) && !chars[1..n - 1].iter().any(odd);
                cost += if rare && sure { 60 } else { 120 };
            } else if is_seldom(last) {
                // 郑重|向大家道歉: a word and a preposition
                let word = n == 3 && words::word(&text[at..offset(2)]).is_some();
                cost += if word { 80 } else { 40 };
            } else if n == 3 && last == '时' && words::word(&text[at..offset(2)]).is_some() {
                // 任用|时
                cost += 120;
            }
            // 莱西市, 青龙镇: the name of a place; 榆岭|市, 榆岭|石化公司: what a place or a body begins with
            if matches!(last, '市' | '县' | '区' | '乡' | '局' | '委' | '厅')
                || last == '镇' && n == 3
                // 安监|员
                || matches!(next, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '员')
                || chars[1..n - 1].iter().any(|c| matches!(c.1, '省' | '市' | '县' | '区'))
            {
                cost += 150;
            } else if self.hits.starting(at).iter().any(|h| h.word.place) {
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
                best = Some((cost, n));
            }
        }
        let (cost, n) = best?;
        let end = offset(n);
        // 蒙混|过关: a word of four characters goes on over the end
        let idiom = end < offset(4) && words::word(&text[at..offset(4)]).is_some();
        (cost < plain && !idiom && taken[n]).then_some(end)
    }

    /// Whether the characters go on as the name of a body: 榆岭|石化公司.
    fn body_follows(&self, end: usize) -> bool {
        let text = self.text();
        let near = |words: &str| words.chars().nth(6).is_none() && words.chars().all(is_han);
        let unit = |h: &&Hit| h.end - h.start >= 6 && h.word.unit.is_some() && near(&text[end..h.end]);
        let hits = self.hits.within(end, end + 6 * char::MAX.len_utf8());
        hits.iter().find(unit).is_some_and(|u| {
            !self.hits.within(end, u.start).iter().any(|h| {
                let w = h.word;
                w.follow || w.stop || w.measure.is_some()
            }) && !text[end..u.start].contains(|c| is_function(c) || is_seldom(c))
        })
    }

    /// Whether a name without a Han surname (多杰, 巴特尔, 岩温) may begin with the characters.
    fn may_be_strange(&self, chars: &[(usize, char)]) -> bool {
        let &[(at, first), (second, other), ..] = chars else { return false };
        let text = self.text();
        let before = text[..at].char_indices().next_back().map_or(at, |c| c.0);
        !matches!(first, '由' | '兼' | '暨' | '及' | '均' | '都' | '讲' | '谈' | '说' | '问' | '答')
            && !is_function(first)
            && !is_function(other)
            && words::word(&text[before..second]).is_none()
    }

    /// What the characters cost as a name, and whether they begin with a surname; `strange` when they need not, `sounds`
    /// when each of them may write one.
    fn own(
        &self,
        chars: &[(usize, char)],
        family: &Family,
        place: Place,
        strange: bool,
        sounds: bool,
    ) -> Option<(i32, bool)> {
        let (n, at) = (chars.len(), chars[0].0);
        let given = |from: usize| words::given(chars[from..].iter().map(|c| c.1));
        let compound = family.compound.filter(|_| n == 3 || n == 4).map(|f| f + given(2));
        let single = family.single.filter(|_| n == 2 || n == 3).map(|f| f + given(1));
        // two surnames in front of a given name: 沈林望舒
        let double = (family.single.filter(|_| n == 4)).zip(family.second).map(|(a, b)| {
            // 白陈|主持
            let (from, to) = (chars[2].0, chars[3].0 + chars[3].1.len_utf8());
            let word = if words::word(&self.text()[from..to]).is_some() { 60 } else { 0 };
            a + b + given(2) + word + if a + b > 100 { 50 } else { 0 }
        });
        let (text, last) = (self.text(), chars[n - 1].1);
        let end = chars[n - 1].0 + last.len_utf8();
        let least = if place == Place::Expected { 3 } else { 4 };
        let sounds = if sounds && n >= least { translit::cost(&text[at..end]) } else { None };
        let known = [compound, single, double, sounds].into_iter().flatten().min();
        // 雷鸣|用危房: what a common surname begins is no name of five characters
        let strange = strange && (n <= 4 || family.single != Some(cost(Surname::Common)));
        if known.is_none() && !strange {
            return None;
        }
        // 党纪|重处分, 随后|他: what is mostly a word, in a word
        let weak = n > 2 && family.compound.is_none() && family.single == Some(WEAK);
        let most = if chars[0].1 == '党' { i32::MAX } else { 100 };
        let word = |from: usize, to: usize, most: i32| words::word(&text[from..to]).is_some_and(|c| c < most);
        if weak && place == Place::Possible && word(at, chars[2].0, most) {
            return None;
        }
        // 领导|和企业: a joint and a word
        if n > 2 && matches!(chars[0].1, '和' | '与' | '及') && word(chars[1].0, end, RARE) {
            return None;
        }
        // 曾先后, 曾三次
        if n > 2 && chars[0].1 == '曾' && matches!(chars[1].1, '先' | '多' | '两' | '三' | '数' | '几') {
            return None;
        }
        // 易、岳二人; 以上人员: no names
        if matches!((chars[n - 2].1, last), ('二' | '两' | '三', '人') | ('人', '员')) {
            return None;
        }
        // 监考|费问题: what a heading ends with
        if n > 2 && text[..end].ends_with("问题") {
            return None;
        }
        // 双柳区, 渌江省: nobody's name ends so; 向|阳村
        let body = place == Place::Possible && n == 3 && matches!(last, '股' | '局' | '站' | '办');
        if n > 2 && matches!(last, '省' | '市' | '县' | '区')
            || body
            || n == 2 && place == Place::Possible && last == '村'
        {
            return None;
        }
        // 邗江镇: a place with its level
        if matches!(last, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡')
            && self.hits.starting(at).iter().any(|h| h.end == chars[n - 1].0 && h.word.place)
        {
            return None;
        }
        let strange = (60 + 70 * i32::try_from(n).unwrap_or(6), false);
        Some(known.map_or(strange, |cost| (cost, true)))
    }

    /// Whether the place and the word after it speak for a name without a Han surname.
    fn is_certain(&self, chars: &[(usize, char)], end: usize) -> bool {
        let at = chars[0].0;
        !chars.iter().any(|c| is_function(c.1))
            && !self.is_word(at, end)
            && chars.len() < 7
            && (chars.len() <= 2 || !words::begins(&self.text()[at..end]))
            // 司机|见义勇为, 患者|经激素治疗: a common noun announces no name by itself
            && !(chars.len() > 2 && self.after_noun(at) && self.holds_word(at, end))
            && !self.hits.within(at, end).iter().any(|h| h.end <= end && h.word.title.is_some())
            && !self.body_follows(end)
            && (self.certain_end(end) || self.ends_at(end) || self.variety(at, end).1 > 1)
    }

    /// 买买提·依明: up to three parts.
    fn dotted(&self, chars: &[(usize, char)], run: usize, offset: impl Fn(usize) -> usize) -> Option<usize> {
        if run > 7
            || run == 0
            || chars.get(run).is_none_or(|c| c.1 != '·')
            || "对给由将被与和向经据在另".contains(chars[0].1)
        {
            return None;
        }
        let word = |h: &Hit| {
            let w = h.word;
            h.end - h.start >= 6 && (w.title.is_some() || w.stop || w.measure.is_some() || w.unit.is_some())
        };
        if self.hits.within(chars[0].0, chars[run].0).iter().any(word) {
            return None;
        }
        let mut from = run + 1;
        let mut run = chars[from..].iter().take_while(|(_, c)| is_han(*c)).count();
        // 吉克·阿木因对阿依努尔·买买提…: two names
        let one = |from: usize, run: usize| !chars[from..from + run].iter().any(|c| "对被因将与给受则及".contains(c.1));
        while run <= 8 && run > 0 && chars.get(from + run).is_some_and(|c| c.1 == '·') && one(from, run) {
            from += run + 1;
            run = chars[from..].iter().take_while(|(_, c)| is_han(*c)).count();
        }
        if run == 0 {
            return None;
        }
        let text = self.text();
        let rows = self.rows(&chars[from..from + run]);
        // 巴特尔·苏和被…: a joint that a predicate follows is the end of the name
        let ends = |i: usize| chars[from + i].1 == '和' && i > 0 && self.ends_at(offset(from + i + 1));
        let own = |i: &usize| {
            !"的对被受因在为将与和等犯于处及已并均各负曾向由虽亦另同遭给未却二三四五六七八九十"
                .contains(chars[from + i].1)
                || ends(*i)
        };
        let plain = (0..run.min(8)).take_while(own).count();
        (1..=plain.max(1))
            .map(|n| {
                let end = offset(from + n);
                let bonus = if self.ends_at(end) { 60 } else { 0 };
                let variety = 20 * i32::try_from(self.variety(chars[0].0, end).1).unwrap_or(1);
                let part = &text[chars[from].0..end];
                (rows[n] + translit::part(part) - bonus - variety, end)
            })
            .min()
            .map(|b| b.1)
    }

    /// 张某, 李某某, 王某甲, 赵×, 李*明.
    fn masked(&self, chars: &[(usize, char)], family: &Family, offset: impl Fn(usize) -> usize) -> Option<usize> {
        let family = if family.compound.is_some() && is_mask(chars.get(2)?.1) {
            2
        } else if family.single.is_some() && is_mask(chars.get(1)?.1) || chars[0].1 == '某' && chars.get(1)?.1 == '某'
        {
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
                !is_function(c) && !is_seldom(c) && !"妻女子母父夫犯某借以对把给任说称处案数涉私".contains(c)
            })
    }

    /// Whether a word of two characters stands in the candidate: 见义|勇为, 经|激素.
    fn holds_word(&self, start: usize, end: usize) -> bool {
        let text = self.text();
        let starts = text[start..end].char_indices().map(|(i, _)| start + i);
        let pairs = starts.clone().zip(starts.skip(2).chain([end]));
        let mut pairs = pairs.filter_map(|(a, b)| words::word(&text[a..b]));
        pairs.any(|cost| cost < 145)
    }

    /// Whether what stands before the candidate is a word for anybody: 司机, 学生, 村民.
    fn after_noun(&self, at: usize) -> bool {
        let common = |h: Hit| matches!(h.word.title, Some(TitleKind::Worker | TitleKind::Label));
        self.hits.ending(at).any(common)
    }

    /// Whether the candidate is a word.
    fn is_word(&self, start: usize, end: usize) -> bool {
        words::word(&self.text()[start..end]).is_some()
            || self.hits.starting(start).iter().any(|h| {
                let w = h.word;
                h.end == end && (w.follow || w.stop || w.unit.is_some() || w.title.is_some())
            })
    }

    /// Whether a frequent word stands across the offset.
    pub fn spans(&self, at: usize) -> bool {
        self.across(at).is_some_and(|cost| cost < 95)
    }

    /// What the characters before and after the offset cost as a word.
    fn across(&self, at: usize) -> Option<i32> {
        let text = self.text();
        let (before, c) = text[..at].char_indices().next_back()?;
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        words::word(&text[before..end]).filter(|_| is_han(c))
    }

    /// Whether a title, a unit or a measure begins inside the candidate and runs over its end.
    fn straddles(&self, start: usize, end: usize) -> bool {
        self.hits.across(end).any(|h| {
            let w = h.word;
            h.start > start && h.end - h.start >= 6 && (w.title.is_some() || w.measure.is_some() || w.unit.is_some())
        })
    }
}
