//! Legal texts: which conduct has which consequence under which article.
//!
//! A bulletin may carry a leaflet on the law beside its cases. What the law threatens must be read as a
//! [`Provision`] and never as a measure, so this stage also tells where such text stands. It errs on the side of
//! the cases: a sentence that tells of a decision is no legal text, whatever statutes it cites.

use crate::code::PenaltyKind;
use crate::lexicon::{Hits, Told};
use crate::model::{Article, Consequence, Penalty, Provision};
use crate::number;
use crate::text::{Break, Folded};
use crate::words::{has, places, Map};
use once_cell::sync::Lazy;
use regex::{Captures, Regex};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The legal texts of a document.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub provisions: Vec<Provision>,
    /// Byte ranges of the folded text that are legal text, where no measure may be read.
    pub zones: Vec<Range<usize>>,
    pub citations: Vec<Citation>,
}

impl Found {
    /// What is told of statutes where no provision is sought.
    pub fn cited(text: &str, hits: &Hits) -> Self {
        Self { citations: criminal_citations(text, &mentions(text, hits)), ..Self::default() }
    }
}

/// The one statute whose articles name offences.
const CRIMINAL_LAW: &str = "中华人民共和国刑法";
const NUMERAL: &str = "(?:[0-9][0-9,.]*[十百千万亿]*|[零一二两三四五六七八九十百千万亿]+)";

fn compile(pattern: &str) -> Regex {
    Regex::new(&pattern.replace("{N}", NUMERAL)).expect("the patterns of this file are constant")
}

/// Every name of a statute, with its full official name.
static STATUTES: Lazy<Map<&'static str, &'static str>> = Lazy::new(|| {
    let mut names = Map::default();
    for line in include_str!("../lexicon/statutes.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (full, short) = line.split_once('\t').unwrap_or((line, ""));
        names.insert(full, full);
        names.extend(short.split(',').filter(|s| !s.is_empty()).map(|s| (s, full)));
    }
    names
});

/// The offences; the value is the article that holds it, as the number and the 1 of 之一.
static OFFENCES: Lazy<Map<&'static str, (u32, Option<u32>)>> = Lazy::new(|| {
    include_str!("../lexicon/offences.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(name, article)| {
            let (number, sub) = article.trim().split_once('之').unwrap_or((article.trim(), ""));
            let sub = number::parse(sub).and_then(|n| n.try_into().ok());
            (name, (number.parse().unwrap_or(0), sub))
        })
        .collect()
});
static LONGEST_OFFENCE: Lazy<usize> = Lazy::new(|| OFFENCES.keys().map(|name| name.chars().count()).max().unwrap_or(0));
/// The articles that hold an offence.
static HOLDING: Lazy<HashSet<(u32, Option<u32>)>> = Lazy::new(|| OFFENCES.values().copied().collect());

/// Every full name of an offence.
pub(crate) fn offence_names() -> impl Iterator<Item = &'static str> {
    OFFENCES.keys().copied()
}

pub(crate) fn is_offence(name: &str) -> bool {
    OFFENCES.contains_key(name)
}

/// The article of 《刑法》 that holds an offence.
pub(crate) fn article_of(offence: &str) -> Option<(u32, Option<u32>)> {
    OFFENCES.get(offence).copied()
}

/// Whether the article holds an offence of the table.
pub(crate) fn has_offence(article: u32, sub: Option<u32>) -> bool {
    HOLDING.contains(&(article, sub))
}

/// The names of statutes that may stand without 《》.
pub(crate) fn statute_names() -> impl Iterator<Item = &'static str> {
    STATUTES.keys().copied().filter(|n| *n == "刑法" || n.chars().count() > 2)
}

/// Titles in 《》, and listed names without; the longest of those that begin at one place.
fn names(text: &str, hits: &Hits) -> Vec<Range<usize>> {
    let titles = places(text, "《").filter_map(|start| {
        let inside = start + '《'.len_utf8();
        let (len, close) = text[inside..].char_indices().take(61).find(|&(_, c)| matches!(c, '《' | '》'))?;
        (close == '》' && len > 0).then(|| start..inside + len + close.len_utf8())
    });
    let mut all: Vec<Range<usize>> = titles.chain(hits.statutes.iter().map(|h| h.start..h.end)).collect();
    all.sort_unstable_by_key(|r| (r.start, Reverse(r.end)));
    let mut low = 0;
    all.retain(|r| {
        r.start >= low && {
            low = r.end;
            true
        }
    });
    all
}

