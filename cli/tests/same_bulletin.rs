//! One bulletin in every form that is read gives the same people, posts and measures.

mod common;

use common::{file, jsonl, run};
use encoding_rs::{BIG5, GB18030, GBK};
use serde_json::{json, Value};
use std::io::{Cursor, Write as _};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

const SIMPLIFIED: [&str; 3] = [
    "青浔区水务局党组书记、局长段启衡违规收受礼品礼金。2024年5月，段启衡受到党内严重警告处分。",
    "给予青浔区教育局副局长蔺知微留党察看一年、政务撤职处分。",
    "安澜县第二中学校长温砚秋公车私用，受到政务警告处分；违纪款项已收缴。",
];
/// Big5 has no simplified characters.
const TRADITIONAL: [&str; 3] = [
    "青潯區水務局黨組書記、局長段啟衡違規收受禮品禮金。2024年5月，段啟衡受到黨內嚴重警告處分。",
    "給予青潯區教育局副局長藺知微留黨察看一年、政務撤職處分。",
    "安瀾縣第二中學校長溫硯秋公車私用，受到政務警告處分；違紀款項已收繳。",
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn html(lines: &[&str]) -> String {
    let paragraphs: String = lines
        .iter()
        .map(|line| format!("<p>　　{}</p>\n", line.replace("受到", "<span>受到</span>\n<span></span>")))
        .collect();
    format!(
        "<html><head><meta charset=gb2312><title>通报_清风网</title></head><body><ul><li><a href=/>首页</a></ul>\
         <div class=TRS_Editor>{paragraphs}</div><p>【打印】【关闭】</p></body></html>"
    )
}

fn docx(lines: &[&str]) -> Vec<u8> {
    let paragraphs: String = lines
        .iter()
        .map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", line.replace("党内", "党内</w:t></w:r><w:r><w:t>")))
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[cfg(feature = "parquet")]
fn parquet(text: &str) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let schema = "message m { required group page { required binary body (UTF8); } }";
    let mut bytes = Vec::new();
    let schema = std::sync::Arc::new(parse_message_type(schema).unwrap());
    let mut file = SerializedFileWriter::new(&mut bytes, schema, std::sync::Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&[ByteArray::from(text)], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    file.close().unwrap();
    bytes
}

/// People, with their posts, and measures; where they stand in the text counts as well.
fn read(args: &[&str]) -> (Value, Value) {
    let done = jsonl(args);
    assert_eq!((done.status, done.err.as_str()), (0, ""), "{args:?}");
    let document = &done.documents()[0];
    (document["people"].clone(), document["measures"].clone())
}

/// Every form in which both scripts can be written.
fn all_forms(lines: [&str; 3]) {
    let dir = TempDir::new().unwrap();
    let text = lines.join("\n");
    let plain = read(&[&file(&dir, "utf8.txt", &text)]);
    assert_eq!(plain.0.as_array().unwrap().len(), 3, "{plain:?}");
    assert_eq!(plain.1.as_array().unwrap().len(), 5, "{plain:?}");
    let row = json!({ "text": text }).to_string();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("bom.txt", format!("\u{feff}{text}").into()),
        ("gb18030.txt", GB18030.encode(&text).0.into()),
        ("utf16le.txt", utf16(&text, u16::to_le_bytes)),
        ("utf16be.txt", utf16(&text, u16::to_be_bytes)),
        ("utf16bom.txt", utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("page.html", GBK.encode(&html(&lines)).0.into()),
        ("word.docx", docx(&lines)),
        ("table.csv", format!("id,text\n1,\"{text}\"\n").into()),
        ("gbk.csv", GBK.encode(&format!("id,text\n1,\"{text}\"\n")).0.into()),
        ("utf16.csv", utf16(&format!("\u{feff}id,text\n1,\"{text}\"\n"), u16::to_le_bytes)),
        ("row.jsonl", row.clone().into()),
        ("gbk.jsonl", GBK.encode(&row).0.into()),
    ];
    for (name, bytes) in forms {
        assert_eq!(read(&[&file(&dir, name, bytes)]), plain, "{name}");
    }
    let forced = file(&dir, "forced.txt", GB18030.encode(&text).0);
    assert_eq!(read(&["--encoding", "gbk", &forced]), plain);
    #[cfg(feature = "parquet")]
    assert_eq!(read(&["--text-field", "page.body", &file(&dir, "rows.parquet", parquet(&text))]), plain);
}

#[test]
fn simplified_in_every_form() {
    all_forms(SIMPLIFIED);
}

#[test]
fn traditional_in_every_form() {
    all_forms(TRADITIONAL);
    let dir = TempDir::new().unwrap();
    let text = TRADITIONAL.join("\n");
    let plain = read(&[&file(&dir, "utf8.txt", &text)]);
    assert_eq!(read(&[&file(&dir, "big5.txt", BIG5.encode(&text).0)]), plain);
    let page = html(&TRADITIONAL).replace("gb2312", "big5").replace("通报_清风网", "");
    assert_eq!(read(&[&file(&dir, "big5.html", BIG5.encode(&page).0)]), plain);
}

#[test]
fn the_text_that_spans_point_into_is_printed() {
    let dir = TempDir::new().unwrap();
    let path = file(&dir, "page.html", GBK.encode(&html(&SIMPLIFIED)).0);
    let document = &jsonl(&[&path]).documents()[0];
    assert_eq!(document["text"], SIMPLIFIED.join("\n"));
    assert_eq!(document["title"], "通报");
}

#[test]
fn standard_input_is_read_as_the_kind_that_is_named() {
    let page = GBK.encode(&html(&SIMPLIFIED)).0.into_owned();
    let done = run(&["parse", "--format", "jsonl", "--input", "html", "-"], &page);
    assert_eq!(done.documents()[0]["text"], SIMPLIFIED.join("\n"));
    let rows = run(&["parse", "--format", "jsonl", "--input", "csv"], "id,text\n1,甲\n2,乙\n".as_bytes());
    assert_eq!(rows.ids(), ["1", "2"]);
}
