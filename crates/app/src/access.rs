//! From where and how people sign in: what the company has set, and what the regulation asks.

use crate::entry::{Changes, plain, yes_no};
use crate::form::Form;
use crate::{App, AppError, Context, InForce, Result};
use kedang_db::Conn;
use kedang_domain::access::{AccessPolicy, Demands, Network, Outside};
use kedang_domain::field::FieldError;
use kedang_domain::permission::ManageCompany;
use kedang_policy::value::{Term, Unit, Value};
use kedang_storage::{access_policy, organisation};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

/// How often passwords are changed, in a pack (S 13.1.2).
const PASSWORD_CYCLE: &str = "account.password_cycle";
/// Whether foreign networks and devices need another proof, in a pack (S 13.3).
const EXTRA_PROOF: &str = "account.extra_proof";

/// Networks that a company can name.
const NETWORKS_MAX: usize = 100;
const STEP_UP: RangeInclusive<i64> = 0..=240;
const LOCK: RangeInclusive<i64> = 0..=240;
const IDLE: RangeInclusive<i64> = 5..=240;
const DAYS: RangeInclusive<i64> = 0..=3_650;
/// Each former password costs a computation when somebody chooses a new one.
const HISTORY: RangeInclusive<i64> = 0..=12;

/// What was read under which version of the organisation.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<(i64, Arc<AccessPolicy>)>>);

/// What the company has set, and what holds under the regulation.
#[derive(Clone, Debug)]
pub struct Access {
    /// As set.
    pub set: AccessPolicy,
    /// As it holds.
    pub effective: AccessPolicy,
    /// The clause that asks for passwords to be changed, if one does.
    pub password_clause: Option<String>,
    /// The clause that asks for another proof from abroad, if one does.
    pub proof_clause: Option<String>,
    /// Counts changes.
    pub version: i64,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct AccessChange {
    /// The company's own networks.
    pub networks: Option<Vec<String>>,
    /// What becomes of a sign-in from elsewhere.
    pub outside: Option<Outside>,
    /// A device that the person has not used before needs the second factor.
    pub device_proof: Option<bool>,
    /// For how long a second factor opens what is classified, in minutes; 0: it is not asked.
    pub step_up_minutes: Option<i64>,
    /// After how long a page that is left alone locks, in minutes; 0: never.
    pub lock_minutes: Option<i64>,
    /// After how long a session that nobody uses ends, in minutes.
    pub idle_minutes: Option<i64>,
    /// How old a password may become, in days; 0: any age.
    pub password_days: Option<i64>,
    /// How many former passwords may not be chosen again.
    pub password_history: Option<i64>,
}

/// What a regulation asks of signing in.
fn demands(regulation: &InForce) -> Demands {
    let value = |key| regulation.regulation().rule(key).map(|rule| &rule.value);
    let password_days = match value(PASSWORD_CYCLE) {
        Some(Value::Term(term)) => Some(days(*term)),
        _ => None,
    };
    let extra_proof = matches!(value(EXTRA_PROOF), Some(Value::YesNo(true)));
    Demands { password_days, extra_proof }
}

/// A cycle in days: months and years of the shortest length, since later would be too late.
fn days(cycle: Term) -> i64 {
    match cycle {
        Term::Of(count, Unit::Week) => i64::from(count) * 7,
        Term::Of(count, Unit::Month) => i64::from(count) * 28,
        Term::Of(count, Unit::Year) => i64::from(count) * 365,
        Term::Of(count, Unit::Day | Unit::WorkingDay) => i64::from(count),
        Term::Of(..) | Term::AtOnce | Term::SameDay => 1,
    }
}

impl App {
    /// What holds for signing in, as of a version of the organisation.
    pub(crate) async fn access_at(
        &self,
        conn: &mut Conn,
        organisation: i64,
        regulation: &InForce,
    ) -> Result<Arc<AccessPolicy>> {
        let known = &self.inner.access.0;
        let kept = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let set = match kept {
            Some((version, set)) if version == organisation => set,
            _ => {
                let (set, _) = access_policy::get(conn).await?;
                let set = Arc::new(set);
                *known.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((organisation, Arc::clone(&set)));
                set
            }
        };
        match demands(regulation) {
            none if none == Demands::default() => Ok(set),
            asked => Ok(Arc::new(AccessPolicy::clone(&set).under(asked))),
        }
    }

    /// What the company has set for signing in, and what holds.
    ///
    /// # Errors
    /// A refusal.
    pub async fn access(&self, ctx: &Context) -> Result<Access> {
        ctx.ask::<ManageCompany>(&())?;
        let (set, version) = access_policy::get(&mut self.db().read().await?).await?;
        Ok(shown(ctx, set, version))
    }

