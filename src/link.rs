//! Who received which measure, decided by whom.
//!
//! Each sentence is a row of targets (people, groups, bodies) and measures. A measure goes to what stands right beside
//! it, then to the subject of its clause, then to whom the measure before it went, then to the people in focus.
//! When a clause names a subject that is none of these, the measure goes to nobody.

mod hold;
mod home;
mod organ;
mod record;
mod sentence;
mod unreal;
mod whom;

use crate::body::{self, Act, Body, Kind};
use crate::code::{Basis, Family, Measure, MeasureStatus, Role};
use crate::focus::Focus;
use crate::gate::Gate;
use crate::held::Held;
use crate::lexicon::{surname, Hit, Hits, MeasureKind, MeasureWord, TitleKind, UnitKind};
use crate::measure::MeasureHit;
use crate::name::is_han;
use crate::people::People;
use crate::place::{join, Pieces};
use crate::post::{Chain, Known, Posts};
use crate::restore::{Post, Restorer};
use crate::segment::{after_mark, is_mark, item_number, last_mark};
use crate::target::{self, Target, Targets};
use crate::text::Folded;
use crate::words::{any, has, list, places, skip, Heads, List, Map};
use once_cell::sync::Lazy;
use sentence::{Reader, Sentence, Sentences};
use std::collections::HashSet;
use std::ops::Range;
pub(crate) use unreal::IDLE;

/// Whom a measure is taken against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    Person(usize),
    Organization(Pieces),
    Group { words: Pieces, count: Option<u64> },
}

#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub who: Who,
    pub hit: MeasureHit,
    pub status: MeasureStatus,
    pub basis: Basis,
    pub decided_by: Vec<Pieces>,
    pub approved_by: Vec<Pieces>,
    pub case: Option<usize>,
    pub rule: &'static str,
}

impl Link {
    fn person(&self) -> Option<usize> {
        match self.who {
            Who::Person(p) => Some(p),
            _ => None,
        }
    }
}

/// A figure over many cases.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub count: u64,
    pub approximate: bool,
    pub measure: Measure,
    pub who: (usize, usize),
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct RawCase {
    pub number: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub subjects: Vec<usize>,
}

#[derive(Default)]
pub(crate) struct Linked {
    pub links: Vec<Link>,
    pub figures: Vec<Figure>,
    pub cases: Vec<RawCase>,
    /// Posts by person, in order of the text.
    pub posts: Vec<Vec<Post>>,
    /// Notes in brackets after the name, by person.
    pub notes: Vec<Vec<(usize, usize)>>,
    /// Measures that found no target.
    pub loose: Vec<MeasureHit>,
    /// Names and lists of measures in unequal numbers.
    pub ambiguous: Vec<(usize, usize)>,
}

// each is a state of its own: of the sentence, of the paragraph
#[allow(clippy::struct_excessive_bools)]
struct Linker<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    posts: &'a Posts<'a>,
    people: &'a People,
    known: Known<'a>,
    restorer: Restorer<'a>,
    off: &'a dyn Fn(&str) -> bool,
    out: Linked,
    focus: Focus,
    /// Where the sentence ends, and what characters it holds.
    end: usize,
    held: Held,
    /// The people that the text speaks of now.
    topic: Vec<usize>,
    /// Deciding and approving bodies of the paragraph.
    bodies: Vec<Body>,
    /// The last court that tried somebody, who was named beside it, and in which case: its sentences may be told later.
    court: Option<(Body, HashSet<usize>, usize)>,
    /// Bodies whose decision is the numbered list that follows, and how the line that names them is numbered itself.
    enacting: (Vec<Body>, Option<char>),
    /// How the line is numbered: a digit, a Chinese numeral, a bracket.
    numbering: Option<char>,
    /// Whether the paragraph tells of another state.
    foreign: bool,
    chinese: bool,
    /// Sentences of the paragraph in which no word of this country was looked for.
    unread: Vec<Range<usize>>,
    /// Sentences of the paragraph in which no scope of a figure was looked for.
    unscoped: Vec<Range<usize>>,
    /// People of the list who have no outcome of their own yet.
    listed: Map<usize, (usize, usize)>,
    /// Lists of several people, the last one last.
    lists: Vec<Vec<usize>>,
    /// Whether figures of the sentence run over many cases.
    statistic: bool,
    /// The measures that the last figure of the paragraph was about: of cases, and of people.
    figured: [Vec<MeasureHit>; 2],
    /// The last people who were named as some of a number: 甲等4人.
    counted: Option<Target>,
    /// The last unnamed group: what 3人 alone is a part of.
    crowd: Option<Pieces>,
    /// Sentences without a measure since, with their posts and people: their groups are read when one is asked for.
    passed: Vec<(Range<usize>, Vec<Chain>, Vec<Target>)>,
    surnames: &'a Surnames,
    /// Whether the heading above tells of proposals: 建议给予处分人员.
    proposals: bool,
    /// Where rows of posts begin that belong to a person who is named elsewhere.
    owned: Vec<usize>,
}

