//! One document in other clothes reads the same: marks, line ends, script, names and places change, the findings do not.

use std::collections::HashMap;
use tongbao::{Bulletin, Measure, MeasureStatus};

const TEXT: &str = include_str!("../fixtures/bulletins/covid-accountability-bulletin.txt");

/// The people with a measure, with an invented name of the same length and one of another length.
const NAMES: &[(&str, &str, &str)] = &[
    ("周科", "葛岩", "葛岩峻"),
    ("刘瑛", "傅岚", "傅岚芝"),
    ("桂晓峰", "柯望舒", "柯舒"),
    ("吴海波", "邵逸川", "邵川"),
    ("江世军", "洪庭柏", "洪柏"),
    ("刘明清", "傅砚青", "傅砚"),
    ("任勤利", "崔牧远", "崔牧"),
    ("孙显东", "薛见山", "欧阳见山"),
    ("何贤德", "贺承礼", "贺礼"),
    ("张代波", "蒋渡川", "蒋渡"),
    ("赵树斌", "魏庭松", "魏松"),
    ("高东", "沈霁", "沈霁帆"),
    ("刘成磊", "傅岩松", "傅松"),
    ("李义大", "杜秉诚", "杜诚"),
    ("王兰荣", "谭若兰", "谭兰"),
    ("于乃东", "陆问渠", "陆渠"),
    ("周永君", "葛听泉", "司徒听泉"),
    ("蒋蔚", "钟毓", "钟毓秀"),
    ("徐志强", "袁立恒", "袁恒"),
    ("付桂荣", "廖晚棠", "廖棠"),
    ("方中友", "潘知行", "潘行"),
    ("黄光烈", "罗敬之", "罗敬"),
    ("赵国祥", "魏致远", "魏致"),
    ("冯军", "夏澜", "夏澜生"),
    ("徐勇", "袁骁", "袁骁然"),
    ("焦建铭", "姜牧野", "姜野"),
    ("李志珍", "杜若蘅", "杜蘅"),
    ("李艾娥", "杜采薇", "杜薇"),
];

/// Invented. Some begin with a surname (宁, 白, 云, 石), as places do.
const PLACES: &[(&str, &str)] = &[
    ("莱西", "青浔"),
    ("青岛", "松汀"),
    ("山东", "东岭"),
    ("院上", "宁桥"),
    ("虞城", "白渡"),
    ("商丘", "云泽"),
    ("扬州", "澜浦"),
    ("谷熟", "石塘"),
    ("荆门", "溪阳"),
    ("郑州", "河洛"),
    ("广州", "榕浦"),
    ("南京", "浔江"),
];

/// What must not change.
fn structure(b: &Bulletin) -> Vec<(Option<usize>, Measure, Option<u32>, MeasureStatus)> {
    b.measures.iter().map(|m| (m.target.person(), m.measure, m.term_months, m.status)).collect()
}

#[track_caller]
fn same(other: &str) -> Bulletin {
    let (plain, dressed) = (tongbao::parse(TEXT), tongbao::parse(other));
    let lines = |b: &Bulletin| -> Vec<String> {
        let name = |s: &(Option<usize>, Measure, Option<u32>, MeasureStatus)| {
            s.0.map_or("-", |i| b.people[i].name.as_str()).to_owned()
        };
        structure(b).iter().map(|s| format!("{} {s:?}", name(s))).collect()
    };
    if structure(&plain) != structure(&dressed) {
        let (a, b) = (lines(&plain), lines(&dressed));
        let at = a
            .iter()
            .zip(&b)
            .position(|(x, y)| x[x.find(' ').unwrap()..] != y[y.find(' ').unwrap()..])
            .unwrap_or(a.len().min(b.len()));
        panic!(
            "{} measures, expected {}; first difference at {at}: found {:?}, expected {:?}",
            b.len(),
            a.len(),
            b.get(at),
            a.get(at)
        );
    }
    dressed
}

