//! What suggestions may do (`config/routing.toml`).

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::{Range, RangeInclusive};

use domain::Desk;
use matcher::Matcher;
use ordinance::UnitCode;
use serde::Deserialize;
use toml::Spanned;
use web::{Assignment, RoutingRules, Showing};

use super::data::text;
use super::file::DataFiles;
use super::learning::Learning;
use super::{ConfigError, one_line};

/// The file built into the program: everything off.
const BUILT_IN: &str = include_str!("../../config/routing.toml");

/// Precisions that were measured.
const PRECISIONS: RangeInclusive<f64> = 0.8..=0.99;

/// Confidences that make sense: below, a coin would do; above, no suggestion is.
const CONFIDENCES: RangeInclusive<f64> = 0.5..=0.99;

/// The file, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Routing {
    /// When the first unit is proposed.
    pub proposing: Proposing,
    /// What is handed over at filing without a click.
    pub assignment: Assignment,
    /// Whether suggestions are shown.
    pub showing: Showing,
    /// When the router learns.
    pub learning: Learning,
}

/// When the first unit is proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Proposing {
    /// From the built-in confidence up.
    #[default]
    BuiltIn,
    /// From this confidence up.
    Threshold(f64),
    /// From the confidence up with which this share of held-out examples was right.
    Precision(f64),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    suggest: Suggest,
    assign_without_click: Assign,
    learning: Learning,
}

/// `[suggest]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Suggest {
    threshold: Option<Spanned<f64>>,
    precision: Option<Spanned<f64>>,
    shadow: bool,
}

/// `[assign_without_click]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Assign {
    enabled: bool,
    units: Vec<Spanned<UnitCode>>,
    confidence: Spanned<f64>,
    confidence_of: BTreeMap<Spanned<UnitCode>, Spanned<f64>>,
}

impl Default for Assign {
    fn default() -> Self {
        Self {
            enabled: false,
            units: Vec::new(),
            confidence: Spanned::new(0..0, 0.98),
            confidence_of: BTreeMap::new(),
        }
    }
}

/// The text of the file, to say where in it something is wrong.
struct Place<'a> {
    text: &'a str,
    origin: &'a str,
}

impl Suggest {
    fn proposing(&self, place: &Place<'_>) -> Result<Proposing, ConfigError> {
        Ok(match (&self.threshold, &self.precision) {
            (None, None) => Proposing::BuiltIn,
            (Some(least), None) => {
                Proposing::Threshold(place.confidence("suggest.threshold", least)?)
            }
            (None, Some(precision)) => {
                Proposing::Precision(place.within(&PRECISIONS, "suggest.precision", precision)?)
            }
            (Some(_), Some(precision)) => {
                let reason = "one of precision and threshold is enough; leave the other out";
                return Err(place.wrong(precision.span(), "suggest.precision", reason));
            }
        })
    }
}

impl Routing {
    /// Reads `text`; `origin` is how errors call it. What is switched off is checked like what is on.
    ///
    /// # Errors
    /// [`ConfigError::Form`] with file, line, what is wrong and what would be right: unknown keys and units,
    /// units that may not be assigned to, confidences out of range.
    pub(crate) fn parse(text: &str, origin: &str, desk: &Desk) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|error| ConfigError::Form {
            origin: origin.to_owned(),
            reason: one_line(&error.to_string()),
        })?;
        let place = Place { text, origin };
        let showing = if file.suggest.shadow {
            Showing::Shadow
        } else {
            Showing::Shown
        };
        let unseen = showing == Showing::Shadow && file.assign_without_click.enabled;
        let unseen = unseen.then(|| {
            "suggest.shadow: what nobody sees cannot be assigned without a click; switch one of the two off"
                .to_owned()
        });
        if let Some(reason) = unseen.or_else(|| file.learning.fault()) {
            return Err(ConfigError::Form {
                origin: origin.to_owned(),
                reason,
            });
        }
        Ok(Self {
            proposing: file.suggest.proposing(&place)?,
            assignment: file.assign_without_click.checked(desk, &place)?,
            showing,
            learning: file.learning,
        })
    }

    /// Reads the file that the configuration names; an empty path means the one built into the program.
    ///
    /// # Errors
    /// As [`Routing::parse`], and when the file cannot be read.
    pub(crate) fn load(files: &DataFiles, desk: &Desk) -> Result<Self, ConfigError> {
        match files.routing.as_str() {
            "" => Self::parse(BUILT_IN, "config/routing.toml", desk),
            path => Self::parse(&text(path)?, path, desk),
        }
    }

    /// `shipped`, proposing as the file says.
    pub(crate) fn matcher(&self, shipped: &Matcher) -> Matcher {
        let matcher = shipped.clone();
        match self.proposing {
            Proposing::BuiltIn => matcher,
            Proposing::Threshold(threshold) => matcher.with_threshold(threshold),
            Proposing::Precision(precision) => matcher.with_precision(precision),
        }
    }

    /// What the pages go by.
    pub(crate) fn rules(&self) -> RoutingRules {
        RoutingRules {
            assignment: self.assignment.clone(),
            showing: self.showing,
            learning: self.learning.learns(),
        }
    }

    /// What is in force about learning, a line each.
    pub(crate) fn learning_lines(&self) -> Vec<String> {
        self.learning.lines(self.showing)
    }

    /// What is in force, a line each; `threshold` is the least confidence of a proposal.
    pub(crate) fn lines(&self, threshold: f64) -> Vec<String> {
        let units: Vec<String> = self
            .assignment
            .units
            .iter()
            .map(|(unit, least)| format!("{unit} from confidence {least}"))
            .collect();
        vec![
            format!("Suggestions: proposed from confidence {threshold}."),
            if units.is_empty() {
                "Without a click: nothing; every ticket waits for the first line.".to_owned()
            } else {
                format!("Without a click: {}.", units.join(", "))
            },
        ]
    }
}

