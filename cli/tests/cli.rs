//! The command as a user runs it. What the rules read is tested in the library.

mod common;

use common::*;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use tempfile::TempDir;

#[test]
fn every_key_is_present() {
    let done = run(&["parse", "--format", "jsonl"], b"");
    let keys = [
        "schema",
        "ruleset",
        "id",
        "text",
        "title",
        "issuer",
        "date",
        "sections",
        "people",
        "organizations",
        "measures",
        "cases",
        "provisions",
        "statistics",
        "diagnostics",
        "source",
        "url",
    ];
    let document = &done.documents()[0];
    for key in keys {
        assert!(document.get(key).is_some(), "no {key} in {document}");
    }
    assert_eq!(document.as_object().unwrap().len(), keys.len());
    assert_eq!(document["schema"], "tongbao/1");
}

#[test]
fn standard_input_is_named_dash() {
    for args in [&["parse", "--format", "jsonl", "-"][..], &["parse", "--format", "jsonl"]] {
        let done = run(args, TEXT.as_bytes());
        assert_eq!((done.status, done.err.as_str()), (0, ""));
        assert_eq!(done.ids(), ["-"]);
        assert_eq!(done.documents()[0]["text"], TEXT);
    }
}

#[test]
fn a_file_is_named_by_its_base_name_and_loses_its_bom() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "通报.txt", format!("\u{feff}{TEXT}"));
    let done = jsonl(&[&path]);
    assert_eq!(done.ids(), ["通报.txt"]);
    assert_eq!(done.documents()[0]["text"], TEXT);
}

#[test]
fn an_empty_file_is_an_empty_bulletin() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "empty.txt", "");
    let done = jsonl(&[&path]);
    assert_eq!((done.status, done.ids()), (0, vec!["empty.txt".to_string()]));
    let table = run(&["parse", &path], b"");
    assert_eq!((table.status, table.err.as_str()), (0, ""));
    assert!(table.out.contains("empty.txt") && table.out.contains("nothing found"), "{}", table.out);
    assert_eq!(jsonl(&[&file(&dir, "empty.jsonl", "")]).out, "");
}

#[test]
fn the_table_is_the_default() {
    let done = run(&["parse", "-"], TEXT.as_bytes());
    assert_eq!(done.status, 0);
    assert_eq!(done.out, run(&["parse", "--format", "table"], TEXT.as_bytes()).out);
    assert!(done.out.starts_with("== - ==\n"), "{}", done.out);
}

#[test]
fn jsonl_lines_are_documents() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "in.jsonl", "\u{feff}{\"id\":\"x\",\"text\":\"甲\"}\r\n\n{\"text\":\"乙\",\"id\":7}");
    let done = jsonl(&[&path]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    assert_eq!(done.ids(), ["x", "7"]);
    assert_eq!(done.documents()[1]["text"], "乙");
}

#[test]
fn fields_are_chosen_and_those_beside_the_text_are_carried_through() {
    let dir = TempDir::new().unwrap();
    let row =
        r#"{"nr":7,"page":{"body":"甲","head":"标题"},"day":"2024年5月6日","site":"清风网","link":"http://a.cn"}"#;
    let path = file(&dir, "in.jsonl", row);
    let fields = [
        ["--id-field", "nr"],
        ["--text-field", "page.body"],
        ["--title-field", "page.head"],
        ["--date-field", "day"],
        ["--source-field", "site"],
        ["--url-field", "link"],
    ];
    let done = run(&[&["parse", "--format", "jsonl", &path], fields.concat().as_slice()].concat(), b"");
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    let document = &done.documents()[0];
    for (key, value) in [
        ("id", "7"),
        ("text", "甲"),
        ("title", "标题"),
        ("date", "2024-05-06"),
        ("source", "清风网"),
        ("url", "http://a.cn"),
    ] {
        assert_eq!(document[key], value, "{key}");
    }
}

