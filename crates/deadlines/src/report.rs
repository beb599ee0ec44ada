//! Everything about a ticket's clocks, for page, API and command line alike.

use domain::calendar::{Calendar, OfficeTime};
use domain::clock::{Clock, ClockKind, ClockState, Clocks, Promise, Row, RowKind};
use domain::targets::{Target, Targets};
use domain::{TicketNumber, UserId};
use jiff::Timestamp;
use serde::Serialize;
use texts::{Arg, Texts};

use crate::wording::{Tone, Wording};

/// All clocks of a ticket at one moment, with their reckonings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The ticket.
    pub number: String,
    /// The moment.
    pub now: Timestamp,
    /// Those that run first, in the order of their start; then those that have ended, latest first.
    pub clocks: Vec<ClockReport>,
}

/// One clock. Seconds are of office time, or of wall time where `wall_time` is set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClockReport {
    /// What it measures: `first_answer`, `solution`, `accept`, `solve`, `task`, `csirt`,
    /// `data_protection`.
    pub clock: &'static str,
    /// Sequence number of the event that started it; of a task it is the number.
    pub started_by: i64,
    /// How the unit got the work, for clocks of a hand-over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<&'static str>,
    /// The unit that has to see to it.
    pub unit: String,
    /// The person who works on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<UserId>,
    /// `running`, `paused`, `met` or `stopped`.
    pub state: &'static str,
    /// How it is drawn: `late`, `soon`, `calm`, `waiting`, `done`.
    pub tone: &'static str,
    /// Whether it runs day and night.
    pub wall_time: bool,
    /// When it is or was due.
    pub due_at: Option<Timestamp>,
    /// When the promise was first broken.
    pub breached_at: Option<Timestamp>,
    /// When it was met or stopped.
    pub ended_at: Option<Timestamp>,
    /// 1, and one more with each reopening.
    pub round: u32,
    /// Seconds allowed from its start, grace included.
    pub allowed_seconds: Option<i64>,
    /// Seconds used.
    pub used_seconds: i64,
    /// Seconds left, negative once late.
    pub left_seconds: Option<i64>,
    /// Its name: "Przyjęcie przez IT-04-1".
    pub title: String,
    /// Where it stands: "odpowiedź do jutra, 12:00".
    pub headline: String,
    /// "zostało 2 h 10 min pracy"; empty when there is nothing to say.
    pub left: String,
    /// "Zużyto 1 h z 4 h pracy."
    pub used: String,
    /// Every change of the promise, the first when it started.
    pub promises: Vec<PromiseReport>,
    /// Its whole life without gaps and, while it runs, the time until it is due.
    pub rows: Vec<RowReport>,
}

/// What was promised from one moment on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromiseReport {
    /// From when.
    pub at: Timestamp,
    /// Sequence number of the event.
    pub event: i64,
    /// `started`, `priority`, `unit`, `reopened` or `parted`.
    pub cause: domain::clock::Cause,
    /// What is promised; null when nothing is.
    pub target: Option<TargetReport>,
    /// Seconds allowed from the clock's start, grace included.
    pub allowed_seconds: Option<i64>,
    /// The same as a sentence.
    pub words: String,
}

/// A target and the rule behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetReport {
    /// Seconds.
    pub seconds: i64,
    /// Version of the targets; `security` for reports that a law demands.
    pub version: String,
    /// Line of `targets.toml` at which the rule begins.
    pub line: usize,
    /// The rule on one line; null when it is no longer in the file.
    pub rule: Option<String>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowReport {
    /// Its first second.
    pub from: Timestamp,
    /// The first second after it.
    pub to: Timestamp,
    /// Seconds counted: all or none of it.
    pub seconds: i64,
    /// Whether it lies ahead.
    pub ahead: bool,
    /// `office`, `outside_hours`, `no_hours`, `day_off`, `closed`, `wall_time`, `waiting`, `solved`, `merged`.
    pub why: &'static str,
    /// Version of the calendar, for office time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// "liczy się 2 h" or "nie liczy się".
    pub counted: String,
    /// Why, in words.
    pub words: String,
}

/// The report of a ticket's clocks, as of the moment for which they were worked out.
pub fn report(
    number: TicketNumber,
    clocks: &Clocks,
    calendar: &Calendar,
    targets: &Targets,
    texts: Texts,
) -> Report {
    let maker = Maker {
        say: Wording {
            texts,
            now: clocks.now,
        },
        calendar,
        targets,
    };
    let (live, mut ended): (Vec<&Clock>, Vec<&Clock>) =
        clocks.with_tasks().partition(|clock| clock.is_live());
    ended.reverse();
    Report {
        number: number.to_string(),
        now: clocks.now,
        clocks: (live.into_iter().chain(ended))
            .map(|clock| maker.clock(clock))
            .collect(),
    }
}

struct Maker<'a> {
    say: Wording,
    calendar: &'a Calendar,
    targets: &'a Targets,
}

