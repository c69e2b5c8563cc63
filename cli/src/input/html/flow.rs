//! The text of an element as lines, as a browser would break them.

use ego_tree::iter::Edge;
use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{ElementRef, Node};

/// One line of a page.
#[derive(Debug, Default, PartialEq)]
pub struct Line {
    pub text: String,
    /// Whether all of it is links.
    pub link: bool,
}

/// The lines that a reader sees in `root`; the element `without` is left out.
pub fn lines(root: ElementRef, without: Option<NodeId>) -> Vec<Line> {
    let mut flow = Flow::default();
    let mut hidden = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if hidden.is_none() => match node.value() {
                Node::Element(e) if is_hidden(e) || Some(node.id()) == without => hidden = Some(node.id()),
                Node::Element(e) => flow.open(e.name()),
                Node::Text(text) => flow.text(text),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                _ if hidden == Some(node.id()) => hidden = None,
                Node::Element(e) if hidden.is_none() => flow.close(e.name()),
                _ => {}
            },
            Edge::Open(_) => {}
        }
    }
    flow.end_line();
    flow.lines
}

/// Whether nobody sees the element, or it is no part of any text.
pub fn is_hidden(element: &Element) -> bool {
    const NO_TEXT: [&str; 14] = [
        "head", "script", "style", "noscript", "template", "nav", "footer", "select", "button", "textarea", "iframe",
        "svg", "object", "audio",
    ];
    let style = || element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    NO_TEXT.contains(&element.name()) || element.attr("hidden").is_some() || style().contains("display:none")
}

pub fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 33] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

#[derive(Default)]
struct Flow {
    lines: Vec<Line>,
    line: String,
    /// White space since the last character, if any; a line break in the source where there is one.
    space: Option<char>,
    /// How many links are open, and whether the line has text outside of them.
    links: usize,
    plain: bool,
}

impl Flow {
    fn open(&mut self, name: &str) {
        match name {
            "a" => self.links += 1,
            "br" => self.end_line(),
            "td" | "th" if !self.line.is_empty() => self.line.push('\t'),
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "a" {
            self.links = self.links.saturating_sub(1);
        } else if is_block(name) {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = if c == '\n' { Some(c) } else { self.space.or(Some(c)) };
                continue;
            }
            if let (Some(space), Some(before)) = (self.space.take(), self.line.chars().next_back()) {
                // Between Chinese characters a line break is one of the source only.
                if !(space == '\n' && !before.is_ascii() && !c.is_ascii()) {
                    self.line.push(' ');
                }
            }
            self.line.push(c);
            self.plain |= self.links == 0 && !c.is_whitespace();
        }
    }

    fn end_line(&mut self) {
        let text = self.line.trim();
        if !text.is_empty() {
            self.lines.push(Line { text: text.to_string(), link: !self.plain });
        }
        self.line.clear();
        self.space = None;
        self.plain = false;
    }
}
