//! Career (简历): 「1985.07—1990.03 某县某局科员」, 「2011年3月任某社党委书记」. Its lines are no posts of the person.

use crate::biography;
use crate::date::{self, Date, Time};
use crate::focus::Focus;
use crate::lexicon::{Hits, TitleKind, UnitKind};
use crate::model::CareerEntry;
use crate::people::People;
use crate::place::{ends, join, Pieces};
use crate::post::{Known, Posts};
use crate::restore::{Post, Restorer};
use crate::text::{Break, Folded};
use crate::words::find;
use std::ops::Range;

/// A line that says a career follows.
const HEADERS: &[&str] = &["简历", "履历", "工作经历", "主要经历", "个人经历"];
/// Verbs after a date that open a post in a sentence.
const VERBS: &[&str] = &[
    "升任",
    "调任",
    "改任",
    "转任",
    "出任",
    "当选为",
    "当选",
    "起任",
    "担任",
    "挂职任",
    "兼任",
    "任",
    "转业到",
    "分配到",
    "调入",
    "调到",
    "进入",
];
/// Verbs that end the post before.
const CLOSERS: &[&str] = &["卸任", "退休", "离任", "去职", "离职", "离岗", "退居二线", "内退"];
/// What a line says that is no career any more.
const CASES: &[&str] =
    &["审查调查", "接受调查", "组织调查", "留置", "处分", "开除", "被查", "判处", "逮捕", "落马", "被免"];

/// What was read of the careers of a document.
#[derive(Default)]
pub(crate) struct Careers {
    /// Entries with the person they belong to.
    pub entries: Vec<(usize, CareerEntry)>,
    /// Ranges of career lines: what they name is no post of the person.
    pub lines: Vec<Range<usize>>,
}

struct Reader<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    posts: &'a Posts<'a>,
    dates: &'a [Date],
    held: &'a [Vec<Post>],
    focus: Focus,
    out: Careers,
}

/// Reads the careers that belong to the biographies of a text.
pub(crate) fn read(
    folded: &Folded,
    hits: &Hits,
    posts: &Posts,
    dates: &[Date],
    people: &People,
    places: &[biography::Place],
    held: &[Vec<Post>],
) -> Careers {
    let mut reader = Reader { folded, hits, posts, dates, held, focus: Focus::default(), out: Careers::default() };
    if dates.is_empty() {
        return reader.out;
    }
    for (i, place) in places.iter().enumerate() {
        let limit = places.get(i + 1).map_or(folded.text.len(), |p| p.range.start);
        reader.person(place, limit);
    }
    // a list under 「甲同志工作简历」 without a biography before it
    for m in &people.mentions {
        let title = folded.text[m.end..].trim_start_matches(['同', '志', '的', '工', '作', '个', '人', '主', '要']);
        if !HEADERS.iter().any(|h| title.starts_with(h)) {
            continue;
        }
        let line = folded.line_end(m.end);
        let taken = reader.out.lines.iter().any(|l| l.start == line);
        if line < folded.text.len() && !taken {
            reader.begin(m.person);
            reader.list(m.person, line);
        }
    }
    reader.out.lines.sort_unstable_by_key(|l| l.start);
    reader.out
}

