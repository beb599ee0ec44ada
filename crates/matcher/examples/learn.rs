//! `cargo run --release -p matcher --example learn`: learns `config/model/router.bin` anew from the folder.

use std::path::Path;
use std::time::Instant;

use matcher::{Examples, Vocabulary, learn};
use ordinance::Ordinance;

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config");
    let examples = Examples::from_dir(&config.join("examples"))?;
    let begun = Instant::now();
    let model = learn(Ordinance::built_in(), &Vocabulary::built_in(), &examples)?;
    std::fs::write(config.join("model/router.bin"), model.to_bytes())?;
    println!(
        "{} in {:.1?} examples {}",
        model.version(),
        begun.elapsed(),
        examples.all().len()
    );
    Ok(())
}
