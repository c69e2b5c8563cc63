//! Posts (职务): 「A局党组书记、局长甲，副局长乙」 as written, before what is left out is restored.
//!
//! A title is found first. Its unit grows to the left up to a boundary, the name is sought to the right.

use crate::code::PostStatus;
use crate::lexicon::{compound_surname, Hit, Hits, TitleKind, UnitKind, Word};
use crate::name::{is_han, Names, Place};
use crate::place::{is_level, Pieces};
use crate::segment::{after_mark, is_mark};
use crate::text::{Break, Folded};
use crate::words::{self, places, rfind, Chars, Heads, Tails};
use once_cell::sync::Lazy;
use std::ops::Range;

/// A post as written.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub start: usize,
    pub end: usize,
    /// The unit as far as it is written.
    pub unit: Pieces,
    pub title: Pieces,
    pub kind: TitleKind,
    pub status: Option<PostStatus>,
    pub rank: Option<(usize, usize)>,
}

/// A name with the note in brackets after it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub name: (usize, usize),
    pub note: Option<(usize, usize)>,
}

/// Posts in one row, and the names they belong to.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub elements: Vec<Element>,
    pub names: Vec<Named>,
    pub start: usize,
    pub end: usize,
}

/// What stands right after a title.
struct After {
    /// Where the title ends with the bracket that belongs to it.
    end: usize,
    name: Option<(usize, usize)>,
    /// The grade in the bracket.
    rank: Option<(usize, usize)>,
    /// What else the bracket before the name says.
    note: Option<(usize, usize)>,
}

/// Where the names are: guessed from their neighbours, or known from the whole document.
#[derive(Clone, Copy)]
pub(crate) enum Known<'a> {
    Guess,
    /// Ranges in order, none inside another.
    Names(&'a [(usize, usize)]),
}

/// What stands before a title and belongs to it.
static PREFIXES: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "常务副",
        "专职副",
        "第一副",
        "兼职副",
        "执行副",
        "高级副",
        "常务",
        "专职",
        "兼职",
        "第一",
        "代理",
        "执行",
        "名誉",
        "临时",
        "挂职副",
        "挂职",
        "科技副",
        "驻会副",
        "驻会",
        "退休",
        "离退休",
        "主要",
        "首席",
        "副",
        "代",
        "正",
        "总",
    ])
});
/// The longest unit, in bytes; what costs by the square of a sentence without a mark stays linear.
const LONGEST: usize = 1 << 11;
/// What stands before a title and says no more than its field of work.
const DUTIES: &[&str] = &["分管", "主管", "主持工作的", "分管领导", "承办", "继任", "前任"];
const MARKS: &[(&str, PostStatus)] = &[
    ("时任", PostStatus::Then),
    ("原任", PostStatus::Former),
    ("曾任", PostStatus::Former),
    ("现任", PostStatus::Current),
    ("现为", PostStatus::Current),
    ("现", PostStatus::Current),
    ("原", PostStatus::Former),
    ("前", PostStatus::Former),
];
/// Prepositions and the like that may stand before a unit; no unit begins with them unless a place does.
static LEADING: Lazy<Chars> = Lazy::new(|| {
    Chars::new("了对由将给如在据和与及并被为任经兼把是系让向使从还也时以因即有至到其此又已等而但后并称请找拟".chars())
});
/// Places and units that begin with such a character.
static OWN: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "如东",
        "如皋",
        "将乐",
        "任城",
        "任丘",
        "任泽",
        "经济",
        "经开",
        "经贸",
        "经侦",
        "和平",
        "和田",
        "和县",
        "和硕",
        "和林",
        "和静",
        "和龙",
        "和布克",
        "和政县",
        "对外",
        "对台",
        "与会",
        "从化",
        "从江",
        "时代",
        "在线",
        "向阳",
        "为民",
        "有色",
        "有限",
        "等离子",
        "因特",
        "以色",
        "后勤",
        "后旗",
        "给水",
        "给排水",
        "并购",
        "经营",
        "由拳",
        "系统",
        "对口",
        "后备",
        "被服",
        "经管",
        "其他",
    ])
});

/// What the numbers of a date are written with.
static NUMERALS: Lazy<Chars> = Lazy::new(|| Chars::new("0123456789零一二三四五六七八九十同当次本".chars()));

/// What may follow 长 where the 长 after 部 or 局 begins a name: 部|长江.
static AFTER_LONG: Lazy<Chars> =
    Lazy::new(|| Chars::new("江春沙治白兴寿垣葛乐宁安泰丰海阳城岛清武汀顺洲子庆虹航".chars()));

/// Common nouns before the name of a firm or school.
const NOUNS: &[&str] = &[
    "企业",
    "国企",
    "央企",
    "民企",
    "单位",
    "承包方",
    "承包商",
    "施工方",
    "供货方",
    "供货商",
    "供应商",
    "运营方",
    "开发商",
];

/// Prepositions inside the words before a unit, with what else they may be a part of.
const PREPOSITIONS: &[(&str, &[&str])] = &[
    ("对", &["外", "策", "台", "口", "应", "象", "接", "标", "面", "针", "绝", "比", "作", "港", "日", "华"]),
    ("由", &["自", "理", "来", "此", "于"]),
    ("向", &["方", "阳", "定", "面", "意", "导", "倾", "志", "趋", "动", "一", "走"]),
    ("被", &["服", "褥", "棉"]),
    ("将", &["军", "乐", "健", "麻", "领", "上", "中", "少", "大", "士", "官", "名"]),
];

/// Verbs and nouns that name what a section does.
const FIELDS: &[&str] =
    &["管理", "监督", "指导", "服务", "工作", "咨询", "综合", "研究", "工程", "保护", "开发", "建设"];

/// Particles and the like that stand in the name of no unit.
const OF: &[&str] = &["的", "了", "着", "到", "我们", "他们", "这", "没", "却"];

