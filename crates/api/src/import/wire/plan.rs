//! How a file is read, and what is done with customers on file.

use kedang_app::import::{Key, Mode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An encoding of a text file.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImportEncoding {
    /// Found out.
    Auto,
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB18030, with GBK and GB2312 in it.
    Gb18030,
    /// Big5.
    Big5,
    /// UTF-16, the lower byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
}

impl ImportEncoding {
    pub(super) fn label(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Utf8 => Some("utf-8"),
            Self::Gb18030 => Some("gb18030"),
            Self::Big5 => Some("big5"),
            Self::Utf16Le => Some("utf-16le"),
            Self::Utf16Be => Some("utf-16be"),
        }
    }
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportSeparator {
    /// Found out.
    Auto,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl ImportSeparator {
    pub(super) fn character(self) -> Option<char> {
        match self {
            Self::Auto => None,
            Self::Comma => Some(','),
            Self::Semicolon => Some(';'),
            Self::Tab => Some('\t'),
            Self::Bar => Some('|'),
        }
    }
}

/// What an import does with customers on file.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Nothing: every row is a new customer.
    Create,
    /// Every row changes the one that has its key.
    Update,
    /// A row changes the one that has its key; when there is none, it is a new customer.
    CreateOrUpdate,
}

/// By what a customer on file is found.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportKey {
    /// File code.
    Code,
    /// Unified social credit code.
    CreditCode,
    /// Full name, to the letter.
    Name,
    /// Its own mobile number.
    Mobile,
}

macro_rules! same {
    ($ours:ident, $theirs:ident: $($one:ident)*) => {
        impl From<$ours> for $theirs {
            fn from(ours: $ours) -> Self {
                match ours { $($ours::$one => Self::$one,)* }
            }
        }
        impl From<$theirs> for $ours {
            fn from(theirs: $theirs) -> Self {
                match theirs { $($theirs::$one => Self::$one,)* }
            }
        }
    };
}

same!(ImportMode, Mode: Create Update CreateOrUpdate);
same!(ImportKey, Key: Code CreditCode Name Mobile);
