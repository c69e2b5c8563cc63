//! The shipped word lists have the form that `lexicon/README.md` describes.

use std::collections::HashMap;
use std::path::Path;
use tongbao::Measure;

type Row = (usize, Vec<String>);

fn files() -> Vec<(String, Vec<Row>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let text = std::fs::read_to_string(&path).unwrap();
            let rows = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
            let rows = rows.map(|(i, l)| (i + 1, l.split('\t').map(str::to_owned).collect())).collect();
            all.push((path.file_stem().unwrap().to_string_lossy().into_owned(), rows));
        }
    }
    all.sort();
    all
}

const TITLES: &[&str] = &["", "head", "government", "rank", "worker", "weak", "label", "foreign"];
const UNITS: &[&str] = &[
    "",
    "department",
    "company",
    "bank",
    "school",
    "supervision",
    "mass",
    "party_group",
    "place",
    "village",
    "hospital",
    "congress",
    "court",
    "judicial",
    "public_security",
    "government",
    "party_committee",
];

/// An article number, 276 or 276之一.
fn article(s: &str) -> bool {
    let (number, sub) = s.split_once('之').unwrap_or((s, "一"));
    number.parse::<u32>().is_ok() && !sub.is_empty() && sub.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// What is wrong with a row, if anything.
fn fault(file: &str, row: &[String]) -> Option<String> {
    let cell = |i: usize| row.get(i).map_or("", String::as_str);
    let columns = |range: std::ops::RangeInclusive<usize>| {
        (!range.contains(&row.len())).then(|| format!("{} columns", row.len()))
    };
    let one_of = |i: usize, list: &[&str]| (!list.contains(&cell(i))).then(|| format!("unknown kind {:?}", cell(i)));
    let one_char = |i: usize| (cell(i).chars().count() != 1).then(|| format!("{:?} is not one character", cell(i)));
    let cost = |i: usize| cell(i).parse::<u16>().err().map(|_| format!("{:?} is no cost", cell(i)));
    let fault = match file {
        "titles" => columns(1..=2).or(one_of(1, TITLES)),
        "units" => columns(1..=2).or(one_of(1, UNITS)),
        "follow" | "stops" | "places" | "foreign" => columns(1..=1),
        "words" => columns(2..=2).or(cost(1)),
        "given" => columns(3..=3).or(one_char(0)).or(cost(1)).or(cost(2)),
        "surnames" => columns(1..=2).or(one_of(1, &["", "common", "weak"])),
        "traditional" => {
            columns(2..=2).or(one_char(0)).or(one_char(1)).or((cell(0) == cell(1)).then(|| "maps to itself".to_owned()))
        }
        "measures" => columns(if cell(2) == "open" { 4..=4 } else { 3..=3 })
            .or(one_of(2, &["strong", "verb", "bare", "open", "term"]))
            .or(cell(1).split('+').find_map(|code| code.parse::<Measure>().err().map(|e| e.to_string())))
            .or(cell(3).split('|').any(|c| c.is_empty() && cell(2) == "open").then(|| "empty closer".to_owned())),
        "offences" => columns(2..=2).or((!article(cell(1))).then(|| "no article".to_owned())),
        "statutes" => columns(1..=2),
        _ => Some("no check for this file".to_owned()),
    };
    fault.or(cell(0).is_empty().then(|| "empty word".to_owned()))
}

#[test]
fn rows_have_the_right_columns() {
    let all = files();
    assert!(all.len() >= 7);
    let faults: Vec<String> = all
        .iter()
        .flat_map(|(file, rows)| {
            rows.iter().filter_map(move |(line, row)| Some(format!("{file}.tsv:{line}: {} {row:?}", fault(file, row)?)))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_row_stands_twice() {
    let mut faults = Vec::new();
    for (file, rows) in files() {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (line, row) in &rows {
            if let Some(first) = seen.insert(&row[0], *line) {
                faults.push(format!("{file}.tsv:{line}: {} also in line {first}", row[0]));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn cells_hold_no_whitespace() {
    let mut faults = Vec::new();
    for (file, rows) in files() {
        for (line, row) in rows {
            if row
                .iter()
                .any(|c| c.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')))
            {
                faults.push(format!("{file}.tsv:{line}: {row:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
