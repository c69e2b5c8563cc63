use super::*;
use std::collections::HashSet;

fn fixture() -> Document {
    let text = include_str!("../../../../fixtures/bulletins/covid-accountability-bulletin.txt");
    Document { bulletin: tongbao::parse(text), source: None, url: None }
}

#[test]
fn every_cell_is_of_the_kind_of_its_column() {
    let document = fixture();
    let view = View::new(&document, Unit::Byte, true);
    for table in tables::TABLES {
        for labels in [Labels::Zh, Labels::En, Labels::Both] {
            let heads = heads(table, labels);
            for row in rows(table, &view, labels) {
                assert_eq!(row.len(), heads.len(), "{}", table.name);
                for (cell, (name, kind)) in row.iter().zip(&heads) {
                    let fits = match cell {
                        Cell::Null => true,
                        Cell::Int(_) => *kind == Kind::Int,
                        Cell::Bool(_) => *kind == Kind::Bool,
                        Cell::Text(_) | Cell::Code { .. } => *kind == Kind::Text,
                    };
                    assert!(fits, "{}.{name}", table.name);
                }
            }
        }
    }
}

#[test]
fn labels_stand_beside_their_codes() {
    let document = fixture();
    let view = View::new(&document, Unit::Byte, true);
    let cells = |labels: Labels| -> Vec<(String, String)> {
        let row = rows(table("measures"), &view, labels).next().unwrap();
        let names = heads(table("measures"), labels).into_iter().map(|(name, _)| name);
        let cells = names.zip(row.iter().map(|c| c.words().unwrap_or_default().to_string()));
        cells.filter(|(name, _)| name.starts_with("status")).collect()
    };
    let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
    let (code, zh, en) =
        (pair("status", "decided"), pair("status_zh", "已决定"), pair("status_en", "decided or reported as done"));
    assert_eq!(cells(Labels::Zh), [code.clone(), zh.clone()]);
    assert_eq!(cells(Labels::En), [code.clone(), en.clone()]);
    assert_eq!(cells(Labels::Both), [code, zh, en]);
}

#[test]
fn column_names_are_unique() {
    for table in tables::TABLES {
        let names: HashSet<String> = heads(table, Labels::Both).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), heads(table, Labels::Both).len(), "{}", table.name);
    }
}
