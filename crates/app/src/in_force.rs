//! What the regulation in force says, by the key of its rule.

use crate::{App, Result};
use kedang_db::Conn;
use kedang_domain::org::Regulation as Start;
use kedang_policy::Regulation;
use kedang_policy::value::Value;
use kedang_storage::company;
use std::sync::LazyLock;

/// The regulations that a company can start from, compiled once.
static REGULATIONS: LazyLock<Vec<(Start, Regulation)>> = LazyLock::new(|| {
    let compiled = |start: &Start| Some((*start, Regulation::of_shipped(start.code())?));
    Start::ALL.iter().filter_map(compiled).collect()
});

impl App {
    /// The value of a rule of the company's regulation; `None` when it has no such rule.
    pub(crate) async fn rule_in_force(&self, conn: &mut Conn, key: &str) -> Result<Option<Value>> {
        let Some(company) = company::get(conn).await? else { return Ok(None) };
        let found = REGULATIONS.iter().find(|(start, _)| *start == company.regulation);
        let rule = found.and_then(|(_, regulation)| regulation.rule(key));
        Ok(rule.map(|rule| rule.value.clone()))
    }
}
