//! Which records are one and the same company: "no customer twice".
//!
//! A [`Record`] is raw text as a person types it or a workbook holds it. [`Profile::new`] reads
//! it once; [`Profile::keys`] are the blocking keys that find candidates without comparing all
//! with all; [`compare`] weighs two profiles field by field and says how sure it is and why.
//! [`batch`] does this for a whole table, [`cluster()`] joins what belongs together without ever
//! joining what contradicts itself.
//!
//! Everything is a pure function of its input: no clock, no randomness, no state.

mod address;
pub mod batch;
mod cluster;
mod compare;
mod distance;
mod features;
mod fields;
mod fold;
mod frequencies;
mod key;
mod name;
mod places;
mod profile;
mod weights;
mod words;

pub use cluster::cluster;
pub use compare::{Agreement, Comparison, Field, FieldEvidence, Verdict, compare};
pub use frequencies::Frequencies;
pub use key::{KEYS_VERSION, Key, KeyClass, Keys};
pub use profile::Profile;

#[doc(hidden)]
pub use features::{FEATURES, feature, features};

/// The texts of one record, raw. An empty text is a missing field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Record<'a> {
    /// Name of the company.
    pub name: &'a str,
    /// Unified social credit code, or the organisation code of nine characters in it.
    pub credit_code: &'a str,
    /// Legal representative.
    pub legal_representative: &'a str,
    /// Contact; of several the first counts.
    pub contacts: &'a str,
    /// Mobile numbers, any number of them in any form.
    pub mobiles: &'a str,
    /// Other telephone numbers, the same.
    pub phones: &'a str,
    /// E-mail addresses; of several the first counts.
    pub emails: &'a str,
    /// Web site.
    pub website: &'a str,
    /// Province, by name; here or below the division code of six digits will do as well.
    pub province: &'a str,
    /// City.
    pub city: &'a str,
    /// County or district.
    pub county: &'a str,
    /// Address, with or without its region.
    pub address: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Day of founding in any form, also a spreadsheet's serial number.
    pub founded: &'a str,
    /// Registered capital in any form; a bare number counts yuan.
    pub capital: &'a str,
    /// Industry, as name or code of GB/T 4754.
    pub industry: &'a str,
}
