//! JSON Lines in a file, so that an interrupted run can go on. While it runs, `OUT.part` holds the lines, and
//! `OUT.journal` says which of them are complete and which inputs they are of.

use crate::interrupt;
use crate::progress::Progress;
use crate::sink::Sink;
use crate::target::{check, Refusal};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of output between two entries of the journal: what an interruption can cost.
const STRIDE: u64 = 64 << 10;

/// A line of the journal after the first, which describes the run.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// Bytes of `OUT.part` that are complete.
    written: u64,
    #[serde(flatten)]
    progress: Progress,
}

pub struct Resumable {
    path: PathBuf,
    part: BufWriter<File>,
    written: u64,
    journal: File,
    /// What the last entry says.
    journaled: u64,
}

impl Resumable {
    /// Opens the output, and tells where to go on. `run` describes everything that decides what is written.
    pub fn open(path: &Path, force: bool, resume: bool, run: &str) -> Result<(Self, Progress), Refusal> {
        check(path, force)?;
        let journal = beside(path, ".journal");
        let unfinished = journal.exists();
        if unfinished && !resume && !force {
            return Err(Refusal::Usage(
                "was begun by a run that did not end; continue it with --resume, or begin again with --force"
                    .to_string(),
            ));
        }
        let (written, progress, journal) = if unfinished && resume {
            let (written, progress) = last_entry(path, run)?;
            let mut journal = OpenOptions::new().append(true).open(journal)?;
            writeln!(journal)?; // ends a half line
            (written, progress, journal)
        } else {
            let mut journal = File::create(journal)?;
            writeln!(journal, "{}", serde_json::to_string(run).map_err(io::Error::from)?)?;
            (0, Progress::default(), journal)
        };
        let mut part = OpenOptions::new().write(true).create(true).truncate(false).open(beside(path, ".part"))?;
        part.set_len(written)?;
        part.seek(SeekFrom::End(0))?;
        interrupt::say_on_interrupt("interrupted; continue with the same command and --resume");
        Ok((
            Self { path: path.to_path_buf(), part: BufWriter::new(part), written, journal, journaled: written },
            progress,
        ))
    }
}

impl Sink<String> for Resumable {
    fn write(&mut self, line: String) -> io::Result<()> {
        self.written += line.len() as u64;
        self.part.write_all(line.as_bytes())
    }

    fn checkpoint(&mut self, so_far: &Progress) -> io::Result<()> {
        if self.written < self.journaled + STRIDE {
            return Ok(());
        }
        self.journaled = self.written;
        self.part.flush()?;
        let entry = Entry { written: self.written, progress: so_far.clone() };
        // One write, so that an interruption leaves whole lines or a last one that does not parse.
        self.journal.write_all(format!("{}\n", serde_json::to_string(&entry)?).as_bytes())
    }

    fn finish(mut self) -> io::Result<()> {
        self.part.flush()?;
        interrupt::finish(|| {
            fs::rename(beside(&self.path, ".part"), &self.path)?;
            fs::remove_file(beside(&self.path, ".journal"))
        })
    }
}

/// The last entry whose bytes are all there.
fn last_entry(path: &Path, run: &str) -> Result<(u64, Progress), Refusal> {
    let mut lines = BufReader::new(File::open(beside(path, ".journal"))?).lines();
    let first = lines.next().transpose()?.and_then(|line| serde_json::from_str::<String>(&line).ok());
    if first.as_deref() != Some(run) {
        return Err(Refusal::Usage(
            "was begun with other inputs or options, or by another version; use the same, or begin again with --force and without \
             --resume"
                .to_string(),
        ));
    }
    let there = fs::metadata(beside(path, ".part")).map_or(0, |about| about.len());
    let entries = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str::<Entry>(&line).ok());
    let last = entries.take_while(|entry| entry.written <= there).last();
    Ok(last.map_or((0, Progress::default()), |entry| (entry.written, entry.progress)))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
