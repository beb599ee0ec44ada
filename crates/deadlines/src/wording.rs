//! Single sentences about a clock.

use domain::calendar::OfficeTime;
use domain::clock::{Cause, Clock, ClockKind, ClockState, Clocks, RowKind};
use jiff::Timestamp;
use texts::{Arg, Texts};

/// Less than this share of the time allowed is "soon", in percent.
const SOON: i64 = 25;

/// How a due time is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Past it.
    Late,
    /// Less than a quarter of the time is left.
    Soon,
    /// There is time.
    Calm,
    /// Time stands still.
    Waiting,
    /// It no longer runs.
    Done,
}

impl Tone {
    /// The name in class names and in the API: `late`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Calm => "calm",
            Self::Waiting => "waiting",
            Self::Done => "done",
        }
    }

    /// Of a clock.
    pub fn of(clock: &Clock) -> Self {
        match clock.state {
            ClockState::Met { .. } | ClockState::Stopped { .. } => Self::Done,
            _ if clock.late_since().is_some() => Self::Late,
            ClockState::Paused { .. } => Self::Waiting,
            ClockState::Running => match (clock.left(), clock.allowed()) {
                (Some(left), Some(allowed)) if left * 100 < allowed * SOON => Self::Soon,
                _ => Self::Calm,
            },
        }
    }
}

/// The clock to look at first: the live one that is due first; when none has a due time because the
/// ticket waits, one that waits. `None` when nothing runs or nothing is promised.
pub fn nearest(clocks: &Clocks) -> Option<&Clock> {
    nearest_of(clocks, |_| true)
}

/// The clock to look at first on the other side: that of the requester (answer, solution) when [`nearest`]
/// is one of the holding unit (accept, solve), and the other way round. `None` when nothing runs there.
pub fn nearest_on_the_other_side(clocks: &Clocks) -> Option<&Clock> {
    let first = is_of_unit(nearest(clocks)?);
    nearest_of(clocks, |clock| is_of_unit(clock) != first)
}

fn is_of_unit(clock: &Clock) -> bool {
    matches!(clock.key.kind, ClockKind::Accept | ClockKind::Solve)
}

fn nearest_of(clocks: &Clocks, wanted: impl Fn(&Clock) -> bool) -> Option<&Clock> {
    let live = || clocks.live().filter(|clock| wanted(clock));
    live()
        .filter(|clock| clock.due.is_some())
        .min_by_key(|clock| clock.due)
        .or_else(|| live().find(|clock| clock.target.is_some() && Tone::of(clock) == Tone::Waiting))
}

/// Puts clocks into words, as of one moment.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The sentences.
    pub texts: Texts,
    /// The moment: "dzisiaj" is its day.
    pub now: Timestamp,
}

impl Wording {
    /// "dzisiaj, 12:00", "jutra, 12:00", "wczoraj, 12:00", else the date in full; after "do" and "od".
    pub fn moment(&self, at: Timestamp) -> String {
        let t = self.texts;
        let (local, today) = (t.local(at), t.local(self.now).date());
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        let day = local.date();
        let key = if day == today {
            "clock-moment-today"
        } else if today.tomorrow().is_ok_and(|next| next == day) {
            "clock-moment-tomorrow"
        } else if today.yesterday().is_ok_and(|last| last == day) {
            "clock-moment-yesterday"
        } else {
            return t.date_time(at);
        };
        t.one(key, "time", &time)
    }

    /// "2 h 10 min"; minutes begun are left out, and less than one is said so.
    pub fn span(&self, seconds: i64) -> String {
        let minutes = seconds.abs() / 60;
        let (hours, minutes) = (Arg::Number(minutes / 60), Arg::Number(minutes % 60));
        let key = match (&hours, &minutes) {
            (Arg::Number(0), Arg::Number(0)) if seconds != 0 => "clock-span-moment",
            (Arg::Number(0), _) => "clock-span-minutes",
            (_, Arg::Number(0)) => "clock-span-hours",
            _ => "clock-span",
        };
        self.texts
            .with(key, &[("hours", hours), ("minutes", minutes)])
    }

    /// The same with what kind of time it is: "2 h 10 min pracy", on wall time "2 h 10 min".
    pub fn time(&self, clock: &Clock, seconds: i64) -> String {
        let span = self.span(seconds);
        if clock.key.kind.is_wall_time() {
            span
        } else {
            self.texts.one("clock-span-office", "span", &span)
        }
    }

    /// The clock's name as a heading: "Przyjęcie przez IT-04-1".
    pub fn title(&self, clock: &Clock) -> String {
        let key = format!("clock-title-{}", clock.key.kind.as_str());
        self.texts.one(&key, "unit", clock.unit.as_str())
    }

