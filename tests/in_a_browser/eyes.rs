//! What is looked at on a page in one of its states: wide, on a tablet, narrow with everything unfolded, and dark.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::axe;
use crate::person::Person;

/// What a first visit may bring over the wire, compressed, with headers, in bytes: page, stylesheet, scripts, icon.
const FIRST_VISIT: u64 = 60_000;
/// What a later visit may bring: the page alone, for the rest is kept.
const LATER_VISIT: u64 = 15_000;

impl Weight {
    /// What is wrong with it; nothing when it is light enough.
    pub(crate) fn fault(&self) -> Option<String> {
        let is_light = (1..LATER_VISIT).contains(&self.later) && self.first < FIRST_VISIT;
        (!is_light).then(|| format!("too heavy: {self:?}"))
    }
}

/// Bytes of the page and of all it has asked for, as the browser counted them, and when its first words were painted,
/// in milliseconds since it was asked for.
const WEIGHT: &str = r"
return (async () => {
const painted = () => performance.getEntriesByName('first-contentful-paint').length;
for (let more = 40; more && !painted(); more--) await new Promise(told => setTimeout(told, 10));
const [page] = performance.getEntriesByType('navigation');
const rest = performance.getEntriesByType('resource').filter(one => one.name.includes('/static/'));
const paint = performance.getEntriesByName('first-contentful-paint')[0];
return [page.transferSize, rest.reduce((sum, one) => sum + one.encodedBodySize + 300, page.transferSize),
    Math.round(paint?.startTime ?? 0)];
})();";

/// One page as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Weight {
    pub(crate) name: String,
    /// Bytes of a first visit, whatever the browser kept.
    pub(crate) first: u64,
    /// Bytes of the page alone.
    pub(crate) later: u64,
    /// Milliseconds from the request to the first words on the screen; 0 when nothing was painted.
    pub(crate) painted_ms: u64,
}

impl Person {
    /// Looks at the page as it stands. The light, wide page has what a person sees first; the dark one and the
    /// narrow one, as wide as 1280 px at 400 % zoom, have everything unfolded.
    /// What is wrong comes back, one line each.
    pub(crate) async fn looks_at_all_sides(&self, name: &str) -> Vec<String> {
        let browser = &self.browser;
        let mut faults: Vec<String> = self.side(name, 1440).await.into_iter().collect();
        faults.extend(axe::found(browser, axe::RULES).await);
        faults.extend(self.side(name, 768).await);
        self.unfold().await;
        faults.extend(self.side(name, 320).await);
        faults.extend(axe::found(browser, axe::RULES).await);
        self.turn_dark().await;
        browser.set_viewport(1440, 900).await;
        faults.extend(axe::found(browser, axe::COLOURS).await);
        browser.snapshot(&format!("{name}-dark")).await;
        self.prefers("light").await;
        faults.extend(self.faults().await);
        faults
            .into_iter()
            .map(|fault| format!("{name}: {fault}"))
            .collect()
    }

    /// The page at one width does not scroll sideways; a picture of it is kept.
    async fn side(&self, name: &str, width: u32) -> Option<String> {
        let height = if width < 768 { 640 } else { 900 };
        self.browser.set_viewport(width, height).await;
        let wide = self
            .asks("return document.documentElement.scrollWidth")
            .await;
        let picture = format!("{name}-{width}");
        if width < 768 {
            self.browser.screenshot(&picture).await;
        } else {
            self.browser.snapshot(&picture).await;
        }
        (wide.as_u64().unwrap() > u64::from(width)).then(|| format!("{wide} px wide at {width}"))
    }

    /// How heavy the page was.
    pub(crate) async fn weighs(&self, name: &str) -> Weight {
        let found = self.asks(WEIGHT).await;
        let number = |at: usize| found[at].as_u64().unwrap();
        Weight {
            name: name.to_owned(),
            later: number(0),
            first: number(1),
            painted_ms: number(2),
        }
    }

    /// Sends a form of the page with these values in its fields, as its main button does, and waits until the
    /// page that answers stands and `expression` is true on it.
    ///
    /// # Errors
    /// What was not as it should be.
    pub(crate) async fn sends(
        &self,
        form: &str,
        values: Value,
        expression: &str,
    ) -> Result<(), String> {
        let script = r"
const [css, values] = arguments;
const form = document.querySelector(css);
if (!form) return 'no form ' + css;
for (const [name, value] of Object.entries(values)) {
    if (!form.elements[name]) return 'no field ' + name;
    form.elements[name].value = value;
}
document.documentElement.dataset.sent = '1';
form.requestSubmit(form.querySelector('.button--primary') ?? form.querySelector('button'));
return '';";
        let arguments = vec![form.into(), values];
        let sent = self.browser.client().execute(script, arguments).await;
        if let Some(fault) = sent.unwrap().as_str().filter(|fault| !fault.is_empty()) {
            return Err(fault.to_owned());
        }
        let end = Instant::now() + Duration::from_secs(5);
        let stands = format!(
            "return !document.documentElement.dataset.sent && document.readyState === 'complete' && Boolean({expression});"
        );
        while !self.holds(&stands).await {
            if Instant::now() > end {
                return Err(format!("{form}: not {expression}:\n{}", self.text().await));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// What a script says about the page.
    pub(crate) async fn asks(&self, script: &str) -> Value {
        let answer = self.browser.client().execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Whether a script says `true`; between two pages there is no answer.
    async fn holds(&self, script: &str) -> bool {
        let answer = self.browser.client().execute(script, Vec::new()).await;
        answer.is_ok_and(|answer| answer == true)
    }
}
