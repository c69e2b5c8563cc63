//! What each sentence says by itself, whatever was said before: one reader after the other goes through all of them.

use super::{republic, Surnames, STATES};
use crate::body::{self, Body};
use crate::focus::View;
use crate::gate::Gate;
use crate::lexicon::{Hit, TitleKind, UnitKind};
use crate::measure::{self, MeasureHit};
use crate::place::{ends, is_level};
use crate::post::{after_copula, Chain, Known};
use crate::segment::{is_mark, is_terminal, item_depth, item_number};
use crate::target::{self, Target, Targets};
use crate::text::{Break, Folded};
use crate::words::{find, Heads};
use once_cell::sync::Lazy;
use std::ops::Range;

/// What the name of a place does not begin with.
static VAGUE: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "全", "该", "本", "各", "我", "两", "某", "有", "一", "同一", "同为", "同在", "同属", "同县", "同级", "多",
        "这", "其", "为", "省", "市", "县", "区", "镇", "乡", "村", "州", "社", "当", "中", "后", "前", "副", "原",
        "常务", "现", "起",
    ])
});

/// A sentence and what it says by itself.
// each tells something else
#[allow(clippy::struct_excessive_bools)]
#[derive(Default)]
pub(super) struct Sentence<'a> {
    pub range: Range<usize>,
    /// What stands behind its number, and its landmarks.
    pub body: Range<usize>,
    marks: &'a [(usize, char)],
    /// The number of the item that begins here, and its length.
    pub item: Option<(u32, usize)>,
    /// Whether it begins a line, and with a mark of a list.
    pub line: bool,
    pub bullet: bool,
    /// How deep the item stands that begins here, numbered or not.
    pub depth: Option<u8>,
    /// Whether it stands in no zone of legal text.
    pub told: bool,
    /// Whether it names another state.
    pub abroad: bool,
    /// Its words for bodies, places left out, and those that may name a measure.
    offices: Range<usize>,
    sanctions: Range<usize>,
    /// Places and bodies at the beginning of its clauses, among those of the document.
    pub places: Range<usize>,
    pub units: Range<usize>,
    pub chains: Vec<Chain>,
    /// Named people in order, and where those begin who are named by less than their name.
    pub named: Vec<Target>,
    pub short: Vec<usize>,
    pub measures: Vec<MeasureHit>,
    pub bodies: Vec<Body>,
    /// Unnamed groups, where there is a measure.
    pub crowds: Vec<Target>,
    /// What was in mind when it was read.
    pub focus: View,
}

/// The sentences of a document, with the places and bodies at the beginning of clauses.
pub(super) struct Sentences<'a> {
    pub all: Vec<Sentence<'a>>,
    pub places: Vec<(usize, usize)>,
    pub units: Vec<(usize, usize)>,
}

/// Marks in front of the items of a list.
const BULLETS: [char; 14] = ['●', '■', '◆', '★', '▲', '•', '·', '☆', '◇', '□', '○', '△', '▶', '※'];

/// What the readers of a sentence know of the document.
pub(super) struct Reader<'a> {
    pub targets: Targets<'a>,
    pub known: Known<'a>,
    pub surnames: &'a Surnames,
    pub authors: &'a [usize],
    pub gate: &'a Gate,
}

