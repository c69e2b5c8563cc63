//! Units (单位) as a reader restores them: what the text left out is put back from what it named before.
//!
//! 「莱西市委副书记、市长」, 「荆门市卫健委主任甲、副主任乙」, 「省政府党组成员」, 「该公司党委书记」: nothing is added
//! that the text does not hold, and nothing is taken from farther away than the same row, list, case or document.

use crate::lexicon::{Hit, Hits, TitleKind, UnitKind};
use crate::place::{ends, join, prefix, Pieces};
use crate::post::Element;
use crate::text::Folded;
use std::borrow::Cow;

/// A post with its unit restored.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub unit: Pieces,
    pub title: Pieces,
    pub restored: bool,
    pub element: Element,
}

/// What was named before and may be left out now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Focus {
    /// The body that the case is about.
    pub unit: Option<Pieces>,
    /// Units of the posts named so far, the last one last.
    pub posts: Vec<Pieces>,
    /// Places of the case, the last one last; each with all its levels as written.
    pub places: Vec<Pieces>,
    /// Bodies of the document, the last one last.
    pub units: Vec<Pieces>,
    /// What the notice is about and whose it is: sections are named without it.
    pub home: Vec<Pieces>,
    /// Places of heading and sign-off.
    pub seat: Vec<Pieces>,
    /// Where the posts and bodies of this item begin.
    own_posts: usize,
    own_units: usize,
    /// How deep the item stands, and what the items above it are about.
    depth: u8,
    above: Vec<(u8, Option<Pieces>, Vec<Pieces>)>,
}

impl Focus {
    /// Before the first sentence of a notice.
    pub fn new(home: Vec<Pieces>, seat: Vec<Pieces>) -> Self {
        Self { home, seat, ..Self::default() }
    }

    /// An item begins: what the items above it named holds on, what was said beside it does not.
    pub fn begin(&mut self, depth: u8) {
        if depth > self.depth && self.depth > 0 {
            self.above.push((self.depth, self.unit.clone(), self.places.clone()));
        } else {
            while self.above.last().is_some_and(|a| a.0 >= depth) {
                self.above.pop();
            }
            (self.unit, self.places) =
                self.above.last().map_or((None, Vec::new()), |a| (a.1.clone(), a.2.clone()));
            self.own_posts = self.posts.len();
            self.own_units = self.units.len();
        }
        self.depth = depth;
    }

    /// Forgets what was named long ago.
    pub fn trim(&mut self) {
        const KEPT: usize = 60;
        let trim = |list: &mut Vec<Pieces>| {
            let old = if list.len() > KEPT { KEPT / 2 } else { 0 };
            list.drain(..old);
            old
        };
        self.own_posts = self.own_posts.saturating_sub(trim(&mut self.posts));
        self.own_units = self.own_units.saturating_sub(trim(&mut self.units));
        trim(&mut self.places);
    }

    /// What was named before an offset: the bodies of this item, the nearest first, those of the notice, those of other
    /// items.
    fn bodies(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let before = &self.units[..self.own_units.min(self.units.len())];
        let posts = &self.posts[..self.own_posts.min(self.posts.len())];
        self.own_bodies(at).chain(&self.home).chain(posts.iter().rev()).chain(before.iter().rev())
    }

    /// The bodies of this item that were named before an offset, the nearest first.
    fn own_bodies(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let units = &self.units[self.own_units.min(self.units.len())..];
        let posts = &self.posts[self.own_posts.min(self.posts.len())..];
        let told = move |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        self.unit.iter().chain(posts.iter().rev()).chain(units.iter().rev()).filter(told)
    }

    /// The body that this item speaks of.
    fn own(&self) -> Option<&Pieces> {
        self.unit.as_ref().or(self.posts[self.own_posts.min(self.posts.len())..].last())
    }

    /// The body that a section without one belongs to.
    fn base(&self, at: usize) -> Option<&Pieces> {
        let place = self.places.iter().rev().find(|p| p.first().is_some_and(|p| p.0 < at));
        self.own().or(place.filter(|_| self.depth > 0)).or(self.home.first()).or(self.posts.last())
    }
}

/// Bodies of a party committee: 县委 + 统战部.
const COMMITTEE: &[&str] = &[
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "办公室",
    "编办",
    "网信办",
    "巡察办",
    "巡视办",
    "党校",
    "老干部局",
    "政研室",
    "改革办",
    "机关工委",
    "直属机关工委",
    "教育工委",
    "秘书处",
    "督查室",
    "社会工作部",
    "保密局",
    "机要局",
    "台办",
    "统一战线",
];
/// Bodies of a place that stand beside the committee and the government.
const TERRITORIAL: &[&str] = &[
    "纪委",
    "监委",
    "监察委",
    "人大",
    "政协",
    "法院",
    "检察院",
    "公安局",
    "政府",
    "人民政府",
    "纪检委",
    "监察局",
    "人武部",
    "人民法院",
    "人民检察院",
    "工商联",
    "总工会",
];

