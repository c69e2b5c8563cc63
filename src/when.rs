//! When (时间): the date of a measure, and the period of the conduct of a case.
//!
//! A date belongs to a measure when it stands before it in the same sentence and nothing between the two tells of
//! conduct: 「2021年7月,甲受到…」, 「同年11月,经…研究,给予甲…」. What stands before conduct dates the conduct.

use crate::date::{self, Date, Year};
use crate::model::Period;
use crate::people::People;
use crate::text::{Break, Folded};
use crate::words::{any, list, List};
use once_cell::sync::Lazy;
use std::ops::Range;

/// Words that tell of conduct, so that the date before them is none of a measure.
static CONDUCT: Lazy<List> = Lazy::new(|| {
    list([
        "收受", "违规", "违反", "利用", "挪用", "套取", "骗取", "贪污", "侵占", "截留", "私分", "酒后", "酒驾", "醉驾",
        "醉酒", "饮酒", "赌博", "操办", "使用", "驾驶", "购买", "索要", "发放", "报销", "虚报", "冒领", "隐瞒", "指使",
        "宴请", "擅自", "伪造", "收取", "领取", "发生", "造成", "导致", "期间", "担任", "起任", "案发", "嫖娼", "吸毒",
        "串供", "参加", "组织", "虚列", "行贿", "受贿", "举报",
    ])
});
/// Words that give a reason for a measure: what follows them is told of the past.
static REASONS: Lazy<List> = Lazy::new(|| list(["因", "由于", "鉴于", "犯", "负有", "对此", "涉嫌", "以"]));
/// Words of a clause that leads to a measure.
static LEADS: Lazy<List> = Lazy::new(|| {
    list([
        "纪委",
        "监委",
        "党委",
        "党组",
        "党工委",
        "研究",
        "批准",
        "决定",
        "法院",
        "检察院",
        "公安",
        "根据",
        "依据",
        "按照",
        "因",
        "鉴于",
        "由于",
        "犯",
        "通报",
        "同意",
        "审议",
        "宣判",
        "判决",
        "问责",
        "责任",
        "其中",
        "另外",
        "此外",
        "及其",
        "会议",
        "政府",
    ])
});
/// What follows a date that opens a period or another time than the act.
const PERIODS: &[&str] = &[
    "至", "到", "-", "—", "–", "~", "～", "以来", "期间", "间", "起", "以后", "之后", "前", "以前", "之前", "春节",
    "中秋", "国庆", "元旦", "端午", "五一", "度", "初至", "底至", "清明",
];
/// What stands before a date that is no time of an act.
const UNTIL: &[&str] = &["至", "到", "-", "—", "–", "~", "～", "截至", "截止", "自", "从"];

/// The dates of a document, resolved.
pub(crate) struct Times<'a> {
    folded: &'a Folded<'a>,
    dates: &'a [Date],
    /// Year, month and day of `dates`, where the text gives the year; 0 where it does not give the part.
    resolved: Vec<Option<Day>>,
    /// Whether each of `dates` is the date of a measure.
    used: Vec<bool>,
    /// Where the measures that have a date begin, in order, with the date.
    measures: Vec<(usize, Day)>,
}

/// Year, month and day.
type Day = (u16, u8, u8);

fn iso(day: Day) -> String {
    date::iso(day.0, day.1, day.2)
}

/// Words that lead to another time than that of the date before.
static ELSEWHERE: Lazy<List> = Lazy::new(|| {
    list(["年后", "月后", "天后", "日后", "次日", "次月", "翌日", "此前", "此后", "后来", "不久", "上诉", "半年"])
});

fn parts(c: char) -> bool {
    matches!(c, ',' | '，' | '。' | ';' | '；' | '!' | '！' | '?' | '？' | ':' | '：')
}

/// Whether the words tell of conduct and not of the reason of a measure.
fn conduct(words: &str) -> bool {
    CONDUCT.find(words).is_some_and(|m| !any(&REASONS, &words[..m.start()]))
}

