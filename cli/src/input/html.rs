//! A web page: what it says of itself, and its main text.

mod flow;
mod main_text;
mod meta;

use crate::document::Plain;
use encoding_rs::Encoding;
use regex::bytes::Regex;
use scraper::Html;
use std::sync::LazyLock;

/// How far into a page its encoding is declared at the latest.
const HEAD_BYTES: usize = 8 << 10;
/// Most work, see [`work`]. A page of 100,000 tags that are 100 deep stays under it.
const MOST_WORK: usize = 10_000_000;

/// The encoding that a `<meta>` or the XML declaration names.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    static DECLARED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)"#).expect("a constant"));
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    Encoding::for_label(&DECLARED.captures(head)?[1])
}

/// The main text without navigation, and the title, date, source and address that the page gives.
pub fn page(html: &str) -> Result<Plain, String> {
    if work(html) > MOST_WORK {
        return Err(
            "has too many tags inside one another for a web page; save the page again, or copy its text into a \
                    .txt file"
                .to_string(),
        );
    }
    let page = Html::parse_document(html);
    let main = main_text::find(&page);
    let (text, furniture) = main_text::clean(flow::lines(main, None));
    let mut around = flow::lines(page.root_element(), Some(main.id()));
    around.extend(furniture);
    Ok(Plain {
        id: String::new(),
        title: meta::title(&page),
        date: meta::date(&page, &around),
        source: meta::source(&page, &around),
        url: meta::url(&page),
        text,
    })
}

/// Tags times the deepest nesting, counted without building the tree. Elements that are commonly left open do not nest;
/// those that a parser opens again in every paragraph, until they are closed, weigh more.
fn work(html: &str) -> usize {
    const LEFT_OPEN: &str =
        " p li br hr img input meta link td th tr dd dt option col area base embed source wbr param \
                             tbody thead html head body ";
    const OPENED_AGAIN: &str = " b big code em font i nobr s small strike strong tt u ";
    let (mut tags, mut depth, mut deepest) = (0, 0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let closing = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
        let is_in = |list: &str| list.contains(&format!(" {} ", name.to_ascii_lowercase()));
        if name.is_empty() {
            continue;
        }
        tags += 1;
        let step = match () {
            () if is_in(LEFT_OPEN) => 0,
            () if is_in(OPENED_AGAIN) => 10,
            () => 1,
        };
        depth = if closing { depth.saturating_sub(step) } else { depth + step };
        deepest = deepest.max(depth);
    }
    tags * deepest
}

#[cfg(test)]
#[path = "html/tests.rs"]
mod tests;
