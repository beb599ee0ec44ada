//! The file of tickets: read and sent piece by piece, so that its length takes no memory.

use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};
use std::time::Duration;

use analyses::csv::row;
use axum::body::{Body, Bytes, HttpBody};
use axum::response::{IntoResponse, Response};
use domain::Status;
use hyper::body::Frame;
use jiff::Timestamp;
use ordinance::UnitCode;
use store::figures::{ExportRow, export};
use texts::Texts;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::{Instrument, warn};

use super::asked::Wanted;
use super::files::{headers, heads};
use crate::analyses::catch_up;
use crate::{App, WebError};

/// Tickets in one piece; two pieces wait for a slow reader at most.
const PIECE: u32 = 1_000;

/// A reader who takes nothing for so long is given up, and leaves the room to others.
const PATIENCE: Duration = Duration::from_mins(1);

/// Such files that are given at once.
static ROOM: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(4)));

const HEADS: [&str; 20] = [
    "csv-number",
    "csv-subject",
    "csv-requester",
    "csv-department",
    "csv-unit",
    "csv-duty",
    "csv-status",
    "csv-priority",
    "csv-filed-at",
    "csv-answered-at",
    "csv-answer-in-time",
    "csv-ended-at",
    "csv-how",
    "csv-solution-in-time",
    "csv-used",
    "csv-escalations",
    "csv-transfers",
    "csv-returns",
    "csv-reopenings",
    "csv-unit-name",
];

/// The tickets filed in the period, oldest first.
///
/// # Errors
/// [`WebError::Busy`] when others take such files already. What fails later breaks the connection off, so
/// that no file seems whole that is not.
pub(super) fn give(
    app: App,
    wanted: Wanted,
    units: Option<Vec<UnitCode>>,
) -> Result<Response, WebError> {
    let room = ROOM.clone().try_acquire_owned();
    let room = room.map_err(|_| WebError::Busy)?;
    let headers = headers("zgloszenia", &wanted)?;
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(write(app, wanted, units, sender, room).in_current_span());
    Ok((headers, Body::new(Pieces(receiver))).into_response())
}

/// What is sent to the one who reads.
enum Piece {
    Rows(String),
    /// Nothing is missing.
    End,
}

/// The body: breaks off unless it was told that nothing is missing.
struct Pieces(Receiver<Piece>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| match piece {
            Some(Piece::Rows(rows)) => Some(Ok(Frame::data(Bytes::from(rows)))),
            Some(Piece::End) => None,
            None => Some(Err(std::io::Error::other("the file is not whole"))),
        })
    }
}

async fn write(
    app: App,
    wanted: Wanted,
    units: Option<Vec<UnitCode>>,
    sender: Sender<Piece>,
    _room: OwnedSemaphorePermit,
) {
    match rows(&app, &wanted, units.as_deref(), &sender).await {
        Ok(Reader::HasAll) => {
            taken(&sender, Piece::End).await;
        }
        Ok(Reader::Gone) => {}
        Err(error) => warn!(error = %error, "a file of tickets was broken off"),
    }
}

/// What became of whoever reads.
enum Reader {
    /// Every row was taken.
    HasAll,
    /// Nobody takes any more.
    Gone,
}

/// Whether a piece was taken, in time.
async fn taken(sender: &Sender<Piece>, piece: Piece) -> bool {
    let sent = tokio::time::timeout(PATIENCE, sender.send(piece)).await;
    matches!(sent, Ok(Ok(())))
}

async fn rows(
    app: &App,
    wanted: &Wanted,
    units: Option<&[UnitCode]>,
    sender: &Sender<Piece>,
) -> Result<Reader, WebError> {
    let (t, separator) = (app.texts, wanted.separator);
    let mut piece = heads(t, separator, &HEADS);
    catch_up(&app.store, &app.clocks.current(), u32::MAX).await?;
    let mut after = None;
    loop {
        let mut conn = app.store.read().await?;
        let tickets = export(&mut conn, &wanted.period, units, after, PIECE).await?;
        // A slow reader keeps no connection.
        drop(conn);
        after = tickets.last().map(ExportRow::place);
        for ticket in &tickets {
            row(&mut piece, separator, cells(app, t, ticket));
        }
        let is_last = tickets.len() < usize::try_from(PIECE).unwrap_or(usize::MAX);
        if !taken(sender, Piece::Rows(std::mem::take(&mut piece))).await {
            return Ok(Reader::Gone);
        }
        if is_last {
            return Ok(Reader::HasAll);
        }
    }
}

fn cells(app: &App, t: Texts, ticket: &ExportRow) -> [String; 20] {
    let at = |at: Option<Timestamp>| at.map_or_else(String::new, |at| moment(t, at));
    let yes = |yes: Option<bool>| {
        yes.map_or_else(String::new, |yes| {
            t.get(if yes { "csv-yes" } else { "csv-no" })
        })
    };
    let is_solved = matches!(ticket.status, Status::Resolved | Status::Closed);
    let in_time =
        |in_time: Option<bool>, is_done: bool| in_time.filter(|in_time| is_done || !in_time);
    let how = ticket
        .end
        .map(|(_, how)| t.get(&format!("csv-how-{}", how.as_str())));
    let minutes = ticket
        .used
        .filter(|_| is_solved)
        .map(|used| (used / 60).to_string());
    let [escalations, transfers, returns, reopenings] = ticket.moves.map(|count| count.to_string());
    [
        ticket.number.to_string(),
        ticket.subject.clone(),
        ticket.requester_name.clone(),
        ticket.department.clone(),
        ticket.unit.to_string(),
        ticket
            .duty
            .map_or_else(String::new, |duty| duty.to_string()),
        t.get(&format!("status-{}", ticket.status.as_str())),
        t.get(&format!("priority-{}", ticket.priority.number())),
        moment(t, ticket.registered_at),
        at(ticket.answered_at),
        yes(in_time(ticket.answer_in_time, ticket.answered_at.is_some())),
        at(ticket.end.map(|(at, _)| at)),
        how.unwrap_or_default(),
        yes(in_time(ticket.solution_in_time, is_solved)),
        minutes.unwrap_or_default(),
        escalations,
        transfers,
        returns,
        reopenings,
        super::view::name_of(&app.desk, &ticket.unit),
    ]
}

/// On the office's clock, with its offset.
fn moment(t: Texts, at: Timestamp) -> String {
    t.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test(start_paused = true)]
    async fn a_reader_who_takes_nothing_is_given_up() {
        let (sender, receiver) = mpsc::channel(1);
        assert!(taken(&sender, Piece::Rows("a".to_owned())).await);
        assert!(!taken(&sender, Piece::Rows("b".to_owned())).await);
        drop(receiver);
        assert!(!taken(&sender, Piece::End).await);
    }

    #[tokio::test]
    async fn a_file_that_is_not_whole_breaks_off() {
        let (sender, receiver) = mpsc::channel(1);
        sender.try_send(Piece::Rows("a".to_owned())).ok();
        drop(sender);
        assert!(Pieces(receiver).collect().await.is_err());
        let (sender, receiver) = mpsc::channel(2);
        sender.try_send(Piece::Rows("a".to_owned())).ok();
        sender.try_send(Piece::End).ok();
        drop(sender);
        let whole = Pieces(receiver).collect().await.unwrap();
        assert_eq!(whole.to_bytes(), "a");
    }
}
