//! The main job as people do it: in a real browser, against the real program.
//!
//! Screenshots of every page go to `target/screenshots/`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use std::time::{Duration, Instant};

use common::Demo;
use fantoccini::Locator;
use testkit::services::chromium::Driver;

/// A person at a browser.
struct Person {
    browser: Driver,
    home: String,
}

impl Person {
    async fn at(demo: &Demo) -> Self {
        let browser = Driver::start().await;
        Self {
            browser,
            home: demo.address.clone(),
        }
    }

    async fn open(&self, path: &str) {
        self.browser
            .client()
            .goto(&format!("{}{path}", self.home))
            .await
            .unwrap();
    }

    /// Signs in by one click as the sample person with this name.
    async fn sign_in(&self, name: &str) {
        self.open("/demo").await;
        self.click_by_text("button", name).await;
    }

    async fn click(&self, css: &str) {
        let element = self
            .browser
            .client()
            .find(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"));
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Clicks the first `tag` that contains `text`.
    async fn click_by_text(&self, tag: &str, text: &str) {
        let path = format!("//main//{tag}[contains(., '{text}')] | //{tag}[contains(., '{text}')]");
        let element = self
            .browser
            .client()
            .find(Locator::XPath(&path))
            .await
            .unwrap_or_else(|error| panic!("{tag} with {text}: {error}"));
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{tag} with {text}: {error}"));
    }

    async fn write(&self, name: &str, words: &str) {
        let css = format!("[name='{name}']");
        let field = self
            .browser
            .client()
            .find(Locator::Css(&css))
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
    }

    async fn value(&self, name: &str) -> String {
        let css = format!("[name='{name}']");
        self.browser
            .client()
            .find(Locator::Css(&css))
            .await
            .unwrap()
            .prop("value")
            .await
            .unwrap()
            .unwrap_or_default()
    }

    /// What a person can read on the page; empty while one page gives way to the next.
    async fn text(&self) -> String {
        match self.browser.client().find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits, as a person does, until the page shows `words`.
    async fn sees(&self, words: &str) {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let text = self.text().await;
            if text.to_lowercase().contains(&words.to_lowercase()) {
                return;
            }
            assert!(
                Instant::now() < end,
                "{words:?} is not on the page:\n{text}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The page as it looks on a desk, a tablet and a telephone (or at 400 % zoom); at no width does it
    /// scroll sideways.
    async fn look(&self, name: &str) {
        for (width, height) in [(1440, 900), (768, 1024), (320, 640)] {
            self.browser.set_viewport(width, height).await;
            self.browser.screenshot(&format!("{name}-{width}")).await;
            let wide = self
                .browser
                .client()
                .execute("return document.documentElement.scrollWidth", Vec::new())
                .await
                .unwrap();
            assert!(
                wide.as_u64().unwrap() <= u64::from(width),
                "{name} is {wide} px wide at {width}"
            );
        }
        self.browser.set_viewport(1440, 900).await;
        let text = self.text().await;
        assert!(
            !text.contains('⟦'),
            "a sentence is missing on {name}:\n{text}"
        );
        // A page that says 404 or 422 says so to the console too; that is no fault of the page.
        let errors: Vec<String> = self
            .browser
            .console_errors()
            .await
            .into_iter()
            .filter(|error| !error.contains("the server responded with a status of 4"))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_goes_from_the_requester_to_the_second_line_and_back() {
    let demo = Demo::start();
    let anna = Person::at(&demo).await;
    anna.open("/").await;
    anna.look("home-visitor").await;
    anna.open("/demo").await;
    anna.look("demo").await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/").await;
    anna.look("home-requester").await;

    // A mistake first: everything typed stays.
    anna.open("/zgloszenia/nowe").await;
    anna.look("file").await;
    anna.write(
        "body",
        "FortiClient z domu prosi o token i zrywa połączenie.",
    )
    .await;
    anna.write("subject", "").await;
    anna.click("main form button.button--primary").await;
    anna.look("file-with-a-fault").await;
    assert_eq!(
        anna.value("body").await,
        "FortiClient z domu prosi o token i zrywa połączenie."
    );
    anna.write("subject", "Nie działa mi VPN z domu").await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='high']").await;
    anna.click("main form button.button--primary").await;
    anna.look("my-ticket").await;
    let address = anna.browser.client().current_url().await.unwrap();
    let number = address.path().rsplit('/').next().unwrap().to_owned();
    anna.sees(&number).await;
    anna.open("/moje").await;
    anna.sees("Nie działa mi VPN z domu").await;
    anna.look("my-tickets").await;

    // The first line.
    let olga = Person::at(&demo).await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees(&number).await;
    olga.sees("§ 14 pkt 1 lit. l").await;
    olga.look("queue").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("usług sieciowych, w tym VPN").await;
    olga.look("ticket").await;
    olga.open(&format!("/kolejka/{number}/eskalacja?komorka=IT-04-1"))
        .await;
    olga.look("escalation").await;
    olga.write("comment.symptoms", "Tunel zrywa się po minucie.")
        .await;
    olga.click("main form button.button--primary").await;
    olga.look("escalation-with-faults").await;
    assert_eq!(
        olga.value("comment.symptoms").await,
        "Tunel zrywa się po minucie."
    );
    olga.write("comment.tried", "Ponowna instalacja klienta.")
        .await;
    olga.write("comment.why_not_solved", "Brak dostępu do bramy.")
        .await;
    olga.write("comment.contact", "12 616 00 14, do 15:00")
        .await;
    olga.click("main form button.button--primary").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("IT-04-1").await;
    olga.look("ticket-escalated").await;

    // The letter, on its page.
    demo.letter(|letter| {
        letter
            .to()
            .is_some_and(|to| to.contains("it-04-1@coi.example"))
            && letter.subject().unwrap_or_default().contains(&number)
    });
    olga.open("/listy").await;
    olga.sees("it-04-1@coi.example").await;
    olga.look("letters").await;
    olga.click_by_text("a", &format!("[{number}] Eskalacja"))
        .await;
    olga.sees("Tunel zrywa się po minucie.").await;
    olga.look("letter").await;
    olga.open("/listy/niedoreczone").await;
    olga.look("undelivered").await;

    // The second line.
    let marek = Person::at(&demo).await;
    marek.sign_in("Marek Sowa").await;
    marek.open("/kolejka").await;
    marek.sees(&number).await;
    marek.look("queue-second-line").await;
    marek.open(&format!("/kolejka/{number}")).await;
    marek.look("ticket-second-line").await;
    marek.click("form[action$='/przyjecie'] button").await;
    marek.sees("w toku").await;
    marek
        .click("details:has(form[action$='/rozwiazanie']) > summary")
        .await;
    marek
        .write("solution", "Odnowiliśmy token i profil VPN.")
        .await;
    marek.click("form[action$='/rozwiazanie'] button").await;
    marek.sees("rozwiązane").await;

    // And back.
    anna.open(&format!("/zgloszenie/{number}")).await;
    anna.sees("Odnowiliśmy token i profil VPN.").await;
    anna.look("my-ticket-solved").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_pages_stand() {
    let demo = Demo::start();
    let visitor = Person::at(&demo).await;
    for (path, name) in [
        ("/logowanie", "sign-in"),
        ("/dostepnosc", "accessibility"),
        ("/nie/ma/takiej", "not-found"),
        ("/zgloszenia/nowe", "file-visitor"),
    ] {
        visitor.open(path).await;
        visitor.look(name).await;
    }
    let administrator = Person::at(&demo).await;
    administrator.sign_in("Beata Król").await;
    for (path, name) in [
        ("/", "home-administrator"),
        ("/kolejka", "queue-administrator"),
        ("/konta", "accounts"),
        ("/kolejka/ZG-2026-000002/przekazanie", "transfer"),
    ] {
        administrator.open(path).await;
        administrator.look(name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_needs_no_javascript_and_dark_colours_stand() {
    let demo = Demo::start();
    let anna = Person::at(&demo).await;
    anna.browser.turn_scripts_off().await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    anna.write("subject", "Excel się zawiesza").await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='medium']").await;
    anna.write("body", "Arkusz z harmonogramem zamyka się po otwarciu.")
        .await;
    anna.click("main form button.button--primary").await;
    anna.sees("Excel się zawiesza").await;
    let dark = Person::at(&demo).await;
    let media =
        serde_json::json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    dark.browser
        .devtools("Emulation.setEmulatedMedia", media)
        .await;
    dark.sign_in("Olga Madej").await;
    for (path, name) in [
        ("/kolejka", "dark-queue"),
        ("/kolejka/ZG-2026-000002", "dark-ticket"),
        ("/zgloszenia/nowe", "dark-file"),
    ] {
        dark.open(path).await;
        dark.look(name).await;
    }
}
