//! Conduct (违纪违法行为) that a case tells of, as codes with the words they were read from.
//!
//! The words that open a phrase are found with the vocabularies; only there is the rest of the phrase looked for.

use crate::lexicon::{Hits, Told};
use crate::model::Violation;
use crate::name::is_han;
use crate::phrase::{Phrase, DISCIPLINES, PHRASES};
use crate::provision;
use crate::text::Folded;
use crate::words::find;
use once_cell::sync::Lazy;
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands before a phrase that tells of no conduct.
pub(crate) const DENIALS: &[&str] = &[
    "未发现",
    "没有",
    "严禁",
    "杜绝",
    "防止",
    "禁止",
    "整治",
    "不得",
    "不存在",
    "是否",
    "深刻汲取",
    "坚决反对",
    "持续纠治",
];

/// What a word of the automaton opens.
#[derive(Clone, Copy)]
enum Opens {
    /// Index into `DISCIPLINES`.
    Discipline(usize),
    /// Phrases with this head.
    Phrases,
    /// The name of an offence, or its stem before 犯罪.
    Offence,
}

/// A word that opens something, what it opens, and indices into `PHRASES`.
type Opener = (String, (Opens, Vec<usize>));

static WORDS: Lazy<Vec<Opener>> = Lazy::new(|| {
    let mut table: BTreeMap<String, (Opens, Vec<usize>)> = BTreeMap::new();
    for (i, phrase) in PHRASES.iter().enumerate() {
        for head in phrase.heads {
            table.entry((*head).to_owned()).or_insert((Opens::Phrases, Vec::new())).1.push(i);
        }
    }
    for (i, (_, word, _)) in DISCIPLINES.iter().enumerate() {
        table.insert((*word).to_owned(), (Opens::Discipline(i), Vec::new()));
    }
    for name in provision::offence_names() {
        let stem = name.trim_end_matches('罪');
        table.insert(name.to_owned(), (Opens::Offence, Vec::new()));
        table.insert(format!("{stem}犯罪"), (Opens::Offence, Vec::new()));
    }
    table.into_iter().collect()
});

/// The words that open something, by their indices.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|w| w.0.as_str())
}

/// The conduct that the range of the text tells of, in order.
pub(crate) fn read(folded: &Folded, hits: &Hits, range: Range<usize>) -> Vec<Violation> {
    let text = &folded.text[range.clone()];
    let mut out: Vec<Violation> = Vec::new();
    let mut low = 0;
    let violation = |code: &str, at: Range<usize>, name: Option<String>| {
        let (a, b) = (range.start + at.start, range.start + at.end);
        let text = name.unwrap_or_else(|| folded.original(a, b));
        Violation { code: code.to_owned(), text, span: folded.span(a, b) }
    };
    for (hit, opens) in hits.conduct(range.clone()) {
        let found = hit.start - range.start..hit.end - range.start;
        if found.start < low || denied(hits, &text[..found.start], hit.start) {
            continue;
        }
        let (opens, phrases) = &WORDS[opens].1;
        match opens {
            Opens::Discipline(i) => {
                for (code, at) in disciplines(text, found, *i) {
                    out.push(violation(code, at, None));
                }
            }
            Opens::Offence => {
                let list = offences(text, &found);
                // 受贿、滥用职权犯罪: the first was taken for conduct before the list was known
                let first = list.first().map_or(found.start, |o| o.0.start);
                let from = folded.span(range.start + first, range.start + found.end).start();
                while out.last().is_some_and(|v| v.span.start() >= from) {
                    out.pop();
                }
                for (at, stem) in list {
                    let name = folded.original(range.start + at.start, range.start + at.start + stem) + "罪";
                    out.push(violation("offence", at, Some(name)));
                }
                low = found.end;
            }
            Opens::Phrases => {
                let ends = phrases.iter().filter_map(|&i| Some((PHRASES[i].code, end(text, &found, &PHRASES[i])?)));
                if let Some((code, end)) = ends.min_by_key(|e| e.1) {
                    out.push(violation(code, found.start..end, None));
                    low = end;
                }
            }
        }
    }
    out
}

/// The last characters of a text, at most `most`.
fn last(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last().map_or(text.len(), |x| x.0);
    &text[start..]
}

/// Whether what stands before a phrase at `at` tells that there is no such conduct.
fn denied(hits: &Hits, before: &str, at: usize) -> bool {
    let near = last(before, 10);
    let clause = near.rfind(['，', '。', ',', '；', ';']).map_or(near, |i| &near[i..]);
    hits.told(Told::Denial, at - clause.len()..at).next().is_some() || near.ends_with(['未', '不', '无'])
}

