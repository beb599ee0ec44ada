//! Files that people attach.
//!
//! A form with files is read once, by [`receive`], before any handler: words are kept in memory as those
//! of any form, files go to the disk as they arrive. What has arrived waits in the database under its
//! owner's name, and the handler gets [`Uploads`]: it attaches them in the transaction of its act, or shows
//! them again with the form that has something to mend. What waits in vain is forgotten after a day.

mod fault;
mod give;
mod limits;
mod reader;
pub(crate) mod receive;
pub(crate) mod view;

use std::convert::Infallible;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use domain::Actor;
use serde::de::DeserializeOwned;
use store::attachments::{self, Attachment, Home};
use store::{Conn, StoreError};
use texts::Texts;
use uuid::Uuid;

use crate::App;
use crate::auth::session::Visit;
use crate::tokens::fingerprint;

pub(crate) use fault::FileFault;
pub(crate) use give::give;
pub use limits::AttachmentLimits;

/// Files in one form at most.
pub(crate) const MOST_FILES: usize = 20;

/// Whether a request brings files, as far as its header says.
pub(crate) fn is_upload(request: &Request) -> bool {
    request.method() == Method::POST
        && request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| {
                let essence = kind.split(';').next().unwrap_or_default().trim();
                essence.eq_ignore_ascii_case("multipart/form-data")
            })
}

/// The forms that may bring files, by their route.
const TAKE_FILES: [&str; 8] = [
    "/zgloszenia",
    "/zgloszenie/{number}/{act}",
    "/z/{token}/{act}",
    "/kolejka/{number}/notatka",
    "/kolejka/{number}/rozwiazanie",
    "/kolejka/{number}/zwrot",
    "/kolejka/{number}/eskalacja",
    "/kolejka/{number}/przekazanie",
];

/// Whether a form sent to this route may bring files.
pub(crate) fn takes_files(route: &str) -> bool {
    TAKE_FILES.contains(&route)
}

/// The files that came with a form, or had come with it before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uploads {
    /// Whose they are.
    owner: String,
    /// They wait; the oldest first.
    pub(crate) files: Vec<Attachment>,
    /// Why others did not arrive.
    pub(crate) faults: Vec<FileFault>,
}

/// Under which name files and drafts of a visit are kept: the person's, or the browser's when nobody is
/// signed in.
pub(crate) fn owner(visit: &Visit) -> String {
    match &visit.actor {
        Actor::Person(person) => owner_of(person.id),
        Actor::Visitor | Actor::LinkHolder(_) => {
            format!("browser {}", fingerprint(visit.cookie.secret()))
        }
    }
}

/// The same of a person.
pub(crate) fn owner_of(person: domain::UserId) -> String {
    format!("user {person}")
}

impl Uploads {
    /// Those of an owner, waiting.
    pub(crate) fn new(owner: String, files: Vec<Attachment>, faults: Vec<FileFault>) -> Self {
        Self {
            owner,
            files,
            faults,
        }
    }

    /// Why they cannot be filed with a new ticket as they are; `None` when they can, or there are none.
    pub(crate) fn fault(&self, app: &App) -> Option<FileFault> {
        let quota = self.quota(app);
        let too_much = (self.size() > quota).then_some(FileFault::TicketQuota { quota });
        self.faults.first().cloned().or(too_much)
    }

    /// Bytes altogether.
    fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Gives the files to a ticket, within the transaction of the act they came with. `Some` when the
    /// ticket would have more than it may; then nothing may be committed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn attach(
        &self,
        app: &App,
        tx: &mut Conn,
        home: Home,
    ) -> Result<Option<FileFault>, StoreError> {
        if self.files.is_empty() {
            return Ok(None);
        }
        let quota = self.quota(app);
        let present = attachments::size_of_ticket(tx, home.ticket).await?;
        if present + self.size() > quota {
            return Ok(Some(FileFault::TicketQuota { quota }));
        }
        let ids: Vec<Uuid> = self.files.iter().map(|file| file.id).collect();
        attachments::attach(tx, &self.owner, &ids, home).await?;
        Ok(None)
    }

    /// Bytes that a ticket may have of them and others.
    fn quota(&self, app: &App) -> u64 {
        let limits = &app.settings.attachments;
        if self.owner.starts_with("user ") {
            limits.ticket
        } else {
            limits.visitor
        }
    }

    /// What was typed, or for files without a word their names, because every message has words.
    pub(crate) fn words(&self, t: Texts, typed: &str) -> String {
        if !typed.trim().is_empty() || self.files.is_empty() {
            return typed.to_owned();
        }
        let names: Vec<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        t.one("files-without-words", "names", &names.join(", "))
    }
}

/// A form with its files.
pub(crate) struct Posted<T> {
    /// Its words.
    pub(crate) form: T,
    /// Its files.
    pub(crate) uploads: Uploads,
}

impl<T: DeserializeOwned> FromRequest<App> for Posted<T> {
    type Rejection = FormRejection;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, FormRejection> {
        let uploads = request.extensions_mut().remove().unwrap_or_default();
        let Form(form) = Form::from_request(request, app).await?;
        Ok(Self { form, uploads })
    }
}

impl FromRequestParts<App> for Uploads {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}
