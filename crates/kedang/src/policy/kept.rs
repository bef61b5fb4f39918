//! The regulation of an installation, as its database keeps it. Nothing is written, not even a
//! newer schema.

use super::source::Named;
use crate::failure::Failure;
use crate::install;
use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_app::world::{Clock as _, SystemClock};
use kedang_db::{Conn, Db, Location};
use kedang_domain::policy::{Dated, in_force_on};
use kedang_policy::{CompanyPack, shipped_packs};
use kedang_storage::company::{self, Company};
use kedang_storage::policy::{self, Approved};
use std::path::PathBuf;

/// The regulation of an installation
#[derive(Args)]
pub(super) struct Kept {
    /// The regulation of the installation in this folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The regulation of the installation in this database: postgres://user@host/name
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// As it was in force on this day; today when absent
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// The version of this number, whether or not it is in force
    #[arg(long, value_name = "NUMBER", conflicts_with = "on")]
    version: Option<i64>,
}

/// A version of a company's regulation.
pub(super) struct Issued {
    pub(super) named: Named,
    /// Name of the company.
    pub(super) company: String,
    /// From which day it holds.
    pub(super) from: String,
}

impl Kept {
    /// The texts of these names and that of the installation, if one is named; all packs that come
    /// with the program when nothing is.
    pub(super) async fn and(&self, names: &[String]) -> Result<Vec<Named>, Failure> {
        let Some(kept) = self.find().await? else { return Named::find_all(names) };
        let mut found: Vec<_> =
            names.iter().map(|name| Named::find(name)).collect::<Result<_, _>>()?;
        found.push(kept.named);
        Ok(found)
    }

    /// The wanted version of the installation; `None` when none is named.
    pub(super) async fn find(&self) -> Result<Option<Issued>, Failure> {
        if self.data.is_none() && self.database_url.is_none() {
            return match (self.on, self.version) {
                (None, None) => Ok(None),
                _ => Err(Failure::plain(
                    "--on and --version are of an installation: name it with --data",
                )),
            };
        }
        let data = self.data.clone().unwrap_or_default();
        let location = install::location(&data, self.database_url.as_deref())?;
        if let Location::File(file) = &location
            && !file.exists()
        {
            return Err(Failure::plain(format!("there is no {}", file.display())));
        }
        let db = Db::open(&location)
            .await
            .map_err(|e| Failure::new("the database cannot be opened", e))?;
        let found = self.read(&db).await;
        db.close().await;
        found.map(Some)
    }

    async fn read(&self, db: &Db) -> Result<Issued, Failure> {
        let unreadable = |e| Failure::new("the database cannot be read", e);
        let mut conn = db.read().await.map_err(|e| unreadable(e.into()))?;
        let company = company::get(&mut conn).await.map_err(unreadable)?;
        let company = company.ok_or_else(|| Failure::plain("there is no company in it yet"))?;
        let approved = policy::approved(&mut conn).await.map_err(unreadable)?;
        match self.choose(&company, &approved)? {
            Some(version) => issued(&mut conn, &company, version).await,
            None => Ok(founding(&company)),
        }
    }

    /// Which version is wanted; `None` for what the company was founded with.
    fn choose<'a>(
        &self,
        company: &Company,
        approved: &'a [Approved],
    ) -> Result<Option<&'a Approved>, Failure> {
        if let Some(number) = self.version {
            let found = approved.iter().find(|version| version.number == number);
            let missing = || Failure::plain(format!("there is no version {number}"));
            return found.map(Some).ok_or_else(missing);
        }
        let zone = TimeZone::get(&company.time_zone).unwrap_or(TimeZone::UTC);
        let now = jiff::Timestamp::from_millisecond(SystemClock.now()).unwrap_or_default();
        let day = self.on.unwrap_or_else(|| now.to_zoned(zone).date());
        let dated: Vec<_> = approved
            .iter()
            .map(|version| Dated { number: version.number, active_from: version.active_from })
            .collect();
        match in_force_on(&dated, day) {
            Some(index) => Ok(approved.get(index)),
            None if approved.is_empty() => Ok(None),
            None => Err(Failure::plain(format!("nothing was in force on {day}"))),
        }
    }
}

async fn issued(conn: &mut Conn, company: &Company, version: &Approved) -> Result<Issued, Failure> {
    let row = policy::get(conn, version.id).await;
    let row = row.map_err(|e| Failure::new("the database cannot be read", e))?;
    let row = row.ok_or_else(|| Failure::plain("the version is gone"))?;
    let name = format!("version {}", version.number);
    Ok(Issued {
        named: Named { name, text: row.text, numbers: None },
        company: company.name.clone(),
        from: version.active_from.to_string(),
    })
}

/// An installation from before there were versions.
fn founding(company: &Company) -> Issued {
    let base = shipped_packs().iter().find(|pack| pack.code == company.regulation.code());
    let text = base.map(|pack| CompanyPack::upon(&[pack]).to_toml()).unwrap_or_default();
    let named = Named { name: "version 1".to_owned(), text, numbers: None };
    Issued { named, company: company.name.clone(), from: String::new() }
}
