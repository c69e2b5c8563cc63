//! Folding: the text as the rules read it, and the way back to the text as given.
//!
//! Folding keeps the order of the characters. White space and zero-width characters are taken out and
//! remembered as [`Break`]s, so that 「受到⏎党内 警告」 is one phrase; full-width letters and digits, 〇 and
//! ○, Kangxi radicals and Traditional characters become their plain forms one by one.

use crate::lexicon::surname_heads;
use crate::model::Span;
use crate::place::is_level;
use crate::segment::is_mark;
use crate::words::Map;
use once_cell::sync::Lazy;
use std::borrow::Cow;
use std::ops::{Deref, Range};

/// White space that stood between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    Space,
    Line,
}

/// How long a block of the text is, as a power of two: a landmark stands in most of them, and seldom many.
const BLOCK: u32 = 6;

/// What stands at places of the text, in order.
pub(crate) struct Placed<T> {
    all: Vec<(usize, T)>,
    /// How many of them stand before each block of the text.
    before: Vec<usize>,
}

impl<T> Placed<T> {
    fn with_capacity(usual: usize) -> Self {
        Self { all: Vec::with_capacity(usual), before: Vec::new() }
    }

    fn push(&mut self, at: usize, what: T) {
        self.all.push((at, what));
    }

    /// Counts those before each block of a text of that length.
    fn index(&mut self, len: usize) {
        // a place may be the end of the text or what would follow it
        let blocks = ((len + 1) >> BLOCK) + 1;
        let mut out = Vec::with_capacity(blocks);
        for (before, place) in self.all.iter().enumerate() {
            while out.len() <= place.0 >> BLOCK {
                out.push(before);
            }
        }
        out.resize(blocks, self.all.len());
        self.before = out;
    }

    /// How many stand before an offset.
    fn before(&self, at: usize) -> usize {
        let passed = self.before[at >> BLOCK];
        passed + self.all[passed..].iter().take_while(|x| x.0 < at).count()
    }

    /// Those from an offset on.
    fn from(&self, at: usize) -> &[(usize, T)] {
        &self.all[self.before(at)..]
    }

    /// Those in a range that is not much longer than a sentence.
    fn within(&self, range: Range<usize>) -> &[(usize, T)] {
        let rest = self.from(range.start);
        &rest[..rest.iter().take_while(|x| x.0 < range.end).count()]
    }
}

impl<T> Deref for Placed<T> {
    type Target = [(usize, T)];

    fn deref(&self) -> &[(usize, T)] {
        &self.all
    }
}

/// A text as the rules read it. Offsets are bytes of [`Folded::text`].
pub(crate) struct Folded<'a> {
    pub source: &'a str,
    pub text: Cow<'a, str>,
    /// Its characters with their offsets.
    pub chars: Vec<(usize, char)>,
    /// Where white space was taken out, in order.
    pub breaks: Placed<Break>,
    /// Those of the breaks that end a line.
    pub lines: Vec<usize>,
    /// The landmarks of the text, in order.
    pub landmarks: Placed<char>,
    /// Those of the characters that surnames begin with, by their places in `chars`.
    pub heads: Vec<usize>,
    /// Where the distance between folded and given offsets changes: (folded, given), in order. At an
    /// offset where something was dropped the entry tells where the next kept character stands.
    steps: Placed<usize>,
}

/// The first and the last of the characters that may be Traditional.
const HAN: (char, char) = ('\u{3400}', '\u{9fff}');

/// The plain form of each character of `HAN`.
static TRADITIONAL: Lazy<Vec<char>> = Lazy::new(|| {
    let mut plain: Vec<char> = (HAN.0..=HAN.1).collect();
    let rows = include_str!("../lexicon/traditional.tsv").lines().filter(|l| !l.starts_with('#'));
    for (a, b) in rows.filter_map(|l| l.split_once('\t')) {
        if let (Some(a @ '\u{3400}'..='\u{9fff}'), Some(b)) = (a.chars().next(), b.chars().next()) {
            plain[a as usize - HAN.0 as usize] = b;
        }
    }
    plain
});

/// Kangxi radicals and their supplements that stand for whole characters in text copied from PDF files.
const RADICALS: &str = "⼀一⼆二⼈人⼉儿⼊入⼋八⼑刀⼒力⼗十⼝口⼟土⼠士⼤大⼥女⼦子⼩小⼭山⼯工⼰己⼲干⼴广⼸弓⼼心⼿手⽀支⽂文⽃斗⽅方⽆无⽇日⽉月⽊木⽋欠⽌止⽐比⽑毛⽒氏⽓气⽔水⽕火⽗父⽚片⽛牙⽜牛⽟玉⽠瓜⽣生⽤用⽥田⽩白⽪皮⽬目⽯石⽰示⽴立⽵竹⽶米⽻羽⽼老⽽而⽿耳⾁肉⾃自⾄至⾆舌⾊色⾍虫⾎血⾏行⾐衣⾒见⾓角⾔言⾕谷⾖豆⾚赤⾛走⾜足⾝身⾞车⾟辛⾢邑⾥里⾦金⾨门⾮非⾯面⾰革⾳音⾵风⾷食⾸首⾹香⾺马⾻骨⾼高⿁鬼⿂鱼⿃鸟⿅鹿⿇麻⿈黄⿊黑⿎鼓⻄西⻓长⻔门⻢马⻦鸟⻚页⻋车⻅见⻉贝⻛风⻜飞⻝食⻥鱼⻨麦⻩黄⻬齐⻰龙";

