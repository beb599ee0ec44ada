//! `cargo run --release -p matcher --example evaluate -- FILE.jsonl`: the figures of `docs/routing.md`; with the
//! model in `config/model/router.bin` as it is now.

use std::io::BufReader;
use std::path::Path;

use matcher::{Matcher, Model, Vocabulary, evaluate};
use ordinance::Ordinance;

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: evaluate FILE.jsonl")?;
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/model/router.bin");
    let matcher = Matcher::with_model(
        Ordinance::built_in(),
        &Vocabulary::built_in(),
        Model::from_bytes(&std::fs::read(model)?)?,
    )?;
    let report = evaluate(&matcher, BufReader::new(std::fs::File::open(path)?))?;
    println!("{report}");
    Ok(())
}