/// Posts that belong to no unit.
const UNITLESS: &[&str] =
    &["国务委员", "中央委员", "中央候补委员", "国防部长", "外交部长", "全国人大代表", "国家主席", "国家副主席"];
/// Words that stand for the body named before when they stand alone: 院党组书记.
const ALONE: &[&str] = &[
    "院", "局", "厅", "校", "所", "公司", "社", "行", "厂", "台", "集团", "医院", "中心", "学校", "学院", "司", "处",
    "馆", "站", "园", "队", "分局", "分行", "支行", "矿",
];
/// Bodies of a village, named with its level.
const VILLAGE: &[&str] = &["村委会", "村民委员会", "村务监督", "村两委", "村支部"];
/// What looks like a level and is none.
const WORDS: &[&str] =
    &["市场", "市政", "市容", "区域", "乡村", "村镇", "省级", "市级", "县级", "区级", "镇江", "镇海", "旗下"];

/// How far down a body stands by the end of its name: a department, a branch of it, a division, a section, a squad.
fn rank(unit: &str) -> u8 {
    const BRANCH: &[&str] =
        &["中心", "分局", "分公司", "子公司", "分行", "学院", "总队", "支队", "分院", "分校", "分厂", "分站", "支行"];
    const SECTION: &[&str] =
        &["办公厅", "车间", "药房", "食堂", "大队", "派出所", "办公室", "项目部", "监区", "处", "科", "室", "队", "所", "站", "股", "组", "系", "办", "班"];
    let ends = |list: &[&str]| list.iter().any(|e| unit.ends_with(e));
    if ends(BRANCH) {
        BRANCH_RANK
    } else if ends(&["中队"]) {
        SECTION_RANK + 1
    } else if ends(SECTION) {
        SECTION_RANK
    } else if unit.ends_with('部') && !national(unit) && !ends(COMMITTEE) && !ends(TERRITORIAL) && !ends(&["武装部"]) {
        DIVISION_RANK
    } else {
        DEPARTMENT_RANK
    }
}
const DEPARTMENT_RANK: u8 = 1;
const BRANCH_RANK: u8 = 2;
const DIVISION_RANK: u8 = 3;
const SECTION_RANK: u8 = 4;

/// Whether the body is one of the state, which stands in no place.
pub(crate) fn national(unit: &str) -> bool {
    const HEADS: &[&str] = &[
        "中国",
        "中央",
        "国家",
        "全国",
        "最高",
        "国务院",
        "中共",
        "中华",
        "党中央",
        "军委",
        "解放军",
        "武警",
        "驻",
        "农业农村部",
        "外交部",
        "教育部",
        "财政部",
        "公安部",
        "商务部",
        "司法部",
        "民政部",
        "科技部",
        "水利部",
        "铁道部",
        "卫生部",
    ];
    HEADS.iter().any(|h| unit.starts_with(h))
}

/// Whether a noun can stand for a body of this name.
fn answers(noun: &str, name: &str) -> bool {
    match noun {
        "校" | "学校" => name.ends_with(['校', '学']) || name.ends_with("学院"),
        "行" => name.ends_with('行') || name.ends_with("信用社") || name.ends_with("联社"),
        _ => name.ends_with(noun),
    }
}

/// Whether the name is that of a part of a university.
fn faculty(unit: &str) -> bool {
    ["学院", "研究院", "研究生院", "学系", "实验室"].iter().any(|e| unit.ends_with(e)) && !unit.contains("大学")
}

/// Whether the name stands for itself wherever it is written.
fn absolute(unit: &str) -> bool {
    const ENDS: &[&str] =
        &["公司", "集团", "大学", "学院", "医院", "中学", "小学", "幼儿园", "银行", "学校", "村", "社区", "报社"];
    const INSIDE: &[&str] = &["银行", "公司", "集团", "大学"];
    national(unit)
        || INSIDE.iter().any(|w| unit.find(w).is_some_and(|i| i >= 6))
        || ENDS.iter().any(|e| unit.ends_with(e) && unit.chars().count() > e.chars().count() + 1)
}

/// What kind of body a title heads, by the ends of their names.
const BODIES_OF: &[(&str, &[&str])] = &[
    ("董事长", &["公司", "集团"]),
    ("总经理", &["公司", "集团"]),
    ("经理", &["公司", "集团"]),
    ("监事长", &["公司", "集团", "社"]),
    ("院长", &["院"]),
    ("校长", &["学", "校"]),
    ("局长", &["局"]),
    ("厅长", &["厅"]),
    ("行长", &["行"]),
    ("站长", &["站"]),
    ("所长", &["所"]),
    ("厂长", &["厂"]),
    ("矿长", &["矿"]),
    ("社长", &["社"]),
    ("台长", &["台"]),
    ("馆长", &["馆"]),
    ("园长", &["园"]),
    ("处长", &["处"]),
    ("科长", &["科"]),
    ("护士", &["院"]),
    ("医师", &["院"]),
    ("医生", &["院"]),
    ("教师", &["学", "校", "园"]),
    ("场长", &["场"]),
];

