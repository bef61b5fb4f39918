//! Registering a customer.

use super::draft::{Draft, Ready, Rules, issue};
use super::facts::code_tokens;
use super::prepare::FromRow;
use super::{Opened, change::hex};
use crate::{App, AppError, Context, Result, clash};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, FieldError, FieldIssue};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{AssignCustomer, CreateCustomer, Held, Standing};
use kedang_domain::template::Template;
use kedang_domain::value::CreditCode;
use kedang_evidence::Draft as EvidenceDraft;
use kedang_storage::contact::Contact;
use kedang_storage::customer::{self, New};
use kedang_storage::event::{self, Detail, Event};
use kedang_storage::{contact, organisation};
use serde_json::Value;

/// A customer on its way into the database, with what the log and the timeline keep of it.
pub(crate) struct Registration {
    pub(crate) new: New,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) event: Event,
    pub(crate) evidence: EvidenceDraft,
}

impl Registration {
    /// Its credit code, if it has one.
    pub(crate) fn code(&self) -> Option<&str> {
        self.new.values.get("credit_code").and_then(Value::as_str)
    }

    /// Gives it its running number.
    pub(crate) fn number(&mut self, no: i64) {
        self.new.tokens.extend(code_tokens(&customer::code(no)));
    }
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
        let department = owners_department(conn, owner).await?;
        if owner != ctx.actor.person {
            let standing = ctx
                .actor
                .standing(&Held::unclassified(owner, department))
                .unwrap_or(Standing::Shared);
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
        drop(conn);
        if let Err(error) = self.refuse_hidden_twin(ctx, draft).await {
            issues.push(as_issue(error)?);
            return Err(AppError::Invalid(issues));
        }
        let mut conn = self.db().read().await?;
        let code = draft.values.get("credit_code").and_then(Value::as_str);
        if let Some(code) = code.and_then(|c| CreditCode::parse(c).ok())
            && let Some(error) = self.clash(&mut conn, ctx, &String::from(code)).await?
        {
            issues.push(as_issue(error)?);
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
        // Most of the work needs no writer; nobody waits for it.
        let prepared = self.prepare_one(ctx, draft.clone()).await;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("customer").await? {
            drop(work);
            let id = made.parse().map_err(AppError::internal)?;
            return self.reload_customer(ctx, id).await;
        }
        let mut prepared = self.confirm(work.tx(), ctx, prepared?).await?;
        let row = prepared.rows.pop().ok_or_else(|| AppError::internal("a draft was lost"))?;
        let mut registration = row.map_err(AppError::Invalid)?;
        if let Some(twin) = clash::hidden_twin(work.tx(), ctx, draft).await? {
            drop(work);
            return Err(self.told_of(ctx, draft, twin).await?);
        }
        let no = customer::numbers(work.tx(), 1).await?;
        if let Some(code) = registration.code() {
            // With the number nobody else can register meanwhile, and none is lost if this fails.
            self.refuse_clash(work.tx(), ctx, code).await?;
        }
        registration.number(no);
        let id = registration.new.id;
        customer::insert(work.tx(), &permit, no, &[registration.new]).await?;
        contact::insert(work.tx(), &permit, &registration.contacts).await?;
        event::insert(work.tx(), &[registration.event]).await?;
        work.remember_made("customer", &id.to_string()).await?;
        work.record(registration.evidence);
        work.commit().await?;
        self.reload_customer(ctx, id).await
    }

    /// Puts together everything that a new customer leaves behind, but for its number.
    pub(super) fn registration(
        &self,
        ctx: &Context,
        draft: &Draft,
        ready: Ready,
        placement: Placement,
        from: Option<FromRow<'_>>,
    ) -> Registration {
        let id = CustomerId::new(self.fresh());
        let Ready { checked, completeness, complete, index, tokens } = ready;
        let nonce = self.nonce();
        let mut evidence = ctx
            .draft("customer.create")
            .subject("customer", id.to_string())
            .customer(id.to_string())
            .detail("owner", placement.owner.to_string())
            .detail("template", draft.template.as_str())
            .detail("complete", complete);
        let name = Value::from(checked.name.as_str());
        let mut changes = vec![("name", &name)];
        changes.extend(checked.values.iter().map(|(key, value)| (key.as_str(), value)));
        for (field, value) in &changes {
            evidence.changes.push(self.change(&nonce, field, None, Some(value)));
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
        let mut detail = Detail { nonce: Some(hex(nonce.as_bytes())), ..Detail::default() };
        if let Some(FromRow { import, sheet, number }) = &from {
            evidence = evidence.detail("import", import.to_string());
            evidence = evidence.detail("row", number.to_string());
            if let Some(sheet) = sheet {
                evidence = evidence.detail("sheet", *sheet);
            }
            detail.row = Some(*number);
            detail.sheet = sheet.map(str::to_owned);
        }
        let event = Event {
            id: self.fresh().to_string(),
            customer: id,
            at: ctx.now,
            kind: if from.is_some() { "import" } else { "created" }.to_owned(),
            person: ctx.actor.person,
            subject: from.map(|from| from.import.to_string()).unwrap_or_default(),
            // What it began with is on the card; the nonce lets the log's commitments be checked.
            detail,
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
    pub(crate) async fn refuse_clash(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        code: &str,
    ) -> Result<()> {
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
}

/// Where customers of this person belong, who must be able to own any.
pub(crate) async fn owners_department(conn: &mut Conn, owner: PersonId) -> Result<DepartmentId> {
    let bad = |code| AppError::invalid(issue("/owner_id", "owner", FieldError::new(code)));
    let person = organisation::place(conn, owner).await?.ok_or_else(|| bad("person_unknown"))?;
    if !person.active {
        return Err(bad("person_inactive"));
    }
    person.department.ok_or_else(|| bad("owner_without_department"))
}

/// A clash as something that is wrong with a draft.
fn as_issue(error: AppError) -> Result<FieldIssue> {
    let AppError::Conflict { code, params } = error else { return Err(error) };
    let of_code = params.contains_key("credit_code");
    let error = params.into_iter().fold(FieldError::new(code), |e, (k, v)| e.with(&k, v));
    let (pointer, field) =
        if of_code { ("/values/credit_code", "credit_code") } else { ("/name", "name") };
    Ok(issue(pointer, field, error))
}
