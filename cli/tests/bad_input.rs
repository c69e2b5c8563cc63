//! What cannot be read or written: each with its message and exit status.

mod common;

use common::{command, file, jsonl, run, TEXT};
use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::process::Stdio;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

fn zip(part: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn docx(xml: &[u8]) -> Vec<u8> {
    zip("word/document.xml", xml)
}

/// Files that cannot be read, or not in full: name, bytes, and what is said of it.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole_docx = docx(b"<w:document><w:p/></w:document>");
    let mut flipped = docx(b"<w:document><w:p/></w:document>");
    let entry = flipped.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    flipped[entry + 16] ^= 1; // the checksum
    let gbk = b"\xb8\xf8\xd3\xe8\xc7\xe0\xe4\xb1\xc7\xf8\xcb\xae\xce\xf1\xbe\xd6\xbe\xd6\xb3\xa4\xbe\xaf\xb8\xe6";
    vec![
        ("a.pdf", b"%PDF-1.7 ...".into(), "is a PDF; turn it into text first with `pdftotext"),
        ("named.txt", b"%PDF-1.7 ...".into(), "is a PDF"),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".into(), "old or encrypted Office file; save it as .docx"),
        ("locked.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".into(), "without a password"),
        ("archive.txt", zip("a.txt", b"a"), "is a zip archive; unpack it"),
        ("packed.txt", b"\x1F\x8B\x08".into(), "unpack it first with gunzip"),
        ("packed.jsonl", b"\x1F\x8B\x08".into(), "unpack it first with gunzip"),
        ("rich.txt", b"{\\rtf1".into(), "is RTF; save it as .docx or as plain text"),
        ("picture.txt", b"\x89PNG\r\n".into(), "is a picture"),
        ("photo.html", b"\xFF\xD8\xFF\xE0".into(), "is a picture"),
        ("rows.txt", b"PAR1....PAR1".into(), "read it with --input parquet"),
        ("nul.txt", b"a\0b".into(), "is binary (a NUL character at byte 1)"),
        ("program.txt", [b"\x7fELF".as_slice(), &[0; 64]].concat(), "is binary"),
        ("long.txt", vec![b'a'; 9 << 20], "more than 8 MiB in the text of one document; split it"),
        ("longer.txt", vec![b'a'; 33 << 20], "more than 32 MiB in one file; split it"),
        ("utf8.txt", [TEXT.as_bytes(), b"\xff"].concat(), "1 byte is not UTF-8 (the first at 60, counted from 0)"),
        ("cut.txt", gbk[..23].into(), "1 byte is not gb18030 (the first at 22, counted from 0) and was read as U+FFFD"),
        ("odd.txt", [b"\xFF\xFE".as_slice(), b"\x59\x7d\x59"].concat(), "not UTF-16LE (the first at 4"),
        ("book.xlsx", zip("xl/workbook.xml", b"<a/>"), "save a workbook as .csv"),
        ("empty.docx", b"".into(), "is no complete DOCX file"),
        ("flipped.docx", flipped, "is no complete DOCX file (Invalid checksum)"),
        ("cut.docx", whole_docx[..whole_docx.len() / 2].into(), "is no complete DOCX file"),
        ("text.docx", TEXT.into(), "is no complete DOCX file"),
        ("sheet.docx", zip("xl/workbook.xml", b"<a/>"), "without word/document.xml, so no Word document"),
        ("broken.docx", docx(b"<w:document><w:p></w:document>"), "is no complete DOCX file"),
        ("bomb.docx", docx(&vec![b' '; 40 << 20]), "more than 32 MiB in one document when unpacked"),
        ("bomb.html", "<div>".repeat(100_000).into(), "too many tags inside one another"),
        ("table.jsonl", "text,id\n甲,1\n".into(), ":1: not JSON at byte 2 of the line"),
        ("half.jsonl", b"{\"id\":".into(), ":1: not JSON at byte 6"),
        ("list.jsonl", b"[1]".into(), ":1: not a JSON object; each line must hold one, such as {\"id\""),
        ("deep.jsonl", b"[".repeat(100_000), ":1: not JSON at byte"),
        ("line.jsonl", vec![b' '; 100 << 20], ":1: holds more than 32 MiB in one line; split it"),
        (
            "field.jsonl",
            b"{\"body\":\"a\",\"meta\":{\"id\":1}}".into(),
            ":1: no field `text`; the fields are: `body`, `meta.id`",
        ),
        ("none.jsonl", b"{}".into(), ":1: no field `text`; the fields are: none; choose one with --text-field"),
        ("number.jsonl", b"{\"id\":1,\"text\":5}".into(), ":1: the field of the text is no string"),
        ("null.jsonl", b"{\"text\":null}".into(), ":1: the field of the text is no string"),
        ("half-pair.jsonl", b"{\"text\":\"\\ud800\"}".into(), ":1: not JSON at byte 16"),
        ("bytes.jsonl", b"{\"text\":\"\xE7\xBB\x99\xE4\xBA\x88\"}\n\xff\n".into(), ":2: not JSON"),
        (
            "names.csv",
            "标题,正文\n一,甲\n".into(),
            "no field `text`; the fields are: `标题`, `正文`; choose one with --text-field",
        ),
        ("semicolons.csv", b"id;text\n1;a\n".into(), "no field `text`; the fields are: `id;text`"),
        ("empty.csv", b"".into(), "no field `text`; the fields are: none"),
        ("ragged.csv", b"id,text\n1,a,b\n".into(), ":2: has 3 fields and the first line 2; put texts with commas"),
        (
            "quote.csv",
            [b"id,text\n1,\"".as_slice(), &vec![b'a'; 40 << 20]].concat(),
            "close the quotation mark that was left open",
        ),
        #[cfg(feature = "parquet")]
        ("cut.parquet", b"PAR1".into(), "is no complete Parquet file"),
        #[cfg(not(feature = "parquet"))]
        (
            "a.parquet",
            b"PAR1".into(),
            "is Parquet, which is not built into this program; build it with `--features parquet`",
        ),
    ]
}

