//! Head and foot of a document: title (标题), issuer (发布机关) and date (落款, 发布时间).

use crate::date::{Date, Year};
use crate::lexicon::{Hits, Told};
use crate::name::is_han;
use crate::segment::item_number;
use crate::text::{Break, Folded};
use crate::words::{find, list, List};
use once_cell::sync::Lazy;
use regex::Regex;
use std::ops::Range;

static SOURCE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"据(?P<i>[\p{Han}]{2,20}?(?:纪委监委|纪委|监委|纪检监察组|人民法院|法院|检察院|监察局|监察部|网站))(?:网站)?(?:消息|通报|报道)")
        .expect("a valid pattern")
});

/// Words of lines that a web page puts around a text.
pub(crate) const PAGE: &[&str] = &[
    "首页",
    "当前位置",
    "您的位置",
    "发布时间",
    "发布日期",
    "发布單位",
    "发布单位",
    "公布单位",
    "来源",
    "信息来源",
    "稿源",
    "字体",
    "点击",
    "浏览",
    "打印",
    "关闭",
    "上一篇",
    "下一篇",
    "编辑",
    "责编",
    "作者",
    "分享",
    "微信号",
    "扫描二维码",
    "返回顶部",
    "版权",
    "热门推荐",
    "阅读",
    "日期:",
    "日期：",
    "时间:",
    "时间：",
    "审核",
    "记者",
    "摄影",
    "撰稿",
];
/// Labels of the time of publication.
static PUBLISHED: Lazy<List> = Lazy::new(|| list(["发布时间", "发布日期", "日期", "时间"]));
/// Ends of the names of bodies that issue notices.
const BODIES: &[&str] = &[
    "纪委监委",
    "纪委",
    "监委",
    "委员会",
    "监察局",
    "监察部",
    "党委",
    "党组",
    "党工委",
    "纪工委",
    "监察工委",
    "法院",
    "检察院",
    "局",
    "厅",
    "政府",
    "公司",
    "小组",
    "办公室",
    "办公厅",
    "调查组",
    "大学",
    "学院",
    "医院",
    "中学",
    "小学",
    "分行",
    "总队",
    "支队",
    "领导小组",
    "征兵办公室",
    "组织部",
    "宣传部",
    "市委",
    "县委",
    "区委",
    "省委",
    "纪检监察组",
    "工作专班",
    "教育部",
    "中心",
];
/// Ends of a title that begins with 关于.
const CLOSES: &[&str] = &["通报", "决定", "通知", "公告", "说明", "报告", "公示", "意见", "情况"];
/// The longest title, in characters.
const LONGEST: usize = 60;

/// What head and foot say.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub title: Option<String>,
    pub issuer: Option<String>,
    pub date: Option<String>,
}

struct Reader<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    dates: &'a [Date],
    lines: Vec<Range<usize>>,
}

/// Reads the head and the foot of a document.
pub(crate) fn read(folded: &Folded, hits: &Hits, dates: &[Date]) -> Head {
    let breaks = folded.breaks.iter().filter(|b| b.1 == Break::Line).map(|b| b.0);
    let mut from = 0;
    let mut lines = Vec::with_capacity(folded.lines.len() + 1);
    for end in breaks.chain([folded.text.len()]) {
        if end > from {
            lines.push(from..end);
        }
        from = end;
    }
    let reader = Reader { folded, hits, dates, lines };
    let (title, at) = reader.title();
    let (issuer, date) = (reader.issuer(title.as_ref(), at), reader.date(at));
    Head { title: title.map(|t| folded.original(t.start, t.end)), issuer, date }
}

fn bare(words: &str) -> &str {
    words.trim_matches(|c| matches!(c, '(' | '（' | ')' | '）' | '【' | '】' | '—' | '-' | ' '))
}

/// The body whose name ends the words.
fn body(words: &str) -> Option<&str> {
    let words = bare(words);
    let n = words.chars().count();
    let named = (3..=30).contains(&n) && words.chars().all(|c| is_han(c) || c == '、' || c == '·');
    let whole = || !["关于", "通报", "受到", "决定", "问题"].iter().any(|w| words.contains(w));
    (named && BODIES.iter().any(|b| words.ends_with(b)) && whole()).then_some(words)
}

