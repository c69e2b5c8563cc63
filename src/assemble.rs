//! Puts what was read into the public form and audits what was not.

use crate::biography;
use crate::body;
use crate::career;
use crate::code::{DiagnosticCode, Measure, OrganizationKind, PostStatus, Role, SectionKind};
use crate::conduct;
use crate::date::Date;
use crate::genre;
use crate::head;
use crate::lexicon::{Hits, UnitKind};
use crate::link::{Link, Linked, Who};
use crate::lint;
use crate::model::{
    Bulletin, Case, Diagnostic, MeasureRecord, Organization, Person, Post, Section, Span, Statistic, Target,
};
use crate::money;
use crate::people::People;
use crate::place::{level, Pieces};
use crate::post::Posts;
use crate::provision::Found;
use crate::restore::{Post as HeldPost, Restorer};
use crate::role;
use crate::text::Folded;
use crate::when::Times;
use crate::words::{places, Map};
use once_cell::sync::Lazy;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

static HEADING: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?:^|[。!?！？”\n])(?P<h>(?:内容|专题|第)[一二三四五六七八九十]+(?:部分|篇)?[:：])")
        .expect("a valid pattern")
});
static ISSUER: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"据(?P<i>[\p{Han}]{2,16}?(?:纪委监委|纪委|监委|人民法院|法院|检察院|监察局|监察部|网站))(?:网站)?(?:消息|通报|报道)").expect("a valid pattern")
});
/// Everything that was read of a document.
pub(crate) struct Read<'a> {
    pub folded: &'a Folded<'a>,
    pub hits: &'a Hits<'a>,
    pub people: &'a People,
    pub linked: &'a Linked,
    pub roles: &'a [(Role, (usize, usize))],
    pub posts: &'a Posts<'a>,
}

struct Builder<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    dates: &'a [Date],
    /// Organisations of `out` by name.
    organizations: HashMap<String, usize>,
    out: Bulletin,
}

