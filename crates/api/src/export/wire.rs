//! Exports as they come in and go out.

use crate::Result;
use crate::extract::bad;
use crate::wire::{Answer, Named, instant};
use kedang_app::Context;
use kedang_app::export::{ExportFormat, ExportState, Only, OpenedExport, Wish};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ContactId, CustomerId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The form of an exported list.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormatCode {
    /// A workbook with a cover.
    Xlsx,
    /// Text with commas.
    Csv,
    /// The contacts as business cards, vCard 4.0.
    Vcf,
}

impl From<ExportFormatCode> for ExportFormat {
    fn from(code: ExportFormatCode) -> Self {
        match code {
            ExportFormatCode::Xlsx => Self::Xlsx,
            ExportFormatCode::Csv => Self::Csv,
            ExportFormatCode::Vcf => Self::Vcf,
        }
    }
}

impl From<ExportFormat> for ExportFormatCode {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Vcf => Self::Vcf,
        }
    }
}

macro_rules! states {
    ($($(#[$doc:meta])* $state:ident,)*) => {
        /// How far an export has come.
        #[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum ExportStateCode { $($(#[$doc])* $state,)* }

        impl From<ExportState> for ExportStateCode {
            fn from(state: ExportState) -> Self {
                match state { $(ExportState::$state => Self::$state),* }
            }
        }

        impl From<ExportStateCode> for ExportState {
            fn from(code: ExportStateCode) -> Self {
                match code { $(ExportStateCode::$state => Self::$state),* }
            }
        }
    };
}

states! {
    /// Somebody has to approve it.
    Asked,
    /// Somebody refused it.
    Refused,
    /// It can be fetched, once.
    Ready,
    /// It is on its way.
    Leaving,
    /// All of it left.
    Done,
    /// It broke off: a part left, or nothing.
    Aborted,
    /// It was not fetched in time.
    Expired,
}

/// An export in the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct Export {
    /// Which.
    pub id: Uuid,
    /// Its number in the register.
    #[schema(example = "DC20261122-001")]
    pub register: String,
    /// Who asked for it.
    pub person: Named,
    /// Where they worked then.
    pub department: Option<Named>,
    /// What for; empty where the company does not ask.
    pub purpose: String,
    /// In which form.
    pub format: ExportFormatCode,
    /// Filters, as `field:op:value`; all hold.
    pub filters: Vec<String>,
    /// Order.
    pub sort: String,
    /// Keys of the columns, in order.
    pub columns: Vec<String>,
    /// A text table begins with a cover.
    pub cover: bool,
    /// The one customer it is about.
    pub customer_id: Option<Uuid>,
    /// The one contact it is about.
    pub contact_id: Option<Uuid>,
    /// How far it has come.
    pub state: ExportStateCode,
    /// Customers counted when it was asked for.
    pub asked_rows: i64,
    /// Customers that have left.
    pub left_rows: i64,
    /// Who approved or refused it.
    pub decided_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub decided_at: Option<String>,
    /// Why it was refused.
    pub decision_reason: Option<String>,
    /// Until when it can be fetched.
    #[schema(format = DateTime)]
    pub until: Option<String>,
    /// When the fetching began.
    #[schema(format = DateTime)]
    pub started_at: Option<String>,
    /// When it was over.
    #[schema(format = DateTime)]
    pub ended_at: Option<String>,
    /// When it was asked for.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Whether the customers kept here as those that left are those of which the log has the hash;
    /// null while it has not ended, and in lists.
    pub agrees_with_log: Option<bool>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
    /// What the caller may do: decide, fetch.
    pub actions: BTreeMap<&'static str, Answer>,
}

impl Export {
    /// As this person sees it.
    pub(super) fn new(ctx: &Context, opened: OpenedExport) -> Self {
        let export = opened.export;
        let definition = export.definition;
        Self {
            id: export.id.uuid(),
            register: export.register,
            person: Named::new(export.person.0.uuid(), export.person.1),
            department: export.department.map(|(id, name)| Named::new(id.uuid(), name)),
            purpose: export.purpose,
            format: definition.format.into(),
            filters: definition.filters,
            sort: definition.sort,
            columns: definition.columns,
            cover: definition.cover,
            customer_id: definition.only.map(|only| only.customer.uuid()),
            contact_id: definition.only.and_then(|only| only.contact).map(ContactId::uuid),
            state: export.state.into(),
            asked_rows: export.asked_rows,
            left_rows: export.left_rows,
            decided_by: export.decided_by.map(|(id, name)| Named::new(id.uuid(), name)),
            decided_at: export.decided_at.map(instant),
            decision_reason: export.decision_reason,
            until: export.until.map(instant),
            started_at: export.started_at.map(instant),
            ended_at: export.ended_at.map(instant),
            created_at: instant(export.created_at),
            agrees_with_log: opened.agrees,
            version: export.version,
            actions: BTreeMap::from([
                ("decide", Answer::of(ctx, opened.decide)),
                ("fetch", Answer::of(ctx, opened.fetch)),
            ]),
        }
    }
}

/// An export to be asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// What for, at most 200 characters; the company may insist on it.
    #[serde(default)]
    pub purpose: String,
    /// In which form.
    pub format: ExportFormatCode,
    /// As for the list of customers: `field:op:value`; all must hold.
    #[serde(default)]
    pub filters: Vec<String>,
    /// As for the list of customers; the latest change first when absent.
    pub sort: Option<String>,
    /// Keys of the columns in their order: `code`, `name`, `kind`, `template`, `owner`,
    /// `department`, `completeness`, `uncertain`, `created_at`, `updated_at`, `last_contact_at` and
    /// facts. Facts alone come behind what every customer has.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Begin a table of text with what a workbook has on its cover.
    #[serde(default)]
    pub cover: bool,
    /// One customer alone.
    pub customer_id: Option<Uuid>,
    /// Of that customer one contact alone.
    pub contact_id: Option<Uuid>,
}

impl ExportInput {
    /// As the use case takes it.
    pub(super) fn into_wish(self) -> Result<Wish> {
        let only = match (self.customer_id, self.contact_id) {
            (None, Some(_)) => return Err(bad("customer_id", FieldError::new("required"))),
            (None, None) => None,
            (Some(customer), contact) => Some(Only {
                customer: CustomerId::new(customer),
                contact: contact.map(ContactId::new),
            }),
        };
        Ok(Wish {
            purpose: self.purpose,
            filters: self.filters,
            sort: self.sort,
            columns: self.columns,
            format: self.format.into(),
            cover: self.cover,
            only,
        })
    }
}
