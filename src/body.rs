//! Bodies that decide or approve (决定机关、批准机关): 经A研究并报B批准, 由C给予, 被D判处.

use crate::code::{Family, Measure};
use crate::lexicon::{Hit, Hits, Told, UnitKind};
use crate::measure::MeasureHit;
use crate::place::{ends, join, prefix, Pieces};
use crate::post::{joiner, Known, Posts};
use crate::segment::{is_mark, last_mark};
use crate::text::{Break, Folded};
use crate::words::{automaton, find, has, lasts, rfind, Automaton, Heads};
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

/// What a body may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Court,
    Procuratorate,
    Police,
    /// 司法机关: any of the three.
    Judicial,
    /// Who supervises a market or a trade, and fines those in it.
    Regulator,
    /// Party, discipline, government.
    Organ,
    /// A school, a firm, an office: it decides on its own people, and only where its verb says so.
    Employer,
}

/// A body that is named as deciding or approving.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub start: usize,
    pub end: usize,
    pub units: Vec<Pieces>,
    pub act: Act,
    pub kind: Kind,
}

impl Body {
    /// Whether a body of this kind takes such a measure; `near` when both stand in one clause.
    pub fn takes(&self, measure: Measure, words: &str, near: bool) -> bool {
        match measure.family() {
            Family::Sentence => matches!(self.kind, Kind::Court | Kind::Judicial),
            Family::AdministrativePenalty => self.kind != Kind::Court,
            Family::Procedure => match measure {
                // the police carry out an arrest, they do not approve it
                Measure::Arrest if words.starts_with(['批', '决']) => self.kind == Kind::Procuratorate,
                Measure::Indictment => self.kind == Kind::Procuratorate,
                Measure::Arrest | Measure::CriminalCompulsoryMeasure => {
                    matches!(self.kind, Kind::Police | Kind::Procuratorate | Kind::Judicial)
                }
                _ => !matches!(self.kind, Kind::Court | Kind::Employer | Kind::Regulator),
            },
            Family::Financial => self.kind != Kind::Police,
            // the police as the employer of its own people
            _ => match self.kind {
                Kind::Organ | Kind::Employer => true,
                Kind::Regulator => near || matches!(measure, Measure::Other | Measure::OrderedRectification),
                Kind::Police => near,
                _ => false,
            },
        }
    }

    /// Whether a court orders this along with its sentence: 追缴违法所得, beside 收缴违纪所得 of the discipline bodies.
    pub fn orders(&self, measure: Measure, words: &str) -> bool {
        self.kind == Kind::Court
            && measure.family() == Family::Financial
            && ["追缴", "没收", "责令退赔", "国库"].iter().any(|w| words.contains(w))
    }
}

static TIMES: Lazy<Heads> =
    Lazy::new(|| Heads::new(&["今天", "近日", "日前", "昨天", "昨晚", "昨日", "今日", "此前", "随后", "当天", "当日"]));
static MEETINGS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "政治局常委会会议",
        "政治局会议",
        "政治局",
        "常委会会议",
        "常委会议",
        "常委会",
        "常务会议",
        "委务会议",
        "局务会议",
        "校务会议",
        "党组会议",
        "党委会议",
        "委务会",
        "办公会议",
        "全体会议",
        "党组会",
        "党委会",
        "办公会",
        "董事会",
        "会议",
    ])
});
/// Meetings that are bodies of their own, and what else ends the name of a body.
pub(crate) const SIDES: &[&str] = &["办公会议", "办公会", "董事会", "村民会议", "村民代表会议", "警方", "检方"];

/// How the names of those end who supervise a market or a trade.
const REGULATORS: &[&str] = &[
    "监会",
    "证监局",
    "银监局",
    "保监局",
    "金融监管总局",
    "金融监管局",
    "监督管理总局",
    "市场监管总局",
    "市场监管局",
    "市场监督管理局",
    "应急管理局",
    "生态环境局",
    "环保局",
    "外汇管理局",
    "足协",
    "足球协会",
];

