//! Values, entities and rules of Kedang, pure: no I/O, no async, no clock, no randomness.
//!
//! policy → permission | obligation → evidence: [`permission`] answers who may, `field` says
//! what can be known about a customer, `template` which of it a card asks for.

pub mod access;
pub mod campaign;
pub mod change_list;
pub mod clash;
pub mod correction;
pub mod cycle;
pub mod export;
pub mod field;
pub mod greeting;
pub mod id;
pub mod import_template;
pub mod incident;
pub mod invalid;
pub mod loan;
pub mod login;
pub mod marker;
pub mod merge;
pub mod month_check;
pub mod notice;
pub mod obligation;
pub mod org;
pub mod password;
pub mod permission;
pub mod policy;
pub mod quality;
pub mod recent_search;
pub mod reference;
pub mod request;
pub mod role;
pub mod saved_view;
pub mod secrecy;
pub mod template;
pub mod trace;
pub mod twin;
pub mod urgent_news;
pub mod value;
pub mod watch;
