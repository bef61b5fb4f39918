//! The first start: a company, its roles, a first department, a first administrator.
//!
//! Whoever reaches a fresh server first could make themselves its administrator. So the server
//! shows a code on its console, and set-up asks for it. The code follows from the sealing key:
//! every process of an installation knows the same one, a restart does not change it, and nothing
//! has to be kept. It opens nothing once there is a company.

use crate::company::{EXPORT_LIMIT, regulation, time_zone};
use crate::demo::Sample;
use crate::entry::clipped;
use crate::form::{Form, MAX_COMPANY, MAX_PERSON};
use crate::password::{Cleartext, judge, readable, unreadable};
use crate::seal::keyed;
use crate::sign_in::{SignedIn, anonymous, open_session};
use crate::{
    App, AppError, Context, InForce, Origin, Presence, Result, Work, pace, person, pledge,
};
use kedang_domain::clash::ClashPolicy;
use kedang_domain::field::FieldError;
use kedang_domain::id::{DepartmentId, PersonId, RoleId};
use kedang_domain::org::DepartmentKind;
use kedang_domain::permission::Actor;
use kedang_domain::role::{BUILTIN_ROLES, SYSTEM_ADMINISTRATOR};
use kedang_storage::company::{self, Company};
use kedang_storage::department::{self, Department};
use kedang_storage::organisation;
use kedang_storage::person::{Password, Person};
use kedang_storage::role::{self, Role};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the pace of trying codes is counted under: no login holds a blank.
const PACE: &str = "set up";
/// The department in which the first administrator sits.
pub(crate) const OFFICE: &str = "总经办";

/// What is asked for at the first start.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The code from the console.
    pub code: String,
    /// Full name of the company.
    pub company: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Code of the regulation that it starts from.
    pub regulation: String,
    /// The first administrator's login.
    pub login: String,
    /// The first administrator's name.
    pub name: String,
    /// The first administrator's password, their own.
    pub password: Cleartext,
    /// Whether to add the people of the sample company.
    pub sample: bool,
}

/// A company that can be founded: everything was checked.
pub(crate) struct Founding {
    pub(crate) company: Company,
    pub(crate) administrator: Person,
    pub(crate) password: Password,
}

impl App {
    /// The code that set-up asks for; for the console only.
    #[must_use]
    pub fn setup_code(&self) -> String {
        let bytes = keyed(&self.derived("set up"), &["code"]);
        readable(&bytes[..12]).to_ascii_uppercase()
    }

    /// Whether there is no company yet.
    ///
    /// # Errors
    /// The database's.
    pub async fn setup_needed(&self) -> Result<bool> {
        Ok(company::get(&mut self.db().read().await?).await?.is_none())
    }

    /// Sets the company up and signs its first administrator in.
    ///
    /// # Errors
    /// [`AppError::Conflict`] `already_set_up`; [`AppError::RateLimited`] after wrong codes;
    /// [`AppError::Invalid`] for a wrong code and for values that break the rules.
    pub async fn set_up(&self, setup: &Setup, origin: Origin) -> Result<SignedIn> {
        if !self.setup_needed().await? {
            return Err(AppError::conflict("already_set_up"));
        }
        let now = self.now();
        self.check_code(&setup.code, &origin, now).await?;
        let founding = self.plan(setup, now).await?;
        let sample = match setup.sample {
            true => Some(Sample::plan(self, now).await?),
            false => None,
        };
        let mut context = founder(&founding, origin, now);
        let mut work = self.begin(&context).await?;
        let roles = found(self, &mut work, &founding).await?;
        if let Some(sample) = &sample {
            sample.write(self, &mut work, &roles, founding.administrator.department).await?;
        }
        let opened = open_session(self, &mut work, &context, &[], 0).await?;
        work.commit().await?;
        if let Some(sample) = &sample {
            crate::demo::customers(self, &sample.told(), &context.origin).await?;
        }
        context.session = Some(opened.id);
        Ok(SignedIn { context, secret: opened.secret, device: opened.device })
    }

    async fn check_code(&self, code: &str, origin: &Origin, now: i64) -> Result<()> {
        let subjects = self.subjects(PACE, &origin.address);
        let mut tx = self.db().begin().await?;
        pace::admit(&mut tx, &subjects, now).await?;
        // Compared as keyed hashes: how long that takes says nothing about the code.
        let key = self.random();
        let right =
            keyed(&key, &[&unreadable(&self.setup_code())]) == keyed(&key, &[&unreadable(code)]);
        if right {
            pace::take_back(&mut tx, &subjects).await?;
        }
        tx.commit().await?;
        if right {
            return Ok(());
        }
        let draft = anonymous(origin, now, "setup.complete").refused("wrong_code", None);
        self.recorder().record(draft).await?;
        let mut form = Form::default();
        form.refuse("/code", FieldError::new("setup_code_wrong"));
        form.done()
    }

