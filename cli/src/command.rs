//! The commands.

pub mod completions;
pub mod dedup;
pub mod diff;
pub mod explain;
pub mod parse;
pub mod report;
pub mod rules;
pub mod schema;
pub mod stats;
