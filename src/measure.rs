//! Measures (措施): the words that name one, with their terms and amounts.

use crate::code::{Family, Measure};
use crate::held::Held;
use crate::lexicon::{Hit, Hits, MeasureKind};
use crate::name::is_han;
use crate::number::{self, is_numeral, is_ordinal};
use crate::segment::{is_mark, last_mark};
use crate::text::Folded;
use crate::words::{any, find, has, list, places, rfind, List, Tails};
use once_cell::sync::Lazy;
use std::cell::LazyCell;
use std::ops::Range;

/// A word or construction that names a measure. Offsets are bytes of the folded text.
#[derive(Clone, Debug)]
pub(crate) struct MeasureHit {
    pub start: usize,
    pub end: usize,
    pub measure: Measure,
    pub term_months: Option<u32>,
    pub suspended_months: Option<u32>,
    pub amount_yuan: Option<u64>,
    pub detail: Option<String>,
    /// 决定执行: the sentence that the parts were put together to.
    pub executed: bool,
}

impl MeasureHit {
    fn plain(start: usize, end: usize, measure: Measure) -> Self {
        Self {
            start,
            end,
            measure,
            term_months: None,
            suspended_months: None,
            amount_yuan: None,
            detail: None,
            executed: false,
        }
    }
}

/// The sum that stands before a confiscation: 违法所得310060元予以没收. Twelve characters at most stand between.
fn sum_before(before: &str) -> Option<u64> {
    let (yuan, _) = before.char_indices().rev().take(13).filter(|c| c.1 == '元').last()?;
    // the search begins with the first number whose unit is near
    let number = before[..yuan].trim_end_matches('余').trim_end_matches(['万', '亿']);
    let start = number.trim_end_matches(|c: char| c.is_numeric() || c == '.').len();
    let head = before[start..].trim_end_matches(is_han);
    let sum = &before[start + head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len()..];
    let (unit, rest) = yuan_after(sum.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'))?;
    // a word or two, the verb, a word
    let verb = |i: usize| ["被", "予以", "由", "依法"].iter().find_map(|v| rest[i..].strip_prefix(v));
    let near = rest.chars().nth(10).is_none()
        || rest.char_indices().take(7).filter_map(|(i, _)| verb(i)).any(|last| last.chars().nth(4).is_none());
    number::parse(&sum[..sum.len() - unit.len()]).filter(|_| near)
}

/// What stands behind the digits of a sum of money without 万 or 亿, and what stands behind all of it.
fn yuan_after(digits: &str) -> Option<(&str, &str)> {
    let unit = digits.strip_prefix(['万', '亿']).unwrap_or(digits);
    Some((unit, unit.strip_prefix('余').unwrap_or(unit).strip_prefix('元')?))
}

/// The sum of money that the text begins with, and its length: 8.5万元, 三千余元.
fn sum(text: &str) -> Option<(Option<u64>, usize)> {
    let digits = text.trim_start_matches(|c: char| is_numeral(c) || matches!(c, '.' | ','));
    let (unit, rest) = yuan_after(digits).filter(|_| digits.len() < text.len())?;
    Some((number::parse(&text[..text.len() - unit.len()]), text.len() - rest.len()))
}

/// The same with what may stand before it: 人民币8万元, 共计三千余元.
fn money(text: &str) -> Option<(Option<u64>, usize)> {
    let mut rest = text;
    while let Some(next) =
        ["人民币", "港币", "共计", "共", "处", "各", "合计"].iter().find_map(|w| rest.strip_prefix(w))
    {
        rest = next;
    }
    let (amount, len) = sum(rest)?;
    Some((amount, text.len() - rest.len() + len))
}

/// Words that govern a measure, right before it.
static GOVERNORS: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "受到",
        "受",
        "被",
        "给予",
        "给以",
        "予以",
        "处以",
        "进行",
        "采取",
        "作出",
        "做出",
        "接受",
        "遭到",
        "责令",
        "获",
        "遭",
        "实施",
        "予",
        "判处",
        "被判",
        "决定",
        "依法",
        "依规",
        "决定执行",
        "后",
        "同时",
        "按程序",
        "按照程序",
        "按规定",
        "开展",
        "将其",
        "建议",
        "先行",
        "先后",
        "分别",
        "均",
        "已",
        "提起",
        "并处",
        "处",
        "单处",
        "追究",
        "应声",
        "接连",
        "以",
        "依规依纪依法",
        "改为",
        "决定对其",
        "对其",
        "也",
        "都",
        "全部",
        "再次",
        "一并",
        "遂",
        "宣布",
        "受过",
        "各",
        "应予",
        "应",
        "启动",
        "公布",
        "通报",
        "获刑",
        "提醒、",
        "提醒和",
        "作了",
    ])
});

/// What announces the sentence that the parts were put together to.
const EXECUTES: [&str; 2] = ["决定执行", "决定对其执行"];

/// What 被查 goes on with where it is no investigation: 被查获, 被查封.
const FOUND: [char; 12] = ['获', '扣', '封', '出', '证', '实', '明', '没', '到', '验', '阅', '抄'];

