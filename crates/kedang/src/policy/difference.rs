//! `kedang policy difference`

use super::Spoken;
use super::source::Named;
use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_policy::difference::difference;
use kedang_policy::value::Language;
use serde_json::json;

#[derive(Args)]
pub(super) struct Difference {
    /// The version before: file of a pack, or the code of one that comes with the program
    old: String,
    /// The version after
    new: String,
    #[arg(long, value_enum, default_value_t)]
    language: Spoken,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Difference {
    pub(super) fn run(self) -> Result<(), Failure> {
        let language: Language = self.language.into();
        let old = Named::find(&self.old)?.regulation()?;
        let new = Named::find(&self.new)?.regulation()?;
        let mut lines = Vec::new();
        for found in difference(&old, &new) {
            let line = found.line(language);
            if self.json {
                lines.push(json!({
                    "kind": found.code(),
                    "clause": line.clause,
                    "before": line.before,
                    "after": line.after,
                    "reason": line.reason,
                }));
                continue;
            }
            let reason = if line.reason.is_empty() { "" } else { " # " };
            console::line(format_args!(
                "{} {}: {} → {}{reason}{}",
                line.clause, line.what, line.before, line.after, line.reason
            ));
        }
        if self.json {
            console::line(json!({ "differences": lines }));
        }
        Ok(())
    }
}
