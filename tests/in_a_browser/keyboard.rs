//! A ticket is triaged and handed over without a mouse.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(a_ticket_is_handed_over_by_keyboard_alone);

/// More stops than any page has: whoever presses Tab this often is in a trap.
const STOPS: usize = 120;

/// Whether the element with the focus can be seen and is seen to have it: `true`, or what is wrong.
const SEEN: &str = r"
const e = document.activeElement;
const box = e.getBoundingClientRect();
// The button of a calendar is the browser's own, inside of the field, and so is its ring.
const ring = e.type === 'datetime-local' || [e, e.closest('.choice')].some(it => it && getComputedStyle(it).outlineStyle !== 'none');
if (!ring) return 'no ring: ' + e.outerHTML;
if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + e.outerHTML;
return true;";

/// Key, its code, its number and the text it types.
pub(crate) type Key = (&'static str, u32, &'static str);
pub(crate) const TAB: Key = ("Tab", 9, "");
pub(crate) const ENTER: Key = ("Enter", 13, "\r");
pub(crate) const SPACE: Key = (" ", 32, " ");
pub(crate) const DOWN: Key = ("ArrowDown", 40, "");

/// Control and Shift, in the numbers of the protocol.
pub(crate) const CONTROL: u8 = 2;
pub(crate) const SHIFT: u8 = 8;

/// The key of a small letter.
pub(crate) fn key(letter: &'static str) -> Key {
    let code = letter.to_uppercase().chars().next().map_or(0, u32::from);
    (letter, code, letter)
}

impl Person {
    pub(crate) async fn press(&self, (key, number, text): Key, held: u8) {
        let code = if key == " " { "Space" } else { key };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": held,
            });
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = text.into();
            }
            self.browser.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    pub(crate) async fn types(&self, words: &str) {
        self.browser
            .devtools("Input.insertText", json!({"text": words}))
            .await;
    }

    /// Evaluates an expression about `e`, the element with the focus.
    async fn focused(&self, expression: &str) -> bool {
        let script = format!("const e = document.activeElement; return Boolean({expression});");
        let answer = self.browser.client().execute(&script, Vec::new()).await;
        // Between two pages there is no answer.
        answer.is_ok_and(|answer| answer == true)
    }

    /// Waits until the focus is where the page is to put it.
    pub(crate) async fn focus_is(&self, expression: &str) {
        let end = Instant::now() + Duration::from_secs(10);
        while !self.focused(expression).await {
            assert!(Instant::now() < end, "the focus is not at {expression}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Goes on, stop by stop, until the focus is where `expression` says. At each stop the focus is seen.
    pub(crate) async fn go_to(&self, held: u8, expression: &str) {
        for _ in 0..STOPS {
            self.press(TAB, held).await;
            if self.focused("e === document.body").await {
                continue;
            }
            let seen = self
                .browser
                .client()
                .execute(SEEN, Vec::new())
                .await
                .unwrap();
            assert_eq!(seen, true, "on the way to {expression}");
            if self.focused(expression).await {
                return;
            }
        }
        panic!("{STOPS} stops and not at {expression}");
    }
}

async fn a_ticket_is_handed_over_by_keyboard_alone(demo: Demo) {
    let olga = Person::at(&demo).await;
    olga.open("/demo").await;

    // The first stop leads past the menu.
    olga.press(TAB, 0).await;
    olga.focus_is("e.matches('.skip')").await;
    olga.press(ENTER, 0).await;
    olga.focus_is("e.matches('main')").await;
    olga.press(TAB, 0).await;
    olga.focus_is("e.closest('main') && e.matches('button')")
        .await;
    olga.go_to(0, "e.textContent.includes('Olga Madej')").await;
    olga.press(ENTER, 0).await;
    olga.sees("Dzień dobry").await;

    // Queue, ticket, its suggestion.
    olga.go_to(0, "e.matches('main a[href=\"/kolejka\"]')")
        .await;
    olga.press(ENTER, 0).await;
    olga.sees("Szukany tekst").await;
    olga.go_to(0, "e.matches('[name=szukaj]')").await;
    olga.types("piętrze").await;
    olga.press(ENTER, 0).await;
    olga.sees("Na całym piętrze nie ma sieci").await;
    olga.go_to(0, "e.matches('.table__main a')").await;
    olga.press(ENTER, 0).await;
    olga.sees("Właściwa komórka").await;
    olga.go_to(
        0,
        "e.matches('summary') && e.textContent === 'Dodaj notatkę'",
    )
    .await;
    olga.press(SPACE, 0).await;
    olga.focus_is("e.parentElement.open").await;
    olga.go_to(SHIFT, "e.matches('.suggestion a.button--primary')")
        .await;
    olga.press(ENTER, 0).await;
    olga.sees("Pełny komentarz").await;

    // Another provision by arrow; then the faults, from the summary to the field.
    olga.go_to(0, "e.matches('[name=duty]:checked')").await;
    olga.press(DOWN, 0).await;
    olga.focus_is(
        "e.matches('[name=duty]:checked') && e !== document.querySelector('[name=duty]')",
    )
    .await;
    olga.go_to(0, "e.matches('main form .button--primary')")
        .await;
    olga.press(ENTER, 0).await;
    olga.focus_is("e.matches('.error-summary')").await;
    olga.go_to(0, "e.matches('.error-summary a')").await;
    olga.press(ENTER, 0).await;
    olga.focus_is("e.matches('#field-comment-tried') && e.ariaInvalid === 'true'")
        .await;
    olga.types("Przełączniki na piętrze nie odpowiadają.").await;
    olga.go_to(0, "e.matches('[name=\"comment.why_not_solved\"]')")
        .await;
    olga.types("I linia nie ma do nich dostępu.").await;
    olga.go_to(0, "e.matches('main form .button--primary')")
        .await;
    olga.press(SPACE, 0).await;

    // What was done is where the focus is; then back to the top and out.
    olga.focus_is("e.matches('.notice--ok')").await;
    olga.sees("przekazane, czeka na przyjęcie").await;
    olga.go_to(SHIFT, "e.textContent === 'Wyloguj się'").await;
    olga.press(ENTER, 0).await;
    olga.sees("Wylogowano").await;
}
