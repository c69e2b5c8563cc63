//! Organisations as targets (问责党组织、处罚单位): the object of 责成 or 给予, the subject of 被通报批评, what 吊销…许可证 takes from.

use super::Linker;
use crate::code::Measure;
use crate::lexicon::{TitleKind, UnitKind};
use crate::measure::MeasureHit;
use crate::number::is_ordinal;
use crate::place::{ends, join, Pieces};
use crate::post::{joiner, Element};
use crate::restore::Post;
use crate::segment::{after_mark, is_mark};
use crate::target::Target;
use crate::words::rfind;
use std::ops::Range;

/// Verbs whose object stands right after them.
const VERBS: &[&str] = &["责成", "责令", "给予", "对", "要求", "约谈", "将", "建议"];
/// What the clause of the measure begins with when the body stands in the clause before it.
const RESUMES: &[&str] =
    &["责令", "责成", "予以", "给予", "建议", "拟", "由", "被", "受到", "处", "依法", "判处", "吊销", "在全", "取消"];
/// What the clause of a body tells when the measure that follows is against itself.
const FAULTS: &[&str] =
    &["未", "不", "违", "失", "负有", "问题", "虚", "瞒", "漏", "缺", "拖", "擅自", "超", "罪", "降", "扣"];
/// What may follow a body that a verb has as its object, and tells what it did: 对某行|违规放贷行为作出罚款.
const FAULTY: &[&str] = &["违规", "违法", "违反", "存在", "涉嫌", "未", "虚假", "扣", "采取"];
const COMMAS: &[char] = &['，', ',', '：', ':'];
const LEVELS: &[char] = &['省', '市', '县', '区', '州', '旗', '镇', '乡', '村', '盟', '局'];
/// How many units back a name is looked for.
pub(super) const NEAR: usize = 40;
/// What a body is called before its name.
const LABELS: &[&str] = &["涉事企业", "涉案企业", "被告单位", "责任单位", "涉事单位", "涉事", "涉案", "承包商"];
/// What may follow the name of a body that a verb has as its object.
const CLOSES: &[char] = &[
    '予', '给', '进', '作', '向', '处', '下', '的', '，', ',', '在', '被', '受', '(', '（', '因', '罚', '通', '责',
    '对', '“', '：', ':', '。', '；',
];
/// Words for a body that belong to its party group.
const PARTY: &[&str] = &["党委", "党组", "党支部", "党总支", "党工委"];

/// Whether nobody but a body can receive the measure.
pub(super) fn bodies_only(measure: Measure) -> bool {
    matches!(measure, Measure::OrderedRectification | Measure::Reorganization)
}

/// Whether a body can receive the measure.
pub(super) fn befits(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::OrderedInspection
            | Measure::CirculatedCriticism
            | Measure::Reorganization
            | Measure::OrderedRectification
            | Measure::ReminderTalk
            | Measure::PenaltyFine
            | Measure::PenaltyWarning
            | Measure::PenaltyUnspecified
            | Measure::HonourRevocation
            | Measure::QualificationRevocation
            | Measure::AccountabilityUnspecified
            | Measure::CriminalFine
            | Measure::Other
    )
}

