//! From what the command line names to the files to read, in a fixed order.

use super::{Failure, Kind, STDIN};
use glob::MatchOptions;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// A file to read, or standard input.
#[derive(Hash)]
pub struct Source {
    /// `None` is standard input.
    pub path: Option<PathBuf>,
    /// How messages name it.
    pub name: String,
    /// How its document is named: the base name of a file, the path below a folder.
    pub id: String,
    pub kind: Kind,
    /// Size on disk; 0 when it cannot be known.
    pub bytes: u64,
    modified: Option<SystemTime>,
}

/// All files of all inputs, each folder and each glob sorted by path.
pub fn sources(inputs: &[OsString], kind: Option<Kind>) -> Vec<Result<Source, Failure>> {
    inputs.iter().flat_map(|input| of_input(input, kind)).collect()
}

fn of_input(input: &OsStr, kind: Option<Kind>) -> Vec<Result<Source, Failure>> {
    if input == STDIN {
        let (name, id) = (STDIN.to_string(), STDIN.to_string());
        return vec![Ok(Source { path: None, name, id, kind: kind.unwrap_or(Kind::Text), bytes: 0, modified: None })];
    }
    let path = Path::new(input);
    match input.to_str() {
        Some(pattern) if !path.exists() && pattern.contains(['*', '?', '[']) => matching(pattern, kind),
        _ => at_path(path, kind),
    }
}

fn matching(pattern: &str, kind: Option<Kind>) -> Vec<Result<Source, Failure>> {
    let fail = |reason: String| vec![Err(Failure { name: pattern.to_string(), reason })];
    let like_a_shell = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    let paths = match glob::glob_with(pattern, like_a_shell) {
        Ok(paths) => paths,
        Err(e) => return fail(format!("not a glob ({}); ** must stand alone between slashes", e.msg)),
    };
    let found: Vec<_> = paths
        .flat_map(|path| match path {
            Ok(path) => at_path(&path, kind),
            Err(e) => vec![Err(Failure::io(&e.path().display().to_string(), e.error()))],
        })
        .collect();
    if found.is_empty() {
        return fail("no file matches; check the pattern and the folder".to_string());
    }
    found
}

fn at_path(path: &Path, kind: Option<Kind>) -> Vec<Result<Source, Failure>> {
    if path.is_dir() {
        return below(path, kind);
    }
    let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let kind = kind.or_else(|| Kind::of(path)).unwrap_or(Kind::Text);
    vec![source(path, id, kind)]
}

/// The files below a folder whose ending tells what they are. Hidden ones are left out, among them unfinished output.
fn below(folder: &Path, kind: Option<Kind>) -> Vec<Result<Source, Failure>> {
    let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(shown);
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path();
                if let Some(by_ending) = Kind::of(path) {
                    let id = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
                    found.push(source(path, id, kind.unwrap_or(by_ending)));
                }
            }
            Ok(_) => {}
            Err(e) => {
                let name = e.path().unwrap_or(folder).display().to_string();
                found.push(Err(match e.io_error() {
                    Some(io) => Failure::io(&name, io),
                    None => Failure { name, reason: "a link back to a folder above it; remove the link".to_string() },
                }));
            }
        }
    }
    if found.is_empty() {
        let reason = "no file in it that can be read (.txt, .html, .docx, .jsonl, .csv, .parquet); name files of \
                      another ending by a glob with --input"
            .to_string();
        found.push(Err(Failure { name: folder.display().to_string(), reason }));
    }
    found
}

fn source(path: &Path, id: String, kind: Kind) -> Result<Source, Failure> {
    let name = path.display().to_string();
    match path.metadata() {
        Ok(about) => {
            let (path, modified) = (Some(path.to_path_buf()), about.modified().ok());
            Ok(Source { path, name, id, kind, bytes: about.len(), modified })
        }
        Err(e) => Err(Failure::io(&name, &e)),
    }
}