impl<'a> Reader<'a> {
    fn text(&self) -> &'a str {
        let folded: &'a Folded<'a> = self.targets.folded;
        &folded.text
    }

    /// Reads all sentences; of those in a zone of legal text no more than the number.
    pub fn read(&self, sentences: &[Range<usize>], zones: &[Range<usize>]) -> Sentences<'a> {
        let text = self.text();
        let Targets { folded, hits, posts, .. } = self.targets;
        let sentence = |range: &Range<usize>| {
            let words = &text[range.clone()];
            let item = item_number(words);
            let line = range.start == 0 || folded.break_at(range.start) == Some(Break::Line);
            let bullet = words.starts_with(BULLETS) || line && words.starts_with("——");
            // ▲渌江大学通报: the heading of what follows
            let heads = bullet && line && !words.ends_with(is_terminal) && words.chars().count() <= 40;
            // 某局局长甲失职问题。: a case without a number
            let titled = || {
                let head = words.trim_end_matches(['。', '.', '；']);
                line && ["问题", "案", "案件"].iter().any(|w| head.ends_with(w))
            };
            let depth = if heads {
                Some(1)
            } else if item.is_some() || bullet {
                Some(item_depth(words))
            } else {
                titled().then_some(1)
            };
            let mark = if heads { words.len() - words.trim_start_matches(BULLETS).len() } else { 0 };
            let body = range.start + item.map_or(mark, |i| i.1)..range.end;
            let told = !zones.iter().any(|z| z.start < body.end && body.start < z.end);
            let marks = folded.landmarks_in(body.clone());
            Sentence { range: range.clone(), body, marks, item, line, bullet, depth, told, ..Sentence::default() }
        };
        let (mut places, mut units) = (Vec::new(), Vec::new());
        let mut all: Vec<Sentence> = sentences.iter().map(sentence).collect();
        let told = |s: &&mut Sentence| s.told;
        let measured = |s: &&mut Sentence| !s.measures.is_empty();
        let (mut offices, mut sanctions) = (Vec::with_capacity(text.len() / 64), Vec::with_capacity(text.len() / 64));
        for s in all.iter_mut().filter(told) {
            self.words(s, &mut offices, &mut sanctions);
        }
        if STATES.iter().any(|w| text.contains(w)) {
            for s in all.iter_mut().filter(told) {
                s.abroad |= republic(&text[s.body.clone()]);
            }
        }
        for s in all.iter_mut().filter(told) {
            let from = (places.len(), units.len());
            self.places(s, &offices, &mut places, &mut units);
            s.places = from.0..places.len();
            s.units = from.1..units.len();
        }
        for s in all.iter_mut().filter(told) {
            s.chains = posts.chains(&s.body, self.known);
        }
        for s in all.iter_mut().filter(told) {
            s.named = self.targets.named(&s.body, &s.chains);
            s.named.retain(|t| !t.people.iter().all(|p| self.authors.contains(p)));
            self.refer(s);
        }
        let mut ends = Vec::new();
        for s in all.iter_mut().filter(told) {
            let own = &sanctions[s.sanctions.clone()];
            self.ends(s, own, &mut ends);
            s.measures = measure::read(folded, hits, &s.body, s.marks, own, &ends);
        }
        for s in all.iter_mut().filter(measured) {
            self.gate.sift(folded, hits, &s.body, &mut s.measures);
        }
        for s in all.iter_mut().filter(told) {
            let own = &offices[s.offices.clone()];
            s.bodies = body::read(folded, hits, posts, &s.body, own, self.known, &s.measures);
        }
        for s in all.iter_mut().filter(measured) {
            s.crowds = self.targets.crowds(&s.body, &s.chains, &s.named, &s.measures);
        }
        Sentences { all, places, units }
    }

    /// The words of the sentence by what they tell.
    fn words(&self, s: &mut Sentence, offices: &mut Vec<Hit>, sanctions: &mut Vec<Hit>) {
        let hits = self.targets.hits;
        let from = (offices.len(), sanctions.len());
        for h in hits.within(s.body.start, s.body.end) {
            let w = h.word;
            if w.unit.is_some_and(|k| k != UnitKind::Place) {
                offices.push(*h);
            }
            if w.measure.is_some() {
                sanctions.push(*h);
            }
            // 总统|计师: a longer title covers the word
            s.abroad |= (w.foreign || w.title == Some(TitleKind::Foreign))
                && !hits.starting(h.start).iter().any(|x| x.end > h.end && x.word.title.is_some());
        }
        s.offices = from.0..offices.len();
        s.sanctions = from.1..sanctions.len();
    }

    /// Places and bodies at the beginning of clauses: what elided ones lean on.
    fn places(&self, s: &Sentence, offices: &[Hit], places: &mut Vec<(usize, usize)>, units: &mut Vec<(usize, usize)>) {
        let text = self.text();
        let mut from = s.body.start;
        let mut first = 0;
        let mut leveled = false;
        let mut offices = &offices[s.offices.clone()];
        for (i, &(at, c)) in s.marks.iter().chain([&(s.body.end, '。')]).enumerate() {
            // no clause ends with these
            if matches!(c, '年' | '对' | '者' | '某' | '×' | '·') {
                continue;
            }
            if is_level(c) {
                leveled = true;
                continue;
            }
            if at > from {
                let here = offices.partition_point(|h| h.start < at);
                if here > 0 {
                    // 一所中学|的总务处主任: whose post it is
                    let owners = offices[..here]
                        .iter()
                        .enumerate()
                        .filter(|(_, h)| h.end < at && text[h.end..].starts_with('的'));
                    units.extend(owners.filter_map(|(n, h)| self.unit_in(from, h.end, &offices[..=n])));
                    units.extend(self.unit_in(from, at, &offices[..here]));
                    offices = &offices[here..];
                }
                if leveled {
                    self.places_in(from, at, &s.marks[first..i], places);
                }
            }
            from = at + c.len_utf8();
            first = i + 1;
            leveled = false;
        }
    }

    /// Where the place begins, if it is one of the vocabulary behind other words: 来到|陆良县, 云南|曲靖市 is one.
    fn known_place(&self, start: usize, end: usize) -> usize {
        let text = self.text();
        let hits = self.targets.hits;
        let place = |h: &&Hit| h.word.place && h.start >= start && h.end <= end;
        let leveled = |h: &&Hit| text[h.end..end].starts_with(is_level);
        let mut known = hits.within(start, end).iter().filter(place);
        match known.next() {
            Some(first) if first.start > start && leveled(&first) && !text[start..first.start].contains(is_level) => {
                first.start
            }
            _ => start,
        }
    }

    /// The places that a clause names with their level.
    fn places_in(&self, from: usize, to: usize, marks: &[(usize, char)], out: &mut Vec<(usize, usize)>) {
        /// A clause names no more.
        const MOST: usize = 4;
        let posts = self.targets.posts;
        let text = self.text();
        let mut low = from;
        let mut found = 0;
        for &(at, c) in marks.iter().filter(|x| is_level(x.1)) {
            let end = at + c.len_utf8();
            if end <= low {
                continue;
            }
            let start = posts.unit_start(low, end, self.known).max(low);
            // 该县|岚村镇
            let level = |w: &&&str| text[start..end].starts_with(**w);
            let start =
                start + ["该省", "该市", "该县", "该区", "该州", "该旗"].iter().find(level).map_or(0, |w| w.len());
            let start = self.known_place(start, end);
            let head = &text[start..to];
            let inside = ends(head);
            let Some(&first) = inside.first() else { continue };
            // 从县|里转到乡: other words between two levels
            let whole = |e: &usize| *e == first || posts.unit_start(start, start + e, self.known) == start;
            let e = inside.iter().rev().copied().find(whole).unwrap_or(first);
            // 桐坪镇|一个村: which village is not told
            let some = ["一个", "一名", "一位"].iter().filter_map(|w| find(&head[..e], w)).min().filter(|&i| i > 0);
            let e = some.map_or(e, |i| inside.iter().copied().filter(|&x| x <= i).max().unwrap_or(0));
            let name = &head[..e];
            let length = name.chars().count();
            if (3..=24).contains(&length)
                && VAGUE.of(name).next().is_none()
                && !is_phrase(&name[..first])
                && !posts.names.ends_at(start)
                && !self.names_post(start, start + first)
                // “查县必查镇”: what somebody says
                && !text[..start].ends_with(['“', '‘'])
            {
                out.push((start, start + e));
                found += 1;
                if found == MOST {
                    return;
                }
                low = start + e;
            }
        }
    }

    /// Whether a post of more than one character is named between: 合作社理事长兼|社区.
    fn names_post(&self, start: usize, end: usize) -> bool {
        let title = |h: &Hit| h.end < end && h.end - h.start >= 6 && h.word.title.is_some();
        self.targets.hits.within(start, end).iter().any(title)
    }

    /// The last body that a clause names, of its words for bodies.
    fn unit_in(&self, from: usize, to: usize, offices: &[Hit]) -> Option<(usize, usize)> {
        let text = self.text();
        let named = |h: &&Hit| {
            h.end <= to && h.end - h.start >= 6 && h.word.unit != Some(UnitKind::PartyGroup) && is_whole(text, **h)
        };
        let hit = offices.iter().filter(named).max_by_key(|h| h.end)?;
        // 派出所 alone names nothing
        if hit.start == from {
            return None;
        }
        let mut start = self.targets.posts.unit_start(from, hit.end, Known::Guess);
        // 我局|南关派出所
        if let Some(own) = ["我局", "我院", "我校", "我行", "我县", "我市", "我区"]
            .iter()
            .find(|w| text[start..hit.end].starts_with(**w))
        {
            start += own.len();
        }
        // 她是|该县财政局的会计
        start += after_copula(&text[start..hit.end]);
        let name = &text[start..hit.end];
        // 拖欠企业工程款: what kinds of bodies are called
        let kind = ["企业", "单位", "部门", "机构", "机关", "窗口", "院校", "高校"].iter().any(|w| name.ends_with(w))
            && ends(name).is_empty()
            && !name.starts_with('某')
            && name.chars().count() < 5;
        // 12所学校, 多家耗材公司: several
        let numeral = |c: char| c.is_ascii_digit() || "三四五六七八九十百余多几数".contains(c);
        let mut pairs = name.chars().zip(name.chars().skip(1));
        if pairs.any(|(a, b)| numeral(a) && matches!(b, '所' | '家' | '个')) {
            return None;
        }
        let deictic = [
            "该", "本", "上述", "上级", "其", "各", "有关", "相关", "这", "我", "所在", "两", "二级", "全", "下属",
            "所属", "下辖",
        ]
        .iter()
        .any(|w| name.starts_with(w))
            || name.starts_with('某') && name.chars().count() < 5;
        let named = start < hit.start && !deictic && !kind && !is_clause(name) && name.chars().count() <= 30;
        named.then_some((start, hit.end))
    }

    /// People who are named by less than their name: 前者, 后者 of a list of two; 对吴予以…, 吴、孙二人.
    fn refer(&self, s: &mut Sentence) {
        let text = self.text();
        let body = &s.body;
        let landmarks = s.marks;
        let mut short: Vec<Target> = Vec::new();
        let asked = !self.surnames.is_empty();
        for &(at, mark) in landmarks.iter().filter(|m| asked && matches!(m.1, '、' | '对')) {
            let next = at + mark.len_utf8();
            let Some(second) = self.surnames.at(text, self.targets.people, next) else { continue };
            // the mark may end the sentence
            let Some(rest) = text.get(next + second.1..body.end) else { continue };
            let own = if mark == '对' {
                let verbs = ["予以", "给予", "作出", "进行", "立案", "采取", "处以"];
                verbs.iter().any(|v| rest.starts_with(v)).then(|| (next, vec![second.0]))
            } else {
                let verbs =
                    ["二人", "两人", "均", "分别", "都", "被", "因", "先后", "予以", "给予", "作出", "进行", "立案"];
                let first = text[body.start..at].char_indices().next_back().map_or(at, |c| body.start + c.0);
                let open = first == body.start
                    || text[..first].ends_with(is_mark)
                    || ["对", "给予", "将", "由"].iter().any(|w| text[..first].ends_with(w));
                let pair = self.surnames.at(text, self.targets.people, first).filter(|f| open && f.0 != second.0);
                pair.filter(|_| verbs.iter().any(|v| rest.starts_with(v))).map(|f| (first, vec![f.0, second.0]))
            };
            short.extend(own.map(|(start, people)| Target::people(start, next + second.1, people)));
        }
        for &(at, mark) in landmarks.iter().filter(|m| m.1 == '者') {
            let head = &text[body.start..at];
            let Some(word) = head.chars().next_back().filter(|c| matches!(c, '前' | '后')) else { continue };
            let start = at - word.len_utf8();
            // 对前者所在单位
            let own = ["所在", "单位", "的"].iter().any(|w| text[at + mark.len_utf8()..].starts_with(w));
            let given = !own && ["给予", "对", "将"].iter().any(|w| text[..start].ends_with(w));
            if start == body.start || given || text[..start].ends_with(is_mark) {
                let end = at + mark.len_utf8();
                let end = self.targets.posts.bracket(end).filter(|b| b.2 <= body.end).map_or(end, |b| b.2);
                short.push(Target::people(start, end, Vec::new()));
            }
        }
        s.short = short.iter().map(|t| t.start).collect();
        s.named.extend(short);
        s.named.sort_by_key(|t| t.start);
    }

    /// Where a measure may follow: at the end of a name, a post or a group (值班人员3人批评教育).
    fn ends(&self, s: &Sentence, sanctions: &[Hit], out: &mut Vec<usize>) {
        let posts = self.targets.posts;
        let grouped = sanctions.iter().map(|h| h.start);
        let grouped = grouped.filter(|&at| target::ends_in_people(&self.text()[s.body.start..at]));
        let held = s.chains.iter().filter(|c| c.names.is_empty()).map(|c| posts.bracket(c.end).map_or(c.end, |b| b.2));
        out.clear();
        out.extend(s.named.iter().map(|t| t.end).chain(grouped).chain(held));
    }
}

