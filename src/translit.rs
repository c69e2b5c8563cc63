//! Names that are written by their sound (音译): Mongolian, Tibetan, Uyghur, Kazakh, Yi and others, as they stand in
//! the records of the civil registry. They have three characters and more, no Han surname, and often no dot.

use crate::words::Chars;
use once_cell::sync::Lazy;

/// What a name costs for each of its characters.
const CHARACTER: i32 = 34;
/// What it costs to be such a name.
const NAME: i32 = 62;

/// Characters that write a sound and hardly ever stand in a Han name.
const SOUNDS: &str = "\
尔勒图巴布卜吐买提孜扎玛旺措嘎赫穆热萨曲乌吾格其根拉呷洛桑顿央堆欠尕惹且古库塔吉斯雅那达迪甫拜朝鲁敖查娜莫色阿什\
约铁牟俄沙木罕汗衣祖丽努孙依艾肉则苏合尼";
/// Characters that write a sound and stand in Han names too.
const SHARED: &str = "\
不丹德丁多额夫甘哈海胡加嘉杰金卡开克来雷力里利列隆卢罗麦曼毛梅米姆纳乃诺帕平普奇恰钦仁日茹瑞山索台特土托维西希夏\
肖谢亚伊音尤泽珍治珠卓孟顺满都毕宝青呼琴才让次贡坚参赞群培拥忠旦边强白南增晋美班典项久史比马子牛伍体万生和春道彦\
志花成乐兰萍英玉太地敦云娅坦邓登艾瓦华更藏苦聪";

/// Parts that many Tibetan and Mongolian names are made of, two to a name.
const PARTS: [&str; 155] = [
    "扎西",
    "泽仁",
    "次仁",
    "才仁",
    "才让",
    "才旦",
    "尼玛",
    "达瓦",
    "巴桑",
    "拉姆",
    "拉毛",
    "卓玛",
    "卓嘎",
    "多吉",
    "多杰",
    "丹增",
    "旦增",
    "旦正",
    "洛桑",
    "罗桑",
    "平措",
    "彭措",
    "罗布",
    "顿珠",
    "邓珠",
    "央金",
    "央宗",
    "旺堆",
    "旺姆",
    "旺杰",
    "旺扎",
    "格桑",
    "索朗",
    "索南",
    "仁青",
    "仁增",
    "仁钦",
    "贡布",
    "贡嘎",
    "边巴",
    "普布",
    "米玛",
    "拉巴",
    "白玛",
    "德吉",
    "曲珍",
    "曲扎",
    "群培",
    "坚赞",
    "江村",
    "降央",
    "四郎",
    "桑吉",
    "桑杰",
    "土登",
    "阿旺",
    "强巴",
    "益西",
    "云登",
    "占堆",
    "加措",
    "嘉措",
    "班典",
    "班丹",
    "次旺",
    "次旦",
    "西绕",
    "完玛",
    "夏吾",
    "东主",
    "东智",
    "那仁",
    "项欠",
    "乌云",
    "其其格",
    "萨仁",
    "图雅",
    "格日勒",
    "其木格",
    "娜仁",
    "托娅",
    "哈斯",
    "乌兰",
    "阿拉坦",
    "朝鲁",
    "巴图",
    "敖登",
    "阿拉腾",
    "孟和",
    "图门",
    "图们",
    "乌力吉",
    "古楞",
    "阿木",
    "那顺",
    "昂毛",
    "甘玛",
    "泽登",
    "拉博",
    "巴特尔",
    "毕力格",
    "华旦",
    "南杰",
    "尕藏",
    "更藏",
    "更尕",
    "切羊",
    "久美",
    "公保",
    "贡保",
    "官却",
    "关却",
    "娘吉",
    "项秀",
    "拉加",
    "普华",
    "先巴",
    "冷智",
    "斗拉",
    "旦巴",
    "旦知",
    "琼达",
    "次珍",
    "卓尕",
    "才措",
    "吉措",
    "毛措",
    "曲木",
    "吉克",
    "吉木",
    "曲别",
    "曲比",
    "马海",
    "吉伍",
    "沙马",
    "阿苦",
    "莫色",
    "尔古",
    "海来",
    "俄木",
    "木呷",
    "伍呷",
    "拉铁",
    "日哈",
    "尔哈",
    "乌果",
    "高娃",
    "宝力",
    "苏日",
    "其其",
    "斯琴",
    "格根",
    "满都",
    "吉日",
    "呼和",
];

static SOUND: Lazy<Chars> = Lazy::new(|| Chars::new(SOUNDS.chars()));
static EITHER: Lazy<Chars> = Lazy::new(|| Chars::new(SOUNDS.chars().chain(SHARED.chars())));

/// Whether a name written by its sound may begin with the character.
pub(crate) fn begins(c: char) -> bool {
    EITHER.has(c)
}

/// What the characters cost as a name written by its sound.
pub(crate) fn cost(name: &str) -> Option<i32> {
    let mut all = 0;
    let mut sounds = 0;
    for c in name.chars() {
        if !EITHER.has(c) {
            return None;
        }
        all += 1;
        sounds += i32::from(SOUND.has(c));
    }
    // 扎西拥忠, 卓毛才让: of four characters a part and two that may write a sound
    let halves = || {
        let rest = |p: &str| name.strip_prefix(p).is_some_and(|rest| all == 4 || PARTS.contains(&rest));
        PARTS.iter().any(|p| rest(p) || all == 4 && name.ends_with(p))
    };
    // 其木格: of three characters two must be sounds
    let sounds = if all == 3 { sounds >= 2 } else { sounds * 2 >= all };
    ((3..=7).contains(&all) && (sounds || halves())).then_some(NAME + CHARACTER * all)
}

/// What the characters cost as a part of a name that a dot divides: 卡德尔 of 依明·卡德尔.
pub(crate) fn part(name: &str) -> i32 {
    name.chars().map(|c| if EITHER.has(c) { CHARACTER } else { 2 * CHARACTER }).sum()
}

#[cfg(test)]
mod tests {
    use super::cost;

    #[test]
    fn names_written_by_their_sound_are_told_from_han_names() {
        for name in [
            "苏雅拉图",
            "扎西顿珠",
            "哈斯巴根",
            "那顺乌日图",
            "吉克尔古",
            "努尔买买提",
            "泽仁次旺",
            "乌日娜",
            "乌云其其格",
        ] {
            assert!(cost(name).is_some(), "{name}");
        }
        for name in ["张海平", "李金山多", "王德仁在职", "欧阳建国"] {
            assert!(cost(name).is_none(), "{name}");
        }
    }
}
