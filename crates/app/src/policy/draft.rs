//! Writing a draft: as a text, or change by change.

use super::{Calendar, OpenedVersion, fault};
use crate::regulation::{noted, understood};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::PolicyVersionId;
use kedang_domain::obligation::{About, Trigger, Who};
use kedang_domain::permission::{Act as _, AttestClause, DraftPolicy};
use kedang_domain::policy::{PolicyState, TEXT_MAX};
use kedang_policy::capability::capability;
use kedang_policy::company::{Base, DropClause, HoldMatter, SetValue};
use kedang_policy::duty::{Measure, Opening};
use kedang_policy::value::{Term, Unit};
use kedang_policy::{
    Chapter, Clause, ClauseNumber, ClauseRef, CompanyPack, Duty, Met, Place, Words, shipped_packs,
};
use kedang_storage::organisation;
use kedang_storage::policy::{self, PolicyVersion};

/// Longest title of the duty of a clause of the company's own, in characters.
const DUTY_TITLE: usize = 60;

/// What is to be changed of a draft; absent parts stay, given ones replace the whole list.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The title of the regulation.
    pub title: Option<Words>,
    /// Codes of the regulations upon which it stands, in order.
    pub base: Option<Vec<String>>,
    /// Values of the company's own: pack, key, value, reason.
    pub set: Option<Vec<(String, String, String, Words)>>,
    /// Clauses that do not hold: the clause as it is quoted, and the reason.
    pub drop: Option<Vec<(String, Words)>>,
    /// Whose word holds: matter, pack, reason.
    pub hold: Option<Vec<(String, String, Option<Words>)>>,
    /// Clauses of the company's own.
    pub clauses: Option<Vec<OwnClause>>,
    /// Measure it against the newest approved version from now on.
    pub catch_up: bool,
}

/// A clause that the company adds.
#[derive(Clone, Debug)]
pub struct OwnClause {
    /// Its number within the company's own.
    pub number: String,
    /// The heading that begins with it.
    pub heading: Option<Words>,
    /// What it says.
    pub text: Words,
}

impl App {
    /// Makes a draft: from a version that is readable, or from the newest approved one.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`] when there is no such version for this person.
    pub async fn draft_policy(
        &self,
        ctx: &Context,
        from: Option<PolicyVersionId>,
    ) -> Result<OpenedVersion> {
        let permit = ctx.ask::<DraftPolicy>(&())?;
        self.ensure_first_version().await?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("policy_version").await? {
            let id = made.parse().map_err(AppError::internal)?;
            return self.open_version(work.tx(), ctx, id).await;
        }
        let calendar = Calendar::read(self, work.tx(), ctx.now).await?;
        let newest = calendar.newest().map(|newest| newest.id).ok_or(AppError::NotFound)?;
        let from = self.open_version(work.tx(), ctx, from.unwrap_or(newest)).await?.version;
        let draft = PolicyVersion {
            id: PolicyVersionId::new(self.fresh()),
            number: None,
            state: PolicyState::Draft,
            text: from.text,
            based_on: Some(newest),
            created_by: Some(ctx.actor.person),
            created_at: ctx.now,
            changed_at: ctx.now,
            proposed: None,
            note: None,
            active_from: None,
            decided_at: None,
            refused_by: None,
            refusal: None,
            activated_at: None,
            version: 1,
        };
        policy::insert(work.tx(), &permit, &draft).await?;
        work.remember_made("policy_version", &draft.id.to_string()).await?;
        let entry = noted(work.draft("policy.draft"), &draft).detail("from", from.id.to_string());
        work.record(entry);
        work.commit().await?;
        self.reopened(ctx, draft.id).await
    }

