//! One document on its way from the input to the output.

/// One document that was read, with what the input told about it beside the text.
pub struct Document {
    pub bulletin: tongbao::Bulletin,
    pub source: Option<String>,
    pub url: Option<String>,
}
