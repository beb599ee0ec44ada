//! The page of an evaluation, opened from the disk.

use crate::common::labelled::Folder;
use crate::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_evaluation_stands() {
    let folder = Folder::new();
    let saved = folder.evaluate(&["@first.jsonl", "--save", "@saved.jsonl"]);
    assert!(saved.status.success());
    let arguments = [
        "@first.jsonl",
        "--curve",
        "--compare",
        "@saved.jsonl",
        "--html",
        "@page.html",
    ];
    assert!(folder.evaluate(&arguments).status.success());
    let reader = Person::alone().await;
    reader
        .open(&folder.path("page.html").display().to_string())
        .await;
    reader.sees("Jak trafne są podpowiedzi komórek").await;
    reader.look("evaluation").await;
    reader.turn_dark().await;
    reader.unfold().await;
    reader.look("dark-evaluation").await;
}
