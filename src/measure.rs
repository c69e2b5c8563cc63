//! Measures (措施): the words that name one, with their terms and amounts.

use crate::code::{Family, Measure};
use crate::lexicon::{Hits, MeasureKind};
use crate::number;
use crate::text::Folded;
use once_cell::sync::Lazy;
use regex::Regex;
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
}

/// Words that govern a measure, right before it.
const GOVERNORS: &[&str] = &[
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
    "接受",
    "遭到",
    "责令",
    "被给予",
    "获",
    "遭",
    "实施",
    "给予了",
    "受到了",
    "进行了",
    "采取了",
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
];

/// What may stand between a governor and its measure.
const MODIFIERS: &[&str] = &[
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
    "中央纪委",
    "纪律",
    "先期",
    "按程序",
    "程序",
    "先行",
    "有关",
    "集体",
    "个别",
];

static TERM: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^(?:处分)?[（(]?(?:(?P<y>[\d一二两三四五六七八九十]+)年)?(?:零|又|半)?(?:(?P<m>[\d一二两三四五六七八九十]+)个?月)?").expect("a valid pattern")
});
static SUSPENDED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^[,，、]?(?:宣告)?缓刑(?:考验期)?(?:(?P<y>[\d一二两三四五六七八九十]+)年)?(?:零|又)?(?:(?P<m>[\d一二两三四五六七八九十]+)个?月)?").expect("a valid pattern")
});
static MONEY: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"^(?:人民币|共计|共)*(?P<n>[\d.,一二两三四五六七八九十百千零]+(?:万|亿)?)余?元")
        .expect("a valid pattern")
});

fn months(c: &regex::Captures) -> Option<u32> {
    let part = |name| c.name(name).map(|m| number::parse(m.as_str()));
    let (y, m) = (part("y"), part("m"));
    if y.is_none() && m.is_none() {
        return None;
    }
    u32::try_from(y.unwrap_or(Some(0))? * 12 + m.unwrap_or(Some(0))?).ok()
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
    )
}

