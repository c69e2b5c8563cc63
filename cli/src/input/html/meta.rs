//! What a page says of itself: in `<meta>` first, as Chinese government sites must, then in the lines around the text.

use super::flow::{self, Line};
use crate::input::date::{iso, DATE};
use regex::Regex;
use scraper::{Html, Selector};
use std::sync::LazyLock;

/// The longest line around a text that can be the one with date and source.
const LONGEST: usize = 120;

pub fn title(page: &Html) -> Option<String> {
    let title = text_of(page, "title");
    let heading = text_of(page, "h1").filter(|h| title.as_ref().is_none_or(|t| t.contains(h.as_str())));
    content(page, &["ArticleTitle", "og:title"]).or(heading).or_else(|| {
        // The name of the site stands after the title, divided by one of these.
        let title = title?;
        title
            .split(['_', '|', '｜', '—'])
            .flat_map(|part| part.split(" - "))
            .map(str::trim)
            .find(|p| !p.is_empty())
            .map(String::from)
    })
}

pub fn date(page: &Html, around: &[Line]) -> Option<String> {
    static LABELLED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"(?:时间|日期|发布|发表)[^\d]{{0,10}}({DATE})")).expect("a constant"));
    static ANY: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("(?:^|[^\\d])({DATE})")).expect("a constant"));
    let given = content(page, &["PubDate", "publishdate", "article:published_time", "og:release_date"]);
    let find = |form: &Regex| short(around).find_map(|line| iso(&form.captures(&line.text)?[1]));
    given.as_deref().and_then(iso).or_else(|| find(&LABELLED)).or_else(|| find(&ANY).filter(|date| date.len() == 10))
}

pub fn source(page: &Html, around: &[Line]) -> Option<String> {
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:来源|稿源|发布机构|发布单位)\s*[:：]\s*([^\s|｜】\])）]+)").expect("a constant")
    });
    content(page, &["ContentSource"])
        .or_else(|| short(around).find_map(|line| Some(SOURCE.captures(&line.text)?[1].to_string())))
}

pub fn url(page: &Html) -> Option<String> {
    attribute(page, "link[rel=canonical]", "href").or_else(|| content(page, &["og:url"]))
}

fn short(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| line.text.chars().count() <= LONGEST)
}

/// What the first of these `<meta>` holds.
fn content(page: &Html, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| attribute(page, &format!("meta[name=\"{name}\" i], meta[property=\"{name}\" i]"), "content"))
}

fn attribute(page: &Html, selector: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(selector).expect("a constant");
    let found = page.select(&selector).find_map(|e| e.attr(name))?.trim();
    (!found.is_empty()).then(|| found.to_string())
}

fn text_of(page: &Html, name: &str) -> Option<String> {
    let selector = Selector::parse(name).expect("a constant");
    let element = page.select(&selector).next()?;
    let text = if name == "title" {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        flow::lines(element, None).into_iter().map(|line| line.text).collect::<Vec<_>>().join("")
    };
    (!text.is_empty()).then_some(text)
}
