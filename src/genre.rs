//! What kind of text a document without parts is, from simple signs.

use crate::code::SectionKind;
use crate::model::{Bulletin, Section};
use crate::provision::Found;
use crate::text::Folded;
use crate::words::has;

/// The one section of a document that has no parts.
pub(crate) fn whole(folded: &Folded, out: &Bulletin, found: &Found) -> Option<Section> {
    let text: &str = &folded.text;
    if text.is_empty() {
        return None;
    }
    let legal: usize = found.zones.iter().map(|z| z.end - z.start).sum();
    let people = out.measures.iter().filter(|m| m.target.person().is_some()).count();
    let title = out.title.as_deref().unwrap_or("");
    let opening = text.char_indices().nth(160).map_or(text, |x| &text[..x.0]);
    let court = || {
        ["宣判", "判决", "获刑", "一审", "二审"].iter().any(|w| title.contains(w))
            || !title.contains("通报") && has(opening, "人民法院") && ["宣判", "判处"].iter().any(|w| has(opening, w))
    };
    let press = || ["记者", "本报讯", "本网讯", "电）", "通讯员", "本報"].iter().any(|w| has(opening, w));
    let kind = if legal * 2 > text.len() {
        SectionKind::Legal
    } else if out.statistics.len() >= 3 && out.statistics.len() > people {
        SectionKind::Statistics
    } else if people > 0 && court() {
        SectionKind::Judgment
    } else if press() {
        SectionKind::News
    } else if !out.measures.is_empty() {
        SectionKind::Disciplinary
    } else {
        SectionKind::Other
    };
    Some(Section {
        heading: out.title.clone().unwrap_or_default(),
        kind,
        issuer: out.issuer.clone(),
        date: out.date.clone(),
        span: folded.span(0, text.len()),
    })
}

#[cfg(test)]
mod tests {
    use crate::SectionKind;

    #[test]
    fn a_document_without_parts_is_one_section() {
        const NOTICE: &str = "近日，县纪委监委查处一起问题。给予水务局局长段启衡党内警告处分。";
        let kind = |text: &str| crate::parse(text).sections.first().map(|s| s.kind);
        assert_eq!(kind(NOTICE), Some(SectionKind::Disciplinary));
        assert_eq!(kind("水务局举行植树活动。"), Some(SectionKind::Other));
        assert_eq!(
            kind("段启衡受贿案一审宣判\n近日，青浔县人民法院以受贿罪判处水务局局长段启衡有期徒刑三年。"),
            Some(SectionKind::Judgment)
        );
        assert_eq!(kind(""), None);
    }
}
