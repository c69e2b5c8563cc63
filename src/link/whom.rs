//! Whom a list of measures goes to.
//!
//! What stands right beside it comes first, then the subject of its clause, then whom the measure before it went to,
//! then the people in focus.

use super::organ::{befits, bodies_only};
use super::Linker;
use crate::code::{Basis, Measure};
use crate::lexicon::{surname, Hit, Surname, TitleKind, UnitKind};
use crate::measure::MeasureHit;
use crate::name::is_han;
use crate::place::ends;
use crate::post::Known;
use crate::segment::{after_mark, is_mark, last_mark};
use crate::target::{count, Target};
use crate::text::Break;
use crate::words::{any, find, list, places, rfind, Heads, List};
use once_cell::sync::Lazy;
use std::cell::LazyCell;
use std::ops::Range;

/// What may stand between a target and its measure.
static LIGHT: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "分别",
        "均",
        "都",
        "各",
        "先后",
        "已经",
        "已",
        "也",
        "同时",
        "一并",
        "被",
        "受到",
        "受了",
        "受",
        "给予了",
        "给予",
        "予以",
        "进行",
        "作出",
        "做出",
        "处以",
        "判处",
        "并处",
        "处",
        "依法",
        "依规",
        "依纪",
        "的",
        "了",
        "过",
        "相应",
        "等",
        "人",
        "同志",
        "并",
        "决定",
        "责令",
        "提起",
        "采取",
        "全部",
        "两人",
        "二人",
        "三人",
        "四人",
        "还",
        "依次",
        "遭",
        "获",
        "接受",
        "一审",
        "二审",
        "当庭",
        "严肃",
        "党纪",
        "政务",
        "以",
        "开展",
        "不同程度",
        "即",
        "分别予以",
        "从重",
        "最终",
        "也都",
        "先行",
        "也分别",
        "又",
        "则",
        "其",
        "共同",
        "一",
        "所有",
        "按规定",
        "按程序",
        "按照程序",
        "有期徒刑",
        "行政",
        "因此",
        "随后",
        "日前",
        "近日",
        "目前",
        "后",
        "实施",
        "责成",
        "要求",
        "应",
        "立即",
        "公开",
        "提醒",
    ])
});

/// What may stand before the subject of a clause.
static ADVERBS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "目前",
        "近日",
        "日前",
        "随后",
        "此前",
        "其间",
        "期间",
        "同年",
        "次日",
        "当日",
        "当晚",
        "同时",
        "此外",
        "另外",
        "另查明",
        "经查",
        "其中",
        "例如",
        "比如",
        "如",
        "今年",
        "去年",
        "近期",
        "最终",
        "随即",
        "而",
        "但",
        "并",
        "原来",
        "主犯",
        "被告人",
        "犯罪嫌疑人",
        "当事人",
        "时任",
        "现任",
        "原",
        "和",
        "初",
        "底",
        "晚",
        "上午",
        "下午",
        "以来",
        "截至",
        "认定",
        "认为",
        "查明",
        "宣布",
        "判决",
        "后",
        "案发后",
        "案发",
        "案发时",
        "事发",
        "事发时",
        "事后",
        "通报称",
        "通报指出",
        "已有",
        "的",
        "该",
        "本",
        "“",
        "随着",
        "其",
    ])
});

/// Words that stand for people who were named before.
const PRONOUNS: &[&str] = &["其", "该同志", "二人", "两人", "三人", "四人", "本人", "他", "她"];

/// The most people of one case who took the same together.
const MOST: usize = 12;

/// Counts that point back to as many people of the case.
const PEOPLE: &[(&str, usize)] = &[("二人", 2), ("两人", 2), ("三人", 3), ("四人", 4), ("五人", 5)];

/// Words of a sentence that announces what follows.
static ANNOUNCED: Lazy<List> = Lazy::new(|| list(["通报如下", "现将", "如下", "公开通报", "公开曝光", "通报曝光"]));

/// Money of the public, which is brought back from those who had no part in the case.
static PUBLIC: Lazy<List> =
    Lazy::new(|| list(["补贴", "补助", "资助款", "低保金", "资金", "经费", "专款", "学费", "基金"]));
/// What a person took for himself.
static TAKEN: Lazy<List> = Lazy::new(|| list(["礼品", "礼金", "红包", "香烟", "烟酒", "所收", "所得", "收受"]));

