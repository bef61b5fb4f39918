//! Whoever is signed in, as set-up and sign-in reply it.

use crate::code::{PermissionCode, RegulationCode};
use crate::role::RoleRef;
use crate::wire::Named;
use crate::{Result, Server};
use kedang_app::Context;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whoever is signed in, and where.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Who.
    pub person: MyPerson,
    /// What they may: of their roles, or of the access token in use.
    pub permissions: Vec<PermissionCode>,
    /// Departments that they head or deputise, with everything below.
    pub heads: Vec<Uuid>,
    /// The company.
    pub company: MyCompany,
    /// The date there.
    #[schema(format = Date, example = "2026-11-22")]
    pub today: String,
    /// The session in use.
    pub session: MySession,
}

/// How far one is still there, as the page needs it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MySession {
    /// The page was left alone: only the password opens it again.
    pub locked: bool,
    /// A foreign network: nothing opens before the second factor is shown.
    pub proof_needed: bool,
    /// The password has become too old.
    pub password_expired: bool,
    /// After how many minutes a page that is left alone locks; 0: never.
    pub lock_minutes: i64,
}

/// One's own person.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyPerson {
    /// Which.
    pub id: Uuid,
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Language of their messages: "zh" or "en".
    pub locale: String,
    /// Where they work.
    pub department: Option<Named>,
    /// The post they hold.
    pub post: Option<Named>,
    /// Their roles.
    pub roles: Vec<RoleRef>,
    /// A second factor is asked for at sign-in.
    pub totp_enabled: bool,
    /// Nothing but the password may be changed until it has been.
    pub must_change_password: bool,
    /// The rules in force are to be accepted before anything else.
    pub must_pledge: bool,
}

/// The company, as every page needs it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyCompany {
    /// Full name.
    pub name: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The regulation that it started from.
    pub regulation: RegulationCode,
}

/// Reads who this is.
pub(crate) async fn me(server: &Server, ctx: &Context) -> Result<Me> {
    let me = server.app.me(ctx).await?;
    Ok(Me {
        permissions: ctx.actor.permissions.iter().map(|p| PermissionCode(*p)).collect(),
        heads: ctx.actor.headed.iter().map(|id| id.uuid()).collect(),
        company: MyCompany {
            name: me.company.name,
            time_zone: me.company.time_zone,
            regulation: RegulationCode(me.company.regulation),
        },
        today: me.today.to_string(),
        session: MySession {
            locked: ctx.presence.locked,
            proof_needed: ctx.presence.gone_abroad,
            password_expired: ctx.presence.password_expired,
            lock_minutes: ctx.access.lock_minutes,
        },
        person: MyPerson {
            id: me.person.id.uuid(),
            login: me.person.login,
            name: me.person.name,
            locale: me.person.locale,
            department: me.department.map(|(id, name)| Named::new(id.uuid(), name)),
            post: me.post.map(|(id, name)| Named::new(id.uuid(), name)),
            roles: me.roles.into_iter().map(RoleRef::from).collect(),
            totp_enabled: me.person.totp_enabled,
            must_change_password: ctx.must_change_password,
            must_pledge: ctx.must_pledge,
        },
    })
}
