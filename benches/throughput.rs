//! Throughput of `parse` on about 1 MB of generated bulletins, beside two yardsticks on the same text: a plain search for
//! 200 trigger words (daachorse, characterwise) and word segmentation (jieba-rs).
//!
//! `cargo bench --bench throughput`. The text comes from the fixtures with a fixed seed, so it is the same in every run.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const SIZE: usize = 1_000_000;
const RUNS: usize = 5;
const BULLETIN: &str = include_str!("../fixtures/bulletins/covid-accountability-bulletin.txt");
const TRIGGERS: &str = include_str!("trigger_words.txt");

const NAMES: &[&str] = &[
    "周科", "刘瑛", "桂晓峰", "吴海波", "江世军", "刘明清", "任勤利", "孙显东", "何贤德", "张代波", "赵树斌", "高东", "刘成磊",
    "李义大", "王兰荣", "于乃东", "周永君", "徐志强", "付桂荣", "方中友", "黄光烈", "赵国祥", "焦建铭", "李志珍", "李艾娥",
];
const SURNAMES: &[&str] = &["葛", "傅", "柯", "邵", "洪", "崔", "薛", "贺", "蒋", "魏", "沈", "杜", "谭", "陆", "钟", "袁", "廖", "潘"];
const GIVEN: &[&str] = &["岩", "岚", "望舒", "逸川", "庭柏", "砚青", "牧远", "见山", "承礼", "渡川", "霁", "秉诚", "若兰", "问渠", "听泉"];
const PLACES: &[&str] = &["莱西", "青岛", "扬州", "虞城", "荆门"];
const OTHERS: &[&str] = &["青浔", "松汀", "安澜", "白渡", "云泽", "桐坪", "临浦", "渌江"];

/// Xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).expect("below a usize")
    }
    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// The sentences of the fixtures.
fn sentences() -> Vec<String> {
    let mut texts = vec![BULLETIN.to_owned()];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("fixtures/rules").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml")) {
        let table: toml::Table = std::fs::read_to_string(file).expect("a fixture").parse().expect("TOML");
        let cases = table["case"].as_array().expect("cases");
        texts.extend(cases.iter().map(|c| c["text"].as_str().expect("a text").to_owned()));
    }
    texts.iter().flat_map(|t| t.split_inclusive(['。', '\n'])).map(|s| s.trim().to_owned()).filter(|s| s.chars().count() > 6).collect()
}

/// Shuffled sentences with other names and places, in numbered paragraphs and documents of some forty sentences.
fn documents() -> Vec<String> {
    let sentences = sentences();
    let mut random = Random(0x5EED_7095_BA00_0001);
    let (mut documents, mut size) = (Vec::new(), 0);
    while size < SIZE {
        let mut text = String::new();
        for item in 1..=8 {
            text.push_str(&format!("{item}."));
            for _ in 0..3 + random.below(5) {
                let mut sentence = sentences[random.below(sentences.len())].clone();
                for name in NAMES {
                    if sentence.contains(name) {
                        sentence = sentence.replace(name, &format!("{}{}", random.pick(SURNAMES), random.pick(GIVEN)));
                    }
                }
                for place in PLACES {
                    if sentence.contains(place) {
                        sentence = sentence.replace(place, random.pick(OTHERS));
                    }
                }
                text.push_str(&sentence);
            }
            text.push('\n');
        }
        size += text.len();
        documents.push(text);
    }
    documents
}

/// Best of some runs, in MB/s, and the count, which must not differ between runs.
fn measure(name: &str, size: usize, mut run: impl FnMut() -> usize) -> (f64, usize) {
    let mut best = f64::INFINITY;
    let first = run();
    for _ in 0..RUNS {
        let start = Instant::now();
        let count = black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
        assert_eq!(count, first, "{name}: the count differs between runs");
    }
    #[allow(clippy::cast_precision_loss)]
    let rate = size as f64 / 1e6 / best;
    println!("{name:<28}{rate:>10.2} MB/s{first:>10} found");
    (rate, first)
}

fn main() {
    let documents = documents();
    let size: usize = documents.iter().map(String::len).sum();
    assert!((SIZE..SIZE + 50_000).contains(&size), "{size} bytes");
    println!("{} documents, {size} bytes, best of {RUNS} runs, one thread", documents.len());

    let words: Vec<&str> = TRIGGERS.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(words.len(), 200);
    let daachorse = daachorse::CharwiseDoubleArrayAhoCorasick::<u32>::new(&words).expect("distinct words");
    let plain = aho_corasick::AhoCorasick::new(&words).expect("few words");
    let jieba = jieba_rs::Jieba::new();

    let (parse, measures) = measure("tongbao::parse", size, || documents.iter().map(|d| black_box(tongbao::parse(d)).measures.len()).sum());
    let (search, found) = measure("daachorse, 200 words", size, || documents.iter().map(|d| daachorse.find_overlapping_iter(d).count()).sum());
    let (other, same) = measure("aho-corasick, 200 words", size, || documents.iter().map(|d| plain.find_overlapping_iter(d).count()).sum());
    let (cut, tokens) = measure("jieba-rs, cut", size, || documents.iter().map(|d| jieba.cut(d, true).len()).sum());

    assert_eq!(found, same, "both automata find the same words");
    assert!(measures > 1_000, "{measures} measures in 1 MB of bulletins");
    assert!(tokens > found && found > measures);
    println!("parse / daachorse     {:.3}", parse / search);
    println!("parse / aho-corasick  {:.3}", parse / other);
    println!("parse / jieba-rs      {:.2}", parse / cut);
}
