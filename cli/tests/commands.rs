//! The commands beside `parse`.

mod common;

use common::{file, good, run};
use tempfile::TempDir;

const DECIDED: &str = "给予青浔区水务局局长段启衡党内警告处分。";

#[test]
fn measures_are_counted_once_for_each_bulletin() {
    let dir = TempDir::new().unwrap();
    let a = file(&dir, "a.txt", DECIDED);
    let b = file(&dir, "b.txt", "给予安澜县教育局局长单砚秋党内警告、政务记过处分。");
    let out = good(&["stats", &a, &b, &a]);
    let line = |out: &str, start: &str| -> Vec<String> {
        let line = out.lines().find(|l| l.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {out}"));
        line.split_whitespace().map(str::to_string).collect()
    };
    let counts = |out: &str, start: &str| line(out, start).into_iter().rev().take(3).rev().collect::<Vec<_>>();
    assert_eq!(counts(&out, "party_warning"), ["2", "2", "2"]);
    assert_eq!(counts(&out, "gov_demerit"), ["1", "1", "1"]);
    assert!(out.ends_with("3 measures, 2 people, 2 documents (1 repost left out)\n"), "{out}");
    let all = good(&["stats", "--reposts", &a, &b, &a]);
    assert_eq!(counts(&all, "party_warning"), ["3", "3", "3"]);
    for (by, start) in
        [("family", "party "), ("place", "青浔区"), ("level", "county"), ("year", "unknown"), ("genre", "disciplinary")]
    {
        let out = good(&["stats", "--by", by, &a]);
        assert!(out.starts_with(&format!("Decided measures by {by}\n")), "{out}");
        assert_eq!(counts(&out, start), ["1", "1", "1"], "{out}");
    }
    let no_unit =
        "关于一起典型问题的通报\n段启衡违规收受礼金，受到党内警告处分。\n中共青浔区纪律检查委员会\n2024年5月6日";
    let issued = file(&dir, "issued.txt", no_unit);
    for (by, start) in [("place", "青浔区"), ("year", "2024")] {
        assert_eq!(counts(&good(&["stats", "--by", by, &issued]), start), ["1", "1", "1"], "{by}");
    }
}

#[test]
fn reposts_are_grouped() {
    let dir = TempDir::new().unwrap();
    let a = file(&dir, "a.txt", DECIDED);
    let b = file(&dir, "b.txt", format!("据青浔区纪委监委消息，{DECIDED}"));
    let c = file(&dir, "c.txt", "给予安澜县教育局局长单砚秋政务记过处分。");
    let out = good(&["dedup", &a, &b, &c]);
    assert!(out.contains("1      a.txt     the first\n"), "{out}");
    assert!(out.contains("       b.txt     same people, measures and dates\n"), "{out}");
    assert!(!out.contains("c.txt"), "{out}");
    assert!(out.ends_with("3 documents, 2 different bulletins\n"), "{out}");
    assert_eq!(good(&["dedup", &a, &c]), "2 documents, 2 different bulletins\n");
}

#[test]
fn two_runs_are_compared() {
    let dir = TempDir::new().unwrap();
    let parsed = |name: &str, text: &str| {
        let input = file(&dir, "in.txt", text);
        file(&dir, name, good(&["parse", "--format", "jsonl", "--no-text", &input]))
    };
    let before = parsed("a.jsonl", DECIDED);
    let same = run(&["diff", &before, &before], b"");
    assert_eq!(same.status, 0);
    let none = "0 of 1 documents differ, 0 stand in one file only; \
                person: +0 -0 ~0; post: +0 -0 ~0; measure: +0 -0 ~0\n";
    assert_eq!(same.out, none);

    let after =
        parsed("b.jsonl", "建议给予青浔区水务局局长段启衡党内警告处分。给予安澜县教育局局长单砚秋政务记过处分。");
    let done = run(&["diff", &before, &after], b"");
    assert_eq!((done.status, done.err.as_str()), (1, ""));
    for line in [
        "in.txt",
        "  ~ measure 段启衡 party_warning: status decided -> proposed",
        "  + person 单砚秋 (role subject)",
        "  + post 单砚秋 安澜县教育局局长 (status current, level county)",
        "  + measure 单砚秋 gov_demerit (status decided)",
    ] {
        assert!(done.out.lines().any(|l| l == line), "no {line} in {}", done.out);
    }
    assert!(done.out.contains("1 of 1 documents differ"), "{}", done.out);
    let back = run(&["diff", &after, &before], b"");
    assert!(back.out.contains("  - person 单砚秋 (role subject)\n"), "{}", back.out);

    let other = file(&dir, "c.jsonl", good(&["parse", "--format", "jsonl", &file(&dir, "other.txt", DECIDED)]));
    let apart = run(&["diff", &before, &other], b"");
    assert_eq!(apart.status, 1);
    assert!(apart.out.starts_with("- document in.txt\n+ document other.txt\n"), "{}", apart.out);
}

#[test]
fn what_cannot_be_compared_is_named() {
    let dir = TempDir::new().unwrap();
    let text = file(&dir, "a.txt", format!("\n{DECIDED}"));
    let done = run(&["diff", &text, &text], b"");
    assert_eq!((done.status, done.out.as_str()), (1, ""));
    assert!(done.err.starts_with(&format!("tongbao: {text}:2: no bulletin (")), "{}", done.err);
    let missing = run(&["diff", &text, "missing.jsonl"], b"");
    assert_eq!(missing.status, 1);
    assert!(missing.err.starts_with("tongbao: missing.jsonl: could not be read"), "{}", missing.err);
}

#[test]
fn findings_are_explained_under_their_sentence() {
    let dir = TempDir::new().unwrap();
    let out = good(&["explain", &file(&dir, "a.txt", format!("无关的一句。{DECIDED}"))]);
    let at = out.lines().position(|l| l == DECIDED).unwrap_or_else(|| panic!("{out}"));
    let next: Vec<&str> = out.lines().skip(at + 1).collect();
    assert!(next[1].ends_with("^^^^^^^^ 段启衡 ← 党内警告 (decided, explicit, link/give-to)"), "{out}");
    assert!(!out.contains("无关"), "sentences without a finding are left out: {out}");
}

#[test]
fn the_schema_is_json() {
    let schema: serde_json::Value = serde_json::from_str(&good(&["schema"])).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], "tongbao/1");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(good(&["completions", shell]).contains("dedup"), "{shell}");
    }
    assert_eq!(run(&["completions", "cmd"], b"").status, 2);
}