/// What kind of body a name is of that ends in such a word.
pub(crate) fn kind(word: &str, unit: UnitKind) -> Kind {
    let any = |list: &[&str]| list.iter().any(|w| word.contains(w));
    if matches!(unit, UnitKind::Supervision | UnitKind::PartyCommittee | UnitKind::PartyGroup | UnitKind::Government)
        || ["党委", "党组", "纪检组", "纪检监察组"].iter().any(|w| word.ends_with(w))
    {
        Kind::Organ
    } else if word.ends_with("司法机关") {
        Kind::Judicial
    } else if any(&["检察院", "检察机关", "检察分院", "最高检", "高检院"]) {
        Kind::Procuratorate
    } else if any(&["公安", "派出所", "警"]) {
        Kind::Police
    } else if REGULATORS.iter().any(|w| word.ends_with(w)) {
        Kind::Regulator
    } else if ["法院", "法庭", "高院", "中院"].iter().any(|w| word.ends_with(w)) {
        Kind::Court
    } else {
        Kind::Employer
    }
}

/// The words of a sentence that may end the name of a body, in order of their ends, and what kind it is.
fn candidates(text: &str, hits: &Hits, sentence: &Range<usize>, own: &[Hit]) -> Vec<(Range<usize>, Kind)> {
    let mut out: Vec<(Range<usize>, Kind)> = Vec::with_capacity(own.len());
    for hit in own {
        let Some(kind) = hit.word.decides.filter(|_| hit.end <= sentence.end) else { continue };
        if !hits.across(hit.end).any(|h| h.word.unit.is_some()) {
            out.push((hit.start..hit.end, kind));
        }
    }
    for side in hits.told(Told::Side, sentence.clone()) {
        let word = &text[side.start..side.end];
        let kind = match word {
            "警方" => Kind::Police,
            "检方" => Kind::Procuratorate,
            _ => Kind::Employer,
        };
        // 院长|办公会
        let mut chair = hits.ending(side.start).filter(|h| kind == Kind::Employer && h.word.title.is_some());
        let start = chair.next().map_or(side.start, |h| h.start);
        if start < side.start || !word.starts_with('办') {
            out.push((start..side.end, kind));
        }
    }
    out.sort_unstable_by_key(|c| (c.0.end, c.0.start));
    out
}

