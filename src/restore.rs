//! Units (单位) as a reader restores them: what the text left out is put back from what it named before.
//!
//! 「莱西市委副书记、市长」, 「临浦市卫健委主任甲、副主任乙」, 「省政府党组成员」, 「该公司党委书记」: nothing is added
//! that the text does not hold, and nothing is taken from farther away than the same row, list, case or document.

use crate::focus::Focus;
use crate::lexicon::{Hit, Hits, TitleKind, UnitKind};
use crate::place::{ends, join, prefix, suffix, Pieces};
use crate::post::Element;
use crate::segment::last_mark;
use crate::standing::{
    absolute, answers, faculty, headed, headed_body, leading_level, level_end, level_of, medical, pointer, rank, ward,
    ALONE, BRANCH_RANK, COMMITTEE, DEPARTMENT_RANK, DIVISION_RANK, LEVELS, SECTION_RANK, TERRITORIAL, VILLAGE,
};
use crate::text::Folded;
use crate::words::{find, has, Heads};
use once_cell::sync::Lazy;
use std::borrow::Cow;

/// A post with its unit restored.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub unit: Pieces,
    pub title: Pieces,
    pub restored: bool,
    pub element: Element,
}

/// Posts that belong to no unit.
const UNITLESS: &[&str] =
    &["国务委员", "中央委员", "中央候补委员", "国防部长", "外交部长", "全国人大代表", "国家主席", "国家副主席"];

/// Ends of the names of zones.
static ZONES: Lazy<Heads> = Lazy::new(|| Heads::new(&["开发区", "园区", "高新区", "产业园", "度假区", "景区"]));

/// Whether a post is one of the whole department, after the head of a section too: 党组成员, 总工程师.
fn is_departmental(title: &str) -> bool {
    ["党组", "党委"].iter().any(|g| title.starts_with(g))
        || ["总工程师", "总会计师", "总经济师", "总规划师", "总农艺师"].iter().any(|t| title.ends_with(t))
}

/// Whether only a firm has such a post.
fn is_firm_post(title: &str) -> bool {
    ["董事", "监事", "总经理", "总裁", "实际控制人", "财务总监"].iter().any(|w| title.contains(w))
}

/// Whether the name is that of a firm.
fn is_firm(unit: &str) -> bool {
    ["公司", "集团", "银行", "企业", "股份", "厂"].iter().any(|w| unit.ends_with(w))
}

/// Whether a body is one that tries, supervises or punishes firms: 证监会, 法院.
fn tells(unit: &str) -> bool {
    ["监会", "监管局", "监管总局", "管理局", "管理总局", "纪委", "监委", "法院", "检察院", "公安局"]
        .iter()
        .any(|w| unit.ends_with(w))
}

/// What kind of section the title names that it heads: 财务科长 → 科; 科长 names none.
fn section_in(title: &str) -> Option<&str> {
    let named = title.strip_suffix('长')?;
    let (last, section) = named.char_indices().next_back()?;
    let own = named[..last].chars().nth(1).is_some() && "科部股室处站".contains(section);
    own.then_some(&named[last..])
}

