//! Posts and the names beside them: 「A局党组书记、局长甲，副局长乙」.

use crate::code::PostStatus;
use crate::lexicon::{Hit, Hits, TitleKind, UnitKind};
use crate::name::{is_han, Names};
use crate::place::{ends, join, prefix, Pieces};
use crate::segment::is_mark;
use crate::text::Folded;
use std::ops::Range;

/// A post as read, in pieces of the folded text.
#[derive(Clone, Debug)]
pub(crate) struct RawPost {
    pub unit: Pieces,
    pub title: (usize, usize),
    pub status: PostStatus,
    pub restored: bool,
    pub rank: Option<String>,
    pub start: usize,
    pub end: usize,
}

/// A named person in a sentence, with the posts that stand beside the name.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub name: (usize, usize),
    /// Where the phrase of posts and name begins and ends.
    pub start: usize,
    pub end: usize,
    pub posts: Vec<RawPost>,
    pub note: Option<(usize, usize)>,
}

/// What stood before in the document: the units that later ones lean on.
#[derive(Default, Clone)]
pub(crate) struct Focus {
    pub unit: Option<Pieces>,
    pub place: Option<Pieces>,
}

pub(crate) struct Phrases<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
    pub names: Names<'a>,
}

/// A mark between the members of a list.
fn joiner_len(s: &str) -> usize {
    s.chars().next().filter(|c| matches!(c, '、' | '兼' | '和' | '及' | '与')).map_or(0, char::len_utf8)
}

impl<'a> Phrases<'a> {
    pub fn new(folded: &'a Folded<'a>, hits: &'a Hits<'a>) -> Self {
        Self { folded, hits, names: Names { folded, hits } }
    }

    fn text(&self) -> &str {
        &self.folded.text
    }

    /// The titles of a range: the longest at each place.
    fn titles(&self, range: &Range<usize>) -> Vec<(Hit, TitleKind)> {
        let mut out: Vec<(Hit, TitleKind)> = Vec::new();
        for &hit in self.hits.within(range.start, range.end) {
            let Some(kind) = self.hits.title(hit) else { continue };
            if hit.end > range.end {
                continue;
            }
            // 委员|会, 常委|会, 局长|办公室: the word goes on as the name of a body
            let goes_on = |h: &Hit| h.end > hit.end && h.end - h.start >= 6 && self.hits.unit(*h).is_some();
            let rest = &self.text()[hit.end..];
            if rest.starts_with("办公")
                || rest.starts_with('会')
                || self.hits.within(hit.start.saturating_sub(24), hit.end).iter().any(goes_on)
            {
                continue;
            }
            // 山西省|长治市: the title stands across a place and the next
            if kind == TitleKind::Government
                && rest.chars().take(3).skip(1).any(|c| matches!(c, '市' | '县' | '区'))
                && !self.text()[..hit.start].ends_with(['省', '市', '县', '区'])
            {
                continue;
            }
            match out.last() {
                Some((last, _)) if hit.start >= last.start && hit.end <= last.end => {}
                Some((last, _)) if hit.start < last.end && hit.end > last.end => {
                    // overlap: the one that ends later is the title, what stands before belongs to the unit
                    out.pop();
                    out.push((hit, kind));
                }
                _ => out.push((hit, kind)),
            }
        }
        out
    }