/// The bodies of a sentence in order: `own` are its words for bodies.
pub(crate) fn read(
    folded: &Folded,
    hits: &Hits,
    posts: &Posts,
    sentence: &Range<usize>,
    own: &[Hit],
    known: Known,
    measures: &[MeasureHit],
) -> Vec<Body> {
    let text: &str = &folded.text;
    let mut out: Vec<Body> = Vec::new();
    // 临浦市委、渌江县委履行责任不力: those of a row that only lean on the next decide nothing when it does not
    let mut leaning = 0;
    for (word, kind) in candidates(text, hits, sentence, own) {
        if out.last().is_some_and(|b| word.end <= b.end) {
            continue;
        }
        let mut end = word.end;
        end += MEETINGS.of(&text[end..sentence.end]).next().map_or(0, str::len);
        // 镇党委会|议
        let meets = text[..end].ends_with('会') && text[end..sentence.end].starts_with("议研究");
        end += if meets { "议".len() } else { 0 };
        let rest = &text[end..sentence.end];
        // 纪委|书记: a post; 县委|组织部: a part of another body
        let longer = |h: &Hit| {
            let w = h.word;
            // 公安机关|处以: one character more is no body
            w.title.is_some() || h.end - h.start >= 6 && w.unit.is_some_and(|k| k != UnitKind::Place)
        };
        let post = hits.starting(end).iter().any(longer)
            || rest.starts_with(['副', '原', '常', '委']) && !rest.starts_with("委托");
        // 中央纪委国家监委|驻某集团纪检监察组: the front of another body
        let sends = rest.starts_with('驻') && {
            let name = rest.find(is_mark).map_or(rest, |i| &rest[..i]);
            name.contains("纪检组") || name.contains("纪检监察组")
        };
        if post || sends {
            continue;
        }
        let employs = kind == Kind::Employer && employs(rest, end, measures);
        if kind == Kind::Employer && !employs && leaning == 0 && joint(rest) == 0 {
            continue;
        }
        let low = out.last().map_or(sentence.start, |b| b.end);
        let mut start = name_start(text, posts, posts.unit_start(low, end, known), word.start);
        // a word that begins inside the body before
        if start < low {
            continue;
        }
        // 当地纪检监察机关, 驻外办事处, 监督管理委员会: no body that decides
        let name = &text[start..end];
        let vague = ["当地", "有关", "相关", "上级", "原", "各级", "驻"].iter().any(|w| name.starts_with(w))
            && !name.contains("纪检");
        if vague
            || name.starts_with('贿')
            || name.starts_with("当地")
            || name.ends_with("监督管理委员会")
            || name.ends_with("办事处")
            || name.ends_with("街道办")
        {
            continue;
        }
        let own = start..end;
        let other = other_body(text, posts, low, &own);
        start = other.as_ref().map_or(start, |o| o[0].0);
        let units = || other.clone().into_iter().chain([Pieces::one(own.start, own.end)]);
        let before = &text[low..start];
        if before.ends_with("接受") && matches!(name, "纪委" | "组织") {
            continue;
        }
        let gap = out.last().map_or("", |b| &text[b.end..start]);
        let joined = !gap.is_empty() && joint(gap) == gap.len();
        // 接受A纪律审查和|B监察调查
        if let Some(last) = out.last_mut().filter(|_| !joined && reviews(gap)) {
            last.units.extend(units());
            last.end = end;
            continue;
        }
        // 责成A、B分别向C作出检查: who is told to
        let clause = last_mark(&text[sentence.start..start], |c| matches!(c, '，' | ',' | '；' | ';' | '：' | ':'))
            .map_or(sentence.start, |i| sentence.start + i);
        let object =
            text[clause..start].trim_start_matches(is_mark).starts_with('对') && rest.starts_with(['，', ',', '：']);
        if object || ["责成", "责令"].iter().any(|w| has(&text[clause..start], w)) {
            continue;
        }
        let opens = joined
            || before.is_empty()
            || folded.break_at(start) == Some(Break::Line)
            || text[..start].ends_with(is_mark);
        let acts = employs || kind == Kind::Court && joint(rest) == 0;
        // 接受A和|B审查调查, 报A、|B批准: what the first does
        let along = out.last().filter(|_| joined && leaning == 0).map(|b| (b.act, false));
        let Some((act, leans)) = act(before, rest, opens, kind != Kind::Employer, acts).or(along) else {
            if joined {
                out.truncate(out.len() - leaning.min(out.len()));
                leaning = 0;
            }
            continue;
        };
        leaning = if leans { leaning + 1 } else { 0 };
        // 市公安局北城|分局
        let kind = if kind == Kind::Employer && text[start..end].contains("公安") { Kind::Police } else { kind };
        let body = Body { start, end, units: units().collect(), act, kind };
        // A和B: the two decide together
        match out.last_mut().filter(|_| joined && !leans) {
            Some(last) => {
                // 县纪委、|监察局
                let first = last.units[0][0];
                let level = text[first.0..]
                    .chars()
                    .next()
                    .filter(|c| matches!(*c, '省' | '市' | '县' | '区' | '州'))
                    .map_or(0, char::len_utf8);
                let place = ends(&text[first.0..first.1]).last().copied().unwrap_or(level);
                let bare = kind == Kind::Organ
                    && body.units.len() == 1
                    && word.start == start
                    && ends(name).is_empty()
                    && !name.starts_with(['省', '市', '县', '区', '州', '中', '国']);
                if bare && place > 0 {
                    last.units.push([(first.0, first.0 + place), (start, end)].into_iter().collect());
                } else {
                    last.units.extend(body.units);
                }
                last.end = end;
                last.act = act;
            }
            None => out.push(body),
        }
    }
    out.truncate(out.len() - leaning.min(out.len()));
    out
}

/// The length of what joins a body to the next at the start of the text, 0 if nothing does: A会同|B立案.
fn joint(rest: &str) -> usize {
    // 信用社|联合社
    let own = ["联合社", "联合会", "联合体"].iter().any(|w| rest.starts_with(w));
    let along = ["会同", "联合", "协同"].iter().find(|w| rest.starts_with(**w)).filter(|_| !own);
    along.map_or_else(|| joiner(rest), |w| w.len())
}

/// The other body of a name of two: 岭东省、|江濛省纪委监委, 市、|县监委.
fn other_body(text: &str, posts: &Posts, low: usize, body: &Range<usize>) -> Option<Pieces> {
    let own = &text[body.clone()];
    let alone = |s: &str| matches!(s, "省" | "市" | "县" | "区" | "州");
    let level = own.chars().next().map_or(0, char::len_utf8);
    let cut = || ends(own).last().copied().or_else(|| alone(&own[..level]).then_some(level));
    let head = text[low..body.start].strip_suffix('、')?;
    let cut = body.start + cut()?;
    let from = head.char_indices().rev().find(|x| is_mark(x.1)).map_or(0, |(i, c)| i + c.len_utf8());
    let to = low + head.len();
    let from = name_start(text, posts, low + from, to);
    let place = &text[from..to];
    let whole = alone(place) || ends(place).last() == Some(&place.len());
    whole.then(|| [(from, to), (cut, body.end)].into_iter().collect())
}

