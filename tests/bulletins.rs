//! Whole documents against reviewed snapshots, one line per finding. `INSTA_UPDATE=always cargo test` rewrites them.

use std::fmt::Write as _;
use tongbao::Bulletin;

/// One line per finding: the words, where they stand, what they were read as.
fn compact(b: &Bulletin) -> String {
    let mut out = String::new();
    let at = |s: tongbao::Span| format!("{}..{}", s.start(), s.end());
    writeln!(out, "title {:?} issuer {:?} date {:?}", b.title, b.issuer, b.date).unwrap();
    for s in &b.sections {
        writeln!(out, "section {} {} issuer {:?} date {:?} @{}", s.kind, s.heading, s.issuer, s.date, at(s.span))
            .unwrap();
    }
    for (i, p) in b.people.iter().enumerate() {
        let mentions: Vec<String> = p.mentions.iter().map(|m| at(*m)).collect();
        writeln!(out, "person {i} {} {} @{}", p.name, p.role, mentions.join(" ")).unwrap();
        for post in &p.posts {
            let unit = if post.unit.is_empty() { "-" } else { &post.unit };
            let restored = if post.restored { " restored" } else { "" };
            let level = post.level.map_or("-", |l| l.code());
            writeln!(
                out,
                "  post {unit} | {} | {} {level}{restored} 「{}」 @{}",
                post.title,
                post.status,
                post.span.slice(&b.text),
                at(post.span)
            )
            .unwrap();
        }
    }
    for o in &b.organizations {
        writeln!(out, "organization {} {} 「{}」 @{}", o.name, o.kind, o.span.slice(&b.text), at(o.span)).unwrap();
    }
    for r in b.rows() {
        let m = r.record;
        write!(
            out,
            "measure {} {} 「{}」 @{} {} {} {}",
            r.name,
            m.measure,
            m.span.slice(&b.text),
            at(m.span),
            m.rule,
            m.basis,
            m.status
        )
        .unwrap();
        if let Some(n) = m.term_months {
            write!(out, " {n} months").unwrap();
        }
        if let Some(n) = m.amount_yuan {
            write!(out, " {n} yuan").unwrap();
        }
        if let Some(d) = &m.detail {
            write!(out, " {d}").unwrap();
        }
        if let Some(c) = m.case {
            write!(out, " case {c}").unwrap();
        }
        if !m.decided_by.is_empty() {
            write!(out, " by {}", m.decided_by.join("、")).unwrap();
        }
        if !m.approved_by.is_empty() {
            write!(out, " approved by {}", m.approved_by.join("、")).unwrap();
        }
        for s in &m.also {
            write!(out, " also @{}", at(*s)).unwrap();
        }
        out.push('\n');
    }
    for (i, c) in b.cases.iter().enumerate() {
        writeln!(out, "case {i} number {:?} subjects {:?} @{}", c.number, c.subjects, at(c.span)).unwrap();
        for v in &c.violations {
            writeln!(out, "  violation {} 「{}」 @{}", v.code, v.text, at(v.span)).unwrap();
        }
        for a in &c.amounts {
            writeln!(out, "  amount {} {} @{}", a.value, a.currency, at(a.span)).unwrap();
        }
    }
    for p in &b.provisions {
        writeln!(out, "provision {:?} 「{}」 @{}", p.number, p.conduct, at(p.span)).unwrap();
        for c in &p.consequences {
            let articles: Vec<String> = c
                .articles
                .iter()
                .map(|a| format!("{:?}/{:?}/{:?}/{:?}", a.article, a.sub, a.paragraph, a.item))
                .collect();
            writeln!(
                out,
                "  {} {} if {:?} offences {:?}",
                c.statute.as_deref().unwrap_or("-"),
                articles.join(" ").replace("Some(", "").replace(')', "").replace("/None", ""),
                c.condition,
                c.offences
            )
            .unwrap();
            for p in &c.penalties {
                writeln!(
                    out,
                    "    {} if {:?} optional {} yuan {:?}..{:?} days {:?}..{:?}",
                    p.kind, p.condition, p.optional, p.min_yuan, p.max_yuan, p.min_days, p.max_days
                )
                .unwrap();
            }
        }
    }
    for s in &b.statistics {
        writeln!(
            out,
            "statistic {}{} {} {} {:?} 「{}」 @{}",
            if s.approximate { "~" } else { "" },
            s.count,
            s.who,
            s.measure,
            s.place,
            s.span.slice(&b.text),
            at(s.span)
        )
        .unwrap();
    }
    for d in &b.diagnostics {
        writeln!(out, "diagnostic {} {} 「{}」 @{}", d.code, d.message, d.span.slice(&b.text), at(d.span)).unwrap();
    }
    out
}

#[test]
fn covid_accountability_bulletin() {
    let text = include_str!("../fixtures/bulletins/covid-accountability-bulletin.txt");
    insta::assert_snapshot!("covid-accountability-bulletin", compact(&tongbao::parse(text)));
}
