//! The command as a user runs it. What the rules read is tested in the library.

use serde_json::Value;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const TEXT: &str = "给予青浔区水务局局长段启衡党内警告处分。";

struct Done {
    status: i32,
    out: String,
    err: String,
}

impl Done {
    fn documents(&self) -> Vec<Value> {
        self.out.lines().map(|l| serde_json::from_str(l).expect(l)).collect()
    }
    fn ids(&self) -> Vec<String> {
        self.documents().iter().map(|d| d["id"].as_str().unwrap().to_string()).collect()
    }
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tongbao"))
}

fn run<S: AsRef<OsStr>>(args: &[S], stdin: &[u8]) -> Done {
    let mut command = command();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that reads no input closes it; that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    Done {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Writes a file and returns its path.
fn file(dir: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = dir.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_string()
}

fn jsonl(inputs: &[&str]) -> Done {
    run(&[&["parse", "--format", "jsonl"], inputs].concat(), b"")
}

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
fn bad_inputs_are_named_and_the_others_go_on() {
    let dir = TempDir::new().unwrap();
    let good = file(&dir, "a.txt", TEXT);
    let last = file(&dir, "z.txt", TEXT);
    let missing = dir.path().join("missing.txt").to_str().unwrap().to_string();
    let folder = dir.path().to_str().unwrap().to_string();
    let gbk = file(&dir, "gbk.txt", b"abc\xb8\xf8\xd3\xe8");
    let bom_gbk = file(&dir, "bom.txt", b"\xef\xbb\xbfabc\xb8");
    let utf16 = file(&dir, "utf16.txt", b"\xff\xfe\x59\x7d");
    for (bad, reason) in [
        (&missing, "no such file"),
        (&folder, "is a directory; name the files in it"),
        (&gbk, "not UTF-8 at byte 3 (counted from 0); convert it first, such as with `iconv -f GB18030 -t UTF-8`"),
        (&bom_gbk, "not UTF-8 at byte 6"),
        (&utf16, "iconv -f UTF-16"),
    ] {
        let done = jsonl(&[&good, bad, &last]);
        assert_eq!(done.status, 1, "{}", done.err);
        assert_eq!(done.ids(), ["a.txt", "z.txt"]);
        assert!(done.err.starts_with(&format!("tongbao: {bad}: ")), "{}", done.err);
        assert!(done.err.contains(reason), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1);
        let alone = jsonl(&[bad]);
        assert_eq!((alone.status, alone.out.as_str()), (1, ""));
    }
}

#[test]
fn standard_input_that_is_not_utf8_is_named() {
    let done = run(&["parse"], b"\xff");
    assert_eq!((done.status, done.out.as_str()), (1, ""));
    assert!(done.err.starts_with("tongbao: -: not UTF-8 at byte 0"), "{}", done.err);
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
fn the_fields_can_be_chosen_and_wrong_ones_are_explained() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "in.jsonl", "{\"nr\":\"x\",\"body\":\"甲\"}\n");
    let chosen = run(&["parse", "--format", "jsonl", "--id-field", "nr", "--text-field", "body", &path], b"");
    assert_eq!((chosen.status, chosen.ids()), (0, vec!["x".to_string()]));
    for (args, missing) in [(["--id-field", "key"], "key"), (["--id-field", "nr"], "text")] {
        let done = run(&["parse", "--format", "jsonl", args[0], args[1], &path], b"");
        assert_eq!((done.status, done.out.as_str()), (1, ""));
        assert!(done.err.starts_with(&format!("tongbao: {path}:1: no field `{missing}`")), "{}", done.err);
        assert!(done.err.contains("`body`, `nr`"), "{}", done.err);
    }
}

#[test]
fn malformed_lines_are_named_and_the_others_go_on() {
    let dir = TempDir::new().unwrap();
    let mut content = Vec::new();
    content.extend_from_slice(b"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\n[1]\n{\"id\":\"4\",\"text\":5}\n");
    content.extend_from_slice(b"{\"id\":\"5\",\"text\":\"\xb8\"}\n{\"id\":\"6\",\"text\":\"b\"}\n");
    let bad_byte = format!("not UTF-8 at byte {} ", content.iter().position(|b| *b == 0xb8).unwrap());
    let path = file(&dir, "in.jsonl", content);
    let done = jsonl(&[&path]);
    assert_eq!((done.status, done.ids()), (1, vec!["1".to_string(), "6".to_string()]));
    let errors: Vec<&str> = done.err.lines().collect();
    assert_eq!(errors.len(), 4, "{}", done.err);
    for (error, (line, reason)) in errors.iter().zip([
        (2, "not JSON"),
        (3, "not a JSON object"),
        (4, "field `text` is no string"),
        (5, bad_byte.as_str()),
    ]) {
        assert!(error.starts_with(&format!("tongbao: {path}:{line}: ")) && error.contains(reason), "{error}");
    }
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