#[test]
fn a_bad_file_is_named_with_its_reason_and_the_others_are_read() {
    let dir = TempDir::new().unwrap();
    let (first, last) = (file(&dir, "first.txt", TEXT), file(&dir, "last.txt", TEXT));
    for (name, bytes, reason) in bad_files() {
        let bad = file(&dir, name, bytes);
        let done = jsonl(&[&first, &bad, &last]);
        assert_eq!(done.status, 1, "{name}: {}", done.err);
        let line =
            done.err.lines().find(|line| line.contains(reason)).unwrap_or_else(|| panic!("{name}: {}", done.err));
        assert!(line.starts_with(&format!("tongbao: {bad}")), "{line}");
        assert!(done.err.ends_with("not read or not in full\n"), "{name}: {}", done.err);
        let ids = done.ids();
        assert_eq!((ids.first().unwrap().as_str(), ids.last().unwrap().as_str()), ("first.txt", "last.txt"), "{name}");
        fs::remove_file(bad).unwrap();
    }
}

#[test]
fn a_bad_row_is_named_and_the_others_are_read() {
    let dir = TempDir::new().unwrap();
    let rows =
        b"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\n[1]\n{\"id\":\"4\",\"text\":5}\n{\"id\":\"5\",\"text\":\"b\"}\n";
    let path = file(&dir, "in.jsonl", rows);
    let done = jsonl(&[&path]);
    assert_eq!((done.status, done.ids()), (1, vec!["1".to_string(), "5".to_string()]));
    let lines: Vec<&str> = done.err.lines().collect();
    for (line, at) in lines.iter().zip([2, 3, 4]) {
        assert!(line.starts_with(&format!("tongbao: {path}:{at}: ")), "{line}");
    }
    assert_eq!(lines[3..], ["tongbao: 2 documents read, 3 inputs not read or not in full"]);
    let table = file(&dir, "in.csv", "id,text\n1,a\n2\n3,c\n");
    let done = jsonl(&[&table]);
    assert_eq!((done.status, done.ids()), (1, vec!["1".to_string(), "3".to_string()]));
    assert!(done.err.starts_with(&format!("tongbao: {table}:3: has 1 fields")), "{}", done.err);
}

#[test]
fn undecodable_bytes_are_counted_and_the_text_is_read() {
    let dir = TempDir::new().unwrap();
    let rows =
        [b"{\"id\":\"1\",\"text\":\"", TEXT.as_bytes(), b"\"}\n{\"id\":\"2\",\"text\":\"a\xff\xffb\"}\n"].concat();
    let path = file(&dir, "in.jsonl", rows);
    let done = jsonl(&[&path]);
    assert_eq!((done.status, done.ids()), (1, vec!["1".to_string(), "2".to_string()]));
    assert_eq!(done.documents()[1]["text"], "a\u{fffd}\u{fffd}b");
    assert!(
        done.err.starts_with(&format!("tongbao: {path}: 2 bytes are not UTF-8 (the first at 100,")),
        "{}",
        done.err
    );
    let forced = jsonl(&["--encoding", "big5", &file(&dir, "a.txt", TEXT)]);
    assert_eq!(forced.status, 1);
    assert!(
        forced.err.contains("not Big5") && forced.err.contains("another encoding with --encoding"),
        "{}",
        forced.err
    );
    let stdin = run(&["parse"], b"\xff");
    assert_eq!(stdin.status, 1);
    assert!(stdin.err.starts_with("tongbao: -: 1 byte is not UTF-8"), "{}", stdin.err);
}

