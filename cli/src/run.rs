//! A run over all inputs, and the subcommands that need nothing more.

use crate::args::{InputArgs, OutputArgs, RunArgs};
use crate::document::{Document, Plain};
use crate::input::{Failure, Inputs, Raw, Reading, STDIN};
use crate::pipeline;
use crate::progress::{complain, Display, Progress};
use crate::resume::Resumable;
use crate::sink::{Sink, Text};
use crate::table;
use crate::target::{Refusal, Target};
use crate::{Format, ParseArgs};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// More threads than this only cost memory.
const MOST_JOBS: usize = 256;

/// `tongbao parse`.
pub fn parse(args: &ParseArgs) -> ExitCode {
    let ParseArgs { input, run, output, format, resume } = args;
    let all = Run::new(input, run, output);
    let opened = match (format, &output.output) {
        (Format::Jsonl, Some(path)) => Resumable::open(path, output.force, *resume, &all.description())
            .map(|(mut sink, start)| Run { start, ..all }.drive(json_line, &mut sink)),
        _ if *resume => Err(Refusal::Usage("only JSON Lines in a file can be resumed; add --format jsonl".to_string())),
        (Format::Jsonl, None) => Target::open(output).map(|target| all.drive(json_line, &mut Text::new(target, ""))),
        (Format::Table, _) => {
            Target::open(output).map(|target| all.drive(|d| table::bulletin(&d.bulletin), &mut Text::new(target, "\n")))
        }
    };
    opened.unwrap_or_else(|refusal| refused(output, refusal))
}

/// `tongbao rules`.
pub fn rules() -> ExitCode {
    let mut out = io::stdout().lock();
    let written = out.write_all(table::rules(tongbao::rules()).as_bytes()).and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => unwritten(&OutputArgs { output: None, force: false }, &e),
        _ => ExitCode::SUCCESS,
    }
}

fn json_line(document: Document) -> String {
    let mut line = serde_json::to_string(&document).expect("a bulletin has string keys only");
    line.push('\n');
    line
}

/// A run over all inputs.
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
    pub fn new(args: &'a InputArgs, how: &'a RunArgs, output: &'a OutputArgs) -> Self {
        Self { args, inputs: Inputs::find(args), how, output, start: Progress::default() }
    }

    /// What decides the output: another run with the same description gives the same.
    fn description(&self) -> String {
        let (version, rules) = (env!("CARGO_PKG_VERSION"), tongbao::parse("").ruleset);
        format!("tongbao {version}, rules {rules}, {:?}, files {:016x}", self.args, self.inputs.fingerprint())
    }

    /// Reads every document, makes an item of it on the worker threads, and feeds the sink in the order of the input. The
    /// exit status: 0 all was read, 1 some was not or, with `--strict`, some has diagnostics.
    pub fn drive<T: Send>(self, make: impl Fn(Document) -> T + Sync, sink: &mut dyn Sink<T>) -> ExitCode {
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
            |raw| done(raw, args, &make),
            |chunk| {
                for done in chunk {
                    progress.taken += 1;
                    progress.bytes += done.bytes;
                    progress.documents += usize::from(done.item.is_some());
                    progress.failures += usize::from(done.failure.is_some());
                    progress.diagnostics += done.diagnostics;
                    if let Some(item) = &done.item {
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
        ExitCode::from(u8::from(progress.failures > 0 || (how.strict && progress.diagnostics > 0)))
    }
}

fn done<T>(raw: Result<Raw, Failure>, args: &InputArgs, make: impl Fn(Document) -> T) -> Done<T> {
    let raw = match raw {
        Ok(raw) => raw,
        Err(failure) => return Done { bytes: 0, item: None, diagnostics: 0, failure: Some(failure) },
    };
    let bytes = raw.bytes;
    let Reading { plain, failure } = raw.read(args);
    let document = plain.map(Plain::parse);
    let diagnostics = document.as_ref().map_or(0, |d| d.bulletin.diagnostics.len());
    Done { bytes, item: document.map(make), diagnostics, failure }
}

/// There can be no output: 2 when it is asked for wrongly, 1 when it cannot be had.
fn refused(output: &OutputArgs, refusal: Refusal) -> ExitCode {
    match refusal {
        Refusal::Usage(reason) => {
            complain(&name(output), &reason);
            ExitCode::from(2)
        }
        Refusal::Io(e) => unwritten(output, &e),
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
