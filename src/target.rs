//! Whom a sentence speaks of (对象): named people in lists, unnamed groups, organisations.

use crate::lexicon::{surname, Hits, TitleKind};
use crate::measure::MeasureHit;
use crate::name::is_han;
use crate::number::{self, is_numeral};
use crate::people::People;
use crate::place::Pieces;
use crate::post::{joiner, Chain, Known, Posts};
use crate::segment::is_mark;
use crate::text::Folded;
use crate::words::{automaton, find, list, places, rfind, Automaton, Chars, Heads, List, Tails};
use once_cell::sync::Lazy;
use std::ops::Range;

/// Unnamed people, as the sentence names them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Crowd {
    /// The words.
    pub start: usize,
    pub end: usize,
    pub count: Option<Count>,
    /// Where the number stands inside the words.
    pub number: Option<(usize, usize)>,
    /// What those named are a part of: 甲等5名|高管.
    pub noun: Option<(usize, usize)>,
}

/// A number of people, cases or bodies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Count {
    pub value: u64,
    pub approximate: bool,
    /// People, not cases or bodies.
    pub people: bool,
}

/// Something that a measure can be taken against.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub start: usize,
    pub end: usize,
    pub people: Vec<usize>,
    /// 甲等5人, or a group without any name.
    pub crowd: Option<Crowd>,
    pub organizations: Vec<Pieces>,
    /// A count over many cases, or one that stands after its measure.
    pub counted: bool,
}

impl Target {
    pub fn people(start: usize, end: usize, people: Vec<usize>) -> Self {
        Self { start, end, people, crowd: None, organizations: Vec::new(), counted: false }
    }

    /// Whether it stands for nobody that is known.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.crowd.is_none() && self.organizations.is_empty()
    }
}

/// Nouns of unnamed people that are no titles.
static NOUNS: Lazy<List> = Lazy::new(|| list(HEADS.iter().copied()));
/// What a noun, a count or a note may begin with.
static OPENERS: Lazy<Chars> = Lazy::new(|| {
    let heads = HEADS.iter().filter_map(|h| h.chars().next());
    Chars::new(heads.chain("0123456789一二两三四五六七八九十百千零近逾约超共(（[【".chars()))
});
static BY_FIRST: Lazy<Heads> = Lazy::new(|| Heads::new(HEADS));
static BY_LAST: Lazy<Tails> = Lazy::new(|| Tails::new(HEADS));
const HEADS: &[&str] = &[
    "责任人员",
    "责任人",
    "责任者",
    "人员",
    "领导干部",
    "党员干部",
    "干部职工",
    "班子成员",
    "领导班子",
    "负责人",
    "负责同志",
    "主要领导",
    "分管领导",
    "有关领导",
    "相关领导",
    "领导",
    "同案犯",
    "被告人",
    "嫌疑人",
    "当事人",
    "被告",
    "高管",
    "公职人员",
    "工作人员",
    "党员",
    "干部",
    "职工",
    "教师",
    "民警",
    "辅警",
    "医生",
    "护士",
    "学生",
    "一把手",
    "村干部",
    "管理人员",
    "参与者",
    "官员",
    "同志",
    "参会人员",
    "涉案人员",
    "村民",
    "考生",
    "社员",
    "矿主",
];

