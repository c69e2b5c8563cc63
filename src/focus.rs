//! What a reader keeps in mind while reading: bodies and places that later posts leave out.

use crate::place::Pieces;

/// What was named before and may be left out now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Focus {
    /// The body that the case is about.
    pub unit: Option<Pieces>,
    /// Units of the posts named so far, the last one last.
    pub posts: Vec<Pieces>,
    /// Places of the case, the last one last; each with all its levels as written.
    pub places: Vec<Pieces>,
    /// Bodies of the document, the last one last.
    pub units: Vec<Pieces>,
    /// What the notice is about and whose it is: sections are named without it.
    pub home: Vec<Pieces>,
    /// Places of heading and sign-off.
    pub seat: Vec<Pieces>,
    /// Where the posts and bodies of this item begin.
    first_post: usize,
    first_unit: usize,
    /// Where the posts of this paragraph begin, and whether it has told what the case is about.
    line_post: usize,
    told: bool,
    /// How deep the item stands, and what the items above it are about.
    depth: u8,
    above: Vec<(u8, Option<Pieces>, Vec<Pieces>)>,
}

impl Focus {
    /// Before the first sentence of a notice.
    pub fn new(home: Vec<Pieces>, seat: Vec<Pieces>) -> Self {
        Self { home, seat, ..Self::default() }
    }

    /// An item begins: what the items above it named holds on, what was said beside it does not.
    pub fn begin(&mut self, depth: u8) {
        if depth > self.depth && self.depth > 0 {
            self.above.push((self.depth, self.unit.clone(), self.places.clone()));
        } else {
            while self.above.last().is_some_and(|a| a.0 >= depth) {
                self.above.pop();
            }
            (self.unit, self.places) = self.above.last().map_or((None, Vec::new()), |a| (a.1.clone(), a.2.clone()));
            self.first_post = self.posts.len();
            self.first_unit = self.units.len();
        }
        self.depth = depth;
    }

    /// A paragraph begins.
    pub fn turn(&mut self) {
        self.line_post = self.posts.len();
        self.told = false;
    }

    /// The case is about this body.
    pub fn tell(&mut self, unit: Pieces) {
        self.units.push(unit.clone());
        self.unit = Some(unit);
        self.told = true;
    }

    /// Forgets what was named long ago.
    pub fn trim(&mut self) {
        const KEPT: usize = 60;
        let trim = |list: &mut Vec<Pieces>| {
            let old = if list.len() > KEPT { KEPT / 2 } else { 0 };
            list.drain(..old);
            old
        };
        let gone = trim(&mut self.posts);
        self.first_post = self.first_post.saturating_sub(gone);
        self.line_post = self.line_post.saturating_sub(gone);
        self.first_unit = self.first_unit.saturating_sub(trim(&mut self.units));
        trim(&mut self.places);
    }

    /// Units of the posts of this item.
    pub fn own_posts(&self) -> &[Pieces] {
        &self.posts[self.first_post.min(self.posts.len())..]
    }

    fn own_units(&self) -> &[Pieces] {
        &self.units[self.first_unit.min(self.units.len())..]
    }

    /// The bodies of this item that were named before an offset, the nearest first, those of the notice, those of
    /// other items.
    pub fn bodies(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let told = move |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        let own = self.unit.iter().chain(self.own_posts().iter().rev()).chain(self.own_units().iter().rev());
        let posts = self.posts[..self.first_post.min(self.posts.len())].iter().rev();
        let units = self.units[..self.first_unit.min(self.units.len())].iter().rev();
        own.filter(told).chain(&self.home).chain(posts).chain(units)
    }

    /// What names places, in the same order.
    pub fn places(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let told = move |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        let own = self.places.iter().rev().chain(self.own_units().iter().rev());
        let units = self.units[..self.first_unit.min(self.units.len())].iter().rev();
        own.filter(told).chain(&self.seat).chain(units)
    }

    /// The body that this item speaks of: what it is about, unless a later paragraph speaks of another.
    pub fn own(&self) -> Option<&Pieces> {
        let here = self.posts.get(self.line_post..).and_then(<[_]>::last).filter(|_| !self.told);
        here.or(self.unit.as_ref()).or(self.own_posts().last())
    }

    /// The body that a section without one belongs to.
    pub fn base(&self, at: usize) -> Option<&Pieces> {
        let place = self.places.iter().rev().find(|p| p.first().is_some_and(|p| p.0 < at));
        self.own().or(place.filter(|_| self.depth > 0)).or(self.home.first()).or(self.posts.last())
    }
}
