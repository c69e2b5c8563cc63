//! What the written page holds. What a person sees of it is tested in a browser, see `tests/external/`.

use super::*;
use serde_json::Value;
use tongbao::{Level, SectionKind};

const TEXT: &str = "给予青浔区水务局局长段启衡党内警告处分。";

fn document(text: &str) -> Document {
    Document { bulletin: tongbao::parse(text), source: None, url: None }
}

fn entry(text: &str) -> Entry {
    Entry::new(document(text))
}

fn page(report: &Report) -> String {
    let mut out = Vec::new();
    report.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page_of(text: &str) -> String {
    let mut report = Report::new();
    report.add(entry(text));
    page(&report)
}

/// The JSON of the `<script>` with this id, cut out as a browser does it: up to the next end tag.
fn data(page: &str, id: &str) -> Value {
    let (_, rest) = page.split_once(&format!("<script type=\"application/json\" id=\"{id}\">")).expect(id);
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_row_says_who_received_what_in_which_bulletin() {
    let mut report = Report::new();
    let mut with = document(TEXT);
    with.bulletin.id = "a.txt".into();
    with.bulletin.date = Some("2023-05".into());
    with.url = Some("https://example.org/a".into());
    report.add(entry("今天天气很好。"));
    report.add(Entry::new(with));
    let index = data(&page(&report), "index");
    assert_eq!(index["documents"][1]["url"], "https://example.org/a");
    let measure = &index["measures"][0];
    assert_eq!((&measure["measure"], &measure["date"]), (&"party_warning".into(), &"2023-05".into()));
    let person = &index["people"][usize::try_from(measure["person"].as_u64().unwrap()).unwrap()];
    assert_eq!((&person["name"], &person["document"]), (&"段启衡".into(), &1.into()));
    assert_eq!(person["posts"], "青浔区水务局局长");
    assert_eq!(person["level"], Level::County.code());
    assert_eq!(index["places"], serde_json::json!(["青浔区"]));
}

#[test]
fn the_section_around_a_finding_gives_genre_issuer_and_date() {
    let mut document = document(&format!("前言。{TEXT}"));
    let span = tongbao::Span::new("前言。".len(), document.bulletin.text.len());
    document.bulletin.date = Some("2020".into());
    document.bulletin.sections = vec![tongbao::Section {
        heading: String::new(),
        kind: SectionKind::News,
        issuer: Some("渌江县纪委".into()),
        date: Some("2021-02-03".into()),
        span,
    }];
    let mut report = Report::new();
    report.add(Entry::new(document));
    let index = data(&page(&report), "index");
    for row in [&index["people"][0], &index["measures"][0]] {
        assert_eq!(row["kind"], "news");
        assert_eq!(row["issuer"], "渌江县纪委");
        assert_eq!(row["date"], "2021-02-03");
    }
}

#[test]
fn no_text_can_end_the_element_it_stands_in() {
    let text = "</script><script>alert(1)</script><!-- <script>{{}} \u{2028}";
    let page = page_of(&format!("{text}\n{TEXT}"));
    assert_eq!(data(&page, "bulletin-0")["text"], format!("{text}\n{TEXT}"));
    assert_eq!(page.matches("</script>").count(), 4, "index, labels, one bulletin, the program");
    assert!(!page.contains("alert(1)</"));
}

#[test]
fn the_page_asks_for_nothing_from_outside() {
    let page = page_of(TEXT);
    assert!(page.contains("default-src 'none'"));
    for outside in ["src=", "@import", "url(", "fetch(", "import("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_bulletin_beyond_the_size_is_in_the_tables_and_does_not_open() {
    let mut report = Report::new();
    report.limits.texts = 3000;
    for _ in 0..9 {
        report.add(entry(TEXT));
    }
    let page = page(&report);
    let index = data(&page, "index");
    let documents = index["documents"].as_array().unwrap();
    let opening = documents.iter().filter(|d| d["opens"] == true).count();
    assert_eq!((documents.len(), index["measures"].as_array().unwrap().len()), (9, 9));
    assert!((1..9).contains(&opening), "{opening}");
    assert_eq!(page.matches("id=\"bulletin-").count(), opening);
}

#[test]
fn bulletins_beyond_the_rows_are_counted() {
    let mut report = Report::new();
    report.limits.rows = 5;
    for _ in 0..9 {
        report.add(entry(TEXT));
    }
    let index = data(&page(&report), "index");
    assert_eq!(index["documents"].as_array().unwrap().len(), 2);
    assert_eq!(index["left_out"], serde_json::json!({"documents": 7, "people": 7, "measures": 7, "reposts": 0}));
}

#[test]
fn an_empty_report_is_a_page() {
    assert_eq!(data(&page(&Report::new()), "index")["documents"], serde_json::json!([]));
}
