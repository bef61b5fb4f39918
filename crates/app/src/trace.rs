//! Tracing a leak (F10): a leaked sheet is compared with the ledger of what left, and the finding is
//! kept in the file of the case.
//!
//! Nothing of the sheet is kept: not its rows, not its name. The case keeps the hash by which it can
//! be told from another one, how many rows it has, and of each possible source how much of it fits.
//! Who is named as a possible source does not read the case any more; who compares and is named
//! themselves is told so, and the others who handle leaks go on.

use crate::incident::Pace;
use crate::seal::keyed;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::{IncidentId, LeakTraceId};
use kedang_domain::trace::{FILE_MAX, Finding, NAMED, Suspected};
use kedang_exchange::{Limits, ReadError, Workbook};
use kedang_storage::departure::{self, Departure};
use kedang_storage::{incident, trace};
use kedang_text::trace as text;
use sha2::{Digest as _, Sha256};

pub use kedang_storage::trace::LeakTrace;

/// Comparisons that one person makes within an hour, at most.
pub(crate) const COMPARISONS: usize = 20;
/// Rows of the ledger that one comparison reads, at most: the newest departures.
const LEDGER: i64 = 3_000_000;
/// Departures and rows read at a time.
const DEPARTURES: i64 = 200;
const ROWS: i64 = 2_000;
/// Prints of a cell of a name, at most: as a whole, without the legal form, by sound.
const NAME_FORMS: usize = 3;

/// Makes prints of cells, under the installation's key.
#[derive(Clone)]
pub(crate) struct Printer([u8; 32]);

impl Printer {
    fn form(&self, form: &str) -> text::Print {
        let [a, b, c, d, e, f, g, h, ..] = keyed(&self.0, &[form]);
        [a, b, c, d, e, f, g, h]
    }

    /// What the ledger keeps of a cell; of a name what it is without its legal form, and what it
    /// sounds like, too.
    pub(crate) fn cell(&self, name: bool, cell: &str) -> Vec<text::Print> {
        let kept = |form: &text::Form| form.exact || name && !form.text.starts_with('=');
        let forms = text::forms(cell).into_iter().filter(kept).take(NAME_FORMS);
        forms.map(|form| self.form(&form.text)).collect()
    }
}

/// A sheet as it was read.
struct Leaked {
    sheet: text::Sheet,
    digest: String,
    cut: bool,
}

/// Reads all sheets of a file, one below the other.
fn read(bytes: Vec<u8>, printer: &Printer) -> Result<Leaked> {
    let digest = crate::customer::hex(&Sha256::digest(&bytes));
    let limits = Limits {
        max_file: FILE_MAX,
        max_unpacked: 128 << 20,
        max_held: 64 << 20,
        ..Limits::default()
    };
    let rows = rows(bytes, limits).map_err(|error| refusal(&error))?;
    let cut = rows.len() > text::ROWS_MAX;
    let sheet = text::Sheet::new(rows, |form| printer.form(form));
    if sheet.is_empty() {
        return Err(refusal(&ReadError::Empty));
    }
    Ok(Leaked { sheet, digest, cut })
}

fn rows(bytes: Vec<u8>, limits: Limits) -> Result<Vec<Vec<String>>, ReadError> {
    let mut book = Workbook::from_bytes(bytes, limits)?;
    let mut rows = Vec::new();
    for sheet in 0..book.sheets().len() {
        for row in book.rows(sheet)? {
            let cells: Vec<String> = row?.cells.iter().map(|cell| cell.text().to_owned()).collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows.push(cells);
            if rows.len() > text::ROWS_MAX {
                return Ok(rows);
            }
        }
    }
    Ok(rows)
}

fn refusal(error: &ReadError) -> AppError {
    let mut refusal = FieldError::new(error.code());
    for (name, value) in error.params() {
        refusal = refusal.with(name, value);
    }
    let (pointer, field) = ("/content".to_owned(), "content".to_owned());
    AppError::invalid(FieldIssue { pointer, field, error: refusal })
}

impl App {
    pub(crate) fn printer(&self) -> Printer {
        Printer(self.derived("print"))
    }

