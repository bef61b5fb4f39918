//! What a list asks of a customer, and how SQL asks it.

use kedang_db::{Sql, Value};
use kedang_domain::secrecy;

/// A column of the list that is not a field of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Owner's id.
    Owner,
    /// Department's id.
    Department,
    /// "organization" or "individual".
    Kind,
    /// Code of the card template.
    Template,
    /// ms UTC.
    CreatedAt,
    /// ms UTC.
    UpdatedAt,
    /// ms UTC, 0 before the first.
    LastContactAt,
    /// 0 to 100.
    Completeness,
    /// Open marks.
    Uncertain,
    /// The running number behind the file code.
    Number,
}

impl Column {
    fn sql(self) -> &'static str {
        match self {
            Self::Owner => "c.owner_id",
            Self::Department => "c.department_id",
            Self::Kind => "c.kind",
            Self::Template => "c.template",
            Self::CreatedAt => "c.created_at",
            Self::UpdatedAt => "c.updated_at",
            Self::LastContactAt => "c.last_contact_at",
            Self::Completeness => "c.completeness",
            Self::Uncertain => "c.uncertain",
            Self::Number => "c.no",
        }
    }

    /// The same as a value that no index holds.
    fn unindexed(self) -> &'static str {
        match self {
            Self::CreatedAt => "+c.created_at",
            Self::UpdatedAt => "+c.updated_at",
            Self::LastContactAt => "+c.last_contact_at",
            Self::Completeness => "+c.completeness",
            Self::Uncertain => "+c.uncertain",
            _ => self.sql(),
        }
    }
}

/// By which index the customers are found on which conditions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Whichever the engine likes best.
    AnyIndex,
    /// That of their owner, department or share. The few that it holds are looked through: an engine
    /// that guesses how many have never been contacted walks those of the whole company.
    Branch,
}

impl By {
    fn column(self, column: Column) -> &'static str {
        match self {
            Self::AnyIndex => column.sql(),
            Self::Branch => column.unindexed(),
        }
    }
}

/// What a column must be.
#[derive(Clone, Debug)]
pub enum ColumnTest {
    /// One of these.
    In(Vec<Value>),
    /// None of these.
    NotIn(Vec<Value>),
    /// `<`
    Lt(Value),
    /// `<=`
    Lte(Value),
    /// `>`
    Gt(Value),
    /// `>=`
    Gte(Value),
    /// From the first (included) to the second (excluded).
    Between(Value, Value),
}

/// What an indexed value must be, in its order-preserving form.
#[derive(Clone, Debug)]
pub enum ValueTest {
    /// One of these.
    In(Vec<String>),
    /// None of these; unknown is none of these too.
    NotIn(Vec<String>),
    /// From the first (included) to the second (excluded), in byte order.
    Between(String, String),
    /// Contains this fragment of the form that is indexed.
    Contains(String),
    /// Some value.
    Present,
    /// No value.
    Empty,
}

/// One condition; all must hold.
#[derive(Clone, Debug)]
pub enum Condition {
    /// On a column.
    Column(Column, ColumnTest),
    /// On a filterable field.
    Value(String, ValueTest),
    /// The name contains this text as it stands.
    NameContains(String),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// One of these holds; never none.
    Any(Vec<Condition>),
    /// It is one of the customers of these running numbers, which a search found. They drive the
    /// query.
    Found {
        /// The running numbers.
        nos: Vec<i64>,
        /// The search may have left out older ones.
        capped: bool,
    },
}

impl Condition {
    /// Whether the value index can find the customers that meet it.
    pub(super) fn can_drive(&self) -> bool {
        matches!(self, Self::Value(_, ValueTest::In(_) | ValueTest::Between(..)))
    }

    /// Whether it asks for a fact that is locked on confidential customers.
    pub(crate) fn is_protected(&self) -> bool {
        match self {
            Self::Value(field, _) => secrecy::is_protected(field),
            Self::Not(condition) => condition.is_protected(),
            Self::Any(conditions) => conditions.iter().any(Self::is_protected),
            Self::Column(..) | Self::NameContains(_) | Self::Found { .. } => false,
        }
    }

