//! Who holds which post, and the places and units that elided ones lean on.

use super::sentence::{is_clause, is_whole, Sentence};
use super::Linker;
use crate::code::PostStatus;
use crate::lexicon::{Hit, TitleKind, UnitKind};
use crate::place::{ends, join, Pieces};
use crate::post::{Chain, Known};
use crate::restore::Post;
use crate::segment::is_mark;
use crate::text::Break;
use crate::words::{has, places};

impl Linker<'_> {
    /// The body that a sentence begins with is what its case is about.
    pub(super) fn about(&mut self, told: &Sentence) {
        /// More names of bodies do not stand in one clause.
        const MOST: usize = 16;
        /// What 各 is said of.
        const EACH: [char; 13] = ['级', '部', '单', '地', '有', '县', '区', '市', '乡', '镇', '村', '学', '所'];
        let text = self.text();
        let body = &told.body;
        // a heading tells whose notice it is: `home`
        if told.depth.is_none()
            && ["通报", "决定", "通知", "公告", "报告", "情况"].iter().any(|w| text[body.clone()].ends_with(w))
        {
            return;
        }
        // 经查，乙公司…: not beside what the heading of the case named
        let lead = if self.focus.own().is_none() { lead(&text[body.clone()]) } else { 0 };
        let body = &(body.start + lead..body.end);
        let stop = text[body.clone()].find(['，', ',', '。', '、']).map_or(body.end, |i| body.start + i);
        // ——某局：让企业“跑断腿”: whose case it is, and what is told of it
        let colon = text[body.start..stop].find(['：', ':']).map_or(stop, |i| body.start + i);
        let headed = self.hits.within(body.start, colon).iter().any(|h| h.word.unit.is_some() && h.end == colon);
        let stop = if headed { colon } else { stop };
        let unit = |h: &&Hit| {
            h.end <= stop
                && h.end - h.start >= 3
                && h.word.unit.is_some_and(|k| k != UnitKind::Place)
                && is_whole(text, **h)
        };
        let closes: Vec<usize> =
            self.hits.within(body.start, stop).iter().filter(unit).take(MOST).map(|h| h.end).collect();
        let mut named = closes.iter().rev().map(|&end| (self.posts.unit_start(body.start, end, Known::Guess), end));
        let Some(last) = named.next() else { return };
        // the last of those that the sentence begins with
        let first = if last.0 == body.start { None } else { named.find(|n| n.0 == body.start) };
        // 县审计局对乙局开展审计: the body that is looked into
        let (start, end) = first
            .filter(|f| !looks_into(&text[f.0..f.1], &text[f.1..last.0.max(f.1)], &text[last.1..]))
            .unwrap_or(last);
        let full = &text[start..end];
        // 渌江县人民法院 after the full name says no more
        let tail = full.char_indices().rev().nth(3).map_or(full, |(i, _)| &full[i..]);
        let told = self.focus.unit().is_some_and(|u| {
            let old = join(text, u);
            old.len() >= full.len() && old.ends_with(tail)
        });
        // 松汀监狱党委: the sections are those of the prison
        let organ = ["党委", "党组", "党总支", "党支部"].iter().find(|o| full.ends_with(**o)).map_or(0, |o| o.len());
        let inner = !full[..full.len() - organ].ends_with(['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村']);
        let end = if inner { end - organ } else { end };
        let full = &text[start..end];
        // 各县区, 全市各级; 下各镇 is a place
        let each = |i: usize| i == 0 || full[i + '各'.len_utf8()..].starts_with(EACH);
        let vague = || has(full, "纪委") || places(full, "各").any(each);
        if !told && !vague() && !is_clause(full) && start < end && (!ends(full).is_empty() || full.chars().count() >= 5)
        {
            self.focus.tell(Pieces::one(start, end));
        }
    }

    /// Whether the posts of the sentence may be those of whom the text speaks: 担任乙局局长期间.
    pub(super) fn asks(&self, told: &Sentence) -> bool {
        told.chains.iter().any(|c| c.names.is_empty() && self.text()[told.body.start..c.start].ends_with('任'))
    }

    /// Gives the posts of the sentence to the people who hold them, units restored.
    pub(super) fn hold(&mut self, told: &Sentence) {
        let text = self.text();
        let (body, chains) = (&told.body, &told.chains);
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
            // 被告人均为乡镇干部: a word for people names no body anew
            let people = |p: &Post| chain.names.is_empty() && p.restored && p.element.kind == TitleKind::Worker;
            if !posts.iter().all(people) {
                self.notice(&posts);
            }
            if chain.names.is_empty() {
                self.held(told, chain, &posts);
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
            if list.is_empty() {
                list = posts;
            } else {
                list.extend(posts);
            }
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

    pub(super) fn person_at(&self, at: usize) -> Option<usize> {
        self.people.mentions.binary_search_by_key(&at, |m| m.start).ok().map(|i| self.people.mentions[i].person)
    }

    pub(super) fn give(&mut self, person: usize, posts: &[Post]) {
        self.out.posts[person].extend(posts.iter().filter(|p| p.element.kind != TitleKind::Label).cloned());
    }

    /// Posts in the brackets after a name: （现任县气象局副局长）.
    pub(super) fn noted(&mut self, person: usize, note: (usize, usize)) {
        let text = self.text();
        let content = &text[note.0..note.1];
        let starts = ["现任", "时任", "曾任", "原任", "现为", "原", "系", "兼"].iter().any(|w| content.starts_with(w));
        for chain in self.posts.chains_within(&(note.0..note.1), self.known) {
            if !chain.names.is_empty() || !starts && chain.start != note.0 || chain.end < note.1 && !starts {
                continue;
            }
            let posts = self.restorer.row(&chain.elements, &self.out.posts[person], &self.focus);
            self.give(person, &posts);
        }
    }

    /// Posts without a name beside them: 徐某某,某县卫健委主任,…; 甲担任乙局局长期间.
    pub(super) fn held(&mut self, told: &Sentence, chain: &Chain, posts: &[Post]) {
        let text = self.text();
        let body = &told.body;
        let before = &text[body.start..chain.start];
        let rest = &text[chain.end..body.end];
        // 甲系某局局长
        let said = before.strip_suffix('系').unwrap_or(before);
        // 甲系聘用人员: what kind of staff he is
        if said.len() < before.len() && posts[0].element.kind == TitleKind::Worker && posts[0].restored {
            return;
        }
        let bare = said.trim_end_matches(['，', ',', '：', ':', '(', '（']);
        let end = body.start + bare.len();
        let space = |at: usize| self.folded.break_at(at) == Some(Break::Space);
        if bare.len() < before.len() || space(chain.start) {
            // the name may be parted from the posts by biography: 男,汉族,1971年3月出生
            let mut at = end;
            loop {
                if let Some(m) = self.people.within(body).iter().find(|m| m.end == at) {
                    let opens = m.start == body.start || text[body.start..m.start].ends_with(is_mark) || space(m.start);
                    if opens && (rest.starts_with(is_mark) || space(chain.end)) {
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
            let topic = if told.depth.is_none() { &self.topic[..] } else { &[] };
            let person = person.map(|m| m.person).or(topic.first().copied().filter(|_| topic.len() == 1));
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
    pub(super) fn notice(&mut self, posts: &[Post]) {
        // the posts of a row have one unit as a rule
        let (mut unit, mut place) = (&Pieces::new(), Pieces::new());
        for post in posts {
            // 全局干部职工 are those of the bureau named before
            if post.unit.is_empty()
                || self.text()[post.unit[0].0..].starts_with('全') && !self.text()[post.unit[0].0..].starts_with("全国")
            {
                continue;
            }
            if post.unit != *unit {
                (unit, place) = (&post.unit, self.restorer.place_of(&post.unit));
            }
            if !place.is_empty() {
                self.focus.name_place(place.clone());
            }
            self.focus.name_post(post.unit.clone());
        }
        self.focus.trim();
    }
}

/// Whether a body is named as the one that looks into another, by what joins them and what follows.
fn looks_into(body: &str, joint: &str, rest: &str) -> bool {
    let inspector = ["审计", "巡察", "巡视", "督查", "督察", "督导", "检查", "纪检", "监察", "纪委", "监委"];
    matches!(joint, "对" | "在对")
        && ["开展", "进行", "实施"].iter().any(|w| rest.starts_with(w))
        && inspector.iter().any(|w| has(body, w))
}

/// How long what stands in front of the first clause is: 2018年4月，, 经查，.
fn lead(sentence: &str) -> usize {
    /// No lead has more characters.
    const LONGEST: usize = 16;
    let mut marks = sentence.char_indices().take(LONGEST).filter(|(_, c)| matches!(c, '，' | ','));
    let Some((i, mark)) = marks.next() else { return 0 };
    let told = &sentence[..i];
    let when = told.starts_with(|c: char| c.is_ascii_digit()) && told.ends_with(['年', '月', '日', '间']);
    let found = ["经查", "经查明", "经调查", "据悉", "据了解", "调查发现"].contains(&told);
    if when || found {
        i + mark.len_utf8()
    } else {
        0
    }
}

/// Whether a clause between a name and a post is a line of biography.
pub(super) fn biography(item: &str) -> bool {
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
