//! An entity of FollowTheMoney, with values that its model keeps as they are.

use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

#[derive(Serialize)]
pub struct Entity {
    pub id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

/// Characters that the model allows in a value of type string, in a name, and in a text.
const STRING: usize = 1024;
const NAME: usize = 384;
const TEXT: usize = 65_000;

impl Entity {
    pub fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, properties: BTreeMap::new() }
    }

    /// Adds a value that is not empty, and not there already.
    pub fn add(&mut self, property: &'static str, value: &str) {
        let value = clean(value);
        if !value.is_empty() {
            let values = self.properties.entry(property).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }

    /// Adds what has to stand on one short line.
    pub fn add_string(&mut self, property: &'static str, value: &str) {
        self.add(property, &one_line(value, STRING));
    }

    pub fn add_name(&mut self, property: &'static str, value: &str) {
        self.add(property, &one_line(value, NAME));
    }

    /// Adds a text, in pieces when it is too long for one value.
    pub fn add_text(&mut self, property: &'static str, value: &str) {
        let value = clean(value);
        let mut rest = value.as_str();
        while let Some((end, _)) = rest.char_indices().nth(TEXT) {
            self.add(property, &rest[..end]);
            rest = &rest[end..];
        }
        self.add(property, rest);
    }

    /// Adds what of an ISO prefix is a date.
    pub fn add_date(&mut self, property: &'static str, value: Option<&String>) {
        self.add(property, value.and_then(|v| date(v)).unwrap_or_default());
    }

    /// Adds an address, written as the model writes it.
    pub fn add_url(&mut self, property: &'static str, value: Option<&String>) {
        self.add(property, &value.and_then(|v| url(v)).unwrap_or_default());
    }
}

/// An id that depends on its parts and on nothing else.
pub fn id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().take(16).fold("tongbao-".to_string(), |id, byte| id + &format!("{byte:02x}"))
}

fn one_line(value: &str, most: usize) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    words.join(" ").chars().take(most).collect()
}

/// The text as the model keeps it: composed, with plain spaces, and without what cannot be seen.
fn clean(value: &str) -> String {
    let hidden = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let plain = |c: char| if c.is_whitespace() && c >= '\u{1680}' { ' ' } else { c };
    let shown: String = value.nfc().filter(|c| !hidden(*c)).map(plain).collect();
    shown.trim().to_string()
}

/// The longest part of an ISO prefix that is in the calendar.
fn date(value: &str) -> Option<&str> {
    let number = |at: std::ops::Range<usize>, length: usize| {
        let digits = value.get(at)?;
        (digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<u32>().ok())?
    };
    let follows = |at: usize| value.as_bytes().get(at) == Some(&b'-');
    let year = number(0..4, 4).filter(|y| *y > 0)?;
    let Some(month) = number(5..7, 2).filter(|m| follows(4) && (1..=12).contains(m)) else { return value.get(..4) };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let whole = number(8..10, 2).is_some_and(|d| follows(7) && (1..=days).contains(&d));
    value.get(..if whole { 10 } else { 7 })
}

/// An address with its scheme, and with a path after the host; nothing for what is no address on the web.
fn url(value: &str) -> Option<String> {
    let value = value.trim();
    let scheme =
        ["http://", "https://"].into_iter().find(|s| value.get(..s.len()).is_some_and(|v| v.eq_ignore_ascii_case(s)));
    let (scheme, rest) = match scheme {
        Some(scheme) => (scheme, &value[scheme.len()..]),
        None if !value.contains(':') && value.contains('.') => ("http://", value),
        None => return None,
    };
    let bare = !rest.contains(['/', '?', '#']);
    (!rest.is_empty() && !rest.contains(char::is_whitespace))
        .then(|| format!("{scheme}{rest}{}", if bare { "/" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_cut_to_what_is_one() {
        for (value, expected) in [
            ("2022", Some("2022")),
            ("2022-04", Some("2022-04")),
            ("2022-04-11", Some("2022-04-11")),
            ("2024-02-29", Some("2024-02-29")),
            ("2022-02-29", Some("2022-02")),
            ("2022-13", Some("2022")),
            ("2022-00-01", Some("2022")),
            ("2022-04-11 09:30", Some("2022-04-11")),
            ("二〇二二", None),
            ("22", None),
        ] {
            assert_eq!(date(value), expected, "{value}");
        }
    }

    #[test]
    fn addresses_have_a_scheme_and_a_path() {
        for (value, expected) in [
            ("https://www.qingxun.example/a.html", Some("https://www.qingxun.example/a.html")),
            ("HTTP://qingxun.example", Some("http://qingxun.example/")),
            ("www.qingxun.example/通报/1", Some("http://www.qingxun.example/通报/1")),
            ("file:///tmp/a", None),
            ("微信公众号", None),
            ("http://", None),
        ] {
            assert_eq!(url(value).as_deref(), expected, "{value}");
        }
    }
}
