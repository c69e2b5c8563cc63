//! Measures (措施): the words that name one, with their terms and amounts.

use crate::code::Measure;

/// A word or construction that names a measure. Offsets are bytes of the folded text.
#[derive(Clone, Debug)]
pub(crate) struct MeasureHit {
    pub start: usize,
    pub end: usize,
    pub measure: Measure,
    pub term_months: Option<u32>,
    pub suspended_months: Option<u32>,
    pub amount_yuan: Option<u64>,
    pub detail: Option<String>,
}
