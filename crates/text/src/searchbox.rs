//! The search box: `行业:物流 负责人:我 泵业`, field filters and words in one text.

mod grammar;

pub use grammar::{Asked, BOX_MAX, Compare, Span, Term, Text, as_value, is_plain, parse, print};