impl Linker<'_> {
    /// The bodies that a list of measures is taken against, when it is bodies that stand nearest.
    pub(super) fn body_target(
        &self,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        body: &Range<usize>,
    ) -> Option<Target> {
        if !befits(list[0].measure) {
            return None;
        }
        let text = self.text();
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let own = |units: &[(usize, usize)]| {
            // 被市纪委约谈: who does it is not whom it befalls
            let agent = |&(a, b): &(usize, usize)| self.bodies.iter().any(|x| x.start < b && a < x.end && x.end >= b);
            let person = |t: &Target| t.end > units[0].0 && t.start < start && !text[t.start..t.end].ends_with("班子");
            !units.is_empty() && !units.iter().any(agent) && !named.iter().chain(crowds).any(person)
        };
        let mut units = self.taken_from(&list[0]);
        if units.is_empty()
            && list.len() == 1
            && matches!(list[0].measure, Measure::CirculatedCriticism | Measure::ReminderTalk)
        {
            // 通报批评A、B。 约谈了A。
            let end = end + if text[end..].starts_with('了') { '了'.len_utf8() } else { 0 };
            let stop = text[end..body.end].find(|c| is_mark(c) && c != '、').map_or(body.end, |i| end + i);
            units = row(self.bodies_in(end..stop, body.end, false), text);
            if units.first().is_none_or(|u| u.0 != end) || units.last().is_none_or(|u| u.1 != stop) {
                units.clear();
            }
        }
        let section = from + after_last(&text[from..start], &['；', ';', '。']);
        // from the clause of the measure back to the beginning
        let mut stop = start;
        while units.is_empty() {
            let head = section + after_last(&text[section..stop], COMMAS);
            let found = self.in_clause(head..stop, start, body);
            if own(&found) {
                units = found;
                // 责成A向C，B向D作出检查
                let pair = text[section..head].trim_end_matches(COMMAS);
                let before = section + after_last(pair, COMMAS);
                if text[head..stop].contains('向') && pair[before - section..].contains('向') {
                    let end = section + pair.len();
                    let mut all = self.in_clause(before..end, end, body);
                    if own(&all) {
                        all.append(&mut units);
                        units = all;
                    }
                }
            } else if !found.is_empty() || named.iter().chain(crowds).any(|t| t.start >= head && t.start < stop) {
                return None;
            }
            if head == section {
                break;
            }
            stop = section + text[section..head].trim_end_matches(COMMAS).len();
        }
        if units.is_empty() {
            // 对A：给予…；责令…: what stands before the colon holds for the sentence
            let head = text[body.start..start].find(['：', ':']).map(|i| body.start + i);
            let numbered = body.start + item(&text[body.clone()]);
            units = head
                .filter(|h| *h >= numbered && text[numbered..].starts_with('对'))
                .map(|h| self.in_clause(numbered..h, h, body))
                .filter(|u| u.last().is_some_and(|u| Some(u.1) == head) && own(u))
                .unwrap_or_default();
        }
        let (first, last) = (units.first()?.0, units.last()?.1);
        let organizations = self.restored(&units);
        Some(Target { start: first, end: last, people: Vec::new(), crowd: None, organizations, counted: false })
    }

    /// 撤销A“…”称号, 吊销A许可证: the body between the verb and what it loses.
    fn taken_from(&self, hit: &MeasureHit) -> Vec<(usize, usize)> {
        let text = self.text();
        let verb = ["撤销", "取消", "吊销", "暂扣"].iter().find(|v| text[hit.start..hit.end].starts_with(**v));
        let Some(at) = verb.map(|v| hit.start + v.len()) else { return Vec::new() };
        // 取消该校资格
        let short = ["该校", "该园", "该社", "该院", "该站", "该馆", "该厂", "该行"];
        if let Some(word) = short.iter().find(|w| text[at..hit.end].starts_with(**w)) {
            return vec![(at, at + word.len())];
        }
        let mut units = row(self.bodies_in(at..hit.end, hit.end, true), text);
        if units.first().is_none_or(|u| u.0 != at) {
            units.clear();
        }
        units
    }

    /// The bodies of one clause that a measure at `start`, in it or after it, can be against.
    fn in_clause(&self, clause: Range<usize>, start: usize, body: &Range<usize>) -> Vec<(usize, usize)> {
        let text = self.text();
        let words = &text[clause.clone()];
        let here = clause.end == start;
        // the object of the last verb
        let last = |verbs: &[&str]| {
            let told = verbs.iter().filter(|v| self.held.may(v));
            told.filter_map(|v| rfind(words, v).map(|i| i + v.len())).max()
        };
        let (verb, order) = (last(VERBS), last(&["责成", "责令"]));
        if let Some(i) = order.or(verb) {
            let begin = clause.start + i;
            let stop = text[begin..clause.end].find('向').map_or(clause.end, |i| begin + i);
            let units = row(self.bodies_in(begin..stop, body.end, false), text);
            let near = units.first().is_some_and(|u| u.0 <= begin + 3 * 16);
            // 责令A限期兑付，并作出检查
            let resumed = || {
                let next = text[clause.end..start].trim_start_matches(['，', ',', '：', ':']);
                let whole = units.last().is_some_and(|u| u.1 == clause.end);
                whole && (next.is_empty() || RESUMES.iter().any(|w| next.starts_with(w)))
                    || order.is_some() && next.starts_with('并')
            };
            if near && (here || resumed()) {
                return units;
            }
        }
        // the subject
        let head = clause.start + item(words);
        let passive_or_to =
            |&(i, c): &(usize, char)| matches!(c, '被' | '向' | '受') && !text[head + i..].starts_with("被告");
        let stop = text[head..clause.end].char_indices().find(passive_or_to).map_or(clause.end, |(i, _)| head + i);
        let units = row(self.bodies_in(head..stop, body.end, true), text);
        let (Some(first), Some(last)) = (units.first(), units.last()) else { return units };
        let labelled = LABELS.iter().find(|l| text[head..first.0].ends_with(**l)).map_or(0, |l| l.len());
        let subject = Target {
            start: first.0 - labelled,
            end: last.1,
            people: Vec::new(),
            crowd: None,
            organizations: Vec::new(),
            counted: false,
        };
        let posted = self.hits.starting(last.1).iter().any(|h| h.word.title.is_some_and(|k| k != TitleKind::Label));
        // 环保部|有关负责人表示: who tells of it
        let speaker = ["有关负责人", "相关负责人", "有关负责同志", "新闻发言人"];
        let speaks = speaker.iter().any(|w| text[last.1..].starts_with(w));
        if posted || speaks || !self.is_subject(head, &subject) {
            return Vec::new();
        }
        let rest = &text[last.1..start];
        let passive = |s: &str| ["被", "受到", "受", "遭", "获", "拟", "予以", "收到"].iter().any(|w| s.contains(w));
        let fits = if here {
            passive(rest) || rest.contains('向') || rest.is_empty() && text[start..].starts_with(['作', '限'])
        } else {
            let (told, tail) = rest.rsplit_once(['，', ',', '：', ':']).unwrap_or(("", rest));
            let fault = told.is_empty() || passive(tail) || FAULTS.iter().any(|w| told.contains(w));
            let opening: String = told.chars().take(3).collect();
            let agent = RESUMES.iter().any(|w| told.starts_with(w)) && !passive(&opening);
            fault && !agent && (tail.is_empty() || RESUMES.iter().any(|w| tail.starts_with(w)))
        };
        if fits {
            units
        } else {
            Vec::new()
        }
    }

    /// The bodies named in a range, in order; before a predicate more may follow than after a verb.
    fn bodies_in(&self, range: Range<usize>, stop: usize, subject: bool) -> Vec<(usize, usize)> {
        const CLOSE: &[&str] = &["限期", "分别", "停业", "停产", "吊销", "全", "改组", "解散", "班子", "领导班子"];
        const VAGUE: &[&str] = &["全", "各", "有关", "相关", "上级", "所在", "任何"];
        let text = self.text();
        let mut out: Vec<(usize, usize)> = Vec::new();
        let mut low = range.start;
        for &hit in self.hits.within(range.start, range.end) {
            let place = hit.word.unit == Some(UnitKind::Place);
            if hit.word.unit.is_none() || hit.end > range.end || hit.start < low || place && !subject {
                continue;
            }
            // 党委|委员, 园|办学: the word goes on
            let longer = self.hits.across(hit.end).any(|h| {
                let w = h.word;
                w.unit.is_some() || w.title.is_some()
            });
            let next = &text[hit.end..stop];
            let goes_on = self.hits.starting(hit.end).iter().any(|h| {
                let w = h.word;
                w.unit.is_some() || w.title.is_some()
            });
            let closed = hit.end == range.end && !goes_on
                || joiner(next) > 0
                || next.starts_with(CLOSES)
                || CLOSE.iter().any(|w| next.starts_with(w))
                || !subject && FAULTY.iter().any(|w| next.starts_with(w))
                || subject && !place && !goes_on && !next.starts_with(['原', '副', '时', '主', '负', '班', '法']);
            // 甲所在单位
            let whose = text[hit.start..hit.end].ends_with('所') && next.starts_with('在');
            if longer || whose || !closed {
                continue;
            }
            // 农贸市场|管理|公司: one name
            let gap = out.last().map_or("", |u| &text[u.1..hit.start]);
            if let Some(last) = out.last_mut().filter(|_| {
                !gap.is_empty()
                    && gap.chars().count() <= 4
                    && joiner(gap) == 0
                    && !gap.contains(CLOSES)
                    && !gap.contains(['犯', '未', '不', '与', '和', '违'])
            }) {
                last.1 = hit.end;
                low = hit.end;
                continue;
            }
            let mut from = self.posts.unit_start(low, hit.end, self.known).max(low);
            for label in LABELS {
                if from + label.len() < hit.end && text[from..hit.end].starts_with(label) {
                    from += label.len();
                }
            }
            let name = &text[from..hit.end];
            let level = name.starts_with(LEVELS);
            if name.chars().count()
                >= match name.chars().next() {
                    Some('该' | '本') if hit.start == from + '该'.len_utf8() => 2,
                    _ if hit.end - hit.start > 3 || level => 2,
                    _ if place => 3,
                    _ => 4,
                }
                && !name.contains(|c: char| c.is_ascii_digit())
                && !VAGUE.iter().any(|w| name.starts_with(w))
            {
                out.push((from, hit.end));
                low = hit.end;
            }
        }
        out
    }

    /// The names of bodies with what was left out.
    fn restored(&self, units: &[(usize, usize)]) -> Vec<Pieces> {
        let text = self.text();
        let mut out: Vec<Pieces> = Vec::new();
        let mut row: Option<Post> = None;
        for &(a, b) in units {
            let name = &text[a..b];
            // 局党委 is the party group of the bureau named before
            let group = PARTY.iter().find_map(|p| name.strip_suffix(p)).filter(|n| !n.is_empty());
            let cut = if group.is_some_and(|n| n.chars().count() > 1 || !"省市县区州旗镇乡村盟".contains(n)) {
                a + group.map_or(0, str::len)
            } else {
                b
            };
            let element = Element {
                start: a,
                end: cut,
                unit: Pieces::one(a, cut),
                title: Pieces::new(),
                kind: TitleKind::Other,
                status: None,
                rank: None,
            };
            // 文坊镇党委和|政府, 县环保局、|县水务局: what is left out is the place
            let beside = row.as_ref().filter(|_| {
                matches!(name, "政府" | "人民政府" | "党委") || name.starts_with(LEVELS) || !ends(name).is_empty()
            });
            let (mut unit, mut restored) = if name.starts_with('某') {
                (Pieces::one(a, cut), false)
            } else {
                self.restorer.unit(&element, beside, None, &self.focus)
            };
            if !restored {
                // the same body was named in full before
                let bare = text[a..cut].trim_start_matches(['该', '本']);
                let fuller = |u: &&Pieces| {
                    let full = join(text, u);
                    full.len() > bare.len() && full.ends_with(bare) && u.last().is_some_and(|p| p.1 <= a)
                };
                let short = bare.chars().count() <= 6;
                let cased =
                    self.focus.unit().into_iter().chain(self.focus.units().iter().rev().take(NEAR)).find(fuller);
                let place = ends(bare).first().copied();
                if let Some(full) = cased.filter(|_| short && place.is_none()) {
                    unit = unlabelled(text, full);
                    restored = true;
                } else if place.is_some_and(|e| bare[..e].ends_with(['镇', '乡', '道'])) {
                    // a township in the county of the document
                    let county = self
                        .focus
                        .posts()
                        .iter()
                        .rev()
                        .take(NEAR)
                        .chain(self.focus.units().iter().rev().take(NEAR))
                        .find_map(|u| {
                            let place = self.restorer.place_of(u);
                            join(text, &place).ends_with(['县', '区', '旗', '市']).then_some(place)
                        });
                    if let Some(mut full) = county {
                        full.extend(unit.iter().copied());
                        unit = full;
                        restored = true;
                    }
                }
            }
            if cut < b {
                unit.push((cut, b));
            }
            row = Some(Post { unit: unit.clone(), title: Pieces::new(), restored, element });
            out.push(unit);
        }
        out
    }
}

