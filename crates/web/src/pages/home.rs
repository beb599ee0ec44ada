//! The first page: what one can do here.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Actor, Object, Role};
use store::tickets::{self, QueueFilter};
use texts::Texts;

use crate::auth::extract::Who;
use crate::frame::{Frame, page};
use crate::pages::outages::banner::Banner;
use crate::permit::may;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    t: Texts,
    frame: Frame,
    files: bool,
    queue: Option<Queue>,
    letters: bool,
    accounts: bool,
    banner: Banner,
}

/// What waits in the person's queue.
struct Queue {
    address: String,
    unit: Option<String>,
    open: i64,
    fresh: i64,
    mine: i64,
}

async fn show(State(app): State<App>, Who(actor): Who, frame: Frame) -> Result<Response, WebError> {
    let may = |action| may(&app, &actor, action, Object::Desk);
    let banner = Banner::of(&app, &actor).await?;
    page(&Home {
        t: app.texts,
        banner,
        files: may(Action::File) && (app.settings.open_intake || frame.person.is_some()),
        letters: may(Action::SeeLetters),
        accounts: may(Action::ManageAccounts),
        queue: if may(Action::SeeQueue) {
            queue(&app, &actor).await?
        } else {
            None
        },
        frame,
    })
}

async fn queue(app: &App, actor: &Actor) -> Result<Option<Queue>, WebError> {
    let Actor::Person(person) = actor else {
        return Ok(None);
    };
    let unit = match &person.role {
        Role::Requester => return Ok(None),
        Role::FirstLine => Some(app.desk.first_line()),
        Role::Unit(unit) => Some(unit),
        Role::Administrator => None,
    };
    let held = QueueFilter {
        units: unit.map(|unit| vec![unit.clone()]),
        ..QueueFilter::default()
    };
    let mine = QueueFilter {
        assignee: Some(person.id),
        ..QueueFilter::default()
    };
    let mut conn = app.store.read().await?;
    let held = tickets::counts(&mut conn, &held).await?;
    let mine = tickets::counts(&mut conn, &mine).await?;
    let open = |counts: &[(domain::Status, i64)]| counts.iter().map(|(_, count)| count).sum();
    let untaken = held.iter().filter(|(status, _)| {
        use domain::Status::{HandedOver, New, Returned};
        matches!(status, New | HandedOver | Returned)
    });
    Ok(Some(Queue {
        address: "/kolejka".to_owned(),
        unit: unit.map(ToString::to_string),
        fresh: untaken.map(|(_, count)| count).sum(),
        open: open(&held),
        mine: open(&mine),
    }))
}
