//! The slow part, without a database.

use std::sync::Arc;

use matcher::{
    Adaptation, Caps, Examples, History, Matcher, PastTicket, Standing, Verdict, adapt, trial,
};
use ordinance::Ordinance;
use serde_json::{Value, json};
use store::learning::{PrivateClass, Solved};

/// How the ordinance's text speaks of security incidents (§ 7 pkt 5: „informacją o incydencie”).
const INCIDENT: &str = "incyden";

/// What was learned and how it did.
pub(super) struct Learned {
    pub(super) adaptation: Arc<Adaptation>,
    pub(super) verdict: Verdict,
    /// The same as what is in force.
    pub(super) is_same: bool,
}

/// Security incidents: the provisions that name them and the units that have those provisions. Nothing is learned
/// from their tickets.
pub(super) fn private_class(ordinance: &Ordinance) -> PrivateClass {
    let mut private = PrivateClass::default();
    for provision in ordinance.duties() {
        if provision.text.to_lowercase().contains(INCIDENT) {
            private.duties.push(provision.reference);
            private.units.extend(provision.unit.clone());
        }
    }
    private.units.sort();
    private.units.dedup();
    private
}

/// Chooses, adapts and tries against `current`.
pub(super) fn learn(current: &Matcher, solved: Vec<Solved>, private: &PrivateClass) -> Learned {
    let caps = Caps {
        private_units: private.units.clone(),
        private_duties: private.duties.clone(),
        ..Caps::default()
    };
    let past = solved.into_iter().map(past_ticket).collect();
    let selected = History::select(past, &caps);
    let adaptation = adapt(current, &selected);
    let before = current.adaptation().map(|known| known.version().to_owned());
    let is_same = before.as_deref() == Some(adaptation.version());
    let standing = Standing::new(current, &Examples::built_in(), &selected);
    // What was learned from this matcher's own model always fits it.
    let adaptation = Arc::new(adaptation);
    let candidate = current
        .adapted(adaptation.clone())
        .unwrap_or_else(|_| current.shipped());
    let verdict = trial(current, &candidate, standing.all());
    Learned {
        adaptation,
        verdict,
        is_same,
    }
}

fn past_ticket(solved: Solved) -> PastTicket {
    // Where nobody is named, each request stands for itself: an administrator has vouched for all of them.
    let or_itself = |name: String| {
        if name.is_empty() {
            solved.id.clone()
        } else {
            name
        }
    };
    PastTicket {
        decided_by: or_itself(solved.decided_by),
        requester: or_itself(solved.requester),
        id: solved.id.clone(),
        subject: solved.subject,
        body: solved.body,
        unit: solved.unit,
        duty: solved.duty,
        at: solved.at.as_second(),
    }
}

impl Learned {
    /// Past tickets not learned from, by reason.
    pub(super) fn left_out(&self) -> Value {
        let counts = self.adaptation.left_out();
        serde_json::to_value(counts).unwrap_or_else(|_| json!({}))
    }

    /// Figures of the trial.
    pub(super) fn figures(&self) -> Value {
        let mut figures =
            serde_json::to_value(self.verdict.figures()).unwrap_or_else(|_| json!({}));
        if let (Verdict::Refused { half, .. }, Some(object)) =
            (&self.verdict, figures.as_object_mut())
        {
            object.insert("worse_on".to_owned(), json!(half));
        }
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_incidents_are_found_in_the_ordinance() {
        let private = private_class(Ordinance::built_in());
        let units: Vec<_> = private.units.iter().map(ToString::to_string).collect();
        let duties: Vec<_> = private.duties.iter().map(ToString::to_string).collect();
        assert_eq!(
            (units, duties),
            (vec!["IT-02-2".to_owned()], vec!["§7 pkt 5".to_owned()])
        );
    }
}