impl Reader<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    fn stretch(&self, at: usize) -> Option<(Time, usize, bool)> {
        date::stretch(self.folded, self.dates, at)
    }

    /// What is known of the person before the first entry.
    fn begin(&mut self, person: usize) {
        let units: Vec<Pieces> = self.held[person].iter().map(|p| p.unit.clone()).filter(|u| !u.is_empty()).collect();
        self.focus = Focus::on(units);
    }

    /// The career after a biography: sentences of the same paragraph, then lines.
    fn person(&mut self, place: &biography::Place, limit: usize) {
        self.begin(place.person);
        self.sentence(place.person, place.range.clone());
        let mut at = place.range.end;
        // further sentences while they tell of posts
        while at < limit && self.text()[at..].starts_with('。') {
            let from = at + '。'.len_utf8();
            if self.folded.break_at(from) == Some(Break::Line) {
                break;
            }
            let end = self.text()[from..limit].find('。').map_or(limit, |i| from + i);
            let line = self.folded.line_end(from);
            let range = from..end.min(line);
            let words = &self.text()[range.clone()];
            let opens = ["历任", "先后", "曾任", "现任", "转业", "毕业", "大学毕业", "退休"]
                .iter()
                .any(|w| words.starts_with(w))
                || date::at(self.folded, self.dates, from).is_some();
            if !opens || CASES.iter().any(|c| words.contains(c)) {
                break;
            }
            self.sentence(place.person, range.clone());
            at = range.end;
        }
        let mark = if self.text()[at..].starts_with('。') { '。'.len_utf8() } else { 0 };
        let next = at + mark;
        if next < limit {
            let next = if self.folded.break_at(next) == Some(Break::Line) { next } else { self.folded.line_end(next) };
            self.list(place.person, next);
        }
    }

    /// Lines that each begin with a date, from `at` on; headers between are passed over.
    fn list(&mut self, person: usize, at: usize) {
        let mut at = at;
        let mut headed = false;
        while at < self.text().len() {
            let end = self.folded.line_end(at);
            let line = &self.text()[at..end];
            let entry = at + (line.len() - line.trim_start_matches(['(', '（']).len());
            let timed = self.stretch(entry);
            match timed {
                Some((_, words, ranged))
                    if ranged || !self.text()[words..end].starts_with([',', '，']) && !line.ends_with('。') =>
                {
                    self.line(person, at..end);
                }
                None if !headed
                    && self.out.lines.last().is_none_or(|l| l.end != at)
                    && HEADERS.iter().any(|h| line.contains(h))
                    && line.chars().count() <= 20 =>
                {
                    headed = true;
                }
                _ => return,
            }
            at = end;
        }
    }

    /// One line of a career; brackets in it that begin with a date are entries of their own.
    fn line(&mut self, person: usize, line: Range<usize>) {
        self.out.lines.push(line.clone());
        // several entries may stand in one line, parted by spaces or semicolons
        let mut starts = vec![line.start];
        for date in &self.dates[self.dates.partition_point(|d| d.start <= line.start)..] {
            if date.start >= line.end {
                break;
            }
            let before = &self.text()[line.start..date.start];
            let parted = self.folded.break_at(date.start).is_some()
                && !before.ends_with(['-', '—', '–', '至', '~', '～'])
                || before.ends_with([';', '；', '。', '(', '（'])
                || ["期间:", "期间：", "其间:", "其间："].iter().any(|w| before.ends_with(w));
            if parted {
                starts.push(date.start);
            }
        }
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(line.end);
            let start =
                start + (self.text()[start..end].len() - self.text()[start..end].trim_start_matches(['(', '（']).len());
            self.entry(person, start..end);
        }
    }

    fn entry(&mut self, person: usize, range: Range<usize>) {
        let Some((time, words, _)) = self.stretch(range.start) else { return };
        let mut end = range.end;
        for tail in ["其间:", "其间：", "期间:", "期间："] {
            end = self.text()[words.min(end)..end].strip_suffix(tail).map_or(end, |_| end - tail.len());
        }
        let open = self.text()[words.min(end)..end].trim_start_matches([',', '，', ':', '：', '、']).len();
        let closed = self.text()[..end].trim_end_matches([';', '；', '。', ',', '，', '(', '（', ')', '）']).len();
        let words = (end - open)..closed.max(end - open);
        if words.is_empty() || CASES.iter().any(|c| self.text()[words.clone()].contains(c)) {
            return;
        }
        self.jobs(person, words, &time, &range, true);
    }

    /// The posts that the words name, as entries of one time.
    fn jobs(&mut self, person: usize, words: Range<usize>, time: &Time, whole: &Range<usize>, line: bool) {
        let mut start = words.start;
        for verb in VERBS {
            if self.text()[words.clone()].starts_with(verb) {
                start += verb.len();
                break;
            }
        }
        // 副厅级 in brackets is no part of the post
        let inside = self.text()[start..words.end].find(['(', '（']).filter(|&i| {
            let close = self.text()[start + i..words.end].trim_end_matches([')', '）']);
            close.ends_with('级') || close.ends_with("待遇")
        });
        let end = inside.map_or(words.end, |i| start + i);
        let restorer = Restorer { folded: self.folded, hits: self.hits };
        let mut list: Vec<Post> = Vec::new();
        for chain in self.posts.chains_within(&(start..end), Known::Names(&[])) {
            list.extend(restorer.row(&chain.elements, &list, &self.focus));
        }
        let label = |p: &Post| p.element.kind == TitleKind::Label;
        let done = list.last().map_or(start, |p| p.element.end);
        let tail = self.text()[done..end].trim_end_matches(['等', '职', '务']);
        let goes_on = !tail.is_empty() && !tail.starts_with(['(', '（']) && list.len() == 1;
        if list.iter().all(label) || goes_on {
            if line || !self.text()[start..end].ends_with(['员', '长', '任']) {
                self.plain(person, start..end, time, whole);
            }
            return;
        }
        for post in list {
            if !post.unit.is_empty() {
                self.focus.name_unit(post.unit.clone());
            }
            let (unit, title) = (self.original(&post.unit), self.original(&post.title));
            self.push(person, unit, title, time, whole);
        }
    }

    fn original(&self, pieces: &Pieces) -> String {
        pieces.iter().map(|&(a, b)| self.folded.original(a, b)).collect()
    }

    fn push(&mut self, person: usize, unit: String, title: String, time: &Time, whole: &Range<usize>) {
        let end = self.text()[..whole.end].trim_end_matches(['(', '（', ';', '；']).len().max(whole.start);
        let span = self.folded.span(whole.start, end);
        self.out.entries.push((person, CareerEntry { from: time.0.clone(), to: time.1.clone(), unit, title, span }));
    }

    /// A line without a title of the vocabulary: 「某校学习」, 「退休」, 「某县插队知青」.
    fn plain(&mut self, person: usize, words: Range<usize>, time: &Time, whole: &Range<usize>) {
        let text = self.text();
        let body = |h: &&crate::lexicon::Hit| {
            let unit = h.word.unit.is_some_and(|k| k != UnitKind::Place);
            h.end < words.end && unit && !text[..h.end].ends_with("插队")
        };
        let end = self.hits.within(words.start, words.end).iter().filter(body).map(|h| h.end).max();
        let place = || ends(&text[words.clone()]).last().map(|e| words.start + e).filter(|&e| e < words.end);
        let cut = end.or_else(place).unwrap_or(words.start);
        // 某学院粮食工程系学生: the department is a part of the unit
        let cut = find(&text[cut..words.end], "系学").map_or(cut, |i| cut + i + '系'.len_utf8());
        if text[words.clone()].chars().count() > 40 {
            return;
        }
        let unit: Pieces = if cut > words.start { Pieces::one(words.start, cut) } else { Pieces::new() };
        let title = self.folded.original(cut, words.end);
        if !unit.is_empty() {
            let bare = join(text, &unit);
            if !ends(&bare).is_empty() {
                self.focus.name_unit(unit.clone());
            }
        }
        let unit = self.original(&unit);
        self.push(person, unit, title, time, whole);
    }

    /// The dated posts of a sentence: 「2011年3月任某社党委书记,2015年退休」.
    fn sentence(&mut self, person: usize, range: Range<usize>) {
        let before = self.out.entries.len();
        let first = self.dates.partition_point(|d| d.start < range.start);
        let dates: Vec<Date> = self.dates[first..]
            .iter()
            .take_while(|d| d.start < range.end)
            .filter(|d| d.iso().is_some())
            .copied()
            .collect();
        for (i, date) in dates.iter().enumerate() {
            let Some((time, words, _)) = self.stretch(date.start) else { continue };
            let text = self.text();
            if words > range.end
                || !text[range.start..date.start].ends_with([',', '，', ';', '；', '、']) && date.start > range.start
            {
                continue;
            }
            let limit = dates[i + 1..].iter().map(|d| d.start).find(|&s| s > words).unwrap_or(range.end);
            let stop = text[words..limit].find([';', '；', '。']).map_or(limit, |i| words + i);
            let clause = text[words..stop].trim_start_matches([',', '，']);
            let from = stop - clause.len();
            if CLOSERS.iter().any(|c| clause.starts_with(c)) {
                let closed = time.0;
                let same = self.out.entries[before..].last().map(|e| e.1.from.clone());
                for (_, entry) in self.out.entries[before..].iter_mut().filter(|e| Some(&e.1.from) == same.as_ref()) {
                    entry.to = entry.to.take().or_else(|| closed.clone());
                }
                continue;
            }
            // the verb stands near the date: 2002年企业改制后担任…
            let verb = VERBS
                .iter()
                .filter_map(|v| find(clause, v).map(|i| (i, v)))
                .filter(|(i, _)| clause[..*i].chars().count() <= 10)
                .min();
            let Some((at, verb)) = verb else { continue };
            if clause[..at].contains([',', '，']) && at > 0 || clause[at..].starts_with("任职") {
                continue;
            }
            // what belongs to another verb is no part of the row: 任…处长,历任…
            let words = from + at + verb.len();
            let end = ["历任", "先后", "曾任", "并于", "毕业"]
                .iter()
                .filter_map(|w| find(&text[words..stop], w))
                .min()
                .map_or(stop, |i| words + i);
            let end = text[..end].trim_end_matches([',', '，', '、']).len().max(words);
            let end = ["等职务", "等职", "职务"]
                .iter()
                .find_map(|w| text[words..end].strip_suffix(w))
                .map_or(end, |r| words + r.len());
            self.jobs(person, words..end, &time, &(date.start..end), false);
        }
    }
}