    /// Where the unit before a title begins, at or after `low`.
    fn unit_start(&self, low: usize, title: usize) -> usize {
        let text = self.text();
        let mut start = low;
        for (i, c) in text[low..title].char_indices() {
            if is_mark(c) {
                start = low + i + c.len_utf8();
            }
        }
        if let Some(&(at, _)) = self.folded.breaks.iter().rev().find(|b| b.0 > start && b.0 < title) {
            // a space or a line break inside a unit is damage only when both sides are one word
            let whole = self.hits.within(at.saturating_sub(30), at).iter().any(|h| h.end > at);
            if !whole {
                start = at;
            }
        }
        for hit in self.hits.within(start, title) {
            if hit.end <= title && hit.start >= start && self.hits.is_stop(*hit) {
                let in_unit = |h: &Hit| {
                    (self.hits.unit(*h).is_some() || self.hits.title(*h).is_some())
                        && h.start <= hit.start
                        && h.end >= hit.end
                        && h.end - h.start > hit.end - hit.start
                };
                let near = self.hits.within(hit.start.saturating_sub(24), hit.end);
                if !near.iter().any(in_unit) {
                    start = hit.end;
                }
            }
        }
        if let Some(i) = text[start..title].rfind('的') {
            start += i + '的'.len_utf8();
        }
        if let Some(i) = text[start..title].find(['年', '月', '日']) {
            // 2020年5月16日莱西市…
            let head = &text[start..start + i];
            if !head.is_empty()
                && head.chars().all(|c| c.is_ascii_digit() || "零一二三四五六七八九十同当次".contains(c))
            {
                return self.unit_start(start + i + 3, title);
            }
        }
        loop {
            let rest = &text[start..title];
            let Some(c) = rest.chars().next() else { break };
            let leading = matches!(
                c,
                '对' | '由'
                    | '将'
                    | '给'
                    | '如'
                    | '在'
                    | '据'
                    | '和'
                    | '与'
                    | '及'
                    | '并'
                    | '被'
                    | '为'
                    | '任'
                    | '经'
                    | '兼'
                    | '把'
                    | '是'
                    | '系'
                    | '让'
                    | '向'
                    | '使'
                    | '从'
                    | '还'
                    | '也'
                    | '时'
                    | '以'
            );
            let own = [
                "如东", "如皋", "将乐", "任城", "任县", "任丘", "经济", "经开", "经贸", "和平", "和田", "和县", "对外",
                "与会", "任泽", "及第", "时代", "在线", "从化", "从江",
            ];
            if !leading || own.iter().any(|o| rest.starts_with(o)) {
                break;
            }
            start += c.len_utf8();
        }
        start
    }

    /// 原, 前, 时任, 现任 before a unit or a title.
    fn status_before(&self, low: usize, at: usize) -> Option<PostStatus> {
        let before = &self.text()[low..at];
        if before.ends_with("时任") {
            Some(PostStatus::Then)
        } else if before.ends_with("现任") {
            Some(PostStatus::Current)
        } else if before.ends_with("曾任") || before.ends_with("原任") {
            Some(PostStatus::Former)
        } else {
            None
        }
    }

    /// Reads the unit before a title: its range without 原 or 前, and the status they tell.
    fn unit(&self, low: usize, title: usize) -> (usize, usize, usize, Option<PostStatus>) {
        let text = self.text();
        let begin = self.unit_start(low, title);
        let mut status = self.status_before(low, begin);
        let (mut start, mut end) = (begin, title);
        for mark in ["原", "前任", "前"] {
            let own =
                ["原平", "原州", "原阳", "前郭", "前进", "前海"].iter().any(|o| text[start..title].starts_with(o));
            if text[start..title].starts_with(mark) && !own {
                start += mark.len();
                status = Some(PostStatus::Former);
                break;
            }
        }
        for mark in ["原任", "原", "前", "时任"] {
            if start < end && text[start..end].ends_with(mark) {
                end -= mark.len();
                status = Some(if mark == "时任" { PostStatus::Then } else { PostStatus::Former });
                break;
            }
        }
        if ["省原", "市原", "县原", "区原", "州原"].iter().any(|w| text[start..end].contains(w)) {
            status = Some(PostStatus::Former);
        }
        (begin, start, end, status)
    }

