//! What the columns of a sheet mean.

use std::collections::{BTreeMap, BTreeSet};

use kedang_domain::value::MoneyUnit;
use serde::{Deserialize, Serialize};

use crate::{Header, HeaderCatalogue, HeaderColumn};

/// Where a column goes. As text: `name`, `code`, a key of a customer's field (`credit_code`,
/// `x_channel`), `contact.name`, `contact.<key>`, `region.province`, `region.city`,
/// `region.county`, `phone`, `contact.phone`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// The customer's name.
    Name,
    /// The file code of a customer on file: it tells who is meant and changes nothing.
    Code,
    /// A field of the customer.
    Field(String),
    /// The contact's name.
    ContactName,
    /// A field of the contact.
    Contact(String),
    /// Province of the address.
    Province,
    /// City of the address.
    City,
    /// County or district of the address.
    County,
    /// A number of the customer that goes to `mobile` or `office_phone` as it reads.
    Phone,
    /// A number of the contact that goes to its `mobile` or `office_phone` as it reads.
    ContactPhone,
}

impl Target {
    /// How cells are read when no catalogue knows the target.
    pub(crate) fn default_kind(&self) -> ValueKind {
        match self {
            Self::Name => ValueKind::Name,
            Self::Phone | Self::ContactPhone => ValueKind::AnyPhone,
            _ => ValueKind::Text,
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name => f.write_str("name"),
            Self::Code => f.write_str("code"),
            Self::Field(key) => f.write_str(key),
            Self::ContactName => f.write_str("contact.name"),
            Self::Contact(key) => write!(f, "contact.{key}"),
            Self::Province => f.write_str("region.province"),
            Self::City => f.write_str("region.city"),
            Self::County => f.write_str("region.county"),
            Self::Phone => f.write_str("phone"),
            Self::ContactPhone => f.write_str("contact.phone"),
        }
    }
}

/// The text names no target.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no target")]
pub struct NoTarget;

impl std::str::FromStr for Target {
    type Err = NoTarget;

    fn from_str(text: &str) -> Result<Self, NoTarget> {
        let is_key = |key: &str| {
            !key.is_empty()
                && key.len() <= 64
                && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        Ok(match text {
            "name" => Self::Name,
            "code" => Self::Code,
            "contact.name" => Self::ContactName,
            "region.province" => Self::Province,
            "region.city" => Self::City,
            "region.county" => Self::County,
            "phone" => Self::Phone,
            "contact.phone" => Self::ContactPhone,
            text => match text.strip_prefix("contact.") {
                Some(key) if is_key(key) => Self::Contact(key.to_owned()),
                None if is_key(text) => Self::Field(text.to_owned()),
                _ => return Err(NoTarget),
            },
        })
    }
}

impl TryFrom<String> for Target {
    type Error = NoTarget;

    fn try_from(text: String) -> Result<Self, NoTarget> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A name, required.
    Name,
    /// One line of text, kept as written without blanks around it.
    #[default]
    Text,
    /// Text of several lines.
    Paragraphs,
    /// Unified social credit code.
    CreditCode,
    /// Citizen identity number.
    IdNumber,
    /// Mobile number.
    Mobile,
    /// Any telephone number; one that cannot be read is a warning.
    Phone,
    /// Mobile or other number, sorted by what it is; one that cannot be read is an error.
    AnyPhone,
    /// E-mail address.
    Email,
    /// Web address; one that cannot be read is a warning.
    Url,
    /// Day.
    Date,
    /// Amount, in fen; one that cannot be read is a warning.
    Money,
    /// Decimal number; one that cannot be read is a warning.
    Number,
    /// Post code; one that cannot be read is a warning.
    Postcode,
}

/// The meaning of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Where it goes.
    pub target: Target,
    /// How its cells are read.
    pub kind: ValueKind,
    /// Unit of a bare amount.
    #[serde(default)]
    pub unit: MoneyUnit,
    /// Its header.
    pub header: String,
}

/// The meaning of the columns of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The header row; data begins behind it. 0 when there is none.
    pub header_row: u32,
    /// All headers, mapped or not.
    pub headers: Vec<HeaderColumn>,
    /// What goes where, by the column's place from 0.
    pub columns: BTreeMap<usize, Column>,
    /// Texts above the header row; repeated further down they are no data.
    pub titles: Vec<String>,
    /// Days are counted from 1904.
    pub from_1904: bool,
}

