//! What holds for every text, bulletin or not.
#![cfg(feature = "serde")]

use proptest::prelude::*;
use tongbao::{Bulletin, Span};

const FRAGMENTS: &[&str] = &[
    "给予",
    "青浔区水务局",
    "局长",
    "段启衡",
    "党内警告处分",
    "。",
    ",",
    "、",
    ";",
    "\n",
    "\r\n",
    " ",
    "1.",
    "12、",
    "(",
    ")",
    "“",
    "”",
    "给予安澜县教育局局长温砚秋党内严重警告处分。",
    "责成安澜县委、县政府向松汀市委作出深刻检查。",
    "经松汀市纪委常委会会议研究,",
    "受到撤销党内职务、政务撤职处分",
    "分别",
    "均",
    "等5人",
    "其",
    "留党察看一年",
    "按程序免职",
    "受到免职处理",
    "《中华人民共和国刑法》第三百三十条,",
    "处5日以上10日以下拘留,可以并处500元以下罚款。",
    "情节严重的,",
    "构成妨害传染病防治罪。",
    "8名党员领导干部受到问责;",
    "近百名",
    "2022年3月",
    "曾因",
    "建议给予",
    "不予",
    "内容一:",
    "判处有期徒刑七年,并处罚金五十万元",
    "給予",
    "黨內警告處分",
    "局長",
    "某某",
    "司徒远航",
    "（",
    "，",
    "；",
    "１２",
    "\u{200b}",
    "\u{feff}",
    "𠮷",
    "é",
    "👨‍👩‍👧",
];

fn texts() -> impl Strategy<Value = String> {
    let known = || proptest::sample::select(FRAGMENTS).prop_map(str::to_owned);
    let random = proptest::collection::vec(any::<char>(), 0..5).prop_map(String::from_iter);
    proptest::collection::vec(prop_oneof![known(), known(), known(), random], 0..30).prop_map(|parts| parts.concat())
}

fn spans(b: &Bulletin) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    all.extend(b.sections.iter().map(|s| s.span));
    for p in &b.people {
        all.extend(&p.mentions);
        all.extend(p.posts.iter().map(|x| x.span));
        all.extend(p.career.iter().map(|x| x.span));
    }
    all.extend(b.organizations.iter().map(|o| o.span));
    for m in &b.measures {
        all.push(m.span);
        all.extend(&m.also);
    }
    for c in &b.cases {
        all.push(c.span);
        all.extend(c.violations.iter().map(|v| v.span));
        all.extend(c.amounts.iter().map(|a| a.span));
    }
    all.extend(b.provisions.iter().map(|p| p.span));
    all.extend(b.statistics.iter().map(|s| s.span));
    all.extend(b.diagnostics.iter().map(|d| d.span));
    all
}

/// 64 cases, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The clauses of all fixtures, each with the mark that ends it.
fn clauses() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bulletins");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        all.extend(text.split_inclusive(['。', '，', '、', '；', '：', '（', '）', '·', '\n']).map(str::to_owned));
    }
    all
}

fn shuffled() -> impl Strategy<Value = String> {
    let all = clauses();
    assert!(all.len() > 1000, "{} clauses", all.len());
    let whole = proptest::sample::select(all);
    let cut = (whole.clone(), 0..12_usize, 1..6_usize)
        .prop_map(|(clause, from, length)| clause.chars().skip(from).take(length).collect());
    let part = prop_oneof![3 => whole, 1 => cut];
    proptest::collection::vec(part, 1..60).prop_map(|parts| parts.concat())
}

#[test]
fn a_name_at_the_end_of_a_line_before_a_gender() {
    assert!(tongbao::parse("摄影晴\n女").measures.is_empty());
}

#[test]
fn words_that_go_on_past_the_end_of_a_sentence() {
    for text in [
        "李伟受到警告处分。他对\n李予以警告",
        "李伟、王强受到警告处分。\n李、\n王二人被免职",
        "查处问题12起，\n其中处分3人，\n：",
    ] {
        assert_eq!(tongbao::parse(text).text, text);
    }
}

#[test]
fn a_middle_dot_between_numbers() {
    assert!(tongbao::parse("日·2").measures.is_empty());
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn shuffled_clauses_are_valid_input(text in shuffled()) {
        let bulletin = tongbao::parse(&text);
        for span in spans(&bulletin) {
            prop_assert!(text.get(span.range()).is_some(), "{:?} in {:?}", span, text);
        }
    }

    #[test]
    fn any_text_is_valid_input(text in texts()) {
        let bulletin = tongbao::parse(&text);
        prop_assert_eq!(&bulletin.text, &text);
        for span in spans(&bulletin) {
            prop_assert!(text.get(span.range()).is_some(), "{:?} in {:?}", span, text);
        }
        for row in bulletin.rows() {
            prop_assert!(!row.name.is_empty() && !row.quote.is_empty());
        }
    }

    #[test]
    fn the_same_text_reads_the_same(text in texts()) {
        prop_assert_eq!(tongbao::parse(&text), tongbao::parse(&text));
    }

    #[test]
    fn json_and_back_is_the_same(text in texts()) {
        let bulletin = tongbao::parse(&text);
        let json = serde_json::to_string(&bulletin).unwrap();
        prop_assert_eq!(serde_json::from_str::<Bulletin>(&json).unwrap(), bulletin);
    }

    /// Two things are read from the document as a whole: what its first line is (a title gives no measures), and
    /// whether its lines are hard-wrapped, which is so when most of them end inside a sentence. One more paragraph can
    /// change both, and rightly. So both texts open with the same forty plain paragraphs, which settle them.
    #[test]
    fn a_paragraph_before_shifts_the_measures(text in texts()) {
        let (first, before) = ("昨天下过雨,路上很滑。\n".repeat(40), "今天天气晴朗,游人很多。\n");
        let plain = tongbao::parse(&format!("{first}{text}"));
        let shifted = tongbao::parse(&format!("{first}{before}{text}"));
        let moved: Vec<_> = plain
            .measures
            .iter()
            .map(|m| (Span::new(m.span.start() + before.len(), m.span.end() + before.len()), m.measure))
            .collect();
        let found: Vec<_> = shifted.measures.iter().map(|m| (m.span, m.measure)).collect();
        prop_assert_eq!(found, moved);
    }
}
