//! A row of a table as a text.

use crate::args::Fields;
use crate::document::Plain;
use serde_json::{Map, Value};

type Row = Map<String, Value>;

/// Names that are listed when one is wrong.
const MOST_NAMES: usize = 40;

/// The text of a row and what its other fields say of it; `place` names a row that has no id.
pub fn plain(row: &Row, fields: &Fields, place: &str) -> Result<Plain, String> {
    let names = || names_of(row, "");
    let text = required(row, fields.text_field.as_deref().unwrap_or("text"), "--text-field", names)?;
    let Value::String(text) = text else {
        return Err("the field of the text is no string; choose another with --text-field".to_string());
    };
    let id = match &fields.id_field {
        Some(name) => required(row, name, "--id-field", names)?,
        None => field(row, "id").unwrap_or(&Value::Null),
    };
    let id = match (short(id), &fields.id_field) {
        (Some(id), _) => id,
        (None, None) => place.to_string(),
        (None, Some(name)) => {
            return Err(format!("field `{name}` is no string or number; choose another with --id-field"))
        }
    };
    let optional = |given: &Option<String>, usual, option| match given {
        Some(name) => required(row, name, option, names).map(short),
        None => Ok(field(row, usual).and_then(short)),
    };
    Ok(Plain {
        id,
        text: text.clone(),
        title: optional(&fields.title_field, "title", "--title-field")?,
        date: optional(&fields.date_field, "date", "--date-field")?.as_deref().and_then(super::date::iso),
        source: optional(&fields.source_field, "source", "--source-field")?,
        url: optional(&fields.url_field, "url", "--url-field")?,
    })
}

/// What is wrong with the fields that are asked for in a table whose columns are known.
pub fn missing(columns: &[String], fields: &Fields) -> Option<String> {
    let text = fields.text_field.as_deref().unwrap_or("text");
    let others = [
        (&fields.id_field, "--id-field"),
        (&fields.title_field, "--title-field"),
        (&fields.date_field, "--date-field"),
        (&fields.source_field, "--source-field"),
        (&fields.url_field, "--url-field"),
    ];
    let asked = others.into_iter().filter_map(|(name, option)| Some((name.as_deref()?, option)));
    std::iter::once((text, "--text-field"))
        .chain(asked)
        .find(|(name, _)| !columns.iter().any(|c| c == name))
        .map(|(name, option)| no_field(name, columns, option))
}

fn required<'a>(row: &'a Row, name: &str, option: &str, names: impl Fn() -> Vec<String>) -> Result<&'a Value, String> {
    field(row, name).ok_or_else(|| no_field(name, &names(), option))
}

fn no_field(name: &str, there: &[String], option: &str) -> String {
    let listed: Vec<String> = there.iter().take(MOST_NAMES).map(|n| format!("`{n}`")).collect();
    let listed = if listed.is_empty() { "none".to_string() } else { listed.join(", ") };
    let more = if there.len() > MOST_NAMES { " and more" } else { "" };
    format!("no field `{name}`; the fields are: {listed}{more}; choose one with {option}")
}

/// The field of that name, or of that path through the objects of the row.
fn field<'a>(row: &'a Row, name: &str) -> Option<&'a Value> {
    row.get(name).or_else(|| {
        let (outer, inner) = name.split_once('.')?;
        field(row.get(outer)?.as_object()?, inner)
    })
}

fn names_of(row: &Row, above: &str) -> Vec<String> {
    let names = row.iter().flat_map(|(name, value)| match value {
        Value::Object(inner) => names_of(inner, &format!("{above}{name}.")),
        _ => vec![format!("{above}{name}")],
    });
    names.collect()
}

/// A string or a number, if it holds anything.
fn short(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_string()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}