/// Whether the words between two bodies are what the first of them does along with the second.
fn reviews(gap: &str) -> bool {
    let rest = gap.trim_end_matches(['和', '及', '、', '与']);
    rest.len() < gap.len() && matches!(rest, "纪律审查" | "审查" | "监察调查" | "审查调查" | "的纪律审查")
}

/// Verbs before the name of a body.
const LEADS: &[&str] = &[
    "接受",
    "受到",
    "被",
    "由",
    "经",
    "报",
    "受",
    "报请",
    "提请",
    "组织",
    "会同",
    "联合",
    "建议",
    "面对",
    "审查和",
    "调查和",
    "审查及",
    "审查与",
];
static LEAD_WORDS: Lazy<Automaton> = Lazy::new(|| automaton(LEADS));

/// Where the name begins: a verb before it is no part of it (建议|市政府, 研究并报|区委), nor is a date.
fn name_start(text: &str, posts: &Posts, start: usize, word: usize) -> usize {
    let mut start = start.min(word);
    if text[..start].ends_with("审查") || text[..start].ends_with("调查") {
        start += joiner(&text[start..word]);
    }
    let lead = &text[start..word];
    // 经济开发区, 日报, 党组织, 联合社
    let part = |&(i, end): &(usize, usize)| {
        text[start + end..].starts_with(['济', '开', '贸', '管', '营', '社', '部', '会', '体', '国', '理'])
            || lead[..i].ends_with(['日', '晚', '党'])
    };
    let verbs = lasts::<{ LEADS.len() }>(&LEAD_WORDS, lead).into_iter().flatten();
    let cut = verbs.filter(|m| !part(m)).map(|m| m.1).max().unwrap_or(0);
    posts.after_date(start + cut, word)
}

/// Verbs of deciding.
static DECIDING: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "研究",
        "决定",
        "给予",
        "予以",
        "作出",
        "做出",
        "责令",
        "撤销",
        "取消",
        "免去",
        "解除",
        "解聘",
        "辞退",
        "开除",
        "停止",
        "暂停",
        "扣发",
        "扣除",
        "追回",
        "收回",
        "吊销",
        "处以",
        "处罚",
        "约谈",
        "诫勉",
        "批评",
        "通报批评",
        "讨论",
        "审议",
        "发文",
    ])
});
/// Adverbs before them.
static ADVERBS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&["已", "依法", "依规", "依纪", "按程序", "随即", "立即", "随后", "当即", "也", "还", "经"])
});

/// Whether what follows an employer says that it decides: a verb of deciding, and a measure in reach of it.
fn employs(rest: &str, end: usize, measures: &[MeasureHit]) -> bool {
    let mut tail = rest;
    while let Some(adverb) = ADVERBS.of(tail).next() {
        tail = &tail[adverb.len()..];
    }
    // 镇党委同时对…约谈; 某局同时予以通报批评: what befalls it
    let besides = ["同时", "另", "正", "又", "再", "则"].iter().find_map(|w| tail.strip_prefix(w));
    let acts = |t: &&str| t.starts_with(['对', '将', '把']) || t.starts_with("给予") || t.starts_with("责令");
    tail = besides.filter(acts).unwrap_or(tail);
    let decides = DECIDING.of(tail).next().is_some();
    if !decides && !tail.starts_with(['对', '将', '与', '把']) {
        return false;
    }
    let Some(first) = measures.iter().find(|m| m.start >= end && m.start < end + rest.len()) else {
        return decides && enacts(rest);
    };
    let gap = &rest[..first.start - end];
    // 县教育局作出书面检查: it is the one who answers
    if decides {
        return first.measure != Measure::OrderedInspection || !tail.starts_with(['作', '做']);
    }
    !gap.contains(is_mark)
}

