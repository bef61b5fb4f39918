//! What the regulation says of levels: their names, which it gives to whom, and who is trusted with
//! them by their role.

use kedang_domain::field::Values;
use kedang_domain::secrecy::Level;
use kedang_policy::Regulation;
use kedang_policy::value::{Role, Value};
use serde_json::Value as Json;

/// From which relation which level follows: the key of the rule that names the relation, that of
/// the rule that names the level, and the level where the regulation names none.
const RELATIONS: [(&str, &str, Level); 3] = [
    ("level.decisive", "level.default_decisive", Level::TopSecret),
    ("level.important", "level.default_important", Level::Confidential),
    ("level.ordinary", "level.default_ordinary", Level::Secret),
];

/// Customers of one relation: a fact and its value, as `stage=cooperating`.
struct Relation {
    field: String,
    value: String,
    level: Level,
    clause: String,
}

impl Relation {
    fn holds(&self, values: &Values) -> bool {
        let is = |value: &Json| match value {
            Json::String(text) => *text == self.value,
            Json::Bool(yes) => self.value == if *yes { "yes" } else { "no" },
            _ => false,
        };
        match values.get(&self.field) {
            Some(Json::Array(several)) => several.iter().any(is),
            Some(one) => is(one),
            None => false,
        }
    }
}

/// The regulation on levels, taken apart.
pub(crate) struct Ruled {
    relations: Vec<Relation>,
    /// A level above internal needs a term (L4-7.2).
    pub(crate) term_required: bool,
}

impl Ruled {
    pub(crate) fn of(regulation: &Regulation) -> Self {
        let names = names(regulation);
        let level = |key: &str, usual: Level| match value(regulation, key) {
            Some(Value::Text(name)) => named(&names, name).unwrap_or(usual),
            _ => usual,
        };
        let mut relations = Vec::new();
        for (key, default, usual) in RELATIONS {
            let Some(rule) = regulation.rule(key) else { continue };
            let Value::List(facts) = &rule.value else { continue };
            for (field, value) in facts.iter().filter_map(|fact| fact.split_once('=')) {
                relations.push(Relation {
                    field: field.trim().to_owned(),
                    value: value.trim().to_owned(),
                    level: level(default, usual),
                    clause: rule.clause.to_string(),
                });
            }
        }
        let term = value(regulation, "level.term_required");
        Self { relations, term_required: term == Some(&Value::YesNo(true)) }
    }

    /// Whether a level follows from anything.
    pub(crate) fn has_defaults(&self) -> bool {
        !self.relations.is_empty()
    }

    /// Whether a level follows from this fact.
    pub(crate) fn asks(&self, field: &str) -> bool {
        self.relations.iter().any(|relation| relation.field == field)
    }

    /// The level of a customer with these facts: the highest that follows.
    pub(crate) fn default_level(&self, values: &Values) -> Level {
        let held = self.relations.iter().filter(|relation| relation.holds(values));
        held.map(|relation| relation.level).max().unwrap_or(Level::Internal)
    }

    /// The clause that gives this level.
    pub(crate) fn clause_of(&self, level: Level) -> Option<&str> {
        let found = self.relations.iter().find(|relation| relation.level == level);
        found.map(|relation| relation.clause.as_str())
    }
}

fn value<'a>(regulation: &'a Regulation, key: &str) -> Option<&'a Value> {
    regulation.rule(key).map(|rule| &rule.value)
}

/// What the regulation calls the levels above internal, the lowest first.
pub(crate) fn names(regulation: &Regulation) -> Vec<String> {
    match value(regulation, "level.names") {
        Some(Value::List(names)) => names.clone(),
        _ => Vec::new(),
    }
}

/// What the regulation calls a level; `None` when it does not say.
pub(crate) fn name(regulation: &Regulation, level: Level) -> Option<String> {
    let place = Level::ALL.iter().skip(1).position(|one| *one == level)?;
    names(regulation).into_iter().nth(place)
}

fn named(names: &[String], name: &str) -> Option<Level> {
    let place = names.iter().position(|one| one == name)?;
    Level::ALL.get(place + 1).copied()
}

/// Whether somebody of these roles is named by a rule that lists roles.
pub(crate) fn holds_role(
    regulation: &Regulation,
    key: &str,
    roles: &[String],
    heads: bool,
) -> bool {
    let Some(Value::Chain(steps)) = value(regulation, key) else { return false };
    let mut named = steps.iter().flat_map(|step| step.roles());
    named.any(|role| match role {
        Role::DepartmentHead => heads,
        role => roles.iter().any(|held| held == role.key()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn values(value: Json) -> Values {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn the_ledger_set_gives_levels_by_relation() {
        let ruled = Ruled::of(&Regulation::of_shipped("L").unwrap());
        assert!(ruled.term_required && ruled.asks("stage") && !ruled.asks("mobile"));
        let table = [
            (json!({}), Level::Internal),
            (json!({"stage": "potential"}), Level::Internal),
            (json!({"stage": "cooperating"}), Level::Secret),
            (json!({"stage": "lost", "strategic_partner": true}), Level::Confidential),
            (json!({"stage": "cooperating", "strategic_partner": true}), Level::Confidential),
            (json!({"stage": "cooperating", "strategic_partner": false}), Level::Secret),
        ];
        for (facts, level) in table {
            assert_eq!(ruled.default_level(&values(facts.clone())), level, "{facts}");
        }
    }

    #[test]
    fn a_regulation_without_relations_gives_none() {
        let ruled = Ruled::of(&Regulation::of_shipped("M").unwrap());
        assert!(!ruled.has_defaults());
        assert_eq!(ruled.default_level(&values(json!({"stage": "cooperating"}))), Level::Internal);
    }

    #[test]
    fn levels_are_called_as_the_regulation_calls_them() {
        let ledger = Regulation::of_shipped("L").unwrap();
        let names = Level::ALL.iter().map(|level| name(&ledger, *level));
        let expected = [None, Some("秘密"), Some("机密"), Some("绝密")];
        assert!(names.eq(expected.map(|name| name.map(str::to_owned))));
    }

    #[test]
    fn every_regulation_clears_the_leaders() {
        for code in ["M", "C", "H", "L", "S"] {
            let regulation = Regulation::of_shipped(code).unwrap();
            let may = |role: &str, key| holds_role(&regulation, key, &[role.to_owned()], false);
            assert!(may("general_manager", "clearance.top_secret"), "{code}");
            assert!(!may("salesperson", "clearance.confidential"), "{code}");
            assert!(may("service_manager", "level.keepers"), "{code}");
        }
    }
}
