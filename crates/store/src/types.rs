//! The places where Rust types meet two databases.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::types::Json;
use sqlx::{Decode, Encode, Postgres, Sqlite, Type};

use crate::{Result, StoreError};

/// An instant in whole microseconds: `timestamptz` in `PostgreSQL`, microseconds since 1970 in `SQLite`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ts(pub(crate) Timestamp);

/// Type number of `timestamptz` in `PostgreSQL`'s catalogue (`pg_type.dat`).
const TIMESTAMPTZ: Oid = Oid(1184);

/// 2000-01-01T00:00:00Z, the zero of `PostgreSQL`'s timestamps, in microseconds since 1970.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

/// 0001-01-01T00:00:00Z in seconds since 1970. `PostgreSQL` begins in 4713 BC, jiff in 9999 BC.
const YEAR_ONE: i64 = -62_135_596_800;

impl Ts {
    fn from_microseconds(microseconds: i64) -> Result<Self, BoxDynError> {
        Ok(Self(Timestamp::from_nanosecond(
            i128::from(microseconds) * 1_000,
        )?))
    }

    /// `seconds` later (earlier when negative), held between the year 1 and the last that can be told.
    pub(crate) fn plus_seconds(at: Timestamp, seconds: i64) -> Self {
        let moved = at.as_second().saturating_add(seconds);
        let clamped = moved.clamp(YEAR_ONE, Timestamp::MAX.as_second());
        Self(
            Timestamp::new(clamped, at.subsec_nanosecond())
                .or_else(|_| Timestamp::new(clamped, 0))
                .unwrap_or(at),
        )
    }
}

impl Type<Sqlite> for Ts {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }
    fn compatible(info: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(info)
    }
}

impl Encode<'_, Sqlite> for Ts {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode_by_ref(&self.0.as_microsecond(), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Ts {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Self::from_microseconds(<i64 as Decode<Sqlite>>::decode(value)?)
    }
}

impl Type<Postgres> for Ts {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(TIMESTAMPTZ)
    }
}

impl Encode<'_, Postgres> for Ts {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&(self.0.as_microsecond() - POSTGRES_EPOCH), buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Ts {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let stored = <i64 as Decode<Postgres>>::decode(value)?;
        Self::from_microseconds(stored.saturating_add(POSTGRES_EPOCH))
    }
}

/// `text` as both databases can keep it: `PostgreSQL` has no U+0000, so U+FFFD stands in for it.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// `value` as JSON that both databases can keep.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a value that is not JSON, such as a map whose keys are no texts.
pub(crate) fn json<T: Serialize>(what: &'static str, value: &T) -> Result<Json<Value>> {
    let mut value = serde_json::to_value(value).map_err(|_| StoreError::OutOfRange { what })?;
    clean_value(&mut value);
    Ok(Json(value))
}

fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(cleaned) = clean(text) {
                *text = cleaned;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(clean_value),
        Value::Object(fields) => fields.values_mut().for_each(clean_value),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A stored text as the type it stands for.
///
/// # Errors
/// [`StoreError::Corrupt`] naming `what`.
pub(crate) fn parsed<T>(what: &'static str, text: &str) -> Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text.parse()
        .map_err(|error| StoreError::corrupt(what, error))
}

/// A stored name as the value it stands for.
///
/// # Errors
/// [`StoreError::Corrupt`] naming `what`.
pub(crate) fn named<T>(what: &'static str, name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| StoreError::corrupt(what, format!("unknown name `{name}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_moved_within_its_ends() {
        let noon: Timestamp = "2026-03-01T12:00:00.5Z".parse().unwrap();
        assert_eq!(
            Ts::plus_seconds(noon, -1).0.to_string(),
            "2026-03-01T11:59:59.5Z"
        );
        assert!(Ts::plus_seconds(noon, i64::MAX).0 > noon);
        assert!(Ts::plus_seconds(noon, i64::MIN).0 < noon);
    }

    #[test]
    fn a_nul_is_replaced_wherever_it_is() {
        assert_eq!(clean("a\0b"), "a\u{fffd}b");
        let value = json("thing", &serde_json::json!({"a": ["x\0", {"b": "\0"}]})).unwrap();
        assert_eq!(
            value.0,
            serde_json::json!({"a": ["x\u{fffd}", {"b": "\u{fffd}"}]})
        );
    }
}
