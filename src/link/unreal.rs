//! Measures that are nobody's: duties, conditions, refusals, rules, people in general.

use super::Linker;
use crate::lexicon::Told;
use crate::measure::MeasureHit;
use crate::name::is_han;
use crate::segment::{is_mark, last_mark};
use crate::target::Target;
use crate::words::{has, places, skip, Heads};
use once_cell::sync::Lazy;
use std::ops::Range;

/// Words that tell that nothing was done, in the clause of the measure: duties, permissions, conditions, refusals.
pub(crate) const IDLE: &[&str] = &[
    "应当",
    "应该",
    "表示接受",
    "愿意接受",
    "愿接受",
    "甘愿接受",
    "本应",
    "理应",
    "应给予",
    "应予",
    "可以",
    "可给予",
    "可予",
    "不予",
    "不给予",
    "免于",
    "免予",
    "未给予",
    "未予",
    "不得",
    "将依",
    "将视",
    "可处",
    "将受到",
    "将构成",
    "违纪者",
    "违者",
    "未受过",
    "未受处",
    "将严",
    "将对",
    "将会",
    "将被",
    "将给予",
    "将予以",
    "将按",
    "将从",
    "将一并",
    "必须",
    "一律",
    "如果",
    "一旦",
    "凡是",
    "未被",
    "没有被",
    "不再",
    "未受到",
    "不能",
    "倘若",
    "如若",
    "坚决",
    "严禁",
    "倡导",
    "情节较重的",
    "情节严重的",
    "情节较轻的",
    "要给予",
    "要予以",
    "要对",
    "加大",
    "无须",
    "不应",
    "未曾",
    "尚未",
    "是否",
    "是不是",
    "怎么",
    "如何",
    "会被",
    "能被",
    "该被",
    "需要",
    "需对",
    "未对",
    "减为",
    "该查处",
    "该诫勉",
    "视情",
    "轻则",
    "重则",
    "面临",
    "等到",
    "将取消",
    "将追究",
    "将开除",
    "违规者",
    "逾期不",
    "直至",
    "论罪",
    "未责令",
    "本可判处",
    "直到被",
    "反被",
];

/// What a measure stands before that is only spoken of.
static NOUNS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "相要挟",
        "为要挟",
        "相威胁",
        "为由",
        "方式",
        "条例",
        "机制",
        "制度",
        "力度",
        "程序",
        "规定",
        "形式",
        "办法",
        "工作",
        "要求",
        "权限",
        "种类",
        "对象",
        "情况",
        "决定书",
        "建议",
        "结果公开",
        "意见",
    ])
});

/// What follows a measure that a rule or a condition tells of.
static DOUBTS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "的，",
        "的,",
        "执行的，",
        "执行的,",
        "的情形",
        "的人员",
        "的同志",
        "的各类",
        "的方式",
        "等方式",
        "等措施",
        "的规定",
        "种情形",
        "的条件",
        "的处分种类",
        "条例",
        "力度",
    ])
});

/// What follows a measure that is only thought of or explained, where nobody is named.
static LESSONS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "的困境",
        "的风险",
        "的后果",
        "的危险",
        "的下场",
        "的那一天",
        "的成为",
        "成为",
        "，都不是",
        "都不是",
        "，不是",
        "不是",
        "，是指",
        "是指",
        "那一天",
        "期限",
        "期间",
    ])
});