/// What may part a unit from the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// One of `OF`.
    Of,
    /// One of `PREPOSITIONS`.
    Preposition(usize),
    /// One of `NOUNS`.
    Noun(usize),
}

/// The words that are joints.
pub(crate) fn joints() -> impl Iterator<Item = (&'static str, Joint)> {
    let prepositions = PREPOSITIONS.iter().enumerate().map(|(i, p)| (p.0, Joint::Preposition(i)));
    let nouns = NOUNS.iter().enumerate().map(|(i, noun)| (*noun, Joint::Noun(i)));
    OF.iter().map(|word| (*word, Joint::Of)).chain(prepositions).chain(nouns)
}

/// The length of what joins two members of a list at the start of the text, 0 if nothing does.
pub(crate) fn joiner(s: &str) -> usize {
    let Some((first, at)) = words::next(s, 0) else { return 0 };
    let goes_on = |second: char| s[at..].starts_with(second);
    match first {
        '以' | '、' if goes_on('及') => "以及".len(),
        '兼' if goes_on('任') => "兼任".len(),
        '、' | '兼' | '和' | '及' | '与' | '暨' => "、".len(),
        _ => 0,
    }
}

fn is_comma(s: &str) -> bool {
    matches!(s, "，" | ",")
}

pub(crate) struct Posts<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
    pub names: Names<'a>,
    /// The titles of all sentences, in order.
    titles: Vec<(Hit, TitleKind)>,
}

impl<'a> Posts<'a> {
    pub fn new(folded: &'a Folded<'a>, hits: &'a Hits<'a>, sentences: &[Range<usize>]) -> Self {
        let mut posts = Self { folded, hits, names: Names::new(folded, hits), titles: Vec::new() };
        let mut titles = Vec::new();
        for sentence in sentences {
            posts.add_titles(sentence, &mut titles);
        }
        posts.titles = titles;
        posts
    }

    fn text(&self) -> &str {
        &self.folded.text
    }

    /// The name that begins at `at` and ends before `limit`.
    fn name_at(&self, at: usize, limit: usize, known: Known, place: Place) -> Option<usize> {
        let end = match known {
            Known::Guess => self.names.read(at, place),
            Known::Names(list) => list.binary_search_by_key(&at, |n| n.0).ok().map(|i| list[i].1),
        };
        end.filter(|&e| e <= limit)
    }

    /// Whether a known name begins in the range.
    fn name_within(range: Range<usize>, known: Known) -> Option<(usize, usize)> {
        let Known::Names(list) = known else { return None };
        let i = list.partition_point(|n| n.0 < range.start);
        list[i..].iter().take_while(|n| n.0 < range.end).last().copied()
    }

    /// Adds the titles of a range, the longest at each place, without those that are a part of another word.
    fn add_titles(&self, range: &Range<usize>, out: &mut Vec<(Hit, TitleKind)>) {
        for &hit in self.hits.within(range.start, range.end) {
            let Some(kind) = hit.word.title else { continue };
            if hit.end > range.end {
                continue;
            }
            // 山西省|长治市: the title stands across two places
            let after = &self.text()[hit.end..];
            if kind == TitleKind::Head
                && after.chars().take(3).skip(1).any(|c| matches!(c, '市' | '县' | '区'))
                && self.text()[..hit.start].chars().next_back().is_some_and(is_han)
                && !after.starts_with(is_mark)
                && self.names.read(hit.end, Place::Possible).is_none()
            {
                continue;
            }
            // 桐坪镇|长山岭村党总支书记: the village of a township
            if kind == TitleKind::Head && matches!(&self.text()[hit.start..hit.end], "镇长" | "乡长") {
                let village = after.char_indices().nth(2).filter(|x| x.1 == '村').map(|x| x.0 + '村'.len_utf8());
                let body = ["党支", "党总支", "支书", "支部", "委会", "委员会", "两委", "村委", "原党", "原村", "原支"];
                let own = !after.starts_with(['对', '在', '向', '让', '与', '因', '为', '将', '把', '被', '和']);
                if own && village.is_some_and(|i| body.iter().any(|w| after[i..].starts_with(w))) {
                    continue;
                }
            }
            // 委员|会, 常委|会, 局长|办公会, 局领导|班子, 教师|节: the word goes on
            let goes_on = |h: Hit| h.end - h.start >= 6 && h.start <= hit.start && h.word.unit.is_some();
            let rest = &self.text()[hit.end..];
            let tail = rest.starts_with("办公")
                || rest.starts_with("会议")
                || rest.starts_with("会")
                || rest.starts_with("班子")
                || rest.starts_with('节')
                    && !["节约", "节省", "节假", "节日", "节前", "节后"].iter().any(|w| rest.starts_with(w))
                || rest.starts_with("级") && !rest.starts_with("级别");
            // 医师|执业证书: the word says what a paper is for
            let paper = kind == TitleKind::Worker && rest.starts_with("执业");
            // 大连|长海县, 杭州|长途客运站: the name of a place ends inside
            let parted = self.hits.across(hit.start).any(|h| h.word.place && h.end < hit.end);
            if tail || paper || parted || self.hits.across(hit.end).any(goes_on) || self.unit_goes_on(hit, range.end) {
                continue;
            }
            match out.last() {
                Some((last, _)) if hit.start >= last.start && hit.end <= last.end => {}
                // 民警|司马某某, 民警|长孙某
                Some((last, _)) if hit.start < last.end && self.compound_at(last.end) => {}
                Some((last, _)) if hit.start < last.end => {
                    // overlap: the one that ends later is the title, what stands before belongs to the unit
                    out.pop();
                    out.push((hit, kind));
                }
                _ => out.push((hit, kind)),
            }
        }
        for end in self.folded.landmarks_in(range.clone()).iter().filter(|x| x.1 == '员').map(|x| x.0 + '员'.len_utf8())
        {
            if let Some(hit) = self.unlisted(range, end) {
                let at = out.partition_point(|t| t.0.start < hit.start);
                // no listed title stands in it
                let before = at.checked_sub(1).is_none_or(|i| out[i].0.end <= hit.start);
                if before && out.get(at).is_none_or(|t| t.0.start >= end) {
                    out.insert(at, (hit, TitleKind::Worker));
                }
            }
        }
    }

