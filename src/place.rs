//! Places at the head of a unit name: 莱西市|院上镇|中心中学.

use crate::code::Level;
use crate::words::Chars;
use once_cell::sync::Lazy;
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

/// A unit name as pieces of the folded text: what was restored comes first. Most have one or two, which need no heap.
#[derive(Clone, Debug)]
pub(crate) enum Pieces {
    Few([(usize, usize); 2], usize),
    Many(Vec<(usize, usize)>),
}

impl Pieces {
    pub const fn new() -> Self {
        Self::Few([(0, 0); 2], 0)
    }

    pub const fn one(start: usize, end: usize) -> Self {
        Self::Few([(start, end), (0, 0)], 1)
    }

    pub fn push(&mut self, piece: (usize, usize)) {
        match self {
            Self::Few(few, len) if *len < few.len() => {
                few[*len] = piece;
                *len += 1;
            }
            Self::Few(few, _) => *self = Self::Many(few.iter().copied().chain([piece]).collect()),
            Self::Many(many) => many.push(piece),
        }
    }
}

impl Deref for Pieces {
    type Target = [(usize, usize)];

    fn deref(&self) -> &[(usize, usize)] {
        match self {
            Self::Few(few, len) => &few[..*len],
            Self::Many(many) => many,
        }
    }
}

impl DerefMut for Pieces {
    fn deref_mut(&mut self) -> &mut [(usize, usize)] {
        match self {
            Self::Few(few, len) => &mut few[..*len],
            Self::Many(many) => many,
        }
    }
}

impl PartialEq for Pieces {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl Extend<(usize, usize)> for Pieces {
    fn extend<I: IntoIterator<Item = (usize, usize)>>(&mut self, pieces: I) {
        pieces.into_iter().for_each(|p| self.push(p));
    }
}

impl FromIterator<(usize, usize)> for Pieces {
    fn from_iter<I: IntoIterator<Item = (usize, usize)>>(pieces: I) -> Self {
        let mut all = Self::new();
        all.extend(pieces);
        all
    }
}

/// The folded text that the pieces cover.
pub(crate) fn join<'t>(text: &'t str, pieces: &[(usize, usize)]) -> Cow<'t, str> {
    match pieces {
        [] => Cow::Borrowed(""),
        &[(a, b)] => Cow::Borrowed(&text[a..b]),
        _ => {
            let mut all = String::with_capacity(pieces.iter().map(|p| p.1 - p.0).sum());
            all.extend(pieces.iter().map(|&(a, b)| &text[a..b]));
            Cow::Owned(all)
        }
    }
}

/// The first `len` bytes of the pieces put together.
pub(crate) fn prefix(pieces: &[(usize, usize)], len: usize) -> Pieces {
    let mut left = len;
    let mut out = Pieces::new();
    for &(a, b) in pieces {
        let take = (b - a).min(left);
        if take > 0 {
            out.push((a, a + take));
        }
        left -= take;
    }
    out
}

/// The last `len` bytes of the pieces.
pub(crate) fn suffix(pieces: &[(usize, usize)], len: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let total: usize = pieces.iter().map(|p| p.1 - p.0).sum();
    let mut skip = total - len;
    pieces.iter().filter_map(move |&(a, b)| {
        let cut = skip.min(b - a);
        skip -= cut;
        (a + cut < b).then_some((a + cut, b))
    })
}

pub(crate) fn is_level(c: char) -> bool {
    matches!(c, '省' | '市' | '县' | '区' | '州' | '盟' | '旗' | '镇' | '乡' | '村')
}

/// Whether the character belongs to the name of a body, so that no place holds it.
fn ends_place(c: char) -> bool {
    matches!(
        c,
        '局' | '厅'
            | '部'
            | '委'
            | '院'
            | '公'
            | '司'
            | '校'
            | '中'
            | '心'
            | '行'
            | '处'
            | '科'
            | '站'
            | '所'
            | '社'
            | '人'
            | '共'
            | '副'
            | '被'
    )
}

/// The characters that say something about where a place ends.
static TELLING: Lazy<Chars> =
    Lazy::new(|| Chars::new(('\0'..='\u{ffff}').filter(|&c| ends_place(c) || is_level(c) || matches!(c, '族' | '街'))));

/// The most places that one unit name begins with: what costs by the length of a row of them stays linear.
const MOST: usize = 16;

/// Where the leading places of a unit name end.
#[derive(Default)]
pub(crate) struct Ends {
    at: [usize; MOST],
    len: usize,
}

impl Ends {
    fn push(&mut self, end: usize) {
        self.at[self.len] = end;
        self.len += 1;
    }
}

impl Deref for Ends {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.at[..self.len]
    }
}

