//! Who received which measure, decided by whom.
//!
//! One discourse state runs over the sentences: the people in focus, the deciding body, the case. Each is
//! reset where a reader would drop it: the body at a paragraph, the people at an item.

use crate::code::{Basis, Measure, MeasureStatus};
use crate::lexicon::Hits;
use crate::measure::{self, MeasureHit};
use crate::phrase::{Focus, Mention, Phrases};
use crate::place::{join, Pieces};
use crate::segment::{is_mark, item_number};
use crate::text::{Break, Folded};
use once_cell::sync::Lazy;
use regex::Regex;
use std::ops::Range;

/// Whom a measure is taken against, in positions of [`Linked`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RawTarget {
    Person(usize),
    Organization(Pieces),
}

#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub target: RawTarget,
    pub hit: MeasureHit,
    pub status: MeasureStatus,
    pub basis: Basis,
    pub decided_by: Vec<Pieces>,
    pub approved_by: Vec<Pieces>,
    pub case: Option<usize>,
    pub rule: &'static str,
}

#[derive(Clone, Debug)]
pub(crate) struct RawCase {
    pub number: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub subjects: Vec<usize>,
}

/// A person of the document: the folded name and everything said beside it.
#[derive(Clone, Debug)]
pub(crate) struct RawPerson {
    pub name: String,
    pub mentions: Vec<Mention>,
}

#[derive(Default)]
pub(crate) struct Linked {
    pub people: Vec<RawPerson>,
    pub links: Vec<Link>,
    pub cases: Vec<RawCase>,
    /// Every measure word of the disciplinary text.
    pub hits: Vec<MeasureHit>,
    /// Parallel to `hits`: claimed by a person or an organisation.
    pub claimed: Vec<bool>,
    /// Measure words that are no act: threats, exhortations, negations.
    pub idle: Vec<bool>,
    /// Names and lists of measures in unequal numbers.
    pub ambiguous: Vec<(usize, usize)>,
}

static DECIDED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"经(?P<e>[\p{Han}]{2,12}?(?:省委|市委|县委|区委|州委|党委|党组|政府))(?:研究|审议|讨论)决定|经(?P<a>[\p{Han}、]{2,24}?(?:常委会会议|常委会|会议|纪委监委|纪委|监委|党组|党委|市委|省委|县委|区委))(?:研究|审议|批准|同意|讨论|决定)|由(?P<b>[\p{Han}]{2,24}?(?:纪委监委|监委|纪委|监察局|监察委员会|监察厅|监察部))(?:依法)?(?:给予|对|立案|予以)|(?:被|受到)(?P<c>[\p{Han}]{2,20}?(?:纪委监委|监委|纪委|人民法院|法院|公安局|公安分局|党委))(?:以|给予|判处|处以|立案|依法|一审|处分|党内|开除)|(?P<d>[\p{Han}]{2,20}?(?:纪委监委|监委|纪委|监察局|人民法院|法院|党委|党组))(?:研究)?(?:决定|依法)?(?:给予|判处|对其)")
        .expect("a valid pattern")
});
static APPROVED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:并?报(?:经|请)?|经)(?P<a>[\p{Han}]{2,16}?(?:党中央|中共中央|中央|省委|市委|县委|区委|州委|旗委|党委|党组|政府|工委))(?:批准|同意|审批|审议)").expect("a valid pattern")
});
static PROPOSED: Lazy<Regex> = Lazy::new(|| Regex::new(r"建议|拟给予|拟对|提请").expect("a valid pattern"));
static PRIOR: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"曾因|曾被|曾受|曾经|此前因|受过|因[^,，。]{2,30}被?给?予?[^,，。]{0,14}处分[,，]又")
        .expect("a valid pattern")
});
/// What did not happen: conditions, duties, permissions, refusals, rules.
static IDLE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"应当|应给予|可以|可给予|不予|免于|免予|未给予|不得|不再|情节较重的|情节严重的|情节较轻的|的,给予|的，给予|或者|一律|必须|坚决|严格|该.{1,4}的.{1,4}|如何|怎么|规定了|是否|将依|将视|将严肃|如果|若|否则|制定|包括|方式|本应|未被|没有被|严肃追责|依规依纪|措施|督促|力度|加强|强化|条例")
        .expect("a valid pattern")
});
static NEGATED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:应当|应给予|应予|可以|可给予|不予|不给予|免于|免予|未给予|未予|不得|本应|将依|将视|将严|将对|必须|一律|(?:^|[,，。;；])要)[^,，。;；]{0,10}$")
        .expect("a valid pattern")
});

