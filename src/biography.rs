//! Biography (简历) of a person: 「张某,男,汉族,1963年10月生,河北某县人,大学学历,1990年5月加入中国共产党」.
//!
//! The parts stand after the name, in brackets or behind commas, in any order, or as a form with labels
//! (「籍贯：…」). Each part is told by its own words; what is none of them is left to others.

use crate::date::Date;
use crate::model::Person;
use crate::people::{Mention, People};
use crate::text::{Break, Folded};
use crate::words::{find, has};
use std::cell::LazyCell;
use std::ops::Range;

/// The 56 groups without 族.
const GROUPS: &str = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 \
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 \
门巴 珞巴 基诺";
const ALIASES: &[&str] = &["曾用名", "化名", "绰号", "又名", "别名", "外号", "原名"];
/// Ends of a part that names schooling.
const SCHOOLING: &[&str] = &[
    "学历",
    "文化程度",
    "文化",
    "学位",
    "研究生",
    "大学",
    "大专",
    "中专",
    "本科",
    "硕士",
    "博士",
    "学士",
    "高中",
    "初中",
    "小学",
    "专科",
    "技校",
];
/// Ends of 「…人」 that are no place.
const NO_NATIVE: &[&str] = &[
    "责任人",
    "负责人",
    "代表人",
    "当事人",
    "合伙人",
    "军人",
    "工人",
    "被告人",
    "嫌疑人",
    "主持人",
    "人人",
    "本人",
    "他人",
    "有人",
    "法人",
    "联系人",
    "继承人",
    "家人",
    "接班人",
    "候选人",
    "领导人",
    "带头人",
    "申请人",
    "证人",
    "生人",
    "名人",
    "老人",
    "病人",
];
const PARTY: &[&str] = &["入党", "加入中国共产党", "加入中共", "加入党组织"];
/// Standing that is told of a person and is no field of its own.
const STANDING: &[&str] = &["党员", "群众", "社员", "盟员", "会员", "团员", "无党派", "退休", "党派"];
/// Labels of a form, with the field they open.
const LABELS: &[(Field, &[&str])] = &[
    (Field::Gender, &["性别"]),
    (Field::Ethnicity, &["民族"]),
    (Field::Born, &["出生年月日", "出生年月", "出生日期", "出生时间"]),
    (Field::Native, &["籍贯", "出生地"]),
    (Field::Education, &["学历学位", "文化程度", "学历"]),
    (Field::Joined, &["入党时间"]),
    (Field::Began, &["参加工作时间", "参加工作", "工作时间"]),
];

/// The longest sentence of a biography, in characters.
const LONGEST: usize = 600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Gender,
    Ethnicity,
    Born,
    Native,
    Education,
    Joined,
    Began,
}

/// A biography that was read: whose it is, and the text it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub person: usize,
    pub range: Range<usize>,
}

struct Reader<'a> {
    folded: &'a Folded<'a>,
    dates: &'a [Date],
    people: &'a mut [Person],
}

fn comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | ';' | '；')
}

fn set(field: &mut Option<String>, value: Option<String>) -> bool {
    let known = value.is_some();
    if field.is_none() {
        *field = value;
    }
    known
}

/// The part of `s` that stands behind one of the words, quotation marks taken off.
fn alias(s: &str) -> Option<&str> {
    let rest = ALIASES.iter().find_map(|w| s.strip_prefix(w))?;
    let rest =
        rest.trim_start_matches(['叫', ':', '：', '“', '"', '「', '‘', '为']).trim_end_matches(['”', '"', '」', '’']);
    (1..=8).contains(&rest.chars().count()).then_some(rest)
}

fn group(s: &str) -> Option<&str> {
    let stem = s.strip_suffix('族')?;
    GROUPS.split(' ').any(|g| g == stem).then_some(s)
}

/// The place of 「籍贯…」, 「…人」.
fn native(s: &str) -> Option<&str> {
    let labelled = ["籍贯为", "籍贯", "祖籍", "原籍"].iter().find_map(|w| s.strip_prefix(w));
    let place = match labelled {
        Some(rest) => rest.trim_start_matches([':', '：']).trim_end_matches('人'),
        None if NO_NATIVE.iter().any(|w| s.ends_with(w)) => return None,
        None => s.strip_suffix('人')?,
    };
    let place = place.strip_suffix("本地").unwrap_or(place);
    let han = place.chars().all(|c| crate::name::is_han(c) && !c.is_ascii_digit());
    ((2..=16).contains(&place.chars().count()) && han).then_some(place)
}

