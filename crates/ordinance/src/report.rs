//! What the command line prints about an ordinance.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{Ordinance, Post, Provision, Unit};

/// The ordinance for people at a terminal: what it is, units under their superiors, lines of
/// support, provisions. English around, Polish words of the text inside; ends in a line end.
pub fn show_text(ordinance: &Ordinance) -> String {
    let mut text = String::new();
    let mut line = |args: std::fmt::Arguments<'_>| {
        text.write_fmt(args).ok();
        text.push('\n');
    };
    line(format_args!(
        "Zarządzenie nr {} z dnia {}",
        ordinance.number(),
        ordinance.date()
    ));
    line(format_args!("{}", ordinance.title()));
    line(format_args!("version: {}", ordinance.version()));
    if let Some(repeal) = ordinance.repeals() {
        line(format_args!(
            "repeals: {} of {}",
            repeal.number, repeal.date
        ));
    }
    if let Some(day) = ordinance.in_force_from() {
        line(format_args!("in force from: {day}"));
    }
    line(format_args!("\nUnits ({})", ordinance.units().len()));
    for post in posts(ordinance) {
        line(format_args!("  {post}"));
        for unit in ordinance
            .units()
            .iter()
            .filter(|unit| unit.superior == post)
        {
            line(format_args!("    {}  {}", unit.code, unit.name));
        }
    }
    line(format_args!(
        "\nFirst line:  {}",
        name(ordinance.first_line())
    ));
    for unit in ordinance.second_line() {
        line(format_args!("Second line: {}", name(unit)));
    }
    line(format_args!(
        "\nProvisions ({})",
        ordinance.provisions().len()
    ));
    for provision in ordinance.provisions() {
        let unit = provision.unit.as_ref().map_or("all", |unit| unit.as_str());
        let colon = if provision.introductory { ":" } else { "" };
        let reference = provision.reference;
        line(format_args!(
            "  {unit:<8}  {reference:<18}  {}{colon}",
            provision.text
        ));
    }
    text
}

/// The ordinance for other programs: `number`, `date` (ISO), `title`, `version`, `repeals`
/// (`number`, `date`, or null), `in_force_from`, `units` (`code`, `name`, `superior`),
/// `first_line` (a code), `second_line` (codes), `provisions` (`ref` in canonical form, `unit` or
/// null for everybody's, `text`, `introductory`).
pub fn show_json(ordinance: &Ordinance) -> Value {
    let units: Vec<Value> = ordinance
        .units()
        .iter()
        .map(|unit| json!({"code": unit.code, "name": unit.name, "superior": unit.superior}))
        .collect();
    let provisions: Vec<Value> = ordinance.provisions().iter().map(provision).collect();
    let second_line: Vec<&str> = ordinance
        .second_line()
        .iter()
        .map(|unit| unit.code.as_str())
        .collect();
    json!({
        "number": ordinance.number(),
        "date": ordinance.date(),
        "title": ordinance.title(),
        "version": ordinance.version(),
        "repeals": ordinance.repeals().map(|repeal| json!({"number": repeal.number, "date": repeal.date})),
        "in_force_from": ordinance.in_force_from(),
        "units": units,
        "first_line": ordinance.first_line().code,
        "second_line": second_line,
        "provisions": provisions,
    })
}

fn provision(provision: &Provision) -> Value {
    json!({
        "ref": provision.reference,
        "unit": provision.unit,
        "text": provision.text,
        "introductory": provision.introductory,
    })
}

/// The posts that units report to, the Director first.
fn posts(ordinance: &Ordinance) -> Vec<Post> {
    let mut posts: Vec<Post> = ordinance.units().iter().map(|unit| unit.superior).collect();
    posts.push(Post::Director);
    posts.sort_unstable();
    posts.dedup();
    posts
}

fn name(unit: &Unit) -> String {
    format!("{}  {}", unit.code, unit.name)
}