/// Reads the sentences in order. `zones` are ranges of legal text, where nothing happened.
pub(crate) fn link(
    folded: &Folded,
    hits: &Hits,
    sentences: &[Range<usize>],
    zones: &[Range<usize>],
    off: &dyn Fn(&str) -> bool,
) -> Linked {
    let phrases = Phrases::new(folded, hits);
    let mut linker = Linker {
        folded,
        hits,
        phrases,
        out: Linked::default(),
        focus: Focus::default(),
        people: Vec::new(),
        decided: Vec::new(),
        approved: Vec::new(),
        last: Vec::new(),
        place: None,
        off,
    };
    for sentence in sentences {
        let inside =
            zones.iter().any(|z| sentence.start < z.end && z.start < sentence.end && z.contains(&sentence.start));
        if inside {
            linker.people.clear();
            continue;
        }
        linker.sentence(sentence);
    }
    linker.finish();
    linker.out
}

struct Linker<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    phrases: Phrases<'a>,
    out: Linked,
    focus: Focus,
    /// People in focus from the sentences before, in this item.
    people: Vec<usize>,
    decided: Vec<Pieces>,
    approved: Vec<Pieces>,
    /// Targets of the last measure.
    last: Vec<RawTarget>,
    /// Place of the body that decides, for 市委 and the like.
    place: Option<Pieces>,
    off: &'a dyn Fn(&str) -> bool,
}

/// A run of people named together.
#[derive(Clone, Debug)]
struct Group {
    start: usize,
    end: usize,
    people: Vec<usize>,
}

