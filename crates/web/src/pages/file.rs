//! Filing a ticket. Nobody is asked for a unit or a category.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::{
    Action, Actor, Author, Channel, FieldError, FieldFault, Impact, Object, Outage, Person,
    Refusal, Requester, Ticket, Urgency,
};
use serde::Deserialize;
use store::drafts::Draft;
use store::{accounts, throttle};
use texts::Texts;

use crate::auth::extract::Who;
use crate::auth::peer::Peer;
use crate::auth::session::Visit;
use crate::drafts;
use crate::fields::Fields;
use crate::filing::{Access, FilingRequest, Key, Then, file_with};
use crate::frame::{Frame, page, page_with};
use crate::outages::seen;
use crate::pages::outages::banner::Banner;
use crate::pages::outages::id;
use crate::permit::{may, permit};
use crate::tokens::{Token, fingerprint};
use crate::uploads::view::FilesField;
use crate::uploads::{Posted, Uploads};
use crate::{App, WebError};

/// Tickets that visitors may file from one machine in one window: an office may share an address.
const VISITORS_PER_PEER: i64 = 60;
/// Tickets that visitors may file in one window under one e-mail address, which gets a letter each.
const VISITORS_PER_EMAIL: i64 = 10;
/// The window, in seconds.
const WINDOW: i64 = 60 * 60;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/zgloszenia/nowe", get(show))
        .route("/zgloszenia", post(file))
}

