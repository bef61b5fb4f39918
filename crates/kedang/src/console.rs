//! What a command says to whoever called it: results on standard output, one precise line on
//! standard error when it fails.

use std::fmt::Display;
use std::io::Write as _;

/// A line of the result. Whoever closed the pipe does not want the rest.
pub(crate) fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Why a command failed.
pub(crate) fn error(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "kedang: {text}");
}