/// Whether the words are no name: 省里开展了环境保护, 将3000万元借给某企业.
pub(super) fn is_clause(name: &str) -> bool {
    name.contains(['了', '给', '元', '把', '被', '在', '到', '我', '就'])
}

/// Whether what ends in a level is too short or too long for the name of a place: 经市, 四名同志向市.
fn is_phrase(name: &str) -> bool {
    let length = name.chars().count();
    let long =
        length > 5 && !name.contains('族') && name.ends_with(['市', '县', '镇', '乡', '村']) && ends(name).len() < 2;
    // 送至县直部门
    let brought = || {
        let mut chars = name.chars();
        chars.next().is_some_and(|c| matches!(c, '送' | '报' | '发' | '运' | '转' | '调' | '移' | '汇'))
            && chars.next() == Some('至')
    };
    long || length < 3 && name.ends_with('市') || brought()
}

/// Whether no other word goes on over the end of the name of a body: 小学|校长, 整治|办公用房.
pub(super) fn is_whole(text: &str, hit: Hit) -> bool {
    let (name, rest) = text.split_at(hit.end);
    // 政纪处|分, 违规处|理
    let dealt = rest.starts_with(['分', '理', '罚']);
    let verb = name.strip_suffix('处').is_some_and(|n| {
        n.ends_with(['惩', '查', '判', '到', '好', '之']) || dealt && n.ends_with(['纪', '规', '法', '予'])
    });
    let office = name.ends_with('办') && rest.starts_with(['公', '理', '案']);
    // 小学|毕业生, 银行|业
    let kind = name.ends_with('学') && (rest.starts_with('生') || rest.starts_with("毕业") || rest.starts_with("文化"))
        || name.ends_with('行') && rest.starts_with('业');
    // 两委干|部
    let word = ["干部", "全部", "内部", "局部", "村村"].iter().any(|w| name.ends_with(w));
    !(verb || office || kind || word || rest.starts_with('长'))
}