/// Whether the words take the date before them away from what follows.
fn parted(words: &str) -> bool {
    any(&ELSEWHERE, words) || conduct(words)
}

impl<'a> Times<'a> {
    /// Resolves the dates and gives them to the measures that begin at `starts` (in order).
    pub fn new(
        folded: &'a Folded<'a>,
        dates: &'a [Date],
        starts: &[usize],
        people: &People,
        published: Option<&str>,
    ) -> Self {
        let mut times = Self {
            folded,
            dates,
            resolved: Vec::with_capacity(dates.len()),
            used: vec![false; dates.len()],
            measures: Vec::new(),
        };
        times.resolve(published.and_then(|p| p.get(..4)).and_then(|y| y.parse().ok()));
        times.walk(starts, people);
        times
    }

    /// The date of the measure that begins at `start`.
    pub fn measure(&self, start: usize) -> Option<String> {
        let i = self.measures.binary_search_by_key(&start, |m| m.0).ok()?;
        Some(iso(self.measures[i].1))
    }

    fn text(&self) -> &str {
        &self.folded.text
    }

    /// Whether a date is the end or the beginning of a stretch of time.
    fn stretch(&self, d: &Date) -> bool {
        let text = self.text();
        PERIODS.iter().any(|w| text[d.end..].starts_with(w)) || UNTIL.iter().any(|w| text[..d.start].ends_with(w))
    }

    /// Whether a date is that of the page: alone in its line or in brackets, or in digits.
    fn page(&self, d: &Date) -> bool {
        let text = self.text();
        let written = &text[d.start..d.end];
        self.folded.break_at(d.end) == Some(Break::Line)
            || text[..d.start].ends_with(['(', '（']) && text[d.end..].starts_with([')', '）'])
            || !written.contains(['年', '月'])
    }

    fn resolve(&mut self, published: Option<u16>) {
        // the year and the month told last, and whether a month alone may follow them
        let mut last: Option<(u16, u8)> = None;
        let mut open = false;
        let mut at = 0;
        for d in self.dates {
            let first = self.folded.breaks.partition_point(|b| b.0 <= at);
            let text = self.text();
            let paragraph = self.folded.breaks[first..]
                .iter()
                .take_while(|b| b.0 <= d.start)
                .any(|b| b.1 == Break::Line && text[..b.0].ends_with(['。', '.', '；', '！', '）', ')']));
            open &= !paragraph;
            at = d.start;
            let month_only = text[d.start..].chars().nth(1) == Some('月') && d.year == Year::Same;
            let year = match d.year {
                Year::Given(y) => Some(y),
                Year::Same => last.map(|l| l.0),
                Year::Next => last.map(|l| l.0 + 1),
                Year::This => published,
                Year::Last => published.map(|y| y - 1),
                Year::Open => last.filter(|l| open && d.month >= l.1).map(|l| l.0),
            };
            let month = if month_only { last.map_or(0, |l| l.1) } else { d.month };
            let day = if month > 0 { d.day } else { 0 };
            let value = year.filter(|_| !month_only || month > 0).map(|y| (y, month, day));
            if let Some(y) = year {
                // 以来 says nothing of the year of the next month
                open = !["以来", "起"].iter().any(|w| text[d.end..].starts_with(w));
                last = Some((y, month));
            }
            self.resolved.push(value);
        }
    }