/// Words that a body acts by.
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
        "宣判",
        "启动",
        "予以",
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
        "同时对",
        "同时给予",
        "同时责令",
        "另对",
        "正对",
        "考虑",
        "听取",
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
fn act(before: &str, rest: &str, opens: bool, organ: bool, acts: bool) -> Option<(Act, bool)> {
    // 昨日|发布 tells no more than 发布
    let rest = TIMES.of(rest).next().map_or(rest, |t| &rest[t.len()..]);
    let after: &str = rest.trim_start_matches(['，', ',']);
    let approval = || ["批准", "同意", "审议", "审定", "审批"].iter().any(|w| rest.starts_with(w));
    let joined_on = joint(rest) > 0;
    if ["报", "报请", "提请", "并报", "报经"].iter().any(|w| before.ends_with(w)) {
        return (approval() || joined_on || rest.starts_with("常")).then_some((Act::Approves, false));
    }
    if before.ends_with('经') && approval() {
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
        || rest.starts_with('对') && {
            let near = rest.char_indices().nth(16).map_or(rest, |(i, _)| &rest[..i]);
            ["巡视", "巡察", "调研", "视察", "考核"].iter().any(|w| has(near, w))
        };
    if inspects {
        return None;
    }
    let active = acts || organ && (ACTS.of(after).next().is_some() || after.starts_with(|c: char| c.is_ascii_digit()));
    // 据…消息, 记者从…获悉 only tell who said so
    let source = || {
        ["消息", "通报", "获悉", "发布", "网站", "官方", "有关负责人", "要求", "指出", "强调", "印发", "高度重视"]
            .iter()
            .any(|w| rest.starts_with(w))
            || before.ends_with(['从', '据', '向', '为', '与', '在', '的'])
            || before.ends_with("根据")
    };
    ((active || joined_on) && (opens || before.ends_with(['日', '月', '年'])) && !source()).then_some((
        if organ || rest.starts_with("研究") || rest.starts_with("决定") { Act::Decides } else { Act::DecidesHere },
        !active,
    ))
}

/// Whether what follows a body announces a list that is its decision: 研究决定：, 已采取强制措施人员（4人）.
pub(crate) fn enacts(tail: &str) -> bool {
    /// No heading has more characters.
    const LONGEST: usize = 24;
    // most tails go on with a clause
    let mark = tail.chars().take(LONGEST).find(|c| matches!(c, '：' | ':' | '，' | ',' | '。'));
    if matches!(mark, Some('，' | ',' | '。')) {
        return false;
    }
    let lead = tail.split(['：', ':']).next().unwrap_or(tail);
    let heading = lead
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '（' | '(' | ')' | '）' | '共' | '人' | '名'));
    if heading.chars().nth(LONGEST).is_some() || heading.contains(['，', ',', '。']) {
        return false;
    }
    heading.ends_with("人员")
        || heading.contains("措施人")
        || lead.len() < tail.len()
            && (lead.ends_with("决定")
                || ["处理", "处分", "问责", "决定"].iter().any(|w| lead.contains(w)) && lead.ends_with("如下"))
            && !lead.contains("通报")
}

/// What the name of a body opens with when it leaves out whose body it is, and how the names of such owners end.
const OPENINGS: &[(&str, &[&str])] = &[
    ("法院", &["法院"]),
    ("学校", SCHOOLS),
    ("校", SCHOOLS),
    ("学院", &["学院"]),
    ("医院", &["医院", "卫生院", "保健院"]),
    ("卫生院", &["卫生院"]),
    ("院", &["院"]),
    ("园", &["幼儿园"]),
    ("集团公司", &["集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司"]),
    ("集团", &["集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司", "集团"]),
    ("公司", &["公司"]),
    ("总行", &["银行"]),
    ("局", &["局"]),
    ("厅", &["厅"]),
    ("监狱", &["监狱"]),
    ("总队", &["总队"]),
    ("支队", &["支队"]),
    ("大队", &["大队"]),
    ("中心", &["中心"]),
    ("街道", &["街道"]),
    ("师", &["师"]),
];
/// Words that stand for the last body so called.
const OFFICES: &[&str] = &["幼儿园", "分公司", "门诊部", "林场", "农场", "煤矿", "合作社", "分行", "支行", "敬老院"];
const SCHOOLS: &[&str] = &["学校", "中学", "小学", "大学", "学院", "幼儿园", "职校", "党校", "一中", "二中"];

/// The pieces without their first `skip` bytes, after `front`.
fn behind(mut front: Pieces, unit: &Pieces, mut skip: usize) -> Pieces {
    for &(a, b) in unit.iter() {
        let cut = skip.min(b - a);
        skip -= cut;
        if a + cut < b {
            front.push((a + cut, b));
        }
    }
    front
}