static ALIAS: Lazy<Regex> = Lazy::new(|| {
    compile(r#"^[(（](?:以下|下文|下|后文)?(?:统|均|简)?称为?[:：]?[《“"「]?([^《》“”"」)）]{1,24})[》”"」]?[)）]"#)
});
static EDITION: Lazy<Regex> = Lazy::new(|| compile(r"[(（][^()（）]{1,20}[)）]$"));
const STATUTE_ENDINGS: &[&str] = &["法", "条例", "规定", "章程", "准则", "细则", "规则", "解释", "修正案"];

static ARTICLE: Lazy<Regex> = Lazy::new(|| {
    compile(
        r"^(?:的|中|之)?(?P<sep>[、,，]|和|与|及其?|以及|或者?|至|到|[-—~～])?(?:第(?P<a>{N}(?:[、和]{N})*)条(?:之(?P<s>[一二三四五六七八九十]))?(?:第(?P<p>{N})款)?(?:第?[(（]?(?P<i>{N})[)）]?项)?|第(?P<p2>{N})款(?:第?[(（]?(?P<i2>{N})[)）]?项)?|第[(（]?(?P<i3>{N})[)）]?项)",
    )
});
static LONE_ARTICLE: Lazy<Regex> = Lazy::new(|| compile("第{N}条"));

/// A number that may open an item: `12、`, `3.`, `3．`.
static MARKER: Lazy<Regex> = Lazy::new(|| compile("([0-9]{1,3})[、.．]"));

const RANGE_PENALTY: &str =
    "{N}(?:元|倍|日|天|个月|月|年)以[上下](?:{N}(?:元|倍|日|天|个月|月|年)以下)?的?(?:行政|治安)?(?:罚款|罚金|拘留|有期徒刑)";

/// A sentence that says what will follow, not what followed.
static THREAT: Lazy<Regex> = Lazy::new(|| {
    compile(
        &[
            RANGE_PENALTY,
            "|处以?警告(?:或者?|、|,|，|。|;|；)",
            "|可能(?:涉嫌|触犯|构成|违反)",
            "|将(?:依法|由|会|被)?[^,，。;；]{0,24}(?:予以|给予|处以?|追究|暂停|吊销|责令|承担)",
            "|可以?(?:由|依法|并处|处|给予)[^,，。;；]{0,30}(?:处罚|罚款|拘留|隔离|警告|措施)",
            "|由[^,，。;；]{2,24}(?:予以|给予|处以?)[^,，。;；]{0,12}(?:处罚|处理|罚款)",
            "|由[^,，。;；]{2,24}(?:责令|没收|吊销)",
            "|的[,，]?(?:依照|按照|依法|涉嫌|构成|以)[^。;；]{0,60}(?:罪|刑事责任|处罚)",
            "|以[^,，。;；]{2,40}罪(?:定罪|论处|追究|处罚)",
        ]
        .concat(),
    )
});

/// What is enough without a number in front.
static STRONG: Lazy<Regex> =
    Lazy::new(|| compile(&[RANGE_PENALTY, "|处以?警告或者?|可能(?:涉嫌|触犯|构成)[^。]{0,60}(?:罪|《|法)"].concat()));
static RANGED: Lazy<Regex> = Lazy::new(|| compile(RANGE_PENALTY));

/// Tiers of a party or government rule: legal text whose sanctions look like measures.
static TIER: Lazy<Regex> = Lazy::new(|| {
    compile(
        "情节(?:较轻|较重|轻微|严重|特别严重|恶劣)的[,，]?(?:将|应当?|可以)?(?:给予|予以|依法|依规|依纪|处|移送|按照?)",
    )
});

/// One of these stands in whatever `STRONG` finds, and one of those in 情节 in whatever `TIER` does.
pub(crate) const HINTS: &[&str] = &[
    "元以上",
    "元以下",
    "倍以上",
    "倍以下",
    "日以上",
    "日以下",
    "天以上",
    "天以下",
    "月以上",
    "月以下",
    "年以上",
    "年以下",
    "处警告或",
    "处以警告或",
    "可能涉嫌",
    "可能触犯",
    "可能构成",
    "情节较轻的",
    "情节较重的",
    "情节轻微的",
    "情节严重的",
    "情节特别严重的",
    "情节恶劣的",
];

/// Words of a decision, or of a case with a person in it.
static DECIDED: Lazy<Regex> = Lazy::new(|| {
    compile(concat!(
        "决定(?:给予|对|将|免|撤|开除)|研究(?:决定|同意|并|[,，])|(?:作出|做出)[^,，。;；的]{0,20}决定",
        "|建议(?:给予|对|由|追究|依法|将|司法|移送)|(?:研究|会议|批准)[,，](?:决定|并)",
        "|被(?:给予|处以|处罚|行政|罚款|判|开除|免|撤|立案|查处|留置|逮捕|刑事|移送|双开|公安|警方)",
        "|受到[^,，。;；的]{0,20}(?:处分|处罚|问责|处理)(?:[^的]|$)",
        "|(?:一审|二审|终审|法院)[^。]{0,60}判|判处|被告人|犯罪嫌疑人|事故调查组",
        "|(?:本案|本起|该案|该公司|该单位|该企业|该局|该厂|该店|该矿|其行为|的行为(?:已|违反))|同志",
        "|某(?:某|甲|乙|[,，、。;；]|因|在|的|违|涉|将|到|于|以|和|与|等|[0-9])",
        "|审查调查|双开|取保候审|已(?:移送|立案|刑事|行政|依法)"
    ))
});

/// Sanctions of party and government: in an item they tell of a case, unless they stand in tiers.
static SANCTION: Lazy<Regex> = Lazy::new(|| {
    compile("党内(?:严重)?警告|留党察看|政务(?:警告|记过|记大过|降级|撤职)|开除(?:党籍|公职)|撤销党内职务|诫勉|免职")
});

/// Where the conduct ends and the consequence begins (groups `b` and `c`).
static BODY: Lazy<Regex> = Lazy::new(|| {
    compile(concat!(
        "(?:的[,，]?)?(?P<b>(?:涉嫌|可能|将)*(?:违反|触犯)《|可能(?:涉嫌|触犯|构成|违反)|涉嫌《",
        "|(?:依照|按照|依据|根据|适用|按)(?:《|中华人民共和国|刑法|治安管理处罚法)",
        "|将(?:由|被|依法|处|会|面临|以|依照|给予|予以)|可以?(?:由|处|并处|给予|依法)",
        "|由[^,，。;；]{2,24}(?:予以|给予|处以?|责令|没收|吊销)",
        "|应当?(?:依法|给予|予以|处|承担)|处以?(?:警告|罚款|拘留|人民币|{N}(?:元|倍|日|天|个月|月|年))",
        "|依法(?:暂停|吊销|追究|给予|予以|处|从重)|构成[^,，。;；]{1,40}罪",
        "|以[^,，。;；]{2,40}罪(?:定罪|论处|追究|处罚))|的[,，]?(?P<c>给予|予以|处|责令|吊销|没收)"
    ))
});

static PENALTY: Lazy<Regex> = Lazy::new(|| {
    compile(concat!(
        r"(?:(?P<lo>{N})(?P<lou>元|倍|日|天|个月|月|年)?(?:以上|至|到|[-—~～])(?P<hi>{N})(?P<hiu>元|倍|日|天|个月|月|年)(?:以下)?",
        r"|(?P<one>{N})(?P<oneu>元|倍|日|天|个月|月|年)(?P<way>以上|以下)?)的?(?:行政|治安|司法)?(?P<noun>罚款|罚金|拘留|有期徒刑)",
        r"|(?:处以?|予以|给予|并处|单处|或者?|[、,，])(?:行政|治安|司法)?(?P<bare>罚款|罚金|拘留|有期徒刑)",
        r"|(?:处以?|给予|予以|并处|或者?|[,，、])(?P<warning>警告)(?P<sanction>处分|、严重警告|或者?严重警告)?",
        r"|(?P<business>(?:责令)?(?:停产停业|停业整顿|停产整顿|停止营业)|暂停[^,，。;；、或]{0,10}(?:业务|活动|营业|执业)(?:活动)?)",
        r"|(?P<licence>吊销[^,，。;；、或]{0,20}(?:许可证|执照|证书|资格|证))",
        r"|(?P<isolation>强制(?:医学)?隔离)",
        r"|(?P<correct>责令(?:其|限期|立即)*(?:改正|整改))",
        r"|(?P<other>(?:予以|给予|处以|进行|作出)(?:相应的?|其他|治安管理|治安|行政|依法|从重)*(?:处罚|处理)",
        r"|(?:给予|予以)[^,，。;；]{0,20}处分|没收[^,，。;；、]{1,20}|拘役|管制(?:[^刀]|$)|无期徒刑|死刑|剥夺政治权利)"
    ))
});
static OPTIONAL: Lazy<Regex> = Lazy::new(|| compile("可以?(?:单处或者?)?并处"));
static GRADE: Lazy<Regex> = Lazy::new(|| compile("(?:情节|后果)[^,，。;；的]{1,8}的"));
static NAMED_OFFENCE: Lazy<Regex> = Lazy::new(|| {
    compile(
        r"(?:涉嫌|构成|触犯|(?:按照?|以)(?:涉嫌)?)(?P<name>[\p{Han}、]{2,40}?罪)(?:$|[,，。;；、或和及的(（]|定罪|论处|追究|立案|处罚|依法)",
    )
});
static ANY: Lazy<Regex> = Lazy::new(|| compile("罚款|拘留|罪|处罚|徒刑|情节"));

/// A statute named in the text, with the articles that follow it.
struct Mention {
    start: usize,
    end: usize,
    statute: String,
    articles: Vec<Article>,
}

/// The full official name behind a title, or `None` when the title is no statute.
fn resolve(name: &str, aliases: &HashMap<String, String>) -> Option<String> {
    if let Some(full) = aliases.get(name) {
        return Some(full.clone());
    }
    if let Some(full) = STATUTES.get(name) {
        return Some((*full).to_owned());
    }
    if name.ends_with([')', '）']) {
        let plain = EDITION.replace(name, "");
        if plain != name {
            return resolve(&plain, aliases);
        }
    }
    if !STATUTE_ENDINGS.iter().any(|e| name.ends_with(e)) {
        return None;
    }
    let state_law = name.ends_with('法') && !name.ends_with("办法") && !name.starts_with("中华人民共和国");
    Some(if state_law { format!("中华人民共和国{name}") } else { name.to_owned() })
}

/// The articles that begin at `at`, and where they end.
fn articles(text: &str, mut at: usize) -> (Vec<Article>, usize) {
    let int = |c: &Captures, k: &str| c.name(k).and_then(|m| number::parse(m.as_str())).and_then(|n| n.try_into().ok());
    let mut found: Vec<Article> = Vec::new();
    let next = |at: usize, first: bool| {
        let rest = &text[at..];
        // nothing joins the first one to what stands before it
        let opens = if first {
            rest.strip_prefix(['的', '中', '之']).unwrap_or(rest).starts_with('第')
        } else {
            rest.starts_with([
                '第', '的', '中', '之', '、', ',', '，', '和', '与', '及', '以', '或', '至', '到', '-', '—', '~', '～',
            ])
        };
        if opens {
            ARTICLE.captures(rest)
        } else {
            None
        }
    };
    while let Some(c) = next(at, found.is_empty()) {
        if found.is_empty() && c.name("a").is_none() {
            break;
        }
        if let Some(list) = c.name("a") {
            let numbers: Vec<u32> =
                list.as_str().split(['、', '和']).filter_map(|n| number::parse(n)?.try_into().ok()).collect();
            let range = matches!(c.name("sep").map(|m| m.as_str()), Some("至" | "到" | "-" | "—" | "~" | "～"));
            if let (true, Some(from), Some(&to)) = (range, found.last().and_then(|a| a.article), numbers.first()) {
                // a longer range is a slip of the pen, or cites a whole chapter
                if from < to && to - from <= 60 {
                    found.extend((from + 1..to).map(|n| Article {
                        article: Some(n),
                        sub: None,
                        paragraph: None,
                        item: None,
                    }));
                }
            }
            found.extend(numbers.into_iter().map(|n| Article {
                article: Some(n),
                sub: None,
                paragraph: None,
                item: None,
            }));
            if let Some(last) = found.last_mut() {
                (last.sub, last.paragraph, last.item) = (int(&c, "s"), int(&c, "p"), int(&c, "i"));
            }
        } else if let Some(last) = found.last().cloned() {
            let paragraph = int(&c, "p2");
            found.push(Article {
                paragraph: paragraph.or(last.paragraph),
                item: int(&c, "i2").or_else(|| int(&c, "i3")),
                ..last
            });
        }
        at += c[0].len();
    }
    (found, at)
}

/// Every statute that the text names, in order.
fn mentions(text: &str, hits: &Hits) -> Vec<Mention> {
    let mut aliases = HashMap::new();
    let mut found: Vec<Mention> = Vec::new();
    for all in names(text, hits) {
        let name = &text[all.clone()];
        let title = name.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
        let (name, titled) = (title.unwrap_or(name), title.is_some());
        let Some(statute) = resolve(name, &aliases) else { continue };
        let mut end = all.end;
        let next = text[end..].chars().next();
        // 公司法 in 公司法定代表人, 森林法 in 森林法院
        if !titled && next.is_some_and(|c| "人院律规定制务学官治案庭度".contains(c)) && !text[end..].starts_with("规定")
        {
            continue;
        }
        if found.last().is_some_and(|m| all.start < m.end) {
            continue;
        }
        let alias = if text[end..].starts_with(['(', '（']) { ALIAS.captures(&text[end..]) } else { None };
        if let Some(alias) = alias {
            end += alias[0].len();
            aliases.insert(alias[1].to_owned(), statute.clone());
        }
        let (articles, end) = articles(text, end);
        found.push(Mention { start: all.start, end, statute, articles });
    }
    // an alias may be used without 《》, but only an article after it tells it from the common word
    for (alias, statute) in &aliases {
        for (at, _) in text.match_indices(&format!("{alias}第")) {
            let (articles, end) = articles(text, at + alias.len());
            if !articles.is_empty() && !found.iter().any(|m| at < m.end && m.start < end) {
                found.push(Mention { start: at, end, statute: statute.clone(), articles });
            }
        }
    }
    found.sort_by_key(|m| m.start);
    found
}

/// Item numbers that count up from 1, as (offset, number). The text may have lost its line breaks, so a number
/// may stand anywhere; only the sequence makes it an item.
fn markers(folded: &Folded) -> Vec<(usize, u32)> {
    let text = &*folded.text;
    let mut chains: Vec<Vec<(usize, u32)>> = Vec::new();
    let mut done: Vec<Vec<(usize, u32)>> = Vec::new();
    for &(close, mark) in folded.landmarks.iter().filter(|x| matches!(x.1, '、' | '.' | '．')) {
        // more digits are no number of an item
        let digits = text.as_bytes()[..close].iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
        let start = close - digits;
        let Some(n) = text[start..close].parse::<u32>().ok().filter(|_| digits < 4) else { continue };
        let before = text[..start].chars().next_back();
        let after = text[close + mark.len_utf8()..].chars().next();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || "第.．-—~～/年月、《(（".contains(c))
            || after.is_none_or(|c| c.is_ascii_digit() || c == '、')
        {
            continue;
        }
        if let Some(i) = chains.iter().rposition(|chain| n > 1 && chain.last().is_some_and(|l| l.1 + 1 == n)) {
            chains[i].push((start, n));
            done.extend(chains.drain(i + 1..));
        } else if n == 1 {
            chains.push(vec![(start, n)]);
            // lists do not nest deeper; the bound keeps a hostile text from taking quadratic time
            if chains.len() > 16 {
                done.push(chains.remove(0));
            }
        }
    }
    done.append(&mut chains);
    let mut all: Vec<_> = done.into_iter().filter(|chain| chain.len() > 1).flatten().collect();
    all.sort_unstable();
    all
}

