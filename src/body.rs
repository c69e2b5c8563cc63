//! Bodies that decide or approve (决定机关、批准机关): 经A研究并报B批准, 由C给予, 被D判处.

use crate::code::{Family, Measure};
use crate::lexicon::{Hits, UnitKind};
use crate::place::{ends, join, prefix, Pieces};
use crate::post::{joiner, Known, Posts};
use crate::segment::is_mark;
use crate::text::Folded;
use crate::words::Heads;
use once_cell::sync::Lazy;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Decides, from here on until another body is named.
    Decides,
    /// Decides what stands in the same sentence: 被…判处, 接受…审查.
    DecidesHere,
    Approves,
}

/// A body that is named as deciding or approving.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub start: usize,
    pub end: usize,
    pub units: Vec<Pieces>,
    pub act: Act,
    pub court: bool,
    pub police: bool,
}

impl Body {
    /// Whether a body of this kind takes a measure of that family.
    pub fn takes(&self, measure: Measure) -> bool {
        match measure.family() {
            Family::Sentence => self.court,
            Family::AdministrativePenalty => !self.court,
            Family::Procedure => match measure {
                Measure::Arrest | Measure::Indictment | Measure::CriminalCompulsoryMeasure => self.police,
                _ => !self.court,
            },
            Family::Financial => !self.police,
            _ => !self.court && !self.police,
        }
    }
}

const MEETINGS: &[&str] = &["常委会会议", "常委会", "党组会议", "党委会议", "党组会", "党委会", "会议", "全体会议"];
const SUSPECTS: &[&str] = &["政治局会议", "政治局常委会会议", "政治局", "办公会议", "董事会", "常务会议"];

/// The bodies of a sentence in order.
pub(crate) fn read(folded: &Folded, hits: &Hits, posts: &Posts, sentence: &Range<usize>, known: Known) -> Vec<Body> {
    let text: &str = &folded.text;
    let mut out: Vec<Body> = Vec::new();
    // 安庆市委、宿松县委履行责任不力: those of a row that only lean on the next decide nothing when it does not
    let mut leaning = 0;
    for &hit in hits.within(sentence.start, sentence.end) {
        let Some(kind) = hits.word(hit).unit else { continue };
        let word = &text[hit.start..hit.end.min(sentence.end)];
        let deciding =
            matches!(kind, UnitKind::Supervision | UnitKind::PartyCommittee | UnitKind::Court | UnitKind::Government)
                || matches!(kind, UnitKind::PartyGroup)
                || word.ends_with("公安局")
                || word.ends_with("公安机关")
                || word.ends_with("司法机关")
                || word.ends_with("派出所")
                || word.ends_with("大队")
                || word.ends_with("分局")
                || word.ends_with("党委")
                || word.ends_with("党组")
                || word.ends_with("检察机关")
                || word.ends_with("纪检监察组")
                || word.ends_with("纪检组")
                || word.ends_with("法院")
                || word.ends_with("检察院")
                || word == "公安机关";
        if !deciding || hit.end > sentence.end || out.last().is_some_and(|b| hit.end <= b.end) {
            continue;
        }
        let longer = hits.across(hit.end).any(|h| hits.word(h).unit.is_some());
        if longer {
            continue;
        }
        let mut end = hit.end;
        if let Some(m) = MEETINGS.iter().chain(SUSPECTS).find(|m| text[end..sentence.end].starts_with(**m)) {
            end += m.len();
        }
        let rest = &text[end..sentence.end];
        // 纪委|书记: a post, not a body
        let post = hits.starting(end).iter().any(|h| hits.word(*h).title.is_some())
            || rest.starts_with(['副', '原', '常', '委']) && !rest.starts_with("委托");
        if post {
            continue;
        }
        let low = out.last().map_or(sentence.start, |b| b.end);
        let mut start = posts.unit_start(low, end, known);
        // 接受|县纪委, 受到|市纪委: the verb before is no part of the name
        for verb in ["接受", "受到", "被", "由", "经", "报", "受", "报请", "组织", "会同", "联合"] {
            if text[start..end].starts_with(verb) && start + verb.len() < hit.end {
                start += verb.len();
            }
        }
        // 当地纪检监察机关, 驻外办事处, 监督管理委员会: no body that decides
        let name = &text[start..end];
        let vague = ["当地", "有关", "相关", "上级", "原", "各级", "驻"].iter().any(|w| name.starts_with(w))
            && !name.contains("纪检");
        if vague
            || name.starts_with("当地")
            || name.ends_with("监督管理委员会")
            || name.ends_with("办事处")
            || name.ends_with("街道办")
        {
            continue;
        }
        let before = &text[low..start];
        let joined = out.last().is_some_and(|b| {
            let gap = &text[b.end..start];
            !gap.is_empty() && joiner(gap) == gap.len()
        });
        let Some((act, leans)) = act(before, rest, text, start, joined) else {
            if joined {
                out.truncate(out.len() - leaning.min(out.len()));
                leaning = 0;
            }
            continue;
        };
        leaning = if leans { leaning + 1 } else { 0 };
        let mut units: Vec<Pieces> = vec![vec![(start, end)]];
        // 湖北省、四川省纪委监委: one body of two places
        if let Some(head) = before.strip_suffix('、') {
            let from = head
                .rfind(|c: char| is_mark(c))
                .map_or(low, |i| low + i + head[i..].chars().next().map_or(0, char::len_utf8));
            let place = &text[from..low + head.len()];
            let own = ends(&text[start..end]);
            if ends(place).last() == Some(&place.len()) {
                if let Some(&cut) = own.last() {
                    units.insert(0, vec![(from, from + place.len()), (start + cut, end)]);
                    start = from;
                }
            }
        }
        let police = word.contains("公安")
            || word.contains("检察")
            || word.ends_with("派出所")
            || word.ends_with("大队")
            || text[start..end].contains("公安")
            || text[start..end].contains("司法机关");
        let court = kind == UnitKind::Court && !word.contains("检察") && !word.contains("司法局")
            || word.ends_with("法院")
            || word.ends_with("司法机关");
        let body = Body { start, end, units, act, court, police };
        // A和B: the two decide together
        match out.last_mut().filter(|_| joined && !leans) {
            Some(last) => {
                last.units.extend(body.units);
                last.end = end;
                last.act = act;
            }
            None => out.push(body),
        }
    }
    out.truncate(out.len() - leaning.min(out.len()));
    out
}

