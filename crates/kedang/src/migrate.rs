//! `kedang migrate`

use crate::console;
use crate::failure::Failure;
use crate::install::Install;
use clap::Args;

/// Brings the database up to date and stops.
#[derive(Args)]
pub(crate) struct Migrate {
    #[command(flatten)]
    install: Install,
}

impl Migrate {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let db = self.install.database().await?;
        db.close().await;
        console::line("The database is up to date.");
        Ok(())
    }
}
