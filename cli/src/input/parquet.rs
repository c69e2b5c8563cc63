//! Parquet, one bulletin per row.

use super::{record, Body, Failure, Raw, Source, Stream};
use crate::args::Fields;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::fs::File;

pub fn open(source: &Source, fields: &Fields) -> Result<Stream<'static>, Failure> {
    let name = source.name.clone();
    let Some(path) = &source.path else {
        return Err(Failure::new(&name, "Parquet cannot be read from standard input; name the file"));
    };
    let broken = |e| Failure::new(&name, format!("is no complete Parquet file ({e}); write it again"));
    let file = File::open(path).map_err(|e| Failure::io(&name, &e))?;
    let reader = SerializedFileReader::new(file).map_err(broken)?;
    let about = reader.metadata().file_metadata();
    let columns: Vec<String> = about.schema_descr().columns().iter().map(|c| c.path().string()).collect();
    if let Some(reason) = record::missing(&columns, fields) {
        return Err(Failure { name, reason });
    }
    let each = source.bytes / u64::try_from(about.num_rows()).unwrap_or_default().max(1);
    let mut ended = false;
    let rows = reader.into_iter().enumerate().map_while(move |(at, row)| {
        if ended {
            return None;
        }
        let name = format!("{name}:{}", at + 1);
        Some(match row.map(|row| row.to_json_value()) {
            Ok(Value::Object(row)) => Ok(Raw { name, bytes: each, body: Body::Row(row) }),
            Ok(_) => Err(Failure::new(&name, "is no row of named columns; write the file again")),
            // The reader would give the same error for ever.
            Err(e) => {
                ended = true;
                Err(Failure::new(&name, format!("could not be read ({e}); write the file again")))
            }
        })
    });
    Ok(Box::new(rows))
}