/// Byte offsets at which the leading places of a unit name end, outermost first, up to `MOST`.
pub(crate) fn ends(unit: &str) -> Ends {
    /// Districts with longer names that end like a kind of country.
    const LONG_NAMES: [&str; 3] = ["石景山", "八公山", "神农架林"];
    let telling = &*TELLING;
    let mut out = Ends::default();
    let mut rest = unit.chars();
    let mut from = 0;
    let mut i = 0;
    let mut before = ' ';
    let mut longest = 6;
    while out.len < MOST {
        // 渌江维吾尔|自治区: peoples without 族 make a name longer too
        if i - from > longest {
            let mut near = rest.clone().take(7);
            let ahead = matches!(before, '自' | '治') || near.any(|c| c == '自') && near.next() == Some('治');
            if longest >= 12 || !ahead {
                break;
            }
            longest = 12;
        }
        let Some(c) = rest.next() else { break };
        if !telling.has(c) {
            before = c;
            i += 1;
            continue;
        }
        // 院桥镇, 社旗县: the name of a place begins so
        let opens = i == from
            && matches!(c, '院' | '公' | '社' | '行' | '中' | '科' | '站' | '司' | '共')
            && !rest.as_str().starts_with(['政', '级', '心']);
        if ends_place(c) && !opens {
            break;
        }
        // where the character ends
        let at = unit.len() - rest.as_str().len();
        let mut ahead = rest.clone();
        let next = ahead.next();
        // 黎坪苗族侗族自治州: peoples make a name longer
        if c == '族' {
            longest = i - from + 6;
        }
        // 兰州|市, 惠州|区: the level follows; 社区, 地区, 小区, 校区 are no levels of their own at this point
        let goes_on = c == '州' && next.is_some_and(|n| matches!(n, '市' | '县' | '区' | '省' | '湾'))
            || c == '旗' && next.is_some_and(|n| matches!(n, '乡' | '镇' | '村' | '区' | '街'))
            || c == '镇' && next.is_some_and(|n| matches!(n, '江' | '海'))
            || c == '市'
                && (next == Some('场') || next == Some('政') && !matches!(ahead.next(), Some('府' | '协' | '法')))
            || c == '乡' && before == '城'
            || c == '市' && before == '超'
            // 城市: no city has a name of one character
            || c == '市' && i == from + 1 && before == '城'
            || c == '村' && (matches!(before, '农' | '乡' | '城') || i == from + 1 && !is_level(before) && matches!(next, Some('镇' | '乡')))
            || c == '区' && next == Some('域');
        // 宝山区, 北林区 have names of two characters; 贫困山区, 国有林区 are no places
        let short = matches!(before, '山' | '林')
            && (i == from + 2 || LONG_NAMES.iter().any(|w| unit[..at - c.len_utf8()].ends_with(w)))
            || before == '矿' && from > 0 && i <= from + 3;
        if is_level(c)
            && i > from
            && !goes_on
            && !(c == '区'
                && !short
                && matches!(
                    before,
                    '社' | '小'
                        | '辖'
                        | '校'
                        | '景'
                        | '园'
                        | '矿'
                        | '监'
                        | '厂'
                        | '库'
                        | '林'
                        | '牧'
                        | '灾'
                        | '疫'
                        | '片'
                        | '地'
                        | '军'
                        | '战'
                        | '选'
                        | '山'
                        | '空'
                        | '陷'
                        | '离'
                        | '公'
                        | '活'
                        | '工'
                        | '业'
                        | '务'
                        | '护'
                        | '困'
                        | '老'
                        | '舍'
                        | '采'
                        | '渔'
                        | '养'
                ))
        {
            out.push(at);
            from = i + 1;
            longest = 6;
        }
        before = c;
        if c == '街' && next == Some('道') && i > from {
            out.push(at + '道'.len_utf8());
            rest.next();
            before = '道';
            i += 1;
            from = i + 1;
        }
        i += 1;
    }
    out
}

/// The level that a unit shows.
pub(crate) fn level(unit: &str, title: &str) -> Option<Level> {
    if unit.starts_with("中央") || unit.starts_with("国家") || unit.starts_with("最高人民") || unit.starts_with("全国")
    {
        return Some(Level::National);
    }
    let whole = if matches!(title, "村主任" | "村支书" | "村党支部书记") { "村" } else { "" };
    let last = ends(unit).last().map(|&e| &unit[..e]);
    let end = last.unwrap_or(whole);
    Some(match end.chars().next_back()? {
        '省' => Level::Provincial,
        '市' if ["北京市", "上海市", "天津市", "重庆市"].contains(&end) => Level::Provincial,
        '市' if title == "市长" || unit.contains("地级") => Level::Prefecture,
        '州' | '盟' => Level::Prefecture,
        '县' | '区' | '旗' => Level::County,
        '镇' | '乡' | '道' => Level::Township,
        '村' => Level::Village,
        // 市 alone may be a prefecture or a county-level city: the text does not show which
        _ => return None,
    })
}
