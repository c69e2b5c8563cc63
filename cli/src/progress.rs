//! What a person sees on standard error while a run goes on: what could not be read, a bar, and a closing line.

use crate::input::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::io::{self, IsTerminal, Write};

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Raw documents taken from the input, whatever became of them.
    pub taken: usize,
    /// Their bytes.
    pub bytes: u64,
    pub documents: usize,
    /// Inputs, or rows of them, that could not be read or not in full.
    pub failures: usize,
    pub diagnostics: usize,
}

/// Shows a run to a person.
pub struct Display {
    bar: ProgressBar,
    quiet: bool,
}

impl Display {
    /// `bytes` is how many there are to read, if that is known. There is no bar where it would mix with the output.
    pub fn new(bytes: Option<u64>, to_file: bool, quiet: bool, start: &Progress) -> Self {
        let shown = !quiet && io::stderr().is_terminal() && (to_file || !io::stdout().is_terminal());
        let (bar, form) = match bytes {
            _ if !shown => (ProgressBar::hidden(), "{msg}"),
            Some(bytes) => {
                (ProgressBar::new(bytes), "{wide_bar} {percent:>3}%  {msg}  {binary_bytes_per_sec}  {eta} left")
            }
            None => (ProgressBar::new_spinner(), "{spinner} {msg}  {binary_bytes}  {binary_bytes_per_sec}  {elapsed}"),
        };
        bar.set_style(ProgressStyle::with_template(form).expect("a constant"));
        bar.set_position(start.bytes);
        bar.reset_eta();
        Self { bar, quiet }
    }

    pub fn failure(&self, failure: &Failure) {
        self.bar.suspend(|| complain(&failure.name, &failure.reason));
    }

    pub fn show(&self, so_far: &Progress) {
        self.bar.set_message(documents(so_far.documents));
        self.bar.set_position(so_far.bytes);
    }

    pub fn end(&self, progress: &Progress, to_file: bool, strict: bool) {
        self.bar.finish_and_clear();
        let failed = progress.failures > 0 || (strict && progress.diagnostics > 0);
        if self.quiet || !(failed || to_file) {
            return;
        }
        let mut line = format!("{} read", documents(progress.documents));
        match progress.failures {
            0 => {}
            1 => line += ", 1 input not read or not in full",
            n => line += &format!(", {n} inputs not read or not in full"),
        }
        match progress.diagnostics {
            _ if !strict => {}
            1 => line += ", 1 diagnostic",
            n => line += &format!(", {n} diagnostics"),
        }
        say(&line);
    }
}

fn documents(count: usize) -> String {
    if count == 1 {
        "1 document".to_string()
    } else {
        format!("{count} documents")
    }
}

/// A line on standard error; when that is closed there is nobody to tell.
pub fn say(what: &str) {
    let _ = writeln!(io::stderr(), "tongbao: {what}");
}

pub fn complain(name: &str, reason: &str) {
    say(&format!("{name}: {reason}"));
}
