//! What the name of a body shows: how high it stands, whose head a title is, which place or noun it begins with.

use crate::place::ends;
use crate::words::{find, Heads, Tails};
use once_cell::sync::Lazy;

/// Bodies of a party committee: 县委 + 统战部.
pub(crate) const COMMITTEE: &[&str] = &[
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "办公室",
    "编办",
    "网信办",
    "巡察办",
    "巡视办",
    "党校",
    "老干部局",
    "政研室",
    "改革办",
    "机关工委",
    "直属机关工委",
    "教育工委",
    "秘书处",
    "督查室",
    "社会工作部",
    "保密局",
    "机要局",
    "台办",
    "统一战线",
];
/// Bodies of a place that stand beside the committee and the government.
pub(crate) const TERRITORIAL: &[&str] = &[
    "纪委",
    "监委",
    "监察委",
    "人大",
    "政协",
    "法院",
    "检察院",
    "公安局",
    "政府",
    "人民政府",
    "纪检委",
    "监察局",
    "人武部",
    "人民法院",
    "人民检察院",
    "工商联",
    "总工会",
];

/// Words that stand for the body named before when they stand alone: 院党组书记.
pub(crate) static ALONE: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "院",
        "局",
        "厅",
        "校",
        "所",
        "公司",
        "社",
        "行",
        "厂",
        "台",
        "集团",
        "医院",
        "中心",
        "学校",
        "学院",
        "司",
        "处",
        "馆",
        "站",
        "园",
        "队",
        "分局",
        "分行",
        "支行",
        "矿",
        "场",
        "幼儿园",
        "煤矿",
        "园区",
        "农场",
        "林场",
        "酒店",
        "宾馆",
    ])
});
/// Bodies of a village, named with its level.
pub(crate) const VILLAGE: &[&str] = &["村委会", "村民委员会", "村务监督", "村两委", "村支部"];
/// What looks like a level and is none.
pub(crate) const WORDS: &[&str] =
    &["市场", "市政", "市容", "区域", "乡村", "村镇", "省级", "市级", "县级", "区级", "镇江", "镇海", "旗下"];

/// How far down a body stands by the end of its name: a department, a branch of it, a division, a section, a squad.
pub(crate) fn rank(unit: &str) -> u8 {
    if BRANCHES.of(unit).next().is_some() {
        BRANCH_RANK
    } else if unit.ends_with("中队") {
        SECTION_RANK + 1
    } else if SECTIONS.of(unit).next().is_some() {
        SECTION_RANK
    } else if unit.ends_with('部')
        && !national(unit)
        && !COMMITTEE.iter().chain(TERRITORIAL).chain(&["武装部"]).any(|e| unit.ends_with(e))
    {
        DIVISION_RANK
    } else {
        DEPARTMENT_RANK
    }
}
/// How the names of branches end.
static BRANCHES: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "中心",
        "分局",
        "分公司",
        "子公司",
        "分行",
        "学院",
        "总队",
        "支队",
        "分院",
        "分校",
        "分厂",
        "分站",
        "支行",
    ])
});
/// How the names of sections end.
static SECTIONS: Lazy<Tails> = Lazy::new(|| {
    Tails::new(&[
        "办公厅",
        "车间",
        "药房",
        "食堂",
        "大队",
        "派出所",
        "办公室",
        "项目部",
        "监区",
        "处",
        "科",
        "室",
        "队",
        "所",
        "站",
        "股",
        "组",
        "系",
        "办",
        "班",
    ])
});
pub(crate) const DEPARTMENT_RANK: u8 = 1;
pub(crate) const BRANCH_RANK: u8 = 2;
pub(crate) const DIVISION_RANK: u8 = 3;
pub(crate) const SECTION_RANK: u8 = 4;

/// What the names of the bodies of the state begin with.
static NATIONAL: Lazy<Heads> = Lazy::new(|| {
    Heads::new(&[
        "中国",
        "中央",
        "国家",
        "全国",
        "最高",
        "国务院",
        "中共",
        "中华",
        "党中央",
        "军委",
        "解放军",
        "武警",
        "空军",
        "海军",
        "陆军",
        "火箭军",
        "联勤保障部队",
        "驻",
        "农业农村部",
        "外交部",
        "教育部",
        "财政部",
        "公安部",
        "商务部",
        "司法部",
        "民政部",
        "科技部",
        "水利部",
        "铁道部",
        "卫生部",
    ])
});

