//! Articles of the knowledge base, for pages and API alike: which of them somebody finds and reads.

use domain::{Action, Actor, Article, ArticleId, Object, Readers};
use jiff::Timestamp;
use store::articles::{self, Shelf};

use crate::permit::{may, permit};
use crate::{App, WebError};

/// The article, for somebody who may read it.
///
/// # Errors
/// [`WebError::NotFound`] for one that does not exist or is not for them.
pub(crate) async fn seen(app: &App, actor: &Actor, id: ArticleId) -> Result<Article, WebError> {
    let mut conn = app.store.read().await?;
    let article = articles::by_id(&mut conn, id)
        .await?
        .ok_or(WebError::NotFound)?;
    permit(
        app,
        actor,
        Action::SeeArticle,
        Object::Article(Some(&article)),
    )?;
    Ok(article)
}

/// The articles that somebody may find: staff every one, others those for everyone.
pub(crate) fn shelf(app: &App, actor: &Actor) -> Shelf {
    Shelf {
        readers: (!is_staff(app, actor)).then_some(Readers::Everyone),
        ..Shelf::default()
    }
}

/// Whether somebody reads what is for staff.
pub(crate) fn is_staff(app: &App, actor: &Actor) -> bool {
    may(app, actor, Action::SeeArticle, Object::Article(None))
}

/// Whether nobody has said since then for so long that it holds, that somebody should.
pub(crate) fn is_old(app: &App, checked_at: Timestamp) -> bool {
    checked_at <= old_since(app)
}

/// Whatever nobody has confirmed since this moment, somebody should.
pub(crate) fn old_since(app: &App) -> Timestamp {
    let seconds = i64::from(app.settings.article_check_days).saturating_mul(86_400);
    let whole = app.now().as_second().saturating_sub(seconds);
    // The last moment of its second: ages are counted in whole seconds.
    Timestamp::new(whole, 999_999_999).unwrap_or(Timestamp::MIN)
}
