//! What an import does with customers that are on file already.

use super::Import;
use kedang_domain::field::FieldError;
use kedang_exchange::{Mapping, Target};
use kedang_storage::customer;
use serde::{Deserialize, Serialize};

/// Whether rows become customers, or change those on file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Every row is a new customer.
    #[default]
    Create,
    /// Every row is about a customer on file.
    Update,
    /// A row is about the customer on file that has its key; when there is none, it is a new one.
    CreateOrUpdate,
}

impl Mode {
    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::CreateOrUpdate => "create_or_update",
        }
    }
}

/// By what the customer on file is found that a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Its file code.
    Code,
    /// Its unified social credit code.
    CreditCode,
    /// Its full name, to the letter.
    Name,
    /// Its own mobile number.
    Mobile,
}

impl Key {
    /// All of them, the surest first.
    pub const ALL: [Self; 4] = [Self::Code, Self::CreditCode, Self::Mobile, Self::Name];

    /// Its stable name, which is also the target of its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::CreditCode => "credit_code",
            Self::Name => "name",
            Self::Mobile => "mobile",
        }
    }

    /// As storage looks for it.
    pub(super) fn stored(self) -> customer::Key<'static> {
        match self {
            Self::Code => customer::Key::Code,
            Self::Name => customer::Key::Name,
            Self::CreditCode | Self::Mobile => customer::Key::Field(self.name()),
        }
    }

    /// Whether a column of the sheet can have it.
    fn is_mapped(self, mapping: &Mapping) -> bool {
        let has = |target: Target| mapping.place_of(&target).is_some();
        match self {
            Self::Code => has(Target::Code),
            Self::Name => has(Target::Name),
            Self::CreditCode => has(Target::Field(self.name().to_owned())),
            Self::Mobile => has(Target::Field(self.name().to_owned())) || has(Target::Phone),
        }
    }
}

/// What an import is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// With customers on file.
    pub mode: Mode,
    /// By what they are found; always there when they are looked for.
    pub key: Option<Key>,
    /// An empty cell empties the field. Otherwise it changes nothing.
    pub overwrite_empty: bool,
}

impl Plan {
    /// The key by which customers on file are looked for, if they are.
    pub(super) fn sought(self) -> Option<Key> {
        self.key.filter(|_| self.mode != Mode::Create)
    }

    /// Whether it can be carried out on a sheet whose columns mean this.
    pub(super) fn check(self, mapping: &Mapping) -> Result<(), FieldError> {
        match (self.mode, self.key) {
            (Mode::Create, _) => Ok(()),
            (_, None) => Err(FieldError::new("import_key_missing")),
            (_, Some(key)) if key.is_mapped(mapping) => Ok(()),
            (_, Some(key)) => Err(FieldError::new("import_key_unmapped").with("key", key.name())),
        }
    }
}

/// The keys that columns of the chosen sheet have, the surest first.
#[must_use]
pub fn keys(batch: &Import) -> Vec<Key> {
    Key::ALL.into_iter().filter(|key| key.is_mapped(&batch.layout.mapping)).collect()
}

/// A header may stand for a company's own numbers as well as for our file codes: only a column in
/// which file codes stand is taken for one.
pub(super) fn without_foreign_codes<'a>(
    mapping: &mut Mapping,
    rows: impl IntoIterator<Item = (i64, &'a [kedang_exchange::Cell])>,
) {
    let Some(place) = mapping.place_of(&Target::Code) else { return };
    let below = rows.into_iter().filter(|(row, _)| *row > i64::from(mapping.header_row));
    let mut texts = below.filter_map(|(_, cells)| cells.get(place)).filter(|c| !c.is_blank());
    if !texts.any(|cell| customer::number_of(cell.text()).is_some()) {
        mapping.columns.remove(&place);
    }
}
