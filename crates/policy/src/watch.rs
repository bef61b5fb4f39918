//! From which point on reading is unusual, as a pack writes it.
//!
//! The sources demand that files be read for work alone, and say nothing of numbers: the numbers are
//! the pack's, and a company writes its own `[[watch]]` in their place.

mod in_force;
#[cfg(test)]
mod tests;

pub use in_force::{WatchInForce, Watches};

use crate::fault::{Fault, FaultKind, Place, WatchFault};
use crate::number::ClauseNumber;
use crate::pack::Clause;
use crate::value::{Kind, Value};
use kedang_domain::role::BUILTIN_ROLES;
use kedang_domain::watch::{Limit, Signal};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

/// Files and minutes, at most.
const MOST: u32 = 100_000;
/// A span of minutes, at most: a day.
const SPAN_MOST: u32 = 1_440;

/// What a pack says about one signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The clause that it serves.
    pub clause: ClauseNumber,
    /// From which point on.
    pub limit: Limit,
    /// Codes of roles whose work it is.
    pub except: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WatchTable {
    signal: Spanned<Signal>,
    clause: Spanned<String>,
    files: Option<Spanned<u32>>,
    minutes: Option<Spanned<u32>>,
    hours: Option<Spanned<String>>,
    share: Option<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

/// Reads what a pack watches, given its clauses, and tells everything that is wrong.
pub(crate) fn read(
    text: &str,
    tables: Vec<WatchTable>,
    clauses: &[Clause],
    faults: &mut Vec<Fault>,
) -> Vec<Watch> {
    let mut reading = Reading { text, clauses, faults };
    let mut watches: Vec<Watch> = Vec::with_capacity(tables.len());
    for table in tables {
        let signal = *table.signal.get_ref();
        if watches.iter().any(|known| known.limit.signal() == signal) {
            reading.wrong(&table.signal.span(), WatchFault::Twice(signal.code()));
        }
        watches.extend(reading.watch(table));
    }
    watches
}

/// The text being read, and what was found wrong with it.
struct Reading<'a> {
    text: &'a str,
    clauses: &'a [Clause],
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, at: &Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { place: Place::of(self.text, at), kind });
    }

    fn wrong(&mut self, at: &Range<usize>, fault: WatchFault) {
        self.fault(at, FaultKind::Watch(fault));
    }

    /// `None` only where it was told why.
    fn watch(&mut self, table: WatchTable) -> Option<Watch> {
        let clause = self.clause(&table.clause);
        for role in &table.except {
            if !BUILTIN_ROLES.iter().any(|known| known.code == role.get_ref()) {
                self.wrong(&role.span(), WatchFault::Role(role.get_ref().clone()));
            }
        }
        let limit = self.limit(&table);
        let except = table.except.into_iter().map(Spanned::into_inner).collect();
        Some(Watch { clause: clause?, limit: limit?, except })
    }

    fn clause(&mut self, number: &Spanned<String>) -> Option<ClauseNumber> {
        let found = ClauseNumber::parse(number.get_ref())
            .filter(|number| self.clauses.iter().any(|clause| clause.number == *number));
        if found.is_none() {
            let kind = FaultKind::RuleWithoutClause(number.get_ref().clone());
            self.fault(&number.span(), kind);
        }
        found
    }

    fn limit(&mut self, table: &WatchTable) -> Option<Limit> {
        let signal = *table.signal.get_ref();
        let needed: &[&str] = match signal {
            Signal::Many => &["files", "minutes"],
            Signal::Night => &["files", "hours"],
            Signal::Outside => &["files", "share"],
            Signal::Leaving => &["files"],
            Signal::Honey => &[],
        };
        let said = [
            ("files", table.files.as_ref().map(Spanned::span)),
            ("minutes", table.minutes.as_ref().map(Spanned::span)),
            ("hours", table.hours.as_ref().map(Spanned::span)),
            ("share", table.share.as_ref().map(Spanned::span)),
        ];
        let mut fits = true;
        for (member, at) in said {
            let signal = signal.code();
            match (at, needed.contains(&member)) {
                (Some(at), false) => {
                    self.wrong(&at, WatchFault::Member { signal, member });
                    fits = false;
                }
                (None, true) => {
                    self.wrong(&table.signal.span(), WatchFault::Missing { signal, member });
                    fits = false;
                }
                _ => {}
            }
        }
        let files = self.number(table.files.as_ref(), "files", MOST);
        let minutes = self.number(table.minutes.as_ref(), "minutes", SPAN_MOST);
        let hours = self.hours(table.hours.as_ref());
        let share = self.share(table.share.as_ref());
        if !fits {
            return None;
        }
        Some(match signal {
            Signal::Many => Limit::Many { files: files?, minutes: minutes? },
            Signal::Night => {
                let (from, to) = hours?;
                Limit::Night { files: files?, from, to }
            }
            Signal::Outside => Limit::Outside { files: files?, share: share? },
            Signal::Leaving => Limit::Leaving { files: files? },
            Signal::Honey => Limit::Honey,
        })
    }

    fn number(
        &mut self,
        said: Option<&Spanned<u32>>,
        member: &'static str,
        most: u32,
    ) -> Option<u32> {
        let said = said?;
        let number = *said.get_ref();
        if (1..=most).contains(&number) {
            return Some(number);
        }
        let value = number.to_string();
        self.wrong(&said.span(), WatchFault::Value { member, value });
        None
    }

    fn hours(&mut self, said: Option<&Spanned<String>>) -> Option<(u16, u16)> {
        let said = said?;
        let read = said.get_ref().split_once('-');
        let read = read.and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
        let hours = read.filter(|(from, to)| from < to);
        if hours.is_none() {
            let value = said.get_ref().clone();
            self.wrong(&said.span(), WatchFault::Value { member: "hours", value });
        }
        hours
    }

    fn share(&mut self, said: Option<&Spanned<String>>) -> Option<u16> {
        let said = said?;
        match Value::parse(Kind::Percent, said.get_ref()) {
            Ok(Value::Percent(tenths)) => Some(tenths),
            _ => {
                let value = said.get_ref().clone();
                self.wrong(&said.span(), WatchFault::Value { member: "share", value });
                None
            }
        }
    }
}

/// `08:30` as a minute of the day; the day may end with 24:00.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (two(hour)?, two(minute).filter(|minute| *minute < 60)?);
    Some(hour * 60 + minute).filter(|minute| *minute <= 1_440)
}

/// A minute of the day as [`minute`] reads it.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
