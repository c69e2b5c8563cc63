//! Sums of money: 「收受财物折合人民币760余万元、港币50万元」.

use crate::lexicon::{Hits, Told};
use crate::model::Amount;
use crate::number;
use crate::text::Folded;
use crate::words::{any, list, places, List};
use once_cell::sync::Lazy;
use std::ops::Range;

/// What may stand between the number and 元.
const BEFORE_YUAN: &[(&str, &str)] = &[
    ("美", "USD"),
    ("港", "HKD"),
    ("欧", "EUR"),
    ("日", "JPY"),
    ("澳", "AUD"),
    ("加", "CAD"),
    ("加拿大", "CAD"),
    ("新加坡", "SGD"),
    ("新", "SGD"),
    ("韩", "KRW"),
    ("澳门", "MOP"),
];
/// Units of money without 元.
const UNITS: &[(&str, &str)] = &[
    ("英镑", "GBP"),
    ("美金", "USD"),
    ("港币", "HKD"),
    ("港纸", "HKD"),
    ("瑞士法郎", "CHF"),
    ("卢布", "RUB"),
    ("泰铢", "THB"),
    ("澳门币", "MOP"),
    ("新台币", "TWD"),
];
/// Names of money before the number.
const BEFORE_NUMBER: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("新台币", "TWD"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("澳元", "AUD"),
    ("澳门币", "MOP"),
    ("￥", "CNY"),
    ("¥", "CNY"),
];
/// Words of a clause whose sums belong to a measure: what was fined, confiscated or paid back.
static MEASURES: Lazy<List> = Lazy::new(|| {
    list([
        "罚金",
        "罚款",
        "处罚",
        "没收",
        "收缴",
        "追缴",
        "退赔",
        "退缴",
        "清退",
        "追回",
        "扣减",
        "扣罚",
        "扣发",
        "退还",
        "返还",
        "上缴",
        "违约金",
        "奖励",
    ])
});
/// Names of money.
static NAMED: Lazy<List> = Lazy::new(|| list(UNITS.iter().chain(BEFORE_NUMBER).map(|u| u.0)));
/// Every word that shows a sum.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    UNITS.iter().chain(BEFORE_NUMBER).map(|u| u.0).chain(["元"])
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '.'
            | ','
            | '十'
            | '百'
            | '千'
            | '仟'
            | '佰'
            | '拾'
            | '万'
            | '亿'
            | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '壹'
            | '贰'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '余'
            | '多'
    )
}

/// Where the numeral that ends at `end` begins.
fn numeral_start(text: &str, low: usize, end: usize) -> usize {
    let len: usize = text[low..end].chars().rev().take(20).take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    let start = end - len;
    start + (len - text[start..end].trim_start_matches(['.', ',', '余', '多', '万', '亿']).len())
}

/// The sum whose unit stands at `at` and is `unit` long.
fn sum(
    text: &str,
    low: usize,
    at: usize,
    end: usize,
    currency: Option<&'static str>,
) -> Option<(Range<usize>, Amount)> {
    let mut start = numeral_start(text, low, at);
    let written = &text[start..at];
    // 三元村, 单元: one digit in words is money only with a unit of number
    if written.chars().count() == 1 && !written.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value = number::parse(written).filter(|&v| v > 0)?;
    let before = &text[low..start];
    // 数十万元, 几千元 say no number; 第100元 counts
    if before.ends_with(['数', '几', '第', '上', '每']) {
        return None;
    }
    let named = BEFORE_NUMBER.iter().find(|(w, _)| before.ends_with(w));
    let rest = named.map_or(before, |(w, _)| &before[..before.len() - w.len()]);
    let near = ["近", "约", "超过", "逾", "超"].iter().any(|w| before.ends_with(w) || rest.ends_with(w));
    let approximate = near
        || written.contains(['余', '多'])
        || text[end..].starts_with(['余', '多'])
        || text[end..].starts_with("左右");
    if let Some((w, _)) = named {
        start -= w.len();
    }
    let currency = currency.or(named.map(|n| n.1)).unwrap_or("CNY");
    Some((start..end, Amount { value, currency: currency.into(), approximate, span: crate::model::Span::default() }))
}

