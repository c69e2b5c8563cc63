//! What the part of a bulletin around a finding tells, and the bulletin where the part does not.

use serde::Serialize;
use tongbao::{Bulletin, SectionKind, Span};

#[derive(Serialize)]
pub struct Context<'a> {
    pub kind: Option<SectionKind>,
    pub issuer: Option<&'a str>,
    pub date: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub fn at(bulletin: &'a Bulletin, span: Option<&Span>) -> Self {
        let section = span.and_then(|s| bulletin.sections.iter().find(|part| part.span.range().contains(&s.start())));
        Self {
            kind: section.map(|s| s.kind),
            issuer: section.and_then(|s| s.issuer.as_deref()).or(bulletin.issuer.as_deref()),
            date: section.and_then(|s| s.date.as_deref()).or(bulletin.date.as_deref()),
        }
    }
}