/// The public form of one document.
pub(crate) fn bulletin(read: &Read, mut found: Found, published: Option<String>) -> Bulletin {
    let dates = crate::date::scan(read.folded);
    let head = head::read(read.folded, read.hits, &dates);
    let out = Bulletin {
        schema: "tongbao/1".into(),
        ruleset: env!("CARGO_PKG_VERSION").into(),
        id: String::new(),
        text: read.folded.source.into(),
        title: head.title,
        issuer: head.issuer,
        date: published.or(head.date),
        sections: Vec::new(),
        people: Vec::new(),
        organizations: Vec::new(),
        measures: Vec::new(),
        cases: Vec::new(),
        provisions: std::mem::take(&mut found.provisions),
        statistics: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut b = Builder { folded: read.folded, hits: read.hits, dates: &dates, organizations: HashMap::new(), out };
    let told = b.people(read);
    b.roles(read);
    let mut starts: Vec<usize> = read.linked.links.iter().map(|l| l.hit.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let times = Times::new(read.folded, &dates, &starts, read.people, b.out.date.as_deref());
    let cases = b.cases(read.linked, &times, &told);
    b.measures(read.linked, &times, &cases);
    b.figures(read.linked);
    b.sections(&found);
    b.out.measures.sort_by_key(|m| m.span.start());
    lint::citations(read.folded, &found.citations, &mut b.out.diagnostics);
    lint::counts(read.folded, read.hits, read.people, &mut b.out.diagnostics);
    lint::measures(&b.out.people, &b.out.measures, &mut b.out.diagnostics);
    lint::names(&read.posts.names, read.people, &b.out.people, &mut b.out.diagnostics);
    b.out
}

impl Builder<'_> {
    fn original(&self, pieces: &Pieces) -> String {
        let mut all = String::with_capacity(pieces.iter().map(|p| p.1 - p.0).sum());
        pieces.iter().for_each(|&(a, b)| self.folded.add_original(a, b, &mut all));
        all
    }

    fn post(&self, raw: &HeldPost) -> Post {
        let title = self.original(&raw.title);
        let unit = self.original(&raw.unit);
        let level = level(&crate::place::join(&self.folded.text, &raw.unit), &title);
        Post {
            level,
            unit,
            title,
            status: raw.element.status.unwrap_or(PostStatus::Current),
            rank: raw.element.rank.map(|(a, b)| self.folded.original(a, b)),
            restored: raw.restored,
            span: self.folded.span(raw.element.start, raw.element.end),
        }
    }

    /// The people with their posts and biographies; the ranges of the text that tell of a life, not of a case.
    fn people(&mut self, read: &Read) -> Vec<Range<usize>> {
        let unread = |_| Person {
            name: String::new(),
            role: Role::Other,
            aliases: Vec::new(),
            gender: None,
            ethnicity: None,
            born: None,
            native_place: None,
            education: None,
            joined_party: None,
            began_work: None,
            notes: Vec::new(),
            posts: Vec::new(),
            career: Vec::new(),
            mentions: Vec::new(),
        };
        self.out.people = (0..read.people.names.len()).map(unread).collect();
        let lives = biography::read(self.folded, self.dates, read.people, &mut self.out.people);
        let careers =
            career::read(self.folded, self.hits, read.posts, self.dates, read.people, &lives, &read.linked.posts);
        for (person, entry) in careers.entries {
            self.out.people[person].career.push(entry);
        }
        for m in &read.people.mentions {
            let out = &mut self.out.people[m.person];
            if out.mentions.is_empty() {
                out.name = self.folded.original(m.start, m.end);
            }
            out.mentions.push(self.folded.span(m.start, m.end));
        }
        let in_career = |at: usize| {
            let i = careers.lines.partition_point(|l| l.end <= at);
            careers.lines.get(i).is_some_and(|l| l.start <= at)
        };
        for person in 0..read.people.names.len() {
            let mut posts: Vec<Post> = Vec::with_capacity(read.linked.posts[person].len());
            for raw in read.linked.posts[person].iter().filter(|p| !in_career(p.element.start)) {
                let post = self.post(raw);
                // one post named twice: with and without its place, or a little shorter (桐坪镇初级中学, 桐坪初级中学)
                let same = |q: &Post| {
                    q.title == post.title
                        && (q.unit.ends_with(&post.unit)
                            || post.unit.ends_with(&q.unit)
                            || within(&post.unit, &q.unit)
                            || within(&q.unit, &post.unit)
                            || !raw.restored && post.unit.starts_with(['省', '市', '县', '区', '镇', '乡']))
                };
                // the title is known, and this unit is only guessed
                if raw.restored
                    && raw.element.unit.is_empty()
                    && posts.iter().any(|q| q.title == post.title && !q.unit.is_empty())
                    && !posts.iter().any(same)
                {
                    continue;
                }
                match posts.iter_mut().find(|q| same(q)) {
                    // the fuller unit is the better reading
                    Some(q) if q.unit.len() < post.unit.len() && q.unit.is_empty() => q.unit = post.unit,
                    Some(_) => {}
                    None => posts.push(post),
                }
            }
            let out = &mut self.out.people[person];
            out.posts = posts;
            for &(a, b) in &read.linked.notes[person] {
                biography::note(self.folded, self.dates, out, a..b);
            }
        }
        let mut told: Vec<Range<usize>> = Vec::new();
        let mut all: Vec<Range<usize>> = lives.into_iter().map(|l| l.range).chain(careers.lines).collect();
        all.sort_unstable_by_key(|r| r.start);
        for range in all {
            match told.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => told.push(range),
            }
        }
        told
    }

    fn roles(&mut self, read: &Read) {
        for m in &read.people.mentions {
            if role::speaks(&read.posts.names, m.end) {
                self.out.people[m.person].role = Role::Quoted;
            }
        }
        for (role, (a, _)) in read.roles {
            if let Ok(i) = read.people.mentions.binary_search_by_key(a, |m| m.start) {
                let person = &mut self.out.people[read.people.mentions[i].person];
                if person.role == Role::Other {
                    person.role = *role;
                }
            }
        }
        for link in &read.linked.links {
            if let Who::Person(p) = link.who {
                self.out.people[p].role = Role::Subject;
            }
        }
    }

    /// Keeps the cases that a measure belongs to; where each of those that were read stands among them.
    fn cases(&mut self, linked: &Linked, times: &Times, lives: &[Range<usize>]) -> Vec<Option<usize>> {
        // a case without an outcome is no case: numbered text that is no bulletin
        let mut told = vec![false; linked.cases.len()];
        for case in linked.links.iter().filter_map(|l| l.case) {
            told[case] = true;
        }
        let mut kept = vec![None; linked.cases.len()];
        for (i, raw) in linked.cases.iter().enumerate().filter(|(i, _)| told[*i]) {
            kept[i] = Some(self.out.cases.len());
            let range = raw.start..raw.end.min(self.folded.text.len());
            self.out.cases.push(Case {
                number: raw.number,
                title: None,
                subjects: raw.subjects.clone(),
                violations: conduct::read(self.folded, self.hits, range.clone()),
                amounts: money::read(self.folded, self.hits, range.clone()),
                period: times.period(&range, lives),
                span: self.folded.span(range.start, range.end),
            });
        }
        kept
    }

    fn measures(&mut self, linked: &Linked, times: &Times, cases: &[Option<usize>]) {
        // the last record of each target and measure, and of each record the one before it
        let mut persons: Map<(usize, Measure), Option<usize>> = Map::default();
        persons.reserve(linked.links.len());
        let mut others: HashMap<(Target, Measure), Option<usize>> = HashMap::new();
        let mut before: Vec<Option<usize>> = Vec::with_capacity(linked.links.len());
        let parts = parts(&linked.links);
        self.out.measures.reserve(linked.links.len());
        let merged: HashSet<usize> = parts.values().flatten().copied().collect();
        for (n, link) in linked.links.iter().enumerate().filter(|(n, _)| !merged.contains(n)) {
            let span = self.folded.span(link.hit.start, link.hit.end);
            let target = match &link.who {
                Who::Person(p) => Target::Person { person: *p },
                Who::Organization(pieces) => Target::Organization { organization: self.organization(pieces) },
                Who::Group { words, count } => Target::Group { group: self.original(words), count: *count },
            };
            let bodies = |list: &[Pieces]| list.iter().map(|p| self.original(p)).collect::<Vec<_>>();
            let same = |m: &MeasureRecord| {
                m.measure == Measure::PenaltyUnspecified
                    || m.term_months == link.hit.term_months
                    || m.term_months.is_none()
                    || link.hit.term_months.is_none()
                    || link.hit.executed
            };
            let measure = link.hit.measure;
            let last = match &target {
                Target::Person { person } => persons.entry((*person, measure)).or_default(),
                // a group told twice is one: the number and the measure tell
                Target::Group { count: Some(n), .. } => {
                    others.entry((Target::Group { group: String::new(), count: Some(*n) }, measure)).or_default()
                }
                other => others.entry((other.clone(), measure)).or_default(),
            };
            let record = MeasureRecord {
                target: target.clone(),
                measure: link.hit.measure,
                label: link.hit.measure.label_zh().into(),
                term_months: link.hit.term_months,
                suspended_months: link.hit.suspended_months,
                amount_yuan: link.hit.amount_yuan,
                detail: match parts.get(&n) {
                    Some(own) => {
                        let part =
                            |&i: &usize| self.folded.original(linked.links[i].hit.start, linked.links[i].hit.end);
                        Some(own.iter().map(part).collect::<Vec<_>>().join("、"))
                    }
                    None => link.hit.detail.clone(),
                },
                status: link.status,
                basis: link.basis,
                decided_by: bodies(&link.decided_by),
                approved_by: bodies(&link.approved_by),
                date: times.measure(link.hit.start),
                case: link.case.and_then(|c| cases[c]),
                quote: self.folded.original(link.hit.start, link.hit.end),
                span,
                also: Vec::new(),
                rule: link.rule.into(),
            };
            let told = std::iter::successors(*last, |&i| before[i]);
            if let Some(first) = told.filter(|&i| same(&self.out.measures[i])).last() {
                let first = &mut self.out.measures[first];
                first.date = first.date.take().or_else(|| record.date.clone());
                let executed = link.hit.executed;
                // 甲等15人 says more than 15名责任人
                if matches!((&first.target, &target), (Target::Group { group: a, .. }, Target::Group { group: b, .. }) if !a.contains('等') && b.contains('等'))
                {
                    first.target = target.clone();
                }
                // a headline names no body, or only the higher one
                let fuller = first.decided_by.is_empty()
                    || first.decided_by.len() == 1
                        && (body::is_generic(&first.decided_by[0])
                            || record.decided_by.iter().any(|b| b.starts_with(&first.decided_by[0])));
                if fuller && !record.decided_by.is_empty() && first.status == record.status {
                    first.decided_by.clone_from(&record.decided_by);
                    if first.approved_by.is_empty() {
                        first.approved_by.clone_from(&record.approved_by);
                    }
                }
                if executed {
                    let also = first.also.clone();
                    *first = MeasureRecord { also, ..record };
                } else if span != first.span {
                    first.also.push(span);
                }
            } else {
                before.push(last.replace(self.out.measures.len()));
                self.out.measures.push(record);
            }
        }
        if self.out.measures.iter().any(|m| matches!(m.target, Target::Group { .. })) {
            self.groups();
        }
        // 处分 alone says nothing once the exact measure of the same person is known
        let vague = |m: &MeasureRecord| m.measure == Measure::AccountabilityUnspecified;
        if self.out.measures.iter().any(vague) {
            let exact: HashSet<Target> =
                self.out.measures.iter().filter(|m| !m.measure.is_unspecified()).map(|m| m.target.clone()).collect();
            self.out.measures.retain(|m| !vague(m) || !exact.contains(&m.target));
        }
    }

    /// Takes away the groups that are people who are named elsewhere.
    fn groups(&mut self) {
        // how many people each measure befell, and the last of those in each case
        let mut persons: Map<Measure, u64> = Map::default();
        let mut last: Map<Option<usize>, Span> = Map::default();
        for m in self.out.measures.iter().filter(|m| m.target.person().is_some()) {
            *persons.entry(m.measure).or_default() += 1;
            let span = last.entry(m.case).or_insert(m.span);
            *span = m.span.max(*span);
        }
        // 当事人 is a person who is named elsewhere
        self.out.measures.retain(|m| {
            !matches!(&m.target, Target::Group { group, count: None } if group.ends_with("当事人") && persons.contains_key(&m.measure))
        });
        // 给予相关责任人处理处分, and then who they are
        self.out.measures.retain(|m| {
            let vague = matches!(&m.target, Target::Group { group, count: None } if ["相关责任人", "有关责任人", "相关责任人员", "有关责任人员"].contains(&group.as_str()));
            !(vague && m.measure.is_unspecified() && last.get(&m.case).is_some_and(|s| *s > m.span))
        });
        // a headline counts the people who are named below: 两名干部被停职
        let title = self.folded.lines.first().copied().unwrap_or(0);
        let title = self.folded.span(0, title);
        self.out.measures.retain(|m| match &m.target {
            Target::Group { count: Some(n), .. } => m.span.end() > title.end() || persons.get(&m.measure) != Some(n),
            _ => true,
        });
    }

    fn organization(&mut self, pieces: &Pieces) -> usize {
        let name = self.original(pieces);
        if let Some(i) = self.organizations.get(&name) {
            return *i;
        }
        let own = pieces.last().copied().unwrap_or((0, 0));
        let kind = Restorer { folded: self.folded, hits: self.hits }.kind(own);
        let kind = match kind {
            Some(UnitKind::PartyCommittee) => OrganizationKind::PartyCommittee,
            Some(UnitKind::Supervision) => OrganizationKind::Supervision,
            Some(UnitKind::Government) => OrganizationKind::Government,
            Some(UnitKind::Department) => OrganizationKind::Department,
            Some(UnitKind::School) => OrganizationKind::School,
            Some(UnitKind::Hospital) => OrganizationKind::Hospital,
            Some(UnitKind::Company) => OrganizationKind::Company,
            Some(UnitKind::Court) => OrganizationKind::Court,
            Some(UnitKind::Village) => OrganizationKind::Village,
            _ => OrganizationKind::Other,
        };
        let level = level(&name, "");
        self.organizations.insert(name.clone(), self.out.organizations.len());
        self.out.organizations.push(Organization { name, kind, level, span: self.folded.span(own.0, own.1) });
        self.out.organizations.len() - 1
    }

    fn figures(&mut self, linked: &Linked) {
        let mut told: HashSet<(u64, Measure)> = HashSet::new();
        for f in &linked.figures {
            // a rounded figure beside the exact one
            let exact = |g: &crate::link::Figure| {
                (g.measure == f.measure
                    || f.measure == Measure::AccountabilityUnspecified && g.measure.is_unspecified())
                    && !g.approximate
                    && g.count.abs_diff(f.count) * 10 <= f.count
            };
            if f.approximate && linked.figures.iter().any(exact) {
                continue;
            }
            if !told.insert((f.count, f.measure)) {
                continue;
            }
            self.out.statistics.push(Statistic {
                count: f.count,
                approximate: f.approximate,
                who: self.folded.original(f.who.0, f.who.1),
                measure: f.measure,
                place: None,
                period: None,
                span: self.folded.span(f.start, f.end),
            });
        }
        for hit in &linked.loose {
            let span = self.folded.span(hit.start, hit.end);
            let message = format!("「{}」: no target was found for it", self.folded.original(hit.start, hit.end));
            self.out.diagnostics.push(Diagnostic { code: DiagnosticCode::UnattachedMeasure, message, span });
        }
        for &(a, b) in &linked.ambiguous {
            let message = "分别 pairs people and measures, and their numbers differ".to_owned();
            self.out.diagnostics.push(Diagnostic {
                code: DiagnosticCode::AmbiguousDistribution,
                message,
                span: self.folded.span(a, b),
            });
        }
    }

    fn sections(&mut self, found: &Found) {
        let zones = &found.zones;
        let text: &str = &self.folded.text;
        // most texts have no heading: the colon of one follows its number
        let numbered = |i: usize| {
            text[..i].ends_with(|c| {
                matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '分' | '篇')
            })
        };
        let headed = [":", "："].iter().any(|c| places(text, c).any(numbered));
        let headings = headed.then(|| HEADING.captures_iter(text)).into_iter().flatten();
        let starts: Vec<usize> = headings.filter_map(|c| c.name("h").map(|m| m.start())).collect();
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(text.len());
            let mark = text[start..end].find(['。', '!', '！', '?', '？']).map_or(end, |i| start + i);
            let stop = mark.min(self.folded.line_end(start));
            let legal =
                zones.iter().filter(|z| z.start >= start && z.end <= end).map(|z| z.end - z.start).sum::<usize>() * 2
                    > end - start;
            let span = self.folded.span(start, end);
            let inside = self
                .out
                .measures
                .iter()
                .filter(|m| span.start() <= m.span.start() && m.span.end() <= span.end())
                .count();
            let news = self.out.people.iter().any(|p| {
                p.role == Role::Author && p.mentions.iter().any(|m| span.start() <= m.start() && m.end() <= span.end())
            });
            let kind = if legal {
                SectionKind::Legal
            } else if news {
                SectionKind::News
            } else if inside > 0 {
                SectionKind::Disciplinary
            } else {
                SectionKind::Other
            };
            let issuer = ISSUER.captures(&text[start..end]).map(|c| c["i"].to_owned()).filter(|_| !legal);
            self.out.sections.push(Section {
                heading: self.folded.original(start, stop),
                kind,
                issuer,
                date: None,
                span,
            });
        }
        if self.out.sections.is_empty() {
            self.out.sections.extend(genre::whole(self.folded, &self.out, found));
        } else {
            // the parts have issuers of their own
            self.out.issuer = None;
        }
    }
}

