//! The ticket number in an address, and the version in `If-Match`.

use axum::extract::{FromRequestParts, Path};
use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use domain::TicketNumber;

use crate::App;
use crate::api::problem::{FieldProblem, Problem};

/// The number in the address; text that is no number names no ticket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) TicketNumber);

impl FromRequestParts<App> for Number {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Path::<String>::from_request_parts(parts, app)
            .await
            .ok()
            .and_then(|Path(text)| text.parse().ok())
            .map(Self)
            .ok_or_else(Problem::not_found)
    }
}

/// The versions for which an act is meant (RFC 9110, 13.1.1).
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum IfMatch {
    /// Any.
    Any,
    /// One of these; weak tags and tags that are no versions match none.
    Versions(Vec<i64>),
}

impl IfMatch {
    /// Reads the header `If-Match`.
    ///
    /// # Errors
    /// A problem that names the header when it is no list of entity tags.
    pub(crate) fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut values = headers.get_all(IF_MATCH).iter().peekable();
        if values.peek().is_none() {
            return Ok(Self::Any);
        }
        let mut versions = Vec::new();
        for value in values {
            let text = value.to_str().map_err(|_| bad())?;
            for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                match tag {
                    "*" => return Ok(Self::Any),
                    _ if tag.starts_with("W/\"") => {}
                    _ => versions.extend(version(tag)?),
                }
            }
        }
        Ok(Self::Versions(versions))
    }

    /// Whether an act may go on from this version.
    pub(crate) fn admits(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::Versions(versions) => versions.contains(&version),
        }
    }
}

/// The version in an entity tag (the quotes may be left out); none in a tag of another kind.
fn version(tag: &str) -> Result<Option<i64>, Problem> {
    let inner = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    match (inner, tag.parse()) {
        (Some(inner), _) => Ok(inner.parse().ok()),
        (None, Ok(version)) => Ok(Some(version)),
        (None, Err(_)) => Err(bad()),
    }
}

fn bad() -> Problem {
    Problem::parameters(vec![FieldProblem::new(
        "If-Match",
        "unknown_value",
        "must be the `ETag` of the ticket, such as \"3\"",
    )])
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn read(value: &'static str) -> Result<IfMatch, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(IF_MATCH, HeaderValue::from_static(value));
        IfMatch::read(&headers)
    }

    #[test]
    fn no_header_and_a_star_admit_every_version() {
        assert_eq!(IfMatch::read(&HeaderMap::new()).unwrap(), IfMatch::Any);
        assert!(read("*").unwrap().admits(7));
    }

    #[test]
    fn only_the_versions_named_are_admitted() {
        let both = read("\"3\", \"5\"").unwrap();
        assert!(both.admits(3) && both.admits(5) && !both.admits(4));
        assert!(read("3").unwrap().admits(3));
        for tag in ["W/\"3\"", "\"abc\"", "\"99999999999999999999\"", ""] {
            assert!(!read(tag).unwrap().admits(3), "{tag}");
        }
    }

    #[test]
    fn what_is_no_entity_tag_is_named() {
        for tag in ["abc", "\"3", "3x"] {
            let problem = read(tag).unwrap_err();
            assert_eq!(problem.errors()[0].field, "If-Match", "{tag}");
        }
    }
}
