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

impl Progress {
    /// Whether the exit status says that something is to be looked at.
    pub fn failed(&self, strict: bool) -> bool {
        self.failures > 0 || (strict && self.diagnostics > 0)
    }

    /// The closing line.
    fn summary(&self, strict: bool) -> String {
        let mut line = format!("{} read", documents(self.documents));
        match self.failures {
            0 => {}
            1 => line += ", 1 input not read or not in full",
            n => line += &format!(", {n} inputs not read or not in full"),
        }
        match self.diagnostics {
            _ if !strict => {}
            1 => line += ", 1 diagnostic",
            n => line += &format!(", {n} diagnostics"),
        }
        line
    }
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
        if !self.quiet && (progress.failed(strict) || to_file) {
            say(&progress.summary(strict));
        }
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

#[cfg(test)]
mod tests {
    use super::Progress;

    #[test]
    fn diagnostics_count_for_those_who_are_strict() {
        let clear = Progress { documents: 1, ..Progress::default() };
        let unclear = Progress { documents: 2, diagnostics: 1, ..Progress::default() };
        for (progress, strict, failed, summary) in [
            (&clear, true, false, "1 document read, 0 diagnostics"),
            (&unclear, false, false, "2 documents read"),
            (&unclear, true, true, "2 documents read, 1 diagnostic"),
        ] {
            assert_eq!((progress.failed(strict), progress.summary(strict).as_str()), (failed, summary));
        }
    }
}