impl Assign {
    fn checked(self, desk: &Desk, place: &Place<'_>) -> Result<Assignment, ConfigError> {
        let general = place.confidence("assign_without_click.confidence", &self.confidence)?;
        let mut units = BTreeMap::new();
        for unit in &self.units {
            let refuse = |reason: String| {
                Err(place.wrong(unit.span(), "assign_without_click.units", reason))
            };
            let code = unit.get_ref();
            if desk.known(code).is_err() {
                let number = desk.ordinance().number();
                return refuse(format!("{code} is not a unit of ordinance {number}"));
            }
            if desk.first_line() == code {
                return refuse(format!(
                    "{code} is the first line and has every new ticket anyway; take it off the list"
                ));
            }
            if desk.is_second_line(code) {
                return refuse(format!(
                    "{code} is a unit of the second line, and an escalation needs a full comment by a person \
                     (§ 8 pkt 2 lit. b); take it off the list"
                ));
            }
            if units.insert(code.clone(), general).is_some() {
                return refuse(format!("{code} stands in the list twice"));
            }
        }
        for (unit, least) in &self.confidence_of {
            let least_of_unit = place.confidence("assign_without_click.confidence_of", least)?;
            let Some(of_unit) = units.get_mut(unit.get_ref()) else {
                let reason = format!("{} is not among `units`; add it there", unit.get_ref());
                return Err(place.wrong(unit.span(), "assign_without_click.confidence_of", reason));
            };
            *of_unit = least_of_unit;
        }
        if self.enabled && units.is_empty() {
            let reason =
                "is empty, so nothing would be assigned; name units or set enabled = false";
            return Err(ConfigError::Form {
                origin: place.origin.to_owned(),
                reason: format!("assign_without_click.units {reason}"),
            });
        }
        Ok(Assignment {
            units: if self.enabled { units } else { BTreeMap::new() },
        })
    }
}

