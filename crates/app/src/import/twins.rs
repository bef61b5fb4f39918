//! Rows that may be the same as a customer on file, or as another row.

use super::decide::{Becomes, Decided};
use super::draft::Judge;
use super::{CellError, Import, ImportLine, own, ready, sheet};
use crate::clash::individual::{fact_name, facts};
use crate::clash::many::{self, individuals_on_file, on_file, person_keys, person_of, profile_of};
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{FieldError, Values};
use kedang_domain::id::{CustomerId, ImportId};
use kedang_domain::permission::{EditCustomer, RunImport};
use kedang_evidence::Draft as Entry;
use kedang_storage::import::{self, Counts, Twin};
use kedang_storage::{clash, customer};
use kedang_text::individual::alike;
use kedang_text::matching::{Agreement, Profile, Verdict, batch, compare};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Rows named as like one row, at most.
const NAMED: usize = 5;
/// Individuals of a table that share a key and are compared with each of them, at most: a number
/// that more have is nobody's own.
const SHARING: usize = 50;
/// Threads that compare the rows of a table.
const THREADS: usize = 2;
/// As at entry: so often somebody is told of hidden customers within [`DAY_MS`]; an import counts
/// once.
const TOLD: i64 = 60;
const DAY_MS: i64 = 24 * 3_600_000;

/// What somebody wants done with a row that may be on file already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing was said: it is written, with the warning.
    Undecided,
    /// It is not written.
    Skip,
    /// It is a customer of its own.
    Write,
    /// It changes this customer.
    Update(CustomerId),
}

impl Choice {
    /// As it is kept.
    pub(super) fn text(self) -> String {
        match self {
            Self::Undecided => String::new(),
            Self::Skip => "skip".to_owned(),
            Self::Write => "write".to_owned(),
            Self::Update(id) => format!("update:{id}"),
        }
    }

    /// From what is kept.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match (text, text.strip_prefix("update:").and_then(|id| id.parse().ok())) {
            (_, Some(id)) => Self::Update(id),
            ("skip", _) => Self::Skip,
            ("write", _) => Self::Write,
            _ => Self::Undecided,
        }
    }
}

/// The rows of a table that were compared so far.
#[derive(Default)]
pub(super) struct Compared {
    rows: Vec<i64>,
    profiles: Vec<Profile>,
    /// The individuals among them, each with its row.
    people: Vec<(i64, (String, Values))>,
    /// What was found for each row.
    pub(super) twins: HashMap<i64, Vec<Twin>>,
    /// Hidden customers of which somebody is told, with the row and what agrees.
    pub(super) hidden: Vec<(i64, CustomerId, Vec<String>)>,
}

impl Compared {
    /// Notes what a row may be on file; `false` when that is out of sight and stops the row.
    fn found(&mut self, judge: &Judge, line: &mut ImportLine, twins: Vec<many::Twin>) -> bool {
        let (hidden, seen): (Vec<_>, Vec<_>) =
            twins.into_iter().partition(|twin| twin.hidden.is_some());
        for many::Twin { id, same, agrees, .. } in seen {
            let twin = Twin { row: None, customer: Some(id), same, agrees };
            self.twins.entry(line.row).or_default().push(twin);
        }
        let skipped = Choice::of(&line.choice) == Choice::Skip;
        let Some(twin) = hidden.into_iter().next().filter(|_| !skipped) else { return true };
        judge.refuse_hidden(line, &profile_name(line, judge), twin.hidden.as_deref());
        self.hidden.push((line.row, twin.id, twin.agrees));
        false
    }

