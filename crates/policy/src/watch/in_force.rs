//! What is watched under a regulation.

use super::{Watch, clock};
use crate::value::{Language, Value};
use kedang_domain::watch::{Limit, Signal};

/// What holds for a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchInForce {
    /// Its clause with the code of the pack, as everybody quotes it.
    pub clause: String,
    /// From which point on.
    pub limit: Limit,
    /// Codes of roles whose work it is.
    pub except: Vec<String>,
}

impl WatchInForce {
    /// From which point on, in words: `60 分钟内 40 户`.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        match self.limit {
            Limit::Many { files, minutes } if zh => format!("{minutes} 分钟内 {files} 户"),
            Limit::Many { files, minutes } => format!("{files} files within {minutes} minutes"),
            Limit::Night { files, from, to } => {
                let hours = format!("{}-{}", clock(from), clock(to));
                if zh {
                    format!("一天内在 {hours} 以外或非工作日 {files} 户")
                } else {
                    format!("{files} files in a day outside {hours} or on a day off")
                }
            }
            Limit::Outside { files, share } => {
                let share = Value::Percent(share).words(language);
                if zh {
                    format!("一天内 {files} 户，且占全部的 {share} 以上")
                } else {
                    format!("{files} files in a day, and at least {share} of all")
                }
            }
            Limit::Leaving { files } if zh => format!("一天内 {files} 户"),
            Limit::Leaving { files } => format!("{files} files in a day"),
            Limit::Honey => (if zh { "每一次" } else { "every time" }).to_owned(),
        }
    }
}

/// All that is watched under a regulation, at most one for each signal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watches(Vec<WatchInForce>);

impl Watches {
    /// Puts together what the packs say, each with its code, the company's own first: the first that
    /// speaks of a signal holds on it.
    pub(crate) fn in_force<'a>(watches: impl IntoIterator<Item = (&'a str, &'a Watch)>) -> Self {
        let mut held: Vec<WatchInForce> = Vec::new();
        for (pack, watch) in watches {
            let signal = watch.limit.signal();
            if held.iter().all(|known| known.limit.signal() != signal) {
                let clause = watch.clause.quoted(pack);
                let except = watch.except.clone();
                held.push(WatchInForce { clause, limit: watch.limit, except });
            }
        }
        held.sort_by_key(|one| one.limit.signal());
        Self(held)
    }

    /// Every one, in the order of the signals.
    #[must_use]
    pub fn all(&self) -> &[WatchInForce] {
        &self.0
    }

    /// What holds for a signal; `None`: it is not watched.
    #[must_use]
    pub fn of(&self, signal: Signal) -> Option<&WatchInForce> {
        self.0.iter().find(|one| one.limit.signal() == signal)
    }
}
