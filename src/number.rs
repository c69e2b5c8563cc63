//! Chinese and Arabic numerals, as bulletins write them.

use std::borrow::Cow;

/// Whether the character is one of the numerals from one to ten.
pub(crate) fn is_ordinal(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether the character may stand in a numeral below ten thousand, Arabic or Chinese.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_ordinal(c) || matches!(c, '两' | '百' | '千' | '零')
}

/// Reads a whole numeral such as `12`, `十二`, `一百零三`, `两`, `3.2万`, `六十余万` (without the 余) or `1,300`.
/// `None` when it is none, or when it does not fit.
pub(crate) fn parse(s: &str) -> Option<u64> {
    let idle = |c: char| matches!(c, ',' | '，' | '余' | '多');
    let s: Cow<str> = if s.contains(idle) { s.chars().filter(|&c| !idle(c)).collect() } else { s.into() };
    let (digits, factor) = match s.char_indices().last()? {
        (i, '亿') => (&s[..i], 100_000_000),
        (i, '万') => (&s[..i], 10_000),
        _ => (&s[..], 1),
    };
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        return decimal(digits, factor);
    }
    if let Some((head, tail)) = digits.split_once('亿') {
        return Some(small(head)?.checked_mul(100_000_000)? + parse(tail)?);
    }
    if let Some((head, tail)) = digits.split_once('万') {
        let tail = if tail.is_empty() { 0 } else { small(tail)? };
        return (small(head)? * 10_000 + tail).checked_mul(factor);
    }
    small(digits)?.checked_mul(factor)
}

fn decimal(s: &str, factor: u64) -> Option<u64> {
    // 1万2千 and the like: 万 in the middle
    if let Some((head, tail)) = s.split_once('万') {
        return Some(decimal(head, 10_000)? + parse(tail)?);
    }
    let (whole, part) = s.split_once('.').unwrap_or((s, ""));
    let mut value = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    let mut unit = factor;
    for c in part.chars() {
        unit /= 10;
        value = value.checked_add(u64::from(c.to_digit(10)?).checked_mul(unit)?)?;
    }
    Some(value)
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '元' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A numeral below ten thousand, or a row of digits (二〇二二).
fn small(s: &str) -> Option<u64> {
    if s.is_empty() || s.chars().count() > 12 {
        return None;
    }
    if s.chars().count() > 1 && s.chars().all(|c| digit(c).is_some()) {
        return s.chars().try_fold(0u64, |n, c| Some(n * 10 + digit(c)?));
    }
    let (mut sum, mut last) = (0, None);
    for c in s.chars() {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            _ => {
                last = Some(digit(c).or_else(|| c.to_digit(10).map(u64::from))?);
                continue;
            }
        };
        sum += last.unwrap_or(1) * unit;
        last = None;
    }
    Some(sum + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_the_numerals_of_bulletins() {
        for (text, value) in [
            ("12", 12),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零三", 103),
            ("三百三十", 330),
            ("二〇二二", 2022),
            ("两", 2),
            ("3.2万", 32_000),
            ("六十万", 600_000),
            ("一百三十万", 1_300_000),
            ("1,300", 1300),
            ("1.5亿", 150_000_000),
        ] {
            assert_eq!(super::parse(text), Some(value), "{text}");
        }
        for text in ["", "甲", "万年", "99999999999999999999"] {
            assert_eq!(super::parse(text), None, "{text}");
        }
    }
}