    /// Compares the rows with each other, once all are there.
    pub(super) async fn finish(mut self) -> Result<HashMap<i64, Vec<Twin>>> {
        let work = move || {
            let found = batch::pairs(&self.profiles, THREADS);
            let sure = |verdict| matches!(verdict, Verdict::Same | Verdict::Unsure);
            for pair in found.pairs.iter().filter(|pair| sure(pair.verdict)) {
                let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
                let (a, b) = (at(pair.a), at(pair.b));
                let (Some(one), Some(other)) = (self.profiles.get(a), self.profiles.get(b)) else {
                    continue;
                };
                let comparison = compare(one, other, &found.frequencies);
                let fields = comparison.evidence();
                let agrees: Vec<String> = fields
                    .iter()
                    .filter(|e| comparison.agreement(e.field) == Agreement::Same)
                    .map(|e| crate::clash::field_name(e.field).to_owned())
                    .collect();
                let (Some(a), Some(b)) = (self.rows.get(a), self.rows.get(b)) else { continue };
                pair_up(&mut self.twins, (*a, *b), pair.verdict == Verdict::Same, &agrees);
            }
            self.compare_people();
            self.twins
        };
        tokio::task::spawn_blocking(work).await.map_err(AppError::internal)
    }

    /// Compares the individuals of a table with each other, as with those on file.
    fn compare_people(&mut self) {
        let people: Vec<_> =
            self.people.iter().map(|(_, (name, values))| facts(name, values)).collect();
        let by_key = many::places(people.iter().map(person_keys));
        let near: BTreeSet<(usize, usize)> = by_key
            .values()
            .flat_map(|all| {
                let near = all.iter().take(SHARING);
                near.clone().flat_map(move |a| near.clone().map(move |b| (*a, *b)))
            })
            .filter(|(a, b)| a < b)
            .collect();
        for (a, b) in near {
            let (Some(one), Some(other)) = (people.get(a), people.get(b)) else { continue };
            let Some(found) = alike(one, other) else { continue };
            let agrees: Vec<_> = found.shared.iter().map(|f| fact_name(*f).to_owned()).collect();
            if let (Some((a, _)), Some((b, _))) = (self.people.get(a), self.people.get(b)) {
                pair_up(&mut self.twins, (*a, *b), found.same, &agrees);
            }
        }
    }
}

/// Notes of two rows that each may be the other.
fn pair_up(twins: &mut HashMap<i64, Vec<Twin>>, rows: (i64, i64), same: bool, agrees: &[String]) {
    for (row, other) in [rows, (rows.1, rows.0)] {
        let twins = twins.entry(row).or_default();
        if twins.len() < NAMED {
            twins.push(Twin { row: Some(other), customer: None, same, agrees: agrees.to_vec() });
        }
    }
}

impl App {
    /// Looks for what new rows may be on file. A row that a customer out of sight is the same as is
    /// refused, as it would be at entry.
    pub(super) async fn compare(
        &self,
        conn: &mut Conn,
        judge: &Judge,
        decided: &mut [Decided],
        compared: &mut Compared,
    ) -> Result<()> {
        let new = decided.iter_mut().filter_map(|one| match &one.becomes {
            Becomes::Customer(draft) => Some((profile_of(draft)?, &mut one.line)),
            _ => None,
        });
        let (profiles, lines): (Vec<Profile>, Vec<&mut ImportLine>) = new.unzip();
        let found = on_file(conn, &judge.ctx, &profiles.iter().collect::<Vec<_>>()).await?;
        for ((profile, line), twins) in profiles.into_iter().zip(lines).zip(found) {
            if compared.found(judge, line, twins) {
                compared.rows.push(line.row);
                compared.profiles.push(profile);
            }
        }
        let new = decided.iter_mut().filter_map(|one| match &one.becomes {
            Becomes::Customer(draft) => Some((person_of(draft)?, &mut one.line)),
            _ => None,
        });
        let (people, lines): (Vec<_>, Vec<&mut ImportLine>) = new.unzip();
        let found = individuals_on_file(conn, &judge.ctx, &people).await?;
        for ((person, line), twins) in people.into_iter().zip(lines).zip(found) {
            if compared.found(judge, line, twins) {
                compared.people.push((line.row, person));
            }
        }
        Ok(())
    }

    /// Records of which hidden customers somebody is told by an import, before they are. For the
    /// bound on what one person is told in a day an import counts once.
    pub(super) async fn record_hidden(
        &self,
        ctx: &Context,
        import: ImportId,
        compared: &mut Compared,
    ) -> Result<()> {
        let mut conn = self.db().read().await?;
        let entries = self.hidden_entries(&mut conn, ctx, import, compared).await?;
        drop(conn);
        for entry in entries {
            self.recorder().record(entry).await?;
        }
        Ok(())
    }

