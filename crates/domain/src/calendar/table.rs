//! The opening hours of many years as a sorted table of seconds.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::rules::{Rules, TimeRange};

/// Europe/Warsaw as bundled with the program, so that no machine's files matter.
pub(super) fn warsaw() -> &'static TimeZone {
    static WARSAW: LazyLock<TimeZone> = LazyLock::new(|| {
        #[expect(
            clippy::expect_used,
            reason = "the zone is compiled in and tests use it"
        )]
        TimeZoneDatabase::bundled()
            .get("Europe/Warsaw")
            .expect("Europe/Warsaw is bundled")
    });
    &WARSAW
}

/// The first moment of a day in Kraków.
pub(crate) fn midnight(day: Date) -> Timestamp {
    warsaw()
        .to_timestamp(day.at(0, 0, 0, 0))
        .unwrap_or(Timestamp::MAX)
}

/// First second of a day and first second after it.
pub(super) fn bounds(day: Date) -> (i64, i64) {
    let next = day.tomorrow().map_or(Timestamp::MAX, midnight);
    (midnight(day).as_second(), next.as_second())
}

/// The hours of a day, whose bounds these are, as seconds since 1970; in order, touching ones joined:
/// the seconds whose time on the wall clock lies in a range. So an hour that the clock skips does not
/// count, and an hour that it shows twice counts twice.
pub(super) fn openings(
    day: Date,
    (start, end): (i64, i64),
    hours: &[TimeRange],
) -> Vec<(i64, i64)> {
    let mut openings: Vec<(i64, i64)> = Vec::with_capacity(hours.len());
    if hours.is_empty() {
        return openings;
    }
    let wall_midnight = wall_second(day);
    for (from, to, offset) in segments(start, end, wall_midnight - start) {
        for range in hours {
            let open = (wall_midnight + range.from - offset).max(from);
            let close = (wall_midnight + range.to - offset).min(to);
            if open >= close {
                continue;
            }
            match openings.last_mut() {
                Some((_, last)) if *last == open => *last = close,
                _ => openings.push((open, close)),
            }
        }
    }
    openings
}

/// Midnight of a day as if Kraków were at offset zero.
fn wall_second(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_secs()
}

/// A day that begins with an offset from UTC, cut where the offset changes: from, to, offset in seconds.
fn segments(start: i64, end: i64, first: i64) -> Vec<(i64, i64, i64)> {
    if end - start == 86_400 {
        return vec![(start, end, first)];
    }
    let change = Timestamp::from_second(start)
        .ok()
        .and_then(|start| warsaw().following(start).next());
    match change {
        Some(change) if change.timestamp().as_second() < end => {
            let at = change.timestamp().as_second();
            vec![
                (start, at, first),
                (at, end, i64::from(change.offset().seconds())),
            ]
        }
        _ => vec![(start, end, first)],
    }
}

/// Opening hours with the office time gone before each.
#[derive(Clone, Debug)]
pub(super) struct Table {
    spans: Vec<Span>,
    /// The first second after the last year.
    end: i64,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    open: i64,
    close: i64,
    before: i64,
}

impl Table {
    pub(super) fn new(rules: &Rules, first_year: i16, last_year: i16) -> Self {
        let mut spans = Vec::new();
        let mut before = 0;
        let last = date(last_year, 12, 31);
        let mut start = midnight(date(first_year, 1, 1)).as_second();
        let days = date(first_year, 1, 1).series(jiff::ToSpan::day(1));
        for day in days.take_while(|day| *day <= last) {
            let end = midnight(day.tomorrow().unwrap_or(day)).as_second();
            for (open, close) in openings(day, (start, end), rules.plan(day).hours) {
                spans.push(Span {
                    open,
                    close,
                    before,
                });
                before += close - open;
            }
            start = end;
        }
        Self { spans, end: start }
    }

    /// Office time from the table's beginning to `at`.
    pub(super) fn elapsed(&self, at: i64) -> i64 {
        let after = self.spans.partition_point(|span| span.open <= at);
        match after.checked_sub(1).and_then(|last| self.spans.get(last)) {
            Some(span) => span.before + at.min(span.close) - span.open,
            None => 0,
        }
    }

    /// The first second by which this much office time has gone since the table's beginning.
    pub(super) fn reached(&self, elapsed: i64) -> i64 {
        let after = self.spans.partition_point(|span| span.before < elapsed);
        match after.checked_sub(1).and_then(|last| self.spans.get(last)) {
            Some(span) if elapsed <= span.before + span.close - span.open => {
                span.open + elapsed - span.before
            }
            Some(_) => self.end,
            None => i64::MIN,
        }
    }

    /// The last second by which no more than this much office time has gone since the table's beginning.
    pub(super) fn left(&self, elapsed: i64) -> i64 {
        let after = self.spans.partition_point(|span| span.before <= elapsed);
        let span = after.checked_sub(1).and_then(|last| self.spans.get(last));
        match (span, self.spans.first()) {
            (Some(span), _) => (span.open + elapsed - span.before).min(span.close),
            (None, Some(first)) => first.open,
            (None, None) => self.end,
        }
    }

    pub(super) fn is_open(&self, at: i64) -> bool {
        let after = self.spans.partition_point(|span| span.open <= at);
        after
            .checked_sub(1)
            .and_then(|last| self.spans.get(last))
            .is_some_and(|span| at < span.close)
    }

    pub(super) fn next_opening(&self, at: i64) -> Option<i64> {
        let after = self.spans.partition_point(|span| span.open <= at);
        self.spans.get(after).map(|span| span.open)
    }
}
