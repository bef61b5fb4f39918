//! Roles: the ones that every company has, and its own.

pub use kedang_storage::role::Role;

use crate::entry::{Changes, plain};
use crate::form::{Form, MAX_TITLE};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::RoleId;
use kedang_domain::permission::ManageRoles;
use kedang_domain::role::PermissionSet;
use kedang_storage::organisation;
use kedang_storage::role;

/// Most characters of a code.
const MAX_CODE: usize = 60;

/// A role as somebody wants to make it.
#[derive(Clone, Debug)]
pub struct RoleDraft {
    /// Stable code: small letters, digits and `_`, a letter first.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it allows.
    pub permissions: PermissionSet,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct RoleChange {
    /// Stable code.
    pub code: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// What it allows.
    pub permissions: Option<PermissionSet>,
}

fn code(form: &mut Form, text: &str) -> String {
    let code = text.trim();
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let good = code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.chars().all(inner)
        && code.len() <= MAX_CODE;
    if !good {
        form.refuse("/code", FieldError::new("code_format").with("max", MAX_CODE));
    }
    code.to_owned()
}

fn codes(permissions: &PermissionSet) -> Vec<String> {
    permissions.iter().map(|p| p.code().to_owned()).collect()
}

fn taken(error: kedang_storage::StorageError) -> AppError {
    if error.is_unique() { AppError::conflict("role_code_taken") } else { error.into() }
}

impl App {
    /// Every role.
    ///
    /// # Errors
    /// The database's.
    pub async fn roles(&self, _: &Context) -> Result<Vec<Role>> {
        Ok(role::list(&mut self.db().read().await?).await?)
    }

    /// Makes a role of the company's own.
    ///
    /// # Errors
    /// A refusal, values that break the rules, or a code in use.
    pub async fn create_role(&self, ctx: &Context, draft: &RoleDraft) -> Result<Role> {
        ctx.ask::<ManageRoles>(&())?;
        let mut form = Form::default();
        let code = code(&mut form, &draft.code);
        let name = form.line("/name", &draft.name, MAX_TITLE);
        form.done()?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("role").await? {
            let id = made.parse().map_err(|_| AppError::NotFound)?;
            return role::get(work.tx(), id).await?.ok_or(AppError::NotFound);
        }
        organisation::touch(work.tx()).await?;
        let id = RoleId::new(self.fresh());
        let permissions = draft.permissions.clone();
        let role = Role { id, code, name, builtin: false, permissions, version: 1 };
        role::insert(work.tx(), &role).await.map_err(taken)?;
        let entry = work
            .draft("role.create")
            .subject("role", id.to_string())
            .detail("code", &*role.code)
            .detail("name", &*role.name)
            .detail("permissions", codes(&role.permissions));
        work.record(entry);
        work.remember_made("role", &id.to_string()).await?;
        work.commit().await?;
        Ok(role)
    }

    /// Changes a role of the company's own.
    ///
    /// # Errors
    /// A refusal, a stale version, values that break the rules, a code in use, or `builtin_role`:
    /// what the product's own roles allow is part of what it promises.
    pub async fn change_role(
        &self,
        ctx: &Context,
        id: RoleId,
        seen: i64,
        change: &RoleChange,
    ) -> Result<Role> {
        ctx.ask::<ManageRoles>(&())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let before = role::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        if before.builtin {
            return Err(AppError::conflict("builtin_role"));
        }
        AppError::unless_current(before.version, seen)?;
        let mut form = Form::default();
        let mut after = before.clone();
        if let Some(text) = &change.code {
            after.code = code(&mut form, text);
        }
        if let Some(name) = &change.name {
            after.name = form.line("/name", name, MAX_TITLE);
        }
        if let Some(permissions) = &change.permissions {
            after.permissions.clone_from(permissions);
        }
        form.done()?;
        let changes = Changes::new(work.draft("role.change").subject("role", id.to_string()))
            .fact("code", &before.code, &after.code, plain)
            .fact("name", &before.name, &after.name, plain)
            .list("permissions", codes(&before.permissions), codes(&after.permissions));
        let Some(entry) = changes.entry() else { return Ok(before) };
        role::update(work.tx(), &after).await.map_err(taken)?;
        work.record(entry);
        work.commit().await?;
        Ok(Role { version: after.version + 1, ..after })
    }

    /// Removes a role of the company's own that nobody has.
    ///
    /// # Errors
    /// A refusal, a stale version, `builtin_role`, or `role_in_use` with the number of people.
    pub async fn remove_role(&self, ctx: &Context, id: RoleId, seen: i64) -> Result<()> {
        ctx.ask::<ManageRoles>(&())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let role = role::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        if role.builtin {
            return Err(AppError::conflict("builtin_role"));
        }
        AppError::unless_current(role.version, seen)?;
        let holders = role::holders(work.tx(), id).await?;
        if holders > 0 {
            return Err(AppError::conflict("role_in_use").with("people", holders));
        }
        role::remove(work.tx(), &role).await?;
        let entry =
            work.draft("role.remove").subject("role", id.to_string()).detail("code", &*role.code);
        work.record(entry);
        work.commit().await
    }
}
