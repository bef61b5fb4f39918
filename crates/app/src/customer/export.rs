//! Lists that leave the system. What left is in the log, row by row, before the file leaves.

use crate::{App, AppError, Context, Result};
use kedang_domain::field::{Catalogue, Field, FieldError, FieldType};
use kedang_domain::permission::ExportCustomers;
use kedang_domain::reference::{Divisions, Industries};
use kedang_exchange::{OutCell, RowWriter, TableFormat};
use kedang_storage::customer::{self, Listed, Query, Wanted};
use kedang_storage::organisation;
use serde_json::Value;
use std::collections::HashMap;

/// Rows read at a time.
const BATCH: i64 = 500;
/// Rows of one export, at most.
const MAX: usize = 100_000;
/// Ids in one entry of the log: an entry has an upper size.
const IDS: usize = 20_000;

/// The form of an exported list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated text in UTF-8 with a byte-order mark, as spreadsheets expect it.
    Csv,
    /// A workbook.
    Xlsx,
}

impl ExportFormat {
    /// From its stable name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// The ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Columns that every export begins with: Chinese and English.
const HEAD: [(&str, &str); 6] = [
    ("客户编号", "File code"),
    ("客户名称", "Name"),
    ("类型", "Kind"),
    ("负责人", "Owner"),
    ("所属部门", "Department"),
    ("完整度", "Completeness"),
];

impl App {
    /// Writes the customers that this person sees and that meet the conditions into a file.
    ///
    /// # Errors
    /// Refusals, an unknown column, or more than [`MAX`] rows: nothing leaves then.
    pub async fn export_customers(
        &self,
        ctx: &Context,
        mut query: Query,
        columns: &[String],
        format: ExportFormat,
    ) -> Result<Vec<u8>> {
        ctx.ask::<ExportCustomers>(&())?;
        let scope = ctx.scope();
        // One instant for the whole list: a customer that changes meanwhile is neither left out nor
        // taken twice.
        let mut conn = self.db().snapshot().await?;
        let catalogue = self.catalogue(&mut conn).await?;
        let fields = fields(&catalogue, columns)?;
        let names = organisation::person_names(&mut conn).await?;
        let english = ctx.locale.starts_with("en");
        let pick = |zh: &'static str, en: &'static str| if english { en } else { zh };
        let mut header: Vec<_> = HEAD.iter().map(|(zh, en)| pick(zh, en).to_owned()).collect();
        header.extend(fields.iter().map(|f| f.label.in_locale(&ctx.locale).to_owned()));
        let (kind, sheet) = match format {
            ExportFormat::Csv => (TableFormat::Csv, ""),
            ExportFormat::Xlsx => (TableFormat::Xlsx, pick("客户", "Customers")),
        };
        let headers: Vec<&str> = header.iter().map(String::as_str).collect();
        let mut writer =
            RowWriter::new(kind, Vec::new(), sheet, &headers, None).map_err(AppError::internal)?;
        let mut ids = Vec::new();
        query.limit = BATCH;
        query.wanted = Wanted::Only(columns.to_vec());
        loop {
            let rows = customer::list(&mut conn, &scope, &query, &self.inner.estimates).await?;
            if ids.len() + rows.len() > MAX {
                return Err(AppError::TooLarge { limit: MAX as u64, unit: "rows" });
            }
            for row in &rows {
                let cells = cells(row, &fields, &names, ctx, pick);
                writer.write(&cells).map_err(AppError::internal)?;
            }
            ids.extend(rows.iter().map(|row| row.id.to_string()));
            match rows.last() {
                Some(last) if rows.len() == usize::try_from(BATCH).unwrap_or_default() => {
                    query.after = Some(last.cursor(query.sort));
                }
                _ => break,
            }
        }
        drop(conn);
        // Packing a workbook takes long.
        let file = tokio::task::spawn_blocking(move || writer.finish())
            .await
            .map_err(AppError::internal)?
            .map_err(AppError::internal)?;
        self.record_export(ctx, &ids, columns, format).await?;
        Ok(file)
    }

    async fn record_export(
        &self,
        ctx: &Context,
        ids: &[String],
        columns: &[String],
        format: ExportFormat,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let parts: Vec<&[String]> =
            if ids.is_empty() { vec![&[]] } else { ids.chunks(IDS).collect() };
        for (index, part) in parts.iter().enumerate() {
            let mut draft = ctx
                .draft("customer.export")
                .detail("format", format.extension())
                .detail("rows", i64::try_from(ids.len()).unwrap_or(i64::MAX))
                .detail("part", i64::try_from(index).unwrap_or(i64::MAX) + 1)
                .detail("customers", part.to_vec());
            if !columns.is_empty() {
                draft = draft.detail("columns", columns.to_vec());
            }
            work.record(draft);
        }
        work.commit().await
    }
}

fn fields<'a>(catalogue: &'a Catalogue, columns: &[String]) -> Result<Vec<&'a Field>> {
    let mut issues = Vec::new();
    let mut found = Vec::new();
    for key in columns {
        match catalogue.customer(key) {
            Some(field) => found.push(field),
            None => {
                let error = FieldError::new("field_unknown").with("field", key.as_str());
                issues.push(super::draft::issue("/columns", key, error));
            }
        }
    }
    if issues.is_empty() { Ok(found) } else { Err(AppError::Invalid(issues)) }
}

fn cells<'a>(
    row: &'a Listed,
    fields: &[&Field],
    names: &HashMap<String, String>,
    ctx: &Context,
    pick: impl Fn(&'static str, &'static str) -> &'static str,
) -> Vec<OutCell<'a>> {
    let kind = match row.kind {
        kedang_domain::field::CustomerKind::Organization => pick("单位", "Organization"),
        kedang_domain::field::CustomerKind::Individual => pick("个人", "Individual"),
    };
    let mut cells = vec![
        OutCell::from(row.code.as_str()),
        row.name.as_str().into(),
        kind.into(),
        row.owner.1.as_str().into(),
        row.department.1.as_str().into(),
        format!("{}%", row.completeness).into(),
    ];
    cells.extend(fields.iter().map(|field| match row.values.get(&field.key) {
        None => OutCell::Empty,
        Some(value) => words(field, value, names, &ctx.locale, &pick).into(),
    }));
    cells
}

/// A value in the words of a page.
fn words(
    field: &Field,
    value: &Value,
    names: &HashMap<String, String>,
    locale: &str,
    pick: impl Fn(&'static str, &'static str) -> &'static str,
) -> String {
    let option =
        |key: &str| field.option(key).map_or(key, |o| o.label.in_locale(locale)).to_owned();
    match (field.field_type, value) {
        (FieldType::Choice, Value::String(key)) => option(key),
        (FieldType::MultiChoice, Value::Array(keys)) => {
            keys.iter().filter_map(Value::as_str).map(option).collect::<Vec<_>>().join("、")
        }
        (FieldType::YesNo, Value::Bool(yes)) => {
            (if *yes { pick("是", "Yes") } else { pick("否", "No") }).to_owned()
        }
        (FieldType::Money, Value::Number(fen)) => {
            let fen = fen.as_i64().unwrap_or_default();
            let sign = if fen < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
        }
        (FieldType::Region, Value::String(code)) => {
            Divisions::builtin().by_code(code).map_or(code.clone(), |d| d.full_name.to_owned())
        }
        (FieldType::Industry, Value::String(code)) => {
            Industries::builtin().by_code(code).map_or(code.clone(), |i| i.name.to_owned())
        }
        (FieldType::Person, Value::String(id)) => names.get(id).cloned().unwrap_or_default(),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}
