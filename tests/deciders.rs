//! Who decided and approved, against the cases of `fixtures/deciders.toml`.

use std::fmt::Write as _;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// `expect` is the exact list of measures with their bodies, in order.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    text: String,
    expect: Vec<String>,
}

#[test]
fn every_case_names_its_bodies() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/deciders.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = String::new();
    for case in file.case {
        let bulletin = tongbao::parse(&case.text);
        let row = |r: tongbao::Row| {
            let mut line = format!("{} {}: {}", r.name, r.record.measure, r.record.decided_by.join("、"));
            if !r.record.approved_by.is_empty() {
                write!(line, " / {}", r.record.approved_by.join("、")).unwrap();
            }
            line.trim_end().to_string()
        };
        let got: Vec<String> = bulletin.rows().map(row).collect();
        if got != case.expect {
            writeln!(wrong, "{}\n  expected {:?}\n  found    {got:?}", case.why, case.expect).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