    /// Changes a draft, part by part.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal, a stale version, `policy_not_draft`, and what is wrong
    /// with the changes, each at its place.
    pub async fn change_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        change: Change,
    ) -> Result<OpenedVersion> {
        let catch_up = change.catch_up;
        let rewrite = |text: &str| {
            let (mut pack, _) = understood(text).map_err(fault::of_text)?;
            apply(&mut pack, change)?;
            let text = pack.to_toml();
            understood(&text).map_err(|faults| fault::of_changes(faults, &text))?;
            Ok(text)
        };
        self.rewrite(ctx, id, seen, catch_up, rewrite).await
    }

    /// Writes the whole text of a draft.
    ///
    /// # Errors
    /// As [`App::change_policy`]; every fault of the text with its line and column.
    pub async fn write_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        text: String,
    ) -> Result<OpenedVersion> {
        let rewrite = |_: &str| {
            if text.len() > TEXT_MAX {
                let error = FieldError::new("too_long").with("max", TEXT_MAX);
                return Err(refused("/text", error.with("actual", text.len())));
            }
            understood(&text).map_err(fault::of_text)?;
            Ok(text)
        };
        self.rewrite(ctx, id, seen, false, rewrite).await
    }

    /// Removes a draft.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal, a stale version, `policy_not_draft`.
    pub async fn discard_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let version = self.open_version(work.tx(), ctx, id).await?.version;
        let permit = ctx.ask::<DraftPolicy>(&())?;
        AppError::unless_current(version.version, seen)?;
        if !policy::remove(work.tx(), &permit, id, seen).await? {
            return Err(AppError::conflict("policy_not_draft"));
        }
        let entry = noted(work.draft("policy.discard"), &version);
        work.record(entry);
        work.commit().await
    }

    async fn rewrite(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        catch_up: bool,
        rewrite: impl FnOnce(&str) -> Result<String>,
    ) -> Result<OpenedVersion> {
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let opened = self.open_version(work.tx(), ctx, id).await?;
        let version = opened.version;
        let permit = ctx.ask::<DraftPolicy>(&())?;
        AppError::unless_current(version.version, seen)?;
        if version.state != PolicyState::Draft {
            return Err(AppError::conflict("policy_not_draft"));
        }
        let mut draft = PolicyVersion { text: rewrite(&version.text)?, ..version.clone() };
        if catch_up {
            let calendar = Calendar::read(self, work.tx(), ctx.now).await?;
            draft.based_on = calendar.newest().map(|newest| newest.id);
        }
        if draft == version {
            return self.open_version(work.tx(), ctx, id).await;
        }
        if !policy::write(work.tx(), &permit, &draft, ctx.now).await? {
            return Err(AppError::Stale { current: seen + 1 });
        }
        let entry = noted(work.draft("policy.change"), &draft);
        work.record(entry);
        work.commit().await?;
        self.reopened(ctx, id).await
    }
}

fn refused(pointer: &str, error: FieldError) -> AppError {
    let field = pointer.rsplit('/').next().unwrap_or_default().to_owned();
    AppError::invalid(FieldIssue { pointer: pointer.to_owned(), field, error })
}

/// Makes the changes in memory. Places are found again when the text is read.
fn apply(pack: &mut CompanyPack, change: Change) -> Result<()> {
    let place = Place::default();
    if let Some(title) = change.title {
        pack.own.title = title;
    }
    if let Some(codes) = change.base {
        pack.base = codes.into_iter().enumerate().map(base).collect::<Result<_>>()?;
        // What was changed of a regulation goes with it.
        let (own, bases) = (&pack.own.code, &pack.base);
        let there = |code: &str| code == own || bases.iter().any(|base| base.code == code);
        pack.set.retain(|set| there(&set.pack));
        pack.drop.retain(|drop| there(&drop.clause.pack));
        pack.hold.retain(|hold| there(&hold.pack));
    }
    if let Some(set) = change.set {
        let set = set.into_iter().map(|(pack, key, value, reason)| SetValue {
            pack,
            key,
            value,
            reason,
            place,
            value_place: place,
        });
        pack.set = set.collect();
    }
    if let Some(drop) = change.drop {
        let drop = drop.into_iter().enumerate().map(|(n, (clause, reason))| {
            let pointer = format!("/drop/{n}/clause");
            Ok(DropClause { clause: quoted(&pointer, &clause)?, reason, place })
        });
        pack.drop = drop.collect::<Result<_>>()?;
    }
    if let Some(hold) = change.hold {
        let hold = hold.into_iter();
        pack.hold =
            hold.map(|(matter, pack, reason)| HoldMatter { matter, pack, reason, place }).collect();
    }
    if let Some(clauses) = change.clauses {
        own_clauses(pack, clauses)?;
    }
    Ok(())
}

