//! What a reader keeps in mind while reading: bodies and places that later posts leave out.

use crate::place::Pieces;
use std::ops::Range;

/// How much of what was named long ago is kept in mind.
const KEPT: usize = 60;

/// What was named so far and may be left out now, the last one last.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    /// Units of posts.
    posts: Vec<Pieces>,
    /// Places; each with all its levels as written.
    places: Vec<Pieces>,
    /// Bodies.
    units: Vec<Pieces>,
    /// What the notice is about and whose it is: sections are named without it.
    pub home: Vec<Pieces>,
    /// Places of heading and sign-off.
    pub seat: Vec<Pieces>,
    /// What the items above this one are about.
    above: Vec<View>,
    /// Where the reader stands.
    pub now: View,
}

/// How much of what was named is in mind at one place of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    posts: Range<usize>,
    places: Range<usize>,
    units: Range<usize>,
    /// The body that the case is about, among the bodies.
    unit: Option<usize>,
    /// Where the posts and bodies of this item begin.
    first_post: usize,
    first_unit: usize,
    /// Where the posts of this paragraph begin, and whether it has told what the case is about.
    line_post: usize,
    told: bool,
    /// How deep the item stands.
    depth: u8,
}

impl Focus {
    /// Before the first sentence of a notice.
    pub fn new(home: Vec<Pieces>, seat: Vec<Pieces>) -> Self {
        /// As much as most notices name.
        const USUAL: usize = 32;
        let [posts, places, units] = [(); 3].map(|()| Vec::with_capacity(USUAL));
        Self { posts, places, units, home, seat, ..Self::default() }
    }

    /// With nothing in mind but some bodies.
    pub fn on(units: Vec<Pieces>) -> Self {
        let now = View { units: 0..units.len(), ..View::default() };
        Self { units, now, ..Self::default() }
    }

    /// An item begins: what the items above it named holds on, what was said beside it does not.
    pub fn begin(&mut self, depth: u8) {
        if depth > self.now.depth && self.now.depth > 0 {
            self.above.push(self.now.clone());
        } else {
            while self.above.last().is_some_and(|a| a.depth >= depth) {
                self.above.pop();
            }
            let above = self.above.last();
            let (unit, places) = above.map_or((None, 0..0), |a| (a.unit, a.places.clone()));
            // what is named from now on stands behind them
            let from = self.places.len();
            self.places.extend_from_within(places.end - places.len().min(KEPT)..places.end);
            self.now.unit = unit;
            self.now.places = from..self.places.len();
            self.now.first_post = self.now.posts.end;
            self.now.first_unit = self.now.units.end;
        }
        self.now.depth = depth;
    }

    /// A paragraph begins.
    pub fn turn(&mut self) {
        self.now.line_post = self.now.posts.end;
        self.now.told = false;
    }

    /// The case is about this body.
    pub fn tell(&mut self, unit: Pieces) {
        self.now.unit = Some(self.units.len());
        self.now.told = true;
        self.name_unit(unit);
    }

    pub fn name_unit(&mut self, unit: Pieces) {
        self.units.push(unit);
        self.now.units.end = self.units.len();
    }

    pub fn name_place(&mut self, place: Pieces) {
        self.places.push(place);
        self.now.places.end = self.places.len();
    }

    /// The unit of a post was named.
    pub fn name_post(&mut self, unit: Pieces) {
        self.posts.push(unit.clone());
        self.now.posts.end = self.posts.len();
        self.name_unit(unit);
    }

    /// Forgets what was named long ago.
    pub fn trim(&mut self) {
        for list in [&mut self.now.posts, &mut self.now.units, &mut self.now.places] {
            if list.len() > KEPT {
                list.start += KEPT / 2;
            }
        }
    }

    pub fn unit(&self) -> Option<&Pieces> {
        self.now.unit.map(|i| &self.units[i])
    }

    pub fn posts(&self) -> &[Pieces] {
        &self.posts[self.now.posts.clone()]
    }

    pub fn units(&self) -> &[Pieces] {
        &self.units[self.now.units.clone()]
    }

    /// The places of this item and those above it.
    pub fn own_places(&self) -> &[Pieces] {
        &self.places[self.now.places.clone()]
    }

    /// The units of the posts of other items, and of this one.
    fn split_posts(&self) -> (&[Pieces], &[Pieces]) {
        self.posts().split_at(self.now.first_post.saturating_sub(self.now.posts.start))
    }

    /// The bodies of other items, and of this one.
    fn split_units(&self) -> (&[Pieces], &[Pieces]) {
        self.units().split_at(self.now.first_unit.saturating_sub(self.now.units.start))
    }

    /// Units of the posts of this item.
    pub fn own_posts(&self) -> &[Pieces] {
        self.split_posts().1
    }

    /// The bodies of this item that were named before an offset, the nearest first, those of the notice, those of
    /// other items.
    pub fn bodies(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let told = move |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        let (posts, own_posts) = self.split_posts();
        let (units, own_units) = self.split_units();
        let own = self.unit().into_iter().chain(own_posts.iter().rev()).chain(own_units.iter().rev());
        own.filter(told).chain(&self.home).chain(posts.iter().rev()).chain(units.iter().rev())
    }

    /// What names places, in the same order.
    pub fn places(&self, at: usize) -> impl Iterator<Item = &Pieces> {
        let told = move |u: &&Pieces| u.first().is_some_and(|p| p.0 < at);
        let (units, own_units) = self.split_units();
        let own = self.own_places().iter().rev().chain(own_units.iter().rev());
        own.filter(told).chain(&self.seat).chain(units.iter().rev())
    }

    /// The body that this item speaks of: what it is about, unless a later paragraph speaks of another.
    pub fn own(&self) -> Option<&Pieces> {
        let from = self.now.line_post.max(self.now.posts.start);
        let here = self.posts.get(from..self.now.posts.end).and_then(<[_]>::last).filter(|_| !self.now.told);
        here.or(self.unit()).or(self.own_posts().last())
    }

    /// The body that a section without one belongs to.
    pub fn base(&self, at: usize) -> Option<&Pieces> {
        let place = self.own_places().iter().rev().find(|p| p.first().is_some_and(|p| p.0 < at));
        self.own().or(place.filter(|_| self.now.depth > 0)).or(self.home.first()).or(self.posts().last())
    }
}
