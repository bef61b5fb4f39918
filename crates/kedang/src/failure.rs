//! Why a command failed, in one line.

use std::error::Error;
use std::fmt;

/// What could not be done, and why.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    why: Option<String>,
}

impl Failure {
    /// Something failed because of an error.
    pub(crate) fn new(what: impl Into<String>, why: impl Into<Box<dyn Error>>) -> Self {
        let why: Box<dyn Error> = why.into();
        let mut text = why.to_string();
        let mut cause = why.source();
        while let Some(inner) = cause {
            let inner_text = inner.to_string();
            // Many errors already repeat their cause.
            if !text.contains(&inner_text) {
                text.push_str(": ");
                text.push_str(&inner_text);
            }
            cause = inner.source();
        }
        Self { what: what.into(), why: Some(text.replace('\n', " ")) }
    }

    /// Something that cannot be done as it is.
    pub(crate) fn plain(what: impl Into<String>) -> Self {
        Self { what: what.into(), why: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.why {
            Some(why) => write!(f, ": {why}"),
            None => Ok(()),
        }
    }
}
