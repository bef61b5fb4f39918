//! Writing a chain of approval.

use super::{Text, quoted};
use crate::chain::{Case, Chain, Steps};
use crate::value::Value;

impl Text {
    pub(super) fn chain(&mut self, chain: &Chain) {
        self.table("chain");
        self.member("key", &chain.key);
        self.member("clause", chain.clause.as_str());
        self.member("for", chain.kind.code());
        let Case { level, outsider, other_department } = chain.when;
        let level = level.map(|level| format!("level = {}", quoted(level.code())));
        let outsider = outsider.map(|said| format!("outsider = {said}"));
        let other = other_department.map(|said| format!("other_department = {said}"));
        let when: Vec<_> = [level, outsider, other].into_iter().flatten().collect();
        if !when.is_empty() {
            self.line("when", &format!("{{ {} }}", when.join(", ")));
        }
        let part = |steps: &Steps| match steps {
            Steps::Rule(key) => key.clone(),
            Steps::These(steps) => Value::Chain(steps.clone()).to_string(),
        };
        let parts: Vec<_> = chain.steps.iter().map(part).collect();
        match parts.as_slice() {
            [one] => self.member("steps", one),
            _ => self.list("steps", &parts),
        }
        self.optional("due", chain.due.as_ref());
        self.optional("remind", chain.remind.as_ref());
    }
}
