//! `tongbao rules`.

use crate::grid::Grid;
use crate::table::plain;

/// The rules by id.
pub fn list() -> String {
    let mut grid = Grid::new(&["Rule", "Reads", "Source"]);
    for rule in tongbao::rules() {
        grid.push(vec![plain(rule.id), plain(rule.summary), plain(rule.source)], vec![]);
    }
    grid.render()
}