impl Mapping {
    /// Guesses the meaning of the columns. A header that nothing more is known of but `姓名` names
    /// the customer when no other does: a table of persons. Every target is taken once, by the first header that
    /// names it; of several columns of telephone numbers the first is the mobile, the second the
    /// fixed line.
    #[must_use]
    pub fn guess(header: &Header, catalogue: &HeaderCatalogue, from_1904: bool) -> Self {
        let mut mapping = Self {
            header_row: header.row,
            headers: header.columns.clone(),
            columns: BTreeMap::new(),
            titles: header.titles.clone(),
            from_1904,
        };
        let mut taken: BTreeSet<Target> = BTreeSet::new();
        let mut phones = Vec::new();
        for column in &header.columns {
            let Some(alias) = catalogue.find(&column.text) else { continue };
            if alias.target == Target::Phone {
                phones.push(column);
            } else if taken.insert(alias.target.clone()) {
                let found = catalogue.column(&alias.target, &column.text);
                mapping.columns.insert(column.index, found);
            }
        }
        if !mapping.has_name()
            && let Some(index) = mapping.place_of(&Target::ContactName)
            && crate::catalogue::key(mapping.header(index)) == "姓名"
        {
            let header = mapping.header(index).to_owned();
            mapping.columns.insert(index, catalogue.column(&Target::Name, &header));
        }
        mapping.give_birthday(catalogue);
        let mobile = Target::Field("mobile".to_owned());
        let single = phones.len() == 1 && !taken.contains(&mobile);
        let line = Target::Field("office_phone".to_owned());
        if single && !taken.contains(&line) {
            taken.insert(Target::Phone);
            mapping.assign_all(&phones, [Target::Phone], catalogue);
        } else {
            let free = [mobile, line, Target::Field("home_phone".to_owned())]
                .into_iter()
                .filter(|target| !taken.contains(target));
            mapping.assign_all(&phones, free, catalogue);
        }
        mapping
    }

    /// As [`Mapping::guess`] where another table begins at a column: what stands there means nothing
    /// for this one, but can be chosen.
    #[must_use]
    pub fn guess_until(
        header: &Header,
        column: Option<usize>,
        catalogue: &HeaderCatalogue,
        from_1904: bool,
    ) -> Self {
        let Some(column) = column else { return Self::guess(header, catalogue, from_1904) };
        let mut own = header.clone();
        own.columns.retain(|one| one.index < column);
        let mapping = Self::guess(&own, catalogue, from_1904);
        Self { headers: header.columns.clone(), ..mapping }
    }

    /// Beside a customer and its contact, a birthday is the contact's.
    fn give_birthday(&mut self, catalogue: &HeaderCatalogue) {
        let both = self.has_name() && self.place_of(&Target::ContactName).is_some();
        let birth = self.place_of(&Target::Field("birth_date".to_owned()));
        if let Some(index) = birth.filter(|_| both) {
            let mut column = catalogue.column(&Target::Contact("birthday".to_owned()), "");
            column.kind = ValueKind::Date;
            column.header = self.header(index).to_owned();
            self.columns.insert(index, column);
        }
    }

    fn assign_all(
        &mut self,
        columns: &[&HeaderColumn],
        targets: impl IntoIterator<Item = Target>,
        catalogue: &HeaderCatalogue,
    ) {
        for (column, target) in columns.iter().zip(targets) {
            let found = catalogue.column(&target, &column.text);
            self.columns.insert(column.index, found);
        }
    }

    /// Gives a column another meaning, or none. Another column with the same target loses it.
    pub fn assign(&mut self, index: usize, target: Option<Target>, catalogue: &HeaderCatalogue) {
        self.columns.remove(&index);
        if let Some(target) = target {
            self.columns.retain(|_, column| column.target != target);
            let header = self.header(index).to_owned();
            self.columns.insert(index, catalogue.column(&target, &header));
        }
    }

    /// The header of a column, empty when it has none.
    #[must_use]
    pub fn header(&self, index: usize) -> &str {
        self.headers.iter().find(|h| h.index == index).map_or("", |h| h.text.as_str())
    }

    /// The column that goes to a target.
    #[must_use]
    pub fn place_of(&self, target: &Target) -> Option<usize> {
        self.columns.iter().find(|(_, column)| column.target == *target).map(|(index, _)| *index)
    }

    /// Whether rows can be judged: without a column of names every row is in error.
    #[must_use]
    pub fn has_name(&self) -> bool {
        self.place_of(&Target::Name).is_some()
    }
}
