//! Firms, told from public bodies by their names.

use regex::Regex;
use std::sync::LazyLock;

/// What only the name of a firm holds, that of its departments included; and how else one ends.
const FIRM: &str = "公司|集[团團]|[银銀]行|信用社|信用(?:合作)?[联聯]社|[农農]商行|[城交产建水农旅]投$|[厂廠矿礦店]$|企[业業]$|超市$|[支分]行$";
/// The central bank, those who watch over banks, and an army.
const PUBLIC: &str = "人民[银銀]行|[银銀]行[业業][监監]|集[团團][军軍]";

pub fn is_firm(name: &str) -> bool {
    static FORMS: LazyLock<[Regex; 2]> = LazyLock::new(|| [FIRM, PUBLIC].map(|r| Regex::new(r).expect("a constant")));
    let [firm, public] = &*FORMS;
    firm.is_match(name) && !public.is_match(name)
}

#[cfg(test)]
mod tests {
    use super::is_firm;

    #[test]
    fn firms_are_told_from_public_bodies() {
        for name in [
            "青浔区水务集团",
            "青浔區水務集團有限公司",
            "临浦市公交公司运营部",
            "临浦农村商业银行渌江支行",
            "渌江县农村信用合作联社",
            "石门沟煤矿",
            "临浦市第二造纸厂",
            "临浦城投",
        ] {
            assert!(is_firm(name), "{name}");
        }
        for name in [
            "青浔区水务局",
            "渌江县第一中学",
            "临浦市人民医院",
            "渌江县煤矿安全监察局",
            "临浦市工信局中小企业处",
            "中国人民银行临浦市中心支行",
            "临浦市银行业监督管理局",
            "第九集团军",
            "柳汀村委会",
            "",
        ] {
            assert!(!is_firm(name), "{name}");
        }
    }
}
