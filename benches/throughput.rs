//! How fast `parse` is, beside what a user would otherwise run on the same text.
//!
//! `cargo bench` prints the table of divan and then the best of all samples in MB/s, with the ratios. Part of a name
//! selects: `cargo bench -- parse`. The text is made by `corpus` and does not repeat: one document over and over
//! flatters every matcher.

mod corpus;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use corpus::Templates;
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick};
use divan::counter::BytesCount;
use divan::Bencher;
use jieba_rs::Jieba;
use once_cell::sync::Lazy;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const SEED: u64 = 20_220_301;
const SHUFFLED_BYTES: usize = 4_000_000;
const WHOLE_BYTES: usize = 2_000_000;

static SHUFFLED: Lazy<Vec<String>> = Lazy::new(|| Templates::read().shuffled(SEED, SHUFFLED_BYTES));
static WHOLE: Lazy<Vec<String>> = Lazy::new(|| Templates::read().whole(SEED, WHOLE_BYTES));

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    /// Clauses of all bulletins in any order.
    Shuffled,
    /// Whole bulletins with other names and figures.
    Whole,
}

impl Text {
    fn documents(self) -> &'static [String] {
        match self {
            Text::Shuffled => &SHUFFLED,
            Text::Whole => &WHOLE,
        }
    }
    fn bytes(self) -> usize {
        self.documents().iter().map(String::len).sum()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Text::Shuffled => "shuffled clauses",
            Text::Whole => "whole bulletins",
        })
    }
}

const TEXTS: [Text; 2] = [Text::Shuffled, Text::Whole];

/// Two figures that a pass over the text gives, such as the matches and their bytes.
type Count = [usize; 2];

struct Best {
    time: Duration,
    count: Count,
}

/// The best sample of each bench that ran, by its text and name.
static BEST: Mutex<BTreeMap<(Text, &'static str), Best>> = Mutex::new(BTreeMap::new());

fn measure(bencher: Bencher, text: Text, name: &'static str, pass: impl Fn(&str) -> Count) {
    let documents = text.documents();
    bencher.counter(BytesCount::new(text.bytes())).bench_local(|| {
        let start = Instant::now();
        let count = documents.iter().map(|d| pass(d)).fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
        let time = start.elapsed();
        assert!(count.iter().all(|&n| n > 0), "{name} found nothing in {text}");
        let mut all = BEST.lock().expect("no sample has failed");
        let best = all.entry((text, name)).or_insert(Best { time, count });
        assert_eq!(best.count, count, "two runs of {name} differ");
        best.time = best.time.min(time);
        count
    });
}

fn matched(ranges: impl Iterator<Item = (usize, usize)>) -> Count {
    ranges.fold([0, 0], |sum, (start, end)| [sum[0] + 1, sum[1] + end - start])
}

// The counts of `parse` change with the rules, so they are not written down here: `measure` asserts that they are
// there and the same in each run.
const PARSE: &str = "tongbao::parse";

#[divan::bench(args = TEXTS, sample_count = 6, sample_size = 1)]
fn parse(bencher: Bencher, text: Text) {
    measure(bencher, text, PARSE, |document| {
        let bulletin = tongbao::parse(document);
        [bulletin.people.len(), bulletin.measures.len()]
    });
}

const JIEBA: &str = "jieba-rs cut";

/// What a user would otherwise run first. Without its model of unknown words, which costs more.
#[divan::bench(args = TEXTS, sample_count = 30, sample_size = 1)]
fn jieba(bencher: Bencher, text: Text) {
    let jieba = Jieba::new();
    measure(bencher, text, JIEBA, |document| {
        let words = jieba.cut(document, false);
        [words.len(), words.iter().map(|w| w.word.len()).sum()]
    });
}

const JIEBA_HMM: &str = "jieba-rs cut, HMM";

#[divan::bench(args = TEXTS, sample_count = 15, sample_size = 1)]
fn jieba_hmm(bencher: Bencher, text: Text) {
    let jieba = Jieba::new();
    measure(bencher, text, JIEBA_HMM, |document| {
        let words = jieba.cut(document, true);
        [words.len(), words.iter().map(|w| w.word.len()).sum()]
    });
}

/// The reference: one pass over a list that stays the same when the lexicons grow.
mod triggers {
    use super::*;

    pub const DAACHORSE: &str = "200 triggers, daachorse charwise";
    pub const AHO_CORASICK: &str = "200 triggers, aho-corasick";

    fn words() -> Vec<&'static str> {
        let words: BTreeSet<&str> = include_str!("triggers.txt").lines().collect();
        assert_eq!(words.len(), 200);
        words.into_iter().collect()
    }

    #[divan::bench(args = TEXTS, sample_count = 40, sample_size = 1)]
    fn daachorse_charwise(bencher: Bencher, text: Text) {
        let automaton: CharwiseDoubleArrayAhoCorasick<u32> =
            CharwiseDoubleArrayAhoCorasick::new(words()).expect("words that differ");
        measure(bencher, text, DAACHORSE, |document| {
            matched(automaton.find_overlapping_iter(document).map(|m| (m.start(), m.end())))
        });
    }

    #[divan::bench(args = TEXTS, sample_count = 20, sample_size = 1)]
    fn aho_corasick(bencher: Bencher, text: Text) {
        let automaton = AhoCorasick::new(words()).expect("words that fit");
        measure(bencher, text, AHO_CORASICK, |document| {
            matched(automaton.find_overlapping_iter(document).map(|m| (m.start(), m.end())))
        });
    }
}

