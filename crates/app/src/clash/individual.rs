//! Individuals on file that may be the one that is about to be registered, or another one on file.

use super::{Clash, Likeness};
use crate::customer::Draft;
use crate::{Context, Result};
use kedang_db::Conn;
use kedang_domain::field::Values;
use kedang_domain::permission::Standing;
use kedang_domain::value::{Phone, clean_line};
use kedang_storage::clash::{self, Alike, Namesakes};
use kedang_text::individual::{self, Individual, Shared, alike};
use serde_json::Value;

/// The facts of an individual that are compared.
pub(crate) fn facts<'a>(name: &'a str, values: &'a Values) -> Individual<'a> {
    let text = |key| values.get(key).and_then(Value::as_str).unwrap_or_default();
    Individual {
        name,
        mobile: text("mobile"),
        phones: [text("office_phone"), text("home_phone")],
        id_number: text("id_number"),
        birth_date: text("birth_date"),
        address: text("address"),
        region: text("region"),
    }
}

/// The tokens by which an individual is found when another like it is looked for.
pub(crate) fn tokens(one: &Individual<'_>) -> Vec<String> {
    individual::keys(one).into_iter().map(|key| clash::token(&key.token())).collect()
}

/// The key of an individual's identity number, if there is one.
pub(crate) fn identity(values: &Values) -> Option<String> {
    let id_number = facts("", values).id_number;
    let only = Individual { id_number, ..Individual::default() };
    individual::keys(&only).first().map(|key| key.token())
}

/// By what those are looked up that may be this individual.
pub(crate) fn namesakes(one: &Individual<'_>) -> Namesakes {
    Namesakes {
        name: clean_line(one.name),
        mobile: Phone::parse(one.mobile).ok().map(String::from),
        tokens: tokens(one),
    }
}

/// The name of a fact in which two individuals agree, as the log and the page have it.
pub(crate) fn fact_name(shared: Shared) -> &'static str {
    match shared {
        Shared::IdNumber => "id_number",
        Shared::Name => "name",
        Shared::Mobile => "mobile",
        Shared::Phone => "phone",
        Shared::BirthDate => "birth_date",
        Shared::Address => "address",
    }
}

/// Individuals on file that may be the one of a draft, the likest first.
pub(super) async fn individuals(
    conn: &mut Conn,
    ctx: &Context,
    draft: &Draft,
) -> Result<Vec<Clash>> {
    let mine = facts(&draft.name, &draft.values);
    let found = clash::individuals(conn, &ctx.actor, ctx.now, &namesakes(&mine)).await?;
    let mut found: Vec<_> = found.into_iter().filter_map(|one| told(one, &mine)).collect();
    found.sort_by_key(|(per_mille, _)| std::cmp::Reverse(*per_mille));
    Ok(found.into_iter().map(|(_, clash)| clash).collect())
}

/// What a person is told of an individual like theirs; of one out of sight only when both names and
/// a mobile or identity number agree, each typed in full.
fn told(one: Alike, mine: &Individual<'_>) -> Option<(i64, Clash)> {
    let found = alike(mine, &facts(&one.name, &one.values))?;
    let hidden = one.standing.is_none();
    let agrees = told_facts(found.shared, one.standing);
    let likeness = if found.same { Likeness::Same } else { Likeness::Unsure };
    (found.same || !hidden).then(|| (found.per_mille, Clash::new(one, likeness, agrees)))
}

/// The facts in which two individuals agree, as far as who stands so to the one on file is told.
pub(super) fn told_facts(shared: Vec<Shared>, standing: Option<Standing>) -> Vec<&'static str> {
    let proof = |fact: &Shared| matches!(fact, Shared::Name | Shared::Mobile | Shared::IdNumber);
    let open = standing.is_some_and(|standing| standing != Standing::Named);
    let shared = shared.into_iter().filter(|fact| open || proof(fact));
    let mut agrees: Vec<_> = shared.map(fact_name).collect();
    // A customer is known by its name.
    agrees.sort_by_key(|field| *field != "name");
    agrees
}
