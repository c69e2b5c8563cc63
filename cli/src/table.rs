//! A bulletin as aligned tables for a person.

use crate::grid::{wrap, Grid, WIDTH};
use std::fmt::{self, Write};
use tongbao::{
    Article, Bulletin, Consequence, MeasureRecord, MeasureStatus, Penalty, Period, Post, PostStatus, Role, Span, Target,
};

/// Characters of a conduct or of quoted text that are shown.
const SHORT: usize = 40;

/// One document: a header, then every section that has something in it.
pub fn bulletin(b: &Bulletin) -> String {
    let mut out = format!("== {} ==\n", plain(&b.id));
    for (label, value) in [("标题 Title ", &b.title), ("发布 Issuer", &b.issuer), ("日期 Date  ", &b.date)] {
        let Some(value) = value else { continue };
        for (at, line) in wrap(&plain(value), WIDTH - 13).iter().enumerate() {
            let label = if at == 0 { label } else { "           " };
            push(&mut out, format_args!("{label}  {line}\n"));
        }
    }
    let sections = [
        ("人员 People", people(b)),
        ("组织 Organisations", organizations(b)),
        ("群体 Groups", groups(b)),
        ("其他人物 Others named", others(b)),
        ("条文 Provisions", provisions(b)),
        ("统计 Statistics", statistics(b)),
        ("诊断 Diagnostics", diagnostics(b)),
    ];
    if sections.iter().all(|(_, grid)| grid.is_empty()) {
        out += "未读出内容 nothing found\n";
    }
    for (head, grid) in sections.iter().filter(|(_, grid)| !grid.is_empty()) {
        push(&mut out, format_args!("\n{head}\n{}", grid.render()));
    }
    out
}

fn people(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&[
        "姓名 Name",
        "职务 Posts",
        "措施 Measure",
        "状态 Status",
        "日期 Date",
        "决定 Decided by",
        "批准 Approved by",
    ]);
    for (at, person) in b.people.iter().enumerate() {
        let measures: Vec<_> = b.measures_of(at).map(measure_cells).collect();
        if person.role == Role::Subject || !measures.is_empty() {
            grid.push(vec![plain(&person.name), posts(&person.posts)], measures);
        }
    }
    grid
}

fn organizations(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&[
        "名称 Name",
        "类别 Kind",
        "措施 Measure",
        "状态 Status",
        "日期 Date",
        "决定 Decided by",
        "批准 Approved by",
    ]);
    for (at, organization) in b.organizations.iter().enumerate() {
        let against = |m: &&MeasureRecord| m.target == Target::Organization { organization: at };
        let measures = b.measures.iter().filter(against).map(measure_cells).collect();
        grid.push(vec![plain(&organization.name), organization.kind.label_zh().to_string()], measures);
    }
    grid
}

fn groups(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&[
        "对象 Who",
        "人数 Count",
        "措施 Measure",
        "状态 Status",
        "日期 Date",
        "决定 Decided by",
        "批准 Approved by",
    ]);
    let mut seen = Vec::new();
    for record in &b.measures {
        let Target::Group { group, count } = &record.target else { continue };
        if seen.contains(&&record.target) {
            continue;
        }
        seen.push(&record.target);
        let same = b.measures.iter().filter(|m| m.target == record.target);
        let count = count.map_or(String::new(), |n| n.to_string());
        grid.push(vec![plain(group), count], same.map(measure_cells).collect());
    }
    grid
}

fn others(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&["姓名 Name", "角色 Role", "职务 Posts"]);
    for (at, person) in b.people.iter().enumerate() {
        if person.role != Role::Subject && b.measures_of(at).next().is_none() {
            grid.push(vec![plain(&person.name), person.role.label_zh().to_string(), posts(&person.posts)], vec![]);
        }
    }
    grid
}

fn provisions(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&["条 No.", "行为 Conduct", "依据 Statute", "处罚 Penalties", "罪名 Offences"]);
    for provision in &b.provisions {
        let number = provision.number.map_or(String::new(), |n| n.to_string());
        let consequences = provision.consequences.iter().map(consequence_cells).collect();
        grid.push(vec![number, short(&provision.conduct)], consequences);
    }
    grid
}

fn statistics(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&["数量 Count", "对象 Who", "措施 Measure", "地区 Place", "时间 Period"]);
    for s in &b.statistics {
        let about = if s.approximate { "约" } else { "" };
        let place = s.place.as_deref().map(plain).unwrap_or_default();
        let when = s.period.as_ref().map(period).unwrap_or_default();
        let measure = s.measure.label_zh().to_string();
        grid.push(vec![format!("{about}{}", s.count), plain(&s.who), measure, place, when], vec![]);
    }
    grid
}