/// What a body does.
static ACTS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "研究",
        "决定",
        "讨论",
        "给予",
        "对",
        "将",
        "分别",
        "提级",
        "审议并通过",
        "审议通过",
        "作出",
        "做出",
        "立案",
        "采取",
        "依法",
        "依规",
        "依纪",
        "经研究",
        "以",
        "一审",
        "二审",
        "终审",
        "责令",
        "责成",
        "批准逮捕",
        "判处",
        "公开",
        "认为",
        "判决",
        "裁定",
        "先后",
        "已",
        "免去",
        "撤销",
        "召开",
        "严肃",
        "查处",
        "办理",
        "立即",
        "迅速",
        "随即",
        "经",
        "在充分",
        "提起",
        "处以",
        "同意",
        "约谈",
        "还",
        "根据",
        "依据",
        "按照",
        "党委",
        "宣判",
        "启动",
        "予以",
        "今天",
        "近日",
        "日前",
        "昨天",
        "就",
        "指定",
        "问责",
        "通过",
        "于",
        "集中",
        "缺席",
        "当庭",
        "开庭",
        "最终",
        "为严肃",
        "综合",
        "对该",
        "进行",
        "组织",
        "并",
        "认定",
        "宣布",
        "直接",
    ])
});

/// What the words around a body say of it.
/// The second value is true when the body leans on the next of its row: A、|B研究决定.
fn act(before: &str, rest: &str, text: &str, start: usize, joined: bool) -> Option<(Act, bool)> {
    let clause_start = joined
        || before.is_empty()
        || before.ends_with(is_mark)
        || text[..start].chars().next_back().is_none_or(is_mark);
    let after: &str = rest.trim_start_matches(['，', ',']);
    let approval = ["批准", "同意", "审议", "审定", "审批"].iter().any(|w| rest.starts_with(w));
    let joined_on = joiner(rest) > 0;
    if ["报", "报请", "提请", "并报", "报经"].iter().any(|w| before.ends_with(w)) {
        return (approval || joined_on || rest.starts_with("常")).then_some((Act::Approves, false));
    }
    if approval && before.ends_with('经') {
        return Some((
            if rest.starts_with("审议并通过") || rest.starts_with("审议通过") {
                Act::Decides
            } else {
                Act::Approves
            },
            false,
        ));
    }
    if before.ends_with('由') || before.ends_with('经') {
        return Some((Act::Decides, false));
    }
    if before.ends_with(['被', '受'])
        || before.ends_with("受到")
        || before.ends_with("接受")
        || before.ends_with("处以")
    {
        // 被公安机关当场查获 decides nothing
        let found = ["当场", "查获", "查实", "发现", "抓获", "巡视", "巡察"].iter().any(|w| rest.starts_with(w));
        return (!found).then_some((Act::DecidesHere, false));
    }
    let inspects = rest.starts_with("对外")
        || rest.starts_with('对')
            && ["巡视", "巡察", "调研", "视察", "考核"]
                .iter()
                .any(|w| rest.chars().take(16).collect::<String>().contains(w));
    if inspects {
        return None;
    }
    let active = ACTS.of(after).next().is_some() || after.starts_with(|c: char| c.is_ascii_digit());
    // 据…消息, 记者从…获悉 only tell who said so
    let source =
        ["消息", "通报", "获悉", "发布", "网站", "官方", "有关负责人", "要求", "指出", "强调", "印发", "高度重视"]
            .iter()
            .any(|w| rest.starts_with(w))
            || before.ends_with(['从', '据', '向', '为', '与', '在', '的'])
            || before.ends_with("根据");
    (!source && (clause_start || before.ends_with(['日', '月', '年'])) && (active || joined_on))
        .then_some((Act::Decides, !active))
}

/// The name of a body with its elided place restored, the first place that fits: 市委 beside 青岛市纪委监委.
pub(crate) fn restored(folded: &Folded, unit: &Pieces, places: impl Iterator<Item = Pieces>) -> Pieces {
    let text: &str = &folded.text;
    let full = join(text, unit);
    let first = full.chars().next().unwrap_or(' ');
    if !"省市县区州旗镇乡盟".contains(first) || !ends(&full).is_empty() {
        return unit.clone();
    }
    for place in places {
        let name = join(text, &place);
        let fits = |e: &usize| name[..*e].ends_with(first) || first == '省' && name[..*e].ends_with("自治区");
        if let Some(e) = ends(&name).into_iter().rev().find(fits) {
            let mut out = prefix(&place, e);
            let mut skip = first.len_utf8();
            for &(a, b) in unit {
                let cut = skip.min(b - a);
                skip -= cut;
                if a + cut < b {
                    out.push((a + cut, b));
                }
            }
            return out;
        }
    }
    unit.clone()
}