/// The body that a title names and nothing else: 副大队长 → 大队, but 宣传部长 has a unit of its own.
fn headed_body(title: &str) -> Option<&str> {
    let mut body = title.strip_suffix('长')?;
    while let Some(rest) = ["常务", "执行", "代理", "副", "代"].iter().find_map(|p| body.strip_prefix(p)) {
        body = rest;
    }
    let squad = ["大队", "中队", "支队", "总队", "分局", "监区"].contains(&body);
    (squad || body.chars().count() == 1 && HEADED.contains(body)).then_some(body)
}

/// Whether a body of this name is headed by the title.
fn heads(title: &str, unit: &str) -> bool {
    let named = match BODIES_OF.iter().find(|(t, _)| title.ends_with(t)) {
        Some((_, ends)) => ends.iter().any(|e| unit.ends_with(e)),
        None => headed_body(title).is_some_and(|b| unit.ends_with(b)),
    };
    named && unit.chars().count() > 2
}

/// 该, 本, 我, 其 at the front of a unit: whether it is the speaker's own, and its length.
fn pointer(unit: &str) -> Option<(bool, usize)> {
    const POINTERS: &[(&str, bool)] = &[
        ("集团总部", true),
        ("总部", true),
        ("总行", true),
        ("其所在", false),
        ("所在", false),
        ("上述", false),
        ("该", false),
        ("其", false),
        ("本", true),
        ("我", true),
    ];
    let (word, own) = POINTERS.iter().find(|(w, _)| unit.starts_with(w))?;
    Some((*own, word.len()))
}

/// Bodies whose head is named after them: 科 → 科长.
const HEADED: &str = "局厅院行站所厂矿社台馆园处科场股室庭队团连排营旅师署关组";
/// Levels of places that stand for the place in front of a body.
const LEVELS: &[&str] = &["自治区", "自治州", "自治县", "街道", "社区", "省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "盟", "团", "师"];

/// The level that a unit begins with, where it stands for a place.
fn leading_level(unit: &str) -> Option<&'static str> {
    let level = *LEVELS.iter().find(|l| unit.starts_with(**l))?;
    let rest = &unit[level.len()..];
    let word = WORDS.iter().any(|w| unit.starts_with(w)) && !["市政府", "市政协"].iter().any(|w| unit.starts_with(w));
    let apart = match level {
        "村" => !VILLAGE.iter().any(|w| unit.starts_with(w)),
        // 团委, 团市委, 师范
        "团" => !rest.starts_with(|c| "委工支省市县区校院员体".contains(c)),
        "师" => !rest.starts_with(|c| "范大生资".contains(c)),
        "社区" => true,
        // 镇村镇建设办, but 区城关镇
        _ => ends(unit).first().is_none_or(|&e| e == 2 * level.len()),
    };
    (!word && apart).then_some(level)
}

/// Where the last place of the level ends in a unit.
fn level_end(unit: &str, level: &str) -> Option<usize> {
    match level {
        "社区" => unit.rfind(level).filter(|&i| i > 3).map(|i| i + level.len()),
        // 三十七团, 第二十一师
        "团" | "师" => {
            let number = |i: &usize| unit[..*i].ends_with(|c| "零一二三四五六七八九十某".contains(c));
            unit.match_indices(level).map(|m| m.0).filter(number).last().map(|i| i + level.len())
        }
        _ => {
            let all = ends(unit);
            all.iter().copied().rev().find(|&e| {
                let name = &unit[..e];
                let region = name.ends_with("自治区");
                name.ends_with(level) && !(level == "区" && region)
                    || level == "省" && region
                    || level == "区" && region && all.len() == 1
            })
        }
    }
}

fn level_of(place: &str) -> u8 {
    if place.ends_with("自治区") || place.ends_with('省') {
        return 1;
    }
    match place.chars().next_back() {
        Some('市' | '州' | '盟') => 2,
        Some('县' | '区' | '旗') => 3,
        Some('镇' | '乡' | '道') => 4,
        Some('村') => 5,
        _ => 0,
    }
}

pub(crate) struct Restorer<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
}

