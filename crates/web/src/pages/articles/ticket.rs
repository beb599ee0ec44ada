//! What the ticket's page shows of the knowledge base: articles it may be about, and tickets like it that were solved.

use domain::{Act, Action, Actor, Object, Status, Ticket};
use store::articles::{self, Shelf};
use store::{Conn, tickets};

use super::Line;
use crate::permit::may;
use crate::{App, WebError};

/// So many articles are shown.
const ARTICLES: u32 = 3;
/// So many solved tickets are shown, …
const SOLVED: usize = 3;
/// … looked for among so many.
const CANDIDATES: usize = 12;
/// Characters of a solution that are shown.
const EXCERPT: usize = 240;

/// The card.
pub(crate) struct Card {
    pub(crate) articles: Vec<Line>,
    pub(crate) solved: Vec<Solved>,
    /// Address of a new article drafted from this ticket; empty when there is nothing to draft from.
    pub(crate) draft: String,
}

/// A ticket that was solved, and how.
pub(crate) struct Solved {
    pub(crate) number: String,
    pub(crate) subject: String,
    pub(crate) unit: String,
    pub(crate) solution: String,
}

impl Card {
    pub(crate) async fn new(
        app: &App,
        conn: &mut Conn,
        actor: &Actor,
        ticket: &Ticket,
    ) -> Result<Self, WebError> {
        let text = format!("{}\n{}", ticket.subject, ticket.body);
        let articles = articles::likely(conn, &Shelf::default(), &text, ARTICLES).await?;
        let mut solved = Vec::new();
        for other in tickets::solved_alike(conn, ticket, CANDIDATES).await? {
            if solved.len() == SOLVED {
                break;
            }
            if !may(app, actor, Action::SeeInternals, Object::Ticket(&other)) {
                continue;
            }
            let history = tickets::history(conn, other.id).await?;
            let solution = history.iter().rev().find_map(|event| match &event.act {
                Act::Resolved { solution } => Some(excerpt(solution)),
                _ => None,
            });
            if let Some(solution) = solution {
                solved.push(Solved {
                    number: other.number.to_string(),
                    subject: other.subject,
                    unit: other.unit.to_string(),
                    solution,
                });
            }
        }
        let is_solved = matches!(ticket.status, Status::Resolved | Status::Closed);
        let may_draft = may(app, actor, Action::WriteArticle, Object::Article(None));
        Ok(Self {
            articles: articles.iter().map(|one| Line::new(app, one)).collect(),
            solved,
            draft: if is_solved && may_draft {
                format!("/wiedza/nowy?zgloszenie={}", ticket.number)
            } else {
                String::new()
            },
        })
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.solved.is_empty() && self.draft.is_empty()
    }
}

fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
