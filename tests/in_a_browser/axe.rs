//! What axe-core finds on a page as the browser shows it: names, roles, contrast, order of headings…
//!
//! `tests/run` brings axe-core into `target/axe-core/`; without it the tests fail, for a page that nobody checked
//! must not pass.

use std::path::Path;
use std::sync::LazyLock;

use testkit::services::chromium::Driver;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        Into::into,
    );
    let path = target.join("axe-core/package/axe.min.js");
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `bash tests/run --with true` brings it",
            path.display()
        )
    })
});

/// The rules of WCAG 2.1 AA, the sizes of targets of 2.2, and good practice.
pub(crate) const RULES: &str =
    "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// Only whether words can be told from their ground; for a page in other colours that has been looked at whole.
pub(crate) const COLOURS: &str = "{type: 'rule', values: ['color-contrast']}";

/// Letters in frames are no pages of ours.
const RUN: &str = r"
return axe.run(document, {
    iframes: false,
    resultTypes: ['violations'],
    runOnly: RULES,
}).then(result => result.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`)));";

/// Holds that axe finds nothing on the page as it stands.
pub(crate) async fn check(browser: &Driver, name: &str) {
    let found = found(browser, RULES).await;
    assert!(found.is_empty(), "{name}: {found:#?}");
}

/// What axe finds on the page as it stands by [`RULES`] or [`COLOURS`], one line each.
pub(crate) async fn found(browser: &Driver, rules: &str) -> Vec<String> {
    let client = browser.client();
    // Once it is on a page it stays there, whatever becomes of the page.
    let there = client.execute("return Boolean(window.axe)", Vec::new());
    if there.await.unwrap() != true {
        client.execute(&AXE, Vec::new()).await.unwrap();
    }
    let run = RUN.replace("RULES", rules);
    let found = client.execute(&run, Vec::new()).await.unwrap();
    serde_json::from_value(found).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_sees_what_is_wrong() {
    let browser = Driver::start().await;
    let page = "data:text/html,<html lang=pl><title>t</title><main><h1>a</h1><input><p style='color:silver'>pale words";
    browser.client().goto(page).await.unwrap();
    let found = found(&browser, RULES).await.join("\n");
    assert!(found.contains("label: <input>"), "{found}");
    assert!(found.contains("color-contrast: <p"), "{found}");
}
