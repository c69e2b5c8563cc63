//! Reads every `.txt` file of a folder and writes one CSV row per measure on standard output.
//!
//! ```sh
//! cargo run --release --example folder_to_csv -- my/folder > measures.csv
//! cargo run --release --example folder_to_csv                    # the bulletins under fixtures/
//! ```
//!
//! The output is UTF-8. In Excel, open it with Data → From Text/CSV and choose 65001: Unicode (UTF-8).

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const HEADER: [&str; 14] = [
    "file",
    "name",
    "posts",
    "measure",
    "label",
    "term_months",
    "status",
    "basis",
    "decided_by",
    "date",
    "quote",
    "start",
    "end",
    "rule",
];

fn main() -> ExitCode {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bulletins");
    let folder = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| default.into()));
    match run(&folder) {
        Err(message) => {
            eprintln!("folder_to_csv: {message}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn run(folder: &Path) -> Result<(), String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let failed = |e: csv::Error| format!("cannot write CSV: {e}");
    out.write_record(HEADER).map_err(failed)?;
    for path in text_files(folder)? {
        let text = read(&path)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for row in tongbao::parse(&text).rows() {
            let record = row.record;
            out.write_record([
                file.as_str(),
                row.name,
                &row.posts(),
                record.measure.code(),
                &record.label,
                &record.term_months.map_or(String::new(), |n| n.to_string()),
                record.status.code(),
                record.basis.code(),
                &record.decided_by.join("、"),
                record.date.as_deref().unwrap_or(""),
                row.quote,
                &record.span.start().to_string(),
                &record.span.end().to_string(),
                &record.rule,
            ])
            .map_err(failed)?;
        }
    }
    let bytes = out.into_inner().map_err(|e| format!("cannot write CSV: {e}"))?;
    print_all(&bytes)
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
