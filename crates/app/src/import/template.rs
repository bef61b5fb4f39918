//! Templates of imports: what the columns of a kind of file mean and what is done with customers on
//! file, kept under a name, for oneself or for the colleagues of one's department.

use super::{Import, Plan, own, target};
use crate::customer::issue;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, FieldError};
use kedang_domain::id::{ImportId, ImportTemplateId};
use kedang_domain::import_template::{Columns, TEMPLATES_MAX, check_name, fits};
use kedang_domain::permission::{ChangeImportTemplate, RunImport};
use kedang_evidence::Draft;
use kedang_exchange::{HeaderCatalogue, Mapping};
use kedang_storage::{import, import_template};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a template says of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Where the columns go.
    pub columns: Columns,
    /// What is done with customers on file.
    pub plan: Plan,
}

/// A template of imports.
pub type ImportTemplate = import_template::ImportTemplate<Definition>;

/// The template that an import follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Which.
    pub id: ImportTemplateId,
    /// Its name at that time.
    pub name: String,
    /// It was applied by itself, for the headers are the same.
    pub by_itself: bool,
}

/// A template that somebody wants to keep.
#[derive(Clone, Debug)]
pub struct NewTemplate {
    /// The import whose columns it keeps.
    pub import: ImportId,
    /// Its name.
    pub name: String,
    /// The colleagues of one's department may use it.
    pub shared: bool,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct TemplateChange {
    /// Its name.
    pub name: Option<String>,
    /// The colleagues of one's department may use it.
    pub shared: Option<bool>,
}

impl App {
    /// The templates that this person may use, newest first.
    ///
    /// # Errors
    /// Refusals.
    pub async fn import_templates(&self, ctx: &Context) -> Result<Vec<ImportTemplate>> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        Ok(import_template::list(&mut conn, &ctx.actor).await?)
    }

    /// Keeps what the columns of an import mean.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an import that is not one's own; everything wrong with it; that
    /// this person has too many.
    pub async fn create_import_template(
        &self,
        ctx: &Context,
        new: NewTemplate,
    ) -> Result<ImportTemplate> {
        ctx.ask::<RunImport>(&())?;
        let name = checked(&new.name)?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("import_template").await? {
            let id = made.parse().map_err(AppError::internal)?;
            return usable(&mut work, ctx, id).await;
        }
        let batch: Import = own(import::get(work.tx(), new.import).await?, ctx)?;
        let columns = columns(&batch.layout.mapping);
        if columns.is_empty() {
            let error = FieldError::new("import_template_empty");
            return Err(AppError::invalid(issue("/import_id", "import_id", error)));
        }
        if import_template::count_own(work.tx(), ctx.actor.person).await? >= TEMPLATES_MAX {
            let error = FieldError::new("too_many").with("max", TEMPLATES_MAX);
            return Err(AppError::invalid(issue("", "import_template", error)));
        }
        let template = ImportTemplate {
            id: ImportTemplateId::new(self.fresh()),
            person: (ctx.actor.person, String::new()),
            name,
            definition: Definition { columns, plan: batch.layout.plan },
            shared: new.shared,
            created_at: ctx.now,
            version: 1,
        };
        import_template::insert(work.tx(), &template).await?;
        work.remember_made("import_template", &template.id.to_string()).await?;
        let made = usable(&mut work, ctx, template.id).await?;
        let entry = described(work.draft("import_template.create"), &made);
        work.record(entry);
        work.commit().await?;
        Ok(made)
    }

