//! The place that the name of a unit begins with: 莱西市 of 莱西市教育和体育局.

/// Characters that a place ends in.
const ENDS: &str = "省市县区旗盟州镇乡";
/// Before one of them, these make another word: 城市管理局, 社区, 该县, 副县长.
const NO_NAME: &str = "城都全本我该各原副社小校园辖景牧林灾军战";
/// A place has no more characters than this.
const LONGEST: usize = 12;

/// Of a party committee, what stands before the place.
const PARTY: [&str; 3] = ["中共", "中國共產黨", "中国共产党"];

/// The outermost place of a unit.
pub fn of(unit: &str) -> Option<&str> {
    let unit = PARTY.iter().find_map(|party| unit.strip_prefix(party)).unwrap_or(unit);
    let chars: Vec<(usize, char)> = unit.char_indices().take(LONGEST + 1).collect();
    (1..chars.len().min(LONGEST)).find_map(|i| {
        let (at, c) = chars[i];
        let next = chars.get(i + 1).map(|n| n.1);
        // 荆州|市, 城乡|市场
        let goes_on = c == '州' && next.is_some_and(|n| "市县区".contains(n)) || c == '市' && next == Some('场');
        (ENDS.contains(c) && !goes_on && !NO_NAME.contains(chars[i - 1].1)).then(|| &unit[..at + c.len_utf8()])
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_place_is_the_outermost_that_a_unit_begins_with() {
        for (unit, place) in [
            ("青浔区水务局", Some("青浔区")),
            ("临浦市渌江县教育局", Some("临浦市")),
            ("临浦市市场监管局", Some("临浦市")),
            ("渌江县乡村振兴局", Some("渌江县")),
            ("荆州市林业局", Some("荆州市")),
            ("中共临浦市纪律检查委员会", Some("临浦市")),
            ("省政府", None),
            ("城市管理局", None),
            ("社区服务中心", None),
            ("中央某部", None),
            ("", None),
        ] {
            assert_eq!(of(unit), place, "{unit}");
        }
    }
}
