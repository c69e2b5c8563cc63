//! `tongbao report` as a user runs it. The page is looked at in a browser by `.ci/full-report`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const TEXT: &str = "给予青浔区水务局局长段启衡党内警告处分。";

fn report(inputs: &[&Path], output: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongbao"));
    command.arg("report").args(inputs).arg("-o").arg(output).output().unwrap()
}

#[test]
fn a_page_is_written_and_nothing_beside_it() {
    let dir = TempDir::new().unwrap();
    let (text, lines, page) = (dir.path().join("a.txt"), dir.path().join("b.jsonl"), dir.path().join("report.html"));
    fs::write(&text, TEXT).unwrap();
    fs::write(
        &lines,
        r#"{"id":"b","text":"今天。","date":"2023-05","source":"青浔日报","url":"https://example.org/b"}"#,
    )
    .unwrap();
    let done = report(&[&text, &lines], &page);
    assert_eq!((done.status.code(), done.stdout, done.stderr), (Some(0), vec![], vec![]));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    for told in ["段启衡", "2023-05", "青浔日报", "https://example.org/b"] {
        assert!(page.contains(told), "{told}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
}

#[test]
fn a_bad_input_is_named_and_the_others_are_in_the_page() {
    let dir = TempDir::new().unwrap();
    let (text, missing, page) = (dir.path().join("a.txt"), dir.path().join("missing.txt"), dir.path().join("r.html"));
    fs::write(&text, TEXT).unwrap();
    let done = report(&[&missing, &text], &page);
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(said.contains("missing.txt: no such file"), "{said}");
    assert!(fs::read_to_string(page).unwrap().contains("段启衡"));
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_left_as_it_was() {
    let dir = TempDir::new().unwrap();
    let text = dir.path().join("a.txt");
    fs::write(&text, TEXT).unwrap();
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    for output in [folder, dir.path().join("no/such/report.html")] {
        let done = report(&[&text], &output);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert!(said.contains(&format!("{}: could not be written", output.display())), "{said}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "no half page is left");
}
