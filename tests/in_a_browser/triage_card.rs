//! The card that says which unit is competent: read, accepted and contradicted without a mouse.

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::keyboard::{ENTER, SPACE, key};
use crate::person::Person;
use crate::second_line::file;

on_both_databases!(the_card_is_read_accepted_and_contradicted_by_keyboard_alone);

const ONE: crate::keyboard::Key = ("1", 49, "1");

async fn the_card_is_read_accepted_and_contradicted_by_keyboard_alone(demo: Demo) {
    let subject = "VPN nie łączy się z domu";
    let body = "FortiClient prosi o token i zrywa połączenie.";
    let (first, second) = (file(&demo, subject, body), file(&demo, subject, body));
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    let looking = Person::at(&demo).await;
    looking.open("/jezyk?na=pl&powrot=/").await;
    looking.sign_in("Olga Madej").await;
    looking.open(&format!("/kolejka/{first}")).await;
    looking.look("triage-card").await;

    // Unit, confidence as words and number, provision with the words that decided, and why others lost.
    olga.open(&format!("/kolejka/{first}")).await;
    olga.sees("Właściwa komórka").await;
    olga.sees("pewne · ").await;
    olga.sees("§ 14 pkt 1 lit. l").await;
    olga.sees("Inne możliwe komórki").await;
    olga.sees("Nie przemawiają za nią słowa").await;
    olga.sees("Skrót: 1").await;
    let script = "return document.querySelectorAll('.suggestion .law mark').length";
    let client = olga.browser.client();
    let marks = client.execute(script, Vec::new()).await.unwrap();
    assert!(
        marks.as_u64().unwrap() > 0,
        "no word of the provision is marked"
    );

    // One key accepts: unit and provision are filled in.
    olga.press(ONE, 0).await;
    olga.sees("Pełny komentarz").await;
    olga.go_to(0, "e.matches('[name=unit]:checked')").await;
    olga.focus_is("e.value === 'IT-04-1'").await;
    olga.go_to(0, "e.matches('[name=duty]:checked')").await;
    olga.focus_is("e.value === '§14 pkt 1 lit. l'").await;

    // Another unit: one word why, kept as a correction.
    olga.open(&format!("/kolejka/{second}")).await;
    olga.go_to(0, "e.matches('.runners-up summary')").await;
    olga.press(SPACE, 0).await;
    olga.go_to(0, "e.matches('.runners-up a.button')").await;
    olga.press(ENTER, 0).await;
    olga.sees("Dlaczego inaczej niż podpowiedź?").await;
    olga.glance("triage-otherwise").await;
    looking
        .browser
        .client()
        .goto(olga.browser.client().current_url().await.unwrap().as_str())
        .await
        .unwrap();
    looking.look("triage-otherwise").await;
    olga.go_to(0, "e.matches('[name=choice]')").await;
    olga.press(SPACE, 0).await;
    olga.go_to(0, "e.matches('[name=reason], [name=\"comment.symptoms\"]')")
        .await;
    let escalates = olga.text().await.contains("Pełny komentarz");
    olga.types("Sprawa innej komórki.").await;
    if escalates {
        for name in ["tried", "why_not_solved", "contact"] {
            olga.go_to(0, &format!("e.matches('[name=\"comment.{name}\"]')"))
                .await;
            olga.types("Sprawdzone przez telefon.").await;
        }
    }
    olga.go_to(0, "e.matches('main form .button--primary')")
        .await;
    olga.press(ENTER, 0).await;
    olga.sees("List jest w drodze.").await;
    olga.open("/kolejka?komorka=wszystkie&stan=handed_over")
        .await;
    olga.sees(&second).await;

    // Nothing is stolen from whoever types a figure.
    olga.open(&format!("/kolejka/{first}")).await;
    olga.press(key("n"), 0).await;
    olga.focus_is("e.matches('#notatka-slowa')").await;
    olga.press(ONE, 0).await;
    assert_eq!(olga.value("text").await, "1");
}
