//! What is wrong with a text of a regulation, as refusals of a form.

use crate::AppError;
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_policy::{CompanyPack, Fault};

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
    let place = FieldError::new("policy_fault")
        .with("line", fault.place.line)
        .with("column", fault.place.column)
        .with("fault", fault.kind.code());
    let params = fault.kind.params().into_iter();
    let error = params.fold(place, |error, (name, value)| error.with(name, shown(&value)));
    let field = pointer.rsplit('/').next().unwrap_or_default().to_owned();
    FieldIssue { pointer, field, error }
}

/// A refused text as it is repeated: never longer than some lines.
fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}
