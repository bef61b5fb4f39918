//! Chat robots: set up by whoever keeps the company. Their addresses and secrets are sealed and
//! never shown again.

use crate::entry::{Changes, plain, yes_no};
use crate::form::Form;
use crate::{App, AppError, Context, Result, Work};
use kedang_courier::{Courier, Format, host_of};
use kedang_domain::field::FieldError;
use kedang_domain::id::{DepartmentId, RobotId};
use kedang_domain::permission::ManageCompany;
use kedang_storage::{department, robot};

pub use kedang_storage::robot::Robot;

/// Longest name, in characters.
const NAME_MAX: usize = 60;
/// Longest address and secret, in characters.
const SECRET_MAX: usize = 1_000;
/// Robots of a company, at most.
const ROBOTS: usize = 100;

/// A robot to be set up, or what is to be changed of one; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct RobotChange {
    /// What it is called.
    pub name: Option<String>,
    /// wecom, dingtalk, feishu or generic.
    pub format: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// With what it signs.
    pub secret: Option<String>,
    /// Whose notices it says; `Some(None)`: of everybody without a nearer one.
    pub department: Option<Option<DepartmentId>>,
    /// It is spoken to.
    pub active: Option<bool>,
}

impl App {
    /// Every robot, the oldest first.
    ///
    /// # Errors
    /// A refusal, and the database's.
    pub async fn robots(&self, ctx: &Context) -> Result<Vec<Robot>> {
        ctx.ask::<ManageCompany>(&())?;
        Ok(robot::list(&mut self.db().read().await?).await?)
    }

    /// Sets up a robot.
    ///
    /// # Errors
    /// A refusal, and everything wrong with it.
    pub async fn create_robot(&self, ctx: &Context, new: &RobotChange) -> Result<Robot> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("robot").await? {
            let id = made.parse().map_err(AppError::internal)?;
            return robot::get(work.tx(), id).await?.ok_or(AppError::NotFound);
        }
        if robot::list(work.tx()).await?.len() >= ROBOTS {
            return Err(AppError::TooLarge { limit: ROBOTS as u64, unit: "robots" });
        }
        let empty = Robot {
            id: RobotId::new(self.fresh()),
            name: String::new(),
            format: String::new(),
            host: String::new(),
            url: Vec::new(),
            secret: None,
            department: None,
            active: true,
            said: Vec::new(),
            created_at: ctx.now,
            version: 1,
        };
        let made = self.robot_changed(&mut work, &empty, new).await?;
        robot::insert(work.tx(), &made).await?;
        work.remember_made("robot", &made.id.to_string()).await?;
        work.record(
            entry(&work, "robot.create", &empty, &made).unwrap_or_else(|| {
                work.draft("robot.create").subject("robot", made.id.to_string())
            }),
        );
        work.commit().await?;
        robot::get(&mut self.db().read().await?, made.id).await?.ok_or(AppError::NotFound)
    }

    /// Changes a robot.
    ///
    /// # Errors
    /// A refusal, [`AppError::NotFound`], a stale version, everything wrong with it.
    pub async fn change_robot(
        &self,
        ctx: &Context,
        id: RobotId,
        seen: i64,
        change: &RobotChange,
    ) -> Result<Robot> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        let before = robot::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        AppError::unless_current(before.version, seen)?;
        let after = self.robot_changed(&mut work, &before, change).await?;
        let Some(entry) = entry(&work, "robot.change", &before, &after) else { return Ok(before) };
        robot::update(work.tx(), &after).await?;
        work.record(entry);
        work.commit().await?;
        robot::get(&mut self.db().read().await?, id).await?.ok_or(AppError::NotFound)
    }

    async fn robot_changed(
        &self,
        work: &mut Work<'_>,
        before: &Robot,
        change: &RobotChange,
    ) -> Result<Robot> {
        let mut form = Form::default();
        let mut after = before.clone();
        let row = before.id.to_string();
        let new = before.url.is_empty();
        if new || change.name.is_some() {
            let name = change.name.as_deref().unwrap_or_default();
            after.name = form.line("/name", name, NAME_MAX);
        }
        if new || change.format.is_some() {
            after.format = change.format.clone().unwrap_or_default();
        }
        let format = Format::from_code(&after.format);
        if format.is_none() {
            let known: Vec<_> = Format::ALL.iter().map(|format| format.code()).collect();
            let shown: String = after.format.chars().take(64).collect();
            let error = FieldError::new("choice_unknown").with("value", shown);
            form.refuse("/format", error.with("options", known));
        }
        if new || change.url.is_some() {
            let url = form.line("/url", change.url.as_deref().unwrap_or_default(), SECRET_MAX);
            let inside = self.courier().is_some_and(Courier::allows_private);
            match host_of(&url, inside) {
                Some(host) => {
                    after.host = host;
                    after.url = self.seal("robot", &row, "url", url.as_bytes())?;
                }
                None if url.is_empty() => {}
                None => form.refuse("/url", FieldError::new("robot_address")),
            }
        }
        if let Some(secret) = &change.secret {
            let secret = secret.trim();
            after.secret = None;
            if !secret.is_empty() {
                let secret = form.line("/secret", secret, SECRET_MAX);
                after.secret = Some(self.seal("robot", &row, "secret", secret.as_bytes())?);
            }
        }
        if format.is_some_and(Format::signs) && after.secret.is_none() {
            form.refuse("/secret", FieldError::new("required"));
        }
        if let Some(wanted) = change.department {
            after.department = None;
            if let Some(id) = wanted {
                match department::get(work.tx(), id).await? {
                    Some(found) => after.department = Some((id, found.name)),
                    None => form.refuse("/department_id", FieldError::new("department_unknown")),
                }
            }
        }
        after.active = change.active.unwrap_or(before.active);
        form.done()?;
        Ok(after)
    }
}

fn entry(
    work: &Work<'_>,
    action: &str,
    before: &Robot,
    after: &Robot,
) -> Option<kedang_evidence::Draft> {
    let department = |robot: &Robot| robot.department.as_ref().map(|(id, _)| *id);
    Changes::new(work.draft(action).subject("robot", after.id.to_string()))
        .fact("name", &before.name, &after.name, plain)
        .fact("format", &before.format, &after.format, plain)
        .fact("host", &before.host, &after.host, plain)
        .noted("url", &before.url, &after.url)
        .noted("secret", &before.secret, &after.secret)
        .fact("department", &department(before), &department(after), crate::entry::id)
        .fact("active", &before.active, &after.active, yes_no)
        .entry()
}
