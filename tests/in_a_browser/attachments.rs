//! Files and drafts as people use them: chosen, dropped, pasted, taken away again; words that outlast a tab.

use std::path::Path;

use fantoccini::Locator;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(
    files_are_chosen_dropped_and_pasted_and_come_back_to_be_saved,
    attack_48_a_file_needs_no_javascript,
    words_outlast_a_closed_tab
);

const NUMBER: &str = "ZG-2026-000002";

/// Does with a form what a person does with a mouse or a clipboard: `what` is `drop` or `paste`.
const BRING: &str = r"
const [what, name, size] = arguments;
const files = new DataTransfer();
files.items.add(new File([new Uint8Array(size)], name, { type: 'image/png' }));
const form = document.querySelector('[data-files]').closest('form');
const event = what === 'drop'
    ? new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })
    : new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true });
form.querySelector('textarea').dispatchEvent(event);
return event.defaultPrevented;";

/// Somebody who reads Polish, signed in as a sample person.
async fn signed_in(demo: &Demo, name: &str) -> Person {
    let person = Person::at(demo).await;
    signed_in_at(&person, name).await;
    person
}

async fn signed_in_at(person: &Person, name: &str) {
    person.open("/jezyk?na=pl&powrot=/").await;
    person.sign_in(name).await;
    person.sees("Wyloguj").await;
}

async fn bring(person: &Person, what: &str, name: &str, size: u32) {
    let arguments = vec![what.into(), name.into(), size.into()];
    let taken = person.browser.client().execute(BRING, arguments).await;
    assert_eq!(taken.unwrap(), true, "{what} {name}");
}

/// Chooses a file by its input.
async fn choose(person: &Person, file: &Path) {
    let input = person
        .browser
        .client()
        .find(Locator::Css("input[type=file]"));
    let path = file.to_str().unwrap();
    input.await.unwrap().send_keys(path).await.unwrap();
}

async fn file_words(person: &Person, subject: &str) {
    person.write("subject", subject).await;
    person.write("body", "Pokazuje komunikat ze zrzutu.").await;
    person.click("[name='impact'][value='low']").await;
    person.click("[name='urgency'][value='medium']").await;
}

async fn files_are_chosen_dropped_and_pasted_and_come_back_to_be_saved(demo: Demo) {
    let log = demo.dir.path().join("dziennik błędów.log");
    std::fs::write(&log, "2026-03-02 błąd 809\n".repeat(100)).unwrap();
    let anna = signed_in(&demo, "Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    anna.sees("wkleić ze schowka").await;
    choose(&anna, &log).await;
    anna.sees("dziennik błędów.log").await;
    bring(&anna, "drop", "skan.png", 1_300_000).await;
    anna.sees("1,3 MB").await;
    bring(&anna, "paste", "image.png", 4_000).await;
    anna.sees("zrzut-ekranu-").await;
    bring(&anna, "drop", "film.png", 25_000_001).await;
    anna.sees("Ten plik jest za duży").await;
    anna.glance("file-with-files").await;
    // One is taken away again.
    anna.click_by_text("button", "Usuń skan.png").await;
    let text = anna.text().await;
    assert!(!text.contains("1,3 MB"), "{text}");
    anna.look("file-with-files").await;

    let anna = signed_in(&demo, "Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    file_words(&anna, "Edytor pokazuje błąd").await;
    choose(&anna, &log).await;
    bring(&anna, "paste", "image.png", 4_000).await;
    anna.sees("zrzut-ekranu-").await;
    anna.write("subject", "").await;
    anna.click("main form.card button.button--primary").await;
    // A mistake elsewhere: the files need not be sent again.
    anna.sees("Pliki, które już mamy").await;
    anna.glance("file-with-kept-files").await;
    anna.write("subject", "Edytor pokazuje błąd").await;
    anna.click("main form.card button.button--primary").await;
    anna.sees("dziennik błędów.log").await;
    anna.sees("tekst, 2 kB").await;
    let address = anna.browser.client().current_url().await.unwrap();
    anna.look("my-ticket-with-files").await;

    let number = address.path().rsplit('/').next().unwrap();
    let olga = signed_in(&demo, "Olga Madej").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("dziennik błędów.log").await;
    olga.unfold().await;
    olga.look("ticket-with-files").await;
}

async fn attack_48_a_file_needs_no_javascript(demo: Demo) {
    let picture = demo.dir.path().join("zrzut.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let anna = Person::at(&demo).await;
    anna.browser.turn_scripts_off().await;
    signed_in_at(&anna, "Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    file_words(&anna, "Bez skryptów").await;
    choose(&anna, &picture).await;
    anna.click("main form.card button.button--primary").await;
    anna.sees("zrzut.png").await;
    anna.sees("obraz, 16 bajtów").await;
}

async fn words_outlast_a_closed_tab(demo: Demo) {
    let visitor = Person::at(&demo).await;
    visitor.open("/jezyk?na=pl&powrot=/").await;
    visitor.open("/zgloszenia/nowe").await;
    file_words(&visitor, "Zaczęte i nie wysłane").await;
    visitor.sees("Szkic zapisany w tej przeglądarce o").await;
    visitor.open("/dostepnosc").await;
    visitor.open("/zgloszenia/nowe").await;
    visitor
        .sees("Przywrócono szkic zapisany w tej przeglądarce.")
        .await;
    assert_eq!(visitor.value("subject").await, "Zaczęte i nie wysłane");
    visitor.look("file-draft-of-a-visitor").await;
    visitor.click_by_text("button", "Odrzuć szkic").await;
    visitor.open("/zgloszenia/nowe").await;
    assert_eq!(visitor.value("subject").await, "");

    let olga = signed_in(&demo, "Olga Madej").await;
    olga.open(&format!("/kolejka/{NUMBER}")).await;
    olga.click("details:has(form[action$='/notatka']) > summary")
        .await;
    olga.write("text", "Czekam na odpowiedź dostawcy.").await;
    olga.sees("Szkic zapisany o").await;
    olga.open("/kolejka").await;
    olga.open(&format!("/kolejka/{NUMBER}")).await;
    olga.sees("Przywrócono szkic z").await;
    assert_eq!(olga.value("text").await, "Czekam na odpowiedź dostawcy.");
    olga.look("ticket-with-a-draft").await;
    olga.click_by_text("button", "Odrzuć szkic").await;
    olga.sees("Szkic został odrzucony.").await;
}
