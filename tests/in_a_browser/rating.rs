//! A requester rates a solution by one click, from the letter.

use serde_json::json;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;
use crate::second_line::{act, file, link};

on_both_databases!(a_solution_is_rated_by_one_click_from_the_letter);

async fn a_solution_is_rated_by_one_click_from_the_letter(demo: Demo) {
    let number = file(&demo, "Zaciął się Excel", "Arkusz nie chce się zapisać.");
    let solution = json!({"solution": "Plik był otwarty u kolegi; już jest zamknięty."});
    act(&demo, &number, "resolve", &solution);
    let letter = demo.letter(|letter| {
        let text = letter.body_text(0).unwrap_or_default();
        text.contains(&number) && text.contains("jednym kliknięciem ocenić rozwiązanie")
    });
    let address = link(&letter, "/z/");

    // Neither an account nor scripts are needed; looking says nothing.
    let jan = Person::at(&demo).await;
    jan.browser.turn_scripts_off().await;
    let looking = Person::at(&demo).await;
    for person in [&jan, &looking] {
        person.open("/jezyk?na=pl&powrot=/").await;
        person.browser.client().goto(&address).await.unwrap();
        person.sees("Jak ocenia Pani/Pan rozwiązanie?").await;
        person.sees("rozwiązane, proszę sprawdzić").await;
    }
    looking.look("rating").await;
    jan.click(".rating__grade--good").await;
    jan.sees("Ocena zapisana. Dziękujemy.").await;
    jan.write("remark", "Szybko i miło.").await;
    jan.click(".rating .actions button").await;
    jan.sees("Ocena zapisana. Dziękujemy.").await;
    assert_eq!(jan.value("remark").await, "Szybko i miło.");
    looking.browser.client().goto(&address).await.unwrap();
    looking.sees("Szybko i miło.").await;
    looking.look("rating-given").await;

    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("Ocena zgłaszającego").await;
    olga.sees("Szybko i miło.").await;
    olga.look("rating-at-the-desk").await;

    // A closed ticket keeps what was said.
    jan.click("form[action$='/zamkniecie'] button").await;
    jan.sees("zakończone").await;
    jan.sees("Pani/Pana ocena rozwiązania").await;
    looking.browser.client().goto(&address).await.unwrap();
    looking.look("rating-settled").await;

    // Own tickets say in plain words where they stand.
    let anna = Person::at(&demo).await;
    anna.open("/jezyk?na=pl&powrot=/").await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/moje?zakonczone=1").await;
    anna.look("my-states").await;
}
