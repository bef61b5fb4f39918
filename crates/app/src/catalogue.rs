//! The fields and cards of the company, worked out once and kept until somebody changes them.
//!
//! Every process keeps its own copy beside the versions under which it was read; a change of
//! fields, templates or departments moves a version, and the next reader works it out again.

use crate::{App, AppError, Result};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, Field, Label, Subject};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::Actor;
use kedang_domain::role::Permission;
use kedang_domain::template::{Overlay, Template, builtin_templates, effective};
use kedang_storage::card_template::{self, Stored, StoredOverlay};
use kedang_storage::{custom_field, organisation};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// Cards worked out before, at most; beyond, all are forgotten and worked out again.
const REMEMBERED: usize = 1_000;

/// What was read under these versions.
pub(crate) struct Cards {
    versions: (i64, i64),
    pub(crate) catalogue: Arc<Catalogue>,
    /// Templates of the company's own.
    pub(crate) own: Vec<Stored>,
    overlays: Vec<StoredOverlay>,
    parents: BTreeMap<DepartmentId, Option<DepartmentId>>,
    effective: Mutex<HashMap<(String, Option<DepartmentId>), Template>>,
}

/// The copy of this process.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<Arc<Cards>>>);

impl App {
    /// The fields there are: builtin and custom. Custom fields that were put away are among them
    /// with `active` false, so that old values keep their name and their index.
    ///
    /// # Errors
    /// The database's.
    pub async fn catalogue(&self, conn: &mut Conn) -> Result<Arc<Catalogue>> {
        Ok(Arc::clone(&self.cards(conn).await?.catalogue))
    }

    /// A card template as it holds for a department: the builtin card or the company's own, with
    /// what the company, the departments above and the department itself changed. `None` when there
    /// is no such template.
    ///
    /// # Errors
    /// The database's.
    pub async fn effective_template(
        &self,
        conn: &mut Conn,
        code: &str,
        department: Option<DepartmentId>,
    ) -> Result<Option<Template>> {
        Ok(self.cards(conn).await?.effective(code, department))
    }

    pub(crate) async fn cards(&self, conn: &mut Conn) -> Result<Arc<Cards>> {
        let versions = custom_field::versions(conn).await?;
        let known = &self.inner.known.0;
        let kept = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(cards) = kept.filter(|cards| cards.versions == versions) {
            return Ok(cards);
        }
        let cards = Arc::new(Cards::read(conn, versions).await?);
        *known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&cards));
        Ok(cards)
    }
}

impl Cards {
    async fn read(conn: &mut Conn, versions: (i64, i64)) -> Result<Self> {
        let builtin = Catalogue::builtin();
        let custom = custom_field::all(conn).await?.into_iter().map(|stored| {
            let mut field = stored.field;
            let known = builtin.group(&field.group).is_some_and(|g| g.subject == field.subject);
            if !known {
                // A group that a later release no longer has must not take the fields with it.
                field.group = own_group(field.subject).to_owned();
            }
            field
        });
        let catalogue = Catalogue::with_custom(custom.collect()).map_err(AppError::internal)?;
        let parents =
            organisation::tree(conn).await?.into_iter().map(|n| (n.id, n.parent)).collect();
        Ok(Self {
            versions,
            catalogue: Arc::new(catalogue),
            own: card_template::all(conn).await?,
            overlays: card_template::overlays(conn).await?,
            parents,
            effective: Mutex::default(),
        })
    }

    /// The company's own template of that code.
    pub(crate) fn own(&self, code: &str) -> Option<&Stored> {
        self.own.iter().find(|t| t.code == code)
    }

