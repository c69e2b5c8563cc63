//! Figures (统计与人群): counts of unnamed people and cases, and unnamed groups, with what was done to them.
//!
//! A sentence gives counts (「近百名」) and mentions of measures; what stands between them decides whether they
//! belong together. A figure is a group of one event or one list, or a statistic over many cases.

use crate::code::Measure;
use crate::measure::MeasureHit;
use crate::number;
use crate::text::Folded;
use once_cell::sync::Lazy;
use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;

/// What a figure is a figure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureKind {
    /// Unnamed people in one event, one unit or one list.
    Group,
    /// People, cases or bodies over many cases.
    Statistic,
}

/// A count of unnamed people or cases, or an unnamed group, with its measures. Offsets are bytes of the folded text.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub kind: FigureKind,
    pub count: Option<u64>,
    pub approximate: bool,
    pub who: String,
    pub place: Option<String>,
    pub measures: Vec<Measure>,
    /// The hits that it claims.
    pub hits: Vec<usize>,
    pub start: usize,
    pub end: usize,
}

/// How far a count may stand from its measure, in bytes.
const REACH: usize = 180;

static COUNT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(concat!(
        r"(?P<lead>近|约|逾|超过?|至少|不少于)?",
        r"(?P<n>(?:\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九十百千零]+)[余多]?[万亿]?[余多]?)",
        r"(?P<unit>人次|人|名|位|起|件|个|家|地)(?P<more>左右|以上)?",
    ))
    .expect("a valid pattern")
});
/// Measure words as figures use them, with no governing verb. Order of the names is order of preference.
static WORD: Lazy<Regex> = Lazy::new(|| {
    Regex::new(concat!(
        r"(?P<both>党[纪内政](?:、)?(?:政[务纪]|纪)处分)",
        r"|(?P<party>党[纪内]处[分理]|纪律处分)",
        r"|(?P<government>(?:政[务纪]|行政)处分)",
        r"|(?P<organizational>组织(?:处理|调整))",
        r"|(?P<referral>移[送交](?:(?:司法|检察)机关|司法|检察院)(?:依法)?(?:处理|审查起诉|追究刑事责任)?)",
        r"|(?P<investigation>立案查处|立案(?:审查调查|审查|调查|侦查)?)",
        r"|(?P<handled>查处|查办)",
        r"|(?P<criticism>批评教育)",
        r"|(?P<talk>约谈|提醒谈话|谈话提醒|警示谈话|提醒、函询)",
        r"|(?P<admonition>诫勉(?:谈话)?)",
        r"|(?P<expulsion>开除党籍)",
        r"|(?P<dismissal>开除(?:公职)?)",
        r"|(?P<termination>辞退|解聘|清退)",
        r"|(?P<reassignment>调离[\p{Han}]{0,6}|调整(?:工作)?(?:岗位|职务))",
        r"|(?P<removal>免职)|(?P<suspension>停职(?:检查)?)|(?P<circulated>通报批评)|(?P<custody>留置)",
        r"|(?P<sentence>获刑|判刑|被判处刑罚)",
        r"|(?P<accountability>(?:严肃)?追责问责|问责(?:处理)?|追责|第[一二三四]种形态处理|处理|处分)",
    ))
    .expect("a valid pattern")
});
const CODES: &[(&str, &[Measure])] = &[
    ("both", &[Measure::PartyUnspecified, Measure::GovUnspecified]),
    ("party", &[Measure::PartyUnspecified]),
    ("government", &[Measure::GovUnspecified]),
    ("organizational", &[Measure::OrganizationalUnspecified]),
    ("referral", &[Measure::ReferralForProsecution]),
    ("investigation", &[Measure::Investigation]),
    ("handled", &[Measure::CaseHandled]),
    ("criticism", &[Measure::CriticismEducation]),
    ("talk", &[Measure::ReminderTalk]),
    ("admonition", &[Measure::Admonition]),
    ("expulsion", &[Measure::PartyExpulsion]),
    ("dismissal", &[Measure::GovDismissal]),
    ("termination", &[Measure::ContractTermination]),
    ("reassignment", &[Measure::Reassignment]),
    ("removal", &[Measure::RemovalFromOffice]),
    ("suspension", &[Measure::Suspension]),
    ("circulated", &[Measure::CirculatedCriticism]),
    ("custody", &[Measure::Custody]),
    ("sentence", &[Measure::SentenceUnspecified]),
    ("accountability", &[Measure::AccountabilityUnspecified]),
];
/// What may stand between two measures of one list.
static JOINT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^(?:处[分理])?(?:[、和及或]|以及|或者|并|、?并?[给予以]+|并给予|并处|,并处|，并处)*(?:了|相应|数额)*$")
        .expect("a valid pattern")
});
/// A verb that ties the measure after it to what stands before.
static GOVERNED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:受到?|被|给予|予以|进行|作出|开展|采取|接受|判处|实施)了?(?:过|相应|严肃|依法|依规依纪|依纪依法|分别|严厉|相应的|先后)*$")
        .expect("a valid pattern")
});
/// Rules, wishes and suppositions: nothing was done.
static IDLE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"应当|应该|必须|可以|不得|不能|不准|严禁|一律|凡是|如果|一旦|本应|(?:拟|建议|责成|提请)[\p{Han}]{0,6}(?:给予|免|处)|(?:^|[,，、。:：])(?:要|凡|对于?[^,，。]{2,30}的[,，])|需要|也要|还要|将(?:依[法规纪]|严肃|予以|给予|按|从严|对)",
    )
    .expect("a valid pattern")
});
static POLICY: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"坚持|坚决|要求|强化|切实|压实|确保|加大|始终|从严|严格|做到|失责必|力度|制度|条例|规定[:：,，]|推动|督促|方式").expect("a valid pattern")
});
static NEGATED: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"(?:未|没有|不予|免予|免于|不|尚未)(?:被|受到?|给予)?$").expect("a valid pattern"));
/// Figures over many cases show themselves by their scope.
static SCOPE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"全[国省市县区州]|全系统|各级|各地|多地|以来|截至|截止|累计|上半年|下半年|全年|去年|前[一二三]季度|季度|年度|上周|本周|近年|平均每|专项|本轮|据[\p{Han}]{0,10}统计|总计|合计|(?:^|[,，。])(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]+)月份?[,，][^,，]{0,12}(?:查处|处理|立案)|(?:^|[,，。])\d{4}年[,，]",
    )
    .expect("a valid pattern")
});
/// One event of which a figure speaks.
static EVENT: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"事故|事件|[^起件的]案(?:件)?|该[案校局县市区镇村院公]|本案").expect("a valid pattern"));
/// What a list announces of itself.
static ANNOUNCED: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"典型(?:案例|问题|案件)|如下|通报曝光|公开曝光|现将").expect("a valid pattern"));
/// Counted things that receive no measure.
static BYSTANDER: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^(?:名)?[\p{Han}]{0,6}?(?:死亡|受伤|遇难|失踪|被困|感染|病例|患者|病人|学生|群众|旅客|村民|举报|信访|线索|投诉|受害|被害|隔离|密接|省份|国家|亲属|老板|商人|家庭|农户|商户)").expect("a valid pattern")
});
/// Verbs before a count that make it the object of the conduct.
static OBJECT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:收受|贪污|造成|导致|致使|致|邀请|伙同|带领|宴请|安排|骗取|介绍|向|与|同|和其|接受|为|强迫|殴打|猥亵|帮助|纠集|雇佣|参加|出席)(?:了|其|他人|当地|该|下属|本单位|过)*[\p{Han}]{0,4}$").expect("a valid pattern")
});
const PLACE: &str = r"[\p{Han}]{2,7}?(?:自治区|自治州|自治县|省|市|州|县|区|旗|镇|乡|街道)";
static PLACES: Lazy<Regex> =
    Lazy::new(|| Regex::new(&format!(r"{PLACE}(?:(?:、|和|及)?{PLACE})*")).expect("a valid pattern"));