impl Restorer<'_> {
    /// Whether a unit is a word of the vocabulary.
    fn known(&self, unit: &str) -> bool {
        self.hits.is_unit(unit)
    }

    fn join(&self, pieces: &[(usize, usize)]) -> Cow<'_, str> {
        join(&self.folded.text, pieces)
    }

    /// The kind that the end of a unit shows.
    pub fn kind(&self, piece: (usize, usize)) -> Option<UnitKind> {
        self.hits.ending(piece.1).filter(|h| h.start >= piece.0).find_map(|h| self.hits.word(h).unit)
    }

    /// The places at the front of a unit.
    pub fn place_of(&self, unit: &Pieces) -> Pieces {
        let full = self.join(unit);
        let Some(&end) = ends(&full).last() else { return Vec::new() };
        // 泠州市|化工园区: a zone is a place with organs of its own
        let zone = ["开发区", "园区", "高新区", "产业园", "度假区", "景区"]
            .iter()
            .filter_map(|z| full[end..].find(z).map(|i| (i, end + i + z.len())))
            .filter(|z| z.0 <= 6 * '区'.len_utf8())
            .min();
        prefix(unit, zone.map_or(end, |z| z.1))
    }

    /// The last place before `at` whose name ends in the level, with what is written before it.
    fn find_place(&self, level: &str, at: usize, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        let (before, own) = focus.units.split_at(focus.own_units.min(focus.units.len()));
        let told = |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        let places = focus.places.iter().rev().filter(told).chain(own.iter().rev().filter(told));
        let places = places.chain(&focus.seat).chain(before.iter().rev());
        near.iter().copied().chain(places).find_map(|unit| {
            let full = self.join(unit);
            let vague = full.starts_with(['全', '该', '本', '各', '我', '两', '某', '多', '这', '当']);
            let end = if vague { None } else { level_end(&full, level) }?;
            let place = prefix(unit, end);
            Some(self.within(&place, near, focus).unwrap_or(place))
        })
    }

    /// A township or village with the place that holds it, where the text has that: 渌江镇 in a case of 渌江县.
    fn within(&self, unit: &Pieces, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        let written = self.join(unit);
        let end = *ends(&written).first()?;
        let level = level_of(&written[..end]);
        if level < 4 {
            return None;
        }
        // the same place with what contains it
        let whole = near.iter().copied().chain(focus.posts.iter().rev()).chain(focus.places.iter().rev()).find_map(|u| {
            let full = self.join(u);
            full.find(&written[..end]).filter(|&i| i > 0 && level_of(&full[..i]) > 0).map(|i| prefix(u, i))
        });
        if let Some(mut place) = whole {
            place.extend(unit.iter().copied());
            return Some(place);
        }
        for other in near.iter().copied().chain(focus.places.iter().rev()).chain(&focus.seat) {
            let full = self.join(other);
            let outer = ends(&full).into_iter().rev().find(|&x| (1..level).contains(&level_of(&full[..x])));
            if let Some(x) = outer {
                if full.contains(&written[..end]) && level_of(&full[..x]) == 0 {
                    break;
                }
                let mut place = prefix(other, x);
                place.extend(unit.iter().copied());
                return Some(place);
            }
        }
        None
    }

    /// The unit of one post; `row` is the one before it in the row, `list` that of the person before.
    pub fn unit(&self, e: &Element, row: Option<&Post>, list: Option<&Post>, focus: &Focus) -> (Pieces, bool) {
        let written = self.join(&e.unit);
        let title = self.join(&e.title);
        let near: Vec<&Pieces> = row.iter().chain(list.iter()).map(|p| &p.unit).collect();
        if written.is_empty() {
            return self.elided(e, &title, row, list, focus);
        }
        if let Some((own, len)) = pointer(&written) {
            return self.pointed(e, &written[len..], own, &near, focus);
        }
        if let Some(rest) = written.strip_prefix("兵团") {
            let corps = near.iter().copied().chain(focus.units.iter().rev()).find_map(|u| {
                let full = self.join(u);
                full.find("生产建设兵团").map(|i| prefix(u, i + "生产建设兵团".len()))
            });
            if let Some(mut unit) = corps {
                unit.extend(suffix(&e.unit, rest.len()));
                return (unit, true);
            }
        }
        // 某矿业公司: who is not named has no place either
        if written.starts_with('某') {
            return (e.unit.clone(), false);
        }
        let places = ends(&written);
        if let Some(unit) = self.refer(e, &written, None, &near, focus) {
            return (unit, true);
        }
        // 村委会 without its village
        if row.is_none() && list.is_none() && VILLAGE.iter().any(|w| written.starts_with(w)) {
            if let Some(mut place) = self.find_place("村", e.start, &near, focus) {
                place.extend(e.unit.iter().copied());
                return (place, true);
            }
        }
        // 市教育工委, 省委, 县公安局, 镇, 社区: the level stands for the place
        if let Some(level) = leading_level(&written) {
            // 市局, 县局监管支队: the bureau of the place that was named
            if let Some(rest) = written[level.len()..].strip_prefix('局') {
                let bureau = |name: &str| {
                    name.ends_with('局') && name.len() > "市局".len()
                        && (name.starts_with(level) || ends(name).last().is_some_and(|&n| name[..n].ends_with(level)))
                };
                let mut named = near.iter().copied().chain(focus.bodies(e.start));
                if let Some(unit) = named.find_map(|u| self.up_to(u, bureau)) {
                    let mut unit = self.seated(unit, e.start, &near, focus);
                    unit.extend(suffix(&e.unit, rest.len()));
                    return (unit, true);
                }
            }
            if let Some(mut place) = self.find_place(level, e.start, &near, focus) {
                place.extend(suffix(&e.unit, written.len() - level.len()));
                return (place, true);
            }
            if level.len() == 3 {
                return (e.unit.clone(), false);
            }
        }
        if let Some(unit) = self.longer(&written, &near, focus).filter(|_| places.is_empty()) {
            return (unit, true);
        }
        let base = row.or(list).map(|p| &p.unit).or(focus.own()).or(focus.home.first());
        if let Some(mut unit) = base.filter(|_| places.is_empty() && faculty(&written)).and_then(|u| {
            self.up_to(u, |name| name.ends_with("大学"))
        }) {
            unit.extend(e.unit.iter().copied());
            return (unit, true);
        }
        if places.is_empty() && !absolute(&written) && !self.named_place(&e.unit) {
            let base = row.or(list).map(|p| &p.unit).or(focus.base(e.start));
            return match base {
                Some(base) if row.is_some() || list.is_some() || self.is_part(&written) => {
                    (self.combine(base, e, &written, focus), true)
                }
                _ => (e.unit.clone(), false),
            };
        }
        // 江浔区公安分局 beside 临浦市公安局
        if written.ends_with("公安分局") && !written.contains("公安局") {
            if let Some(base) = row.or(list).filter(|b| self.join(&b.unit).contains("公安局")) {
                return (self.combine(&base.unit, e, &written, focus), true);
            }
        }
        match self.within(&e.unit, &near, focus) {
            Some(unit) => (unit, true),
            None => (e.unit.clone(), false),
        }
    }

    /// Whether a unit is a place of county level or above, or its committee or government.
    fn territorial(&self, unit: &Pieces) -> bool {
        let full = self.join(unit);
        let place = ends(&full).last().copied().unwrap_or(0);
        let rest = &full[place..];
        place > 0
            && level_of(&full[..place]) <= 3
            && matches!(rest, "" | "委" | "政府" | "人民政府" | "党委" | "纪委" | "监委" | "纪委监委")
    }

    /// Whether the unit begins with a place that is named without its level (广东, 云南大理).
    fn named_place(&self, unit: &Pieces) -> bool {
        unit.first().is_some_and(|u| self.hits.starting(u.0).iter().any(|h| self.hits.word(*h).place))
    }

    /// Whether a body is one of another: a section, or a department without its place.
    fn is_part(&self, unit: &str) -> bool {
        let bare = self.hits_whole(unit);
        unit.chars().count() <= 10
            && (rank(unit) > DEPARTMENT_RANK
                || unit.ends_with('部')
                || COMMITTEE.contains(&unit)
                || TERRITORIAL.contains(&unit)
                || bare)
    }

    /// Whether the unit is a word of the vocabulary and no more: 财政局 without its place.
    fn hits_whole(&self, unit: &str) -> bool {
        const BARE: &[&str] = &["局", "厅", "委", "办"];
        BARE.iter().any(|b| unit.ends_with(b)) && self.known(unit)
    }

    /// A title alone.
    fn elided(
        &self,
        e: &Element,
        title: &str,
        row: Option<&Post>,
        list: Option<&Post>,
        focus: &Focus,
    ) -> (Pieces, bool) {
        if UNITLESS.iter().any(|t| title.ends_with(t)) {
            return (Vec::new(), false);
        }
        if e.kind == TitleKind::Worker && row.is_none() && list.is_none() && !title.starts_with('党') {
            return focus.own().or(focus.home.first()).map_or((Vec::new(), false), |u| (u.clone(), true));
        }
        let base = row.or(list).map(|p| &p.unit);
        if e.kind == TitleKind::Head {
            let near: Vec<&Pieces> = base.into_iter().collect();
            let level = LEVELS.iter().find(|l| title.strip_suffix('长').is_some_and(|t| t.ends_with(**l)));
            if let Some(place) = level.and_then(|l| self.find_place(l, e.start, &near, focus)) {
                return (place, true);
            }
            return base.map_or((Vec::new(), false), |b| (self.place_of(b), true));
        }
        // 村支书, 村主任: the village is in the title
        if title.starts_with('村') {
            let near: Vec<&Pieces> = base.into_iter().collect();
            if let Some(place) = self.find_place("村", e.start, &near, focus) {
                return (place, true);
            }
        }
        // 副院长 after a hospital, 大队长 after a squad of it: the body that has such a post
        // 副主任医师 after the head of a ward stays there; 总经理 after the head of a division does not
        let own = headed_body(title).is_some();
        let chief = own || ["总经理", "董事长", "监事长"].iter().any(|t| title.ends_with(t));
        let named = base.is_none() || own;
        let mut bodies = base.into_iter().filter(|_| chief).chain(focus.bodies(e.start).filter(|_| named));
        if let Some(unit) = bodies.find_map(|u| self.headed(u, title)) {
            let near: Vec<&Pieces> = base.into_iter().collect();
            let unit = self.seated(unit, e.start, &near, focus);
            // 所长 of 南关派出所 in the notice of a bureau
            let full = self.join(&unit);
            if let Some(home) = focus.home.first().filter(|_| ends(&full).is_empty() && self.is_part(&full)) {
                let section = Element { unit: unit.clone(), ..e.clone() };
                return (self.combine(home, &section, &full, focus), true);
            }
            return (unit, true);
        }
        match base.or(focus.base(e.start)) {
            // 党组成员 after the head of a section: the party group is that of the department
            Some(unit) if row.is_none() && ["党组", "党委"].iter().any(|g| title.starts_with(g)) => {
                let full = self.join(unit);
                let section = rank(&full) >= DIVISION_RANK && self.bodies(unit).len() > 1;
                (if section { self.root(unit, &full, DIVISION_RANK, focus) } else { unit.clone() }, true)
            }
            Some(unit) => (unit.clone(), true),
            None => (Vec::new(), false),
        }
    }

    /// Where the bodies inside a unit end.
    fn bodies(&self, unit: &Pieces) -> Vec<usize> {
        let mut at = 0;
        let mut out: Vec<usize> = Vec::new();
        for &(a, b) in unit {
            for hit in self.hits.within(a, b) {
                let word = self.hits.word(*hit);
                let body = word.unit.is_some_and(|k| !matches!(k, UnitKind::Place | UnitKind::PartyGroup));
                // 直属一中|队, 街道办|事处: a longer word goes on; 集团|有限公司 is a firm either way
                let goes_on = |h: Hit| {
                    let firm = word.unit == Some(UnitKind::Company) && h.start == hit.start;
                    h.start >= hit.start && !firm && h.end <= b && self.hits.word(h).unit.is_some()
                };
                if body && hit.end <= b && !self.hits.across(hit.end).any(goes_on) {
                    out.push(at + hit.end - a);
                }
            }
            at += b - a;
        }
        out.push(at);
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The unit up to the last body in it whose name ends so, if more than the end is written.
    fn up_to(&self, unit: &Pieces, ends: impl Fn(&str) -> bool) -> Option<Pieces> {
        let full = self.join(unit);
        let mut end = self.bodies(unit).into_iter().rev().find(|&n| ends(&full[..n]))?;
        // 银行|股份有限公司
        if full[..end].ends_with("银行") {
            let form = ["股份有限公司", "有限责任公司", "有限公司"].iter().find(|f| full[end..].starts_with(**f));
            end += form.map_or(0, |f| f.len());
        }
        Some(prefix(unit, end))
    }

    /// The unit up to the body that the title heads.
    fn headed(&self, unit: &Pieces, title: &str) -> Option<Pieces> {
        self.up_to(unit, |name| heads(title, name))
    }

    /// 该局公路处, 我校, 其村: what is pointed to, and what is written after it.
    fn pointed(&self, e: &Element, rest: &str, own: bool, near: &[&Pieces], focus: &Focus) -> (Pieces, bool) {
        if rest.is_empty() || rest == "单位" {
            let unit = near.iter().copied().chain(focus.bodies(e.start)).next();
            return unit.map_or_else(|| (Vec::new(), false), |u| (u.clone(), true));
        }
        if let Some(unit) = self.refer(e, rest, Some(own), near, focus) {
            return (unit, true);
        }
        if let Some(level) = LEVELS.iter().find(|l| rest.starts_with(**l)) {
            if let Some(mut place) = self.find_place(level, e.start, &[], focus) {
                place.extend(suffix(&e.unit, rest.len() - level.len()));
                return (place, true);
            }
        }
        let home = focus.home.first().filter(|_| own);
        match home.or(near.first().copied()).or(focus.base(e.start)) {
            Some(base) if rank(rest) > DEPARTMENT_RANK => {
                let section = Element { unit: suffix(&e.unit, rest.len()), ..e.clone() };
                (self.combine(base, &section, rest, focus), true)
            }
            _ => (e.unit.clone(), false),
        }
    }

    /// The body of this item whose name ends in what is written: 港务集团 → 鹭湾港务集团.
    fn longer(&self, written: &str, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        if written.chars().count() < 3 || rank(written) >= DIVISION_RANK || self.hits.is_unit(written) && !absolute(written) {
            return None;
        }
        let posts = &focus.posts[focus.own_posts.min(focus.posts.len())..];
        let mut named = near.iter().copied().chain(posts.iter().rev()).chain(&focus.home);
        named.find_map(|u| self.up_to(u, |name| name.len() > written.len() && name.ends_with(written)))
    }

    /// 镇计生服务站 with its township.
    fn seated(&self, unit: Pieces, at: usize, near: &[&Pieces], focus: &Focus) -> Pieces {
        let full = self.join(&unit);
        let Some(level) = leading_level(&full) else { return unit };
        match self.find_place(level, at, near, focus) {
            Some(mut place) => {
                place.extend(suffix(&unit, full.len() - level.len()));
                place
            }
            None => unit,
        }
    }

    /// 局, 局办公室, 集团行政部, 该局公路处: a noun alone stands for the body named before whose name ends in it.
    /// `pointer` says whether the noun is pointed at, and whether as the speaker's own.
    fn refer(
        &self,
        e: &Element,
        written: &str,
        pointer: Option<bool>,
        near: &[&Pieces],
        focus: &Focus,
    ) -> Option<Pieces> {
        let noun = ALONE.iter().filter(|n| written.starts_with(**n)).max_by_key(|n| n.len())?;
        let rest = &written[noun.len()..];
        if pointer.is_none() && !rest.is_empty() {
            let end = e.unit.last()?.1;
            let known = |h: Hit| end - h.start == rest.len() && self.hits.word(h).unit.is_some();
            let section = noun.chars().nth(1).is_some() && rank(rest) >= DIVISION_RANK;
            if !section && !self.hits.ending(end).any(known) || self.hits.is_unit(written) {
                return None;
            }
        }
        let home = focus.home.iter().filter(|_| pointer == Some(true));
        let mut named = home.chain(near.iter().copied()).chain(focus.bodies(e.start));
        let found = named.find_map(|u| self.up_to(u, |name| name.len() > noun.len() && answers(noun, name)));
        found.map(|unit| {
            let mut unit = self.seated(unit, e.start, near, focus);
            unit.extend(suffix(&e.unit, rest.len()));
            unit
        })
    }

    /// A body without its place beside one that has it.
    fn combine(&self, base: &Pieces, e: &Element, written: &str, focus: &Focus) -> Pieces {
        let full = self.join(base);
        // 桐坪中心小学分校区 after 桐坪中心小学: the whole name is written
        if written.starts_with(&*full) {
            return e.unit.clone();
        }
        if full.ends_with(written) {
            return base.clone();
        }
        // 桐坪社区 + 社区股份经济合作社
        if !VILLAGE.iter().any(|w| written.starts_with(w)) {
            let shared = written
                .char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .filter(|&n| n < written.len() && full.ends_with(&written[..n]))
                .max();
            if let Some(n) = shared {
                let mut out = base.clone();
                out.extend(suffix(&e.unit, written.len() - n));
                return out;
            }
        }
        // 审判委员会 → 执行局 of the same court; 全国政协 → its committees
        for body in
            ["人民法院", "人民检察院", "法院", "检察院", "全国人大", "全国政协", "人大常委会", "人大", "政协", "公安局"]
        {
            let Some(i) = full.find(body) else { continue };
            let inner = match body {
                "全国人大" | "全国政协" | "人大" | "政协" | "人大常委会" => {
                    written.ends_with("委员会") || written.ends_with("办公厅") || written.ends_with("办公室")
                }
                "公安局" => written.ends_with("分局"),
                _ => {
                    !TERRITORIAL.iter().any(|t| written.starts_with(t))
                        && (rank(written) >= DIVISION_RANK || written.ends_with('局') || written.ends_with('庭'))
                }
            };
            if inner {
                let mut out = prefix(base, i + body.len());
                out.extend(e.unit.iter().copied());
                return out;
            }
        }
        let committee = full.strip_suffix('委').is_some_and(|f| f.ends_with(|c| "省市县区州旗盟工".contains(c)));
        // 居委会 of 花桥社区
        if VILLAGE.iter().any(|w| written.starts_with(w)) || ["居", "监委会"].iter().any(|w| written.starts_with(w)) {
            if let Some(end) = level_end(&full, "社区") {
                let mut out = prefix(base, end);
                out.extend(e.unit.iter().copied());
                return out;
            }
        }
        let mut out = if TERRITORIAL.iter().any(|t| written.starts_with(t)) {
            self.place_of(base)
        } else if committee {
            if COMMITTEE.iter().any(|c| written.starts_with(c)) {
                base.clone()
            } else {
                self.place_of(base)
            }
        } else {
            self.root(base, &full, self.top(&e.unit), focus)
        };
        out.extend(e.unit.iter().copied());
        out
    }

    /// The rank of the highest body in a unit: 住建局质监站 is the station of a department.
    fn top(&self, unit: &Pieces) -> u8 {
        let full = self.join(unit);
        let body = |name: &str| ["局", "厅", "委", "院", "公司", "学校"].iter().any(|e| name.ends_with(e));
        let ranks = self.bodies(unit).into_iter().map(|n| &full[..n]).filter(|n| body(n)).map(rank);
        let own = rank(&full);
        // 项目|组长, 工资|经办人员: what is the name of no body is a field of work in one
        let named = unit.last().is_some_and(|u| self.kind(*u).is_some());
        let own = if own == DEPARTMENT_RANK && !named { SECTION_RANK } else { own };
        ranks.chain([own]).min().unwrap_or(DEPARTMENT_RANK)
    }

    /// The longest front of a unit that stands higher than the rank.
    fn root(&self, base: &Pieces, full: &str, below: u8, focus: &Focus) -> Pieces {
        if below == DEPARTMENT_RANK {
            return self.place_of(base);
        }
        // the office of 柳湾市疾控中心: a body that stands alone has sections of its own
        let place = ends(full).last().map(|&e| level_of(&full[..e]));
        let single = self.bodies(base).len() == 1;
        let alone = focus.home.contains(base) || single && place.is_some_and(|level| level < 4);
        // the centres and stations of a township stand side by side
        let beside = single && place == Some(4) && rank(full) == BRANCH_RANK;
        if (rank(full) < below || alone) && !beside {
            return base.clone();
        }
        // a section belongs to a body, whatever that is called: 铁路公安处
        let bodies = self.bodies(base);
        let higher = bodies.iter().rev().find(|&&c| c < full.len() && rank(&full[..c]) < below);
        match higher.or(bodies.first().filter(|_| bodies.len() > 1)) {
            Some(&end) => prefix(base, end),
            None => self.place_of(base),
        }
    }

    /// The posts of a row, each with its unit.
    pub fn row(&self, elements: &[Element], list: &[Post], focus: &Focus) -> Vec<Post> {
        let mut out: Vec<Post> = Vec::with_capacity(elements.len());
        for e in elements {
            let title = self.join(&e.title);
            // 党委委员 after 政协工作联络组组长: a party body goes with the unit that had one before
            let party = |p: &&Post| self.join(&p.title).starts_with('党') || p.element.kind == TitleKind::Head;
            let near =
                if title.starts_with('党') { list.iter().rev().find(party).or(list.last()) } else { list.last() };
            // 纪委书记 of a township or a firm: the body belongs to the title
            let base = out.last().or(near);
            let own = self.join(&e.unit);
            if matches!(&*own, "纪委" | "团委" | "工会") && base.is_some_and(|b| !self.territorial(&b.unit)) {
                let unit = base.map_or_else(Vec::new, |b| b.unit.clone());
                let title = e.unit.iter().chain(&e.title).copied().collect();
                out.push(Post { unit, title, restored: true, element: e.clone() });
                continue;
            }
            let (mut unit, restored) = self.unit(e, out.last(), near, focus);
            // the head of a government has the place as its unit
            if e.kind == TitleKind::Head {
                let full = self.join(&unit);
                for tail in ["人民政府", "政府"] {
                    if let Some(place) = full.strip_suffix(tail) {
                        unit = prefix(&unit, place.len());
                        break;
                    }
                }
            }
            // 桐坪镇党委 + 党委委员: the party body is said once
            let title = self.join(&e.title);
            for group in ["党委", "党组", "党支部", "党总支", "党工委", "纪委"] {
                let full = self.join(&unit);
                if restored && full.ends_with(group) && (title.starts_with("党") || title.starts_with(group)) {
                    unit = prefix(&unit, full.len() - group.len());
                }
            }
            let full = self.join(&unit);
            if let Some(rest) = full.strip_prefix("中共").filter(|r| !r.starts_with("中央")) {
                unit = suffix(&unit, rest.len());
            }
            out.push(Post { unit, title: e.title.clone(), restored, element: e.clone() });
        }
        out
    }
}

/// The last `len` bytes of the pieces.
fn suffix(pieces: &[(usize, usize)], len: usize) -> Pieces {
    let total: usize = pieces.iter().map(|p| p.1 - p.0).sum();
    let mut skip = total - len;
    let mut out = Vec::new();
    for &(a, b) in pieces {
        let cut = skip.min(b - a);
        skip -= cut;
        if a + cut < b {
            out.push((a + cut, b));
        }
    }
    out
}
