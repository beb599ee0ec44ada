//! Canned answers: written, previewed, and put into an answer by keyboard, and without scripts.

use crate::common::Demo;
use crate::keyboard::{DOWN, ENTER, SPACE, key};
use crate::person::Person;

async fn written(olga: &Person, title: &str, text: &str) {
    olga.open("/odpowiedzi-wzorcowe/nowa").await;
    olga.write("title", title).await;
    olga.write("text", text).await;
    olga.click("main form .button--primary").await;
    olga.sees("Odpowiedź wzorcowa zapisana.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_canned_answer_is_put_into_a_solution_by_keyboard() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.open("/odpowiedzi-wzorcowe/nowa").await;
    olga.write("title", "Numer").await;
    olga.write("text", "Zgłoszenie {nr}").await;
    olga.click("main form .button--primary").await;
    olga.sees("Nie ma zmiennej {nr}.").await;
    olga.look("reply-with-a-fault").await;
    written(&olga, "Drukarka", "Proszę wyłączyć i włączyć drukarkę.").await;
    written(
        &olga,
        "Żółty kabel",
        "Zgłoszenie {numer}: proszę sprawdzić kabel.",
    )
    .await;
    olga.look("replies").await;

    olga.open("/kolejka/ZG-2026-000003").await;
    olga.sees("Właściwa komórka").await;
    olga.press(key("r"), 0).await;
    olga.focus_is("e.matches('#rozwiazanie-slowa')").await;
    olga.types("Dzień dobry!").await;
    olga.go_to(0, "e.matches('.reply-picker summary')").await;
    olga.press(SPACE, 0).await;
    olga.focus_is("e.matches('[role=combobox]')").await;
    olga.sees("Żółty kabel").await;
    olga.browser.screenshot("reply-picker").await;
    olga.glance("reply-picker").await;
    olga.types("zolt").await;
    olga.focus_is("e.getAttribute('aria-activedescendant')")
        .await;
    olga.press(DOWN, 0).await;
    olga.press(ENTER, 0).await;
    olga.focus_is("e.matches('#rozwiazanie-slowa')").await;
    assert_eq!(
        olga.value("solution").await,
        "Dzień dobry!\n\nZgłoszenie ZG-2026-000003: proszę sprawdzić kabel."
    );
    // Of an escalation, into the part of the comment that is chosen.
    olga.open("/kolejka/ZG-2026-000003/eskalacja").await;
    olga.click(".reply-picker summary").await;
    olga.focus_is("e.matches('[role=combobox]')").await;
    olga.sees("Drukarka").await;
    olga.look("reply-picker-of-an-escalation").await;
    olga.types("druk").await;
    olga.focus_is("e.getAttribute('aria-activedescendant')")
        .await;
    olga.press(ENTER, 0).await;
    olga.focus_is("e.matches('[name=\"comment.tried\"]')").await;
    let tried = olga.value("comment.tried").await;
    assert_eq!(tried, "Proszę wyłączyć i włączyć drukarkę.");
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_48_canned_answers_need_no_javascript() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    written(&olga, "Numer", "Numer sprawy: {numer}.").await;
    olga.open("/kolejka/ZG-2026-000003").await;
    olga.click("#notatka > summary").await;
    olga.write("text", "Dzień dobry!").await;
    olga.click("#notatka .reply-picker > summary").await;
    olga.click("#notatka .reply-picker option:nth-child(2)")
        .await;
    olga.click("#notatka button[name='wstaw']").await;
    olga.sees("Numer sprawy: ZG-2026-000003.").await;
    assert_eq!(
        olga.value("text").await,
        "Dzień dobry!\n\nNumer sprawy: ZG-2026-000003."
    );
}
