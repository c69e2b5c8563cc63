//! What is written down once the target of a measure is known.

use super::{Figure, Link, Linker, Who};
use crate::body::{self, Act, Body};
use crate::code::{Basis, Family, Measure, MeasureStatus};
use crate::distribute::{deal, Deal};
use crate::measure::MeasureHit;
use crate::place::Pieces;
use crate::target::{Crowd, Target, Targets};
use crate::words::{any, list, List};
use once_cell::sync::Lazy;
use std::ops::Range;

/// Words before a measure that was taken before.
static PRIOR: Lazy<List> = Lazy::new(|| list(["曾因", "曾被", "曾受", "曾于", "此前因", "受过"]));

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
        // one search for each mark: a search for several at once reads every character of a long sentence
        let section = ['；', ';'].iter().filter_map(|&c| text[body.start..start].rfind(c)).max();
        let section = section.map_or(body.start, |i| body.start + i);
        let lead = &text[from..start];
        let clause = &text[section..start];
        // 三、建议给予行政处罚的单位和个人：对…
        let colon = ['：', ':'].iter().filter_map(|&c| text[body.clone()].find(c)).min();
        let head = colon.map_or("", |i| &text[body.start..body.start + i]);
        let proposed = self.proposals || head.contains("建议") && head.len() < start - body.start;
        let status = if proposed || clause.contains('拟') || clause.contains("建议") {
            MeasureStatus::Proposed
        } else if any(&PRIOR, lead) {
            MeasureStatus::Prior
        } else {
            MeasureStatus::Decided
        };
        let people: Vec<usize> = goal.iter().flat_map(|t| t.people.iter().copied()).collect();
        let apart = lead.contains("分别") || lead.contains("依次");
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
    pub(super) fn parts(&mut self, crowds: &[Target]) {
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
    pub(super) fn recall(&mut self) {
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
    pub(super) fn words(&self, crowd: &Crowd) -> Pieces {
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
    pub(super) fn deciders(
        &self,
        hit: &MeasureHit,
        own: bool,
        from: usize,
        sentence: usize,
    ) -> (Vec<Pieces>, Vec<Pieces>) {
        let places = || {
            let named = self.bodies.iter().rev().filter_map(|b| b.units.first()).map(|u| self.restorer.place_of(u));
            named.chain(self.focus.places.iter().rev().cloned())
        };
        let full = |b: &Body| b.units.iter().map(|u| body::restored(self.folded, u, places())).collect::<Vec<_>>();
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