    /// The unit as a reader restores it.
    pub fn resolve(
        &self,
        own: (usize, usize),
        title: Option<(&str, TitleKind)>,
        base: Option<&Pieces>,
        focus: &Focus,
    ) -> (Pieces, bool) {
        let text = self.text();
        let u = &text[own.0..own.1];
        let base_text = base.map(|b| join(text, b));
        let place_of = |pieces: &Pieces| {
            let s = join(text, pieces);
            ends(&s).last().map(|&e| prefix(pieces, e))
        };
        let government = title.is_some_and(|t| t.1 == TitleKind::Government);
        if u.is_empty() {
            let Some(base) = base.or(focus.unit.as_ref()) else { return (Vec::new(), false) };
            let s = join(text, base);
            if government && !s.ends_with("政府") {
                return (place_of(base).unwrap_or_else(|| base.clone()), true);
            }
            return (base.clone(), true);
        }
        if let Some(rest) = u.strip_prefix(['该', '本']).filter(|rest| !rest.is_empty()) {
            if let Some(found) = self.antecedent(own.0, rest) {
                return (found, true);
            }
        }
        let places = base.and_then(&place_of).or_else(|| focus.place.clone());
        let first = u.chars().next().unwrap_or(' ');
        let local = matches!(first, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '村')
            && !["市场", "区域", "乡村", "省际", "市政工程", "镇江", "镇海", "乡镇", "州际"]
                .iter()
                .any(|w| u.starts_with(w));
        if local {
            for source in [places.as_ref(), focus.place.as_ref()].into_iter().flatten() {
                let s = join(text, source);
                if let Some(&e) = ends(&s).iter().rev().find(|&&e| s[..e].ends_with(first)) {
                    let mut pieces = prefix(source, e);
                    if own.0 + first.len_utf8() < own.1 {
                        pieces.push((own.0 + first.len_utf8(), own.1));
                    }
                    return (pieces, true);
                }
            }
            // 村党支部 of a township: the village has no name here
            return (vec![own], false);
        }
        let own_places = ends(u);
        // 某省原粮食局: 原 is no part of the name
        if let Some(&e) = own_places.iter().find(|&&e| u[e..].starts_with('原') && u.len() > e + 6) {
            return (vec![(own.0, own.0 + e), (own.0 + e + '原'.len_utf8(), own.1)], false);
        }
        if own_places.is_empty() {
            let national =
                ["中央", "国家", "全国", "中国", "最高", "国务院", "公安部", "中共"].iter().any(|w| u.starts_with(w));
            let kind = self.kind(own);
            if let (Some(base), Some(s)) = (base, &base_text) {
                if is_subunit(u) && !s.ends_with(u) && !national {
                    let mut pieces = base.clone();
                    pieces.push(own);
                    return (pieces, true);
                }
            }
            if !national
                && base.is_some()
                && matches!(
                    kind,
                    Some(
                        UnitKind::Department | UnitKind::Supervision | UnitKind::Government | UnitKind::PartyCommittee
                    )
                )
            {
                if let Some(mut pieces) = places {
                    pieces.push(own);
                    return (pieces, true);
                }
            }
            return (vec![own], false);
        }
        // a township in a case of a county
        let lowest = u[..own_places[0]].chars().next_back();
        if matches!(lowest, Some('镇' | '乡' | '村' | '道')) {
            if let Some(place) = &focus.place {
                let s = join(text, place);
                let above: Vec<usize> =
                    ends(&s).into_iter().filter(|&e| s[..e].ends_with(['省', '市', '县', '区', '旗', '州'])).collect();
                let township = ends(&s).into_iter().find(|&e| s[..e].ends_with(['镇', '乡']));
                let keep =
                    if lowest == Some('村') { township.or(above.last().copied()) } else { above.last().copied() };
                if let Some(e) = keep {
                    if !s[..e].contains(&u[..own_places[0]]) {
                        let mut pieces = prefix(place, e);
                        pieces.push(own);
                        return (pieces, true);
                    }
                }
            }
        }
        (vec![own], false)
    }

    /// What the ending of a unit says it is.
    pub fn kind(&self, own: (usize, usize)) -> Option<UnitKind> {
        let from = own.0.max(own.1.saturating_sub(36));
        let from = (from..own.1).find(|&i| self.text().is_char_boundary(i))?;
        let all = self.hits.within(from, own.1);
        all.iter().filter(|h| h.end == own.1).find_map(|h| self.hits.unit(*h))
    }

    /// The last unit before `at` that ends as `ending` does: what 该公司 stands for.
    fn antecedent(&self, at: usize, ending: &str) -> Option<Pieces> {
        let text = self.text();
        let mut low = at.saturating_sub(3000);
        while !text.is_char_boundary(low) {
            low += 1;
        }
        let mut end = at;
        while let Some(i) = text[low..end].rfind(ending) {
            let stop = low + i + ending.len();
            let start = self.unit_start(low, stop);
            let found = (start, stop);
            if stop - start > ending.len() + 3 && !text[start..stop].starts_with('该') {
                return Some(self.resolve(found, None, None, &Focus::default()).0);
            }
            end = low + i;
        }
        None
    }

    /// 「(女,中共党员)」 after a name or a title: what stands inside, and the end of the bracket.
    fn bracket(&self, at: usize) -> Option<((usize, usize), usize)> {
        let rest = &self.text()[at..];
        let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
        let close = rest.find([')', '）']).filter(|&i| i <= 240)?;
        let inside = (at + open.len_utf8(), at + close);
        Some((inside, at + close + rest[close..].chars().next()?.len_utf8()))
    }

