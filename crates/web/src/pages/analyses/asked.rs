//! What figures are asked for: days, a unit, what stands between cells.

use analyses::Period;
use analyses::csv::Separator;
use jiff::ToSpan;
use jiff::civil::Date;
use ordinance::UnitCode;
use serde::Deserialize;

use crate::App;

/// What stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    od: String,
    r#do: String,
    komorka: String,
    rozdzielacz: String,
}

/// What that means.
pub(super) struct Wanted {
    pub(super) period: Period,
    pub(super) unit: Option<UnitCode>,
    pub(super) separator: Separator,
    /// Something made no sense, and the usual stands for all of it.
    pub(super) is_bad: bool,
}

impl Wanted {
    /// What was asked for; this month of all units when nothing was, or when it makes no sense.
    pub(super) fn of(app: &App, asked: &Asked) -> Self {
        let today = app.today();
        let separator = match asked.rozdzielacz.as_str() {
            "przecinek" => Separator::Comma,
            _ => Separator::Semicolon,
        };
        let unit = Self::unit(app, &asked.komorka);
        match (period(asked, today), unit) {
            (Some(period), Ok(unit)) => Self {
                period,
                unit,
                separator,
                is_bad: false,
            },
            _ => Self {
                period: Period::month(today),
                unit: None,
                separator,
                is_bad: true,
            },
        }
    }

    fn unit(app: &App, asked: &str) -> Result<Option<UnitCode>, ()> {
        if asked.is_empty() {
            return Ok(None);
        }
        let unit: UnitCode = asked.parse().map_err(|_| ())?;
        let known = app.desk.ordinance().unit(&unit).is_some();
        known.then_some(Some(unit)).ok_or(())
    }

    /// The same as an address has it, after the question mark.
    pub(super) fn query(&self) -> String {
        query(self.period, self.unit.as_ref())
    }
}

fn query(period: Period, unit: Option<&UnitCode>) -> String {
    let days = format!("od={}&do={}", period.first(), period.last());
    match unit {
        Some(unit) => format!("{days}&komorka={unit}"),
        None => days,
    }
}

fn period(asked: &Asked, today: Date) -> Option<Period> {
    if asked.od.is_empty() && asked.r#do.is_empty() {
        return Some(Period::month(today));
    }
    let day = |text: &str| text.parse::<Date>().ok();
    let last = match asked.r#do.as_str() {
        "" => today,
        text => day(text)?,
    };
    let first = match asked.od.as_str() {
        "" => last.first_of_month(),
        text => day(text)?,
    };
    Period::new(first, last).ok()
}

/// A link to a usual period.
pub(super) struct Preset {
    /// Key of its name.
    pub(super) key: &'static str,
    /// What the address has after the question mark.
    pub(super) query: String,
    /// It is shown.
    pub(super) current: bool,
}

impl Preset {
    /// All of them, for the unit that is shown.
    pub(super) fn all(app: &App, wanted: &Wanted) -> Vec<Self> {
        let today = app.today();
        let before = today.first_of_month().saturating_sub(1.day());
        let periods = [
            ("analyses-this-month", Period::month(today)),
            ("analyses-last-month", Period::month(before)),
            ("analyses-quarter", Period::quarter(today)),
            ("analyses-year", Period::year(today)),
        ];
        let preset = |(key, period)| Self {
            key,
            query: query(period, wanted.unit.as_ref()),
            current: period == wanted.period,
        };
        periods.map(preset).into()
    }
}
