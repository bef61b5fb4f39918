//! `kedang policy`: what a regulation says and how it is met; no database.

use crate::console;
use crate::failure::Failure;
use clap::{Args, Subcommand, ValueEnum};
use kedang_policy::combine::Contradiction;
use kedang_policy::coverage::{coverage, tally};
use kedang_policy::print::book;
use kedang_policy::value::Language;
use kedang_policy::{CompanyPack, Fault, Pack, Regulation, SHIPPED};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// Checks, prints and compares regulations.
#[derive(Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check packs: form, clauses, what meets them, and where packs contradict each other
    Check(Check),
    /// Print a regulation as an HTML document
    Print(Print),
    /// Tell clause by clause how a regulation is met
    Coverage(Coverage),
}

#[derive(Args)]
struct Check {
    /// Files of packs, or codes of those that come with the program (M, C, H, L, S); all of these
    /// when none is named
    #[arg(value_name = "PACK")]
    packs: Vec<String>,
}

#[derive(Args)]
struct Print {
    /// File of a pack, or the code of one that comes with the program
    #[arg(value_name = "PACK")]
    pack: String,
    #[arg(long, value_enum, default_value_t)]
    language: Spoken,
}

#[derive(Args)]
struct Coverage {
    /// As for check
    #[arg(value_name = "PACK")]
    packs: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    language: Spoken,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Language of what is printed
#[derive(Clone, Copy, Default, ValueEnum)]
enum Spoken {
    #[default]
    Zh,
    En,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Zh => Self::Zh,
            Spoken::En => Self::En,
        }
    }
}

/// A pack with the name under which it was asked for.
struct Named {
    name: String,
    text: String,
    /// Numbers of the source's clauses, where that is known.
    numbers: Option<&'static str>,
}

impl Policy {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Check(check) => check.run(),
            What::Print(print) => {
                let pack = read(&named(&print.pack)?)?;
                console::line(book(&pack, print.language.into()).trim_end());
                Ok(ExitCode::SUCCESS)
            }
            What::Coverage(coverage) => coverage.run(),
        }
    }
}

impl Check {
    /// Ends with 1 when something is wrong with a pack.
    fn run(self) -> Result<ExitCode, Failure> {
        let mut packs = Vec::new();
        let mut faulty = false;
        for pack in all(&self.packs)? {
            let faults = match Pack::read(&pack.text) {
                Ok(read) => {
                    let missing = pack.numbers.map_or(Ok(()), |numbers| read.complete(numbers));
                    packs.push(read);
                    missing.err().into_iter().flatten().map(|kind| kind.to_string()).collect()
                }
                Err(faults) => lines(&faults),
            };
            for fault in &faults {
                console::line(format_args!("{}:{fault}", pack.name));
            }
            faulty |= !faults.is_empty();
        }
        for pack in &packs {
            let (clauses, rules) = (pack.clauses.len(), pack.rules.len());
            console::line(format_args!("{}: {clauses} clauses, {rules} values", pack.code));
        }
        for matter in compared(&packs)? {
            let said = matter.words(Language::Zh);
            console::line(format_args!("{} — {said}", matter.matter));
        }
        Ok(if faulty { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

impl Coverage {
    fn run(self) -> Result<ExitCode, Failure> {
        let language = self.language.into();
        let mut clauses = Vec::new();
        for pack in all(&self.packs)? {
            let pack = read(&pack)?;
            if self.json {
                clauses.extend(coverage(&pack, language));
                continue;
            }
            let sum = tally(&pack);
            console::line(format_args!(
                "{} {}: {} clauses, {} enforced, {} tracked, {} attested, {} not yet",
                pack.code,
                pack.title.of(language),
                pack.clauses.len(),
                sum.enforced,
                sum.tracked,
                sum.attested,
                sum.not_yet
            ));
            for clause in coverage(&pack, language) {
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
        Ok(ExitCode::SUCCESS)
    }
}

/// Where packs contradict each other when they are taken together, in this order.
fn compared(packs: &[Pack]) -> Result<Vec<Contradiction>, Failure> {
    let together = CompanyPack::upon(&packs.iter().collect::<Vec<_>>());
    Regulation::compile(&together, packs)
        .map(|regulation| regulation.contradictions().to_vec())
        .map_err(|faults| Failure::plain(lines(&faults).join("; ")))
}

/// The packs of these names; all that come with the program when none is named.
fn all(names: &[String]) -> Result<Vec<Named>, Failure> {
    if names.is_empty() {
        return SHIPPED.iter().map(|pack| named(pack.code)).collect();
    }
    names.iter().map(|name| named(name)).collect()
}

fn named(name: &str) -> Result<Named, Failure> {
    if let Some(pack) = SHIPPED.iter().find(|pack| pack.code.eq_ignore_ascii_case(name)) {
        let (text, numbers) = (pack.text.to_owned(), Some(pack.numbers));
        return Ok(Named { name: pack.code.to_owned(), text, numbers });
    }
    let text = std::fs::read_to_string(Path::new(name))
        .map_err(|e| Failure::new(format!("{name} is no pack (M, C, H, L, S) and no file"), e))?;
    Ok(Named { name: name.to_owned(), text, numbers: None })
}

fn read(pack: &Named) -> Result<Pack, Failure> {
    Pack::read(&pack.text)
        .map_err(|faults| Failure::plain(format!("{}:{}", pack.name, lines(&faults).join("; "))))
}

fn lines(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}
