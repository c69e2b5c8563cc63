//! Reads one text and prints who received what.
//!
//! ```sh
//! cargo run --example quickstart
//! ```
//!
//! The people and places are invented.

const TEXT: &str = "给予青浔区水务局党组书记、局长段启衡党内严重警告、政务记大过处分。\
                    给予青浔区水务局副局长蔺知微留党察看一年、政务撤职处分。";

fn main() {
    let bulletin = tongbao::parse(TEXT);

    // One row per measure: two people with two measures each make four rows.
    for row in bulletin.rows() {
        let term = row.record.term_months.map_or(String::new(), |months| format!(" ({months} months)"));
        println!("{}  {}{}  {}", row.name, row.record.measure.label_zh(), term, row.posts());
        println!("    {}  「{}」", row.record.measure, row.quote);
    }

    // The same, person by person.
    for (index, person) in bulletin.people.iter().enumerate() {
        let count = bulletin.measures_of(index).count();
        println!("{}: {} post(s), {count} measure(s)", person.name, person.posts.len());
    }

    // What looked like a finding and could not be read is never dropped in silence.
    for diagnostic in &bulletin.diagnostics {
        println!("{}: {}", diagnostic.code, diagnostic.message);
    }
}
