//! The file that a correction is about, and how what is right is judged there.

use super::Report;
use crate::contact::ContactChange;
use crate::customer::{Change, Rules, outcome};
use crate::field::issue;
use crate::form::Form;
use crate::uncertain::Fact;
use crate::{App, AppError, Context, Result, Work};
use jiff::civil::Date;
use kedang_domain::field::{
    Catalogue, FieldError, FieldIssue, Subject, ValueRules, Values, validate_patch,
};
use kedang_domain::template::Template;
use kedang_storage::contact::{self, Contact};
use kedang_storage::customer::Seen;
use serde_json::Value;
use std::sync::Arc;

/// The file that a correction is about: the customer, and the contact when it is about one.
pub(super) struct Target {
    pub(super) seen: Seen,
    pub(super) contact: Option<Contact>,
}

impl Target {
    /// What stands there now; null: nothing.
    pub(super) fn value(&self, field: &str) -> Value {
        let (name, values) = match &self.contact {
            None => (&self.seen.name, &self.seen.values),
            Some(contact) => (&contact.name, &contact.values),
        };
        match field {
            "name" => name.as_str().into(),
            key => values.get(key).cloned().unwrap_or_default(),
        }
    }
}

impl App {
    /// The file that a fact belongs to.
    pub(super) async fn target(
        &self,
        work: &mut Work<'_>,
        seen: Seen,
        fact: &Fact,
    ) -> Result<Target> {
        let contact = match fact.contact {
            None => None,
            Some(id) => {
                let found = contact::one(work.tx(), id).await?.filter(|c| c.customer == seen.id);
                let unknown = || {
                    let error = FieldError::new("contact_unknown");
                    AppError::invalid(issue("/contact_id", "contact_id", error))
                };
                Some(found.ok_or_else(unknown)?)
            }
        };
        let subject = if contact.is_some() { Subject::Contact } else { Subject::Customer };
        let catalogue = self.catalogue(work.tx()).await?;
        let known = catalogue.get(subject, &fact.field).is_some_and(|field| field.active);
        if fact.field != "name" && !known {
            let shown: String = fact.field.chars().take(64).collect();
            let error = FieldError::new("field_unknown").with("field", shown);
            return Err(AppError::invalid(issue("/field", "field", error)));
        }
        Ok(Target { seen, contact })
    }

    /// The value that is said to be right, in the form in which it is kept.
    pub(super) async fn right_value(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        target: &Target,
        report: &Report,
        form: &mut Form,
    ) -> Result<Value> {
        let (catalogue, template, today) = self.rules_for(work, ctx, &target.seen).await?;
        let field = &report.fact.field;
        let kept = |name: &str, values: &Values| match field.as_str() {
            "name" => name.into(),
            key => values.get(key).cloned().unwrap_or_default(),
        };
        let judged = match &target.contact {
            None => {
                let rules = Rules { catalogue: &catalogue, template: &template, today };
                let change = own_change(field, &report.value);
                outcome(&target.seen, &change, &rules).map(|o| kept(&o.name, &o.values))
            }
            Some(contact) => {
                let rules = ValueRules {
                    catalogue: &catalogue,
                    subject: Subject::Contact,
                    kind: target.seen.kind,
                    template: Some(&template),
                    today,
                };
                let change = contact_change(field, &report.value);
                let name = change.name.as_deref().unwrap_or(&contact.name);
                crate::customer::check_name("/name", name).map_err(|issue| vec![issue]).and_then(
                    |name| {
                        let values = validate_patch(&rules, &contact.values, &change.values)?;
                        Ok(kept(&name, &values))
                    },
                )
            }
        };
        match judged {
            Ok(right) => {
                if right == target.value(field) {
                    form.refuse("/value", FieldError::new("correction_same"));
                }
                Ok(right)
            }
            Err(issues) => {
                for FieldIssue { error, .. } in issues {
                    form.refuse("/value", error);
                }
                Ok(Value::Null)
            }
        }
    }

    /// By what a change of a customer's facts is judged.
    pub(super) async fn rules_for(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
    ) -> Result<(Arc<Catalogue>, Template, Date)> {
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        Ok((catalogue, template, self.date_at(work.tx(), ctx.now).await?))
    }
}

/// The change of a customer's own fact. A name that is no text is an empty one, which is refused.
pub(super) fn own_change(field: &str, value: &Value) -> Change {
    match field {
        "name" => Change {
            name: Some(value.as_str().unwrap_or_default().to_owned()),
            ..Change::default()
        },
        key => Change { values: one(key, value), ..Change::default() },
    }
}

pub(super) fn contact_change(field: &str, value: &Value) -> ContactChange {
    match field {
        "name" => ContactChange {
            name: Some(value.as_str().unwrap_or_default().to_owned()),
            ..ContactChange::default()
        },
        key => ContactChange { values: one(key, value), ..ContactChange::default() },
    }
}

fn one(key: &str, value: &Value) -> Values {
    [(key.to_owned(), value.clone())].into_iter().collect()
}