/// What may stand between a governor and its measure.
static MODIFIERS: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "第一种形态",
        "第二种形态",
        "应有的",
        "相应",
        "严肃",
        "严厉",
        "其",
        "了",
        "过",
        "依法",
        "依规",
        "依纪",
        "从重",
        "立案",
        "行政",
        "党纪",
        "党政纪",
        "不同程度",
        "不同程度的",
        "相应的",
        "一定",
        "组织",
        "纪律",
        "先期",
        "按程序",
        "程序",
        "先行",
        "有关",
        "集体",
        "个别",
        "相关",
        "严肃的",
        "到",
        "一",
        "次",
        "从严",
        "从轻",
        "依纪依法",
        "依规依纪",
        "依法依规",
        "校级",
        "校纪",
        "厂纪",
        "必要的",
        "应有的",
        "终身",
        "提前",
        "同等",
        "深刻",
        "司法机关",
        "公安机关",
        "检察机关",
        "纪委",
        "监委",
        "纪委监委",
        "中央纪委",
        "组织的",
        "法院",
        "刑事",
        "涉嫌违纪",
        "不等的",
        "党内",
        "政务",
        "的",
        "撤职",
        "严重警告",
    ])
});

/// Bodies that may stand between the verb of receiving and its measure.
static BODIES: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "纪委监委",
        "纪委",
        "监委",
        "监察委员会",
        "纪检监察组",
        "公安机关",
        "公安局",
        "检察院",
        "检察机关",
        "法院",
        "组织",
        "部门",
        "监察局",
        "分局",
        "大队",
        "司法机关",
        "党委",
        "机关",
        "当庭",
        "派出所",
    ])
});

/// The months of the term that the text begins with, and its length: 十二年, 7年零6个月, 两年半.
fn months(text: &str) -> (Option<u32>, usize) {
    let digit = |c: char| {
        c.is_ascii_digit() || matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let number = |text: &'_ str| {
        let len = text.len() - text.trim_start_matches(digit).len();
        (len > 0).then_some(len)
    };
    let years = number(text).filter(|&n| text[n..].starts_with('年'));
    let rest = years.map_or(text, |n| &text[n + '年'.len_utf8()..]);
    let rest = rest.strip_prefix(['零', '又']).unwrap_or(rest);
    let half = rest.strip_prefix('半');
    let rest = half.unwrap_or(rest);
    let last = number(rest).and_then(|n| {
        let unit = &rest[n..];
        Some((&rest[..n], unit.strip_prefix('个').unwrap_or(unit).strip_prefix('月')?))
    });
    let end = last.map_or(rest, |l| l.1);
    let value = |digits: Option<&str>| digits.map_or(Some(0), number::parse);
    let months = || {
        let whole = value(years.map(|n| &text[..n]))? * 12 + value(last.map(|l| l.0))?;
        u32::try_from(whole + if half.is_some() { 6 } else { 0 }).ok()
    };
    let told = years.is_some() || half.is_some() || last.is_some();
    (if told { months() } else { None }, text.len() - end.len())
}

/// The months of the term at the start of the text, and where it ends.
fn term(text: &str) -> Option<(u32, usize)> {
    let number = text.strip_prefix("处分").unwrap_or(text);
    let number = number.strip_prefix(['(', '（']).unwrap_or(number);
    if !number.starts_with(|c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '又' | '半'
            )
    }) {
        return None;
    }
    let (months, len) = months(number);
    Some((months?, text.len() - number.len() + len))
}

/// The term that stands before a sentence: 判处15年|有期徒刑.
fn term_before(before: &str) -> Option<u32> {
    let before = before.strip_suffix('的').unwrap_or(before);
    let verb = before.trim_end_matches(|c: char| {
        c.is_ascii_digit() || is_ordinal(c) || matches!(c, '两' | '年' | '零' | '又' | '半' | '个' | '月')
    });
    let (months, len) = months(&before[verb.len()..]);
    let judged = ["判处", "判", "判了", "处", "处以"].iter().any(|v| verb.ends_with(v));
    months.filter(|_| judged && verb.len() + len == before.len())
}

/// How long a sentence is suspended: ，缓刑二年.
fn suspended(text: &str) -> Option<u32> {
    let rest = text.strip_prefix([',', '，', '、']).unwrap_or(text);
    let rest = rest.strip_prefix("宣告").unwrap_or(rest).strip_prefix("缓刑")?;
    months(rest.strip_prefix("考验期").unwrap_or(rest)).0
}

fn has_term(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::PartyProbation
            | Measure::FixedTermImprisonment
            | Measure::ShortTermDetention
            | Measure::PublicSurveillance
            | Measure::RetainedOnProbation
            | Measure::PoliticalRightsDeprivation
            | Measure::PenaltyUnspecified
    )
}

/// The term of a sentence at the start of the text, in months, and its length: 十二年, 了7年6个月.
fn sentence_term(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('了').unwrap_or(text);
    let (months, len) = term(rest)?;
    Some((months, text.len() - rest.len() + len))
}

