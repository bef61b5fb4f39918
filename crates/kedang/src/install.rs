//! Where an installation is, and how to get at it.

use crate::failure::Failure;
use crate::{keys, vault};
use clap::Args;
use kedang_app::world::{Clock as _, Entropy as _, SystemClock, SystemEntropy};
use kedang_app::{App, Channel, Origin};
use kedang_db::{Db, Location};
use kedang_domain::id::{TraceId, new_uuid};
use kedang_vault::Suite;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where an installation is.
#[derive(Args)]
pub(crate) struct Install {
    /// Folder for everything the server writes
    #[arg(long, env = "KEDANG_DATA", default_value = "./data", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// PostgreSQL instead of the file in the folder: postgres://user@host/name
    #[arg(long, env = "KEDANG_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// With what confidential customers are sealed from now on: aes-256-gcm or sm4-gcm
    #[arg(long, env = "KEDANG_VAULT_CIPHER", default_value = "aes-256-gcm", value_name = "CIPHER")]
    vault_cipher: String,
}

/// Where the database of the folder `data` is, or that of an address.
pub(crate) fn location(data: &Path, database_url: Option<&str>) -> Result<Location, Failure> {
    // An empty variable is an unset one.
    match database_url.filter(|url| !url.is_empty()) {
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Location::Url(url.to_owned()))
        }
        // The rest of the address may hold a password.
        Some(_) => Err(Failure::plain("a database URL begins with postgres://")),
        None => Ok(Location::File(data.join("kedang.db"))),
    }
}

impl Install {
    /// Where the database is.
    pub(crate) fn location(&self) -> Result<Location, Failure> {
        location(&self.data, self.database_url.as_deref())
    }

    /// Opens the database and brings it up to date.
    pub(crate) async fn database(&self) -> Result<Db, Failure> {
        let location = self.location()?;
        let folder = self.data.display();
        keys::make_private(&self.data)
            .map_err(|e| Failure::new(format!("the folder {folder} cannot be made"), e))?;
        let db = Db::open(&location)
            .await
            .map_err(|e| Failure::new("the database cannot be opened", e))?;
        let mut token = [0; 8];
        SystemEntropy.fill(&mut token);
        let holder = format!("{}-{:016x}", std::process::id(), u64::from_be_bytes(token));
        kedang_db::migrate::migrate(&db, kedang_storage::SCHEMA, &holder, || SystemClock.now())
            .await
            .map_err(|e| Failure::new("the database cannot be brought up to date", e))?;
        Ok(db)
    }

    /// Opens the application.
    pub(crate) async fn app(&self) -> Result<App, Failure> {
        let db = self.database().await?;
        let unreadable =
            |e: Box<dyn std::error::Error>| Failure::new("the database cannot be read", e);
        let mut conn = db.read().await.map_err(|e| unreadable(e.into()))?;
        let company = kedang_storage::company::get(&mut conn).await;
        let in_use = company.map_err(|e| unreadable(e.into()))?.is_some();
        let sealed = kedang_storage::vault::is_used(&mut conn).await;
        let sealed = sealed.map_err(|e| unreadable(e.into()))?;
        drop(conn);
        let cipher = &self.vault_cipher;
        let suite = Suite::parse(cipher)
            .ok_or_else(|| Failure::plain(format!("there is no cipher {cipher}")))?;
        let keys = keys::load(&self.keys(), in_use, || vault::load(&self.keys(), suite, sealed))?;
        let app = App::new(db, Arc::new(SystemClock), Arc::new(SystemEntropy), keys);
        vault::refuse_lost(&app).await?;
        Ok(app)
    }

    /// The folder of the keys.
    pub(crate) fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }
}

/// A command on the server as the origin of what it does.
pub(crate) fn command_line(app: &App) -> Origin {
    Origin {
        channel: Channel::Cli,
        address: String::new(),
        agent: String::new(),
        trace: TraceId::new(new_uuid(app.now(), app.random())),
    }
}