/// Ends of sentences, including the end of the text. A line break ends one where the line is complete or is a heading.
fn sentence_ends(folded: &Folded) -> Vec<usize> {
    let text = &*folded.text;
    let stops = folded.landmarks.iter().filter(|x| matches!(x.1, '。' | '！' | '？' | '!' | '?'));
    let mut ends: Vec<usize> = stops.map(|(i, c)| i + c.len_utf8()).collect();
    let mut line = 0;
    for &(at, kind) in folded.breaks.iter().filter(|b| b.1 == Break::Line) {
        debug_assert_eq!(kind, Break::Line);
        let words = &text[line..at];
        let complete = ["罪", "罚款", "拘留", "处罚", "责任", "措施", "许可证", "处理", ":", "："];
        let open = words.ends_with(['的', '，', ',', '、', '；', ';', '等']);
        if complete.iter().any(|e| words.ends_with(e)) || (!open && words.chars().count() < 30) {
            ends.push(at);
        }
        line = at;
    }
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn split(range: Range<usize>, ends: &[usize]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    for &end in &ends[ends.partition_point(|&e| e <= range.start)..] {
        let to = end.min(range.end);
        out.push(from..to);
        from = to;
        if to == range.end {
            break;
        }
    }
    out
}

/// A consequence in the making.
struct Group {
    at: usize,
    value: Consequence,
}

impl Group {
    fn new(at: usize, statute: Option<String>) -> Self {
        let value = Consequence { statute, articles: vec![], condition: None, penalties: vec![], offences: vec![] };
        Self { at, value }
    }
    fn is_criminal(&self) -> bool {
        self.value.statute.as_deref() == Some(CRIMINAL_LAW)
    }
}

struct Reader<'a> {
    folded: &'a Folded<'a>,
    hits: &'a Hits<'a>,
    text: &'a str,
    mentions: Vec<Mention>,
}

