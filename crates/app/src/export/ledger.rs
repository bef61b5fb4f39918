//! What leaves, as it can be compared with a leaked sheet later: each value as a keyed hash.

use super::plan::Plan;
use super::table::{Column, System};
use super::{Export, cards, marker::Markers};
use crate::trace::Printer;
use crate::{App, Result, Work};
use kedang_domain::export::ExportFormat;
use kedang_domain::field::{Field, FieldType};
use kedang_domain::id::ContactId;
use kedang_domain::trace::{self, DepartureKind};
use kedang_exchange::OutCell;
use kedang_storage::company::Company;
use kedang_storage::contact::Contact;
use kedang_storage::customer::Listed;
use kedang_storage::departure::{self, Departure, LeftRow, Print};
use serde_json::Value;

/// The ledger of one export.
pub(super) struct Ledger {
    /// Its number.
    pub(super) no: i64,
    columns: Vec<trace::Column>,
    printer: Printer,
}

impl App {
    /// Opens the ledger of an export that begins to leave, and draws its markers.
    pub(super) async fn open_ledger(
        &self,
        work: &mut Work<'_>,
        export: &Export,
        plan: &Plan,
        company: &Company,
    ) -> Result<(Ledger, Markers)> {
        let columns = match export.definition.format {
            ExportFormat::Vcf => of_card(),
            _ => plan.columns.iter().map(described).collect(),
        };
        let wanted = company.export_markers && export.definition.only.is_none();
        let markers = self.draw_markers(work, export, plan.count(), wanted).await?;
        let entry = Departure {
            no: 0,
            kind: DepartureKind::Export,
            source: export.id.to_string(),
            register: export.register.clone(),
            person: export.person.clone(),
            recipient: None,
            columns: columns.clone(),
            size: 0,
            markers: markers.count(),
            left_at: work.context().now,
        };
        let no = departure::insert(work.tx(), &entry).await?;
        Ok((Ledger { no, columns, printer: self.printer() }, markers))
    }
}

impl Ledger {
    /// A row of a table.
    pub(super) fn of_cells(&self, row: &Listed, cells: &[OutCell<'_>]) -> LeftRow {
        let text = |cell: &OutCell<'_>| match cell {
            OutCell::Text(text) => text.to_string(),
            OutCell::Empty | OutCell::Number(_) => String::new(),
        };
        let texts = self.columns.iter().zip(cells).map(|(column, cell)| (&*column.key, text(cell)));
        self.left(row, texts)
    }

    /// The cards of a customer.
    pub(super) fn of_card(
        &self,
        row: &Listed,
        contacts: &[Contact],
        only: Option<ContactId>,
    ) -> LeftRow {
        let said =
            |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut texts = vec![("name", row.name.clone())];
        let contacts = contacts.iter().filter(|one| only.is_none_or(|id| one.id == id));
        let mut alone = true;
        for contact in contacts {
            alone = false;
            texts.push((CONTACT, contact.name.clone()));
            let facts = cards::OF_CONTACT.map(|key| (key, said(contact.values.get(key))));
            texts.extend(facts);
        }
        let own = self.columns.iter().filter(|column| {
            column.key != "name"
                && column.key != CONTACT
                && (alone || !cards::OF_CONTACT.contains(&&*column.key))
        });
        texts.extend(own.map(|column| (&*column.key, said(row.values.get(&column.key)))));
        self.left(row, texts.into_iter())
    }

    fn left<'a>(&self, row: &Listed, texts: impl Iterator<Item = (&'a str, String)>) -> LeftRow {
        let mut prints: Vec<Print> = Vec::new();
        for (key, text) in texts {
            // Of a marker only what is its own: the rest is that of the row beside it.
            if row.no < 0 && !Markers::OWN.contains(&key) {
                continue;
            }
            let place = self.columns.iter().position(|column| column.key == key);
            let Some(place) = place.and_then(|place| u8::try_from(place).ok()) else { continue };
            let made = self.printer.cell(key == "name", &text);
            prints.extend(made.into_iter().map(|print| (place, print)));
        }
        LeftRow { place: row.no, prints }
    }
}

/// Key of the name of a contact on a card.
const CONTACT: &str = "contact";

fn described(column: &Column) -> trace::Column {
    match column {
        Column::System(system) => {
            let (zh, en) = system.label();
            let telling = matches!(system, System::Code | System::Name);
            trace::Column {
                key: system.key().to_owned(),
                zh: zh.to_owned(),
                en: en.to_owned(),
                telling,
            }
        }
        Column::Fact(field) => of_field(field),
    }
}

/// A fact of the catalogue as a column of the ledger.
pub(crate) fn of_field(field: &Field) -> trace::Column {
    let (zh, en) = (field.label.zh.clone(), field.label.en.clone());
    trace::Column { key: field.key.clone(), zh, en, telling: tells(field) }
}

/// Whether the values of a field tell customers apart.
fn tells(field: &Field) -> bool {
    use FieldType::{CreditCode, Email, IdNumber, Phone, Url};
    matches!(field.field_type, Phone | Email | Url | CreditCode | IdNumber)
        || field.key == "address"
}

/// What stands on cards.
fn of_card() -> Vec<trace::Column> {
    let telling = |key: &str| !matches!(key, "region" | "postcode" | CONTACT);
    [
        ("name", "客户名称", "Name"),
        (CONTACT, "联系人", "Contact"),
        ("address", "地址", "Address"),
        ("region", "地区", "Region"),
        ("postcode", "邮编", "Postcode"),
        ("website", "网址", "Site"),
        ("mobile", "手机", "Mobile"),
        ("office_phone", "固定电话", "Telephone"),
        ("fax", "传真", "Fax"),
        ("email", "邮箱", "E-mail"),
    ]
    .map(|(key, zh, en)| {
        let telling = telling(key);
        trace::Column { key: key.to_owned(), zh: zh.to_owned(), en: en.to_owned(), telling }
    })
    .to_vec()
}