    /// Compares a leaked sheet with what left and keeps the finding in the file of an open case.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; a refusal; a file that cannot be read; too many comparisons; a clash
    /// when the case is closed, or when the finding names whoever compares: then it is kept, and not
    /// theirs to read.
    pub async fn trace_leak(
        &self,
        ctx: &Context,
        id: IncidentId,
        bytes: Vec<u8>,
    ) -> Result<LeakTrace> {
        ctx.in_person()?;
        let (case, permit) = self.handled(ctx, id).await?;
        if case.incident.closing.is_some() {
            return Err(AppError::conflict("incident_closed"));
        }
        self.inner.comparisons.admit(ctx.actor.person, ctx.now)?;
        let printer = self.printer();
        let leaked = tokio::task::spawn_blocking(move || read(bytes, &printer));
        let leaked = leaked.await.map_err(AppError::internal)??;
        let finding = self.compared(&leaked).await?;
        let mut work = self.begin(ctx).await?;
        let made = LeakTrace {
            id: LeakTraceId::new(self.fresh()),
            digest: leaked.digest,
            finding,
            by: (ctx.actor.person, work.who().await?),
            at: ctx.now,
        };
        if !trace::insert(work.tx(), &permit, id, &made).await? {
            return Err(AppError::conflict("incident_closed"));
        }
        // The log names nobody: it can never be erased, and the finding may be wrong.
        let draft = work.draft("incident.trace").subject("incident", id.to_string());
        let draft = draft.detail("digest", made.digest.as_str());
        work.record(draft.detail("rows", i64::from(made.finding.rows)));
        let suspects = trace::suspects(work.tx(), id).await?;
        let handlers = incident::handlers(work.tx()).await?;
        let others =
            handlers.into_iter().filter(|one| *one != ctx.actor.person && !suspects.contains(one));
        work.notify(Notice::new("incident.traced", format!("/incidents?id={id}")).to(others));
        work.commit().await?;
        if suspects.contains(&ctx.actor.person) {
            return Err(AppError::conflict("trace_names_you"));
        }
        Ok(made)
    }

    /// The comparisons of a case, the newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; a refusal.
    pub async fn leak_traces(&self, ctx: &Context, id: IncidentId) -> Result<Vec<LeakTrace>> {
        self.handled(ctx, id).await?;
        Ok(trace::list(&mut self.db().read().await?, id).await?)
    }

    /// Goes through the ledger, the newest departures first.
    async fn compared(&self, leaked: &Leaked) -> Result<Finding> {
        let printer = self.printer();
        let mut conn = self.db().read().await?;
        let universe = departure::universe(&mut conn).await?;
        let all = departure::count(&mut conn).await? + departure::without(&mut conn).await?;
        drop(conn);
        let mut comparison = text::Comparison::new(&leaked.sheet);
        let (mut departures, mut read): (Vec<Departure>, i64) = (Vec::new(), 0);
        'ledger: loop {
            let before = departures.last().map(|last| last.no);
            let part = departure::list(&mut self.db().read().await?, before, DEPARTURES).await?;
            if part.is_empty() {
                break;
            }
            for one in part {
                read += one.size + one.markers;
                if read > LEDGER {
                    break 'ledger;
                }
                comparison.departure(described(&one, &printer));
                self.add_rows(&mut comparison, one.no).await?;
                departures.push(one);
            }
        }
        let found = comparison.finding(u32::try_from(universe).unwrap_or(u32::MAX));
        let compared = i64::try_from(departures.len()).unwrap_or(i64::MAX);
        let suspected = found.candidates.iter().take(NAMED);
        let suspected =
            suspected.filter_map(|one| Some(suspected_of(departures.get(one.departure)?, one)));
        Ok(Finding {
            rows: found.rows,
            known: found.known,
            compared,
            not_compared: (all - compared).max(0),
            cut: leaked.cut,
            suspected: suspected.collect(),
            else_likelihood: found.else_likelihood,
        })
    }

    async fn add_rows(&self, comparison: &mut text::Comparison<'_>, no: i64) -> Result<()> {
        let mut after = None;
        loop {
            let part = departure::rows(&mut self.db().read().await?, no, after, ROWS).await?;
            for row in &part {
                if row.place < 0 {
                    comparison.marker(&row.prints);
                } else {
                    comparison.row(&row.prints);
                }
            }
            after = match part.last() {
                Some(last) => Some(last.place),
                None => return Ok(()),
            };
        }
    }
}

fn described(one: &Departure, printer: &Printer) -> text::Departure {
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let number = text::forms(&one.register).into_iter().next();
    text::Departure {
        size: count(one.size),
        telling: one.columns.iter().map(|column| column.telling).collect(),
        markers: count(one.markers),
        number: number.map(|form| printer.form(&form.text)).unwrap_or_default(),
    }
}

fn suspected_of(departure: &Departure, found: &text::Candidate) -> Suspected {
    let column = |place: &u8| {
        let column = departure.columns.get(usize::from(*place))?;
        Some((column.zh.clone(), column.en.clone()))
    };
    Suspected {
        register: departure.register.clone(),
        kind: departure.kind,
        source: departure.source.clone(),
        person: departure.person.0,
        person_name: departure.person.1.clone(),
        recipient: departure.recipient.clone(),
        left_at: departure.left_at,
        size: departure.size,
        rows: found.rows,
        stale: found.stale,
        columns: found.columns.iter().filter_map(column).collect(),
        foreign: found.foreign,
        markers: found.markers,
        numbered: found.numbered,
        likelihood: found.likelihood,
    }
}

/// How often somebody compares.
pub(crate) fn pace() -> Pace {
    Pace::new(COMPARISONS)
}
