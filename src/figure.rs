//! stub
use crate::measure::MeasureHit; use crate::text::Folded;
#[derive(Debug, Clone, Copy, PartialEq, Eq)] pub(crate) enum FigureKind { Group, Statistic }
#[derive(Debug, Clone)] pub(crate) struct Figure { pub kind: FigureKind, pub count: Option<u64>, pub approximate: bool, pub who: String, pub place: Option<String>, pub measures: Vec<crate::code::Measure>, pub hits: Vec<usize>, pub start: usize, pub end: usize }
pub(crate) fn read(_: &Folded, _: &[std::ops::Range<usize>], _: &[MeasureHit], _: &[std::ops::Range<usize>]) -> Vec<Figure> { vec![] }
