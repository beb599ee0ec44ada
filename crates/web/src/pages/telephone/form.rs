//! The form of a call.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Impact, Requester, Urgency};
use store::callers::Caller;
use texts::Texts;

use super::callers::Found;
use super::suggestion::Hint;
use super::{ADDRESS, admit};
use crate::auth::extract::Signed;
use crate::drafts;
use crate::fields::Fields;
use crate::frame::{Frame, page_with};
use crate::pages::acts::typed::Typed;
use crate::tokens::Token;
use crate::{App, WebError};

/// The fields, in the order of the form.
pub(super) const NAMES: [&str; 10] = [
    "name",
    "phone",
    "email",
    "department",
    "room",
    "subject",
    "body",
    "impact",
    "urgency",
    "solution",
];

/// What was typed during the call.
pub(super) struct Call(Vec<(&'static str, String)>);

impl Call {
    /// Nothing yet, but the answers that most calls have.
    fn fresh() -> Self {
        let mut call = Self(NAMES.map(|name| (name, String::new())).into());
        call.set("impact", Impact::Low.as_str());
        call.set("urgency", Urgency::Medium.as_str());
        call
    }

    pub(super) fn typed(typed: &Typed) -> Self {
        Self(NAMES.map(|name| (name, typed.get(name).to_owned())).into())
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| *field == name)
            .map_or("", |(_, words)| words)
    }

    fn set(&mut self, name: &str, words: &str) {
        for (field, value) in &mut self.0 {
            if *field == name {
                words.clone_into(value);
            }
        }
    }

    /// Puts somebody who was chosen into the form.
    pub(super) fn is_of(&mut self, caller: &Caller) {
        self.set("name", &caller.name);
        self.set("phone", &caller.phone);
        self.set("email", &caller.email);
        self.set("department", &caller.department);
        self.set("room", &caller.room);
    }

    /// What the caller says; who has no time for more writes one line.
    pub(super) fn body(&self) -> &str {
        match self.get("body") {
            blank if blank.trim().is_empty() => self.get("subject"),
            body => body,
        }
    }

    pub(super) fn requester(&self) -> Requester {
        Requester {
            account: None,
            name: self.get("name").to_owned(),
            email: self.get("email").to_owned(),
            department: self.get("department").to_owned(),
            room: self.get("room").to_owned(),
            phone: self.get("phone").to_owned(),
        }
    }

    pub(super) fn fields(self) -> Fields {
        Fields::new(self.0)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "telephone.html")]
pub(super) struct Page {
    t: Texts,
    frame: Frame,
    form: Fields,
    key: String,
    /// What is wrong with the form as a whole.
    pub(super) warning: Option<String>,
    /// That words of a draft stand in it; empty when none do.
    draft: String,
    /// Whom a button was asked to find.
    pub(super) found: Option<Found>,
    pub(super) hint: Option<Hint>,
    impacts: [Impact; 3],
    urgencies: [Urgency; 3],
}

impl Page {
    pub(super) fn new(app: &App, frame: Frame, form: Fields) -> Result<Self, WebError> {
        Ok(Self {
            t: app.texts,
            frame,
            form,
            key: Token::fresh()?.secret().to_owned(),
            warning: None,
            draft: String::new(),
            found: None,
            hint: None,
            impacts: Impact::ALL,
            urgencies: Urgency::ALL,
        })
    }

    pub(super) fn into_response(self, status: StatusCode) -> Result<Response, WebError> {
        page_with(status, &self)
    }

    /// Where and about whom more is known than name and number.
    fn knows_more(&self) -> bool {
        ["department", "room"]
            .into_iter()
            .any(|name| !self.form.value(name).is_empty() || self.form.fault(name).is_some())
    }
}

/// The empty form, or with the words of a call that was not saved.
pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    admit(&app, &signed)?;
    let draft = drafts::of_form(&app, &signed.0, ADDRESS).await?;
    let call = match &draft {
        Some(draft) => Call::typed(&Typed::of(draft.fields.clone())),
        None => Call::fresh(),
    };
    let hint = Hint::of(&app, call.get("subject"), call.get("body")).await;
    let mut page = Page::new(&app, frame, call.fields())?;
    page.hint = hint;
    if let Some(draft) = &draft {
        page.draft = drafts::restored(&app, draft.saved_at);
    }
    page.into_response(StatusCode::OK)
}
