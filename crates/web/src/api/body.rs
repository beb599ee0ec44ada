//! Bodies of requests: JSON objects, read leniently enough to name everything that is wrong at once.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::App;
use crate::api::faults::Faults;
use crate::api::problem::{FieldProblem, Problem};

/// Bodies longer than this are not read twice to name more than one fault.
const LISTED_LIMIT: usize = 1024 * 1024;
/// Faults named at most.
const MOST_FAULTS: usize = 20;
/// Characters of an explanation at most; it may quote what was sent.
const DETAIL_LIMIT: usize = 200;

/// A body with what is wrong with its shape: fields nobody knows, values of the wrong type. Those
/// are left out of `fields`, all of which are options; the handler adds what is missing and refuses
/// everything together.
#[derive(Debug)]
pub(crate) struct Body<T> {
    pub(crate) fields: T,
    pub(crate) faults: Faults,
}

/// The same for acts that need nothing said: no body at all is an empty one.
#[derive(Debug)]
pub(crate) struct EmptyBody;

/// No fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        expect_json(request.headers())?;
        parse(&read(request, app).await?)
    }
}

impl FromRequest<App> for EmptyBody {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let headers = request.headers().clone();
        let bytes = read(request, app).await?;
        if !bytes.is_empty() {
            expect_json(&headers)?;
            parse::<Nothing>(&bytes)?.faults.finish()?;
        }
        Ok(Self)
    }
}

async fn read(mut request: Request, app: &App) -> Result<Bytes, Problem> {
    let limit = app.settings.body_limit;
    DefaultBodyLimit::max(limit).apply(&mut request);
    Bytes::from_request(request, app)
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Problem::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too_large",
                    "The body is too large",
                    format!("a body may have at most {limit} bytes"),
                )
            } else {
                malformed("the body could not be read to its end")
            }
        })
}

fn expect_json(headers: &HeaderMap) -> Result<(), Problem> {
    let essence = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let is_json = essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"));
    if is_json {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "The body must be JSON",
        "send the body as `Content-Type: application/json`",
    ))
}

fn malformed(detail: impl Into<Cow<'static, str>>) -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "malformed",
        "The body is not a JSON object",
        detail,
    )
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<Body<T>, Problem> {
    // Rust's structs can also be read from arrays; those of the API are not.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(malformed("the body must be a JSON object"));
    }
    let mut faults = Faults::default();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let error = match serde_path_to_error::deserialize(&mut reader) {
        Ok(fields) => {
            reader.end().map_err(|error| malformed(shortened(&error)))?;
            return Ok(Body { fields, faults });
        }
        Err(error) => error,
    };
    if !error.inner().is_data() {
        return Err(malformed(shortened(error.inner())));
    }
    if bytes.len() > LISTED_LIMIT {
        let (_, fault) = fault_of(&error);
        return Err(Problem::fields(vec![fault]));
    }
    // It is JSON, but something in it is not what it should be. Leave that out, note it, read on.
    let mut value: Value =
        serde_json::from_slice(bytes).map_err(|error| malformed(shortened(&error)))?;
    for _ in 0..MOST_FAULTS {
        match serde_path_to_error::deserialize(&value) {
            // Nothing was left out, so it was a key given twice.
            Ok(_) if faults.is_empty() => return Err(malformed(shortened(error.inner()))),
            Ok(fields) => return Ok(Body { fields, faults }),
            Err(error) => {
                let (keys, fault) = fault_of(&error);
                faults.push(fault);
                if !remove(&mut value, &keys) {
                    break;
                }
            }
        }
    }
    Err(faults.into_problem())
}

