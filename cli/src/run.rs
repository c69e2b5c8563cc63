//! The subcommands: read in bounded chunks, parse on several threads, write in the order of the input.

use crate::command::diff;
use crate::document::Document;
use crate::input::{self, Document as Text, Failure};
use crate::sink::Sink;
use crate::{InputArgs, ParseArgs};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::OnceLock;

/// Documents read ahead per thread, and the bytes of text after which a chunk is full.
const CHUNK_PER_JOB: usize = 32;
const CHUNK_BYTES: usize = 8 << 20;
/// More threads than this only cost memory.
const MOST_JOBS: usize = 256;

type Input = Result<Text, Failure>;

/// `tongbao parse`.
pub fn parse(args: ParseArgs) -> ExitCode {
    let place = args.output.place();
    match args.output.open(place) {
        Ok(mut sink) => feed(args.input, sink.as_mut()),
        Err(e) => {
            let name = place.map_or_else(|| "standard output".to_string(), |path| path.display().to_string());
            complain(&name, &format!("could not be written ({e}); choose another place"));
            ExitCode::from(1)
        }
    }
}

/// `tongbao diff`.
pub fn diff(options: &diff::Options) -> ExitCode {
    match diff::run(options, &mut BufWriter::new(io::stdout().lock())) {
        Ok(same) => ExitCode::from(u8::from(!same)),
        Err(reason) => {
            let _ = writeln!(io::stderr(), "tongbao: {reason}");
            ExitCode::from(1)
        }
    }
}

/// Reads all inputs and hands the documents to the sink.
pub fn feed(args: InputArgs, sink: &mut dyn Sink) -> ExitCode {
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let jobs = jobs.min(MOST_JOBS);
    if args.inputs.iter().any(|i| i == input::STDIN) && io::stdin().is_terminal() {
        complain("standard input", "reading from the terminal; end with Ctrl-D");
    }
    let fields = input::Fields { id: args.id_field, text: args.text_field };
    let mut documents = input::documents(args.inputs, fields);
    let mut failed = false;
    loop {
        let chunk = next_chunk(&mut documents, jobs);
        if chunk.is_empty() {
            return exit(sink.finish(), failed);
        }
        for (input, document) in chunk.iter().zip(parse_all(&chunk, jobs)) {
            if let Err(failure) = input {
                failed = true;
                complain(&failure.name, &failure.reason);
            }
            if let Some(Err(e)) = document.into_inner().map(|document| sink.write(&document)) {
                return exit(Err(e), failed);
            }
        }
    }
}

/// The next documents: as many as keep all threads busy, fewer when they are long. One thread reads nothing ahead.
fn next_chunk(documents: &mut impl Iterator<Item = Input>, jobs: usize) -> Vec<Input> {
    let most = if jobs == 1 { 1 } else { jobs * CHUNK_PER_JOB };
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while chunk.len() < most && bytes < CHUNK_BYTES {
        let Some(document) = documents.next() else { break };
        bytes += document.as_ref().map_or(0, |d| d.text.len());
        chunk.push(document);
    }
    chunk
}

/// Every document of the chunk, parsed, at its place; failures have none.
fn parse_all(chunk: &[Input], jobs: usize) -> Vec<OnceLock<Document>> {
    let parsed: Vec<OnceLock<Document>> = chunk.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let (Some(input), Some(slot)) = (chunk.get(at), parsed.get(at)) else { break };
        if let Ok(text) = input {
            slot.get_or_init(|| read(text));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..jobs.min(chunk.len()) {
            // Without another thread this one does the work.
            if std::thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    parsed
}

fn read(text: &Text) -> Document {
    let mut bulletin = tongbao::parse(&text.text);
    bulletin.id.clone_from(&text.id);
    Document { bulletin, source: None, url: None }
}

/// A line on standard error; when that is closed there is nobody to tell.
fn complain(name: &str, reason: &str) {
    let _ = writeln!(io::stderr(), "tongbao: {name}: {reason}");
}

/// The exit status. A reader that closed the pipe has what it wanted: that is no failure.
pub fn exit(written: io::Result<()>, failed: bool) -> ExitCode {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            complain("standard output", &format!("could not be written ({e}); make room or choose another place"));
            ExitCode::from(1)
        }
        _ => ExitCode::from(u8::from(failed)),
    }
}