    /// The title of a worker that no list has, between a body and a name: 烟草公司|评级员|甲.
    fn unlisted(&self, range: &Range<usize>, end: usize) -> Option<Hit> {
        /// Words in 员 for many, and for what is done to them.
        const WORDS: &[&str] =
            &["人员", "动员", "成员", "全员", "会员", "裁员", "官员", "党员", "团员", "社员", "学员"];
        let text = self.text();
        let words = &text[range.start..end];
        let known = |h: &Hit| {
            let w = h.word;
            h.end >= end && h.start < end && (w.title.is_some() || w.unit.is_some() || w.measure.is_some() || w.stop)
        };
        if WORDS.iter().any(|w| words.ends_with(w)) || self.hits.within(end.saturating_sub(45), end).iter().any(known) {
            return None;
        }
        // one to four characters stand between the body and 员
        let starts = words.char_indices().rev().skip(1).take(4).map(|(i, _)| range.start + i);
        let body = |at: &usize| self.hits.ending(*at).any(|h| h.end - h.start >= 6 && h.word.unit.is_some());
        let start = starts.take_while(|&at| text[at..].starts_with(is_han)).find(body)?;
        let name = self.names.read(end, Place::Expected)?;
        let word = Word { title: Some(TitleKind::Worker), ..Word::default() };
        (name <= range.end && !self.names.is_common(end, name)).then_some(Hit { start, end, word })
    }

    /// The titles of a sentence.
    fn titles(&self, range: &Range<usize>) -> &[(Hit, TitleKind)] {
        let rest = &self.titles[self.titles.partition_point(|t| t.0.start < range.start)..];
        &rest[..rest.partition_point(|t| t.0.start < range.end)]
    }

    /// Whether a surname of two characters stands here.
    fn compound_at(&self, at: usize) -> bool {
        let mut chars = self.text()[at..].chars();
        matches!((chars.next(), chars.next()), (Some(a), Some(b)) if compound_surname(a, b).is_some())
    }

    /// Whether the word is a part of the unit of the next title: 水利部|长江委员会主任, 干部|监督局局长, 学生|司副司长.
    pub fn unit_goes_on(&self, hit: Hit, limit: usize) -> bool {
        let text = self.text();
        let rest = &text[hit.end..limit];
        let Some(next) = rest.chars().next() else { return false };
        let long = text[..hit.end].ends_with('长') && AFTER_LONG.has(next);
        let worker = matches!(hit.word.title, Some(TitleKind::Worker | TitleKind::Label | TitleKind::Rank));
        let reach = if long { 24 } else { 6 };
        if !long && !worker {
            return false;
        }
        // 教师|进修学校, 职工|医院
        let body =
            |h: &Hit| h.end <= limit && h.end - h.start >= 6 && h.word.unit.is_some_and(|k| k != UnitKind::Place);
        if worker
            && self.hits.starting(hit.end).iter().any(body)
            && !self.hits.ending(hit.start).any(|h| h.word.unit.is_some())
        {
            return true;
        }
        // 土木工|程学院
        let field = text[..hit.end].ends_with('工') && next == '程';
        let near = hit.end + next.len_utf8();
        if field && self.hits.within(near, near + 6).iter().any(|h| h.word.unit.is_some()) {
            return true;
        }
        let run: usize = rest.chars().take(reach + 4).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
        let head = self.hits.within(hit.end + next.len_utf8(), hit.end + run).iter().find(|h| {
            h.end <= hit.end + run
                && h.word.title.is_some_and(|k| k != TitleKind::Label)
                && !self.hits.across(h.end).any(|x| x.start <= h.start && x.word.unit.is_some())
        });
        let Some(head) = head else { return false };
        let gap = text[hit.end..head.start].trim_end_matches("常务").trim_end_matches('副');
        let end = hit.end + gap.len();
        let title = &text[head.start..head.end];
        // the title heads what stands before it: 监督局|局长, 管理中心|主任
        let headed = match title.strip_suffix('长') {
            Some(body) if !body.is_empty() => gap.ends_with(body),
            _ => title == "主任" && ["中心", "室", "办"].iter().any(|b| gap.ends_with(b)),
        };
        if long {
            // 局长乐某授意办公室主任…: a clause
            let verb = |h: &Hit| {
                let w = h.word;
                h.end <= end
                    && h.end - h.start >= 6
                    && (w.follow || w.stop)
                    && !FIELDS.contains(&&text[h.start..h.end])
                    && !self.named_after(*h, end)
            };
            return self.is_body_end(end)
                && joiner(gap) == 0
                && !gap.contains(['被', '由', '对', '的', '因', '将', '与', '向', '给', '让', '在'])
                && !self.hits.within(hit.end, end).iter().any(verb);
        }
        headed && gap.chars().count() <= reach
    }

