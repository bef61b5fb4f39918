//! What a person knows better than the file tells.

use serde::{Deserialize, Serialize};

/// Corrections to what is found out about a file; by default nothing is corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadOptions {
    /// Encoding of delimited text, HTML and vCards, by a label of the Encoding Standard (`gbk`,
    /// `gb18030`, `big5`, `utf-8`, `utf-16le`, …). A byte order mark still counts for more.
    pub encoding: Option<String>,
    /// The character between the cells of delimited text.
    pub delimiter: Option<char>,
    /// The sheet to choose, from 0; a hidden one may be named.
    pub sheet: Option<usize>,
    /// The number of the header row on the chosen sheet.
    pub header_row: Option<u32>,
}
