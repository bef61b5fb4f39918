//! Exports: what is taken out, in which form, and how far it has come.

use crate::id::{ContactId, CustomerId};
use serde::{Deserialize, Serialize};

/// Most columns of an export.
pub const COLUMNS_MAX: usize = 60;
/// Most characters of a purpose, and of the reason of a refusal.
pub const PURPOSE_MAX: usize = 200;

/// The form of an exported list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated text in UTF-8 with a byte-order mark, as spreadsheets expect it.
    Csv,
    /// A workbook.
    Xlsx,
    /// The contacts as business cards (vCard 4.0, RFC 6350).
    Vcf,
}

impl ExportFormat {
    /// Their names, in the order of a page.
    pub const NAMES: [&str; 3] = ["xlsx", "csv", "vcf"];

    /// From its stable name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "vcf" => Some(Self::Vcf),
            _ => None,
        }
    }

    /// The stable name, which is also the ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Vcf => "vcf",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Vcf => "text/vcard; charset=utf-8",
        }
    }
}

/// One customer alone, or one of its contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Only {
    /// Which customer.
    pub customer: CustomerId,
    /// Which of its contacts; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
}

/// What is taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// As `field:op:value`; all must hold.
    pub filters: Vec<String>,
    /// Order: a key, with `-` before it for greatest first.
    pub sort: String,
    /// Keys of the facts, in their order.
    pub columns: Vec<String>,
    /// In which form.
    pub format: ExportFormat,
    /// The head of a text table names what a workbook has on its cover.
    pub cover: bool,
    /// One customer alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// Somebody has to approve it.
    Asked,
    /// Somebody refused it.
    Refused,
    /// It can be fetched, once.
    Ready,
    /// It is on its way.
    Leaving,
    /// All of it left.
    Done,
    /// It broke off: a part left, or nothing.
    Aborted,
    /// It was not fetched in time.
    Expired,
}

impl ExportState {
    const ALL: [Self; 7] = [
        Self::Asked,
        Self::Refused,
        Self::Ready,
        Self::Leaving,
        Self::Done,
        Self::Aborted,
        Self::Expired,
    ];

    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Refused => "refused",
            Self::Ready => "ready",
            Self::Leaving => "leaving",
            Self::Done => "done",
            Self::Aborted => "aborted",
            Self::Expired => "expired",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for state in ExportState::ALL {
            assert_eq!(ExportState::from_code(state.code()), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.code());
        }
        for name in ExportFormat::NAMES {
            let format = ExportFormat::parse(name).unwrap();
            assert_eq!(format.extension(), name);
            assert_eq!(serde_json::to_value(format).unwrap(), name);
        }
        assert_eq!(ExportFormat::parse("pdf"), None);
    }
}
