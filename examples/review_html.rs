//! Writes one HTML page on which a reader can check every finding against the text.
//!
//! ```sh
//! cargo run --release --example review_html -- my/bulletin.txt > review.html
//! cargo run --release --example review_html > review.html        # the bulletin under fixtures/
//! ```
//!
//! The page needs no other file and runs no script. Hold the pointer over a mark to see what it says.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};
use tongbao::{Bulletin, Span};

/// Classes of findings: CSS class, label, style. Each kind has a style of its own (ground, underline, frame), so that
/// the marks of overlapping findings stay apart.
const CLASSES: [(&str, &str, &str); 6] = [
    ("measure", "measure 措施", "background: #ffd9d2"),
    ("person", "person 人员", "background: #d5e8ff"),
    ("post", "post 职务", "border-bottom: 2px solid #2f855a"),
    ("organization", "organisation 单位", "border-top: 2px solid #805ad5"),
    ("statistic", "figure 统计", "box-shadow: inset 0 0 0 1px #b7791f"),
    ("diagnostic", "could not be read 待核", "text-decoration: underline wavy #c53030"),
];

struct Finding {
    span: Span,
    class: &'static str,
    note: String,
    /// Number of the measure that the table below links here from.
    anchor: Option<usize>,
}

fn main() -> ExitCode {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bulletins/covid-accountability-bulletin.txt");
    let path = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| default.into()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let done = read(&path).map(|text| page(&name, &tongbao::parse(&text))).and_then(|out| print_all(out.as_bytes()));
    match done {
        Err(message) => {
            eprintln!("review_html: {message}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn page(name: &str, bulletin: &Bulletin) -> String {
    let name = escape(name);
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{name}</title>\n<style>");
    out.push_str(
        "body { font: 16px/1.9 sans-serif; color: #222; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }\n\
         .text { white-space: pre-wrap; overflow-wrap: anywhere }\n\
         table { border-collapse: collapse; line-height: 1.4 }\n\
         th, td { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }\n\
         .legend span { margin-right: 1rem }\n:target { outline: 3px solid #222 }\n",
    );
    for (class, _, style) in CLASSES {
        let _ = writeln!(out, ".{class} {{ {style} }}");
    }
    let _ = writeln!(out, "</style>\n</head>\n<body>\n<h1>{name}</h1>\n<p class=\"legend\">");
    for (class, label, _) in CLASSES {
        let _ = writeln!(out, "<span class=\"{class}\">{label}</span>");
    }
    out.push_str("</p>\n<p>Made by a program; check it against the text. A bulletin is not a conviction, and two people may have one name.</p>\n");
    let _ = writeln!(out, "<div class=\"text\">{}</div>", highlighted(&bulletin.text, &findings(bulletin)));

    let _ = writeln!(out, "<h2>Measures ({})</h2>\n<table>", bulletin.measures.len());
    out.push_str("<tr><th>name</th><th>posts</th><th>measure</th><th>status</th><th>words</th><th>rule</th></tr>\n");
    for (i, row) in bulletin.rows().enumerate() {
        let cells = [row.name, &row.posts(), &row.record.label, row.record.status.label_zh()].map(escape);
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><a href=\"#m{i}\">{}</a></td><td>{}</td></tr>",
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            escape(row.quote),
            escape(&row.record.rule),
        );
    }
    let _ = writeln!(out, "</table>\n<h2>Could not be read ({})</h2>\n<ul>", bulletin.diagnostics.len());
    for d in &bulletin.diagnostics {
        let words = escape(d.span.slice(&bulletin.text));
        let _ = writeln!(out, "<li>{}: {} 「{words}」</li>", escape(d.code.label_zh()), escape(&d.message));
    }
    out.push_str("</ul>\n</body>\n</html>\n");
    out
}

fn findings(bulletin: &Bulletin) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut add = |span, class, note, anchor| all.push(Finding { span, class, note, anchor });
    for (i, row) in bulletin.rows().enumerate() {
        let m = row.record;
        let note = format!("{} ← {} ({}; {})", row.name, m.label, m.status.label_zh(), m.rule);
        for span in &m.also {
            add(*span, "measure", format!("{note}, told again"), None);
        }
        add(m.span, "measure", note, Some(i));
    }
    for person in &bulletin.people {
        for span in &person.mentions {
            add(*span, "person", format!("{} ({})", person.name, person.role.label_zh()), None);
        }
        for post in &person.posts {
            let status = post.status.label_zh();
            add(post.span, "post", format!("{}: {} / {} ({status})", person.name, post.unit, post.title), None);
        }
    }
    for o in &bulletin.organizations {
        add(o.span, "organization", format!("{} ({})", o.name, o.kind.label_zh()), None);
    }
    for s in &bulletin.statistics {
        add(s.span, "statistic", format!("{} {} ← {}", s.count, s.who, s.measure.label_zh()), None);
    }
    for d in &bulletin.diagnostics {
        add(d.span, "diagnostic", d.message.clone(), None);
    }
    all.sort_by_key(|f| f.span);
    all
}

/// The text with its marks. HTML elements must nest and findings need not, so the text is cut wherever a finding
/// begins or ends, and each piece carries the classes and notes of all the findings that cover it.
fn highlighted(text: &str, findings: &[Finding]) -> String {
    let mut cuts: BTreeSet<usize> = BTreeSet::from([0, text.len()]);
    for f in findings {
        cuts.extend([f.span.start(), f.span.end()]);
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut out = String::new();
    let mut open: Vec<&Finding> = Vec::new();
    let mut coming = findings.iter().peekable();
    for piece in cuts.windows(2) {
        let (from, to) = (piece[0], piece[1]);
        open.retain(|f| f.span.end() > from);
        while let Some(f) = coming.next_if(|f| f.span.start() <= from) {
            if let Some(i) = f.anchor {
                let _ = write!(out, "<a id=\"m{i}\"></a>");
            }
            open.push(f);
        }
        let words = escape(&text[from..to]);
        if open.is_empty() {
            out.push_str(&words);
            continue;
        }
        let classes: BTreeSet<&str> = open.iter().map(|f| f.class).collect();
        let classes: Vec<&str> = classes.into_iter().collect();
        let notes: Vec<&str> = open.iter().map(|f| f.note.as_str()).collect();
        let _ = write!(
            out,
            "<span class=\"{}\" title=\"{}\">{words}</span>",
            classes.join(" "),
            escape(&notes.join("\n")).replace('\n', "&#10;")
        );
    }
    out
}

/// Makes any text safe inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
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
