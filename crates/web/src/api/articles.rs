//! Articles of the knowledge base (§ 18 pkt 10 of the ordinance).

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use domain::{Article, ArticleId};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::Serialize;
use store::articles::{self as stored, Listed, Shelf};
use utoipa::{IntoParams, ToSchema};

use crate::App;
use crate::api::auth::Bearer;
use crate::api::openapi::{Refused, Unseen};
use crate::api::problem::{FieldProblem, Problem};
use crate::api::view::etag;
use crate::articles::{is_old, is_staff, seen, shelf};

/// So many are listed.
const MOST: u32 = 100;

/// Which articles.
#[derive(Debug, Default, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Words that it should have, as people write them; the best first
    q: Option<String>,
    /// The unit that answers for it
    #[param(value_type = Option<String>, example = "IT-04-1")]
    unit: Option<UnitCode>,
    /// `true`: those put away instead of the others; only for staff
    #[param(value_type = Option<bool>)]
    archived: bool,
}

impl Asked {
    fn parse(query: &str) -> Result<Self, Problem> {
        let mut asked = Self::default();
        let mut faults = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let mut wrong = |code, detail: &'static str| {
                let name: String = name.chars().take(60).collect();
                faults.push(FieldProblem::new(name, code, detail));
            };
            match (&*name, &*value) {
                ("q", words) => asked.q = Some(words.to_owned()),
                ("unit", "") | ("archived", "" | "false") => {}
                ("unit", symbol) => match symbol.parse() {
                    Ok(unit) => asked.unit = Some(unit),
                    Err(_) => wrong(
                        "unknown_value",
                        "must be the symbol of a unit, such as IT-04-1",
                    ),
                },
                ("archived", "true") => asked.archived = true,
                ("archived", _) => wrong("unknown_value", "must be true or false"),
                _ => wrong(
                    "unknown_parameter",
                    "the parameters are q, unit and archived",
                ),
            }
        }
        faults.truncate(20);
        if faults.is_empty() {
            Ok(asked)
        } else {
            Err(Problem::parameters(faults))
        }
    }
}

/// An article in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedArticle)]
pub(crate) struct ListedBody {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: ArticleId,
    /// One line.
    title: String,
    /// The unit that answers for it.
    #[schema(value_type = String, example = "IT-04-1")]
    unit: UnitCode,
    /// Which of the unit's duties it belongs to.
    #[schema(value_type = Option<String>, example = "§14 pkt 1 lit. l")]
    duty: Option<Reference>,
    /// Who may read it: `everyone` or `staff`.
    readers: &'static str,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
    /// When somebody last wrote it or said that it still holds.
    #[schema(value_type = String, format = DateTime)]
    checked_at: Timestamp,
    /// Whether that is so long ago that somebody should read it again.
    stale: bool,
}

/// Articles.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArticleList)]
pub(crate) struct ListBody {
    /// With words to find: the best first, else the one that changed last; at most 100.
    articles: Vec<ListedBody>,
}

/// An article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Article)]
pub(crate) struct ArticleBody {
    /// What lists say of it.
    #[serde(flatten)]
    #[schema(inline)]
    listed: ListedBody,
    /// Counts its changes; the `ETag`.
    version: i64,
    /// Markdown.
    body: String,
    /// Put away: found by nobody but those who may change it.
    archived: bool,
}

impl ListedBody {
    fn new(app: &App, listed: Listed, shelf: &Shelf) -> Self {
        Self {
            stale: !shelf.archived && is_old(app, listed.checked_at),
            id: listed.id,
            title: listed.title,
            unit: listed.unit,
            duty: listed.duty,
            readers: listed.readers.as_str(),
            changed_at: listed.changed_at,
            checked_at: listed.checked_at,
        }
    }
}

impl ArticleBody {
    fn new(app: &App, article: Article) -> Self {
        Self {
            listed: ListedBody {
                id: article.id,
                title: article.text.title,
                unit: article.text.unit,
                duty: article.text.duty,
                readers: article.text.readers.as_str(),
                changed_at: article.changed_at,
                checked_at: article.checked_at,
                stale: !article.archived && is_old(app, article.checked_at),
            },
            version: article.version,
            body: article.text.body,
            archived: article.archived,
        }
    }
}

/// List or search articles
///
/// Everybody finds what is for everyone, staff also what is for staff.
#[utoipa::path(
    get,
    path = "/articles",
    operation_id = "list_articles",
    tag = "articles",
    params(Asked),
    responses((status = 200, description = "Articles", body = ListBody), Refused),
)]
pub(crate) async fn list(
    State(app): State<App>,
    who: Bearer,
    RawQuery(query): RawQuery,
) -> Result<Json<ListBody>, Problem> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?;
    let actor = who.actor();
    let shelf = Shelf {
        unit: asked.unit,
        archived: asked.archived && is_staff(&app, &actor),
        ..shelf(&app, &actor)
    };
    let words = asked.q.filter(|words| !words.trim().is_empty());
    let mut conn = app.store.read().await?;
    let found = match words {
        Some(words) => stored::search(&mut conn, &shelf, &words, MOST).await?,
        None => stored::list(&mut conn, &shelf, MOST).await?,
    };
    drop(conn);
    let body = |listed| ListedBody::new(&app, listed, &shelf);
    Ok(Json(ListBody {
        articles: found.into_iter().map(body).collect(),
    }))
}

/// The article in an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents the path of `show`")]
pub(crate) struct ArticleInPath {
    /// Id of the article
    id: uuid::Uuid,
}

/// Read an article
#[utoipa::path(
    get,
    path = "/articles/{id}",
    operation_id = "read_article",
    tag = "articles",
    params(ArticleInPath),
    responses(
        (status = 200, description = "The article", body = ArticleBody,
            headers(("ETag" = String, description = "The article's version"))),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn show(
    State(app): State<App>,
    who: Bearer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let article = seen(&app, &who.actor(), ArticleId(id)).await?;
    let version = [(ETAG, etag(article.version))];
    Ok((version, Json(ArticleBody::new(&app, article))).into_response())
}
