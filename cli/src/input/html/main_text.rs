//! Which element of a page holds its text.

use super::flow::{is_block, is_hidden, Line};
use crate::input::date::DATE;
use ego_tree::NodeId;
use regex::Regex;
use scraper::{ElementRef, Html, Node, Selector};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where the templates of government sites put the text, the more telling names first.
const TEMPLATES: &str = ".TRS_Editor, .trs_editor_view, .pages_content, #UCAP-CONTENT, #zoom, #Zoom, #zoomcon, \
                         .article-content, .article_content, .art_con, .con_text, .content_text, .Article_content, \
                         #article, #content, .article, .content, article";
/// Menus have none of these; every sentence has one.
const SENTENCE: [char; 3] = ['，', '。', '；'];
/// Longest line of page furniture.
const SHORT: usize = 60;

/// The element that holds the text. A named element counts only if most sentences of the page are in it; without one,
/// we go down from the body as long as a single block holds nearly all of them.
pub fn find(page: &Html) -> ElementRef<'_> {
    static BODY: LazyLock<Selector> = LazyLock::new(|| Selector::parse("body").expect("a constant"));
    static NAMED: LazyLock<Vec<Selector>> =
        LazyLock::new(|| TEMPLATES.split(", ").map(|t| Selector::parse(t).expect("a constant")).collect());
    let body = page.select(&BODY).next().unwrap_or_else(|| page.root_element());
    let weights = weights(body);
    let weight = |e: &ElementRef| weights.get(&e.id()).copied().unwrap_or(0);
    let all = weight(&body);
    let mut named = NAMED.iter().filter_map(|selector| page.select(selector).max_by_key(weight));
    if let Some(element) = named.find(|e| all > 0 && weight(e) * 2 >= all) {
        return element;
    }
    let mut at = body;
    while let Some(inner) = at.child_elements().find(|e| all > 0 && holds_blocks(e) && weight(e) * 10 >= all * 9) {
        at = inner;
    }
    at
}

/// Whether it is a box for paragraphs rather than a paragraph.
fn holds_blocks(element: &ElementRef) -> bool {
    let is_box = |e: ElementRef| is_block(e.value().name()) || matches!(e.value().name(), "td" | "br");
    element.child_elements().any(is_box)
}

/// How many marks of sentences stand in each element, outside of links.
fn weights(body: ElementRef) -> HashMap<NodeId, usize> {
    let mut weights = HashMap::new();
    for node in body.descendants() {
        let Node::Text(text) = node.value() else { continue };
        let marks = text.matches(SENTENCE).count();
        let outside = |e: &scraper::node::Element| e.name() == "a" || is_hidden(e);
        if marks > 0 && !node.ancestors().any(|a| a.value().as_element().is_some_and(outside)) {
            for ancestor in node.ancestors() {
                *weights.entry(ancestor.id()).or_default() += marks;
            }
        }
    }
    weights
}

/// The text of the lines, and apart from it the furniture that pages have around a text. Lines that are links all over
/// are neither.
pub fn clean(lines: Vec<Line>) -> (String, Vec<Line>) {
    const BUTTONS: &str = r"打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|收藏|字[体号]|[大中小]|\
                            分享(?:到)?|复制链接|推荐|纠错|[\[\]【】()（）|｜:：\s]";
    const LABELS: &str = "上一[篇条]|下一[篇条]|责任编辑|编辑|责编|相关(?:链接|新闻|阅读|文章|报道)|延伸阅读|扫一扫|分享到|\
                          字[体号]|浏览(?:次数|量)|点击(?:数|量|率)|阅读(?:次数|量)|发布(?:时间|日期)|(?:信息|文章)?来源|\
                          当前位置|您(?:现在)?(?:所在)?的?位置|版权所有|主办单位|网站标识码";
    static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
        let time = r"\s*\d{1,2}:\d\d(?::\d\d)?";
        Regex::new(&format!(
            r"^(?:(?:{BUTTONS})+|[【\[（(]?(?:{LABELS})\s*[】\]）)]?\s*(?:[:：|].*)?|{DATE}日?(?:{time}|\s+(?:{LABELS})).*)$"
        ))
        .expect("a constant")
    });
    let is_furniture = |text: &str| text.chars().count() <= SHORT && FURNITURE.is_match(text);
    let (sentences, others): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .filter(|line| has_sentence(line) || !line.link)
        .partition(|line| has_sentence(line) || !is_furniture(&line.text));
    let text: Vec<&str> = sentences.iter().map(|line| line.text.as_str()).collect();
    (text.join("\n"), others)
}

fn has_sentence(line: &Line) -> bool {
    line.text.contains(['。', '；'])
}