    /// What every template is called, by its code: the builtin ones, then those in use of the
    /// company's own.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&str, &Label)> {
        let builtin = builtin_templates().iter().map(|t| (t.code.as_str(), &t.label));
        let own = self.own.iter().filter(|t| t.active);
        builtin.chain(own.map(|t| (t.code.as_str(), &t.label)))
    }

    /// Whether cards and fields of a department concern somebody: those of the company, of their
    /// department and the ones above it, or below what they head; all for who sees every customer.
    pub(crate) fn concerns(&self, actor: &Actor, department: Option<DepartmentId>) -> bool {
        department.is_none_or(|owner| {
            let near = || actor.department.map(|own| self.chain(own)).unwrap_or_default();
            actor.headed.contains(&owner)
                || near().contains(&owner)
                || actor.has(Permission::CustomerViewAll)
        })
    }

    /// The builtin template, or the one that an own template started from under its own name.
    fn base(&self, code: &str) -> Option<Template> {
        if let Some(builtin) = builtin_templates().iter().find(|t| t.code == code) {
            return Some(builtin.clone());
        }
        let own = self.own(code)?;
        let mut base = Template::builtin(&own.base)?.clone();
        base.code.clone_from(&own.code);
        base.label.clone_from(&own.label);
        Some(base)
    }

    /// Whether there is such a department.
    pub(crate) fn knows(&self, department: DepartmentId) -> bool {
        self.parents.contains_key(&department)
    }

    /// A builtin card with the custom fields of the company on it: where an own one starts.
    pub(crate) fn builtin_before(&self, code: &str) -> Option<Template> {
        let base = Template::builtin(code)?;
        Some(effective(base, &[self.fields_of(None)], &self.catalogue))
    }

    /// A department and those above it, the topmost first.
    pub(crate) fn chain(&self, department: DepartmentId) -> Vec<DepartmentId> {
        let mut chain = vec![department];
        let mut at = department;
        while let Some(Some(parent)) = self.parents.get(&at).copied() {
            if chain.contains(&parent) {
                break;
            }
            chain.push(parent);
            at = parent;
        }
        chain.reverse();
        chain
    }

    pub(crate) fn overlay(
        &self,
        code: &str,
        level: Option<DepartmentId>,
    ) -> Option<&StoredOverlay> {
        self.overlays.iter().find(|o| o.template == code && o.department == level)
    }

    /// Active custom fields that were made at a level: they stand on its cards unless hidden.
    fn fields_of(&self, level: Option<DepartmentId>) -> Overlay {
        let address = |f: &Field| match f.subject {
            Subject::Customer => f.key.clone(),
            Subject::Contact => format!("contact.{}", f.key),
        };
        let made_here = |f: &&Field| !f.builtin && f.active && f.department_id == level;
        Overlay {
            add: self.catalogue.fields().filter(made_here).map(address).collect(),
            ..Overlay::default()
        }
    }

    /// Everything laid over the base up to a department, the company's first. Without `last`, what
    /// the level itself stored is left out: that is the card on which somebody arranges it.
    fn overlays_up_to(
        &self,
        code: &str,
        department: Option<DepartmentId>,
        last: bool,
    ) -> Vec<Overlay> {
        let mut levels = vec![None];
        levels.extend(department.into_iter().flat_map(|d| self.chain(d)).map(Some));
        let end = levels.len() - 1;
        let mut overlays = Vec::new();
        for (index, level) in levels.into_iter().enumerate() {
            overlays.push(self.fields_of(level));
            if index < end || last {
                overlays.extend(self.overlay(code, level).map(|o| o.overlay.clone()));
            }
        }
        overlays
    }

    /// The card as it stands at a level before the level's own changes.
    pub(crate) fn before(&self, code: &str, level: Option<DepartmentId>) -> Option<Template> {
        let overlays = self.overlays_up_to(code, level, false);
        Some(effective(&self.base(code)?, &overlays, &self.catalogue))
    }

    /// The card as it holds for a department.
    pub(crate) fn effective(
        &self,
        code: &str,
        department: Option<DepartmentId>,
    ) -> Option<Template> {
        let mut known = self.effective.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (code.to_owned(), department);
        if let Some(template) = known.get(&key) {
            return Some(template.clone());
        }
        let overlays = self.overlays_up_to(code, department, true);
        let template = effective(&self.base(code)?, &overlays, &self.catalogue);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, template.clone());
        Some(template)
    }

    /// Grows with every change of a card up to a level: what a caller saw and sends back. Each part
    /// only ever grows, so two states never share a sum.
    pub(crate) fn version(&self, code: &str, level: Option<DepartmentId>) -> i64 {
        let own = self.own(code).map_or(0, |t| t.version);
        let mut levels = vec![None];
        levels.extend(level.into_iter().flat_map(|d| self.chain(d)).map(Some));
        let laid: i64 =
            levels.into_iter().filter_map(|l| self.overlay(code, l)).map(|o| o.version).sum();
        own + laid
    }
}

/// The group of custom fields of a subject.
pub(crate) fn own_group(subject: Subject) -> &'static str {
    match subject {
        Subject::Customer => "custom",
        Subject::Contact => "contact_custom",
    }
}
