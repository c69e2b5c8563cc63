//! JSON as it stands in the page: short, and unable to end the element it stands in.

use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// The value without fields that say nothing, which are about half of the bytes. In JSON a `<` stands in strings only,
/// where it can be written as an escape; so no text can close the `<script>` around it.
pub fn compact(value: &impl Serialize) -> String {
    let mut value = serde_json::to_value(value).expect("all keys are strings");
    prune(&mut value);
    value.to_string().replace('<', "\\u003c")
}

fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(prune);
            fields.retain(|_, v| !says_nothing(v));
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// An array that grows as text: a row takes the bytes that it will take in the page and no more.
#[derive(Default)]
pub struct List {
    items: String,
    pub len: usize,
}

impl List {
    pub fn push(&mut self, item: &impl Serialize) {
        if self.len > 0 {
            self.items.push_str(",\n");
        }
        self.items += &compact(item);
        self.len += 1;
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.items)
    }
}
