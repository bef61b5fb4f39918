//! Verified facts are not changed silently (C4.4): where the regulation has a chain for corrections,
//! they are changed by a correction alone.

use crate::{App, AppError, Context, Refused, Result, Work};
use kedang_db::Conn;
use kedang_domain::id::{ContactId, CustomerId, Uuid};
use kedang_domain::permission::{
    ApplyCorrection, ChangeFacts, Checkers, Decision, FactsPlan, Permit, RequestKind, Standing,
};
use kedang_policy::value::{Role, Step, Value};
use kedang_storage::verified;

/// The rule that names who checks corrections. Without it verified facts are changed like others.
const RULE: &str = "correction.chain";

/// Whose facts are to be changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guarded {
    pub(crate) customer: CustomerId,
    pub(crate) standing: Standing,
    /// The customer's own id, or that of a contact of it.
    pub(crate) subject: Uuid,
}

/// Under which id the verified facts of a customer or of a contact of it are kept.
pub(crate) fn subject_of(customer: CustomerId, contact: Option<ContactId>) -> Uuid {
    contact.map_or(customer.uuid(), ContactId::uuid)
}

/// Whether a refusal is one that a correction opens.
pub(crate) fn needs_correction(refused: &Refused) -> bool {
    matches!(refused.decision, Decision::Needs { request: RequestKind::Correction, .. })
}

/// Who checks, by the chain of the regulation: whoever stands above the reporter is a head.
///
/// One person checks: no shipped regulation asks for more than one step, and of the seats of several
/// steps any one is asked.
fn checkers(chain: &[Step]) -> Checkers {
    let roles = || {
        chain.iter().flat_map(|step| match step {
            Step::All(roles) | Step::Any(roles) => roles.as_slice(),
        })
    };
    let is_head = |role: &&Role| {
        matches!(role, Role::Supervisor | Role::DepartmentHead | Role::SalesDirector)
    };
    match (roles().any(|role| is_head(&role)), roles().any(|role| !is_head(&role))) {
        (true, true) => Checkers::Both,
        (false, true) => Checkers::Custodian,
        _ => Checkers::Head,
    }
}

impl App {
    /// Who checks corrections, and whether verified facts wait for them; where the regulation says
    /// nothing, a reported error is for the head, and nothing waits.
    pub(crate) async fn correction_rule(&self, conn: &mut Conn) -> Result<(Checkers, bool)> {
        Ok(match self.rule_in_force(conn, RULE).await? {
            Some(Value::Chain(chain)) => (checkers(&chain), true),
            Some(_) => (Checkers::Head, true),
            None => (Checkers::Head, false),
        })
    }

    /// Whether verified facts are changed by corrections alone.
    pub(crate) async fn guards_verified(&self, conn: &mut Conn) -> Result<bool> {
        Ok(self.correction_rule(conn).await?.1)
    }

    /// Asks whether these facts may be changed now, and forgets that they were verified: what
    /// follows writes other values.
    ///
    /// # Errors
    /// A refusal that names the verified facts among them.
    pub(crate) async fn guard_verified(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        of: &Guarded,
        fields: &[&str],
        correction: Option<&Permit<ApplyCorrection>>,
    ) -> Result<()> {
        let touched = verified::among(work.tx(), of.subject, fields).await?;
        if touched.is_empty() {
            return Ok(());
        }
        if correction.is_none() {
            let guarded = self.guards_verified(work.tx()).await?;
            let plan = FactsPlan { standing: of.standing, verified: true, guarded };
            ctx.ask_on::<ChangeFacts>(&plan, of.customer).map_err(|error| match error {
                AppError::Refused(refused) => {
                    AppError::Refused(Refused { fields: touched.clone(), ..refused })
                }
                other => other,
            })?;
        }
        let touched: Vec<&str> = touched.iter().map(String::as_str).collect();
        Ok(verified::forget(work.tx(), of.subject, &touched).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_policy::value::Kind;
    use kedang_policy::{Regulation, shipped_packs};

    #[test]
    fn every_shipped_chain_has_one_step_of_one_seat() {
        let mut chains = 0;
        for pack in shipped_packs() {
            let regulation = Regulation::of_shipped(&pack.code).unwrap();
            let Some(rule) = regulation.rule(RULE) else { continue };
            let Value::Chain(chain) = &rule.value else { panic!("{}: no chain", pack.code) };
            let seats: Vec<_> = chain
                .iter()
                .map(|step| match step {
                    Step::All(roles) | Step::Any(roles) => roles.len(),
                })
                .collect();
            assert_eq!(seats, [1], "{}: checking in steps is asked for now", pack.code);
            chains += 1;
        }
        assert!(chains > 0, "no regulation speaks of corrections");
    }

    #[test]
    fn the_chain_says_who_checks() {
        for (text, expected) in [
            ("supervisor", Checkers::Head),
            ("department_head", Checkers::Head),
            ("custodian", Checkers::Custodian),
            ("department_head | custodian", Checkers::Both),
            ("information_supervisor > service_manager", Checkers::Custodian),
        ] {
            let Ok(Value::Chain(chain)) = Value::parse(Kind::Chain, text) else { panic!("{text}") };
            assert_eq!(checkers(&chain), expected, "{text}");
        }
    }
}
