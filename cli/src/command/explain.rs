//! `tongbao explain`: each finding under its sentence, with the rule that made it.

use crate::args::Work;
use crate::run::{self, Run};
use crate::sentence;
use crate::sink::Text;
use crate::table::plain;
use crate::target::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use tongbao::{Bulletin, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Sentences are folded at this many columns.
const COLUMNS: usize = 80;

pub fn run(work: &Work) -> ExitCode {
    let run = Run::new(work);
    let opened = Target::open(&work.output).map(|target| run.drive(|d| explain(&d.bulletin), Text::new(target, "\n")));
    run::status(&work.output, opened)
}

fn explain(bulletin: &Bulletin) -> String {
    let notes = notes(bulletin);
    let mut lines = vec![format!("== {} ==", plain(&bulletin.id))];
    for sentence in sentence::all(&bulletin.text) {
        let here: Vec<_> = notes.iter().filter(|(span, _)| sentence.range().contains(&span.start())).collect();
        if !here.is_empty() {
            show(&bulletin.text, sentence, &here, &mut lines);
            lines.push(String::new());
        }
    }
    let mut used: BTreeSet<&str> = bulletin.measures.iter().map(|m| m.rule.as_str()).collect();
    if !bulletin.provisions.is_empty() {
        used.insert(PROVISION);
    }
    for rule in tongbao::rules().iter().filter(|r| used.contains(r.id)) {
        lines.push(format!("{}: {} ({})", rule.id, rule.summary, rule.source));
    }
    lines.push(format!("{} measure(s), {} diagnostic(s)\n", bulletin.measures.len(), bulletin.diagnostics.len()));
    lines.join("\n")
}

/// The rule that reads all provisions; they do not name it.
const PROVISION: &str = "provision/item";

/// What is to be said of each place of the text. Measures that several people received share a place.
fn notes(b: &Bulletin) -> BTreeMap<Span, Vec<String>> {
    let mut notes: BTreeMap<Span, Vec<String>> = BTreeMap::new();
    let mut note = |span: Span, words: String| notes.entry(span).or_default().push(plain(&words));
    for person in &b.people {
        for post in &person.posts {
            let restored = if post.restored { ", partly restored" } else { "" };
            note(post.span, format!("{}: {}{} ({}{restored})", person.name, post.unit, post.title, post.status));
        }
    }
    for row in b.rows() {
        let m = row.record;
        note(m.span, format!("{} ← {} ({}, {}, {})", row.name, m.label, m.status, m.basis, m.rule));
    }
    for p in &b.provisions {
        let statutes: Vec<&str> = p.consequences.iter().filter_map(|c| c.statute.as_deref()).collect();
        let start = p.span.start();
        let conduct =
            p.span.slice(&b.text).find(&p.conduct).map(|at| Span::new(start + at, start + at + p.conduct.len()));
        note(conduct.unwrap_or(p.span), format!("{} ({PROVISION})", statutes.join("、")));
    }
    for s in &b.statistics {
        note(s.span, format!("{} {} ← {} (figure)", s.count, s.who, s.measure.label_zh()));
    }
    for d in &b.diagnostics {
        note(d.span, format!("{}: {}", d.code, d.message));
    }
    notes
}

/// A sentence, folded, with marks under each line and the note where its mark ends.
fn show(text: &str, sentence: Span, notes: &[(&Span, &Vec<String>)], lines: &mut Vec<String>) {
    let mut from = sentence.start();
    let end = from + sentence.slice(text).trim_end().len();
    while from < end {
        let to = fold(text, from, end);
        lines.push(plain_line(&text[from..to]));
        for (span, words) in
            notes.iter().filter(|(span, _)| span.start() < to && (span.end() > from || span.start() >= from))
        {
            let before = width(&text[from..span.start().clamp(from, to)]);
            let inside = width(&text[span.start().clamp(from, to)..span.end().clamp(from, to)]);
            let marks = format!("{}{}", " ".repeat(before), "^".repeat(inside));
            // A mark that goes on in the next line has its note there.
            if span.end() > to && to < end {
                lines.push(marks);
                continue;
            }
            lines.extend(words.iter().enumerate().map(|(n, words)| {
                let lead = if n == 0 { marks.clone() } else { " ".repeat(marks.len()) };
                format!("{lead} {words}")
            }));
        }
        from = to;
    }
}

/// Where the line that begins at `from` ends: it has at least one character.
fn fold(text: &str, from: usize, end: usize) -> usize {
    let mut columns = 0;
    let over = text[from..end].char_indices().skip(1).find(|(at, c)| {
        columns = width(&text[from..from + at]) + c.width().unwrap_or(1);
        columns > COLUMNS
    });
    over.map_or(end, |(at, _)| from + at)
}

/// One column for each control character, which is shown as a space.
fn width(words: &str) -> usize {
    plain_line(words).width()
}

fn plain_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_stand_under_their_words() {
        let mut bulletin = tongbao::parse("给予青浔区水务局局长段启衡党内警告处分。");
        bulletin.id = "a.txt".to_string();
        let out = explain(&bulletin);
        let expected = "\
== a.txt ==
给予青浔区水务局局长段启衡党内警告处分。
    ^^^^^^^^^^^^^^^^ 段启衡: 青浔区水务局局长 (current)
                          ^^^^^^^^ 段启衡 ← 党内警告 (decided, explicit, link/give-to)

link/give-to: ";
        assert!(out.starts_with(expected), "{out}");
        assert!(out.contains("\n1 measure(s), 0 diagnostic(s)\n"), "{out}");
    }
}
