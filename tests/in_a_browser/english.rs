//! The desk in English: one click, and no page has a Polish word of its own left.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use ordinance::Ordinance;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(a_ticket_is_filed_triaged_and_answered_in_english);

/// What a person reads or hears on the page that is not marked as being in another language.
const OWN_WORDS: &str = r"
const own = [];
const add = (element, text) => {
    if (text.trim() && element.closest('[lang]').lang === 'en') own.push(text.trim());
};
const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    // What stands in a field, people have typed; the title names a ticket by its subject.
    if (!element.closest('script, style, textarea, title')) add(element, node.textContent);
}
for (const element of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label']) {
        add(element, element.getAttribute(name) ?? '');
    }
}
return own;";

/// Every Polish sentence without values that is not the same in English.
static POLISH: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let english: HashSet<_> = sentences("en").into_iter().collect();
    let polish = sentences("pl").into_iter();
    polish.filter(|one| !english.contains(one)).collect()
});

/// The sentences of one line of a language.
fn sentences(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("crates/texts/locales")
        .join(language);
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let lines: Vec<String> = texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    lines
        .iter()
        .filter_map(|line| line.split_once(" = "))
        .map(|(_, words)| words.to_owned())
        .collect()
}

/// The sample people and the units, whose names are the same in any language.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sample = include_str!("../../src/demo/sample.toml");
    let people = sample
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .map(str::to_owned);
    let units = Ordinance::built_in().units().iter();
    people.chain(units.map(|unit| unit.name.clone())).collect()
});

impl Person {
    /// The page is in English, whole.
    async fn reads_english(&self, name: &str) {
        let own = self.browser.client().execute(OWN_WORDS, Vec::new()).await;
        let own: Vec<String> = serde_json::from_value(own.unwrap()).unwrap();
        assert!(own.len() > 10, "{name} has hardly a word: {own:?}");
        for words in own
            .iter()
            .filter(|words| words.contains(char::is_alphabetic))
        {
            assert!(!POLISH.contains(words), "{name} says {words:?}");
            let rest = NAMES.iter().fold(words.replace("Kraków", ""), |rest, one| {
                rest.replace(one, "")
            });
            let polish = |letter: char| "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".contains(letter);
            // The one hint that names the words of the search.
            let is_search = words.contains("nadawca:nowak");
            assert!(is_search || !rest.contains(polish), "{name} says {words:?}");
        }
    }

    async fn turns_to_english(&self, path: &str) {
        self.open(path).await;
        self.click_by_text("a", "English").await;
        self.sees("Polski").await;
        let address = self.browser.client().current_url().await.unwrap();
        assert_eq!(address.path(), path);
    }
}

async fn a_ticket_is_filed_triaged_and_answered_in_english(demo: Demo) {
    let anna = Person::at(&demo).await;
    anna.open("/").await;
    anna.sees("W czym możemy pomóc?").await;
    anna.turns_to_english("/").await;
    anna.sees("How can we help?").await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    anna.write("body", "Od rana drukarka w pokoju nie drukuje.")
        .await;
    anna.goes("main form button.button--primary").await;
    anna.sees("Please correct the form").await;
    anna.reads_english("file with a fault").await;
    anna.glance("english-file-with-a-fault").await;
    anna.write("subject", "Drukarka nie drukuje").await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='high']").await;
    anna.goes("main form button.button--primary").await;
    anna.sees("we have received your ticket").await;
    anna.reads_english("own ticket").await;
    anna.glance("english-my-ticket").await;
    let address = anna.browser.client().current_url().await.unwrap();
    let number = address.path().rsplit('/').next().unwrap().to_owned();

    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.turns_to_english("/demo").await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees(&number).await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.click("form[action$='/podejmij'] button").await;
    olga.sees("The ticket is assigned to you.").await;
    olga.click("details:has(form[action$='/rozwiazanie']) > summary")
        .await;
    olga.write("solution", "Wymieniliśmy toner.").await;
    olga.click("form[action$='/rozwiazanie'] button").await;
    olga.sees("The solution is saved.").await;

    anna.open(&format!("/zgloszenie/{number}")).await;
    anna.sees("Wymieniliśmy toner.").await;
    anna.sees("Does everything work?").await;
    anna.reads_english("solved ticket").await;
    // And back, by one click on the same page.
    anna.click_by_text("a", "Polski").await;
    anna.sees("Wszystko działa?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_stands_in_english() {
    let demo = Demo::start();
    for (who, paths) in [
        (
            "",
            &[
                "/",
                "/logowanie",
                "/demo",
                "/zgloszenia/nowe",
                "/dostepnosc",
                "/awarie",
                "/nie/ma/takiej",
            ][..],
        ),
        ("Anna Nowak", &["/", "/moje", "/zgloszenie/ZG-2026-000002"]),
        (
            "Olga Madej",
            &[
                "/",
                "/kolejka",
                "/kolejka?stan=xyz&szukaj=drukarka",
                "/kolejka/ZG-2026-000003",
                "/kolejka/ZG-2026-000003/uzasadnienie",
                "/kolejka/ZG-2026-000003/terminy",
                "/kolejka/ZG-2026-000003/eskalacja?komorka=IT-02-4",
                "/kolejka/ZG-2026-000003/przekazanie",
                "/kolejka/ZG-2026-000003/zadanie",
                "/rezerwacje",
                "/jakosc",
                "/listy",
                "/listy/niedoreczone",
                "/skroty",
                "/powiadomienia",
                "/awarie/nowa",
            ],
        ),
        ("Marek Sowa", &["/kolejka", "/kolejka/ZG-2026-000002"]),
        ("Beata Król", &["/konta", "/trafnosc", "/ustawienia"]),
    ] {
        let person = Person::at(&demo).await;
        person.turns_to_english("/logowanie").await;
        if !who.is_empty() {
            person.sign_in(who).await;
        }
        for path in paths {
            person.open(path).await;
            person.unfold().await;
            let name = format!("english-{who}{path}").replace(['/', ' ', '?', '=', '&'], "-");
            person.reads_english(&name).await;
            person.look(&name).await;
        }
    }
}
