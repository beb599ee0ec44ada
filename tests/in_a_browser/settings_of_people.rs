//! What people set in their browsers and systems, and the pages keep to: less motion, larger letters, more air.

use crate::common::Demo;
use crate::person::Person;

/// Elements that move although their reader asked for less motion.
const MOVING: &str = r"
const moves = (times) => times.split(',').some(time => parseFloat(time) > 0);
return [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    return moves(style.transitionDuration) || style.animationName !== 'none';
}).map(element => element.outerHTML.slice(0, 80));";

/// The distances of WCAG 1.4.12, by a stylesheet of the reader.
const MORE_AIR: &str = r"
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
document.adoptedStyleSheets = [sheet];";

/// Letters twice as large (WCAG 1.4.4).
const LARGE_LETTERS: &str = r"
const sheet = new CSSStyleSheet();
sheet.replaceSync('html { font-size: 200%; }');
document.adoptedStyleSheets = [sheet];";

/// What does not fit: the page, when it scrolls sideways, and words of a control that are cut off.
const CUT_OFF: &str = r"
const page = document.documentElement;
const cut = [...document.querySelectorAll('main button, main .badge, main label, main legend, main summary, .nav a')]
    .filter(one => one.offsetWidth > 1 && (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== 'visible'));
const wide = page.scrollWidth > innerWidth ? [`${page.scrollWidth} px wide`] : [];
return wide.concat(cut.map(one => one.outerHTML.slice(0, 80)));";

const PAGES: [&str; 5] = [
    "/kolejka",
    "/kolejka/ZG-2026-000003",
    "/kolejka/ZG-2026-000003/eskalacja",
    "/zgloszenia/nowe",
    "/wiedza",
];

impl Person {
    /// Holds that a script finds nothing.
    async fn finds_nothing(&self, script: &str, where_: &str) {
        let found = self.asks(script).await;
        assert_eq!(found, serde_json::json!([]), "{where_}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn less_motion_larger_letters_and_more_air_are_kept_to() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    olga.prefers("light").await;
    for path in PAGES {
        olga.browser.set_viewport(1440, 900).await;
        olga.open(path).await;
        olga.finds_nothing(MOVING, &format!("{path} moves")).await;
        olga.unfold().await;
        olga.browser.set_viewport(320, 640).await;
        olga.asks(MORE_AIR).await;
        olga.finds_nothing(CUT_OFF, &format!("{path} with more air"))
            .await;
        olga.browser.set_viewport(640, 640).await;
        olga.asks(LARGE_LETTERS).await;
        olga.finds_nothing(CUT_OFF, &format!("{path} with large letters"))
            .await;
    }
    let name = PAGES[0].replace('/', "");
    olga.open(PAGES[0]).await;
    olga.asks(LARGE_LETTERS).await;
    olga.browser
        .screenshot(&format!("large-letters-{name}"))
        .await;
}

/// What changes by itself is said aloud: the places for it are there before there is anything to say.
#[tokio::test(flavor = "multi_thread")]
async fn what_changes_by_itself_is_said_aloud() {
    let demo = Demo::start();
    let olga = Person::at(&demo).await;
    olga.open("/jezyk?na=pl&powrot=/").await;
    olga.sign_in("Olga Madej").await;
    for (path, place) in [
        (
            "/kolejka",
            "[data-live] [role=status] > [data-fresh][hidden]",
        ),
        ("/kolejka/ZG-2026-000003", "[data-presence][role=status]"),
        ("/zgloszenia/nowe", "[data-answers][aria-live=polite]"),
    ] {
        olga.open(path).await;
        let there = format!("return document.querySelector(\"{place}\") !== null");
        assert_eq!(olga.asks(&there).await, true, "{path}: {place}");
    }
}