/// Words before a place or unit that are none of it.
static EDGE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^.*(?:近日|日前|此前|目前|今天|昨日|[年月日]|的|对|在|由|被|向|于|给予|经|据|如|至|共|从|将|其中|因|时任|已有|决定|负责|涉及|就|是|有|到|查处|问责|通报|处理)")
        .expect("a valid pattern")
});
static UNIT: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"[\p{Han}]{2,18}(?:有限公司|公司|集团|委员会|[卫健教体住建发改]委|局|厅|学校|大学|学院|中学|小学|幼儿园|医院|银行|中心|街道办|市委|县委|区委|政府)").expect("a valid pattern")
});
/// Ends the noun after a count.
static NOUN_END: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"[,，。;；:：、(（]|因|由于|被|受|均|都|分别|进行|开展|给予|予以|作出|采取|已|严肃|依法|一审|移[送交]|涉嫌|也|先后|在|中|违反|存在|判处|等[都均也]|等$|党内|政务|行政|行为|开除|全部|的$")
        .expect("a valid pattern")
});
/// Nouns of the people that a measure can be taken against.
static ROLE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:责任人|责任者|人员|负责人|负责同志|领导|领导班子|班子成员|干部|职工|教师|同案犯|被告人|嫌疑人|当事人|书记|主任|[校院园局厅处科所站镇乡县区市部股组队]长|党员|民警|医生|护士|经理|董事|监事|委员|成员|工作者|高管)$").expect("a valid pattern")
});
/// A group that is a certain one, not people in general.
static CERTAIN: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"其他|其它|其余|相关|有关|涉案|上述|以上|该|所在|时任|分管|主要|负有|案的|同案|直接|省|市|县|区|镇|村|局|委|公司|校|院|园|支部").expect("a valid pattern")
});
static VAGUE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"多[名位个]|不少|一些|个别|部分|有的|少数|一批|许多|大批|大多数|众多|若干|典型|任何|各级|各地|广大|怎样|哪些|受处|凡")
        .expect("a valid pattern")
});
/// Adverbs and verbs between a group and its measure.
static TAIL: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:(?:受到?|被|给予|予以|进行|作出|采取|接受|开展|判处|责令)了?|依法|依规依纪|依纪依规|依规|依纪|严肃|相应的?|分别|均|都|已|也|还|同时|全部|一并|先后|应有的|并|按程序|党纪|因[^,，。]{2,40}?)+$")
        .expect("a valid pattern")
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Person,
    Case,
    Body,
    Place,
}

