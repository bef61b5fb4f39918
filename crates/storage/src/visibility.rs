//! Who sees which customers: the only place that turns the rule into SQL.
//!
//! The rule itself is [`Actor::standing`]; the tests compare the two over generated companies.
//! Its SQL has two shapes, chosen by how much a person sees:
//!
//! * *narrow* (own, headed departments, shared): each branch walks its own index; a list takes the
//!   first rows of every branch and merges them;
//! * *wide* (everything): the order index is walked and nothing is filtered.
//!
//! A search asks the index of tokens, in which each customer also has words for those who see it
//! ([`words`]), and applies the rule itself to the few that are found.
//!
//! What is classified is taken out of both (L1-22): top-secret customers that the person is not let in
//! to are *hidden*, confidential ones for which they are not cleared are *locked*. Both are few and
//! lie in partial indexes of their own, so a list pays for one short set, whatever its length.
//!
//! A single `owner = … OR EXISTS (…)` would be one shape for both, and a thousand times slower on
//! the narrow one.

use kedang_db::{Row, Sought, Sql};
use kedang_domain::id::{DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{Actor, Held};
use kedang_domain::role::Permission;
use kedang_domain::secrecy::Level;

use crate::{Result, StorageError};

/// What a person sees, ready for SQL.
#[derive(Clone, Debug)]
pub struct Scope {
    reach: Reach,
    /// Who is judged by levels of secrecy; `None`: nobody, as for what the person owns anyway.
    judged: Option<Judged>,
}

/// What would be seen if there were no secrets.
#[derive(Clone, Debug)]
enum Reach {
    /// Every customer.
    Wide,
    /// Only some.
    Narrow {
        /// Who: their own customers and those shared with them.
        person: PersonId,
        /// Departments that they head, with everything below.
        departments: Vec<DepartmentId>,
        /// The classified levels of which they keep the files.
        kept: Vec<Level>,
        /// Shares that end after this instant count, ms UTC.
        now: i64,
    },
}

/// A person before what is classified.
#[derive(Clone, Copy, Debug)]
struct Judged {
    person: PersonId,
    clearance: Level,
    keeps: Option<Level>,
    /// Grants that hold at this instant count, ms UTC.
    now: i64,
}

impl Judged {
    fn keeps(self, level: Level) -> bool {
        self.keeps.is_some_and(|kept| kept >= level)
    }
}

fn own(person: PersonId) -> String {
    format!("o{person}")
}

fn shared(person: PersonId) -> String {
    format!("s{person}")
}

fn headed(department: DepartmentId) -> String {
    format!("t{department}")
}

fn kept(level: Level) -> String {
    format!("k{}", level.code())
}

/// The words of a customer by which a search narrows to what a person may see: of its owner, its
/// department, those whom it is shared with or who were let in to it, and its level. They may name
/// more people than see it, as when a share or a grant has run out, never fewer.
#[must_use]
pub fn words(
    owner: PersonId,
    department: DepartmentId,
    level: Level,
    shared_with: &[PersonId],
) -> Vec<String> {
    [own(owner), headed(department)]
        .into_iter()
        .chain(level.is_classified().then(|| kept(level)))
        .chain(shared_with.iter().map(|person| shared(*person)))
        .collect()
}

/// Adds the condition that a person is let in by name to the customer of this alias: as a keeper of
/// it, or by a grant that holds at this instant, ms UTC.
fn admitted(sql: &mut Sql, alias: &'static str, person: PersonId, now: i64) {
    sql.push("(EXISTS (SELECT 1 FROM secrecy_keeper sk WHERE sk.customer_id = ").push(alias);
    sql.push(".id AND sk.person_id = ").value(person.to_string());
    sql.push(" AND sk.ended_at IS NULL) OR EXISTS (SELECT 1 FROM grant_given gg ");
    sql.push("WHERE gg.customer_id = ").push(alias);
    sql.push(".id AND ");
    granted(sql, person, now);
    sql.push("))");
}

/// Adds the condition that a grant `gg` opens a customer to a person at this instant, ms UTC. A copy
/// or a disclosure lets nobody in.
fn granted(sql: &mut Sql, person: PersonId, now: i64) {
    sql.push("gg.person_id = ").value(person.to_string());
    // One that covers some facts only lets nobody in to the file.
    sql.push(" AND gg.action IN ('view', 'share') AND gg.scope = '[]' AND gg.ended_at IS NULL ");
    sql.push("AND gg.from_at <= ").value(now).push(" AND gg.until_at > ").value(now);
}

/// Adds the columns by which [`held`] tells how a person stands to the customer `c`.
pub(crate) fn held_columns(sql: &mut Sql, person: PersonId, now: i64) {
    sql.push("c.owner_id, c.department_id, c.secrecy, ");
    sql.push(
        "EXISTS (SELECT 1 FROM customer_share sh WHERE sh.customer_id = c.id AND sh.person_id = ",
    );
    sql.value(person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
    sql.value(now).push("), ");
    admitted(sql, "c", person, now);
}

/// What the rule must know, from the columns of [`held_columns`].
pub(crate) fn held(row: &mut Row) -> Result<Held> {
    Ok(Held {
        owner: crate::parse("customer.owner_id", &row.take::<String>()?)?,
        department: crate::parse("customer.department_id", &row.take::<String>()?)?,
        level: level("customer.secrecy", row)?,
        shared: row.take()?,
        admitted: row.take()?,
    })
}

/// A stored level.
pub(crate) fn level(what: &'static str, row: &mut Row) -> Result<Level> {
    let code: String = row.take()?;
    Level::from_code(&code).ok_or(StorageError::Corrupt { what, why: code })
}

/// One way to see a customer in the narrow shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// Own customers.
    Own,
    /// Customers of one headed department.
    Department(DepartmentId),
    /// Customers shared with the person.
    Shared,
    /// Customers to which the person was let in by name.
    Admitted,
    /// Customers of a classified level of which the person keeps the files.
    Kept(Level),
}

impl Scope {
    /// Everything, whatever its level: for what is narrowed to the person's own in another way.
    pub const EVERYTHING: Self = Self { reach: Reach::Wide, judged: None };

    /// What this actor sees at this instant.
    #[must_use]
    pub fn of(actor: &Actor, now: i64) -> Self {
        if !actor.reads() {
            // What nobody owns, heads or was given.
            let person = PersonId::new(Uuid::nil());
            let reach = Reach::Narrow { person, departments: Vec::new(), kept: Vec::new(), now };
            let judged = Judged { person, clearance: Level::Internal, keeps: None, now };
            return Self { reach, judged: Some(judged) };
        }
        let (person, keeps) = (actor.person, actor.keeps);
        let judged = Judged { person, clearance: actor.clearance, keeps, now };
        let reach = if actor.has(Permission::CustomerViewAll) {
            Reach::Wide
        } else {
            let classified = [Level::Confidential, Level::TopSecret].into_iter();
            Reach::Narrow {
                person,
                departments: actor.headed.iter().copied().collect(),
                kept: classified.filter(|level| judged.keeps(*level)).collect(),
                now,
            }
        };
        Self { reach, judged: Some(judged) }
    }

    /// The branches whose union is what the person sees; `None` when they see everything that
    /// [`Scope::filter`] leaves.
    #[must_use]
    pub fn branches(&self) -> Option<Vec<Branch>> {
        let Reach::Narrow { departments, kept, .. } = &self.reach else { return None };
        let departments = departments.iter().map(|id| Branch::Department(*id));
        let kept = kept.iter().map(|level| Branch::Kept(*level));
        let named = [Branch::Shared, Branch::Admitted];
        Some([Branch::Own].into_iter().chain(departments).chain(named).chain(kept).collect())
    }

    /// The words that lead to what the person sees; `None` when they see everything.
    #[must_use]
    pub fn sought(&self) -> Option<Sought> {
        let Reach::Narrow { person, departments, kept: levels, .. } = &self.reach else {
            return None;
        };
        let words = [own(*person), shared(*person)]
            .into_iter()
            .chain(departments.iter().map(|department| headed(*department)))
            .chain(levels.iter().map(|level| kept(*level)));
        Some(Sought::Any(words.map(Sought::Word).collect()))
    }

    /// Adds a condition on `c` (the customer) that holds for exactly one branch.
    pub fn branch(&self, branch: Branch, sql: &mut Sql) {
        let Reach::Narrow { person, now, .. } = &self.reach else { return };
        match branch {
            Branch::Own => {
                sql.push("c.owner_id = ").value(person.to_string());
                return;
            }
            Branch::Department(id) => {
                sql.push("c.department_id = ").value(id.to_string());
            }
            Branch::Shared => {
                sql.push(
                    "c.id IN (SELECT sh.customer_id FROM customer_share sh WHERE sh.person_id = ",
                );
                sql.value(person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
                sql.value(*now).push(")");
            }
            Branch::Admitted => {
                sql.push("c.id IN (SELECT sk.customer_id FROM secrecy_keeper sk WHERE ");
                sql.push("sk.person_id = ").value(person.to_string());
                sql.push(" AND sk.ended_at IS NULL AND sk.customer_id IS NOT NULL UNION ALL ");
                sql.push("SELECT gg.customer_id FROM grant_given gg WHERE ");
                granted(sql, *person, *now);
                sql.push(")");
            }
            Branch::Kept(level) => {
                sql.push("c.secrecy = ").push(literal(level));
            }
        }
        if let Some(judged) = self.hides() {
            sql.push(" AND ");
            hidden(judged, sql);
        }
    }

    /// Adds a condition on `c` (the customer) that is true for what the person sees. For single
    /// rows, small sets of candidates and the wide shape; narrow lists and counts use
    /// [`Scope::branches`].
    pub fn filter(&self, sql: &mut Sql) {
        match (&self.reach, self.hides()) {
            (Reach::Wide, None) => {
                sql.push("1 = 1");
            }
            (Reach::Wide, Some(judged)) => hidden(judged, sql),
            (Reach::Narrow { .. }, None) => self.reached(sql),
            (Reach::Narrow { .. }, Some(judged)) => {
                self.reached(sql);
                sql.push(" AND ");
                hidden(judged, sql);
            }
        }
    }

    /// As [`Scope::filter`], and the person may read the protected facts too.
    pub fn open(&self, sql: &mut Sql) {
        self.filter(sql);
        self.unlocked(sql);
    }

    /// Adds, behind an AND, that the protected facts of `c` are not locked for the person.
    pub fn unlocked(&self, sql: &mut Sql) {
        if let Some(judged) = self.locks() {
            sql.push(" AND c.no NOT IN (");
            locked(judged, sql);
            sql.push(")");
        }
    }

    /// Adds a column that says whether the protected facts of `c` are locked for the person.
    pub(crate) fn locked_column(&self, sql: &mut Sql) {
        match self.locks() {
            None => {
                sql.push("0");
            }
            Some(judged) => {
                sql.push("CASE WHEN c.no IN (");
                locked(judged, sql);
                sql.push(") THEN 1 ELSE 0 END");
            }
        }
    }

    /// Adds what the narrow shape reaches if there were no secrets.
    fn reached(&self, sql: &mut Sql) {
        let Reach::Narrow { person, departments, kept, now } = &self.reach else { return };
        sql.push("(c.owner_id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR c.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        for level in kept {
            sql.push(" OR c.secrecy = ").push(literal(*level));
        }
        sql.push(" OR EXISTS (SELECT 1 FROM customer_share sh WHERE sh.customer_id = c.id AND sh.person_id = ");
        sql.value(person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
        sql.value(*now).push(") OR ");
        admitted(sql, "c", *person, *now);
        sql.push(")");
    }

    /// Before whom top-secret customers are hidden, if before anybody.
    fn hides(&self) -> Option<Judged> {
        self.judged.filter(|judged| !judged.keeps(Level::TopSecret))
    }

    /// Before whom confidential customers are locked, if before anybody.
    fn locks(&self) -> Option<Judged> {
        self.judged.filter(|judged| {
            judged.clearance < Level::Confidential && !judged.keeps(Level::Confidential)
        })
    }
}

/// The level as a literal: only so does a partial index answer.
fn literal(level: Level) -> &'static str {
    match level {
        Level::Internal => "'internal'",
        Level::Secret => "'secret'",
        Level::Confidential => "'confidential'",
        Level::TopSecret => "'top_secret'",
    }
}

/// Adds a condition on `c` that leaves out the top-secret customers that somebody is not let in to.
fn hidden(judged: Judged, sql: &mut Sql) {
    sql.push("c.no NOT IN (");
    barred(Level::TopSecret, judged, sql);
    sql.push(")");
}

/// Adds the running numbers of the confidential customers that are locked for somebody.
fn locked(judged: Judged, sql: &mut Sql) {
    barred(Level::Confidential, judged, sql);
}

/// Adds the running numbers of the customers of a level that somebody was not let in to.
fn barred(level: Level, judged: Judged, sql: &mut Sql) {
    sql.push("SELECT h.no FROM customer h WHERE h.secrecy = ").push(literal(level));
    sql.push(" AND h.owner_id <> ").value(judged.person.to_string()).push(" AND NOT ");
    admitted(sql, "h", judged.person, judged.now);
}