fn diagnostics(b: &Bulletin) -> Grid {
    let mut grid = Grid::new(&["代码 Code", "行:列 Line", "说明 Message", "原文 Text"]);
    for d in &b.diagnostics {
        let text = b.text.get(d.span.range()).map(short).unwrap_or_default();
        grid.push(vec![d.code.to_string(), position(&b.text, d.span), plain(&d.message), text], vec![]);
    }
    grid
}

/// Measure, status, date, deciding and approving bodies.
fn measure_cells(m: &MeasureRecord) -> Vec<String> {
    let mut measure = if m.label.is_empty() { m.measure.label_zh().to_string() } else { plain(&m.label) };
    if let Some(term) = m.term_months {
        measure += &months(term);
    }
    if let Some(term) = m.suspended_months {
        push(&mut measure, format_args!("，缓刑{}", months(term)));
    }
    if let Some(yuan) = m.amount_yuan {
        push(&mut measure, format_args!("{yuan}元"));
    }
    if let Some(detail) = &m.detail {
        push(&mut measure, format_args!("（{}）", plain(detail)));
    }
    let status = match m.status {
        MeasureStatus::Prior => "此前",
        MeasureStatus::Proposed => "建议",
        MeasureStatus::Decided => "已决定",
    };
    let date = m.date.as_deref().map(plain).unwrap_or_default();
    vec![measure, status.to_string(), date, lines(&m.decided_by), lines(&m.approved_by)]
}

/// Statute with articles, penalties, offences.
fn consequence_cells(c: &Consequence) -> Vec<String> {
    let statute = c.statute.as_deref().map(plain).unwrap_or_default();
    let quoted = if statute.is_empty() || statute.starts_with('《') { statute } else { format!("《{statute}》") };
    let articles: Vec<String> = c.articles.iter().map(article).collect();
    let mut penalties: Vec<String> = c.penalties.iter().map(penalty).collect();
    if let Some(condition) = &c.condition {
        penalties.insert(0, format!("{}：", plain(condition).trim_end_matches(['，', ','])));
    }
    vec![format!("{quoted}{}", articles.join("、")), penalties.join("\n"), lines(&c.offences)]
}

fn article(a: &Article) -> String {
    let mut out = a.article.map_or(String::new(), |n| format!("第{n}条"));
    out += &a.sub.map_or(String::new(), |n| format!("之{n}"));
    out += &a.paragraph.map_or(String::new(), |n| format!("第{n}款"));
    out += &a.item.map_or(String::new(), |n| format!("第{n}项"));
    out
}

fn penalty(p: &Penalty) -> String {
    let mut out = p.condition.as_deref().map_or(String::new(), |c| format!("{}：", plain(c)));
    if p.optional {
        out += "可并处";
    }
    out += p.kind.label_zh();
    out += &range(p.min_yuan, p.max_yuan, "元");
    out += &range(p.min_days.map(u64::from), p.max_days.map(u64::from), "日");
    out += &range(p.min_months.map(u64::from), p.max_months.map(u64::from), "个月");
    out
}

fn range(min: Option<u64>, max: Option<u64>, unit: &str) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!(" {min}{unit}"),
        (Some(min), Some(max)) => format!(" {min}-{max}{unit}"),
        (Some(min), None) => format!(" {min}{unit}以上"),
        (None, Some(max)) => format!(" {max}{unit}以下"),
        (None, None) => String::new(),
    }
}

fn months(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, m) => format!(" {m}个月"),
        (y, 0) => format!(" {y}年"),
        (y, m) => format!(" {y}年{m}个月"),
    }
}

fn period(p: &Period) -> String {
    let end = |e: &Option<String>| e.as_deref().map(plain).unwrap_or_default();
    if p.from == p.to {
        end(&p.from)
    } else {
        format!("{} - {}", end(&p.from), end(&p.to)).trim().to_string()
    }
}

/// One post per line, with 时任 or 原任 where not held now.
fn posts(posts: &[Post]) -> String {
    let line = |p: &Post| {
        let when = match p.status {
            PostStatus::Current => "",
            PostStatus::Then => "时任",
            PostStatus::Former => "原任",
        };
        let text = plain(&format!("{}{}", p.unit, p.title));
        if when.is_empty() {
            text
        } else {
            format!("（{when}）{text}")
        }
    };
    posts.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn lines(items: &[String]) -> String {
    items.iter().map(|s| plain(s)).collect::<Vec<_>>().join("\n")
}

fn push(out: &mut String, text: fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
}

/// Line and character of the start of the span, both from 1.
fn position(text: &str, span: Span) -> String {
    let before = text.get(..span.start()).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}")
}

fn short(text: &str) -> String {
    let text = plain(text);
    match text.char_indices().nth(SHORT) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text,
    }
}

/// On one line, and without characters that would steer the terminal.
pub fn plain(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect::<String>().trim().to_string()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
