//! Text that does not repeat, made from the fixtures with a fixed seed.
//!
//! Every bulletin is cut into clauses. In each clause the people and places that its record under `fixtures/gold/`
//! names, and all figures, are holes; what fills them is drawn anew each time.

use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "郭", "罗", "梁", "宋", "谢",
    "唐", "韩", "段", "贺", "欧阳",
];
const GIVEN: [&str; 40] = [
    "伟", "军", "建国", "志强", "海波", "晓峰", "启衡", "砚秋", "立群", "文斌", "国栋", "春梅", "丽华", "敏", "德全",
    "景行", "永福", "长河", "秀兰", "云鹏", "守义", "家驹", "振东", "桂香", "涛", "明远", "少卿", "安邦", "雪松",
    "红旗", "克勤", "新民", "一鸣", "若谷", "玉田", "怀瑾", "世昌", "勇", "友良", "承志",
];
const PLACES: [&str; 32] = [
    "青浔", "古碾", "白渡", "松汀", "安澜", "石埠", "河湾", "漳沟", "云岫", "鹤坞", "临漪", "双槐", "平葭", "长桦",
    "沅陂", "望樟", "南砀", "北潞", "东漖", "西岙", "梧塘", "柘川", "桐垭", "榆坪", "丹崖", "浦岔", "泾原", "渌口",
    "芷汀", "荻港", "郦亭", "霁山",
];

/// `SplitMix64` by Vigna: the numbers must not change with the version of a crate.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from(z % n as u64).expect("below a usize")
    }
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
    fn shuffle<T>(&mut self, all: &mut [T]) {
        for i in (1..all.len()).rev() {
            all.swap(i, self.below(i + 1));
        }
    }
}

enum Piece {
    Text(String),
    /// The numbers are those of the bulletin's own people and places.
    Person(usize),
    Place(usize),
    Figure {
        digits: String,
        low: usize,
        high: usize,
    },
}

type Clause = Vec<Piece>;

/// The people and places of one document.
struct Cast {
    people: Vec<String>,
    places: Vec<&'static str>,
}

impl Cast {
    fn new(random: &mut Random, size: usize) -> Self {
        let people = (0..size).map(|_| format!("{}{}", random.pick(&SURNAMES), random.pick(&GIVEN))).collect();
        let mut places = PLACES.to_vec();
        random.shuffle(&mut places);
        Self { people, places }
    }
}

/// All fixtures, cut into clauses.
pub struct Templates(Vec<Vec<Clause>>);

impl Templates {
    pub fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let list = fs::read_dir(folder.join("bulletins")).expect("the fixtures are in the repository");
        let paths: BTreeSet<_> = list.map(|e| e.expect("a readable folder").path()).collect();
        let template = |path: &std::path::PathBuf| {
            let text = fs::read_to_string(path).expect("a text");
            let gold = folder.join("gold").join(path.with_extension("json").file_name().expect("a file"));
            // the record of the source document is kept outside the repository
            let gold = fs::read_to_string(gold).unwrap_or_else(|_| "null".to_owned());
            cut(&text, &serde_json::from_str(&gold).expect("JSON"))
        };
        Self(paths.iter().map(template).collect())
    }

    /// Documents of 1 to 10 KB from the clauses of all bulletins in any order, until they are `size` bytes.
    pub fn shuffled(&self, seed: u64, size: usize) -> Vec<String> {
        let mut random = Random(seed);
        let mut pool: Vec<&Clause> = Vec::new();
        let (mut documents, mut left) = (Vec::new(), size);
        while left > 0 {
            let target = (1000 + random.below(9000)).min(left);
            let cast = Cast::new(&mut random, 12);
            let mut text = String::new();
            while text.len() < target {
                if pool.is_empty() {
                    pool.extend(self.0.iter().flatten());
                    random.shuffle(&mut pool);
                }
                let offset = random.below(12);
                fill(&mut text, pool.pop().expect("the fixtures are not empty"), &cast, offset, &mut random);
            }
            left = left.saturating_sub(text.len());
            documents.push(text);
        }
        documents
    }

    /// Whole bulletins in any order, with other people, places and figures, until they are `size` bytes.
    pub fn whole(&self, seed: u64, size: usize) -> Vec<String> {
        let mut random = Random(seed);
        let mut pool: Vec<&Vec<Clause>> = Vec::new();
        let (mut documents, mut left) = (Vec::new(), size);
        while left > 0 {
            if pool.is_empty() {
                pool.extend(&self.0);
                random.shuffle(&mut pool);
            }
            let cast = Cast::new(&mut random, 60);
            let mut text = String::new();
            for clause in pool.pop().expect("the fixtures are not empty") {
                fill(&mut text, clause, &cast, 0, &mut random);
            }
            left = left.saturating_sub(text.len());
            documents.push(text);
        }
        documents
    }
}