fn base((n, code): (usize, String)) -> Result<Base> {
    let found = shipped_packs().iter().find(|pack| pack.code == code);
    let Some(pack) = found else {
        let shown: String = code.chars().take(64).collect();
        let error = FieldError::new("regulation_unknown").with("value", shown);
        return Err(refused(&format!("/base/{n}"), error));
    };
    Ok(Base { code, version: pack.version.clone(), place: Place::default() })
}

fn quoted(pointer: &str, clause: &str) -> Result<ClauseRef> {
    ClauseRef::parse(clause).ok_or_else(|| {
        let shown: String = clause.chars().take(64).collect();
        refused(pointer, FieldError::new("clause_format").with("value", shown))
    })
}

/// Puts the company's own clauses in place of those that were there. What is known of a clause of
/// the same number beside its words stays: what meets it, and its rules.
fn own_clauses(pack: &mut CompanyPack, clauses: Vec<OwnClause>) -> Result<()> {
    let before = std::mem::take(&mut pack.own.clauses);
    pack.own.chapters.clear();
    for (n, clause) in clauses.into_iter().enumerate() {
        let number = ClauseNumber::parse(&clause.number).ok_or_else(|| {
            let shown: String = clause.number.chars().take(64).collect();
            let error = FieldError::new("clause_format").with("value", shown);
            refused(&format!("/clauses/{n}/number"), error)
        })?;
        if let Some(title) = clause.heading {
            pack.own.chapters.push(Chapter { from: number.clone(), title });
        }
        let known = before.iter().find(|known| known.number == number);
        let made = Clause {
            number,
            text: clause.text,
            met: known.map_or(Met::Attested, |known| known.met),
            will: known.and_then(|known| known.will),
            by: known.map_or_else(
                || capability("attestation").into_iter().collect(),
                |known| known.by.clone(),
            ),
        };
        if known.is_none() {
            pack.own.duties.push(attesting(&pack.own.code, &made));
        }
        pack.own.clauses.push(made);
    }
    let left: Vec<_> = pack.own.clauses.iter().map(|clause| clause.number.clone()).collect();
    pack.own.rules.retain(|rule| left.contains(&rule.clause));
    pack.own.duties.retain(|duty| left.contains(&duty.clause));
    Ok(())
}

/// What lets a new clause of the company's own be kept: once a year the custodian attests that it
/// is so.
fn attesting(code: &str, clause: &Clause) -> Duty {
    let number = clause.number.as_str();
    let title = |text: &str| text.chars().take(DUTY_TITLE).collect();
    Duty {
        key: format!("attest.own_{}", number.replace(['.', '-'], "_")),
        clause: clause.number.clone(),
        title: Words { zh: title(&clause.text.zh), en: title(&clause.text.en) },
        opening: Opening::Every {
            every: Measure::Term(Term::Of(1, Unit::Year)),
            ahead: None,
            departments: Vec::new(),
        },
        about: About::Company,
        due: None,
        at_once: None,
        who: Who::Custodian,
        closing: Trigger {
            actions: vec![AttestClause::NAME.to_owned()],
            when: [("clause".to_owned(), vec![clause.number.quoted(code)])].into(),
            changed: Vec::new(),
        },
        once: false,
        singly: false,
        remind: Some(Term::Of(5, Unit::WorkingDay)),
        escalate: vec![Who::Leader],
        penalty: None,
        reward: None,
    }
}