/// The place of an error as keys from the outermost, and what to say about it.
fn fault_of(error: &serde_path_to_error::Error<serde_json::Error>) -> (Vec<String>, FieldProblem) {
    let keys: Vec<String> = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            Segment::Map { key } => Some(key.clone()),
            _ => None,
        })
        .collect();
    let name: String = keys.join(".").chars().take(DETAIL_LIMIT).collect();
    let detail = shortened(error.inner());
    let code = if detail.starts_with("unknown field") {
        "unknown_field"
    } else {
        "wrong_type"
    };
    let fault = FieldProblem::new(name, code, detail);
    (keys, fault)
}

/// Takes the value at `keys` out; false when there is none.
fn remove(value: &mut Value, keys: &[String]) -> bool {
    let Some((last, outer)) = keys.split_last() else {
        return false;
    };
    outer
        .iter()
        .try_fold(value, |value, key| value.get_mut(key))
        .and_then(Value::as_object_mut)
        .and_then(|object| object.remove(last))
        .is_some()
}

fn shortened(error: &serde_json::Error) -> String {
    error.to_string().chars().take(DETAIL_LIMIT).collect()
}

/// An object inside a body (serde would also read the fields from an array, in order).
///
/// # Errors
/// Those of the format, and anything but an object or null.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Object<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(Object(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        name: Option<String>,
        #[serde(default, deserialize_with = "object")]
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        a: Option<String>,
        b: Option<String>,
    }

    fn faults(json: &str) -> Vec<(String, &'static str)> {
        let body: Body<Outer> = parse(json.as_bytes()).unwrap();
        body.faults
            .finish()
            .err()
            .map(|problem| {
                problem
                    .errors()
                    .iter()
                    .map(|error| (error.field.to_string(), error.code))
                    .collect()
            })
            .unwrap_or_default()
    }

    #[test]
    fn a_sound_body_is_read_whole() {
        let body: Body<Outer> = parse(br#" {"name":"x","inner":{"a":"1","b":null}} "#).unwrap();
        assert_eq!(body.fields.name.as_deref(), Some("x"));
        let inner = body.fields.inner.unwrap();
        assert_eq!((inner.a.as_deref(), inner.b), (Some("1"), None));
        assert_eq!(faults("{}"), []);
        assert_eq!(faults(r#"{"inner":null}"#), []);
    }

    #[test]
    fn every_wrong_place_is_named_at_once_and_the_rest_is_read() {
        let json = r#"{"name":5,"status":"closed","inner":{"a":[1],"z":1,"b":"kept"}}"#;
        assert_eq!(
            faults(json),
            [
                ("inner.a".to_owned(), "wrong_type"),
                ("inner.z".to_owned(), "unknown_field"),
                ("name".to_owned(), "wrong_type"),
                ("status".to_owned(), "unknown_field"),
            ]
        );
        let body: Body<Outer> = parse(json.as_bytes()).unwrap();
        assert_eq!(body.fields.inner.unwrap().b.as_deref(), Some("kept"));
    }

    #[test]
    fn an_array_does_not_stand_for_an_object() {
        assert_eq!(
            faults(r#"{"inner":["a","b"]}"#),
            [("inner".to_owned(), "wrong_type")]
        );
        assert!(parse::<Outer>(br#"["a",{}]"#).is_err());
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        let deep = "{\"name\":".repeat(100_000);
        for body in [
            "",
            "{",
            "null",
            "5",
            "{}x",
            "{} {}",
            "{\"name\":\"\\ud800\"}",
            "{'name':1}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"name\":1e999}",
            &deep,
        ] {
            let problem = parse::<Outer>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.code(), "malformed", "{body:.40}");
        }
        assert!(parse::<Outer>(b"{\"name\":\"\xff\"}").is_err());
    }

    #[test]
    fn endless_faults_are_named_up_to_a_limit() {
        let many: Vec<String> = (0..1000).map(|n| format!("\"x{n}\":1")).collect();
        let json = format!("{{{}}}", many.join(","));
        let problem = parse::<Outer>(json.as_bytes()).unwrap_err();
        assert_eq!(problem.errors().len(), MOST_FAULTS);
    }
}
