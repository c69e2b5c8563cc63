//! Reads every `.txt` file of a folder and counts the decided measures by code and by level.
//!
//! ```sh
//! cargo run --release --example count_by_measure -- my/folder
//! cargo run --release --example count_by_measure             # the bulletins under fixtures/
//! ```
//!
//! The level of a person is that of the unit of the first post (县级 for 某县水务局); an organisation has its own.
//! The last column counts targets whose level the text does not show, unnamed groups among them. Each file counts by
//! itself: a person told of in two files counts twice, for nothing in the texts says that two equal names are one person.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};
use tongbao::{Bulletin, Level, Measure, MeasureRecord, MeasureStatus, Target};

fn main() -> ExitCode {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bulletins");
    let folder = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| default.into()));
    match run(&folder) {
        Err(message) => {
            eprintln!("count_by_measure: {message}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn run(folder: &Path) -> Result<(), String> {
    // Measures compare by family, then by severity, so the table comes out in that order.
    let mut counts: BTreeMap<Measure, BTreeMap<Option<Level>, usize>> = BTreeMap::new();
    let files = text_files(folder)?;
    for path in &files {
        let bulletin = tongbao::parse(&read(path)?);
        for record in bulletin.measures.iter().filter(|m| m.status == MeasureStatus::Decided) {
            *counts.entry(record.measure).or_default().entry(level(&bulletin, record)).or_default() += 1;
        }
    }

    // Highest level first, the unknown last.
    let columns: Vec<Option<Level>> = Level::ALL.iter().rev().copied().map(Some).chain([None]).collect();
    let mut out = String::new();
    let _ = write!(out, "{:<34}", "measure");
    for column in &columns {
        let _ = write!(out, "{:>12}", column.map_or("no level", Level::code));
    }
    let _ = writeln!(out, "{:>8}", "all");
    for (measure, by_level) in &counts {
        let _ = write!(out, "{:<34}", measure.code());
        for column in &columns {
            let _ = write!(out, "{:>12}", by_level.get(column).copied().unwrap_or(0));
        }
        let _ = writeln!(out, "{:>8}  {}", by_level.values().sum::<usize>(), measure.label_zh());
    }
    let total: usize = counts.values().flat_map(BTreeMap::values).sum();
    let _ = writeln!(out, "{total} decided measures in {} file(s)", files.len());
    print_all(out.as_bytes())
}

fn level(bulletin: &Bulletin, record: &MeasureRecord) -> Option<Level> {
    match &record.target {
        Target::Person { person } => bulletin.people[*person].posts.first()?.level,
        Target::Organization { organization } => bulletin.organizations[*organization].level,
        Target::Group { .. } => None,
    }
}

/// The `.txt` files of a folder, by name.
fn text_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |e: io::Error| format!("cannot read the folder {}: {e}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(format!("no .txt file in the folder {}", folder.display()));
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    String::from_utf8(bytes).map_err(|_| {
        format!("{} is not UTF-8; convert it first: iconv -f GB18030 -t UTF-8 OLD.txt > NEW.txt", path.display())
    })
}

/// Writes to standard output. A reader that stops early, such as `head`, is no error.
fn print_all(bytes: &[u8]) -> Result<(), String> {
    match io::Write::write_all(&mut io::stdout(), bytes) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write the output: {e}")),
        _ => Ok(()),
    }
}