    /// The entries for the hidden customers of which somebody is told now; none for those of which
    /// they were told a moment ago.
    pub(super) async fn hidden_entries(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        import: ImportId,
        compared: &mut Compared,
    ) -> Result<Vec<Entry>> {
        let told = &self.inner.clashes;
        let person = ctx.actor.person;
        let mut known = HashSet::new();
        let mut news = std::mem::take(&mut compared.hidden);
        news.retain(|(_, id, _)| known.insert(*id) && !told.covers(person, *id, ctx.now));
        if news.is_empty() {
            return Ok(Vec::new());
        }
        if clash::told_since(conn, person, ctx.now - DAY_MS).await? >= TOLD {
            return Err(AppError::RateLimited { retry_after: 3_600 });
        }
        let entry = |(place, (_, id, agrees)): (usize, (i64, CustomerId, Vec<String>))| {
            told.note(person, id, ctx.now);
            ctx.draft(if place == 0 { "customer.clash" } else { "import.clash" })
                .subject("customer", id.to_string())
                .customer(id.to_string())
                .detail("agrees", agrees)
                .detail("import", import.to_string())
        };
        Ok(news.into_iter().enumerate().map(entry).collect())
    }

    /// Says what is to be done with a row that may be on file already.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a customer that cannot be changed, an import that is not ready.
    pub async fn choose_twin(
        &self,
        ctx: &Context,
        id: ImportId,
        row: i64,
        choice: Choice,
    ) -> Result<(Import, ImportLine)> {
        ctx.ask::<RunImport>(&())?;
        if let Choice::Update(customer) = choice {
            let mut conn = self.db().read().await?;
            let batch: Import = own(import::get(&mut conn, id).await?, ctx)?;
            ready(&batch)?;
            let line: Option<ImportLine> =
                import::one_line(&mut conn, id, sheet(&batch), row).await?;
            let line = line.ok_or(AppError::NotFound)?;
            let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, customer).await?;
            let Some(seen) = seen.filter(|_| names(&line, customer)) else {
                let error = FieldError::new("import_no_twin");
                let issue = crate::customer::issue("/customer_id", "customer_id", error);
                return Err(AppError::invalid(issue));
            };
            ctx.ask_on::<EditCustomer>(&seen.standing, customer)?;
        }
        let choose = |_: &Import, line: &mut ImportLine| {
            line.choice = choice.text();
            Ok(())
        };
        self.rejudge_row(ctx, id, row, choose).await
    }
}

/// Whether a row may be this customer.
fn names(line: &ImportLine, customer: CustomerId) -> bool {
    line.twins.iter().any(|twin| twin.customer == Some(customer))
}

fn profile_name(line: &ImportLine, judge: &Judge) -> String {
    let cell = judge.column("name").and_then(|column| line.cells.get(column));
    cell.map(|cell| cell.text().trim().to_owned()).unwrap_or_default()
}

impl Judge {
    /// Refuses a row that is on file with somebody else, in the words of a clash at entry.
    fn refuse_hidden(&self, line: &mut ImportLine, name: &str, department: Option<&str>) {
        line.action.clear();
        "invalid".clone_into(&mut line.verdict);
        let department = department.unwrap_or_default().to_owned();
        line.reasons = vec![CellError {
            column: self.column("name"),
            field: "name".to_owned(),
            code: "customer_alike_elsewhere".to_owned(),
            params: [("name".to_owned(), name.to_owned()), ("department".to_owned(), department)]
                .into(),
        }];
    }
}

/// Gives rows their twins, and counts them.
pub(super) fn give(
    lines: &mut [ImportLine],
    mut twins: HashMap<i64, Vec<Twin>>,
    counts: &mut Counts,
) {
    for line in lines {
        line.twins = twins.remove(&line.row).unwrap_or_default();
        counts.twins += i64::from(!line.twins.is_empty());
    }
}
