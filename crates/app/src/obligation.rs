//! Obligations: somebody must do something by a time because of a clause.
//!
//! Nobody opens or closes one by hand. What opens and fulfils them are entries of the log, and the
//! calendar; the duties of the company's regulation say which. See [`hook`] for the entries and
//! [`clock`] for the calendar.

mod assign;
mod clock;
mod extension;
mod hook;
mod leave;
mod read;
mod show;
mod tell;

pub(crate) use assign::House;
pub(crate) use hook::HAPPENED;
pub(crate) use leave::end_with_customer;

pub use clock::{Cycled, Watched};
pub use extension::ExtensionDecision;
pub use kedang_policy::{Duties, Words};
pub use kedang_storage::obligation::WaitingExtension;
pub use kedang_storage::obligation::{Extension, Listed};
pub use read::{Counts, Filter, Nearest};
pub use show::{Entry, History, Shown};