impl Reader<'_> {
    fn mentions_in(&self, range: &Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.start < range.start);
        let to = self.mentions.partition_point(|m| m.start < range.end);
        &self.mentions[from..to.max(from)]
    }

    /// The condition (情节严重的) under which what stands at `at` applies: the nearest clause of `chunk` that ends in 的.
    fn condition(&self, chunk: &Range<usize>, at: usize) -> Option<String> {
        let head = &self.text[chunk.start..at];
        let graded = GRADE.find_iter(head).last().map(|m| m.range());
        let mut from = 0;
        let mut clause = None;
        for (i, c) in head.char_indices().filter(|&(_, c)| c == ',' || c == '，') {
            let words = &head[from..i];
            if words.ends_with('的')
                && words.chars().count() > 2
                && !words.contains('《')
                && !LONE_ARTICLE.is_match(words)
            {
                clause = Some(from..i);
            }
            from = i + c.len_utf8();
        }
        let best = match (graded, clause) {
            (Some(g), Some(c)) if g.end > c.end => g,
            (g, c) => c.or(g)?,
        };
        Some(self.folded.original(chunk.start + best.start, chunk.start + best.end))
    }

    fn penalty(&self, c: &Captures, chunk: &Range<usize>, at: usize) -> Penalty {
        let kind = match c.name("noun").or_else(|| c.name("bare")).map(|m| m.as_str()) {
            Some("罚款" | "罚金") => PenaltyKind::Fine,
            Some("拘留") => PenaltyKind::Detention,
            Some(_) => PenaltyKind::Imprisonment,
            None if c.name("warning").is_some() && c.name("sanction").is_none() => PenaltyKind::Warning,
            None if c.name("business").is_some() => PenaltyKind::BusinessSuspension,
            None if c.name("licence").is_some() => PenaltyKind::LicenceRevocation,
            None if c.name("isolation").is_some() => PenaltyKind::CompulsoryIsolation,
            None if c.name("correct").is_some() => PenaltyKind::OrderToCorrect,
            None => PenaltyKind::Other,
        };
        let clause = self.text[chunk.start..at].rfind([',', '，']).map_or(chunk.start, |i| chunk.start + i);
        let mut penalty = Penalty {
            kind,
            condition: self.condition(chunk, at),
            optional: OPTIONAL.is_match(&self.text[clause..at + c[0].len()]),
            min_yuan: None,
            max_yuan: None,
            min_days: None,
            max_days: None,
            min_months: None,
            max_months: None,
        };
        let unit = |k: &str| c.name(k).map(|m| m.as_str());
        let value = |k: &str| c.name(k).and_then(|m| number::parse(m.as_str()));
        let one = value("one");
        let (low, high, low_unit, high_unit) = match unit("way") {
            _ if one.is_none() => (value("lo"), value("hi"), unit("lou").or_else(|| unit("hiu")), unit("hiu")),
            Some("以上") => (one, None, unit("oneu"), None),
            Some(_) => (None, one, None, unit("oneu")),
            None => (one, one, unit("oneu"), unit("oneu")),
        };
        let small = |n: Option<u64>, u: Option<&str>, year: u64| -> Option<u32> {
            n?.checked_mul(if u == Some("年") { year } else { 1 })?.try_into().ok()
        };
        // a fine of so many times the gain (倍) has no bounds in yuan
        let yuan = |n: Option<u64>, u: Option<&str>| n.filter(|_| u == Some("元"));
        let days = |n: Option<u64>, u: Option<&str>| small(n.filter(|_| matches!(u, Some("日" | "天"))), u, 1);
        let months =
            |n: Option<u64>, u: Option<&str>| small(n.filter(|_| matches!(u, Some("年" | "月" | "个月"))), u, 12);
        match kind {
            PenaltyKind::Fine => (penalty.min_yuan, penalty.max_yuan) = (yuan(low, low_unit), yuan(high, high_unit)),
            PenaltyKind::Detention => {
                (penalty.min_days, penalty.max_days) = (days(low, low_unit), days(high, high_unit));
            }
            PenaltyKind::Imprisonment => {
                (penalty.min_months, penalty.max_months) = (months(low, low_unit), months(high, high_unit));
            }
            _ => {}
        }
        penalty
    }

    /// The offences named in `range`, as (offset, name).
    fn offences(&self, range: &Range<usize>) -> Vec<(usize, String)> {
        let words = &self.text[range.clone()];
        let mut found: Vec<(usize, usize, String)> = Vec::new();
        if !has(words, "罪") {
            return Vec::new();
        }
        for (i, c) in words.char_indices().filter(|&(_, c)| c == '罪') {
            let end = i + c.len_utf8();
            let listed = words[..end]
                .char_indices()
                .rev()
                .take(*LONGEST_OFFENCE)
                .filter(|&(from, _)| OFFENCES.contains_key(&words[from..end]))
                .last();
            if let Some((from, _)) = listed {
                found.push((from, end, words[from..end].to_owned()));
            }
        }
        for c in NAMED_OFFENCE.captures_iter(words) {
            let Some(m) = c.name("name") else { continue };
            let common =
                ["犯罪", "定罪", "认罪", "有罪", "无罪", "何罪", "数罪"].iter().any(|w| m.as_str().ends_with(w));
            if !common && !found.iter().any(|f| f.0 < m.end() && m.start() < f.1) {
                found.push((m.start(), m.end(), m.as_str().to_owned()));
            }
        }
        found.sort_by_key(|f| f.0);
        found.into_iter().map(|f| (range.start + f.0, f.2)).collect()
    }

    /// Where the conduct ends and the consequence begins.
    fn body(&self, range: &Range<usize>) -> usize {
        BODY.captures(&self.text[range.clone()])
            .and_then(|c| c.name("b").or_else(|| c.name("c")))
            .map_or(range.end, |m| range.start + m.start())
    }

    /// The conduct, up to where the consequence begins.
    fn conduct(&self, range: &Range<usize>, body: usize) -> String {
        let mut end = body;
        if body == range.start {
            // the statute comes first: the conduct is what stands before the first penalty or offence
            let words = &self.text[range.clone()];
            let first = PENALTY.find(words).map_or(range.end, |m| range.start + m.start());
            let offence = self.offences(range).first().map_or(range.end, |o| o.0);
            let first = first.min(offence);
            end = self.text[range.start..first].rfind([',', '，']).map_or(first, |i| range.start + i);
        }
        // a line that ends in 的 is the conduct, and the next line says more of it or of what follows
        let lines = self.folded.breaks_in(range.start + 1..end.max(range.start + 1));
        let line =
            lines.iter().find(|b| b.1 == Break::Line && self.text[..b.0].trim_end_matches([',', '，']).ends_with('的'));
        end = line.map_or(end, |b| b.0);
        let words = self.text[range.start..end].trim_end_matches([',', '，', ':', '：', ';', '；']);
        self.folded.original(range.start, range.start + words.len())
    }

    fn consequences(&self, range: &Range<usize>, body: usize) -> Vec<Consequence> {
        let mut groups: Vec<Group> = self
            .mentions_in(&(range.start..body))
            .iter()
            .map(|m| {
                let mut g = Group::new(m.start, Some(m.statute.clone()));
                g.value.articles.clone_from(&m.articles);
                g
            })
            .collect();
        let tail = &self.text[body..range.end];
        let mut from = body;
        for (i, c) in tail
            .char_indices()
            .filter(|&(_, c)| matches!(c, '。' | ';' | '；' | '！' | '？' | '!' | '?'))
            .chain([(tail.len(), '。')])
        {
            let chunk = from..body + i;
            from = (body + i + c.len_utf8()).min(range.end);
            if !chunk.is_empty() {
                self.chunk(&chunk, &mut groups);
            }
        }
        groups.into_iter().map(|g| g.value).collect()
    }

    /// Reads one part of a sentence into `groups`.
    fn chunk(&self, chunk: &Range<usize>, groups: &mut Vec<Group>) {
        let earlier = groups.len();
        for m in self.mentions_in(chunk) {
            let same =
                groups.len() > earlier && groups.last().is_some_and(|g| g.value.statute.as_ref() == Some(&m.statute));
            if !same {
                groups.push(Group::new(m.start, Some(m.statute.clone())));
            }
            if let Some(last) = groups.last_mut() {
                last.value.articles.extend(m.articles.iter().cloned());
            }
        }
        // an article alone (依照第五十条) belongs to the statute before it
        for lone in LONE_ARTICLE.find_iter(&self.text[chunk.clone()]) {
            let at = chunk.start + lone.start();
            let taken = self.mentions.partition_point(|m| m.start <= at);
            if taken > 0 && at < self.mentions[taken - 1].end || self.text[..at].ends_with(['法', '例', '》', '定'])
            {
                continue;
            }
            if let Some(g) = groups.iter_mut().rev().find(|g| g.at <= at) {
                let new = articles(self.text, at).0.into_iter().next();
                g.value.articles.extend(new.filter(|a| !g.value.articles.contains(a)));
            }
        }
        for (at, name) in self.offences(chunk) {
            let here = &groups[earlier..];
            let place = here
                .iter()
                .rposition(|g| g.is_criminal() && g.at <= at)
                .or_else(|| here.iter().position(Group::is_criminal))
                .or_else(|| here.iter().rposition(|g| g.at <= at))
                .map(|i| earlier + i)
                .or_else(|| groups.len().checked_sub(1).filter(|&i| groups[i].is_criminal()));
            let i = place.unwrap_or_else(|| {
                groups.push(Group::new(at, None));
                groups.len() - 1
            });
            let g = &mut groups[i];
            if g.value.offences.is_empty() && g.value.penalties.is_empty() {
                g.value.condition = self.condition(chunk, at.min(g.at.max(chunk.start)));
            }
            g.value.offences.push(name);
        }
        for c in PENALTY.captures_iter(&self.text[chunk.clone()]) {
            let at = chunk.start + c.get(0).map_or(0, |m| m.start());
            let penalty = self.penalty(&c, chunk, at);
            let criminal = penalty.kind == PenaltyKind::Imprisonment
                || c[0].contains("罚金")
                || c[0].contains('刑')
                || c[0].contains("管制")
                || c[0].contains("拘役");
            let place = groups.iter().rposition(|g| {
                g.at <= at && (criminal || !g.is_criminal()) && (g.at >= chunk.start || !g.value.articles.is_empty())
            });
            // what comes after the criminal law is no longer under the statute before it
            let place = place.filter(|&i| criminal || groups[i + 1..].iter().all(|g| !g.is_criminal() || g.at > at));
            let i = place.unwrap_or_else(|| {
                let i = groups.iter().position(|g| g.at > at).unwrap_or(groups.len());
                if i > 0 && groups[i - 1].value.statute.is_none() {
                    return i - 1;
                }
                groups.insert(i, Group::new(at, None));
                i
            });
            groups[i].value.penalties.push(penalty);
        }
        for g in groups.iter_mut().filter(|g| !g.value.penalties.is_empty()) {
            g.value.condition = None; // each penalty has its own
        }
    }

    fn provision(&self, number: Option<u32>, start: usize, words: &Range<usize>) -> Provision {
        let body = self.body(words);
        Provision {
            number,
            conduct: self.conduct(words, body),
            consequences: self.consequences(words, body),
            span: self.folded.span(start, words.end),
        }
    }

    /// Whether a sentence names a statute or an offence.
    fn cites(&self, sentence: &Range<usize>) -> bool {
        !self.mentions_in(sentence).is_empty() || !self.offences(sentence).is_empty()
    }

    /// Where the item in `range` ends, when it is legal text. Behind the last legal sentence of an item other text
    /// may follow; the last item of a list has no next number to end it, so it ends at the first other sentence.
    fn item_end(&self, range: &Range<usize>, last: bool, ends: &[usize]) -> Option<usize> {
        // most items tell of a case
        if self.hits.told(Told::Hint, range.clone()).next().is_none() && self.mentions_in(range).is_empty() {
            return None;
        }
        let (mut end, mut gap, mut threat) = (None, 0, false);
        for s in split(range.clone(), ends) {
            // a case tells what was decided before anything threatens
            let decided = || DECIDED.is_match(&self.text[s.clone()]);
            if end.is_none() && decided() {
                return None;
            }
            let threatens = THREAT.is_match(&self.text[s.clone()]);
            if threatens || self.cites(&s) {
                if end.is_some() && decided() {
                    return None;
                }
                threat |= threatens;
                end = Some(s.end);
                gap = 0;
            } else {
                gap += 1;
                if gap > 3 || (last && end.is_some()) {
                    break;
                }
            }
        }
        let end = end.filter(|_| threat)?;
        let item = &self.text[range.start..end];
        if SANCTION.is_match(item) && !TIER.is_match(item) {
            return None;
        }
        // the law speaks of whoever does a thing (…的); a case that was handed to the police speaks of one person
        let general =
            self.text[range.start..self.body(&(range.start..end))].trim_end_matches([',', '，']).ends_with('的');
        let cited = !self.mentions_in(&(range.start..end)).is_empty();
        (STRONG.is_match(item) || (general && cited)).then_some(end)
    }

    /// A sentence without a number: whether it is legal text, and whether it is a provision.
    fn judge(&self, s: &Range<usize>) -> (bool, bool) {
        let (mut tiered, mut strong) = (false, false);
        for hint in self.hits.told(Told::Hint, s.clone()) {
            *(if self.text[hint.start..].starts_with("情节") { &mut tiered } else { &mut strong }) = true;
        }
        let words = &self.text[s.clone()];
        let named = !self.mentions_in(s).is_empty();
        let general = || has(words, "的,") || has(words, "的，");
        if !tiered && !(strong && (named || general())) {
            return (false, false);
        }
        let tier = tiered && TIER.is_match(words);
        if !(tier || strong && STRONG.is_match(words)) || DECIDED.is_match(words) {
            return (false, false);
        }
        let cited = self.mentions_in(s).iter().any(|m| !m.articles.is_empty());
        let ranged = RANGED.is_match(words);
        // a quoted tier of a party rule alone stays a zone: who cites a rule in a case does not teach the law
        let provision = if ranged { named || general() } else { cited && STRONG.is_match(words) };
        (provision || tier, provision)
    }
}