/// Words that show figures over many cases.
static SCOPE: Lazy<List> = Lazy::new(|| {
    list([
        "全国",
        "全省",
        "全市",
        "全区",
        "全县",
        "全州",
        "全系统",
        "各级",
        "各地",
        "多地",
        "以来",
        "截至",
        "截止",
        "累计",
        "上半年",
        "下半年",
        "全年",
        "去年",
        "季度",
        "年度",
        "上周",
        "本周",
        "近年",
        "平均每",
        "专项",
        "本轮",
        "统计",
        "总计",
        "合计",
        "共查处",
        "共处理",
        "共立案",
        "共接受",
        "月份",
        "今年",
        "同比",
        "人次",
        "年来",
        "信访举报",
    ])
});

/// Words that show that the paragraph tells of this country.
static CHINESE: Lazy<List> = Lazy::new(|| list(["人民法院", "中级法院", "中国共产党", "党员"]));

/// Words of a heading over people.
static HEADED: Lazy<List> = Lazy::new(|| list(["人员", "单位", "责任人", "如下"]));

/// What may stand between two measures of one list.
static JOINTS: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "并处",
        "处以",
        "处分",
        "处理",
        "、",
        "和",
        "及",
        "并",
        "，",
        ",",
        "以及",
        "或者",
        "同时",
        "等",
        "给予",
        "受到",
        "予以",
        "被",
        "措施",
        "问责",
        "决定",
        "依法",
        "按程序",
        "处罚",
        "且",
        "或",
        "依次",
        "还",
        "的",
        "再",
        "由",
        "又",
        "追",
        "行政",
    ])
});

pub(crate) fn link(
    posts: &Posts,
    people: &People,
    sentences: &[Range<usize>],
    zones: &[Range<usize>],
    roles: &[(Role, (usize, usize))],
    off: &dyn Fn(&str) -> bool,
) -> Linked {
    let (folded, hits) = (posts.folded, posts.hits);
    let gate = Gate::new(folded, hits, sentences);
    let authors: Vec<usize> = roles
        .iter()
        .filter(|r| r.0 == Role::Author)
        .filter_map(|r| people.mentions.iter().find(|m| m.start == r.1 .0).map(|m| m.person))
        .collect();
    let names = people.ranges();
    let (known, surnames) = (Known::Names(&names), Surnames::new(people));
    let targets = Targets { folded, hits, posts, people };
    let reader = Reader { targets, known, surnames: &surnames, authors: &authors, gate: &gate };
    let read = reader.read(sentences, zones);
    let home = home::home(hits, posts, &folded.text, sentences);
    let mut linker = Linker {
        folded,
        hits,
        posts,
        people,
        known,
        restorer: Restorer { folded, hits },
        off,
        out: Linked {
            posts: vec![Vec::new(); people.names.len()],
            notes: vec![Vec::new(); people.names.len()],
            ..Linked::default()
        },
        focus: Focus::new(home.bodies, home.places),
        end: 0,
        held: Held::of([]),
        topic: Vec::new(),
        bodies: Vec::new(),
        court: None,
        enacting: (Vec::new(), None),
        numbering: None,
        foreign: false,
        chinese: false,
        unread: Vec::new(),
        unscoped: Vec::new(),
        listed: Map::default(),
        lists: Vec::new(),
        statistic: false,
        figured: Default::default(),
        counted: None,
        crowd: None,
        passed: Vec::new(),
        surnames: &surnames,
        proposals: false,
        owned: Vec::new(),
    };
    linker.sentences(read, gate.statistical);
    linker.told_below(sentences);
    linker.without_foreigners();
    linker.without_personnel_news();
    linker.out
}

/// Whose surname it is, when only one person of the document has it.
struct Surnames(Map<char, Option<usize>>);