    /// The customers among whom those that meet it are, and whether older ones may be missing.
    pub(super) fn found(&self) -> Option<(&[i64], bool)> {
        match self {
            Self::Found { nos, capped } => Some((nos, *capped)),
            _ => None,
        }
    }

    /// Whether it asks for a fact.
    fn asks_value(&self) -> bool {
        match self {
            Self::Value(..) => true,
            Self::Not(condition) => condition.asks_value(),
            Self::Any(conditions) => conditions.iter().any(Self::asks_value),
            Self::Column(..) | Self::NameContains(_) | Self::Found { .. } => false,
        }
    }

    /// Adds the condition on the customer `c`, which are found by `by`.
    fn probe(&self, by: By, sql: &mut Sql) {
        match self {
            Self::Not(condition) => {
                // Of what is sealed no list tells that it is not so either.
                sql.push(if condition.asks_value() { "c.sealed = 0 AND NOT (" } else { "NOT (" });
                condition.probe(by, sql);
                sql.push(")");
            }
            Self::Any(conditions) => {
                sql.push("(");
                for (index, condition) in conditions.iter().enumerate() {
                    sql.push(if index == 0 { "" } else { " OR " });
                    condition.probe(by, sql);
                }
                sql.push(")");
            }
            Self::Found { nos, .. } if nos.is_empty() => {
                sql.push("1 = 0");
            }
            Self::Found { nos, .. } => {
                sql.push("c.no IN (").list(nos.iter().copied()).push(")");
            }
            Self::NameContains(text) => {
                // The engines disagree on LIKE and on the name of "position", not on this.
                sql.push("replace(c.name, ").value(text).push(", '') <> c.name");
            }
            Self::Column(column, test) => {
                let column = by.column(*column);
                sql.push(column);
                match test {
                    ColumnTest::In(values) => {
                        sql.push(" IN (").list(values.iter().cloned()).push(")")
                    }
                    ColumnTest::NotIn(values) => {
                        sql.push(" NOT IN (").list(values.iter().cloned()).push(")")
                    }
                    ColumnTest::Lt(value) => sql.push(" < ").value(value.clone()),
                    ColumnTest::Lte(value) => sql.push(" <= ").value(value.clone()),
                    ColumnTest::Gt(value) => sql.push(" > ").value(value.clone()),
                    ColumnTest::Gte(value) => sql.push(" >= ").value(value.clone()),
                    ColumnTest::Between(from, to) => {
                        sql.push(" >= ").value(from.clone()).push(" AND ").push(column);
                        sql.push(" < ").value(to.clone())
                    }
                };
            }
            Self::Value(field, test) => {
                let not = matches!(test, ValueTest::NotIn(_) | ValueTest::Empty);
                sql.push(if not { "(c.sealed = 0 AND NOT EXISTS (" } else { "(EXISTS (" });
                sql.push("SELECT 1 FROM customer_value v WHERE v.no = c.no AND ");
                value_test(field, test, sql);
                sql.push("))");
            }
        }
    }
}

/// Adds the test on the index row `v`, ignoring negation.
pub(super) fn value_test(field: &str, test: &ValueTest, sql: &mut Sql) {
    sql.push("v.field = ").value(field);
    match test {
        ValueTest::In(values) | ValueTest::NotIn(values) => {
            sql.push(" AND v.value IN (").list(values.iter().map(String::as_str)).push(")");
        }
        ValueTest::Between(from, to) => {
            sql.push(" AND v.value >= ").value(from).push(" AND v.value < ").value(to);
        }
        ValueTest::Contains(fragment) => {
            sql.push(" AND replace(v.value, ").value(fragment).push(", '') <> v.value");
        }
        ValueTest::Present | ValueTest::Empty => {}
    }
}

/// Adds all conditions on the customer `c`, each behind an AND.
pub(crate) fn holding(conditions: &[Condition], sql: &mut Sql) {
    all(conditions, None, By::AnyIndex, sql);
}

/// Adds all conditions but one.
pub(super) fn all(conditions: &[Condition], except: Option<usize>, by: By, sql: &mut Sql) {
    for (_, condition) in conditions.iter().enumerate().filter(|(i, _)| Some(*i) != except) {
        sql.push(" AND ");
        condition.probe(by, sql);
    }
}
