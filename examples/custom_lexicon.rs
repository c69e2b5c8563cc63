//! Adds a word of one's own to the vocabulary of titles, for this program only.
//!
//! ```sh
//! cargo run --example custom_lexicon
//! ```
//!
//! `lexicon/README.md` says which columns a row of each vocabulary has. The people and places are invented.

use std::process::ExitCode;
use tongbao::{Bulletin, LexiconKind, Parser};

const TEXT: &str = "给予安澜县教育局首席督学温砚秋党内警告处分。";

fn main() -> ExitCode {
    // Rows stand one per line, the columns divided by tabs. Errors come from `build` alone: parsing never fails.
    let parser = match Parser::builder().lexicon(LexiconKind::Title, "首席督学").build() {
        Ok(parser) => parser,
        Err(error) => {
            eprintln!("custom_lexicon: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("{TEXT}");
    show("standard words", &tongbao::parse(TEXT));
    show("with 首席督学", &parser.parse(TEXT));

    // A row that cannot be used is an error that says which row and why.
    if let Err(error) = Parser::builder().lexicon(LexiconKind::Measure, "悔过书\tno_such_code\tstrong").build() {
        println!("a bad row: {error}");
    }
    ExitCode::SUCCESS
}

fn show(heading: &str, bulletin: &Bulletin) {
    println!("{heading}:");
    for person in &bulletin.people {
        for post in &person.posts {
            println!("  {}  unit 「{}」  title 「{}」", person.name, post.unit, post.title);
        }
    }
    for diagnostic in &bulletin.diagnostics {
        println!("  {}: {}", diagnostic.code, diagnostic.message);
    }
}
