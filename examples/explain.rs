//! Shows each finding under its sentence, with the rule that made it.
//!
//! ```sh
//! cargo run --release --example explain -- my/bulletin.txt
//! cargo run --release --example explain                      # the bulletin under fixtures/
//! ```
//!
//! The marks line up in a terminal with a fixed-width font: a line is counted in graphemes (what a reader sees as one
//! character), and a Han character or full-width mark takes two columns.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};
use tongbao::{Bulletin, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Sentences are folded at this many columns.
const COLUMNS: usize = 80;

fn main() -> ExitCode {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bulletins/covid-accountability-bulletin.txt");
    let path = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| default.into()));
    let done = read(&path).map(|text| explain(&tongbao::parse(&text))).and_then(|out| print_all(out.as_bytes()));
    match done {
        Err(message) => {
            eprintln!("explain: {message}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn explain(bulletin: &Bulletin) -> String {
    let notes = notes(bulletin);
    let mut out = String::new();
    for sentence in sentences(&bulletin.text) {
        let inside = |span: &Span| sentence.start() <= span.start() && span.start() < sentence.end();
        let here: Vec<(&Span, &Vec<String>)> = notes.iter().filter(|(span, _)| inside(span)).collect();
        if !here.is_empty() {
            show(&bulletin.text, sentence, &here, &mut out);
            out.push('\n');
        }
    }
    let used: BTreeSet<&str> = bulletin.measures.iter().map(|m| m.rule.as_str()).collect();
    for rule in tongbao::rules().iter().filter(|r| used.contains(r.id)) {
        let _ = writeln!(out, "{}: {} ({})", rule.id, rule.summary, rule.source);
    }
    let _ = writeln!(out, "{} measure(s), {} diagnostic(s)", bulletin.measures.len(), bulletin.diagnostics.len());
    out
}

/// What is to be said of each place of the text. Measures that several people received share a place.
fn notes(bulletin: &Bulletin) -> BTreeMap<Span, Vec<String>> {
    let mut notes: BTreeMap<Span, Vec<String>> = BTreeMap::new();
    for row in bulletin.rows() {
        let m = row.record;
        let note = format!("{} ← {} ({}, {}, {})", row.name, m.label, m.status, m.basis, m.rule);
        notes.entry(m.span).or_default().push(note);
    }
    for s in &bulletin.statistics {
        notes.entry(s.span).or_default().push(format!("{} {} ← {} (figure)", s.count, s.who, s.measure.label_zh()));
    }
    for d in &bulletin.diagnostics {
        notes.entry(d.span).or_default().push(format!("{}: {}", d.code, d.message));
    }
    notes
}

/// The sentences of a text, ended by a full stop, an exclamation or question mark, or a line break.
fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n')) {
        let end = at + mark.len_utf8();
        spans.push(Span::new(start, end));
        start = end;
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// Prints a sentence, folded, with marks under each line and the note where its mark ends.
fn show(text: &str, sentence: Span, notes: &[(&Span, &Vec<String>)], out: &mut String) {
    // A finding that goes on over the end of a line of the text is shown up to its end.
    let graphemes: Vec<(usize, &str)> = sentence.slice(text).trim_end().grapheme_indices(true).collect();
    let mut rest = &graphemes[..];
    while !rest.is_empty() {
        let mut columns = 0;
        let fits = rest.iter().take_while(|(_, g)| {
            columns += width(g);
            columns <= COLUMNS
        });
        let (line, after) = rest.split_at(fits.count().max(1));
        rest = after;
        let shown: String = line.iter().map(|(_, g)| if g.chars().any(char::is_control) { " " } else { g }).collect();
        let _ = writeln!(out, "{}", shown.trim_end());

        let from = sentence.start() + line[0].0;
        let to = rest.first().map_or(sentence.end(), |(at, _)| sentence.start() + at);
        for (span, lines) in notes {
            if span.start() >= to || span.end() <= from && span.start() < from {
                continue;
            }
            let mut marks = String::new();
            for (at, g) in line {
                let at = sentence.start() + at;
                let inside = at < span.end() && span.start() < at + g.len();
                marks.push_str(&(if inside { "^" } else { " " }).repeat(width(g)));
            }
            let marks = marks.trim_end();
            // The note stands where the mark ends; a mark that goes on in the next line has none yet.
            if span.end() > to && !rest.is_empty() {
                let _ = writeln!(out, "{marks}");
                continue;
            }
            for (i, note) in lines.iter().enumerate() {
                let lead = if i == 0 { marks.to_owned() } else { " ".repeat(marks.len()) };
                let _ = writeln!(out, "{lead} {note}");
            }
        }
    }
}

/// Columns of a grapheme in a terminal: two when any of its characters is wide, none when all are invisible.
fn width(grapheme: &str) -> usize {
    let wide = |c: char| {
        matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
    };
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    if grapheme.chars().any(wide) {
        2
    } else {
        usize::from(!grapheme.chars().all(invisible))
    }
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