impl Surnames {
    fn new(people: &People) -> Self {
        let mut out: Map<char, Option<usize>> = Map::default();
        for (i, name) in people.names.iter().enumerate() {
            let Some(c) = name.chars().next().filter(|c| surname(c.encode_utf8(&mut [0; 4])).is_some()) else {
                continue;
            };
            out.entry(c).and_modify(|owner| *owner = None).or_insert(Some(i));
        }
        Self(out)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether several people are called so.
    fn shared(&self, c: char) -> bool {
        self.0.get(&c) == Some(&None)
    }

    /// Whose surname stands at an offset, and its length: not where a full name begins.
    fn at(&self, text: &str, people: &People, at: usize) -> Option<(usize, usize)> {
        let c = text[at..].chars().next()?;
        let owner = self.0.get(&c).copied().flatten()?;
        let named = people.mentions.binary_search_by_key(&at, |m| m.start).is_ok();
        (!named).then_some((owner, c.len_utf8()))
    }
}

/// The words by which `republic` tells another state.
const STATES: [&str; 2] = ["共和国", "监禁"];

/// How long the words are that divide the figure before: 其中, 受处理的人当中，.
fn divides(words: &str) -> usize {
    /// No such words are longer.
    const LONGEST: usize = 24;
    if words.starts_with("其中") {
        return "其中".len();
    }
    let near = words.char_indices().nth(LONGEST).map_or(words, |(i, _)| &words[..i]);
    ["人当中，", "人员当中，", "人员中，", "干部中，", "的人中，"]
        .iter()
        .find_map(|w| near.find(w).map(|i| i + w.len()))
        .filter(|&end| has(&near[..end], "处理") || has(&near[..end], "处分") || has(&near[..end], "问责"))
        .unwrap_or(0)
}

/// Whether another state is named by its form: 某某共和国, 7年监禁.
fn republic(text: &str) -> bool {
    let own = ["中华人民", "中华苏维埃"];
    let state = |i: usize| text[..i].ends_with(is_han) && !own.iter().any(|o| text[..i].ends_with(o));
    let [republic, prison] = STATES;
    places(text, republic).any(state)
        || places(text, prison).any(|i| text[..i].ends_with('年') || text[..i].ends_with("个月"))
}

impl<'a> Linker<'a> {
    fn text(&self) -> &'a str {
        let folded: &'a Folded<'a> = self.folded;
        &folded.text
    }

    /// Whether the paragraph has given a figure.
    fn has_figures(&self) -> bool {
        self.figured.iter().any(|f| !f.is_empty())
    }

    /// Who holds which post is read ahead of who received what, as far as neither needs the other.
    fn sentences(&mut self, read: Sentences, statistical: bool) {
        let Sentences { mut all, places, units } = read;
        let mut done = 0;
        for next in 0..all.len() {
            if self.asks(&all[next]) {
                self.sections(&mut all[done..next], statistical);
                done = next;
            }
            let told = &mut all[next];
            if told.line {
                self.focus.turn();
            }
            if let Some(depth) = told.depth {
                self.focus.begin(depth);
            }
            if !told.told {
                continue;
            }
            for &(start, end) in &units[told.units.clone()] {
                self.focus.name_unit(Pieces::one(start, end));
            }
            for &(start, end) in &places[told.places.clone()] {
                self.focus.name_place(Pieces::one(start, end));
            }
            self.hold(told);
            told.focus = self.focus.now.clone();
            if told.named.is_empty() {
                // a measure may still befall those who were spoken of before
                let follows = told.measures.is_empty() || {
                    let from = std::mem::replace(&mut done, next + 1);
                    self.sections(&mut all[from..=next], statistical)
                };
                if follows {
                    self.about(&all[next]);
                }
            }
        }
        self.sections(&mut all[done..], statistical);
    }

    /// Links the measures of some sentences; whether the text goes on from what the last of them speaks of.
    fn sections(&mut self, sentences: &mut [Sentence], statistical: bool) -> bool {
        let now = self.focus.now.clone();
        let mut follows = false;
        for told in sentences {
            self.focus.now = std::mem::take(&mut told.focus);
            follows = self.sentence(told, statistical);
        }
        self.focus.now = now;
        follows
    }

