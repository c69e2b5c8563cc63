//! Every rule against the cases of `fixtures/rules/`: one file per rule, named after its id with `/` as `-`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use tongbao::Bulletin;

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
    /// The rule of each measure, where they differ.
    rules: Option<Vec<String>>,
    /// What the case is about, for the reader of a failure.
    why: Option<String>,
    text: String,
    expect: Vec<String>,
    /// Number of provisions.
    provisions: Option<usize>,
    /// Number of statistics.
    statistics: Option<usize>,
}

impl Case {
    /// Whether the case says that the rule finds something in it.
    fn names(&self, id: &str) -> bool {
        self.rule.as_deref() == Some(id) || self.rules.iter().flatten().any(|r| r == id)
    }

    /// Whether the rules that found the measures are those that the case names.
    fn rules_fit(&self, found: &[&str]) -> bool {
        self.rule.as_ref().is_none_or(|rule| found.iter().all(|f| f == rule))
            && self.rules.as_ref().is_none_or(|rules| found == rules.as_slice())
    }
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
                && case.rules_fit(&rules)
                && case.provisions.is_none_or(|n| n == bulletin.provisions.len())
                && case.statistics.is_none_or(|n| n == bulletin.statistics.len());
            if !same {
                let why = case.why.as_deref().unwrap_or("");
                writeln!(
                    wrong,
                    "\n{file}: {why}\n  text     {}\n  expected {:?} {:?} {:?}",
                    case.text, case.expect, case.rule, case.rules
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

fn ids() -> BTreeSet<&'static str> {
    tongbao::rules().iter().map(|r| r.id).collect()
}

/// Whether the rule found something in the text.
fn fires(id: &str, bulletin: &Bulletin) -> bool {
    match id {
        "provision/item" => !bulletin.provisions.is_empty(),
        "figure/count" => !bulletin.statistics.is_empty() || bulletin.measures.iter().any(|m| m.rule == id),
        _ => bulletin.measures.iter().any(|m| m.rule == id),
    }
}

/// A case for: it names the rule, and the rule fires. A case against: a near miss, in which nothing is found at all.
#[test]
fn every_rule_has_two_cases_for_and_one_against() {
    let all = cases();
    let mut missing = Vec::new();
    for id in ids() {
        let own = all.get(&id.replace('/', "-")).map_or(&[][..], Vec::as_slice);
        let (mut for_it, mut against) = (0, 0);
        for case in own {
            let fired = fires(id, &tongbao::parse(&case.text));
            let named = match id {
                "provision/item" => case.provisions.is_some_and(|n| n > 0),
                _ => case.names(id),
            };
            for_it += usize::from(fired && named);
            against += usize::from(!fired && case.expect.is_empty());
        }
        if for_it < 2 || against < 1 {
            missing.push(format!("{id}: {for_it} cases for, {against} against"));
        }
    }
    for file in all.keys() {
        if !ids().iter().any(|id| id.replace('/', "-") == *file) {
            missing.push(format!("{file}.toml belongs to no rule"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A measure with another rule than the file's is fine in a case, as long as the id is known.
#[test]
fn every_finding_carries_a_known_rule() {
    for case in cases().into_values().flatten() {
        for m in tongbao::parse(&case.text).measures {
            assert!(ids().contains(m.rule.as_str()), "{}: {}", m.rule, case.text);
        }
    }
}