#[derive(Debug, Clone)]
struct Count {
    start: usize,
    end: usize,
    value: u64,
    approximate: bool,
    unit: Unit,
}

/// One or several measures in one list.
#[derive(Debug, Clone)]
struct Mention {
    start: usize,
    end: usize,
    codes: Vec<Measure>,
    hits: Vec<usize>,
    /// The word needs no governing verb: a hit of the automaton has one already.
    firm: bool,
}

struct Reader<'a> {
    folded: &'a Folded<'a>,
    text: &'a str,
    names: &'a [Range<usize>],
    sentence: Range<usize>,
    counts: Vec<Count>,
    mentions: Vec<Mention>,
    statistic: bool,
    out: Vec<Figure>,
    /// Figures by count and measure, the last few of each.
    told: HashMap<(u64, Measure), Vec<usize>>,
}

/// The figures of the text, in the order of the sentences.
pub(crate) fn read(
    folded: &Folded,
    sentences: &[Range<usize>],
    hits: &[MeasureHit],
    names: &[Range<usize>],
) -> Vec<Figure> {
    let mut names = names.to_vec();
    names.sort_unstable_by_key(|n| (n.start, n.end));
    names.dedup();
    let mut reader = Reader {
        folded,
        text: &folded.text,
        names: &names,
        sentence: 0..0,
        counts: Vec::new(),
        mentions: Vec::new(),
        statistic: false,
        out: Vec::new(),
        told: HashMap::new(),
    };
    for sentence in sentences {
        let from = hits.partition_point(|h| h.start < sentence.start);
        let to = hits.partition_point(|h| h.start < sentence.end);
        reader.sentence(sentence, from, &hits[from..to]);
    }
    reader.out
}

fn is_stop(c: char) -> bool {
    matches!(c, ',' | '，' | '。' | ';' | '；' | ':' | '：' | '!' | '！' | '?' | '？')
}

/// The last `bytes` of the text or fewer, from a character on.
fn tail(s: &str, bytes: usize) -> &str {
    let mut at = s.len().saturating_sub(bytes);
    while !s.is_char_boundary(at) {
        at += 1;
    }
    &s[at..]
}

fn head(s: &str, bytes: usize) -> &str {
    let mut at = s.len().min(bytes);
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    &s[..at]
}

fn counts(text: &str, sentence: &Range<usize>) -> Vec<Count> {
    let s = &text[sentence.clone()];
    let mut out = Vec::new();
    for c in COUNT.captures_iter(s) {
        let (Some(all), Some(n), Some(unit)) = (c.get(0), c.name("n"), c.name("unit")) else { continue };
        let rest = &s[unit.end()..];
        if s[..all.start()].ends_with(['第', '.', '-', '之', '每', '任', '某']) {
            continue;
        }
        let next = |set: &str| rest.starts_with(|c| set.contains(c));
        let kind = match unit.as_str() {
            "人" if next("员民大事才口身类数力体格") => continue,
            "名" if next("单额义称声") => continue,
            "位" if next("于列居置") => continue,
            "人次" | "人" | "名" | "位" => Unit::Person,
            "起" | "件" => Unit::Case,
            "地" if next("区方点址段") => continue,
            "地" => Unit::Place,
            _ => {
                let noun = head(rest, 24);
                let case = ["问题", "案件"].iter().any(|w| noun.starts_with(w));
                if case {
                    Unit::Case
                } else if ["单位", "党组织", "党委", "党支部", "部门", "企业", "站所", "机构"]
                    .iter()
                    .any(|w| noun.contains(w))
                    || s[..all.start()].ends_with("单位")
                    || s[..all.start()].ends_with("党组织")
                {
                    Unit::Body
                } else {
                    continue;
                }
            }
        };
        let Some(value) = number::parse(n.as_str()).filter(|&v| v > 0) else { continue };
        let lead = c.name("lead").is_some_and(|l| l.as_str() != "至少") || c.name("more").is_some();
        let approximate = lead || n.as_str().contains(['余', '多']);
        let (start, end) = (sentence.start + all.start(), sentence.start + all.end());
        out.push(Count { start, end, value, approximate, unit: kind });
    }
    out
}

