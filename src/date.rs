//! Dates of a text: 「2021年7月15日」, 「二零一四年」, 「2017-12-19」, 「同年11月」, 「今年5月」.

use crate::number;
use crate::text::Folded;

/// What the text says of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Given(u16),
    /// 同年, 当年, 同月: the year of the date before.
    Same,
    /// 次年, 翌年.
    Next,
    /// 今年: the year of publication.
    This,
    /// 去年.
    Last,
    /// A month alone.
    Open,
}

/// A date as written. Offsets are bytes of the folded text; month and day are 0 where the text has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub start: usize,
    pub end: usize,
    pub year: Year,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// As an ISO prefix, when the text gives the year.
    pub fn iso(&self) -> Option<String> {
        match self.year {
            Year::Given(year) => Some(iso(year, self.month, self.day)),
            _ => None,
        }
    }
}

/// An ISO prefix of the parts that are known.
pub(crate) fn iso(year: u16, month: u8, day: u8) -> String {
    match (month, day) {
        (0, _) => format!("{year}"),
        (_, 0) => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Words before 年 that stand for a year.
const RELATIVE: &[(&str, Year)] = &[
    ("同", Year::Same),
    ("当", Year::Same),
    ("该", Year::Same),
    ("次", Year::Next),
    ("翌", Year::Next),
    ("第二", Year::Next),
    ("今", Year::This),
    ("去", Year::Last),
];

/// A character of a numeral that writes its digits in a row or with 十.
fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '元')
}

/// The numeral that ends at the end of `s`, at most `most` characters.
fn numeral(s: &str, most: usize) -> &str {
    let len: usize = s.chars().rev().take(most + 1).take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    &s[s.len() - len..]
}

fn year_of(s: &str) -> Option<u16> {
    (s.chars().count() == 4 && !s.contains(['十', '元']))
        .then(|| number::parse(s))
        .flatten()
        .and_then(|y| u16::try_from(y).ok())
        .filter(|y| (1900..2100).contains(y))
}

fn small(s: &str, high: u64) -> Option<u8> {
    if s == "元" {
        return Some(1);
    }
    let digits = s.bytes().all(|b| b.is_ascii_digit());
    if s.is_empty() || digits && s.len() > 2 || s.contains('元') {
        return None;
    }
    number::parse(s).filter(|n| (1..=high).contains(n)).and_then(|n| u8::try_from(n).ok())
}

/// The numeral at the start of `s`.
fn leading(s: &str) -> &str {
    let len: usize = s.chars().take(5).take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    &s[..len]
}

/// The day (`15日`, `15号`) at the start of `s`, and its length; 0 and 0 without one.
fn day_at(s: &str) -> (u8, usize) {
    let n = leading(s);
    let mark = s[n.len()..].chars().next().filter(|c| matches!(c, '日' | '号'));
    match (small(n, 31), mark) {
        (Some(day), Some(mark)) => (day, n.len() + mark.len_utf8()),
        _ => (0, 0),
    }
}

/// What follows the year that ends at `at`: month and day, and where they end.
fn after_year(text: &str, at: usize) -> (u8, u8, usize) {
    let n = leading(&text[at..]);
    let month = small(n, 12).filter(|_| text[at + n.len()..].starts_with('月'));
    let Some(month) = month else { return (0, 0, at) };
    let end = at + n.len() + '月'.len_utf8();
    let (day, len) = day_at(&text[end..]);
    (month, day, end + len)
}

/// A date in digits (`2017-12-19`, `1985.07`) whose year ends at `at`, where a mark stands.
fn in_digits(folded: &Folded, at: usize, mark: char) -> Option<Date> {
    let text: &str = &folded.text;
    let head = &text.as_bytes()[..at];
    let start = at.checked_sub(4)?;
    let year = year_of(text.get(start..at)?).filter(|_| head[start..].iter().all(u8::is_ascii_digit))?;
    if start > 0
        && folded.break_at(start).is_none()
        && (head[start - 1].is_ascii_alphanumeric() || b".-/".contains(&head[start - 1]))
    {
        // a period in digits may stand before it: 1985.07-1990.03
        let period = head[start - 1] == b'-' && mark == '.';
        if !period {
            return None;
        }
    }
    let digits = |from: usize| -> &str {
        // 2025-06-30 09:15: white space ends a row of digits
        let row = text[from..]
            .bytes()
            .enumerate()
            .take_while(|(i, b)| b.is_ascii_digit() && (*i == 0 || folded.break_at(from + i).is_none()));
        &text[from..from + row.take(5).count()]
    };
    let month_from = at + mark.len_utf8();
    let month = digits(month_from);
    let value = small(month, 12)?;
    let mut end = month_from + month.len();
    let mut day = 0;
    if text[end..].starts_with(mark) {
        let written = digits(end + mark.len_utf8());
        if let Some(d) = small(written, 31) {
            day = d;
            end += mark.len_utf8() + written.len();
        }
    }
    // 1986.5元 is a sum
    let sum = folded.break_at(end).is_none()
        && text[end..].starts_with(|c: char| {
            c.is_ascii_digit()
                || matches!(c, '元' | '万' | '亿' | '千' | '百' | '倍' | '亩' | '吨' | '米' | '%' | '％' | '余')
        });
    (!sum).then_some(Date { start, end, year: Year::Given(year), month: value, day })
}

