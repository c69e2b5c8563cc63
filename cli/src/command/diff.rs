//! `tongbao diff`: what two runs read from the same documents.

use crate::progress::say;
use crate::run;
use crate::table::plain;
use clap::Args;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tongbao::Bulletin;

#[derive(Args)]
pub struct Options {
    /// Output of `parse --format jsonl`, before
    a: PathBuf,
    /// The same, after
    b: PathBuf,
}

/// What of one document is compared: kind and name of a finding, and what is said of it.
type Findings = BTreeMap<(&'static str, String), Vec<(&'static str, String)>>;

/// Why two files could not be compared.
enum Fault {
    /// A line to print.
    Input(String),
    Output(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

pub fn run(options: &Options) -> ExitCode {
    match compare(options, BufWriter::new(io::stdout().lock())) {
        Ok(same) => ExitCode::from(u8::from(!same)),
        Err(Fault::Input(reason)) => {
            say(&reason);
            ExitCode::from(1)
        }
        Err(Fault::Output(e)) => run::printed(Err(e), ExitCode::from(1)),
    }
}

/// Whether both files hold the same. Documents are matched by id, the first of an id with the first.
fn compare(options: &Options, out: impl Write) -> Result<bool, Fault> {
    let mut diff =
        Diff { out, waiting: [HashMap::new(), HashMap::new()], compared: 0, differing: 0, tally: BTreeMap::new() };
    let mut files = [Lines::open(&options.a)?, Lines::open(&options.b)?];
    // In turn, so that little has to wait when both files have the same order.
    loop {
        let mut ended = 0;
        for (side, file) in files.iter_mut().enumerate() {
            match file.next()? {
                Some((id, findings)) => diff.take(side, id, findings)?,
                None => ended += 1,
            }
        }
        if ended == 2 {
            return Ok(diff.finish()?);
        }
    }
}

struct Diff<W> {
    out: W,
    /// Documents that the other file has not shown yet.
    waiting: [HashMap<String, Vec<Findings>>; 2],
    compared: usize,
    differing: usize,
    /// Findings by sign and kind.
    tally: BTreeMap<(&'static str, char), usize>,
}

impl<W: Write> Diff<W> {
    fn take(&mut self, side: usize, id: String, findings: Findings) -> io::Result<()> {
        let other = self.waiting[1 - side].get_mut(&id).filter(|found| !found.is_empty());
        match other {
            Some(found) => {
                let first = found.remove(0);
                let (a, b) = if side == 0 { (findings, first) } else { (first, findings) };
                self.compare(&id, &a, &b)
            }
            None => {
                self.waiting[side].entry(id).or_default().push(findings);
                Ok(())
            }
        }
    }

    fn compare(&mut self, id: &str, a: &Findings, b: &Findings) -> io::Result<()> {
        let mut lines = Vec::new();
        for ((kind, name), said) in a {
            let (sign, note) = match b.get(&(*kind, name.clone())) {
                None => ('-', told(said)),
                Some(now) if now != said => ('~', changed(said, now)),
                Some(_) => continue,
            };
            lines.push((*kind, sign, name, note));
        }
        let gained = b.iter().filter(|(key, _)| !a.contains_key(key));
        lines.extend(gained.map(|((kind, name), said)| (*kind, '+', name, told(said))));
        self.compared += 1;
        if lines.is_empty() {
            return Ok(());
        }
        self.differing += 1;
        writeln!(self.out, "{}", plain(id))?;
        for (kind, sign, name, note) in lines {
            *self.tally.entry((kind, sign)).or_default() += 1;
            writeln!(self.out, "  {sign} {kind} {}", plain(&format!("{name}{note}")))?;
        }
        Ok(())
    }

    /// Whether both files hold the same.
    fn finish(mut self) -> io::Result<bool> {
        for (side, sign) in ['-', '+'].into_iter().enumerate() {
            let mut alone: Vec<&String> =
                self.waiting[side].iter().filter(|(_, w)| !w.is_empty()).map(|(id, _)| id).collect();
            alone.sort();
            for id in alone {
                writeln!(self.out, "{sign} document {}", plain(id))?;
            }
        }
        let left: usize = self.waiting.iter().flat_map(HashMap::values).map(Vec::len).sum();
        write!(self.out, "{} of {} documents differ, {left} stand in one file only", self.differing, self.compared)?;
        for kind in KINDS {
            let [gained, lost, changed] =
                ['+', '-', '~'].map(|sign| self.tally.get(&(kind, sign)).copied().unwrap_or(0));
            write!(self.out, "; {kind}: +{gained} -{lost} ~{changed}")?;
        }
        writeln!(self.out)?;
        self.out.flush()?;
        Ok(self.differing + left == 0)
    }
}

const KINDS: [&str; 3] = ["person", "post", "measure"];

fn findings(b: &Bulletin) -> Findings {
    let [person, post, measure] = KINDS;
    let mut findings = Findings::new();
    // Two people of one name, or two equal measures with other terms, are told apart by their order.
    let mut add = |kind, name: String, said: Vec<(&'static str, String)>| {
        let mut key = (kind, name.clone());
        let mut n = 1;
        while findings.contains_key(&key) {
            n += 1;
            key.1 = format!("{name} ({n})");
        }
        findings.insert(key, said);
    };
    let word = |value: &Option<String>| value.clone().unwrap_or_default();
    for p in &b.people {
        add(
            person,
            p.name.clone(),
            vec![
                ("role", p.role.to_string()),
                ("aliases", p.aliases.join("、")),
                ("gender", word(&p.gender)),
                ("ethnicity", word(&p.ethnicity)),
                ("born", word(&p.born)),
            ],
        );
        for held in &p.posts {
            let level = held.level.map(|l| l.to_string()).unwrap_or_default();
            let said = vec![("status", held.status.to_string()), ("level", level), ("rank", word(&held.rank))];
            add(post, format!("{} {}{}", p.name, held.unit, held.title), said);
        }
    }
    for row in b.rows() {
        let m = row.record;
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        add(
            measure,
            format!("{} {}", row.name, m.measure),
            vec![
                ("status", m.status.to_string()),
                ("term_months", number(m.term_months.map(u64::from))),
                ("suspended_months", number(m.suspended_months.map(u64::from))),
                ("amount_yuan", number(m.amount_yuan)),
                ("detail", word(&m.detail)),
                ("date", word(&m.date)),
                ("decided_by", m.decided_by.join("、")),
                ("approved_by", m.approved_by.join("、")),
            ],
        );
    }
    findings
}

fn told(said: &[(&str, String)]) -> String {
    let known: Vec<String> =
        said.iter().filter(|(_, v)| !v.is_empty()).map(|(name, v)| format!("{name} {v}")).collect();
    if known.is_empty() {
        String::new()
    } else {
        format!(" ({})", known.join(", "))
    }
}

fn changed(before: &[(&str, String)], now: &[(&str, String)]) -> String {
    let or_none = |value: &str| if value.is_empty() { "none".to_string() } else { value.to_string() };
    let pairs = before.iter().zip(now).filter(|(b, n)| b != n);
    let notes: Vec<String> =
        pairs.map(|((name, b), (_, n))| format!("{name} {} -> {}", or_none(b), or_none(n))).collect();
    format!(": {}", notes.join(", "))
}

/// The documents of one file.
struct Lines {
    reader: BufReader<File>,
    name: String,
    line: usize,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, Fault> {
        let name = path.display().to_string();
        let file =
            File::open(path).map_err(|e| Fault::Input(format!("{name}: could not be read ({e}); check the path")))?;
        Ok(Self { reader: BufReader::new(file), name, line: 0 })
    }

    fn next(&mut self) -> Result<Option<(String, Findings)>, Fault> {
        loop {
            let mut line = String::new();
            self.line += 1;
            let failed = |e: &dyn std::fmt::Display| Fault::Input(format!("{}:{}: {e}", self.name, self.line));
            if self.reader.read_line(&mut line).map_err(|e| failed(&e))? == 0 {
                return Ok(None);
            }
            if line.trim().is_empty() {
                continue;
            }
            let hint = "each line must be one that `tongbao parse --format jsonl` has written";
            let bulletin = bulletin(&line).map_err(|e| failed(&format!("no bulletin ({e}); {hint}")))?;
            return Ok(Some((bulletin.id.clone(), findings(&bulletin))));
        }
    }
}

/// A line may have been written without its text.
fn bulletin(line: &str) -> serde_json::Result<Bulletin> {
    let mut value: Value = serde_json::from_str(line)?;
    if let Some(text) = value.get_mut("text").filter(|text| text.is_null()) {
        *text = Value::String(String::new());
    }
    serde_json::from_value(value)
}
