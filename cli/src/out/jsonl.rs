//! JSON Lines: the contract, one document per line.

use super::offsets::{self, Unit};
use crate::document::Document;
use serde::Serialize;
use std::borrow::Cow;
use tongbao::{Bulletin, Case, Diagnostic, MeasureRecord, Organization, Person, Provision, Section, Statistic};

/// The fields of a [`Bulletin`]; the text may be left out, and what only the input knows follows.
#[derive(Serialize)]
struct Line<'a> {
    schema: &'a str,
    ruleset: &'a str,
    id: &'a str,
    text: Option<&'a str>,
    title: &'a Option<String>,
    issuer: &'a Option<String>,
    date: &'a Option<String>,
    sections: &'a [Section],
    people: &'a [Person],
    organizations: &'a [Organization],
    measures: &'a [MeasureRecord],
    cases: &'a [Case],
    provisions: &'a [Provision],
    statistics: &'a [Statistic],
    diagnostics: &'a [Diagnostic],
    source: &'a Option<String>,
    url: &'a Option<String>,
}

/// The line of one document. Without its text, `text` is null.
pub fn line(document: &Document, unit: Unit, with_text: bool) -> String {
    let mut bulletin = Cow::Borrowed(&document.bulletin);
    if unit != Unit::Byte {
        offsets::convert(bulletin.to_mut(), unit);
    }
    let Bulletin {
        schema,
        ruleset,
        id,
        text,
        title,
        issuer,
        date,
        sections,
        people,
        organizations,
        measures,
        cases,
        provisions,
        statistics,
        diagnostics,
    } = bulletin.as_ref();
    let line = Line {
        schema,
        ruleset,
        id,
        text: with_text.then_some(text),
        title,
        issuer,
        date,
        sections,
        people,
        organizations,
        measures,
        cases,
        provisions,
        statistics,
        diagnostics,
        source: &document.source,
        url: &document.url,
    };
    let mut line = serde_json::to_string(&line).expect("a bulletin has string keys only");
    line.push('\n');
    line
}
