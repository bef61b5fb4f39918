//! Two sheets that belong together: customers, and their contacts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kedang_domain::value::{clean_line, narrow};
use serde::{Deserialize, Serialize};

use crate::{
    CellError, Classifier, Column, Header, HeaderCatalogue, Mapping, RawRow, RowVerdict, Survey,
    Target, catalogue::key, judge,
};

/// By what the contacts name their customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkBy {
    /// A number or code of the company's own.
    Code,
    /// The customer's name.
    Name,
}

/// A sheet of customers and a sheet of contacts that names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPair {
    /// The sheet of customers, from 0.
    pub customers: usize,
    /// The sheet of contacts, from 0.
    pub contacts: usize,
    /// By what they are linked.
    pub by: LinkBy,
    /// The column of the customers' sheet with it, from 0.
    pub customer_column: usize,
    /// The column of the contacts' sheet with it, from 0.
    pub contact_column: usize,
}

/// Whose contact a row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "link")]
pub enum Link {
    /// The customer's in this row of the customers' sheet.
    Customer {
        /// Its row number.
        row: u32,
    },
    /// Nobody on the customers' sheet is called so.
    Missing {
        /// What the contact says.
        key: String,
    },
    /// Several customers are called so.
    Ambiguous {
        /// What the contact says.
        key: String,
        /// Their row numbers.
        rows: Vec<u32>,
    },
    /// The contact names no customer.
    Unnamed,
}

/// A contact with its customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinedContact {
    /// The row number on the contacts' sheet.
    pub row: u32,
    /// Its customer.
    pub link: Link,
    /// What was understood of the row. A contact without a customer or a name is in error:
    /// `customer_missing`, `customer_ambiguous`, `customer_unnamed`, `contact_unnamed`.
    pub verdict: RowVerdict,
}

/// Headers of a customer's code on the customers' own sheet, and on any sheet.
const OWN_CODES: [&str; 6] = ["编号", "编码", "代码", "code", "id", "no"];
const CODES: [&str; 20] = [
    "客户编号",
    "客户编码",
    "客户代码",
    "客户号",
    "客户id",
    "所属客户编号",
    "公司编号",
    "公司编码",
    "公司代码",
    "单位编号",
    "单位编码",
    "单位代码",
    "企业编号",
    "企业编码",
    "customerid",
    "customercode",
    "customerno",
    "clientid",
    "companyid",
    "accountid",
];
/// Fields that customers and contacts both have; they do not tell what a sheet is about.
const OF_BOTH: [&str; 11] = [
    "mobile",
    "office_phone",
    "home_phone",
    "fax",
    "email",
    "wechat",
    "sex",
    "birth_date",
    "remark",
    "id_number",
    "home_address",
];

/// What a header tells of its sheet.
struct Sheet {
    index: usize,
    name: Option<usize>,
    code: Option<usize>,
    own_code: Option<usize>,
    has_contact: bool,
    /// Facts that only customers have.
    facts: usize,
}

impl Sheet {
    fn of(index: usize, header: &Header, catalogue: &HeaderCatalogue) -> Self {
        let mut sheet =
            Self { index, name: None, code: None, own_code: None, has_contact: false, facts: 0 };
        for column in &header.columns {
            let key = key(&column.text);
            if CODES.contains(&key.as_str()) {
                sheet.code.get_or_insert(column.index);
            } else if OWN_CODES.contains(&key.as_str()) {
                sheet.own_code.get_or_insert(column.index);
            }
            match catalogue.find(&column.text).map(|alias| &alias.target) {
                Some(Target::Name) => {
                    sheet.name.get_or_insert(column.index);
                }
                Some(Target::ContactName) => sheet.has_contact = true,
                Some(Target::Field(key)) if !OF_BOTH.contains(&key.as_str()) => sheet.facts += 1,
                Some(Target::Province | Target::City | Target::County) => sheet.facts += 1,
                _ => {}
            }
        }
        sheet
    }
}

impl Survey {
    /// Recognises a sheet of contacts (it has their names, no fact that only customers have, and a
    /// column with the customer's code or name) beside a sheet of customers. Hidden sheets do not
    /// count.
    #[must_use]
    pub fn pair(&self, catalogue: &HeaderCatalogue) -> Option<SheetPair> {
        let sheets: Vec<Sheet> = self
            .sheets
            .iter()
            .filter(|sheet| !sheet.info.hidden)
            .filter_map(|sheet| {
                Some(Sheet::of(sheet.info.index, sheet.header.as_ref()?, catalogue))
            })
            .collect();
        let customers =
            sheets.iter().filter(|s| s.name.is_some() && s.facts > 0).max_by_key(|s| s.facts)?;
        let contacts =
            sheets.iter().find(|s| s.has_contact && s.facts == 0 && s.index != customers.index)?;
        let by_code = contacts.code.zip(customers.code.or(customers.own_code));
        let by_name = contacts.name.zip(customers.name);
        let (by, (contact_column, customer_column)) =
            by_code.map(|c| (LinkBy::Code, c)).or(by_name.map(|c| (LinkBy::Name, c)))?;
        Some(SheetPair {
            customers: customers.index,
            contacts: contacts.index,
            by,
            customer_column,
            contact_column,
        })
    }
}