    /// Links the measures of a sentence; whether the text goes on from what it speaks of.
    fn sentence(&mut self, told: &mut Sentence, statistical: bool) -> bool {
        let text = self.text();
        let (sentence, item, line) = (told.range.clone(), told.item, told.line);
        if line || item.is_some() {
            self.bodies.clear();
            let first = text[sentence.clone()].chars().next().filter(|_| item.is_some());
            self.numbering = first.map(|c| {
                if c.is_ascii_digit() {
                    '1'
                } else if is_mark(c) {
                    '('
                } else {
                    '一'
                }
            });
            let given =
                ["给予", "对", "免去", "责令", "撤销", "取消"].iter().any(|w| text[sentence.clone()].starts_with(w));
            let goes_on = if self.enacting.1.is_none() {
                item.is_some() || given
            } else {
                self.numbering.is_some() && self.numbering != self.enacting.1
            };
            if !goes_on {
                self.enacting.0.clear();
            }
            self.bodies.extend(self.enacting.0.iter().cloned());
            self.foreign = false;
            self.chinese = false;
            self.unread.clear();
            self.statistic = statistical;
            self.unscoped.clear();
            self.figured = Default::default();
        }
        if line {
            self.crowd = None;
            self.counted = None;
            self.passed.clear();
        }
        if told.depth.is_some() {
            self.topic.clear();
        }
        if line || item.is_some() || told.bullet {
            if let Some(last) = self.out.cases.last_mut() {
                last.end = last.end.min(sentence.start).max(last.start);
            }
            self.out.cases.push(RawCase {
                number: item.map(|i| i.0),
                start: sentence.start,
                end: usize::MAX,
                subjects: Vec::new(),
            });
        }
        if !told.told {
            return false;
        }
        let body = told.body.clone();
        self.end = body.end;
        self.foreign = self.foreign || told.abroad;
        self.unread.push(body.clone());
        if line || item.is_some() {
            self.proposals = self.heading(&body).unwrap_or(self.proposals);
        }
        self.complete(told);
        self.bodies.retain(|b| b.act != Act::DecidesHere);
        let bodies = std::mem::take(&mut told.bodies);
        let parts = if self.has_figures() { divides(&text[body.clone()]) } else { 0 };
        let lead = told.measures.partition_point(|m| m.start < body.start + parts);
        // 受处分的人当中: which figure is divided
        if lead > 0 {
            self.figured[usize::from(true)] = told.measures.drain(..lead).collect();
        }
        if told.measures.is_empty() {
            if parts > 0 || self.statistic {
                let crowds = self.crowds(&body, &told.chains, &told.named);
                if parts > 0 {
                    self.parts(&crowds);
                }
                self.kinds(&body, &crowds);
            }
            self.extend_bodies(&body, bodies, &told.named);
            self.follow(&body, &told.named);
            self.passed.push((body, std::mem::take(&mut told.chains), std::mem::take(&mut told.named)));
            return true;
        }
        let Sentence { named, measures, .. } = told;
        let crowds: Vec<Target> = std::mem::take(&mut told.crowds)
            .into_iter()
            .filter(|c| !bodies.iter().any(|b| b.start <= c.start && c.start < b.end))
            .filter(|c| !self.owned.iter().any(|&o| c.start <= o && o < c.end))
            // 是党员的, 列入教师名单: no group; 张某|辱骂民警: what goes on right after a name is what its bearer does
            .filter(|c| {
                let words = &text[c.start..];
                c.counted
                    || !words.starts_with(|x| is_mark(x) || x == '是')
                        && !text[c.start..c.end].contains('因')
                        && !["列入", "系最", "系主要", "系直接"].iter().any(|w| words.starts_with(w))
                        && !named.iter().any(|t| t.end == c.start && t.crowd.is_none() && !t.people.is_empty())
            })
            .map(|t| self.resolved(t, named))
            .collect();
        self.extend_bodies(&body, bodies, named);
        // the scope of a figure holds for the paragraph, and only counts ask for it
        self.unscoped.push(body.clone());
        if !crowds.is_empty() || self.has_figures() || named.iter().any(|t| t.crowd.is_some()) {
            let scope = |s: &Range<usize>| any(&SCOPE, &text[s.clone()]) || target::over_many(text, s);
            self.statistic = self.statistic || self.unscoped.iter().any(scope);
            self.unscoped.clear();
        }
        if self.foreign && !self.is_chinese() {
            return false;
        }
        let chars = self.folded.chars_from(body.start).iter().take_while(|c| c.0 < body.end);
        self.held = Held::of(chars.map(|c| c.1));
        self.measures(&body, measures, named, &crowds);
        self.kinds(&body, &crowds);
        let follows = measures.iter().all(|m| m.measure.is_unspecified()) || self.topic.is_empty();
        if follows {
            self.follow(&body, named);
        }
        follows
    }

    /// The unnamed groups of a sentence without a measure.
    fn crowds(&self, body: &Range<usize>, chains: &[Chain], named: &[Target]) -> Vec<Target> {
        let targets = Targets { folded: self.folded, hits: self.hits, posts: self.posts, people: self.people };
        targets.crowds(body, chains, named, &[])
    }

    /// Whether the paragraph tells of this country.
    fn is_chinese(&mut self) -> bool {
        let text = self.text();
        let own = |h: &Hit| {
            let w = h.word;
            let sanction = |m: &MeasureWord| {
                m.kind == MeasureKind::Strong && matches!(m.codes[0].family(), Family::Party | Family::Government)
            };
            w.place
                || w.unit == Some(UnitKind::Supervision)
                || w.unit == Some(UnitKind::PartyCommittee)
                || self.hits.measure(*h).is_some_and(sanction)
        };
        let told =
            |s: &Range<usize>| self.hits.within(s.start, s.end).iter().any(own) || any(&CHINESE, &text[s.clone()]);
        self.chinese = self.chinese || self.unread.iter().any(told);
        self.unread.clear();
        self.chinese
    }

    /// Those who hold a post of another state (法国前总统甲) stand under its law, in a headline that does not say so too.
    fn without_foreigners(&mut self) {
        let hits = self.hits;
        let abroad = |post: &Post| post.unit.first().is_some_and(|u| hits.starting(u.0).iter().any(|h| h.word.foreign));
        let foreign: Vec<bool> = self.out.posts.iter().map(|posts| posts.iter().any(abroad)).collect();
        self.out.links.retain(|l| !matches!(l.who, Who::Person(p) if foreign[p]));
    }