/// Articles of 《刑法》 with the offences that are named after them in the same sentence.
#[derive(Debug)]
pub(crate) struct Citation {
    pub range: Range<usize>,
    pub articles: Vec<Article>,
    pub offences: Vec<String>,
}

/// The citations of 《刑法》 in a text that has it, up to the next statute or the end of the sentence.
fn criminal_citations(text: &str, mentions: &[Mention]) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::new();
    // every name of it ends so, and an alias stands beside one
    if !has(text, "刑法") {
        return out;
    }
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| m.statute == CRIMINAL_LAW && !m.articles.is_empty()) {
        let limit = mentions.get(i + 1).map_or(text.len(), |n| n.start);
        let end = text[m.end..limit].find(['。', '；', ';']).map_or(limit, |i| m.end + i);
        let mut offences = Vec::new();
        let mut last = m.end;
        for (at, mark) in text[m.end..end].match_indices('罪') {
            let close = m.end + at + mark.len();
            let words = text[last..close].char_indices().rev().take(*LONGEST_OFFENCE);
            let longest = words.filter(|&(from, _)| is_offence(&text[last + from..close])).last();
            if let Some((from, _)) = longest {
                offences.push(text[last + from..close].to_owned());
                last = close;
            }
        }
        if !offences.is_empty() {
            out.push(Citation { range: m.start..last, articles: m.articles.clone(), offences });
        }
    }
    out
}

