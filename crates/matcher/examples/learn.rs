//! `cargo run --release -p matcher --example learn -- FILE.jsonl [OTHER.jsonl]`: the learning curve of `docs/routing.md`.
//!
//! Five-fold cross-validation over labelled tickets: 0, 50, 100, 200 and 400 of the others are learned from, and the
//! fifth that was not seen is asked, as in FILE and, under the same `id`, as in OTHER (mistyped, say).

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use matcher::{Caps, Evaluation, Figures, History, Matcher, Model, PastTicket, Vocabulary, adapt};
use ordinance::Ordinance;
use serde::Deserialize;

const FOLDS: usize = 5;
const SIZES: [usize; 5] = [0, 50, 100, 200, 400];
/// Past tickets are decided by this many people in turn.
const DECIDERS: usize = 6;

#[derive(Deserialize)]
struct Ticket {
    id: String,
    subject: String,
    body: String,
    unit: ordinance::UnitCode,
    duty: ordinance::Reference,
}

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let path = paths
        .first()
        .ok_or("usage: learn FILE.jsonl [OTHER.jsonl]")?;
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/model/router.bin");
    let matcher = Matcher::with_model(
        Ordinance::built_in(),
        &Vocabulary::built_in(),
        Model::from_bytes(&std::fs::read(model)?)?,
    )?;
    let lines = lines(path)?;
    let others = paths.get(1).map(|path| lines_by_id(path)).transpose()?;
    let order = shuffled(lines.len());
    for size in SIZES {
        let mut asked = Evaluation::new();
        let mut asked_others = Evaluation::new();
        let mut seconds = 0.0;
        for fold in 0..FOLDS {
            let (tried, taught): (Vec<usize>, Vec<usize>) =
                (0..lines.len()).partition(|at| at % FOLDS == fold);
            let past = taught
                .iter()
                .take(size)
                .map(|&at| past(&lines[order[at]].1, at));
            let selected = History::select(past.collect(), &Caps::default()).with_all_learned();
            let begun = Instant::now();
            let adaptation = adapt(&matcher, &selected);
            seconds += begun.elapsed().as_secs_f64();
            if fold == 0 && size > 0 {
                let left_out: Vec<String> = adaptation
                    .left_out()
                    .iter()
                    .map(|(reason, count)| format!("{reason:?} {count}"))
                    .collect();
                println!(
                    "learned {} of {size}, left out {left_out:?}, {} kB",
                    adaptation.learned(),
                    adaptation.to_bytes().len() / 1000
                );
            }
            let adapted = matcher.adapted(Arc::new(adaptation))?;
            for at in tried {
                let (line, ticket) = &lines[order[at]];
                asked.add(&adapted, line.as_bytes())?;
                if let Some(other) = others.as_ref().and_then(|all| all.get(&ticket.id)) {
                    asked_others.add(&adapted, other.as_bytes())?;
                }
            }
        }
        println!("{size}: {}", shown(&asked.figures()));
        if asked_others.tickets() > 0 {
            println!("    mistyped: {}", shown(&asked_others.figures()));
        }
        println!("    {:.2} s to learn", seconds / FOLDS as f64);
    }
    Ok(())
}

fn shown(figures: &Figures) -> String {
    format!(
        "unit {:.1} % (strict {:.1}), @3 {:.1}, duty {:.1}, MRR {:.3}, decided {:.1}, proposed {:.1} at {:.1}, ECE {:.3}",
        100.0 * figures.unit,
        100.0 * figures.unit_strict,
        100.0 * figures.unit_at_3,
        100.0 * figures.duty,
        figures.mrr,
        100.0 * figures.decided,
        100.0 * figures.proposed,
        100.0 * figures.precision,
        figures.ece,
    )
}

fn past(ticket: &Ticket, at: usize) -> PastTicket {
    PastTicket {
        id: ticket.id.clone(),
        subject: ticket.subject.clone(),
        body: ticket.body.clone(),
        unit: ticket.unit.clone(),
        duty: Some(ticket.duty),
        decided_by: format!("operator {}", at % DECIDERS),
        requester: format!("requester of {}", ticket.id),
        at: 86_400 * i64::try_from(at).unwrap_or(0),
    }
}

fn lines(path: &str) -> Result<Vec<(String, Ticket)>, Box<dyn std::error::Error>> {
    std::fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Ok((line.to_owned(), serde_json::from_str(line)?)))
        .collect()
}

fn lines_by_id(path: &str) -> Result<HashMap<String, String>, Box<dyn std::error::Error>> {
    Ok(lines(path)?
        .into_iter()
        .map(|(line, ticket)| (ticket.id, line))
        .collect())
}

/// Numbers below `count` in an order that is always the same.
fn shuffled(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random = 7_u64;
    for at in (1..count).rev() {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, usize::try_from(random >> 33).unwrap_or(0) % (at + 1));
    }
    order
}