/// The measures of a sentence, in order: `marks` are its landmarks, `own` are its words that may name one, `names` the places where the name of a
/// target ends.
pub(crate) fn read(
    folded: &Folded,
    hits: &Hits,
    sentence: &Range<usize>,
    marks: &[(usize, char)],
    own: &[Hit],
    names: &[usize],
) -> Vec<MeasureHit> {
    let text: &str = &folded.text;
    let mut out: Vec<MeasureHit> = Vec::new();
    let words = &text[sentence.clone()];
    let mut titles = marks.iter().filter(|x| matches!(x.1, '《' | '》')).peekable();
    let mut titled = false;
    // where the first of the words ends that part a list
    let apart = LazyCell::new(|| {
        let parting = ["分别", "依次", "各"].iter();
        parting.filter_map(|w| Some(sentence.start + find(words, w)? + w.len())).min()
    });
    for &hit in own {
        let Some(word) = hits.measure(hit) else { continue };
        if hit.end > sentence.end || out.last().is_some_and(|m| hit.start < m.end) {
            continue;
        }
        // the title of a document: 《…处分条例》
        while let Some((_, mark)) = titles.next_if(|t| t.0 < hit.start) {
            titled = *mark == '《';
        }
        if titled {
            continue;
        }
        // a longer word covers it: 处分|决定, 监察|委员会
        let covered = |h: &Hit| {
            let longer = h.start <= hit.start && h.end >= hit.end && h.end - h.start > hit.end - hit.start;
            longer && (h.word.unit.is_some() || h.word.title.is_some())
        };
        if hits.within(hit.start.saturating_sub(45), hit.end).iter().any(covered) {
            continue;
        }
        let before = &text[sentence.start..hit.start];
        let after = &text[hit.end..sentence.end];
        // 移送检察机关依法审查、提起公诉: what it is handed over for
        let clause = || last_mark(before, |c| matches!(c, '，' | ',' | '；' | ';')).map_or(before, |i| &before[i..]);
        if word.codes[0] == Measure::Indictment && has(clause(), "移送") {
            continue;
        }
        // 在环城路被查: by the traffic police; 代表去世，资格自然终止
        let stopped = &text[hit.start..hit.end] == "被查"
            && (after.starts_with(FOUND)
                || before.ends_with(['路', '街', '段', '口', '速']) && !names.contains(&hit.start));
        let natural = word.codes[0] == Measure::DelegateTermination && (has(before, "去世") || has(before, "逝世"));
        // 落马者, 被查者: people of that kind
        let word_for = &text[hit.start..hit.end];
        // 在会上作检讨示范, 作公开检查的承诺
        let shown =
            (after.starts_with('的') || after.starts_with("示范")) && ["会上", "公开"].iter().any(|w| has(word_for, w));
        if after.starts_with('者') || shown {
            continue;
        }
        // 收到提案63件，立案41件: what delegates propose is filed as well
        let proposed = word.codes[0] == Measure::Investigation && has(before, "收到提案");
        if stopped || natural || proposed {
            continue;
        }
        // 罚金|刑, 死刑|适用: a kind of punishment
        if word.codes[0].family() == Family::Sentence && ["刑", "适用"].iter().any(|w| after.starts_with(w)) {
            continue;
        }
        let mut end = hit.end;
        // what the word is here, where that is another measure than the list says
        let mut other: Option<Measure> = None;
        match word.kind {
            // 在会议上作检查|督导安排: what somebody is to look into
            MeasureKind::Strong
                if word.codes[0] == Measure::OrderedInspection
                    && after.starts_with(['督', '验', '工', '部', '通', '安', '指', '准', '动', '总']) =>
            {
                continue;
            }
            MeasureKind::Strong => {}
            MeasureKind::Term => {
                // 一审被判十一年; 被判处三年以上…, 被判15年有期徒刑 are told by the words that follow
                let Some((_, len)) = sentence_term(after) else { continue };
                let goes_on = ["有期", "监禁", "的", "以上", "以下", "至", "到", "不等", "拘役", "管制"];
                if goes_on.iter().any(|w| after[len..].starts_with(w)) {
                    continue;
                }
            }
            // 开除甲党籍、公职: the name stands inside
            MeasureKind::Verb
                if !before.ends_with(['不', '未']) && expels(&text[hit.start..hit.end], after).is_some() =>
            {
                let (codes, len) = expels(&text[hit.start..hit.end], after).unwrap_or_default();
                let inside = |&measure: &Measure| MeasureHit::plain(hit.start, hit.end + len, measure);
                out.extend(codes.iter().map(inside));
                continue;
            }
            MeasureKind::Verb | MeasureKind::Bare => {
                // 警告处分, 免职处理: the noun that closes a list is no measure of its own
                let closing = matches!(&text[hit.start..hit.end], "处理" | "处分" | "问责" | "处罚" | "行政处罚");
                if closing && out.last().is_some_and(|m| joint(&text[m.end..hit.start])) {
                    continue;
                }
                // 副主任甲停职检查; 酒驾，记过。: a sanction right after the name, or a clause of its own
                let sanction =
                    matches!(word.codes[0].family(), Family::Party | Family::Government | Family::Organizational)
                        && !word.codes[0].is_unspecified();
                // 系非党员，记过并调离原岗位
                let another = |next: &str| {
                    let step = next.chars().next().map_or(0, char::len_utf8);
                    next.starts_with('并') && hits.starting(hit.end + step).iter().any(|h| h.word.measure.is_some())
                };
                let alone = before.ends_with(['，', ',', '：', ':'])
                    && (after.chars().next().is_none_or(|c| is_mark(c) && c != '“' && c != '《') || another(after));
                let given = || last_mark(before, is_mark).map_or(before, |i| &before[i..]);
                // 对甲涉嫌受贿案件立案侦查
                let lead = || last_mark(before, |c| is_mark(c) && c != '、').map_or(before, |i| &before[i..]);
                let filed = word.codes[0].family() == Family::Procedure && has(lead(), "对");
                let cased = filed
                    && ["涉嫌", "违纪", "违法"].iter().any(|w| has(clause(), w))
                    && !["举报", "反映", "控告", "被骗"].iter().any(|w| has(clause(), w))
                    && ["案件", "一案", "问题", "行为"].iter().any(|w| before.ends_with(w));
                let stands = names.contains(&hit.start) && (sanction || filed || has(given(), "给予"))
                    || sanction && alone && !names.is_empty()
                    || cased && !names.is_empty();
                // 约谈了某街道主要负责人
                let done = after.starts_with('了') && word.codes[0] != Measure::CaseHandled
                    || word.codes[0] == Measure::PenaltyFine
                        && money(after).is_some()
                        && !before.ends_with(['缴', '交', '纳', '的'])
                    || word.codes[0] == Measure::OrderedInspection && reports(before, &text[hit.start..hit.end])
                    || word.codes[0] == Measure::OrderedInspection
                        && text[hit.start..].starts_with("检讨")
                        && before.trim_end_matches('了').ends_with(['做', '作'])
                        && !before.ends_with("工作")
                    || (word.codes[0] == Measure::OrderedRectification || text[hit.start..].starts_with('停'))
                        && ordered(before);
                // 被全市通报表扬
                let told = text[..hit.end].ends_with("通报") && hit.end - hit.start > "通报".len();
                if told && !after.chars().next().is_none_or(is_mark) {
                    continue;
                }
                if !stands && !done && !governed(before, after, out.last(), hit.start, text) {
                    continue;
                }
                if word.kind == MeasureKind::Bare {
                    other = Some(family(before, out.last(), word.codes[0]));
                }
            }
            MeasureKind::Open => {
                let stop = close(after, &word.closers, word.codes[0]).or_else(|| {
                    // 免去副镇级工会主席: the title itself closes
                    let clause = after.find(|c: char| is_mark(c) && c != '、').unwrap_or(after.len());
                    let title = hits.ending(hit.end + clause).any(|h| h.start >= hit.end && h.word.title.is_some());
                    (title && word.codes[0] == Measure::RemovalFromOffice).then_some((clause, clause))
                });
                let stop = stop.filter(|s| {
                    let (gap, closer, rest) = (&after[..s.0], &after[s.0..s.1], &after[s.1..]);
                    match word.codes[0] {
                        Measure::ReferralForProsecution if closer.starts_with("公安") => {
                            to_police(clause_before(before), rest)
                        }
                        // 撤销对甲的处分并恢复其局长一职
                        Measure::GovPostRemoval if matches!(closer, "一职" | "之职") => {
                            !["处分", "恢复", "担任"].iter().any(|w| has(gap, w))
                        }
                        // 食品合格证 is what goods have
                        Measure::GovPostRemoval if closer == "合格证" => {
                            ["考核", "能力", "上岗"].iter().any(|w| has(gap, w))
                        }
                        _ => true,
                    }
                });
                let Some(stop) = stop else {
                    // 清退非正式民警503名: people, not money
                    if word.codes[0] == Measure::Restitution && counted(after) {
                        out.push(MeasureHit::plain(hit.start, hit.end, Measure::ContractTermination));
                        continue;
                    }
                    // 违纪所得被收缴: what it closes on stands before
                    let governed = governed(before, after, None, hit.start, text);
                    if !governed && !ends_clause(after) {
                        continue;
                    }
                    let clause = last_mark(before, |c| is_mark(c) && c != '、').map_or(before, |i| &before[i..]);
                    let closer = word.closers.iter().find(|c| has(clause, c));
                    let alone = matches!(word.codes[0], Measure::RemovalFromOffice | Measure::ContractTermination);
                    if closer.is_some() || alone && governed {
                        // 甲的教师资格被撤销
                        let closer = closer.map_or("", String::as_str);
                        let mut own = MeasureHit::plain(hit.start, hit.end, taken(word.codes[0], clause, closer));
                        own.amount_yuan = sum_before(before);
                        if word.codes[0] == Measure::Other {
                            own.detail =
                                Some(clause.trim_start_matches(is_mark).to_owned() + &text[hit.start..hit.end]);
                        }
                        out.push(own);
                    }
                    continue;
                };
                let gap = &after[..stop.0];
                if matches!(word.codes[0], Measure::RemovalFromOffice | Measure::Resignation)
                    && !text[hit.start..].starts_with("引咎")
                    && !disciplinary(gap, before, &after[stop.1..], out.last())
                {
                    continue;
                }
                let one = taken(word.codes[0], gap, &after[stop.0..stop.1]);
                // 责令甲辞去职务
                let told = one == Measure::Resignation && ordered(before);
                other = Some(if told { Measure::OrderedResignation } else { one });
                end = hit.end + stop.1;
            }
        }
        let rest = &text[end..sentence.end];
        let first = other.unwrap_or(word.codes[0]);
        let mut found = MeasureHit::plain(hit.start, end, first);
        if first == Measure::DeathPenalty && rest.trim_start_matches([',', '，', '、']).starts_with("缓期") {
            other = Some(Measure::DeathWithReprieve);
        }
        // 获刑十二年
        let first = if first == Measure::SentenceUnspecified && sentence_term(rest).is_some() {
            found.measure = Measure::FixedTermImprisonment;
            other = Some(found.measure);
            found.measure
        } else {
            first
        };
        if has_term(first) {
            let rest = rest.strip_prefix('了').filter(|_| first != word.codes[0]).unwrap_or(rest);
            let end = sentence.end - rest.len();
            if let Some((n, len)) = term(rest) {
                found.term_months = Some(n);
                found.end = end + len;
            }
            // 被判处15年有期徒刑
            if first == Measure::FixedTermImprisonment && found.term_months.is_none() {
                found.term_months = term_before(before);
            }
            let next = &text[found.end..sentence.end];
            if next.chars().take(4).any(|c| c == '缓') {
                found.suspended_months = suspended(next);
            }
            // 15年至1年7个月不等的有期徒刑: a range is no term
            let range = text[found.end..sentence.end].starts_with('至')
                || before.ends_with("不等的")
                || before.ends_with("不等")
                || text[found.end..sentence.end].starts_with("到");
            if range && first == Measure::FixedTermImprisonment {
                other = Some(Measure::SentenceUnspecified);
                found.term_months = None;
            }
        }
        if first == Measure::AdministrativeDetention {
            let days = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
            });
            if let Some(rest) = days.strip_prefix(['日', '天']).filter(|_| days.len() < rest.len()) {
                found.end = sentence.end - rest.len();
            }
        }
        if matches!(first, Measure::CriminalFine | Measure::PenaltyFine) {
            if let Some((amount, len)) = money(rest) {
                found.amount_yuan = amount;
                found.end = end + len;
            }
        }
        // 被判囚十三年，罚款二百万元
        if first == Measure::PenaltyFine {
            if before.chars().rev().take(16).any(|c| c == '判') {
                other = Some(Measure::CriminalFine);
            }
            if found.amount_yuan.is_none() {
                found.amount_yuan = sum_before(before);
            }
        }
        if first == Measure::ConfiscationOfGains {
            found.amount_yuan = match money(&text[hit.start..end]) {
                Some((amount, _)) => amount,
                None => sum_before(before),
            };
        }
        // 专业技术岗位降至九级 is a grade of a post, and 降低岗位等级处分，从专业技术十级降为十一级
        let graded = || {
            ["岗位", "专技", "技术等级", "技术职务", "职务等级"].iter().any(|w| has(clause(), w))
                || has(clause(), "专业技术") && out.last().is_some_and(|m| m.measure == Measure::GovGradeReduction)
        };
        if first == Measure::RankReduction && graded() {
            other = Some(Measure::GovGradeReduction);
        }
        if first == Measure::RankReduction && text[hit.start..hit.end].ends_with(['为', '至', '到']) {
            let stop = rest.char_indices().find(|(_, c)| is_mark(*c)).map_or(rest.len(), |(i, _)| i);
            // 体温降至正常: no rank
            let ranked = ["级", "职", "科", "员", "岗", "档", "处", "校", "尉", "衔", "干部", "厅", "工"];
            if !ranked.iter().any(|w| rest[..stop].contains(w)) {
                continue;
            }
            found.detail = Some(rest[..stop].to_owned());
            found.end = end + stop;
        }
        if first == Measure::Other {
            found.detail = Some(text[found.start..found.end].to_owned());
        }
        for &measure in if other.is_some() { other.as_slice() } else { &word.codes } {
            out.push(MeasureHit { measure, ..found.clone() });
        }
        let listed = found.term_months.is_some() || found.amount_yuan.is_some();
        if listed && apart.is_some_and(|end| end <= hit.start) {
            rest_of_list(&mut out, text, sentence.end);
        }
    }
    ranges(&mut out, text);
    terms_after_names(&mut out, text, sentence, names);
    fined(&mut out, text);
    // 移送司法机关追究刑事责任: what it is handed over for
    out.dedup_by(|liability, referral| {
        referral.measure == Measure::ReferralForProsecution
            && liability.measure == Measure::CriminalLiability
            && text.get(referral.end..liability.start).is_some_and(|gap| !gap.contains(is_mark))
    });
    // 数罪并罚，决定执行有期徒刑三年
    let executes = || places(words, "执行").any(|i| EXECUTES.iter().any(|w| words[..i + "执行".len()].ends_with(w)));
    if !out.is_empty() && executes() {
        for hit in &mut out {
            let before = &text[sentence.start..hit.start];
            let executes = EXECUTES.iter().filter_map(|w| rfind(before, w)).max();
            hit.executed = executes.is_some_and(|i| !before[i..].contains(['犯', '；', ';']));
        }
    }
    out
}

