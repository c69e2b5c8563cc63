//! Checks of the text itself: what it says stays as written, and a diagnostic says what cannot be right.

use crate::code::{DiagnosticCode, Family, Measure, MeasureStatus, Role};
use crate::lexicon::Hits;
use crate::model::{Article, Diagnostic, MeasureRecord, Person};
use crate::name::Names;
use crate::number;
use crate::people::{Mention, People};
use crate::post::joiner;
use crate::provision::{self, Citation};
use crate::text::Folded;
use std::ops::Range;

fn diagnostic(folded: &Folded, code: DiagnosticCode, range: Range<usize>, message: String) -> Diagnostic {
    Diagnostic { code, message, span: folded.span(range.start, range.end) }
}

/// Articles of 《刑法》 that do not hold the offence named with them.
pub(crate) fn citations(folded: &Folded, cited: &[Citation], out: &mut Vec<Diagnostic>) {
    for Citation { range, articles, offences } in cited {
        for name in offences {
            let Some((article, sub)) = provision::article_of(name) else { continue };
            let holds = |a: &Article| a.article == Some(article) && (a.sub == sub || sub.is_none() && a.sub.is_none());
            // 286条 of a penalty and the general part hold no offence: only an article that holds others is wrong
            let other = |a: &Article| {
                a.article.is_some_and(|n| !holds(a) && provision::has_offence(n, a.sub) && !aggravated(article, n))
            };
            if !articles.iter().any(holds) && !articles.is_empty() && articles.iter().all(other) {
                let part = sub.map_or_else(String::new, |s| format!("之{}", number_zh(s)));
                let message = format!("「{name}」 stands in article {article}{part} of the criminal law");
                out.push(diagnostic(folded, DiagnosticCode::CitationOffenceMismatch, range.clone(), message));
            }
        }
    }
}

/// Whether the second article is the graver degree of the first: 114 and 115, 382 and 383.
fn aggravated(article: u32, cited: u32) -> bool {
    matches!((article, cited), (114, 115) | (382, 383) | (385, 386) | (389, 390) | (236 | 237, 236 | 237))
}

fn number_zh(n: u32) -> &'static str {
    ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"].get(n as usize).copied().unwrap_or("")
}

/// People who received something whose name nothing closes wherever it stands: 段启衡|中午…, or 段启衡中.
pub(crate) fn names(names: &Names, people: &People, told: &[Person], out: &mut Vec<Diagnostic>) {
    let mut open: Vec<Option<&Mention>> = vec![None; told.len()];
    let mut closed = vec![false; told.len()];
    for m in &people.mentions {
        closed[m.person] |= names.closes(m.end);
        open[m.person].get_or_insert(m);
    }
    for (i, person) in told.iter().enumerate().filter(|(i, p)| p.role == Role::Subject && !closed[*i]) {
        if let Some(m) = open[i] {
            let message = format!("「{}」: nothing that follows it shows where the name ends", person.name);
            out.push(diagnostic(names.folded, DiagnosticCode::UncertainName, m.start..m.end, message));
        }
    }
}

/// Measures that the law does not know for such a person.
pub(crate) fn measures(people: &[Person], measures: &[MeasureRecord], out: &mut Vec<Diagnostic>) {
    for m in measures.iter().filter(|m| m.status != MeasureStatus::Prior) {
        let Some(person) = m.target.person().map(|i| &people[i]) else { continue };
        let reason = if m.measure.family() == Family::Party && outside_party(person) {
            "is no member of the party"
        } else if removes(m.measure) && village(person) {
            "holds no post above the village, where 政务处分 goes no further than 记大过"
        } else if m.measure.family() == Family::Government
            && m.measure != Measure::GovDismissal
            && !m.measure.is_unspecified()
            && retired(person)
        {
            "is retired, and the retired receive no 政务处分"
        } else {
            continue;
        };
        let message = format!("{}: {} {reason}", m.label, person.name);
        out.push(Diagnostic { code: DiagnosticCode::ImpossibleMeasure, message, span: m.span });
    }
}

