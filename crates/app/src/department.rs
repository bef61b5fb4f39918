//! Departments: a tree with heads, deputies and one custodian of customer data (I1).

use crate::entry::{Changes, id as id_text, plain, yes_no};
use crate::form::{Form, MAX_TITLE};
use crate::{App, AppError, Context, Result};
use kedang_db::Tx;
use kedang_domain::field::FieldError;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::org::DepartmentKind;
use kedang_domain::permission::ManageDepartments;
use kedang_storage::department::{self, Department};
use kedang_storage::{organisation, person};
use std::collections::BTreeMap;

/// Departments below one another, at most.
const MAX_DEPTH: usize = 10;

/// A department with the names of who answers for it.
#[derive(Clone, Debug)]
pub struct Led {
    /// The department.
    pub department: Department,
    /// Who heads it.
    pub head: Option<(PersonId, String)>,
    /// Who stands in.
    pub deputy: Option<(PersonId, String)>,
}

/// A department as somebody wants to make it.
#[derive(Clone, Debug)]
pub struct DepartmentDraft {
    /// The one above.
    pub parent: Option<DepartmentId>,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub kind: DepartmentKind,
    /// Who heads it.
    pub head: Option<PersonId>,
    /// Who stands in.
    pub deputy: Option<PersonId>,
    /// It keeps the company's customer data.
    pub custodian: bool,
    /// Order among its siblings.
    pub position: i64,
    /// Open or closed.
    pub active: bool,
}

/// What is to be changed; absent parts stay, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct DepartmentChange {
    /// The one above.
    pub parent: Option<Option<DepartmentId>>,
    /// What it is called.
    pub name: Option<String>,
    /// What it does.
    pub kind: Option<DepartmentKind>,
    /// Who heads it.
    pub head: Option<Option<PersonId>>,
    /// Who stands in.
    pub deputy: Option<Option<PersonId>>,
    /// It keeps the company's customer data.
    pub custodian: Option<bool>,
    /// Order among its siblings.
    pub position: Option<i64>,
    /// Open or closed.
    pub active: Option<bool>,
}

impl App {
    /// Every department, in the order of a page; closed ones too.
    ///
    /// # Errors
    /// The database's.
    pub async fn departments(&self, _: &Context) -> Result<Vec<Led>> {
        let mut conn = self.db().read().await?;
        let departments = department::list(&mut conn).await?;
        let leaders: Vec<_> =
            departments.iter().flat_map(|d| [d.head, d.deputy]).flatten().collect();
        let names = person::names(&mut conn, leaders).await?;
        Ok(departments.into_iter().map(|d| led(d, &names)).collect())
    }

    /// Makes a department.
    ///
    /// # Errors
    /// A refusal, or values that break the rules.
    pub async fn create_department(&self, ctx: &Context, draft: &DepartmentDraft) -> Result<Led> {
        ctx.ask::<ManageDepartments>(&())?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("department").await? {
            let id = made.parse().map_err(|_| AppError::NotFound)?;
            let department = department::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
            return with_names(work.tx(), department).await;
        }
        organisation::touch(work.tx()).await?;
        let mut form = Form::default();
        let department = Department {
            id: DepartmentId::new(self.fresh()),
            parent: draft.parent,
            name: form.line("/name", &draft.name, MAX_TITLE),
            kind: draft.kind,
            custodian: draft.custodian,
            head: draft.head,
            deputy: draft.deputy,
            position: draft.position,
            active: draft.active,
            created_at: ctx.now,
            version: 1,
        };
        check(work.tx(), &mut form, None, &department).await?;
        form.done()?;
        let cleared = match department.custodian {
            true => department::clear_custodian(work.tx(), department.id).await?,
            false => Vec::new(),
        };
        department::insert(work.tx(), &department).await?;
        let mut entry = work
            .draft("department.create")
            .subject("department", department.id.to_string())
            .detail("name", &*department.name)
            .detail("kind", department.kind.code());
        let ids = [
            ("parent", id_text(&department.parent)),
            ("head", id_text(&department.head)),
            ("deputy", id_text(&department.deputy)),
        ];
        for (key, value) in ids {
            if let Some(value) = value {
                entry = entry.detail(key, value);
            }
        }
        work.record(entry);
        for id in cleared {
            let entry = custody_ended(work.draft("department.change"), id);
            work.record(entry);
        }
        work.remember_made("department", &department.id.to_string()).await?;
        let led = with_names(work.tx(), department).await?;
        work.commit().await?;
        Ok(led)
    }