    async fn plan(&self, setup: &Setup, now: i64) -> Result<Founding> {
        let mut form = Form::default();
        let company = Company {
            name: form.line("/company", &setup.company, MAX_COMPANY),
            time_zone: time_zone(&mut form, "/time_zone", &setup.time_zone),
            regulation: regulation(&mut form, "/regulation", &setup.regulation),
            clash: ClashPolicy::AT_FIRST,
            export_purpose_required: true,
            export_limit_rows: Some(EXPORT_LIMIT),
            export_markers: false,
            import_approval_rows: None,
            created_at: now,
            version: 1,
        };
        let login = person::login(&mut form, "/admin/login", &setup.login);
        let name = form.line("/admin/name", &setup.name, MAX_PERSON);
        judge(&mut form, "/admin/password", &setup.password, &login, &company.name);
        form.done()?;
        let hash = self.hash(&setup.password).await?;
        Ok(Founding {
            company,
            administrator: self.newcomer(login, name, now),
            password: Password { hash, changed_at: now, one_time: false },
        })
    }

    /// Somebody who is about to be taken on file.
    pub(crate) fn newcomer(&self, login: String, name: String, now: i64) -> Person {
        Person {
            id: PersonId::new(self.fresh()),
            login,
            name,
            department: Some(DepartmentId::new(self.fresh())),
            post: None,
            phone: None,
            email: None,
            locale: "zh".to_owned(),
            active: true,
            must_change_password: false,
            totp_enabled: false,
            nonce: self.random(),
            created_at: now,
            version: 1,
        }
    }
}

/// Whoever holds the code acts as the administrator that they become.
pub(crate) fn founder(founding: &Founding, origin: Origin, now: i64) -> Context {
    let Founding { company, administrator, .. } = founding;
    let role = BUILTIN_ROLES.iter().find(|r| r.code == SYSTEM_ADMINISTRATOR);
    Context {
        actor: Actor {
            person: administrator.id,
            department: administrator.department,
            permissions: role.into_iter().flat_map(|r| r.permissions).copied().collect(),
            headed: BTreeSet::new(),
            clearance: kedang_domain::secrecy::Level::Secret,
            keeps: None,
        },
        origin,
        now,
        locale: administrator.locale.clone(),
        session: None,
        token: None,
        once: None,
        regulation: Arc::new(InForce::founded(company.regulation)),
        must_change_password: false,
        must_pledge: false,
        access: Arc::default(),
        presence: Presence::default(),
    }
}

/// Writes the company, the roles that every company has, the office and the administrator, with the
/// evidence of it.
pub(crate) async fn found(
    app: &App,
    work: &mut Work<'_>,
    founding: &Founding,
) -> Result<Vec<Role>> {
    organisation::touch(work.tx()).await?;
    company::insert(work.tx(), &founding.company).await.map_err(|error| {
        // Somebody else was faster, in this process or another.
        if error.is_unique() { AppError::conflict("already_set_up") } else { error.into() }
    })?;
    let mut roles = Vec::with_capacity(BUILTIN_ROLES.len());
    for builtin in BUILTIN_ROLES {
        let role = Role {
            id: RoleId::new(app.fresh()),
            code: builtin.code.to_owned(),
            name: builtin.name.to_owned(),
            builtin: true,
            permissions: builtin.permissions.iter().copied().collect(),
            version: 1,
        };
        role::insert(work.tx(), &role).await?;
        roles.push(role);
    }
    let entry = work
        .draft("setup.complete")
        .subject("company", "1")
        .detail("name", clipped(&founding.company.name))
        .detail("time_zone", &*founding.company.time_zone)
        .detail("regulation", founding.company.regulation.code());
    work.record(entry);
    app.found_regulation(work, &founding.company).await?;
    if let Some(id) = founding.administrator.department {
        let office = Department {
            id,
            parent: None,
            name: OFFICE.to_owned(),
            kind: DepartmentKind::Office,
            custodian: false,
            head: None,
            deputy: None,
            position: 0,
            active: true,
            created_at: founding.company.created_at,
            version: 1,
        };
        add_department(work, &office).await?;
    }
    let administrators: Vec<_> =
        roles.iter().filter(|r| r.code == SYSTEM_ADMINISTRATOR).cloned().collect();
    person::add(work, &founding.administrator, &founding.password, &administrators).await?;
    // Who chooses the regulation accepts it thereby; the page says so.
    pledge::accept(work, founding.administrator.id).await?;
    Ok(roles)
}

/// Makes a department, with the evidence of it.
pub(crate) async fn add_department(work: &mut Work<'_>, department: &Department) -> Result<()> {
    department::insert(work.tx(), department).await?;
    let entry = work
        .draft("department.create")
        .subject("department", department.id.to_string())
        .detail("name", &*department.name)
        .detail("kind", department.kind.code());
    work.record(entry);
    Ok(())
}