/// 党内警告至严重警告不等: from one sanction to another, which one is not told.
fn ranges(out: &mut Vec<MeasureHit>, text: &str) {
    /// No sanction has more characters.
    const LONGEST: usize = 12;
    let mut i = 0;
    while let Some(first) = out.get(i) {
        i += 1;
        let measure = match first.measure.family() {
            Family::Party => Measure::PartyUnspecified,
            Family::Government => Measure::GovUnspecified,
            _ => continue,
        };
        let (start, end) = (first.start, first.end);
        let Some(last) = text[end..].strip_prefix(['至', '到']) else { continue };
        let near =
            last.char_indices().take(LONGEST).take_while(|x| !is_mark(x.1)).last().map_or(0, |(i, c)| i + c.len_utf8());
        let Some(len) = find(&last[..near], "不等") else { continue };
        let end = text.len() - last.len() + last[..len].trim_end_matches("处分").len();
        out.retain(|m| m.start < start || m.start >= end);
        out.insert(i - 1, MeasureHit::plain(start, end, measure));
    }
}

/// 给予警告，并处60万元罚款: a bare warning beside a fine is an administrative penalty.
fn fined(out: &mut [MeasureHit], text: &str) {
    for i in 1..out.len() {
        let (warning, fine) = (&out[i - 1], &out[i]);
        let beside = |gap: &str| gap.chars().count() <= 16 && !gap.contains(['；', ';', '对', '给', '分']);
        if warning.measure == Measure::GovWarning
            && fine.measure == Measure::PenaltyFine
            && &text[warning.start..warning.end] == "警告"
            && text.get(warning.end..fine.start).is_some_and(beside)
        {
            out[i - 1].measure = Measure::PenaltyWarning;
        }
    }
}

