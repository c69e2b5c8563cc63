//! The commands beside `parse`.

pub mod completions;
pub mod dedup;
pub mod diff;
pub mod explain;
pub mod rules;
pub mod schema;
pub mod stats;
