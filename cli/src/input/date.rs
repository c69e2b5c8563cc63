//! Dates as inputs write them.

use regex::Regex;
use std::sync::LazyLock;

/// Year, month and perhaps day, in figures.
pub const DATE: &str = r"((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})(?:\s*[-月/.]\s*(\d{1,2}))?";

/// The first date in `text` as an ISO prefix, such as `2024-05-06`; a day that no month has makes it none.
pub fn iso(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| Regex::new(DATE).expect("a constant"));
    let found = FORM.captures(text)?;
    let number = |group| found.get(group).and_then(|m: regex::Match| m.as_str().parse::<u32>().ok());
    let month = number(2).filter(|m| (1..=12).contains(m))?;
    let year = &found[1];
    match number(3) {
        Some(day) if (1..=31).contains(&day) => Some(format!("{year}-{month:02}-{day:02}")),
        Some(_) => None,
        None => Some(format!("{year}-{month:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn common_forms_are_read() {
        for (text, date) in [
            ("2024-05-06 10:30:00", Some("2024-05-06")),
            ("2024年5月6日", Some("2024-05-06")),
            ("发布时间：2024/05/06", Some("2024-05-06")),
            ("2024.5", Some("2024-05")),
            ("2024-05-06T08:00:00+08:00", Some("2024-05-06")),
            ("2024-13-01", None),
            ("昨天", None),
        ] {
            assert_eq!(iso(text).as_deref(), date, "{text}");
        }
    }
}
