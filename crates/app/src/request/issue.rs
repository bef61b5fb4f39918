//! Copies, excerpts and disclosures: made by the system, of the granted facts as they are, under a
//! running number.

use super::{Grant, IssuedCopy, RequestKind};
use crate::export::of_field;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::{Catalogue, Subject};
use kedang_domain::id::{GrantId, IssuedCopyId, PersonId};
use kedang_domain::role::Permission;
use kedang_domain::trace::{self, DepartureKind};
use kedang_storage::customer::{self, Seen};
use kedang_storage::departure::{self, Departure, LeftRow};
use kedang_storage::grant;
use kedang_storage::request;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A fact of a copy.
#[derive(Clone, Debug)]
pub struct CopiedFact {
    /// Key of the field.
    pub field: String,
    /// What it is called.
    pub label: (String, String),
    /// What it is.
    pub value: Value,
}

/// A copy with what is in it.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Its entry in the register.
    pub copy: IssuedCopy,
    /// The customer's file code and name.
    pub customer: (String, String),
    /// The facts.
    pub facts: Vec<CopiedFact>,
    /// The company that gives it.
    pub company: String,
    /// The clause that names who approved it.
    pub clause: Option<String>,
}

impl App {
    /// Makes a copy, an excerpt or a disclosure by a grant of one's own. What is in it is on record
    /// before it is shown.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a clash when the grant is over or the customer gone.
    pub async fn issue_copy(&self, ctx: &Context, id: GrantId) -> Result<Copied> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let held = grant::get(work.tx(), id).await?.filter(|one| copies(one, ctx.actor.person));
        let held = held.ok_or(AppError::NotFound)?;
        let asked = request::get(work.tx(), held.request).await?.ok_or(AppError::NotFound)?;
        if !grant::used(work.tx(), id, ctx.now).await? {
            return Err(AppError::conflict("grant_over"));
        }
        let seen = customer::whole(work.tx(), held.customer).await?;
        let seen = seen.ok_or_else(|| AppError::conflict("request_overtaken"))?;
        let catalogue = self.catalogue(work.tx()).await?;
        let named = |key: &str| held.scope.is_empty() || held.scope.iter().any(|one| one == key);
        let facts: Vec<_> = seen
            .values
            .iter()
            .filter(|(key, _)| named(key))
            .filter_map(|(key, value)| {
                let field = catalogue.get(Subject::Customer, key)?;
                let label = (field.label.zh.clone(), field.label.en.clone());
                Some(CopiedFact { field: key.into(), label, value: value.clone() })
            })
            .collect();
        let (counter, prefix) = match held.action {
            RequestKind::Disclosure => ("disclosure", "PL"),
            _ => ("copy", "FZ"),
        };
        let no = kedang_storage::export::count_up(work.tx(), counter).await?;
        let copy = IssuedCopy {
            id: IssuedCopyId::new(self.fresh()),
            register: format!("{prefix}{no:06}"),
            kind: held.action,
            request: held.request,
            grant: held.id,
            customer: held.customer,
            recipient: asked.details.recipient.clone().unwrap_or_default(),
            purpose: asked.purpose.clone(),
            ground: asked.details.ground.clone(),
            fields: facts.iter().map(|fact| fact.field.clone()).collect(),
            hash: hash(&seen.name, &facts),
            made_by: (ctx.actor.person, work.who().await?),
            made_at: ctx.now,
            until: held.until,
        };
        grant::issue(work.tx(), &copy).await?;
        self.note_copy(&mut work, &copy, &seen, &catalogue).await?;
        let entry = super::grant::entry(&work, "grant.use", &held)
            .detail("register", copy.register.as_str())
            .detail("hash", copy.hash.as_str())
            .detail("fields", copy.fields.clone());
        work.record(entry);
        let company = kedang_storage::company::get(work.tx()).await?;
        work.commit().await?;
        Ok(Copied {
            customer: (seen.code(), seen.name),
            facts,
            company: company.map(|company| company.name).unwrap_or_default(),
            clause: asked.clause,
            copy,
        })
    }

    /// Enters a copy into the ledger with which leaked sheets are compared.
    async fn note_copy(
        &self,
        work: &mut Work<'_>,
        copy: &IssuedCopy,
        seen: &Seen,
        catalogue: &Catalogue,
    ) -> Result<()> {
        let locale = &work.context().locale;
        let words = self.cover_words(work.tx(), locale).await?;
        let fields = copy.fields.iter().filter_map(|key| catalogue.get(Subject::Customer, key));
        let name = trace::Column {
            key: "name".to_owned(),
            zh: "客户名称".to_owned(),
            en: "Name".to_owned(),
            telling: true,
        };
        let (mut columns, mut cells) = (vec![name], vec![seen.name.clone()]);
        for field in fields {
            let Some(value) = seen.values.get(&field.key) else { continue };
            columns.push(of_field(field));
            cells.push(words.value(field, value));
        }
        let printer = self.printer();
        let prints = (0_u8..).zip(&cells).flat_map(|(place, cell)| {
            printer.cell(place == 0, cell).into_iter().map(move |print| (place, print))
        });
        let row = LeftRow { place: seen.no, prints: prints.collect() };
        let entry = Departure {
            no: 0,
            kind: match copy.kind {
                RequestKind::Disclosure => DepartureKind::Disclosure,
                _ => DepartureKind::Copy,
            },
            source: copy.id.to_string(),
            register: copy.register.clone(),
            person: copy.made_by.clone(),
            recipient: Some(copy.recipient.clone()).filter(|text| !text.is_empty()),
            columns,
            size: 0,
            markers: 0,
            left_at: copy.made_at,
        };
        let no = departure::insert(work.tx(), &entry).await?;
        Ok(departure::add_rows(work.tx(), no, &[row]).await?)
    }

    /// The register of copies and disclosures, the newest first: one's own; all for those who see
    /// every customer and the readers of the log.
    ///
    /// # Errors
    /// The database's.
    pub async fn issued_copies(
        &self,
        ctx: &Context,
        kind: Option<RequestKind>,
        after: Option<(i64, IssuedCopyId)>,
        limit: i64,
    ) -> Result<Vec<IssuedCopy>> {
        let mut conn = self.db().read().await?;
        let all =
            ctx.actor.has(Permission::CustomerViewAll) || ctx.actor.has(Permission::EvidenceRead);
        let by = (!all).then_some(ctx.actor.person);
        Ok(grant::issued(&mut conn, kind, by, after, limit).await?)
    }
}

fn copies(held: &Grant, person: PersonId) -> bool {
    held.person.0 == person && matches!(held.action, RequestKind::Copy | RequestKind::Disclosure)
}

/// By which a copy can be told from one that somebody changed.
fn hash(name: &str, facts: &[CopiedFact]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    for fact in facts {
        hasher.update(b"\n");
        hasher.update(fact.field.as_bytes());
        hasher.update(b"=");
        hasher.update(fact.value.to_string().as_bytes());
    }
    crate::customer::hex(&hasher.finalize())
}