/// 判处甲有期徒刑五年、|乙三年六个月: a term right after the name of a target.
fn terms_after_names(out: &mut Vec<MeasureHit>, text: &str, sentence: &Range<usize>, names: &[usize]) {
    let sentenced = LazyCell::new(|| find(&text[sentence.clone()], "判").map(|i| sentence.start + i));
    for &at in names.iter().filter(|&&at| at < sentence.end) {
        let rest = &text[at..sentence.end];
        let Some((term_months, len)) = sentence_term(rest) else { continue };
        if sentenced.is_none_or(|i| at <= i) {
            continue;
        }
        if !rest[len..].chars().next().is_none_or(is_mark) || out.iter().any(|m| m.start <= at && at < m.end) {
            continue;
        }
        let mut found = MeasureHit::plain(at, at + len, Measure::FixedTermImprisonment);
        found.term_months = Some(term_months);
        found.suspended_months = suspended(&rest[len..]);
        let i = out.partition_point(|m| m.start < at);
        out.insert(i, found);
    }
}

/// The terms or amounts after the last measure that are said without its name: 有期徒刑十年、七年六个月.
fn rest_of_list(out: &mut Vec<MeasureHit>, text: &str, limit: usize) {
    while let Some(last) = out.last() {
        let rest = &text[last.end..limit];
        let Some(own) = ["、", "和", "及", "以及"].iter().find_map(|w| rest.strip_prefix(w)) else { return };
        let lead = rest.len() - own.len();
        let next = if last.term_months.is_some() && last.suspended_months.is_none() {
            let (term, len) = months(own);
            term.map(|_| (term, None, lead + len))
        } else if last.amount_yuan.is_some() {
            let bare = own.strip_prefix("人民币").unwrap_or(own);
            sum(bare).map(|(amount, len)| (None, amount, rest.len() - bare.len() + len))
        } else {
            None
        };
        let Some((term_months, amount_yuan, len)) = next.filter(|n| !rest[n.2..].starts_with("不等")) else { return };
        let start = last.end + rest.chars().next().map_or(0, char::len_utf8);
        let own = MeasureHit { start, end: last.end + len, term_months, amount_yuan, ..last.clone() };
        out.push(own);
    }
}

