//! Work on many documents: output in a file, interruption and what follows.

mod common;

use common::{command, file, run, TEXT};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Many rows, with bad ones among them.
fn rows(dir: &TempDir, count: usize) -> String {
    let mut content = String::new();
    for n in 0..count {
        if n % 1000 == 500 {
            content.push_str("{broken\n");
        }
        writeln!(content, "{{\"id\":\"{n}\",\"text\":\"{}\"}}", TEXT.repeat(n % 17)).unwrap();
    }
    file(dir, "in.jsonl", content)
}

fn names(dir: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn output_in_a_file_is_the_same_and_replaced_on_demand() {
    let dir = TempDir::new().unwrap();
    let input = rows(&dir, 40);
    let output = dir.path().join("out");
    let path = output.to_str().unwrap();
    for format in ["table", "jsonl"] {
        let printed = run(&["parse", "--format", format, &input], b"");
        let done = run(&["parse", "--format", format, &input, "-o", path, "--force"], b"");
        assert_eq!((done.status, done.out.as_str()), (0, ""));
        assert_eq!(done.err, "tongbao: 40 documents read\n");
        assert!(fs::read_to_string(&output).unwrap() == printed.out, "{format}");
    }
    let quiet = run(&["parse", "--quiet", &input, "-o", path, "--force"], b"");
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
    assert_eq!(names(&dir), ["in.jsonl", "out"]);
}

#[cfg(unix)]
#[test]
fn the_output_is_readable_as_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let usual = mode(Path::new(&file(&dir, "a.txt", TEXT)));
    for format in ["table", "jsonl"] {
        let output = dir.path().join(format);
        run(&["parse", "--format", format, "-o", output.to_str().unwrap()], TEXT.as_bytes());
        assert_eq!(mode(&output), usual, "{format}");
    }
}

#[test]
fn strict_makes_diagnostics_a_failure() {
    let unclear = "给予党内警告处分。";
    let lenient = run(&["parse"], unclear.as_bytes());
    assert_eq!((lenient.status, lenient.err.as_str()), (0, ""));
    let strict = run(&["parse", "--strict"], unclear.as_bytes());
    assert_eq!((strict.status, strict.err.as_str()), (1, "tongbao: 1 document read, 1 diagnostic\n"));
    assert_eq!(strict.out, lenient.out);
    assert_eq!(run(&["parse", "--strict"], TEXT.as_bytes()).status, 0);
}

/// A run that was started and has written something.
fn started(args: &[&str], part: impl Fn() -> bool) -> Child {
    let child = command().args(args).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !part() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was written");
        sleep(Duration::from_millis(2));
    }
    child
}

#[test]
fn a_killed_run_is_continued_to_the_same_bytes() {
    let dir = TempDir::new().unwrap();
    let input = rows(&dir, 4000);
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    let whole = run(&["parse", &input, "--format", "jsonl", "-o", &at("whole")], b"");
    assert_eq!(whole.status, 1);

    let args = ["parse", &input, "--format", "jsonl", "-o", &at("out")];
    let size = |name: &str| fs::metadata(at(name)).map_or(0, |about| about.len());
    let mut child = started(&args, || size("out.part") > 100_000);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&dir), ["in.jsonl", "out.journal", "out.part", "whole"]);
    // As if the machine had stopped in the middle of a line.
    let mut part = fs::read(at("out.part")).unwrap();
    part.extend_from_slice(b"{\"schema\":\"tong");
    fs::write(at("out.part"), part).unwrap();

    let again = run(&args, b"");
    assert_eq!(again.status, 2);
    assert!(again.err.contains("out: was begun by a run that did not end; continue it with --resume"), "{}", again.err);
    let other = run(&[&args[..], &["--resume", "--encoding", "utf-8"]].concat(), b"");
    assert_eq!(other.status, 2);
    assert!(other.err.contains("was begun with other inputs or options, or by another version"), "{}", other.err);

    let resumed = run(&[&args[..], &["--resume", "--jobs", "1"]].concat(), b"");
    assert_eq!(resumed.status, 1, "{}", resumed.err);
    assert!(fs::read(at("out")).unwrap() == fs::read(at("whole")).unwrap(), "the outputs differ");
    assert_eq!(resumed.err.lines().last(), whole.err.lines().last(), "failures before the interruption count");
    assert_eq!(names(&dir), ["in.jsonl", "out", "whole"]);
}

#[test]
fn resuming_what_was_never_begun_begins_it() {
    let dir = TempDir::new().unwrap();
    let input = rows(&dir, 3);
    let output = dir.path().join("out");
    let done = run(&["parse", &input, "--format", "jsonl", "--resume", "-o", output.to_str().unwrap()], b"");
    assert_eq!(done.status, 0, "{}", done.err);
    assert_eq!(fs::read_to_string(output).unwrap().lines().count(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_leaves_no_half_written_file() {
    let dir = TempDir::new().unwrap();
    let input = rows(&dir, 20_000);
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    for (format, left, says) in [
        ("table", vec!["in.jsonl"], "interrupted; nothing was written"),
        #[cfg(feature = "sqlite")]
        ("sqlite", vec!["in.jsonl"], "interrupted; nothing was written"),
        #[cfg(feature = "parquet")]
        ("parquet", vec!["in.jsonl"], "interrupted; nothing was written"),
        ("jsonl", vec!["in.jsonl", "out.journal", "out.part"], "continue with the same command and --resume"),
    ] {
        let written = |path: &Path| fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > 0);
        let begun = || {
            let mut parts =
                names(&dir).into_iter().filter(|name| name.ends_with(".part")).map(|name| dir.path().join(name));
            parts.any(|part| {
                written(&part) || written(&part.join("output")) || written(&part.join("output/people.parquet"))
            })
        };
        let child = started(&["parse", &input, "--format", format, "-o", &at("out")], begun);
        let interrupt = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(interrupt.success());
        let done = child.wait_with_output().unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(130), "{err}");
        assert!(err.lines().any(|line| line.starts_with("tongbao: interrupted") && line.ends_with(says)), "{err}");
        assert_eq!(names(&dir), left, "{format}");
    }
}
