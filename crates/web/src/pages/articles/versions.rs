//! `/wiedza/{id}/wersje`: who changed an article, when, and what.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::{ArticleText, ArticleVersion};
use similar::{ChangeTag, TextDiff};
use store::articles;
use texts::Texts;

use super::super::ticket::history::Moment;
use super::{Id, is_staff, seen};
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::{App, WebError};

#[derive(Template)]
#[template(path = "article_versions.html")]
struct Page {
    t: Texts,
    frame: Frame,
    id: String,
    title: String,
    versions: Vec<Version>,
}

/// One version beside the one before it.
struct Version {
    number: i64,
    is_current: bool,
    /// Key of what was done.
    step: String,
    by: String,
    at: Moment,
    /// What else than the words is different: "Komórka: IT-04-1 → IT-04-2".
    facts: Vec<String>,
    lines: Vec<Line>,
}

/// A line that went, came, or stands beside one.
struct Line {
    /// `removed`, `added` or `same`.
    kind: &'static str,
    /// Key of what it says to those who do not see colours; empty for a line that stays.
    said: &'static str,
    text: String,
}

pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    frame: Frame,
) -> Result<Response, WebError> {
    let article = seen(&app, &signed.actor(), id).await?;
    if !is_staff(&app, &signed.actor()) {
        return Err(WebError::Forbidden);
    }
    let mut conn = app.store.read().await?;
    let versions = articles::versions(&mut conn, id).await?;
    drop(conn);
    let beside = versions
        .iter()
        .enumerate()
        .map(|(at, version)| compared(app.texts, versions.get(at + 1), version, at == 0))
        .collect();
    page(&Page {
        t: app.texts,
        frame,
        id: id.to_string(),
        title: article.text.title,
        versions: beside,
    })
}

fn compared(
    t: Texts,
    before: Option<&ArticleVersion>,
    version: &ArticleVersion,
    is_current: bool,
) -> Version {
    Version {
        number: version.version,
        is_current,
        step: format!("article-step-{}", version.step.as_str()),
        by: version.by.name.clone(),
        at: Moment::new(t, version.at),
        facts: before.map_or_else(Vec::new, |before| facts(t, &before.text, &version.text)),
        lines: before.map_or_else(Vec::new, |before| {
            lines(&before.text.body, &version.text.body)
        }),
    }
}

fn facts(t: Texts, before: &ArticleText, after: &ArticleText) -> Vec<String> {
    let duty = |text: &ArticleText| {
        text.duty
            .map_or_else(|| "–".to_owned(), |duty| duty.shown())
    };
    let readers = |text: &ArticleText| t.get(&format!("article-readers-{}", text.readers.as_str()));
    [
        (
            "field-article-title",
            before.title.clone(),
            after.title.clone(),
        ),
        (
            "field-article-unit",
            before.unit.to_string(),
            after.unit.to_string(),
        ),
        ("field-article-duty", duty(before), duty(after)),
        ("field-article-readers", readers(before), readers(after)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(key, before, after)| format!("{}: {before} → {after}", t.get(key)))
    .collect()
}

/// The lines that changed, each with one line before and after it.
fn lines(before: &str, after: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(before, after);
    diff.grouped_ops(1)
        .iter()
        .flatten()
        .flat_map(|op| diff.iter_changes(op))
        .map(|change| {
            let (kind, said) = match change.tag() {
                ChangeTag::Delete => ("removed", "article-line-removed"),
                ChangeTag::Insert => ("added", "article-line-added"),
                ChangeTag::Equal => ("same", ""),
            };
            Line {
                kind,
                said,
                text: change.value().trim_end().to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_shown_with_a_line_around_it() {
        let before = "a\nb\nc\nd\ne\nf";
        let after = "a\nb\nC\nd\ne\nf";
        let shown: Vec<(&str, String)> = lines(before, after)
            .into_iter()
            .map(|line| (line.kind, line.text))
            .collect();
        let expected = [
            ("same", "b"),
            ("removed", "c"),
            ("added", "C"),
            ("same", "d"),
        ];
        assert_eq!(shown, expected.map(|(kind, text)| (kind, text.to_owned())));
        assert!(lines(before, before).is_empty());
    }
}
