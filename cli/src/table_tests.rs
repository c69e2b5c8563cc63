use super::*;
use tongbao::{
    Basis, Diagnostic, DiagnosticCode, Measure, Organization, OrganizationKind, PenaltyKind, Person, Provision,
    Statistic,
};
use unicode_width::UnicodeWidthStr;

const TEXT: &str = "第一行\n给予段启衡处分。";

fn post(unit: &str, title: &str, status: PostStatus) -> Post {
    Post {
        unit: unit.into(),
        title: title.into(),
        status,
        level: None,
        rank: None,
        restored: false,
        span: Span::default(),
    }
}

fn person(name: &str, role: Role, posts: Vec<Post>) -> Person {
    Person {
        name: name.into(),
        role,
        aliases: vec![],
        gender: None,
        ethnicity: None,
        born: None,
        native_place: None,
        education: None,
        joined_party: None,
        began_work: None,
        notes: vec![],
        posts,
        career: vec![],
        mentions: vec![],
    }
}

fn record(target: Target, measure: Measure) -> MeasureRecord {
    MeasureRecord {
        target,
        measure,
        label: measure.label_zh().into(),
        term_months: None,
        suspended_months: None,
        amount_yuan: None,
        detail: None,
        status: MeasureStatus::Decided,
        basis: Basis::Explicit,
        decided_by: vec!["青浔区纪委".into()],
        approved_by: vec![],
        date: None,
        case: None,
        quote: String::new(),
        span: Span::default(),
        also: vec![],
        rule: "link/give-to".into(),
    }
}

fn full() -> Bulletin {
    let mut b = tongbao::parse("");
    b.id = "a.txt".into();
    b.text = TEXT.into();
    b.title = Some("关于两起典型问题的通报".into());
    b.date = Some("2024-05".into());
    b.people = vec![
        person(
            "段启衡",
            Role::Subject,
            vec![
                post("青浔区水务局", "党组书记", PostStatus::Current),
                post("青浔区住房和城乡建设管理委员会建筑工程质量安全监督站", "站长", PostStatus::Then),
            ],
        ),
        person("温砚", Role::Subject, vec![]),
        person("Li Wei", Role::Author, vec![]),
    ];
    let mut probation = record(Target::Person { person: 0 }, Measure::PartyProbation);
    probation.term_months = Some(12);
    let mut removal = record(Target::Person { person: 0 }, Measure::GovPostRemoval);
    removal.status = MeasureStatus::Proposed;
    let group = Target::Group { group: "其他责任人员".into(), count: Some(7) };
    b.measures = vec![
        probation,
        removal,
        record(Target::Person { person: 1 }, Measure::Admonition),
        record(Target::Organization { organization: 0 }, Measure::CirculatedCriticism),
        record(group.clone(), Measure::CriticismEducation),
        record(group, Measure::ReminderTalk),
    ];
    b.organizations = vec![Organization {
        name: "青浔区水务局党组".into(),
        kind: OrganizationKind::PartyCommittee,
        level: None,
        span: Span::default(),
    }];
    b.provisions = vec![provision()];
    b.statistics = vec![Statistic {
        count: 1200,
        approximate: true,
        who: "党员干部".into(),
        measure: Measure::CaseHandled,
        place: None,
        period: Some(Period { from: Some("2024-01".into()), to: Some("2024-03".into()) }),
        span: Span::default(),
    }];
    let start = TEXT.find("段启衡").unwrap();
    b.diagnostics = vec![Diagnostic {
        code: DiagnosticCode::UncertainName,
        message: "姓名\u{1b}[31m后界不定".into(),
        span: Span::new(start, start + 9),
    }];
    b
}

fn provision() -> Provision {
    Provision {
        number: Some(3),
        conduct: "非法携带".repeat(15),
        consequences: vec![Consequence {
            statute: Some("中华人民共和国治安管理处罚法".into()),
            articles: vec![Article { article: Some(32), sub: None, paragraph: Some(1), item: None }],
            condition: None,
            penalties: vec![Penalty {
                kind: PenaltyKind::Fine,
                condition: None,
                optional: true,
                min_yuan: None,
                max_yuan: Some(500),
                min_days: None,
                max_days: None,
                min_months: None,
                max_months: None,
            }],
            offences: vec!["非法携带危险物品罪".into()],
        }],
        span: Span::default(),
    }
}

/// Columns before `needle` in the first line that holds it after `head`.
fn column(out: &str, head: &str, needle: &str) -> usize {
    let section = &out[out.find(head).unwrap_or_else(|| panic!("no {head} in {out}"))..];
    let line = section.lines().find(|l| l.contains(needle)).unwrap_or_else(|| panic!("no {needle} in {section}"));
    line[..line.find(needle).unwrap()].width()
}

#[test]
fn chinese_columns_are_aligned() {
    let out = bulletin(&full());
    let measure = column(&out, "人员 People", "措施 Measure");
    for label in ["留党察看 1年", "政务撤职", "诫勉"] {
        assert_eq!(column(&out, "人员 People", label), measure, "{out}");
    }
    assert_eq!(column(&out, "人员 People", "建议"), column(&out, "人员 People", "状态 Status"));
    assert_eq!(column(&out, "其他人物", "作者"), column(&out, "其他人物", "角色 Role"));
    assert!(out.lines().all(|l| l.width() <= WIDTH && l == l.trim_end()), "{out}");
}

#[test]
fn every_section_is_shown() {
    let out = bulletin(&full());
    for text in [
        "== a.txt ==",
        "标题 Title   关于两起典型问题的通报",
        "日期 Date    2024-05",
        "青浔区水务局党组书记",
        "（时任）",
        "组织 Organisations",
        "批评教育",
        "谈话提醒",
        "第32条第1款",
        "可并处罚款 500元以下",
        "非法携带危险物品罪",
        "约1200",
        "2024-01 - 2024-03",
        "uncertain-name",
        "2:3",
    ] {
        assert!(out.contains(text), "{text} not in\n{out}");
    }
    assert_eq!(out.matches("其他责任人员").count(), 1, "a group stands once");
    assert!(!out.contains("批准"), "an empty column is left out");
    assert!(!out.contains("\n\n\n"), "an empty column leaves no lines");
    assert!(!out.contains("发布"), "no issuer, no line");
    assert!(!out.contains('\u{1b}'), "no escape sequences");
}

#[test]
fn an_empty_bulletin_says_so() {
    let mut b = tongbao::parse("");
    b.id = "-".into();
    assert_eq!(bulletin(&b), "== - ==\n未读出内容 nothing found\n");
}