impl Linker<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    fn person(&mut self, mention: Mention) -> usize {
        let name = self.text()[mention.name.0..mention.name.1].to_owned();
        if let Some(i) = self.out.people.iter().position(|p| p.name == name) {
            self.out.people[i].mentions.push(mention);
            return i;
        }
        self.out.people.push(RawPerson { name, mentions: vec![mention] });
        self.out.people.len() - 1
    }

    fn sentence(&mut self, sentence: &Range<usize>) {
        let folded = self.folded;
        let text: &str = &folded.text;
        let s = &text[sentence.clone()];
        let mut body = sentence.clone();
        let new_paragraph = folded.break_at(sentence.start) == Some(Break::Line) || sentence.start == 0;
        if let Some((number, skip)) = item_number(s) {
            body.start += skip;
            self.people.clear();
            self.last.clear();
            self.decided.clear();
            self.approved.clear();
            if let Some(open) = self.out.cases.last_mut() {
                open.end = open.end.min(sentence.start);
            }
            self.out.cases.push(RawCase {
                number: Some(number),
                start: sentence.start,
                end: text.len(),
                subjects: Vec::new(),
            });
        } else if new_paragraph {
            self.decided.clear();
            self.approved.clear();
        }
        let mut mentions = self.phrases.read(&body, &mut self.focus);
        self.bare_names(&body, &mut mentions);
        mentions.sort_by_key(|m| m.name.0);
        let measures = measure::read(folded, self.hits, &body);
        let mut groups: Vec<Group> = Vec::new();
        for mention in mentions {
            let (start, end) = (mention.start, mention.end);
            let id = self.person(mention);
            match groups.last_mut() {
                Some(g) if self.coordinated(g.end, start, &measures) => {
                    g.end = end;
                    if !g.people.contains(&id) {
                        g.people.push(id);
                    }
                }
                _ => groups.push(Group { start, end, people: vec![id] }),
            }
        }
        self.bodies(&body);
        let mut lists: Vec<Vec<MeasureHit>> = Vec::new();
        for hit in measures {
            match lists.last_mut() {
                Some(list) if self.same_list(list.last().map_or(0, |h| h.end), hit.start, &groups) => list.push(hit),
                _ => lists.push(vec![hit]),
            }
        }
        let mut from = body.start;
        for list in lists {
            self.list(&body, from, &list, &groups);
            from = list.last().map_or(from, |h| h.end);
        }
        if let Some(g) = groups.iter().rev().find(|g| self.subject_like(&body, g)).or(groups.last()) {
            self.people.clone_from(&g.people);
        }
    }

    /// Names with no post beside them: known names, 给予甲…, 对甲…, 甲、乙.
    fn bare_names(&self, body: &Range<usize>, mentions: &mut Vec<Mention>) {
        let text = self.text();
        let taken = |mentions: &[Mention], a: usize, b: usize| {
            mentions.iter().any(|m| a < m.name.1 && m.name.0 < b || a >= m.start && b <= m.end)
        };
        let plain = |a: usize, b: usize| Mention { name: (a, b), start: a, end: b, posts: Vec::new(), note: None };
        for person in &self.out.people {
            let mut from = body.start;
            while let Some(i) = text[from..body.end].find(&person.name) {
                let at = from + i;
                from = at + person.name.len();
                if !taken(mentions, at, from) {
                    mentions.push(plain(at, from));
                }
            }
        }
        let s = &text[body.clone()];
        for cue in ["给予", "对", "被告人", "决定对", "依法对", "免去", "嫌疑人", "村民", "党员"] {
            for (i, _) in s.match_indices(cue) {
                let at = body.start + i + cue.len();
                if let Some(end) = self.phrases.names.read(at, true).filter(|&e| e <= body.end) {
                    let next = self.hits.starting(end).iter().any(|h| self.hits.measure(*h).is_some())
                        || text[end..]
                            .starts_with(['、', '作', '进', '给', '采', '的', '立', '犯', '同', '(', '（', '等']);
                    if next && !taken(mentions, at, end) {
                        mentions.push(plain(at, end));
                    }
                }
            }
        }
        // 甲违规…, at the start of a sentence, with a measure after it
        if let Some(end) = self.phrases.names.read(body.start, true).filter(|&e| e <= body.end && e - body.start >= 6) {
            let next = text[end..body.end].chars().next();
            let known =
                self.hits.starting(end).iter().any(|h| self.hits.is_follow(*h) || self.hits.measure(*h).is_some());
            if !taken(mentions, body.start, end)
                && (known && next.is_some_and(|c| !is_mark(c)) || matches!(next, Some('、' | '(' | '（')))
                && text[end..body.end].contains("处分")
            {
                mentions.push(plain(body.start, end));
            }
        }
        let mut more: Vec<Mention> = Vec::new();
        for m in mentions.iter() {
            let mut at = m.end;
            while let Some((a, b)) = self.phrases.next_in_list(at, body.end) {
                if taken(mentions, a, b) || taken(&more, a, b) {
                    break;
                }
                more.push(Mention { posts: m.posts.clone(), ..plain(a, b) });
                at = b;
            }
        }
        mentions.append(&mut more);
    }

    /// Whether two people stand in one list: nothing but marks and connectives between them.
    fn coordinated(&self, end: usize, start: usize, measures: &[MeasureHit]) -> bool {
        if start < end {
            return true;
        }
        if measures.iter().any(|m| m.start >= end && m.end <= start) {
            return false;
        }
        let between = &self.text()[end..start];
        let core: String = between
            .chars()
            .filter(|c| !matches!(c, ',' | '，' | '、' | '和' | '及' | '与' | '以' | '原' | ';'))
            .collect();
        core.is_empty()
            || matches!(core.as_str(), "对" | "时任" | "现任" | "给予" | "其中" | "并对" | "会同" | "伙同时任")
    }

    /// Whether two measures are one list.
    fn same_list(&self, end: usize, start: usize, groups: &[Group]) -> bool {
        if start <= end {
            return true;
        }
        if groups.iter().any(|g| g.start >= end && g.start < start) {
            return false;
        }
        let between = &self.text()[end..start];
        between.chars().count() <= 14
            && !between.contains(['。', ';', '；'])
            && !between.contains("分别")
            && (between.chars().count() <= 3
                || ["处分", "、", "并", "和", "及", ",", "，"].iter().any(|p| between.starts_with(p)))
    }

    /// Whether a group opens a clause, as a subject does.
    fn subject_like(&self, body: &Range<usize>, group: &Group) -> bool {
        if group.start == body.start {
            return true;
        }
        let before = &self.text()[body.start..group.start];
        let last = before.chars().next_back();
        last.is_some_and(is_mark)
            || before.ends_with(['如', '有', '对', '将', '日', '月', '年', '着', '悉', '查'])
            || ["此前", "近日", "日前", "给予"].iter().any(|w| before.ends_with(w))
    }

    /// One list of measures: finds the targets and the status, and records the links.
    fn list(&mut self, body: &Range<usize>, from: usize, list: &[MeasureHit], groups: &[Group]) {
        let folded = self.folded;
        let text: &str = &folded.text;
        let (start, end) = (list[0].start, list[list.len() - 1].end);
        let lead = &text[from..start];
        let whole = &text[body.start..end];
        let first = self.out.hits.len();
        for hit in list {
            self.out.hits.push(hit.clone());
            self.out.claimed.push(false);
            self.out.idle.push(false);
        }
        let unspecified = list.iter().all(|h| h.measure.is_unspecified());
        let refused = ["未给予", "不给予", "应给予", "可给予", "未对", "不对"].iter().any(|w| lead.contains(w));
        let idle = refused
            || NEGATED.is_match(lead)
            || (unspecified || groups.is_empty()) && IDLE.is_match(&text[body.clone()]);
        if idle {
            for i in first..self.out.hits.len() {
                self.out.idle[i] = true;
            }
            return;
        }
        let status = if PROPOSED.is_match(whole) {
            MeasureStatus::Proposed
        } else if PRIOR.is_match(whole) {
            MeasureStatus::Prior
        } else {
            MeasureStatus::Decided
        };
        let give = ["给予", "对", "将", "责令", "责成", "免去", "予以"]
            .iter()
            .filter_map(|c| lead.rfind(c).map(|i| from + i + c.len()))
            .max();
        let give_start = lead.rfind("给予").map(|i| from + i + "给予".len()).or(give);
        let own: Vec<&Group> = groups.iter().filter(|g| g.start >= from && g.start < start).collect();
        let pronoun = ["其", "该同志", "二人", "两人", "三人", "四人", "本人", "他", "她"].iter().any(|p| {
            lead.ends_with(p)
                || lead.contains(&format!("给予{p}"))
                || lead.contains(&format!("{p}给予"))
                || text[start..end].contains(&format!("去{p}"))
        });
        let (targets, basis, rule): (Vec<usize>, Basis, &'static str) = if let Some(g) = own.iter().rev().find(|g| {
            give_start.is_some_and(|p| g.start + 3 >= p && g.start <= p + 120)
                && !lead[give_start.unwrap_or(from) - from..].starts_with('其')
        }) {
            // every group after the verb: 给予甲,乙,丙…处分
            let mut people: Vec<usize> = Vec::new();
            for x in own.iter().filter(|x| x.start + 3 >= give_start.unwrap_or(from)) {
                people.extend(x.people.iter().filter(|p| !people.contains(p)).copied().collect::<Vec<_>>());
            }
            let basis = if g.people.len() > 1 { Basis::Distributed } else { Basis::Explicit };
            (people, basis, "link/give-to")
        } else if let Some(g) =
            own.iter().rev().find(|g| self.subject_like(body, g)).or(own.last().filter(|_| own.len() == 1))
        {
            let basis = if pronoun {
                Basis::Anaphoric
            } else if g.people.len() > 1 {
                Basis::Distributed
            } else {
                Basis::Explicit
            };
            (g.people.clone(), basis, "link/receives")
        } else if !own.is_empty() {
            (Vec::new(), Basis::Explicit, "link/receives")
        } else if foreign_object(lead) {
            (Vec::new(), Basis::Explicit, "link/give-to")
        } else if from > body.start && !self.last.is_empty() {
            let people: Vec<usize> =
                self.last.iter().filter_map(|t| if let RawTarget::Person(p) = t { Some(*p) } else { None }).collect();
            (people, if pronoun { Basis::Anaphoric } else { Basis::Explicit }, "link/same-sentence")
        } else if from == body.start
            && groups.iter().all(|g| g.start > start)
            && !self.people.is_empty()
            && carries(lead, pronoun)
        {
            (self.people.clone(), if pronoun { Basis::Anaphoric } else { Basis::Carried }, "link/carried")
        } else {
            (Vec::new(), Basis::Explicit, "link/receives")
        };
        if (self.off)(rule) {
            return;
        }
        let organisations = if targets.is_empty() { self.organisations(lead, from, list) } else { Vec::new() };
        let raw: Vec<RawTarget> = targets
            .iter()
            .map(|&p| RawTarget::Person(p))
            .chain(organisations.into_iter().map(RawTarget::Organization))
            .collect();
        if raw.is_empty() {
            return;
        }
        let (decided, approved) = (self.decided.clone(), self.approved.clone());
        let case = self.out.cases.len().checked_sub(1).filter(|&c| self.out.cases[c].end >= end);
        let apart = lead.contains("分别") && raw.len() > 1 && list.len() > 1;
        if apart && raw.len() != list.len() {
            self.out.ambiguous.push((start, end));
            for i in first..self.out.hits.len() {
                self.out.claimed[i] = true;
            }
            return;
        }
        for (n, hit) in list.iter().enumerate() {
            for (i, target) in raw.iter().enumerate() {
                if apart && i != n {
                    continue;
                }
                let own_body = matches!(
                    hit.measure,
                    Measure::ConfiscationOfGains | Measure::ReferralForProsecution | Measure::DelegateTermination
                );
                self.out.links.push(Link {
                    target: target.clone(),
                    hit: hit.clone(),
                    status,
                    basis: if apart { Basis::Distributed } else { basis },
                    decided_by: if own_body || matches!(target, RawTarget::Organization(_)) {
                        Vec::new()
                    } else {
                        decided.clone()
                    },
                    approved_by: if own_body || matches!(target, RawTarget::Organization(_)) {
                        Vec::new()
                    } else {
                        approved.clone()
                    },
                    case,
                    rule: if matches!(target, RawTarget::Organization(_)) {
                        "link/organisation"
                    } else if apart {
                        "link/in-order"
                    } else {
                        rule
                    },
                });
            }
        }
        for i in first..self.out.hits.len() {
            self.out.claimed[i] = true;
        }
        if let Some(case) = case {
            for t in &raw {
                if let RawTarget::Person(p) = t {
                    if !self.out.cases[case].subjects.contains(p) {
                        self.out.cases[case].subjects.push(*p);
                    }
                }
            }
        }
        self.last = raw;
    }

    /// 「责成A、B向C作出检查」, 「给予A通报批评」: bodies as targets.
    fn organisations(&self, lead: &str, from: usize, list: &[MeasureHit]) -> Vec<Pieces> {
        let whole = matches!(
            list[0].measure,
            Measure::OrderedInspection
                | Measure::CirculatedCriticism
                | Measure::Reorganization
                | Measure::OrderedRectification
                | Measure::ReminderTalk
        );
        let Some((at, cue)) =
            ["责成", "责令", "给予", "对"].iter().filter_map(|c| lead.rfind(c).map(|i| (i, *c))).max()
        else {
            return Vec::new();
        };
        if !whole {
            return Vec::new();
        }
        let begin = from + at + cue.len();
        let stop = lead[at..].find('向').map_or(list[0].start, |i| from + at + i);
        let mut out: Vec<Pieces> = Vec::new();
        let mut start = begin;
        let text = self.text();
        for (i, c) in text[begin..stop].char_indices().chain([(stop - begin, '、')]) {
            let cut = begin + i;
            if (c == '、' || c == '和') && cut > start {
                let mut end = cut;
                for tail in ["予以", "给予", "进行", "作出", "向"] {
                    if text[start..end].ends_with(tail) {
                        end -= tail.len();
                    }
                }
                let base = out.last().cloned();
                if self.phrases.kind((start, end)).is_some() && end - start >= 6 {
                    out.push(self.phrases.resolve((start, end), None, base.as_ref(), &self.focus).0);
                } else if c == '、' && cut == stop && end > start {
                    return Vec::new();
                }
                start = cut + c.len_utf8();
            }
        }
        out
    }

    /// The deciding and the approving body that the sentence names.
    fn bodies(&mut self, body: &Range<usize>) {
        let text = self.folded.text.as_ref();
        let s = &text[body.clone()];
        if let Some(c) = DECIDED.captures(s) {
            if let Some(m) = ["e", "a", "b", "c", "d"].iter().find_map(|n| c.name(n)) {
                let approval = APPROVED
                    .captures(&s[c.get(0).map_or(0, |m| m.start())..])
                    .is_some_and(|a| a.get(0).is_some_and(|x| x.start() == 0));
                if !approval {
                    let start = self.phrases_start(body.start + m.start(), body.start + m.end());
                    let pieces =
                        self.phrases.resolve((start, body.start + m.end()), None, self.place.as_ref(), &self.focus).0;
                    let full = join(text, &pieces);
                    if let Some(&e) = crate::place::ends(&full).last() {
                        self.place = Some(crate::place::prefix(&pieces, e));
                    }
                    self.decided = vec![pieces];
                    self.approved.clear();
                }
            }
        }
        if let Some(a) = APPROVED.captures(s).and_then(|c| c.name("a")) {
            let own = (body.start + a.start(), body.start + a.end());
            let base = self.place.clone();
            let pieces = self.phrases.resolve(own, None, base.as_ref(), &Focus::default()).0;
            let full = join(text, &pieces);
            if let Some(&e) = crate::place::ends(&full).last() {
                self.place = Some(crate::place::prefix(&pieces, e));
            }
            if s[a.end()..].starts_with("同意") || s[a.end()..].starts_with("批准") {
                self.approved = vec![pieces];
            }
        }
    }

    /// Cuts what is no part of a body's name from its front.
    fn phrases_start(&self, start: usize, end: usize) -> usize {
        let s = &self.text()[start..end];
        ["经", "由", "被", "据", "对"]
            .iter()
            .filter_map(|c| s.rfind(c).map(|i| start + i + c.len()))
            .filter(|&i| {
                i + 6 <= end && !self.text()[i - 3..].starts_with("经济") && !self.text()[i - 3..].starts_with("经开")
            })
            .max()
            .unwrap_or(start)
    }

    fn finish(&mut self) {
        let hits = self.out.cases.len();
        for i in 0..hits {
            if i + 1 < hits {
                let next = self.out.cases[i + 1].start;
                self.out.cases[i].end = self.out.cases[i].end.min(next);
            }
        }
    }
}

/// Whether 给予 or 对 has an object of its own that is no person we know: then nobody else may stand in for it.
fn foreign_object(lead: &str) -> bool {
    let Some(at) = ["给予", "对"].iter().filter_map(|c| lead.rfind(c).map(|i| i + c.len())).max() else {
        return false;
    };
    let object = lead[at..].trim_start_matches(['了', ',', '，']);
    let own = [
        "其", "该", "二人", "两人", "三人", "四人", "上述", "以上", "行政", "党纪", "党政", "相应", "严肃", "政务",
        "他", "她", "此", "本人", "开除",
    ];
    object.chars().count() >= 2 && !own.iter().any(|w| object.starts_with(w))
}

/// Whether a sentence without people goes on about those before it.
fn carries(lead: &str, pronoun: bool) -> bool {
    if pronoun {
        return true;
    }
    let head = lead.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日,，".contains(c));
    head.chars().count() <= 40
        && (head.is_empty()
            || [
                "受到", "被", "给予", "经", "决定", "均", "分别", "依", "由", "目前", "同时", "收缴", "根据", "并",
                "后", "鉴于", "该",
            ]
            .iter()
            .any(|w| head.starts_with(w)))
}
