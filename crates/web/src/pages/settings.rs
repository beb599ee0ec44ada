//! `/ustawienia`: what the running programs read of their settings, and what they refused.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Object};
use jiff::Timestamp;
use store::settings_reads::{self, Program, SettingsRead};
use texts::Texts;

use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

/// Reads of which the page tells.
const SHOWN: u32 = 20;

/// The route of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ustawienia", get(settings))
}

#[derive(Template)]
#[template(path = "settings.html")]
struct Page {
    t: Texts,
    frame: Frame,
    /// What each program goes by, as far as it ever started.
    programs: Vec<Going>,
    rows: Vec<SettingsRead>,
}

/// What a program goes by.
struct Going {
    key: &'static str,
    /// When it read what is in force; `None` when that is further back than what is kept.
    since: Option<Timestamp>,
    /// When it refused what it read last, and why.
    refused: Option<(Timestamp, String)>,
}

impl Going {
    /// `reads` are all that is known, the latest first.
    fn of(program: Program, reads: &[SettingsRead]) -> Option<Self> {
        let mut own = reads.iter().filter(|read| read.program == program);
        let last = own.clone().next()?;
        Some(Self {
            key: program.as_str(),
            since: own.find(|read| read.refused.is_none()).map(|read| read.at),
            refused: last.refused.clone().map(|reason| (last.at, reason)),
        })
    }
}

async fn settings(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeSettings, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let mut rows = settings_reads::latest(&mut conn, u32::MAX).await?;
    drop(conn);
    let programs = [Program::Serve, Program::Worker]
        .into_iter()
        .filter_map(|program| Going::of(program, &rows))
        .collect();
    rows.truncate(SHOWN as usize);
    page(&Page {
        t: app.texts,
        frame,
        programs,
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_goes_by_what_it_last_took() {
        let read = |program, second, refused: Option<&str>| SettingsRead {
            program,
            at: Timestamp::from_second(second).unwrap(),
            refused: refused.map(str::to_owned),
        };
        let reads = [
            read(Program::Serve, 3, Some("line 4")),
            read(Program::Worker, 2, None),
            read(Program::Serve, 1, None),
        ];
        let serve = Going::of(Program::Serve, &reads).unwrap();
        assert_eq!(serve.since.unwrap().as_second(), 1);
        assert_eq!(serve.refused.unwrap().1, "line 4");
        let worker = Going::of(Program::Worker, &reads).unwrap();
        assert_eq!(worker.since.unwrap().as_second(), 2);
        assert!(worker.refused.is_none());
        assert!(Going::of(Program::Worker, &reads[2..]).is_none());
    }
}
