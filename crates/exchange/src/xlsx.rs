//! Workbooks of Office Open XML (ISO/IEC 29500), read as a stream.
//!
//! A library that keeps a whole sheet in memory, or unpacks as much as an archive says it holds,
//! is no match for a file of unknown origin. Here every part is unpacked under a bound, every
//! element is bounded, and a row is handed over before the next is read.

mod merged;
mod package;
mod scan;
mod sheet;
mod strings;
mod styles;
mod xml;

pub(crate) use package::{Flavour, Package};
pub(crate) use sheet::SheetRows;
use strings::SharedStrings;
use styles::Styles;
pub(crate) use xml::{Piece, attribute};

use std::collections::HashMap;

use crate::{ReadError, SheetInfo, merge::Merges};

pub(crate) struct Xlsx {
    package: Package,
    parts: package::WorkbookParts,
    strings: Option<SharedStrings>,
    styles: Option<Styles>,
    /// By sheet; they stand behind the rows and are needed before them.
    merges: HashMap<usize, Merges>,
}

impl Xlsx {
    pub(crate) fn open(mut package: Package) -> Result<Self, ReadError> {
        let parts = package.workbook()?;
        Ok(Self { package, parts, strings: None, styles: None, merges: HashMap::new() })
    }

    pub(crate) fn sheets(&self) -> Vec<SheetInfo> {
        let sheet = |(index, part): (usize, &package::SheetPart)| SheetInfo {
            index,
            name: part.name.clone(),
            hidden: part.hidden,
        };
        self.parts.sheets.iter().enumerate().map(sheet).collect()
    }

    pub(crate) fn counts_from_1904(&self) -> bool {
        self.parts.from_1904
    }

    pub(crate) fn rows(&mut self, index: usize) -> Result<SheetRows<'_>, ReadError> {
        let part =
            self.parts.sheets.get(index).ok_or(ReadError::NoSuchSheet { index })?.part.clone();
        if self.strings.is_none() {
            self.strings = Some(match &self.parts.strings {
                Some(part) => SharedStrings::read(&mut self.package, part)?,
                None => SharedStrings::default(),
            });
        }
        if self.styles.is_none() {
            self.styles = Some(match &self.parts.styles {
                Some(part) => Styles::read(&mut self.package, part)?,
                None => Styles::default(),
            });
        }
        if !self.merges.contains_key(&index) {
            let merges = merged::areas(&mut self.package, &part)?;
            self.merges.insert(index, merges);
        }
        let (Some(strings), Some(styles), Some(merges)) =
            (&self.strings, &self.styles, self.merges.get(&index))
        else {
            return Err(ReadError::NoSuchSheet { index });
        };
        let limits = self.package.limits();
        let scan = self.package.scan(&part)?;
        Ok(SheetRows::new(scan, strings, styles, merges, self.parts.from_1904, limits))
    }
}
