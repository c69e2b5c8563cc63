//! The subcommands: read in bounded chunks, parse on several threads, write in the order of the input.

use crate::input::{self, Document, Failure};
use crate::report::Report;
use crate::{document, table, Format, ParseArgs, ReportArgs};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::OnceLock;

/// Documents read ahead per thread, and the bytes of text after which a chunk is full.
const CHUNK_PER_JOB: usize = 32;
const CHUNK_BYTES: usize = 8 << 20;
/// More threads than this only cost memory.
const MOST_JOBS: usize = 256;

type Input = Result<Document, Failure>;

/// `tongbao parse`.
pub fn parse(args: ParseArgs) -> ExitCode {
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let jobs = jobs.min(MOST_JOBS);
    if args.inputs.iter().any(|i| i == input::STDIN) && io::stdin().is_terminal() {
        complain("standard input", "reading from the terminal; end with Ctrl-D");
    }
    let format = args.format;
    let fields = input::Fields { id: args.id_field, text: args.text_field };
    let mut documents = input::documents(args.inputs, fields);
    let mut out = Output { out: BufWriter::new(io::stdout().lock()), format, documents: 0, failed: false };
    loop {
        let chunk = next_chunk(&mut documents, jobs);
        if chunk.is_empty() {
            return exit(Ok(()), out.failed);
        }
        let rendered = render_all(&chunk, format, jobs);
        if let Err(e) = out.write(&chunk, &rendered) {
            return exit(Err(e), out.failed);
        }
    }
}

/// `tongbao report`.
pub fn report(args: ReportArgs) -> ExitCode {
    let fields = input::Fields { id: args.id_field, text: args.text_field };
    let mut report = Report::new();
    let mut failed = false;
    for read in input::documents(args.inputs, fields) {
        match read {
            Ok(input::Document { id, text, date, source, url }) => {
                let mut bulletin = tongbao::parse(&text);
                bulletin.id = id;
                bulletin.date = date.or(bulletin.date);
                report.add(&document::Document { bulletin, source, url });
            }
            Err(failure) => {
                failed = true;
                complain(&failure.name, &failure.reason);
            }
        }
    }
    if let Err(e) = write_whole(&args.output, |file| report.finish(file)) {
        failed = true;
        complain(&args.output.display().to_string(), &format!("could not be written ({e}); choose another place"));
    }
    ExitCode::from(u8::from(failed))
}

/// Writes beside the file and renames, so that there is never half a file under that name.
fn write_whole(path: &Path, write: impl FnOnce(BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let written = File::create(&beside).map(BufWriter::new).and_then(write).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// `tongbao rules`.
pub fn rules() -> ExitCode {
    let mut out = io::stdout().lock();
    exit(out.write_all(table::rules(tongbao::rules()).as_bytes()).and_then(|()| out.flush()), false)
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

/// The output of every document of the chunk, at its place; failures have none.
fn render_all(chunk: &[Input], format: Format, jobs: usize) -> Vec<OnceLock<String>> {
    let rendered: Vec<OnceLock<String>> = chunk.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let (Some(input), Some(slot)) = (chunk.get(at), rendered.get(at)) else { break };
        if let Ok(document) = input {
            slot.get_or_init(|| render(document, format));
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
    rendered
}

fn render(document: &Document, format: Format) -> String {
    let mut bulletin = tongbao::parse(&document.text);
    bulletin.id.clone_from(&document.id);
    match format {
        Format::Table => table::bulletin(&bulletin),
        Format::Jsonl => {
            let mut line = serde_json::to_string(&bulletin).expect("a bulletin has string keys only");
            line.push('\n');
            line
        }
    }
}

struct Output<W> {
    out: W,
    format: Format,
    documents: usize,
    failed: bool,
}

impl<W: Write> Output<W> {
    fn write(&mut self, chunk: &[Input], rendered: &[OnceLock<String>]) -> io::Result<()> {
        for (input, text) in chunk.iter().zip(rendered) {
            if let Err(failure) = input {
                self.failed = true;
                self.out.flush()?;
                complain(&failure.name, &failure.reason);
            }
            if let Some(text) = text.get() {
                if self.format == Format::Table && self.documents > 0 {
                    self.out.write_all(b"\n")?;
                }
                self.out.write_all(text.as_bytes())?;
                self.documents += 1;
            }
        }
        self.out.flush()
    }
}

/// A line on standard error; when that is closed there is nobody to tell.
fn complain(name: &str, reason: &str) {
    let _ = writeln!(io::stderr(), "tongbao: {name}: {reason}");
}

/// The exit status. A reader that closed the pipe has what it wanted: that is no failure.
fn exit(written: io::Result<()>, failed: bool) -> ExitCode {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            complain("standard output", &format!("could not be written ({e}); make room or choose another place"));
            ExitCode::from(1)
        }
        _ => ExitCode::from(u8::from(failed)),
    }
}