/// Where a phrase that opens at `head` ends.
fn end(text: &str, head: &Range<usize>, phrase: &Phrase) -> Option<usize> {
    let han = |from: usize, most: usize| {
        let inside = text[from..].char_indices().take(most).take_while(|x| is_han(x.1));
        inside.last().map_or(from, |(i, c)| from + i + c.len_utf8())
    };
    if phrase.tails.is_empty() {
        return Some(if phrase.run > 0 { han(head.end, phrase.run) } else { head.end });
    }
    // the tail may stand behind a sum or a list: 收受他人现金、烟酒
    let window =
        text[head.end..].char_indices().take(phrase.gap + 8).find(|x| matches!(x.1, '，' | ',' | '。' | ';' | '；'));
    let limit = window.map_or_else(
        || text[head.end..].char_indices().nth(phrase.gap + 8).map_or(text.len(), |x| head.end + x.0),
        |x| head.end + x.0,
    );
    let region = &text[head.end..limit];
    let most = region.char_indices().nth(phrase.gap).map_or(region.len(), |x| x.0);
    let found = phrase.tails.iter().filter_map(|t| find(region, t).map(|i| (i, usize::MAX - t.len())));
    let end = found.min().filter(|f| f.0 <= most).map(|(i, rest)| head.end + i + (usize::MAX - rest))?;
    // 收受“红包”: the quotation is closed
    let quoted = text[head.end..end].contains('“') && text[end..].starts_with('”');
    Some(if quoted { end + '”'.len_utf8() } else { end })
}

/// 「违反党的政治、组织、廉洁纪律」 names one discipline per word.
fn disciplines(text: &str, found: Range<usize>, kind: usize) -> Vec<(&'static str, Range<usize>)> {
    let near = last(&text[..found.start], 50);
    let sentence = near.rfind(['。', '；', ';']).map_or(near, |i| &near[i..]);
    if !sentence.contains("违反") && !sentence.contains("违犯") {
        return Vec::new();
    }
    let mut out = vec![(DISCIPLINES[kind].2, found.clone())];
    let mut at = found.start;
    while let Some(head) = text[..at].strip_suffix('、').or_else(|| text[..at].strip_suffix('和')) {
        let Some((stem, _, code)) = DISCIPLINES.iter().find(|d| head.ends_with(d.0)) else { break };
        out.push((code, head.len() - stem.len()..head.len()));
        at = head.len() - stem.len();
    }
    out.reverse();
    out
}

/// An offence, with those of one list before it (涉嫌受贿、滥用职权犯罪): where each stands, and the length of its stem.
fn offences(text: &str, found: &Range<usize>) -> Vec<(Range<usize>, usize)> {
    let words = &text[found.clone()];
    let stem = words.strip_suffix("犯罪").or_else(|| words.strip_suffix('罪')).unwrap_or(words);
    let mut out = vec![(found.clone(), stem.len())];
    let mut at = found.start;
    if !words.ends_with("犯罪") {
        return out;
    }
    while let Some(head) = text[..at].strip_suffix('、').or_else(|| text[..at].strip_suffix('和')) {
        let near = head.len() - last(head, 24).len();
        let cut = head[near..].rfind(['、', '嫌', '，', ',', '和', '犯']);
        let from = cut.map_or(near, |i| near + i + head[near + i..].chars().next().map_or(0, char::len_utf8));
        let stem = &head[from..];
        if stem.is_empty() || stem.chars().count() > 20 || !provision::is_offence(&format!("{stem}罪")) {
            break;
        }
        out.push((from..head.len(), stem.len()));
        at = from;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::STANDARD;

    fn codes(text: &str) -> Vec<(String, String)> {
        let folded = Folded::new(text);
        let hits = STANDARD.hits(&folded);
        read(&folded, &hits, 0..folded.text.len()).into_iter().map(|v| (v.code, v.text)).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = codes(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_the_six_disciplines() {
        check(
            "严重违反党的政治纪律、组织纪律、廉洁纪律，构成职务违法",
            &[
                ("discipline_political", "政治纪律"),
                ("discipline_organization", "组织纪律"),
                ("discipline_integrity", "廉洁纪律"),
            ],
        );
        check("违反政治、生活纪律", &[("discipline_political", "政治"), ("discipline_life", "生活纪律")]);
        check("加强廉洁纪律教育", &[]);
    }

    #[test]
    fn reads_the_categories_of_the_monthly_report() {
        check("违规收受管理服务对象礼品礼金", &[("gifts", "收受管理服务对象礼品礼金")]);
        check("接受可能影响公正执行公务的宴请", &[("banquets", "接受可能影响公正执行公务的宴请")]);
        check("违规接受私营企业主旅游活动安排", &[("travel", "接受私营企业主旅游活动安排")]);
        check("违规操办其父丧事", &[("weddings_funerals", "违规操办其父丧事")]);
        check("违规发放津补贴，公车私用", &[("allowances", "违规发放津补贴"), ("official_cars", "公车私用")]);
        check(
            "履行主体责任不力，未及时掌握情况",
            &[("duty_failure", "履行主体责任不力"), ("prevention_failure", "未及时掌握情况")],
        );
    }

    #[test]
    fn reads_offences_by_their_names() {
        check("涉嫌受贿、滥用职权犯罪", &[("offence", "受贿罪"), ("offence", "滥用职权罪")]);
        check("犯受贿罪、编造、故意传播虚假信息罪", &[("offence", "受贿罪"), ("offence", "编造、故意传播虚假信息罪")]);
    }

    #[test]
    fn what_is_denied_or_warned_of_is_no_conduct() {
        check("未发现其有收受礼金行为", &[]);
        check("坚决杜绝违规吃喝", &[]);
    }
}