impl Maker<'_> {
    fn clock(&self, clock: &Clock) -> ClockReport {
        let (state, ended_at) = match clock.state {
            ClockState::Running => ("running", None),
            ClockState::Paused { .. } => ("paused", None),
            ClockState::Met { at } => ("met", Some(at)),
            ClockState::Stopped { at } => ("stopped", Some(at)),
        };
        let reckoning = clock.reckoning(self.calendar, self.say.now);
        ClockReport {
            clock: clock.key.kind.as_str(),
            started_by: clock.key.start,
            hand_over: clock.by.map(domain::targets::HandOver::as_str),
            unit: clock.unit.to_string(),
            assignee: clock.assignee,
            state,
            tone: Tone::of(clock).as_str(),
            wall_time: clock.key.kind.is_wall_time(),
            due_at: clock.due,
            breached_at: clock.breached_at,
            ended_at,
            round: clock.round,
            allowed_seconds: clock.allowed(),
            used_seconds: clock.used,
            left_seconds: clock.left(),
            title: self.say.title(clock),
            headline: self.say.headline(clock),
            left: self.say.left(clock),
            used: self.used(clock),
            promises: (clock.promises.iter())
                .map(|promise| self.promise(clock, promise))
                .collect(),
            rows: reckoning.rows.iter().map(|row| self.row(row)).collect(),
        }
    }

    fn used(&self, clock: &Clock) -> String {
        let used = self.say.time(clock, clock.used);
        let t = self.say.texts;
        match clock.allowed() {
            None => t.one("clock-used", "used", &used),
            Some(allowed) => {
                // "z 4 h pracy": the kind of time is said once.
                let (used, allowed) = (self.say.span(clock.used), self.say.time(clock, allowed));
                let args = [("used", Arg::Text(&used)), ("allowed", Arg::Text(&allowed))];
                t.with("clock-used-of", &args)
            }
        }
    }

    fn promise(&self, clock: &Clock, promise: &Promise) -> PromiseReport {
        let t = self.say.texts;
        let (cause, at) = (self.say.cause(promise.cause), t.date_time(promise.at));
        let rule = self.rule(clock, promise);
        let args = [
            ("cause", Arg::Text(&cause)),
            ("at", Arg::Text(&at)),
            ("rule", Arg::Text(&rule)),
        ];
        PromiseReport {
            at: promise.at,
            event: promise.sequence,
            cause: promise.cause,
            target: promise.target.as_ref().map(|target| TargetReport {
                seconds: target.seconds,
                version: target.version.to_string(),
                line: target.line,
                rule: self.targets.rule(target).map(str::to_owned),
            }),
            allowed_seconds: promise.allowed,
            words: t.with("clock-promise", &args),
        }
    }

    fn rule(&self, clock: &Clock, promise: &Promise) -> String {
        let t = self.say.texts;
        let Some(target) = &promise.target else {
            return t.get("clock-rule-none");
        };
        let rule = self.target(clock, target);
        match promise.allowed {
            Some(allowed) if allowed != target.seconds => {
                let allowed = self.say.time(clock, allowed);
                let args = [("rule", Arg::Text(&rule)), ("allowed", Arg::Text(&allowed))];
                t.with("clock-rule-grace", &args)
            }
            _ => rule,
        }
    }

    fn target(&self, clock: &Clock, target: &Target) -> String {
        let span = self.say.time(clock, target.seconds);
        let key = match clock.key.kind {
            ClockKind::Csirt => "clock-rule-csirt",
            ClockKind::DataProtection => "clock-rule-data_protection",
            _ => "clock-rule",
        };
        let line = i64::try_from(target.line).unwrap_or(i64::MAX);
        let args = [
            ("span", Arg::Text(&span)),
            ("version", Arg::Text(&target.version)),
            ("line", Arg::Number(line)),
        ];
        self.say.texts.with(key, &args)
    }

    fn row(&self, row: &Row) -> RowReport {
        let t = self.say.texts;
        let calendar = match &row.kind {
            RowKind::Office(OfficeTime::Open(version)) => Some(version.to_string()),
            _ => None,
        };
        RowReport {
            from: row.from,
            to: row.to,
            seconds: row.seconds,
            ahead: row.ahead,
            why: why(&row.kind),
            calendar,
            counted: if row.seconds == 0 {
                t.get("clock-row-not-counted")
            } else {
                t.one("clock-row-counted", "span", &self.say.span(row.seconds))
            },
            words: self.say.row(&row.kind),
        }
    }
}

fn why(kind: &RowKind) -> &'static str {
    match kind {
        RowKind::Office(OfficeTime::Open(_)) => "office",
        RowKind::Office(OfficeTime::OutsideHours) => "outside_hours",
        RowKind::Office(OfficeTime::NoHours) => "no_hours",
        RowKind::Office(OfficeTime::DayOff(_)) => "day_off",
        RowKind::Office(OfficeTime::Closed(_)) => "closed",
        RowKind::WallTime => "wall_time",
        RowKind::Waiting(_) => "waiting",
        RowKind::Solved => "solved",
        RowKind::Merged => "merged",
    }
}
