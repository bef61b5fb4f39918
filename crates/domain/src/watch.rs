//! Unusual reading 异常查阅: who opens many files in a short time, at night, of customers that are not
//! theirs, or before they leave (L1-17, L1-18, S 8, S 14). How much is too much, the regulation says.
//!
//! A finding accuses nobody: it asks the auditor to look. It counts files, that is customers, not
//! clicks; whoever opens one file twenty times has read one file.

use crate::id::CustomerId;
use crate::org::codes;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Longest conclusion, in characters.
pub const CONCLUSION_MAX: usize = 2_000;

codes! {
    /// What is unusual about reading.
    Signal {
        /// Many files in a short time.
        Many = "many",
        /// Files outside office hours or on a day off.
        Night = "night",
        /// Files of customers that are neither the person's nor of their department.
        Outside = "outside",
        /// Files read by somebody who is about to leave.
        Leaving = "leaving",
        /// The file of a honey customer, with whom nobody has business.
        Honey = "honey",
    }
}

codes! {
    /// What became of a finding.
    State {
        /// Nobody has looked into it.
        Open = "open",
        /// It was looked into, and nothing was wrong.
        Concluded = "concluded",
        /// It became an incident.
        Incident = "incident",
    }
}

codes! {
    /// What the auditor concludes.
    Outcome {
        /// Nothing was wrong.
        Concluded = "concluded",
        /// It is an incident.
        Incident = "incident",
    }
}

/// From which point on reading is unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many files within so many minutes.
    Many {
        /// Files.
        files: u32,
        /// Minutes.
        minutes: u32,
    },
    /// So many files in a day outside the office hours, or on a day that is not worked.
    Night {
        /// Files.
        files: u32,
        /// Office hours begin: minute of the day.
        from: u16,
        /// And end: minute of the day, after `from`, not counted.
        to: u16,
    },
    /// So many foreign files in a day, when they are so large a share of all that were opened.
    Outside {
        /// Files.
        files: u32,
        /// In tenths of a percent, 0 to 1,000.
        share: u16,
    },
    /// So many files in a day.
    Leaving {
        /// Files.
        files: u32,
    },
    /// Every one.
    Honey,
}

impl Limit {
    /// Of which signal.
    #[must_use]
    pub fn signal(self) -> Signal {
        match self {
            Self::Many { .. } => Signal::Many,
            Self::Night { .. } => Signal::Night,
            Self::Outside { .. } => Signal::Outside,
            Self::Leaving { .. } => Signal::Leaving,
            Self::Honey => Signal::Honey,
        }
    }

    /// From how many files on.
    #[must_use]
    pub fn files(self) -> u32 {
        match self {
            Self::Many { files, .. }
            | Self::Night { files, .. }
            | Self::Outside { files, .. }
            | Self::Leaving { files } => files,
            Self::Honey => 1,
        }
    }
}

/// A file that somebody opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Place of its entry in the log.
    pub seq: i64,
    /// When, ms UTC.
    pub at: i64,
    /// Minute of the company's day, 0 to 1,439.
    pub minute: u16,
    /// The day is worked.
    pub worked: bool,
    /// It belongs to the day that is judged, not to the evening before.
    pub of_day: bool,
    /// Which.
    pub customer: CustomerId,
    /// It was neither the person's nor of a department of theirs.
    pub outside: bool,
    /// Their leaving was registered by then.
    pub leaving: bool,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Files that count for the signal.
    pub files: u32,
    /// All files of the same time.
    pub of: u32,
    /// The first opening that counts, ms UTC.
    pub from: i64,
    /// The last, ms UTC.
    pub until: i64,
    /// Place of the newest entry that counts.
    pub seq: i64,
}

/// Judges the openings of one person and one day by a limit; those of the evening before may be
/// among them, so that midnight divides no hour. The order does not matter.
#[must_use]
pub fn judge(limit: Limit, openings: &[Opening]) -> Option<Figures> {
    let day = || openings.iter().filter(|one| one.of_day);
    match limit {
        Limit::Many { files, minutes } => busiest(openings, minutes, files),
        Limit::Night { files, from, to } => {
            let late = |one: &&Opening| !one.worked || !(from..to).contains(&one.minute);
            counted(day().filter(late), day(), files)
        }
        Limit::Outside { files, share } => {
            let found = counted(day().filter(|one| one.outside), day(), files)?;
            let enough = u64::from(found.files) * 1_000 >= u64::from(found.of) * u64::from(share);
            enough.then_some(found)
        }
        Limit::Leaving { files } => counted(day().filter(|one| one.leaving), day(), files),
        // An opening of a honey customer is found where it happens.
        Limit::Honey => None,
    }
}

fn distinct<'a>(openings: impl Iterator<Item = &'a Opening>) -> u32 {
    let files: HashSet<CustomerId> = openings.map(|one| one.customer).collect();
    u32::try_from(files.len()).unwrap_or(u32::MAX)
}

fn counted<'a>(
    found: impl Iterator<Item = &'a Opening> + Clone,
    all: impl Iterator<Item = &'a Opening>,
    least: u32,
) -> Option<Figures> {
    let files = distinct(found.clone());
    if files == 0 || files < least {
        return None;
    }
    Some(Figures {
        files,
        of: distinct(all),
        from: found.clone().map(|one| one.at).min()?,
        until: found.clone().map(|one| one.at).max()?,
        seq: found.map(|one| one.seq).max()?,
    })
}

/// The span of so many minutes, ending with an opening of the day, in which the most files were
/// opened; the first of several.
fn busiest(openings: &[Opening], minutes: u32, least: u32) -> Option<Figures> {
    let span = i64::from(minutes) * 60_000;
    let mut openings: Vec<&Opening> = openings.iter().collect();
    openings.sort_by_key(|one| (one.at, one.seq));
    let mut within: HashMap<CustomerId, u32> = HashMap::new();
    let mut first = 0;
    let mut best: Option<(usize, &[&Opening])> = None;
    for (index, one) in openings.iter().enumerate() {
        *within.entry(one.customer).or_default() += 1;
        while openings[first].at <= one.at - span {
            let gone = openings[first].customer;
            match within.get_mut(&gone) {
                Some(times) if *times > 1 => *times -= 1,
                _ => _ = within.remove(&gone),
            }
            first += 1;
        }
        if one.of_day && best.is_none_or(|(most, _)| within.len() > most) {
            best = Some((within.len(), &openings[first..=index]));
        }
    }
    let (_, busiest) = best?;
    counted(busiest.iter().copied(), busiest.iter().copied(), least)
}

#[cfg(test)]
mod tests;