impl Linker<'_> {
    /// The person whose note in brackets holds the offset: 甲（开除党籍、开除公职）.
    fn noted_after(&self, body: &Range<usize>, at: usize, named: &[Target]) -> Option<Target> {
        let text = self.text();
        let open = self.bracket(body.start, at)?;
        let name = self.people.within(body).iter().find(|m| m.end == open)?;
        let target = named.iter().find(|t| t.people.contains(&name.person))?;
        // （其分管的站长乙已被开除党籍）: another is named in it
        let note = text[open..at].trim_start_matches(['(', '（']);
        let other = note.starts_with(['其', '因']) || !self.people.within(&(open..at)).is_empty();
        let alone = !other && !note.contains([')', '）']);
        alone.then(|| Target { people: vec![name.person], ..target.clone() })
    }

    /// Whom a list of measures goes to, how it is known, and by which rule.
    #[allow(clippy::too_many_arguments)] // what a sentence is made of
    pub(super) fn target(
        &mut self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        last: &[Target],
    ) -> Option<(Vec<Target>, Basis, &'static str)> {
        let text = self.text();
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let lead = &text[from..start];
        let section =
            self.semicolon(from, start).map_or(from, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
        // 甲、乙失职，一个免职，一个记过: who is who is not told
        let clause = after_mark(lead, is_mark);
        if ["一个", "一人", "另一个", "另一人", "其中一人"].iter().any(|w| clause.starts_with(w)) {
            return None;
        }
        let basis = |t: &Target| if t.people.len() > 1 { Basis::Distributed } else { Basis::Explicit };
        // 免去甲某局局长职务, 判处甲有期徒刑: the target stands inside the words of the measure
        if let Some(t) = named.iter().find(|t| t.start >= start && t.end <= end) {
            return Some((vec![t.clone()], basis(t), "link/give-to"));
        }
        if let Some(t) = self.noted_after(body, start, named) {
            return Some((vec![t], Basis::Explicit, "link/note"));
        }
        // 处理5.77万人: the count stands after
        // 处理快件3.31亿件: things that are no cases
        let things = |t: &Target| {
            let cases = ["案", "问题", "线索", "违", "举报", "腐"].iter().any(|w| self.held.has(&text[end..t.end], w));
            list[0].measure == Measure::AccountabilityUnspecified
                && t.end > end
                && t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| !n.people))
                && !cases
                && !text[..t.end].ends_with('起')
        };
        let after = crowds.iter().find(|t| {
            t.start >= end && t.start < end + 3 * 30 && t.counted && !things(t) && {
                !text[end..t.start].contains(|c| is_mark(c) && !matches!(c, '“' | '”' | '、'))
            }
        });
        // 被镇党委书记甲约谈: who does it is not whom it befalls
        let paid = matches!(list[0].measure, Measure::Restitution);
        let agent = |t: &Target| !paid && ["被", "由"].iter().any(|w| text[from..t.start].ends_with(w));
        let mut near: Vec<&Target> =
            named.iter().chain(crowds).filter(|t| t.start >= from && t.end <= start && !agent(t)).collect();
        near.sort_by_key(|t| t.start);
        // 对查处的5起典型案例进行通报
        let told = || ["通报", "曝光", "案例", "典型"].iter().any(|w| self.held.has(&text[body.clone()], w));
        let handled = list.iter().all(|m| m.measure == Measure::CaseHandled);
        let announced = LazyCell::new(|| {
            any(&ANNOUNCED, &text[body.clone()]) || handled && text[end..].starts_with('的') && told()
        });
        if let Some(t) =
            after.filter(|t| !*announced || t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| n.people)))
        {
            let governs = near.last().is_none_or(|n| !Self::light(&text[n.end..start]));
            let clause = text[end..t.end].find(['，', ',']).is_none();
            // 受处分影响期满的2630名干部
            let gap = &text[end..t.start];
            let told_of = gap.ends_with('的') && gap.chars().count() > 3;
            if governs && clause && !told_of && !text[t.end..].starts_with("的") {
                return Some((vec![t.clone()], Basis::Explicit, "figure/count"));
            }
        }
        let counted = near.last().is_some_and(|t| t.counted && t.people.is_empty());
        if !counted && list.iter().all(|m| bodies_only(m.measure)) {
            let on = || last.iter().any(|t| !t.organizations.is_empty()).then(|| last.to_vec());
            return match self.body_target(from, list, named, crowds, body) {
                Some(t) => Some((vec![t], Basis::Explicit, "link/organisation")),
                None => on().map(|last| (last, Basis::Explicit, "link/same-sentence")),
            };
        }
        if let Some(t) = self.whole_list(&near, list, start) {
            return Some((vec![t], Basis::Distributed, "link/list-outcome"));
        }
        // 以上人员均受到…: those of the sentence before
        let pointer = |t: &&&Target| {
            ["以上人员", "上述人员", "以上同志", "上述同志"].contains(&&text[t.start..t.end])
                && Self::light(&text[t.end..start])
        };
        if let Some(t) = near.last().filter(pointer).filter(|_| self.topic.len() > 1) {
            let people = Target { people: self.topic.clone(), crowd: None, counted: false, ..(*t).clone() };
            return Some((vec![people], Basis::Anaphoric, "link/receives"));
        }
        if let Some(&t) = near.last() {
            let gap = &text[t.end..start];
            let things = t.people.is_empty() && t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| !n.people));
            let bodies = ["组织", "单位", "支部", "企业", "党委"];
            let units = things && bodies.iter().any(|w| self.held.has(&text[t.start..start], w));
            let fits = !things
                || matches!(list[0].measure, Measure::CaseHandled | Measure::Investigation)
                    && !text[t.end..start].contains("线索")
                || units && befits(list[0].measure);
            // 对3个党支部进行通报, 2家单位被取消称号
            let gap = if units {
                bodies.iter().filter_map(|w| rfind(gap, w)).max().map_or(gap, |i| &gap[i + "组织".len()..])
            } else {
                gap
            };
            // 给予甲、乙，党内警告处分
            let after_comma = gap.strip_prefix(['，', ',']).is_some_and(Self::light) && !t.people.is_empty() && {
                let row = self.row_back(&near, section);
                gives(&text[section..row[0].start])
            };
            if (Self::light(gap) || after_comma) && fits {
                // 给予甲,…乙,…丙处分: every list after the verb
                let all = self.row_back(&near, section);
                let whole: Vec<Target> = all.into_iter().cloned().collect();
                let rule = if gives(&text[section..whole[0].start]) { "link/give-to" } else { "link/receives" };
                let b = if whole.len() > 1 { Basis::Distributed } else { basis(t) };
                return Some((whole, b, rule));
            }
            // 对甲…进行, 给予履职不力的甲…, 对甲，由某领导约谈: object with words between
            if let Some(o) = near.iter().rev().find(|o| {
                let gap = &text[o.end..start];
                let by = gap.strip_prefix(['，', ',']).filter(|g| g.starts_with('由')).unwrap_or(gap);
                o.start >= section && gives_object(&text[section.max(from)..o.start]) && !by.contains(['，', ','])
            }) {
                return Some((vec![(*o).clone()], basis(o), "link/give-to"));
            }
        }
        // 约谈了某街道主要负责人: the object stands after
        let verb = matches!(
            list[0].measure,
            Measure::ReminderTalk
                | Measure::AccountabilityUnspecified
                | Measure::CirculatedCriticism
                | Measure::Investigation
        );
        let object = named.iter().chain(crowds).find(|t| {
            verb && t.start >= end && matches!(&text[end..t.start], "" | "了") && !text[t.start..].starts_with('的')
        });
        if let Some(t) = object.filter(|_| list.len() == 1 && !text[start..end].contains('处')) {
            return Some((vec![t.clone()], basis(t), "link/give-to"));
        }
        // 责成A、B向C作出检查
        if let Some(t) = self.body_target(from, list, named, crowds, body) {
            return Some((vec![t], Basis::Explicit, "link/organisation"));
        }
        let pronoun = PRONOUNS.iter().filter(|p| self.held.has(&text[from..end], p)).any(|p| {
            text[start..end].contains(p)
                || places(lead, p).any(|i| {
                    let (before, after) = (&lead[..i], &lead[i + p.len()..]);
                    after.is_empty()
                        || after.starts_with("给予")
                        || before.ends_with(['对', '将', '由'])
                        || before.ends_with("给予")
                })
        });
        let subject = near.iter().rev().find(|t| self.is_subject(section.max(from), t) && !self.is_part_of_body(t));
        if let Some(t) = subject {
            let crowd_only = t.people.is_empty();
            let gap = &text[t.end..start];
            // 甲因学生未完成作业将其带到办公室批评教育: the subject is who does it
            let agent =
                gap.split(['，', ',']).next().is_some_and(|g| ["将其", "对其", "把其"].iter().any(|w| g.contains(w)));
            if agent {
                return None;
            }
            let fits = !crowd_only
                || t.counted
                    && gap.chars().count() <= 40
                    && (receives(gap) || !Self::bare(t) && !self.statistic || !gap.contains(['，', ',']))
                // 该厂主要负责人履职不到位，由上级党委对其批评教育
                || gap.contains(['，', ',']) && gap.ends_with("对其") && gap.chars().count() <= 40 && self.opens_subject(t.start)
                || Self::light(gap)
                || gap.starts_with('由') && gap.chars().count() <= 16 && !gap.contains(['，', ','])
                || gap.chars().count() <= 40 && receives(gap);
            let told = crowd_only && t.counted && *announced || {
                let things = t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| !n.people));
                crowd_only && things && !matches!(list[0].measure, Measure::CaseHandled | Measure::Investigation)
            };
            if fits
                && !told
                && !(crowd_only
                    && t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| !n.people))
                    && !receives(gap))
            {
                let b = if pronoun { Basis::Anaphoric } else { basis(t) };
                return Some((vec![(*t).clone()], b, "link/receives"));
            }
        }
        if let Some(t) = self.surname_alone(section, start) {
            return Some((vec![t], Basis::Anaphoric, "link/surname"));
        }
        let money = list.iter().all(|m| matches!(m.measure, Measure::Restitution | Measure::ConfiscationOfGains));
        let clause = start - clause.len();
        let thing = &text[clause..end];
        let held = |word| self.held.has(thing, word);
        let returned = held("追回") && any(&PUBLIC, thing) || held("发放") && held("清退");
        if money && !pronoun && returned && !held("由") {
            return None;
        }
        // 所收礼品予以收缴: of everyone who has been told of
        let takers = self.out.cases.last().map_or(&[][..], |c| &c.subjects);
        let all = (2..=MOST).contains(&takers.len()) && last.iter().all(|t| t.crowd.is_none());
        if money && !pronoun && all && any(&TAKEN, thing) {
            let own = self.taker(start);
            let people = own.map_or_else(|| takers.to_vec(), |one| vec![one]);
            let t = Target { start, end: start, people, crowd: None, organizations: Vec::new(), counted: false };
            return Some((vec![t], Basis::Carried, "link/carried"));
        }
        // 所收钱款已全部退还, told of a case of several people: nobody's in particular
        let others = self.out.cases.last().map_or(0, |c| c.subjects.len());
        let latest = if last.is_empty() { self.topic.len() } else { last.iter().map(|t| t.people.len()).sum() };
        if money && !pronoun && others > latest {
            return None;
        }
        if is_of_thing(&text[clause..start]) {
            return None;
        }
        // a subject that we do not know, a count that was not read
        if self.names_other(list) || self.counted_after(end, crowds) {
            return None;
        }
        if self.unread_subject(section.max(from), start)
            || !pronoun && self.other_subject(section.max(from), start, named, crowds)
        {
            return None;
        }
        let figures = self.statistic
            && self.has_figures()
            && last.iter().all(|t| t.people.is_empty() && t.organizations.is_empty());
        if !last.is_empty() && figures {
            return None;
        }
        // what only a person receives does not go on from a body
        if last.iter().any(|t| !t.organizations.is_empty()) {
            // 某局被责令整改，某某受到通报批评: a clause with a subject of its own
            let clause = after_mark(lead, |c| matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':'));
            let own = ["被", "受到"].iter().find_map(|v| clause.split_once(v)).is_some_and(|(c, _)| !Self::light(c));
            if own || !befits(list[0].measure) {
                return None;
            }
        }
        // 甲被开除党籍，乙被开除公职，两人均被移送检察机关: both, whoever was named last
        let words = &text[clause..start];
        let count = PEOPLE.iter().find(|p| words.starts_with(p.0)).map_or(0, |p| p.1);
        let told = self.out.cases.last().map_or(&[][..], |c| &c.subjects);
        if count > last.iter().map(|t| t.people.len()).sum() && told.len() == count {
            let people = told.to_vec();
            let t = Target { start, end: start, people, crowd: None, organizations: Vec::new(), counted: false };
            return Some((vec![t], Basis::Anaphoric, "link/carried"));
        }
        if !last.is_empty() {
            let b = if pronoun { Basis::Anaphoric } else { last.first().map_or(Basis::Explicit, basis) };
            return Some((last.to_vec(), b, "link/same-sentence"));
        }
        // 本应给予甲…,已对其立案: the last one named
        if pronoun {
            let opened = self.semicolon(body.start, start).unwrap_or(body.start);
            if let Some(t) = named.iter().rfind(|t| t.end <= start && t.start >= opened) {
                return Some((vec![t.clone()], Basis::Anaphoric, "link/receives"));
            }
        }
        // the subject of the sentence, before a semicolon
        let earlier = named.iter().rfind(|t| t.end <= start && self.is_subject(body.start, t));
        if let Some(t) = earlier {
            return Some((vec![t.clone()], if pronoun { Basis::Anaphoric } else { basis(t) }, "link/receives"));
        }
        // 对甲进行了调查，并给予处分: the object of the clause before
        let object = named.iter().rfind(|t| t.end <= start && gives_object(&text[body.start..t.start]));
        if let Some(t) = object.filter(|_| !self.bodies.is_empty()) {
            return Some((vec![t.clone()], basis(t), "link/give-to"));
        }
        if self.topic.is_empty() || !(pronoun || self.carries(body.start, start, list)) {
            return None;
        }
        let people = self.topic.clone();
        let t = Target { start, end: start, people, crowd: None, organizations: Vec::new(), counted: false };
        Some((vec![t], if pronoun { Basis::Anaphoric } else { Basis::Carried }, "link/carried"))
    }

    /// The one person of the case in whose clause something is taken: 甲收受礼金，…；乙受到诫勉.
    fn taker(&self, at: usize) -> Option<usize> {
        /// No farther back, in bytes.
        const NEAR: usize = 3000;
        let text = self.text();
        let mut low = self.out.cases.last().map_or(0, |c| c.start).max(at.saturating_sub(NEAR));
        while !text.is_char_boundary(low) {
            low += 1;
        }
        let mut one = None;
        for verb in ["收受", "收取", "索取"].iter().flat_map(|v| places(&text[low..at], v)).map(|i| low + i) {
            let clause = text[low..verb].rfind(['，', ',', '；', ';', '。']).map_or(low, |i| low + i);
            for m in self.people.within(&(clause..verb)) {
                if one.is_some_and(|p| p != m.person) {
                    return None;
                }
                one = Some(m.person);
            }
        }
        one
    }

    /// Whether a group is no more than a number: 26人.
    fn bare(target: &Target) -> bool {
        target.crowd.as_ref().is_some_and(|c| c.number == Some((c.start, c.end)))
    }

    /// A surname alone at the head of a clause, when only one person of the document has it.
    pub(super) fn surname_alone(&self, section: usize, start: usize) -> Option<Target> {
        let text = self.text();
        let marks = self.folded.landmarks_in(section..start).iter().rev().filter(|m| is_mark(m.1));
        for at in marks.map(|(i, c)| i + c.len_utf8()).chain([section]) {
            let c = text[at..].chars().next()?;
            let end = at + c.len_utf8();
            if end > start
                || !text[end..].starts_with(['已', '则', '被', '因', '曾', '亦', '也', '受', '随', '遭', '由'])
            {
                continue;
            }
            let Some((one, _)) = self.surnames.at(text, self.people, at) else { continue };
            return Some(Target {
                start: at,
                end,
                people: vec![one],
                crowd: None,
                organizations: Vec::new(),
                counted: false,
            });
        }
        None
    }

    /// Everyone of the list so far who has no outcome, when the sentence speaks of the list as a whole.
    pub(super) fn whole_list(&self, near: &[&Target], list: &[MeasureHit], start: usize) -> Option<Target> {
        if self.listed.is_empty() || !list.iter().all(|m| m.measure.is_unspecified()) {
            return None;
        }
        let text = self.text();
        let whole = |t: &&&Target| {
            let words = &text[t.start..t.end];
            if t.people.is_empty() {
                ["上述", "以上", "此次通报", "本次通报", "被通报", "案件相关责任人", "这些"]
                    .iter()
                    .any(|w| words.contains(w))
            } else {
                words.ends_with("等人") && t.crowd.is_none() && t.people.iter().all(|p| self.listed.contains_key(p))
            }
        };
        let t = near.iter().rev().find(whole)?;
        let mut listed: Vec<(&usize, &(usize, usize))> = self.listed.iter().collect();
        listed.sort_unstable_by_key(|l| l.1);
        Some(Target {
            start: t.start,
            end: start,
            people: listed.into_iter().map(|l| *l.0).collect(),
            crowd: None,
            organizations: Vec::new(),
            counted: false,
        })
    }

    /// The targets that stand in one row with the last one: 给予甲,…乙,…丙处分.
    pub(super) fn row_back<'t>(&self, near: &[&'t Target], section: usize) -> Vec<&'t Target> {
        let text = self.text();
        let mut all = vec![near[near.len() - 1]];
        for t in near.iter().rev().skip(1) {
            let next = all[all.len() - 1];
            if t.start < section || t.end > next.start {
                break;
            }
            let gap = &text[t.end..next.start];
            let joint = matches!(
                gap,
                "，" | "," | "、" | "和" | "及" | "以及" | "与" | "，对" | ",对" | "、对" | "，原" | "，时任"
            );
            // 甲、乙、丙，前2人: a part of the list is not beside it
            let part = !next.people.is_empty() && next.people.iter().all(|p| t.people.contains(p));
            if !joint || part {
                break;
            }
            all.push(t);
        }
        all.reverse();
        all
    }

    /// Whether the target stands as the subject of a clause after `from`.
    pub(super) fn is_subject(&self, from: usize, target: &Target) -> bool {
        let text = self.text();
        let before = &text[from..target.start];
        // 全国共有4824名责任人员…受到: a count is a subject unless a verb has it as its object
        if target.counted && target.people.is_empty() {
            let object = [
                "收受", "造成", "导致", "致使", "致", "邀请", "伙同", "带领", "宴请", "与", "向", "同", "骗取", "介绍",
            ];
            // 二人将离职的两位医生列入名册，均受到…
            let moved = || after_mark(before, is_mark).contains(['将', '把']);
            return !object.iter().any(|w| before.ends_with(w)) && !moved();
        }
        let clause = after_mark(before, |c| is_mark(c) && !matches!(c, '、' | '“' | '”'));
        // 受贿千万 某省原副省长甲被判刑: headlines set spaces where texts set commas
        let spaces = self.folded.breaks_in(from + 1..target.start + 1);
        let headline = !spaces.is_empty() && !before.contains(['，', ',']);
        let space = spaces.iter().rfind(|b| b.1 == Break::Space).filter(|_| headline);
        let clause =
            space.map_or(clause, |b| if target.start - b.0 < clause.len() { &text[b.0..target.start] } else { clause });
        // 这个叫|甲的会计
        if ["个叫", "名叫", "位叫"].iter().any(|w| clause.ends_with(w)) {
            return true;
        }
        let mut rest = self.before_role(clause, target.start);
        loop {
            let trimmed =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '零' | '〇'));
            let next = ADVERBS.of(trimmed).next().map_or(trimmed, |a| &trimmed[a.len()..]);
            if next.len() == rest.len() {
                break;
            }
            rest = next;
        }
        // 前国门|甲因犯…罪: who commits an offence is a subject, whatever noun stands before
        let commits = || {
            let offends = ["因犯", "犯"].iter().any(|w| text[target.end..].starts_with(w));
            let joint = ['与', '和', '向', '对', '由', '将', '被', '给', '为', '同', '于', '把', '让', '在', '及'];
            offends && rest.chars().count() <= 6 && rest.chars().all(is_han) && !rest.contains(joint)
        };
        // 他的老部下、某局局长甲
        let kin = || clause.ends_with('、') && ["他的", "她的", "其"].iter().any(|w| clause.starts_with(w));
        // 甲所在单位负责人乙
        rest.is_empty()
            || kin()
            || commits()
            // “亿元水官”甲: what people call somebody
            || clause.starts_with('“') && clause.ends_with('”') && clause.chars().count() <= 12
            || ["的", "所在", "作为", "之一", "企业", "国企", "央企", "民企"].iter().any(|w| rest.ends_with(w))
            || text[target.start..].starts_with("所在")
    }

    /// The clause without what stands between its beginning and the name that it ends at: 其妻|甲, 某县医院|时任院长甲.
    fn before_role<'t>(&self, clause: &'t str, name: usize) -> &'t str {
        let mark = if clause.ends_with('、') { '、'.len_utf8() } else { 0 };
        let at = name - mark;
        let role = |h: &Hit| {
            let w = h.word;
            w.title == Some(TitleKind::Label)
                || mark == 0
                    && w.unit.is_some()
                    && self.posts.unit_start(name - clause.len(), at, Known::Guess) == name - clause.len()
        };
        let longest =
            self.hits.ending(at).filter(|h| h.start + clause.len() >= name && role(h)).min_by_key(|h| h.start);
        match longest {
            Some(h) if h.word.unit.is_some() => "",
            Some(h) => {
                let rest = &clause[..h.start + clause.len() - name];
                // 胶囊厂|老板甲
                let begin = name - clause.len();
                let body = self.hits.ending(h.start).any(|u| u.word.unit.is_some())
                    && self.posts.unit_start(begin, h.start, Known::Guess) == begin;
                if body {
                    ""
                } else {
                    rest
                }
            }
            None => clause,
        }
    }

    /// Whether the clauses before a measure name somebody else.
    pub(super) fn other_subject(&self, from: usize, start: usize, named: &[Target], crowds: &[Target]) -> bool {
        let text = self.text();
        let mut end = start;
        let mut last = true;
        loop {
            let begin = last_mark(&text[from..end], |c| matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':'))
                .map_or(from, |i| from + i + text[from + i..].chars().next().map_or(0, char::len_utf8));
            let own = |t: &&Target| t.start >= begin && t.end <= end;
            if !last && named.iter().filter(own).any(|t| self.is_subject(begin, t)) {
                return false;
            }
            let crowd = |t: &Target| {
                !self.is_part_of_body(t) && (last || self.is_subject(begin, t) && self.opens_subject(t.start))
            };
            // 其中1人因…: one of a group that was told of
            let some = text[begin..end]
                .strip_prefix("其中")
                .is_some_and(|_| count(text, begin + "其中".len()).is_some_and(|(_, count)| count.people));
            if crowds.iter().filter(own).any(crowd)
                || some
                || self.role_alone(begin, end)
                || self.part_of_name(begin, end)
            {
                return true;
            }
            let clause = &text[begin..end];
            let thing = ["问题", "所得", "费用", "款", "线索", "财物", "礼金", "礼品", "资金"];
            if last && thing.iter().any(|w| self.held.has(clause, w)) {
                return false;
            }
            // a body that is none of those that decide
            let body = self.hits.within(begin, end).iter().any(|h| {
                let unit = h.word.unit.is_some_and(|k| {
                    !matches!(k, UnitKind::Place | UnitKind::Supervision | UnitKind::PartyCommittee | UnitKind::Court)
                });
                unit && (h.end < end || last && h.end == end)
                    && h.end - h.start >= 6
                    && (last || self.is_body(begin, h.end))
                    && !self.bodies.iter().any(|b| b.start <= h.start && h.end <= b.end)
            });
            if body {
                return true;
            }
            if begin <= from {
                return false;
            }
            end = begin - text[..begin].chars().next_back().map_or(0, char::len_utf8);
            last = false;
        }
    }

    /// Whether a clause before a measure tells of somebody by title whose name was not read: 校长某某被约谈.
    fn unread_subject(&self, from: usize, start: usize) -> bool {
        const VERBS: &[&str] = &["被", "受到", "因", "系", "未", "负", "在", "违", "给予", "予以"];
        let text = self.text();
        let named = |c: char| {
            let kind = surname(c.encode_utf8(&mut [0; 4]));
            kind.is_some_and(|k| k != Surname::Weak)
        };
        self.hits.within(from, start).iter().any(|h| {
            let holder = h.word.title.is_some_and(|k| {
                !matches!(k, TitleKind::Label | TitleKind::Worker | TitleKind::Rank | TitleKind::Foreign)
            });
            holder && h.end < start && self.people.within(&(h.end..h.end + 1)).is_empty() && {
                let rest = before_mark(&text[h.end..start]);
                let verb = VERBS.iter().filter_map(|v| find(rest, v)).min();
                verb.is_some_and(|i| {
                    let name = &rest[..i];
                    let body = name.ends_with(['会', '组', '室', '部', '委', '局', '的', '职', '时', '期', '间']);
                    matches!(name.chars().count(), 2 | 3)
                        && name.chars().all(is_han)
                        && name.starts_with(named)
                        && !body
                        && !name.contains('的')
                        && self.hits.starting(h.end).iter().all(|x| x.word.title.is_none())
                })
            }
        })
    }

    /// Whether the words at an offset can open the subject of a clause: a post, a body, 其他责任人.
    fn opens_subject(&self, at: usize) -> bool {
        let rest = &self.text()[at..];
        ["该", "其他", "其余", "相关", "有关", "上述", "所在", "另"].iter().any(|w| rest.starts_with(w))
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || self.hits.starting(at).iter().any(|h| {
                let w = h.word;
                w.title.is_some() || w.unit.is_some() || w.place
            })
    }

    /// Whether all of the range is the name of a body: it begins with a place or a body.
    fn is_body(&self, begin: usize, end: usize) -> bool {
        let name = &self.text()[begin..end];
        let known = |h: &Hit| h.end <= end && (h.word.place || h.word.unit.is_some());
        // 鑫隆煤矿, 绿丰公司: what has a name of its own needs no place
        let own = |h: Hit| matches!(h.word.unit, Some(UnitKind::Company | UnitKind::School | UnitKind::Hospital));
        let named = name.chars().count() <= 12 && self.hits.ending(end).any(own);
        (!ends(name).is_empty() || named || self.hits.starting(begin).iter().any(known))
            && self.posts.unit_start(begin, end, Known::Guess) == begin
    }

    /// Whether the clause begins with a word such as 被告人 or 其妻 and a name that is not known.
    fn role_alone(&self, begin: usize, end: usize) -> bool {
        let text = self.text();
        let own = ["其", "他的", "她的", "另一", "另"].iter().find(|w| text[begin..end].starts_with(**w));
        let at = begin + own.map_or(0, |w| w.len());
        let role = |h: &&Hit| h.end < end && h.word.title == Some(TitleKind::Label);
        let starting =
            self.hits.starting(begin).iter().chain(self.hits.starting(at)).filter(role).max_by_key(|h| h.end);
        starting.is_some_and(|h| self.people.within(&(h.end..h.end + 1)).is_empty())
    }

    /// Whether the clause begins with a part of a name that leaves open whose it is: 吴受到…, where two people are called
    /// so; 衡受到…, the rest of a name that a line break parts.
    fn part_of_name(&self, begin: usize, end: usize) -> bool {
        let text = self.text();
        let Some(first) = text[begin..end].chars().next().filter(|c| is_han(*c)) else { return false };
        let rest = &text[begin + first.len_utf8()..end];
        let broken = self.folded.break_at(begin) == Some(Break::Line) && text[..begin].ends_with(is_han);
        ["受到", "被", "因"].iter().any(|v| rest.starts_with(v)) && (broken || self.surnames.shared(first))
    }

    /// Whether the words of the measure itself name whom it is about: 免去某甲副院长职务, 取消该校考点资格.
    fn names_other(&self, list: &[MeasureHit]) -> bool {
        let text = self.text();
        let first = &list[0];
        let words = &text[first.start..first.end];
        let verb = ["免去", "罢免", "撤销", "取消"].iter().find(|v| words.starts_with(**v));
        let Some(at) = verb.map(|v| first.start + v.len()) else { return false };
        let inner = &text[at..first.end];
        let body = |h: &Hit| h.end < first.end && (h.word.unit.is_some() || h.word.place);
        match first.measure {
            Measure::RemovalFromOffice => {
                let post = |h: &Hit| {
                    let w = h.word;
                    w.title.is_some() || w.unit.is_some() || w.place || w.measure.is_some()
                };
                let own = [
                    "其", "他", "她", "该", "本人", "所", "原", "现", "党", "副", "一切", "上述", "相应", "行政",
                    "领导", "职",
                ];
                inner.chars().count() > 4
                    && inner.chars().next().is_some_and(is_han)
                    && !own.iter().any(|w| inner.starts_with(w))
                    && !self.hits.starting(at).iter().any(post)
                    && !self.is_post(at, first.end)
            }
            Measure::HonourRevocation | Measure::QualificationRevocation => {
                inner.starts_with(['该', '上']) || self.hits.starting(at).iter().any(body)
            }
            _ => false,
        }
    }

    /// Whether the range begins with a post of a body: 材料学院副院长职务.
    fn is_post(&self, at: usize, end: usize) -> bool {
        self.hits.within(at, end).iter().any(|t| {
            let body = at + self.text()[at..t.start].trim_end_matches('副').len();
            t.word.title.is_some()
                && self.hits.ending(body).any(|u| u.start > at && u.word.unit.is_some())
                && self.posts.unit_start(at, body, Known::Guess) == at
        })
    }

    /// Whether a sentence without people goes on about those before it.
    pub(super) fn carries(&self, from: usize, start: usize, list: &[MeasureHit]) -> bool {
        let text = self.text();
        let head = &text[from..start];
        if head.chars().count() > 90 {
            return false;
        }
        let firm = !list.iter().all(|m| m.measure.is_unspecified());
        let verb =
            ["受到", "被", "给予", "予以", "判处", "收缴", "责令", "追缴", "接受", "取消", "决定", "终止", "免去"]
                .iter()
                .any(|w| self.held.has(head, w))
                || head.chars().count() <= 12;
        firm && verb
    }

    /// Whether nothing of weight stands in the text.
    pub(super) fn light(gap: &str) -> bool {
        let mut rest = gap;
        loop {
            if rest.is_empty() {
                return true;
            }
            // an agent or a reason inside: 被某法院以受贿罪判处
            match LIGHT.of(rest).max_by_key(|w| w.len()) {
                Some(w) => rest = &rest[w.len()..],
                None => return false,
            }
        }
    }

    pub(super) fn is_part_of_body(&self, target: &Target) -> bool {
        target.people.is_empty() && self.bodies.iter().any(|b| b.start < target.end && target.start < b.end)
    }
}