/// The family of a bare 警告: what it is coordinated with, then who decides.
fn family(before: &str, last: Option<&MeasureHit>, bare: Measure) -> Measure {
    let clause = last_mark(before, |c| matches!(c, '，' | ',' | '；' | ';')).map_or(before, |i| &before[i..]);
    let party =
        clause.contains("纪委") && !clause.contains("监委") || clause.ends_with("党内") || clause.contains("党委给予");
    let penalty = ["公安", "派出所", "市场监管局", "处"].iter().any(|w| clause.ends_with(w)) && clause.ends_with('处');
    match bare {
        Measure::GovWarning if party && last.is_none() => Measure::PartyWarning,
        Measure::GovWarning if penalty => Measure::PenaltyWarning,
        other => other,
    }
}

/// What personnel news tells of.
static NEWS: Lazy<List> = Lazy::new(|| {
    list([
        "任命",
        "任免",
        "到龄",
        "年满",
        "另有任用",
        "工作需要",
        "工作变动",
        "工作调动",
        "转任",
        "届满",
        "提名",
        "拟任",
        "个人原因",
        "毕业离校",
        "因毕业",
        "因换届",
        "因改选",
        "搬家",
        "聘任",
    ])
});
/// What is told of somebody who is removed for it.
static CONDUCT: Lazy<List> = Lazy::new(|| {
    list([
        "问责",
        "失职",
        "责任",
        "事故",
        "违纪",
        "违规",
        "违法",
        "不力",
        "处分",
        "警告",
        "受贿",
        "涉嫌",
        "检查",
        "监管",
        "造假",
        "作风",
        "不作为",
        "贪污",
        "侵占",
        "瞒报",
        "吃喝",
    ])
});
static SANCTIONED: Lazy<List> = Lazy::new(|| list(["处分", "问责", "警告"]));

