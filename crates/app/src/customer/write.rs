//! Registering, changing and giving away a customer.

use super::facts::code_tokens;
use super::{Facts, Opened};
use crate::happening::Happening;
use crate::{App, AppError, Context, Refused, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::{
    Catalogue, CustomerKind, FieldError, FieldIssue, Subject, ValueRules, Values, validate_patch,
    validate_values,
};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, ImportId, PersonId};
use kedang_domain::permission::{Act, AssignCustomer, CreateCustomer, EditCustomer, Standing};
use kedang_domain::template::Template;
use kedang_domain::value::{CreditCode, clean_name, clean_paragraphs};
use kedang_evidence::Draft as EvidenceDraft;
use kedang_storage::contact::Contact;
use kedang_storage::customer::{self, IndexRow, New, Seen, Update};
use kedang_storage::event::{self, Detail, Event, FieldChange};
use kedang_storage::{contact, organisation, uncertain};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// Contacts given with a new customer, at most.
const CONTACTS_MAX: usize = 100;
/// Longest reason, in characters.
pub(crate) const REASON_MAX: usize = 500;

/// A customer as somebody wants to register it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner; whoever registers it when absent.
    pub owner: Option<PersonId>,
    /// All other facts, as given.
    pub values: Values,
    /// Its contacts, the first one primary unless another says so.
    pub contacts: Vec<NewContact>,
}

/// A contact as somebody wants to add it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewContact {
    /// Name.
    pub name: String,
    /// All other facts, as given.
    pub values: Values,
    /// The one to turn to first.
    pub primary: bool,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Full name.
    pub name: Option<String>,
    /// Code of the card template.
    pub template: Option<String>,
    /// Facts by key; null removes one.
    pub values: Values,
    /// Why, for the timeline.
    pub reason: Option<String>,
}

/// A draft that was checked.
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) values: Values,
    pub(crate) contacts: Vec<NewContact>,
}

/// A draft that was checked, with what follows from its facts: what will be written.
pub(crate) struct Ready {
    pub(crate) checked: Checked,
    completeness: i64,
    index: Vec<IndexRow>,
    /// Search tokens, but for those of the file code, which comes last.
    tokens: Vec<String>,
}

/// Against what drafts are checked.
pub(crate) struct Rules<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) template: &'a Template,
    pub(crate) today: jiff::civil::Date,
}

pub(crate) fn issue(pointer: impl Into<String>, field: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: pointer.into(), field: field.to_owned(), error }
}

/// A name without blanks around it or lines in it.
pub(crate) fn check_name(pointer: &str, name: &str) -> Result<String, FieldIssue> {
    clean_name(name).map_err(|error| issue(pointer, "name", error.into()))
}