/// The dates of a text, in order.
pub(crate) fn scan(folded: &Folded) -> Vec<Date> {
    let text: &str = &folded.text;
    let mut out: Vec<Date> = Vec::new();
    let mut low = 0;
    for &(i, c) in folded.landmarks.iter().filter(|m| matches!(m.1, '年' | '月' | '.' | '-' | '/' | '．')) {
        if i < low {
            continue;
        }
        let found = match c {
            '年' => year_word(text, low, i),
            '月' => month_word(text, low, i),
            _ => in_digits(folded, i, c).filter(|d| d.start >= low),
        };
        if let Some(date) = found {
            low = date.end;
            out.push(date);
        }
    }
    out
}

/// From and to of a stretch of time, as ISO prefixes.
pub(crate) type Time = (Option<String>, Option<String>);

/// The date that begins at `at` and gives its year; a year may stand there without 年 (「1985—1990 某局科员」).
pub(crate) fn at(folded: &Folded, dates: &[Date], at: usize) -> Option<Date> {
    let found = dates.binary_search_by_key(&at, |d| d.start).ok().map(|i| dates[i]);
    if let Some(date) = found.filter(|d| matches!(d.year, Year::Given(_))) {
        return Some(date);
    }
    let digits = folded.text.get(at..at + 4).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?;
    let open = !folded.text[at + 4..].starts_with(|c: char| c.is_ascii_digit());
    let year = Year::Given(year_of(digits).filter(|_| open)?);
    Some(Date { start: at, end: at + 4, year, month: 0, day: 0 })
}

/// The stretch of time that begins at `at` (「1985.07—1990.03」, 「2018年5月至今」, 「1997年」), where it ends, and whether
/// it is told as one.
pub(crate) fn stretch(folded: &Folded, dates: &[Date], from: usize) -> Option<(Time, usize, bool)> {
    let text: &str = &folded.text;
    let from = at(folded, dates, from)?;
    let rest = &text[from.end..];
    let rest = rest.strip_prefix('起').unwrap_or(rest);
    let marked = rest.trim_start_matches(['-', '—', '–', '―', '~', '～', '至', '到', '─']);
    let next = text.len() - marked.len();
    let ranged = marked.len() < rest.len();
    let to = ranged.then(|| at(folded, dates, next)).flatten();
    let mut end = to.map_or(next, |d| d.end);
    if ranged && text[end..].starts_with('今') {
        end += '今'.len_utf8();
    }
    Some(((from.iso(), to.and_then(|d| d.iso())), end, ranged))
}

/// A date that begins with the year whose 年 stands at `at`.
fn year_word(text: &str, low: usize, at: usize) -> Option<Date> {
    let before = &text[low..at];
    let n = numeral(before, 4);
    let (year, start) = match year_of(n) {
        Some(year) => (Year::Given(year), at - n.len()),
        None => RELATIVE.iter().find(|(w, _)| before.ends_with(w)).map(|(w, y)| (*y, at - w.len()))?,
    };
    let (month, day, end) = after_year(text, at + '年'.len_utf8());
    Some(Date { start, end, year, month, day })
}

/// A date that begins with the month whose 月 stands at `at`.
fn month_word(text: &str, low: usize, at: usize) -> Option<Date> {
    let before = &text[low..at];
    let next = at + '月'.len_utf8();
    if before.ends_with(['同', '当']) {
        let (day, len) = day_at(&text[next..]);
        return Some(Date { start: at - '同'.len_utf8(), end: next + len, year: Year::Same, month: 0, day });
    }
    let n = numeral(before, 2);
    let month = small(n, 12)?;
    let (day, len) = day_at(&text[next..]);
    Some(Date { start: at - n.len(), end: next + len, year: Year::Open, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dates_of_bulletins() {
        let read = |text: &str| scan(&Folded::new(text)).iter().map(|d| (d.iso(), d.end - d.start)).collect::<Vec<_>>();
        for (text, expected) in [
            ("自2021年7月起", "2021-07"),
            ("一九六八年元月出生", "1968-01"),
            ("二零二五年八月十九日", "2025-08-19"),
            ("发布时间:2017-12-19 22:48", "2017-12-19"),
            ("日期:2022/7/5", "2022-07-05"),
            ("2014-06-10\n1、某局", "2014-06-10"),
            ("2005.11中国东岭", "2005-11"),
            ("1998年度预算于2001年作出", "1998"),
        ] {
            assert_eq!(read(text)[0].0.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(read("1985.07-1990.03某局").len(), 2);
        assert_eq!(read("2012.03—2014.05").len(), 2);
        assert!(read("判处有期徒刑三年六个月,罚金1.5万元,近年来,10年间,版本2021.3.45-7").len() <= 1);
    }

    #[test]
    fn keeps_what_the_text_leaves_open() {
        let years = |text: &str| scan(&Folded::new(text)).iter().map(|d| (d.year, d.month, d.day)).collect::<Vec<_>>();
        assert_eq!(
            years("同年11月,次年3月5日,今年5月,去年,9月"),
            [(Year::Same, 11, 0), (Year::Next, 3, 5), (Year::This, 5, 0), (Year::Last, 0, 0), (Year::Open, 9, 0),]
        );
        assert_eq!(years("同月,受到"), [(Year::Same, 0, 0)]);
    }
}
