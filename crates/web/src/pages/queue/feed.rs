//! Who is told at once when a ticket changes, and how many may be.
//!
//! One task of this process looks, once a second and only while somebody is listening, whether the
//! database has noted another change: so it does not matter which process made it. Whoever listens
//! is woken and reads what changed for itself, within what they may see.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::UserId;
use store::changes::{self, Position};
use store::{Store, StoreError};
use tokio::sync::watch;
use tracing::debug;

use crate::WebError;

/// How often the database is asked.
const EVERY: Duration = Duration::from_secs(1);

/// Listeners of one person at once: a browser opens six connections to a server at the most.
const MOST_OF_A_PERSON: usize = 6;

/// Listeners at once, well below the connections that the server takes.
const MOST: usize = 400;

/// After so many seconds somebody who found no room may ask again.
const RETRY_SECONDS: i64 = 60;

/// The feed; cheap to clone, all clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Feed(Arc<Mutex<Listeners>>);

#[derive(Default)]
struct Listeners {
    of: HashMap<UserId, usize>,
    all: usize,
    /// Where changes are told, while the task looks for them.
    news: Option<watch::Sender<Position>>,
}

/// A place among those who listen; given back when dropped.
pub(crate) struct Seat {
    feed: Feed,
    person: UserId,
    news: watch::Receiver<Position>,
}

impl Feed {
    /// A place for this person.
    ///
    /// # Errors
    /// [`WebError::TooMany`] when they have enough, [`WebError::Busy`] when all together have.
    pub(crate) fn seat(&self, store: &Store, person: UserId) -> Result<Seat, WebError> {
        let mut listeners = self.lock();
        if listeners.all >= MOST {
            return Err(WebError::Busy);
        }
        if listeners.of.get(&person).copied().unwrap_or(0) >= MOST_OF_A_PERSON {
            return Err(WebError::TooMany {
                retry_after_seconds: RETRY_SECONDS,
            });
        }
        listeners.all += 1;
        *listeners.of.entry(person).or_default() += 1;
        let news = if let Some(news) = &listeners.news {
            news.subscribe()
        } else {
            let (news, receiver) = watch::channel(Position::default());
            listeners.news = Some(news);
            tokio::spawn(self.clone().look(store.clone()));
            receiver
        };
        Ok(Seat {
            feed: self.clone(),
            person,
            news,
        })
    }

    /// Looks for changes until nobody listens any more.
    async fn look(self, store: Store) {
        loop {
            match newest(&store).await {
                Ok(newest) => {
                    if let Some(news) = &self.lock().news {
                        news.send_if_modified(|known| std::mem::replace(known, newest) != newest);
                    }
                }
                // Whoever listens is told when the database answers again.
                Err(error) => debug!("changes cannot be looked for: {error}"),
            }
            tokio::time::sleep(EVERY).await;
            let mut listeners = self.lock();
            if listeners.all == 0 {
                listeners.news = None;
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Listeners> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn newest(store: &Store) -> Result<Position, StoreError> {
    changes::position(&mut store.read().await?).await
}

impl Seat {
    /// Returns when something has changed since it returned last.
    pub(crate) async fn news(&mut self) {
        // The task that tells lives as long as somebody has a seat.
        if self.news.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut listeners = self.feed.lock();
        listeners.all = listeners.all.saturating_sub(1);
        if let Some(count) = listeners.of.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                listeners.of.remove(&self.person);
            }
        }
    }
}
