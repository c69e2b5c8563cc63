//! Texts and passages in which nothing happened: fiction, lessons, plans, rules, questions and answers, hearsay.

use crate::lexicon::{Hits, Told};
use crate::measure::MeasureHit;
use crate::text::Folded;
use std::ops::Range;

/// Words that tell that the people and cases of the text are made up or only discussed.
pub(crate) const UNREAL: &[&str] = &[
    "系虚构",
    "属虚构",
    "均为虚构",
    "人物虚构",
    "情节虚构",
    "需要虚构",
    "未完待续",
    "小说连载",
    "长篇小说",
    "法律分析：",
    "对号入座",
    "【条文】",
    "【解读】",
    "案例假设",
    "多项选择",
    "单项选择",
    "选择题",
    "判断题",
    "参考答案",
];
/// What opens an opinion on a case.
pub(crate) const OPINIONS: &[&str] =
    &["第一种意见", "第二种意见", "第三种意见", "意见一", "意见二", "观点一", "观点二", "有意见认为", "有观点认为"];
/// How the title of a plan or a rule ends.
const RULES: &[&str] = &[
    "工作要点",
    "工作计划",
    "工作方案",
    "实施方案",
    "实施细则",
    "管理办法",
    "处理办法",
    "暂行规定",
    "若干规定",
    "管理规定",
    "守则",
    "章程",
    "公约",
    "承诺书",
    "责任书",
    "答读者问",
    "学生手册",
    "处分规定",
    "处分办法",
    "管理条例",
    "处分条例",
    "试行办法",
    "规章制度",
    "校规校纪",
    "意见征求稿",
    "征求意见稿",
    "招生简章",
];
/// Words after which a quotation is hearsay or an example.
const SAID: &[&str] = &[
    "称其",
    "讲述了",
    "讲述",
    "网传",
    "谣传",
    "所谓",
    "反映",
    "传言",
    "举报称",
    "帖称",
    "宣讲",
    "讲解",
    "假如",
    "例如",
    "譬如",
    "题为",
    "题目为",
    "主题为",
    "围绕",
];
/// Words that show figures over many cases.
pub(crate) const SCOPE: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全区",
    "全县",
    "各级",
    "累计",
    "上半年",
    "季度",
    "同比",
    "万人",
    "万件",
    "人次",
    "查处",
    "立案",
];

/// Words before a measure that is only announced.
pub(crate) const PLANNED: &[&str] =
    &["一律", "直至", "计划立案", "不少于", "力争", "依校规", "将依照", "会上强调", "发现一起"];

/// What is known of the text as a whole.
pub(crate) struct Gate {
    unreal: bool,
    /// The text is about figures over many cases.
    pub statistical: bool,
}

impl Gate {
    pub fn new(folded: &Folded, hits: &Hits, sentences: &[Range<usize>]) -> Self {
        let text: &str = &folded.text;
        let title = sentences.first().map_or("", |s| &text[s.start..folded.line_end(s.start).min(s.end)]);
        let title = title.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '(' | ')' | '（' | '）' | '年' | '第' | '期' | '试' | '行' | '》' | '。')
        });
        let unreal = hits.told(Told::Unreal, 0..text.len()).next().is_some()
            || title.chars().count() < 60 && RULES.iter().any(|w| title.ends_with(w));
        // five different words
        let mut told: Vec<&str> = Vec::new();
        let mut scope = || {
            hits.told(Told::Scope, 0..text.len()).any(|h| {
                let word = &text[h.start..h.end];
                if !told.contains(&word) {
                    told.push(word);
                }
                told.len() >= 5
            })
        };
        Self { unreal, statistical: title.contains(['年', '月', '季', '半']) && scope() }
    }

    /// Drops the measures of a sentence that are told of as something that did not happen.
    pub fn sift(&self, folded: &Folded, hits: &Hits, sentence: &Range<usize>, measures: &mut Vec<MeasureHit>) {
        if measures.is_empty() {
            return;
        }
        let text: &str = &folded.text;
        let head = &text[folded.line_start(sentence.start)..];
        // 第一种意见认为应予留党察看。…: what somebody holds right, up to the end of the line
        let line = folded.line_start(sentence.start)..sentence.end;
        let opinion = || hits.told(Told::Opinion, line.clone()).next().is_some();
        if self.unreal || ["问：", "答：", "问:", "答:"].iter().any(|w| head.starts_with(w)) || opinion() {
            measures.clear();
            return;
        }
        // …强调，对…的，一律给予处分，直至解聘
        let planned = hits.told(Told::Planned, sentence.clone()).next().map_or(usize::MAX, |m| m.end);
        let marks = folded.landmarks_in(sentence.clone()).iter();
        let quotes: Vec<(usize, char)> = marks.copied().filter(|x| matches!(x.1, '“' | '”')).collect();
        measures.retain(|m| {
            // 网帖称其“被留置”
            let before = quotes.partition_point(|q| q.0 < m.start);
            let said = quotes[..before].last().filter(|q| q.1 == '“').is_some_and(|q| {
                let lead = &text[sentence.start..q.0];
                SAID.iter().any(|w| lead.ends_with(w))
                    || lead.ends_with("称其")
                    || text[m.end..sentence.end].starts_with('”') && lead.ends_with(['称', '传', '的', '了'])
            });
            planned > m.start && !said
        });
    }
}