    /// Goes through the clauses; a date holds until conduct is told or the sentence ends.
    fn walk(&mut self, starts: &[usize], people: &People) {
        let text: &str = &self.folded.text;
        if starts.is_empty() || self.dates.is_empty() {
            return;
        }
        let (mut at, mut date, mut measure) = (0, 0, 0);
        let mut current: Option<usize> = None;
        // once a measure has the date, only conduct or the end of the sentence takes it away
        let mut held = false;
        // a full stop in digits is none
        let stop = |i: usize| text.as_bytes().get(i + 1).is_some_and(|b| !b.is_ascii_digit());
        let cuts = |from: usize| {
            let cuts = self.folded.landmarks_from(from).iter();
            let cuts = cuts.filter(|&&(i, c)| parts(c) || c == '.' && stop(i)).map(|&(i, c)| (i, i + c.len_utf8(), c));
            cuts.chain([(text.len(), text.len(), '。')])
        };
        // where no date holds, only the next one counts, and whether a measure stands before it in its clause
        while let Some(first) = self.dates.get(date).filter(|_| measure < starts.len()) {
            let passed = measure + starts[measure..].partition_point(|&s| s < first.start);
            let before = passed.checked_sub(1).map(|i| starts[i]).filter(|&s| s >= at);
            let mut acted = before.is_some_and(|s| cuts(s).next().is_none_or(|c| c.0 > first.start));
            measure = passed;
            at = first.start;
            for (end, next, mark) in cuts(at) {
                let mut cursor = at;
                loop {
                    let d = self.dates.get(date).map(|d| d.start).filter(|&s| s < end);
                    let m = starts.get(measure).copied().filter(|&s| s < end);
                    match (d, m) {
                        (Some(a), b) if b.is_none_or(|b| a < b) => {
                            let d = &self.dates[date];
                            let plain = self.resolved[date].is_some() && !self.stretch(d) && !self.page(d);
                            held = false;
                            current = plain.then_some(date);
                            cursor = self.dates[date].end;
                            date += 1;
                        }
                        (_, Some(b)) => {
                            if current.is_some() && b >= cursor && parted(&text[cursor..b]) {
                                current = None;
                            }
                            if let Some(i) = current {
                                self.used[i] = true;
                                held = true;
                                self.measures.extend(self.resolved[i].map(|day| (b, day)));
                            }
                            cursor = cursor.max(b);
                            acted = true;
                            measure += 1;
                        }
                        _ => break,
                    }
                }
                let rest = &text[cursor.min(end)..end];
                if !acted && current.is_some() && (parted(rest) || !held && !leads(rest, cursor.min(end)..end, people))
                {
                    current = None;
                }
                if matches!(mark, '。' | '!' | '！' | '?' | '？' | '.') {
                    current = None;
                    held = false;
                }
                at = next;
                acted = false;
                if current.is_none() {
                    break;
                }
            }
        }
    }

    /// When the conduct of a case took place, apart from the ranges `outside`, which are in order.
    pub fn period(&self, case: &Range<usize>, outside: &[Range<usize>]) -> Option<Period> {
        let text = self.text();
        let first = self.dates.partition_point(|d| d.start < case.start);
        let mut spans: Vec<(Day, Option<Day>)> = Vec::new();
        let mut single: Option<Day> = None;
        let mut taken = 0;
        for i in first..self.dates.len() {
            let d = &self.dates[i];
            if d.start >= case.end {
                break;
            }
            let life = ["出生", "生", "参加工作", "入党", "加入"].iter().any(|w| text[d.end..].starts_with(w));
            let skip = life
                || self.used[i]
                || d.start < taken
                || outside.get(outside.partition_point(|o| o.end <= d.start)).is_some_and(|o| o.start <= d.start);
            let Some(from) = self.resolved[i].filter(|_| !skip) else { continue };
            let rest = &text[d.end..];
            let joined = rest.trim_start_matches(['至', '到', '-', '—', '–', '~', '～']);
            let next =
                self.dates.get(i + 1).filter(|n| n.start == text.len() - joined.len() && joined.len() < rest.len());
            if let Some(n) = next {
                let to = self.resolved[i + 1].or(match (d.year, n.year) {
                    (Year::Given(y), Year::Open) => Some((y, n.month, n.day)),
                    _ => None,
                });
                spans.push((from, to.or(Some(from))));
                taken = n.end;
            } else if rest.starts_with("以来") || rest.starts_with('起') {
                spans.push((from, None));
            } else if ["前后", "期间", "间", "春节", "中秋", "国庆", "元旦", "端午", "五一", "前"]
                .iter()
                .any(|w| rest.starts_with(w))
            {
                spans.push((from, Some(from)));
            } else if single.is_none() {
                let near = rest.char_indices().nth(40).map_or(rest, |x| &rest[..x.0]);
                let clause = near.find(['。', '；']).map_or(near, |i| &near[..i]);
                // the date of a verdict or an inquiry is none of the conduct
                let told = CONDUCT.find(clause).map_or("", |m| &clause[..m.start()]);
                let act =
                    ["法院", "检察院", "纪委", "监委", "公安", "宣判", "判处", "审查"].iter().any(|w| told.contains(w));
                single = (!act && conduct(clause)).then_some(from);
            }
        }
        if spans.is_empty() {
            return single.map(|s| Period { from: Some(iso(s)), to: Some(iso(s)) });
        }
        let from = spans.iter().map(|s| s.0).min();
        // a stretch without an end has no last day
        let open = spans.iter().any(|s| s.1.is_none());
        let to = spans.iter().filter_map(|s| s.1).max().filter(|_| !open);
        Some(Period { from: from.map(iso), to: to.map(iso) })
    }
}

