//! What is wrong with a text of a regulation, as refusals of a form.

use crate::AppError;
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_policy::{CompanyPack, Fault, FaultKind};

/// The faults of a text that somebody wrote whole.
pub(super) fn of_text(faults: Vec<Fault>) -> AppError {
    AppError::Invalid(faults.into_iter().map(|fault| issue("/text".to_owned(), &fault)).collect())
}

/// The faults of a text that was put together from changes: each at the change that is to blame.
pub(super) fn of_changes(faults: Vec<Fault>, text: &str) -> AppError {
    let pack = CompanyPack::read(text).ok();
    let pointer = |fault: &Fault| {
        let found = pack.as_ref().and_then(|pack| blamed(pack, fault));
        found.unwrap_or_else(|| "/text".to_owned())
    };
    AppError::Invalid(faults.iter().map(|fault| issue(pointer(fault), fault)).collect())
}

/// The member of the change that stands where the fault is.
fn blamed(pack: &CompanyPack, fault: &Fault) -> Option<String> {
    let at = fault.place;
    let set = pack.set.iter().position(|set| set.place == at || set.value_place == at);
    let drop = || pack.drop.iter().position(|drop| drop.place == at);
    let hold = || pack.hold.iter().position(|hold| hold.place == at);
    let base = || pack.base.iter().position(|base| base.place == at);
    set.map(|n| format!("/set/{n}"))
        .or_else(|| drop().map(|n| format!("/drop/{n}")))
        .or_else(|| hold().map(|n| format!("/hold/{n}")))
        .or_else(|| base().map(|n| format!("/base/{n}")))
}

fn issue(pointer: String, fault: &Fault) -> FieldIssue {
    let (what, with) = parts(&fault.kind);
    let error = FieldError::new("policy_fault")
        .with("line", fault.place.line)
        .with("column", fault.place.column)
        .with("fault", fault.kind.code())
        .with("what", what)
        .with("with", with);
    let field = pointer.rsplit('/').next().unwrap_or_default().to_owned();
    FieldIssue { pointer, field, error }
}

/// What a fault is about, for its words.
fn parts(kind: &FaultKind) -> (String, String) {
    let text = |what: &str| (shown(what), String::new());
    match kind {
        FaultKind::Form(what)
        | FaultKind::NumberTwice(what)
        | FaultKind::ClauseMissing(what)
        | FaultKind::ClauseUnknown(what)
        | FaultKind::Code(what)
        | FaultKind::CapabilityUnknown(what)
        | FaultKind::NothingMeets(what)
        | FaultKind::CannotYet(what)
        | FaultKind::NothingMissing(what)
        | FaultKind::Will(what)
        | FaultKind::KeyTwice(what)
        | FaultKind::Key(what)
        | FaultKind::RuleWithoutClause(what)
        | FaultKind::PlaceholderUnknown(what)
        | FaultKind::Chapter(what)
        | FaultKind::Base(what)
        | FaultKind::BaseTwice(what)
        | FaultKind::BaseUnknown(what)
        | FaultKind::NotAmongBases(what)
        | FaultKind::SetTwice(what)
        | FaultKind::DropTwice(what)
        | FaultKind::DropUnknown(what)
        | FaultKind::HoldTwice(what) => text(what),
        FaultKind::Empty(what) => text(what),
        FaultKind::Value(kind, what) => (shown(what), kind.as_str().to_owned()),
        FaultKind::RuleUnsaid(what, language) => (shown(what), (*language).to_owned()),
        FaultKind::SetUnknown(what, with)
        | FaultKind::StillSaid(what, with)
        | FaultKind::HoldUnsaid(what, with) => (shown(what), shown(with)),
    }
}

/// A refused text as it is repeated: never longer than some lines.
fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}