/// The measures of a sentence, in order. `last` carries nothing over: each sentence stands alone.
pub(crate) fn read(folded: &Folded, hits: &Hits, sentence: &Range<usize>) -> Vec<MeasureHit> {
    let text: &str = &folded.text;
    let mut out: Vec<MeasureHit> = Vec::new();
    for &hit in hits.within(sentence.start, sentence.end) {
        let Some((codes, kind)) = hits.measure(hit) else { continue };
        if hit.end > sentence.end || out.last().is_some_and(|m| hit.start < m.end) {
            continue;
        }
        // the longest word at this place wins, whatever it is a word of: 处理|器, 组织处理|办法
        let before = &text[sentence.start..hit.start];
        let after = &text[hit.end..sentence.end];
        let mut end = hit.end;
        let mut measures = codes.to_vec();
        match kind {
            MeasureKind::Strong => {}
            MeasureKind::Verb => {
                if !governed(before, after, out.last(), hit.start, text) {
                    continue;
                }
            }
            MeasureKind::Bare => {
                if !governed(before, after, out.last(), hit.start, text) {
                    continue;
                }
                let party = before.contains("纪委") && !before.contains("监委") || before.ends_with("党内");
                if party && out.is_empty() {
                    measures = vec![Measure::PartyWarning];
                }
            }
            MeasureKind::Open(closers) => {
                let Some(stop) = close(after, closers, codes[0]) else { continue };
                let gap = &after[..stop.0];
                if matches!(codes[0], Measure::RemovalFromOffice) {
                    let disciplinary =
                        gap.starts_with('其') || !out.is_empty() || before.ends_with("被") || before.contains("问责");
                    if !disciplinary {
                        continue;
                    }
                }
                if codes[0] == Measure::GovPostRemoval {
                    let party = gap.contains("党内")
                        || gap.ends_with("书记")
                        || gap.ends_with("党委委员")
                        || gap.contains("党支部")
                        || gap.contains("党组");
                    if gap.contains("代表") || gap.contains("政协委员") {
                        measures = vec![Measure::DelegateTermination];
                    } else if party {
                        measures = vec![Measure::PartyPostRemoval];
                    }
                }
                end = hit.end + stop.1;
            }
        }
        let rest = &text[end..sentence.end];
        let first = measures[0];
        let mut found = MeasureHit {
            start: hit.start,
            end,
            measure: first,
            term_months: None,
            suspended_months: None,
            amount_yuan: None,
            detail: None,
        };
        if first == Measure::DeathPenalty && rest.trim_start_matches([',', '，', '、']).starts_with("缓期") {
            found.measure = Measure::DeathWithReprieve;
            measures = vec![Measure::DeathWithReprieve];
        }
        if has_term(first) {
            if let Some(c) = TERM.captures(rest) {
                if let Some(n) = months(&c) {
                    found.term_months = Some(n);
                    found.end = end + c.get(0).map_or(0, |m| m.end());
                }
            }
            if let Some(c) = SUSPENDED.captures(&text[found.end..sentence.end]) {
                found.suspended_months = months(&c);
            }
        }
        if matches!(first, Measure::CriminalFine | Measure::PenaltyFine) {
            if let Some(c) = MONEY.captures(rest) {
                found.amount_yuan = number::parse(&c["n"]);
                found.end = end + c.get(0).map_or(0, |m| m.end());
            }
        }
        if first == Measure::RankReduction {
            let stop = rest.char_indices().find(|(_, c)| crate::segment::is_mark(*c)).map_or(rest.len(), |(i, _)| i);
            if text[hit.start..hit.end].ends_with('为') {
                found.detail = Some(rest[..stop].to_owned());
                found.end = end + stop;
            }
        }
        for measure in measures {
            out.push(MeasureHit { measure, ..found.clone() });
        }
    }
    // 党纪政务处分 and the like beside an exact measure of the same family add nothing
    let exact: Vec<Family> = out.iter().filter(|m| !m.measure.is_unspecified()).map(|m| m.measure.family()).collect();
    if exact.contains(&Family::Party) || exact.contains(&Family::Government) {
        out.retain(|m| m.measure != Measure::AccountabilityUnspecified);
    }
    out
}

/// Where an open construction closes: the first and the last byte of the closing word.
fn close(after: &str, closers: &[String], code: Measure) -> Option<(usize, usize)> {
    let limit = after
        .char_indices()
        .take(60)
        .find(|(_, c)| matches!(c, '。' | ';' | '；') || (matches!(c, ',' | '，')))
        .map_or_else(|| after.char_indices().nth(60).map_or(after.len(), |(i, _)| i), |(i, _)| i);
    let area = &after[..limit];
    let found = closers.iter().filter_map(|c| area.find(c.as_str()).map(|i| (i, i + c.len())));
    if code == Measure::ReferralForProsecution {
        found.max_by_key(|f| f.1)
    } else {
        found.min_by_key(|f| f.1)
    }
}

/// Whether a weak measure word is one: it has a governing verb, stands in a list of measures, or is called one.
fn governed(before: &str, after: &str, last: Option<&MeasureHit>, start: usize, text: &str) -> bool {
    if let Some(last) = last {
        let between = &text[last.end..start];
        let between = between.strip_prefix("处分").unwrap_or(between);
        if matches!(
            between,
            "" | "、" | "和" | "及" | "以及" | "并" | "或" | "或者" | "等" | "," | "，" | "、政务" | "及其他"
        ) {
            return true;
        }
    }
    let mut head = before;
    loop {
        if GOVERNORS.iter().any(|g| head.ends_with(g)) {
            return true;
        }
        match MODIFIERS.iter().find_map(|m| head.strip_suffix(m)) {
            Some(shorter) => head = shorter,
            None => break,
        }
    }
    after.starts_with("处分") && !after.starts_with("处分条例") && !after.starts_with("处分决定")
}
