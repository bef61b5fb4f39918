//! Merging two files of one customer (E7, S 9.4): which file stays, which of two facts it keeps,
//! which contacts are one person, and what an un-merging gives back.
//!
//! Every suggestion says why, so that whoever merges can judge it; none is ever carried out unasked.

use crate::field::Values;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cmp::Ordering;

/// One of two files that are to become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The file that stays.
    Survivor,
    /// The file that goes into it.
    Other,
}

/// What of two files speaks for keeping the one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    /// It has a credit code, which is checked before it is stored.
    pub credit_code: bool,
    /// Its facts that somebody has verified.
    pub verified: i64,
    /// Its facts that somebody doubts.
    pub doubts: i64,
    /// Records of dealing with the customer.
    pub history: i64,
    /// How full its card is, 0 to 100.
    pub completeness: i64,
    /// Its owner works here.
    pub owner_active: bool,
    /// When it was registered, ms UTC.
    pub created_at: i64,
}

/// Why a file should stay, the weightiest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Merit {
    /// Only it has a credit code.
    CreditCode,
    /// More of its facts are verified, or fewer are doubted.
    Verified,
    /// More was dealt under it.
    History,
    /// Its card is fuller.
    Complete,
    /// Its owner works here, the other's no longer.
    OwnerActive,
    /// It was registered first.
    Older,
}

/// Which file should stay, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which.
    pub side: Side,
    /// Everything that speaks for it, the weightiest first; the first reason decided. Empty when
    /// nothing tells the two apart.
    pub because: Vec<Merit>,
}

/// Suggests which of two files stays: the first merit in which they differ decides.
#[must_use]
pub fn suggest(survivor: &Weight, other: &Weight) -> Suggestion {
    let trust = |weight: &Weight| weight.verified - weight.doubts;
    let merits = [
        (Merit::CreditCode, survivor.credit_code.cmp(&other.credit_code)),
        (Merit::Verified, trust(survivor).cmp(&trust(other))),
        (Merit::History, survivor.history.cmp(&other.history)),
        (Merit::Complete, survivor.completeness.cmp(&other.completeness)),
        (Merit::OwnerActive, survivor.owner_active.cmp(&other.owner_active)),
        (Merit::Older, other.created_at.cmp(&survivor.created_at)),
    ];
    let decided = merits.iter().map(|(_, order)| *order).find(|order| order.is_ne());
    let order = decided.unwrap_or(Ordering::Equal);
    let because = merits.iter().filter(|(_, found)| found.is_ne() && *found == order);
    Suggestion {
        side: if order == Ordering::Less { Side::Other } else { Side::Survivor },
        because: because.map(|(merit, _)| *merit).collect(),
    }
}

/// A fact as one file has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held<'a> {
    /// The value, if there is one.
    pub value: Option<&'a Value>,
    /// Somebody doubts it.
    pub doubted: bool,
    /// When it was last verified, ms UTC.
    pub verified_at: Option<i64>,
    /// When it was last changed, ms UTC.
    pub changed_at: i64,
}

/// Which of two facts the merged file keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The fact of the file that stays.
    Survivor,
    /// The fact of the other file.
    Other,
    /// The members of both, where a fact is a list.
    Both,
}

/// Why this fact is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Both say the same.
    Same,
    /// Only one file has it.
    OnlyOne,
    /// It is verified, the other is not.
    Verified,
    /// The other is doubted.
    Undoubted,
    /// It says more.
    Complete,
    /// It was changed later.
    Newer,
    /// It is an owner who works here, the other no longer does.
    OwnerActive,
    /// Nothing tells the two apart: that of the file that stays.
    Kept,
}

/// Suggests which of two facts to keep.
#[must_use]
pub fn choose(survivor: &Held<'_>, other: &Held<'_>) -> (Choice, Because) {
    let (ours, theirs) = match (survivor.value, other.value) {
        (Some(ours), Some(theirs)) => (ours, theirs),
        (None, Some(_)) => return (Choice::Other, Because::OnlyOne),
        (Some(_), None) => return (Choice::Survivor, Because::OnlyOne),
        (None, None) => return (Choice::Survivor, Because::Same),
    };
    if ours == theirs {
        return (Choice::Survivor, Because::Same);
    }
    let better = |order: Ordering, because| match order {
        Ordering::Greater => Some((Choice::Survivor, because)),
        Ordering::Less => Some((Choice::Other, because)),
        Ordering::Equal => None,
    };
    let verified = |held: &Held<'_>| held.verified_at.is_some() && !held.doubted;
    better(verified(survivor).cmp(&verified(other)), Because::Verified)
        .or_else(|| better(other.doubted.cmp(&survivor.doubted), Because::Undoubted))
        .or_else(|| fuller(ours, theirs).map(|choice| (choice, Because::Complete)))
        .or_else(|| better(survivor.changed_at.cmp(&other.changed_at), Because::Newer))
        .unwrap_or((Choice::Survivor, Because::Kept))
}