    /// 任命甲为局长；免去乙的局长职务: who only leaves a post where others are appointed has done nothing.
    fn without_personnel_news(&mut self) {
        let text = self.text();
        let removal = |l: &Link| l.hit.measure == Measure::RemovalFromOffice;
        let appoints = |words: &str| ["任命", "任免"].iter().any(|w| has(words, w));
        if !appoints(text) || !self.out.links.iter().any(removal) {
            return;
        }
        let whole = self.out.links.iter().all(removal);
        let dealt: HashSet<usize> = self.out.links.iter().filter(|l| !removal(l)).filter_map(Link::person).collect();
        let folded = self.folded;
        let line = |at: usize| &text[folded.line_start(at)..folded.line_end(at)];
        self.out.links.retain(|l| {
            let leaves = removal(l) && l.person().is_some_and(|p| !dealt.contains(&p));
            let told = || line(l.hit.start);
            // a cause is told: it is no news of personnel
            let caused = || {
                let from = folded.line_start(l.hit.start);
                let clause = after_mark(&text[from..l.hit.start], |c| matches!(c, '；' | ';' | '。'));
                has(clause, "因") || ["事故", "问责", "追究", "通报"].iter().any(|w| has(told(), w))
            };
            // 二、免去 免去甲的某局局长职务；
            let entry = || &told()[item_number(told()).map_or(0, |i| i.1)..];
            let listed = || has(told(), "任命") || entry().starts_with("免去");
            !(leaves && (whole || listed() && !caused()))
        });
    }

    /// Where the last semicolon stands in a part of the sentence.
    fn semicolon(&self, from: usize, to: usize) -> Option<usize> {
        self.last_of(['；', ';'], from, to)
    }

    /// Where the last bracket opens in a part of the sentence.
    fn bracket(&self, from: usize, to: usize) -> Option<usize> {
        self.last_of(['（', '('], from, to)
    }

    /// Where the last of two marks stands in a part of the sentence.
    fn last_of(&self, marks: [char; 2], from: usize, to: usize) -> Option<usize> {
        let held = marks.iter().any(|&c| self.held.may_be(c));
        let last = if held { last_mark(&self.text()[from..to], |c| marks.contains(&c)) } else { None };
        last.map(|i| from + i)
    }

    /// Whether a heading (建议给予处分人员, 已采取强制措施人员) tells of proposals; nothing when the line is no heading.
    fn heading(&self, body: &Range<usize>) -> Option<bool> {
        let line = &self.text()[body.clone()];
        let short = line.len() <= 4 * 40 && line.chars().nth(40).is_none();
        let title = short && self.people.within(body).is_empty() && any(&HEADED, line);
        title.then(|| has(line, "建议"))
    }

    /// Takes away the groups of a headline: who they are is told below.
    fn told_below(&mut self, sentences: &[Range<usize>]) {
        let text = self.text();
        let named = self.out.links.iter().any(|l| matches!(l.who, Who::Person(_)));
        // a headline is a line without a full stop, and more follows
        let headline = sentences
            .first()
            .filter(|s| s.end < text.len() && !text[..s.end].ends_with(['。', '；', ';', '！']))
            .map_or(0, |s| s.end);
        self.out.links.retain(|link| match &link.who {
            Who::Group { count, .. } => link.hit.end > headline || count.is_some() && !named,
            _ => true,
        });
    }

    /// 甲等4人 whose list was told before is that list; a list of the notice goes on as 甲、乙等人; 前者, 后者 are those of a
    /// list of two.
    fn complete(&mut self, told: &mut Sentence) {
        for t in told.named.iter_mut().filter(|t| !told.short.contains(&t.start)) {
            if let Some(n) = t.crowd.as_ref().and_then(|c| c.count).map(|c| c.value) {
                let all = |l: &&Vec<usize>| l.len() as u64 == n && t.people.iter().all(|p| l.contains(p));
                if let Some(list) = self.lists.iter().rev().find(all) {
                    t.people.clone_from(list);
                    t.crowd = None;
                }
            }
            if t.people.len() > 1 {
                self.lists.push(t.people.clone());
                if self.lists.len() > 60 {
                    self.lists.drain(..30);
                }
            }
            if t.crowd.as_ref().is_some_and(|c| c.count.is_some()) {
                self.counted = Some(t.clone());
            }
        }
        for i in 0..told.named.len() {
            let start = told.named[i].start;
            if told.named[i].people.is_empty() && told.short.contains(&start) {
                let latter = self.text()[start..].starts_with('后');
                let pair = self.list_before(&told.named, start, |l| l.len() > 1).filter(|l| l.len() == 2);
                told.named[i].people.extend(pair.map(|l| l[usize::from(latter)]));
            }
        }
    }

    /// The last list of people before an offset.
    fn list_before(&self, named: &[Target], at: usize, fits: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
        let here = named.iter().rev().filter(|t| t.end <= at).map(|t| &t.people);
        here.chain(self.lists.iter().rev()).find(|l| fits(l)).cloned()
    }