fn mentions(text: &str, sentence: &Range<usize>, first: usize, hits: &[MeasureHit]) -> Vec<Mention> {
    let s = &text[sentence.clone()];
    let mut single: Vec<Mention> = Vec::new();
    for (i, hit) in hits.iter().enumerate() {
        let range = head(&text[hit.end.min(sentence.end)..sentence.end], 60);
        let code = match hit.measure {
            Measure::FixedTermImprisonment if range.contains("不等") => Measure::SentenceUnspecified,
            m => m,
        };
        let new = Mention { start: hit.start, end: hit.end, codes: vec![code], hits: vec![first + i], firm: true };
        match single.last_mut() {
            Some(last) if last.end > hit.start => {
                last.end = last.end.max(hit.end);
                last.codes.extend(new.codes);
                last.hits.extend(new.hits);
            }
            _ => single.push(new),
        }
    }
    let known = single.len();
    let mut at = 0;
    for c in WORD.captures_iter(s) {
        let Some(m) = c.get(0) else { continue };
        let (start, end) = (sentence.start + m.start(), sentence.start + m.end());
        while at < known && single[at].end <= start {
            at += 1;
        }
        if at < known && single[at].start < end {
            // 查处|立案查处: the word of the automaton stands, with all that belongs to the longer word
            continue;
        }
        let Some(codes) = CODES.iter().find_map(|(n, codes)| c.name(n).map(|_| codes)) else { continue };
        single.push(Mention { start, end, codes: codes.to_vec(), hits: Vec::new(), firm: false });
    }
    single.sort_by_key(|m| m.start);
    let mut out: Vec<Mention> = Vec::new();
    for m in single {
        if let Some(last) = out.last_mut() {
            let between = &text[last.end..m.start];
            if between.len() <= 30 && JOINT.is_match(between) {
                last.end = m.end;
                last.firm |= m.firm;
                last.hits.extend(m.hits);
                // 给予警告处分: the bare 处分 after an exact measure adds nothing
                let idle =
                    m.codes == [Measure::AccountabilityUnspecified] && !between.contains(['、', '和', '及', '并']);
                for code in m.codes {
                    if !idle && !last.codes.contains(&code) {
                        last.codes.push(code);
                    }
                }
                continue;
            }
        }
        out.push(m);
    }
    out
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &Range<usize>, first: usize, hits: &[MeasureHit]) {
        let s = &self.text[sentence.clone()];
        let continued = self.text[..sentence.start].ends_with(['；', ';'])
            || ["其中", "此外", "同时", "另有"].iter().any(|w| s.starts_with(w));
        let counts = counts(self.text, sentence);
        let scoped = SCOPE.is_match(s) || counts.len() >= 3;
        self.statistic = scoped || continued && self.statistic;
        self.counts = counts;
        self.mentions = mentions(self.text, sentence, first, hits);
        self.sentence = sentence.clone();
        if self.mentions.is_empty() {
            return;
        }
        let mut used = vec![false; self.counts.len()];
        let mut done = vec![false; self.mentions.len()];
        for i in 0..self.mentions.len() {
            if let Some(c) = self.object(i) {
                used[c] = true;
                done[i] = true;
            }
        }
        for c in 0..self.counts.len() {
            if !used[c] {
                self.subject(c, &mut used, &mut done);
            }
        }
        for (i, done) in done.iter().enumerate() {
            if !done {
                self.uncounted(i);
            }
        }
    }

    fn named(&self, from: usize, to: usize) -> usize {
        let a = self.names.partition_point(|n| n.start < from);
        let b = self.names.partition_point(|n| n.start < to);
        let mut seen: Vec<&str> = self.names[a..b].iter().take(40).map(|n| &self.text[n.clone()]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }

    /// Where the clause begins in which `at` stands, at most some way back.
    fn clause(&self, at: usize) -> usize {
        let before = tail(&self.text[self.sentence.start..at], REACH * 2);
        at - before.len()
            + before.rfind(is_stop).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8))
    }

    fn fits(codes: &[Measure], unit: Unit) -> bool {
        let case = codes.iter().any(|c| matches!(c, Measure::CaseHandled | Measure::Investigation));
        unit != Unit::Case || case
    }

    /// Measure first, count after: 「处分61万人」, 「查处…问题183起」, 「问责近百名干部」.
    fn object(&mut self, i: usize) -> Option<usize> {
        let m = self.mentions[i].clone();
        let c = self.counts.partition_point(|c| c.start < m.end);
        let count = self.counts.get(c)?.clone();
        if self.mentions.get(i + 1).is_some_and(|n| n.start < count.start) {
            return None;
        }
        let case = m.codes.iter().any(|c| matches!(c, Measure::CaseHandled | Measure::Investigation));
        let between = &self.text[m.end..count.start];
        let limit = if case { 150 } else { 75 };
        if between.len() > limit || between.contains(is_stop) || !case && between.contains(['、', '(', '（']) {
            return None;
        }
        if !Self::fits(&m.codes, count.unit) || self.named(m.start, count.start) > 0 {
            return None;
        }
        let rest = head(&self.text[count.end..self.sentence.end], 60);
        let stop = rest.find(|c| is_stop(c) || matches!(c, '(' | '（')).unwrap_or(rest.len());
        let after = &rest[..stop];
        // 「查处3人受到处分」: the count is the subject of what follows
        let follows = self.mentions.get(i + 1).is_some_and(|n| n.start < count.end + stop);
        let takes = after.contains('被') || after.contains("受到") || after.contains("给予");
        if follows && takes || BYSTANDER.is_match(after) || BYSTANDER.is_match(between) {
            return None;
        }
        let from = self.clause(m.start);
        let before = &self.text[from..m.start];
        if IDLE.is_match(before) || NEGATED.is_match(before) {
            return None;
        }
        let area = &self.text[from..count.end + stop];
        if count.unit == Unit::Case && ANNOUNCED.is_match(area) || between.contains("典型") {
            return None;
        }
        // 「受到处分。3人…」 is the other way round, 「被处分3次」 no figure; a relative clause is one: 「被问责的有17人」
        let noun = strip(between);
        let tail_noun = NOUN_END.find(after).map_or(after, |e| &after[..e.start()]);
        let inherited = before.contains("其中").then(|| self.out.last().map(|f| f.who.clone())).flatten();
        let who = if !noun.is_empty() {
            let at = m.end + (noun.as_ptr() as usize - between.as_ptr() as usize);
            self.folded.original(at, at + noun.len())
        } else if !tail_noun.is_empty() {
            self.folded.original(count.end, count.end + tail_noun.len())
        } else if let Some(who) = inherited.filter(|_| count.unit == Unit::Person) {
            who
        } else {
            self.folded.original(count.start, count.end)
        };
        let event = EVENT.is_match(tail(&self.text[..count.end], REACH)) && !self.statistic && !case;
        let kind = if event && count.unit == Unit::Person { FigureKind::Group } else { FigureKind::Statistic };
        self.push(kind, Some(&count), who, &m, from.max(m.start));
        Some(c)
    }

    /// Count first, measure after: 「8名干部因…受到问责」, 「对6人进行组织处理」.
    fn subject(&mut self, c: usize, used: &mut [bool], done: &mut [bool]) {
        let i = self.mentions.partition_point(|m| m.start < self.counts[c].end);
        let Some(m) = self.mentions.get(i).cloned() else { return };
        // a list of counts under one verb: 「5位副市长,3位区委书记都受到问责」
        let mut last = c;
        while let Some(next) = self.counts.get(last + 1).filter(|n| n.start < m.start) {
            let between = &self.text[self.counts[last].end..next.start];
            let joint = between.ends_with(['、', '，', ',', '和', '及']) && between.len() <= 45;
            if !joint || between.contains("受到") {
                return;
            }
            last += 1;
        }
        let end = self.counts[last].end;
        if !self.tied(&m, c, end) {
            return;
        }
        let several = last > c;
        let mut any = false;
        for k in c..=last {
            used[k] = true;
            let count = self.counts[k].clone();
            if !Self::fits(&m.codes, count.unit) || count.unit == Unit::Case && !m.codes.contains(&Measure::CaseHandled)
            {
                continue;
            }
            let stop = if k < last { self.counts[k + 1].start } else { m.start };
            any |= self.counted(&count, stop, &m, several);
        }
        if !any {
            return;
        }
        done[i] = true;
        // 「…,并处罚金」, 「…,对其…移送」: the same people
        let mut end = m.end;
        for (n, flag) in done.iter_mut().enumerate().skip(i + 1).take(3) {
            let next = self.mentions[n].clone();
            let between = &self.text[end..next.start];
            let same = ["并", "，并", ",并", "处分，并", "处分,并", "，对其", ",对其", "处分，对其", "处分,对其"]
                .iter()
                .any(|w| between.starts_with(w));
            if !same || between.len() > 90 || self.counts.iter().any(|c| c.start >= end && c.start < next.start) {
                break;
            }
            if self.named(end, next.start) > 0 {
                break;
            }
            *flag = true;
            end = next.end;
            if let Some(f) = self.out.last_mut() {
                f.end = f.end.max(next.end);
                f.hits.extend(next.hits);
                for code in next.codes {
                    if !f.measures.contains(&code) {
                        f.measures.push(code);
                    }
                }
            }
        }
    }

    /// Whether the count before it receives the measure.
    fn tied(&self, m: &Mention, c: usize, end: usize) -> bool {
        let (count, gap) = (&self.counts[c], &self.text[end..m.start]);
        if gap.len() > REACH || self.named(end, m.start) > 0 || gap.contains(['。', '；', ';', ':', '：', '？', '?'])
        {
            return false;
        }
        if gap.contains("涉及") || gap.contains("通报如下") || BYSTANDER.is_match(head(gap, 36)) {
            return false;
        }
        let from = self.clause(count.start);
        let before = &self.text[from..count.start];
        let to = before.contains('对') || before.contains("给予") || before.ends_with("等");
        if OBJECT.is_match(tail(before, 60)) && !to {
            return false;
        }
        if IDLE.is_match(&self.text[from..m.start]) || NEGATED.is_match(gap) {
            return false;
        }
        let rest = &self.text[m.end..self.sentence.end];
        if rest.starts_with('的') || rest.starts_with("处分的") || rest.starts_with("处理的") {
            return false;
        }
        if let Some(comma) = gap.rfind([',', '，']) {
            let clause = gap[comma..].trim_start_matches([',', '，']);
            let open =
                ["被", "受", "因", "由于", "已", "均", "都", "分别", "并", "给予", "依法", "一审", "先后", "全部"];
            if !clause.is_empty() && !open.iter().any(|w| clause.starts_with(w)) {
                return false;
            }
            if clause.is_empty() && !m.firm {
                return false;
            }
        }
        m.firm || to || GOVERNED.is_match(tail(gap, 60))
    }

    /// One count with its measure. False when all of them are named.
    fn counted(&mut self, count: &Count, stop: usize, m: &Mention, several: bool) -> bool {
        let from = self.clause(count.start);
        let before = &self.text[from..count.start];
        let gap = &self.text[count.end..stop];
        let noun = NOUN_END.find(gap).map_or(gap, |e| &gap[..e.start()]);
        let noun = noun.trim_end_matches(['和', '及', '与']);
        let at = self.names.partition_point(|n| n.end <= count.start);
        let name = at.checked_sub(1).map(|k| self.names[k].clone()).filter(|n| n.start >= self.sentence.start);
        // 「甲、乙2人」, and 「2人均…」 after the sentence that named them
        let direct = name.as_ref().is_some_and(|n| n.end == count.start);
        let back = count.start - tail(&self.text[..count.start], 600).len();
        let bare = noun.is_empty()
            && (before.is_empty()
                || ["上述", "以上", "该", "对", "给予", "对上述"].iter().any(|w| before.ends_with(w)));
        let spoken = bare && count.value <= 6 && self.named(back, count.start) as u64 >= count.value;
        if direct || spoken && count.unit == Unit::Person {
            return false;
        }
        let mut who = String::new();
        let mut start = count.start;
        if let Some(stem) = before.strip_suffix('等').or_else(|| before.strip_suffix("等人共")) {
            let named = self.named(self.sentence.start, count.start) as u64;
            if named >= count.value {
                return false;
            }
            if let Some(n) = name.filter(|n| count.start - n.end <= 12) {
                let lead = self.first_name(n.start, count.start);
                start = lead.start;
                let unit = if noun.is_empty() { None } else { self.unit(from) };
                who = match unit {
                    Some(unit) => unit + &self.folded.original(count.end, count.end + noun.len()),
                    None => {
                        self.folded.original(lead.start, lead.end)
                            + "等"
                            + &self.folded.original(count.start, count.end + noun.len())
                    }
                };
            } else if stem.is_empty() {
                return false;
            }
        }
        let place = self.place(count.start);
        let statistic = self.statistic
            || several
            || matches!(count.unit, Unit::Case | Unit::Place)
            || count.value >= 200 && !EVENT.is_match(before);
        let listed = before.matches(['、', '和']).count() >= 2 && before.ends_with('的');
        let kind = if who.is_empty() && (statistic || listed) || statistic && count.value >= 100 {
            FigureKind::Statistic
        } else {
            FigureKind::Group
        };
        if who.is_empty() {
            who = self.who(count, from, noun, gap, kind, place.as_deref());
        }
        let span = Mention { start: m.start, end: m.end, ..m.clone() };
        self.push_at(kind, Some(count), who, place, &span, start)
    }

    /// The words for an unnamed group with a count.
    fn who(&self, count: &Count, from: usize, noun: &str, gap: &str, kind: FigureKind, place: Option<&str>) -> String {
        let text = self.folded.original(count.end, count.end + noun.len());
        if kind == FigureKind::Statistic {
            return if text.is_empty() { self.folded.original(count.start, count.end) } else { text };
        }
        let before = &self.text[from..count.start];
        let cut = before.trim_end_matches(['共', '近', '约']);
        let modifier = strip(EDGE_PLAIN.find(cut).map_or(cut, |m| &cut[m.end()..]));
        // 「8名干部因在某县防控中履职不力受到问责」: the reason tells which
        let reason = REASON.captures(gap).and_then(|c| c.name("r")).filter(|r| r.as_str().chars().count() <= 24);
        let mut who = String::new();
        if let Some(r) = reason {
            let at = count.end + r.start();
            let words = self.folded.original(at, at + r.len());
            if let Some(place) = place.filter(|_| !PLACES.is_match(&words)) {
                who.push_str(place);
            }
            who.push_str(&words);
            who.push('的');
        } else if modifier.chars().count() <= 16
            && !modifier.contains(['"', '“', '”', '(', '（'])
            && !modifier.is_empty()
        {
            let at = from + (modifier.as_ptr() as usize - before.as_ptr() as usize);
            let words = self.folded.original(at, at + modifier.len());
            who.push_str(if AGENT.is_match(&words) { place.unwrap_or("") } else { &words });
        } else if let Some(place) = place {
            who.push_str(place);
        }
        if text.is_empty() {
            who.push_str(&self.folded.original(count.start, count.end));
        } else {
            who.push_str(&text);
        }
        who
    }

    /// The first of the names joined by 、 that end before `to`.
    fn first_name(&self, last: usize, to: usize) -> Range<usize> {
        let mut k = self.names.partition_point(|n| n.start < last);
        while k > 0 && self.names[k - 1].start >= self.sentence.start {
            let between = &self.text[self.names[k - 1].end..self.names[k].start.min(to).max(self.names[k - 1].end)];
            if between != "、" && between != "和" {
                break;
            }
            k -= 1;
        }
        self.names[k].clone()
    }

    fn place(&self, at: usize) -> Option<String> {
        let before = tail(&self.text[self.sentence.start..at], REACH);
        let base = at - before.len();
        let m = PLACES.find_iter(before).last()?;
        let words = m.as_str();
        let words = EDGE.find(words).map_or(words, |e| &words[e.end()..]);
        let general = ["全", "各", "本", "该", "有关", "辖", "小", "社", "地"];
        if words.chars().count() < 3
            || general.iter().any(|g| words.starts_with(g))
            || words.ends_with("地区")
            || words.ends_with("社区")
        {
            return None;
        }
        let from = base + m.end() - words.len();
        Some(self.folded.original(from, from + words.len()))
    }

    /// The last unit named in the sentence before `at`.
    fn unit(&self, at: usize) -> Option<String> {
        let before = tail(&self.text[self.sentence.start..at], REACH * 3);
        let base = at - before.len();
        for m in UNIT.find_iter(before).collect::<Vec<_>>().into_iter().rev() {
            let words = EDGE.find(m.as_str()).map_or(m.as_str(), |e| &m.as_str()[e.end()..]);
            if words.chars().count() >= 4 && !words.starts_with(['该', '本']) {
                let from = base + m.end() - words.len();
                return Some(self.folded.original(from, from + words.len()));
            }
        }
        None
    }

    /// An unnamed group without a number: 「其他责任人员受到相应处理」, 「给予分管副校长诫勉」.
    fn uncounted(&mut self, i: usize) {
        let m = self.mentions[i].clone();
        if m.codes.iter().all(|c| matches!(c, Measure::CaseHandled)) {
            return;
        }
        let rest = &self.text[m.end..self.sentence.end];
        if rest.starts_with('的')
            || rest.starts_with("处分的")
            || rest.starts_with("处理处分")
            || rest.starts_with("决定")
        {
            return;
        }
        let from = self.clause(m.start);
        let clause = &self.text[from..m.start];
        let trimmed = TAIL.find(clause).map_or(clause, |t| &clause[..t.start()]);
        let verb = &clause[trimmed.len()..];
        let (to, np) = match OPENS.find(trimmed) {
            Some(o) => (true, &trimmed[o.end()..]),
            None => (false, AGREED.find(trimmed).map_or(trimmed, |o| &trimmed[o.end()..])),
        };
        let passive = ["受", "被", "因"].iter().any(|w| verb.contains(w));
        let len = np.chars().count();
        if !(to || passive) || !(3..=32).contains(&len) || !ROLE.is_match(np) {
            return;
        }
        let start = m.start - verb.len() - np.len();
        let end = start + np.len();
        if self.named(start, end) > 0 || self.counts.iter().any(|c| c.start < end && c.end > start) {
            return;
        }
        if VAGUE.is_match(np) || !CERTAIN.is_match(np) || IDLE.is_match(clause) || NEGATED.is_match(clause) {
            return;
        }
        let sentence = &self.text[self.sentence.clone()];
        let near = tail(&sentence[..m.start - self.sentence.start], REACH * 2);
        if to
            && (POLICY.is_match(near)
                || IDLE.is_match(near)
                || np.contains("的") && !near.contains("决定") && !near.contains('已'))
        {
            return;
        }
        if !to && (POLICY.is_match(np) || np.contains("问题")) {
            return;
        }
        if !m.firm && !to && !GOVERNED.is_match(tail(clause, 60)) {
            return;
        }
        let words = np.trim_start_matches("以上").trim_start_matches("上述");
        let start = end - words.len();
        let who = self.folded.original(start, end);
        self.push_at(FigureKind::Group, None, who, None, &m, start);
    }

    fn push(&mut self, kind: FigureKind, count: Option<&Count>, who: String, m: &Mention, from: usize) {
        let place = count.and_then(|c| self.place(c.start.min(m.start)));
        self.push_at(kind, count, who, place, m, from);
    }

    /// Adds a figure unless it was told before. True: it stands, or it stood.
    fn push_at(
        &mut self,
        kind: FigureKind,
        count: Option<&Count>,
        who: String,
        place: Option<String>,
        m: &Mention,
        from: usize,
    ) -> bool {
        let mut measures = m.codes.clone();
        measures.dedup();
        if let Some(c) = count {
            let bare = who.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
            measures.retain(|&code| {
                let told = self.told.entry((c.value, code)).or_default();
                let again = told.iter().any(|&f| {
                    let old = &self.out[f];
                    let both = kind == FigureKind::Group && old.kind == FigureKind::Group;
                    let alike = old.who.contains(&who) || who.contains(&old.who);
                    let large = c.value >= 10;
                    if both && bare {
                        large
                    } else {
                        alike || (large && !both)
                    }
                });
                if told.len() < 8 {
                    told.push(self.out.len());
                }
                !again
            });
            if measures.is_empty() {
                // its hits are spoken for all the same
                if let Some(&f) =
                    m.codes.first().and_then(|&code| self.told.get(&(c.value, code))).and_then(|t| t.first())
                {
                    if let Some(old) = self.out.get_mut(f) {
                        old.hits.extend(&m.hits);
                    }
                }
                for &code in &m.codes {
                    if let Some(t) = self.told.get_mut(&(c.value, code)) {
                        t.retain(|&f| f < self.out.len());
                    }
                }
                return true;
            }
        }
        let start = count.map_or(from, |c| c.start.min(from).min(m.start));
        let end = count.map_or(m.end, |c| c.end.max(m.end));
        let (value, approximate) = count.map_or((None, false), |c| (Some(c.value), c.approximate));
        self.out.push(Figure {
            kind,
            count: value,
            approximate,
            who,
            place,
            measures,
            hits: m.hits.clone(),
            start,
            end,
        });
        true
    }
}

