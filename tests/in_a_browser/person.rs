//! A person at a browser.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use testkit::services::chromium::Driver;

use crate::axe;
use crate::common::Demo;

/// A person at a browser.
pub(crate) struct Person {
    pub(crate) browser: Driver,
    home: String,
}

impl Person {
    pub(crate) async fn at(demo: &Demo) -> Self {
        let browser = Driver::start().await;
        Self {
            browser,
            home: demo.address.clone(),
        }
    }

    /// Somebody who opens files, without any server.
    pub(crate) async fn alone() -> Self {
        Self {
            browser: Driver::start().await,
            home: "file://".to_owned(),
        }
    }

    /// Asks for dark colours from now on.
    pub(crate) async fn turn_dark(&self) {
        self.prefers("dark").await;
    }

    /// Asks for these colours and for no motion: colours that change little by little are no colours to judge.
    pub(crate) async fn prefers(&self, colours: &str) {
        let features = serde_json::json!([
            {"name": "prefers-color-scheme", "value": colours},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.browser
            .devtools(
                "Emulation.setEmulatedMedia",
                serde_json::json!({"features": features}),
            )
            .await;
    }

    /// Opens every list and table of the page that is folded; not the menu, which lies over others.
    pub(crate) async fn unfold(&self) {
        let script =
            "document.querySelectorAll('main details').forEach(one => { one.open = true; })";
        self.browser
            .client()
            .execute(script, Vec::new())
            .await
            .unwrap();
    }

    pub(crate) async fn open(&self, path: &str) {
        self.browser
            .client()
            .goto(&format!("{}{path}", self.home))
            .await
            .unwrap();
    }

    /// Signs in by one click as the sample person with this name.
    pub(crate) async fn sign_in(&self, name: &str) {
        self.open("/demo").await;
        self.click_by_text("button", name).await;
        // Another page must not be asked for before the answer has brought the cookie.
        let end = Instant::now() + Duration::from_secs(10);
        while !self.signature().await.contains(name) {
            assert!(Instant::now() < end, "{name} is not signed in");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Whose name stands in the header; empty for nobody and while one page gives way to the next.
    async fn signature(&self) -> String {
        match self.browser.client().find(Locator::Css(".who__name")).await {
            Ok(name) => name.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    pub(crate) async fn click(&self, css: &str) {
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

    /// Clicks what leads to another page, and waits until that stands.
    pub(crate) async fn goes(&self, css: &str) {
        let client = self.browser.client();
        let leaving = "document.documentElement.dataset.leaving = '1'";
        client.execute(leaving, Vec::new()).await.unwrap();
        self.click(css).await;
        let stands = "return !document.documentElement.dataset.leaving && document.readyState === 'complete'";
        let end = Instant::now() + Duration::from_secs(10);
        // Between two pages there may be none to ask.
        while !matches!(client.execute(stands, Vec::new()).await, Ok(answer) if answer == true) {
            assert!(Instant::now() < end, "{css} leads to no other page");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Clicks the first `tag` that contains `text`.
    pub(crate) async fn click_by_text(&self, tag: &str, text: &str) {
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

    pub(crate) async fn write(&self, name: &str, words: &str) {
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

    pub(crate) async fn value(&self, name: &str) -> String {
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
    pub(crate) async fn text(&self) -> String {
        match self.browser.client().find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits, as a person does, until the page shows `words`.
    pub(crate) async fn sees(&self, words: &str) {
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
    /// scroll sideways, and axe finds nothing at the widest and the narrowest. Only for pages that
    /// are looked at and left: a browser whose window has just changed its size may not take a click.
    pub(crate) async fn look(&self, name: &str) {
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
            if width != 768 {
                axe::check(&self.browser, &format!("{name} at {width}")).await;
            }
        }
        self.is_sound(name).await;
    }

    /// The page as it is before the person, who goes on with it: axe finds nothing, no sentence is
    /// missing, the console is empty.
    pub(crate) async fn glance(&self, name: &str) {
        axe::check(&self.browser, name).await;
        self.is_sound(name).await;
    }

    async fn is_sound(&self, name: &str) {
        assert_eq!(self.faults().await, Vec::<String>::new(), "{name}");
    }

    /// Sentences that are missing on the page, and what the console says against it.
    pub(crate) async fn faults(&self) -> Vec<String> {
        let text = self.text().await;
        let missing = text.split_once('⟦');
        let missing = missing.map(|(_, rest)| {
            let key: String = rest.chars().take(60).collect();
            format!("no sentence: {key}")
        });
        // A page that says 404 or 422 says so to the console too; that is no fault of the page.
        let errors = self.browser.console_errors().await.into_iter();
        let errors =
            errors.filter(|error| !error.contains("the server responded with a status of 4"));
        missing.into_iter().chain(errors).collect()
    }
}
