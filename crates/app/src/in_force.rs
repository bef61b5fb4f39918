//! What the regulation in force says, by the key of its rule.

use crate::{App, Result};
use kedang_db::Conn;
use kedang_policy::value::Value;
use kedang_policy::{Pack, SHIPPED, shipped};
use kedang_storage::company;
use std::sync::LazyLock;

/// The packs that are shipped, read once.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    SHIPPED.iter().filter_map(|pack| shipped(pack.code)?.ok()).collect()
});

impl App {
    /// The value of a rule of the company's regulation; `None` when it has no such rule.
    pub(crate) async fn rule_in_force(&self, conn: &mut Conn, key: &str) -> Result<Option<Value>> {
        let Some(company) = company::get(conn).await? else { return Ok(None) };
        let code = company.regulation.code();
        let pack = PACKS.iter().find(|pack| pack.code == code);
        Ok(pack.and_then(|pack| pack.rule(key)).map(|rule| rule.value.clone()))
    }
}
