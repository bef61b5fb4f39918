//! What the regulation in force says, by the key of its rule.

use crate::{App, Result};
use kedang_db::Conn;
use kedang_policy::value::Value;

impl App {
    /// The value of a rule of the company's regulation; `None` when it has no such rule, or leaves
    /// it blank.
    pub(crate) async fn rule_in_force(&self, conn: &mut Conn, key: &str) -> Result<Option<Value>> {
        let in_force = self.regulation(conn).await?;
        let rule = in_force.regulation().rule(key).map(|rule| rule.value.clone());
        Ok(rule.filter(|value| *value != Value::Blank))
    }
}
