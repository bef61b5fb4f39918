//! Reference tables shipped with the product: administrative divisions (GB/T 2260), industries
//! (GB/T 4754-2017), the working-day calendar of mainland China, and the festivals of the Chinese
//! calendar.
//!
//! Each table is parsed once, on first use, and borrows its texts from the binary. Sources and
//! licences stand in `data/README.md`.

mod calendar;
mod division;
mod division_text;
mod festival;
mod industry;

pub use calendar::{CalendarError, DayKind, WorkCalendar};
pub use division::{Division, Divisions, Resolved};
pub use division_text::TextMatch;
pub use festival::Festival;
pub use industry::{Industries, Industry};
