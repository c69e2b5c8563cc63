//! The sentences of a text.

use tongbao::Span;

const ENDS: &[char] = &['。', '！', '？', '!', '?', '\n'];

/// All sentences, in order; together they are the text.
pub fn all(text: &str) -> Vec<Span> {
    let mut start = 0;
    let pieces = text.split_inclusive(ENDS).map(|piece| {
        let span = Span::new(start, start + piece.len());
        start = span.end();
        span
    });
    pieces.collect()
}

/// The words from the begin of the sentence in which the span starts to the end of the one in which it ends.
pub fn around(text: &str, span: Span) -> &str {
    let start =
        text[..span.start()].rfind(ENDS).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let last = span.slice(text).trim_end_matches(ENDS).len() + span.start();
    let end = text[last..]
        .find(ENDS)
        .map_or(text.len(), |at| last + at + text[last + at..].chars().next().map_or(0, char::len_utf8));
    text[start..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_shown_with_its_whole_sentences() {
        let text = "甲。乙丙丁！\n戊己";
        let find = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        assert_eq!(around(text, find("丙")), "乙丙丁！");
        assert_eq!(around(text, find("甲。")), "甲。");
        assert_eq!(around(text, find("甲。乙")), "甲。乙丙丁！");
        assert_eq!(around(text, find("己")), "戊己");
        let pieces: Vec<&str> = all(text).into_iter().map(|s| s.slice(text)).collect();
        assert_eq!(pieces, ["甲。", "乙丙丁！", "\n", "戊己"]);
    }
}
