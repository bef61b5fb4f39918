//! What follows from a customer's facts: index rows, search tokens, completeness.

use crate::{App, Result, Work, clash};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, CustomerKind, FieldType, Subject, Values, index_key};
use kedang_domain::template::{Template, completeness, has_basics};
use kedang_storage::contact;
use kedang_storage::customer::{IndexRow, Seen};
use kedang_storage::search;
use kedang_text::search::{SearchDoc, index_tokens};
use serde_json::Value;

/// Everything known about one customer, for what follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The fields there are.
    pub catalogue: &'a Catalogue,
    /// The card it is kept on.
    pub template: &'a Template,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// File code.
    pub code: &'a str,
    /// Full name.
    pub name: &'a str,
    /// All other facts.
    pub values: &'a Values,
    /// Name and facts of each contact.
    pub contacts: &'a [(String, Values)],
}

impl Facts<'_> {
    /// The rows of the value index.
    #[must_use]
    pub fn index(&self) -> Vec<IndexRow> {
        self.values
            .iter()
            .filter_map(|(key, value)| Some((self.catalogue.customer(key)?, value)))
            .filter(|(field, _)| field.filterable)
            .flat_map(|(field, value)| {
                index_key(field, value).into_iter().map(|v| (field.key.clone(), v))
            })
            .collect()
    }

    /// The tokens by which it is found.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        let doc = search_doc(self.catalogue, self.code, self.name, self.values, self.contacts);
        let found = index_tokens(&doc).into_iter().map(String::from);
        found.chain(clash::tokens(self.kind, self.name, self.values, self.contacts)).collect()
    }

    /// How full the card is, 0 to 100.
    #[must_use]
    pub fn completeness(&self) -> i64 {
        let contacts: Vec<Values> = self.contacts.iter().map(|(_, v)| v.clone()).collect();
        completeness(self.kind, self.catalogue, self.template, self.values, &contacts).into()
    }

    /// Whether the basics are there, as the log says it.
    #[must_use]
    pub fn complete(&self) -> &'static str {
        let has_contact = !self.contacts.is_empty();
        match has_basics(self.kind, self.catalogue, self.template, self.values, has_contact) {
            true => "yes",
            false => "no",
        }
    }
}

impl App {
    /// Finds a customer anew, after it has become visible to others than before.
    pub(crate) async fn refind(&self, work: &mut Work<'_>, seen: &Seen) -> Result<()> {
        let tokens = self.tokens_of(work.tx(), seen).await?;
        Ok(search::set_tokens(work.tx(), seen.no, &tokens).await?)
    }

    /// The tokens by which a customer is found, of whom all facts are given.
    pub(crate) async fn tokens_of(&self, conn: &mut Conn, seen: &Seen) -> Result<Vec<String>> {
        let catalogue = self.catalogue(conn).await?;
        let contacts = contact::of_customer(conn, seen.id).await?;
        let contacts: Vec<_> = contacts.into_iter().map(|c| (c.name, c.values)).collect();
        let doc = search_doc(&catalogue, &seen.code(), &seen.name, &seen.values, &contacts);
        let found = index_tokens(&doc).into_iter().map(String::from);
        let known = clash::tokens(seen.kind, &seen.name, &seen.values, &contacts);
        Ok(found.chain(known).collect())
    }
}

/// The tokens of a file code, which a customer gets last of all.
pub(super) fn code_tokens(code: &str) -> impl Iterator<Item = String> {
    let doc = SearchDoc { code: code.to_owned(), ..SearchDoc::default() };
    index_tokens(&doc).into_iter().map(String::from)
}

/// What of a customer can be searched.
#[must_use]
pub(crate) fn search_doc(
    catalogue: &Catalogue,
    code: &str,
    name: &str,
    values: &Values,
    contacts: &[(String, Values)],
) -> SearchDoc {
    let mut doc =
        SearchDoc { name: name.to_owned(), code: code.to_owned(), ..SearchDoc::default() };
    doc.credit_code = values.get("credit_code").and_then(Value::as_str).map(str::to_owned);
    let mut gather = |subject, values: &Values| {
        for (key, value) in values {
            let (Some(field), Some(text)) = (catalogue.get(subject, key), value.as_str()) else {
                continue;
            };
            match field.field_type {
                FieldType::Phone if key != "fax" => doc.phones.push(text.to_owned()),
                FieldType::Email => doc.emails.push(text.to_owned()),
                _ => {}
            }
        }
    };
    gather(Subject::Customer, values);
    for (_, values) in contacts {
        gather(Subject::Contact, values);
    }
    doc.contacts = contacts.iter().map(|(name, _)| name.clone()).collect();
    doc
}
