//! Why a text goes where it goes: computed when somebody asks, never stored.

use std::sync::{Arc, OnceLock};

use domain::Suggestion;
use matcher::{Examples, Explanation, Neighbours};
use tracing::error;

use crate::App;

/// The shipped examples ready to be compared with, made at the first question.
pub(crate) type Examined = Arc<OnceLock<Neighbours>>;

/// The reasons for a text, as `dyspozytor explain-route` gives them; compared with what was stored when
/// it is a ticket's. `None` when the matcher fails. Some milliseconds, away from the threads that serve;
/// the first time some tenths of a second.
pub(crate) async fn explain(
    app: &App,
    subject: &str,
    body: &str,
    stored: Option<Suggestion>,
) -> Option<Explanation> {
    let (matcher, base) = (app.matcher.current(), app.matcher.base());
    let examined = app.examined.clone();
    let (subject, body) = (subject.to_owned(), body.to_owned());
    let answer = tokio::task::spawn_blocking(move || {
        let examples = examined.get_or_init(|| base.neighbours(&Examples::built_in()));
        let reasons = matcher.explain(&subject, &body, Some(examples));
        match stored {
            Some(stored) => reasons.against(&stored),
            None => reasons,
        }
    })
    .await;
    answer
        // Not what the failure says: a panic may quote the text.
        .inspect_err(|_| error!("the matcher failed to explain"))
        .ok()
}