    fn extend_bodies(&mut self, body: &Range<usize>, bodies: Vec<Body>, named: &[Target]) {
        let text = self.text();
        let mut bodies = bodies;
        let court = |b: &Body| b.kind == Kind::Court && b.act != Act::Approves && b.end - b.start > 12;
        for i in 0..bodies.len() {
            // 法院 alone is the court named before
            if matches!(&text[bodies[i].start..bodies[i].end], "法院" | "法庭" | "该院" | "本院" | "该法院")
            {
                let case = self.out.cases.len();
                let tried = |p: &usize| named.iter().any(|t| t.people.contains(p)) || self.topic.contains(p);
                // 法庭 sits in the trial that the text tells of
                let sits = &text[bodies[i].start..bodies[i].end] == "法庭";
                let before = self
                    .court
                    .as_ref()
                    .filter(|c| sits && c.1.is_empty() || c.2 == case || c.1.iter().any(tried))
                    .map(|c| &c.0);
                if let Some(last) = bodies[..i].iter().rev().find(|b| court(b)).or(before) {
                    let units = last.units.clone();
                    bodies[i].units = units;
                }
            }
        }
        if let Some(court) = bodies.iter().rev().find(|b| court(b)) {
            self.court = Some((court.clone(), HashSet::new(), self.out.cases.len()));
        }
        if let Some((_, tried, _)) =
            self.court.as_mut().filter(|c| self.bodies.iter().chain(&bodies).any(|b| b.start == c.0.start))
        {
            tried.extend(named.iter().flat_map(|t| t.people.iter().copied()));
        }
        if bodies.last().is_some_and(|b| body::enacts(&text[b.end..body.end])) {
            self.enacting = (bodies.clone(), self.numbering);
        }
        self.bodies.extend(bodies);
        if self.bodies.len() > 60 {
            self.bodies.drain(..30);
        }
    }

    /// 两人, 3人 after as many named people are these; 前4人, 后2人, 其余3人 are a part of the list before.
    fn resolved(&self, target: Target, named: &[Target]) -> Target {
        let Some(crowd) = target.crowd.as_ref() else { return target };
        let Some(n) = crowd.count.filter(|c| c.people && !c.approximate).map(|c| c.value) else { return target };
        let size = usize::try_from(n).unwrap_or(usize::MAX);
        let lead = crowd.number.map_or("", |number| &self.text()[crowd.start..number.0]);
        // 吴、孙二人: two of those named before
        if let Some(people) = self.by_surnames(lead) {
            let people = if people.len() == size { people } else { Vec::new() };
            return Target { people, crowd: None, counted: false, ..target };
        }
        // 吴、孙|二人: they have been read
        if let Some(pair) = named.iter().find(|t| t.end == target.start && t.people.len() == size && size > 1) {
            return Target { people: pair.people.clone(), crowd: None, counted: false, ..target };
        }
        if matches!(lead, "前" | "后" | "其余" | "其他" | "另外") {
            let all = self.list_before(named, target.start, |l| l.len() > size);
            let people = match (lead, all) {
                ("前", Some(all)) => all[..size].to_vec(),
                ("后", Some(all)) => all[all.len() - size..].to_vec(),
                (_, Some(all)) => {
                    let case = self.out.cases.len().checked_sub(1);
                    let dealt = |p: usize| {
                        self.out.links.iter().rev().take_while(|l| l.case == case).any(|l| l.who == Who::Person(p))
                    };
                    // 甲受到警告；另外二人…
                    let here = |p: &usize| named.iter().any(|t| t.end <= target.start && t.people.contains(p));
                    all.into_iter().filter(|p| !dealt(*p) && !here(p)).collect()
                }
                (_, None) => Vec::new(),
            };
            if people.len() == size {
                return Target { people, crowd: None, counted: false, ..target };
            }
            // a part of a list that was not read is nobody
            let ordinal = matches!(lead, "前" | "后");
            return if ordinal { Target { crowd: None, counted: false, ..target } } else { target };
        }
        // 两名矿主 are not the two named before
        let alone = crowd.number.is_some_and(|number| number.1 == crowd.end)
            && matches!(lead, "" | "目前" | "随后" | "现" | "日前" | "近日" | "同时" | "此外" | "上述" | "以上")
            && !(self.text()[..crowd.end].ends_with(['名', '位']) && self.text()[crowd.end..].starts_with(is_han));
        if !alone {
            // 两名教师 after a list of two teachers
            let noun = crowd.number.filter(|n| n.0 == crowd.start).map_or("", |n| &self.text()[n.1..crowd.end]);
            let case = self.out.cases.last().map_or(0, |c| c.start);
            let same =
                |l: &&Vec<usize>| l.len() == size && size > 1 && l.iter().any(|p| self.is_called(*p, noun, case));
            return match self.lists.iter().rev().take(8).find(same).filter(|_| !noun.is_empty()) {
                Some(list) => Target { people: list.clone(), crowd: None, counted: false, ..target },
                None => target,
            };
        }
        let mut before: Vec<usize> = Vec::new();
        for p in named.iter().filter(|t| t.end <= target.start).flat_map(|t| t.people.iter()) {
            if !before.contains(p) {
                before.push(*p);
            }
        }
        // 甲被开除党籍；乙受到警告，二人…: the subjects of the case and who is named here
        let receives = |t: &Target| {
            let rest = &self.text()[t.end.min(target.start)..target.start];
            ["受到", "受", "被"].iter().any(|w| rest.starts_with(w))
                && self.hits.within(t.end, target.start).iter().any(|h| h.word.measure.is_some())
        };
        let mut both = Vec::new();
        if named.iter().filter(|t| t.end <= target.start).all(receives) {
            both.extend(self.out.cases.last().into_iter().flat_map(|c| c.subjects.iter().copied()));
            let new: Vec<usize> = before.iter().filter(|p| !both.contains(p)).copied().collect();
            both.extend(new);
        }
        let whole = |l: &&Vec<usize>| l.len() == size;
        let people = Some(&before)
            .filter(whole)
            .or_else(|| Some(&self.topic).filter(whole))
            .or_else(|| self.out.cases.last().map(|c| &c.subjects).filter(whole))
            .or_else(|| Some(&both).filter(whole))
            .or_else(|| self.lists.iter().rev().find(whole));
        // 甲等4人 … 4人: the same people, named and not
        let same = |t: &&Target| t.crowd.as_ref().and_then(|c| c.count).is_some_and(|c| c.value == n);
        match people {
            Some(people) if n > 1 => Target { people: people.clone(), crowd: None, counted: false, ..target },
            _ => match self.counted.as_ref().filter(same) {
                Some(known) => {
                    Target { counted: false, people: known.people.clone(), crowd: known.crowd.clone(), ..target }
                }
                None => target,
            },
        }
    }