fn removes(measure: Measure) -> bool {
    matches!(measure, Measure::GovPostRemoval | Measure::GovDemotion | Measure::GovDismissal)
}

fn outside_party(person: &Person) -> bool {
    const OUTSIDE: &[&str] = &["非中共党员", "非党员", "群众", "民主党派", "无党派", "无党派人士"];
    const PARTIES: &[&str] = &["民盟", "民革", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"];
    person.notes.iter().any(|n| OUTSIDE.contains(&n.as_str()) || PARTIES.iter().any(|p| n.starts_with(p)))
}

/// A cadre of a village and of nothing else; those sent to a village from above are not meant.
fn village(person: &Person) -> bool {
    const SENT: &[&str] = &["第一书记", "驻村", "工作队", "村官"];
    const BODIES: &[&str] = &["村", "村委会", "村民委员会", "社区", "居委会", "居民委员会", "村党支部", "村党总支"];
    const TITLES: &[&str] = &["村委会", "村主任", "村支", "村党", "村文书", "村会计", "村监委会"];
    let held = |p: &crate::Post| {
        let village = BODIES.iter().any(|b| p.unit.ends_with(b)) || TITLES.iter().any(|t| p.title.starts_with(t));
        village && !SENT.iter().any(|w| p.title.contains(w) || p.unit.contains(w))
    };
    !person.posts.is_empty() && person.posts.iter().all(held)
}

fn retired(person: &Person) -> bool {
    person.notes.iter().any(|n| matches!(n.as_str(), "退休" | "已退休" | "现已退休" | "已退休干部"))
}

/// 「甲、乙、丙4名同志」 without 等: the number and the names differ.
pub(crate) fn counts(folded: &Folded, hits: &Hits, people: &People, out: &mut Vec<Diagnostic>) {
    let text: &str = &folded.text;
    let mentions = &people.mentions;
    for (i, m) in mentions.iter().enumerate() {
        let Some((said, end)) = stated(text, m.end) else { continue };
        // a number that is stated ends a list, so that no name is looked at twice
        let back = |comma: bool| {
            mentions[..=i].windows(2).rev().take_while(|p| listed(text, hits, &p[0], &p[1], comma)).count()
        };
        // how many names the list has, and with those that a comma joins to it (县水务局局长甲，副局长乙、丙3人)
        let n = back(false);
        let differs = |others: usize| said != others as u64 + 1;
        if n == 0 || !differs(n) || !differs(back(true)) {
            continue;
        }
        let message = format!("the list has {} names and says {said}", n + 1);
        out.push(diagnostic(folded, DiagnosticCode::CountMismatch, mentions[i - n].start..end, message));
    }
}

/// Whether the second name is the next one of the list of the first: 甲、乙; 局长甲、副局长乙.
fn listed(text: &str, hits: &Hits, before: &Mention, name: &Mention, comma: bool) -> bool {
    let gap = &text[before.end..name.start];
    // a note in brackets belongs to the name before
    let close = if gap.starts_with(['(', '（']) { gap.find([')', '）']) } else { None };
    let gap = close.map_or(gap, |i| gap[i..].trim_start_matches([')', '）']));
    let step =
        if comma && gap.starts_with(['，', ',']) { gap.chars().next().map_or(0, char::len_utf8) } else { joiner(gap) };
    if step == 0 || gap.chars().nth(30).is_some() || gap[step..].contains(['，', ',', '。', '；', ';', '：', '（', '('])
    {
        return false;
    }
    step == gap.len() || hits.ending(name.start).any(|h| h.word.title.is_some())
}

/// The number that follows a list of names, and where it ends: 4名同志, 二人.
fn stated(text: &str, at: usize) -> Option<(u64, usize)> {
    let rest = &text[at..];
    let numeral: usize = rest
        .chars()
        .take(3)
        .take_while(|c| {
            c.is_ascii_digit() || matches!(*c, '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        })
        .map(char::len_utf8)
        .sum();
    let said = number::parse(&rest[..numeral]).filter(|n| (2..=99).contains(n))?;
    let unit = &rest[numeral..];
    let who = [
        "名同志",
        "名干部",
        "名党员",
        "名公职人员",
        "名责任人",
        "名工作人员",
        "名教师",
        "名民警",
        "名被告人",
        "名领导",
        "位同志",
    ];
    let plain = unit.strip_prefix('人').is_some_and(|r| !r.starts_with(['次', '民', '员', '大']));
    let len = who.iter().find(|w| unit.starts_with(**w)).map(|w| w.len()).or(plain.then_some('人'.len_utf8()))?;
    Some((said, at + numeral + len))
}

#[cfg(test)]
mod tests {
    use crate::DiagnosticCode;

    fn codes(text: &str) -> Vec<DiagnosticCode> {
        let mut codes: Vec<_> = crate::parse(text).diagnostics.into_iter().map(|d| d.code).collect();
        codes.retain(|c| !matches!(c, DiagnosticCode::UnattachedMeasure | DiagnosticCode::AmbiguousDistribution));
        codes
    }

    #[test]
    fn an_article_that_holds_another_offence_is_reported() {
        let wrong = [DiagnosticCode::CitationOffenceMismatch];
        assert_eq!(codes("可能涉嫌《刑法》第二百九十一条，构成编造、故意传播虚假信息罪。"), wrong);
        assert_eq!(codes("散布谣言的，依照《中华人民共和国刑法》第253条，以侵犯公民个人信息罪追究刑事责任。"), wrong);
        for text in [
            "可能涉嫌《刑法》第二百九十一条之一，构成编造、故意传播虚假信息罪。",
            "依照《刑法》第一百一十四条、第一百一十五条，构成以危险方法危害公共安全罪。",
            "依照《刑法》第三百八十五条、第三百八十六条、第六十七条，犯受贿罪，判处有期徒刑三年。",
            "违反《治安管理处罚法》第二十五条，尚不构成诈骗罪的，处五日以下拘留。",
            "涉嫌《刑法》第二百四十六条、第二百九十三条，构成侮辱罪或者寻衅滋事罪。",
        ] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_measure_that_cannot_be_is_reported() {
        let wrong = [DiagnosticCode::ImpossibleMeasure];
        assert_eq!(codes("给予青浔县白渡镇石桥村村委会主任段启衡政务撤职处分。"), wrong);
        assert_eq!(codes("给予水务局原局长段启衡（已退休）政务记过处分。"), wrong);
        assert_eq!(codes("给予水务局科员段启衡（群众）党内警告处分。"), wrong);
        for text in [
            "给予青浔县白渡镇石桥村村委会主任段启衡政务记过处分。",
            "给予青浔县白渡镇石桥村村委会主任段启衡留党察看一年处分。",
            "给予水务局原局长段启衡（已退休）开除党籍处分。",
            "给予水务局科员段启衡（中共党员）党内警告处分。",
        ] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_not_the_names_is_reported() {
        let wrong = [DiagnosticCode::CountMismatch];
        assert_eq!(codes("给予段启衡、温砚秋、庞知远4名同志党内警告处分。"), wrong);
        assert_eq!(codes("对局长段启衡、副局长温砚秋3人给予党内警告处分。"), wrong);
        for text in [
            "给予段启衡、温砚秋、庞知远3名同志党内警告处分。",
            "给予段启衡、温砚秋等4名同志党内警告处分。",
            "对局长段启衡、副局长温砚秋2人给予党内警告处分。",
        ] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_name_that_nothing_closes_is_reported() {
        let wrong = [DiagnosticCode::UncertainName];
        assert_eq!(codes("所长段启衡中午饮酒，受到党内警告处分。"), wrong);
        assert_eq!(codes("镇长段启衡工作时间饮酒，受到党内警告处分。"), wrong);
        for text in [
            "镇长段启衡工作时间饮酒。段启衡受到党内警告处分。",
            "给予段启衡、温砚秋党内警告处分。",
            "给予水务局局长段启衡党内警告处分。",
            "镇长段启衡出席会议。镇长庞某工作时间饮酒，受到党内警告处分。",
        ] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }
}
