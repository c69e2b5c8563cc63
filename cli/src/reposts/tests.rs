use super::*;
use tongbao::{Measure, Span, Statistic};

const NOTICE: &str = "关于3起典型问题的通报。给予青浔区水务局局长段启衡党内警告处分。经查，段启衡在河道整治工程中履职不力，\
    对施工单位监管不到位，造成不良影响。给予青浔区水务局副局长蔺知微政务记过处分。上述问题反映出少数党员干部纪律意识淡薄，\
    各级党组织要引以为戒，举一反三，压紧压实管党治党政治责任，持续加强作风建设，为高质量发展提供坚强保障。";

fn document(text: &str, date: Option<&str>) -> Document {
    let mut bulletin = tongbao::parse(text);
    bulletin.date = date.map(str::to_string);
    Document { bulletin, source: None, url: None }
}

/// The reason, when the second document is found to be the first.
fn repeats(first: &Document, second: &Document) -> Option<String> {
    let mut reposts = Reposts::default();
    assert!(reposts.find(Likeness::of(first)).is_none());
    reposts.find(Likeness::of(second)).map(|found| found.why)
}

#[test]
fn the_same_people_measures_and_dates_are_one_bulletin() {
    let told_again = "记者获悉，给予青浔区水务局局长段启衡党内警告处分，给予青浔区水务局副局长蔺知微政务记过处分。";
    let first = document(NOTICE, Some("2023-05-06"));
    for (date, same) in [(Some("2023-05-06"), true), (None, true), (Some("2023-06-01"), false)] {
        let why = repeats(&first, &document(told_again, date));
        assert_eq!(why.as_deref(), same.then_some("same people, measures and dates"), "{date:?}");
    }
    let other_post = told_again.replace("水务局局长", "住建局局长");
    assert_eq!(repeats(&first, &document(&other_post, Some("2023-05-06"))), None);
}

#[test]
fn nearly_the_same_text_is_one_bulletin() {
    let first = document(NOTICE, Some("2023-05-06"));
    let again = document(&format!("来源：青浔区纪委。{NOTICE}责任编辑见网站。"), Some("2023-05-09"));
    let why = repeats(&first, &again).unwrap();
    assert!(why.starts_with("nearly the same text (") && why.ends_with(" %)"), "{why}");
}

#[test]
fn another_name_post_measure_or_figure_in_the_same_words_is_another_bulletin() {
    let first = document(NOTICE, None);
    for (one, other) in [("段启衡", "温砚秋"), ("水务局局长", "住建局局长"), ("党内警告", "党内严重警告")]
    {
        assert_eq!(repeats(&first, &document(&NOTICE.replace(one, other), None)), None, "{other}");
    }
    let monthly = |count| {
        let mut document = document(
            "深入贯彻中央八项规定精神，持续纠治形式主义、官僚主义，通报曝光典型案例，形成有力震慑，推动党风政风持续向好。",
            None,
        );
        document.bulletin.statistics = vec![Statistic {
            count,
            approximate: false,
            who: String::new(),
            measure: Measure::CaseHandled,
            place: None,
            period: None,
            span: Span::new(0, 0),
        }];
        document
    };
    assert_eq!(repeats(&monthly(183), &monthly(201)), None);
    assert!(repeats(&monthly(183), &monthly(183)).is_some());
}

#[test]
fn empty_texts_are_not_one_another() {
    assert_eq!(repeats(&document("", None), &document("", None)), None);
    assert_eq!(repeats(&document("。", None), &document("，", None)), None);
}
