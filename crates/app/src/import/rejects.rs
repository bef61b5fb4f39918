//! The rows that were not written, given back.

use super::{Import, ImportLine, PAGE, sheet};
use crate::{App, AppError, Context, Result};
use kedang_domain::id::ImportId;
use kedang_exchange::{CellError, OutCell, RawRow, RowWriter, TableFormat, reject_cells};
use kedang_storage::import::{self, Which};

impl App {
    /// The rows that were not written, as a workbook with the reasons in the words of `words`.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn import_rejects(
        &self,
        ctx: &Context,
        id: ImportId,
        words: impl Fn(&Import, &[CellError]) -> String,
        head: (&str, &str),
    ) -> Result<Vec<u8>> {
        let batch = self.import(ctx, id).await?;
        let headers = &batch.layout.mapping.headers;
        let width = headers.iter().map(|h| h.index + 1).max().unwrap_or(0);
        let mut header = vec![head.0];
        header.extend((0..width).map(|column| batch.layout.mapping.header(column)));
        header.push(head.1);
        let mut writer = RowWriter::new(TableFormat::Xlsx, Vec::new(), head.1, &header, None)
            .map_err(AppError::internal)?;
        let mut after = 0;
        loop {
            let mut conn = self.db().read().await?;
            let verdicts = &["invalid", "refused"];
            let which = Which { verdicts, after, limit: PAGE, ..Which::default() };
            let lines: Vec<ImportLine> = import::lines(&mut conn, id, sheet(&batch), which).await?;
            drop(conn);
            let Some(last) = lines.last() else { break };
            after = last.row;
            for line in lines {
                let reasons = words(&batch, &line.reasons);
                let number = u32::try_from(line.row).unwrap_or(0);
                let row = RawRow { number, cells: line.cells };
                let cells: Vec<OutCell<'_>> = reject_cells(&row, width, &reasons);
                writer.write(&cells).map_err(AppError::internal)?;
            }
        }
        // Packing a workbook takes long.
        tokio::task::spawn_blocking(move || writer.finish())
            .await
            .map_err(AppError::internal)?
            .map_err(AppError::internal)
    }
}
