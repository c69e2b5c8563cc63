//! The name of a person in pinyin, read as a name: 单 is Shàn in front and dān elsewhere.

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;

static SURNAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("surnames.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// 「Shàn Qǐhéng」 for 单启衡. Nothing for a name that is not a surname with one or two characters: masked names,
/// transliterated ones, and codes.
pub fn of(name: &str) -> Option<String> {
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
    let compound = starts.get(2).map(|end| name.split_at(*end)).filter(|(surname, _)| SURNAMES.contains_key(surname));
    let (surname, given) = match compound {
        Some(parts) => parts,
        None => name.split_at(*starts.get(1)?),
    };
    if name.contains('某') || !(1..=2).contains(&given.chars().count()) {
        return None;
    }
    let surname = match SURNAMES.get(surname) {
        Some(reading) => (*reading).to_string(),
        None => capital(&syllables(surname)?),
    };
    Some(format!("{surname} {}", capital(&syllables(given)?)))
}

/// One word of the readings, with an apostrophe where a syllable would be taken for a part of the one before.
fn syllables(characters: &str) -> Option<String> {
    let mut word = String::new();
    for reading in characters.to_pinyin() {
        let reading = reading?.with_tone();
        if !word.is_empty() && reading.starts_with(|c| "aāáǎàeēéěèoōóǒò".contains(c)) {
            word.push('\'');
        }
        word += reading;
    }
    Some(word)
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, pinyin) in [
            ("单启衡", "Shàn Qǐhéng"),
            ("仇知微", "Qiú Zhīwēi"),
            ("解砚秋", "Xiè Yànqiū"),
            ("尉迟砚", "Yùchí Yàn"),
            ("区知微", "Ōu Zhīwēi"),
            ("曾砚", "Zēng Yàn"),
            ("查砚", "Zhā Yàn"),
            ("朴砚", "Piáo Yàn"),
            ("任砚", "Rén Yàn"),
            ("盖砚", "Gě Yàn"),
            ("华砚", "Huà Yàn"),
            ("乐砚", "Yuè Yàn"),
            ("翟砚", "Zhái Yàn"),
            ("种砚", "Chóng Yàn"),
            ("缪砚", "Miào Yàn"),
            ("万俟砚秋", "Mòqí Yànqiū"),
            ("万砚", "Wàn Yàn"),
            ("吕砚", "Lǚ Yàn"),
            ("段启安", "Duàn Qǐ'ān"),
        ] {
            assert_eq!(of(name).as_deref(), Some(pinyin), "{name}");
        }
    }

    #[test]
    fn what_is_no_surname_with_a_given_name_has_no_reading() {
        for name in ["", "段", "段某", "王×", "P0123456789ab", "阿依古丽·砚", "段启衡知微", "John"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
