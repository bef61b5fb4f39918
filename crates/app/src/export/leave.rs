//! Fetching an export: parts are read, noted and passed on, as fast as the reader takes them.

use super::cover::{ROWS_LINE, cover};
use super::ledger::Ledger;
use super::marker::Markers;
use super::plan::Plan;
use super::words::Words;
use super::{Export, ExportState, cards, table};
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::export::ExportFormat;
use kedang_domain::id::ExportId;
use kedang_domain::permission::{ExportCustomers, ExportPlan, FetchExport};
use kedang_evidence::{Detail, Draft, Entry};
use kedang_exchange::{Cover, OutCell, RowWriter, TableFormat, WriteError};
use kedang_storage::contact::Contact;
use kedang_storage::customer::{self, Listed, Wanted};
use kedang_storage::departure::{self, LeftRow};
use kedang_storage::{company, contact, evidence, export};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};
use std::task::{Context as TaskContext, Poll};
use tokio::sync::mpsc;

/// Customers read, noted and passed on at a time.
const PART: usize = 500;
/// Parts that wait to be written, at most.
const PARTS: usize = 1;
/// Bytes sent at a time, and how many such pieces wait for the reader, at most.
const PIECE: usize = 64 * 1024;
const PIECES: usize = 8;
/// An export of which nothing has left for so long is one that nobody works on, in ms.
const STUCK_MS: i64 = 3_600_000;

/// A file on its way. Dropping it breaks the export off.
#[derive(Debug)]
pub struct ExportFile {
    /// Its number in the register, and the ending of its form.
    pub name: String,
    /// Its form.
    pub format: ExportFormat,
    /// How many customers are meant to leave.
    pub rows: i64,
    pieces: mpsc::Receiver<io::Result<Vec<u8>>>,
}

impl ExportFile {
    /// The next piece; `None` at the end, when all that left is on record. An error means that the
    /// file is not whole.
    pub async fn next(&mut self) -> Option<io::Result<Vec<u8>>> {
        self.pieces.recv().await
    }

    /// As [`ExportFile::next`], for streams.
    pub fn poll_next(&mut self, cx: &mut TaskContext<'_>) -> Poll<Option<io::Result<Vec<u8>>>> {
        self.pieces.poll_recv(cx)
    }

    /// All of it.
    ///
    /// # Errors
    /// When it breaks off.
    pub async fn whole(mut self) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = self.next().await {
            all.extend(piece?);
        }
        Ok(all)
    }
}

impl App {
    /// Fetches an export, which can be done once.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when it is not ready or has been fetched.
    pub async fn fetch_export(&self, ctx: &Context, id: ExportId) -> Result<ExportFile> {
        let opened = self.export(ctx, id).await?;
        let export = opened.export;
        ctx.ask::<FetchExport>(&export.person.0)?;
        let code = match export.state {
            ExportState::Ready => None,
            ExportState::Asked => Some("export_waits"),
            ExportState::Refused => Some("export_refused"),
            ExportState::Expired => Some("export_expired"),
            ExportState::Leaving | ExportState::Done | ExportState::Aborted => {
                Some("export_fetched")
            }
        };
        if let Some(code) = code {
            return Err(AppError::conflict(code));
        }
        let plan = Plan::make(self, ctx, &export.definition).await?;
        let mut conn = self.db().read().await?;
        let company = company::get(&mut conn).await?.ok_or(AppError::NotFound)?;
        let words = self.cover_words(&mut conn, &ctx.locale).await?;
        drop(conn);
        let permit = ctx.ask::<ExportCustomers>(&ExportPlan {
            rows: plan.count(),
            limit: company.export_limit_rows,
            approved: export.decided_by.as_ref().map(|_| export.asked_rows),
        })?;
        let mut work = self.begin(ctx).await?;
        if !export::start(work.tx(), &permit, id, ctx.now).await? {
            return Err(AppError::conflict("export_fetched"));
        }
        let mut draft = told(&export, ctx.draft("customer.export"))
            .detail("format", export.definition.format.extension())
            .detail("rows", plan.count());
        if !export.definition.columns.is_empty() {
            draft = draft.detail("columns", export.definition.columns.clone());
        }
        work.record(draft);
        let (ledger, markers) = self.open_ledger(&mut work, &export, &plan, &company).await?;
        work.commit().await?;
        let count = plan.count() + markers.count();
        let cover = cover(&export, &plan, count, &company, &words, ctx.now);
        let (out, pieces) = mpsc::channel(PIECES);
        let file = ExportFile {
            name: format!("{}.{}", export.register, export.definition.format.extension()),
            format: export.definition.format,
            rows: count,
            pieces,
        };
        let (app, ctx) = (self.clone(), ctx.clone());
        let leaving = Leaving { app, ctx, export, plan, ledger, markers, words, out };
        tokio::spawn(leaving.run(cover));
        Ok(file)
    }

