//! Who received which measure, decided by whom.
//!
//! Each sentence is a row of targets (people, groups, bodies) and measures. A measure goes to what stands right beside
//! it, then to the subject of its clause, then to whom the measure before it went, then to the people in focus.
//! When a clause names a subject that is none of these, the measure goes to nobody.

use crate::body::{self, Act, Body};
use crate::code::{Basis, Family, Measure, MeasureStatus, PostStatus, Role};
use crate::distribute::{deal, Deal};
use crate::gate::Gate;
use crate::lexicon::{surname, Hits, TitleKind, UnitKind};
use crate::measure::{self, MeasureHit};
use crate::people::People;
use crate::place::{ends, join, Pieces};
use crate::post::{Chain, Known, Posts};
use crate::restore::{Focus, Post, Restorer};
use crate::segment::{is_mark, item_number};
use crate::target::{Crowd, Target, Targets};
use crate::text::{Break, Folded};
use crate::words::{automaton, Automaton};
use once_cell::sync::Lazy;
use std::ops::Range;
use std::rc::Rc;

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

struct Linker<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    posts: &'a Posts<'a>,
    people: &'a People,
    names: Rc<Vec<(usize, usize)>>,
    restorer: Restorer<'a>,
    off: &'a dyn Fn(&str) -> bool,
    out: Linked,
    focus: Focus,
    /// The people that the text speaks of now.
    topic: Vec<usize>,
    /// People who wrote the text: no measure is theirs.
    authors: Vec<usize>,
    /// Deciding and approving bodies of the paragraph.
    bodies: Vec<Body>,
    /// The last court that tried somebody, and who was named beside it: its sentences may be told later.
    court: Option<(Body, Vec<usize>)>,
    /// Whether the paragraph tells of another state.
    foreign: bool,
    chinese: bool,
    /// People of the list who have no outcome of their own yet.
    listed: Vec<usize>,
    /// Lists of several people, the last one last.
    lists: Vec<Vec<usize>>,
    /// Whether figures of the sentence run over many cases.
    statistic: bool,
    /// The measures that the last figure of the paragraph was about.
    figured: Vec<MeasureHit>,
    /// The last people who were named as some of a number: 甲等4人.
    counted: Option<Target>,
    /// The last unnamed group: what 3人 alone is a part of.
    crowd: Option<Pieces>,
    /// Sentences without a measure since, with their posts and people: their groups are read when one is asked for.
    passed: Vec<(Range<usize>, Vec<Chain>, Vec<Target>)>,
    /// Where rows of posts begin that belong to a person who is named elsewhere.
    owned: Vec<usize>,
}

/// What may stand between a target and its measure.
const LIGHT: &[&str] = &[
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
];

/// Words that tell that nothing was done, in the clause of the measure: duties, permissions, conditions, refusals.
static IDLE_WORDS: Lazy<Automaton> = Lazy::new(|| automaton(IDLE));
const IDLE: &[&str] = &[
    "应当",
    "应该",
    "本应",
    "理应",
    "应给予",
    "应予",
    "可以",
    "可给予",
    "可予",
    "不予",
    "不给予",
    "免于",
    "免予",
    "未给予",
    "未予",
    "不得",
    "将依",
    "将视",
    "可处",
    "将受到",
    "将构成",
    "违纪者",
    "违者",
    "未受过",
    "将严",
    "将对",
    "将会",
    "将被",
    "将给予",
    "将予以",
    "将按",
    "将从",
    "将一并",
    "必须",
    "一律",
    "如果",
    "一旦",
    "凡是",
    "未被",
    "没有被",
    "不再",
    "未受到",
    "不能",
    "倘若",
    "如若",
    "坚决",
    "严禁",
    "倡导",
    "情节较重的",
    "情节严重的",
    "情节较轻的",
    "要给予",
    "要予以",
    "要对",
    "加大",
    "无须",
    "不应",
    "未曾",
    "尚未",
    "是否",
    "是不是",
    "怎么",
    "如何",
    "会被",
    "能被",
    "该被",
    "需要",
    "需对",
    "未对",
    "减为",
    "该查处",
    "该诫勉",
];

/// Words that show figures over many cases.
const SCOPE: &[&str] = &[
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
];

pub(crate) fn link(
    posts: &Posts,
    people: &People,
    sentences: &[Range<usize>],
    zones: &[Range<usize>],
    roles: &[(Role, (usize, usize))],
    off: &dyn Fn(&str) -> bool,
) -> Linked {
    let (folded, hits) = (posts.folded, posts.hits);
    let gate = Gate::new(folded, sentences);
    let authors: Vec<usize> = roles
        .iter()
        .filter(|r| r.0 == Role::Author)
        .filter_map(|r| people.mentions.iter().find(|m| m.start == r.1 .0).map(|m| m.person))
        .collect();
    let mut linker = Linker {
        folded,
        hits,
        posts,
        people,
        names: Rc::new(people.ranges()),
        restorer: Restorer { folded, hits },
        off,
        out: Linked {
            posts: vec![Vec::new(); people.names.len()],
            notes: vec![Vec::new(); people.names.len()],
            ..Linked::default()
        },
        focus: Focus { home: home(hits, posts, &folded.text, sentences), ..Focus::default() },
        topic: Vec::new(),
        authors,
        bodies: Vec::new(),
        court: None,
        foreign: false,
        chinese: false,
        listed: Vec::new(),
        lists: Vec::new(),
        statistic: false,
        figured: Vec::new(),
        counted: None,
        crowd: None,
        passed: Vec::new(),
        owned: Vec::new(),
    };
    for sentence in sentences {
        linker.sentence(sentence, zones, &gate);
    }
    linker.out
}

/// The firm, school or hospital that signs the notice or heads it.
fn home(hits: &Hits, posts: &Posts, text: &str, sentences: &[Range<usize>]) -> Option<Pieces> {
    let named = |s: &Range<usize>, whole: bool| {
        let dated = |c: char| c.is_ascii_digit() || "年月日".contains(c) || is_mark(c);
        let end = if whole { s.start + text[s.clone()].trim_end_matches(dated).len() } else { s.end };
        let own = hits.within(s.start, end).iter().filter(|h| {
            h.end <= end
                && (!whole || h.end == end)
                && hits.word(**h).unit.is_some_and(|k| {
                    matches!(k, UnitKind::Company | UnitKind::School | UnitKind::Hospital)
                        || ["社", "行"].iter().any(|e| text[..h.end].ends_with(e))
                })
        });
        let mut ends: Vec<usize> = own.map(|h| h.end).filter(|e| text[s.start..*e].chars().count() <= 30).collect();
        ends.sort_unstable();
        ends.into_iter()
            .rev()
            .find(|&e| posts.unit_start(s.start, e, Known::Guess) == s.start && text[s.start..e].chars().count() > 3)
            .map(|e| vec![(s.start, e)])
    };
    let signed = sentences.iter().rev().take(3).find_map(|s| named(s, true));
    signed.or_else(|| sentences.first().and_then(|s| named(s, false)))
}