fn fill(text: &mut String, clause: &Clause, cast: &Cast, offset: usize, random: &mut Random) {
    for piece in clause {
        match piece {
            Piece::Text(plain) => text.push_str(plain),
            Piece::Person(i) => text.push_str(&cast.people[(i + offset) % cast.people.len()]),
            Piece::Place(i) => text.push_str(cast.places[(i + offset) % cast.places.len()]),
            Piece::Figure { digits, low, high } => {
                let wide = digits.starts_with(|c: char| !c.is_ascii());
                for c in (low + random.below(high - low)).to_string().chars() {
                    let full = char::from_u32(c as u32 + 0xfee0).expect("a full-width digit");
                    text.push(if wide { full } else { c });
                }
            }
        }
    }
}

/// Cuts a bulletin after its punctuation marks, and its clauses at what may be exchanged.
fn cut(text: &str, gold: &serde_json::Value) -> Vec<Clause> {
    let (people, places) = exchangeable(gold);
    let mut words: Vec<&String> = people.iter().chain(&places).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    let words: Vec<String> = words.into_iter().map(|w| regex::escape(w)).collect();
    let hole = [words.join("|").as_str(), "[0-9]+", "[０-９]+"].join("|");
    let hole = Regex::new(hole.trim_start_matches('|')).expect("escaped words");

    let mut clauses = Vec::new();
    let mut clause = Clause::new();
    let mut at = 0;
    for found in hole.find_iter(text).map(|m| Some(m.range())).chain([None]) {
        let range = found.clone().unwrap_or(text.len()..text.len());
        for part in text[at..range.start].split_inclusive(['，', '。', '；', '：', '！', '？', '\n', ',', ';']) {
            let ends = part.ends_with(|c: char| !c.is_alphanumeric() && c != '、' && c != '《' && c != '“');
            if part.trim().is_empty() && clause.is_empty() {
                // an empty line belongs to the clause before it
                if let Some(last) = clauses.last_mut() {
                    Clause::push(last, Piece::Text(part.to_owned()));
                }
                continue;
            }
            clause.push(Piece::Text(part.to_owned()));
            if ends {
                clauses.push(std::mem::take(&mut clause));
            }
        }
        let word = &text[range.clone()];
        at = range.end;
        if let Some(i) = people.iter().position(|p| p == word) {
            clause.push(Piece::Person(i));
        } else if let Some(i) = places.iter().position(|p| p == word) {
            clause.push(Piece::Place(i));
        } else if found.is_some() {
            clause.push(figure(word, &text[at..]));
        }
    }
    clauses.push(clause);
    clauses
}

/// Names of people, and of places without their suffix.
fn exchangeable(gold: &serde_json::Value) -> (Vec<String>, Vec<String>) {
    let place = Regex::new("(\\p{Han}{2,3}?)(?:省|市|县|区|镇|乡|街道|村)").expect("a valid expression");
    let (mut people, mut places) = (BTreeSet::new(), BTreeSet::new());
    for person in gold["people"].as_array().into_iter().flatten() {
        let name = person["name"].as_str().unwrap_or("");
        if (2..=4).contains(&name.chars().count()) && !name.contains(['某', '×', 'X', '*']) {
            people.insert(name.to_owned());
        }
        for post in person["posts"].as_array().into_iter().flatten() {
            for found in place.captures_iter(post["unit"].as_str().unwrap_or("")) {
                if !found[1].contains(['委', '局', '厅', '政', '府', '公', '司', '社', '城', '开', '发', '中', '学'])
                {
                    places.insert(found[1].to_owned());
                }
            }
        }
    }
    (people.into_iter().collect(), places.into_iter().collect())
}

/// A figure that stays what it is by the text after it: a year, a month, a day, an item's number, an amount.
fn figure(digits: &str, after: &str) -> Piece {
    let count = digits.chars().count();
    let (low, high) = match (count, after.chars().next()) {
        (4, Some('年')) => (2008, 2026),
        (1 | 2, Some('月')) => (1, 13),
        (1 | 2, Some('日')) => (1, 29),
        (1 | 2, Some('.' | '．' | '、')) => return Piece::Text(digits.to_owned()),
        (n, _) if n < 10 => {
            (10_usize.pow(u32::try_from(n).expect("below ten") - 1), 10_usize.pow(u32::try_from(n).expect("below ten")))
        }
        _ => return Piece::Text(digits.to_owned()),
    };
    Piece::Figure { digits: digits.to_owned(), low, high }
}
