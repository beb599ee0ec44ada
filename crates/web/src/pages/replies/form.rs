//! Writing and changing a canned answer, and what it would say.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Action, Object, Reply, ReplyFault, ReplyOwner, ReplyText, ReplyVariable};
use store::{Outcome, replies};
use texts::Texts;

use super::{Id, kept, permit_keeping};
use crate::auth::extract::Signed;
use crate::fields::{Fields, fault_text};
use crate::frame::{Frame, page_with};
use crate::pages::acts::typed::Typed;
use crate::permit::permit;
use crate::{App, WebError};

#[derive(Template)]
#[template(path = "reply_form.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Fields,
    /// Where the form is sent.
    address: String,
    is_new: bool,
    version: i64,
    /// The unit with which it can be shared.
    unit: String,
    /// That unit is the first line.
    is_first_line: bool,
    /// It is shared with the unit.
    shared: bool,
    /// Variables as they are written, and keys of what they stand for.
    variables: [(String, &'static str); 6],
    /// A variable as it is written.
    example: String,
    /// How braces are written.
    braces: String,
    /// What it says of a made-up ticket; empty when that was not asked for.
    preview: String,
    /// What is wrong with the form as a whole; empty when nothing is.
    warning: String,
}

/// What the form is about.
#[derive(Clone, Copy)]
enum What<'a> {
    New,
    Kept(&'a Reply),
}

impl Page {
    fn new(app: &App, signed: &Signed, frame: Frame, what: What<'_>, form: Fields) -> Self {
        let unit = signed.0.author(app.desk.first_line()).unit;
        let preview = ReplyText::parse(form.value("text"))
            .map(|text| sample(app.texts, &text))
            .unwrap_or_default();
        Self {
            t: app.texts,
            frame,
            shared: form.is("owner", "komorka"),
            form,
            address: match what {
                What::New => "/odpowiedzi-wzorcowe".to_owned(),
                What::Kept(reply) => format!("/odpowiedzi-wzorcowe/{}", reply.id),
            },
            is_new: matches!(what, What::New),
            version: match what {
                What::New => 0,
                What::Kept(reply) => reply.version,
            },
            is_first_line: unit.as_ref() == Some(app.desk.first_line()),
            unit: unit.map_or_else(String::new, String::from),
            variables: ReplyVariable::ALL.map(|one| (written(one), meaning(one))),
            example: written(ReplyVariable::Number),
            braces: "{{ }}".to_owned(),
            preview,
            warning: String::new(),
        }
    }
}

/// What a text says of a made-up ticket.
fn sample(t: Texts, text: &ReplyText) -> String {
    let values = ReplyVariable::ALL.map(|variable| t.get(sample_key(variable)));
    text.filled(|variable| {
        let place = ReplyVariable::ALL.iter().position(|one| *one == variable);
        place
            .and_then(|place| values.get(place))
            .map_or("", |value| value)
    })
}

fn sample_key(variable: ReplyVariable) -> &'static str {
    match variable {
        ReplyVariable::Requester => "reply-sample-requester",
        ReplyVariable::Number => "reply-sample-number",
        ReplyVariable::Subject => "reply-sample-subject",
        ReplyVariable::Unit => "reply-sample-unit",
        ReplyVariable::Due => "reply-sample-due",
        ReplyVariable::Operator => "reply-sample-operator",
    }
}

/// A variable as people write it.
fn written(variable: ReplyVariable) -> String {
    format!("{{{}}}", variable.name())
}

/// Key of what a variable stands for.
fn meaning(variable: ReplyVariable) -> &'static str {
    match variable {
        ReplyVariable::Requester => "reply-means-requester",
        ReplyVariable::Number => "reply-means-number",
        ReplyVariable::Subject => "reply-means-subject",
        ReplyVariable::Unit => "reply-means-unit",
        ReplyVariable::Due => "reply-means-due",
        ReplyVariable::Operator => "reply-means-operator",
    }
}

fn fields(title: &str, text: &str, owner: &str) -> Fields {
    Fields::new([
        ("title", title.to_owned()),
        ("text", text.to_owned()),
        ("owner", owner.to_owned()),
    ])
}

