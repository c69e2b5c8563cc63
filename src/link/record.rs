//! What is written down once the target of a measure is known.

use super::organ::NEAR;
use super::{Figure, Link, Linker, Who};
use crate::body::{self, Act, Body, Kind};
use crate::code::{Basis, Family, Measure, MeasureStatus};
use crate::distribute::{deal, Deal};
use crate::measure::MeasureHit;
use crate::place::{ends, join, Pieces};
use crate::segment::{after_mark, is_mark, is_terminal};
use crate::target::{count, Crowd, Target};
use crate::words::{find, has, places, rfind};
use std::cell::LazyCell;
use std::iter;
use std::ops::Range;

/// Words before a measure that was taken before, besides 曾.
const PRIOR: &[&str] = &["此前因", "受过"];

impl Linker<'_> {
    /// Records a list of measures against its targets.
    pub(super) fn record(
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
        let section = self.semicolon(body.start, start).unwrap_or(body.start);
        let lead = &text[from..start];
        let clause = &text[section..start];
        // 三、建议给予行政处罚的单位和个人：对…
        let held = &self.held;
        let proposal = if held.may("建议") { rfind(&text[body.start..start], "建议") } else { None };
        let proposed = proposal.is_some_and(|i| {
            let colon = || ["：", ":"].iter().filter_map(|c| find(&text[body.clone()], c)).min();
            let head = || colon().filter(|&i| i < start - body.start);
            body.start + i >= section || head().is_some_and(|i| has(&text[body.start..body.start + i], "建议"))
        });
        let prior = |i: usize| ["因", "被", "受", "于"].iter().any(|w| lead[i + '曾'.len_utf8()..].starts_with(w));
        let status = if self.proposals || proposed || held.has(clause, "拟") {
            MeasureStatus::Proposed
        } else if held.may("曾") && places(lead, "曾").any(prior) || PRIOR.iter().any(|w| held.has(lead, w)) {
            MeasureStatus::Prior
        } else {
            MeasureStatus::Decided
        };
        let apart = held.has(lead, "分别") || held.has(lead, "依次");
        // 甲等3人分别受到警告、记过、降级: what is his is not told
        let several = apart && list.iter().any(|m| m.start != start);
        let some = |t: &&Target| !(several && t.crowd.is_some());
        let people: Vec<usize> = goal.iter().filter(some).flat_map(|t| t.people.iter().copied()).collect();
        let dealt = deal(text, list, people.len(), apart);
        if dealt == Deal::Ambiguous {
            self.out.ambiguous.push((start, list[list.len() - 1].end));
            return;
        }
        let case = self.out.cases.len().checked_sub(1);
        let figures = self.out.figures.len();
        let mut restored: Vec<(usize, Vec<Pieces>)> = Vec::new();
        for (n, hit) in list.iter().enumerate() {
            let own = matches!(
                hit.measure,
                Measure::ConfiscationOfGains
                    | Measure::ReferralForProsecution
                    | Measure::DelegateTermination
                    | Measure::Restitution
            );
            let (decided, approved) = self.deciders(hit, own, from, body.start);
            for i in [decided, approved].into_iter().flatten() {
                if restored.iter().all(|(known, _)| *known != i) {
                    restored.push((i, self.restored_body(&self.bodies[i])));
                }
            }
            let units = |i: Option<usize>| {
                restored.iter().find(|(known, _)| i == Some(*known)).map_or_else(Vec::new, |(_, units)| units.clone())
            };
            let (decided_by, approved_by) = (units(decided), units(approved));
            let apart = matches!(dealt, Deal::Shares(_));
            // the court that tried these people, named in an earlier paragraph
            let court = self.court.as_ref().filter(|c| {
                decided_by.is_empty()
                    && hit.measure.family() == Family::Sentence
                    && people.iter().any(|p| c.1.contains(p))
            });
            let decided_by = match court {
                Some((b, ..)) => b.units.clone(),
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
                // 查处 counts cases; a seat that ends by itself is no measure
                if hit.measure == Measure::CaseHandled
                    || hit.measure == Measure::DelegateTermination && self.left(p, start)
                    || matches!(&dealt, Deal::Shares(shares) if !shares[k].contains(&n))
                {
                    continue;
                }
                let (basis, rule) = if apart { (Basis::Distributed, "link/in-order") } else { (basis, rule) };
                self.out.links.push(link(Who::Person(p), basis, rule));
                self.listed.remove(&p);
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
                    let figured = &mut self.figured[usize::from(count.people)];
                    if n == 0 {
                        figured.clear();
                    }
                    figured.push(hit.clone());
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
                    if crowd.number != Some((crowd.start, crowd.end)) {
                        self.crowd = Some(self.words(crowd));
                    }
                    self.out.links.push(link(
                        Who::Group { words: self.words(crowd), count: crowd.count.map(|c| c.value) },
                        basis,
                        rule,
                    ));
                }
            }
        }
        if self.out.figures.len() > figures {
            for crowd in goal.iter().filter_map(|t| t.crowd.as_ref()) {
                self.shares(body, crowd, list);
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

    /// Whether somebody is told to have moved away or died: 甲调离本行政区域, whose seat ends by itself.
    fn left(&self, person: usize, at: usize) -> bool {
        const LEFT: &[&str] = &["调离", "已调离", "去世", "逝世", "因病去世", "病故"];
        /// No farther back, in bytes.
        const NEAR: usize = 3000;
        let case = self.out.cases.last().map_or(0, |c| c.start).max(at.saturating_sub(NEAR));
        let told = self.people.within(&(case..at)).iter().filter(|m| m.person == person);
        told.into_iter().any(|m| LEFT.iter().any(|w| self.text()[m.end..].starts_with(w)))
    }

    /// 立案厅局级干部62人、县处级干部743人, 处理1564人（其中，县处级干部87人）: counts in a row after the first that
    /// have no measure of their own.
    fn shares(&mut self, body: &Range<usize>, crowd: &Crowd, list: &[MeasureHit]) {
        const STRONG: &[&str] =
            &["（其中", "(其中", "（包括", "(包括", "（含", "，其中", ",其中", "；其中", "，含", ",含", "、"];
        const NOUNS: &[&str] = &["问题", "干部", "人员", "级", "以下", "以上", "书记", "主任"];
        let text = self.text();
        let mut at = crowd.end;
        let Some(people) = crowd.count.map(|c| c.people) else { return };
        while at < body.end {
            let rest = text[at..body.end].trim_start_matches(['）', ')']);
            let strong = STRONG.iter().find(|w| rest.starts_with(**w)).map(|w| w.len());
            let step = strong.or_else(|| rest.starts_with('，').then_some('，'.len_utf8()));
            let Some(step) = step else { return };
            let from = body.end - rest.len() + step;
            let mark = text[from..body.end].chars().next().filter(|c| matches!(c, '，' | ',' | '：' | ':'));
            let from = from + mark.map_or(0, char::len_utf8);
            let reach = text[from..body.end]
                .char_indices()
                .take(40)
                .find(|&(_, c)| is_mark(c) && !matches!(c, '“' | '”' | '"' | '、'));
            let area = &text[from..reach.map_or(body.end, |(i, _)| from + i)];
            let number = area.char_indices().take(40).find_map(|(i, c)| {
                (c.is_ascii_digit() || matches!(c, '近' | '超' | '逾' | '约' | '共'))
                    .then(|| count(text, from + i).map(|n| (i, n)))
                    .flatten()
            });
            let Some((i, (end, part))) = number.filter(|n| n.1 .1.people == people) else { return };
            let noun = &area[..i];
            let own = self.hits.within(from, from + i).iter().any(|h| h.word.measure.is_some());
            if own || strong.is_none() && !NOUNS.iter().any(|n| noun.ends_with(n)) {
                return;
            }
            for hit in list {
                self.out.figures.push(Figure {
                    count: part.value,
                    approximate: part.approximate,
                    measure: hit.measure,
                    who: (from, end),
                    start: from,
                    end,
                });
            }
            at = end;
        }
    }

    /// 其中省部级5人，地厅级40人; 其中违规吃喝问题841起: parts of the figure before.
    pub(super) fn parts(&mut self, crowds: &[Target]) {
        for t in crowds {
            let Some(crowd) = t.crowd.as_ref() else { continue };
            let Some(count) = crowd.count else { continue };
            for hit in &self.figured[usize::from(count.people)] {
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

    /// 违规吃喝问题2614起, in a text about cases that were handled: their kinds, without the verb.
    pub(super) fn kinds(&mut self, body: &Range<usize>, crowds: &[Target]) {
        /// How many figures back cases must have been counted.
        const FIGURES: usize = 64;
        /// What the kinds are called.
        const KINDS: &[&str] = &[
            "违规",
            "违反",
            "形式主义",
            "官僚主义",
            "享乐主义",
            "奢靡",
            "公款",
            "大操大办",
            "省部级",
            "地厅级",
            "厅局级",
            "县处级",
            "乡科级",
            "乡镇",
            "楼堂馆所",
            "私车公养",
            "公车私用",
            "收送",
            "收受",
            "吃喝",
            "文山会海",
            "其他",
        ];
        /// Problems that are told of otherwise.
        const OTHER: &[&str] =
            &["发现", "收到", "受理", "举报", "线索", "整改", "移送", "反映", "排查", "化解", "通报", "曝光", "典型"];
        let text = self.text();
        let words = &text[body.clone()];
        if !self.statistic || !has(words, "问题") || OTHER.iter().any(|w| has(words, w)) {
            return;
        }
        let mut figures = self.out.figures.iter().rev().take(FIGURES);
        if !figures.any(|f| f.measure == Measure::CaseHandled) {
            return;
        }
        for crowd in crowds.iter().filter_map(|t| t.crowd.as_ref()) {
            let Some(count) = crowd.count.filter(|c| !c.people && text[..crowd.end].ends_with('起')) else { continue };
            let number = crowd.number.map_or(crowd.end, |n| n.0);
            let kind = after_mark(&text[body.start..number.max(body.start)], is_mark);
            let kind = kind.strip_prefix("其中").unwrap_or(kind);
            // 问题最为集中，共4806起
            let most = kind.is_empty() && ["最为集中", "最多", "最突出"].iter().any(|w| has(words, w));
            if !most && !KINDS.iter().any(|w| kind.starts_with(w)) {
                continue;
            }
            let told = self.out.figures.iter().rev().take_while(|f| f.end > body.start);
            if told.into_iter().all(|f| f.who.1 != crowd.end) {
                self.out.figures.push(Figure {
                    count: count.value,
                    approximate: count.approximate,
                    measure: Measure::CaseHandled,
                    who: (crowd.start, crowd.end),
                    start: crowd.start,
                    end: crowd.end,
                });
            }
        }
    }

    /// Remembers the last group of the sentences without a measure, when a number alone may be a part of it.
    pub(super) fn recall(&mut self) {
        while let Some((body, chains, named)) = self.passed.pop() {
            let crowds = self.crowds(&body, &chains, &named);
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
    pub(super) fn words(&self, crowd: &Crowd) -> Pieces {
        let noun = |p: Option<(usize, usize)>| p.filter(|p| p.1 < crowd.end);
        // 该公司董事长甲等5名高管: the group is those of the unit
        if let Some(own) = crowd.noun {
            let first = self.people.within(&(crowd.start..crowd.end)).first().map(|m| m.person);
            let unit = first.and_then(|p| self.posts_of(p).next()).map(|p| p.unit.clone()).filter(|u| !u.is_empty());
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
        let own: Pieces = match noun(crowd.number) {
            Some((a, b)) => [(crowd.start, a), (b, crowd.end)].into_iter().filter(|p| p.0 < p.1).collect(),
            None => Pieces::one(crowd.start, crowd.end),
        };
        if crowd.number == Some((crowd.start, crowd.end)) {
            return own;
        }
        self.with_unit(own)
    }

    /// 园长, 其负责人, 该局科长: the group is named with the unit that the text speaks of.
    fn with_unit(&self, own: Pieces) -> Pieces {
        let text = self.text();
        let name = join(text, &own);
        let Some(&(a, b)) = own.first() else { return own };
        let units = || {
            let recent = self.focus.units().iter().rev().take(NEAR).chain(self.focus.unit());
            recent.chain(self.focus.posts().iter().rev().take(NEAR))
        };
        let before = |u: &&Pieces| u.last().is_some_and(|p| p.1 <= a);
        if let Some(rest) = text[a..b].strip_prefix("该") {
            // 该局 is the last one that ends so
            let kind = rest.chars().next().map_or(0, char::len_utf8);
            let whole = units().filter(before).find(|u| join(text, u).ends_with(&rest[..kind]));
            return match whole {
                Some(unit) => {
                    unit.iter().copied().chain([(b - rest.len() + kind, b)]).chain(own[1..].iter().copied()).collect()
                }
                None => own,
            };
        }
        let mut from = a;
        if text[a..b].starts_with('其') && !["其他", "其余", "其中", "其它"].iter().any(|w| text[a..b].starts_with(w))
        {
            from += '其'.len_utf8();
        } else if name.chars().count() > 2 || ["矿主", "村民", "考生", "社员", "党员", "干部"].contains(&&*name)
        {
            return own;
        }
        // 园长 is the head of a 园
        let head = name.strip_suffix('长').and_then(|n| n.chars().next());
        let headed = |u: &&Pieces| {
            head.is_none_or(|k| {
                let unit = join(text, u);
                unit.ends_with(k) || k == '校' && unit.ends_with('学')
            })
        };
        match units().filter(headed).find(before) {
            Some(unit) => unit.iter().copied().chain([(from, b)]).chain(own[1..].iter().copied()).collect(),
            None => own,
        }
    }

    /// The names of a body with what they leave out.
    fn restored_body(&self, b: &Body) -> Vec<Pieces> {
        /// How many bodies before are kept in mind.
        const NAMED: usize = 60;
        /// No paragraph tells of more measures than these before it tells of the first sentence.
        const MOST: usize = 64;
        let text = self.text();
        let focus = &self.focus;
        let first = self.bodies.iter().rev().take(NAMED).filter_map(|b| b.units.first());
        let beside = first.map(|u| self.restorer.place_of(&body::bare(text, u)));
        let beside = LazyCell::new(|| beside.collect::<Vec<Pieces>>());
        let places = || {
            let told = focus.places(b.start).filter(|p| self.person_at(p[0].0).is_none());
            iter::once(&beside).flat_map(|places| places.iter()).chain(told)
        };
        // 法院 in a paragraph below is another court when the one named there has tried its man
        let court = |owner: &&Pieces| {
            let line = |at: usize| self.folded.line_start(at)..self.folded.line_end(at);
            let tried = |line: Range<usize>| {
                let links = &self.out.links[self.out.links.partition_point(|l| l.hit.start < line.start)..];
                let mut links = links.iter().take(MOST).take_while(|l| l.hit.start < line.end);
                links.any(|l| matches!(l.who, Who::Person(_)) && l.hit.measure.family() == Family::Sentence)
            };
            // 最高人民法院 issues rules
            let seated = !ends(&join(text, owner)).is_empty();
            b.kind != Kind::Court
                || seated && owner.last().is_some_and(|p| line(p.0).contains(&b.start) || !tried(line(p.0)))
        };
        let owners = || focus.bodies(b.start).filter(court);
        let named = |u: &Pieces| body::restored(self.folded, u, places(), owners(), &focus.home);
        b.units.iter().map(named).collect()
    }

    /// Which of the bodies decided and which approved a measure.
    fn deciders(&self, hit: &MeasureHit, own: bool, from: usize, sentence: usize) -> (Option<usize>, Option<usize>) {
        let text = self.text();
        let words = &text[hit.start..hit.end];
        let near = |b: &Body| {
            b.start >= sentence && b.end <= hit.start && !text[b.end..hit.start].contains(['，', ',', '；', ';'])
        };
        // 决定给予…处分，终止其代表资格: one decision, when no other body is named in it
        let alone = self.bodies.iter().filter(|b| b.act != Act::Approves && b.start >= sentence).count() == 1;
        let decision = |b: &Body| {
            alone && b.start >= sentence && b.end <= hit.start && self.held.has(&text[b.end..hit.start], "决定")
        };
        let before =
            |b: &&Body| b.start < hit.end && (!own || b.start >= from || b.orders(hit.measure, words) || decision(b));
        // 受到, 被 without an agent do not go on with the body of an earlier sentence
        let lead = &text[from.min(hit.start)..hit.start];
        // 受|贿, 受|让: no passive
        let verb = |i: &usize| {
            !lead[i + '受'.len_utf8()..].starts_with(['贿', '让', '托', '害', '益', '理', '审', '骗', '告'])
        };
        let voice = ["被", "受"].iter().filter(|w| self.held.may(w)).filter_map(|w| rfind(lead, w)).max().filter(verb);
        let passive = voice.filter(|i| lead[*i..].chars().count() <= 12 && hit.measure.family() != Family::Sentence);
        // 被县监委留置，被免去职务: nor with the agent of another verb
        let stage = hit.measure.family() == Family::Procedure;
        let goes_on = |b: &&Body| {
            passive.is_none_or(|i| b.start >= sentence && (stage || b.act != Act::DecidesHere || b.end > from + i))
        };
        let last = |fits: &dyn Fn(&&Body) -> bool| self.bodies.iter().rposition(|b| before(&b) && fits(&b));
        let decided = last(&|b| goes_on(b) && b.act != Act::Approves && b.takes(hit.measure, words, near(b)));
        let approved = if own { None } else { last(&|b| b.act == Act::Approves) };
        // 经A研究并报B批准，由C给予: B approved what A decided
        let others = |a: &Body| {
            let beside = |b: &Body| b.end <= a.start && !text[b.end..a.start].contains(is_terminal);
            self.bodies.iter().any(|b| b.act != Act::Approves && beside(b))
        };
        let approved = approved.filter(|&a| {
            let a = &self.bodies[a];
            decided.is_none_or(|d| a.start > self.bodies[d].start || !others(a))
        });
        (decided, approved)
    }
}