/// Whether a body is the one that punishes, by what follows it: 监察局|给予甲警告处分，副局长乙… is no post in it.
fn punishes(rest: &str) -> bool {
    /// What stands between a body and what it does.
    const LEADS: &[&str] = &["研究", "讨论", "决定", "经", "依法", "依纪", "依规", "分别", "已", "均", "党委", "党组"];
    const PUNISHES: &[&str] = &["给予", "责令", "责成", "免去", "撤销", "判处", "予以", "立案", "诫勉", "约谈"];
    let mut rest = rest;
    while let Some(lead) = LEADS.iter().find(|l| rest.starts_with(**l)) {
        rest = &rest[lead.len()..];
    }
    let clause = rest.split(['，', ',', '；']).next().unwrap_or(rest);
    let to = clause.starts_with('对') && ["作出", "给予", "进行", "予以"].iter().any(|w| has(clause, w));
    to && ["处分", "处理", "诫勉", "批评", "警告"].iter().any(|w| has(clause, w))
        || PUNISHES.iter().any(|w| clause.starts_with(w))
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
        self.hits.ending(piece.1).filter(|h| h.start >= piece.0).find_map(|h| h.word.unit)
    }

    /// The places at the front of a unit.
    pub fn place_of(&self, unit: &Pieces) -> Pieces {
        let full = self.join(unit);
        let Some(&end) = ends(&full).last() else { return Pieces::new() };
        // 泠州市|化工园区: a zone is a place with organs of its own
        let rest = &full[end..];
        let mut near = rest.char_indices().take_while(|c| c.0 <= 6 * '区'.len_utf8());
        let zone = near.find_map(|(i, _)| ZONES.of(&rest[i..]).next().map(|z| end + i + z.len()));
        prefix(unit, zone.unwrap_or(end))
    }

    /// The last place before `at` whose name ends in the level, with what is written before it.
    fn find_place(&self, level: &str, at: usize, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        near.iter().copied().chain(focus.places(at)).find_map(|unit| {
            let full = self.join(unit);
            // most units hold no place of the level
            if !has(&full, level) && (level != "省" || !has(&full, "自治区")) {
                return None;
            }
            let vague = full.starts_with(['全', '该', '本', '各', '我', '两', '某', '多', '这', '当'])
                || full.contains('的')
                || ["为省", "为市", "为县", "为区"].iter().any(|w| has(&full, w));
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
        let whole =
            near.iter().copied().chain(focus.posts().iter().rev()).chain(focus.own_places().iter().rev()).find_map(
                |u| {
                    let full = self.join(u);
                    find(&full, &written[..end]).filter(|&i| i > 0 && level_of(&full[..i]) > 0).map(|i| prefix(u, i))
                },
            );
        if let Some(mut place) = whole {
            place.extend(unit.iter().copied());
            return Some(place);
        }
        for other in near.iter().copied().chain(focus.own_places().iter().rev()).chain(&focus.seat) {
            let full = self.join(other);
            let outer = ends(&full).iter().copied().rev().find(|&x| (1..level).contains(&level_of(&full[..x])));
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
        let (own, other) = (row.map(|p| &p.unit), list.map(|p| &p.unit));
        let one = own.or(other);
        let near: &[&Pieces] = match (own, other) {
            (Some(own), Some(other)) => &[own, other],
            _ => one.as_slice(),
        };
        if written.is_empty() {
            return self.elided(e, &title, row, list, focus);
        }
        if let Some((own, len)) = pointer(&written) {
            return self.pointed(e, &written[len..], own, near, focus);
        }
        if let Some(rest) = written.strip_prefix("兵团") {
            let corps = near.iter().copied().chain(focus.units().iter().rev()).find_map(|u| {
                let full = self.join(u);
                find(&full, "生产建设兵团").map(|i| prefix(u, i + "生产建设兵团".len()))
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
        if let Some(unit) = self.refer(e, &written, None, near, focus) {
            return (unit, true);
        }
        // 村委会 without its village
        if row.is_none() && list.is_none() && VILLAGE.iter().any(|w| written.starts_with(w)) {
            if let Some(mut place) = self.find_place("村", e.start, near, focus) {
                place.extend(e.unit.iter().copied());
                return (place, true);
            }
        }
        // 市教育工委, 省委, 县公安局, 镇, 社区: the level stands for the place
        if let Some(level) = leading_level(&written) {
            // 市局, 县局监管支队: the bureau of the place that was named
            if let Some(rest) = written[level.len()..].strip_prefix('局') {
                let bureau = |name: &str| {
                    name.ends_with('局')
                        && name.len() > "市局".len()
                        && (name.starts_with(level) || ends(name).last().is_some_and(|&n| name[..n].ends_with(level)))
                };
                let mut named = near.iter().copied().chain(focus.bodies(e.start));
                if let Some(unit) = named.find_map(|u| self.up_to(u, bureau)) {
                    let mut unit = self.seated(unit, e.start, near, focus);
                    unit.extend(suffix(&e.unit, rest.len()));
                    return (unit, true);
                }
            }
            if let Some(mut place) = self.find_place(level, e.start, near, focus) {
                place.extend(suffix(&e.unit, written.len() - level.len()));
                return (place, true);
            }
            if level.len() == 3 {
                return (e.unit.clone(), false);
            }
        }
        if places.is_empty() {
            if let Some(unit) = self.longer(&written, near, focus) {
                return (unit, true);
            }
        }
        let base = row.or(list).map(|p| &p.unit).or(focus.own()).or(focus.home.first());
        if let Some(mut unit) = base
            .filter(|_| places.is_empty() && faculty(&written))
            .and_then(|u| self.up_to(u, |name| name.ends_with("大学") || name.ends_with("院校")))
        {
            unit.extend(e.unit.iter().copied());
            return (unit, true);
        }
        // 某某人寿分公司 is no section of the bureau that tells of it
        let branch = ["分公司", "支公司"].iter().any(|w| written.ends_with(w)) && written.chars().count() > 5;
        if places.is_empty() && !branch && !absolute(&written) && !self.named_place(&e.unit) {
            // 骨科 beside the court that tells of it: whose it is is not told
            let owns = |base: &&Pieces| !ward(&written) || medical(&self.join(base));
            let owner = self.owner(e, focus);
            let base = owner.or(row.or(list).map(|p| &p.unit)).or(focus.base(e.start)).filter(owns);
            return match base {
                Some(base) if owner.is_some() || row.is_some() || list.is_some() || self.is_part(&written) => {
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
        match self.within(&e.unit, near, focus) {
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
        unit.first().is_some_and(|u| self.hits.starting(u.0).iter().any(|h| h.word.place))
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

    /// Whether a title says what kind of body it heads: 局长, 镇长.
    fn tells_body(&self, e: &Element) -> bool {
        let title = self.join(&e.title);
        let (kinds, kind) = headed(&title);
        e.kind == TitleKind::Head || !kinds.is_empty() || kind.is_some()
    }

    /// The body whose post it is said to be: 某担保公司的|原出纳.
    fn owner<'f>(&self, e: &Element, focus: &'f Focus) -> Option<&'f Pieces> {
        let end = self.folded.text[..e.start].strip_suffix('的').map(str::len)?;
        focus.units().iter().rev().take(8).find(|u| u.last().is_some_and(|p| p.1 == end))
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
            return (Pieces::new(), false);
        }
        if let Some(unit) = self.owner(e, focus) {
            return (self.seated(unit.clone(), e.start, &[], focus), true);
        }
        if e.kind == TitleKind::Worker
            && row.is_none()
            && list.is_none()
            && !title.starts_with('党')
            && !is_firm_post(title)
        {
            return focus.own().or(focus.home.first()).map_or((Pieces::new(), false), |u| (u.clone(), true));
        }
        let base = row.or(list).map(|p| &p.unit);
        if e.kind == TitleKind::Head {
            let near = base.as_slice();
            let level = LEVELS.iter().find(|l| title.strip_suffix('长').is_some_and(|t| t.ends_with(**l)));
            if let Some(place) = level.and_then(|l| self.find_place(l, e.start, near, focus)) {
                return (place, true);
            }
            return base.map_or((Pieces::new(), false), |b| (self.place_of(b), true));
        }
        // 村支书, 村主任: the village is in the title
        if title.starts_with('村') {
            let near = base.as_slice();
            if let Some(place) = self.find_place("村", e.start, near, focus) {
                return (place, true);
            }
        }
        // 副院长 after a hospital, 大队长 after a squad of it: the body that has such a post
        // 副主任医师 after the head of a ward stays there; 总经理 after the head of a division does not
        let own = headed_body(title).is_some();
        let chief = own || ["总经理", "董事长", "监事长"].iter().any(|t| title.ends_with(t));
        let named = base.is_none() || own;
        let (kinds, kind) = headed(title);
        let heads = |name: &str| {
            (kinds.iter().any(|k| name.ends_with(k)) || kind.is_some_and(|k| name.ends_with(k)))
                && name.chars().nth(2).is_some()
        };
        // 甲银行行长某某被免职。乙银行被罚款，董事长某某…: a body that was named since
        let since = match (row, list) {
            (None, Some(before)) => before.element.end.max(self.sentence_before(e.start)),
            (None, None) => self.sentence_before(e.start),
            _ => usize::MAX,
        };
        // 向乙公司出借资金: whom it is done to
        let object = |at: usize| self.folded.text[..at].ends_with(['向', '对', '与', '给', '从', '为', '和']);
        let told = |u: &&Pieces| {
            u.first().is_some_and(|p| p.0 > since && p.0 < e.start && !object(p.0))
                && !u.last().is_some_and(|p| punishes(&self.folded.text[p.1..e.start.max(p.1)]))
        };
        let told = focus.units().iter().rev().take_while(told);
        let mut bodies = told.chain(base.into_iter().filter(|_| chief)).chain(focus.bodies(e.start).filter(|_| named));
        // most titles head no body
        let holds = |u: &&Pieces| {
            let name = self.join(u);
            kinds.iter().copied().chain(kind).any(|k| has(&name, k))
        };
        let found = if kinds.is_empty() && kind.is_none() {
            None
        } else {
            bodies.find_map(|u| Some(u).filter(holds).and_then(|u| self.up_to(u, heads)))
        };
        if let Some(unit) = found {
            let near = base.as_slice();
            let unit = self.seated(unit, e.start, near, focus);
            // 所长 of 南关派出所 in the notice of a bureau
            let full = self.join(&unit);
            if let Some(home) = focus.home.first().filter(|_| ends(&full).is_empty() && self.is_part(&full)) {
                let section = Element { unit: unit.clone(), ..e.clone() };
                return (self.combine(home, &section, &full, focus), true);
            }
            return (unit, true);
        }
        let base = base.or(focus.base(e.start));
        // 董事长 where only the regulator stands near: of the firm that was named
        let strange = |u: &&Pieces| is_firm_post(title) && tells(&self.join(u));
        if row.is_none() && base.is_some_and(|u| strange(&u)) {
            let firm = focus.bodies(e.start).find(|u| is_firm(&self.join(u)));
            return firm.map_or((Pieces::new(), false), |u| (u.clone(), true));
        }
        match base {
            // 党组成员 after the head of a section: the party group is that of the department
            Some(unit) if is_departmental(title) && (row.is_none() || title.starts_with('总')) => {
                let full = self.join(unit);
                let section = rank(&full) >= DIVISION_RANK && self.bodies(unit).len() > 1;
                (if section { self.root(unit, &full, DIVISION_RANK, focus) } else { unit.clone() }, true)
            }
            // 财务科长 after the head of another section: the section is in the title
            Some(unit) if section_in(title).is_some_and(|s| self.is_section(unit, s)) => {
                let full = self.join(unit);
                (self.root(unit, &full, rank(&full), focus), true)
            }
            Some(unit) => (unit.clone(), true),
            None => (Pieces::new(), false),
        }
    }

    /// Whether a unit is a section of a body: one of the kind, or a department of any name.
    fn is_section(&self, unit: &Pieces, kind: &str) -> bool {
        let full = self.join(unit);
        full.ends_with(kind) || full.ends_with('部') && self.bodies(unit).len() > 1
    }

    /// Where the sentence begins that an offset stands in, as far as that is near.
    fn sentence_before(&self, at: usize) -> usize {
        const NEAR: usize = 450;
        let text: &str = &self.folded.text;
        let mut low = at.saturating_sub(NEAR);
        while !text.is_char_boundary(low) {
            low += 1;
        }
        last_mark(&text[low..at], |c| matches!(c, '。' | '；' | ';' | '！')).map_or(low, |i| low + i)
    }

    /// Where the bodies inside a unit end that the reader takes, piece by piece.
    fn ends_of<'s>(&'s self, unit: &'s Pieces, takes: impl Fn(usize) -> bool + 's) -> impl Iterator<Item = usize> + 's {
        let mut begun = 0;
        let pieces = unit.iter().map(move |&(a, b)| {
            begun += b - a;
            (a, b, begun - (b - a))
        });
        let words =
            pieces.flat_map(|(a, b, at)| self.hits.within(a, b).iter().map(move |hit| (hit, b, at + hit.end - a)));
        words.filter_map(move |(hit, b, end)| {
            let kind = hit.word.unit.filter(|k| !matches!(k, UnitKind::Place | UnitKind::PartyGroup))?;
            // 直属一中|队, 街道办|事处: a longer word goes on; 集团|有限公司 is a firm either way
            let goes_on = |h: Hit| {
                let firm = kind == UnitKind::Company && h.start == hit.start;
                h.start >= hit.start && !firm && h.end <= b && h.word.unit.is_some()
            };
            (hit.end <= b && takes(end) && !self.hits.across(hit.end).any(goes_on)).then_some(end)
        })
    }

    /// Where the bodies inside a unit end.
    fn bodies(&self, unit: &Pieces) -> Vec<usize> {
        let whole = unit.iter().map(|p| p.1 - p.0).sum();
        let mut out: Vec<usize> = self.ends_of(unit, |_| true).chain([whole]).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The unit up to the last body in it whose name ends so, if more than the end is written.
    fn up_to(&self, unit: &Pieces, ends: impl Fn(&str) -> bool) -> Option<Pieces> {
        let full = self.join(unit);
        let whole = Some(full.len()).filter(|_| ends(&full));
        let mut end = whole.or_else(|| self.ends_of(unit, |n| ends(&full[..n])).max())?;
        // 银行|股份有限公司
        if full[..end].ends_with("银行") {
            let form = ["股份有限公司", "有限责任公司", "有限公司"].iter().find(|f| full[end..].starts_with(**f));
            end += form.map_or(0, |f| f.len());
        }
        Some(prefix(unit, end))
    }

    /// 该局公路处, 我校, 其村: what is pointed to, and what is written after it.
    fn pointed(&self, e: &Element, rest: &str, own: bool, near: &[&Pieces], focus: &Focus) -> (Pieces, bool) {
        if rest.is_empty() || rest == "单位" {
            let unit = near.iter().copied().chain(focus.bodies(e.start)).next();
            return unit.map_or_else(|| (Pieces::new(), false), |u| (u.clone(), true));
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
                let section = Element { unit: suffix(&e.unit, rest.len()).collect(), ..e.clone() };
                (self.combine(base, &section, rest, focus), true)
            }
            _ => (e.unit.clone(), false),
        }
    }

    /// The body of this item whose name ends in what is written: 港务集团 → 鹭湾港务集团.
    fn longer(&self, written: &str, near: &[&Pieces], focus: &Focus) -> Option<Pieces> {
        if written.chars().count() < 3
            || rank(written) >= DIVISION_RANK
            || self.hits.is_unit(written) && !absolute(written)
        {
            return None;
        }
        let mut named = near.iter().copied().chain(focus.own_posts().iter().rev()).chain(&focus.home);
        let longer = |name: &str| name.len() > written.len() && name.ends_with(written);
        named.find_map(|u| self.join(u).contains(written).then(|| self.up_to(u, longer)).flatten())
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
        let noun = ALONE.of(written).max_by_key(|n| n.len())?;
        let rest = &written[noun.len()..];
        if pointer.is_none() && !rest.is_empty() {
            let end = e.unit.last()?.1;
            let known = |h: Hit| end - h.start == rest.len() && h.word.unit.is_some();
            let section = noun.chars().nth(1).is_some() && rank(rest) >= DIVISION_RANK;
            if !section && !self.hits.ending(end).any(known) || self.hits.is_unit(written) {
                return None;
            }
        }
        // 我校 of a notice that the text quotes, or of the notice itself
        let home = focus.unit().into_iter().chain(&focus.home).filter(|_| pointer == Some(true));
        // 另一起是一家医院骗保案，医院负责人某某: the one that the sentence names
        let since = self.sentence_before(e.start);
        let here = focus.units().iter().rev().take_while(|u| u.first().is_some_and(|p| p.0 > since));
        let here = here.filter(|u| u.last().is_some_and(|p| p.1 <= e.start));
        let mut named = home.chain(near.iter().copied()).chain(here).chain(focus.bodies(e.start));
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
        // 征地拆迁办公室 is the 拆迁办
        let office = written.ends_with('办') && full.strip_suffix("公室").is_some_and(|f| f.ends_with(written));
        if full.ends_with(written) || office {
            return base.clone();
        }
        // a police station is no part of another department; railways, forests and traffic have a police of their own
        let department = ["局", "委", "厅"].iter().any(|w| full.ends_with(w))
            && !["公安", "铁路", "林", "交通", "航", "民航", "港"].iter().any(|w| full.contains(w));
        if department && written.ends_with("派出所") {
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
        for body in [
            "人民法院",
            "人民检察院",
            "法院",
            "检察院",
            "全国人大",
            "全国政协",
            "人大常委会",
            "人大",
            "政协",
            "公安局",
            "协会",
            "联合会",
        ] {
            let Some(i) = find(&full, body) else { continue };
            let inner = match body {
                "全国人大" | "全国政协" | "人大" | "政协" | "人大常委会" | "协会" | "联合会" => {
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
        // 军委纪委 beside 装备发展部: both are of the commission
        if let Some(commission) = full.strip_suffix("纪委").filter(|f| f.ends_with('委') && written.ends_with('部'))
        {
            let mut out = prefix(base, commission.len());
            out.extend(e.unit.iter().copied());
            return out;
        }
        let committee =
            full.strip_suffix('委').is_some_and(|f| f.ends_with(['省', '市', '县', '区', '州', '旗', '盟', '工']));
        // 居委会 of 花桥社区
        if VILLAGE.iter().any(|w| written.starts_with(w)) || ["居", "监委会"].iter().any(|w| written.starts_with(w))
        {
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
                let unit = base.map_or_else(Pieces::new, |b| b.unit.clone());
                let title = e.unit.iter().chain(e.title.iter()).copied().collect();
                out.push(Post { unit, title, restored: true, element: e.clone() });
                continue;
            }
            // 党组书记、局长: whose party group it is, the post beside it tells
            let beside = (e.unit.is_empty() && title.starts_with('党') && out.is_empty() && near.is_none())
                .then(|| elements[1..].iter().take_while(|e| e.unit.is_empty()).find(|e| self.tells_body(e)))
                .flatten();
            let (mut unit, restored) = self.unit(beside.unwrap_or(e), out.last(), near, focus);
            // the head of a government has the place as its unit
            if e.kind == TitleKind::Head {
                let full = self.join(&unit);
                let place = full.strip_suffix("政府").map(|place| place.strip_suffix("人民").unwrap_or(place));
                if let Some(place) = place {
                    unit = prefix(&unit, place.len());
                }
            }
            // 桐坪镇党委 + 党委委员: the party body is said once
            if restored && (title.starts_with('党') || title.starts_with("纪委")) {
                for group in ["党委", "党组", "党支部", "党总支", "党工委", "纪委"] {
                    let full = self.join(&unit);
                    if full.ends_with(group) && (title.starts_with('党') || title.starts_with(group)) {
                        unit = prefix(&unit, full.len() - group.len());
                    }
                }
            }
            if unit.first().is_some_and(|u| self.folded.text[u.0..].starts_with('中')) {
                let full = self.join(&unit);
                if let Some(rest) = full.strip_prefix("中共").filter(|r| !r.starts_with("中央")) {
                    unit = suffix(&unit, rest.len()).collect();
                }
            }
            out.push(Post { unit, title: e.title.clone(), restored, element: e.clone() });
        }
        out
    }
}
