//! `cargo run -p matcher --example evaluate -- FILE.jsonl`: the figures of `docs/routing.md`.

use std::io::BufReader;

use matcher::{Matcher, evaluate};

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: evaluate FILE.jsonl")?;
    let report = evaluate(
        &Matcher::built_in(),
        BufReader::new(std::fs::File::open(path)?),
    )?;
    println!("{report}");
    Ok(())
}
