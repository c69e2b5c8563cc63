//! A run over all inputs.

use crate::args::{InputArgs, OutputArgs, RunArgs, Work};
use crate::document::Document;
use crate::input::{Failure, Inputs, Raw, Reading, STDIN};
use crate::pipeline;
use crate::progress::{complain, Display, Progress};
use crate::pseudonym;
use crate::sink::Sink;
use crate::target::Refusal;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::process::ExitCode;

/// More threads than this only cost memory.
const MOST_JOBS: usize = 256;

pub struct Run<'a> {
    args: &'a InputArgs,
    inputs: Inputs,
    how: &'a RunArgs,
    output: &'a OutputArgs,
    /// Where an earlier run came to.
    start: Progress,
}

/// What became of one raw document.
struct Done<T> {
    bytes: u64,
    item: Option<T>,
    diagnostics: usize,
    failure: Option<Failure>,
}

impl<'a> Run<'a> {
    pub fn new(Work { input, run, output }: &'a Work) -> Self {
        Self { args: input, inputs: Inputs::find(input), how: run, output, start: Progress::default() }
    }

    /// Goes on where an earlier run came to.
    pub fn after(self, start: Progress) -> Self {
        Self { start, ..self }
    }

    /// What decides the documents: another run with the same description reads the same.
    pub fn description(&self) -> String {
        let (version, rules) = (env!("CARGO_PKG_VERSION"), tongbao::parse("").ruleset);
        // The key itself is nothing to write down.
        let hidden = self.output.pseudonymise.as_ref().map(|key| pseudonym::code("", key));
        let files = self.inputs.fingerprint();
        format!("tongbao {version}, rules {rules}, {:?}, hidden {hidden:?}, files {files:016x}", self.args)
    }

    /// Reads every document, makes an item of it on the worker threads, and feeds the sink in the order of the input. The
    /// exit status: 0 all was read, 1 some was not or, with `--strict`, some has diagnostics.
    pub fn drive<T: Send>(self, make: impl Fn(Document) -> T + Sync, mut sink: impl Sink<T>) -> ExitCode {
        let Self { args, inputs, how, output, start: mut progress } = self;
        let to_file = output.output.is_some();
        if args.inputs.iter().any(|i| i == STDIN) && io::stdin().is_terminal() {
            complain("standard input", "reading from the terminal; end with Ctrl-D");
        }
        let jobs = how.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let display = Display::new(inputs.bytes, to_file, how.quiet, &progress);
        let taken = progress.taken;
        let written = pipeline::run(
            || inputs.stream(args).skip(taken),
            |raw| raw.as_ref().map_or(0, |raw| raw.bytes),
            jobs.min(MOST_JOBS),
            |raw| done(raw, args, |document| make(hide(document, output))),
            |chunk| {
                for done in chunk {
                    progress.taken += 1;
                    progress.bytes += done.bytes;
                    progress.documents += usize::from(done.item.is_some());
                    progress.failures += usize::from(done.failure.is_some());
                    progress.diagnostics += done.diagnostics;
                    if let Some(item) = done.item {
                        sink.write(item)?;
                    }
                    if let Some(failure) = &done.failure {
                        // What stands before it in the input comes out before it.
                        sink.checkpoint(&progress)?;
                        display.failure(failure);
                    }
                }
                display.show(&progress);
                sink.checkpoint(&progress)
            },
        );
        match written.and_then(|()| sink.finish()) {
            Ok(()) => {}
            // A reader that closed the pipe has what it wanted.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe && !to_file => {}
            Err(e) => {
                drop(display);
                return unwritten(output, &e);
            }
        }
        display.end(&progress, to_file, how.strict);
        ExitCode::from(u8::from(progress.failed(how.strict)))
    }
}

fn done<T>(raw: Result<Raw, Failure>, args: &InputArgs, make: impl Fn(Document) -> T) -> Done<T> {
    let raw = match raw {
        Ok(raw) => raw,
        Err(failure) => return Done { bytes: 0, item: None, diagnostics: 0, failure: Some(failure) },
    };
    let (bytes, name) = (raw.bytes, raw.name.clone());
    let Reading { plain, failure } = raw.read(args);
    let Some(plain) = plain else { return Done { bytes, item: None, diagnostics: 0, failure } };
    // Every text is valid; one that shows otherwise must not stop the others.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let document = plain.parse();
        (document.bulletin.diagnostics.len(), make(document))
    }));
    match made {
        Ok((diagnostics, item)) => Done { bytes, item: Some(item), diagnostics, failure },
        Err(_) => {
            let reason = "could not be read because of a fault of tongbao; report it with the text".to_string();
            Done { bytes, item: None, diagnostics: 0, failure: Some(Failure { name, reason }) }
        }
    }
}

fn hide(document: Document, output: &OutputArgs) -> Document {
    match &output.pseudonymise {
        Some(key) => pseudonym::pseudonymise(&document, key),
        None => document,
    }
}

/// The exit status of a run whose output may have been refused: then 2 when it is asked for wrongly, 1 when it cannot be
/// had.
pub fn status(output: &OutputArgs, opened: Result<ExitCode, Refusal>) -> ExitCode {
    match opened {
        Ok(status) => status,
        Err(Refusal::Usage(reason)) => {
            complain(&name(output), &reason);
            ExitCode::from(2)
        }
        Err(Refusal::Io(e)) => unwritten(output, &e),
    }
}

/// Writes to standard output what needs no input.
pub fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()), ExitCode::SUCCESS)
}

/// `status`, unless standard output failed. A reader that closed the pipe has what it wanted.
pub fn printed(written: io::Result<()>, status: ExitCode) -> ExitCode {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => unwritten(&OutputArgs::default(), &e),
        _ => status,
    }
}

fn unwritten(output: &OutputArgs, error: &io::Error) -> ExitCode {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "make the folder first",
        io::ErrorKind::PermissionDenied => "choose another place, or make the folder writable",
        _ => "make room or choose another place",
    };
    complain(&name(output), &format!("could not be written ({error}); {advice}"));
    ExitCode::from(1)
}

fn name(output: &OutputArgs) -> String {
    output.output.as_ref().map_or("standard output".to_string(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        work: Work,
    }

    struct Ids<'a>(&'a mut Vec<String>);

    impl Sink<String> for Ids<'_> {
        fn write(&mut self, id: String) -> io::Result<()> {
            self.0.push(id);
            Ok(())
        }

        fn finish(self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_fault_in_one_document_does_not_stop_the_others() {
        let dir = tempfile::TempDir::new().unwrap();
        for name in ["a.txt", "b.txt", "c.txt"] {
            std::fs::write(dir.path().join(name), name).unwrap();
        }
        let mut read = Vec::new();
        let make = |document: Document| {
            assert_ne!(document.bulletin.id, "b.txt");
            document.bulletin.id
        };
        let command = Command::parse_from(["test", dir.path().to_str().unwrap()]);
        let status = Run::new(&command.work).drive(make, Ids(&mut read));
        assert_eq!((status, read), (ExitCode::from(1), vec!["a.txt".to_string(), "c.txt".to_string()]));
    }
}