/// Before a count: what is no part of the noun phrase.
static EDGE_PLAIN: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^.*(?:近日|日前|此前|目前|截至|今天|\d[年月日]|对|给予|被|由|经|[已共还另]有?|其中|查处了?|通报了?|问责了?|导致|[及和]涉案|以及|时)").expect("a valid pattern")
});
/// Who acts and is not acted on: 「某市纪委监委通报12名…」.
static AGENT: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"纪委|监委|法院|检察院|公安|机关|党组$").expect("a valid pattern"));
static REASON: Lazy<Regex> =
    Lazy::new(|| Regex::new(r"因(?:为|在)?(?P<r>[^,，。、]{3,72}?)(?:而)?(?:受到|被|受)").expect("a valid pattern"));
static OPENS: Lazy<Regex> = Lazy::new(|| Regex::new(r"^.*(?:给予|对|责令)").expect("a valid pattern"));
/// Words at the head of a clause that are no part of its subject.
static AGREED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^(?:此外|目前|同时|另外|最终|日前|近日|随后|其中|而|并|经查|\d+[、.]|“|\d{1,4}[年月日])+")
        .expect("a valid pattern")
});

/// The noun between a measure and a count, without the small words around it.
fn strip(between: &str) -> &str {
    let mut s = between;
    loop {
        let head = ["处分", "处理", "了", "的", "有关责任人有"].iter().find_map(|w| s.strip_prefix(w));
        let end = ["共计", "共", "多达", "就", "达", "有", "的", "近", "约", "超过", "涉及", "总数"]
            .iter()
            .find_map(|w| s.strip_suffix(w));
        match head.or(end) {
            Some(shorter) => s = shorter,
            None => return s,
        }
    }
}
