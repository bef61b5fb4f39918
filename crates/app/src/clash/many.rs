//! Customers on file that the rows of a whole table may be. The same rule as for one that is typed
//! ([`super`]), with few statements for many.

use super::{TOLD_FIELDS, agrees, field_name, individual, profile, proves};
use crate::customer::Draft;
use crate::{Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::Standing;
use kedang_storage::clash;
use kedang_text::individual::{Individual, alike};
use kedang_text::matching::{Field, Frequencies, Profile, Verdict, compare};
use std::collections::{BTreeSet, HashMap};

/// Rows whose keys are looked up at once.
const ROWS: usize = 50;
/// Customers told of for one row, at most.
const TOLD: usize = 5;

/// A customer on file that a row may be.
#[derive(Debug)]
pub(crate) struct Twin {
    pub(crate) id: CustomerId,
    /// It is the same; otherwise somebody must look.
    pub(crate) same: bool,
    /// In what both agree.
    pub(crate) agrees: Vec<String>,
    /// Where it is out of sight: the department that has it, and nothing more.
    pub(crate) hidden: Option<String>,
}

/// As it is compared; `None` for who is no organisation.
pub(crate) fn profile_of(draft: &Draft) -> Option<Profile> {
    let contacts: Vec<_> =
        draft.contacts.iter().map(|c| (c.name.clone(), c.values.clone())).collect();
    profile(draft.kind, &draft.name, &draft.values, &contacts)
}

fn keys(profile: &Profile) -> impl Iterator<Item = String> {
    let keys: Vec<String> = profile
        .keys()
        .filter(|key| key.class().is_some_and(proves))
        .map(|key| key.token())
        .collect();
    keys.into_iter()
}

/// An individual as it is compared: its name and its facts; `None` for who is none.
pub(crate) fn person_of(draft: &Draft) -> Option<(String, Values)> {
    let individual = draft.kind == CustomerKind::Individual;
    individual.then(|| (draft.name.clone(), draft.values.clone()))
}

/// The keys by which an individual is found when another like it is looked for.
pub(crate) fn person_keys(one: &Individual<'_>) -> Vec<String> {
    kedang_text::individual::keys(one).iter().map(|key| key.token()).collect()
}

/// What is on file of these individuals, for each of them, the likest first.
pub(crate) async fn individuals_on_file(
    conn: &mut Conn,
    ctx: &Context,
    people: &[(String, Values)],
) -> Result<Vec<Vec<Twin>>> {
    let kind = CustomerKind::Individual;
    let mut all = Vec::with_capacity(people.len());
    for part in people.chunks(ROWS) {
        let mine: Vec<_> =
            part.iter().map(|(name, values)| individual::facts(name, values)).collect();
        let wanted: BTreeSet<String> = mine.iter().flat_map(person_keys).collect();
        let wanted: Vec<String> = wanted.into_iter().collect();
        let found = clash::candidates(conn, &ctx.actor, ctx.now, kind, &wanted).await?;
        let theirs: Vec<_> =
            found.iter().map(|one| individual::facts(&one.name, &one.values)).collect();
        let by_key = places(theirs.iter().map(person_keys));
        for mine in &mine {
            let near = person_keys(mine);
            let near: BTreeSet<usize> =
                near.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
            let mut twins = Vec::new();
            for (one, theirs) in near.into_iter().filter_map(|at| found.get(at).zip(theirs.get(at)))
            {
                let Some(likeness) = alike(mine, theirs) else { continue };
                let hidden = one.standing.is_none().then(|| one.department_name.clone());
                if hidden.is_some() && !likeness.same {
                    continue;
                }
                let agrees = individual::told_facts(likeness.shared, one.standing);
                let agrees = agrees.into_iter().map(str::to_owned).collect();
                let twin = Twin { id: one.id, same: likeness.same, agrees, hidden };
                twins.push((likeness.per_mille, twin));
            }
            twins.sort_by_key(|(per_mille, _)| std::cmp::Reverse(*per_mille));
            all.push(twins.into_iter().map(|(_, twin)| twin).take(TOLD).collect());
        }
    }
    Ok(all)
}

/// Where those stand that have a key.
pub(crate) fn places(
    keys: impl Iterator<Item = impl IntoIterator<Item = String>>,
) -> HashMap<String, Vec<usize>> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, keys) in keys.enumerate() {
        for key in keys {
            by_key.entry(key).or_default().push(place);
        }
    }
    by_key
}

/// What is on file of these organisations, for each of them, the likest first.
pub(crate) async fn on_file(
    conn: &mut Conn,
    ctx: &Context,
    profiles: &[&Profile],
) -> Result<Vec<Vec<Twin>>> {
    let mut all = Vec::with_capacity(profiles.len());
    for part in profiles.chunks(ROWS) {
        let wanted: BTreeSet<String> = part.iter().flat_map(|profile| keys(profile)).collect();
        let wanted: Vec<String> = wanted.into_iter().collect();
        let kind = CustomerKind::Organization;
        let found = clash::candidates(conn, &ctx.actor, ctx.now, kind, &wanted).await?;
        let theirs: Vec<Option<Profile>> =
            found.iter().map(|one| profile(kind, &one.name, &one.values, &one.contacts)).collect();
        let by_key = places(theirs.iter().map(|theirs| theirs.iter().flat_map(keys)));
        for mine in part {
            let places: BTreeSet<usize> =
                keys(mine).filter_map(|key| by_key.get(&key)).flatten().copied().collect();
            let mut twins: Vec<_> = places
                .into_iter()
                .filter_map(|place| {
                    let (one, theirs) = (found.get(place)?, theirs.get(place)?.as_ref()?);
                    let comparison = compare(mine, theirs, &Frequencies::default());
                    let same = comparison.verdict == Verdict::Same
                        || agrees(&comparison, Field::CreditCode);
                    if !same && comparison.verdict != Verdict::Unsure {
                        return None;
                    }
                    let fields: Vec<Field> = match one.standing {
                        Some(standing) if standing != Standing::Named => {
                            comparison.evidence().iter().map(|e| e.field).collect()
                        }
                        _ => TOLD_FIELDS.to_vec(),
                    };
                    let fields = fields.into_iter().filter(|field| agrees(&comparison, *field));
                    let agreed: Vec<_> = fields.map(|f| field_name(f).to_owned()).collect();
                    let hidden = one.standing.is_none().then(|| one.department_name.clone());
                    // Of what is out of sight only what is the same is told, and only because
                    // nobody could judge for themselves.
                    let told = hidden.is_none() || (same && !agreed.is_empty());
                    told.then_some((
                        comparison.weight,
                        Twin { id: one.id, same, agrees: agreed, hidden },
                    ))
                })
                .collect();
            twins.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
            all.push(twins.into_iter().map(|(_, twin)| twin).take(TOLD).collect());
        }
    }
    Ok(all)
}
