//! A day at the desk without a mouse: a ticket that has just come in is found, read and answered; the menu of
//! further pages opens and closes.

use serde_json::json;

use crate::common::Demo;
use crate::keyboard::{DOWN, ENTER, Key, SHIFT, SPACE, TAB, key};
use crate::person::Person;

const ESCAPE: Key = ("Escape", 27, "");

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_has_just_come_in_is_answered_by_keyboard_alone() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees("ZG-2026-000003").await;

    // A row comes in while the queue stands open; its notice is a link that Tab reaches.
    let ticket = json!({
        "subject": "Projektor w sali 112 nie świeci",
        "body": "Projektor się włącza, ale obraz jest czarny.",
        "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"},
    });
    ureq::post(format!("{}/api/v1/tickets", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(&ticket)
        .unwrap();
    olga.sees("1 nowe zgłoszenie – pokaż").await;
    olga.go_to(0, "e.closest('[data-fresh]')").await;
    olga.press(ENTER, 0).await;
    olga.sees("Projektor w sali 112 nie świeci").await;

    // Row by row to it: the keys go down and up, and stop at the ends.
    olga.press(key("j"), 0).await;
    olga.focus_is("e.closest('tr[data-number]')").await;
    olga.press(key("j"), 0).await;
    olga.press(key("k"), 0).await;
    olga.focus_is("e.closest('tr[data-number]') === document.querySelector('tr[data-number]')")
        .await;
    olga.go_to(0, "e.textContent === 'Projektor w sali 112 nie świeci'")
        .await;
    olga.press(ENTER, 0).await;
    olga.sees("Co można zrobić").await;

    // The answer: one key unfolds the form, an arrow makes it one for the requester.
    olga.press(key("n"), 0).await;
    olga.focus_is("e.matches('textarea[name=text]')").await;
    olga.types("Proszę sprawdzić, czy świeci się lampka przy obiektywie.")
        .await;
    olga.go_to(SHIFT, "e.matches('[name=visibility]:checked')")
        .await;
    olga.press(DOWN, 0).await;
    olga.focus_is("e.matches('[name=visibility][value=public]:checked')")
        .await;
    olga.go_to(
        0,
        "e.matches('form[action$=\"/notatka\"] .button--primary')",
    )
    .await;
    olga.press(SPACE, 0).await;
    olga.focus_is("e.matches('.notice--ok')").await;
    olga.focus_is("document.querySelector('.timeline > li.is-public').textContent.includes('przy obiektywie')")
        .await;

    // The menu: opened by Space, entered by Tab, closed by Escape with the focus back on it.
    olga.press(key("u"), 0).await;
    olga.sees("Szukany tekst").await;
    olga.go_to(0, "e.matches('.nav-more > summary')").await;
    olga.press(SPACE, 0).await;
    olga.focus_is("e.parentElement.open").await;
    olga.press(TAB, 0).await;
    olga.focus_is("e.matches('.nav-menu a')").await;
    olga.glance("menu-open").await;
    olga.browser.screenshot("menu-open").await;
    olga.press(ESCAPE, 0).await;
    olga.focus_is("e.matches('.nav-more > summary') && !e.parentElement.open")
        .await;
    // It closes by itself when one goes on past it.
    olga.press(SPACE, 0).await;
    olga.go_to(0, "e.closest('main')").await;
    olga.focus_is("!document.querySelector('.nav-more').open")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_needs_no_javascript() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.browser.set_viewport(320, 640).await;
    olga.open("/kolejka").await;
    olga.click(".nav-more > summary").await;
    olga.browser.screenshot("menu-open-320").await;
    olga.click(".nav-menu a[href='/awarie']").await;
    olga.sees("Awarie masowe").await;
}

/// Whoever opens a ticket sees the next step without scrolling, whatever the suggestion says.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_step_is_in_sight() {
    let demo = Demo::start();
    let person = Person::at(&demo).await;
    person.browser.set_viewport(1440, 900).await;
    person.open("/jezyk?na=pl&powrot=/").await;
    for (who, number, step) in [
        ("Olga Madej", "ZG-2026-000003", "Eskaluj do IT-02-4"),
        ("Olga Madej", "ZG-2026-000010", "Podejmij"),
        ("Marek Sowa", "ZG-2026-000002", "Przyjmij"),
    ] {
        person.sign_in(who).await;
        person.open(&format!("/kolejka/{number}")).await;
        let first = "const step = document.querySelector('main .button--primary');
            return [step.textContent.trim(), step.getBoundingClientRect().bottom <= innerHeight];";
        let found = person.asks(first).await;
        let words = found[0].as_str().unwrap();
        assert!(words.starts_with(step), "{number}: {words}");
        assert_eq!(found[1], true, "{number}: {words} is below the fold");
    }
}
