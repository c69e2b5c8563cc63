//! A bulletin with where it came from.

pub struct Document {
    pub bulletin: tongbao::Bulletin,
    pub source: Option<String>,
    pub url: Option<String>,
}
