//! `tongbao dedup`: the documents that are one bulletin.

use crate::args::Work;
use crate::grid::Grid;
use crate::reposts::{Likeness, Reposts};
use crate::run::{self, Run};
use crate::sink::Sink;
use crate::table::plain;
use crate::target::Target;
use std::io::{self, Write};
use std::process::ExitCode;

pub fn run(work: &Work) -> ExitCode {
    let run = Run::new(work);
    let opened = Target::open(&work.output)
        .map(|target| run.drive(|document| (Likeness::of(&document), document.bulletin.id), Dedup::new(target)));
    run::status(&work.output, opened)
}

/// Collects the groups and prints those of more than one document.
struct Dedup {
    target: Target,
    reposts: Reposts,
    /// The documents of each bulletin, with the reason why.
    groups: Vec<Vec<(String, String)>>,
    documents: usize,
}

impl Dedup {
    fn new(target: Target) -> Self {
        Self { target, reposts: Reposts::default(), groups: Vec::new(), documents: 0 }
    }
}

impl Sink<(Likeness, String)> for Dedup {
    fn write(&mut self, (likeness, id): (Likeness, String)) -> io::Result<()> {
        self.documents += 1;
        match self.reposts.find(likeness) {
            Some(found) => self.groups[found.first].push((id, found.why)),
            None => self.groups.push(vec![(id, "the first".to_string())]),
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        let mut grid = Grid::new(&["Group", "Document", "Because"]);
        for (n, group) in self.groups.iter().filter(|group| group.len() > 1).enumerate() {
            let lines = group.iter().map(|(id, why)| vec![plain(id), plain(why)]).collect();
            grid.push(vec![(n + 1).to_string()], lines);
        }
        if !grid.is_empty() {
            writeln!(self.target, "{}", grid.render())?;
        }
        writeln!(self.target, "{} documents, {} different bulletins", self.documents, self.groups.len())?;
        self.target.commit()
    }
}
