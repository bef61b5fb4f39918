//! Regulations by name: a file, or the code of a pack that comes with the program.

use crate::failure::Failure;
use kedang_policy::{CompanyPack, Fault, Pack, Regulation, SHIPPED, shipped_packs};
use std::path::Path;

/// A text with the name under which it was asked for.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) text: String,
    /// Numbers of the source's clauses, where that is known.
    pub(super) numbers: Option<&'static str>,
}

/// What a text is.
pub(super) enum Read {
    /// A regulation by itself.
    Pack(Pack),
    /// What a company makes of others.
    Company(CompanyPack),
}

impl Named {
    /// The text of a name.
    pub(super) fn find(name: &str) -> Result<Self, Failure> {
        if let Some(pack) = SHIPPED.iter().find(|pack| pack.code.eq_ignore_ascii_case(name)) {
            let (text, numbers) = (pack.text.to_owned(), Some(pack.numbers));
            return Ok(Self { name: pack.code.to_owned(), text, numbers });
        }
        let text = std::fs::read_to_string(Path::new(name)).map_err(|e| {
            Failure::new(format!("{name} is no pack (M, C, H, L, S) and no file"), e)
        })?;
        Ok(Self { name: name.to_owned(), text, numbers: None })
    }

    /// The texts of these names; all packs that come with the program when none is named.
    pub(super) fn find_all(names: &[String]) -> Result<Vec<Self>, Failure> {
        if names.is_empty() {
            return SHIPPED.iter().map(|pack| Self::find(pack.code)).collect();
        }
        names.iter().map(|name| Self::find(name)).collect()
    }

    pub(super) fn read(&self) -> Result<Read, Vec<Fault>> {
        if CompanyPack::is_meant(&self.text) {
            CompanyPack::read(&self.text).map(Read::Company)
        } else {
            Pack::read(&self.text).map(Read::Pack)
        }
    }

    /// As it would be in force.
    pub(super) fn regulation(&self) -> Result<Regulation, Failure> {
        self.read().and_then(|read| read.regulation(&[])).map_err(|faults| {
            let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
            Failure::plain(format!("{}:{}", self.name, lines.join("; ")))
        })
    }
}

impl Read {
    /// As it would be in force, upon the packs that come with the program and these.
    pub(super) fn regulation(&self, others: &[Pack]) -> Result<Regulation, Vec<Fault>> {
        match self {
            Self::Pack(pack) => {
                Regulation::compile(&CompanyPack::upon(&[pack]), std::slice::from_ref(pack))
            }
            Self::Company(company) => {
                let bases: Vec<_> = others.iter().chain(shipped_packs()).cloned().collect();
                Regulation::compile(company, &bases)
            }
        }
    }
}
