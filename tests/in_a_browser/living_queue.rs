//! The queue stands open all day: rows that change by themselves, colleagues who read the same ticket, keys.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(
    the_queue_changes_by_itself_and_shows_who_else_is_there,
    keys_do_what_the_sheet_says_and_never_steal_a_letter,
    several_tickets_and_saved_views_need_no_javascript
);

impl Person {
    /// Signs in by one click, in Polish whatever the browser asks for, and waits for the next page.
    async fn comes_in(demo: &Demo, name: &str) -> Self {
        let person = Self::at(demo).await;
        person.open("/jezyk?na=pl&powrot=/demo").await;
        person.sign_in(name).await;
        person.sees("Wyloguj się").await;
        person
    }

    /// What an expression says on the page.
    async fn says(&self, expression: &str) -> serde_json::Value {
        let script = format!("return {expression};");
        let answer = self.browser.client().execute(&script, Vec::new()).await;
        // Between two pages there is no answer.
        answer.unwrap_or_default()
    }

    /// Waits until an expression is true on the page.
    async fn until(&self, expression: &str) {
        let end = Instant::now() + Duration::from_secs(15);
        while self.says(expression).await != true {
            assert!(Instant::now() < end, "not true: {expression}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses a key that types `text`; `held` in the numbers of the protocol (1 Alt, 2 Ctrl, 4 Command).
    async fn key(&self, key: &str, text: &str, held: u8) {
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({"type": kind, "key": key, "modifiers": held});
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = text.into();
            }
            self.browser.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    async fn path(&self) -> String {
        let address = self.browser.client().current_url().await.unwrap();
        address.path().to_owned()
    }
}

async fn file(demo: &Demo, subject: &str) {
    let anna = Person::comes_in(demo, "Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    anna.write("subject", subject).await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='high']").await;
    anna.write("body", "Proszę o pomoc.").await;
    anna.goes("main form button.button--primary").await;
    anna.sees(subject).await;
}

async fn the_queue_changes_by_itself_and_shows_who_else_is_there(demo: Demo) {
    let olga = Person::comes_in(&demo, "Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees("ZG-2026-000003").await;
    let before = olga
        .says("document.querySelectorAll('tr[data-number]').length")
        .await;
    file(&demo, "Monitor mruga od rana").await;
    // New rows wait for a click: nothing moves under the reader.
    olga.sees("1 nowe zgłoszenie – pokaż").await;
    assert_eq!(
        olga.says("document.querySelectorAll('tr[data-number]').length")
            .await,
        before
    );
    olga.until("document.title.startsWith('(1) ')").await;
    olga.browser.screenshot("living-queue-news").await;
    olga.glance("living-queue-news").await;
    olga.click("[data-fresh] a").await;
    olga.sees("Monitor mruga od rana").await;

    // A colleague opens the ticket and answers it.
    let beata = Person::comes_in(&demo, "Beata Król").await;
    beata.open("/kolejka").await;
    beata.click_by_text("a", "Monitor mruga od rana").await;
    beata.sees("Właściwa komórka").await;
    let ticket = beata.path().await;
    olga.open(&ticket).await;
    olga.sees("czyta Beata Król").await;
    beata
        .click("details:has(form[action$='/notatka']) > summary")
        .await;
    beata.write("text", "Sprawdzam kabel.").await;
    olga.until("document.querySelector('[data-presence]').textContent.includes('Beata Król')")
        .await;
    olga.glance("living-ticket-presence").await;
    olga.browser.screenshot("living-ticket-presence").await;
    olga.open("/kolejka").await;
    olga.sees("odpowiada Beata Król").await;

    // Her note changes the row where it stands; the focus stays.
    let number = ticket.rsplit('/').next().unwrap().to_owned();
    let row = format!("document.querySelector('tr[data-number=\"{number}\"]')");
    olga.says(&format!("{row}.querySelector('a').focus()"))
        .await;
    beata.click("form[action$='/podejmij'] button").await;
    olga.until(&format!("{row}.classList.contains('is-changed')"))
        .await;
    olga.until(&format!("{row}.textContent.includes('w toku')"))
        .await;
    olga.until(&format!("{row}.contains(document.activeElement)"))
        .await;
    olga.look("living-queue").await;
}

async fn keys_do_what_the_sheet_says_and_never_steal_a_letter(demo: Demo) {
    let olga = Person::comes_in(&demo, "Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees("ZG-2026-000003").await;
    olga.key("?", "?", 8).await;
    olga.until("document.getElementById('skroty').open").await;
    olga.glance("shortcuts-sheet").await;
    olga.browser.screenshot("shortcuts-sheet").await;
    olga.key("j", "j", 0).await;
    assert_eq!(
        olga.says("document.activeElement.closest('tr') === null")
            .await,
        true
    );
    olga.click("#skroty button").await;
    // Rows.
    let rows = "[...document.querySelectorAll('tr[data-number]')]";
    olga.key("j", "j", 0).await;
    olga.key("j", "j", 0).await;
    olga.until(&format!("{rows}[1].contains(document.activeElement)"))
        .await;
    olga.key("k", "k", 0).await;
    olga.until(&format!("{rows}[0].contains(document.activeElement)"))
        .await;
    olga.key("x", "x", 0).await;
    olga.until(&format!("{rows}[0].querySelector('input').checked"))
        .await;
    // Held together with something, keys are somebody else's: Ctrl, Alt, AltGr (Ctrl and Alt on Windows).
    for held in [1, 2, 3, 4] {
        olga.key("j", "", held).await;
    }
    assert_eq!(
        olga.says(&format!("{rows}[0].contains(document.activeElement)"))
            .await,
        true
    );
    // In a field they are letters, the Polish ones too.
    olga.key("/", "/", 0).await;
    olga.until("document.activeElement.id === 'szukaj'").await;
    for letter in ["j", "ł", "ó", "ę", "p", "e", "?", "/", "g", "q"] {
        olga.key(letter, letter, 0).await;
    }
    assert_eq!(olga.value("szukaj").await, "jłóępe?/gq");
    assert_eq!(olga.path().await, "/kolejka");
    // On to the ticket of a row, and back.
    olga.says("document.activeElement.blur()").await;
    let number = olga.says(&format!("{rows}[0].dataset.number")).await;
    let number = number.as_str().unwrap().to_owned();
    olga.key("j", "j", 0).await;
    olga.key("n", "n", 0).await;
    olga.until("document.activeElement.name === 'text'").await;
    assert_eq!(olga.path().await, format!("/kolejka/{number}"));
    olga.key("u", "u", 0).await;
    assert_eq!(olga.value("text").await, "u");
    olga.says("document.activeElement.blur()").await;
    olga.key("u", "u", 0).await;
    olga.until("location.pathname === '/kolejka'").await;
    olga.key("g", "g", 0).await;
    olga.key("n", "n", 0).await;
    olga.until("location.pathname === '/zgloszenia/nowe'").await;
    // Turned off, they are nothing.
    olga.open("/skroty").await;
    olga.look("shortcuts").await;
    olga.open("/skroty").await;
    olga.click("main form button").await;
    olga.sees("Skróty klawiszowe są wyłączone").await;
    olga.open("/kolejka").await;
    olga.sees("ZG-2026-000003").await;
    olga.key("g", "g", 0).await;
    olga.key("n", "n", 0).await;
    olga.key("j", "j", 0).await;
    assert_eq!(
        olga.says("document.activeElement === document.body").await,
        true
    );
    assert_eq!(olga.path().await, "/kolejka");
}

async fn several_tickets_and_saved_views_need_no_javascript(demo: Demo) {
    let olga = Person::comes_in(&demo, "Olga Madej").await;
    olga.browser.turn_scripts_off().await;
    olga.open("/kolejka?kolejnosc=termin&wolne=1").await;
    olga.sees("najbliższy termin").await;
    olga.browser.screenshot("queue-by-due").await;
    olga.click_by_text("a", "Zapisz ten widok").await;
    olga.write("nazwa", "Wolne, od najbliższego terminu").await;
    olga.click("[name='dla'][value='komorka']").await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Widok jest zapisany").await;
    olga.sees("Wolne, od najbliższego terminu").await;
    olga.click("input[name='wybrane']").await;
    olga.click("[name='czynnosc'] option[value='przekazanie']")
        .await;
    olga.click("#zbiorczo button").await;
    olga.sees("1 zaznaczone zgłoszenie").await;
    olga.goes("main form button.button--primary").await;
    olga.sees("zaznaczone").await;
    olga.click("[name='duty'] option[value='§15 pkt 2']").await;
    olga.write("reason", "Sprzęt na miejscu.").await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Zmieniono 1 zgłoszenie.").await;

    // The same pages as they look, with scripts: axe needs them.
    let other = Person::comes_in(&demo, "Olga Madej").await;
    other.open("/kolejka/widoki?kolejnosc=termin").await;
    other.look("views").await;
    other.open("/kolejka").await;
    other.click("input[name='wybrane']").await;
    other
        .click("[name='czynnosc'] option[value='przekazanie']")
        .await;
    other.click("#zbiorczo button").await;
    other.sees("zaznaczone zgłoszenie").await;
    other.goes("main form button.button--primary").await;
    other.sees("Proszę poprawić formularz").await;
    other.glance("bulk-with-faults").await;
    other.browser.screenshot("bulk-with-faults").await;
    other.open("/kolejka").await;
    other.click("input[name='wybrane']").await;
    other.click("#zbiorczo button").await;
    other.sees("zaznaczone zgłoszenie").await;
    other.glance("bulk").await;
    other.goes("main form button.button--primary").await;
    other.sees("co się udało").await;
    other.look("bulk-results").await;
}
