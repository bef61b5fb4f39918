//! Customers on file that the rows of a whole table may be. The same rule as for one that is typed
//! ([`super`]), with few statements for many.

use super::{TOLD_FIELDS, agrees, field_name, profile, proves};
use crate::customer::Draft;
use crate::{Context, Result};
use kedang_db::Conn;
use kedang_domain::field::CustomerKind;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::Standing;
use kedang_storage::clash;
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
        let found = clash::candidates(conn, &ctx.actor, ctx.now, &wanted).await?;
        let theirs: Vec<Option<Profile>> = found
            .iter()
            .map(|one| profile(CustomerKind::Organization, &one.name, &one.values, &one.contacts))
            .collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, profile) in theirs.iter().enumerate() {
            for key in profile.iter().flat_map(keys) {
                by_key.entry(key).or_default().push(place);
            }
        }
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