    /// Changes what the company has set for signing in.
    ///
    /// # Errors
    /// A refusal, a stale version, values that break the rules, or networks that would shut out
    /// whoever asks.
    pub async fn change_access(
        &self,
        ctx: &Context,
        seen: i64,
        change: &AccessChange,
    ) -> Result<Access> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let (before, version) = access_policy::get(work.tx()).await?;
        AppError::unless_current(version, seen)?;
        let mut form = Form::default();
        let after = changed(&mut form, &before, change);
        if !after.is_inside(&ctx.origin.address) && after.outside == Outside::Refuse {
            let error = FieldError::new("network_without_you");
            form.refuse("/networks", error.with("address", &*ctx.origin.address));
        }
        form.done()?;
        let list = |networks: &Vec<Network>| Some(written(networks).join(" "));
        let changes = Changes::new(work.draft("company.access").subject("company", "1"))
            .fact("networks", &before.networks, &after.networks, list)
            .fact("outside", &before.outside, &after.outside, |o| Some(o.code().to_owned()))
            .fact("device_proof", &before.device_proof, &after.device_proof, yes_no)
            .fact("step_up_minutes", &before.step_up_minutes, &after.step_up_minutes, plain)
            .fact("lock_minutes", &before.lock_minutes, &after.lock_minutes, plain)
            .fact("idle_minutes", &before.idle_minutes, &after.idle_minutes, plain)
            .fact("password_days", &before.password_days, &after.password_days, plain)
            .fact("password_history", &before.password_history, &after.password_history, plain);
        let Some(entry) = changes.entry() else { return Ok(shown(ctx, before, version)) };
        access_policy::update(work.tx(), &after, version).await?;
        work.record(entry);
        work.commit().await?;
        Ok(shown(ctx, after, version + 1))
    }
}

fn written(networks: &[Network]) -> Vec<String> {
    networks.iter().map(ToString::to_string).collect()
}

fn shown(ctx: &Context, set: AccessPolicy, version: i64) -> Access {
    let asked = demands(&ctx.regulation);
    let clause = |key, asks: bool| {
        let rule = ctx.regulation.regulation().rule(key).filter(|_| asks);
        rule.map(|rule| rule.clause.to_string())
    };
    Access {
        effective: set.clone().under(asked),
        password_clause: clause(PASSWORD_CYCLE, asked.password_days.is_some()),
        proof_clause: clause(EXTRA_PROOF, asked.extra_proof),
        set,
        version,
    }
}

fn changed(form: &mut Form, before: &AccessPolicy, change: &AccessChange) -> AccessPolicy {
    let mut number = |pointer: &str, wanted: Option<i64>, range: RangeInclusive<i64>, had: i64| {
        let Some(value) = wanted else { return had };
        if !range.contains(&value) {
            let error = FieldError::new("number_between");
            form.refuse(pointer, error.with("min", *range.start()).with("max", *range.end()));
        }
        value
    };
    let after = AccessPolicy {
        networks: before.networks.clone(),
        outside: change.outside.unwrap_or(before.outside),
        device_proof: change.device_proof.unwrap_or(before.device_proof),
        step_up_minutes: number(
            "/step_up_minutes",
            change.step_up_minutes,
            STEP_UP,
            before.step_up_minutes,
        ),
        lock_minutes: number("/lock_minutes", change.lock_minutes, LOCK, before.lock_minutes),
        idle_minutes: number("/idle_minutes", change.idle_minutes, IDLE, before.idle_minutes),
        password_days: number("/password_days", change.password_days, DAYS, before.password_days),
        password_history: number(
            "/password_history",
            change.password_history,
            HISTORY,
            before.password_history,
        ),
    };
    let networks = change.networks.as_ref().map(|texts| networks(form, texts));
    AccessPolicy { networks: networks.unwrap_or(after.networks), ..after }
}

fn networks(form: &mut Form, texts: &[String]) -> Vec<Network> {
    if texts.len() > NETWORKS_MAX {
        let error = FieldError::new("number_between").with("min", 0);
        form.refuse("/networks", error.with("max", crate::account::count(NETWORKS_MAX)));
        return Vec::new();
    }
    let mut found: Vec<Network> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match text.trim().parse() {
            Ok(network) if found.contains(&network) => {}
            Ok(network) => found.push(network),
            Err(_) => {
                let error = FieldError::new("network_unknown");
                let error = error.with("value", crate::company::shown(text));
                form.refuse(&format!("/networks/{index}"), error);
            }
        }
    }
    found
}