/// Whether the characters of `short` stand in `long` in order, its last ones together.
fn within(short: &str, long: &str) -> bool {
    let tail: String = short.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let mut rest = long.chars();
    long.ends_with(&tail) && short.chars().all(|c| rest.any(|d| d == c))
}

/// Sentences that were put together to one (决定执行), with the parts before each, as positions in the list.
fn parts(links: &[Link]) -> HashMap<usize, Vec<usize>> {
    let principal = |l: &Link| {
        matches!(
            l.hit.measure,
            Measure::PublicSurveillance
                | Measure::ShortTermDetention
                | Measure::FixedTermImprisonment
                | Measure::LifeImprisonment
                | Measure::DeathWithReprieve
                | Measure::DeathPenalty
        )
    };
    // the principal sentences of the case so far, by person
    let mut open: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut case = None;
    let mut out = HashMap::new();
    if !links.iter().any(|l| l.hit.executed) {
        return out;
    }
    for (n, link) in links.iter().enumerate() {
        let Who::Person(person) = link.who else { continue };
        if link.case != case {
            open.clear();
            case = link.case;
        }
        // a fine beside one of the parts is a part as well
        if !principal(link) && (link.hit.measure != Measure::CriminalFine || link.hit.executed) {
            continue;
        }
        let before = open.entry(person).or_default();
        if link.hit.executed {
            out.insert(n, std::mem::take(before));
        } else {
            before.push(n);
        }
    }
    out.retain(|_, own| !own.is_empty());
    out
}
