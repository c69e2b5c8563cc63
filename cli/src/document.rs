//! One document on its way from the input to the output.

use serde::Serialize;
use tongbao::Bulletin;

/// One document that was read, with what the input told about it beside the text.
#[derive(Serialize)]
pub struct Document {
    #[serde(flatten)]
    pub bulletin: Bulletin,
    /// Where the input says that the text was published.
    pub source: Option<String>,
    /// The address that the input gives.
    pub url: Option<String>,
}

/// A text that is not parsed yet. What the input says of title and date counts for more than what the text shows.
#[derive(Debug, Default, PartialEq)]
pub struct Plain {
    pub id: String,
    pub text: String,
    pub title: Option<String>,
    /// An ISO prefix.
    pub date: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
}

impl Plain {
    pub fn parse(self) -> Document {
        let mut bulletin = tongbao::parse(&self.text);
        bulletin.id = self.id;
        bulletin.title = self.title.or(bulletin.title);
        bulletin.date = self.date.or(bulletin.date);
        Document { bulletin, source: self.source, url: self.url }
    }
}