    /// Everyone who stands beside a post in the sentence.
    pub fn read(&self, sentence: &Range<usize>, focus: &mut Focus) -> Vec<Mention> {
        let text = self.text();
        let mut out: Vec<Mention> = Vec::new();
        let mut low = sentence.start;
        let mut pending: Vec<RawPost> = Vec::new();
        let mut last_base: Option<Pieces> = None;
        for (hit, kind) in self.titles(sentence) {
            if hit.start < low {
                continue;
            }
            let (begin, start, mut end, mut status) = self.unit(low, hit.start);
            let mut title = (hit.start, hit.end);
            // 市纪委|书记: the discipline commission of a place is a unit, the one of a bureau belongs to the title
            for body in ["纪委监委", "纪工委", "纪委", "党工委", "工委", "政法委"] {
                if text[title.0..title.1].starts_with(body)
                    && text[start..end].ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡'])
                    && title.1 - title.0 > body.len()
                {
                    end = title.0 + body.len();
                    title.0 = end;
                }
            }
            // 体卫艺|室负责人, 疾控|中心主任: the body is a unit and the rest the title; a party group stays with its title
            let parts = self.hits.starting(title.0).iter().find(|h| {
                let word = &text[h.start..h.end];
                let group = ["党", "支部", "团", "村", "居委会", "人大", "政协", "妇联", "纪检", "纪委", "机关"]
                    .iter()
                    .any(|g| word.starts_with(g));
                h.end < title.1
                    && self.hits.unit(**h).is_some()
                    && !group
                    && self.hits.starting(h.end).iter().any(|t| t.end == title.1 && self.hits.title(*t).is_some())
            });
            if let Some(part) = parts.filter(|_| end == title.0) {
                end = part.end;
                title.0 = end;
            }
            let u = &text[start..end];
            let counted = u.contains('名')
                && u.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百多几数".contains(c));
            let vague = [
                "部分", "一些", "个别", "少数", "广大", "所有", "各级", "全体", "不少", "有的", "多数", "相关", "直接",
            ]
            .iter()
            .any(|w| u.starts_with(w) || u.ends_with(w));
            if u.chars().count() > 34 || counted || vague {
                pending.clear();
                low = hit.end;
                continue;
            }
            if let Some(last) = pending.last() {
                let between = &text[last.end..begin];
                let joined = between.is_empty()
                    || matches!(
                        between,
                        "、" | "兼"
                            | "和"
                            | "及"
                            | "与"
                            | "，"
                            | ","
                            | "并兼任"
                            | "兼任"
                            | "暨"
                            | "，兼"
                            | ",兼"
                            | "、原"
                            | "、现任"
                            | ",现任"
                            | "，现任"
                            | ",时任"
                            | "，时任"
                            | "、时任"
                    );
                if !joined {
                    pending.clear();
                }
            }
            if status.is_none() && !(u.is_empty() && pending.is_empty()) {
                // 原A局党组书记、局长: 原 goes for both; a new unit starts anew
                if let Some(last) = pending.last().filter(|_| u.is_empty()) {
                    status = Some(last.status);
                }
            }
            if kind == TitleKind::Weak && u.is_empty() && pending.is_empty() {
                low = low.max(sentence.start);
                if let Some(name) = self.weak_name(hit.end) {
                    let post = RawPost {
                        unit: vec![],
                        title,
                        status: PostStatus::Current,
                        restored: false,
                        rank: None,
                        start: begin,
                        end: hit.end,
                    };
                    out.push(Mention { name, start: begin, end: name.1, posts: vec![post], note: None });
                    low = name.1;
                }
                continue;
            }
            let title_text = &text[title.0..title.1];
            let base = pending.last().map(|p| &p.unit).filter(|u| !u.is_empty()).or(last_base.as_ref());
            let (unit, restored) = self.resolve((start, end), Some((title_text, kind)), base, focus);
            let mut after = hit.end;
            let mut rank = None;
            if let Some((inside, close)) = self.bracket(after) {
                let note = &text[inside.0..inside.1];
                if note.contains('级') && note.chars().count() <= 8 {
                    rank = Some(note.to_owned());
                    after = close;
                }
            }
            pending.push(RawPost {
                unit,
                title,
                status: status.unwrap_or(PostStatus::Current),
                restored,
                rank,
                start: begin,
                end: after,
            });
            low = after;
            let rest = &text[after..sentence.end.max(after)];
            let mut name_at = after;
            for word in ["同志", "：", ":"] {
                if rest.starts_with(word) {
                    name_at += word.len();
                }
            }
            if joiner_len(rest) > 0 && !rest.starts_with(['和', '与', '及']) {
                continue;
            }
            let Some(name_end) = self.names.read(name_at, kind == TitleKind::Weak).filter(|&e| e <= sentence.end)
            else {
                self.name_first(sentence, &mut pending, &mut out, &mut low);
                continue;
            };
            let first = pending.first().map_or(begin, |p| p.start);
            let posts = std::mem::take(&mut pending);
            if let Some(post) = posts.iter().find(|p| !p.unit.is_empty()) {
                last_base = Some(post.unit.clone());
                self.remember(&post.unit, focus);
            }
            let mut mention = Mention { name: (name_at, name_end), start: first, end: name_end, posts, note: None };
            self.after_name(&mut mention, focus);
            low = mention.end;
            // 甲、乙、丙 under one post
            let mut list = vec![mention];
            while let Some(next) = self.next_in_list(low, sentence.end) {
                let posts = list[0].posts.clone();
                let mut m = Mention { name: next, start: next.0, end: next.1, posts, note: None };
                self.after_name(&mut m, focus);
                low = m.end;
                list.push(m);
            }
            out.append(&mut list);
        }
        out
    }