    /// Puts exports on record as broken off that a process left behind when it ended.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_stuck_exports(&self) -> Result<()> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        let stuck = export::stuck(&mut conn, now - STUCK_MS).await?;
        for one in stuck {
            let mut left = rows(&mut conn, &one).await?;
            let actor = kedang_evidence::Actor::System("job.export".to_owned());
            let channel = kedang_evidence::Channel::Job;
            let draft = Draft::new(now, actor, channel, "export.abort");
            self.end_export(&one, ExportState::Aborted, &mut left, draft).await?;
        }
        Ok(())
    }

    /// Ends an export and puts on record what left: how many, and the hash of their list.
    async fn end_export(
        &self,
        export: &Export,
        state: ExportState,
        left: &mut [i64],
        draft: Draft,
    ) -> Result<()> {
        let draft = told(export, draft)
            .detail("rows", i64::try_from(left.len()).unwrap_or(i64::MAX))
            .detail("list", list_hash(left));
        let mut tx = self.db().begin().await?;
        if !export::end(&mut tx, export.no, state, self.now()).await? {
            return Err(AppError::internal("an export ended twice"));
        }
        kedang_storage::evidence::append(&mut tx, vec![draft]).await?;
        Ok(tx.commit().await?)
    }
}

/// The running numbers of the customers that left.
async fn rows(conn: &mut Conn, export: &Export) -> Result<Vec<i64>> {
    let mut left = Vec::new();
    let mut after = 0;
    loop {
        let part = export::rows(conn, export.no, after, 10_000).await?;
        let Some(last) = part.last() else { return Ok(left) };
        after = *last;
        left.extend(part);
    }
}

/// Whether the customers that are kept as those of an ended export are those that the log tells of.
pub(super) async fn agrees_with_log(conn: &mut Conn, export: &Export) -> Result<bool> {
    let ends = ["export.finish", "export.abort"];
    let found = evidence::latest_about(conn, &ends, &export.id.to_string()).await?;
    let Some(entry) = found.and_then(|stored| Entry::decode(&stored.entry).ok()) else {
        return Ok(false);
    };
    let mut left = rows(conn, export).await?;
    let count = i64::try_from(left.len()).unwrap_or(i64::MAX);
    let details = &entry.draft().details;
    let markers = departure::markers_of(conn, &export.id.to_string()).await?;
    Ok(count + if count > 0 { markers } else { 0 } == export.left_rows
        && details.get("rows") == Some(&Detail::from(count))
        && details.get("list") == Some(&Detail::from(list_hash(&mut left))))
}

fn told(export: &Export, draft: Draft) -> Draft {
    let draft =
        draft.subject("export", export.id.to_string()).detail("register", export.register.as_str());
    match export.definition.only {
        Some(only) => draft.customer(only.customer.to_string()),
        None => draft,
    }
}