#[test]
fn rows_without_an_id_are_named_by_their_place() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "in.csv", "title,text\n一,甲\n二,\"乙，\n丙\"\n三,丁\n");
    let done = jsonl(&[&path]);
    assert_eq!(done.ids(), [2, 3, 5].map(|line| format!("{path}:{line}")));
    assert_eq!(done.documents()[1]["text"], "乙，\n丙");
    assert_eq!(done.documents()[2]["title"], "三");
}

#[test]
fn folders_are_read_with_all_below_them_and_globs_as_they_match() {
    let dir = TempDir::new().unwrap();
    for name in ["b.txt", "a/z.html", "a/y.TXT", "a/.hidden.txt", "a/picture.png", "c.aspx"] {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, TEXT).unwrap();
    }
    let folder = dir.path().to_str().unwrap();
    let done = jsonl(&[folder]);
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    assert_eq!(done.ids(), ["a/y.TXT", "a/z.html", "b.txt"]);
    assert_eq!(jsonl(&[&format!("{folder}/**/*.[tT]*")]).ids(), ["y.TXT", "b.txt"]);
    assert_eq!(jsonl(&["--input", "html", &format!("{folder}/*.aspx")]).documents()[0]["text"], TEXT);
}

/// Many documents, long and short, with a bad line among them.
fn many(dir: &TempDir) -> String {
    let mut content = String::new();
    for n in 0..500 {
        if n == 250 {
            content.push_str("{broken\n");
        }
        writeln!(content, "{{\"id\":\"{n}\",\"text\":\"{}\"}}", TEXT.repeat(n % 17)).unwrap();
    }
    file(dir, "many.jsonl", content)
}

#[test]
fn any_number_of_jobs_gives_the_same_output() {
    let dir = TempDir::new().unwrap();
    let path = many(&dir);
    for format in ["jsonl", "table"] {
        let one = run(&["parse", "--format", format, "--jobs", "1", &path], b"");
        assert_eq!(one.status, 1);
        for jobs in [&["--jobs", "2"][..], &["--jobs", "7"], &[]] {
            let done = run(&[&["parse", "--format", format], jobs, &[&path]].concat(), b"");
            assert_eq!((done.status, &done.err), (1, &one.err));
            assert!(done.out == one.out, "{format} {jobs:?}: output differs");
        }
    }
    let ids: Vec<String> = (0..500).map(|n| n.to_string()).collect();
    assert_eq!(jsonl(&[&path]).ids(), ids);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "big.jsonl", format!("{{\"id\":\"1\",\"text\":\"{}\"}}\n", TEXT.repeat(20)).repeat(2000));
    let mut command = command();
    command.args(["parse", "--format", "jsonl", &path]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with('{'));
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]));
}

#[test]
fn wrong_usage_is_status_2() {
    for args in [
        &["parse", "--format", "xml"][..],
        &["parse", "--jobs", "0"],
        &["parse", "--jobs", "many"],
        &["parse", "--frmat", "jsonl"],
        &["read"],
        &["rules", "x"],
        &[],
    ] {
        let done = run(args, b"");
        assert_eq!((done.status, done.out.as_str()), (2, ""), "{args:?}");
        assert!(!done.err.is_empty());
    }
    let format = run(&["parse", "--format", "xml"], b"");
    assert!(format.err.contains("table") && format.err.contains("jsonl"), "{}", format.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_need_not_be_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let dir = TempDir::new().unwrap();
    let path = dir.path().join(OsStr::from_bytes(b"\xcd\xa8.txt"));
    fs::write(&path, TEXT).unwrap();
    let done = run(&[OsStr::new("parse"), OsStr::new("--format=jsonl"), path.as_os_str()], b"");
    assert_eq!((done.status, done.documents().len()), (0, 1), "{}", done.err);
}

#[test]
fn the_rules_are_listed() {
    let done = run(&["rules"], b"");
    assert_eq!((done.status, done.err.as_str()), (0, ""));
    for rule in tongbao::rules() {
        assert!(done.out.lines().any(|l| l.starts_with(rule.id)), "no {} in {}", rule.id, done.out);
    }
}