/// What finds the words of the lexicons in `src/lexicon.rs`, and what else could.
mod lexicon {
    use super::*;

    pub const CHARWISE: &str = "lexicons, daachorse charwise";
    pub const BYTEWISE: &str = "lexicons, daachorse bytewise";
    pub const NFA: &str = "lexicons, aho-corasick NFA";
    pub const DFA: &str = "lexicons, aho-corasick DFA";

    fn words() -> Vec<&'static str> {
        let files = [
            include_str!("../lexicon/titles.tsv"),
            include_str!("../lexicon/units.tsv"),
            include_str!("../lexicon/measures.tsv"),
            include_str!("../lexicon/follow.tsv"),
            include_str!("../lexicon/stops.tsv"),
            include_str!("../lexicon/places.tsv"),
            include_str!("../lexicon/foreign.tsv"),
        ];
        let rows = files.iter().flat_map(|f| f.lines()).filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let words: BTreeSet<&str> = rows.filter_map(|l| l.split('\t').next()).map(str::trim).collect();
        words.into_iter().collect()
    }

    #[divan::bench(args = TEXTS, sample_count = 20, sample_size = 1)]
    fn daachorse_charwise(bencher: Bencher, text: Text) {
        let automaton: CharwiseDoubleArrayAhoCorasick<u32> =
            CharwiseDoubleArrayAhoCorasick::new(words()).expect("words that differ");
        measure(bencher, text, CHARWISE, |document| {
            matched(automaton.find_overlapping_iter(document).map(|m| (m.start(), m.end())))
        });
    }

    #[divan::bench(args = TEXTS, sample_count = 20, sample_size = 1)]
    fn daachorse_bytewise(bencher: Bencher, text: Text) {
        let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasick::new(words()).expect("words that differ");
        measure(bencher, text, BYTEWISE, |document| {
            matched(automaton.find_overlapping_iter(document).map(|m| (m.start(), m.end())))
        });
    }

    fn aho_corasick(bencher: Bencher, text: Text, name: &'static str, kind: AhoCorasickKind) {
        let automaton = AhoCorasick::builder().kind(Some(kind)).build(words()).expect("words that fit");
        measure(bencher, text, name, |document| {
            matched(automaton.find_overlapping_iter(document).map(|m| (m.start(), m.end())))
        });
    }

    #[divan::bench(args = TEXTS, sample_count = 20, sample_size = 1)]
    fn aho_corasick_nfa(bencher: Bencher, text: Text) {
        aho_corasick(bencher, text, NFA, AhoCorasickKind::ContiguousNFA);
    }

    #[divan::bench(args = TEXTS, sample_count = 20, sample_size = 1)]
    fn aho_corasick_dfa(bencher: Bencher, text: Text) {
        aho_corasick(bencher, text, DFA, AhoCorasickKind::DFA);
    }
}

fn main() {
    divan::main();
    let all = BEST.lock().expect("no sample has failed");
    for text in TEXTS {
        let megabytes = f64::from(u32::try_from(text.bytes()).expect("a few megabytes")) / 1e6;
        let rate = |name| all.get(&(text, name)).map(|best| megabytes / best.time.as_secs_f64());
        println!("\n{text}: {megabytes:.1} MB in {} documents, best of all samples", text.documents().len());
        for ((_, name), best) in all.iter().filter(|(of, _)| of.0 == text) {
            let rate = megabytes / best.time.as_secs_f64();
            println!("  {name:34} {rate:8.1} MB/s   counts {:?}", best.count);
        }
        for reference in [JIEBA, triggers::DAACHORSE] {
            if let (Some(a), Some(b)) = (rate(PARSE), rate(reference)) {
                println!("  {PARSE} / {reference}: {:.3}, 1 to {:.1}", a / b, b / a);
            }
        }

        let automata = [lexicon::CHARWISE, lexicon::BYTEWISE, lexicon::NFA, lexicon::DFA];
        for group in [&automata[..], &[triggers::DAACHORSE, triggers::AHO_CORASICK]] {
            let counts: BTreeSet<Count> = group.iter().filter_map(|n| all.get(&(text, n))).map(|b| b.count).collect();
            assert!(counts.len() <= 1, "{group:?} must find the same in {text}: {counts:?}");
        }
        let fastest = automata.into_iter().max_by(|a, b| rate(a).partial_cmp(&rate(b)).expect("no rate is NaN"));
        if let Some((name, rate)) = fastest.and_then(|name| Some((name, rate(name)?))) {
            println!("  fastest over the {name}: {rate:.1} MB/s");
        }
    }
}