impl<'a> Linker<'a> {
    fn text(&self) -> &'a str {
        let folded: &'a Folded<'a> = self.folded;
        &folded.text
    }

    fn sentence(&mut self, sentence: &Range<usize>, zones: &[Range<usize>], gate: &Gate) {
        let text = self.text();
        let line = sentence.start == 0 || self.folded.break_at(sentence.start) == Some(Break::Line);
        let item = item_number(&text[sentence.clone()]);
        let bullet = text[sentence.clone()].starts_with(['●', '■', '◆', '★', '▲', '•', '·']);
        if line || item.is_some() {
            self.bodies.clear();
            self.foreign = false;
            self.chinese = false;
            self.statistic = gate.statistical;
            self.figured.clear();
        }
        if line {
            self.crowd = None;
            self.counted = None;
            self.passed.clear();
        }
        if item.is_some() || bullet {
            self.topic.clear();
            self.focus.unit = None;
            self.focus.places.clear();
        }
        if line || item.is_some() || bullet {
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
        let body = sentence.start + item.map_or(0, |i| i.1)..sentence.end;
        if zones.iter().any(|z| z.start < body.end && body.start < z.end) {
            return;
        }
        let own = self.hits.within(body.start, body.end);
        self.foreign = self.foreign
            || own.iter().any(|h| self.hits.word(*h).foreign || self.hits.word(*h).title == Some(TitleKind::Foreign));
        self.chinese = self.chinese
            || own.iter().any(|h| {
                let w = self.hits.word(*h);
                w.place || w.unit == Some(UnitKind::Supervision) || w.unit == Some(UnitKind::PartyCommittee)
            })
            || ["人民法院", "中级法院", "中国共产党", "党员"].iter().any(|w| text[body.clone()].contains(w));
        let known = Rc::clone(&self.names);
        let known = Known::Names(&known);
        let chains = self.posts.chains(&body, known);
        self.places(&body);
        self.hold(&body, &chains);
        let targets = Targets { folded: self.folded, hits: self.hits, posts: self.posts, people: self.people };
        let mut named = targets.named(&body, &chains);
        named.retain(|t| !t.people.iter().all(|p| self.authors.contains(p)));
        self.complete(&mut named);
        let ends: Vec<usize> = named.iter().map(|t| t.end).collect();
        let mut measures = measure::read(self.folded, self.hits, &body, &ends);
        measures.retain(|m| !gate.closed(self.folded, &body, m));
        self.bodies.retain(|b| b.act != Act::DecidesHere);
        let bodies = body::read(self.folded, self.hits, self.posts, &body, known);
        if measures.is_empty() {
            if !self.figured.is_empty() && text[body.clone()].starts_with("其中") {
                self.parts(&targets.crowds(&body, &chains, &named, &measures));
            }
            self.extend_bodies(bodies, &named);
            self.follow(&body, &named);
            self.passed.push((body, chains, named));
            return;
        }
        let crowds: Vec<Target> = targets
            .crowds(&body, &chains, &named, &measures)
            .into_iter()
            .filter(|c| !bodies.iter().any(|b| b.start <= c.start && c.start < b.end))
            .filter(|c| !self.owned.iter().any(|&o| c.start <= o && o < c.end))
            .collect();
        let crowds: Vec<Target> = crowds.into_iter().map(|t| self.resolved(t, &named)).collect();
        self.extend_bodies(bodies, &named);
        // the scope of a figure holds for the paragraph
        self.statistic |= SCOPE.iter().any(|w| text[body.clone()].contains(w));
        if self.foreign && !self.chinese {
            return;
        }
        self.measures(&body, &measures, &named, &crowds, known, &targets);
        if measures.iter().all(|m| m.measure.is_unspecified()) || self.topic.is_empty() {
            self.follow(&body, &named);
        }
    }

    /// 甲等4人 whose list was told before is that list; a list of the notice goes on as 甲、乙等人.
    fn complete(&mut self, named: &mut [Target]) {
        for t in named.iter_mut() {
            if let Some(n) = t.crowd.as_ref().and_then(|c| c.count).map(|c| c.value) {
                let all = |l: &&Vec<usize>| l.len() as u64 == n && t.people.iter().all(|p| l.contains(p));
                if let Some(list) = self.lists.iter().rev().find(all) {
                    t.people.clone_from(list);
                    t.crowd = None;
                }
            }
            if t.people.len() > 1 {
                self.lists.push(t.people.clone());
            }
            if t.crowd.as_ref().is_some_and(|c| c.count.is_some()) {
                self.counted = Some(t.clone());
            }
        }
    }

    fn extend_bodies(&mut self, bodies: Vec<Body>, named: &[Target]) {
        let text = self.text();
        let mut bodies = bodies;
        for b in &mut bodies {
            // 法院 alone is the court named before
            if matches!(&text[b.start..b.end], "法院" | "该院" | "本院" | "该法院") {
                if let Some((court, _)) = &self.court {
                    b.units.clone_from(&court.units);
                }
            }
        }
        if let Some(court) = bodies.iter().rev().find(|b| b.court && b.act != Act::Approves && b.end - b.start > 6) {
            self.court = Some((court.clone(), Vec::new()));
        }
        if let Some((_, tried)) =
            self.court.as_mut().filter(|c| self.bodies.iter().chain(&bodies).any(|b| b.start == c.0.start))
        {
            tried.extend(named.iter().flat_map(|t| t.people.iter().copied()));
        }
        self.bodies.extend(bodies);
    }

    /// 两人, 3人 after as many named people are these.
    fn resolved(&self, target: Target, named: &[Target]) -> Target {
        let Some(crowd) = target.crowd.as_ref().filter(|c| c.number == Some((c.start, c.end))) else { return target };
        let Some(n) = crowd.count.filter(|c| c.people && !c.approximate).map(|c| c.value) else { return target };
        let mut before: Vec<usize> = Vec::new();
        for p in named.iter().filter(|t| t.end <= target.start).flat_map(|t| t.people.iter()) {
            if !before.contains(p) {
                before.push(*p);
            }
        }
        let size = |l: &&Vec<usize>| l.len() as u64 == n;
        let people = Some(&before)
            .filter(size)
            .or_else(|| Some(&self.topic).filter(size))
            .or_else(|| self.lists.iter().rev().find(size));
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

    /// Places at the beginning of clauses: what elided ones lean on.
    fn places(&mut self, body: &Range<usize>) {
        let text = self.text();
        let mut from = body.start;
        for (i, c) in text[body.clone()].char_indices().chain([(body.end - body.start, '。')]) {
            let at = body.start + i;
            if !is_mark(c) && c != '日' && c != '在' && c != '月' {
                continue;
            }
            if at > from {
                self.unit_in(from, at);
                self.place_in(from, at);
            }
            from = at + c.len_utf8();
        }
        if self.focus.places.len() > 60 {
            self.focus.places.drain(..30);
        }
    }

    /// The first place that a clause names with its level.
    fn place_in(&mut self, from: usize, to: usize) {
        let text = self.text();
        let vague = [
            "全", "该", "本", "各", "我", "两", "某", "有", "一", "多", "这", "其", "为", "省", "市", "县", "区", "镇",
            "乡", "村", "州", "社", "当", "中", "后", "前",
        ];
        for (i, c) in text[from..to].char_indices() {
            if !"省市县区州旗镇乡".contains(c) {
                continue;
            }
            let end = from + i + c.len_utf8();
            let start = self.posts.unit_start(from, end, Known::Guess).max(from);
            let head = &text[start..to];
            let Some(&e) = ends(head).last() else { continue };
            let name = &head[..e];
            let length = name.chars().count();
            if (3..=24).contains(&length)
                && !vague.iter().any(|v| name.starts_with(v))
                && !self.posts.names.ends_at(start)
            {
                self.focus.places.push(vec![(start, start + e)]);
                return;
            }
        }
    }

    /// The last body that a clause names.
    fn unit_in(&mut self, from: usize, to: usize) {
        let named = |h: &&crate::lexicon::Hit| {
            h.end <= to
                && h.end - h.start >= 6
                && self.hits.word(**h).unit.is_some_and(|k| !matches!(k, UnitKind::Place | UnitKind::PartyGroup))
        };
        let Some(hit) = self.hits.within(from, to).iter().filter(named).max_by_key(|h| h.end) else { return };
        let start = self.posts.unit_start(from, hit.end, Known::Guess);
        let name = &self.text()[start..hit.end];
        let deictic = ["该", "本", "上述", "上级", "其", "某", "各", "有关", "相关", "这", "我", "所在", "两"]
            .iter()
            .any(|w| name.starts_with(w));
        if start < hit.start && !deictic && name.chars().count() <= 30 {
            self.focus.units.push(vec![(start, hit.end)]);
        }
    }

    /// Gives the posts of the sentence to the people who hold them, units restored.
    fn hold(&mut self, body: &Range<usize>, chains: &[Chain]) {
        let text = self.text();
        let mut list: Vec<Post> = Vec::new();
        let mut stop: Option<usize> = None;
        let mut leading: Option<PostStatus> = None;
        for chain in chains {
            // a list goes on while nothing but marks stands between
            let gap = stop.filter(|end| *end <= chain.start).map(|end| &text[end..chain.start]);
            let direct = gap.is_some_and(|gap| gap.chars().nth(2).is_none());
            let near = direct || gap.is_some_and(|g| g.chars().nth(40).is_none() && !g.contains(['。', '；', ';']));
            if !near {
                list.clear();
            }
            let mut posts = self.restorer.row(&chain.elements, &list, &self.focus);
            // 时任 before a list holds for everyone in it
            let own = chain.elements.first().and_then(|e| e.status);
            let at_front = own == Some(PostStatus::Then);
            if !direct {
                leading = None;
            }
            if at_front {
                leading = own;
            }
            for post in &mut posts {
                post.element.status = post.element.status.or(leading);
            }
            self.notice(&posts);
            if chain.names.is_empty() {
                self.held(body, chain, &posts);
            } else {
                for named in &chain.names {
                    let Some(person) = self.person_at(named.name.0) else { continue };
                    self.give(person, &posts);
                    if let Some(note) = named.note {
                        self.out.notes[person].push(note);
                        self.noted(person, note);
                    }
                }
            }
            stop = Some(chain.end);
            list.extend(posts);
        }
        // notes after a bare name
        for mention in self.people.within(body) {
            if let Some((a, b, _)) = self.posts.bracket(mention.end).filter(|n| n.2 <= body.end) {
                if chains.iter().any(|c| c.names.iter().any(|n| n.name.0 == mention.start)) {
                    continue;
                }
                self.out.notes[mention.person].push((a, b));
                self.noted(mention.person, (a, b));
            }
        }
    }

    fn person_at(&self, at: usize) -> Option<usize> {
        self.people.mentions.binary_search_by_key(&at, |m| m.start).ok().map(|i| self.people.mentions[i].person)
    }

    fn give(&mut self, person: usize, posts: &[Post]) {
        self.out.posts[person].extend(posts.iter().filter(|p| p.element.kind != TitleKind::Label).cloned());
    }

    /// Posts in the brackets after a name: （现任县气象局副局长）.
    fn noted(&mut self, person: usize, note: (usize, usize)) {
        let text = self.text();
        let known = Rc::clone(&self.names);
        let content = &text[note.0..note.1];
        let starts = ["现任", "时任", "曾任", "原任", "现为", "原", "系"].iter().any(|w| content.starts_with(w));
        for chain in self.posts.chains(&(note.0..note.1), Known::Names(&known)) {
            if !chain.names.is_empty() || !starts && chain.start != note.0 || chain.end < note.1 && !starts {
                continue;
            }
            let posts = self.restorer.row(&chain.elements, &self.out.posts[person], &self.focus);
            self.give(person, &posts);
        }
    }

    /// Posts without a name beside them: 徐某某,某县卫健委主任,…; 甲担任乙局局长期间.
    fn held(&mut self, body: &Range<usize>, chain: &Chain, posts: &[Post]) {
        let text = self.text();
        let before = &text[body.start..chain.start];
        let rest = &text[chain.end..body.end];
        let bare = before.trim_end_matches(['，', ',', '：', ':', '(', '（']);
        let end = body.start + bare.len();
        if bare.len() < before.len() {
            // the name may be parted from the posts by biography: 男,汉族,1971年3月出生
            let mut at = end;
            loop {
                if let Some(m) = self.people.within(body).iter().find(|m| m.end == at) {
                    let opens = m.start == body.start || text[body.start..m.start].ends_with(is_mark);
                    if opens && rest.starts_with(|c: char| is_mark(c)) {
                        self.owned.push(chain.start);
                        self.give(m.person, posts);
                    }
                    return;
                }
                let clause = text[body.start..at].rfind(['，', ',']).map_or(body.start, |i| body.start + i);
                let item = text[clause..at].trim_start_matches(['，', ',']);
                if clause == body.start || !biography(item) {
                    return;
                }
                at = clause;
            }
        }
        if ["身为", "作为", "系"].iter().any(|w| before.ends_with(w)) {
            self.owned.push(chain.start);
        }
        let verb = ["在担任", "担任", "任", "在任", "兼任", "出任"].iter().find(|v| before.ends_with(**v));
        let period = [
            "期间",
            "等职务期间",
            "等职期间",
            "职务期间",
            "时",
            "等职务",
            "职务上",
            "职务的便利",
            "以来",
            "一职期间",
            "等职",
        ];
        if verb.is_some() {
            self.owned.push(chain.start);
        }
        if verb.is_some()
            && period.iter().any(|p| rest.starts_with(p))
            && !before.ends_with("历任")
            && !before.ends_with("先后担任")
        {
            let person = self.people.within(&(body.start..chain.start)).iter().rev().find(|m| {
                let gap = &text[m.end..chain.start];
                gap.chars().count() <= 30 && !gap.contains(['。', '；'])
            });
            let person = person.map(|m| m.person).or_else(|| (self.topic.len() == 1).then(|| self.topic[0]));
            if let Some(person) = person {
                let posts =
                    if chain.elements[0].unit.is_empty() || !ends(&join(text, &chain.elements[0].unit)).is_empty() {
                        posts.to_vec()
                    } else {
                        self.restorer.row(&chain.elements, &self.out.posts[person], &self.focus)
                    };
                let then: Vec<Post> = posts
                    .into_iter()
                    .map(|mut p| {
                        p.element.status = Some(PostStatus::Then);
                        p
                    })
                    .collect();
                self.give(person, &then);
            }
        }
    }

    /// Remembers the units and places of posts.
    fn notice(&mut self, posts: &[Post]) {
        for post in posts {
            if post.unit.is_empty() {
                continue;
            }
            let place = self.restorer.place_of(&post.unit);
            if !place.is_empty() {
                self.focus.places.push(place);
            }
            self.focus.units.push(post.unit.clone());
            self.focus.posts.push(post.unit.clone());
        }
        if self.focus.posts.len() > 60 {
            self.focus.posts.drain(..30);
        }
        if self.focus.units.len() > 60 {
            self.focus.units.drain(..30);
        }
    }

    /// Whom the text speaks of after a sentence without a measure: its subject.
    fn follow(&mut self, body: &Range<usize>, named: &[Target]) {
        if let Some(first) = named.iter().find(|t| self.is_subject(body.start, t)) {
            self.topic.clone_from(&first.people);
        } else if self.topic.is_empty() {
            if let Some(first) = named.first() {
                self.topic.clone_from(&first.people);
            }
        }
        let subjects: Vec<usize> =
            named.iter().filter(|t| self.is_subject(body.start, t)).flat_map(|t| t.people.iter().copied()).collect();
        for p in subjects {
            if !self.listed.contains(&p) {
                self.listed.push(p);
            }
        }
        // the body that the sentence begins with is what its case is about
        let text = self.text();
        let stop = text[body.clone()].find(['，', ',', '。', '、']).map_or(body.end, |i| body.start + i);
        if named.is_empty() {
            let unit = self
                .hits
                .within(body.start, stop)
                .iter()
                .filter(|h| h.end <= stop && self.hits.word(**h).unit.is_some_and(|k| k != UnitKind::Place));
            if let Some(hit) = unit.copied().last().filter(|h| h.end - h.start >= 3) {
                let start = self.posts.unit_start(body.start, hit.end, Known::Guess);
                let full = &text[start..hit.end];
                // 新平县人民法院 after the full name says no more
                let tail: String = full.chars().rev().take(4).collect();
                let told = self.focus.unit.as_ref().is_some_and(|u| {
                    let old = join(text, u);
                    old.chars().count() >= full.chars().count() && old.chars().rev().take(4).collect::<String>() == tail
                });
                if !told
                    && start < hit.end
                    && (!ends(full).is_empty() || full.chars().count() >= 5)
                    && !full.contains("纪委")
                {
                    self.focus.unit = Some(vec![(start, hit.end)]);
                    self.focus.units.push(vec![(start, hit.end)]);
                }
            }
        }
    }

    /// Whether the target stands as the subject of a clause after `from`.
    fn is_subject(&self, from: usize, target: &Target) -> bool {
        let text = self.text();
        let before = &text[from..target.start];
        // 全国共有4824名责任人员…受到: a count is a subject unless a verb has it as its object
        if target.counted && target.people.is_empty() {
            let object = [
                "收受", "造成", "导致", "致使", "致", "邀请", "伙同", "带领", "宴请", "与", "向", "同", "骗取", "介绍",
            ];
            return !object.iter().any(|w| before.ends_with(w));
        }
        let clause = before.rfind(|c: char| is_mark(c) && c != '、' && c != '“' && c != '”').map_or(before, |i| {
            let after = i + before[i..].chars().next().map_or(0, char::len_utf8);
            &before[after..]
        });
        let mut rest = clause;
        loop {
            let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日零〇".contains(c));
            let adverb = [
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
            ];
            let next = adverb.iter().find_map(|a| trimmed.strip_prefix(a)).unwrap_or(trimmed);
            if next.len() == rest.len() {
                break;
            }
            rest = next;
        }
        rest.is_empty() || rest.ends_with('的') || rest.ends_with("作为") || rest.ends_with("之一")
    }

    /// Attaches the measures of a sentence.
    fn measures(
        &mut self,
        body: &Range<usize>,
        measures: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        known: Known,
        targets: &Targets,
    ) {
        let mut last: Vec<Target> = Vec::new();
        let mut from = body.start;
        let mut i = 0;
        while i < measures.len() {
            // one list: measures with nothing but joints between
            let mut j = i + 1;
            while j < measures.len()
                && self.one_list(measures[j - 1].end, measures[j].start, named, crowds)
                && !named.iter().any(|t| t.start >= measures[j].start && t.end <= measures[j].end)
                && (measures[j].start == measures[j - 1].start || !self.counted_after(measures[j].end, crowds))
            {
                j += 1;
            }
            let list = &measures[i..j];
            let end = list.iter().map(|m| m.end).max().unwrap_or(list[0].end);
            if !self.unreal(body, from, list, named, crowds, &last) {
                match self.target(body, from, list, named, crowds, &last, known, targets) {
                    Some((goal, basis, rule)) if !(self.off)(rule) => {
                        self.record(body, from, list, &goal, basis, rule);
                        last = goal;
                    }
                    // 查处, 处理, 问责 alone tell of no measure that could be missed
                    _ => self.out.loose.extend(
                        list.iter()
                            .filter(|m| !m.measure.is_unspecified() && m.measure != Measure::CaseHandled)
                            .cloned(),
                    ),
                }
            }
            from = end;
            i = j;
        }
    }

    /// Whether the measures are nobody's: not taken, or against people in general.
    fn unreal(
        &self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        last: &[Target],
    ) -> bool {
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let section = self.text()[from..start].rfind(['；', ';']).map_or(from, |i| from + i + 1);
        let nobody = !named.iter().any(|t| t.start >= from && t.end <= start);
        let nearby = crowds.iter().rfind(|t| t.start >= from && t.end <= start);
        let general = nobody && last.is_empty() && nearby.is_some_and(|t| self.is_general(t));
        general || self.idle(body, section, start, end, nobody)
    }

    /// Whether a count follows a measure as its object: 党纪处分104人.
    fn counted_after(&self, end: usize, crowds: &[Target]) -> bool {
        let text = self.text();
        crowds
            .iter()
            .any(|t| t.counted && t.start >= end && t.start < end + 24 && !text[end..t.start].contains(is_mark))
    }

    /// Whether two measures stand in one list.
    fn one_list(&self, end: usize, start: usize, named: &[Target], crowds: &[Target]) -> bool {
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
        let mut rest = between;
        loop {
            let joint = [
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
            ];
            // 党内警告（影响期一年）、政务记过: a note between
            let note = rest.strip_prefix(['(', '（']).and_then(|r| r.split_once([')', '）'])).map(|(_, r)| r);
            let Some(next) = note.or_else(|| joint.iter().find_map(|j| rest.strip_prefix(j))) else { break };
            rest = next;
        }
        rest.is_empty()
    }

    /// Whether nothing of weight stands in the text.
    fn light(gap: &str) -> bool {
        let mut rest = gap;
        loop {
            if rest.is_empty() {
                return true;
            }
            // an agent or a reason inside: 被某法院以受贿罪判处
            match LIGHT.iter().filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len()) {
                Some(w) => rest = &rest[w.len()..],
                None => return false,
            }
        }
    }

    /// Whom a list of measures goes to, how it is known, and by which rule.
    #[allow(clippy::too_many_arguments)] // what a sentence is made of
    fn target(
        &mut self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        named: &[Target],
        crowds: &[Target],
        last: &[Target],
        known: Known,
        targets: &Targets,
    ) -> Option<(Vec<Target>, Basis, &'static str)> {
        let text = self.text();
        let (start, end) = (list[0].start, list.iter().map(|m| m.end).max().unwrap_or(list[0].end));
        let section = text[from..start].rfind(['；', ';']).map_or(from, |i| from + i + 1);
        let lead = &text[from..start];
        let basis = |t: &Target| if t.people.len() > 1 { Basis::Distributed } else { Basis::Explicit };
        // 免去甲某局局长职务, 判处甲有期徒刑: the target stands inside the words of the measure
        if let Some(t) = named.iter().find(|t| t.start >= start && t.end <= end) {
            return Some((vec![t.clone()], basis(t), "link/give-to"));
        }
        // 处理5.77万人: the count stands after
        let after = crowds.iter().find(|t| {
            t.start >= end && t.start < end + 3 * 30 && t.counted && {
                !text[end..t.start].contains(|c| is_mark(c) && !matches!(c, '“' | '”' | '、'))
            }
        });
        let near: Vec<&Target> = named.iter().chain(crowds).filter(|t| t.start >= from && t.end <= start).collect();
        let mut near = near;
        near.sort_by_key(|t| t.start);
        let announced = ["通报如下", "现将", "如下", "公开通报", "公开曝光", "通报曝光"]
            .iter()
            .any(|w| text[body.clone()].contains(w));
        if let Some(t) =
            after.filter(|t| !announced || t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| n.people)))
        {
            let governs = near.last().is_none_or(|n| !Self::light(&text[n.end..start]));
            let clause = text[end..t.end].find(['，', ',']).is_none();
            if governs && clause && !text[t.end..].starts_with("的") {
                return Some((vec![t.clone()], Basis::Explicit, "figure/count"));
            }
        }
        if let Some(t) = self.whole_list(&near, list, start) {
            return Some((vec![t], Basis::Distributed, "link/list-outcome"));
        }
        if let Some(&t) = near.last() {
            let gap = &text[t.end..start];
            let things = t.people.is_empty() && t.crowd.as_ref().is_some_and(|c| c.count.is_some_and(|n| !n.people));
            let fits = !things || matches!(list[0].measure, Measure::CaseHandled | Measure::Investigation);
            if Self::light(gap) && fits {
                // 给予甲,…乙,…丙处分: every list after the verb
                let all = self.row_back(&near, section);
                let whole: Vec<Target> = all.into_iter().cloned().collect();
                let rule = if gives(&text[section..whole[0].start]) { "link/give-to" } else { "link/receives" };
                let b = if whole.len() > 1 { Basis::Distributed } else { basis(t) };
                return Some((whole, b, rule));
            }
            // 对甲…进行, 给予履职不力的甲…: object with words between
            if let Some(o) = near.iter().rev().find(|o| {
                o.start >= section
                    && gives_object(&text[section.max(from)..o.start])
                    && !text[o.end..start].contains(['，', ','])
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
        if let Some(t) = self.body_target(from, list, known, targets, body) {
            return Some((vec![t], Basis::Explicit, "link/organisation"));
        }
        let pronoun = ["其", "该同志", "二人", "两人", "三人", "四人", "本人", "他", "她"].iter().any(|p| {
            text[start..end].contains(p)
                || lead.match_indices(p).any(|(i, _)| {
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
                || t.counted && (gap.chars().count() <= 40)
                || Self::light(gap)
                || gap.chars().count() <= 40 && receives(gap);
            let told = announced && crowd_only && t.counted || {
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
        // the clause names a subject that we do not know
        let clause = lead
            .rfind(['，', ',', '；', ';', '。', '：', ':'])
            .map_or(lead, |i| &lead[i + lead[i..].chars().next().map_or(0, char::len_utf8)..]);
        if !pronoun && self.other_subject(start - clause.len(), start, crowds) {
            return None;
        }
        let figures = self.statistic
            && !self.figured.is_empty()
            && last.iter().all(|t| t.people.is_empty() && t.organizations.is_empty());
        if !last.is_empty() && figures {
            return None;
        }
        if !last.is_empty() {
            let b = if pronoun { Basis::Anaphoric } else { last.first().map_or(Basis::Explicit, basis) };
            return Some((last.to_vec(), b, "link/same-sentence"));
        }
        // 本应给予甲…,已对其立案: the last one named
        if pronoun {
            let opened = text[body.start..start].rfind(['；', ';']).map_or(body.start, |i| body.start + i);
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

    /// Whether a group is nobody in particular: 党员干部 as such, what a list announces of itself.
    fn is_general(&self, target: &Target) -> bool {
        const BARE: &[&str] = &[
            "党员干部",
            "领导干部",
            "干部",
            "党员",
            "公职人员",
            "官员",
            "学生",
            "教师",
            "职工",
            "人员",
            "党员领导干部",
            "绝大多数党员干部",
            "医生",
            "被告",
            "被告人",
            "干部职工",
            "工作人员",
            "领导",
            "民警",
            "辅警",
            "护士",
            "同志",
        ];
        let words = self.text()[target.start..target.end].trim_start_matches('的');
        BARE.contains(&words)
            || ["典型", "案例", "起问题"].iter().any(|w| words.contains(w)) && !words.contains("责任人")
    }

    /// The targets that stand in one row with the last one: 给予甲,…乙,…丙处分.
    fn row_back<'t>(&self, near: &[&'t Target], section: usize) -> Vec<&'t Target> {
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
            if !joint {
                break;
            }
            all.push(t);
        }
        all.reverse();
        all
    }

    /// Everyone of the list so far who has no outcome, when the sentence speaks of the list as a whole.
    fn whole_list(&self, near: &[&Target], list: &[MeasureHit], start: usize) -> Option<Target> {
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
                words.ends_with("等人") && t.crowd.is_none() && t.people.iter().all(|p| self.listed.contains(p))
            }
        };
        let t = near.iter().rev().find(whole)?;
        Some(Target {
            start: t.start,
            end: start,
            people: self.listed.clone(),
            crowd: None,
            organizations: Vec::new(),
            counted: false,
        })
    }

    fn is_part_of_body(&self, target: &Target) -> bool {
        target.people.is_empty() && self.bodies.iter().any(|b| b.start < target.end && target.start < b.end)
    }

    /// Whether what is said did not happen.
    fn idle(&self, body: &Range<usize>, section: usize, start: usize, end: usize, nobody: bool) -> bool {
        let text = self.text();
        let lead = &text[section..start];
        let clause = lead.rfind(['，', ',', '。', '：', ':']).map_or(section, |i| section + i);
        // a name that holds one of the words is no word: 钟若水
        let said = IDLE_WORDS.find_overlapping_iter(&text[clause..start]).any(|m| {
            let (a, b) = (clause + m.start(), clause + m.end());
            !self.people.within(&(a.saturating_sub(12)..b)).iter().any(|n| n.start < b && n.end > a)
        });
        if said {
            return true;
        }
        let said = &text[clause..start];
        if ["未", "未及时", "未按规定", "没有", "拒不", "均未", "未能", "未予以", "并未"]
            .iter()
            .any(|w| said.ends_with(w))
        {
            return true;
        }
        // 情节较重的，给予…: the condition of a rule
        if lead[..clause - section].ends_with('的') {
            return true;
        }
        let rest = &text[end..body.end];
        // 给予相关责任人处理处分：
        if rest.starts_with(['：', ':'])
            || rest.starts_with("处分：")
            || rest.starts_with("处分:")
            || rest.starts_with("处理：")
        {
            return true;
        }
        if rest.starts_with("，可不立即执行") || rest.starts_with(",可不立即执行") {
            return true;
        }
        let nouns = [
            "方式",
            "条例",
            "机制",
            "制度",
            "力度",
            "程序",
            "规定",
            "形式",
            "办法",
            "工作",
            "要求",
            "权限",
            "种类",
            "对象",
            "情况",
            "决定书",
            "建议",
            "结果公开",
            "意见",
        ];
        let investigated =
            rest.starts_with("结果") && !text[start..end].contains("调查") && !text[start..end].contains("审查");
        let general = investigated
            || text[section..end].chars().count() < 200
                && nouns
                    .iter()
                    .any(|w| rest.starts_with(w) || rest.strip_prefix('的').is_some_and(|r| r.starts_with(w)));
        if general {
            return true;
        }
        // 有的…干部, 凡…者: nobody in particular
        if ["有的", "凡", "任何", "谁"].iter().any(|w| {
            text[clause..start].starts_with(w) || lead.contains(&format!("，{w}")) || lead.contains(&format!(",{w}"))
        }) && nobody
        {
            return true;
        }
        let doubt = [
            "的，",
            "的,",
            "执行的，",
            "执行的,",
            "的情形",
            "的人员",
            "的同志",
            "的各类",
            "的方式",
            "等方式",
            "等措施",
            "的规定",
            "种情形",
            "的条件",
            "的处分种类",
            "条例",
            "力度",
        ];
        doubt.iter().any(|w| rest.starts_with(w) || rest.starts_with("处分") && rest["处分".len()..].starts_with(w))
    }

    /// Organisations as the object of 责成, 责令, 给予, 对, or as the subject.
    fn body_target(
        &self,
        from: usize,
        list: &[MeasureHit],
        known: Known,
        targets: &Targets,
        body: &Range<usize>,
    ) -> Option<Target> {
        let fits = matches!(
            list[0].measure,
            Measure::OrderedInspection
                | Measure::CirculatedCriticism
                | Measure::Reorganization
                | Measure::OrderedRectification
                | Measure::ReminderTalk
                | Measure::PenaltyFine
                | Measure::PenaltyWarning
                | Measure::PenaltyUnspecified
                | Measure::HonourRevocation
        );
        if !fits {
            return None;
        }
        let text = self.text();
        let start = list[0].start;
        let lead = &text[from..start];
        let order = ["责成", "责令"].iter().filter_map(|c| lead.rfind(c).map(|i| (i, *c))).max();
        let other = || {
            ["给予", "对", "要求", "约谈", "将", "，", ",", "。"]
                .iter()
                .filter_map(|c| lead.rfind(c).map(|i| (i, *c)))
                .max()
        };
        let (at, cue) = order.or_else(other)?;
        let mut begin = from + at + cue.len();
        let subject = matches!(cue, "，" | "," | "。");
        if subject && !lead[at..].contains(['被', '受']) {
            return None;
        }
        if text[from..start].is_empty() {
            begin = from;
        }
        let stop = lead[at..].find('向').map_or(start, |i| from + at + i);
        let mut units = targets.organizations(begin, stop.max(begin), body, known);
        // 被市纪委约谈: who does it is not whom it befalls
        units.retain(|&(a, b)| !self.bodies.iter().any(|x| x.start < b && a < x.end));
        if units.is_empty() || units[0].0 > begin + 3 * 16 {
            return None;
        }
        let mut organizations: Vec<Pieces> = Vec::new();
        for &(a, b) in &units {
            let own: Pieces = vec![(a, b)];
            let places: Vec<Pieces> =
                organizations.last().cloned().into_iter().map(|p| self.restorer.place_of(&p)).collect();
            let all: Vec<Pieces> = self.focus.places.iter().cloned().chain(places).collect();
            organizations.push(body::restored(self.folded, &own, &all));
        }
        let end = units[units.len() - 1].1;
        Some(Target { start: units[0].0, end, people: Vec::new(), crowd: None, organizations, counted: false })
    }

    /// A surname alone at the head of a clause, when only one person of the document has it.
    fn surname_alone(&self, section: usize, start: usize) -> Option<Target> {
        let text = self.text();
        let mut heads: Vec<usize> = vec![section];
        for (i, c) in text[section..start].char_indices() {
            if is_mark(c) {
                heads.push(section + i + c.len_utf8());
            }
        }
        for &at in heads.iter().rev() {
            let c = text[at..].chars().next()?;
            // 吴、孙二人
            let mut pair: Vec<usize> = Vec::new();
            let mut cursor = at;
            while let Some(c) =
                text[cursor..start].chars().next().filter(|c| surname(&text[cursor..cursor + c.len_utf8()]).is_some())
            {
                let next = cursor + c.len_utf8();
                let mut owners = (0..self.people.names.len()).filter(|&p| self.people.names[p].starts_with(c));
                let (Some(one), None) = (owners.next(), owners.next()) else { break };
                pair.push(one);
                cursor = next;
                if !text[cursor..].starts_with('、') {
                    break;
                }
                cursor += '、'.len_utf8();
            }
            if pair.len() > 1
                && ["二人", "两人", "三人", "均", "分别", "都", "被", "因", "先后"]
                    .iter()
                    .any(|w| text[cursor..].starts_with(w))
            {
                return Some(Target {
                    start: at,
                    end: cursor,
                    people: pair,
                    crowd: None,
                    organizations: Vec::new(),
                    counted: false,
                });
            }
            let end = at + c.len_utf8();
            if end > start
                || surname(&text[at..end]).is_none()
                || !text[end..].starts_with(['已', '则', '被', '因', '曾', '亦', '也', '受', '随'])
            {
                continue;
            }
            let mut owners = (0..self.people.names.len()).filter(|&p| self.people.names[p].starts_with(c));
            let (Some(one), None) = (owners.next(), owners.next()) else { continue };
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

    /// Whether the clause before a measure names somebody else.
    fn other_subject(&self, from: usize, start: usize, crowds: &[Target]) -> bool {
        let text = self.text();
        let clause = &text[from..start];
        if crowds.iter().any(|t| t.start >= from && t.end <= start && !self.is_part_of_body(t)) {
            return true;
        }
        let thing = ["问题", "所得", "费用", "款", "线索", "财物", "礼金", "礼品", "资金"];
        if thing.iter().any(|w| clause.contains(w)) {
            return false;
        }
        // a body that is none of those that decide
        self.hits.within(from, start).iter().any(|h| {
            let unit = self.hits.word(*h).unit.is_some_and(|k| {
                !matches!(k, UnitKind::Place | UnitKind::Supervision | UnitKind::PartyCommittee | UnitKind::Court)
            });
            unit && h.end <= start
                && h.end - h.start >= 6
                && !self.bodies.iter().any(|b| b.start <= h.start && h.end <= b.end)
        })
    }

    /// Whether a sentence without people goes on about those before it.
    fn carries(&self, from: usize, start: usize, list: &[MeasureHit]) -> bool {
        let text = self.text();
        let head = &text[from..start];
        if head.chars().count() > 90 {
            return false;
        }
        let firm = !list.iter().all(|m| m.measure.is_unspecified());
        let verb =
            ["受到", "被", "给予", "予以", "判处", "收缴", "责令", "追缴", "接受", "取消", "决定", "终止", "免去"]
                .iter()
                .any(|w| head.contains(w))
                || head.chars().count() <= 12;
        firm && verb
    }

    /// Records a list of measures against its targets.
    fn record(
        &mut self,
        body: &Range<usize>,
        from: usize,
        list: &[MeasureHit],
        goal: &[Target],
        basis: Basis,
        rule: &'static str,
    ) {
        let text = self.text();
        let start = list[0].start;
        let section = text[body.start..start].rfind(['；', ';']).map_or(body.start, |i| body.start + i);
        let lead = &text[from..start];
        let clause = &text[section..start];
        let status = if ["建议", "拟给予", "拟对", "拟"].iter().any(|w| clause.contains(w)) {
            MeasureStatus::Proposed
        } else if ["曾因", "曾被", "曾受", "曾于", "此前因", "受过"].iter().any(|w| lead.contains(w)) {
            MeasureStatus::Prior
        } else {
            MeasureStatus::Decided
        };
        let people: Vec<usize> = goal.iter().flat_map(|t| t.people.iter().copied()).collect();
        let apart = ["分别", "依次"].iter().any(|w| lead.contains(w));
        let dealt = deal(text, list, people.len(), apart);
        if dealt == Deal::Ambiguous {
            self.out.ambiguous.push((start, list[list.len() - 1].end));
            return;
        }
        let case = self.out.cases.len().checked_sub(1);
        for (n, hit) in list.iter().enumerate() {
            let own = matches!(
                hit.measure,
                Measure::ConfiscationOfGains
                    | Measure::ReferralForProsecution
                    | Measure::DelegateTermination
                    | Measure::Restitution
            );
            let (decided_by, approved_by) = self.deciders(hit, own, from, body.start);
            let apart = matches!(dealt, Deal::Shares(_));
            // the court that tried these people, named in an earlier paragraph
            let court = self.court.as_ref().filter(|c| {
                decided_by.is_empty()
                    && c.0.takes(hit.measure)
                    && hit.measure.family() == Family::Sentence
                    && people.iter().any(|p| c.1.contains(p))
            });
            let decided_by = match court {
                Some((b, _)) => b.units.clone(),
                None => decided_by,
            };
            let link = |who, basis, rule| Link {
                who,
                hit: hit.clone(),
                status,
                basis,
                decided_by: decided_by.clone(),
                approved_by: approved_by.clone(),
                case,
                rule,
            };
            for (k, &p) in people.iter().enumerate() {
                if matches!(&dealt, Deal::Shares(shares) if !shares[k].contains(&n)) {
                    continue;
                }
                let (basis, rule) = if apart { (Basis::Distributed, "link/in-order") } else { (basis, rule) };
                self.out.links.push(link(Who::Person(p), basis, rule));
                self.listed.retain(|x| *x != p);
            }
            for t in goal {
                for o in &t.organizations {
                    self.out.links.push(link(Who::Organization(o.clone()), basis, rule));
                }
                let Some(crowd) = &t.crowd else { continue };
                // 南京、广州和扬州的5位副市长: several places, several cases
                let words = &text[t.start..t.end];
                let places = words.find('的').is_some_and(|i| words[..i].contains('、') && words[..i].contains('和'));
                self.statistic |= places && crowd.count.is_some();
                let tried = hit.measure.family() == Family::Sentence && words.contains("被告");
                // 查处 counts cases; people only right beside it
                let listed = list.iter().map(|m| m.end).max().unwrap_or(hit.end);
                if hit.measure == Measure::CaseHandled
                    && crowd.count.is_some_and(|c| c.people)
                    && crowd.start > listed + 9
                {
                    continue;
                }
                let over_many = self.statistic && !tried && t.people.is_empty() && crowd.count.is_some();
                if over_many || crowd.count.is_some_and(|c| !c.people) {
                    let Some(count) = crowd.count else { continue };
                    if n == 0 {
                        self.figured.clear();
                    }
                    self.figured.push(hit.clone());
                    self.out.figures.push(Figure {
                        count: count.value,
                        approximate: count.approximate,
                        measure: hit.measure,
                        who: (crowd.start, crowd.end),
                        start: hit.start.min(crowd.start),
                        end: hit.end.max(crowd.end),
                    });
                } else if hit.measure != Measure::CaseHandled {
                    if crowd.number == Some((crowd.start, crowd.end)) {
                        self.recall();
                    }
                    self.passed.clear();
                    self.crowd = Some(self.words(crowd));
                    self.out.links.push(link(
                        Who::Group { words: self.words(crowd), count: crowd.count.map(|c| c.value) },
                        basis,
                        rule,
                    ));
                }
            }
        }
        if let Some(case) = case {
            for p in &people {
                if !self.out.cases[case].subjects.contains(p) {
                    self.out.cases[case].subjects.push(*p);
                }
            }
        }
        if !people.is_empty() {
            self.topic = people;
        }
    }

    /// 其中省部级5人，地厅级551人: parts of the figure before.
    fn parts(&mut self, crowds: &[Target]) {
        for t in crowds {
            let Some(crowd) = t.crowd.as_ref() else { continue };
            let Some(count) = crowd.count.filter(|c| c.people) else { continue };
            for hit in &self.figured {
                self.out.figures.push(Figure {
                    count: count.value,
                    approximate: count.approximate,
                    measure: hit.measure,
                    who: (crowd.start, crowd.end),
                    start: crowd.start,
                    end: crowd.end,
                });
            }
        }
    }

    /// Remembers the last group of the sentences without a measure, when a number alone may be a part of it.
    fn recall(&mut self) {
        let targets = Targets { folded: self.folded, hits: self.hits, posts: self.posts, people: self.people };
        while let Some((body, chains, named)) = self.passed.pop() {
            let crowds = targets.crowds(&body, &chains, &named, &[]);
            let whole = |t: &&Target| {
                t.end - t.start >= 9 && t.crowd.as_ref().is_some_and(|c| c.number.is_none_or(|n| n.1 < c.end))
            };
            if let Some(t) = crowds.iter().find(whole) {
                self.crowd = t.crowd.as_ref().map(|c| self.words(c));
                self.passed.clear();
            }
        }
    }

    /// What a group is called: its number is told apart.
    fn words(&self, crowd: &Crowd) -> Pieces {
        let noun = |p: Option<(usize, usize)>| p.filter(|p| p.1 < crowd.end);
        // 该公司董事长甲等5名高管: the group is those of the unit
        if let Some(own) = crowd.noun {
            let first = self.people.within(&(crowd.start..crowd.end)).first().map(|m| m.person);
            let unit = first.and_then(|p| self.out.posts[p].first()).map(|p| p.unit.clone()).filter(|u| !u.is_empty());
            if let Some(mut words) = unit {
                words.push(own);
                return words;
            }
        }
        if crowd.number == Some((crowd.start, crowd.end)) {
            if let Some(words) = &self.crowd {
                return words.clone();
            }
        }
        match noun(crowd.number) {
            Some((a, b)) => [(crowd.start, a), (b, crowd.end)].into_iter().filter(|p| p.0 < p.1).collect(),
            None => vec![(crowd.start, crowd.end)],
        }
    }

    /// The bodies that hold for a measure.
    fn deciders(&self, hit: &MeasureHit, own: bool, from: usize, sentence: usize) -> (Vec<Pieces>, Vec<Pieces>) {
        let places: Vec<Pieces> = self.focus.places.clone();
        let mut named: Vec<Pieces> = places;
        for b in &self.bodies {
            if let Some(u) = b.units.first() {
                let place = self.restorer.place_of(u);
                if !place.is_empty() {
                    named.push(place);
                }
            }
        }
        let full = |b: &Body| b.units.iter().map(|u| body::restored(self.folded, u, &named)).collect::<Vec<_>>();
        let before = |b: &&Body| b.start < hit.end && (!own || b.start >= from);
        // 受到, 被 without an agent do not go on with the body of an earlier sentence
        let text = self.text();
        let lead = &text[from.min(hit.start)..hit.start];
        let passive =
            ["受到", "被", "受"].iter().any(|w| lead.rfind(w).is_some_and(|i| lead[i..].chars().count() <= 12))
                && hit.measure.family() != Family::Sentence;
        let decided = self
            .bodies
            .iter()
            .rev()
            .filter(before)
            .filter(|b| !passive || b.start >= sentence)
            .find(|b| b.act != Act::Approves && b.takes(hit.measure));
        let approved = self.bodies.iter().rev().filter(before).find(|b| b.act == Act::Approves);
        let approved = approved.filter(|a| decided.is_none_or(|d| a.start > d.start || a.end < d.start));
        (decided.map_or_else(Vec::new, full), if own { Vec::new() } else { approved.map_or_else(Vec::new, full) })
    }
}

/// Whether the words before a list of people end in a verb that gives.
fn gives(before: &str) -> bool {
    ["给予", "对", "将", "判处", "责令", "免去", "予以", "决定", "分别给予", "问责", "由"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// Whether the words before a target, from the clause on, hold a verb whose object it is.
fn gives_object(before: &str) -> bool {
    let clause = before.rfind(['，', ',', '。', '：', ':']).map_or(before, |i| &before[i..]);
    ["给予", "对", "将", "责令", "判处"].iter().any(|w| {
        clause.rfind(w).is_some_and(|i| {
            let gap = &clause[i + w.len()..];
            gap.is_empty() || gap.ends_with('的') || gap.ends_with("时任") || gap.chars().count() <= 2
        })
    })
}

/// Whether a verb of receiving stands in the text.
fn receives(gap: &str) -> bool {
    ["受到", "被", "受", "予以", "获", "遭", "接受"].iter().any(|w| gap.contains(w))
}

/// Whether a clause between a name and a post is a line of biography.
fn biography(item: &str) -> bool {
    matches!(item, "男" | "女" | "中共党员" | "非中共党员" | "群众" | "已退休")
        || item.ends_with('族') && item.chars().count() <= 5
        || item.ends_with('生') && item.contains('年')
        || item.ends_with("出生")
        || item.ends_with('人') && item.chars().count() <= 12
        || item.ends_with("学历")
        || item.ends_with("学位")
        || item.contains("参加工作")
        || item.contains("入党")
        || item.contains("加入中国共产党")
}
