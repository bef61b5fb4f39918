//! What belongs to customers of a high level of secrecy lies sealed (L1-22, L4-12).
//!
//! The seam has two sides, and no other module knows keys:
//!
//! * **Reading** does not ask whether a customer is sealed: a sealed value says so itself. Whoever
//!   reads rows collects what is [`closed`] among them and has it [`open`]ed. What nobody opens
//!   shows nothing: a document without facts, a text without a visible character.
//! * **Writing** asks for the [`Sealer`] of the customer and writes what that gives.
//!
//! [`settle`] brings a customer from one state into another, in the transaction in which its level
//! changes; [`crate::secrecy::set`] calls it. The keys hang on the database ([`attach`]).

mod key;
mod settle;
mod value;
mod words;

pub use key::{
    Again, Count, Random, Vault, attach, count, is_used, rewrap, sealed_customers, vault,
};
pub(crate) use settle::NAME;
pub use settle::{FORGET_JOB, Sealing, places, resettle, sealing, settle};
pub use value::Carrier;
pub(crate) use value::{
    Closed, Column, MARK, SEALED, Sealer, closed, open, sealer, sealers, sealers_of,
};
pub use words::forget_words;
pub(crate) use words::{either, hidden, keep_index, keyed_index, keyed_values, keyed_words, said};
