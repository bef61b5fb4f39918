//! Finding customers by words, and by filters and words together.

use super::filter::{self, Parsed, Place, Sought};
use super::{Condition, Listed, MatchField, Query, Sort, SortKey, Wanted, facts};
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::FieldError;
use kedang_storage::search::{CANDIDATES, candidates};
use kedang_storage::visibility::Scope;
use kedang_storage::{absent, customer, organisation};
use kedang_text::search::{Judge, Matched, SearchDoc, judge_nearly, nearly_plan, query_plan};
use std::collections::{HashMap, HashSet};

/// Candidates of a search that a list goes on with, at most.
const LIST_CANDIDATES: i64 = 1_000;

/// A customer found by a search.
#[derive(Debug)]
pub struct Found {
    /// The customer.
    pub customer: Listed,
    /// What matched.
    pub field: MatchField,
    /// The text that matched.
    pub text: String,
    /// But for one character: nothing matched as it was typed.
    pub nearly: bool,
}

/// What of a customer on a list its words matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// In what.
    pub field: MatchField,
    /// The text that matched.
    pub text: String,
    /// But for one character.
    pub nearly: bool,
}

/// The customers that words find, with how they match.
struct Hits {
    all: Vec<(Matched, i64)>,
    /// But for one character.
    nearly: bool,
    /// Older ones were not looked at.
    capped: bool,
}

impl App {
    /// Filters in their text form `field:op:value`, understood.
    ///
    /// # Errors
    /// Every filter that cannot be understood, with its place.
    pub async fn conditions(&self, ctx: &Context, filters: &[String]) -> Result<Vec<Condition>> {
        if filters.is_empty() {
            return Ok(Vec::new());
        }
        self.conditions_on(&mut self.db().read().await?, ctx, filters).await
    }

    /// As [`App::conditions`] for who has a connection: waiting for a second one while keeping the
    /// first would be waiting for each other when many do.
    pub(crate) async fn conditions_on(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        filters: &[String],
    ) -> Result<Vec<Condition>> {
        let parsed = self.understood(conn, ctx, filters).await?;
        let mut conditions = parsed.conditions;
        for sought in &parsed.sought {
            conditions.push(self.found(conn, &ctx.scope(), sought).await?);
        }
        Ok(conditions)
    }

    async fn understood(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        filters: &[String],
    ) -> Result<Parsed> {
        let catalogue = self.catalogue(conn).await?;
        let zone = self.time_zone(conn).await?;
        let departments = match filters.iter().any(|f| f.contains("department:under:")) {
            true => organisation::tree(conn).await?,
            false => Vec::new(),
        };
        let instant = jiff::Timestamp::from_millisecond(ctx.now).unwrap_or_default();
        let today = instant.to_zoned(zone.clone()).date();
        let me = ctx.actor.person;
        let asker = filter::Asker { catalogue: &catalogue, me, zone, today, departments };
        filter::parse_conditions(&asker, filters).map_err(AppError::Invalid)
    }

    /// What of these rows of a list its words matched, by running number; nothing when no words were
    /// asked for.
    ///
    /// # Errors
    /// Every filter that cannot be understood, with its place.
    pub async fn matches(
        &self,
        ctx: &Context,
        filters: &[String],
        rows: &[Listed],
    ) -> Result<HashMap<i64, Match>> {
        if !filters.iter().any(|filter| filter.contains(":contains:")) {
            return Ok(HashMap::new());
        }
        let mut conn = self.db().read().await?;
        let sought = self.understood(&mut conn, ctx, filters).await?.sought;
        let Some(words) = sought.into_iter().find(|one| !one.negated) else {
            return Ok(HashMap::new());
        };
        let judge = Judge::new(&words.text);
        let as_typed = |doc: &SearchDoc| judge.judge(&words.place.part(doc));
        let with_an_error = |doc: &SearchDoc| judge_nearly(&words.text, &words.place.part(doc));
        let mut nos: Vec<i64> = rows.iter().map(|row| row.no).collect();
        let mut matches = HashMap::new();
        for (nearly, judge) in [
            (false, &as_typed as &(dyn Fn(&SearchDoc) -> Option<Matched> + Sync)),
            (true, &with_an_error),
        ] {
            let mut found = Vec::new();
            self.judge_files(&mut conn, &ctx.scope(), judge, &nos, &mut found).await?;
            matches.extend(found.into_iter().map(|(matched, no)| {
                (no, Match { field: matched.field, text: matched.text, nearly })
            }));
            nos.retain(|no| !matches.contains_key(no));
        }
        Ok(matches)
    }