/// The hash of the list of customers that left: SHA-256 over their file codes in ascending order,
/// each ended by a line feed, in hexadecimal digits.
#[must_use]
fn list_hash(left: &mut [i64]) -> String {
    left.sort_unstable();
    let mut hash = Sha256::new();
    for no in left.iter() {
        hash.update(customer::code(*no));
        hash.update("\n");
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the writer is given.
enum Part {
    Rows(Vec<Vec<OutCell<'static>>>),
    Text(String),
    /// That was all. Without it nothing more goes out: what is missing was not noted.
    End,
}

/// An export under way.
struct Leaving {
    app: App,
    ctx: Context,
    export: Export,
    plan: Plan,
    ledger: Ledger,
    markers: Markers,
    words: Words,
    out: mpsc::Sender<io::Result<Vec<u8>>>,
}

impl Leaving {
    async fn run(self, cover: Cover) {
        let mut left = Vec::new();
        let passed = self.pass_on(cover, &mut left).await;
        if let Err(error) = &passed {
            tracing::error!(error = error as &dyn std::error::Error, "an export broke off");
        }
        let (state, action) = match passed {
            Ok(true) => (ExportState::Done, "export.finish"),
            _ => (ExportState::Aborted, "export.abort"),
        };
        let mut draft = self.ctx.draft(action);
        draft.at = self.app.now();
        let ended = self.app.end_export(&self.export, state, &mut left, draft).await;
        if let Err(error) = &ended {
            tracing::error!(
                error = error as &dyn std::error::Error,
                "an export's end is not on record"
            );
        }
        if ended.is_err() || state == ExportState::Aborted {
            // Whoever still reads must not take it for whole.
            let _ = self.out.send(Err(ErrorKind::UnexpectedEof.into())).await;
        }
    }

    /// Reads, notes and passes on. `false` when the reader went away.
    async fn pass_on(&self, cover: Cover, left: &mut Vec<i64>) -> Result<bool> {
        let (parts, waiting) = mpsc::channel(PARTS);
        let packing = self.packing(cover);
        let pipe = Pipe { out: self.out.clone(), waiting: Vec::with_capacity(PIECE) };
        // Packing takes long, and waits for the reader.
        let writer = tokio::task::spawn_blocking(move || packing.write(waiting, pipe));
        // Nothing of a workbook leaves before all of it is there.
        let at_the_end = self.export.definition.format == ExportFormat::Xlsx;
        let wanted = self.plan.wanted(self.export.definition.format);
        let mut read = Vec::new();
        let mut first = 0;
        for chunk in self.plan.customers.chunks(PART) {
            let mut rows = self.read(chunk, &wanted).await?;
            self.markers.put_among(&mut rows, first..first + chunk.len());
            first += chunk.len();
            let (part, gone) = self.part(&rows).await?;
            if at_the_end {
                read.extend(gone);
            } else {
                self.note(&gone, left).await?;
            }
            if self.out.is_closed() || parts.send(part).await.is_err() {
                break;
            }
        }
        if !self.out.is_closed() && !parts.is_closed() {
            for gone in read.chunks(PART) {
                self.note(gone, left).await?;
            }
            // The writer may have ended; its result says why.
            let _ = parts.send(Part::End).await;
        }
        drop(parts);
        match writer.await.map_err(AppError::internal)? {
            Ok(()) => Ok(!self.out.is_closed()),
            Err(_) if self.out.is_closed() => Ok(false),
            Err(error) => Err(AppError::internal(error)),
        }
    }

    /// Those of these customers that this person still sees, in their order.
    async fn read(&self, nos: &[i64], wanted: &Wanted) -> Result<Vec<Listed>> {
        let mut conn = self.app.db().read().await?;
        let found = customer::selected(&mut conn, &self.ctx.scope(), nos, wanted).await?;
        let mut found: HashMap<i64, Listed> = found.into_iter().map(|row| (row.no, row)).collect();
        Ok(nos.iter().filter_map(|no| found.remove(no)).collect())
    }

    /// What is written, and what the ledger keeps of it.
    async fn part(&self, rows: &[Listed]) -> Result<(Part, Vec<LeftRow>)> {
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        if self.export.definition.format != ExportFormat::Vcf {
            let next = if table::tell_duties(&self.plan.columns) {
                self.app.next_duties(&ids).await?
            } else {
                HashMap::new()
            };
            let (columns, words) = (&self.plan.columns, &self.words);
            let cells = |row: &Listed| table::cells(row, next.get(&row.id), columns, words);
            let cells: Vec<_> = rows.iter().map(cells).collect();
            let gone = rows.iter().zip(&cells).map(|(row, cells)| self.ledger.of_cells(row, cells));
            let gone = gone.collect();
            return Ok((Part::Rows(cells), gone));
        }
        let mut conn = self.app.db().read().await?;
        let mut contacts = contact::all_of(&mut conn, &ids).await?;
        let only = self.export.definition.only.and_then(|only| only.contact);
        let (mut text, mut gone) = (String::new(), Vec::with_capacity(rows.len()));
        for row in rows {
            // A marker stands beside a customer whose contacts are not its own.
            let of_row = if row.no < 0 { None } else { contacts.remove(&row.id) };
            let of_row: Vec<Contact> = of_row.unwrap_or_default();
            text.push_str(&cards::cards(row, &of_row, only));
            gone.push(self.ledger.of_card(row, &of_row, only));
        }
        Ok((Part::Text(text), gone))
    }

    /// Puts on disk that these customers leave, and with which values.
    async fn note(&self, gone: &[LeftRow], left: &mut Vec<i64>) -> Result<()> {
        let nos: Vec<i64> = gone.iter().map(|row| row.place).filter(|no| *no > 0).collect();
        let mut tx = self.app.db().begin().await?;
        export::add_rows(&mut tx, self.export.no, &nos, self.app.now()).await?;
        departure::add_rows(&mut tx, self.ledger.no, gone).await?;
        tx.commit().await?;
        left.extend(nos);
        Ok(())
    }

    fn packing(&self, cover: Cover) -> Packing {
        let format = self.export.definition.format;
        let speaker = self.words.speaker;
        Packing {
            table: match format {
                ExportFormat::Csv => Some(TableFormat::Csv),
                ExportFormat::Xlsx => Some(TableFormat::Xlsx),
                ExportFormat::Vcf => None,
            },
            // A table of text is often read by programs: it has a cover only when that is wanted.
            cover: (format == ExportFormat::Xlsx || self.export.definition.cover).then_some(cover),
            sheet: speaker.pick(("客户", "Customers")),
            header: table::header(&self.plan.columns, speaker),
        }
    }
}

/// How the file is written.
struct Packing {
    /// `None`: cards.
    table: Option<TableFormat>,
    cover: Option<Cover>,
    sheet: &'static str,
    header: Vec<String>,
}

impl Packing {
    fn write(self, mut parts: mpsc::Receiver<Part>, pipe: Pipe) -> Result<(), WriteError> {
        let Some(format) = self.table else { return write_cards(parts, pipe) };
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        let mut writer =
            RowWriter::with_cover(format, pipe, self.sheet, &header, None, self.cover)?;
        let mut count = 0_usize;
        while let Some(part) = parts.blocking_recv() {
            match part {
                Part::Rows(rows) => {
                    for cells in &rows {
                        writer.write(cells)?;
                    }
                    count += rows.len();
                    writer.flush()?;
                }
                Part::Text(_) => {}
                Part::End => {
                    writer.amend_cover(ROWS_LINE, count.to_string());
                    writer.finish()?;
                    return Ok(());
                }
            }
        }
        Err(given_up())
    }
}

fn write_cards(mut parts: mpsc::Receiver<Part>, mut pipe: Pipe) -> Result<(), WriteError> {
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Text(text) => pipe.write_all(text.as_bytes())?,
            Part::Rows(_) => {}
            Part::End => return Ok(pipe.flush()?),
        }
    }
    Err(given_up())
}

fn given_up() -> WriteError {
    io::Error::from(ErrorKind::BrokenPipe).into()
}

/// Leads to the reader, piece by piece.
struct Pipe {
    out: mpsc::Sender<io::Result<Vec<u8>>>,
    waiting: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        self.out.blocking_send(Ok(piece)).map_err(|_| ErrorKind::BrokenPipe.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_list_can_be_made_by_anybody() {
        // printf 'KH0000001\nKH0000020\n' | sha256sum
        let expected = "5173a435d62b9b118183387c9ca1a88b364d53f59573734eda7ce4ab6fd672ef";
        assert_eq!(list_hash(&mut [20, 1]), expected);
    }
}