/// The name without 中共 before it.
pub(crate) fn bare(text: &str, unit: &Pieces) -> Pieces {
    let front = if join(text, unit).starts_with("中共") { "中共".len() } else { 0 };
    behind(Pieces::new(), unit, front)
}

/// The name of a body with what it leaves out restored: its place, or whose body it is (校党委 in the notice of a
/// school). `places` and `owners` are what the text named, the nearest first.
pub(crate) fn restored<'p>(
    folded: &Folded,
    unit: &Pieces,
    mut places: impl Iterator<Item = &'p Pieces>,
    mut owners: impl Iterator<Item = &'p Pieces>,
    home: &'p [Pieces],
) -> Pieces {
    let text: &str = &folded.text;
    let name = join(text, unit);
    let own = name.trim_start_matches(['该', '本', '我']);
    let skip = name.len() - own.len();
    let first = own
        .chars()
        .next()
        .filter(|c| matches!(*c, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '盟'))
        .map_or(0, char::len_utf8);
    let level = if own.starts_with("自治区") { "自治区" } else { &own[..first] };
    let fits = |e: &usize, name: &str| name[..*e].ends_with(level) || level == "省" && name[..*e].ends_with("自治区");
    // 我校, 涉事学校和幼儿园, 省纪委驻某监狱: no name of an owner
    let whole = |name: &str| !name.starts_with(['我', '该', '本', '某', '两']) && !name.contains(['和', '与', '驻']);
    if !level.is_empty() && ends(own).first().is_none_or(|e| *e == level.len()) {
        // 市局: the bureau of that level
        if let Some(rest) = own[level.len()..].strip_prefix(['局', '院', '厅']) {
            let office = &own[level.len()..own.len() - rest.len()];
            let found = owners.find_map(|owner| {
                let name = join(text, owner);
                let end = find(&name, office).map(|i| i + office.len());
                let level = ends(&name).last().is_some_and(|e| fits(e, &name));
                end.filter(|_| level && whole(&name)).map(|e| prefix(owner, e))
            });
            if let Some(owner) = found {
                return behind(owner, unit, name.len() - rest.len());
            }
        }
        let found = places.find_map(|place| {
            let name = join(text, place);
            // most names hold no place of the level
            if !has(&name, level) && level != "省" {
                return None;
            }
            // 现市, 起任省: words before the level, no place
            let held = name.starts_with(['原', '现', '副']) || name.find('任').is_some_and(|i| i > 0);
            ends(&name).iter().copied().rev().find(|e| !held && *e >= 9 && fits(e, &name)).map(|e| prefix(place, e))
        });
        return found.map_or_else(|| unit.clone(), |place| behind(place, unit, skip + level.len()));
    }
    let same = [own];
    let (opening, kinds) = match OPENINGS.iter().find(|(o, _)| own.starts_with(o)) {
        Some(&(opening, kinds)) => (opening, kinds),
        // 幼儿园, 西南分公司: the last one so called
        None if OFFICES.iter().any(|o| own.ends_with(o)) && ends(own).is_empty() && own.len() <= 18 => (own, &same[..]),
        None => return unit.clone(),
    };
    // the sections of a firm, a school or a hospital decide in its own notice
    let home = if opening == "公司" { &[] } else { home };
    // 院长办公会, 校长办公会: the chair is a part of the name
    let said = if own[opening.len()..].starts_with('长') { 0 } else { opening.len() };
    let named = |name: &str| {
        let end = kinds.iter().filter_map(|k| rfind(name, k).map(|i| i + k.len())).max();
        end.filter(|e| *e > opening.len() + 6)
    };
    let found = home.iter().find_map(|owner| named(&join(text, owner)).map(|e| prefix(owner, e)));
    let found = found.or_else(|| {
        owners.find_map(|owner| {
            let name = join(text, owner);
            named(&name).filter(|_| whole(&name)).map(|e| prefix(owner, e))
        })
    });
    // 某市某小学: nothing that could be put before it is named
    let named = found.filter(|owner| !join(text, owner).contains('某'));
    named.map_or_else(|| unit.clone(), |owner| behind(owner, unit, skip + said))
}

/// Whether a name says only what kind of body it is: 检察机关.
pub(crate) fn is_generic(name: &str) -> bool {
    matches!(
        name,
        "检察机关"
            | "公安机关"
            | "司法机关"
            | "纪检监察机关"
            | "法院"
            | "法庭"
            | "纪委"
            | "檢察機關"
            | "公安機關"
            | "司法機關"
    )
}