    /// Changes, moves, closes or opens a department.
    ///
    /// # Errors
    /// A refusal, a stale version, values that break the rules, or `department_in_use` with the
    /// numbers of people and open departments in one that is to be closed.
    pub async fn change_department(
        &self,
        ctx: &Context,
        id: DepartmentId,
        seen: i64,
        change: &DepartmentChange,
    ) -> Result<Led> {
        ctx.ask::<ManageDepartments>(&())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let before = department::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        AppError::unless_current(before.version, seen)?;
        let mut form = Form::default();
        let mut after = before.clone();
        if let Some(name) = &change.name {
            after.name = form.line("/name", name, MAX_TITLE);
        }
        after.parent = change.parent.unwrap_or(before.parent);
        after.kind = change.kind.unwrap_or(before.kind);
        after.head = change.head.unwrap_or(before.head);
        after.deputy = change.deputy.unwrap_or(before.deputy);
        after.custodian = change.custodian.unwrap_or(before.custodian);
        after.position = change.position.unwrap_or(before.position);
        after.active = change.active.unwrap_or(before.active);
        check(work.tx(), &mut form, Some(&before), &after).await?;
        form.done()?;
        if before.active && !after.active {
            let inside = department::inside(work.tx(), id).await?;
            if inside.people > 0 || inside.departments > 0 {
                return Err(AppError::conflict("department_in_use")
                    .with("people", inside.people)
                    .with("departments", inside.departments));
            }
        }
        let entry = work.draft("department.change").subject("department", id.to_string());
        let changes = Changes::new(entry)
            .fact("name", &before.name, &after.name, plain)
            .fact("kind", &before.kind, &after.kind, |k| Some(k.code().to_owned()))
            .fact("parent", &before.parent, &after.parent, id_text)
            .fact("head", &before.head, &after.head, id_text)
            .fact("deputy", &before.deputy, &after.deputy, id_text)
            .fact("custodian", &before.custodian, &after.custodian, yes_no)
            .fact("position", &before.position, &after.position, |p| Some(p.to_string()))
            .fact("active", &before.active, &after.active, yes_no);
        let Some(entry) = changes.entry() else {
            return with_names(work.tx(), before).await;
        };
        if after.custodian && !before.custodian {
            for other in department::clear_custodian(work.tx(), id).await? {
                let entry = custody_ended(work.draft("department.change"), other);
                work.record(entry);
            }
        }
        department::update(work.tx(), &after).await?;
        work.record(entry);
        after.version += 1;
        let led = with_names(work.tx(), after).await?;
        work.commit().await?;
        Ok(led)
    }
}

/// Another department took over the custody.
fn custody_ended(entry: kedang_evidence::Draft, id: DepartmentId) -> kedang_evidence::Draft {
    entry
        .subject("department", id.to_string())
        .detail("custodian.before", "yes")
        .detail("custodian.after", "no")
}

fn led(department: Department, names: &BTreeMap<PersonId, String>) -> Led {
    let named = |id: Option<PersonId>| id.and_then(|id| Some((id, names.get(&id)?.clone())));
    Led { head: named(department.head), deputy: named(department.deputy), department }
}

async fn with_names(tx: &mut Tx, department: Department) -> Result<Led> {
    let leaders = [department.head, department.deputy].into_iter().flatten();
    let names = person::names(tx, leaders).await?;
    Ok(led(department, &names))
}

/// What the tree and its leaders must keep to. Only what changes is looked at: a department whose
/// head left can still be renamed.
async fn check(
    tx: &mut Tx,
    form: &mut Form,
    before: Option<&Department>,
    after: &Department,
) -> Result<()> {
    let opened = after.active && before.is_none_or(|b| !b.active);
    let moved = before.is_none_or(|b| b.parent != after.parent);
    if let Some(parent) = after.parent
        && (moved || opened)
    {
        match department::get(tx, parent).await? {
            None => form.refuse("/parent_id", FieldError::new("department_unknown")),
            Some(above) if after.active && !above.active => {
                form.refuse("/parent_id", FieldError::new("department_closed"));
            }
            Some(_) => check_tree(tx, form, after.id, parent).await?,
        }
    }
    let leaders = [
        ("/head_id", after.head, before.and_then(|b| b.head)),
        ("/deputy_id", after.deputy, before.and_then(|b| b.deputy)),
    ];
    for (pointer, leader, former) in leaders {
        if let Some(leader) = leader
            && former != Some(leader)
            && !organisation::place(tx, leader).await?.is_some_and(|p| p.active)
        {
            form.refuse(pointer, FieldError::new("person_unknown"));
        }
    }
    if after.head.is_some() && after.head == after.deputy {
        form.refuse("/deputy_id", FieldError::new("deputy_is_head"));
    }
    if after.custodian && !after.active {
        form.refuse("/custodian", FieldError::new("custodian_closed"));
    }
    Ok(())
}

/// Above a department stands none that is below it, and not too many.
async fn check_tree(
    tx: &mut Tx,
    form: &mut Form,
    id: DepartmentId,
    parent: DepartmentId,
) -> Result<()> {
    let nodes = organisation::tree(tx).await?;
    let above: BTreeMap<_, _> = nodes.iter().map(|n| (n.id, n.parent)).collect();
    let mut depth = 1;
    let mut at = Some(parent);
    while let Some(here) = at {
        if here == id {
            form.refuse("/parent_id", FieldError::new("department_cycle"));
            return Ok(());
        }
        depth += 1;
        at = above.get(&here).copied().flatten();
    }
    if depth + height(&nodes, id) > MAX_DEPTH {
        form.refuse("/parent_id", FieldError::new("department_depth").with("max", MAX_DEPTH));
    }
    Ok(())
}

/// Departments below one, on the longest way down.
fn height(nodes: &[organisation::DepartmentNode], id: DepartmentId) -> usize {
    nodes
        .iter()
        .filter(|n| n.parent == Some(id))
        .map(|n| 1 + height(nodes, n.id))
        .max()
        .unwrap_or(0)
}