/// Where the money words of a clause stand: where the number ends, where the unit ends, and the currency.
fn units(clause: &str) -> Vec<(usize, usize, Option<&'static str>)> {
    let mut out = Vec::new();
    for (i, m) in clause.match_indices('元') {
        let before = &clause[..i];
        let end = i + m.len();
        let foreign = BEFORE_YUAN.iter().filter(|(w, _)| before.ends_with(w)).max_by_key(|(w, _)| w.len());
        match foreign {
            Some((w, code)) => out.push((i - w.len(), end, Some(*code))),
            None => out.push((i, end, None)),
        }
    }
    if !any(&NAMED, clause) {
        return out;
    }
    for (word, code) in UNITS {
        out.extend(places(clause, word).map(|i| (i, i + word.len(), Some(*code))));
    }
    // 港币50万, 人民币3万: the unit stands before the number alone
    for (word, code) in BEFORE_NUMBER {
        for i in places(clause, word) {
            let from = i + word.len();
            let len: usize = clause[from..].chars().take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
            if len > 0 && !clause[from + len..].starts_with(['元', '美', '港', '欧']) {
                out.push((from + len, from + len, Some(*code)));
            }
        }
    }
    out.sort_unstable();
    out
}

/// The sums of money in a range of the text, without those that belong to a measure.
pub(crate) fn read(folded: &Folded, hits: &Hits, range: Range<usize>) -> Vec<Amount> {
    let text: &str = &folded.text;
    let mut out: Vec<Amount> = Vec::new();
    let money = |from: usize| hits.told(Told::Money, from..range.end).next().map(|h| h.start);
    let Some(mut next) = money(range.start) else { return out };
    let mut from = range.start;
    let bytes = text.as_bytes();
    // 7,280元 holds no end of a clause
    let inside = |i: usize| bytes.get(i + 1).is_some_and(u8::is_ascii_digit) && i > 0 && bytes[i - 1].is_ascii_digit();
    let ends = folded
        .landmarks_in(range.clone())
        .iter()
        .filter(|&&(i, c)| matches!(c, '。' | '，' | ';' | '；' | '！' | '？' | ':' | '：') || c == ',' && !inside(i))
        .map(|&(i, c)| (i, i + c.len_utf8()));
    for (end, after) in ends.chain([(range.end, range.end)]) {
        if next < end {
            clause(folded, from..end, &mut out);
            let Some(later) = money(after) else { return out };
            next = later;
        }
        from = after;
    }
    out
}

/// The sums of a clause that has a word of money.
fn clause(folded: &Folded, range: Range<usize>, out: &mut Vec<Amount>) {
    let text: &str = &folded.text[range.clone()];
    if any(&MEASURES, text) {
        return;
    }
    let mut low = 0;
    for (at, end, currency) in units(text) {
        if at < low {
            continue;
        }
        let Some((place, mut amount)) = sum(text, low, at, end, currency) else { continue };
        amount.span = folded.span(range.start + place.start, range.start + place.end);
        low = end;
        out.push(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::STANDARD;

    #[test]
    fn reads_sums_with_their_currency() {
        let read = |text: &str| {
            let folded = Folded::new(text);
            let list = read(&folded, &STANDARD.hits(&folded), 0..folded.text.len());
            list.iter()
                .map(|a| (a.value, a.currency.clone(), a.approximate, a.span.slice(text).to_owned()))
                .collect::<Vec<_>>()
        };
        let one = |text: &str| read(text).into_iter().next().map(|a| (a.0, a.1, a.2));
        assert_eq!(
            read("收受段某财物折合人民币760余万元、港币50万元"),
            [
                (7_600_000, "CNY".into(), true, "人民币760余万元".into()),
                (500_000, "HKD".into(), false, "港币50万元".into()),
            ]
        );
        assert_eq!(one("先后收受礼金共计1.2万美元"), Some((12_000, "USD".into(), false)));
        assert_eq!(one("造成损失近3亿元"), Some((300_000_000, "CNY".into(), true)));
        assert_eq!(one("收受二万六千元现金"), Some((26_000, "CNY".into(), false)));
        assert_eq!(one("价值218万余元的礼品"), Some((2_180_000, "CNY".into(), true)));
        assert_eq!(one("收受英镑3万"), Some((30_000, "GBP".into(), false)));
        assert_eq!(read("分别索要4000元、2600元、1800元").len(), 3);
    }

    #[test]
    fn leaves_what_belongs_to_a_measure_or_is_no_sum() {
        for text in [
            "并处罚金人民币二百万元",
            "违纪款5780元予以收缴",
            "住在3单元",
            "三元村村民",
            "收受数十万元",
            "没收违法所得1.2万元",
            "共和国元首",
        ] {
            let folded = Folded::new(text);
            assert!(read(&folded, &STANDARD.hits(&folded), 0..folded.text.len()).is_empty(), "{text}");
        }
    }
}
