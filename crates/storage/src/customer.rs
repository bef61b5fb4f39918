//! Customers: one row each, with all facts in one document, and an index row for every fact that
//! lists filter by.
//!
//! A customer leaves this module only as [`Seen`] (or as a row of [`list`]): with the standing
//! that let the person see it. Whoever has none gets `None`.

mod code;
mod condition;
mod credit_code;
mod estimate;
mod insert;
mod keyed;
mod list;
mod remove;
mod seen;
mod update;
mod wanted;

pub use code::{CODE_DIGITS, code, number, number_of};
pub(crate) use condition::holding;
pub use condition::{Column, ColumnTest, Condition, ValueTest};
pub use credit_code::{Clash, credit_codes_on_file, hold_codes, with_credit_code};
pub use estimate::Estimates;
pub(crate) use insert::insert_index;
pub use insert::{IndexRow, New, add_index, insert, numbers};
pub use keyed::{Key, keyed};
pub use list::{
    Count, Cursor, CursorKey, Listed, Query, Sort, SortKey, count, list, meeting, selected,
};
pub use remove::{Traces, remove, traces};
pub(crate) use seen::{DATA, secrecy_of};
pub use seen::{Secrecy, Seen, exists, labels, own_names, visible, visible_many, whole};
pub use update::{Update, assign, count_marks, touch, update};
pub use wanted::Wanted;
