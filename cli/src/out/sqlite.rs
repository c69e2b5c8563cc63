//! `SQLite`: one database with all tables.

use super::flat::{self, Cell, Kind, Labels, Table, View, TABLES};
use super::offsets::Unit;
use crate::args::OutputArgs;
use crate::beside::Beside;
use crate::document::Document;
use crate::sink::Sink;
use crate::target::{self, Refusal};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{params_from_iter, Connection, ToSql};
use std::io;

/// Documents per transaction.
const BATCH: i64 = 500;

pub struct Sqlite {
    beside: Beside,
    connection: Connection,
    inserts: Vec<String>,
    documents: i64,
    labels: Labels,
    unit: Unit,
    with_text: bool,
}

impl Sqlite {
    pub fn create(output: &OutputArgs, labels: Labels, unit: Unit, with_text: bool) -> Result<Self, Refusal> {
        let place = output.place()?;
        target::check(place, output.force)?;
        let beside = Beside::new(place)?;
        let connection = Connection::open(beside.path()).map_err(io::Error::other)?;
        // A run that breaks off leaves no database behind, so nothing has to survive a crash.
        let mut setup = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;\n".to_string();
        TABLES.iter().for_each(|table| setup += &create(table, labels));
        connection.execute_batch(&(setup + "BEGIN;")).map_err(io::Error::other)?;
        let inserts = TABLES.iter().map(|table| insert(table, labels)).collect();
        Ok(Self { beside, connection, inserts, documents: 0, labels, unit, with_text })
    }

    fn add(&mut self, document: &Document) -> rusqlite::Result<()> {
        self.documents += 1;
        let view = View::new(document, self.unit, self.with_text);
        for (table, insert) in TABLES.iter().zip(&self.inserts) {
            let mut insert = self.connection.prepare_cached(insert)?;
            for mut row in flat::rows(table, &view, self.labels) {
                row.insert(0, Cell::Int(self.documents));
                insert.execute(params_from_iter(&row))?;
            }
        }
        if self.documents % BATCH == 0 {
            self.connection.execute_batch("COMMIT; BEGIN;")?;
        }
        Ok(())
    }
}

impl Sink for Sqlite {
    fn write(&mut self, document: Document) -> io::Result<()> {
        self.add(&document).map_err(io::Error::other)
    }

    fn finish(self) -> io::Result<()> {
        self.connection.execute_batch("COMMIT;").map_err(io::Error::other)?;
        self.connection.close().map_err(|(_, e)| io::Error::other(e))?;
        self.beside.commit()
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Code { code, .. } => ValueRef::Text(code.as_bytes()),
        }))
    }
}

/// The columns that tell the rows of one document apart.
fn keys(table: &str) -> &'static [&'static str] {
    match table {
        "people" => &["person_id"],
        "posts" => &["person_id", "post_id"],
        "cases" => &["case_id"],
        "measures" => &["measure_id"],
        "provisions" => &["provision_id", "consequence_id", "penalty_id"],
        "citations" => &["citation_id"],
        "statistics" => &["statistic_id"],
        "diagnostics" => &["diagnostic_id"],
        _ => &[],
    }
}

/// Columns that are the key of another table.
fn references(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "posts" => &[("person_id", "people")],
        "measures" => &[("person_id", "people"), ("case_id", "cases")],
        _ => &[],
    }
}

fn create(table: &Table, labels: Labels) -> String {
    let mut lines = vec!["\"document_id\" INTEGER NOT NULL".to_string()];
    lines.extend(flat::heads(table, labels).iter().map(|(name, kind)| {
        let kind = match kind {
            Kind::Int | Kind::Bool => "INTEGER",
            Kind::Text | Kind::Code => "TEXT",
        };
        format!("\"{name}\" {kind}")
    }));
    let keys: Vec<String> = ["document_id"].iter().chain(keys(table.name)).map(|key| format!("\"{key}\"")).collect();
    lines.push(format!("PRIMARY KEY ({})", keys.join(", ")));
    if table.name != "documents" {
        lines.push("FOREIGN KEY (\"document_id\") REFERENCES \"documents\"".to_string());
    }
    for (key, other) in references(table.name) {
        lines.push(format!("FOREIGN KEY (\"document_id\", \"{key}\") REFERENCES \"{other}\""));
    }
    format!("CREATE TABLE \"{}\" (\n  {}\n);\n", table.name, lines.join(",\n  "))
}

fn insert(table: &Table, labels: Labels) -> String {
    let places = vec!["?"; flat::heads(table, labels).len() + 1];
    format!("INSERT INTO \"{}\" VALUES ({})", table.name, places.join(", "))
}