#[track_caller]
fn renamed(pick: fn(&(&'static str, &'static str, &'static str)) -> &'static str) {
    let mut text = TEXT.to_owned();
    for name in NAMES {
        assert!(text.contains(name.0), "{}", name.0);
        text = text.replace(name.0, pick(name));
    }
    let dressed = same(&text);
    let people = tongbao::parse(TEXT).people;
    let expected: Vec<&str> =
        people.iter().map(|p| NAMES.iter().find(|n| n.0 == p.name).map_or(p.name.as_str(), pick)).collect();
    let found: Vec<&str> = dressed.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(found, expected);
}

#[test]
fn full_width_marks() {
    let wide =
        HashMap::from([(',', '，'), (':', '：'), (';', '；'), ('(', '（'), (')', '）'), ('!', '！'), ('?', '？')]);
    same(&TEXT.chars().map(|c| *wide.get(&c).unwrap_or(&c)).collect::<String>());
}

#[test]
fn full_width_digits() {
    let wide = |c: char| c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(c);
    let text: String = TEXT.chars().map(wide).collect();
    assert!(!text.contains(|c: char| c.is_ascii_digit()), "the text was not turned");
    same(&text);
}

#[test]
fn windows_line_ends() {
    same(&TEXT.replace("\r\n", "\n").replace('\n', "\r\n"));
}

#[test]
fn doubled_line_breaks() {
    same(&TEXT.replace('\n', "\n\n"));
}

#[test]
fn no_line_breaks_leave_the_people_as_they_are() {
    // unnamed groups of a report are told apart by its paragraphs: they are not compared here
    let named = |b: &Bulletin| -> Vec<(String, Measure, Option<u32>, MeasureStatus)> {
        structure(b).into_iter().filter_map(|s| Some((b.people[s.0?].name.clone(), s.1, s.2, s.3))).collect()
    };
    let (plain, joined) = (tongbao::parse(TEXT), tongbao::parse(&TEXT.replace('\n', "")));
    assert_eq!(named(&plain), named(&joined));
}

#[test]
fn traditional_characters() {
    let mut map = HashMap::new();
    for line in include_str!("../lexicon/traditional.tsv").lines().filter(|l| !l.starts_with('#')) {
        if let Some((traditional, simplified)) = line.split_once('\t') {
            map.entry(simplified.chars().next().unwrap()).or_insert_with(|| traditional.chars().next().unwrap());
        }
    }
    let text: String = TEXT.chars().map(|c| *map.get(&c).unwrap_or(&c)).collect();
    assert!(text.contains('黨') && !text.contains('党'), "the text was not turned");
    same(&text);
}

#[test]
fn other_names_of_the_same_length() {
    renamed(|n| n.1);
}

#[test]
fn other_names_of_another_length() {
    renamed(|n| n.2);
}

#[test]
fn other_places() {
    let text = PLACES.iter().fold(TEXT.to_owned(), |t, (from, to)| t.replace(from, to));
    let dressed = same(&text);
    assert!(dressed.people.iter().flat_map(|p| &p.posts).all(|p| !p.unit.contains("莱西")));
}

/// All documents, people and measures compared.
#[test]
fn composed_documents_in_other_clothes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bulletins");
    let half =
        HashMap::from([('，', ','), ('：', ':'), ('；', ';'), ('（', '('), ('）', ')'), ('！', '!'), ('？', '?')]);
    let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(c);
    let (mut count, mut wrong) = (0, Vec::new());
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let plain = tongbao::parse(&text);
        // a name is given as written: 刘某1, 刘某１
        let names =
            |b: &Bulletin| b.people.iter().map(|p| p.name.chars().map(digit).collect()).collect::<Vec<String>>();
        count += plain.measures.len();
        for (cloth, other) in [
            ("half-width marks", text.chars().map(|c| *half.get(&c).unwrap_or(&c)).collect::<String>()),
            ("full-width digits", text.chars().map(digit).collect()),
            ("CRLF", text.replace("\r\n", "\n").replace('\n', "\r\n")),
            ("doubled line breaks", text.replace('\n', "\n\n")),
        ] {
            let dressed = tongbao::parse(&other);
            if structure(&plain) != structure(&dressed) || names(&plain) != names(&dressed) {
                wrong.push(format!("{name}: {cloth}"));
            }
        }
    }
    assert!(count > 1000, "{count} measures");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