static PLAIN: Lazy<Map<char, char>> = Lazy::new(|| {
    let radicals: Vec<char> = RADICALS.chars().collect();
    radicals.chunks(2).map(|pair| (pair[0], pair[1])).collect()
});

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn fold_char(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '〇' | '○' => '零',
        '•' | '‧' | '・' => '·',
        '\u{2e80}'..='\u{2fdf}' => PLAIN.get(&c).copied().unwrap_or(c),
        '\u{3400}'..='\u{9fff}' => TRADITIONAL[c as usize - HAN.0 as usize],
        _ => c,
    }
}

/// A character that does not stay as it is.
const CHANGED: u8 = 1;
/// A character that the readers look for in the whole text: a mark, and what tells of places, dates and persons.
const LANDMARK: u8 = 2;
/// A character that surnames begin with.
const HEAD: u8 = 4;

/// Which of these each character of the first plane is.
static CLASSES: Lazy<Vec<u8>> = Lazy::new(|| {
    let landmark = |c| matches!(c, '年' | '月' | '日' | '在' | '对' | '者' | '员' | '某' | '×' | '·');
    let class = |code: u32| {
        let Some(c) = char::from_u32(code) else { return 0 };
        let changed = c.is_whitespace() || is_dropped(c) || fold_char(c) != c;
        let landmark = is_mark(c) || is_level(c) || landmark(c);
        let head = surname_heads().has(c);
        let bit = |is: bool, class: u8| if is { class } else { 0 };
        bit(changed, CHANGED) | bit(landmark, LANDMARK) | bit(head, HEAD)
    };
    (0..1 << 16).map(class).collect()
});

impl<'a> Folded<'a> {
    pub fn new(source: &'a str) -> Self {
        let mut folded = Self {
            source,
            text: Cow::Borrowed(source),
            chars: Vec::with_capacity(source.len() / 2),
            breaks: Placed::with_capacity(source.len() / 64),
            lines: Vec::new(),
            landmarks: Placed::with_capacity(source.len() / 16),
            heads: Vec::with_capacity(source.len() / 16),
            steps: Placed::with_capacity(source.len() / 64 + 1),
        };
        folded.steps.push(0, 0);
        let mut at = folded.kept_to(0, 0);
        if at == source.len() {
            folded.index(source.len());
            return folded;
        }
        let mut text = String::with_capacity(source.len());
        // where what is not copied yet begins
        let mut from = 0;
        let mut dropped = None;
        loop {
            text.push_str(&source[from..at]);
            let Some(c) = source[at..].chars().next() else { break };
            let here = at;
            at += c.len_utf8();
            from = at;
            if c.is_whitespace() {
                let kind = if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') { Break::Line } else { Break::Space };
                dropped = dropped.max(Some(Some(kind)));
                continue;
            }
            if is_dropped(c) {
                dropped = dropped.max(Some(None));
                continue;
            }
            if let Some(kind) = dropped.take() {
                folded.steps.push(text.len(), here);
                if let Some(kind) = kind {
                    folded.breaks.push(text.len(), kind);
                }
            }
            let plain = fold_char(c);
            let plain_class = CLASSES.get(plain as usize).copied().unwrap_or(0);
            folded.note(text.len(), plain, plain_class);
            text.push(plain);
            if plain.len_utf8() != c.len_utf8() {
                folded.steps.push(text.len(), from);
            }
            at = folded.kept_to(at, text.len());
        }
        folded.index(text.len());
        folded.text = Cow::Owned(text);
        folded.lines = folded.breaks.iter().filter(|b| b.1 == Break::Line).map(|b| b.0).collect();
        folded
    }

    /// Where the first character at or after `from` stands that does not stay as it is; what stands before it is noted,
    /// with `from` at the folded offset `to`.
    fn kept_to(&mut self, from: usize, to: usize) -> usize {
        let (source, classes) = (self.source, &CLASSES[..]);
        for (i, c) in source[from..].char_indices() {
            let class = classes.get(c as usize).copied().unwrap_or(0);
            if class & CHANGED > 0 {
                return from + i;
            }
            self.note(to + i, c, class);
        }
        source.len()
    }

    /// Notes a character of a class at a folded offset.
    #[inline]
    fn note(&mut self, at: usize, c: char, class: u8) {
        if class > 0 {
            self.mark(at, c, class);
        }
        self.chars.push((at, c));
    }

