//! Every rule against the cases of `fixtures/rules/`: one file per rule, named after its id with `/` as `-`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use tongbao::{Bulletin, Target};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// `expect` is the exact list of measures, in order. Counts of provisions and statistics are checked where given.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The rule that finds every measure of the case.
    rule: Option<String>,
    /// What the case is about, for the reader of a failure.
    why: Option<String>,
    text: String,
    expect: Vec<String>,
    /// Number of provisions.
    provisions: Option<usize>,
    /// Number of statistics.
    statistics: Option<usize>,
}

fn cases() -> BTreeMap<String, Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let file: File =
                toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
            all.insert(name, file.case);
        }
    }
    all
}

/// `NAME code 「quote」`, one per measure.
fn render(bulletin: &Bulletin) -> Vec<String> {
    bulletin.rows().map(|r| format!("{} {} 「{}」", r.name, r.record.measure, r.quote)).collect()
}

fn without_space(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_case_reads_as_written() {
    let mut wrong = String::new();
    for (file, cases) in cases() {
        for case in cases {
            let bulletin = tongbao::parse(&case.text);
            let got = render(&bulletin);
            let rules: Vec<&str> = bulletin.measures.iter().map(|m| m.rule.as_str()).collect();
            let same = got == case.expect
                && case.rule.as_ref().is_none_or(|rule| rules.iter().all(|r| r == rule))
                && case.provisions.is_none_or(|n| n == bulletin.provisions.len())
                && case.statistics.is_none_or(|n| n == bulletin.statistics.len());
            if !same {
                let why = case.why.as_deref().unwrap_or("");
                writeln!(
                    wrong,
                    "\n{file}: {why}\n  text     {}\n  expected {:?} {:?}",
                    case.text, case.expect, case.rule
                )
                .unwrap();
                writeln!(wrong, "  found    {got:?} {rules:?}").unwrap();
                writeln!(wrong, "  provisions {}, statistics {}", bulletin.provisions.len(), bulletin.statistics.len())
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn spans_hold_their_quotes() {
    for case in cases().into_values().flatten() {
        let bulletin = tongbao::parse(&case.text);
        for m in &bulletin.measures {
            assert_eq!(without_space(m.span.slice(&case.text)), without_space(&m.quote), "{}", case.text);
        }
        for person in &bulletin.people {
            for mention in &person.mentions {
                assert!(!mention.slice(&case.text).is_empty(), "{}: {}", person.name, case.text);
            }
        }
    }
}

/// Whether the rule found something in the text.
fn fires(id: &str, bulletin: &Bulletin) -> bool {
    let group = |t: &Target| matches!(t, Target::Group { .. });
    match id {
        "provision/item" => !bulletin.provisions.is_empty(),
        "figure/count" => !bulletin.statistics.is_empty() || bulletin.measures.iter().any(|m| group(&m.target)),
        _ => bulletin.measures.iter().any(|m| m.rule == id),
    }
}

#[test]
fn every_rule_has_a_case_for_and_a_case_against() {
    let all = cases();
    let mut missing = Vec::new();
    for rule in tongbao::rules() {
        let own = all.get(&rule.id.replace('/', "-")).map_or(&[][..], Vec::as_slice);
        let fired: Vec<bool> = own.iter().map(|c| fires(rule.id, &tongbao::parse(&c.text))).collect();
        if !fired.contains(&true) {
            missing.push(format!("{}: no case where it fires", rule.id));
        }
        if !fired.contains(&false) {
            missing.push(format!("{}: no case where it must not", rule.id));
        }
    }
    for file in all.keys() {
        if !tongbao::rules().iter().any(|r| r.id.replace('/', "-") == *file) {
            missing.push(format!("{file}.toml belongs to no rule"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
