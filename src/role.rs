//! People who are quoted or who wrote the text: 「甲说」, 「记者 甲 乙报道」, 「甲 摄」.

use crate::code::Role;
use crate::lexicon::{surname as family, Hits};
use crate::name::{is_han, Names, RARE};
use crate::segment::is_mark;
use crate::text::Folded;
use crate::words::word;

/// What a word tells of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Who wrote the text or took the pictures stands before it.
    Credit,
    /// Who did that stands after it.
    Label,
    /// Who speaks stands before it.
    Speech,
}

/// The words that are such signs.
pub(crate) const SIGNS: &[(&str, Sign)] = &[
    ("报道", Sign::Credit),
    ("摄影", Sign::Credit),
    ("供图", Sign::Credit),
    ("摄", Sign::Credit),
    ("本网记者", Sign::Label),
    ("本报记者", Sign::Label),
    ("本台记者", Sign::Label),
    ("通讯员", Sign::Label),
    ("责任编辑", Sign::Label),
    ("责编", Sign::Label),
    ("编辑", Sign::Label),
    ("审核", Sign::Label),
    ("作者", Sign::Label),
    ("撰稿", Sign::Label),
    ("表示", Sign::Speech),
    ("介绍", Sign::Speech),
    ("认为", Sign::Speech),
    ("指出", Sign::Speech),
    ("坦言", Sign::Speech),
    ("告诉记者", Sign::Speech),
    ("说", Sign::Speech),
];

fn surname(s: &str) -> bool {
    let one = s.chars().next().map_or(0, char::len_utf8);
    let two = s.chars().take(2).map(char::len_utf8).sum::<usize>();
    family(&s[..one]).is_some() || family(&s[..two]).is_some()
}

fn name_like(s: &str) -> bool {
    (2..=4).contains(&s.chars().count())
        && s.chars().all(is_han)
        && surname(s)
        && (s.chars().count() < 4 || family(&s[..6]).is_some())
        && word(s).is_none_or(|cost| cost > RARE)
}

/// Ranges of the names of authors and of people who are quoted without a post beside the name.
pub(crate) fn read(folded: &Folded, hits: &Hits) -> Vec<(Role, (usize, usize))> {
    let text: &str = &folded.text;
    let mut out = Vec::new();
    for hit in hits.signs(Sign::Credit) {
        let word = &text[hit.start..hit.end];
        let closed = text[hit.end..].chars().next().is_none_or(|c| !is_han(c) || c.is_ascii_digit())
            || folded.break_at(hit.end).is_some()
            || word == "报道";
        let mut end = hit.start;
        if !closed {
            continue;
        }
        // names divided by spaces, right to left, up to a mark
        let low =
            text[..end].char_indices().rev().take(24).find(|(_, c)| is_mark(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        let cuts: Vec<usize> = folded.breaks_in(low..end).iter().map(|b| b.0).chain([low]).collect();
        let has_space =
            cuts.len() > 1 || folded.break_at(low).is_some() || word == "摄" && folded.break_at(hit.start).is_some();
        if !has_space {
            continue;
        }
        let mut starts = cuts;
        starts.sort_unstable();
        for &start in starts.iter().rev() {
            if start >= end || !name_like(&text[start..end]) {
                break;
            }
            out.push((Role::Author, (start, end)));
            end = start;
        }
    }
    for hit in hits.signs(Sign::Label) {
        let mut start = hit.end;
        if let Some(colon) = text[start..].chars().next().filter(|c| matches!(c, ':' | '：')) {
            start += colon.len_utf8();
        }
        while let Some(end) = text[start..]
            .char_indices()
            .find(|(i, c)| !is_han(*c) || *i > 0 && folded.break_at(start + i).is_some())
            .map(|(i, _)| start + i)
            .or(Some(text.len()))
        {
            if start >= end || !name_like(&text[start..end]) {
                break;
            }
            out.push((Role::Author, (start, end)));
            start = end;
            if text[start..].starts_with('、') {
                start += '、'.len_utf8();
            } else if folded.break_at(start).is_none() {
                break;
            }
        }
    }
    for hit in hits.signs(Sign::Speech) {
        let end = hit.start;
        let start = text[..end]
            .char_indices()
            .rev()
            .take(5)
            .find(|(i, c)| is_mark(*c) || folded.break_at(i + c.len_utf8()).is_some())
            .map(|(i, c)| i + c.len_utf8());
        let Some(start) = start else { continue };
        let quote = text[..start].ends_with(['”', '"', '」', '。']);
        if quote && end > start && name_like(&text[start..end]) {
            out.push((Role::Quoted, (start, end)));
        }
    }
    out
}

/// Whether a name is followed by a verb of speech: 「高某某日前表示」.
pub(crate) fn speaks(names: &Names, end: usize) -> bool {
    let rest: &str = &names.folded.text[end..];
    let rest = ["日前", "近日", "昨日", "目前", "对此", "在接受采访时", "向记者"]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
        .unwrap_or(rest);
    ["表示", "介绍", "认为", "指出", "坦言", "说", "告诉记者", "透露"].iter().any(|w| rest.starts_with(w))
}