    /// A bracket that opens at `at`: where its content begins and ends, and where it closes.
    pub fn bracket(&self, at: usize) -> Option<(usize, usize, usize)> {
        /// More characters do not stand before it closes.
        const LONGEST: usize = 120;
        let text = self.text();
        let open = text[at..].chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '【'))?;
        let mut marks = self.folded.landmarks_from(at).iter().take_while(|m| m.0 < at + LONGEST * char::MAX.len_utf8());
        let &(close, mark) = marks.find(|m| matches!(m.1, ')' | '）' | ']' | '】'))?;
        if text[at..close].chars().nth(LONGEST - 1).is_some() {
            return None;
        }
        Some((at + open.len_utf8(), close, close + mark.len_utf8()))
    }

    /// Where the phrase of the title begins, and where the title itself does: prefixes and the party body belong to
    /// it, a field of work (分管) does not.
    fn title_start(&self, low: usize, hit: Hit, kind: TitleKind) -> (usize, usize) {
        let text = self.text();
        let mut start = hit.start;
        loop {
            let before = &text[low..start];
            // 时代, 改正, 公正: the character belongs to the word before
            let part = |p: &str| {
                matches!(p, "代" | "正" | "总")
                    && before[..before.len() - p.len()].ends_with(|c: char| "时当现后前古近世改公更纠老汇".contains(c))
            };
            if let Some(p) = PREFIXES.of(before).find(|p| !part(p)) {
                start -= p.len();
                continue;
            }
            // 副镇级工会主席, 副省级干部
            let Some(b) = before.strip_suffix('级') else { break };
            let Some(last) = b.chars().next_back().filter(|c| "省部厅局县处乡科股镇村市师团营连".contains(*c))
            else {
                break;
            };
            let mut stem = last.len_utf8();
            for double in ["省部", "厅局", "县处", "乡科"] {
                if b.ends_with(double) {
                    stem = double.len();
                }
            }
            if let Some(c) = b[..b.len() - stem].chars().next_back().filter(|c| matches!(c, '正' | '副')) {
                stem += c.len_utf8();
            }
            start -= stem + '级'.len_utf8();
        }
        let shift: &[&str] = if kind == TitleKind::Worker { &[] } else { &["值班", "带班"] };
        if let Some(p) = DUTIES.iter().chain(shift).find(|p| text[low..start].ends_with(**p)) {
            return (start - p.len(), start);
        }
        let start = self.party(low, start, kind).unwrap_or(start);
        (start, start)
    }

    /// A party body inside an organisation right before `at`.
    fn party(&self, low: usize, at: usize, kind: TitleKind) -> Option<usize> {
        if matches!(kind, TitleKind::Head | TitleKind::Rank | TitleKind::Label) {
            return None;
        }
        let text = self.text();
        let group = self
            .hits
            .ending(at)
            .find(|h| h.start >= low && h.word.unit.is_some())
            .filter(|h| h.word.unit == Some(UnitKind::PartyGroup))?;
        let before = text[low..group.start].chars().next_back();
        // 莱西市纪委, 某自治区党委 are territorial bodies: units of their own
        let territorial = before.is_some_and(|c| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '盟'));
        let district = ["开发区", "高新区", "社区", "园区", "景区", "新区", "校区", "矿区", "厂区", "小区"];
        if territorial && !district.iter().any(|d| text[low..group.start].ends_with(d)) {
            return None;
        }
        if &text[group.start..group.end] == "纪委" && (group.start == low || before.is_none_or(is_mark)) {
            return None;
        }
        Some(group.start)
    }

    /// The unit before a title: its pieces, its status marks, and where the whole begins.
    fn unit(&self, low: usize, high: usize, known: Known) -> (Pieces, Option<PostStatus>, usize) {
        let text = self.text();
        let high = self.before_duty(low, high);
        let mut status = None;
        let mut start = self.unit_start(low, high, known);
        let mut whole = start;
        let mut end;
        (start, end) = self.without_count(start, high);
        // 总行在|员工…: what ends in a preposition is no unit
        if text[start..end].ends_with(['在', '对', '向', '由', '把', '被', '从']) {
            start = end;
        }
        // 时任 and the like end the unit on its left and say when it was held
        if let Some((m, s)) = MARKS.iter().find(|(m, _)| text[low..start].ends_with(m) && m.len() > "原".len()) {
            status = Some(*s);
            whole -= m.len();
        }
        // 她是|某县财政局的会计
        start += after_copula(&text[start..end]);
        // 甲系|某县粮库会计
        if text[start..end].starts_with('系') && self.is_place(start + '系'.len_utf8()) {
            start += '系'.len_utf8();
        }
        loop {
            let region = &text[start..end];
            if let Some((m, s)) = MARKS.iter().find(|(m, _)| region.starts_with(m)) {
                let certain = match *m {
                    "原" => !self.is_place(start),
                    // 前坊派出所: a name may begin so
                    "前" => region.len() == m.len() || self.is_place(start + m.len()),
                    _ => true,
                };
                if certain {
                    status = Some(*s);
                    start += m.len();
                    // 原系|某省供销社副主任
                    if text[start..end].starts_with('系') && end - start > 2 * "系".len() {
                        start += "系".len();
                    }
                    continue;
                }
            }
            if let Some((m, s)) = MARKS.iter().find(|(m, _)| region.ends_with(m)) {
                let inner = region.len() == m.len()
                    || !["太原", "草原", "中原", "平原", "高原", "目前", "以前", "之前", "日前"]
                        .iter()
                        .any(|w| region.ends_with(w));
                if inner {
                    status = Some(*s);
                    end -= m.len();
                    continue;
                }
            }
            break;
        }
        // a clause of duties between the unit and the title: 组织部负责日常工作的副部长
        let mut pieces = Pieces::new();
        let mut from = start;
        let mut at = start;
        while at < end {
            let c = text[at..].chars().next().unwrap_or(' ');
            let bracket = if is_mark(c) { self.bracket(at) } else { None };
            if let Some((inner, inner_end, close)) = bracket.filter(|b| b.2 <= end) {
                let note = &text[inner..inner_end];
                if ["现", "原", "以下", "简称", "曾", "已", "后"].iter().any(|w| note.starts_with(w)) {
                    pieces.push((from, at));
                    from = close;
                }
                at = close;
                continue;
            }
            // 某市原某局, 渌江区原区委, 某集团前结算中心
            if matches!(c, '原' | '前') && at > start {
                let before = text[start..at].chars().next_back();
                let body = before.is_some_and(|c| "省市县区州旗盟镇乡村局委厅部院校司团行所站".contains(c))
                    || c == '原' && self.is_body_end(at);
                // 某公司原料采购中心, 某区前进街道
                let word = text[at + c.len_utf8()..].starts_with(|n| "料材种油煤盐生始子产址进线锋沿门".contains(n));
                let place = self.is_place(at) || self.hits.across(at).any(|h| h.word.place);
                if body && !word && !place && (c == '原' || self.is_body_end(at)) {
                    status = Some(PostStatus::Former);
                    pieces.push((from, at));
                    from = at + c.len_utf8();
                }
            }
            at += c.len_utf8();
        }
        pieces.push((from, end));
        let mut pieces: Pieces = pieces.iter().copied().filter(|p| p.0 < p.1).collect();
        // 渌江区 + 区委: the level is said twice
        if pieces.len() == 2 {
            let (a, b) = (pieces[0], pieces[1]);
            let level = text[a.0..a.1].chars().next_back().unwrap_or(' ');
            if text[b.0..b.1].starts_with(level) && "省市县区州旗镇乡".contains(level) {
                pieces[0].1 -= level.len_utf8();
            }
        }
        (pieces, status, whole)
    }

    /// Where a clause of duties begins before a title, else `high`: 组织部|负责日常工作的|副部长.
    fn before_duty(&self, low: usize, high: usize) -> usize {
        let region = &self.text()[low..high];
        let verbs: &[&str] = if region.ends_with('的') {
            &["负责", "主持", "分管", "主管", "联系"]
        } else {
            // 学校|分管后勤|副校长
            &["分管"]
        };
        let verb = verbs.iter().filter_map(|w| rfind(region, w)).max();
        verb.filter(|&i| i >= 6 && !region[i..].contains(is_mark) && !region[..i].ends_with(is_mark))
            .map_or(high, |i| low + i)
    }

    /// Whether the name of a body ends at the offset.
    fn is_body_end(&self, at: usize) -> bool {
        self.hits.ending(at).any(|h| h.word.unit.is_some_and(|k| k != UnitKind::Place))
    }

    fn is_place(&self, at: usize) -> bool {
        self.hits.starting(at).iter().any(|h| h.word.place)
    }

    /// Where the unit before a title begins, at or after `low`.
    pub fn unit_start(&self, low: usize, high: usize, known: Known) -> usize {
        let text = self.text();
        let mut low = low.max(high.saturating_sub(LONGEST));
        while !text.is_char_boundary(low) {
            low += 1;
        }
        let mut start = low;
        if let Some((name, end)) = Self::name_within(low..high, known) {
            start = if self.names_firm(name, end, high) { name } else { end.min(high) };
            // 甲同|反贪局副科长乙
            if text[start..high].starts_with('同')
                && !text[start..].starts_with("同为")
                && start == end
                && !self.is_place(start)
            {
                start += '同'.len_utf8();
            }
        }
        // the last mark, brackets inside a unit apart
        let mut at = high;
        for &(mark, c) in self.folded.landmarks_in(start..high).iter().rev() {
            if matches!(c, ')' | '）') {
                at = mark;
                if let Some(open) = text[start..at].rfind(['(', '（']) {
                    // (二)清源县…: the number of an item
                    let inner = text[start + open..at].trim_start_matches(['(', '（']);
                    if !inner.is_empty()
                        && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
                    {
                        start = at + c.len_utf8();
                        break;
                    }
                    at = start + open;
                }
                continue;
            }
            // “三资”代理中心: a short quotation inside a name
            if matches!(c, '”' | '"') && mark + c.len_utf8() < high {
                let open = text[start..mark].char_indices().rev().take(9).find(|x| matches!(x.1, '“' | '"'));
                if let Some((o, _)) = open {
                    at = start + o;
                    continue;
                }
            }
            if mark < at && is_mark(c) && !(c == '、' && self.list_in_unit(mark, high)) {
                start = mark + c.len_utf8();
                break;
            }
        }
        if start == high {
            return start;
        }
        for &(at, kind) in self.folded.breaks_in(start + 1..high).iter().rev() {
            let whole = self.hits.across(at).any(|h| h.end - h.start >= 6);
            // 违规收礼 某区某局: a headline; 临浦市 教育局: a damaged name
            let name = |h: Hit| h.word.unit.is_some() || h.word.place;
            let parted = kind == Break::Line || !self.hits.ending(at).any(name) && !text[..at].ends_with(is_level);
            if !whole && parted {
                start = at;
                break;
            }
        }
        for hit in self.hits.within(start, high) {
            if hit.end <= high
                && hit.start >= start
                && hit.word.stop
                && !self.covered(*hit)
                && !self.names_county(*hit)
                && !self.named_after(*hit, high)
            {
                // 通报|批评: the measure is longer than the stop
                let whole = self.hits.starting(hit.start).iter().filter(|h| h.end <= high && h.word.measure.is_some());
                start = whole.map(|h| h.end).max().unwrap_or(hit.end).max(hit.end);
            }
        }
        let mut joints = self.hits.joints(start..high);
        // 渌江县|着棋村, 却勒镇: a name may begin so
        let begins = |j: &Hit| matches!(&text[j.start..j.end], "着" | "却") && text[..j.start].ends_with(is_level);
        if let Some(i) = joints.iter().rposition(|j| j.1 == Joint::Of && !begins(&j.0)) {
            start = joints[i].0.end;
            joints = &joints[i + 1..];
        }
        // 依法公开对某市…: the preposition parts the verb from its object
        let parted = joints.iter().any(|j| matches!(j.1, Joint::Preposition(_)));
        for (i, (_, own)) in PREPOSITIONS.iter().enumerate().filter(|_| parted) {
            for (prep, _) in joints.iter().filter(|j| j.1 == Joint::Preposition(i) && j.0.start >= start) {
                let (at, next) = (prep.start, prep.end);
                let part = !self.is_place(next)
                    && own.iter().any(|w| text[next..].starts_with(w) || text[..at].ends_with(w))
                    || self.names_township(at, high);
                if !part && next < high && !self.hits.across(at + 1).any(|h| h.start < at && h.word.unit.is_some()) {
                    start = next;
                    break;
                }
            }
        }
        start = self.after_date(start, high);
        loop {
            let rest = &text[start..high];
            let Some(c) = rest.chars().next() else { break };
            if !LEADING.has(c) || OWN.of(rest).next().is_some() || self.is_place(start) {
                break;
            }
            if self.hits.starting(start).iter().any(|h| h.end - h.start >= 6 && h.end <= high && h.word.unit.is_some())
            {
                break;
            }
            start += c.len_utf8();
        }
        start = self.after_noun(start, high, joints);
        // 下属|某矿业公司, where nothing stands before it
        let under = ["下属", "所属", "下辖"].iter().find(|w| text[start..high].starts_with(**w));
        start += under.filter(|w| start + w.len() < high).map_or(0, |w| w.len());
        // 清退|民警, 降为|副校长
        let measure = |h: &&Hit| h.end <= high && h.word.measure.is_some() && !self.covered(**h);
        while let Some(hit) = self.hits.starting(start).iter().find(measure) {
            start = hit.end;
        }
        start
    }

    /// Whether a character is the first of a short name of a township in a place: 某县|将台堡镇.
    fn names_township(&self, at: usize, high: usize) -> bool {
        let text = self.text();
        let mut name = text[at..high].chars().skip(2).take(3);
        text[..at].ends_with(['县', '市', '区', '旗'])
            && name.any(|c| matches!(c, '镇' | '乡'))
            && !self
                .hits
                .within(at, high)
                .iter()
                .any(|h| h.start < at + 6 && h.end - h.start >= 6 && h.word.unit.is_some_and(|k| k != UnitKind::Place))
    }

    /// Whether what was taken for a name is the front of the name of a firm: nobody stands right before one.
    fn names_firm(&self, name: usize, end: usize, high: usize) -> bool {
        let text = self.text();
        let masked = text[name..end].contains(['某', '×', '*', 'X']);
        let firm = |h: &&Hit| h.end <= high && h.word.unit == Some(UnitKind::Company);
        !masked
            && text[..name].chars().next_back().is_none_or(is_mark)
            && self.hits.within(end, high).iter().find(firm).is_some_and(|h| {
                let gap = &text[end..h.start];
                // 某钢（集团）股份有限公司
                let gap = ["（集团）", "(集团)"].iter().find_map(|g| gap.strip_prefix(g)).unwrap_or(gap);
                gap.chars().count() <= 8 && gap.chars().all(is_han) && !gap.starts_with(|c| LEADING.has(c))
            })
    }

    /// Whether the 、 stands inside the name of a unit: 第一、第三粮库, 质量、安全监督局.
    fn list_in_unit(&self, at: usize, high: usize) -> bool {
        self.hits.across(at).any(|h| h.end <= high && h.word.unit.is_some())
    }

    /// Whether a verb is a part of the name of a body: 事故处理|中队, 清源联合|电力公司.
    fn named_after(&self, verb: Hit, high: usize) -> bool {
        const SECTIONS: &[&str] = &[
            "处",
            "科",
            "室",
            "股",
            "组",
            "所",
            "站",
            "局",
            "司",
            "部",
            "中心",
            "大队",
            "中队",
            "支队",
            "总队",
            "办公室",
            "学院",
            "专班",
            "小组",
            "公司",
            "队",
            "厂",
            "研究院",
            "研究所",
        ];
        /// Verbs that name a field of work.
        const WORK: &[&str] = &[
            "利用", "处理", "介绍", "报道", "举报", "审理", "案件", "报告", "通知", "联系", "核查", "反映", "走访",
            "慰问", "查处", "约谈", "支付", "会见", "巡察", "巡视", "抽查", "排查",
        ];
        let text = self.text();
        let (before, word, rest) = (&text[..verb.start], &text[verb.start..verb.end], &text[verb.end..high]);
        // 档|案, 稽|查处: the word begins inside another
        let inside = match word {
            "案" => {
                rest.starts_with('件')
                    || before.ends_with(['档', '方', '预', '图', '草', '备', '议', '提', '教', '病', '答', '文'])
            }
            "汇报" => rest.starts_with('社'),
            "查处" => before.ends_with(['调', '稽', '检', '督', '巡', '审', '侦', '缉', '核']),
            _ => false,
        };
        if inside {
            return true;
        }
        if word == "联合" {
            // A联合B: what acts stands before it
            let body = text[..verb.start].chars().next_back().is_none_or(|c| is_mark(c) || !is_han(c))
                || self.is_body_end(verb.start);
            return !body || rest.starts_with('社');
        }
        if !WORK.contains(&word) {
            return false;
        }
        let mut section = rest;
        while let Some(next) = FIELDS.iter().find_map(|f| section.strip_prefix(f)) {
            section = next;
        }
        // 利用研究院办公室: a long word is a section wherever it stands
        let long = |s: &&&str| s.len() > "中心".len() && section.starts_with(**s);
        SECTIONS.contains(&section) || SECTIONS.iter().any(|s| long(&s))
    }

    /// Whether the word is the name of a county: 那曲地区|比如县.
    fn names_county(&self, hit: Hit) -> bool {
        let text = self.text();
        text[..hit.start].ends_with(is_level) && text[hit.end..].starts_with(['县', '旗'])
    }

    /// Whether a longer word of a unit or a title covers the word.
    fn covered(&self, hit: Hit) -> bool {
        let larger = |h: &Hit| {
            h.start <= hit.start && h.end >= hit.end && h.end - h.start > hit.end - hit.start && {
                let w = h.word;
                w.unit.is_some() || w.title.is_some() || w.place
            }
        };
        self.hits.within(hit.start.saturating_sub(45), hit.end).iter().any(larger)
    }

    /// A unit without a count of people: 三名|派出所所长, 岔河村|三名|支部书记.
    fn without_count(&self, start: usize, high: usize) -> (usize, usize) {
        let text = &self.text()[start..high];
        let Some((at, word)) = text.rmatch_indices(['名', '个', '位']).next() else { return (start, high) };
        let end = start + at + word.len();
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || "两二三四五六七八九十几".contains(c));
        let counted = before.len() < at && !self.hits.across(end).any(|h| h.word.unit.is_some());
        match counted {
            true if end == high => (start, start + before.len()),
            true => (end, high),
            false => (start, high),
        }
    }

    /// Past a common noun before the name of a firm or school: 省属企业|清源集团, 被告单位|清源公司.
    fn after_noun(&self, start: usize, high: usize, joints: &[(Hit, Joint)]) -> usize {
        if !joints.iter().any(|j| matches!(j.1, Joint::Noun(_))) {
            return start;
        }
        let proper = |h: &&Hit| {
            h.end <= high
                && h.word.unit.is_some_and(|k| matches!(k, UnitKind::Company | UnitKind::School | UnitKind::Hospital))
        };
        let Some(last) = self.hits.within(start, high).iter().rfind(proper) else { return start };
        // where each of them stands last
        let mut seen = [false; NOUNS.len()];
        let nouns = joints.iter().rev().filter(|j| j.0.start >= start);
        let mut ends = nouns.filter_map(|&(h, joint)| match joint {
            Joint::Noun(i) if !std::mem::replace(&mut seen[i], true) => Some(h.end),
            _ => None,
        });
        // 监狱企业|总公司: a form alone is no name
        let form = |e: usize| self.hits.starting(e).iter().any(|h| h.word.unit == Some(UnitKind::Company));
        ends.find(|&e| e < last.start && !form(e) && !self.hits.across(e).any(|h| h.word.unit.is_some()))
            .unwrap_or(start)
    }

    /// Past a date at the start: 2020年5月16日莱西市….
    pub fn after_date(&self, start: usize, high: usize) -> usize {
        let text = self.text();
        let mut start = start;
        loop {
            let rest = &text[start..high];
            let tail = rest.trim_start_matches(|c| NUMERALS.has(c));
            if tail.len() == rest.len() || !tail.starts_with(['年', '月', '日']) {
                return start;
            }
            start = high - tail.len() + '年'.len_utf8();
        }
    }

    /// What stands right after the title `titles[i]`; nothing when the title is a part of the unit of the next one.
    fn after(&self, titles: &[(Hit, TitleKind)], i: usize, limit: usize, known: Known) -> Option<After> {
        let text = self.text();
        let (hit, kind) = titles[i];
        let mut after = After { end: hit.end, name: None, rank: None, note: None };
        let name_at = |at: usize| self.name_at(at, limit, known, Place::Expected).map(|end| (at, end));
        after.name = name_at(hit.end);
        // 教师|师德: after a common word a word is no name
        if matches!(kind, TitleKind::Worker | TitleKind::Rank) && matches!(known, Known::Guess) {
            after.name = after.name.filter(|n| !self.names.is_common(n.0, n.1));
        }
        if after.name.is_some() {
            return Some(after);
        }
        if let Some((a, b, close)) = self.bracket(hit.end).filter(|b| b.2 <= limit) {
            let graded = text[a..b].ends_with('级') || text[a..b].ends_with("待遇");
            let name = name_at(close);
            if graded || name.is_some() {
                after = After { end: close, name, rank: None, note: None };
                *(if graded { &mut after.rank } else { &mut after.note }) = Some((a, b));
            }
        }
        // 时任某局局长的|甲
        if after.name.is_none() && after.rank.is_none() && text[hit.end..limit].starts_with('的') {
            const HELD: [&str; 6] = ["时任", "现任", "曾任", "担任", "身为", "作为"];
            let clause = after_mark(&text[..hit.start], |c| is_mark(c) && c != '、');
            let at = hit.end + '的'.len_utf8();
            let another = || HELD.iter().any(|w| text[at..].starts_with(w));
            let held = HELD.iter().any(|w| clause.contains(w)) && !another();
            // 身为局长的方便: a word; the bearer of a name does something, or a mark follows
            let bearer = |end: usize| {
                (self.names.ends_at(end) || joiner(&text[end..]) > 0) && words::word(&text[at..end]).is_none()
            };
            after.name = held.then(|| name_at(at)).flatten().filter(|n| bearer(n.1));
        }
        // 干部职工, 书记办公室主任: another title follows with nothing between that could part them
        if after.name.is_none() && after.rank.is_none() {
            let next = titles.get(i + 1).filter(|n| n.0.start >= after.end);
            if next.is_some_and(|n| self.inner(after.end, n.0.start, known)) {
                return None;
            }
        }
        Some(after)
    }

    /// The names that the titles of a range announce, guessed from their neighbours.
    pub fn announced(&self, range: &Range<usize>) -> Vec<Named> {
        let titles = self.titles(range);
        let mut out = Vec::new();
        let mut low = range.start;
        for (i, &(hit, kind)) in titles.iter().enumerate() {
            if hit.start < low || kind == TitleKind::Label {
                continue;
            }
            let Some(after) = self.after(titles, i, range.end, Known::Guess) else { continue };
            low = match after.name {
                Some(name) => self.names_after(&mut out, name, range, Known::Guess),
                None => after.end,
            };
        }
        out
    }

    /// Every row of posts in a note or another part of a sentence, with the names that follow.
    pub fn chains_within(&self, range: &Range<usize>, known: Known) -> Vec<Chain> {
        let mut titles = Vec::new();
        self.add_titles(range, &mut titles);
        self.rows(&titles, range, known)
    }

    /// Every row of posts in a sentence behind its number, with the names that follow.
    pub fn chains(&self, range: &Range<usize>, known: Known) -> Vec<Chain> {
        self.rows(self.titles(range), range, known)
    }

    /// The titles in rows.
    fn rows(&self, titles: &[(Hit, TitleKind)], range: &Range<usize>, known: Known) -> Vec<Chain> {
        let text = self.text();
        let mut out: Vec<Chain> = Vec::new();
        let mut open: Option<Chain> = None;
        let mut low = range.start;
        for (i, &(hit, kind)) in titles.iter().enumerate() {
            if hit.start < low || kind == TitleKind::Label {
                continue;
            }
            let Some(After { end, name, rank, note }) = self.after(titles, i, range.end, known) else { continue };
            let (phrase, title_from) = self.title_start(low, hit, kind);
            let (unit, status, start) = self.unit(low, phrase, known);
            let title = Pieces::one(title_from, hit.end);
            let mut element = Element { start, end, unit, title, kind, status, rank };
            element.start = element.start.min(phrase);
            let joined = open.as_ref().is_some_and(|c| {
                let gap = &text[c.end..element.start.max(c.end)];
                // 发给职工，处长甲: a noun at the end of a clause
                let noun = |e: &Element| e.kind == TitleKind::Worker && e.unit.is_empty();
                // 一名副局长，局办公室主任甲: somebody else
                let counted = |e: &Element| {
                    e.unit.last().is_some_and(|u| ["一名", "一位"].iter().any(|w| text[u.0..u.1].ends_with(w)))
                };
                let last = c.elements.last();
                let comma = || is_comma(gap) && !last.is_some_and(noun);
                let another = || gap != "兼" && last.is_some_and(counted);
                element.start >= c.end && (gap.is_empty() || joiner(gap) == gap.len() || comma()) && !another()
            });
            if joined {
                if let Some(chain) = open.as_mut() {
                    // 原 and 时任 hold for the rest of the row
                    let last = chain.elements.last().and_then(|e| e.status);
                    element.status = element.status.or(last);
                    chain.end = element.end;
                    chain.elements.push(element);
                }
            } else {
                out.extend(open.take());
                open =
                    Some(Chain { start: element.start, end: element.end, elements: vec![element], names: Vec::new() });
            }
            low = end;
            if let Some(name) = name {
                let mut chain = open.take().unwrap_or_else(|| unreachable!("a row is open"));
                chain.end = self.names_after(&mut chain.names, name, range, known);
                chain.names[0].note = chain.names[0].note.or(note);
                low = chain.end;
                out.push(chain);
            }
        }
        out.extend(open);
        if out.iter().all(|c| !c.names.is_empty() || c.elements.len() == 1) {
            return out;
        }
        out.into_iter().flat_map(|c| self.parted(c)).collect()
    }

    /// A row without a name that commas join is several.
    fn parted(&self, chain: Chain) -> Vec<Chain> {
        if !chain.names.is_empty() || chain.elements.len() == 1 {
            return vec![chain];
        }
        let mut out: Vec<Chain> = Vec::new();
        for element in chain.elements {
            match out.last_mut() {
                Some(c) if !is_comma(&self.text()[c.end..element.start.max(c.end)]) => {
                    c.end = element.end;
                    c.elements.push(element);
                }
                _ => out.push(Chain {
                    start: element.start,
                    end: element.end,
                    elements: vec![element],
                    names: Vec::new(),
                }),
            }
        }
        out
    }

    /// Whether the title that ends at `end` is only a part of the unit of the next one.
    fn inner(&self, end: usize, next: usize, known: Known) -> bool {
        let text = self.text();
        let gap = &text[end..next];
        if gap.is_empty() {
            return self.folded.break_at(end) != Some(Break::Space);
        }
        gap.chars().count() <= 24
            && gap.chars().all(is_han)
            && Self::name_within(end..next, known).is_none()
            && self.folded.break_at(end).is_none()
            && joiner(gap) == 0
            && !self.hits.starting(end).iter().any(|h| {
                let w = h.word;
                (w.follow || w.stop || w.measure.is_some()) && !self.covered(*h)
            })
            && !self.hits.within(end, next).iter().any(|h| h.word.stop && !self.covered(*h))
    }

    /// Adds the names after a row of posts, 副乡长关山、石望舒, and tells where the last one ends with its note.
    fn names_after(&self, out: &mut Vec<Named>, first: (usize, usize), range: &Range<usize>, known: Known) -> usize {
        let text = self.text();
        let mut name = first;
        loop {
            let mut end = name.1;
            let note = self.bracket(end).filter(|b| b.2 <= range.end);
            if let Some((_, _, close)) = note {
                end = close;
            }
            out.push(Named { name, note: note.map(|n| (n.0, n.1)) });
            let step = joiner(&text[end..range.end]);
            if step == 0 {
                return end;
            }
            let at = end + step;
            let Some(next) = self.name_at(at, range.end, known, Place::Expected) else { return end };
            // another row of posts begins here
            let titled = self.hits.starting(at).iter().any(|h| {
                let w = h.word;
                h.end - h.start >= 6 && (w.title.is_some() || w.unit.is_some() || w.place)
            });
            if titled || !self.names.ends_at(next) && joiner(&text[next..]) == 0 {
                return end;
            }
            name = (at, next);
        }
    }
}

/// Where a name begins after a pronoun that is said to be it: 她是|某县财政局. 求是 is a name.
pub(crate) fn after_copula(name: &str) -> usize {
    let mut copulas = places(name, "是").filter(|&i| name[..i].ends_with(['她', '他', '还']));
    copulas.next_back().map_or(0, |i| i + "是".len())
}