/// The text up to its first mark.
fn before_mark(text: &str) -> &str {
    text.find(is_mark).map_or(text, |i| &text[..i])
}

/// Whether a clause begins with a body or somebody that has no name here: 单位被罚款, 会所已被查封, 外地商人因犯….
fn is_of_thing(clause: &str) -> bool {
    const THINGS: &[&str] = &[
        "单位",
        "公司",
        "该院",
        "医院",
        "学校",
        "该校",
        "企业",
        "门店",
        "会所",
        "会馆",
        "酒店",
        "饭店",
        "餐馆",
        "农家乐",
        "商户",
        "部门",
        "机构",
        "俱乐部",
        "商人",
        "老板",
        "店铺",
        "厂家",
        "商家",
        "网站",
        "平台",
        "账号",
        "家属",
        "亲属",
    ];
    /// No longer, in characters, with what tells which.
    const LONGEST: usize = 8;
    let verbs = ["被", "受到", "因"].iter().filter_map(|v| find(clause, v));
    let Some(subject) = verbs.min().map(|i| clause[..i].trim_end_matches(['已', '均', '也', '都', '还', '曾']))
    else {
        return false;
    };
    let whole = !subject.starts_with([
        '与', '和', '向', '对', '在', '为', '从', '由', '经', '将', '给', '替', '帮', '开', '离', '到', '入',
    ]);
    whole && subject.chars().count() <= LONGEST && THINGS.iter().any(|t| subject.ends_with(t))
}

/// Whether the words before a list of people end in a verb that gives.
pub(super) fn gives(before: &str) -> bool {
    ["给予", "对", "将", "判处", "责令", "免去", "予以", "决定", "分别给予", "问责", "由"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// Whether the words before a target, from the clause on, hold a verb whose object it is.
pub(super) fn gives_object(before: &str) -> bool {
    let clause = last_mark(before, |c| matches!(c, '，' | ',' | '。' | '：' | ':')).map_or(before, |i| &before[i..]);
    ["给予", "对", "将", "责令", "责成", "判处"].iter().any(|w| {
        rfind(clause, w).is_some_and(|i| {
            let gap = &clause[i + w.len()..];
            let role = ["的", "时任", "被告人", "上诉人", "嫌疑人", "罪犯", "当事人", "党员"];
            gap.chars().count() <= 2 || role.iter().any(|r| gap.ends_with(r))
        })
    })
}

/// Whether a verb of receiving stands in the text.
pub(super) fn receives(gap: &str) -> bool {
    gap.contains(['被', '受', '获', '遭']) || gap.contains("予以")
}
