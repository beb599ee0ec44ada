//! The rules as lines for whoever reviews them.

use crate::clock::ClockKind;

use super::{StepRule, StepRules, Threshold, Whom};

impl StepRules {
    /// Every rule on a line of its own, in the order of the file: `przypomnienie: at 75% of accept,
    /// solve; tells whoever works on it, else the unit; in office hours`. The last line says when solved
    /// tickets close.
    pub fn lines(&self) -> Vec<String> {
        let closing = format!(
            "A solved ticket closes after {} working days.",
            self.closing_days
        );
        let rules = self.rules.iter().map(StepRule::line);
        rules.chain([closing]).collect()
    }
}

impl StepRule {
    fn line(&self) -> String {
        let to: Vec<String> = self.to.iter().map(|whom| whom.words()).collect();
        format!(
            "{}: {} of {}; tells {}; {}",
            self.name,
            self.at.words(),
            names(self.clocks.iter().map(|clock| clock.as_str())),
            to.join(" and "),
            self.hours(),
        )
    }

    fn hours(&self) -> String {
        let (wall, office): (Vec<ClockKind>, Vec<ClockKind>) =
            (self.clocks.iter()).partition(|clock| clock.is_wall_time());
        if wall.is_empty() {
            "in office hours".to_owned()
        } else if office.is_empty() {
            "day and night".to_owned()
        } else {
            let wall = names(wall.into_iter().map(ClockKind::as_str));
            format!("in office hours, of {wall} day and night")
        }
    }
}

impl Threshold {
    fn words(self) -> String {
        match self {
            Self::Share(share) => format!("at {share}% of the time"),
            Self::Due => "when all the time is used".to_owned(),
            Self::Again { every, at_most } => {
                let every = match (every / 3600, every / 60 % 60) {
                    (0, minutes) => format!("{minutes}m"),
                    (hours, 0) => format!("{hours}h"),
                    (hours, minutes) => format!("{hours}h{minutes}m"),
                };
                format!("each further {every} after all the time, {at_most} times at most,")
            }
        }
    }
}

impl Whom {
    fn words(self) -> String {
        match self {
            Self::Unit => "the unit".to_owned(),
            Self::Assignee => "whoever works on it, else the unit".to_owned(),
            Self::Superior(level) => format!("superior {level}"),
            Self::Climb => "superior 1, next time superior 2, and so on".to_owned(),
        }
    }
}

fn names<'a>(all: impl Iterator<Item = &'a str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rule_is_said_with_share_clock_addressee_and_hours() {
        let lines = StepRules::built_in().lines();
        assert_eq!(lines.len(), StepRules::built_in().rules.len() + 1);
        assert_eq!(
            lines[0],
            "przypomnienie: at 75% of the time of first_answer, solution, accept, solve, task; tells \
             whoever works on it, else the unit; in office hours"
        );
        assert_eq!(
            lines[2],
            "po-terminie: each further 4h after all the time, 10 times at most, of solution, accept, \
             solve, task; tells the unit and superior 1, next time superior 2, and so on; in office hours"
        );
        assert_eq!(
            lines[4],
            "incydent-koniec: at 80% of the time of csirt, data_protection; tells the unit and superior \
             1 and superior 2; day and night"
        );
        assert_eq!(
            lines.last().unwrap(),
            "A solved ticket closes after 5 working days."
        );
    }
}
