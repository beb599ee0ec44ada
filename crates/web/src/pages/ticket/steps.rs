//! Steps of clocks among the entries of a ticket's history.

use texts::{Arg, Texts};

use super::history::{Entry, Link, Moment, Part, Reach};
use crate::steps::{StepLine, ToldLine};

/// A step as an entry, with its letters where the reader may see them.
pub(crate) fn entry(t: Texts, step: &StepLine) -> Entry {
    let part = |label: &str, text: String| Part {
        label: t.get(label),
        text,
    };
    let who: Vec<&str> = step.told.iter().map(|one| one.who.as_str()).collect();
    let used = step.percent.map(|percent| {
        let key = if step.taken.late {
            "step-used-late"
        } else {
            "step-used"
        };
        part(
            "step-share",
            t.with(key, &[("percent", Arg::Number(percent))]),
        )
    });
    let key = if step.taken.caught_up {
        "step-title-caught-up"
    } else {
        "step-title"
    };
    let link = |told: &ToldLine| {
        Some(Link {
            address: format!("/listy/{}", told.letter?),
            words: t.one("step-letter", "who", &told.who),
        })
    };
    Entry {
        kind: "step",
        title: t.get(key),
        by: t.get("automatic-author"),
        at: Moment::new(t, step.taken.fired_at),
        reach: Reach::Act,
        lead: String::new(),
        parts: [Some(part("step-clock", step.clock.clone())), used]
            .into_iter()
            .flatten()
            .chain((!who.is_empty()).then(|| part("step-told", who.join("; "))))
            .chain([part("step-rule", step.taken.key.rule.to_string())])
            .collect(),
        files: Vec::new(),
        links: step.told.iter().filter_map(link).collect(),
    }
}

/// Events and steps in one list, the latest first.
pub(crate) fn among(events: Vec<Entry>, steps: Vec<Entry>) -> Vec<Entry> {
    let mut all = events;
    for step in steps {
        // Behind everything that had happened by then: the list runs backwards.
        let place = all.iter().position(|entry| entry.at <= step.at);
        all.insert(place.unwrap_or(all.len()), step);
    }
    all
}
