//! Obligations: somebody must do something by a time because of a clause.
//!
//! Nobody opens or closes one by hand. What opens and fulfils them are entries of the log, and the
//! calendar; the duties of the company's regulation say which. See [`hook`] for the entries and
//! [`clock`] for the calendar.

mod assign;
mod clock;
mod duties;
mod hook;
mod leave;
mod read;
mod tell;

pub(crate) use duties::{KnownDuties, may_change_duties};
pub(crate) use hook::HAPPENED;

pub use clock::{Cycled, Watched};
pub use kedang_storage::obligation::Listed;
pub use read::{Counts, Filter, Nearest};