#[cfg(test)]
mod tests {
    fn career(text: &str) -> Vec<String> {
        let b = crate::parse(text);
        let p = b.people.into_iter().find(|p| p.name == "段启衡").expect("the person");
        let line = |o: &Option<String>| o.clone().unwrap_or_default();
        p.career.iter().map(|c| format!("{}~{} {}|{}", line(&c.from), line(&c.to), c.unit, c.title)).collect()
    }

    const BIO: &str =
        "给予青浔区水务局原局长段启衡党内警告处分。\n段启衡简历\n段启衡，男，汉族，1963年10月生，1985年7月参加工作。\n";

    #[test]
    fn reads_the_lines_of_a_career() {
        let lines =
            "1985.07--1990.03 青浔区财政局科员、副科长\n1990年3月至1998年12月，任青浔区教育局局长\n1998.12—　　退休\n";
        assert_eq!(
            career(&format!("{BIO}{lines}")),
            [
                "1985-07~1990-03 青浔区财政局|科员",
                "1985-07~1990-03 青浔区财政局|副科长",
                "1990-03~1998-12 青浔区教育局|局长",
                "1998-12~ |退休",
            ]
        );
    }

    #[test]
    fn a_career_is_no_post() {
        let b = crate::parse(&format!("{BIO}1985.07--1990.03 青浔区财政局科员\n1990.03--2001.01 青浔区教育局局长\n"));
        let p = b.people.iter().find(|p| p.name == "段启衡").expect("the person");
        assert_eq!(p.posts.len(), 1, "{:?}", p.posts);
    }

    #[test]
    fn reads_dated_posts_of_a_sentence() {
        let text = "给予段启衡党内警告处分。段启衡，男，1963年10月生，历任乡文书、副乡长，1997年任青浔区水务局局长，2009年退休。";
        assert_eq!(career(text), ["1997~2009 青浔区水务局|局长"]);
    }

    #[test]
    fn conduct_after_a_biography_is_no_career() {
        let text = "段启衡，男，1963年10月生。\n2012年10月，段启衡任局长期间收受礼金，受到党内警告处分。";
        assert!(career(text).is_empty());
    }
}