/// Whether the removal is told as a consequence and not as personnel news.
fn disciplinary(gap: &str, before: &str, after: &str, last: Option<&MeasureHit>) -> bool {
    let told = |words: &List| any(words, before) || any(words, after);
    if told(&NEWS) && !told(&SANCTIONED) {
        return false;
    }
    last.is_some()
        || told(&CONDUCT)
        || gap.starts_with('其')
        || ["被", "先行", "按程序", "按照程序"].iter().any(|w| before.ends_with(w))
        || before.is_empty()
        || before.ends_with("决定")
        || before.ends_with(['；', ';', '，', '：'])
}

/// What 撤销…职务, 取消…资格 and the like take away: a party post, a post of the state, a seat, a qualification.
fn taken(code: Measure, gap: &str, closer: &str) -> Measure {
    let seat = gap.contains("代表") || gap.contains("政协") && !closer.starts_with("待遇");
    match (code, closer) {
        (_, "军衔" | "警衔") | (Measure::DelegateTermination, "劳务派遣") => Measure::Other,
        (Measure::RetirementBenefitCancellation, "资格")
            if ["评", "晋", "申报", "后备", "拟", "安排", "报考", "参加", "考核", "优秀"]
                .iter()
                .any(|w| gap.contains(w)) =>
        {
            Measure::Other
        }
        (Measure::DelegateTermination, "合同" | "聘用" | "劳动关系") => Measure::ContractTermination,
        (Measure::RemovalFromOffice, "代表") => Measure::DelegateTermination,
        // what a firm needs for its business; 证书 is what a person has
        (Measure::QualificationRevocation, "许可证" | "营业执照") => Measure::PenaltyUnspecified,
        (Measure::QualificationRevocation, _) if gap.contains('驾') => Measure::PenaltyUnspecified,
        (Measure::GovPostRemoval | Measure::RetirementBenefitCancellation, "资格" | "资质" | "合格证") => {
            if seat {
                Measure::DelegateTermination
            } else if gap.contains("党员") {
                Measure::MembershipCancellation
            } else {
                Measure::QualificationRevocation
            }
        }
        (Measure::GovPostRemoval | Measure::RetirementBenefitCancellation, "称号" | "荣誉") => {
            Measure::HonourRevocation
        }
        (Measure::GovPostRemoval, _) => {
            let party = gap.contains("党内")
                || ["书记", "党委委员", "常委", "党组成员", "党支部委员"].iter().any(|t| gap.ends_with(t))
                || gap.contains("党支部")
                || gap.contains("党组");
            if seat || gap.contains("政协委员") {
                Measure::DelegateTermination
            } else if party {
                Measure::PartyPostRemoval
            } else {
                Measure::GovPostRemoval
            }
        }
        (other, _) => other,
    }
}

/// 责成A向B书面检查, 向市委作检查: who reports to whom.
fn reports(before: &str, word: &str) -> bool {
    let clause = last_mark(before, |c| is_mark(c) && c != '、').map_or(before, |i| &before[i..]);
    let to = clause.rfind('向').is_some_and(|i| clause[i..].chars().count() <= 16);
    to && (word.starts_with('作') || ordered(before))
}

/// Whether the clause orders somebody: 责令某局|限期整改.
fn ordered(before: &str) -> bool {
    let clause = last_mark(before, |c| is_mark(c) && c != '、').map_or(before, |i| &before[i..]);
    ["责成", "责令"].iter().any(|w| clause.contains(w))
}

/// What somebody is expelled from whose name stands inside, and how far that reaches: 开除|甲党籍.
fn expels(word: &str, after: &str) -> Option<(&'static [Measure], usize)> {
    /// No name with 的 has more characters.
    const LONGEST: usize = 6;
    const FROM: &[(&str, &[Measure])] = &[
        ("党籍和公职", &[Measure::PartyExpulsion, Measure::GovDismissal]),
        ("党籍、公职", &[Measure::PartyExpulsion, Measure::GovDismissal]),
        ("党籍公职", &[Measure::PartyExpulsion, Measure::GovDismissal]),
        ("党籍", &[Measure::PartyExpulsion]),
        ("公职", &[Measure::GovDismissal]),
        ("军籍", &[Measure::GovDismissal]),
    ];
    let starts = after.char_indices().take(LONGEST + 1).take_while(|x| !is_mark(x.1));
    let mut from =
        starts.filter(|_| word == "开除").flat_map(|(i, _)| FROM.iter().map(move |&(w, codes)| (i, w, codes)));
    from.find(|&(i, w, _)| after[i..].starts_with(w)).map(|(i, w, codes)| (codes, i + w.len()))
}

