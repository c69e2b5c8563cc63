//! `tongbao report` as a user runs it. The page is looked at in a browser by `.ci/full-report`.

mod common;

use common::{file, good, run, TEXT};
use std::fs;
use tempfile::TempDir;

#[test]
fn a_page_is_written_and_nothing_beside_it() {
    let dir = TempDir::new().unwrap();
    let text = file(&dir, "a.txt", TEXT);
    let row = r#"{"id":"b","text":"今天。","date":"2023-05","source":"青浔日报","url":"https://example.org/b"}"#;
    let lines = file(&dir, "b.jsonl", row);
    let output = dir.path().join("report.html");
    let done = run(&["report", &text, &lines, "-o", output.to_str().unwrap()], b"");
    assert_eq!((done.status, done.out.as_str(), done.err.as_str()), (0, "", "tongbao: 2 documents read\n"));
    let page = fs::read_to_string(output).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    for told in ["段启衡", "2023-05", "青浔日报", "https://example.org/b"] {
        assert!(page.contains(told), "{told}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
    assert_eq!(good(&["report", "--jobs", "3", &text, &lines]), page, "without -o to standard output");
}

#[test]
fn each_bulletin_is_on_the_page_once_unless_told_otherwise() {
    let dir = TempDir::new().unwrap();
    let (a, b) = (file(&dir, "a.txt", TEXT), file(&dir, "b.txt", format!("据青浔区纪委监委消息，{TEXT}")));
    let once = good(&["report", &a, &b]);
    assert!(once.contains("\"a.txt\"") && !once.contains("\"b.txt\"") && once.contains("\"reposts\":1"), "{once}");
    let all = good(&["report", "--reposts", &a, &b]);
    assert!(all.contains("\"b.txt\"") && all.contains("\"reposts\":0"), "{all}");
}

#[test]
fn a_bad_input_is_named_and_the_others_are_in_the_page() {
    let dir = TempDir::new().unwrap();
    let done = run(&["report", "missing.txt", &file(&dir, "a.txt", TEXT)], b"");
    assert_eq!(done.status, 1);
    assert!(done.err.contains("missing.txt: no such file"), "{}", done.err);
    assert!(done.out.contains("段启衡"));
}

#[test]
fn a_page_that_is_there_is_replaced_on_demand_only() {
    let dir = TempDir::new().unwrap();
    let (text, page) = (file(&dir, "a.txt", TEXT), file(&dir, "report.html", "precious"));
    let done = run(&["report", &text, "-o", &page], b"");
    assert_eq!(done.status, 2);
    assert!(done.err.contains("report.html: exists; choose another name"), "{}", done.err);
    assert_eq!(fs::read_to_string(&page).unwrap(), "precious");
    assert_eq!(run(&["report", &text, "-o", &page, "--force"], b"").status, 0);
    assert!(fs::read_to_string(&page).unwrap().contains("段启衡"));
}
