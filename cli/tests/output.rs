//! The formats, as the programs that take them see them.

mod common;

use common::{file, good, run};
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "😀给予青浔区水务局局长段启衡党内警告处分。给予安澜县教育局局长单砚秋留党察看一年处分。";

fn input(dir: &TempDir) -> String {
    file(dir, "a.txt", TEXT)
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn csv_has_a_row_per_measure_with_its_words() {
    let dir = TempDir::new().unwrap();
    let out = good(&["parse", "--format", "csv", "--labels", "zh", &input(&dir), &input(&dir)]);
    let rows: Vec<&str> = out.lines().collect();
    assert!(rows[0].starts_with("document,measure_id,target_kind,person_id,target,"), "{}", rows[0]);
    assert_eq!(rows.len(), 5, "one head for all documents: {out}");
    assert!(
        rows[1].starts_with("a.txt,0,person,0,段启衡,,青浔区水务局局长,party_warning,党内警告,party,"),
        "{}",
        rows[1]
    );
    assert!(rows[2].contains(",留党察看一年,") && rows[2].contains(",explicit,直接,"), "{}", rows[2]);
}

#[test]
fn csv_rows_can_be_other_things() {
    let dir = TempDir::new().unwrap();
    for (rows, head, count) in [
        ("people", "document,person_id,name,", 2),
        ("posts", "document,person_id,post_id,name,unit,title,", 2),
        ("statistics", "document,statistic_id,count,", 0),
        ("provisions", "document,provision_id,consequence_id,penalty_id,", 0),
    ] {
        let out = good(&["parse", "--format", "csv", "--rows", rows, &input(&dir)]);
        assert!(out.starts_with(head), "{out}");
        assert_eq!(out.lines().count(), count + 1, "{out}");
    }
}

#[test]
fn the_text_can_be_left_out() {
    let dir = TempDir::new().unwrap();
    let out = good(&["parse", "--format", "jsonl", "--no-text", &input(&dir)]);
    assert_eq!(lines(&out)[0]["text"], Value::Null);
    let whole = good(&["parse", "--format", "jsonl", &input(&dir)]);
    assert_eq!(lines(&out)[0]["measures"], lines(&whole)[0]["measures"]);
}

#[test]
fn offsets_count_what_is_asked_for() {
    let dir = TempDir::new().unwrap();
    let characters: Vec<char> = TEXT.chars().collect();
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    for unit in ["byte", "char", "utf16"] {
        let line = &lines(&good(&["parse", "--format", "jsonl", "--offsets", unit, &input(&dir)]))[0];
        let slice = |span: &Value| {
            let [start, end] = [0, 1].map(|n| usize::try_from(span[n].as_u64().unwrap()).unwrap());
            match unit {
                "byte" => TEXT[start..end].to_string(),
                "char" => characters[start..end].iter().collect(),
                _ => String::from_utf16(&units[start..end]).unwrap(),
            }
        };
        for measure in line["measures"].as_array().unwrap() {
            assert_eq!(slice(&measure["span"]), measure["quote"].as_str().unwrap(), "{unit}");
        }
        for person in line["people"].as_array().unwrap() {
            assert_eq!(slice(&person["mentions"][0]), person["name"].as_str().unwrap(), "{unit}");
        }
    }
}

#[test]
fn entities_point_at_one_another_and_say_why() {
    let dir = TempDir::new().unwrap();
    let out = good(&["parse", "--format", "ftm", &input(&dir)]);
    assert_eq!(out, good(&["parse", "--format", "ftm", &input(&dir)]), "ids are the same in every run");
    let entities = lines(&out);
    let of = |schema: &str| entities.iter().filter(|e| e["schema"] == schema).collect::<Vec<_>>();
    let article = of("Article")[0];
    let person = of("Person").into_iter().find(|e| e["properties"]["name"][0] == "单砚秋").unwrap();
    assert_eq!(person["properties"]["alias"][0], "Shàn Yànqiū");
    assert_eq!(person["properties"]["topics"][0], "reg.action");
    let sanction = of("Sanction").into_iter().find(|e| e["properties"]["entity"][0] == person["id"]).unwrap();
    assert_eq!(sanction["properties"]["summary"][0], "给予安澜县教育局局长单砚秋留党察看一年处分。");
    assert_eq!(sanction["properties"]["provisions"][0], "留党察看 12个月");
    assert_eq!(sanction["properties"]["proof"][0], article["id"]);
    for schema in ["Position", "Occupancy", "PublicBody", "Documentation"] {
        assert!(!of(schema).is_empty(), "no {schema}");
    }
}

#[test]
fn firms_are_companies_and_other_bodies_public() {
    let dir = TempDir::new().unwrap();
    let text = "给予临浦市水务集团有限公司董事长段启衡党内警告处分。给予安澜县第一中学校长蔺知微党内警告处分。";
    let entities = lines(&good(&["parse", "--format", "ftm", &file(&dir, "a.txt", text)]));
    for (name, schema) in [("临浦市水务集团有限公司", "Company"), ("安澜县第一中学", "PublicBody")] {
        let body = entities.iter().find(|e| e["properties"]["name"][0] == name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(body["schema"], schema, "{name}");
    }
}

#[test]
fn only_what_was_decided_gives_a_topic() {
    let dir = TempDir::new().unwrap();
    for (text, topics) in [
        ("给予青浔区水务局局长段启衡党内警告处分。", Some("reg.action")),
        ("青浔区水务局局长段启衡接受纪律审查和监察调查。", Some("poi")),
        ("青浔区水务局局长段启衡因犯受贿罪，被判处有期徒刑三年。", Some("crime")),
        ("建议给予青浔区水务局局长段启衡党内警告处分。", None),
    ] {
        let entities = lines(&good(&["parse", "--format", "ftm", &file(&dir, "a.txt", text)]));
        let person = entities.iter().find(|e| e["schema"] == "Person").unwrap_or_else(|| panic!("nobody in {text}"));
        let given: Vec<&str> =
            person["properties"]["topics"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(given, topics.into_iter().collect::<Vec<_>>(), "{text}");
        assert!(entities.iter().any(|e| e["schema"] == "Sanction"), "{text}");
    }
}

#[test]
fn no_output_shows_a_name_that_is_to_be_hidden() {
    let dir = TempDir::new().unwrap();
    for command in [
        "parse --format table",
        "parse --format jsonl",
        "parse --format csv",
        "parse --format ftm",
        "report",
        "explain",
    ] {
        let file = input(&dir);
        let output =
            |option: &[&str]| good(&[&command.split(' ').collect::<Vec<_>>(), option, &[file.as_str()]].concat());
        let shown = output(&[]);
        assert!(shown.contains("段启衡"), "{shown}");
        let hidden = output(&["--pseudonymise"]);
        for name in ["段启衡", "单砚秋", "Shàn"] {
            assert!(!hidden.contains(name), "{hidden}");
        }
        assert_ne!(hidden, output(&["--pseudonymise=secret"]));
    }
}

#[test]
fn an_option_of_another_format_is_wrong_usage() {
    for (args, reason) in [
        (&["--rows", "people"][..], "--rows goes with --format csv"),
        (&["--format", "jsonl", "--excel"], "--excel goes with --format csv"),
        (&["--format", "csv", "--no-text"], "--no-text goes with --format jsonl, ftm"),
        (&["--format", "ftm", "--offsets", "char"], "--offsets goes with --format jsonl, csv"),
        (&["--labels", "en"], "--labels goes with --format csv"),
    ] {
        let done = run(&[&["parse", "-"], args].concat(), b"");
        assert_eq!((done.status, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains(reason), "{}", done.err);
    }
}

#[cfg(any(feature = "parquet", feature = "sqlite"))]
#[test]
fn what_is_no_stream_needs_a_place_that_is_free() {
    let dir = TempDir::new().unwrap();
    let there = file(&dir, "there", "precious");
    let folder = dir.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("mine.txt"), "precious").unwrap();
    let folder = folder.to_str().unwrap();
    let formats: &[(&str, &str, &str)] = &[
        #[cfg(feature = "parquet")]
        ("parquet", "there: is no folder; name one", "folder: exists; choose another name"),
        #[cfg(feature = "sqlite")]
        ("sqlite", "there: exists; choose another name", "folder: is a folder; name a file in it"),
    ];
    for (format, file_refused, folder_refused) in formats {
        for (place, reason) in [
            (&[][..], "standard output: cannot take this format; name a place with -o"),
            (&["-o", &there], file_refused),
            (&["-o", folder], folder_refused),
        ] {
            let done = run(&[&["parse", "--format", format, "-"], place].concat(), b"");
            assert_eq!((done.status, done.out.as_str()), (2, ""));
            assert!(done.err.contains(reason), "{}", done.err);
        }
        let place = dir.path().join(format);
        for force in [&[][..], &["--force"]] {
            let done = run(
                &[&["parse", "--format", format, "-o", place.to_str().unwrap(), &input(&dir)], force].concat(),
                b"",
            );
            assert_eq!((done.status, done.err.as_str()), (0, "tongbao: 1 document read\n"));
        }
    }
    #[cfg(feature = "parquet")]
    assert_eq!(run(&["parse", "--format", "parquet", "-o", folder, "--force", &input(&dir)], b"").status, 0);
    assert_eq!(std::fs::read_to_string(dir.path().join("folder/mine.txt")).unwrap(), "precious");
    let hidden = std::fs::read_dir(dir.path())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().as_encoded_bytes()[0] == b'.');
    assert_eq!(hidden.count(), 0, "nothing is left beside");
}

#[cfg(feature = "sqlite")]
#[test]
fn sqlite_joins_what_belongs_together() {
    let dir = TempDir::new().unwrap();
    let place = dir.path().join("out.db");
    good(&["parse", "--format", "sqlite", "--quiet", "-o", place.to_str().unwrap(), &input(&dir), &input(&dir)]);
    let base = rusqlite::Connection::open(&place).unwrap();
    let query = "SELECT d.document_id, d.id, p.name, s.unit, m.quote, m.term_months FROM measures m \
                 JOIN people p USING (document_id, person_id) JOIN posts s USING (document_id, person_id) \
                 JOIN documents d USING (document_id) WHERE m.measure = 'party_probation' ORDER BY 1";
    let mut query = base.prepare(query).unwrap();
    let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)));
    let rows: Vec<(i64, String, String, String, String, i64)> = rows.unwrap().map(Result::unwrap).collect();
    let words = |n| {
        let [id, name, unit, quote] = ["a.txt", "单砚秋", "安澜县教育局", "留党察看一年"].map(str::to_string);
        (n, id, name, unit, quote, 12)
    };
    assert_eq!(rows, [words(1), words(2)]);
    let broken = base.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!broken, "every key of another table is there");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_a_file_per_table() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    let dir = TempDir::new().unwrap();
    let place = dir.path().join("out");
    good(&["parse", "--format", "parquet", "--quiet", "--labels", "en", "-o", place.to_str().unwrap(), &input(&dir)]);
    let open = |table: &str| {
        SerializedFileReader::new(std::fs::File::open(place.join(format!("{table}.parquet"))).unwrap()).unwrap()
    };
    let people: Vec<_> = open("people").get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(people.len(), 2);
    assert_eq!((people[1].get_long(0).unwrap(), people[1].get_string(2).unwrap().as_str()), (1, "单砚秋"));
    for (table, rows) in [("documents", 1), ("posts", 2), ("measures", 2), ("provisions", 0)] {
        assert_eq!(open(table).metadata().file_metadata().num_rows(), rows, "{table}");
    }
    for table in ["cases", "citations", "statistics", "diagnostics"] {
        open(table);
    }
}
