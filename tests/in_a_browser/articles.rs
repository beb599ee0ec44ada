//! An article from a solved ticket to the day on which somebody says that it still holds.

use serde_json::Value;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(an_article_is_drafted_published_found_and_confirmed);

/// The number of the sample ticket that has these words.
fn number(demo: &Demo, words: &str) -> String {
    let mut response = ureq::get(format!("{}/api/v1/tickets?q={words}", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .call()
        .unwrap();
    let found: Value = response.body_mut().read_json().unwrap();
    found["tickets"][0]["number"].as_str().unwrap().to_owned()
}

async fn path(person: &Person) -> String {
    let address = person.browser.client().current_url().await.unwrap();
    address.path().to_owned()
}

async fn an_article_is_drafted_published_found_and_confirmed(demo: Demo) {
    // Whoever solved the ticket writes it down, without scripts.
    let kamil = Person::at(&demo).await;
    kamil.browser.turn_scripts_off().await;
    kamil.sign_in("Kamil Bury").await;
    let eyes = Person::at(&demo).await;
    eyes.sign_in("Kamil Bury").await;
    let solved = number(&demo, "czytnik");
    kamil.open(&format!("/kolejka/{solved}")).await;
    kamil
        .click_by_text("a", "Napisz artykuł na podstawie tego zgłoszenia")
        .await;
    kamil.sees("Proszę usunąć z niego nazwiska").await;
    eyes.open(&format!("/wiedza/nowy?zgloszenie={solved}"))
        .await;
    eyes.look("article-draft").await;
    kamil
        .write("article.title", "Czytnik e-dowodów nie widzi karty")
        .await;
    kamil
        .write(
            "article.body",
            "1. Proszę wyjąć kartę i **przetrzeć styki**.\n2. Proszę odczekać minutę.",
        )
        .await;
    kamil.click("button[name='preview']").await;
    kamil.sees("Podgląd").await;
    kamil.click("[name='article.readers'][value='staff']").await;
    kamil.goes("main form button.button--primary").await;
    kamil.sees("Artykuł jest zapisany.").await;
    let article = path(&kamil).await;

    // Not for everybody yet.
    let anna = Person::at(&demo).await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/wiedza?q=czytnik").await;
    anna.sees("Nic nie pasuje").await;
    kamil.open(&format!("{article}/zmiana")).await;
    kamil
        .click("[name='article.readers'][value='everyone']")
        .await;
    kamil.goes("main form button.button--primary").await;
    kamil.sees("Zmiana jest zapisana.").await;
    eyes.open(&format!("{article}/wersje")).await;
    eyes.look("article-versions").await;
    anna.open("/wiedza?q=czytniki").await;
    anna.sees("Czytnik e-dowodów nie widzi karty").await;
    anna.look("articles-found").await;
    anna.open(&article).await;
    anna.look("article-requester").await;

    // While somebody files.
    let visitor = Person::at(&demo).await;
    visitor.open("/zgloszenia/nowe").await;
    visitor.write("subject", "Czytnik dowodów").await;
    visitor
        .write("body", "Czytnik nie widzi karty w dowodzie.")
        .await;
    visitor.sees("To może pomóc od razu").await;
    visitor.sees("Czytnik e-dowodów nie widzi karty").await;
    visitor.look("file-with-answers").await;

    // An article of another unit that nobody has looked at for half a year.
    let marek = Person::at(&demo).await;
    marek.browser.turn_scripts_off().await;
    marek.sign_in("Marek Sowa").await;
    let eyes = Person::at(&demo).await;
    eyes.sign_in("Marek Sowa").await;
    marek
        .open("/wiedza?widok=do-sprawdzenia&komorka=IT-04-1")
        .await;
    marek.sees("VPN: połączenie z sieci domowej").await;
    marek
        .click_by_text("a", "VPN: połączenie z sieci domowej")
        .await;
    marek.sees("Od dawna nikt nie potwierdził").await;
    let old = path(&marek).await;
    eyes.open("/wiedza?widok=do-sprawdzenia").await;
    eyes.look("articles-to-be-checked").await;
    eyes.open(&old).await;
    eyes.look("article-to-be-checked").await;
    marek.click("form[action$='/aktualny'] button").await;
    marek.sees("Artykuł jest oznaczony jako aktualny.").await;
    marek.open("/wiedza?widok=do-sprawdzenia").await;
    marek
        .sees("Nie ma artykułów, które trzeba sprawdzić.")
        .await;
    eyes.open("/wiedza?widok=do-sprawdzenia").await;
    eyes.look("articles-all-checked").await;
}
