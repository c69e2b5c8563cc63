//! `tongbao schema`: the JSON Schema of one line of `parse --format jsonl`. The codes come from the types.

use serde_json::{json, Map, Value};
use tongbao::{
    Basis, DiagnosticCode, Level, Measure, MeasureStatus, OrganizationKind, PenaltyKind, PostStatus, Role, SectionKind,
};

pub fn text() -> String {
    format!("{:#}\n", schema())
}

/// The codes of a vocabulary.
macro_rules! codes {
    ($name:ident) => {
        json!({ "enum": $name::ALL.iter().map(|v| v.code()).collect::<Vec<_>>() })
    };
}

fn schema() -> Value {
    let mut document = object(&[
        ("schema", json!({ "const": "tongbao/1" })),
        ("ruleset", described("string", "Version of the rules that read the text.")),
        ("id", described("string", "Name of the document.")),
        (
            "text",
            json!({ "type": ["string", "null"], "description": "The text that was parsed, into which all spans point; null with --no-text." }),
        ),
        ("title", maybe("string")),
        ("issuer", maybe("string")),
        ("date", maybe_date()),
        ("sections", list(reference("section"))),
        ("people", list(reference("person"))),
        ("organizations", list(reference("organization"))),
        ("measures", list(reference("measure"))),
        ("cases", list(reference("case"))),
        ("provisions", list(reference("provision"))),
        ("statistics", list(reference("statistic"))),
        ("diagnostics", list(reference("diagnostic"))),
        ("source", maybe("string")),
        ("url", maybe("string")),
    ]);
    document["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    document["title"] = json!("One bulletin, as tongbao parse --format jsonl writes it");
    document["$defs"] = definitions();
    document
}

fn definitions() -> Value {
    let mut definitions = Map::new();
    let mut define = |name: &str, value: Value| definitions.insert(name.to_string(), value);
    define(
        "span",
        json!({ "type": "array", "items": count(), "minItems": 2, "maxItems": 2,
            "description": "Half-open range of the text, in bytes or as --offsets says." }),
    );
    define("date", json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" }));
    define("period", object(&[("from", maybe_date()), ("to", maybe_date())]));
    define(
        "section",
        object(&[
            ("heading", json!({ "type": "string" })),
            ("kind", codes!(SectionKind)),
            ("issuer", maybe("string")),
            ("date", maybe_date()),
            ("span", reference("span")),
        ]),
    );
    define(
        "person",
        object(&[
            ("name", json!({ "type": "string" })),
            ("role", codes!(Role)),
            ("aliases", words()),
            ("gender", maybe("string")),
            ("ethnicity", maybe("string")),
            ("born", maybe_date()),
            ("native_place", maybe("string")),
            ("education", maybe("string")),
            ("joined_party", maybe_date()),
            ("began_work", maybe_date()),
            ("notes", words()),
            ("posts", list(reference("post"))),
            ("career", list(reference("career"))),
            ("mentions", list(reference("span"))),
        ]),
    );
    define(
        "post",
        object(&[
            ("unit", json!({ "type": "string" })),
            ("title", json!({ "type": "string" })),
            ("status", codes!(PostStatus)),
            ("level", or_null(codes!(Level))),
            ("rank", maybe("string")),
            ("restored", json!({ "type": "boolean" })),
            ("span", reference("span")),
        ]),
    );
    define(
        "career",
        object(&[
            ("from", maybe_date()),
            ("to", maybe_date()),
            ("unit", json!({ "type": "string" })),
            ("title", json!({ "type": "string" })),
            ("span", reference("span")),
        ]),
    );
    define(
        "organization",
        object(&[
            ("name", json!({ "type": "string" })),
            ("kind", codes!(OrganizationKind)),
            ("level", or_null(codes!(Level))),
            ("span", reference("span")),
        ]),
    );
    define(
        "target",
        json!({ "oneOf": [
            object(&[("person", index("people"))]),
            object(&[("organization", index("organizations"))]),
            object(&[("group", json!({ "type": "string" })), ("count", maybe_count())]),
        ] }),
    );
    define(
        "measure",
        object(&[
            ("target", reference("target")),
            ("measure", codes!(Measure)),
            ("label", json!({ "type": "string" })),
            ("term_months", maybe_count()),
            ("suspended_months", maybe_count()),
            ("amount_yuan", maybe_count()),
            ("detail", maybe("string")),
            ("status", codes!(MeasureStatus)),
            ("basis", codes!(Basis)),
            ("decided_by", words()),
            ("approved_by", words()),
            ("date", maybe_date()),
            ("case", or_null(index("cases"))),
            ("quote", described("string", "The words of the text.")),
            ("span", reference("span")),
            ("also", list(reference("span"))),
            ("rule", described("string", "Id of the rule that found the target; `tongbao rules` lists them.")),
        ]),
    );
    define(
        "case",
        object(&[
            ("number", maybe_count()),
            ("title", maybe("string")),
            ("subjects", list(index("people"))),
            ("violations", list(reference("violation"))),
            ("amounts", list(reference("amount"))),
            ("period", or_null(reference("period"))),
            ("span", reference("span")),
        ]),
    );
    define(
        "violation",
        object(&[
            ("code", json!({ "type": "string" })),
            ("text", json!({ "type": "string" })),
            ("span", reference("span")),
        ]),
    );
    define(
        "amount",
        object(&[
            ("value", count()),
            ("currency", described("string", "ISO 4217 code.")),
            ("approximate", json!({ "type": "boolean" })),
            ("span", reference("span")),
        ]),
    );
    define(
        "provision",
        object(&[
            ("number", maybe_count()),
            ("conduct", json!({ "type": "string" })),
            ("consequences", list(reference("consequence"))),
            ("span", reference("span")),
        ]),
    );
    define(
        "consequence",
        object(&[
            ("statute", maybe("string")),
            ("articles", list(reference("article"))),
            ("condition", maybe("string")),
            ("penalties", list(reference("penalty"))),
            ("offences", words()),
        ]),
    );
    define("article", object(&["article", "sub", "paragraph", "item"].map(|name| (name, maybe_count()))));
    let ranges = ["min_yuan", "max_yuan", "min_days", "max_days", "min_months", "max_months"];
    let mut penalty =
        vec![("kind", codes!(PenaltyKind)), ("condition", maybe("string")), ("optional", json!({ "type": "boolean" }))];
    penalty.extend(ranges.map(|name| (name, maybe_count())));
    define("penalty", object(&penalty));
    define(
        "statistic",
        object(&[
            ("count", count()),
            ("approximate", json!({ "type": "boolean" })),
            ("who", json!({ "type": "string" })),
            ("measure", codes!(Measure)),
            ("place", maybe("string")),
            ("period", or_null(reference("period"))),
            ("span", reference("span")),
        ]),
    );
    define(
        "diagnostic",
        object(&[
            ("code", codes!(DiagnosticCode)),
            ("message", json!({ "type": "string" })),
            ("span", reference("span")),
        ]),
    );
    Value::Object(definitions)
}

/// An object that has all these keys and no others.
fn object(keys: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        keys.iter().map(|(name, value)| ((*name).to_string(), value.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

fn described(kind: &str, description: &str) -> Value {
    json!({ "type": kind, "description": description })
}

fn maybe(kind: &str) -> Value {
    json!({ "type": [kind, "null"] })
}

fn or_null(value: Value) -> Value {
    json!({ "oneOf": [value, { "type": "null" }] })
}

fn maybe_date() -> Value {
    or_null(reference("date"))
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn maybe_count() -> Value {
    json!({ "type": ["integer", "null"], "minimum": 0 })
}

fn index(of: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": format!("Index into {of}, from 0.") })
}

fn words() -> Value {
    list(json!({ "type": "string" }))
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

#[cfg(test)]
mod tests;