impl Rules<'_> {
    /// Checks a whole draft and collects everything that is wrong with it.
    pub(crate) fn check(&self, draft: &Draft) -> Result<Checked, Vec<FieldIssue>> {
        let mut issues = Vec::new();
        let name = check_name("/name", &draft.name).map_err(|i| issues.push(i)).unwrap_or_default();
        if !self.template.kind.includes(draft.kind) {
            let error = FieldError::new("template_kind").with("kind", draft.kind.as_str());
            issues.push(issue("/template", "template", error));
        }
        let rules = ValueRules {
            catalogue: self.catalogue,
            subject: Subject::Customer,
            kind: draft.kind,
            template: Some(self.template),
            today: self.today,
        };
        let values = validate_values(&rules, &draft.values)
            .map_err(|found| issues.extend(found))
            .unwrap_or_default();
        let contacts = self.check_contacts(draft, &rules, &mut issues);
        if issues.is_empty() { Ok(Checked { name, values, contacts }) } else { Err(issues) }
    }

    /// Checks a whole draft and works out what follows from it.
    pub(crate) fn prepare(&self, draft: &Draft) -> Result<Ready, Vec<FieldIssue>> {
        let checked = self.check(draft)?;
        let contacts: Vec<_> =
            checked.contacts.iter().map(|c| (c.name.clone(), c.values.clone())).collect();
        let facts = Facts {
            catalogue: self.catalogue,
            template: self.template,
            kind: draft.kind,
            code: "",
            name: &checked.name,
            values: &checked.values,
            contacts: &contacts,
        };
        let completeness = facts.completeness();
        let (index, tokens) = (facts.index(), facts.tokens());
        Ok(Ready { checked, completeness, index, tokens })
    }

    fn check_contacts(
        &self,
        draft: &Draft,
        rules: &ValueRules<'_>,
        issues: &mut Vec<FieldIssue>,
    ) -> Vec<NewContact> {
        if draft.contacts.len() > CONTACTS_MAX {
            let error = FieldError::new("too_many").with("max", CONTACTS_MAX);
            issues.push(issue("/contacts", "contacts", error));
            return Vec::new();
        }
        // What the card requires of a contact is asked for when one is added by itself, too.
        let rules = ValueRules { subject: Subject::Contact, ..*rules };
        let mut checked = Vec::with_capacity(draft.contacts.len());
        for (index, given) in draft.contacts.iter().enumerate() {
            let at = |pointer: &str| format!("/contacts/{index}{pointer}");
            let name = check_name(&at("/name"), &given.name).map_err(|i| issues.push(i));
            let values = validate_values(&rules, &given.values).map_err(|found| {
                issues
                    .extend(found.into_iter().map(|i| FieldIssue { pointer: at(&i.pointer), ..i }));
            });
            if let (Ok(name), Ok(values)) = (name, values) {
                checked.push(NewContact { name, values, primary: given.primary });
            }
        }
        if let Some(first) =
            checked.first_mut().filter(|_| draft.contacts.iter().all(|c| !c.primary))
        {
            first.primary = true;
        }
        checked
    }
}

/// A customer on its way into the database, with what the log and the timeline keep of it.
pub(crate) struct Registration {
    pub(crate) new: New,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) event: Event,
    pub(crate) evidence: EvidenceDraft,
}

/// Who will own it, and in which department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Placement {
    pub(crate) owner: PersonId,
    pub(crate) department: DepartmentId,
}

impl App {
    /// Who owns a new customer: somebody active in a department, and either the person who
    /// registers it or somebody whom that person may assign customers to.
    pub(crate) async fn placement(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        owner: Option<PersonId>,
    ) -> Result<Placement> {
        let owner = owner.unwrap_or(ctx.actor.person);
        let bad = |code| AppError::invalid(issue("/owner_id", "owner", FieldError::new(code)));
        let person =
            organisation::place(conn, owner).await?.ok_or_else(|| bad("person_unknown"))?;
        if !person.active {
            return Err(bad("person_inactive"));
        }
        let department = person.department.ok_or_else(|| bad("owner_without_department"))?;
        if owner != ctx.actor.person {
            let standing = ctx.actor.standing(owner, department, false).unwrap_or(Standing::Shared);
            ctx.ask::<AssignCustomer>(&standing)?;
        }
        Ok(Placement { owner, department })
    }

