//! stub
use crate::model::Provision; use crate::text::Folded;
pub(crate) struct Found { pub provisions: Vec<Provision>, pub zones: Vec<std::ops::Range<usize>> }
pub(crate) fn read(_: &Folded) -> Found { Found { provisions: vec![], zones: vec![] } }
