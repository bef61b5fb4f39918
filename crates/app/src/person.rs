//! People: who works here, where, in which roles; and the keeping of their accounts.

mod account;
mod view;

pub use account::{Departure, OneTime};
pub use kedang_storage::person::Filter;
pub use view::{AccountState, Profile};

use crate::account::nonce;
use crate::entry::{Changes, id as id_text};
use crate::form::{Form, MAX_PERSON};
use crate::password::Cleartext;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Tx;
use kedang_domain::field::FieldError;
use kedang_domain::id::{DepartmentId, PersonId, PostId, RoleId};
use kedang_domain::login::{Login, MAX_LOGIN, MIN_LOGIN};
use kedang_domain::permission::{ManagePeople, PersonPlan};
use kedang_domain::role::SYSTEM_ADMINISTRATOR;
use kedang_storage::person::{self, Password, Person};
use kedang_storage::role::{self, Role};
use kedang_storage::{StorageError, department, organisation, post};
use serde_json::Value;

/// People on one page of a list, at most.
pub const PAGE: i64 = 200;
/// Roles that one person can have.
const ROLES_MAX: usize = 20;

/// Somebody as they are to be taken on file.
#[derive(Clone, Debug)]
pub struct PersonDraft {
    /// What they will sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Telephone at work.
    pub phone: Option<String>,
    /// E-mail at work.
    pub email: Option<String>,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// The post they hold.
    pub post: Option<PostId>,
    /// Their roles.
    pub roles: Vec<RoleId>,
}

/// What is to be changed; absent parts stay, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct PersonChange {
    /// What they sign in with.
    pub login: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// Telephone at work.
    pub phone: Option<Option<String>>,
    /// E-mail at work.
    pub email: Option<Option<String>>,
    /// Where they work.
    pub department: Option<Option<DepartmentId>>,
    /// The post they hold.
    pub post: Option<Option<PostId>>,
    /// Their roles.
    pub roles: Option<Vec<RoleId>>,
}

/// Reads a login.
pub(crate) fn login(form: &mut Form, pointer: &str, text: &str) -> String {
    match Login::parse(text) {
        Ok(login) => login.to_string(),
        Err(_) => {
            let error = FieldError::new("login_format");
            form.refuse(pointer, error.with("min", MIN_LOGIN).with("max", MAX_LOGIN));
            String::new()
        }
    }
}

pub(crate) fn taken(error: StorageError) -> AppError {
    if error.is_unique() { AppError::conflict("login_taken") } else { error.into() }
}

fn keeps_house(roles: &[Role]) -> bool {
    roles.iter().flat_map(|r| &r.permissions).any(|p| p.keeps_house())
}

fn administers(roles: &[Role]) -> bool {
    roles.iter().any(|r| r.code == SYSTEM_ADMINISTRATOR)
}

fn ids(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|r| r.id.to_string()).collect()
}

async fn roles_of(tx: &mut Tx, id: PersonId) -> Result<Vec<Role>> {
    Ok(role::of_people(tx, &[id]).await?.remove(&id).unwrap_or_default())
}

/// Reads roles by id, each once, in the order in which they were made.
async fn read_roles(tx: &mut Tx, form: &mut Form, wanted: &[RoleId]) -> Result<Vec<Role>> {
    let mut roles = role::list(tx).await?;
    if wanted.iter().any(|id| roles.iter().all(|r| r.id != *id)) {
        form.refuse("/role_ids", FieldError::new("role_unknown"));
    }
    roles.retain(|r| wanted.contains(&r.id));
    if roles.len() > ROLES_MAX {
        form.refuse("/role_ids", FieldError::new("too_many").with("max", ROLES_MAX));
    }
    Ok(roles)
}

