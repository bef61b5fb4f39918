//! What the page must know about whoever is signed in.

use crate::{App, AppError, Context, Result};
use jiff::civil::Date;
use kedang_domain::id::{DepartmentId, PostId};
use kedang_storage::company::Company;
use kedang_storage::person::{self, Person};
use kedang_storage::role::{self, Role};
use kedang_storage::{company, department, post};

/// Somebody who is signed in, and where.
#[derive(Clone, Debug)]
pub struct Me {
    /// Who.
    pub person: Person,
    /// Where they work.
    pub department: Option<(DepartmentId, String)>,
    /// The post they hold.
    pub post: Option<(PostId, String)>,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The company.
    pub company: Company,
    /// The date there.
    pub today: Date,
}

impl App {
    /// What the page must know about whoever asks.
    ///
    /// # Errors
    /// The database's.
    pub async fn me(&self, ctx: &Context) -> Result<Me> {
        let mut conn = self.db().read().await?;
        let gone = || AppError::Unauthenticated("session_over");
        let id = ctx.actor.person;
        let person = person::get(&mut conn, id).await?.ok_or_else(gone)?;
        let company = company::get(&mut conn).await?.ok_or_else(gone)?;
        let department = match person.department {
            Some(id) => department::get(&mut conn, id).await?.map(|d| (id, d.name)),
            None => None,
        };
        let post = match person.post {
            Some(id) => post::get(&mut conn, id).await?.map(|p| (id, p.name)),
            None => None,
        };
        let roles = role::of_people(&mut conn, &[id]).await?.remove(&id).unwrap_or_default();
        let today = self.date_at(&mut conn, ctx.now).await?;
        Ok(Me { person, department, post, roles, company, today })
    }
}
