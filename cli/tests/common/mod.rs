//! Runs the command as a user does.

use std::fs;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the command on nothing but its arguments.
pub fn run(args: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongbao"));
    let output = command.args(args).stdin(Stdio::null()).output().unwrap();
    Done {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The output of a command that has nothing to complain of.
pub fn good(args: &[&str]) -> String {
    let done = run(args);
    assert_eq!((done.status, done.err.as_str()), (0, ""), "{args:?}");
    done.out
}

/// Writes a file and returns its path.
pub fn file(dir: &TempDir, name: &str, content: &str) -> String {
    let path = dir.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_string()
}