    /// 教师尹某: a weak title without a unit names somebody only when the name is certain.
    fn weak_name(&self, at: usize) -> Option<(usize, usize)> {
        let end = self.names.read(at, true)?;
        (end - at >= 6).then_some((at, end))
    }

    /// 「徐某某，某局局长，…」: the name stands before its posts.
    fn name_first(&self, sentence: &Range<usize>, pending: &mut Vec<RawPost>, out: &mut Vec<Mention>, low: &mut usize) {
        let text = self.text();
        let (Some(first), Some(last)) = (pending.first(), pending.last()) else { return };
        let after = text[last.end..].chars().next();
        if !after.is_none_or(|c| matches!(c, ',' | '，' | '。' | ')' | '）' | ';' | '；')) {
            return;
        }
        let before = &text[sentence.start..first.start];
        let Some(head) = before.strip_suffix(['，', ',', '(', '（']) else { return };
        let start =
            head.char_indices().rev().find(|(_, c)| !is_han(*c) && *c != '·').map_or(0, |(i, c)| i + c.len_utf8());
        let at = sentence.start + start;
        let end = sentence.start + head.len();
        if end > at && self.names.read(at, false) == Some(end) && !out.iter().any(|m| m.name.0 == at) {
            let (start, stop) = (at, last.end);
            out.push(Mention { name: (at, end), start, end: stop, posts: std::mem::take(pending), note: None });
            *low = stop;
        }
    }

    /// 同志, a bracket with notes or posts after the name.
    fn after_name(&self, mention: &mut Mention, focus: &mut Focus) {
        let text = self.text();
        if text[mention.end..].starts_with("同志") {
            mention.end += "同志".len();
        }
        let Some((inside, close)) = self.bracket(mention.end) else { return };
        mention.note = Some(inside);
        mention.end = close;
        let mut low = inside.0;
        for (hit, kind) in self.titles(&(inside.0..inside.1)) {
            if hit.start < low || kind == TitleKind::Weak {
                continue;
            }
            let (begin, start, end, status) = self.unit(low, hit.start);
            let base = mention.posts.last().map(|p| p.unit.clone());
            let title = (hit.start, hit.end);
            let (unit, restored) =
                self.resolve((start, end), Some((&text[title.0..title.1], kind)), base.as_ref(), focus);
            mention.posts.push(RawPost {
                unit,
                title,
                status: status.unwrap_or(PostStatus::Current),
                restored,
                rank: None,
                start: begin,
                end: hit.end,
            });
            low = hit.end;
        }
    }

    /// Another name after 、 or 和, with no post of its own.
    pub fn next_in_list(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        let text = self.text();
        if at >= limit {
            return None;
        }
        let len = joiner_len(&text[at..limit]);
        if len == 0 || text[at..].starts_with('兼') {
            return None;
        }
        let start = at + len;
        let end = self.names.read(start, true)?;
        let next = &text[end..limit.max(end)];
        let closed = next.is_empty()
            || next.starts_with(|c: char| is_mark(c) || "等和及与分均因被受的在违".contains(c))
            || self.hits.starting(end).iter().any(|h| self.hits.measure(*h).is_some() || self.hits.is_follow(*h));
        (end <= limit && closed).then_some((start, end))
    }

    /// Keeps a unit and its place for those that lean on it.
    pub fn remember(&self, unit: &Pieces, focus: &mut Focus) {
        let s = join(self.text(), unit);
        if let Some(&e) = ends(&s).last() {
            focus.place = Some(prefix(unit, e));
        }
        focus.unit = Some(unit.clone());
    }
}

/// Whether a unit without a place is a part of the body before it (科, 股, 大队), not a sibling (局, 中心).
fn is_subunit(u: &str) -> bool {
    u.ends_with(['科', '股', '室', '处', '组', '所', '站', '队', '司', '庭', '部']) && !u.ends_with("办公室主")
        || u.ends_with("车间")
        || u.ends_with("支部")
        || u.ends_with("办公室")
}