/// Which of two different values says all that the other says and more; of two lists that each
/// say something of their own, both.
fn fuller(ours: &Value, theirs: &Value) -> Option<Choice> {
    match (ours, theirs) {
        (Value::String(ours), Value::String(theirs)) => {
            let (ours, theirs) = (ours.trim(), theirs.trim());
            if ours.contains(theirs) {
                Some(Choice::Survivor)
            } else {
                theirs.contains(ours).then_some(Choice::Other)
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            let within = |few: &[Value], many: &[Value]| few.iter().all(|one| many.contains(one));
            Some(if within(theirs, ours) {
                Choice::Survivor
            } else if within(ours, theirs) {
                Choice::Other
            } else {
                Choice::Both
            })
        }
        _ => None,
    }
}

/// What the merged file holds for a fact after this choice; `None` when nothing.
///
/// [`Choice::Both`] of what are no lists is the survivor's, or the other's where it has none.
#[must_use]
pub fn chosen(choice: Choice, survivor: Option<&Value>, other: Option<&Value>) -> Option<Value> {
    match (choice, survivor, other) {
        (Choice::Survivor, ours, _) => ours.cloned(),
        (Choice::Other, _, theirs) => theirs.cloned(),
        (Choice::Both, Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
            let mut all = ours.clone();
            all.extend(theirs.iter().filter(|one| !ours.contains(one)).cloned());
            Some(Value::Array(all))
        }
        (Choice::Both, ours, theirs) => ours.or(theirs).cloned(),
    }
}

/// Fields of a contact that tell one person from another of the same name.
const REACHED_BY: [&str; 4] = ["mobile", "office_phone", "home_phone", "email"];

/// Whether two contacts are one person for sure: one name, and one number or address by which
/// they are reached. Only suggested; whoever merges decides.
#[must_use]
pub fn same_person(a: (&str, &Values), b: (&str, &Values)) -> bool {
    let numbers = |values: &Values| -> Vec<Value> {
        REACHED_BY.iter().filter_map(|key| values.get(*key).cloned()).collect()
    };
    let theirs = numbers(b.1);
    a.0.trim() == b.0.trim() && numbers(a.1).iter().any(|number| theirs.contains(number))
}

/// The facts of a contact with what only the other record of the same person knows.
#[must_use]
pub fn filled(kept: &Values, folded: &Values) -> Values {
    let mut all = folded.clone();
    all.extend(kept.clone());
    all
}

/// What an un-merging makes of the facts of the file that stayed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Returned {
    /// The facts afterwards.
    pub values: Values,
    /// Keys whose value goes back to what it was before the merge.
    pub back: Vec<String>,
    /// Keys that the merge changed and somebody has changed again since: they stay.
    pub stay: Vec<String>,
}

/// The rule of un-merging: a fact that is still what the merge made it goes back to what it was
/// before; whatever was changed since stays with the file that stayed.
#[must_use]
pub fn returned(before: &Values, after: &Values, now: &Values) -> Returned {
    let mut result = Returned { values: now.clone(), ..Returned::default() };
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let (was, became, is) = (before.get(key), after.get(key), now.get(key));
        if was == became {
            continue;
        }
        if is != became {
            result.stay.push(key.clone());
            continue;
        }
        match was {
            Some(value) => result.values.insert(key.clone(), value.clone()),
            None => result.values.remove(key),
        };
        result.back.push(key.clone());
    }
    result
}

/// As [`returned`], for a single thing that is always there.
#[must_use]
pub fn returns<T: PartialEq + Clone>(before: &T, after: &T, now: &T) -> T {
    if now == after { before.clone() } else { now.clone() }
}

#[cfg(test)]
mod tests;
