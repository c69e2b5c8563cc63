//! `tongbao completions`.

use clap::{Args, CommandFactory};
use clap_complete::{generate, Shell};

#[derive(Args)]
pub struct Options {
    /// The shell to complete in
    shell: Shell,
}

pub fn script(options: &Options) -> String {
    let mut script = Vec::new();
    generate(options.shell, &mut crate::Cli::command(), "tongbao", &mut script);
    String::from_utf8(script).expect("scripts are UTF-8")
}
