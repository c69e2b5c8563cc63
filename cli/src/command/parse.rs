//! `tongbao parse`.

use crate::args::Work;
use crate::document::Document;
use crate::out::csv::Csv;
use crate::out::{ftm, jsonl, Form, Format};
use crate::resume::Resumable;
use crate::run::{self, Run};
use crate::sink::Text;
use crate::table;
use crate::target::{Refusal, Target};
use clap::error::ErrorKind::ArgumentConflict;
use clap::{Args, CommandFactory};
use std::io::Write;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    form: Form,
}

pub fn run(options: &Options) -> ExitCode {
    if let Some(reason) = options.form.misused() {
        crate::Cli::command().error(ArgumentConflict, reason).exit();
    }
    run::status(&options.work.output, start(options))
}

fn start(Options { work, form }: &Options) -> Result<ExitCode, Refusal> {
    let run = Run::new(work);
    let output = &work.output;
    let (unit, labels) = (form.offsets.unwrap_or_default(), form.labels.unwrap_or_default());
    let with_text = !form.no_text;
    Ok(match form.format {
        Format::Table => run.drive(|d| table::bulletin(&d.bulletin), Text::new(Target::open(output)?, "\n")),
        Format::Jsonl => {
            let line = |d: Document| jsonl::line(d, unit, with_text);
            let Some(path) = &output.output else {
                return Ok(run.drive(line, Text::new(Target::open(output)?, "")));
            };
            let about = format!("{}, {unit:?}, text {with_text}", run.description());
            let (sink, start) = Resumable::open(path, output.force, form.resume, &about)?;
            run.after(start).drive(line, sink)
        }
        Format::Csv => {
            let csv = Csv { rows: form.rows.unwrap_or_default(), excel: form.excel, labels, unit };
            let mut target = Target::open(output)?;
            target.write_all(csv.head().as_bytes())?;
            run.drive(|d| csv.body(&d), Text::new(target, ""))
        }
        Format::Ftm => run.drive(|d| ftm::lines(&d, with_text), Text::new(Target::open(output)?, "")),
        #[cfg(feature = "parquet")]
        Format::Parquet => run.drive(|d| d, crate::out::parquet::Parquet::create(output, labels, unit, with_text)?),
        #[cfg(feature = "sqlite")]
        Format::Sqlite => run.drive(|d| d, crate::out::sqlite::Sqlite::create(output, labels, unit, with_text)?),
    })
}
