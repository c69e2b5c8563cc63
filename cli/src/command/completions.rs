//! `tongbao completions`.

use clap::{Args, CommandFactory};
use clap_complete::{generate, Shell};
use std::io::{self, Write};

#[derive(Args)]
pub struct Completions {
    /// The shell to complete in
    shell: Shell,
}

pub fn run(args: &Completions, out: &mut impl Write) -> io::Result<()> {
    // The generator stops the program when it cannot write; memory always takes it.
    let mut script = Vec::new();
    generate(args.shell, &mut crate::Cli::command(), "tongbao", &mut script);
    out.write_all(&script)
}