    /// What the rules say to a draft, a clash among it; nothing is written.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub async fn check_customer(&self, ctx: &Context, draft: &Draft) -> Result<()> {
        ctx.ask::<CreateCustomer>(&())?;
        let mut conn = self.db().read().await?;
        let placement = self.placement(&mut conn, ctx, draft.owner).await?;
        let (catalogue, template) =
            self.card(&mut conn, &draft.template, Some(placement.department)).await?;
        let today = self.date_at(&mut conn, ctx.now).await?;
        let checked = Rules { catalogue: &catalogue, template: &template, today }.check(draft);
        let mut issues = checked.err().unwrap_or_default();
        let code = draft.values.get("credit_code").and_then(Value::as_str);
        if let Some(code) = code.and_then(|c| CreditCode::parse(c).ok())
            && let Some(AppError::Conflict { code, params }) =
                self.clash(&mut conn, ctx, &String::from(code)).await?
        {
            let error = params.into_iter().fold(FieldError::new(code), |e, (k, v)| e.with(&k, v));
            issues.push(issue("/values/credit_code", "credit_code", error));
        }
        if issues.is_empty() { Ok(()) } else { Err(AppError::Invalid(issues)) }
    }

    /// The catalogue and a card template as it holds for a department.
    pub(crate) async fn card(
        &self,
        conn: &mut Conn,
        template: &str,
        department: Option<DepartmentId>,
    ) -> Result<(std::sync::Arc<Catalogue>, Template)> {
        let catalogue = self.catalogue(conn).await?;
        let found =
            self.effective_template(conn, template, department).await?.ok_or_else(|| {
                let error = FieldError::new("template_unknown").with("value", template);
                AppError::invalid(issue("/template", "template", error))
            })?;
        Ok((catalogue, found))
    }

    /// Registers a customer with its contacts.
    ///
    /// # Errors
    /// Refusals, everything wrong with the draft, or a clash: a credit code that is on file.
    pub async fn create_customer(&self, ctx: &Context, draft: &Draft) -> Result<Opened> {
        let permit = ctx.ask::<CreateCustomer>(&())?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("customer").await? {
            drop(work);
            let id = made.parse().map_err(AppError::internal)?;
            return self.reload_customer(ctx, id).await;
        }
        let placement = self.placement(work.tx(), ctx, draft.owner).await?;
        let (catalogue, template) =
            self.card(work.tx(), &draft.template, Some(placement.department)).await?;
        let today = self.date_at(work.tx(), ctx.now).await?;
        let ready = Rules { catalogue: &catalogue, template: &template, today }
            .prepare(draft)
            .map_err(AppError::Invalid)?;
        let no = customer::numbers(work.tx(), 1).await?;
        if let Some(code) = ready.checked.values.get("credit_code").and_then(Value::as_str) {
            // With the number nobody else can register meanwhile, and none is lost if this fails.
            self.refuse_clash(work.tx(), ctx, code).await?;
        }
        let registration = self.register(&work, draft, ready, placement, no, None);
        let id = registration.new.id;
        customer::insert(work.tx(), &permit, no, &[registration.new]).await?;
        contact::insert(work.tx(), &permit, &registration.contacts).await?;
        event::insert(work.tx(), &[registration.event]).await?;
        work.remember_made("customer", &id.to_string()).await?;
        work.record(registration.evidence);
        work.commit().await?;
        self.reload_customer(ctx, id).await
    }

    /// Puts together everything that a new customer leaves behind.
    pub(crate) fn register(
        &self,
        work: &Work<'_>,
        draft: &Draft,
        ready: Ready,
        placement: Placement,
        no: i64,
        import: Option<ImportId>,
    ) -> Registration {
        let ctx = work.context();
        let id = CustomerId::new(self.fresh());
        let Ready { checked, completeness, index, mut tokens } = ready;
        tokens.extend(code_tokens(&customer::code(no)));
        let nonce = work.nonce();
        let mut evidence = ctx
            .draft("customer.create")
            .subject("customer", id.to_string())
            .customer(id.to_string())
            .detail("owner", placement.owner.to_string())
            .detail("template", draft.template.as_str());
        let name = Value::from(checked.name.as_str());
        let mut changes = vec![("name", &name)];
        changes.extend(checked.values.iter().map(|(key, value)| (key.as_str(), value)));
        for (field, value) in &changes {
            evidence.changes.push(work.change(&nonce, field, None, Some(value)));
        }
        // They are shown by the time of their making and then by id: in the order given.
        let mut ids: Vec<_> = checked.contacts.iter().map(|_| self.fresh()).collect();
        ids.sort_unstable();
        let contacts: Vec<_> = checked
            .contacts
            .into_iter()
            .zip(ids)
            .map(|(c, contact)| Contact {
                id: ContactId::new(contact),
                customer: id,
                name: c.name,
                primary: c.primary,
                values: c.values,
                created_at: ctx.now,
                updated_at: ctx.now,
                version: 1,
            })
            .collect();
        if !contacts.is_empty() {
            let ids: Vec<_> = contacts.iter().map(|c| c.id.to_string()).collect();
            evidence = evidence.detail("contacts", ids);
        }
        if let Some(import) = import {
            evidence = evidence.detail("import", import.to_string());
        }
        let event = Event {
            id: self.fresh().to_string(),
            customer: id,
            at: ctx.now,
            kind: if import.is_some() { "import" } else { "created" }.to_owned(),
            person: ctx.actor.person,
            subject: import.map(|i| i.to_string()).unwrap_or_default(),
            // What it began with is on the card; the nonce lets the log's commitments be checked.
            detail: Detail { nonce: Some(hex(nonce.as_bytes())), ..Detail::default() },
        };
        let new = New {
            id,
            kind: draft.kind,
            name: checked.name,
            template: draft.template.clone(),
            owner: placement.owner,
            department: placement.department,
            values: checked.values,
            completeness,
            at: ctx.now,
            by: ctx.actor.person,
            index,
            tokens,
        };
        Registration { new, contacts, event, evidence }
    }

    /// Two people cannot work the same customer unseen (D2): a credit code is on file once.
    /// To be asked after [`customer::numbers`] or [`customer::hold_codes`].
    async fn refuse_clash(&self, conn: &mut Conn, ctx: &Context, code: &str) -> Result<()> {
        self.clash(conn, ctx, code).await?.map_or(Ok(()), Err)
    }

    /// What to say about a credit code that is on file. Who may not see the other file learns the
    /// department that has it, and nothing more.
    pub(crate) async fn clash(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        code: &str,
    ) -> Result<Option<AppError>> {
        let Some(clash) = customer::with_credit_code(conn, code).await? else { return Ok(None) };
        let seen = customer::visible(conn, &ctx.actor, ctx.now, clash.id).await?;
        let error = match seen {
            Some(seen) => AppError::conflict("customer_on_file")
                .with("id", seen.id.to_string())
                .with("code", seen.code())
                .with("name", seen.name),
            None => AppError::conflict("customer_on_file_elsewhere"),
        };
        Ok(Some(error.with("credit_code", code).with("department", clash.department_name)))
    }

    /// Changes a customer that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the values.
    pub async fn update_customer(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        change: &Change,
    ) -> Result<Opened> {
        let mut work = self.begin(ctx).await?;
        let Some(seen) = customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? else {
            drop(work);
            return Err(self.out_of_sight(ctx, EditCustomer::NAME, id).await?);
        };
        if seen.version != version {
            // Whoever may not change it learns that first, not the version.
            ctx.ask_on::<EditCustomer>(&seen.standing, id)?;
            return Err(AppError::Stale { current: seen.version });
        }
        if self.apply_change(&mut work, ctx, &seen, change).await? {
            work.commit().await?;
        }
        self.reload_customer(ctx, id).await
    }

    /// Writes a change within a unit of work; `false` when nothing was different.
    pub(crate) async fn apply_change(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        change: &Change,
    ) -> Result<bool> {
        let id = seen.id;
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, id)?;
        let code = change.template.as_deref().unwrap_or(&seen.template);
        let (catalogue, template) = self.card(work.tx(), code, Some(seen.department)).await?;
        let mut issues = Vec::new();
        let reason = check_reason(change.reason.as_deref(), &mut issues);
        if !template.kind.includes(seen.kind) {
            let error = FieldError::new("template_kind").with("kind", seen.kind.as_str());
            issues.push(issue("/template", "template", error));
        }
        let name = match &change.name {
            None => seen.name.clone(),
            Some(name) => check_name("/name", name).map_err(|i| issues.push(i)).unwrap_or_default(),
        };
        let rules = ValueRules {
            catalogue: &catalogue,
            subject: Subject::Customer,
            kind: seen.kind,
            template: Some(&template),
            today: self.date_at(work.tx(), ctx.now).await?,
        };
        let values = validate_patch(&rules, &seen.values, &change.values)
            .map_err(|found| issues.extend(found))
            .unwrap_or_default();
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let new_code = values.get("credit_code");
        if let Some(code) = new_code.filter(|c| seen.values.get("credit_code") != Some(c)) {
            customer::hold_codes(work.tx()).await?;
            self.refuse_clash(work.tx(), ctx, code.as_str().unwrap_or_default()).await?;
        }
        let changes = differences(seen, &name, code, &values);
        if changes.is_empty() {
            return Ok(false);
        }
        let fields: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
        let open =
            uncertain::close_changed(work.tx(), id, &fields, ctx.actor.person, ctx.now).await?;
        let contacts: Vec<_> = contact::of_customer(work.tx(), id)
            .await?
            .into_iter()
            .map(|c| (c.name, c.values))
            .collect();
        let file_code = seen.code();
        let facts = |name, values| Facts {
            catalogue: &catalogue,
            template: &template,
            kind: seen.kind,
            code: &file_code,
            name,
            values,
            contacts: &contacts,
        };
        let (before, after) = (facts(&seen.name, &seen.values), facts(&name, &values));
        let tokens = after.tokens();
        let update = Update {
            completeness: after.completeness(),
            index: (before.index(), after.index()),
            tokens: (tokens != before.tokens()).then_some(tokens),
            name: name.clone(),
            template: code.to_owned(),
            values: values.clone(),
            uncertain: open,
            at: ctx.now,
        };
        if !customer::update(work.tx(), &permit, seen, &update).await? {
            return Err(AppError::Stale { current: seen.version + 1 });
        }
        let happening = Happening {
            customer: id,
            action: "customer.update",
            kind: "change",
            part: None,
            changes,
            reason,
            details: Vec::new(),
        };
        self.keep(work, ctx, happening).await?;
        Ok(true)
    }

    /// Gives a customer another owner (M 5.2.7), and with it the owner's department.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], an owner who cannot be one.
    pub async fn assign_customer(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        owner: PersonId,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let Some(seen) = customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? else {
            drop(work);
            return Err(self.out_of_sight(ctx, AssignCustomer::NAME, id).await?);
        };
        ctx.ask_on::<AssignCustomer>(&seen.standing, id)?;
        if seen.version != version {
            return Err(AppError::Stale { current: seen.version });
        }
        if self.apply_owner(&mut work, ctx, &seen, owner, reason).await? {
            work.commit().await?;
        }
        Ok(())
    }

    /// Writes another owner within a unit of work; `false` when it is theirs already.
    pub(crate) async fn apply_owner(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        owner: PersonId,
        reason: &str,
    ) -> Result<bool> {
        let permit = ctx.ask_on::<AssignCustomer>(&seen.standing, seen.id)?;
        let mut issues = Vec::new();
        let reason = check_reason(Some(reason), &mut issues);
        if reason.is_none() {
            issues.push(issue("/reason", "reason", FieldError::new("required")));
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        if owner == seen.owner {
            return Ok(false);
        }
        let place = self.placement(work.tx(), ctx, Some(owner)).await;
        // A refusal about the new owner is one about this customer.
        let place = place.map_err(|error| match error {
            AppError::Refused(refused) => {
                AppError::Refused(Refused { customer: Some(seen.id), ..refused })
            }
            other => other,
        })?;
        let (department, now) = (place.department, ctx.now);
        if !customer::assign(work.tx(), &permit, seen, owner, department, now).await? {
            return Err(AppError::Stale { current: seen.version + 1 });
        }
        let change = FieldChange {
            field: "owner".to_owned(),
            before: Some(seen.owner.to_string().into()),
            after: Some(owner.to_string().into()),
        };
        let happening = Happening {
            customer: seen.id,
            action: "customer.assign",
            kind: "owner",
            part: None,
            changes: vec![change],
            reason,
            details: vec![("from", seen.owner.to_string()), ("to", owner.to_string())],
        };
        self.keep(work, ctx, happening).await?;
        Ok(true)
    }
}

/// A reason that fits, without what nobody sees; nothing but blanks is none.
pub(crate) fn check_reason(reason: Option<&str>, issues: &mut Vec<FieldIssue>) -> Option<String> {
    let reason = clean_paragraphs(reason?);
    let actual = reason.chars().count();
    if actual > REASON_MAX {
        let error = FieldError::new("too_long").with("max", REASON_MAX).with("actual", actual);
        issues.push(issue("/reason", "reason", error));
    }
    (actual > 0).then_some(reason)
}

/// Field by field, what will be different.
fn differences(seen: &Seen, name: &str, template: &str, values: &Values) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut compare = |field: &str, before: Option<Value>, after: Option<Value>| {
        if before != after {
            changes.push(FieldChange { field: field.to_owned(), before, after });
        }
    };
    compare("name", Some(seen.name.as_str().into()), Some(name.into()));
    compare("template", Some(seen.template.as_str().into()), Some(template.into()));
    let keys: BTreeSet<_> = seen.values.keys().chain(values.keys()).collect();
    for key in keys {
        compare(key, seen.values.get(key).cloned(), values.get(key).cloned());
    }
    changes
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