/// Whether a clause without a measure still leads to one.
fn leads(words: &str, range: Range<usize>, people: &People) -> bool {
    let bare = words.trim_end_matches([')', '）']);
    let named =
        || people.within(&range).last().is_some_and(|m| m.end == range.start + words.len() || bare.len() < words.len());
    words.chars().count() <= 2 || any(&LEADS, words) || named()
}

#[cfg(test)]
mod tests {
    fn dates(text: &str) -> Vec<Option<String>> {
        crate::parse(text).measures.into_iter().map(|m| m.date).collect()
    }

    #[test]
    fn the_date_before_a_measure_is_its_date() {
        for (text, expected) in [
            ("2021年7月,水务局局长段启衡受到党内警告处分。", Some("2021-07")),
            ("2021年7月15日，经县纪委常委会研究，给予水务局局长段启衡党内警告处分。", Some("2021-07-15")),
            ("2020年3月，水务局局长段启衡收受礼金，同年11月，段启衡受到党内警告处分。", Some("2020-11")),
            ("2020年3月至5月，水务局局长段启衡收受礼金，次年3月，段启衡受到党内警告处分。", Some("2021-03")),
            ("2021年7月，水务局局长段启衡因违规收受礼金、公款吃喝，受到党内警告处分。", Some("2021-07")),
            ("2020年3月，水务局局长段启衡收受礼金，受到党内警告处分。", None),
            ("2013年至2021年，水务局局长段启衡受到党内警告处分。", None),
            ("2020年春节期间，水务局局长段启衡收受礼金，受到党内警告处分。", None),
            ("今年5月，水务局局长段启衡受到党内警告处分。", None),
        ] {
            assert_eq!(dates(text), [expected.map(str::to_owned)], "{text}");
        }
        let parser = crate::Parser::builder().published("2019-08-01").build().expect("a parser");
        let b = parser.parse("今年5月，水务局局长段启衡受到党内警告处分。");
        assert_eq!(b.measures[0].date.as_deref(), Some("2019-05"));
    }

    #[test]
    fn the_period_of_the_conduct() {
        let period =
            |text: &str| crate::parse(text).cases.into_iter().next().and_then(|c| c.period).map(|p| (p.from, p.to));
        let some = |a: &str, b: &str| Some((Some(a.to_owned()), Some(b.to_owned())));
        let case = |words: &str| {
            format!("1.水务局局长段启衡收受礼金问题。{words}，段启衡收受礼金。2022年7月，段启衡受到党内警告处分。\n2.副局长温砚秋公车私用问题。温砚秋受到党内警告处分。")
        };
        assert_eq!(period(&case("2013年至2021年")), some("2013", "2021"));
        assert_eq!(period(&case("2018年5月至11月")), some("2018-05", "2018-11"));
        assert_eq!(period(&case("2015年春节前")), some("2015", "2015"));
        assert_eq!(period(&case("2019年以来")), Some((Some("2019".into()), None)));
    }
}