impl Mapping {
    /// The meaning of the columns of a sheet of contacts: numbers, addresses and remarks are the
    /// contact's. What only customers have is left out.
    #[must_use]
    pub fn of_contacts(header: &Header, catalogue: &HeaderCatalogue, from_1904: bool) -> Self {
        let mut taken = BTreeSet::new();
        let mut columns = BTreeMap::new();
        for column in &header.columns {
            let Some(alias) = catalogue.find(&column.text) else { continue };
            let target = match &alias.target {
                Target::Name => Target::Name,
                Target::ContactName => Target::ContactName,
                Target::Contact(key) => Target::Contact(key.clone()),
                Target::Phone | Target::ContactPhone => Target::ContactPhone,
                Target::Field(key) if key == "birth_date" => Target::Contact("birthday".to_owned()),
                Target::Field(key)
                    if OF_BOTH.contains(&key.as_str())
                        && !matches!(key.as_str(), "id_number" | "home_address") =>
                {
                    Target::Contact(key.clone())
                }
                _ => continue,
            };
            if taken.insert(target.clone()) {
                let header = column.text.clone();
                columns.insert(
                    column.index,
                    Column { target, kind: alias.kind, unit: alias.unit, header },
                );
            }
        }
        Self {
            header_row: header.row,
            headers: header.columns.clone(),
            columns,
            titles: header.titles.clone(),
            from_1904,
        }
    }
}

/// Joins the contacts to their customers. Pure; rows that are no data, on either sheet, are left
/// out.
#[must_use]
pub fn join_contacts<'a>(
    pair: &SheetPair,
    customers: impl IntoIterator<Item = &'a RawRow>,
    customer_mapping: &Mapping,
    contacts: impl IntoIterator<Item = &'a RawRow>,
    contact_mapping: &Mapping,
) -> Vec<JoinedContact> {
    let classifier = Classifier::new(customer_mapping);
    let mut known: HashMap<String, Vec<u32>> = HashMap::new();
    for row in customers {
        if row.number > customer_mapping.header_row && classifier.skip_reason(row).is_none() {
            let key = link_key(row.cell(pair.customer_column).text(), pair.by);
            if !key.is_empty() {
                known.entry(key).or_default().push(row.number);
            }
        }
    }
    let classifier = Classifier::new(contact_mapping);
    contacts
        .into_iter()
        .filter(|row| row.number > contact_mapping.header_row)
        .filter(|row| classifier.skip_reason(row).is_none())
        .map(|row| {
            let text = clean_line(row.cell(pair.contact_column).text());
            let link = match known.get(&link_key(&text, pair.by)).map(Vec::as_slice) {
                _ if link_key(&text, pair.by).is_empty() => Link::Unnamed,
                None | Some([]) => Link::Missing { key: text },
                Some([row]) => Link::Customer { row: *row },
                Some(rows) => Link::Ambiguous { key: text, rows: rows.to_vec() },
            };
            let verdict = verdict(row, &link, pair, contact_mapping);
            JoinedContact { row: row.number, link, verdict }
        })
        .collect()
}

/// A code or a name as it is compared: without width, case, blanks and punctuation; a code that
/// went through a spreadsheet as a decimal without its `.0`.
fn link_key(text: &str, by: LinkBy) -> String {
    let text = narrow(text);
    let text = text.trim();
    let text = match by {
        LinkBy::Code => text.strip_suffix(".0").unwrap_or(text),
        LinkBy::Name => text,
    };
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn verdict(row: &RawRow, link: &Link, pair: &SheetPair, mapping: &Mapping) -> RowVerdict {
    let mut verdict = judge(row.number, &row.cells, mapping);
    // Who the customer is, the link tells.
    let name = Target::Name.to_string();
    verdict.errors.retain(|error| error.field != name);
    if verdict.record.contact.as_ref().is_none_or(|contact| contact.name.is_empty()) {
        let column = mapping.place_of(&Target::ContactName);
        verdict.errors.insert(0, error(column, Target::ContactName.to_string(), "contact_unnamed"));
    }
    let (code, key, rows) = match link {
        Link::Customer { .. } => ("", None, None),
        Link::Missing { key } => ("customer_missing", Some(key), None),
        Link::Ambiguous { key, rows } => ("customer_ambiguous", Some(key), Some(rows)),
        Link::Unnamed => ("customer_unnamed", None, None),
    };
    if !code.is_empty() {
        let mut error = error(Some(pair.contact_column), name, code);
        error.params.extend(key.map(|key| ("value".to_owned(), key.clone())));
        error.params.extend(rows.map(|rows| {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            ("rows".to_owned(), rows.join(", "))
        }));
        verdict.errors.insert(0, error);
    }
    verdict.valid = verdict.errors.is_empty();
    verdict.reason = verdict.errors.first().map(|first| {
        let kept = verdict.reason.take().filter(|reason| reason != "name_empty");
        match first.code.as_str() {
            code if code.starts_with("customer_") || code == "contact_unnamed" => code.to_owned(),
            code => kept.unwrap_or_else(|| code.to_owned()),
        }
    });
    verdict
}

fn error(column: Option<usize>, field: String, code: &str) -> CellError {
    CellError { column, field, code: code.to_owned(), params: BTreeMap::new() }
}