async fn check_place(
    tx: &mut Tx,
    form: &mut Form,
    department: Option<DepartmentId>,
    post: Option<PostId>,
) -> Result<()> {
    if let Some(id) = department {
        match department::get(tx, id).await? {
            None => form.refuse("/department_id", FieldError::new("department_unknown")),
            Some(d) if !d.active => {
                form.refuse("/department_id", FieldError::new("department_closed"));
            }
            Some(_) => {}
        }
    }
    if let Some(id) = post
        && !post::get(tx, id).await?.is_some_and(|p| p.active)
    {
        form.refuse("/post_id", FieldError::new("post_unknown"));
    }
    Ok(())
}

/// A company without a system administrator could never have one again.
async fn check_last_administrator(tx: &mut Tx) -> Result<()> {
    if role::active_holders(tx, SYSTEM_ADMINISTRATOR).await? <= 1 {
        return Err(AppError::conflict("last_administrator"));
    }
    Ok(())
}

impl App {
    /// People in the order of a telephone book, after `after`, at most `limit` (1 to [`PAGE`]); and
    /// whether there are more. Colleagues may look each other up; the state of accounts is for who
    /// manages people.
    ///
    /// # Errors
    /// The database's.
    pub async fn people(
        &self,
        ctx: &Context,
        filter: &Filter,
        after: Option<PersonId>,
        limit: i64,
    ) -> Result<(Vec<Profile>, bool)> {
        let limit = limit.clamp(1, PAGE);
        let mut conn = self.db().read().await?;
        let mut people = person::list(&mut conn, filter, after, limit + 1).await?;
        let keep = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = people.len() > keep;
        people.truncate(keep);
        Ok((self.profiles(&mut conn, ctx, people).await?, more))
    }

    /// One person.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn person(&self, ctx: &Context, id: PersonId) -> Result<Profile> {
        let mut conn = self.db().read().await?;
        let person = person::get(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        self.profile(&mut conn, ctx, person).await
    }

    /// Takes somebody on file, with a one-time password that is given once (and not when an
    /// Idempotency-Key gives back who was made before).
    ///
    /// # Errors
    /// A refusal, values that break the rules, or a login in use.
    pub async fn create_person(
        &self,
        ctx: &Context,
        draft: &PersonDraft,
    ) -> Result<(Profile, Option<Cleartext>)> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let password = self.one_time_password();
        let hash = self.hash(&password).await?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("person").await? {
            drop(work);
            let id = made.parse().map_err(|_| AppError::NotFound)?;
            return Ok((self.person(ctx, id).await?, None));
        }
        organisation::touch(work.tx()).await?;
        let mut form = Form::default();
        let person = Person {
            id: PersonId::new(self.fresh()),
            login: login(&mut form, "/login", &draft.login),
            name: form.line("/name", &draft.name, MAX_PERSON),
            department: draft.department,
            post: draft.post,
            phone: form.phone("/phone", draft.phone.as_deref()),
            email: form.email("/email", draft.email.as_deref()),
            locale: "zh".to_owned(),
            active: true,
            must_change_password: true,
            totp_enabled: false,
            nonce: self.random(),
            created_at: ctx.now,
            version: 1,
        };
        check_place(work.tx(), &mut form, draft.department, draft.post).await?;
        let roles = read_roles(work.tx(), &mut form, &draft.roles).await?;
        form.done()?;
        ctx.ask::<ManagePeople>(&PersonPlan {
            housekeeper: keeps_house(&roles),
            own_roles: false,
        })?;
        let password_kept = Password { hash, changed_at: ctx.now, one_time: true };
        add(&mut work, &person, &password_kept, &roles).await?;
        work.remember_made("person", &person.id.to_string()).await?;
        let profile = self.profile(work.tx(), ctx, person).await?;
        work.commit().await?;
        Ok((profile, Some(password)))
    }

    /// Changes a person.
    ///
    /// # Errors
    /// A refusal, a stale version, values that break the rules, a login in use, or
    /// `last_administrator`.
    pub async fn change_person(
        &self,
        ctx: &Context,
        id: PersonId,
        seen: i64,
        change: &PersonChange,
    ) -> Result<Profile> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let before = person::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        AppError::unless_current(before.version, seen)?;
        let mut form = Form::default();
        let mut after = before.clone();
        if let Some(text) = &change.login {
            after.login = login(&mut form, "/login", text);
        }
        if let Some(name) = &change.name {
            after.name = form.line("/name", name, MAX_PERSON);
        }
        if let Some(phone) = &change.phone {
            after.phone = form.phone("/phone", phone.as_deref());
        }
        if let Some(email) = &change.email {
            after.email = form.email("/email", email.as_deref());
        }
        after.department = change.department.unwrap_or(before.department);
        after.post = change.post.unwrap_or(before.post);
        // A place that was closed since can stay as it is.
        let moved = after.department.filter(|_| after.department != before.department);
        let promoted = after.post.filter(|_| after.post != before.post);
        check_place(work.tx(), &mut form, moved, promoted).await?;
        let roles_before = roles_of(work.tx(), id).await?;
        let roles_after = match &change.roles {
            Some(wanted) => read_roles(work.tx(), &mut form, wanted).await?,
            None => roles_before.clone(),
        };
        form.done()?;
        let same_roles = ids(&roles_before) == ids(&roles_after);
        ctx.ask::<ManagePeople>(&PersonPlan {
            housekeeper: keeps_house(&roles_before) || keeps_house(&roles_after),
            own_roles: !same_roles && id == ctx.actor.person,
        })?;
        if before.active && administers(&roles_before) && !administers(&roles_after) {
            check_last_administrator(work.tx()).await?;
        }
        let Some(entry) = changes(&work, &before, &after)
            .list("roles", ids(&roles_before), ids(&roles_after))
            .entry()
        else {
            return self.profile(work.tx(), ctx, before).await;
        };
        person::update(work.tx(), &after).await.map_err(taken)?;
        if !same_roles {
            let wanted: Vec<_> = roles_after.iter().map(|r| r.id).collect();
            role::assign(work.tx(), id, &wanted).await?;
        }
        work.record(entry);
        after.version += 1;
        let profile = self.profile(work.tx(), ctx, after).await?;
        work.commit().await?;
        Ok(profile)
    }
}

