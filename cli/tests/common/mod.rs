//! Running the command.
#![allow(dead_code)] // each test program uses some of it

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub const TEXT: &str = "给予青浔区水务局局长段启衡党内警告处分。";

/// What a run of the command gave.
pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn documents(&self) -> Vec<Value> {
        self.out.lines().map(|l| serde_json::from_str(l).expect(l)).collect()
    }
    pub fn ids(&self) -> Vec<String> {
        self.documents().iter().map(|d| d["id"].as_str().unwrap().to_string()).collect()
    }
}

pub fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tongbao"))
}

pub fn run<S: AsRef<OsStr>>(args: &[S], stdin: &[u8]) -> Done {
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

/// The output of a command that has nothing to complain of.
pub fn good(args: &[&str]) -> String {
    let done = run(args, b"");
    assert_eq!((done.status, done.err.as_str()), (0, ""), "{args:?}");
    done.out
}

/// Writes a file and returns its path.
pub fn file(dir: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = dir.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_string()
}

pub fn jsonl(inputs: &[&str]) -> Done {
    run(&[&["parse", "--format", "jsonl"], inputs].concat(), b"")
}