    /// Notes a character that is sought.
    fn mark(&mut self, at: usize, c: char, class: u8) {
        if class & LANDMARK > 0 {
            self.landmarks.push(at, c);
        }
        if class & HEAD > 0 {
            self.heads.push(self.chars.len());
        }
    }

    /// Finishes a text of that length.
    fn index(&mut self, len: usize) {
        self.breaks.index(len);
        self.landmarks.index(len);
        self.steps.index(len);
    }

    /// The break before the folded offset `at`, if any.
    pub fn break_at(&self, at: usize) -> Option<Break> {
        self.breaks.from(at).first().filter(|b| b.0 == at).map(|b| b.1)
    }

    /// The breaks in a range.
    pub fn breaks_in(&self, range: Range<usize>) -> &[(usize, Break)] {
        self.breaks.within(range)
    }

    /// The characters from an offset on.
    pub fn chars_from(&self, at: usize) -> &[(usize, char)] {
        // none is longer than four bytes
        let from = at / char::MAX.len_utf8();
        let rest = &self.chars[from..self.chars.len().min(at + 1)];
        &self.chars[from + rest.partition_point(|c| c.0 < at)..]
    }

    /// The landmarks from an offset on.
    pub fn landmarks_from(&self, at: usize) -> &[(usize, char)] {
        self.landmarks.from(at)
    }

    /// The landmarks in a range that is not much longer than a sentence.
    pub fn landmarks_in(&self, range: Range<usize>) -> &[(usize, char)] {
        self.landmarks.within(range)
    }

    /// Where the line ends that goes on at `at`.
    pub fn line_end(&self, at: usize) -> usize {
        self.lines.get(self.lines.partition_point(|&l| l <= at)).copied().unwrap_or(self.text.len())
    }

    /// Where the line begins that goes on at `at`.
    pub fn line_start(&self, at: usize) -> usize {
        self.lines[..self.lines.partition_point(|&l| l <= at)].last().copied().unwrap_or(0)
    }

    /// The last of the steps at or before a folded offset.
    fn step(&self, at: usize) -> usize {
        self.steps.before(at + 1) - 1
    }

    /// Where the character at folded offset `at`, which that step leads to, begins in the text as given.
    fn given(&self, step: usize, at: usize) -> usize {
        let (folded, given) = self.steps[step];
        given + (at - folded)
    }

    /// The range `start..end` of the folded text in the text as given.
    pub fn span(&self, start: usize, end: usize) -> Span {
        if start >= end {
            let at = self.given(self.step(start), start).min(self.source.len());
            return Span::new(at, at);
        }
        let step = self.step(start);
        // most are as long in the text as given
        if self.steps.get(step + 1).is_none_or(|s| s.0 > end) {
            let from = self.given(step, start);
            return Span::new(from, from + (end - start));
        }
        // the end is taken from the last character, so that white space after it stays outside
        let last = self.text[start..end].char_indices().last().map_or(start, |(i, _)| start + i);
        // few lie inside a span
        let inside = self.steps[step + 1..].iter().take_while(|s| s.0 <= last).count();
        let from = self.given(step + inside, last);
        let len = self.source[from..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.given(step, start), from + len)
    }

    /// What the text as given says in `start..end` of the folded text, without white space.
    pub fn original(&self, start: usize, end: usize) -> String {
        let mut out = String::with_capacity(end.saturating_sub(start));
        self.add_original(start, end, &mut out);
        out
    }

    /// Adds what the text as given says there.
    pub fn add_original(&self, start: usize, end: usize, out: &mut String) {
        let given = self.span(start, end).slice(self.source);
        // no plain form is longer than what it stands for: as many bytes are all of them kept
        if given.len() == end.saturating_sub(start) {
            out.push_str(given);
        } else {
            out.extend(given.chars().filter(|c| !c.is_whitespace() && !is_dropped(*c)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_finds_the_way_back() {
        let source = "受到\u{3000}黨內\r\n警告２次,二○二二\u{200b}年";
        let folded = Folded::new(source);
        assert_eq!(folded.text, "受到党内警告2次,二零二二年");
        let slice = |needle: &str| {
            let at = folded.text.find(needle).unwrap();
            folded.span(at, at + needle.len()).slice(source).to_owned()
        };
        assert_eq!(slice("党内"), "黨內");
        assert_eq!(slice("党内警告2"), "黨內\r\n警告２");
        assert_eq!(slice("次"), "次");
        assert_eq!(slice("二零二二年"), "二○二二\u{200b}年");
        assert_eq!(folded.break_at("受到".len()), Some(Break::Space));
        assert_eq!(folded.break_at("受到党内".len()), Some(Break::Line));
        assert_eq!(folded.break_at(3), None);
    }

    #[test]
    fn borrows_what_needs_no_fold() {
        assert!(matches!(Folded::new("张三受到党内警告。").text, Cow::Borrowed(_)));
    }
}
