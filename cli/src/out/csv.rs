//! CSV: the rows of one table.

use super::flat::{self, Cell, Labels, Table, View};
use super::offsets::Unit;
use crate::document::Document;
use clap::ValueEnum;
use csv::{Terminator, Writer, WriterBuilder};

/// What one row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    #[default]
    Measures,
    People,
    Posts,
    Statistics,
    Provisions,
}

pub struct Csv {
    pub rows: Rows,
    /// A byte order mark, CRLF, and no cell that a spreadsheet would calculate.
    pub excel: bool,
    pub labels: Labels,
    pub unit: Unit,
}

impl Csv {
    fn table(&self) -> &'static Table {
        flat::table(match self.rows {
            Rows::Measures => "measures",
            Rows::People => "people",
            Rows::Posts => "posts",
            Rows::Statistics => "statistics",
            Rows::Provisions => "provisions",
        })
    }

    /// The line above all rows.
    pub fn head(&self) -> String {
        let heads = flat::heads(self.table(), self.labels);
        let names = ["document"].into_iter().chain(heads.iter().map(|(name, _)| name.as_str()));
        let bom = if self.excel { "\u{feff}" } else { "" };
        bom.to_string() + &self.lines(|out| out.write_record(names))
    }

    /// The rows of one document.
    pub fn body(&self, document: &Document) -> String {
        let view = View::new(document, self.unit, true);
        self.lines(|out| {
            for row in flat::rows(self.table(), &view, self.labels) {
                let id = Cell::from(&document.bulletin.id);
                out.write_record([id].iter().chain(&row).map(|cell| self.cell(cell)))?;
            }
            Ok(())
        })
    }

    fn lines(&self, write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> String {
        let end = if self.excel { Terminator::CRLF } else { Terminator::Any(b'\n') };
        let mut out = WriterBuilder::new().terminator(end).from_writer(Vec::new());
        write(&mut out).expect("memory takes any row");
        String::from_utf8(out.into_inner().expect("memory takes any row")).expect("cells are UTF-8")
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Null => String::new(),
            Cell::Int(number) => number.to_string(),
            Cell::Bool(value) => value.to_string(),
            Cell::Text(_) | Cell::Code { .. } => {
                let words = cell.words().unwrap_or_default();
                let calculated =
                    |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
                if self.excel && words.starts_with(calculated) {
                    format!("'{words}")
                } else {
                    words.to_string()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao::{Diagnostic, DiagnosticCode, Span, Statistic};

    /// A document whose one figure tells of `who`.
    fn document(who: &str) -> Document {
        let mut bulletin = tongbao::parse("x");
        bulletin.id = "a.txt".to_string();
        bulletin.statistics = vec![Statistic {
            count: 3,
            approximate: true,
            who: who.to_string(),
            measure: tongbao::Measure::CaseHandled,
            place: None,
            period: None,
            span: Span::new(0, 1),
        }];
        bulletin.diagnostics =
            vec![Diagnostic { code: DiagnosticCode::UncertainName, message: String::new(), span: Span::new(0, 1) }];
        Document { bulletin, source: None, url: None }
    }

    fn body(who: &str, excel: bool) -> String {
        Csv { rows: Rows::Statistics, excel, labels: Labels::En, unit: Unit::Byte }.body(&document(who))
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        assert_eq!(body("甲,\"乙\"", false), "a.txt,0,3,true,\"甲,\"\"乙\"\"\",case_handled,case handled,,,,x,0,1\n");
    }

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        for (who, cell) in
            [("=1+1", "'=1+1"), ("@x", "'@x"), ("－党员", "'－党员"), ("党员=干部", "党员=干部"), ("\tx", "'\tx")]
        {
            assert_eq!(body(who, true), format!("a.txt,0,3,true,{cell},case_handled,case handled,,,,x,0,1\r\n"));
            assert!(body(who, false).contains(&format!(",{who},")), "{who}");
        }
    }

    #[test]
    fn only_excel_needs_a_byte_order_mark() {
        let csv = |excel| Csv { rows: Rows::People, excel, labels: Labels::Zh, unit: Unit::Byte };
        let head = "document,person_id,name,role,role_zh,aliases,gender,ethnicity,born,native_place,education,\
                    joined_party,began_work,notes,posts";
        assert_eq!(csv(false).head(), format!("{head}\n"));
        assert_eq!(csv(true).head(), format!("\u{feff}{head}\r\n"));
    }
}