/// Reads a count at `at`: where it ends, and what it counts.
pub(crate) fn count(text: &str, at: usize) -> Option<(usize, Count)> {
    let rest = &text[at..];
    let number = rest.starts_with(is_numeral);
    if !number && !rest.starts_with(['近', '逾', '约', '超', '共']) {
        return None;
    }
    let mut from = 0;
    let mut approximate = false;
    for lead in ["近", "逾", "约", "超过", "超", "共计", "共"].into_iter().filter(|_| !number) {
        if let Some(r) = rest.strip_prefix(lead) {
            from = rest.len() - r.len();
            approximate = !lead.starts_with('共');
            break;
        }
    }
    let figures = rest[from..].starts_with(|c: char| c.is_ascii_digit());
    let numeral = |c: char| c.is_ascii_digit() || !figures && is_numeral(c);
    let digits = &rest[from..];
    let len = digits
        .char_indices()
        .find(|&(i, c)| {
            !(numeral(c)
                || matches!(c, '.' | ',') && i > 0 && digits[i + 1..].starts_with(|d: char| d.is_ascii_digit()))
        })
        .map_or(digits.len(), |(i, _)| i);
    if len == 0 || len > 24 {
        return None;
    }
    let mut end = from + len;
    let mut factor = 1;
    loop {
        match rest[end..].chars().next() {
            Some('余' | '多') => approximate = true,
            Some('万') if factor == 1 => factor = 10_000,
            Some('千') if factor == 1 => factor = 1000,
            Some('亿') if factor == 1 => factor = 100_000_000,
            _ => break,
        }
        end += '万'.len_utf8();
    }
    let after = &rest[end..];
    let (unit, people) = match after.chars().next()? {
        '人' if after.starts_with("人次") => ("人次", true),
        '人' => ("人", true),
        '名' => ("名", true),
        '位' => ("位", true),
        '地' => ("地", true),
        '起' => ("起", false),
        '件' if after.starts_with("件次") => ("件次", false),
        '件' => ("件", false),
        '个' => ("个", false),
        '家' => ("家", false),
        _ => return None,
    };
    let next = &after[unit.len()..];
    let word = match unit {
        "人" => next.starts_with(|c| {
            matches!(c, '员' | '民' | '大' | '事' | '才' | '口' | '身' | '类' | '数' | '力' | '体' | '格' | '情')
        }),
        "名" => next.starts_with(['单', '额', '义', '称', '声', '贵']),
        // 分列前三位
        "位" => {
            next.starts_with(['于', '列', '居', '置'])
                || ["列前", "居前", "名前"].iter().any(|w| text[..at].ends_with(w))
        }
        "地" => next.starts_with(['区', '方', '点', '址', '段', '产']),
        "个" => {
            let noun: String = next.chars().take(14).collect();
            let before = ["问题", "案件", "组织", "单位", "支部"].iter().any(|w| text[..at].ends_with(w));
            !before
                && !["问题", "单位", "组织", "支部", "案件", "部门", "企业", "机构"].iter().any(|w| noun.contains(w))
        }
        _ => false,
    };
    // 五省均超过200起: a bound for each
    let bound = text[..at].ends_with('均') || ["均超过", "均超", "均逾"].iter().any(|w| text[..at].ends_with(w));
    if word || bound || text[..at].ends_with(['第', '.', '-', '之', '每', '任', '某', '/']) {
        return None;
    }
    let digits = &digits[..len];
    let value = match factor {
        1 if digits == "百" => Some(100),
        1 => number::parse(digits),
        1000 => number::parse(&format!("{digits}000")),
        10_000 => number::parse(&format!("{digits}万")),
        _ => number::parse(&format!("{digits}亿")),
    };
    let value = value.filter(|&v| v > 0)?;
    let end = at + end + unit.len();
    let more = ["左右", "以上"].iter().find(|w| text[end..].starts_with(**w));
    Some((end + more.map_or(0, |m| m.len()), Count { value, approximate: approximate || more.is_some(), people }))
}

/// Whether the text ends in the noun of unnamed people, or in their number.
pub(crate) fn ends_in_people(text: &str) -> bool {
    // 2名书记（名单略）
    let text = text.strip_suffix(['）', ')']).and_then(|t| t.rfind(['（', '(']).map(|i| &t[..i])).unwrap_or(text);
    let counted = |unit| text.strip_suffix(unit).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    counted("人") || counted("名") || BY_LAST.of(text).next().is_some()
}

/// Whether a sentence counts cases by tens: 立案138件, 查处412起.
pub(crate) fn over_many(text: &str, sentence: &Range<usize>) -> bool {
    let words = &text[sentence.clone()];
    let cases = |i: usize| {
        let head = words[..i].trim_end_matches(['余', '多']);
        head.chars().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '万')).count() > 1
    };
    let people = |i: usize| words[..i].chars().rev().take_while(char::is_ascii_digit).count() > 3;
    // 五省区共问责671人
    let provinces = |i: usize| words[..i].ends_with(|c: char| c.is_ascii_digit() || is_numeral(c));
    ["件", "起"].iter().any(|w| places(words, w).any(cases))
        || places(words, "人").any(people)
        || words.contains('共') && places(words, "省").any(provinces)
}
/// What stands before the words of an unnamed group.
static CUE_WORDS: Lazy<Automaton> = Lazy::new(|| automaton(CUES));
const CUES: &[&str] = &[
    "给予",
    "对",
    "将",
    "由",
    "判处",
    "责令",
    "问责",
    "处理",
    "查处",
    "约谈",
    "追究",
    "包括",
    "其中",
    "以及",
    "涉及",
    "报告",
    "会同",
    "通报",
    "通报了",
    "共有",
    "已有",
    "还有",
    "有",
    "向",
    "使",
    "令",
    "为",
    "被",
];

