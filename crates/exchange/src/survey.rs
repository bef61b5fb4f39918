//! A first look at a file: which sheet, which header row.

use serde::{Deserialize, Serialize};

use crate::beside::{self, Beside};
use crate::{Header, HeaderCatalogue, Mapping, RawRow, ReadError, SheetInfo, Workbook};

/// How many rows of a sheet are looked at.
const ROWS: usize = 60;

/// What was found on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSurvey {
    /// The sheet.
    pub info: SheetInfo,
    /// Its header row, when one was found.
    pub header: Option<Header>,
    /// Its first rows, header and titles among them.
    pub rows: Vec<RawRow>,
    /// Further tables beside the first.
    pub beside: Vec<Beside>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// All sheets, hidden ones too.
    pub sheets: Vec<SheetSurvey>,
    /// The visible sheet with the best header, else the first visible one with content.
    pub chosen: Option<usize>,
}

impl Workbook {
    /// Looks at the first rows of every sheet; a sheet and a header row that were named when the file
    /// was opened are taken as named. Sheets of instructions have no header and hidden
    /// sheets are never chosen.
    ///
    /// # Errors
    /// What is wrong with the file. A single damaged sheet among several is passed over.
    pub fn survey(&mut self, catalogue: &HeaderCatalogue) -> Result<Survey, ReadError> {
        let infos: Vec<SheetInfo> = self.sheets().to_vec();
        let options = self.options().clone();
        if let Some(index) = options.sheet
            && index >= infos.len()
        {
            return Err(ReadError::NoSuchSheet { index });
        }
        let mut sheets = Vec::with_capacity(infos.len());
        let mut failure = None;
        for info in infos {
            match self.first_rows(info.index) {
                Ok(rows) => {
                    let header = Header::find(&rows, catalogue);
                    let beside = match &header {
                        Some(header) => beside::tables(&rows, header, catalogue),
                        None => Vec::new(),
                    };
                    sheets.push(SheetSurvey { info, header, rows, beside });
                }
                Err(error) => {
                    failure.get_or_insert(error);
                    sheets.push(SheetSurvey {
                        info,
                        header: None,
                        rows: Vec::new(),
                        beside: Vec::new(),
                    });
                }
            }
        }
        let visible = || sheets.iter().filter(|sheet| !sheet.info.hidden);
        let score = |sheet: &SheetSurvey| sheet.header.as_ref().map_or(0, |header| header.score);
        let best = visible().map(score).max().unwrap_or(0);
        let chosen = visible()
            .find(|sheet| best > 0 && score(sheet) == best)
            .or_else(|| visible().find(|sheet| sheet.rows.iter().any(|r| r.visible().count() > 0)))
            .map(|sheet| sheet.info.index);
        let chosen = options.sheet.or(chosen);
        if let Some(number) = options.header_row
            && let Some(chosen) = chosen
            && sheets.get(chosen).is_some_and(|sheet| !sheet.rows.is_empty())
        {
            let rows = self.rows_to(chosen, number)?;
            if let Some(sheet) = sheets.get_mut(chosen) {
                sheet.header = Header::at(&rows, number, catalogue);
            }
        }
        match (chosen, failure) {
            (None, Some(failure)) => Err(failure),
            _ => Ok(Survey { sheets, chosen }),
        }
    }

    /// The first rows, up to one with this number.
    fn rows_to(&mut self, sheet: usize, number: u32) -> Result<Vec<RawRow>, ReadError> {
        let wanted = |row: &Result<RawRow, ReadError>| match row {
            Ok(row) => row.number <= number,
            Err(_) => true,
        };
        self.rows(sheet)?.take_while(wanted).collect()
    }

    fn first_rows(&mut self, sheet: usize) -> Result<Vec<RawRow>, ReadError> {
        self.rows(sheet)?.take(ROWS).collect()
    }
}

impl Survey {
    /// The guessed mapping of a sheet, `None` when it has no header.
    #[must_use]
    pub fn mapping(
        &self,
        sheet: usize,
        workbook: &Workbook,
        catalogue: &HeaderCatalogue,
    ) -> Option<Mapping> {
        let sheet = self.sheets.get(sheet)?;
        let until = sheet.beside.first().map(|table| table.columns.start);
        let from_1904 = workbook.counts_from_1904();
        Some(Mapping::guess_until(sheet.header.as_ref()?, until, catalogue, from_1904))
    }
}
