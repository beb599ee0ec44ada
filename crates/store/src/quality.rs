//! How often escalations came back for their comment (§ 8 pkt 3 of the ordinance).

use domain::{Act, CommentPart, ReturnCause};
use jiff::Timestamp;
use sqlx::types::Json;

use crate::types::Ts;
use crate::{Conn, Result};

/// Escalations of a period and those that came back for an incomplete comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comments {
    /// Escalations.
    pub escalated: i64,
    /// Returns for an incomplete comment.
    pub incomplete: i64,
    /// In how many of them each part said too little, in the order of [`CommentPart::ALL`].
    pub parts: [(CommentPart, i64); 4],
    /// Returns that named another unit as the competent one.
    pub not_competent: i64,
}

/// What happened from `from` to before `to`.
///
/// # Errors
/// When the database cannot be read.
pub async fn comments(conn: &mut Conn, from: Timestamp, to: Timestamp) -> Result<Comments> {
    let escalated = conn
        .sql("select count(*) from events where kind = 'escalated' and at >= $1 and at < $2")
        .bind(Ts(from))
        .bind(Ts(to))
        .value()
        .await?;
    let returns: Vec<(Json<Act>,)> = conn
        .sql("select act from events where kind = 'returned' and at >= $1 and at < $2")
        .bind(Ts(from))
        .bind(Ts(to))
        .all()
        .await?;
    let mut found = Comments {
        escalated,
        incomplete: 0,
        parts: CommentPart::ALL.map(|part| (part, 0)),
        not_competent: 0,
    };
    for (Json(act),) in returns {
        match act {
            Act::Returned {
                cause: Some(ReturnCause::IncompleteComment { parts }),
                ..
            } => {
                found.incomplete += 1;
                for (part, count) in &mut found.parts {
                    *count += i64::from(parts.contains(part));
                }
            }
            Act::Returned {
                cause: Some(ReturnCause::NotCompetent { .. }),
                ..
            } => found.not_competent += 1,
            _ => {}
        }
    }
    Ok(found)
}