/// What a clause goes on with after the noun of a group.
static CLOSING: Lazy<Chars> = Lazy::new(|| {
    Chars::new(
        "等均都被受分因在进给予也已全不未违的将对依由作处实采先移罚免撤开取责共多各虽为近一二三四五六七八九十立涉失履"
            .chars(),
    )
});

#[derive(Clone, Copy)]
pub(crate) struct Targets<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
    pub posts: &'a Posts<'a>,
    pub people: &'a People,
}

/// Whether the text is a word for a role that no list has: 现场监护人.
fn role_word(text: &str) -> bool {
    text.ends_with(['人', '员', '工', '师'])
        && text.chars().count() <= 8
        && text.chars().all(is_han)
        && !text.contains(['被', '受', '对', '与', '的', '由', '向', '将'])
}

/// Verbs that make somebody do something, or let him.
const MAKES: &[&str] =
    &["委托", "默许", "纵容", "放任", "安排", "指使", "授意", "要求", "雇用", "雇佣", "聘请", "召集", "带领", "动员"];

/// Whether the text tells what somebody sees to, up to his post: 分管后勤的|副校长.
fn is_duty(text: &str) -> bool {
    const DUTIES: &[&str] = &["分管", "负责", "主管", "主持", "协管", "当时", "时任", "具体", "参与", "经手"];
    // 负责查办此案的|检察官
    let case = ["此案", "本案", "该案", "查办", "办理"].iter().any(|w| text.contains(w));
    DUTIES.iter().any(|w| text.starts_with(w)) && text.ends_with('的') && text.chars().count() <= 14 && !case
}