/// The words between the last mark and what follows.
fn clause_before(before: &str) -> &str {
    last_mark(before, is_mark).map_or(before, |i| before[i..].trim_start_matches(is_mark))
}

/// Whether somebody is handed over to the police: not 未将线索移送公安机关, 移送公安机关行政拘留.
fn to_police(clause: &str, rest: &str) -> bool {
    let of_crime = ["涉嫌", "犯罪", "问题"].iter().any(|w| has(clause, w));
    let open = clause.is_empty() || clause.ends_with(['被', '已', '并']);
    let thing = ["未", "不", "应", "迟延", "线索", "案件", "案卷", "物证", "嫌疑人"].iter().any(|w| has(clause, w));
    // the police deal with it themselves
    let detained = ["行政", "治安", "依法行政"].iter().any(|w| rest.starts_with(w));
    (of_crime || open) && !thing && !detained
}

/// Where an open construction closes: the first and the last byte of the closing word.
fn close(after: &str, closers: &[String], code: Measure) -> Option<(usize, usize)> {
    let limit = after
        .char_indices()
        .take(60)
        .find(|(_, c)| matches!(c, '。' | ';' | '；' | ',' | '，' | '!' | '！'))
        .map_or_else(|| after.char_indices().nth(60).map_or(after.len(), |(i, _)| i), |(i, _)| i);
    let area = &after[..limit];
    let held = Held::of(area.chars());
    let found = closers.iter().filter(|c| held.may(c)).filter_map(|c| find(area, c).map(|i| (i, i + c.len())));
    if code == Measure::ReferralForProsecution {
        found.max_by_key(|f| f.1)
    } else {
        found.min_by_key(|f| f.1)
    }
}

/// Whether a weak measure word is one: it has a governing verb, stands in a list of measures, is called one, or is
/// counted.
fn governed(before: &str, after: &str, last: Option<&MeasureHit>, start: usize, text: &str) -> bool {
    // 被“双开”
    let before = before.trim_end_matches(['“', '"', '「']);
    if before.ends_with('不') || before.ends_with("不予") || before.ends_with('未') {
        return false;
    }
    if let Some(last) = last {
        let between = &text[last.end..start];
        let between = between.strip_prefix("处分").or_else(|| between.strip_prefix("处理")).unwrap_or(between);
        if matches!(
            between,
            "" | "、" | "和" | "及" | "以及" | "并" | "或" | "或者" | "等" | "," | "，" | "、政务" | "及其他" | "并且"
        ) {
            return true;
        }
    }
    let mut head = before;
    loop {
        if GOVERNORS.of(head).next().is_some() {
            return true;
        }
        // 处以人民币98万元的罚款
        let sum = head.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '人' | '民' | '币' | '万' | '亿' | '余' | '元' | '的' | '.')
        });
        if head.trim_end_matches('的').ends_with('元') {
            head = sum;
            continue;
        }
        match MODIFIERS.of(head).next() {
            Some(m) => head = &head[..head.len() - m.len()],
            None => break,
        }
    }
    // 接受某县纪委监委纪律审查, 被某公安局行政拘留: a body stands between
    let clause = last_mark(before, is_mark).map_or(before, |i| &before[i..]);
    // 被学校解聘, 已由门诊部辞退
    let agent = ["被", "由"].iter().filter_map(|v| rfind(clause, v).map(|i| i + v.len())).max();
    if agent.is_some_and(|i| clause[i..].chars().count() <= 8 && !clause[i..].contains(['的', '为'])) {
        return true;
    }
    if BODIES.of(before).next().is_some()
        && ["接受", "被", "受到", "由"].iter().any(|v| clause.contains(v))
        && clause.chars().count() < 50
    {
        return true;
    }
    // 决定对甲立案审查, 对20名干部严肃问责
    if clause.rfind('对').is_some_and(|i| clause[i..].chars().count() <= 40) {
        return true;
    }
    if ["处分", "处理", "措施"].iter().any(|w| after.starts_with(w)) {
        return !["条例", "决定书", "规定", "意见", "建议", "结果", "情况", "办法", "期"]
            .iter()
            .any(|w| after["处分".len()..].starts_with(w));
    }
    counted(after)
}

/// Whether a clause ends after a word or two: 上缴财政。
fn ends_clause(after: &str) -> bool {
    after.chars().take(5).any(is_mark) || after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether nothing but the words that close a list stand in the text.
fn joint(gap: &str) -> bool {
    // 拘留3日的行政处罚
    let gap = gap.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '日' | '天')
    });
    matches!(gap, "" | "等" | "的" | "处分" | "等处分" | "的处分" | "纪律")
}

/// Whether a count of people or cases follows: 约谈干部130人, 立案22.6万件.
fn counted(after: &str) -> bool {
    let inside = after.chars().take(24).take_while(|c| !is_mark(*c) || matches!(c, '.' | '“' | '”' | '、'));
    let area = &after[..inside.map(char::len_utf8).sum()];
    let Some(digit) = area.find(|c: char| c.is_ascii_digit()) else { return false };
    let rest =
        area[digit..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '余' | '多' | '亿'));
    ["人", "名", "起", "件", "个", "家"].iter().any(|u| rest.starts_with(u))
}