/// Whether the body is one of the state, which stands in no place.
pub(crate) fn national(unit: &str) -> bool {
    NATIONAL.of(unit).next().is_some()
}

/// Whether a noun can stand for a body of this name.
pub(crate) fn answers(noun: &str, name: &str) -> bool {
    match noun {
        "校" | "学校" => {
            name.ends_with(['校', '学']) || name.ends_with("学院") || name.ends_with("一中") || name.ends_with("二中")
        }
        "行" => name.ends_with('行') || name.ends_with("信用社") || name.ends_with("联社"),
        _ => name.ends_with(noun),
    }
}

/// Whether the name is that of a part of a university.
pub(crate) fn faculty(unit: &str) -> bool {
    ["学院", "研究院", "研究生院", "学系", "实验室"].iter().any(|e| unit.ends_with(e)) && !unit.contains("大学")
}

/// Whether the name is that of a ward or a section that only a hospital has.
pub(crate) fn ward(unit: &str) -> bool {
    const WARDS: &[&str] = &[
        "骨科",
        "内科",
        "外科",
        "儿科",
        "眼科",
        "妇产科",
        "妇科",
        "药剂科",
        "药房",
        "护理部",
        "检验科",
        "放射科",
        "麻醉科",
        "急诊科",
        "皮肤科",
        "口腔科",
        "手术室",
        "影像科",
        "超声科",
        "肿瘤科",
        "康复科",
        "感染科",
        "医学科",
        "中医科",
    ];
    unit == "产科" || WARDS.iter().any(|w| unit.ends_with(w))
}

/// Whether the name is that of a body that may have wards.
pub(crate) fn medical(unit: &str) -> bool {
    ["医", "卫生", "保健", "疾控", "疾病", "防治", "妇幼", "康复", "健康"].iter().any(|w| unit.contains(w))
}

/// Whether the name stands for itself wherever it is written.
pub(crate) fn absolute(unit: &str) -> bool {
    const ENDS: &[&str] =
        &["公司", "集团", "大学", "学院", "医院", "中学", "小学", "幼儿园", "银行", "学校", "村", "社区", "报社"];
    const INSIDE: &[&str] = &["银行", "公司", "集团", "大学"];
    national(unit)
        || unit.len() >= 12 && INSIDE.iter().any(|w| find(unit, w).is_some_and(|i| i >= 6))
        || ENDS.iter().any(|e| unit.ends_with(e) && unit.chars().count() > e.chars().count() + 1)
}

/// What kind of body a title heads, by the ends of their names.
const BODIES_OF: [(&str, &[&str]); 29] = [
    ("董事长", &["公司", "集团", "银行", "联社"]),
    ("总经理", &["公司", "集团"]),
    ("经理", &["公司", "集团"]),
    ("总裁", &["公司", "集团"]),
    ("总监", &["公司", "集团", "银行"]),
    ("独立董事", &["公司", "集团"]),
    ("实际控制人", &["公司", "集团"]),
    ("法定代表人", &["公司", "集团", "社", "厂", "店"]),
    ("监事长", &["公司", "集团", "社"]),
    ("院长", &["院"]),
    ("校长", &["学", "校", "高中", "初中", "职高", "中专"]),
    ("局长", &["局"]),
    ("厅长", &["厅"]),
    ("行长", &["行"]),
    ("站长", &["站"]),
    ("所长", &["所"]),
    ("厂长", &["厂"]),
    ("矿长", &["矿"]),
    ("社长", &["社"]),
    ("台长", &["台"]),
    ("馆长", &["馆"]),
    ("园长", &["园"]),
    ("处长", &["处"]),
    ("科长", &["科"]),
    ("护士", &["院"]),
    ("医师", &["院"]),
    ("医生", &["院"]),
    ("教师", &["学", "校", "园"]),
    ("场长", &["场"]),
];

static HEADS: Lazy<Tails> = Lazy::new(|| Tails::new(&BODIES_OF.map(|(title, _)| title)));

/// The body that a title names and nothing else: 副大队长 → 大队, but 宣传部长 has a unit of its own.
pub(crate) fn headed_body(title: &str) -> Option<&str> {
    if let Some(body) = title.strip_suffix("领导") {
        return Some(body).filter(|b| HEADED.contains(b));
    }
    let mut body = title.strip_suffix('长')?;
    while let Some(rest) = ["常务", "执行", "代理", "副", "代"].iter().find_map(|p| body.strip_prefix(p)) {
        body = rest;
    }
    let squad = ["大队", "中队", "支队", "总队", "分局", "监区"].contains(&body);
    (squad || body.chars().count() == 1 && HEADED.contains(body)).then_some(body)
}

