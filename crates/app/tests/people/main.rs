//! People: set-up, signing in, accounts, departments, posts, roles.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod account;
mod department;
mod evidence;
mod person;
mod role;
mod setup;
mod sign_in;
