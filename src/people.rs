//! People (人员): every name of the document, and where each is mentioned.
//!
//! Names are found where something announces them: a title, a word such as 给予 or 被告人, a list, the beginning of a
//! sentence. What was found anywhere is then searched for everywhere, and that is most of coreference.

use crate::code::Family;
use crate::lexicon::{surname, Hit, Hits, TitleKind, Told};
use crate::name::{is_han, Names, Place, RARE};
use crate::number::is_numeral;
use crate::post::{joiner, Posts};
use crate::segment::{is_mark, is_terminal};
use crate::text::{Break, Folded};
use crate::words::{self, Chars};
use once_cell::sync::Lazy;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

/// Words after which a name may stand.
pub(crate) const CUES: &[&str] = &[
    "给予",
    "判处",
    "免去",
    "对",
    "将",
    "由",
    "与",
    "和",
    "被告人",
    "责令",
    "如",
    "以及",
    "及",
    "撤销",
    "开除",
    "经",
    "以",
    "决定给予",
    "其中",
    "分别给予",
    "是",
    "令",
    "向",
    "为",
    "伙同",
    "同案犯",
    "依法对",
    "同意",
    "并对",
    "并给予",
    "收缴",
    "终止",
    "罢免",
    "任命",
];

/// What only a person can be told of.
pub(crate) const VERDICTS: &[&str] =
    &["因犯", "被判处", "被开除", "犯受贿罪", "被立案审查", "被依法逮捕", "受到党内", "受到政务"];

/// What stands after a name at the beginning of a clause, if it is not a word of the vocabularies: what `opened` and
/// `is_biography` look at.
static AFTER: Lazy<Chars> = Lazy::new(|| Chars::new("被因犯在受等系,，、兼和及与暨以(（:：".chars()));

/// What a clause begins after.
static OPENS: Lazy<Chars> = Lazy::new(|| Chars::new(",，;；:：“”\"、.．●—)）月日".chars()));

/// A mention of a person: where, and who.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub start: usize,
    pub end: usize,
    pub person: usize,
}

/// The people of a document: names in order of first mention, mentions in order.
pub(crate) struct People {
    pub names: Vec<String>,
    pub mentions: Vec<Mention>,
}

impl People {
    /// The ranges of the mentions.
    pub fn ranges(&self) -> Vec<(usize, usize)> {
        self.mentions.iter().map(|m| (m.start, m.end)).collect()
    }

    /// The mentions inside a range.
    pub fn within(&self, range: &Range<usize>) -> &[Mention] {
        let a = self.mentions.partition_point(|m| m.start < range.start);
        let b = self.mentions.partition_point(|m| m.start < range.end);
        &self.mentions[a..b]
    }
}

struct Finder<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    posts: &'a Posts<'a>,
    /// Where a name was announced: in the sentence that is read, and in all before it.
    here: Vec<(usize, usize)>,
    found: Vec<(usize, usize)>,
}

/// Finds the people; `extra` are names that other signs gave away (authors, people who are quoted).
pub(crate) fn find(
    folded: &Folded,
    hits: &Hits,
    posts: &Posts,
    sentences: &[Range<usize>],
    extra: &[(usize, usize)],
) -> People {
    let mut finder = Finder { folded, hits, posts, here: Vec::new(), found: extra.to_vec() };
    for sentence in sentences {
        finder.sentence(sentence);
    }
    finder.masked();
    finder.people()
}