/// The bodies that stand in one row from the first on.
fn row(units: Vec<(usize, usize)>, text: &str) -> Vec<(usize, usize)> {
    let mut end = units.first().map_or(0, |u| u.0);
    units
        .into_iter()
        .take_while(|u| {
            let joined = u.0 == end || end < u.0 && joiner(&text[end..u.0]) == u.0 - end;
            end = u.1;
            joined
        })
        .collect()
}

/// A name without the word that calls it a firm of the case.
fn unlabelled(text: &str, unit: &Pieces) -> Pieces {
    let mut unit = unit.clone();
    if let Some(first) = unit.first_mut() {
        if let Some(label) = LABELS.iter().find(|l| text[first.0..first.1].starts_with(**l)) {
            first.0 += label.len();
        }
    }
    unit
}

/// Where the text after the last of the marks begins.
fn after_last(text: &str, marks: &[char]) -> usize {
    text.len() - after_mark(text, |c| marks.contains(&c)).len()
}

/// The length of the number of an item at the start of a clause: （一）, 2．
fn item(clause: &str) -> usize {
    let rest = clause.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || is_ordinal(c)
            || matches!(
                c,
                '（' | '）'
                    | '('
                    | ')'
                    | '、'
                    | '．'
                    | '.'
                    | '①'
                    | '②'
                    | '③'
                    | '④'
                    | '⑤'
                    | '⑥'
                    | '⑦'
                    | '⑧'
                    | '⑨'
            )
    });
    let len = clause.len() - rest.len();
    if clause[..len].contains(|c| matches!(c, '）' | ')' | '、' | '．' | '.') || ('①'..='⑨').contains(&c)) {
        len
    } else {
        0
    }
}
