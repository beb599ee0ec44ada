//! When people want letters about clocks, by their own choice.

use domain::UserId;
use domain::chain::Letters;

use crate::{Conn, Result, StoreError};

/// The choice of this person; `None` when they never made one.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(conn: &mut Conn, account: UserId) -> Result<Option<Letters>> {
    let row: Option<(String, Option<i64>)> = conn
        .sql("select wish, hour from letter_wishes where account = $1")
        .bind(account.0)
        .first()
        .await?;
    row.map(|(wish, hour)| match (wish.as_str(), hour) {
        ("at_once", None) => Ok(Letters::AtOnce),
        ("digest", None) => Ok(Letters::Morning),
        ("digest", Some(hour)) => i8::try_from(hour)
            .map(Letters::At)
            .map_err(|_| StoreError::corrupt("hour", hour.to_string())),
        _ => Err(StoreError::corrupt("wish", wish)),
    })
    .transpose()
}

/// Notes the choice of a person; `None` takes it back.
///
/// # Errors
/// When the database cannot be written, also when there is no such account.
pub async fn set(conn: &mut Conn, account: UserId, letters: Option<Letters>) -> Result<()> {
    let (wish, hour) = match letters {
        None => {
            conn.sql("delete from letter_wishes where account = $1")
                .bind(account.0)
                .run()
                .await?;
            return Ok(());
        }
        Some(Letters::AtOnce) => ("at_once", None),
        Some(Letters::Morning) => ("digest", None),
        Some(Letters::At(hour)) => ("digest", Some(i64::from(hour))),
    };
    conn.sql(
        "insert into letter_wishes (account, wish, hour) values ($1, $2, $3)
         on conflict (account) do update set wish = excluded.wish, hour = excluded.hour",
    )
    .bind(account.0)
    .text(wish)
    .bind(hour)
    .run()
    .await?;
    Ok(())
}
