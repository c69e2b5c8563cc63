//! Parquet: a folder with one file per table.

use super::flat::{self, Cell, Kind, Labels, Table, View, TABLES};
use super::offsets::Unit;
use crate::args::OutputArgs;
use crate::beside::Beside;
use crate::document::Document;
use crate::sink::Sink;
use crate::target::{Refusal, EXISTS};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A row group is written when about this many bytes of cells are held.
const GROUP_BYTES: usize = 8 << 20;

pub struct Parquet {
    beside: Beside,
    files: Vec<TableFile>,
    documents: i64,
    labels: Labels,
    unit: Unit,
    with_text: bool,
}

impl Parquet {
    pub fn create(output: &OutputArgs, labels: Labels, unit: Unit, with_text: bool) -> Result<Self, Refusal> {
        let place = output.place()?;
        match fs::metadata(place) {
            Ok(about) if !about.is_dir() => return Err(Refusal::Usage("is no folder; name one".to_string())),
            Ok(_) if !output.force => return Err(Refusal::Usage(EXISTS.to_string())),
            _ => {}
        }
        let beside = Beside::new(place)?;
        let folder = beside.path();
        fs::create_dir(&folder)?;
        let files = TABLES.iter().map(|table| TableFile::create(&folder, table, labels)).collect::<io::Result<_>>()?;
        Ok(Self { beside, files, documents: 0, labels, unit, with_text })
    }
}

impl Sink for Parquet {
    fn write(&mut self, document: Document) -> io::Result<()> {
        self.documents += 1;
        let view = View::new(&document, self.unit, self.with_text);
        for (file, table) in self.files.iter_mut().zip(TABLES) {
            for row in flat::rows(table, &view, self.labels) {
                file.push(self.documents, &row)?;
            }
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        self.files.into_iter().try_for_each(TableFile::finish)?;
        self.beside.commit()
    }
}

struct TableFile {
    writer: SerializedFileWriter<File>,
    columns: Vec<Buffer>,
    bytes: usize,
}

/// The cells of one column of the coming row group; empty cells have level 0 and no value.
struct Buffer {
    values: Values,
    levels: Vec<i16>,
}

enum Values {
    Int(Vec<i64>),
    Bool(Vec<bool>),
    Text(Vec<ByteArray>),
}

impl TableFile {
    fn create(folder: &Path, table: &Table, labels: Labels) -> io::Result<Self> {
        let file = File::create_new(folder.join(format!("{}.parquet", table.name)))?;
        let mut heads = flat::heads(table, labels);
        heads.insert(0, ("document_id".to_string(), Kind::Int));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(file, schema(table.name, &heads)?, Arc::new(properties))?;
        let columns = heads.iter().map(|(_, kind)| Buffer { values: Values::new(*kind), levels: Vec::new() }).collect();
        Ok(Self { writer, columns, bytes: 0 })
    }

    fn push(&mut self, document: i64, row: &[Cell]) -> io::Result<()> {
        let id = Cell::Int(document);
        for (column, cell) in self.columns.iter_mut().zip([&id].into_iter().chain(row)) {
            let known = match (&mut column.values, cell) {
                (_, Cell::Null) => false,
                (Values::Int(values), Cell::Int(number)) => {
                    values.push(*number);
                    true
                }
                (Values::Bool(values), Cell::Bool(value)) => {
                    values.push(*value);
                    true
                }
                (Values::Text(values), cell) => {
                    let words = cell.words().unwrap_or_default();
                    self.bytes += words.len() + size_of::<ByteArray>();
                    values.push(words.into());
                    true
                }
                _ => unreachable!("the tables say what a column holds"),
            };
            column.levels.push(i16::from(known));
            self.bytes += size_of::<i64>();
        }
        if self.bytes >= GROUP_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let mut writer = group.next_column()?.ok_or(ParquetError::General("a column is missing".to_string()))?;
            let levels = Some(&column.levels[..]);
            match &mut column.values {
                Values::Int(values) => {
                    writer.typed::<Int64Type>().write_batch(values, levels, None)?;
                    values.clear();
                }
                Values::Bool(values) => {
                    writer.typed::<BoolType>().write_batch(values, levels, None)?;
                    values.clear();
                }
                Values::Text(values) => {
                    writer.typed::<ByteArrayType>().write_batch(values, levels, None)?;
                    values.clear();
                }
            }
            writer.close()?;
            column.levels.clear();
        }
        group.close()?;
        self.bytes = 0;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}

impl Values {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(Vec::new()),
            Kind::Bool => Self::Bool(Vec::new()),
            Kind::Text | Kind::Code => Self::Text(Vec::new()),
        }
    }
}

fn schema(name: &str, heads: &[(String, Kind)]) -> io::Result<TypePtr> {
    let fields = heads.iter().map(|(name, kind)| {
        let (physical, logical) = match kind {
            Kind::Int => (Physical::INT64, None),
            Kind::Bool => (Physical::BOOLEAN, None),
            Kind::Text | Kind::Code => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(field))
    });
    let fields = fields.collect::<Result<Vec<_>, ParquetError>>()?;
    Ok(Arc::new(Type::group_type_builder(name).with_fields(fields).build()?))
}
