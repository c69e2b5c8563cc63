//! `tongbao report`.

use crate::args::Work;
use crate::document::Document;
use crate::report::{Entry, Report};
use crate::reposts::{Likeness, RepostArgs, Reposts};
use crate::run::{self, Run};
use crate::sink::Sink;
use crate::target::Target;
use clap::Args;
use std::io;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    reposts: RepostArgs,
}

pub fn run(Options { work, reposts }: &Options) -> ExitCode {
    let run = Run::new(work);
    let make = |document: Document| {
        let likeness = (!reposts.reposts).then(|| Likeness::of(&document));
        (likeness, Entry::new(document))
    };
    let opened = Target::open(&work.output)
        .map(|target| run.drive(make, Page { target, report: Report::new(), seen: Reposts::default() }));
    run::status(&work.output, opened)
}

struct Page {
    target: Target,
    report: Report,
    seen: Reposts,
}

impl Sink<(Option<Likeness>, Entry)> for Page {
    fn write(&mut self, (likeness, entry): (Option<Likeness>, Entry)) -> io::Result<()> {
        if likeness.and_then(|likeness| self.seen.find(likeness)).is_some() {
            self.report.leave_out_repost();
        } else {
            self.report.add(entry);
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.report.write(&mut self.target)?;
        self.target.commit()
    }
}