    /// The condition of being found by the search.
    async fn found(&self, conn: &mut Conn, scope: &Scope, sought: &Sought) -> Result<Condition> {
        let text = &sought.text;
        let hits = match sought.place {
            // Every company has it in its name, so the index does not.
            Place::Anywhere if query_plan(text).too_common => {
                let contains = Condition::NameContains(text.clone());
                return Ok(match sought.negated {
                    true => Condition::Not(Box::new(contains)),
                    false => contains,
                });
            }
            Place::Anywhere => self.hits(conn, scope, text, LIST_CANDIDATES).await?,
            place => self.hits_in(conn, scope, text, place).await?,
        };
        let nos = hits.all.into_iter().map(|(_, no)| no).collect();
        let found = Condition::Found { nos, capped: hits.capped };
        match (sought.negated, hits.capped) {
            (false, _) => Ok(found),
            (true, false) => Ok(Condition::Not(Box::new(found))),
            (true, true) => {
                let error = FieldError::new("filter_too_wide").with("value", text.as_str());
                Err(AppError::invalid(filter::issue("words", sought.index, error)))
            }
        }
    }

    /// Searches what this person sees by a text of the search box; best match first, then the
    /// newest. When nothing matches as it was typed, one character may be wrong.
    ///
    /// # Errors
    /// Everything in the text that cannot be understood, with its place.
    pub async fn search_customers(
        &self,
        ctx: &Context,
        text: &str,
        limit: usize,
    ) -> Result<Vec<Found>> {
        let scope = ctx.scope();
        let mut conn = self.db().read().await?;
        let asked = self.asked_on(&mut conn, ctx, text).await?;
        if asked.filters.is_empty() {
            let mut hits = self.hits(&mut conn, &scope, &asked.words, CANDIDATES).await?;
            if (hits.all.is_empty() || hits.nearly)
                && let Some(former) = former_code(&mut conn, ctx, &asked.words).await?
            {
                hits = Hits { all: vec![former], nearly: false, capped: false };
            }
            let mut found = self.shown(&mut conn, &scope, hits, limit).await?;
            if found.len() < limit {
                let lying = self.honey_found(&mut conn, ctx, &asked.words).await?;
                let lying = lying.into_iter().map(|(matched, one)| Found {
                    customer: one.listed(),
                    field: matched.field,
                    text: matched.text,
                    nearly: false,
                });
                found.extend(lying);
                found.truncate(limit);
            }
            return Ok(found);
        }
        let conditions = self.conditions_on(&mut conn, ctx, &asked.filters).await?;
        if asked.words.is_empty() {
            return self.filtered(&mut conn, &scope, conditions, limit).await;
        }
        let mut hits = self.hits(&mut conn, &scope, &asked.words, LIST_CANDIDATES).await?;
        let nos: Vec<i64> = hits.all.iter().map(|(_, no)| *no).collect();
        let met = customer::meeting(&mut conn, &scope, &nos, &conditions).await?;
        let met: HashSet<i64> = met.into_iter().collect();
        hits.all.retain(|(_, no)| met.contains(no));
        self.shown(&mut conn, &scope, hits, limit).await
    }

    /// The customers of a list of which nothing but filters is asked, last changed first.
    async fn filtered(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        conditions: Vec<Condition>,
        limit: usize,
    ) -> Result<Vec<Found>> {
        let query = Query {
            conditions,
            sort: Sort { key: SortKey::UpdatedAt, descending: true },
            after: None,
            limit: i64::try_from(limit).unwrap_or(CANDIDATES),
            wanted: Wanted::NONE,
        };
        let rows = customer::list(conn, scope, &query, &self.inner.estimates).await?;
        let found = |customer: Listed| {
            let text = customer.name.clone();
            Found { customer, field: MatchField::Filter, text, nearly: false }
        };
        Ok(rows.into_iter().map(found).collect())
    }

    async fn hits(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        text: &str,
        candidates_max: i64,
    ) -> Result<Hits> {
        let plan = query_plan(text);
        let judge = Judge::new(text);
        let mut all: Vec<(Matched, i64)> = Vec::new();
        let mut unsure = Vec::new();
        let candidates_found = candidates(conn, scope, &plan, candidates_max).await?;
        let capped = is_full(candidates_found.len(), candidates_max);
        for candidate in candidates_found {
            let doc = SearchDoc {
                code: customer::code(candidate.no),
                name: candidate.name,
                ..SearchDoc::default()
            };
            match judge.judge_name(&doc) {
                Some(matched) => all.push((matched, candidate.no)),
                None => unsure.push(candidate.no),
            }
        }
        let as_typed = |doc: &SearchDoc| judge.judge(doc);
        self.judge_files(conn, scope, &as_typed, &unsure, &mut all).await?;
        let nearly = all.is_empty();
        if nearly {
            let nos = numbers(conn, scope, &nearly_plan(text), CANDIDATES).await?;
            let with_an_error = |doc: &SearchDoc| judge_nearly(text, doc);
            self.judge_files(conn, scope, &with_an_error, &nos, &mut all).await?;
        }
        Ok(Hits { all, nearly, capped })
    }