impl Reader<'_> {
    fn words(&self, line: &Range<usize>) -> &str {
        &self.folded.text[line.clone()]
    }

    fn page(&self, line: &Range<usize>) -> bool {
        let words = self.words(line);
        let short = words.chars().count() <= 100 && !words.ends_with('。');
        let told = || self.hits.told(Told::Page, line.clone()).next().is_some();
        short && told() || words.starts_with('[') || words.contains('〔') || words.chars().count() < 4
    }

    /// The dates of the text's own that lie in a range, with a month.
    fn dated(&self, range: &Range<usize>) -> Option<&Date> {
        let i = self.dates.partition_point(|d| d.start < range.start);
        let inside = self.dates[i..].iter().take_while(|d| d.end <= range.end);
        inside.filter(|d| matches!(d.year, Year::Given(_)) && d.month > 0).last()
    }

    /// Whether a line is a date and at most a body or a page's words beside it.
    fn date_line(&self, line: &Range<usize>) -> Option<&Date> {
        let words = self.words(line);
        let date = self.dated(line)?;
        let after = bare(&self.folded.text[date.end..line.end]);
        let signed = matches!(after, "" | "供稿" | "发" | "讯" | "印发" | "通报" | "起") || body(after).is_some();
        let bracketed = words.starts_with(['(', '（']) && words.ends_with([')', '）']);
        let alone = signed || after.chars().all(|c| c.is_ascii_digit() || c == ':') || bracketed;
        (words.chars().count() <= 60 && !words.ends_with(['。', '；', '，']) && !words.contains('，') && alone)
            .then_some(date)
    }

    /// The line or lines of the title, and the index of the line after it.
    fn title(&self) -> (Option<Range<usize>>, usize) {
        let numbered = |line: &Range<usize>| item_number(self.words(line)).is_some();
        for (i, line) in self.lines.iter().enumerate().take(8) {
            let words = self.words(line);
            let n = words.chars().count();
            if self.page(line) && !words.ends_with("通报")
                || self.date_line(line).is_some_and(|d| d.start == line.start)
            {
                continue;
            }
            let bracketed = words.starts_with(['(', '（', '【']) && words.ends_with([')', '）', '】']);
            let next = self.lines.get(i + 1);
            let heads = body(words).is_some() || ["文件", "通报"].iter().any(|w| words.ends_with(w)) && n <= 16;
            let about = next.is_some_and(|l| self.words(l).starts_with("关于"))
                || self.lines.get(i + 2).is_some_and(|l| self.words(l).starts_with("关于"));
            if bracketed || heads && about && !words.starts_with("关于") {
                continue;
            }
            let closed = words.ends_with(['。', '；', ';', ':', '：', '，', ',']) || words.contains('。');
            if closed || n > LONGEST || next.is_none() || numbered(line) {
                return (None, i);
            }
            return self.join(i);
        }
        (None, 0)
    }

    /// A title that runs over several lines.
    fn join(&self, first: usize) -> (Option<Range<usize>>, usize) {
        let mut title = self.lines[first].clone();
        let mut i = first + 1;
        while let Some(next) = self.lines.get(i).filter(|_| i < first + 4) {
            let words = self.words(next);
            let at = next.start;
            let split = self.hits.across(at).any(|h| h.end - h.start >= 6 && h.start >= title.start);
            let goes_on = words.starts_with(['和', '及', '与', '的', '等']);
            let open = self.words(&title).starts_with("关于")
                && !CLOSES.iter().any(|c| self.words(&title).contains(c))
                && self.words(&title).chars().count() >= 6;
            let short = words.chars().count() <= 40 && !words.ends_with(['。', '：', ':', '，', ',']);
            if !(short && (split || goes_on || open && !self.page(next))) {
                break;
            }
            title.end = next.end;
            i += 1;
        }
        (Some(title), i)
    }

    /// Time of publication of the page, the date at the foot, or a date below the title.
    fn date(&self, body: usize) -> Option<String> {
        let head = || self.lines.iter().take(8.min(body + 4)).take_while(|l| self.words(l).chars().count() <= 120);
        let labelled = head().find_map(|l| {
            let words = self.words(l);
            let date = self.dated(l).filter(|d| d.day > 0 && !words.ends_with('。'))?;
            PUBLISHED.find(words).filter(|label| date.start > l.start + label.start()).map(|_| date)
        });
        let foot = || {
            self.lines
                .iter()
                .rev()
                .take(6.min(self.lines.len().saturating_sub(1)))
                .find_map(|l| self.date_line(l).or_else(|| self.closing(l)))
        };
        let below =
            || head().find_map(|l| if self.page(l) { self.dated(l).filter(|d| d.day > 0) } else { self.date_line(l) });
        labelled
            .or_else(foot)
            .or_else(below)
            .or_else(|| self.lines.last().and_then(|l| self.closing(l)))
            .and_then(Date::iso)
    }

    /// A date in brackets at the very end: 「…正在调查。(2018年10月22日)」.
    fn closing(&self, line: &Range<usize>) -> Option<&Date> {
        let words = self.words(line);
        let closed = words.ends_with([')', '）']);
        let open = closed.then(|| words.rfind(['(', '（'])).flatten().filter(|&i| words[i..].chars().count() <= 30)?;
        let sentence = words[..open].is_empty() || words[..open].ends_with(['。', '！', '？']);
        self.dated(&(line.start + open..line.end)).filter(|_| sentence)
    }

    fn issuer(&self, title: Option<&Range<usize>>, at: usize) -> Option<String> {
        // the foot: a body alone, before a date, or in brackets
        let foot = self.lines.iter().skip(at.max(1)).rev().filter(|l| !self.page(l)).take(3);
        for line in foot {
            let words = self.words(line);
            if words.chars().count() > 50 || words.ends_with('。') {
                break;
            }
            let end = self.date_line(line).map_or(line.end, |d| d.start);
            // two bodies may sign side by side
            let cut = self.folded.breaks.partition_point(|b| b.0 <= line.start);
            let cut = self.folded.breaks.get(cut).map_or(end, |b| b.0.min(end)).max(line.start);
            let signed = [end, cut].into_iter().find_map(|end| body(&self.folded.text[line.start..end]));
            if let Some(found) = signed {
                return Some(self.given(line.start, found));
            }
        }
        // 「某市纪委监委通报5起…」, 「中共某市纪委关于…」
        if let Some(title) = title {
            let words = self.words(title);
            let verb = ["公开曝光", "公开通报", "公开", "通报", "关于", "曝光", "发布", "公布"]
                .iter()
                .filter_map(|w| find(words, w))
                .min();
            let head = verb.map(|i| &words[..i]).and_then(body);
            if let Some(found) = head {
                return Some(self.given(title.start, found));
            }
        }
        let before = title.map_or(0, |t| self.lines.partition_point(|l| l.start < t.start));
        let above = self.lines.iter().take(before.min(3)).find_map(|l| body(self.words(l)).map(|b| (l.start, b)));
        if let Some((start, found)) = above {
            return Some(self.given(start, found));
        }
        let text = &self.folded.text;
        SOURCE.captures(text).map(|c| c["i"].to_owned()).or_else(|| {
            // 「某省纪委监委网站讯」, 「来源:某市纪委监委」
            self.lines.iter().take(at + 4).find_map(|l| {
                let words = self.words(l);
                // 网站讯, 消息, 网站消息
                let message = find(words, "消息").map(|i| words[..i].strip_suffix("网站").map_or(i, str::len));
                let lead = message.into_iter().chain(find(words, "网站讯")).min().and_then(|i| body(&words[..i]));
                let source = || {
                    let rest = &words[find(words, "来源")? + "来源".len()..];
                    let rest = rest.trim_start_matches([':', '：', '|']);
                    let end = rest.find(|c: char| !is_han(c) || c.is_ascii_digit()).unwrap_or(rest.len());
                    let end = ["发布时间", "作者", "编辑", "浏览", "网站"]
                        .iter()
                        .filter_map(|w| find(rest, w))
                        .min()
                        .map_or(end, |e| e.min(end));
                    body(&rest[..end])
                };
                lead.or_else(source).map(str::to_owned)
            })
        })
    }

    /// The words as given, found at or after `start`.
    fn given(&self, start: usize, words: &str) -> String {
        let at = find(&self.folded.text[start..], words).map_or(start, |i| start + i);
        self.folded.original(at, at + words.len())
    }
}

