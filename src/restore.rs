//! Units (单位) as a reader restores them: what the text left out is put back from what it named before.
//!
//! 「莱西市委副书记、市长」, 「荆门市卫健委主任甲、副主任乙」, 「省政府党组成员」, 「该公司党委书记」: nothing is added
//! that the text does not hold, and nothing is taken from farther away than the same row, list, case or document.

use crate::lexicon::{Hits, TitleKind, UnitKind};
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
    /// The firm, school or hospital whose own notice this is: its sections are named without it.
    pub home: Option<Pieces>,
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
    "馆", "站", "分局", "分行", "支行", "矿",
];
/// Bodies of a village, named with its level.
const VILLAGE: &[&str] = &["村委会", "村民委员会", "村务监督", "村两委", "村支部"];
/// What looks like a level and is none.
const WORDS: &[&str] =
    &["市场", "市政", "区域", "乡村", "村镇", "省级", "市级", "县级", "区级", "镇江", "镇海", "旗下"];

/// How far down a body stands by the end of its name: a department, a branch of it, a section.
fn rank(unit: &str) -> u8 {
    const FIRMS: &[&str] = &["公司", "集团", "银行", "分行", "医院", "学院", "大学", "联社", "局"];
    const BRANCH: &[&str] =
        &["分局", "分公司", "子公司", "分行", "学院", "总队", "支队", "分院", "分校", "分厂", "分站"];
    const SECTION: &[&str] = &["办公厅", "中心", "车间", "支行", "大队", "中队", "派出所", "办公室", "项目部"];
    if BRANCH.iter().any(|e| unit.ends_with(e)) {
        return 2;
    }
    if SECTION.iter().any(|e| unit.ends_with(e)) {
        return 3;
    }
    if unit.ends_with('部') && FIRMS.iter().any(|f| unit.contains(f)) {
        return 3;
    }
    match unit.chars().next_back() {
        Some('处' | '科' | '室' | '队' | '所' | '站' | '股' | '组' | '系' | '办' | '班') => 3,
        _ => 1,
    }
}

/// Whether the name stands for itself wherever it is written.
fn absolute(unit: &str) -> bool {
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
    const ENDS: &[&str] =
        &["公司", "集团", "大学", "学院", "医院", "中学", "小学", "幼儿园", "银行", "学校", "村", "社区", "报社"];
    const INSIDE: &[&str] = &["银行", "公司", "集团", "大学"];
    HEADS.iter().any(|h| unit.starts_with(h))
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

/// The ends of the names of the bodies that the title heads.
fn bodies_of(title: &str) -> Vec<&'static str> {
    BODIES_OF.iter().filter(|(t, _)| title.ends_with(t)).flat_map(|(_, ends)| *ends).copied().collect()
}

