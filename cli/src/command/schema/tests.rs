use super::schema;
use crate::document::Document;
use crate::out::jsonl;
use crate::out::offsets::Unit;
use serde_json::{json, Value};

fn line(document: Document, with_text: bool) -> Value {
    serde_json::from_str(&jsonl::line(document, Unit::Byte, with_text)).unwrap()
}

fn complaints(line: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    validator.iter_errors(line).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// A bulletin with something in every field.
fn full() -> Document {
    let span = json!([0, 3]);
    let value = json!({
        "schema": "tongbao/1", "ruleset": "0", "id": "x", "text": "段启衡", "title": "t", "issuer": "i",
        "date": "2023-05",
        "sections": [{ "heading": "h", "kind": "news", "issuer": "i", "date": "2023-05-06", "span": span }],
        "people": [{
            "name": "段启衡", "role": "subject", "aliases": ["a"], "gender": "男", "ethnicity": "汉族", "born": "1970",
            "native_place": "n", "education": "e", "joined_party": "1990-01", "began_work": "1991", "notes": ["n"],
            "posts": [{
                "unit": "u", "title": "t", "status": "then", "level": "county", "rank": "正处级", "restored": true,
                "span": span
            }],
            "career": [{ "from": "2010", "to": "2012-03", "unit": "u", "title": "t", "span": span }],
            "mentions": [span]
        }],
        "organizations": [{ "name": "o", "kind": "school", "level": "village", "span": span }],
        "measures": [
            { "target": { "person": 0 } }, { "target": { "organization": 0 } },
            { "target": { "group": "g", "count": 3 } }, { "target": { "group": "g", "count": null } }
        ],
        "cases": [{
            "number": 1, "title": "t", "subjects": [0], "violations": [{ "code": "c", "text": "t", "span": span }],
            "amounts": [{ "value": 5, "currency": "CNY", "approximate": false, "span": span }],
            "period": { "from": "2019", "to": null }, "span": span
        }],
        "provisions": [{
            "number": 1, "conduct": "c", "consequences": [{
                "statute": "s", "articles": [{ "article": 291, "sub": 1, "paragraph": null, "item": 2 }],
                "condition": "c", "penalties": [{ "kind": "fine", "condition": "c", "optional": true, "min_yuan": 1,
                "max_yuan": 2, "min_days": 3, "max_days": 4, "min_months": 5, "max_months": 6 }], "offences": ["o"]
            }], "span": span
        }],
        "statistics": [{
            "count": 12, "approximate": true, "who": "w", "measure": "case_handled", "place": "p",
            "period": { "from": "2022", "to": "2023" }, "span": span
        }],
        "diagnostics": [{ "code": "uncertain-name", "message": "m", "span": span }]
    });
    let mut value = value;
    for measure in value["measures"].as_array_mut().unwrap() {
        let rest = json!({
            "measure": "party_probation", "label": "l", "term_months": 12, "suspended_months": 6, "amount_yuan": 1,
            "detail": "d", "status": "proposed", "basis": "carried", "decided_by": ["b"], "approved_by": ["b"],
            "date": "2023", "case": 0, "quote": "q", "span": span, "also": [span], "rule": "r"
        });
        measure.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    }
    Document {
        bulletin: serde_json::from_value(value).unwrap(),
        source: Some("s".to_string()),
        url: Some("https://qingxun.example/".to_string()),
    }
}

#[test]
fn the_output_is_as_the_schema_says() {
    let text = include_str!("../../../../fixtures/bulletins/covid-accountability-bulletin.txt");
    let read = |text| Document { bulletin: tongbao::parse(text), source: None, url: None };
    for with_text in [true, false] {
        for document in [read(text), read(""), full()] {
            assert_eq!(complaints(&line(document, with_text)), Vec::<String>::new());
        }
    }
}

#[test]
fn what_is_missing_unknown_or_of_another_kind_is_refused() {
    let good = line(full(), true);
    let pointers =
        ["", "/people/0", "/people/0/posts/0", "/measures/2", "/cases/0", "/provisions/0/consequences/0/penalties/0"];
    for pointer in pointers {
        let mut more = good.clone();
        more.pointer_mut(pointer).unwrap()["unknown"] = json!(1);
        assert!(!complaints(&more).is_empty(), "{pointer}");
        for key in good.pointer(pointer).unwrap().as_object().unwrap().keys() {
            let mut less = good.clone();
            less.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
            assert!(!complaints(&less).is_empty(), "{pointer} {key}");
        }
    }
    for (pointer, value) in [
        ("/measures/0/measure", json!("party_warnings")),
        ("/measures/0/span", json!([1])),
        ("/measures/0/target", json!({ "person": -1 })),
        ("/date", json!("2023-5")),
        ("/people/0/posts/0/level", json!("")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!complaints(&bad).is_empty(), "{pointer}");
    }
}