impl Targets<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    /// The named people of a sentence, those of one list together.
    pub fn named(&self, sentence: &Range<usize>, chains: &[Chain]) -> Vec<Target> {
        let text = self.text();
        let mut out: Vec<Target> = Vec::new();
        for mention in self.people.within(sentence) {
            // the posts beside a name are part of the phrase
            let before = chains.partition_point(|c| c.start <= mention.start);
            let chain =
                chains[..before].last().filter(|c| c.names.binary_search_by_key(&mention.start, |n| n.name.0).is_ok());
            let first = chain.is_some_and(|c| c.names[0].name.0 == mention.start);
            let start = if first {
                chain.map_or(mention.start, |c| c.start)
            } else {
                self.unit_before(mention.start, sentence)
            };
            let bracket = self.posts.bracket(mention.end).filter(|b| b.2 <= sentence.end);
            let mut end = bracket.map_or(mention.end, |b| b.2);
            for tail in ["等同志", "同志", "本人"] {
                if text[end..].starts_with(tail) {
                    end += tail.len();
                }
            }
            if let Some(last) = out.last_mut().filter(|last| last.crowd.is_none() && start >= last.end) {
                let gap = &text[last.end..start];
                let comma = matches!(gap, "，" | ",");
                // 局长甲及其分管副局长乙, 负责人甲、现场监护人乙
                let joint = joiner(gap) > 0 && {
                    let rest = &gap[joiner(gap)..];
                    matches!(rest, "" | "其" | "其分管" | "分管" | "下属" | "所属" | "下辖")
                        || role_word(rest)
                        || is_duty(rest)
                };
                // 某局局长甲，集体企业某厂厂长乙，分别受到…
                let dealt = || {
                    let body =
                        |g: &&str| g.chars().count() <= 6 && ["企业", "单位", "公司"].iter().any(|w| g.ends_with(w));
                    let gap = gap.strip_prefix(['，', ',']).filter(body);
                    let rest = text.get(end..sentence.end).and_then(|t| t.strip_prefix(['，', ',']));
                    let near = |r: &str| {
                        r.split(is_mark)
                            .next()
                            .is_some_and(|clause| ["分别受到", "分别被", "分别给予"].iter().any(|w| clause.contains(w)))
                    };
                    gap.is_some() && chain.is_some() && rest.is_some_and(near)
                };
                if joint || comma || dealt() {
                    if !last.people.contains(&mention.person) {
                        last.people.push(mention.person);
                    }
                    last.end = end;
                    self.crowd_after(last, sentence);
                    continue;
                }
            }
            let mut target = Target::people(start, end, vec![mention.person]);
            self.crowd_after(&mut target, sentence);
            out.push(target);
        }
        out
    }

    /// Where the body before a name without a post begins: 某区检察院甲.
    fn unit_before(&self, at: usize, sentence: &Range<usize>) -> usize {
        let unit =
            self.hits.ending(at).any(|h| h.start > sentence.start && h.end - h.start >= 6 && h.word.unit.is_some());
        if unit {
            self.posts.unit_start(sentence.start, at, Known::Guess)
        } else {
            at
        }
    }

    /// 等5人, 等人, 3名同志 after a list of names.
    fn crowd_after(&self, target: &mut Target, sentence: &Range<usize>) {
        // a name may run over a line break that ends the sentence
        if target.end > sentence.end {
            return;
        }
        let text = self.text();
        let mut at = target.end;
        let rest = &text[at..sentence.end];
        // 甲等5人, 以甲为首的5名嫌疑人
        let lead = ["等", "为首的"].iter().find(|w| rest.starts_with(**w));
        let other = lead.is_some();
        at += lead.map_or(0, |w| w.len());
        if lead == Some(&"为首的") && text[..target.start].ends_with('以') {
            target.start -= '以'.len_utf8();
        }
        // 等湖西州11名领导干部: a place may stand before the number
        let near = &text[at..sentence.end];
        let shift = near
            .char_indices()
            .take(if other { 10 } else { 1 })
            .find(|(_, c)| is_numeral(*c) && !matches!(c, '百' | '千' | '零'))
            .map(|(i, _)| i);
        let place = |i: usize| {
            i == 0 || other && near[..i].ends_with(['省', '市', '州', '县', '区', '局', '司', '名', '院', '校', '镇'])
        };
        let counted = shift.filter(|&i| place(i)).and_then(|i| count(text, at + i)).filter(|c| c.0 <= sentence.end);
        if let Some((number_end, count)) = counted.filter(|c| c.1.people) {
            let mut end = number_end;
            let noun = &text[end..sentence.end];
            let tail = noun.char_indices().take(14).filter(|x| x.0 <= 39).flat_map(|(i, _)| {
                let comrade = noun[i..].starts_with("同志").then_some("同志");
                BY_FIRST.of(&noun[i..]).chain(comrade).map(move |h| (i, h))
            });
            if let Some(len) = tail.filter(|(i, h)| find(noun, h) == Some(*i)).map(|(i, h)| i + h.len()).max() {
                // 13名|涉嫌犯罪的责任人, 39名|被告人
                let head = BY_LAST.of(&noun[..len]).map(str::len).max().unwrap_or(0);
                let before = &noun[..len - head];
                let told = ["涉", "参与", "参加", "负有", "负责", "分管", "值班", "当班", "在场", "同车"];
                let clause = before.split_once('的').filter(|c| told.iter().any(|w| c.0.starts_with(w)));
                let clause = clause.map_or(before, |c| c.1);
                if !before.contains(is_mark) && !clause.contains(['被', '受', '给', '的']) {
                    end += len;
                }
            }
            let named = target.people.len() as u64;
            if other && count.value > named {
                // 甲等4名|参与聚餐的执法局职工: whose they are is told
                let bare = end > number_end && !text[number_end..end].contains('的');
                let noun = (shift == Some(0) && bare).then_some((number_end, end));
                let first = self.people.within(&(target.start..target.end)).first().map_or(target.start, |m| m.start);
                target.crowd = Some(Crowd { start: first, end, count: Some(count), number: None, noun });
            }
            target.end = end;
            return;
        }
        if other {
            target.end = at;
            // 等人, 等一批领导干部, 等金融系统官员
            let rest = &text[at..sentence.end];
            let reach: usize = rest
                .char_indices()
                .take(12)
                .take_while(|(_, c)| !is_mark(*c))
                .last()
                .map_or(0, |(i, c)| i + c.len_utf8());
            let noun =
                HEADS.iter().chain(&["人", "同志"]).filter_map(|h| find(&rest[..reach], h).map(|i| i + h.len())).max();
            let person = rest.starts_with('人') && !rest.starts_with("人员");
            if person {
                target.end = at + '人'.len_utf8();
            } else if let Some(len) =
                noun.filter(|&l| !rest[..l].contains(['被', '受', '因', '在', '对', '与', '收', '违']))
            {
                target.end = at + len;
            }
        }
    }

    /// Unnamed groups and counts of a sentence.
    pub fn crowds(
        &self,
        sentence: &Range<usize>,
        chains: &[Chain],
        named: &[Target],
        measures: &[MeasureHit],
    ) -> Vec<Target> {
        let (text, openers) = (self.text(), &*OPENERS);
        let mut out: Vec<Target> = Vec::new();
        let mut low = sentence.start;
        let mut at = sentence.start;
        let mut passed = 0;
        let mut row = 0;
        // the least start of each target and those after it: the targets are in order of end
        let mut gone = 0;
        let mut least: Vec<usize> = named.iter().map(|t| t.start).collect();
        for i in (1..least.len()).rev() {
            least[i - 1] = least[i - 1].min(least[i]);
        }
        while at < sentence.end {
            while measures.get(passed).is_some_and(|m| m.end <= at) {
                low = low.max(measures[passed].end);
                passed += 1;
            }
            while named.get(gone).is_some_and(|t| t.end <= at) {
                gone += 1;
            }
            let here = (gone..named.len())
                .take_while(|&i| least[i] <= at)
                .find(|&i| named[i].start <= at && at < named[i].end);
            if let Some(t) = here.map(|i| &named[i]) {
                at = t.end;
                low = at;
                continue;
            }
            let first = text[at..].chars().next().unwrap_or(' ');
            if matches!(first, '(' | '（' | '[' | '【') {
                // （其中监委立案52件）: figures in brackets are read
                let parts = ["（其中", "(其中"].iter().any(|w| text[at..sentence.end].starts_with(w));
                if let Some((_, _, close)) = self.posts.bracket(at).filter(|b| b.2 <= sentence.end && !parts) {
                    at = close;
                    low = close;
                    continue;
                }
            }
            while chains.get(row).is_some_and(|c| c.start < at) {
                row += 1;
            }
            let chain = chains.get(row).filter(|c| {
                c.start == at
                    && c.names.is_empty()
                    && c.elements[0].title[0].0 <= at + 200
                    && !matches!(c.elements[0].kind, TitleKind::Label | TitleKind::Rank)
            });
            if chain.is_none() && !openers.has(first) {
                // on to the next character that can begin something, or to the next target or post
                let next = at + first.len_utf8();
                let known = least.get(gone).into_iter().chain(chains.get(row).map(|c| &c.start)).min();
                let stop = known.map_or(sentence.end, |&k| k.clamp(next, sentence.end.max(next)));
                at = openers.find(&text[next..stop]).map_or(stop, |(i, _)| next + i);
                continue;
            }
            // 2019年: nothing is counted from within the number either
            if chain.is_none() && first.is_ascii_digit() {
                let number = text[at..].bytes().take_while(u8::is_ascii_digit).count();
                let counts = |c: char| {
                    matches!(
                        c,
                        '人' | '名'
                            | '位'
                            | '起'
                            | '件'
                            | '个'
                            | '家'
                            | '地'
                            | '余'
                            | '多'
                            | '万'
                            | '千'
                            | '亿'
                            | '.'
                            | ','
                    )
                };
                let end = at + number;
                if !text[end..].starts_with(counts) && !self.hits.within(at, end).iter().any(|h| h.word.title.is_some())
                {
                    let known = least.get(gone).into_iter().chain(chains.get(row).map(|c| &c.start)).min();
                    at = known.map_or(end, |&k| k.clamp(at + 1, end));
                    continue;
                }
            }
            let head = BY_FIRST.of(&text[at..sentence.end]).map(str::len).max();
            if let Some(chain) = chain {
                let start = self.crowd_start(low, chain.start).min(chain.start).max(low);
                let start = if text[start..].starts_with('了') { start + '了'.len_utf8() } else { start };
                if !self.can_receive(start, chain.end) {
                    at = chain.end;
                    low = at;
                    continue;
                }
                // 副馆长|某某受到: whose name was not read is somebody, and nobody that is known
                let counted = count(text, chain.end).is_some_and(|c| c.1.people);
                if self.unread_name(chain.end, sentence) || !counted && self.in_row(start) {
                    out.push(Target::people(start, chain.end, Vec::new()));
                    at = chain.end;
                    low = at;
                    continue;
                }
                let mut end = chain.end;
                // 党委书记、院长等人
                for tail in ["等人", "等"] {
                    if text[end..].starts_with(tail) {
                        end += tail.len();
                    }
                }
                end = self.joined_heads(end, sentence);
                at = self.push(&mut out, start, end);
                low = at;
                continue;
            }
            if let Some(len) = head {
                let whole = self.hits.across(at).any(|h| h.word.unit.is_some() && h.end > at + len);
                if !whole && self.closes(at + len, sentence) {
                    let end = self.joined_heads(at + len, sentence);
                    let start = self.crowd_start(low, at);
                    if !self.can_receive(start, end) {
                        at = end;
                        low = at;
                        continue;
                    }
                    at = self.push(&mut out, start, end);
                    low = at;
                    continue;
                }
            }
            // 百名红通人员: a name for them
            let name = |h: &crate::lexicon::Hit| h.word.title == Some(TitleKind::Label);
            if let Some(hit) = self.hits.starting(at).iter().find(|h| is_numeral(first) && name(h)) {
                at = hit.end;
                low = at;
                continue;
            }
            if let Some((number_end, count)) = count(text, at).filter(|c| c.0 <= sentence.end) {
                let end = number_end;
                // the noun after the number: 48名责任人
                let noun = &text[end..sentence.end];
                let reach: usize = noun
                    .char_indices()
                    .take(14)
                    .take_while(|(_, c)| !is_mark(*c))
                    .last()
                    .map_or(0, |(i, c)| i + c.len_utf8());
                let head = NOUNS
                    .find(&noun[..reach])
                    .filter(|m| {
                        let before = &noun[..m.start()];
                        !before.contains(['被', '受', '将', '把', '以', '对', '向', '用']) && !before.contains("给予")
                    })
                    .map(|m| m.end());
                // 34家窗口单位一把手 are people
                let count = Count {
                    people: count.people || head.is_some() && !text[at..number_end].ends_with(['起', '件']),
                    ..count
                };
                // 一位村党支部书记, 2名街道党工委书记: a post after the number
                let post =
                    chains[row..].iter().find(|c| c.start >= at && c.start <= number_end + 6 && c.names.is_empty());
                let post = post.filter(|c| !text[number_end..c.start.max(number_end)].contains(is_mark)).map(|c| c.end);
                let post = post.filter(|&e| text[..end].ends_with(['名', '位']) && !self.unread_name(e, sentence));
                let noun = || if text[..end].ends_with(['名', '位']) { self.noun_after(end, sentence) } else { end };
                let end = post.unwrap_or_else(|| head.map_or_else(noun, |i| self.joined_heads(end + i, sentence)));
                let start = if text[..at].ends_with('与') { at } else { self.crowd_start(low, at) };
                // 被问责的就多达17人: the words before belong to no noun
                let start = if ["的", "就", "多达", "共", "约", "有"].iter().any(|w| text[start..at].starts_with(w))
                {
                    at
                } else {
                    start
                };
                out.push(Target {
                    start,
                    end,
                    people: Vec::new(),
                    crowd: Some(Crowd { start, end, count: Some(count), number: Some((at, number_end)), noun: None }),
                    organizations: Vec::new(),
                    counted: true,
                });
                low = end;
                at = end;
                continue;
            }
            at += first.len_utf8();
        }
        out
    }

    /// Whether the words of a group can be who receives something: 被县委领导约谈 tells who does it, 因工作人员疏忽 why.
    fn can_receive(&self, start: usize, end: usize) -> bool {
        let text = self.text();
        let words = &text[start..end];
        let agent = text[..start].ends_with(['被', '由']) && !text[end..].starts_with(['的', '被', '受']);
        let reason = words.starts_with('因') || words.starts_with("由于");
        // 有关负责人|表示: who tells of it
        let speaker = ["表示", "指出", "介绍", "强调", "告诉", "透露"].iter().any(|w| text[end..].starts_with(w));
        // 用公款为职工|购买, 给学生|补课: whom something is done for
        let serves = |w: &&str| {
            let other = ["给予", "为此", "为首"].iter().any(|o| text[start..].starts_with(o));
            let inside = rfind(words, w).filter(|&i| i > 0 && !words[i..].starts_with("给予"));
            !other
                && (text[..start].ends_with(*w)
                    || inside.is_some_and(|i| !words[..i].ends_with(['作', '身', '因', '行', '人', '认', '成', '对'])))
        };
        let goes_on = text[end..]
            .starts_with(|c| is_han(c) && !matches!(c, '被' | '受' | '均' | '分' | '给' | '予' | '进' | '的'));
        let helped = goes_on && ["为", "给", "替"].iter().any(serves);
        // 在全县干部|大会上: what the meeting is of
        if ["大会", "会议", "例会", "座谈会", "会上"].iter().any(|w| text[end..].starts_with(w)) {
            return false;
        }
        // 委托司机|代签: whom somebody makes do it
        let made = goes_on && MAKES.iter().any(|w| words.starts_with(w));
        !(agent || reason || speaker || (helped || made) && !self.closes_measure(end))
    }

    /// Whether a measure begins here.
    fn closes_measure(&self, at: usize) -> bool {
        self.hits.starting(at).iter().any(|h| h.word.measure.is_some())
    }

    /// Whether a post is told of somebody: the row of a table (3甲某某局局长), a predicate (甲系某某局局长).
    fn in_row(&self, start: usize) -> bool {
        let words = &self.text()[start..];
        words.starts_with(|c: char| c.is_ascii_digit()) && count(words, 0).is_none()
            || words.chars().nth(1).is_some_and(|c| c == '系')
    }

    /// Whether a name that nobody believed in stands here: a surname, and a clause that goes on after two or three characters.
    fn unread_name(&self, at: usize, sentence: &Range<usize>) -> bool {
        let text = self.text();
        let at = self.posts.bracket(at).filter(|b| b.2 <= sentence.end).map_or(at, |b| b.2);
        let mut name = text[at..sentence.end].char_indices();
        let Some((_, first)) = name.next() else { return false };
        let alias = find(&text[at..sentence.end], "化名");
        if alias.is_some_and(|i| i <= 15 && text[at..at + i].ends_with(['(', '（'])) {
            return true;
        }
        if self.closes(at, sentence) || surname(&text[at..at + first.len_utf8()]).is_none() {
            return false;
        }
        let word = self.hits.starting(at).iter().any(|h| h.end - h.start >= 6);
        let ends = name.skip(1).take(2).map(|(i, _)| at + i);
        !word && ends.into_iter().any(|end| text[at..end].chars().all(is_han) && self.closes(end, sentence))
    }

    /// Where the noun after 3名 ends, when it is none of the list: 3名作弊考生.
    fn noun_after(&self, at: usize, sentence: &Range<usize>) -> usize {
        let text = self.text();
        let area = text[at..sentence.end].char_indices().skip(1).take(8);
        let stop = area.map(|(i, _)| at + i).find(|&i| self.closes(i, sentence));
        stop.filter(|&i| text[at..i].chars().all(is_han) && !self.closes(at, sentence)).unwrap_or(at)
    }

    /// Whether the noun of a group ends here: 重点人员|信息 is another word.
    fn closes(&self, at: usize, sentence: &Range<usize>) -> bool {
        let text = self.text();
        let rest = &text[at..sentence.end];
        let next = rest.chars().next();
        // 负有领导|责任
        if rest.starts_with("责任") {
            return false;
        }
        next.is_none_or(|c| is_mark(c) || c.is_ascii_digit() || CLOSING.has(c))
            || joiner(rest) > 0
            || self.folded.break_at(at).is_some()
            || self.hits.starting(at).iter().any(|h| {
                let w = h.word;
                w.measure.is_some() || w.follow && h.end - h.start >= 6
            })
    }

    /// 负责人和其他相关责任人: coordinated groups are one.
    fn joined_heads(&self, end: usize, sentence: &Range<usize>) -> usize {
        let text = self.text();
        let mut end = end;
        while end < sentence.end {
            let step = joiner(&text[end..sentence.end]);
            if step == 0 {
                return end;
            }
            let rest = &text[end + step..sentence.end];
            let reach: usize = rest
                .char_indices()
                .take(16)
                .take_while(|(_, c)| !is_mark(*c))
                .last()
                .map_or(0, |(i, c)| i + c.len_utf8());
            let head = HEADS.iter().filter_map(|h| find(&rest[..reach], h).map(|i| i + h.len())).min();
            let Some(len) = head else { return end };
            if rest[..len].contains(['被', '受', '对']) || rest[..len].contains("给予") {
                return end;
            }
            end += step + len;
        }
        end
    }

    fn push(&self, out: &mut Vec<Target>, start: usize, end: usize) -> usize {
        let text = self.text();
        // 相关人员24人
        let end = count(text, end).filter(|c| c.1.people).map_or(end, |c| c.0);
        // the number inside: 全部3名干部
        let inside = text[start..end].char_indices().find_map(|(i, _)| {
            count(text, start + i).filter(|c| c.0 <= end && c.1.people).map(|c| (start + i, c.0, c.1))
        });
        // 34家单位一把手: as many people
        let inside = inside.or_else(|| {
            count(text, start)
                .filter(|c| c.0 < end && text[..c.0].ends_with(['家', '个']))
                .map(|c| (start, c.0, Count { people: true, ..c.1 }))
        });
        let number = inside.map(|c| (c.0, c.1));
        out.push(Target {
            start,
            end,
            people: Vec::new(),
            crowd: Some(Crowd { start, end, count: inside.map(|c| c.2), number, noun: None }),
            organizations: Vec::new(),
            counted: inside.is_some(),
        });
        end
    }

    /// Where the words of an unnamed group begin.
    fn crowd_start(&self, low: usize, at: usize) -> usize {
        let text = self.text();
        let mut start = low;
        for (i, c) in text[low..at].char_indices() {
            if is_mark(c) && c != '、' {
                start = low + i + c.len_utf8();
            }
        }
        let present = CUE_WORDS.find_overlapping_iter(&text[start..at]).fold(0, |set, m| set | 1 << m.value());
        for (_, cue) in CUES.iter().enumerate().filter(|(n, _)| present >> n & 1 == 1) {
            if let Some(i) = rfind(&text[start..at], cue) {
                let from = start + i;
                // 有|关人员, 对|外
                if text[from..].starts_with("有关")
                    || *cue == "有" && text[..from].ends_with(['负', '具', '没', '享'])
                    || text[from..].starts_with("被告")
                    || text[from..].starts_with("对外")
                    || text[from..].starts_with("由于")
                    || text[from + cue.len()..].starts_with('的')
                {
                    continue;
                }
                let inside = self.hits.across(from + 1).any(|h| h.start < from && h.word.unit.is_some());
                if !inside {
                    start = from + cue.len();
                }
            }
        }
        for &(b, _) in self.folded.breaks_in(start + 1..at + 1).iter().rev() {
            if !self.hits.across(b).any(|h| h.end - h.start >= 6) {
                start = b;
                break;
            }
        }
        start = self.posts.after_date(start, at);
        // 8 某局值班人员3人: the number of a row
        let digits = text[start..at].len() - text[start..at].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 && count(text, start).is_none() && text[at..].starts_with(|c: char| c.is_ascii_digit()) {
            start += digits;
        }
        let trimmed =
            text[start..at].trim_start_matches(['了', '如', '在', '以', '来', '故', '还', '已', '又', '并', '使']);
        if trimmed.is_empty() || text[start..].starts_with("以上") {
            start
        } else {
            at - trimmed.len()
        }
    }
}