impl Finder<'_> {
    fn text(&self) -> &str {
        &self.folded.text
    }

    fn names(&self) -> &Names<'_> {
        &self.posts.names
    }

    fn sentence(&mut self, sentence: &Range<usize>) {
        let mut found = std::mem::take(&mut self.here);
        found.extend(self.posts.announced(sentence).iter().map(|n| n.name));
        let announced = found.len();
        let measured = self.hits.within(sentence.start, sentence.end).iter().any(|h| h.word.measure.is_some());
        if measured {
            self.cued(sentence, &mut found);
            self.before_verdict(sentence, &mut found);
            self.told_of(sentence, &mut found);
        }
        self.labelled(sentence, &mut found);
        self.opening(sentence, &mut found);
        // the rest of a list: 甲、乙、丙
        let mut seen: Option<HashSet<(usize, usize)>> = None;
        let mut i = 0;
        while i < found.len() {
            let mut end = found[i].1;
            if let Some((_, _, close)) = self.posts.bracket(end) {
                end = close;
            }
            let step = joiner(&self.text()[end..sentence.end.max(end)]);
            // the list after a title has been read
            let read = found[..announced].get(i + 1).is_some_and(|next| next.0 == end + step);
            if step > 0 && !read {
                if let Some(next) = self.listed(end + step) {
                    let seen = seen.get_or_insert_with(|| found.iter().copied().collect());
                    if seen.insert((end + step, next)) {
                        found.push((end + step, next));
                    }
                }
            }
            i += 1;
        }
        self.found.append(&mut found);
        self.here = found;
    }

    /// A name inside a list of names.
    fn listed(&self, at: usize) -> Option<usize> {
        let titled = self.hits.starting(at).iter().any(|h| {
            let w = h.word;
            h.end - h.start >= 6 && (w.title.is_some() || w.unit.is_some())
        });
        if titled {
            return None;
        }
        self.names().read_if(at, Place::Expected, &|end| {
            let rest = &self.text()[end..];
            joiner(rest) > 0
                || self.names().ends_at(end)
                || rest.starts_with([
                    '等', '的', '在', '因', '被', '均', '各', '没', '未', '对', '犯', '也', '系', '将', '把',
                ])
        })
    }

    /// Names after 给予, 对, 判处 and the like in a sentence about a measure.
    fn cued(&self, sentence: &Range<usize>, found: &mut Vec<(usize, usize)>) {
        let text = self.text();
        for cue in self.hits.told(Told::Cue, sentence.clone()) {
            let at = cue.end;
            // 总经|理: the word is a part of a title
            let inside = |h: Hit| h.end - h.start >= 6 && h.word.title.is_some();
            if at >= sentence.end || self.hits.across(at).any(inside) {
                continue;
            }
            // 免去甲某局局长职务: the post follows the name
            let dismissed = matches!(&text[cue.start..at], "免去" | "撤销" | "罢免");
            // 开除甲党籍, 撤销甲党内职务
            let taken = ["党籍", "公职", "军籍", "党内"];
            let dealt = dismissed || &text[cue.start..at] == "开除";
            let name = self.names().read_if(at, Place::Possible, &|end| {
                let rest = &text[end..];
                end <= sentence.end
                    && (self.names().ends_at(end)
                        || joiner(rest) > 0
                        || rest.starts_with(['等', '的', '犯', '涉', '以', '因', '在', '的'])
                        || dismissed && self.post_begins(end)
                        || dealt && taken.iter().any(|w| rest.starts_with(w)))
            });
            // 判处扎罗死刑: nobody but a person stands between
            let sentenced = |end: usize| {
                let measure = |h: &Hit| self.hits.measure(*h).is_some_and(|m| m.codes[0].family() == Family::Sentence);
                end <= sentence.end && self.hits.starting(end).iter().any(measure)
            };
            let name = name.or_else(|| {
                let verdict = &text[cue.start..at] == "判处";
                verdict.then(|| self.names().read_if(at, Place::Expected, &sentenced)).flatten()
            });
            found.extend(name.map(|end| (at, end)));
        }
    }

    /// Names after what is told of them: 负责销售的甲、乙均被判处….
    fn told_of(&self, sentence: &Range<usize>, found: &mut Vec<(usize, usize)>) {
        let text = self.text();
        for at in words::places(&text[sentence.clone()], "的").map(|i| sentence.start + i + '的'.len_utf8()) {
            let name = self.names().read_if(at, Place::Possible, &|end| {
                let step = joiner(&text[end..]);
                end < sentence.end && (self.names().certain_end(end) || step > 0 && self.listed(end + step).is_some())
            });
            found.extend(name.map(|end| (at, end)));
        }
    }

    /// A name right before what only a person can be told of, after a noun that no list has: 前国门|甲因犯….
    fn before_verdict(&self, sentence: &Range<usize>, found: &mut Vec<(usize, usize)>) {
        let text = self.text();
        for at in self.hits.told(Told::Verdict, sentence.clone()).map(|h| h.start) {
            if found.iter().any(|f| f.1 == at) || self.hits.ending(at).any(|h| h.end - h.start >= 6) {
                continue;
            }
            let starts = text[sentence.start..at].char_indices().rev().map(|(i, _)| sentence.start + i);
            let mut named = starts
                .take(4)
                .skip(1)
                .filter(|&start| self.names().read_if(start, Place::Possible, &|end| end == at) == Some(at));
            // three characters before two and four
            let first = named.next();
            let start = named.next().filter(|s| text[*s..at].chars().count() == 3).or(first);
            found.extend(start.map(|start| (start, at)));
        }
    }

    /// Whether a post begins right after a name: 甲|某局局长.
    fn post_begins(&self, end: usize) -> bool {
        let text = self.text();
        self.hits.starting(end).iter().any(|h| {
            let w = h.word;
            w.title.is_some() || w.unit.is_some() || w.place
        }) || self.hits.within(end, end + 45).iter().any(|t| {
            let body = end + text[end..t.start].trim_end_matches('副').len();
            t.word.title.is_some() && self.hits.ending(body).any(|u| u.start > end && u.word.unit.is_some())
        })
    }

    /// Names after words such as 被告人, 村民.
    fn labelled(&self, sentence: &Range<usize>, found: &mut Vec<(usize, usize)>) {
        let mut low = sentence.start;
        for hit in self.hits.within(sentence.start, sentence.end) {
            if hit.start < low || hit.word.title != Some(TitleKind::Label) || hit.end >= sentence.end {
                continue;
            }
            // 客户|经理: a longer title covers the word
            let longer = |h: &Hit| {
                let w = h.word;
                h.start <= hit.start && h.end > hit.end && (w.title.is_some() || w.unit.is_some())
            };
            // 被告|上法庭
            let rest = &self.text()[hit.end..];
            if rest.starts_with("上法") || rest.starts_with("上了") {
                continue;
            }
            // 行业|主管部门: a frequent word stands across its end
            if self.names().spans(hit.end) {
                continue;
            }
            let across = |h: Hit| h.end - h.start >= 6 && h.word.title.is_some();
            if self.hits.across(hit.end).any(across)
                || self.posts.unit_goes_on(*hit, sentence.end)
                || self.hits.within(hit.start.saturating_sub(30), hit.end).iter().any(longer)
            {
                continue;
            }
            low = hit.end;
            let name = self.names().read(hit.end, Place::Expected);
            if let Some(end) = name.filter(|&e| !self.names().is_common(hit.end, e)) {
                found.push((hit.end, end));
            }
        }
    }

    /// A name at the beginning of a clause, when a predicate, a note or a list follows.
    fn opening(&self, sentence: &Range<usize>, found: &mut Vec<(usize, usize)>) {
        let text = self.text();
        // 草原局|林草调查规划院副院长: the unit goes on up to a title
        let goes_on = |at: usize| {
            let near = text[at..sentence.end].char_indices().take_while(|&(i, c)| i < 60 && !is_mark(c));
            let reach = near.last().map_or(0, |(i, c)| i + c.len_utf8()).min(60);
            self.hits.within(at, at + reach).iter().any(|h| h.word.title.is_some())
        };
        // headlines set spaces where texts set commas
        let space = |at: usize| self.folded.break_at(at) == Some(Break::Space);
        let breaks = self.folded.breaks_in(sentence.start + 1..sentence.end);
        // 甲被判处有期徒刑十四年，|乙十二年零六个月: the term follows the name
        let sentenced = LazyCell::new(|| words::has(&text[sentence.clone()], "判"));
        let term = |rest: &str| {
            let unit = rest.trim_start_matches(|c: char| is_numeral(c) || c == '个');
            unit.len() < rest.len() && unit.starts_with(['年', '月']) && *sentenced
        };
        let mut open = |at: usize| {
            let begins = LazyCell::new(|| at == sentence.start || text[..at].ends_with(is_mark) || space(at));
            let takes = |end: usize| {
                let rest = &text[end..sentence.end.max(end)];
                let Some(next) = rest.chars().next() else { return false };
                // 国土、安监|等部门: what a list ends with shows no list by itself
                let rest_of_list = next == '等' && text[..at].ends_with('、');
                AFTER.has(next)
                    && (is_biography(&text[end..]) || *begins && !rest_of_list && self.opened(end, sentence))
                    || is_numeral(next) && !next.is_ascii_digit() && *begins && term(rest)
                    || !breaks.is_empty() && space(end) && *begins && self.titled(end, sentence)
                    || self.names().told(end) && (*begins || !words::begins(&text[at..]))
            };
            let name = self.names().read_if(at, Place::Possible, &takes);
            found.extend(name.map(|end| (at, end)));
        };
        open(sentence.start);
        // 某区检察院甲工作期间赌博: a body and no title
        for hit in self.hits.within(sentence.start, sentence.end) {
            if hit.word.unit.is_some_and(|k| k != crate::lexicon::UnitKind::Place)
                && hit.end < sentence.end
                && hit.end - hit.start >= 6
                && self.names().may_begin(hit.end)
                && !self.hits.across(hit.end).any(|x| x.word.title.is_some())
                && !goes_on(hit.end)
            {
                open(hit.end);
            }
        }
        for &(mark, c) in self.folded.landmarks_in(sentence.clone()) {
            let at = mark + c.len_utf8();
            if OPENS.has(c) && at < sentence.end {
                open(at);
            }
        }
        for space in breaks.iter().filter(|b| b.1 == Break::Space) {
            open(space.0);
        }
    }

    /// Whether what follows a name at the beginning of a clause shows that it is one.
    fn opened(&self, end: usize, sentence: &Range<usize>) -> bool {
        let rest = &self.text()[end..];
        // 甲、乙、丙等: a list of names
        let list = || Some(joiner(rest)).filter(|&step| step > 0).and_then(|step| self.listed(end + step)).is_some();
        rest.starts_with(['被', '因', '犯', '在', '受', '等'])
            || rest.starts_with('系') && self.posts_follow(end, sentence)
            || rest.starts_with([',', '，']) && self.posts_follow(end, sentence)
            || list()
    }

    /// Whether a title stands in the sentence after a name: 甲 某局局长 党内警告, the cells of a table.
    fn titled(&self, end: usize, sentence: &Range<usize>) -> bool {
        self.hits.within(end, sentence.end).iter().any(|h| h.word.title.is_some())
    }

    /// Whether a post follows the comma after a name: 徐某某,某县卫健委主任,….
    fn posts_follow(&self, end: usize, sentence: &Range<usize>) -> bool {
        let text = self.text();
        let at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let stop = text[at..sentence.end].find([',', '，', '。', ';']).map_or(sentence.end, |i| at + i);
        self.hits.within(at, stop).iter().any(|h| h.end == stop && h.word.title.is_some())
    }

    /// Masked names wherever they stand.
    fn masked(&mut self) {
        let text: &str = &self.folded.text;
        let mut found = Vec::new();
        for &(i, mask) in self.folded.landmarks.iter().filter(|x| matches!(x.1, '某' | '×')) {
            if text[..i].ends_with(['某', '×']) {
                continue;
            }
            let Some((at, first)) = text[..i].char_indices().next_back() else { continue };
            let two = text[..at].char_indices().next_back().map_or(at, |x| x.0);
            let compound = surname(&text[two..i]).is_some() && is_han(first);
            let at = if compound { two } else { at };
            let Some(end) = self.names().read(at, Place::Possible) else { continue };
            let word = &text[at..i];
            let weak = surname(word) == Some(crate::lexicon::Surname::Weak)
                || "于任向时在从与和有关经以及应对由为将就把给被".contains(word);
            let before = text[..at].chars().next_back();
            let titled = self.hits.ending(at).any(|h| h.word.title.is_some());
            let open = before.is_none_or(is_mark) || titled;
            let closed = self.names().ends_at(end)
                || text[end..].starts_with([
                    '等', '的', '在', '因', '被', '为', '向', '与', '和', '将', '以', '对', '犯', '处', '以', '借',
                    '从',
                ]);
            let noun = words::begins(&text[end..]) && !self.names().ends_at(end);
            if end > i
                && (if weak {
                    open && closed && !noun
                } else {
                    closed || titled || open && !noun || end - i > mask.len_utf8() && !noun
                })
            {
                found.push((at, end));
            }
        }
        self.found.extend(found);
    }

    /// Everyone whose name was found, and every mention of them.
    fn people(mut self) -> People {
        let text: &str = &self.folded.text;
        if self.found.is_empty() {
            return People { names: Vec::new(), mentions: Vec::new() };
        }
        self.found.sort_unstable();
        self.found.dedup();
        let mut names: Vec<&str> = self.found.iter().map(|&(a, b)| &text[a..b]).collect();
        names.sort_unstable();
        names.dedup();
        let standing = self.names().standing(&names);
        let stems = self.stems(&names, &standing);
        let mut persons: Vec<Option<usize>> = vec![None; names.len()];
        let mut people = People { names: Vec::new(), mentions: Vec::new() };
        let mut low = 0;
        for (start, i) in standing {
            let end = start + names[i].len();
            if start < low || stems[i] || !self.mentioned(start, end) {
                continue;
            }
            low = end;
            let person = *persons[i].get_or_insert_with(|| {
                people.names.push(names[i].to_owned());
                people.names.len() - 1
            });
            people.mentions.push(Mention { start, end, person });
        }
        people
    }

    /// Whether each of the names stands as a place with its level in the text and right after no title: 渌江, where
    /// 渌江市 is.
    fn stems(&self, names: &[&str], standing: &[(usize, usize)]) -> Vec<bool> {
        const LEVELS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '镇', '乡', '村'];
        const WORDS: &[&str] =
            &["市场", "区域", "乡村", "村民", "村委", "村支", "县长", "市长", "镇长", "乡长", "区长", "村长"];
        let text = self.text();
        let mut stems = vec![false; names.len()];
        for &(at, i) in standing {
            let rest = &text[at + names[i].len()..];
            if rest.starts_with(LEVELS)
                && matches!(names[i].chars().count(), 2 | 3)
                && !WORDS.iter().any(|w| rest.starts_with(w))
            {
                stems[i] = true;
            }
        }
        if stems.contains(&true) {
            let post = |h: Hit| h.word.title.is_some_and(|t| t != TitleKind::Label);
            for &(a, b) in &self.found {
                if self.hits.ending(a).any(post) && !text[b..].starts_with(LEVELS) {
                    if let Ok(i) = names.binary_search(&&text[a..b]) {
                        stems[i] = false;
                    }
                }
            }
        }
        stems
    }

    /// Whether the characters of a known name are the name here.
    fn mentioned(&self, start: usize, end: usize) -> bool {
        if self.found.binary_search(&(start, end)).is_ok() {
            return true;
        }
        let text = self.text();
        let name = &text[start..end];
        // a longer word stands across an edge: 张高|度, 和平|区
        let crossing = self.hits.across(start).any(|h| {
            h.end > start && h.end - h.start >= 6 && {
                let w = h.word;
                w.title.is_some() || w.measure.is_some() || w.unit.is_some() && h.end - h.start >= 9
            }
        });
        if crossing {
            return false;
        }
        let common = words::word(name).is_some() || name.chars().count() == 2 && words::begins(name);
        if !common {
            return true;
        }
        let before = text[..start].chars().next_back();
        let open = before.is_none_or(is_mark)
            || self.folded.break_at(start) == Some(Break::Line)
            || before.is_some_and(is_terminal)
            || CUES.iter().any(|c| text[..start].ends_with(c))
            || self.hits.ending(start).any(|h| h.word.title.is_some());
        // what is hardly ever said begins no clause as a word
        let rare = words::word(name).is_some_and(|cost| cost > RARE);
        open && (rare
            || self.names().ends_at(end)
            || text[end..].starts_with(['等', '的', '在', '因', '被', '还', '任']))
    }
}

/// Whether a biography begins after a name: 甲,男,….
fn is_biography(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(
        (chars.next(), chars.next()),
        (Some(',' | '，' | '(' | '（'), Some('男' | '女')) | (Some(':' | '：'), Some('男'))
    )
}