impl Place<'_> {
    fn confidence(&self, key: &str, value: &Spanned<f64>) -> Result<f64, ConfigError> {
        self.within(&CONFIDENCES, key, value)
    }

    fn within(
        &self,
        bounds: &RangeInclusive<f64>,
        key: &str,
        value: &Spanned<f64>,
    ) -> Result<f64, ConfigError> {
        if bounds.contains(value.get_ref()) {
            return Ok(*value.get_ref());
        }
        let (least, most) = (bounds.start(), bounds.end());
        let reason = format!("{} must be between {least} and {most}", value.get_ref());
        Err(self.wrong(value.span(), key, reason))
    }

    fn wrong(&self, at: Range<usize>, key: &str, reason: impl Display) -> ConfigError {
        let before = self.text.get(..at.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        ConfigError::Form {
            origin: self.origin.to_owned(),
            reason: format!("line {line}: {key}: {reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ordinance::Ordinance;

    use super::*;

    fn parse(text: &str) -> Result<Routing, ConfigError> {
        let desk = Desk::new(Arc::new(Ordinance::built_in().clone()));
        Routing::parse(text, "routing.toml", &desk)
    }

    #[test]
    fn as_shipped_nothing_goes_without_a_click() {
        let shipped = parse(BUILT_IN).unwrap();
        assert_eq!(shipped, Routing::default());
        assert_eq!(shipped, parse("").unwrap());
        assert!(shipped.lines(0.7)[1].contains("nothing"));
    }

    #[test]
    fn units_are_listed_each_with_its_confidence() {
        let text = "[assign_without_click]\nenabled = true\nunits = [\"IT-04-2\", \"IT-04-3\"]\n\
                    [assign_without_click.confidence_of]\n\"IT-04-3\" = 0.9\n";
        let units = parse(text).unwrap().assignment.units;
        let least: Vec<_> = units.iter().map(|(u, c)| (u.as_str(), *c)).collect();
        assert_eq!(least, [("IT-04-2", 0.98), ("IT-04-3", 0.9)]);
        let off = text.replace("true", "false");
        assert_eq!(parse(&off).unwrap(), Routing::default());
        assert_eq!(
            parse(text).unwrap().lines(0.7),
            [
                "Suggestions: proposed from confidence 0.7.",
                "Without a click: IT-04-2 from confidence 0.98, IT-04-3 from confidence 0.9.",
            ]
        );
    }

    #[test]
    fn another_threshold_is_taken_within_bounds() {
        let threshold = |text: &str| parse(&format!("[suggest]\nthreshold = {text}\n"));
        let proposing = threshold("0.8").unwrap().proposing;
        assert_eq!(proposing, Proposing::Threshold(0.8));
        let error = threshold("80").unwrap_err().to_string();
        let expected = "routing.toml: line 2: suggest.threshold: 80 must be between 0.5 and 0.99";
        assert_eq!(error, expected);
    }

    #[test]
    fn a_precision_is_taken_instead_of_a_threshold() {
        let suggest = |text: &str| parse(&format!("[suggest]\n{text}\n"));
        let proposing = suggest("precision = 0.95").unwrap().proposing;
        assert_eq!(proposing, Proposing::Precision(0.95));
        for (text, expected) in [
            (
                "precision = 0.5",
                "line 2: suggest.precision: 0.5 must be between 0.8 and 0.99",
            ),
            (
                "threshold = 0.7\nprecision = 0.9",
                "line 3: suggest.precision: one of precision and threshold is enough; leave the other out",
            ),
        ] {
            let error = suggest(text).unwrap_err().to_string();
            assert_eq!(error, format!("routing.toml: {expected}"));
        }
    }

    #[test]
    fn shadow_and_learning_are_said_and_what_makes_no_sense_is_refused() {
        let text =
            "[suggest]\nshadow = true\n[learning]\nafter_decisions = 5\nevery_seconds = 10\n";
        let routing = parse(text).unwrap();
        assert_eq!(routing.showing, Showing::Shadow);
        let lines = routing.learning_lines().join(" ");
        assert!(
            lines.contains("shown to nobody") && lines.contains("after 5 new"),
            "{lines}"
        );
        let off = parse("[learning]\nenabled = false\n").unwrap();
        assert!(off.learning_lines().join(" ").contains("Learning: off."));
        for (text, expected) in [
            (
                "[suggest]\nshadow = true\n[assign_without_click]\nenabled = true\nunits = [\"IT-04-2\"]\n",
                "suggest.shadow",
            ),
            (
                "[learning]\nevery_seconds = 1\n",
                "learning.every_seconds: 1 must be",
            ),
            (
                "[learning]\nafter_decisions = 0\n",
                "learning.after_decisions",
            ),
            ("[learning]\nafter = 1\n", "unknown field `after`"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn mistakes_are_refused_with_file_line_and_what_to_mend_even_when_off() {
        for (lines, expected) in [
            (
                "units = [\n\"IT-04-2\",\n\"IT-04-1\"]",
                "line 4: assign_without_click.units: IT-04-1 is a unit of the second line",
            ),
            ("units = [\"IT-02-4\"]", "take it off the list"),
            (
                "units = [\"IT-02-3\"]",
                "line 2: assign_without_click.units: IT-02-3 is the first line",
            ),
            (
                "units = [\"IT-09-9\"]",
                "IT-09-9 is not a unit of ordinance 1756/2022",
            ),
            ("units = [\"IT-04-2\", \"IT-04-2\"]", "twice"),
            ("units = [\"drukarki\"]", "line 2"),
            ("unit = [\"IT-04-2\"]", "unknown field `unit`"),
            (
                "confidence = 98",
                "line 2: assign_without_click.confidence: 98 must be between 0.5 and 0.99",
            ),
            ("confidence = nan", "must be between"),
            (
                "units = [\"IT-04-2\"]\nconfidence_of = {\"IT-04-2\" = 0.1}",
                "line 3: assign_without_click.confidence_of: 0.1 must be",
            ),
            (
                "confidence_of = {\"IT-04-2\" = 0.9}",
                "IT-04-2 is not among `units`",
            ),
            ("enabled = true", "assign_without_click.units is empty"),
        ] {
            let error = parse(&format!("[assign_without_click]\n{lines}\n"))
                .unwrap_err()
                .to_string();
            assert!(error.starts_with("routing.toml: "), "{error}");
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }
}