    /// Renames or shares a template that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal when somebody else made it, [`AppError::Stale`],
    /// everything wrong with the change.
    pub async fn change_import_template(
        &self,
        ctx: &Context,
        id: ImportTemplateId,
        version: i64,
        change: TemplateChange,
    ) -> Result<ImportTemplate> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let old = usable(&mut work, ctx, id).await?;
        let permit = ctx.ask::<ChangeImportTemplate>(&old.person.0)?;
        AppError::unless_current(old.version, version)?;
        let mut new = old.clone();
        if let Some(name) = change.name {
            new.name = checked(&name)?;
        }
        new.shared = change.shared.unwrap_or(old.shared);
        if new == old {
            return Ok(old);
        }
        if !import_template::update(work.tx(), &permit, &new).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        new.version += 1;
        let entry = described(work.draft("import_template.update"), &new);
        work.record(entry);
        work.commit().await?;
        Ok(new)
    }

    /// Removes a template that is still at the version that the caller saw. Imports that follow it
    /// stay as they are.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal when somebody else made it, [`AppError::Stale`].
    pub async fn remove_import_template(
        &self,
        ctx: &Context,
        id: ImportTemplateId,
        version: i64,
    ) -> Result<()> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let template = usable(&mut work, ctx, id).await?;
        let permit = ctx.ask::<ChangeImportTemplate>(&template.person.0)?;
        if !import_template::remove(work.tx(), &permit, id, version).await? {
            return Err(AppError::Stale { current: template.version });
        }
        let entry = described(work.draft("import_template.remove"), &template);
        work.record(entry);
        work.commit().await
    }

    /// The newest template for a file with these headers: one's own before a colleague's.
    pub(super) async fn fitting_template(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        mapping: &Mapping,
    ) -> Result<Option<ImportTemplate>> {
        // A file without a header row says nothing of itself.
        if mapping.header_row == 0 {
            return Ok(None);
        }
        let mut all: Vec<ImportTemplate> = import_template::list(conn, &ctx.actor).await?;
        all.sort_by_key(|template| template.person.0 != ctx.actor.person);
        let texts = || mapping.headers.iter().map(|header| header.text.as_str());
        Ok(all.into_iter().find(|template| fits(&template.definition.columns, texts())))
    }

    /// Applies a template that somebody chose.
    pub(super) async fn choose_template(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        batch: &mut Import,
        id: ImportTemplateId,
        (headers, catalogue): (&HeaderCatalogue, &Catalogue),
    ) -> Result<()> {
        let refused =
            |code| AppError::invalid(issue("/template_id", "template_id", FieldError::new(code)));
        let template = import_template::get(work.tx(), &ctx.actor, id).await?;
        let template: ImportTemplate =
            template.ok_or_else(|| refused("import_template_unknown"))?;
        let (known, mapping) = (&template.definition.columns, &batch.layout.mapping);
        let knows = mapping.headers.iter().any(|header| known.contains_key(&header.text));
        // Without a header row the columns could not be guessed anew later.
        if mapping.header_row == 0 || !knows {
            return Err(refused("import_template_foreign"));
        }
        apply(batch, &template, false, (headers, catalogue));
        Ok(())
    }
}

/// Gives the columns that a template knows its meanings, and takes over what it says of customers
/// on file as far as the sheet has the key.
pub(super) fn apply(
    batch: &mut Import,
    template: &ImportTemplate,
    by_itself: bool,
    (headers, catalogue): (&HeaderCatalogue, &Catalogue),
) {
    let layout = &mut batch.layout;
    let mut done = BTreeSet::new();
    for header in layout.mapping.headers.clone() {
        let Some(field) = template.definition.columns.get(&header.text) else { continue };
        if !done.insert(header.text) {
            continue;
        }
        if field.is_empty() {
            layout.mapping.assign(header.index, None, headers);
        } else if let Some(target) = target(field, catalogue) {
            layout.mapping.assign(header.index, Some(target), headers);
        }
    }
    let plan = template.definition.plan;
    layout.plan = if plan.check(&layout.mapping).is_ok() { plan } else { Plan::default() };
    let name = template.name.clone();
    layout.applied = Some(Applied { id: template.id, name, by_itself });
}

/// What the columns mean by their headers; of several with the same one, the one that means
/// something.
fn columns(mapping: &Mapping) -> Columns {
    let mut columns = Columns::new();
    for header in mapping.headers.iter().filter(|header| !header.text.is_empty()) {
        let field = columns.entry(header.text.clone()).or_default();
        if field.is_empty()
            && let Some(column) = mapping.columns.get(&header.index)
        {
            *field = column.target.to_string();
        }
    }
    columns
}

fn checked(name: &str) -> Result<String> {
    check_name(name).map_err(|error| AppError::invalid(issue("/name", "name", error)))
}

async fn usable(
    work: &mut Work<'_>,
    ctx: &Context,
    id: ImportTemplateId,
) -> Result<ImportTemplate> {
    import_template::get(work.tx(), &ctx.actor, id).await?.ok_or(AppError::NotFound)
}

/// What the log keeps of a template. Not its name or headers: they may name a customer.
fn described(draft: Draft, template: &ImportTemplate) -> Draft {
    draft
        .subject("import_template", template.id.to_string())
        .detail("shared", i64::from(template.shared))
}