/// Whether the unit holds one of the bodies.
fn holds(unit: &str, bodies: &[&str]) -> bool {
    bodies.iter().any(|e| unit.rfind(e).is_some_and(|i| i + e.len() > 6))
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
        ends(&full).last().map_or_else(Vec::new, |&e| prefix(unit, e))
    }

    /// The last place whose name ends in the level, with what is written before it.
    fn find_place(&self, level: char, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        let places = near.iter().copied().chain(focus.places.iter().rev()).chain(focus.units.iter().rev());
        for unit in places {
            let full = self.join(unit);
            if full.starts_with(['全', '该', '本', '各', '我', '两', '某', '多', '这', '当']) {
                continue;
            }
            let ends = ends(&full);
            let found = ends.iter().copied().rev().find(|&e| {
                full[..e].ends_with(level) && !(level == '区' && full[..e].ends_with("自治区"))
                    || level == '省' && full[..e].ends_with("自治区")
                    || level == '区' && full[..e].ends_with("自治区") && ends.len() == 1
            });
            if let Some(e) = found {
                return Some(prefix(unit, e));
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
        let body = self.kind(*e.unit.last().unwrap_or(&(0, 0)));
        for deictic in ["该", "本", "上述", "我", "其所在", "所在"] {
            let Some(rest) = written.strip_prefix(deictic) else { continue };
            let same = |u: &&Pieces| {
                let full = self.join(u);
                // what is named after the post is not what it points back to
                u.first().is_some_and(|p| p.0 < e.unit[0].0) && full.ends_with(rest)
                    || rest.chars().count() == 1 && body.is_some() && u.last().and_then(|p| self.kind(*p)) == body
            };
            if let Some(unit) = near
                .iter()
                .copied()
                .chain(focus.unit.iter())
                .chain(focus.units.iter().rev())
                .chain(focus.home.iter())
                .find(same)
            {
                return (unit.clone(), true);
            }
            return (e.unit.clone(), false);
        }
        let first = written.chars().next().unwrap_or(' ');
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
        let places = ends(&written);
        if ALONE.contains(&&*written) {
            let same = |u: &&Pieces| self.join(u).ends_with(&*written) && self.join(u).len() > written.len();
            if let Some(unit) = near.iter().copied().chain(focus.unit.iter()).chain(focus.units.iter().rev()).find(same)
            {
                return (unit.clone(), true);
            }
        }
        // 市教育工委, 省委, 县公安局, 镇: the level stands for the place
        if "省市县区州旗镇乡村盟".contains(first)
            && places.is_empty()
            && (!WORDS.iter().any(|w| written.starts_with(w))
                || ["市政府", "市政协"].iter().any(|w| written.starts_with(w)))
            && !VILLAGE.iter().any(|w| written.starts_with(w))
        {
            if let Some(mut place) = self.find_place(first, &near, focus) {
                let own = prefix_from(&e.unit, first.len_utf8());
                place.extend(own);
                return (place, true);
            }
            return (e.unit.clone(), false);
        }
        if places.is_empty() && !absolute(&written) && !self.named_place(&e.unit) {
            let base =
                row.or(list).map(|p| &p.unit).or(focus.unit.as_ref()).or(focus.posts.last()).or(focus.home.as_ref());
            return match base {
                Some(base) if row.is_some() || list.is_some() || self.is_part(&written) => {
                    (self.combine(base, e, &written), true)
                }
                _ => (e.unit.clone(), false),
            };
        }
        // 江浔区公安分局 beside 临浦市公安局
        if written.ends_with("公安分局") && !written.contains("公安局") {
            if let Some(base) = row.or(list).filter(|b| self.join(&b.unit).contains("公安局")) {
                return (self.combine(&base.unit, e, &written), true);
            }
        }
        // 渌江镇 in a case of 渌江县
        if let Some((&end, level)) = places.first().map(|e| (e, level_of(&written[..*e]))).filter(|p| p.1 >= 4) {
            // the same place with what contains it, where the text has it
            let whole =
                near.iter().copied().chain(focus.posts.iter().rev()).chain(focus.places.iter().rev()).find_map(|u| {
                    let full = self.join(u);
                    full.find(&written[..end]).filter(|&i| i > 0 && level_of(&full[..i]) > 0).map(|i| prefix(u, i))
                });
            if let Some(mut place) = whole {
                place.extend(e.unit.iter().copied());
                return (place, true);
            }
            for other in near.iter().copied().chain(focus.places.iter().rev()) {
                let full = self.join(other);
                let outer = ends(&full).into_iter().rev().find(|&x| (1..level).contains(&level_of(&full[..x])));
                if let Some(x) = outer {
                    if full.contains(&written[..end]) && level_of(&full[..x]) == 0 {
                        break;
                    }
                    let mut place = prefix(other, x);
                    place.extend(e.unit.iter().copied());
                    return (place, true);
                }
            }
        }
        (e.unit.clone(), false)
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
            && (rank(unit) == 3
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
        if matches!(e.kind, TitleKind::Worker) && row.is_none() && list.is_none() {
            return (Vec::new(), false);
        }
        let base = row.or(list).map(|p| &p.unit);
        if e.kind == TitleKind::Head {
            let level = title.chars().rev().nth(1).unwrap_or(' ');
            let near: Vec<&Pieces> = base.into_iter().collect();
            if let Some(place) = self.find_place(level, &near, focus) {
                return (place, true);
            }
            return base.map_or((Vec::new(), false), |b| (self.place_of(b), true));
        }
        // 副院长 after a hospital, 总经理 after a firm: the kind of body that has such a post
        let bodies = bodies_of(title);
        if base.is_none() && !bodies.is_empty() {
            let fits = |u: &&Pieces| holds(&self.join(u), &bodies);
            let near = focus.unit.iter().chain(focus.posts.iter().rev()).chain(focus.units.iter().rev()).find(fits);
            if let Some(unit) = near {
                return (self.cut(unit, &bodies), true);
            }
        }
        match base.or(focus.unit.as_ref()).or(focus.posts.last()).or(focus.home.as_ref()) {
            Some(unit) => (unit.clone(), true),
            None => (Vec::new(), false),
        }
    }

    /// The unit up to the last of the bodies.
    fn cut(&self, unit: &Pieces, bodies: &[&str]) -> Pieces {
        let full = self.join(unit);
        let end = bodies.iter().filter_map(|e| full.rfind(e).map(|i| i + e.len())).max();
        end.map_or_else(|| unit.clone(), |n| prefix(unit, n))
    }

    /// A body without its place beside one that has it.
    fn combine(&self, base: &Pieces, e: &Element, written: &str) -> Pieces {
        let full = self.join(base);
        // 桐坪中心小学分校区 after 桐坪中心小学: the whole name is written
        if written.starts_with(&*full) {
            return e.unit.clone();
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
                        && (rank(written) == 3 || written.ends_with('局') || written.ends_with('庭'))
                }
            };
            if inner {
                let mut out = prefix(base, i + body.len());
                out.extend(e.unit.iter().copied());
                return out;
            }
        }
        let committee =
            full.ends_with(['委']) && self.kind(*base.last().unwrap_or(&(0, 0))) == Some(UnitKind::PartyCommittee);
        let mut out = if TERRITORIAL.iter().any(|t| written.starts_with(t)) {
            self.place_of(base)
        } else if committee {
            if COMMITTEE.iter().any(|c| written.starts_with(c)) {
                base.clone()
            } else {
                self.place_of(base)
            }
        } else {
            self.root(base, &full, rank(written))
        };
        out.extend(e.unit.iter().copied());
        out
    }

    /// The longest front of a unit that stands higher than the rank.
    fn root(&self, base: &Pieces, full: &str, below: u8) -> Pieces {
        if below == 1 {
            return self.place_of(base);
        }
        if rank(full) < below {
            return base.clone();
        }
        // the ends of the bodies inside the unit, from the right
        let mut at = 0;
        let mut cuts: Vec<usize> = Vec::new();
        for &(a, b) in base {
            for hit in self.hits.within(a, b) {
                let word = self.hits.word(*hit);
                if hit.end <= b && word.unit.is_some() && word.unit != Some(UnitKind::Place) {
                    cuts.push(at + hit.end - a);
                }
            }
            at += b - a;
        }
        cuts.sort_unstable();
        cuts.into_iter()
            .rev()
            .find(|&c| c < full.len() && rank(&full[..c]) < below)
            .map_or_else(|| self.place_of(base), |c| prefix(base, c))
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

/// The pieces without their first `len` bytes.
fn prefix_from(pieces: &[(usize, usize)], len: usize) -> Pieces {
    let total: usize = pieces.iter().map(|p| p.1 - p.0).sum();
    suffix(pieces, total - len)
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
