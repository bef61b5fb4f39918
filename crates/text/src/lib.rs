//! Chinese text: one form of a name, legal forms of companies, pinyin, and the tokens by which
//! customers are found.
//!
//! [`search::index_tokens`] says what is written into the search table for a customer,
//! [`search::query_plan`] what is looked up there for what a person typed, and
//! [`search::Judge`] judges a candidate: the table answers quickly and a little too
//! generously, the judge is exact.

pub mod company;
pub mod individual;
pub mod matching;
pub mod normal;
pub mod pinyin;
pub mod search;
pub mod searchbox;
pub mod trace;