    /// The people whose surnames alone stand in a row: 吴、孙. Empty when it is not clear who they are.
    fn by_surnames(&self, row: &str) -> Option<Vec<usize>> {
        let row = row.trim_end_matches(['、', '等']);
        let single = |s: &str| s.chars().nth(1).is_none() && surname(s).is_some();
        if !row.contains('、') || !row.split('、').all(single) {
            return None;
        }
        let owner = |among: &[usize], name: &str| {
            let mut owners = among.iter().copied().filter(|&p| self.people.names[p].starts_with(name));
            owners.next().filter(|_| owners.next().is_none())
        };
        let everyone: Vec<usize> = (0..self.people.names.len()).collect();
        let found = |among: &[usize]| row.split('、').map(|name| owner(among, name)).collect::<Option<Vec<usize>>>();
        Some(self.lists.iter().rev().take(8).find_map(|l| found(l)).or_else(|| found(&everyone)).unwrap_or_default())
    }

    /// The posts of a person that were told by the end of the sentence.
    fn posts_of(&self, person: usize) -> impl Iterator<Item = &Post> {
        self.out.posts[person].iter().take_while(|p| p.element.start < self.end)
    }

    /// Whether a person who was named in the case is called so by a title.
    fn is_called(&self, person: usize, noun: &str, case: usize) -> bool {
        let text = self.text();
        let here = self.people.mentions.iter().any(|m| m.person == person && m.start >= case);
        here && self.posts_of(person).any(|p| join(text, &p.title).ends_with(noun))
    }

    /// Whom the text speaks of after a sentence without a measure: its subject.
    fn follow(&mut self, body: &Range<usize>, named: &[Target]) {
        let mut subjects = 0;
        let mut people = 0;
        for t in named {
            if !self.is_subject(body.start, t) {
                continue;
            }
            if subjects == 0 {
                self.topic.clone_from(&t.people);
            }
            subjects += 1;
            for &p in &t.people {
                self.listed.entry(p).or_insert((body.start, people));
                people += 1;
            }
        }
        if let Some(first) = named.first().filter(|_| subjects == 0 && self.topic.is_empty()) {
            self.topic.clone_from(&first.people);
        }
    }

    /// Attaches the measures of a sentence.
    fn measures(&mut self, body: &Range<usize>, measures: &[MeasureHit], named: &[Target], crowds: &[Target]) {
        let mut last: Vec<Target> = Vec::new();
        let mut from = body.start;
        let mut i = 0;
        while i < measures.len() {
            // one list: measures with nothing but joints between
            let apart = self.held.has(&self.text()[from..measures[i].start], "分别");
            let mut j = i + 1;
            while j < measures.len()
                && self.one_list(measures[j - 1].end, measures[j].start, apart, named, crowds)
                && (measures[j].start == measures[j - 1].start
                    || !named.iter().any(|t| t.start >= measures[j].start && t.end <= measures[j].end))
                && (measures[j].start == measures[j - 1].start || !self.counted_after(measures[j].end, crowds))
            {
                j += 1;
            }
            let list = &measures[i..j];
            let end = list.iter().map(|m| m.end).max().unwrap_or(list[0].end);
            let asked = j == measures.len() && !(self.off)("link/list-after");
            let below = if asked { self.listed_after(body, from, list, named, crowds) } else { Vec::new() };
            if !below.is_empty() {
                self.record(body, from, list, &below, Basis::Distributed, "link/list-after");
            } else if !self.unreal(body, from, list, named, crowds, &last) {
                match self.target(body, from, list, named, crowds, &last) {
                    Some((goal, basis, rule)) if !(self.off)(rule) && !goal.iter().all(Target::is_empty) => {
                        self.record(body, from, list, &goal, basis, rule);
                        last = goal;
                    }
                    // 查处, 处理, 问责 alone tell of no measure that could be missed
                    _ if self.befalls_someone(body, list[0].start, named, crowds) => self.out.loose.extend(
                        list.iter()
                            .filter(|m| !m.measure.is_unspecified() && m.measure != Measure::CaseHandled)
                            .cloned(),
                    ),
                    // a rule or a lesson: nobody is there to receive it
                    _ => {}
                }
            }
            from = end;
            i = j;
        }
    }