impl Linker<'_> {
    /// Whether the measures are nobody's: not taken, or against people in general.
    pub(super) fn unreal(
        &self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        last: &[Target],
    ) -> bool {
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let section = self.semicolon(from, start).map_or(from, |i| i + 1);
        let nobody = !named.iter().any(|t| t.start >= from && t.end <= start);
        let nearby = crowds.iter().rfind(|t| t.start >= from && t.end <= start);
        let general = nobody && last.is_empty() && nearby.is_some_and(|t| self.is_general(t));
        general || nobody && self.describes(start, end) || self.idle(body, section, start, end, nobody)
    }

    /// Whether the measure tells which people are meant and not what is done: 三名受处分后重新上岗的|干部.
    fn describes(&self, start: usize, end: usize) -> bool {
        let text = self.text();
        let clause = text[end..].chars().take(14).take_while(|c| !is_mark(*c));
        let len: usize = clause.map(char::len_utf8).sum();
        let clause = &text[end..end + len];
        let noun = if text[start..end].ends_with("落马") && !clause.starts_with(['后', '的']) {
            Some(clause)
        } else {
            let open = clause.starts_with(['后', '的']);
            clause.rfind('的').filter(|_| open).map(|i| &clause[i + '的'.len_utf8()..])
        };
        let people = ["党员", "干部", "人员", "同志", "领导干部", "官员", "高官"];
        noun.is_some_and(|noun| people.iter().any(|n| noun.starts_with(n)))
    }

    /// Whether a group is nobody in particular: 党员干部 as such, what a list announces of itself.
    pub(super) fn is_general(&self, target: &Target) -> bool {
        const BARE: &[&str] = &[
            "党员干部",
            "领导干部",
            "干部",
            "党员",
            "公职人员",
            "官员",
            "学生",
            "教师",
            "职工",
            "人员",
            "党员领导干部",
            "绝大多数党员干部",
            "医生",
            "被告",
            "被告人",
            "干部职工",
            "工作人员",
            "领导",
            "民警",
            "辅警",
            "护士",
            "同志",
            "教职工",
            "责任人",
            "违纪学生",
            "违纪党员",
        ];
        let words = self.text()[target.start..target.end].trim_start_matches('的');
        words.split(['和', '、', '及']).all(|part| BARE.contains(&part))
            || ["典型", "案例", "起问题"].iter().any(|w| words.contains(w)) && !words.contains("责任人")
    }

    /// Whether what is said did not happen.
    pub(super) fn idle(&self, body: &Range<usize>, section: usize, start: usize, end: usize, nobody: bool) -> bool {
        let text = self.text();
        let lead = &text[section..start];
        let clause = last_mark(lead, |c| matches!(c, '，' | ',' | '。' | '：' | ':')).map_or(section, |i| section + i);
        // 直到被立案审查、|被采取留置措施: one clause, two lists of measures
        let opened = last_mark(&text[body.start..start], |c| matches!(c, '，' | ',' | '。' | '；' | '：' | ':'))
            .map_or(body.start, |i| body.start + i);
        // a name that holds one of the words is no word: 钟若水
        let said = self.hits.told(Told::Idle, opened..start).any(|m| {
            let (a, b) = (m.start, m.end);
            // 打麻将|被处分
            let noun = text[a..].starts_with('将') && text[..a].ends_with('麻');
            !noun && !self.people.within(&(a.saturating_sub(12)..b)).iter().any(|n| n.start < b && n.end > a)
        });
        if said {
            return true;
        }
        let said = &text[clause..start];
        if ["未", "未及时", "未按规定", "没有", "拒不", "均未", "未能", "未予以", "并未"]
            .iter()
            .any(|w| said.ends_with(w))
        {
            return true;
        }
        // 另行处理, 另案处理: nothing is decided yet
        let later = ["另行", "另案", "另行作出"].iter().any(|w| said.ends_with(w));
        // 其问题由上级单位|处理: who has to do it
        let left = text[start..end].starts_with("处理") && said.ends_with(is_han) && !has(said, "被") && {
            let agent = said.rfind('由').map(|i| &said[i..]);
            agent.is_some_and(|a| !["给予", "予以", "作出", "进行"].iter().any(|w| has(a, w)))
        };
        if left || later && text[start..end].contains('处') {
            return true;
        }
        // 处分种类（警告、开除党籍）: a note that explains a word
        let kinds = ["种类", "类型", "方式", "形式", "手段"];
        let noted = self.bracket(body.start, start);
        let explains = |i: usize| {
            !text[i..start].contains([')', '）'])
                && kinds.iter().any(|w| text[..i].ends_with(w))
                && self.people.within(&(i..start)).is_empty()
        };
        if noted.is_some_and(explains) {
            return true;
        }
        // 情节较重的，给予…: the condition of a rule
        if lead[..clause - section].ends_with('的') || nobody && lead[..clause - section].ends_with('者') {
            return true;
        }
        // 市纪委对此|立案调查: an affair, nobody in particular
        if nobody && ["对此", "就此", "对此事", "就此事"].iter().any(|w| said.ends_with(w)) {
            return true;
        }
        // 学校将|取消其资格, 约谈，直至取消资格; a question
        let asked = self.text()[..body.end].ends_with(['？', '?']);
        if said.ends_with('将') || nobody && (asked || self.held.has(&text[end..body.end], "，直至")) {
            return true;
        }
        // 逾期不整改的，封停实验室，并取消…: what follows from the condition
        let condition = |part: &str| {
            part.ends_with('的')
                && ["如", "凡", "逾期", "若", "一经", "对违反", "情节", "再次", "经查实", "受到", "有下列"]
                    .iter()
                    .any(|w| part.starts_with(w))
        };
        let asks = nobody && self.held.may("的");
        if asks && text[body.start..start].rsplit(['，', ',', '；', '：']).take(8).any(condition) {
            return true;
        }
        let rest = &text[end..body.end];
        // 给予记过以上处分: the range of a rule
        let range = ["以上", "以下", "及以上", "或以上"].iter().find_map(|w| rest.strip_prefix(w));
        if range.is_some_and(|r| r.starts_with("处分") || r.starts_with("处罚") || r.starts_with("的")) && nobody {
            return true;
        }
        // 是党员的|受到党纪处分: who does so
        let given = |i: usize| {
            let verb = &said[i + '的'.len_utf8()..];
            ["受到", "给予", "予以", "处以", "取消", "一律"].iter().any(|w| verb.starts_with(w))
        };
        if asks && places(said, "的").any(given) {
            return true;
        }
        // 黄牌|警告
        if text[start..end].starts_with("警告")
            && (said.ends_with('牌') || ["主裁判", "裁判长", "裁判员"].iter().any(|w| has(&text[body.clone()], w)))
        {
            return true;
        }
        // 给予相关责任人处理处分：
        if rest.starts_with(['：', ':'])
            || rest.starts_with("处分：")
            || rest.starts_with("处分:")
            || rest.starts_with("处理：")
            || rest.starts_with("如下")
            || rest.starts_with('处') && skip(skip(rest, "处理"), "处分").starts_with("如下")
        {
            return true;
        }
        if rest.starts_with("，可不立即执行") || rest.starts_with(",可不立即执行") {
            return true;
        }
        let investigated =
            rest.starts_with("结果") && !text[start..end].contains("调查") && !text[start..end].contains("审查");
        let noun = rest.strip_prefix('的').unwrap_or(rest);
        let general = investigated || NOUNS.of(noun).next().is_some() && text[section..end].chars().count() < 200;
        if general {
            return true;
        }
        // 有的…干部, 凡…者: nobody in particular
        let opens = |w: &&str| {
            self.held.may(w) && (said.starts_with(*w) || places(lead, w).any(|i| lead[..i].ends_with(['，', ','])))
        };
        if nobody && ["有的", "凡", "任何", "谁"].iter().any(opens) {
            return true;
        }
        let closed = rest.strip_prefix("处分");
        let told = |words: &Heads| words.of(rest).chain(closed.into_iter().flat_map(|r| words.of(r))).next().is_some();
        nobody && told(&LESSONS) || told(&DOUBTS)
    }
}
