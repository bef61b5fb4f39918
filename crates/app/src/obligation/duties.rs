//! The duties of the regulation in force.

use crate::{App, Result};
use kedang_db::Conn;
use kedang_policy::Duties;
use std::sync::Arc;

impl App {
    /// The duties of the company's regulation in force now.
    ///
    /// # Errors
    /// The database's.
    pub async fn duties(&self, conn: &mut Conn) -> Result<Arc<Duties>> {
        Ok(self.regulation(conn).await?.duties())
    }
}
