//! `tongbao rules`.

use crate::table;
use std::io::{self, Write};

pub fn run(out: &mut impl Write) -> io::Result<()> {
    out.write_all(table::rules(tongbao::rules()).as_bytes())
}