/// Takes somebody on file, with the evidence of it.
pub(crate) async fn add(
    work: &mut Work<'_>,
    person: &Person,
    password: &Password,
    roles: &[Role],
) -> Result<()> {
    person::insert(work.tx(), person, password).await.map_err(taken)?;
    let wanted: Vec<_> = roles.iter().map(|r| r.id).collect();
    role::assign(work.tx(), person.id, &wanted).await?;
    let nobody = Person {
        login: String::new(),
        name: String::new(),
        department: None,
        post: None,
        phone: None,
        email: None,
        ..person.clone()
    };
    let mut entry = changes(work, &nobody, person).list("roles", Vec::new(), ids(roles)).entry();
    if let Some(entry) = &mut entry {
        "person.create".clone_into(&mut entry.action);
    }
    work.record(entry.ok_or_else(|| AppError::internal("a person without a name"))?);
    Ok(())
}

/// What a change of a person leaves in the log: ids as they are, values as commitments.
fn changes(work: &Work<'_>, before: &Person, after: &Person) -> Changes {
    let nonce = nonce(after);
    let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
    let secret = |field: &str, before: Option<Value>, after: Option<Value>| {
        (before != after).then(|| work.change(&nonce, field, before.as_ref(), after.as_ref()))
    };
    let optional = |value: &Option<String>| value.clone().map(Value::from);
    let entry = work.draft("person.change").subject("person", after.id.to_string());
    Changes::new(entry)
        .secret(secret("login", text(&before.login), text(&after.login)))
        .secret(secret("name", text(&before.name), text(&after.name)))
        .secret(secret("phone", optional(&before.phone), optional(&after.phone)))
        .secret(secret("email", optional(&before.email), optional(&after.email)))
        .fact("department", &before.department, &after.department, id_text)
        .fact("post", &before.post, &after.post, id_text)
}
