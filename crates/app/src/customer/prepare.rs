//! Making customers ready to be registered, away from the writer.
//!
//! Most of the work of registering needs no database: checking the draft, its index rows, tokens
//! and commitments. It is done before the writer is taken, for many drafts on another thread.

use super::CHUNK;
use super::create::{Placement, Registration};
use super::draft::{Draft, Rules};
use crate::catalogue::Cards;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::FieldIssue;
use kedang_domain::id::{DepartmentId, ImportId, PersonId};
use kedang_domain::permission::CreateCustomer;
use kedang_domain::template::Template;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Against what drafts were checked.
struct Ground {
    cards: Arc<Cards>,
    today: jiff::civil::Date,
    places: HashMap<Option<PersonId>, Placement>,
    templates: HashMap<(String, DepartmentId), Template>,
}

/// The rows of an import that drafts were made of.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) import: ImportId,
    /// Name of their sheet, where the file has several.
    pub(crate) sheet: Option<String>,
    /// Their numbers, in the order of the drafts.
    pub(crate) numbers: Vec<i64>,
}

/// The row that a draft was made of.
pub(super) struct FromRow<'a> {
    pub(super) import: ImportId,
    pub(super) sheet: Option<&'a str>,
    pub(super) number: i64,
}

impl Rows {
    fn at(&self, place: usize) -> Option<FromRow<'_>> {
        let number = *self.numbers.get(place)?;
        Some(FromRow { import: self.import, sheet: self.sheet.as_deref(), number })
    }
}

/// Drafts that were checked, and all that follows from them: ready to be registered.
pub struct Prepared {
    ground: Ground,
    import: Option<Rows>,
    pub(super) drafts: Vec<Draft>,
    /// In the order of the drafts.
    pub(super) rows: Vec<Result<Registration, Vec<FieldIssue>>>,
}

impl App {
    /// Checks drafts and works out all that follows from them, on another thread.
    ///
    /// # Errors
    /// Refusals, more than [`CHUNK`] drafts, an owner or a template that there is not, or the
    /// database's.
    pub async fn prepare_customers(&self, ctx: &Context, drafts: Vec<Draft>) -> Result<Prepared> {
        self.prepare_imported(ctx, drafts, None).await
    }

    /// As [`App::prepare_customers`], for the rows of an import.
    pub(crate) async fn prepare_imported(
        &self,
        ctx: &Context,
        drafts: Vec<Draft>,
        import: Option<Rows>,
    ) -> Result<Prepared> {
        if drafts.len() > CHUNK {
            return Err(AppError::TooLarge { limit: CHUNK as u64, unit: "rows" });
        }
        ctx.ask::<CreateCustomer>(&())?;
        let ground = {
            let mut conn = self.db().read().await?;
            self.ground(&mut conn, ctx, &drafts).await?
        };
        let (app, ctx) = (self.clone(), ctx.clone());
        let prepare = move || app.prepare(&ctx, ground, drafts, import);
        tokio::task::spawn_blocking(prepare).await.map_err(AppError::internal)
    }

    /// As [`App::prepare_customers`] for a single draft, on this thread.
    pub(super) async fn prepare_one(&self, ctx: &Context, draft: Draft) -> Result<Prepared> {
        let drafts = vec![draft];
        let mut conn = self.db().read().await?;
        let ground = self.ground(&mut conn, ctx, &drafts).await?;
        drop(conn);
        Ok(self.prepare(ctx, ground, drafts, None))
    }

    /// What was prepared, or the same anew where it would be checked differently by now.
    pub(super) async fn confirm(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        prepared: Prepared,
    ) -> Result<Prepared> {
        let mut holds = Arc::ptr_eq(&self.cards(conn).await?, &prepared.ground.cards);
        for (owner, place) in &prepared.ground.places {
            holds = holds && self.placement(conn, ctx, *owner).await? == *place;
        }
        if holds {
            return Ok(prepared);
        }
        let ground = self.ground(conn, ctx, &prepared.drafts).await?;
        Ok(self.prepare(ctx, ground, prepared.drafts, prepared.import))
    }

    /// Reads everything about the company that checking these drafts needs.
    async fn ground(&self, conn: &mut Conn, ctx: &Context, drafts: &[Draft]) -> Result<Ground> {
        let mut ground = Ground {
            cards: self.cards(conn).await?,
            today: self.date_at(conn, ctx.now).await?,
            places: HashMap::new(),
            templates: HashMap::new(),
        };
        for draft in drafts {
            let place = match ground.places.get(&draft.owner) {
                Some(place) => *place,
                None => {
                    let place = self.placement(conn, ctx, draft.owner).await?;
                    *ground.places.entry(draft.owner).or_insert(place)
                }
            };
            let key = (draft.template.clone(), place.department);
            if let Entry::Vacant(new) = ground.templates.entry(key) {
                let (_, template) =
                    self.card(conn, &draft.template, Some(place.department)).await?;
                new.insert(template);
            }
        }
        Ok(ground)
    }

    fn prepare(
        &self,
        ctx: &Context,
        ground: Ground,
        drafts: Vec<Draft>,
        import: Option<Rows>,
    ) -> Prepared {
        let row = |(at, draft): (usize, &Draft)| {
            let from = import.as_ref().and_then(|rows| rows.at(at));
            // The ground was read for these drafts; without it they are nobody's.
            let place = ground.places.get(&draft.owner).copied();
            let place = place.ok_or_else(Vec::new)?;
            let key = (draft.template.clone(), place.department);
            let template = ground.templates.get(&key).ok_or_else(Vec::new)?;
            let catalogue = &ground.cards.catalogue;
            let ready = Rules { catalogue, template, today: ground.today }.prepare(draft)?;
            Ok(self.registration(ctx, draft, ready, place, from))
        };
        let rows = drafts.iter().enumerate().map(row).collect();
        Prepared { ground, import, drafts, rows }
    }
}