#[cfg(test)]
mod tests {
    fn head(text: &str) -> (Option<String>, Option<String>, Option<String>) {
        let b = crate::parse(text);
        (b.title, b.issuer, b.date)
    }

    fn some(a: &str, b: &str, c: &str) -> (Option<String>, Option<String>, Option<String>) {
        (Some(a.into()), Some(b.into()), Some(c.into()))
    }

    const BODY: &str = "近日，县纪委监委查处一起问题。给予水务局局长段启衡党内警告处分。\n";

    #[test]
    fn reads_head_and_foot() {
        let title = "青浔县纪委监委通报一起典型问题";
        assert_eq!(head(&format!("{title}\n{BODY}2019年4月18日\n")), some(title, "青浔县纪委监委", "2019-04-18"));
        assert_eq!(
            head(&format!(
                "首页 > 通报曝光 > 正文\n{title}\n发布时间：2024年05月23日 来源：清风青浔\n{BODY}打印 关闭\n"
            )),
            some(title, "青浔县纪委监委", "2024-05-23")
        );
        assert_eq!(
            head(&format!(
                "关于段启衡同志违纪\n问题的通报\n各乡镇：\n{BODY}中共青浔县纪律检查委员会\n二〇一九年四月十八日"
            )),
            some("关于段启衡同志违纪问题的通报", "中共青浔县纪律检查委员会", "2019-04-18")
        );
        assert_eq!(head(BODY), (None, None, None));
    }
}