/// Reads the legal texts of a document.
pub(crate) fn read(folded: &Folded, hits: &Hits) -> Found {
    let text = &*folded.text;
    let mut found = Found::default();
    if !ANY.is_match(text) {
        return found;
    }
    let reader = Reader { folded, hits, text, mentions: mentions(text, hits) };
    found.citations = criminal_citations(text, &reader.mentions);
    let ends = sentence_ends(folded);
    let markers = markers(folded);
    for (i, &(start, number)) in markers.iter().enumerate() {
        let next = markers.get(i + 1);
        let range = start..next.map_or(text.len(), |n| n.0);
        let last = next.is_none_or(|n| n.1 != number + 1);
        if let Some(end) = reader.item_end(&range, last, &ends) {
            let label = MARKER.find(&text[start..end]).map_or(0, |m| m.end());
            found.provisions.push(reader.provision(Some(number), start, &(start + label..end)));
            found.zones.push(start..end);
        }
    }
    let mut gaps = Vec::new();
    let mut from = 0;
    for zone in &found.zones {
        gaps.push(from..zone.start);
        from = zone.end;
    }
    gaps.push(from..text.len());
    for s in gaps.into_iter().filter(|g| !g.is_empty()).flat_map(|g| split(g, &ends)) {
        let (zone, provision) = reader.judge(&s);
        if provision {
            found.provisions.push(reader.provision(None, s.start, &s));
        }
        if zone {
            found.zones.push(s);
        }
    }
    found.zones.sort_by_key(|z| z.start);
    found.provisions.sort_by_key(|p| p.span.start());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::STANDARD;

    fn penalty(p: &Penalty) -> (&'static str, Option<u64>, Option<u64>, Option<&str>, bool) {
        let low = p.min_yuan.or(p.min_days.or(p.min_months).map(u64::from));
        let high = p.max_yuan.or(p.max_days.or(p.max_months).map(u64::from));
        (p.kind.code(), low, high, p.condition.as_deref(), p.optional)
    }

    fn citations(c: &Consequence) -> Vec<(u32, Option<u32>, Option<u32>)> {
        c.articles.iter().filter_map(|a| Some((a.article?, a.sub, a.paragraph))).collect()
    }

    const LEAFLET: &str = "1、在河道内倾倒垃圾，经劝阻无效的\n违反《中华人民共和国消防法》（以下简称《消防法》）第六十条第一款，处警告或者五百元以下罚款；情节严重的，处5日以上10日以下拘留，可以并处1000元以上2万元以下罚款。\n2.冒充工作人员骗取财物的\n可能涉嫌《刑法》第二百六十六条、第二百九十一条之一，构成诈骗罪或者编造、故意传播虚假信息罪。\n3、擅自占用通道的\n依照《消防法》第六十条至第六十二条，由消防救援机构责令改正。\n散会。给予段启衡党内警告处分。";

    fn check(source: &str) {
        let folded = Folded::new(source);
        let found = read(&folded, &STANDARD.hits(&folded));
        assert_eq!(found.provisions.iter().map(|p| p.number).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
        let [first, second, third] = &found.provisions[..] else { panic!("three items") };
        assert_eq!(first.conduct.replace('，', ","), "在河道内倾倒垃圾,经劝阻无效的");
        let [fire] = &first.consequences[..] else { panic!("{first:?}") };
        assert_eq!(fire.statute.as_deref(), Some("中华人民共和国消防法"));
        assert_eq!(citations(fire), [(60, None, Some(1))]);
        assert_eq!(
            fire.penalties.iter().map(penalty).collect::<Vec<_>>(),
            [
                ("warning", None, None, None, false),
                ("fine", None, Some(500), None, false),
                ("detention", Some(5), Some(10), Some("情节严重的"), false),
                ("fine", Some(1000), Some(20_000), Some("情节严重的"), true),
            ]
        );
        let [fraud] = &second.consequences[..] else { panic!("{second:?}") };
        assert_eq!(citations(fraud), [(266, None, None), (291, Some(1), None)]);
        assert_eq!(fraud.offences, ["诈骗罪", "编造、故意传播虚假信息罪"]);
        assert_eq!(citations(&third.consequences[0]), [(60, None, None), (61, None, None), (62, None, None)]);
        assert_eq!(third.consequences[0].penalties[0].kind, PenaltyKind::OrderToCorrect);
        assert!(found.zones.iter().all(|z| !folded.text[z.clone()].contains("段启衡")));
    }

    fn found(source: &str) -> Found {
        let folded = Folded::new(source);
        read(&folded, &STANDARD.hits(&folded))
    }

    #[test]
    fn reads_numbered_items_however_the_lines_break() {
        check(LEAFLET);
        check(&LEAFLET.replace('\n', ""));
        check(&LEAFLET.replace('\n', "\r\n\r\n"));
        check(&LEAFLET.replace('，', ",").replace('；', ";"));
    }

    #[test]
    fn reads_a_sentence_without_number() {
        let found = found(
            "近日天气转冷。在禁放区燃放烟花的，依照《治安管理处罚法》第三十条，处十日以上十五日以下拘留；情节较轻的，处五日以下拘留。请互相转告。",
        );
        let [p] = &found.provisions[..] else { panic!("{found:?}") };
        assert_eq!((p.number, p.conduct.as_str()), (None, "在禁放区燃放烟花的"));
        let rows: Vec<_> = p.consequences[0].penalties.iter().map(penalty).collect();
        assert_eq!(
            rows,
            [("detention", Some(10), Some(15), None, false), ("detention", None, Some(5), Some("情节较轻的"), false)]
        );
        assert_eq!(found.zones.len(), 1);
    }

    #[test]
    fn a_quoted_rule_is_a_zone_only() {
        let found = found(
            "《中国共产党纪律处分条例》第九十七条规定，公车私用，情节较重的，给予警告或者严重警告处分；情节严重的，给予撤销党内职务处分。",
        );
        assert!(found.provisions.is_empty());
        assert_eq!(found.zones.len(), 1);
    }

    #[test]
    fn a_decision_is_no_legal_text() {
        for source in [
            "段启衡身为党员干部，构成职务违法并涉嫌受贿犯罪。依据《中国共产党纪律处分条例》《中华人民共和国监察法》等有关规定，经研究，决定给予段启衡开除党籍处分；将其涉嫌犯罪问题移送检察机关依法审查起诉。",
            "1.青浔区水务局局长段启衡违反《招标投标法》第四十九条，收受礼金，情节严重，决定给予其留党察看一年处分。2.副局长温砚秋因犯受贿罪，被判处有期徒刑三年，并处罚金二十万元。",
            "该公司违反《安全生产法》第一百零九条，处以80万元罚款，建议移送司法机关追究刑事责任。",
            "经查，温某某的行为已违反《治安管理处罚法》第五十条，被处以行政拘留五日。",
            "1.局长段启衡违反《治安管理处罚法》，由公安机关予以行政处罚，党内警告。2.副局长温砚秋打牌，由县公安局给予行政处罚。",
            "法院以重大责任事故罪判处温砚秋有期徒刑三年以上。",
        ] {
            let found = found(source);
            assert!(found.provisions.is_empty() && found.zones.is_empty(), "{source}: {found:?}");
        }
    }

    #[test]
    fn tables_are_sound() {
        assert!(OFFENCES.len() > 400 && OFFENCES.keys().all(|n| n.ends_with('罪')));
        let none = HashMap::new();
        assert_eq!(resolve("刑法", &none).as_deref(), Some(CRIMINAL_LAW));
        assert_eq!(resolve("湿地保护法", &none).as_deref(), Some("中华人民共和国湿地保护法"));
        assert_eq!(resolve("青浔市养犬管理条例", &none).as_deref(), Some("青浔市养犬管理条例"));
        assert_eq!(resolve("秋日", &none), None);
    }
}
