//! Parquet, one bulletin per row.

use super::{record, Body, Failure, Raw, Source, Stream};
use crate::args::Fields;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::fs::File;
use std::iter;
use std::panic::{catch_unwind, AssertUnwindSafe};

pub fn open(source: &Source, fields: &Fields) -> Result<Stream<'static>, Failure> {
    let name = source.name.clone();
    let Some(path) = &source.path else {
        return Err(Failure::new(&name, "Parquet cannot be read from standard input; name the file"));
    };
    let broken = |e| Failure::new(&name, format!("is no complete Parquet file ({e}); write it again"));
    let file = File::open(path).map_err(|e| Failure::io(&name, &e))?;
    let reader = guarded(|| SerializedFileReader::new(file)).map_err(broken)?;
    let about = reader.metadata().file_metadata();
    let columns: Vec<String> = about.schema_descr().columns().iter().map(|c| c.path().string()).collect();
    if let Some(reason) = record::missing(&columns, fields) {
        return Err(Failure { name, reason });
    }
    let bytes = source.bytes / u64::try_from(about.num_rows()).unwrap_or_default().max(1);
    let mut rows = reader.into_iter();
    let mut next = move || guarded(|| rows.next().map(|row| row.map(|row| row.to_json_value())).transpose());
    let mut line = 0;
    let mut ended = false;
    Ok(Box::new(iter::from_fn(move || {
        if ended {
            return None;
        }
        line += 1;
        let name = format!("{name}:{line}");
        Some(match next() {
            Ok(None) => return None,
            Ok(Some(Value::Object(row))) => Ok(Raw { name, bytes, body: Body::Row(row) }),
            Ok(Some(_)) => Err(Failure::new(&name, "is no row of named columns; write the file again")),
            // The reader would give the same error for ever.
            Err(e) => {
                ended = true;
                Err(Failure::new(&name, format!("could not be read ({e}); write the file again")))
            }
        })
    })))
}

/// The crate panics on some broken files. One bad input must not stop the others.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(ParquetError::General("broken metadata".to_string())))
}
