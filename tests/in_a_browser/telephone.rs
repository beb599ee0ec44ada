//! Calls: taken down by keyboard alone, and without scripts.

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::keyboard::{CONTROL, DOWN, ENTER, TAB, key};
use crate::person::Person;

/// So many keys may a call of somebody known take, besides the letters of the words.
const KEYS: usize = 6;

on_both_databases!(a_call_is_taken_down_by_six_keys_and_its_words);

async fn a_call_is_taken_down_by_six_keys_and_its_words(demo: Demo) {
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees("Przyjmij telefon").await;

    let mut pressed = Vec::new();
    // The page of calls; the focus is where one begins.
    olga.press(key("d"), 0).await;
    pressed.push("d");
    olga.focus_is("e.matches('[name=name][role=combobox]')")
        .await;
    olga.types("now").await;
    olga.focus_is("e.ariaExpanded === 'true' && document.querySelector('#dzwoniacy-1')")
        .await;
    olga.browser.screenshot("telephone-people").await;
    olga.glance("telephone-people").await;
    for key in [DOWN, ENTER] {
        olga.press(key, 0).await;
        pressed.push(key.0);
    }
    olga.focus_is("e.matches('[name=subject]')").await;
    assert_eq!(olga.value("name").await, "Anna Nowak");
    assert!(olga.value("email").await.contains('@'));
    olga.types("VPN nie łączy się z domu").await;
    olga.press(TAB, 0).await;
    pressed.push(TAB.0);
    olga.focus_is("e.matches('[name=body]')").await;
    olga.types("FortiClient prosi o token.").await;
    // Whose matter it is stands there while they still talk.
    olga.sees("§ 14 pkt 1 lit. l").await;
    olga.browser.screenshot("telephone-suggestion").await;
    olga.glance("telephone-suggestion").await;
    olga.press(ENTER, CONTROL).await;
    pressed.extend(["Control", ENTER.0]);
    olga.sees("Zgłoszenie zapisane i podjęte.").await;
    olga.sees("Przyjęte telefonicznie przez: Olga Madej").await;
    assert_eq!(pressed.len(), KEYS, "{pressed:?}");

    // Solved while they talked, by arrows and the button.
    olga.press(key("d"), 0).await;
    olga.focus_is("e.matches('[name=name]')").await;
    olga.types("Jan Nieznany").await;
    olga.sees("Nie znamy takiej osoby.").await;
    olga.press(TAB, 0).await;
    olga.focus_is("e.matches('[name=phone]')").await;
    olga.types("12 616 00 14").await;
    olga.go_to(0, "e.matches('[name=subject]')").await;
    olga.types("Gdzie zmienić hasło").await;
    olga.go_to(0, "e.matches('[name=solution]')").await;
    olga.types("Hasło zmienia się na ekranie logowania.").await;
    olga.go_to(0, "e.value === 'rozwiaz'").await;
    olga.press(ENTER, 0).await;
    olga.sees("rozwiązane w rozmowie").await;
    olga.sees("nie ma adresu e-mail").await;
    olga.look("ticket-of-a-caller").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_48_calls_need_no_javascript_and_their_page_stands_at_every_width() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka/telefon").await;
    olga.look("telephone").await;

    let plain = Person::at(&demo).await;
    plain.browser.turn_scripts_off().await;
    plain.open("/jezyk?na=pl&powrot=/").await;
    plain.sign_in("Olga Madej").await;
    plain.open("/kolejka/telefon").await;
    plain.write("name", "now").await;
    plain.write("subject", "VPN nie łączy się z domu").await;
    plain.click("button[value='szukaj']").await;
    plain.sees("Znamy").await;
    plain.click_by_text("button", "To ta osoba").await;
    plain.sees("Czego dotyczy").await;
    assert_eq!(plain.value("name").await, "Anna Nowak");
    assert_eq!(plain.value("subject").await, "VPN nie łączy się z domu");
    plain.click("button[value='podpowiedz']").await;
    plain.sees("§ 14 pkt 1 lit. l").await;
    // A mistake: every word stays.
    plain.click("button[value='rozwiaz']").await;
    plain.sees("Rozwiązanie podane w rozmowie").await;
    assert_eq!(plain.value("subject").await, "VPN nie łączy się z domu");
    plain.click("button[value='przekaz']").await;
    plain.sees("Zostało wskazać, komu je przekazać.").await;
    plain.sees("Pełny komentarz").await;
}