#[test]
fn what_is_not_found_is_named() {
    let dir = TempDir::new().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    fs::create_dir_all(at("none/inner")).unwrap();
    fs::create_dir(at("other")).unwrap();
    fs::write(at("other/a.xyz"), TEXT).unwrap();
    for (input, reason) in [
        (at("missing.txt"), "no such file; check the path"),
        (at("missing/"), "no such file; check the path"),
        (at("other/a.xyz/"), "no such file; check the path"),
        (at("none"), "no file in it that can be read (.txt, .html"),
        (at("other"), "name files of another ending by a glob with --input"),
        (at("*.html"), "no file matches; check the pattern"),
        (at("a***b"), "not a glob"),
    ] {
        let done = jsonl(&[&input]);
        assert_eq!((done.status, done.out.as_str()), (1, ""), "{input}");
        assert!(done.err.starts_with(&format!("tongbao: {input}: ")) && done.err.contains(reason), "{}", done.err);
    }
}

#[cfg(unix)]
#[test]
fn bad_links_in_a_folder_are_named() {
    use std::os::unix::fs::symlink;
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("a")).unwrap();
    file(&dir, "good.txt", TEXT);
    symlink("..", dir.path().join("a/loop")).unwrap();
    symlink("nowhere.txt", dir.path().join("dangling.txt")).unwrap();
    let done = jsonl(&[dir.path().to_str().unwrap()]);
    assert_eq!((done.status, done.ids()), (1, vec!["good.txt".to_string()]));
    assert!(done.err.contains("a/loop: a link back to a folder above it; remove the link"), "{}", done.err);
    assert!(done.err.contains("dangling.txt: no such file"), "{}", done.err);
}

#[test]
fn wrong_fields_of_a_row_are_explained() {
    let dir = TempDir::new().unwrap();
    let rows = file(&dir, "in.jsonl", "{\"nr\":{},\"text\":\"甲\"}\n");
    let table = file(&dir, "in.csv", "nr,text\n1,甲\n");
    for (args, reason) in [
        (["--id-field", "key", &rows], ":1: no field `key`; the fields are: `text`; choose one with --id-field"),
        (["--id-field", "nr", &rows], ":1: field `nr` is no string or number; choose another with --id-field"),
        (["--url-field", "link", &rows], ":1: no field `link`"),
        (
            ["--date-field", "day", &table],
            ": no field `day`; the fields are: `nr`, `text`; choose one with --date-field",
        ),
    ] {
        let done = jsonl(&args);
        assert_eq!((done.status, done.out.as_str()), (1, ""), "{args:?}");
        assert!(done.err.starts_with(&format!("tongbao: {}{reason}", args[2])), "{}", done.err);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_refused_before_anything_is_read() {
    let dir = TempDir::new().unwrap();
    let input = file(&dir, "a.txt", TEXT);
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    let there = file(&dir, "there.txt", "precious");
    for (output, status, reason) in [
        (&there, 2, "exists; choose another name, or replace it with --force"),
        (&dir.path().to_str().unwrap().to_string(), 2, "is a folder; name a file in it"),
        #[cfg(unix)]
        (&"/dev/null".to_string(), 2, "is no regular file; leave -o out"),
        (&at("missing/out.txt"), 1, "make the folder first"),
        (&format!("{input}/out.txt"), 1, "could not be written"),
    ] {
        for format in ["table", "jsonl"] {
            let done = run(&["parse", &input, "--format", format, "-o", output], b"");
            assert_eq!((done.status, done.out.as_str()), (status, ""), "{output}");
            assert!(done.err.starts_with(&format!("tongbao: {output}: ")) && done.err.contains(reason), "{}", done.err);
        }
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "precious");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left behind");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_and_leaves_no_output() {
    let dir = TempDir::new().unwrap();
    let input = file(&dir, "a.jsonl", format!("{{\"text\":\"{}\"}}\n", TEXT.repeat(20)).repeat(40));
    let mut full = command();
    full.args(["parse", &input]).stdout(File::options().write(true).open("/dev/full").unwrap()).stderr(Stdio::piped());
    let done = full.output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8(done.stderr).unwrap().starts_with("tongbao: standard output: could not be written"));
    // A limit on the size of files does to one file what a full disk does to all.
    let output = dir.path().join("out.txt");
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"";
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", script, env!("CARGO_BIN_EXE_tongbao"), "parse", &input, "-o"]).arg(&output);
    let done = limited.output().unwrap();
    let err = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{err}");
    assert!(
        err.contains("out.txt: could not be written") && err.contains("make room or choose another place"),
        "{err}"
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing but the input is left");
}

#[test]
fn wrong_usage_is_explained_with_status_2() {
    for (args, reason) in [
        (&["--encoding", "klingon"][..], "no such encoding; known are utf-8, gb18030"),
        (&["--encoding", "hz-gb-2312"], "no such encoding"),
        (&["--input", "xml"], "possible values: text, html, docx, jsonl, csv, parquet"),
        (&["--format", "xml"], "possible values: table, jsonl"),
        (&["--jobs", "0"], "--jobs"),
        (&["--force"], "--output"),
        (&["--resume"], "--output"),
        (&["--resume", "-o", "never.txt"], "--resume goes with --format jsonl"),
    ] {
        let done = run(&[&["parse"], args].concat(), b"");
        assert_eq!((done.status, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains(reason), "{}", done.err);
    }
}