fn typed_fields(typed: &Typed) -> Fields {
    fields(typed.get("title"), typed.get("text"), typed.get("owner"))
}

pub(super) async fn new(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let page = Page::new(&app, &signed, frame, What::New, fields("", "", "mnie"));
    page_with(StatusCode::OK, &page)
}

pub(super) async fn edit(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Id(id): Id,
) -> Result<Response, WebError> {
    let reply = kept(&app, &signed, id).await?;
    let owner = match reply.owner {
        ReplyOwner::Person(_) => "mnie",
        ReplyOwner::Unit(_) => "komorka",
    };
    let fields = fields(&reply.title, reply.text.source(), owner);
    let page = Page::new(&app, &signed, frame, What::Kept(&reply), fields);
    page_with(StatusCode::OK, &page)
}

pub(super) async fn write(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    take(&app, &signed, frame, What::New, &typed).await
}

pub(super) async fn revise(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    Id(id): Id,
    typed: Typed,
) -> Result<Response, WebError> {
    let reply = kept(&app, &signed, id).await?;
    take(&app, &signed, frame, What::Kept(&reply), &typed).await
}

async fn take(
    app: &App,
    signed: &Signed,
    frame: Frame,
    what: What<'_>,
    typed: &Typed,
) -> Result<Response, WebError> {
    let t = app.texts;
    let page = |form: Fields| Page::new(app, signed, frame, what, form);
    let (title, text) = match Reply::checked(typed.get("title"), typed.get("text")) {
        Ok(clean) => clean,
        Err(faults) => {
            let mut form = typed_fields(typed);
            for (field, fault) in faults {
                form.fault_at(field, fault_words(t, &fault));
            }
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(form));
        }
    };
    if typed.get("co") == "podglad" {
        return page_with(StatusCode::OK, &page(typed_fields(typed)));
    }
    let owner = owner(app, signed, typed)?;
    let (id, before) = match what {
        What::New => (app.fresh_id()?, 0),
        What::Kept(reply) => (reply.id, typed.version()),
    };
    let reply = Reply {
        id,
        title,
        text,
        owner,
        version: before + 1,
        changed_at: app.now(),
    };
    let mut tx = app.store.write().await?;
    let outcome = match what {
        What::New => replies::insert(&mut tx, &reply).await?,
        What::Kept(_) => replies::update(&mut tx, &reply).await?,
    };
    if outcome == Outcome::Stale {
        drop(tx);
        let mut page = page(typed_fields(typed));
        page.warning = match what {
            What::New => t.count("reply-too-many", replies::MOST),
            What::Kept(_) => t.get("reply-stale"),
        };
        return page_with(StatusCode::CONFLICT, &page);
    }
    tx.commit().await?;
    Ok(Redirect::to("/odpowiedzi-wzorcowe?zrobiono=reply-saved").into_response())
}

/// Whose it is to be: one's own unless one's unit is named.
fn owner(app: &App, signed: &Signed, typed: &Typed) -> Result<ReplyOwner, WebError> {
    let own = ReplyOwner::Person(signed.0.id);
    let owner = match (
        typed.get("owner"),
        signed.0.author(app.desk.first_line()).unit,
    ) {
        ("komorka", Some(unit)) => ReplyOwner::Unit(unit),
        _ => own,
    };
    permit_keeping(app, signed, &owner)?;
    Ok(owner)
}

/// What is wrong, in words; an unknown variable is named, and so are those that there are.
fn fault_words(t: Texts, fault: &ReplyFault) -> String {
    match fault {
        ReplyFault::Field(error) => fault_text(t, error.fault),
        ReplyFault::LoneBrace => t.get("reply-fault-brace"),
        ReplyFault::UnknownVariable(name) => {
            let known = ReplyVariable::ALL.map(written).join(", ");
            let name = format!("{{{name}}}");
            let args = [("name", (&name).into()), ("known", (&known).into())];
            t.with("reply-fault-variable", &args)
        }
    }
}
