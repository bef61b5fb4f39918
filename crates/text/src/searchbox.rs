//! The search box: `行业:物流 负责人:我 泵业`, field filters and words in one text.
//!
//! [`parse`] tells terms apart, [`read`] makes filters of the list and words of the search out of
//! them, or says where and why it cannot. Pure: what there is to be asked for is a [`Lexicon`].

mod fit;
mod grammar;
mod lexicon;
mod reading;
mod suggest;
mod value;

pub use grammar::{Asked, BOX_MAX, Compare, Span, Term, Text, as_value, is_plain, parse, print};
pub use lexicon::{House, Key, Lexicon, Named, Shape};
pub use reading::{Part, Reading, Trouble, Why, read};
pub use suggest::{Adds, Proposal, suggest};
pub use value::Asker;
