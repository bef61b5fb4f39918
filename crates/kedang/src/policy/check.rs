//! `kedang policy check`

use super::kept::Kept;
use super::source::{Named, Read};
use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_policy::value::Language;
use kedang_policy::{CompanyPack, Fault, Pack, Regulation};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct Check {
    /// Files of packs, or codes of those that come with the program (M, C, H, L, S); all of these
    /// when none is named
    #[arg(value_name = "PACK")]
    packs: Vec<String>,
    #[command(flatten)]
    kept: Kept,
}

impl Check {
    /// Ends with 1 when something is wrong with a pack.
    pub(super) async fn run(self) -> Result<ExitCode, Failure> {
        let mut packs = Vec::new();
        let mut companies = Vec::new();
        let mut faulty = false;
        for named in self.kept.and(&self.packs).await? {
            match named.read() {
                Ok(Read::Pack(pack)) => {
                    faulty |= incomplete(&named, &pack);
                    packs.push(pack);
                }
                Ok(Read::Company(company)) => companies.push((named.name, company)),
                Err(faults) => faulty |= told(&named.name, &faults),
            }
        }
        for pack in &packs {
            let (clauses, rules) = (pack.clauses.len(), pack.rules.len());
            console::line(format_args!("{}: {clauses} clauses, {rules} values", pack.code));
        }
        if !packs.is_empty() {
            let together = CompanyPack::upon(&packs.iter().collect::<Vec<_>>());
            match Regulation::compile(&together, &packs) {
                Ok(regulation) => contradictions(&regulation),
                Err(faults) => faulty |= told(&together.own.code, &faults),
            }
        }
        for (name, company) in companies {
            match Read::Company(company).regulation(&packs) {
                Ok(regulation) => of_company(&name, &regulation),
                Err(faults) => faulty |= told(&name, &faults),
            }
        }
        Ok(if faulty { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

/// Whether a clause of the source is missing, or one is too many.
fn incomplete(named: &Named, pack: &Pack) -> bool {
    let missing = named.numbers.map_or(Ok(()), |numbers| pack.complete(numbers));
    let faults = missing.err().unwrap_or_default();
    for fault in &faults {
        console::line(format_args!("{}:{fault}", named.name));
    }
    !faults.is_empty()
}

/// Says what is wrong; that something is.
fn told(name: &str, faults: &[Fault]) -> bool {
    for fault in faults {
        console::line(format_args!("{name}:{fault}"));
    }
    !faults.is_empty()
}

fn of_company(name: &str, regulation: &Regulation) {
    let bases: Vec<_> = regulation.packs().iter().map(|pack| pack.code.as_str()).collect();
    let changed = regulation.rules().iter().filter(|rule| rule.changed).count();
    console::line(format_args!(
        "{name}: {} {} of {}: {} clauses, {} values ({changed} changed), {} duties, \
         {} clauses dropped",
        regulation.code(),
        regulation.version(),
        bases.join(", "),
        regulation.clauses().len(),
        regulation.rules().len(),
        regulation.duties().all().len(),
        regulation.dropped().len(),
    ));
    contradictions(regulation);
}

fn contradictions(regulation: &Regulation) {
    for matter in regulation.contradictions() {
        let said = matter.words(Language::Zh);
        console::line(format_args!("{} — {said}", matter.matter));
    }
}
