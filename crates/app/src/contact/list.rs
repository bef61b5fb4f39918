//! The people of all customers in one list, as a box of business cards is sorted (A9): by region
//! or by industry of the customer, found again by when, where and at what occasion one met them.

use crate::customer::{Condition, PAGE, search_doc};
use crate::{App, Context, Result};
use kedang_domain::field::Values;
use kedang_storage::contact::{self, Cursor, Listed, Order, Query};
use kedang_storage::search;
use kedang_text::search::{Judge, query_plan};
use serde_json::Value;

/// Contacts that are looked through for one search, at most.
const LOOKED_THROUGH: usize = 2_000;

/// Which contacts are wanted.
#[derive(Clone, Debug)]
pub struct CardQuery {
    /// In which order.
    pub order: Order,
    /// What their customers must be.
    pub conditions: Vec<Condition>,
    /// Met in this year (`2026`), month (`2026-11`) or on this day (`2026-11-23`).
    pub met: Option<String>,
    /// Met at this occasion or place: part of either, in any case.
    pub occasion: Option<String>,
    /// After this row.
    pub after: Option<Cursor>,
    /// At most so many rows.
    pub limit: usize,
}

impl CardQuery {
    fn keeps(&self, values: &Values) -> bool {
        let text = |key: &str| values.get(key).and_then(Value::as_str).unwrap_or_default();
        let met = self.met.as_deref().is_none_or(|day| text("card_met_on").starts_with(day));
        met && self.occasion.as_deref().is_none_or(|words| {
            let words = words.to_lowercase();
            ["card_occasion", "card_met_at"].iter().any(|k| text(k).to_lowercase().contains(&words))
        })
    }

    /// What the stored facts must mention so that [`CardQuery::keeps`] can hold.
    fn mentioning(&self) -> Vec<String> {
        let met = self.met.iter().map(|day| format!("\"card_met_on\":\"{day}"));
        let occasion = self.occasion.iter().map(|words| in_json(words));
        met.chain(occasion).collect()
    }

    fn stored(&self) -> Query {
        Query {
            order: self.order,
            conditions: self.conditions.clone(),
            among: None,
            mentioning: self.mentioning(),
            after: self.after.clone(),
            limit: self.limit,
        }
    }
}

/// A text as it stands inside a JSON text.
fn in_json(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or_default().to_owned()
}

impl App {
    /// One page of the contacts that this person sees, each with its customer. As with every list,
    /// this is no opening: it shows by which name and number somebody is reached.
    ///
    /// # Errors
    /// The database's.
    pub async fn list_contacts(&self, ctx: &Context, query: &CardQuery) -> Result<Vec<Listed>> {
        let mut conn = self.db().read().await?;
        let scope = ctx.scope();
        let mut stored = query.stored();
        let mut found = Vec::new();
        loop {
            let rows = contact::list(&mut conn, &scope, &stored).await?;
            let over = rows.len() < stored.limit;
            stored.after = rows.last().map(Listed::cursor);
            found.extend(rows.into_iter().filter(|row| query.keeps(&row.contact.values)));
            if over || found.len() >= query.limit {
                found.truncate(query.limit);
                return Ok(found);
            }
        }
    }

    /// The contacts among those that a text means: by their own name, sound, number or address, or
    /// by the name of their customer. At most [`PAGE`], in the order of the query.
    ///
    /// # Errors
    /// The database's.
    pub async fn search_contacts(
        &self,
        ctx: &Context,
        text: &str,
        query: &CardQuery,
    ) -> Result<Vec<Listed>> {
        let mut conn = self.db().read().await?;
        let scope = ctx.scope();
        let candidates =
            search::candidates(&mut conn, &scope, &query_plan(text), search::CANDIDATES).await?;
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let mut stored = query.stored();
        stored.among = Some(candidates.into_iter().map(|one| one.no).collect());
        stored.limit = LOOKED_THROUGH;
        let catalogue = self.catalogue(&mut conn).await?;
        let judge = Judge::new(text);
        let mut found = contact::list(&mut conn, &scope, &stored).await?;
        found.retain(|row| {
            let (contact, customer) = (&row.contact, &row.customer);
            let own = [(contact.name.clone(), contact.values.clone())];
            let doc = search_doc(&catalogue, &customer.code, &customer.name, &Values::new(), &own);
            query.keeps(&contact.values) && judge.judge(&doc).is_some()
        });
        found.truncate(usize::try_from(PAGE).unwrap_or_default());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_for_as_it_is_stored() {
        for (text, stored) in
            [("展会", "展会"), ("\"A\"", "\\\"A\\\""), ("a\\b", "a\\\\b"), ("\"", "\\\"")]
        {
            assert_eq!(in_json(text), stored);
        }
    }
}