fn schooling(s: &str) -> bool {
    let n = s.chars().count();
    // 毕业于…大学, 任职于…小学 tell of a career
    (2..=16).contains(&n) && SCHOOLING.iter().any(|w| s.ends_with(w)) && !s.contains(['任', '于', '到', '考'])
}

/// Whether what follows a name is the first part of a biography.
fn opens(rest: &str) -> bool {
    let rest = rest.strip_prefix("同志").unwrap_or(rest);
    let rest = ["工作简历", "个人简历", "简历"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let rest = rest.trim_start_matches([',', '，', ':', '：', '(', '（']);
    let end =
        rest.char_indices().take(24).find(|(_, c)| comma(*c) || matches!(c, '。' | ')' | '）')).map_or(0, |x| x.0);
    let part = &rest[..end];
    matches!(part, "男" | "女" | "男性" | "女性" | "性别男" | "性别女")
        || group(part).is_some()
        || alias(part).is_some()
        || part.contains('年') && (part.ends_with('生') || part.ends_with("出生"))
        || part.starts_with("出生于") && part.contains('年')
        || part.starts_with("籍贯")
}

/// Reads the biographies of a text into its people, and tells where they stand.
pub(crate) fn read(folded: &Folded, dates: &[Date], people: &People, out: &mut [Person]) -> Vec<Place> {
    let text: &str = &folded.text;
    let mut reader = Reader { folded, dates, people: out };
    let mut places: Vec<Place> = Vec::new();
    let signs = ["男", "女", "族", "生", "籍贯", "曾用名", "绰号", "又名", "姓名"];
    let signed = LazyCell::new(|| signs.iter().any(|w| has(text, w)));
    for (i, m) in people.mentions.iter().enumerate() {
        if places.last().is_some_and(|p| m.start < p.range.end) {
            continue;
        }
        let next = people.mentions.get(i + 1).map_or(text.len(), |n| n.start);
        if text[..m.start].ends_with("姓名:") || text[..m.start].ends_with("姓名：") {
            places.push(reader.form(m, next));
        } else if text[m.end..].starts_with([',', '，', ':', '：', '简', '同', '个', '工'])
            && opens(&text[m.end..])
            && *signed
        {
            places.push(reader.sentence(m));
        }
    }
    places
}

/// Reads a note in brackets after a name; what is no biography becomes a note of the person.
pub(crate) fn note(folded: &Folded, dates: &[Date], person: &mut Person, range: Range<usize>) {
    let mut reader = Reader { folded, dates, people: std::slice::from_mut(person) };
    for part in reader.parts(range) {
        let held = |p: &Person, words: &str| p.posts.iter().any(|q| words.contains(&q.title));
        if !reader.part(0, part.clone()) {
            let words = &folded.text[part];
            if !words.is_empty() && !held(&reader.people[0], words) {
                reader.people[0].notes.push(words.to_owned());
            }
        }
    }
}

impl Reader<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    fn dates_in(&self, range: &Range<usize>) -> &[Date] {
        let a = self.dates.partition_point(|d| d.start < range.start);
        let b = self.dates.partition_point(|d| d.end <= range.end);
        &self.dates[a..b.max(a)]
    }

    /// The parts of a range between commas.
    fn parts(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut from = range.start;
        for (i, c) in self.text()[range.clone()].char_indices().filter(|x| comma(x.1)) {
            out.push(from..range.start + i);
            from = range.start + i + c.len_utf8();
        }
        out.push(from..range.end);
        out
    }

    /// One part of a biography into the person; whether it was one.
    fn part(&mut self, person: usize, range: Range<usize>) -> bool {
        let s = self.folded.text[range.clone()].to_owned();
        let original = |words: &str| {
            let at = range.start + s.find(words).unwrap_or(0);
            self.folded.original(at, at + words.len())
        };
        let told = self.dates_in(&range);
        // the last date before the word that says what it is the date of
        let dated = |words: &[&str]| {
            let at = words.iter().filter_map(|w| find(&s, w)).min()? + range.start;
            told.iter().rev().find(|d| d.end <= at).and_then(Date::iso)
        };
        let began =
            find(&s, "参加").filter(|&i| s[i..].ends_with("工作") && s[i..].chars().count() <= 8).map(|_| ["参加"]);
        let born_after =
            ["出生于", "生于"].iter().any(|w| s.contains(w)).then(|| told.first().and_then(Date::iso)).flatten();
        let born_before = (s.ends_with('生') || s.ends_with("生人")).then(|| told.last().and_then(Date::iso)).flatten();
        let (member, worker) = (dated(PARTY), began.and_then(|w| dated(&w)));
        let sex = s.strip_prefix("性别").unwrap_or(&s).trim_start_matches([':', '：']);
        let gender = ["男", "女"].iter().find(|g| matches!(sex.strip_prefix(**g), Some("" | "性")));
        let gender = gender.map(|g| (*g).to_owned());
        let ethnicity = group(&s).map(original);
        let native = native(&s).map(original);
        let alias = alias(&s).map(original);
        let education = schooling(&s).then(|| original(&s));
        let p = &mut self.people[person];
        if let Some(alias) = alias {
            p.aliases.push(alias);
            return true;
        }
        let mut known = set(&mut p.gender, gender) | set(&mut p.ethnicity, ethnicity);
        known |= set(&mut p.born, born_after.or(born_before));
        known |= set(&mut p.joined_party, member) | set(&mut p.began_work, worker);
        known || set(&mut p.native_place, native) || set(&mut p.education, education)
    }

    /// The sentences of a biography that begins with the name.
    fn sentence(&mut self, m: &Mention) -> Place {
        let text: &str = &self.folded.text;
        let stop = text[m.end..].char_indices().nth(LONGEST).map_or(text.len(), |x| m.end + x.0);
        let end = text[m.end..stop].find('。').map_or(stop, |i| m.end + i);
        // the lines of a career may follow without a full stop
        let first = self.folded.breaks.partition_point(|b| b.0 <= m.end);
        let lines = self.folded.breaks[first..].iter().take_while(|b| b.0 < end).filter(|b| b.1 == Break::Line);
        let dated = |at: usize| self.dates.binary_search_by_key(&at, |d| d.start).is_ok();
        let end = lines.map(|b| b.0).find(|&b| dated(b)).unwrap_or(end);
        let head = text[m.end..end]
            .trim_start_matches(['同', '志', '个', '人', '工', '作', '简', '历'])
            .trim_start_matches([',', '，', ':', '：']);
        let start = end - head.len();
        let mut last: Option<Range<usize>> = None;
        for part in self.parts(start..end) {
            let school = self.people[m.person].education.clone();
            let known = self.part(m.person, part.clone());
            let words = &self.folded.text[part.clone()];
            if known && schooling(words) {
                // 大学学历，农学学士: one education in two parts
                if let Some(first) = last.clone().filter(|l| school.is_some() && part.start - l.end <= '，'.len_utf8())
                {
                    self.people[m.person].education = Some(self.folded.original(first.start, part.end));
                    last = Some(first.start..part.end);
                } else if school.is_none() {
                    last = Some(part);
                }
            } else if !known && words.chars().count() <= 8 && STANDING.iter().any(|w| words.ends_with(w)) {
                self.people[m.person].notes.push(words.to_owned());
            }
        }
        Place { person: m.person, range: m.start..end }
    }

    /// A form with labels: 「姓名：甲 性别：男 籍贯：…」.
    fn form(&mut self, m: &Mention, limit: usize) -> Place {
        let text: &str = &self.folded.text;
        let limit = text[m.end..limit].char_indices().nth(300).map_or(limit, |x| m.end + x.0);
        let mut found: Vec<(usize, usize, Field)> = Vec::new();
        for (field, label) in LABELS.iter().flat_map(|(f, words)| words.iter().map(move |w| (f, w))) {
            for (i, l) in text[m.end..limit].match_indices(label) {
                let end = m.end + i + l.len();
                if let Some(mark) = text[end..].chars().next().filter(|c| matches!(c, ':' | '：')) {
                    found.push((m.end + i, end + mark.len_utf8(), *field));
                }
            }
        }
        found.sort_by_key(|f| (f.1, f.0));
        found.dedup_by_key(|f| f.1);
        let mut end = m.end;
        for &(_, from, field) in &found {
            let next = found.iter().map(|f| f.0).find(|&s| s >= from).unwrap_or(limit);
            let after = self.folded.breaks.partition_point(|b| b.0 <= from);
            let broken = self.folded.breaks.get(after).map_or(text.len(), |b| b.0);
            let mark = text[from..].find(['。', ';', '；', ',', '，']).map_or(text.len(), |i| from + i);
            end = next.min(broken).min(mark).min(limit).max(from);
            let value = Some(self.folded.original(from, end)).filter(|v| !v.is_empty());
            let date = self.dates_in(&(from..end)).first().and_then(Date::iso);
            let p = &mut self.people[m.person];
            match field {
                Field::Gender => set(&mut p.gender, value.filter(|v| v == "男" || v == "女")),
                Field::Ethnicity => set(&mut p.ethnicity, value),
                Field::Native => set(&mut p.native_place, value),
                Field::Education => set(&mut p.education, value),
                Field::Born => set(&mut p.born, date),
                Field::Joined => set(&mut p.joined_party, date),
                Field::Began => set(&mut p.began_work, date),
            };
        }
        Place { person: m.person, range: m.start..end }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Person;

    fn person(text: &str) -> Person {
        crate::parse(text).people.into_iter().find(|p| p.name == "段启衡").expect("the person")
    }

    fn fields(p: &Person) -> [Option<&str>; 7] {
        [&p.gender, &p.ethnicity, &p.born, &p.native_place, &p.education, &p.joined_party, &p.began_work]
            .map(Option::as_deref)
    }

    #[test]
    fn reads_a_biography_in_any_order() {
        let all = [
            Some("男"),
            Some("土家族"),
            Some("1963-10"),
            Some("青浔白渡"),
            Some("大学学历"),
            Some("1990-05"),
            Some("1985-07"),
        ];
        for text in [
            "段启衡,男,土家族,1963年10月生,青浔白渡人,大学学历,1985年7月参加工作,1990年5月加入中国共产党。给予段启衡党内警告处分。",
            "段启衡，1985年7月参加工作，1990年5月入党。段启衡受到党内警告处分。段启衡，男，土家族，籍贯青浔白渡，大学学历，1963年10月出生。",
            "段启衡受到党内警告处分。段启衡简历：男，土家族，1963年10月生，青浔白渡人，1985年7月参加工作，1990年5月入党，大学学历。",
            "水务局局长段启衡（男，土家族，1963年10月生，青浔白渡人，大学学历，1985年7月参加工作，1990年5月入党）受到党内警告处分。",
            "给予段启衡党内警告处分。\n姓名：段启衡 性别：男 民族：土家族\n出生年月：1963.10 籍贯：青浔白渡\n学历：大学学历 入党时间：1990.05\n参加工作：1985.07\n",
        ] {
            let p = person(text);
            let mut expected = all;
            if text.starts_with("段启衡，1985") {
                (expected[5], expected[6]) = (None, None);
            }
            assert_eq!(fields(&p), expected, "{text}");
        }
    }

    #[test]
    fn reads_other_names_and_two_degrees() {
        let p = person("给予水务局局长段启衡（曾用名段铁柱，绰号“老六”，中共党员）党内警告处分。");
        assert_eq!(p.aliases, ["段铁柱", "老六"]);
        assert_eq!(p.notes, ["中共党员"]);
        let p = person("段启衡，女，回族，大学学历，农学学士，高级农艺师，1992年9月入党。段启衡受到党内警告处分。");
        assert_eq!(p.education.as_deref(), Some("大学学历，农学学士"));
    }

    #[test]
    fn a_sentence_of_conduct_is_no_biography() {
        let p = person("经查，段启衡，作为直接责任人，未参加工作会议，收受学生所送礼品。段启衡受到党内警告处分。");
        assert_eq!(fields(&p), [None; 7]);
    }
}
