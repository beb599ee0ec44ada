//! The words of a posted form.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use crate::uploads::Uploads;
use crate::{App, WebError};

/// Fields of a form as they were posted. A field that is missing is empty; of a field posted twice
/// the first counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    fields: Vec<(String, String)>,
    /// The files that came with them.
    pub(crate) uploads: Uploads,
}

impl Typed {
    /// These fields, without files.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        Self {
            fields,
            uploads: Uploads::default(),
        }
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// The same with other words in one field.
    #[must_use]
    pub(crate) fn with(&self, name: &str, words: String) -> Self {
        let others = self.fields.iter().filter(|(field, _)| field != name);
        Self {
            fields: std::iter::once((name.to_owned(), words))
                .chain(others.cloned())
                .collect(),
            uploads: self.uploads.clone(),
        }
    }

    /// One field alone, under another name.
    pub(crate) fn only(&self, name: &str, alias: &str) -> Self {
        Self::of(vec![(alias.to_owned(), self.get(name).to_owned())])
    }

    /// Every value of a field that may be posted more than once.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The version of the ticket that the form was made for; 0, which no ticket has, when it cannot
    /// be read.
    pub(crate) fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }
}

impl FromRequest<App> for Typed {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &App) -> Result<Self, WebError> {
        let mut request = request;
        let uploads = request.extensions_mut().remove().unwrap_or_default();
        let body = Bytes::from_request(request, app)
            .await
            .map_err(|_| WebError::TooLarge)?;
        Ok(Self {
            fields: form_urlencoded::parse(&body).into_owned().collect(),
            uploads,
        })
    }
}
