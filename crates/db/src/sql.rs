//! A statement: literal text and bound values, never mixed.

use crate::Value;
use std::fmt::Write as _;

/// A statement under construction. Text can only be added as a literal of the program, values
/// only as bound parameters.
#[derive(Clone, Debug, Default)]
pub struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    /// Starts with literal text, which may already contain `$1`, `$2`… for [`Sql::bind`].
    #[must_use]
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// Binds the next value to a placeholder that the text already holds.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds literal text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a placeholder and binds its value.
    pub fn value(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        // Writing to a String cannot fail.
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Adds `($1, $2), ($3, $4)…` for the rows of an INSERT.
    pub fn rows<R, V>(&mut self, rows: R) -> &mut Self
    where
        R: IntoIterator<Item = V>,
        V: IntoIterator<Item = Value>,
    {
        for (index, row) in rows.into_iter().enumerate() {
            self.push(if index == 0 { "(" } else { ", (" });
            self.members(row);
            self.push(")");
        }
        self
    }

    /// Adds `$1, $2, $3` for an IN. The last value is repeated until their number is a power of
    /// two: lists come in all lengths, and each length is a statement to be prepared.
    pub fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if let Some(last) = values.last().cloned() {
            values.resize(values.len().next_power_of_two(), last);
        }
        self.members(values)
    }

    fn members(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.value(value);
        }
        self
    }

    /// The text so far, for tests and EXPLAIN.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bound values so far.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    pub(crate) fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.values)
    }
}