    /// Whether the measure at `start` is told as given or received, or the sentence holds somebody whom it could befall.
    fn befalls_someone(&self, body: &Range<usize>, start: usize, named: &[Target], crowds: &[Target]) -> bool {
        let title = |h: &Hit| h.word.title.is_some_and(|k| k != TitleKind::Label);
        ["受到", "被", "给予", "予以"].iter().any(|w| self.text()[body.start..start].ends_with(w))
            || !named.is_empty()
            || !crowds.is_empty()
            || !self.topic.is_empty()
            || self.hits.within(self.folded.line_start(body.start), body.end).iter().any(title)
    }

    /// The people of a list that a colon parts from its measures: 对以下人员通报批评：甲、乙; 3人被查：甲、乙、丙.
    fn listed_after(
        &self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
    ) -> Vec<Target> {
        let text = self.text();
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let rest = skip(skip(&text[end..body.end], "处分"), "处理");
        // 被立案侦查的，包括某局局长甲、乙等，…
        let included = rest.strip_prefix('的').and_then(|r| r.trim_start_matches(['，', ',']).strip_prefix("包括"));
        let Some(rest) = included.or_else(|| rest.strip_prefix(['：', ':'])) else { return Vec::new() };
        let after_colon = body.end - rest.len();
        let own = |t: &&Target| t.start >= from && t.end <= start;
        if named.iter().any(|t| own(&t)) {
            return Vec::new();
        }
        let people: Vec<Target> = named.iter().filter(|t| t.start >= after_colon).cloned().collect();
        let (Some(first), Some(last)) = (people.first(), people.last()) else { return Vec::new() };
        // nothing but the posts of the list stands in it
        let posts = |s: &str| s.chars().count() <= 40 && !s.contains(['，', ',', '。', '“']);
        let whole = posts(&text[after_colon..first.start])
            && (included.is_some() && (text[..last.end].ends_with('等') || text[last.end..].starts_with('等'))
                || text[last.end..body.end].trim_start_matches(['等', '人']).chars().all(is_mark))
            && people.iter().zip(&people[1..]).all(|(a, b)| b.start >= a.end && posts(&text[a.end..b.start]));
        let number: usize = people.iter().map(|t| t.people.len()).sum();
        let counted = crowds.iter().filter(own).filter_map(|t| t.crowd.as_ref()?.count).next_back();
        let fits = counted.is_none_or(|c| c.people && usize::try_from(c.value) == Ok(number));
        if whole && fits {
            people
        } else {
            Vec::new()
        }
    }

    /// Whether a count follows a measure as its object: 党纪处分104人.
    fn counted_after(&self, end: usize, crowds: &[Target]) -> bool {
        let text = self.text();
        crowds
            .iter()
            .any(|t| t.counted && t.start >= end && t.start < end + 24 && !text[end..t.start].contains(is_mark))
    }

    /// Whether two measures stand in one list; `apart` after 分别.
    fn one_list(&self, end: usize, start: usize, apart: bool, named: &[Target], crowds: &[Target]) -> bool {
        if start <= end {
            return true;
        }
        if named.iter().chain(crowds).any(|t| t.start >= end && t.start < start + 3) {
            return false;
        }
        let between = &self.text()[end..start];
        if between.contains(['。', '；', ';']) || between.contains("分别") {
            return false;
        }
        // 分别被扣发绩效奖金、解除劳动合同
        if apart && between.contains('、') && between.chars().count() <= 8 && !between.contains(['，', ',', '或']) {
            return true;
        }
        let mut rest = between;
        loop {
            // 党内警告（影响期一年）、政务记过: a note between
            let note = rest.strip_prefix(['(', '（']).and_then(|r| r.split_once([')', '）'])).map(|(_, r)| r);
            // 警告并处200元罚款
            let sum = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '人' | '民' | '币' | '处' | '以' | '万' | '余' | '.')
            });
            let note = note.or_else(|| sum.strip_prefix("元的").or_else(|| sum.strip_prefix('元')));
            let Some(next) = note.or_else(|| JOINTS.of(rest).next().map(|j| &rest[j.len()..])) else { break };
            rest = next;
        }
        rest.is_empty()
    }
}
