//! What happens to a customer leaves two traces in one transaction: an event with the values, which
//! can be erased, and an entry of the log with commitments to them, which cannot.

use crate::customer::hex;
use crate::{App, Context, Result, Work};
use kedang_domain::id::CustomerId;
use kedang_storage::event::{self, Detail, Event, FieldChange};

/// Something that happened to a part of a customer.
#[derive(Debug)]
pub(crate) struct Happening {
    /// To which customer.
    pub(crate) customer: CustomerId,
    /// Its name in the log.
    pub(crate) action: &'static str,
    /// Its kind on the timeline.
    pub(crate) kind: &'static str,
    /// To which part: kind of thing and id; the customer itself when absent.
    pub(crate) part: Option<(&'static str, String)>,
    /// Values before and after.
    pub(crate) changes: Vec<FieldChange>,
    /// Why, or how, in somebody's words: for the timeline only.
    pub(crate) reason: Option<String>,
    /// Further ids and codes for the log.
    pub(crate) details: Vec<(&'static str, String)>,
}

impl App {
    /// Keeps both traces of what happened.
    pub(crate) async fn keep(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        happening: Happening,
    ) -> Result<()> {
        let nonce = work.nonce();
        let id = happening.customer.to_string();
        let (kind, subject) = happening.part.unwrap_or_else(|| ("customer", id.clone()));
        let mut entry = ctx.draft(happening.action).subject(kind, subject.as_str()).customer(id);
        // A doubt about a fact is an event of that fact, but changes nothing to commit to.
        let changed = |c: &&FieldChange| c.before.is_some() || c.after.is_some();
        for change in happening.changes.iter().filter(changed) {
            let (before, after) = (change.before.as_ref(), change.after.as_ref());
            entry.changes.push(work.change(&nonce, &change.field, before, after));
        }
        for (key, value) in happening.details {
            entry = entry.detail(key, value);
        }
        let event = Event {
            id: self.fresh().to_string(),
            customer: happening.customer,
            at: ctx.now,
            kind: happening.kind.to_owned(),
            person: ctx.actor.person,
            subject: if kind == "customer" { String::new() } else { subject },
            detail: Detail {
                changes: happening.changes,
                reason: happening.reason,
                nonce: Some(hex(nonce.as_bytes())),
                ..Detail::default()
            },
        };
        event::insert(work.tx(), &[event]).await?;
        work.record(entry);
        Ok(())
    }
}