    /// Where it stands: "odpowiedź do jutra, 12:00", "rozwiązanie po terminie od wczoraj, 15:30".
    pub fn headline(&self, clock: &Clock) -> String {
        let t = self.texts;
        let what = format!("clock-what-{}", clock.key.kind.as_str());
        let what = t.one(&what, "unit", clock.unit.as_str());
        let say = |key: &str, at: &str, waits: &str| {
            let args = [
                ("what", Arg::Text(&what)),
                ("at", Arg::Text(at)),
                ("for", Arg::Text(waits)),
            ];
            t.with(key, &args)
        };
        let late = clock.late_since();
        match clock.state {
            ClockState::Met { at } => {
                let key = match (late, &clock.target) {
                    (Some(_), _) => "clock-met-late",
                    (None, Some(_)) => "clock-met",
                    (None, None) => "clock-met-free",
                };
                say(key, &t.date_time(at), "")
            }
            ClockState::Stopped { at } if clock.is_merged() => {
                let key = if late.is_some() {
                    "clock-merged-late"
                } else {
                    "clock-merged"
                };
                say(key, &t.date_time(at), "")
            }
            ClockState::Stopped { at } => say("clock-stopped", &t.date_time(at), ""),
            ClockState::Running | ClockState::Paused { .. } if late.is_some() => {
                let since = late.map_or_else(String::new, |since| self.moment(since));
                say("clock-late", &since, "")
            }
            ClockState::Running => match clock.due {
                Some(due) => say("clock-due", &self.moment(due), ""),
                None => say("clock-none", "", ""),
            },
            ClockState::Paused { waiting, .. } => {
                let waits = t.get(&format!("waiting-{}", waiting.as_str()));
                match clock.due {
                    Some(due) => say("clock-waits-until", &self.moment(due), &waits),
                    None => say("clock-waits", "", &waits),
                }
            }
        }
    }

    /// "zostało 2 h 10 min pracy" or "przekroczono o 1 h pracy"; empty when nothing is promised or
    /// the clock has ended.
    pub fn left(&self, clock: &Clock) -> String {
        let Some(left) = clock.left().filter(|_| clock.is_live()) else {
            return String::new();
        };
        let key = if clock.late_since().is_some() {
            "clock-over"
        } else {
            "clock-left"
        };
        self.texts.one(key, "span", &self.time(clock, left))
    }

    /// Headline and time left in one: "odpowiedź do jutra, 12:00 (zostało 2 h 10 min pracy)".
    pub fn line(&self, clock: &Clock) -> String {
        let (headline, left) = (self.headline(clock), self.left(clock));
        if left.is_empty() {
            return headline;
        }
        let args = [
            ("headline", Arg::Text(&headline)),
            ("left", Arg::Text(&left)),
        ];
        self.texts.with("clock-line", &args)
    }

    /// Why a promise became what it is: "Start", "Zmiana priorytetu".
    pub fn cause(&self, cause: Cause) -> String {
        self.texts.get(match cause {
            Cause::Started => "clock-cause-started",
            Cause::Priority => "clock-cause-priority",
            Cause::Unit => "clock-cause-unit",
            Cause::Reopened => "clock-cause-reopened",
            Cause::Parted => "clock-cause-parted",
        })
    }

    /// Why a stretch of time counted or not.
    pub fn row(&self, kind: &RowKind) -> String {
        let t = self.texts;
        match kind {
            RowKind::Office(OfficeTime::Open(version)) => {
                t.one("clock-row-open", "version", &**version)
            }
            RowKind::Office(OfficeTime::OutsideHours) => t.get("clock-row-outside"),
            RowKind::Office(OfficeTime::NoHours) => t.get("clock-row-no-hours"),
            RowKind::Office(OfficeTime::DayOff(day)) => {
                let name = t.get(&format!("day-off-{}", day.as_str()));
                t.one("clock-row-day-off", "name", &name)
            }
            RowKind::Office(OfficeTime::Closed(reason)) => {
                t.one("clock-row-closed", "reason", &**reason)
            }
            RowKind::WallTime => t.get("clock-row-wall"),
            RowKind::Waiting(waiting) => {
                let what = t.get(&format!("waiting-{}", waiting.as_str()));
                t.one("clock-row-waiting", "what", &what)
            }
            RowKind::Solved => t.get("clock-row-solved"),
            RowKind::Merged => t.get("clock-row-merged"),
        }
    }

    /// What the requester may expect, and when, in a whole sentence; `None` when nothing runs or
    /// nothing is promised.
    pub fn for_requester(&self, clocks: &Clocks) -> Option<String> {
        let t = self.texts;
        let clock = [ClockKind::FirstAnswer, ClockKind::Solution]
            .into_iter()
            .filter_map(|kind| clocks.last(kind))
            .find(|clock| clock.is_live() && clock.target.is_some())?;
        let kind = clock.key.kind.as_str();
        if let Some(since) = clock.late_since() {
            let since = self.moment(since);
            return Some(t.one(&format!("clock-requester-late-{kind}"), "at", &since));
        }
        match (clock.state, clock.due) {
            (ClockState::Paused { .. }, _) => Some(t.get("clock-requester-waits")),
            (_, Some(due)) => {
                let due = self.moment(due);
                Some(t.one(&format!("clock-requester-due-{kind}"), "at", &due))
            }
            (_, None) => None,
        }
    }
}
