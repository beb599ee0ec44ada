//! Targets and steps once more, read as bare TOML, to check the others by.

use toml::{Table, Value};

use crate::office::{dated, day_number, midnight, tables};

/// What is promised and who is told, in plain lists.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The targets, the oldest version first.
    versions: Vec<Version>,
    /// Provisions under which a ticket is a security incident.
    pub(crate) incidents: Vec<String>,
    /// Seconds for the report to the CSIRT.
    pub(crate) csirt: i64,
    pub(crate) steps: Vec<StepRule>,
    pub(crate) closing_days: i64,
}

/// What is promised for clocks that start from some day on.
#[derive(Debug)]
pub(crate) struct Version {
    /// The second at which it comes into force.
    from: i64,
    targets: Vec<TargetRule>,
    /// Left at least after a shorter target or a reopening.
    pub(crate) grace: i64,
}

#[derive(Debug)]
struct TargetRule {
    clock: String,
    by: Option<Vec<String>>,
    priority: Option<Vec<i64>>,
    unit: Option<Vec<String>>,
    seconds: Option<i64>,
}

/// One step of `escalation.toml`.
#[derive(Debug)]
pub(crate) struct StepRule {
    pub(crate) name: String,
    pub(crate) clocks: Vec<String>,
    pub(crate) when: When,
    pub(crate) to: Vec<String>,
}

/// When it is due.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    Share(i64),
    Due,
    Again { every: i64, at_most: i64 },
}

impl Rules {
    /// # Errors
    /// In words, when the texts are not what the files are documented to be.
    pub(crate) fn new(targets: &str, escalation: &str) -> Result<Self, String> {
        let targets: Table = targets.parse().map_err(|error| format!("{error}"))?;
        let escalation: Table = escalation.parse().map_err(|error| format!("{error}"))?;
        let mut versions: Vec<Version> = tables(&targets, "version")
            .map(version)
            .collect::<Result<_, String>>()?;
        versions.sort_by_key(|version| version.from);
        if versions.is_empty() {
            return Err("no version".to_owned());
        }
        let security = targets.get("security").and_then(Value::as_table);
        let security = security.ok_or("no [security]")?;
        let closing = escalation.get("closing").and_then(Value::as_table);
        Ok(Self {
            versions,
            incidents: words(security.get("duties")).unwrap_or_default(),
            csirt: seconds(security.get("csirt"))?,
            steps: tables(&escalation, "step")
                .map(step_rule)
                .collect::<Result<_, String>>()?,
            closing_days: closing
                .and_then(|closing| closing.get("working_days"))
                .and_then(Value::as_integer)
                .ok_or("no working_days")?,
        })
    }

    /// The version for a clock that starts at this second.
    pub(crate) fn version(&self, second: i64) -> &Version {
        let later = self
            .versions
            .iter()
            .rposition(|version| version.from <= second);
        &self.versions[later.unwrap_or(0)]
    }
}

impl Version {
    /// Seconds promised: by the rule that says most about the case.
    pub(crate) fn target(&self, clock: &str, by: &str, priority: i64, unit: &str) -> Option<i64> {
        let holds = |list: &Option<Vec<String>>, value: &str| {
            list.as_ref()
                .is_none_or(|list| list.iter().any(|one| one == value))
        };
        self.targets
            .iter()
            .filter(|rule| rule.clock == clock && holds(&rule.by, by) && holds(&rule.unit, unit))
            .filter(|rule| {
                rule.priority
                    .as_ref()
                    .is_none_or(|list| list.contains(&priority))
            })
            .max_by_key(|rule| {
                [
                    rule.by.is_some(),
                    rule.priority.is_some(),
                    rule.unit.is_some(),
                ]
                .map(u8::from)
                .iter()
                .sum::<u8>()
            })
            .and_then(|rule| rule.seconds)
    }
}

fn version(entry: &Table) -> Result<Version, String> {
    Ok(Version {
        from: midnight(day_number(dated(entry, "from")?)),
        targets: tables(entry, "rule")
            .map(target_rule)
            .collect::<Result<_, String>>()?,
        grace: seconds(entry.get("grace"))?,
    })
}

fn target_rule(entry: &Table) -> Result<TargetRule, String> {
    let numbers = |value: &Value| {
        let list = value.as_array().into_iter().flatten();
        list.filter_map(Value::as_integer).collect()
    };
    let within = entry.get("within");
    Ok(TargetRule {
        clock: word(entry.get("clock")).ok_or("a target without a clock")?,
        by: words(entry.get("by")),
        priority: entry.get("priority").map(numbers),
        unit: words(entry.get("unit")),
        seconds: match word(within).as_deref() {
            Some("none") => None,
            _ => Some(seconds(within)?),
        },
    })
}

fn step_rule(entry: &Table) -> Result<StepRule, String> {
    let at = word(entry.get("at")).ok_or("a step without `at`")?;
    let when = match (at.strip_suffix('%'), entry.get("every")) {
        (Some(share), _) => When::Share(share.parse().map_err(|_| "a share that is none")?),
        (None, Some(every)) => When::Again {
            every: seconds(Some(every))?,
            at_most: entry
                .get("at_most")
                .and_then(Value::as_integer)
                .unwrap_or(1),
        },
        (None, None) => When::Due,
    };
    Ok(StepRule {
        name: word(entry.get("name")).ok_or("a step without a name")?,
        clocks: words(entry.get("clocks")).unwrap_or_default(),
        when,
        to: words(entry.get("to")).unwrap_or_default(),
    })
}

fn word(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

fn words(value: Option<&Value>) -> Option<Vec<String>> {
    let list = value?.as_array()?;
    Some(list.iter().filter_map(|one| word(Some(one))).collect())
}

/// `1h30m` in seconds.
fn seconds(value: Option<&Value>) -> Result<i64, String> {
    let text = word(value).ok_or("no time")?;
    let (mut total, mut number) = (0, 0);
    for sign in text.chars() {
        match (sign.to_digit(10), sign) {
            (Some(digit), _) => number = number * 10 + i64::from(digit),
            (None, 'h' | 'm') => {
                total += number * if sign == 'h' { 3600 } else { 60 };
                number = 0;
            }
            _ => return Err(format!("`{text}` is no time")),
        }
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_the_shipped_rules() {
        let texts = crate::settings::Texts::right();
        let rules = Rules::new(&texts.targets, &texts.escalation).unwrap();
        let new_year = midnight(day_number(crate::settings::FIRST_DAY));
        let first = rules.version(new_year);
        assert_eq!(first.target("solution", "", 3, "IT-02-3"), Some(24 * 3600));
        assert_eq!(first.target("accept", "return", 1, "IT-02-3"), Some(1800));
        assert_eq!(
            first.target("accept", "return", 5, "IT-02-3"),
            Some(4 * 3600)
        );
        assert_eq!((first.grace, rules.closing_days), (3600, 5));
        let later = rules.version(new_year + 30 * 24 * 3600);
        assert_eq!(later.target("solution", "", 3, "IT-02-3"), Some(20 * 3600));
        assert_eq!(later.grace, 45 * 60);
        assert_eq!(seconds(Some(&Value::from("1h30m"))), Ok(5400));
    }
}