    /// As [`App::hits`], in one place only.
    async fn hits_in(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        text: &str,
        place: Place,
    ) -> Result<Hits> {
        let nos = numbers(conn, scope, &query_plan(text), LIST_CANDIDATES).await?;
        let judge = Judge::new(text);
        let there = |doc: &SearchDoc| judge.judge(&place.part(doc));
        let mut all = Vec::new();
        self.judge_files(conn, scope, &there, &nos, &mut all).await?;
        Ok(Hits { all, nearly: false, capped: is_full(nos.len(), LIST_CANDIDATES) })
    }

    /// The best of what was found. Only what is shown is read.
    async fn shown(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        hits: Hits,
        limit: usize,
    ) -> Result<Vec<Found>> {
        let Hits { mut all, nearly, .. } = hits;
        all.sort_by(|(a, x), (b, y)| b.score.cmp(&a.score).then(y.cmp(x)));
        all.truncate(limit);
        let nos: Vec<i64> = all.iter().map(|(_, no)| *no).collect();
        let rows = customer::selected(conn, scope, &nos, &Wanted::NONE).await?;
        let mut rows: HashMap<i64, Listed> = rows.into_iter().map(|row| (row.no, row)).collect();
        let found = all.into_iter().filter_map(|(matched, no)| {
            let customer = rows.remove(&no)?;
            Some(Found { customer, field: matched.field, text: matched.text, nearly })
        });
        Ok(found.collect())
    }

    /// Judges customers of whom the name alone does not tell whether they are meant.
    async fn judge_files(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        judge: &(dyn Fn(&SearchDoc) -> Option<Matched> + Sync),
        nos: &[i64],
        found: &mut Vec<(Matched, i64)>,
    ) -> Result<()> {
        if nos.is_empty() {
            return Ok(());
        }
        let catalogue = self.catalogue(conn).await?;
        let rows = customer::selected(conn, scope, nos, &Wanted::All).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let mut contacts = kedang_storage::contact::of_customers(conn, &ids).await?;
        // What is top secret is seen here only by those who were let in, and they know its name.
        let names = customer::own_names(conn, &ids).await?;
        for row in rows {
            let own = contacts.remove(&row.id).filter(|_| !row.locked).unwrap_or_default();
            let name = names.get(&row.id).unwrap_or(&row.name);
            let doc = facts::search_doc(&catalogue, &row.code, name, &row.values, &own);
            found.extend(judge(&doc).map(|matched| (matched, row.no)));
        }
        Ok(())
    }
}

impl Place {
    /// What of a customer is searched there.
    fn part(self, doc: &SearchDoc) -> SearchDoc {
        match self {
            Self::Anywhere => doc.clone(),
            Self::Contacts => SearchDoc { contacts: doc.contacts.clone(), ..SearchDoc::default() },
            Self::Phones => SearchDoc { phones: doc.phones.clone(), ..SearchDoc::default() },
        }
    }
}

fn is_full(found: usize, most: i64) -> bool {
    i64::try_from(found).is_ok_and(|found| found >= most)
}

async fn numbers(
    conn: &mut Conn,
    scope: &Scope,
    plan: &kedang_text::search::QueryPlan,
    most: i64,
) -> Result<Vec<i64>> {
    let found = candidates(conn, scope, plan, most).await?;
    Ok(found.into_iter().map(|one| one.no).collect())
}

/// The customer into which the one of this file code went, if this person sees it.
async fn former_code(conn: &mut Conn, ctx: &Context, text: &str) -> Result<Option<(Matched, i64)>> {
    let Some(no) = customer::number(text.trim()) else { return Ok(None) };
    let Some(gone) = absent::of_number(conn, no).await? else { return Ok(None) };
    let Some(survivor) = absent::survivor(conn, gone).await? else { return Ok(None) };
    let seen = customer::visible(conn, &ctx.actor, ctx.now, survivor).await?;
    let text = customer::code(no);
    Ok(seen.map(|seen| (Matched { field: MatchField::Code, text, score: 0 }, seen.no)))
}
