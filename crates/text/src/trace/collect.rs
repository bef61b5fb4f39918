//! Which rows of the sheet left with which departure.

use super::likelihood::{self, Evidence, Fit};
use super::{Candidate, Columns, Departure, Finding, HEAD, Left, Sheet};
use std::collections::{BTreeSet, HashMap};

/// A print that stands in more rows of the sheet than this tells no customer.
const COMMON: usize = 50;
/// A column belongs to the sheet when so many of a hundred matched rows show it.
const SHOWN: usize = 10;

/// A row of the sheet that is a customer of a departure: columns of the sheet and of the departure
/// that agree.
#[derive(Clone, Debug, Default)]
struct Hit {
    agrees: Vec<(u16, u8)>,
}

#[derive(Debug)]
struct Against {
    departure: Departure,
    hits: HashMap<u32, Hit>,
    markers: u32,
    numbered: bool,
}

/// A sheet on its way through the departures.
#[derive(Debug)]
pub struct Comparison<'a> {
    sheet: &'a Sheet,
    against: Vec<Against>,
}

impl<'a> Comparison<'a> {
    /// Of this sheet.
    #[must_use]
    pub fn new(sheet: &'a Sheet) -> Self {
        Self { sheet, against: Vec::new() }
    }

    /// Goes on with the next departure; its rows follow.
    pub fn departure(&mut self, departure: Departure) {
        let numbered = self.sheet.has(&departure.number);
        self.against.push(Against { departure, hits: HashMap::new(), markers: 0, numbered });
    }

    /// A customer that left with the present departure.
    pub fn row(&mut self, left: &Left) {
        let Some((at, hit)) = self.best(left) else { return };
        let Some(against) = self.against.last_mut() else { return };
        let known = against.hits.entry(at).or_default();
        if hit.agrees.len() > known.agrees.len() {
            *known = hit;
        }
    }

    /// A marker customer that was put into the present departure.
    pub fn marker(&mut self, left: &Left) {
        let found = self.best(left).is_some();
        if let Some(against) = self.against.last_mut() {
            against.markers += u32::from(found);
        }
    }

    /// The row of the sheet that most cells of this customer agree with, if one tells that it is it.
    fn best(&self, left: &Left) -> Option<(u32, Hit)> {
        let telling = &self.against.last()?.departure.telling;
        let tells = |column: u8| telling.get(usize::from(column)).copied().unwrap_or(false);
        let places = left.iter().filter(|(column, _)| tells(*column));
        let rows: BTreeSet<u32> = places
            .filter_map(|(_, print)| self.sheet.places.get(print))
            .filter(|rows| rows.len() <= COMMON)
            .flatten()
            .copied()
            .collect();
        let hits = rows.into_iter().map(|at| (at, self.hit(at, left)));
        // The first of those that agree equally, so that the order of the sheet alone decides.
        hits.max_by_key(|(at, hit)| (hit.agrees.len(), std::cmp::Reverse(*at)))
    }

    fn hit(&self, at: u32, left: &Left) -> Hit {
        let row = usize::try_from(at).ok().and_then(|at| self.sheet.rows.get(at));
        let agrees = left.iter().filter_map(|(column, print)| {
            row.and_then(|cells| cells.get(print)).map(|cell| (*cell, *column))
        });
        Hit { agrees: agrees.collect() }
    }

    /// What it comes to. `universe`: how many customers there are.
    #[must_use]
    pub fn finding(mut self, universe: u32) -> Finding {
        self.drop_chance_hits();
        let mut known: HashMap<u32, Columns> = HashMap::new();
        for (at, hit) in self.against.iter().flat_map(|against| &against.hits) {
            known.entry(*at).or_default().extend(hit.agrees.iter().map(|(cell, _)| *cell));
        }
        let first = known.keys().min().and_then(|at| usize::try_from(*at).ok()).unwrap_or(0);
        let rows = self.sheet.len() - if known.is_empty() { 0 } else { first.min(HEAD) };
        let evidence: Vec<Evidence> = self
            .against
            .iter()
            .enumerate()
            .filter(|(_, one)| !one.hits.is_empty() || one.markers > 0 || one.numbered)
            .map(|(departure, one)| one.evidence(departure, &known))
            .collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let compared = self.against.len();
        likelihood::finding(evidence, count(rows), count(known.len()), universe, compared)
    }

    /// A switchboard or a namesake makes a row look like two customers: only the departures that
    /// agree with it at least half as well as the best are meant.
    fn drop_chance_hits(&mut self) {
        let mut best: HashMap<u32, usize> = HashMap::new();
        for (at, hit) in self.against.iter().flat_map(|against| &against.hits) {
            let most = best.entry(*at).or_default();
            *most = (*most).max(hit.agrees.len());
        }
        for against in &mut self.against {
            against.hits.retain(|at, hit| {
                best.get(at).is_none_or(|most| hit.agrees.len().saturating_mul(2) >= *most)
            });
        }
    }
}

impl Against {
    fn evidence(&self, departure: usize, known: &HashMap<u32, Columns>) -> Evidence {
        let foreign = self.foreign(known);
        let mut rows = HashMap::new();
        for (at, hit) in &self.hits {
            let differs = known.get(at).is_some_and(|columns| {
                let agrees = |cell: &u16| hit.agrees.iter().any(|(one, _)| one == cell);
                columns.iter().any(|cell| !foreign.contains(cell) && !agrees(cell))
            });
            rows.insert(*at, if differs { Fit::Stale } else { Fit::Full });
        }
        let stale = rows.values().filter(|fit| **fit == Fit::Stale).count();
        Evidence {
            size: self.departure.size.max(1),
            placed: self.departure.markers,
            candidate: Candidate {
                departure,
                rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                stale: u32::try_from(stale).unwrap_or(u32::MAX),
                columns: self.columns(),
                foreign: u32::try_from(foreign.len()).unwrap_or(u32::MAX),
                markers: self.markers,
                numbered: self.numbered,
                likelihood: 0,
            },
            rows,
        }
    }

    /// Columns of the sheet that this departure does not have: it explains them in hardly any of the
    /// rows that it has. One that it explains in some rows only has values of another time.
    fn foreign(&self, known: &HashMap<u32, Columns>) -> Columns {
        let mut counts: HashMap<u16, (usize, usize)> = HashMap::new();
        for (at, hit) in &self.hits {
            for cell in known.get(at).into_iter().flatten() {
                let (agreeing, all) = counts.entry(*cell).or_default();
                *all += 1;
                *agreeing += usize::from(hit.agrees.iter().any(|(one, _)| one == cell));
            }
        }
        let foreign = counts.into_iter().filter(|(_, (agreeing, all))| agreeing * 20 < *all);
        foreign.map(|(cell, _)| cell).collect()
    }

    /// Its columns that the sheet shows.
    fn columns(&self) -> Vec<u8> {
        let mut counts: HashMap<u8, usize> = HashMap::new();
        for hit in self.hits.values() {
            let columns: BTreeSet<u8> = hit.agrees.iter().map(|(_, column)| *column).collect();
            columns.into_iter().for_each(|column| *counts.entry(column).or_default() += 1);
        }
        let enough = (self.hits.len() * SHOWN).div_ceil(100).max(1);
        let shown = counts.into_iter().filter(|(_, count)| *count >= enough);
        let mut columns: Vec<u8> = shown.map(|(column, _)| column).collect();
        columns.sort_unstable();
        columns
    }
}