#[derive(Template)]
#[template(path = "file.html")]
struct FilePage {
    t: Texts,
    frame: Frame,
    form: Fields,
    key: String,
    for_others: bool,
    warning: Option<String>,
    files: Option<FilesField>,
    /// That words of a draft stand in it; empty when none do.
    draft: String,
    impacts: [Impact; 3],
    urgencies: [Urgency; 3],
    banner: Banner,
    /// Id and title of the outage to which the ticket will belong.
    chosen: Option<(String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FileForm {
    name: String,
    email: String,
    department: String,
    room: String,
    phone: String,
    subject: String,
    body: String,
    impact: String,
    urgency: String,
    key: String,
    /// The outage to which it belongs; empty for none.
    awaria: String,
}

/// What the address of the form says.
#[derive(Default, Deserialize)]
#[serde(default)]
struct From {
    awaria: String,
}

impl FileForm {
    /// What is known of a signed-in person.
    async fn of(app: &App, actor: &Actor) -> Result<Self, WebError> {
        let Actor::Person(person) = actor else {
            return Ok(Self::default());
        };
        let mut conn = app.store.read().await?;
        let account = accounts::by_id(&mut conn, person.id).await?;
        Ok(account.map_or_else(Self::default, |account| Self {
            name: account.name,
            email: account.email,
            department: account.department,
            room: account.room,
            phone: account.phone,
            ..Self::default()
        }))
    }

    /// What was typed before.
    fn drafted(draft: &Draft) -> Self {
        let word = |name| drafts::word(draft, name).to_owned();
        Self {
            name: word("name"),
            email: word("email"),
            department: word("department"),
            room: word("room"),
            phone: word("phone"),
            subject: word("subject"),
            body: word("body"),
            impact: word("impact"),
            urgency: word("urgency"),
            key: String::new(),
            awaria: String::new(),
        }
    }

    fn fields(self) -> Fields {
        Fields::new([
            ("name", self.name),
            ("email", self.email),
            ("department", self.department),
            ("room", self.room),
            ("phone", self.phone),
            ("subject", self.subject),
            ("body", self.body),
            ("impact", self.impact),
            ("urgency", self.urgency),
        ])
    }

    fn requester(&self) -> Requester {
        Requester {
            account: None,
            name: self.name.clone(),
            email: self.email.clone(),
            department: self.department.clone(),
            room: self.room.clone(),
            phone: self.phone.clone(),
        }
    }

    /// Everything to be mended, in the order of the form.
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Ticket::faults(&self.subject, &self.body, &self.requester());
        faults.sort_by_key(|error| match error.field {
            "subject" => 0,
            "body" => 1,
            _ => 2,
        });
        let choices = [
            ("impact", Impact::from_name(&self.impact).is_some()),
            ("urgency", Urgency::from_name(&self.urgency).is_some()),
        ];
        // One of the answers is wanted, whether none was chosen or another was sent.
        let choices = choices
            .into_iter()
            .filter(|(_, known)| !known)
            .map(|(field, _)| FieldError {
                field,
                fault: FieldFault::UnknownValue,
            });
        let after_words =
            faults.partition_point(|error| ["subject", "body"].contains(&error.field));
        faults.splice(after_words..after_words, choices);
        faults
    }
}

async fn show(
    State(app): State<App>,
    Who(actor): Who,
    frame: Frame,
    Query(from): Query<From>,
) -> Result<Response, WebError> {
    admit(&app, &actor)?;
    let mut form = FileForm::of(&app, &actor).await?;
    let outage = chosen(&app, &actor, &from.awaria).await?;
    // Whoever comes from an outage starts with its words; the draft waits.
    let draft = match (&actor, &outage) {
        (Actor::Person(person), None) => drafts::of_form(&app, person, "/zgloszenia").await?,
        _ => None,
    };
    if let Some(draft) = &draft {
        form = FileForm::drafted(draft);
    }
    if let Some(outage) = &outage {
        let title = &outage.announcement.title;
        form.subject.clone_from(title);
        // What is kept is Polish, whatever language the form is in.
        form.body = Texts::pl().one("outage-me-too-body", "title", title);
        Impact::Low.as_str().clone_into(&mut form.impact);
        Urgency::Medium.as_str().clone_into(&mut form.urgency);
    }
    let fields = form.fields();
    let known = Known::of(&app, &actor, outage.as_ref()).await?;
    let uploads = Uploads::default();
    let mut filing = FilePage::new(&app, &actor, frame, fields, None, &uploads, known)?;
    if let Some(draft) = &draft {
        filing.draft = drafts::restored(&app, draft.saved_at);
    }
    page(&filing)
}

/// The outage that a form or an address names, when its reader sees it and it lasts.
async fn chosen(app: &App, actor: &Actor, text: &str) -> Result<Option<Outage>, WebError> {
    let Some(id) = id(text) else {
        return Ok(None);
    };
    match seen(app, actor, id).await {
        Ok(outage) => Ok(Some(outage).filter(Outage::lasts)),
        Err(WebError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What the form says of outages.
struct Known {
    banner: Banner,
    /// Id and title of the one to which the ticket will belong.
    chosen: Option<(String, String)>,
}

impl Known {
    async fn of(app: &App, actor: &Actor, outage: Option<&Outage>) -> Result<Self, WebError> {
        Ok(Self {
            banner: Banner::of(app, actor).await?,
            chosen: outage.map(|outage| (outage.id.to_string(), outage.announcement.title.clone())),
        })
    }
}

async fn file(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    peer: Peer,
    frame: Frame,
    Posted { form, uploads }: Posted<FileForm>,
) -> Result<Response, WebError> {
    let actor = &visit.actor;
    admit(&app, actor)?;
    let outage = chosen(&app, actor, &form.awaria).await?;
    let known = Known::of(&app, actor, outage.as_ref()).await?;
    let file_fault = uploads.fault(&app);
    let again =
        |status: StatusCode, form: FileForm, faults: &[FieldError], warning: Option<String>| {
            let mut fields = form.fields().with_faults(app.texts, faults);
            if let Some(fault) = &file_fault {
                fields.fault_at("files", fault.text(app.texts));
            }
            let page = FilePage::new(&app, actor, frame, fields, warning, &uploads, known)?;
            page_with(status, &page)
        };
    let faults = form.faults();
    let (Some(impact), Some(urgency), true) = (
        Impact::from_name(&form.impact),
        Urgency::from_name(&form.urgency),
        faults.is_empty() && file_fault.is_none(),
    ) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, form, &faults, None);
    };
    if matches!(actor, Actor::Visitor) && !is_admitted(&app, &peer, &form.email).await? {
        let warning = app.texts.get("file-too-many");
        return again(StatusCode::TOO_MANY_REQUESTS, form, &[], Some(warning));
    }
    let (requester, by) = parties(&app, actor, &form).await?;
    let own = requester.account.is_some() && requester.account == by.user;
    let request = FilingRequest {
        subject: form.subject.clone(),
        body: form.body.clone(),
        requester,
        impact,
        urgency,
        key: key(&visit, &form),
        access: match actor {
            Actor::Person(_) => Access::Account,
            Actor::Visitor | Actor::LinkHolder(_) => Access::Link,
        },
        by,
        outage: outage.as_ref().map(|outage| outage.id),
        channel: Channel::Written,
        then: Then::Waits,
    };
    let filed = match file_with(&app, request, &uploads).await {
        Ok(filed) => filed,
        Err(WebError::Refused(Refusal::Fields(faults))) => {
            return again(StatusCode::UNPROCESSABLE_ENTITY, form, &faults, None);
        }
        Err(WebError::KeyReused) => {
            let warning = app.texts.get("file-sent-already");
            return again(StatusCode::CONFLICT, form, &[], Some(warning));
        }
        Err(other) => return Err(other),
    };
    let number = filed.ticket.number;
    let address = match filed.link {
        Some(token) => format!("/z/{}?nowe", token.secret()),
        None if own => format!("/zgloszenie/{number}?nowe"),
        None => format!("/kolejka/{number}?zrobiono=filed-for-other"),
    };
    Ok(Redirect::to(&address).into_response())
}

/// Who may file here: everybody, or everybody who is signed in.
fn admit(app: &App, actor: &Actor) -> Result<(), WebError> {
    permit(app, actor, Action::File, Object::Desk)?;
    if app.settings.open_intake || matches!(actor, Actor::Person(_)) {
        Ok(())
    } else {
        Err(WebError::SignInNeeded)
    }
}

/// Whether a visitor may file one more ticket now.
async fn is_admitted(app: &App, peer: &Peer, email: &str) -> Result<bool, WebError> {
    let now = app.now();
    let peer = format!("file peer {}", peer.key());
    let email = format!("file email {}", fingerprint(&email.trim().to_lowercase()));
    let mut tx = app.store.write().await?;
    let peer_free = throttle::hit(&mut tx, &peer, now, WINDOW, VISITORS_PER_PEER).await?;
    let email_free = throttle::hit(&mut tx, &email, now, WINDOW, VISITORS_PER_EMAIL).await?;
    tx.commit().await?;
    Ok(peer_free && email_free)
}

/// Who needs help and who files. An operator who writes down a colleague's trouble files for the
/// account with that address, if there is one; anybody else files for themselves.
async fn parties(
    app: &App,
    actor: &Actor,
    form: &FileForm,
) -> Result<(Requester, Author), WebError> {
    let mut requester = form.requester();
    let Actor::Person(person) = actor else {
        let by = Author {
            user: None,
            name: requester.name.clone(),
            unit: None,
        };
        return Ok((requester, by));
    };
    if !is_for_other(app, person, &requester.email) {
        requester.account = Some(person.id);
        let by = Author {
            user: Some(person.id),
            name: person.name.clone(),
            unit: None,
        };
        return Ok((requester, by));
    }
    let mut conn = app.store.read().await?;
    let account = accounts::by_email(&mut conn, requester.email.trim()).await?;
    requester.account = account.map(|account| account.id);
    Ok((requester, person.author(app.desk.first_line())))
}

fn is_for_other(app: &App, person: &Person, email: &str) -> bool {
    let actor = Actor::Person(person.clone());
    may(app, &actor, Action::FileForOthers, Object::Desk)
        && !person.email.eq_ignore_ascii_case(email.trim())
}

/// The key of the form that was sent; belongs to the person or, without one, to the browser.
fn key(visit: &Visit, form: &FileForm) -> Option<Key> {
    let key = Token::parse(&form.key)?;
    let owner = match &visit.actor {
        Actor::Person(person) => person.id.to_string(),
        Actor::Visitor | Actor::LinkHolder(_) => fingerprint(visit.cookie.secret()),
    };
    Some(Key {
        scope: format!("form {owner}"),
        key: key.secret().to_owned(),
    })
}

impl FilePage {
    fn new(
        app: &App,
        actor: &Actor,
        frame: Frame,
        form: Fields,
        warning: Option<String>,
        uploads: &Uploads,
        known: Known,
    ) -> Result<Self, WebError> {
        Ok(Self {
            banner: known.banner,
            chosen: known.chosen,
            t: app.texts,
            frame,
            form,
            key: Token::fresh()?.secret().to_owned(),
            for_others: may(app, actor, Action::FileForOthers, Object::Desk),
            warning,
            files: FilesField::new(
                app,
                "field-files".to_owned(),
                matches!(actor, Actor::Person(_)),
                uploads,
            ),
            draft: String::new(),
            impacts: Impact::ALL,
            urgencies: Urgency::ALL,
        })
    }
}
