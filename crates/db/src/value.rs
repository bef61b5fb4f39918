//! Values that go in and rows that come out: four types are enough for both engines.

use crate::{DbError, Result};

/// A value as both engines know it. `None` is NULL of that type: PostgreSQL wants to know which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// BIGINT.
    Int(Option<i64>),
    /// TEXT, compared byte by byte.
    Text(Option<String>),
    /// BLOB or BYTEA.
    Bytes(Option<Vec<u8>>),
}

macro_rules! into_value {
    ($($from:ty => $variant:ident, $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                let convert: fn($from) -> _ = $convert;
                Self::$variant(Some(convert(value)))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                let convert: fn($from) -> _ = $convert;
                Self::$variant(value.map(convert))
            }
        }
    )*};
}

into_value! {
    i64 => Int, |v| v;
    i32 => Int, i64::from;
    u32 => Int, i64::from;
    bool => Int, i64::from;
    String => Text, |v| v;
    &str => Text, |v| v.to_owned();
    &String => Text, |v| v.clone();
    Vec<u8> => Bytes, |v| v;
    &[u8] => Bytes, |v| v.to_vec();
    [u8; 32] => Bytes, |v| v.to_vec();
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Self::Int(Some(_)) => "integer",
            Self::Text(Some(_)) => "text",
            Self::Bytes(Some(_)) => "bytes",
            Self::Int(None) | Self::Text(None) | Self::Bytes(None) => "null",
        }
    }
}

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// What the reader expected, for the error.
    const EXPECTED: &'static str;
    /// `None` when the value is of another kind.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($to:ty, $expected:literal, $pattern:pat => $result:expr;)*) => {$(
        impl FromValue for $to {
            const EXPECTED: &'static str = $expected;
            fn from_value(value: Value) -> Option<Self> {
                match value { $pattern => $result, _ => None }
            }
        }
    )*};
}

from_value! {
    i64, "integer", Value::Int(Some(v)) => Some(v);
    bool, "integer", Value::Int(Some(v)) => Some(v != 0);
    u32, "integer", Value::Int(Some(v)) => u32::try_from(v).ok();
    u64, "integer", Value::Int(Some(v)) => u64::try_from(v).ok();
    String, "text", Value::Text(Some(v)) => Some(v);
    Vec<u8>, "bytes", Value::Bytes(Some(v)) => Some(v);
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Int(None) | Value::Text(None) | Value::Bytes(None) => Some(None),
            some => T::from_value(some).map(Some),
        }
    }
}

/// One row. Columns are taken from left to right, in the order of the SELECT list.
#[derive(Debug)]
pub struct Row {
    values: std::vec::IntoIter<Value>,
    taken: usize,
}

impl Row {
    /// The next column.
    ///
    /// # Errors
    /// [`DbError::Column`] when the columns are used up or the type is another.
    pub fn take<T: FromValue>(&mut self) -> Result<T> {
        let column = self.taken;
        self.taken += 1;
        let value = self.values.next().ok_or(DbError::Column {
            column,
            expected: T::EXPECTED,
            found: "end of row",
        })?;
        let found = value.kind();
        T::from_value(value).ok_or(DbError::Column { column, expected: T::EXPECTED, found })
    }

    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter(), taken: 0 }
    }
}
