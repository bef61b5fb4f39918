//! `kedang policy coverage`

use super::Spoken;
use super::kept::Kept;
use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_policy::coverage::{Tally, coverage, tally};
use serde_json::json;

#[derive(Args)]
pub(super) struct Coverage {
    /// As for check
    #[arg(value_name = "PACK")]
    packs: Vec<String>,
    #[command(flatten)]
    kept: Kept,
    #[arg(long, value_enum, default_value_t)]
    language: Spoken,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Coverage {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let language = self.language.into();
        let mut clauses = Vec::new();
        for named in self.kept.and(&self.packs).await? {
            let regulation = named.regulation()?;
            if self.json {
                clauses.extend(coverage(&regulation, language));
                continue;
            }
            let Tally { enforced, tracked, attested, not_yet } = tally(&regulation);
            console::line(format_args!(
                "{} {}: {} clauses, {enforced} enforced, {tracked} tracked, {attested} attested, \
                 {not_yet} not yet",
                named.name,
                regulation.title().of(language),
                regulation.clauses().len(),
            ));
            for clause in coverage(&regulation, language) {
                let by = clause.by.join(", ");
                console::line(format_args!(
                    "{} [{}: {by}] {}",
                    clause.clause, clause.met, clause.text
                ));
            }
        }
        if self.json {
            console::line(json!({ "clauses": clauses }));
        }
        Ok(())
    }
}
