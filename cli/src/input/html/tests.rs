use super::*;

const FIRST: &str = "青浔区水务局局长段启衡违规收受礼品，受到党内警告处分。";
const SECOND: &str = "青浔区教育局副局长蔺知微公车私用，受到党内严重警告处分。";

/// A page as a site builds it: navigation, title, a line about the text, the text in `main`, and what follows it.
fn site(main: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html><head><title>关于两起典型问题的通报_青浔区纪委监委</title>
        <script>var t = "受到党内警告处分。，，，，，，，，，，，，，，，，";</script></head><body>
        <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">审查调查</a></li></ul></div>
        <div class="wrap"><h1>关于两起典型问题的通报</h1>
        <div class="info"><span>来源：青浔区纪委监委</span> <span>发布时间：2024年5月6日 10:30</span> <a>打印</a> <a>关闭</a></div>
        {main}
        <div><a href="1">关于三起问题的通报</a> <a href="2">警钟长鸣，以案为鉴</a></div></div>
        <div class="foot">主办单位：青浔区纪委监委 备案号：123</div></body></html>"#
    )
}

#[test]
fn the_boxes_of_common_templates_are_read() {
    for main in [
        format!("<div class='TRS_Editor'><p>　　{FIRST}</p><p>{SECOND}&nbsp;</p></div>"),
        format!("<div id=zoom>{FIRST}<br>{SECOND}</div>"),
        format!("<article><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div></article>"),
        format!("<div class='pages_content'><div class='TRS_Editor'><p>{FIRST}</p><p>{SECOND}</p></div></div>"),
    ] {
        assert_eq!(page(&site(&main)).unwrap().text, format!("{FIRST}\n{SECOND}"), "{main}");
    }
}

#[test]
fn without_a_known_box_the_sentences_show_the_way() {
    let main = format!("<div class='x1'><table><tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table></div>");
    assert_eq!(page(&site(&main)).unwrap().text, format!("{FIRST}\n{SECOND}"));
}

#[test]
fn a_known_name_on_a_small_box_does_not_hide_the_text() {
    let main = format!("<div class='content'>公告，请看。</div><div class='x1'><p>{FIRST}</p><p>{SECOND}</p></div>");
    assert!(page(&site(&main)).unwrap().text.contains(SECOND));
}

#[test]
fn what_the_page_says_of_itself_is_read() {
    let given = page(&site(&format!("<div class=TRS_Editor><p>{FIRST}</p></div>"))).unwrap();
    assert_eq!(given.title.as_deref(), Some("关于两起典型问题的通报"));
    assert_eq!(given.date.as_deref(), Some("2024-05-06"));
    assert_eq!(given.source.as_deref(), Some("青浔区纪委监委"));
    let meta = r#"<meta name="ArticleTitle" content="通报一则"><meta name="PubDate" content="2023-01-02 08:00">
        <meta name="contentsource" content="清风青浔"><link rel="canonical" href="https://example.org/1.html"></head>"#;
    let given = page(&site("").replace("</head>", meta)).unwrap();
    assert_eq!(given.title.as_deref(), Some("通报一则"));
    assert_eq!(given.date.as_deref(), Some("2023-01-02"));
    assert_eq!(given.source.as_deref(), Some("清风青浔"));
    assert_eq!(given.url.as_deref(), Some("https://example.org/1.html"));
}

#[test]
fn a_phrase_over_several_elements_stays_one() {
    let text = page(
        "<p>段启衡<span>受到</span><span>党内\n<b>警告</b>处分</span>。<span style='display: none'>隐藏。</span></p>",
    );
    assert_eq!(text.unwrap().text, "段启衡受到党内警告处分。");
}

#[test]
fn furniture_in_the_box_is_left_out_and_the_signature_stays() {
    let main = format!(
        "<div class=TRS_Editor><p>2024-05-06 10:30 来源：青浔区纪委监委 字号 大 中 小</p><p>{FIRST}</p><p>2024年5月6日</p>\
         <p>【打印】 【关闭】</p><p>责任编辑：陆某</p><p>相关链接：</p><p><a>警钟长鸣，以案为鉴</a></p></div>"
    );
    assert_eq!(page(&site(&main)).unwrap().text, format!("{FIRST}\n2024年5月6日"));
}

#[test]
fn the_cells_of_a_row_stay_on_a_line() {
    let main = "<table><tr><td>段启衡</td><td>局长</td></tr><tr><td>蔺知微</td><td>副局长</td></tr></table>";
    assert_eq!(page(main).unwrap().text, "段启衡\t局长\n蔺知微\t副局长");
}

#[test]
fn the_declared_encoding_is_found() {
    let name = |head: &str| declared_encoding(head.as_bytes()).map(Encoding::name);
    assert_eq!(name("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"), Some("GBK"));
    assert_eq!(name("<meta charset=\"Big5\">"), Some("Big5"));
    assert_eq!(name("<?xml version='1.0' encoding='utf-8'?>"), Some("UTF-8"));
    assert_eq!(name("<p>charset"), None);
}

#[test]
fn a_page_that_is_made_to_exhaust_memory_is_refused() {
    for bomb in ["<div>".repeat(200_000), "<font color=1><p>".repeat(20_000)] {
        assert!(page(&bomb).unwrap_err().contains("too many tags inside one another"));
    }
    assert!(page(&"<div><p>一段。</p></div>".repeat(20_000)).is_ok());
}
