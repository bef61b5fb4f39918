//! The maintenance log of the checks at month end, as a table to take along.
//!
//! It holds facts of customers, so that whoever takes it out may take customers out, and not more of
//! them than the company lets leave without an approval: of more, one month or department at a time.

use super::wish::purpose;
use super::words::Words;
use crate::month_check::{LogWanted, SeenLogRow};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::{Catalogue, Subject};
use kedang_domain::month_check::ProposalState;
use kedang_domain::permission::{ExportCustomers, ExportPlan};
use kedang_exchange::{OutCell, RowWriter, TableFormat};
use kedang_storage::company;
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines that are read at once.
const PART: i64 = 500;
/// File codes in one entry of the log, which is at most so long.
const NAMED: usize = 200;

const COLUMNS: [(&str, &str); 16] = [
    ("月份", "Month"),
    ("档案编号", "File code"),
    ("客户名称", "Customer"),
    ("部门", "Department"),
    ("联系人", "Contact"),
    ("项目", "Field"),
    ("原内容", "Before"),
    ("新内容", "After"),
    ("修改原因", "Reason"),
    ("提出人", "Proposed by"),
    ("提出时间", "Proposed at"),
    ("审核人", "Decided by"),
    ("审核时间", "Decided at"),
    ("结果", "Outcome"),
    ("未落实原因", "Why not applied"),
    ("落实时间", "Applied at"),
];

impl App {
    /// The lines of the maintenance log that are wanted, as a table.
    ///
    /// # Errors
    /// Refusals, also of more customers than may leave without an approval; no purpose where the
    /// company asks for one.
    pub async fn export_maintenance_log(
        &self,
        ctx: &Context,
        wanted: &LogWanted,
        format: TableFormat,
        said: &str,
    ) -> Result<Vec<u8>> {
        ctx.ask::<ExportCustomers>(&ExportPlan::default())?;
        let lines = self.whole_log(ctx, wanted).await?;
        let codes: BTreeSet<&str> = lines.iter().map(|line| line.row.customer.0.as_str()).collect();
        let mut work = self.begin(ctx).await?;
        let house = company::get(work.tx()).await?.ok_or(AppError::NotFound)?;
        let rows = i64::try_from(codes.len()).unwrap_or(i64::MAX);
        let plan = ExportPlan { rows, limit: house.export_limit_rows, approved: None };
        ctx.ask::<ExportCustomers>(&plan)?;
        let said = purpose(&house, said)?;
        let nonce = work.nonce();
        let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        // Also an empty table is on record.
        for part in codes.chunks(NAMED).chain(codes.is_empty().then_some(&[][..])) {
            let mut entry = work.draft("month_check.export").detail("customers", part.to_vec());
            entry = entry.detail("rows", i64::try_from(lines.len()).unwrap_or(i64::MAX));
            if let Some(month) = wanted.month {
                entry = entry.detail("month", month.to_string());
            }
            if !said.is_empty() {
                let said = Value::from(said.as_str());
                entry.changes.push(work.change(&nonce, "purpose", None, Some(&said)));
            }
            work.record(entry);
        }
        let words = self.cover_words(work.tx(), &ctx.locale).await?;
        let catalogue = self.catalogue(work.tx()).await?;
        let file = write(&words, &catalogue, &lines, format)?;
        // It is on record before it leaves.
        work.commit().await?;
        Ok(file)
    }

    /// All lines that are wanted, the latest first.
    async fn whole_log(&self, ctx: &Context, wanted: &LogWanted) -> Result<Vec<SeenLogRow>> {
        let (mut all, mut wanted) = (Vec::new(), wanted.clone());
        loop {
            let part = self.maintenance_log(ctx, &wanted, PART).await?;
            let Some(last) = part.last() else { return Ok(all) };
            let proposal = &last.row.proposal;
            wanted.after = Some((proposal.proposed.2, proposal.id));
            all.extend(part);
        }
    }
}

fn write(
    words: &Words,
    catalogue: &Catalogue,
    lines: &[SeenLogRow],
    format: TableFormat,
) -> Result<Vec<u8>> {
    let header = COLUMNS.map(|pair| words.speaker.pick(pair));
    let title = words.speaker.pick(("维护日志", "Maintenance log"));
    let mut writer =
        RowWriter::new(format, Vec::new(), title, &header, None).map_err(AppError::internal)?;
    for line in lines {
        writer.write(&cells(words, catalogue, line)).map_err(AppError::internal)?;
    }
    writer.finish().map_err(AppError::internal)
}

fn cells<'a>(words: &Words, catalogue: &Catalogue, line: &'a SeenLogRow) -> Vec<OutCell<'a>> {
    let (row, proposal) = (&line.row, &line.row.proposal);
    let subject = if proposal.contact.is_some() { Subject::Contact } else { Subject::Customer };
    let field = catalogue.get(subject, &proposal.field);
    let value = |value: Option<&Value>| match (field, value) {
        (_, None | Some(Value::Null)) => String::new(),
        (Some(field), Some(value)) => words.value(field, value),
        (None, Some(value)) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    };
    let name = match field {
        Some(field) => field.label.in_locale(words.speaker.locale()),
        None if proposal.field == "name" => words.speaker.pick(("名称", "Name")),
        None => &proposal.field,
    };
    let text = |text: Option<&'a str>| OutCell::from(text.unwrap_or_default());
    let decided = proposal.decided.as_ref();
    let at = |at: Option<i64>| OutCell::from(at.map(|at| words.instant(at)).unwrap_or_default());
    vec![
        row.month.to_string().into(),
        text(Some(&row.customer.0)),
        text(Some(&row.customer.1)),
        text(Some(&row.department.1)),
        text(row.contact.as_deref()),
        name.to_owned().into(),
        value(proposal.before.as_ref()).into(),
        value(proposal.after.as_ref()).into(),
        text(proposal.reason.as_deref()),
        text(Some(&proposal.proposed.1)),
        at(Some(proposal.proposed.2)),
        text(decided.map(|decided| decided.1.as_str())),
        at(decided.map(|decided| decided.2)),
        words.speaker.pick(outcome(proposal.state)).into(),
        why(words, line),
        at(proposal.ended_at),
    ]
}

fn outcome(state: ProposalState) -> (&'static str, &'static str) {
    match state {
        ProposalState::Proposed => ("待审核", "Waits for approval"),
        ProposalState::Approved => ("待落实", "Approved"),
        ProposalState::Refused => ("未获批准", "Refused"),
        ProposalState::Applied => ("已落实", "Applied"),
        ProposalState::Overtaken => ("已另有修改", "Overtaken"),
        ProposalState::Failed => ("未能落实", "Not applied"),
    }
}

/// Why it was refused or could not be applied.
fn why<'a>(words: &Words, line: &'a SeenLogRow) -> OutCell<'a> {
    let proposal = &line.row.proposal;
    let pair = match proposal.failure.as_deref() {
        None => return proposal.decision_reason.as_deref().unwrap_or_default().into(),
        Some("not_visible") => ("审核人已看不到这个客户", "The approver no longer sees it"),
        Some("not_permitted") => ("审核人已无权修改", "The approver may no longer change it"),
        Some("validation") => ("已不符合资料规则", "It no longer fits the rules"),
        Some("approver_left") => ("审核人已离职", "The approver has left"),
        Some(code) => return code.into(),
    };
    words.speaker.pick(pair).into()
}