/// How the names of the bodies end that the title heads: several kinds, or one that it names; none when it heads no body.
pub(crate) fn headed(title: &str) -> (&'static [&'static str], Option<&str>) {
    let told = HEADS.of(title).next().and_then(|head| BODIES_OF.iter().find(|(t, _)| *t == head));
    match told {
        Some((_, ends)) => (ends, None),
        None => (&[], headed_body(title)),
    }
}

/// 该, 本, 我, 其 at the front of a unit: whether it is the speaker's own, and its length.
pub(crate) fn pointer(unit: &str) -> Option<(bool, usize)> {
    const POINTERS: &[(&str, bool)] = &[
        ("集团总部", true),
        ("总部", true),
        ("总行", true),
        ("其所在", false),
        ("所在", false),
        ("上述", false),
        ("该", false),
        ("其", false),
        ("本", true),
        ("我", true),
    ];
    // 同村会计, not 同心县
    if unit
        .strip_prefix('同')
        .is_some_and(|rest| rest.starts_with(['村', '镇', '队', '校', '局', '院', '站', '所', '科']))
    {
        return Some((false, "同".len()));
    }
    let (word, own) = POINTERS.iter().find(|(w, _)| unit.starts_with(w))?;
    Some((*own, word.len()))
}

/// Bodies whose head is named after them: 科 → 科长.
pub(crate) const HEADED: &str = "局厅院行站所厂矿社台馆园处科场股室庭队团连排营旅师署关组段";
/// Levels of places that stand for the place in front of a body.
pub(crate) const LEVELS: &[&str] = &[
    "自治区",
    "自治州",
    "自治县",
    "街道",
    "社区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "镇",
    "乡",
    "村",
    "盟",
    "团",
    "师",
];

static LEVEL_WORDS: Lazy<Heads> = Lazy::new(|| Heads::new(LEVELS));

/// The level that a unit begins with, where it stands for a place.
pub(crate) fn leading_level(unit: &str) -> Option<&'static str> {
    let level = LEVEL_WORDS.of(unit).next()?;
    let rest = &unit[level.len()..];
    let word = WORDS.iter().any(|w| unit.starts_with(w)) && !["市政府", "市政协"].iter().any(|w| unit.starts_with(w));
    let apart = match level {
        "村" => !VILLAGE.iter().any(|w| unit.starts_with(w)),
        // 团委, 团市委, 师范
        "团" => !rest.starts_with(['委', '工', '支', '省', '市', '县', '区', '校', '院', '员', '体']),
        "师" => !rest.starts_with(['范', '大', '生', '资']),
        "社区" | "自治区" | "自治州" | "自治县" => true,
        // 镇村镇建设办, but 区城关镇
        _ => ends(unit).first().is_none_or(|&e| e == 2 * level.len()),
    };
    (!word && apart).then_some(level)
}

/// Where the last place of the level ends in a unit.
pub(crate) fn level_end(unit: &str, level: &str) -> Option<usize> {
    match level {
        "社区" => unit.rfind(level).filter(|&i| i > 3).map(|i| i + level.len()),
        // 三十七团, 第二十一师
        "团" | "师" => {
            let number = |i: &usize| {
                unit[..*i].ends_with(|c| {
                    matches!(c, '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '某')
                })
            };
            unit.match_indices(level).map(|m| m.0).filter(number).last().map(|i| i + level.len())
        }
        _ => {
            let all = ends(unit);
            all.iter().copied().rev().find(|&e| {
                let name = &unit[..e];
                let region = name.ends_with("自治区");
                name.ends_with(level) && !(level == "区" && region)
                    || level == "省" && region
                    || level == "区" && region && all.len() == 1
            })
        }
    }
}

pub(crate) fn level_of(place: &str) -> u8 {
    if place.ends_with("自治区") || place.ends_with('省') {
        return 1;
    }
    match place.chars().next_back() {
        Some('市' | '州' | '盟') => 2,
        Some('县' | '区' | '旗') => 3,
        Some('镇' | '乡' | '道') => 4,
        Some('村') => 5,
        _ => 0,
    }
}
