//! The second line, without a mouse: from the letter to the solution.

use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::keyboard::{ENTER, SPACE};
use crate::person::Person;

on_both_databases!(the_second_line_goes_from_the_letter_to_the_solution_by_keyboard_alone);

/// Files a ticket by the API and gives its number.
pub(crate) fn file(demo: &Demo, subject: &str, body: &str) -> String {
    let ticket = json!({
        "subject": subject,
        "body": body,
        "impact": "low",
        "urgency": "high",
        "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example", "phone": "12 616 00 14"},
    });
    let filed = call(demo, "", &ticket);
    filed["number"].as_str().unwrap().to_owned()
}

/// Does an act by the API.
pub(crate) fn act(demo: &Demo, number: &str, act: &str, body: &Value) {
    call(demo, &format!("/{number}/{act}"), body);
}

fn call(demo: &Demo, path: &str, body: &Value) -> Value {
    let mut response = ureq::post(format!("{}/api/v1/tickets{path}", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(body)
        .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
    response.body_mut().read_json().unwrap()
}

/// The address in a letter that holds `part`.
pub(crate) fn link(letter: &[u8], part: &str) -> String {
    let letter = MessageParser::default().parse(letter).unwrap();
    let text = letter.body_text(0).unwrap().into_owned();
    let found = text
        .split_whitespace()
        .find(|word| word.starts_with("http") && word.contains(part));
    found
        .unwrap_or_else(|| panic!("no {part} in {text}"))
        .to_owned()
}

impl Person {
    /// Whether the whole of the first element is on the screen as the page has opened.
    async fn is_in_sight(&self, css: &str) -> bool {
        let script = format!(
            "const box = document.querySelector(\"{css}\").getBoundingClientRect();
             return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;"
        );
        let client = self.browser.client();
        client.execute(&script, Vec::new()).await.unwrap() == true
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one journey, read from top to bottom"
)]
async fn the_second_line_goes_from_the_letter_to_the_solution_by_keyboard_alone(demo: Demo) {
    let number = file(
        &demo,
        "Tunel VPN zrywa się po minucie",
        "FortiClient z domu łączy się, a po minucie zrywa połączenie.",
    );
    let comment = json!({
        "symptoms": "Tunel zrywa się po minucie.",
        "tried": "Ponowna instalacja klienta.",
        "why_not_solved": "I linia nie ma dostępu do bramy.",
        "contact": "12 616 00 14, do 15:00",
    });
    let escalation = json!({"to": "IT-04-1", "duty": "§14 pkt 1 lit. l", "comment": comment});
    act(&demo, &number, "escalate", &escalation);
    let letter = demo.letter(|letter| {
        let to = letter.to();
        to.is_some_and(|to| to.contains("it-04-1@coi.example"))
            && letter.subject().unwrap_or_default().contains(&number)
    });

    // The first click is the link in the letter; whoever is not signed in comes back to the ticket.
    let marek = Person::at(&demo).await;
    marek.browser.set_viewport(1440, 900).await;
    marek.open("/jezyk?na=pl&powrot=/").await;
    let address = link(&letter, &format!("/kolejka/{number}"));
    marek.browser.client().goto(&address).await.unwrap();
    marek.sees("Konto zakłada administrator").await;
    marek
        .go_to(0, "e.matches('main a[href^=\"/demo?powrot=\"]')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Proszę wybrać osobę").await;
    marek.go_to(0, "e.textContent.includes('Marek Sowa')").await;
    marek.press(ENTER, 0).await;
    marek.sees("Tunel zrywa się po minucie.").await;

    // What can be done is there at once, and both clocks.
    for css in [
        "form[action$='/przyjecie'] button",
        "#zwrot > summary",
        "#notatka > summary",
        "#rozwiazanie > summary",
    ] {
        assert!(marek.is_in_sight(css).await, "{css} is out of sight");
    }
    marek.sees("przyjęcie przez IT-04-1 do").await;
    marek.sees("odpowiedź do").await;
    marek.glance("second-line-from-the-letter").await;

    // The second one accepts, in one's own name.
    marek
        .go_to(0, "e.matches('form[action$=\"/przyjecie\"] button')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Zgłoszenie przyjęto.").await;
    marek.sees("prowadzi je Marek Sowa").await;
    assert!(
        marek.is_in_sight("#wstrzymanie > summary").await,
        "asking is out of sight"
    );

    // Ask, and go on.
    marek.go_to(0, "e.matches('#wstrzymanie > summary')").await;
    marek.press(SPACE, 0).await;
    marek.go_to(0, "e.matches('#wstrzymanie [name=why]')").await;
    marek.press(SPACE, 0).await;
    marek.go_to(0, "e.matches('#wstrzymanie-slowa')").await;
    marek
        .types("Proszę o godzinę, o której zerwało połączenie.")
        .await;
    marek
        .go_to(0, "e.matches('#wstrzymanie .button--primary')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("czeka na zgłaszającego").await;
    marek
        .go_to(0, "e.matches('form[action$=\"/wznowienie\"] button')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Zgłoszenie wznowiono.").await;

    // A colleague may have it; then it is taken up again.
    marek.go_to(0, "e.matches('#oddanie > summary')").await;
    marek.press(SPACE, 0).await;
    marek
        .go_to(0, "e.matches('#oddanie .button--primary')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Marek Sowa nie prowadzi już zgłoszenia.").await;
    marek
        .go_to(0, "e.matches('form[action$=\"/podejmij\"] button')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Zgłoszenie jest zapisane na Panią/Pana.").await;

    // Hands on the spot are asked for from here.
    marek.go_to(0, "e.matches('a[href$=\"/zadanie\"]')").await;
    marek.press(ENTER, 0).await;
    marek.sees("Zlecenie zadania").await;
    marek.glance("second-line-remote-hands").await;
    marek.open(&format!("/kolejka/{number}")).await;

    // Solve.
    marek.go_to(0, "e.matches('#rozwiazanie > summary')").await;
    marek.press(SPACE, 0).await;
    marek.go_to(0, "e.matches('#rozwiazanie-slowa')").await;
    marek
        .types("Brama zrywała tunele co minutę; poprawione.")
        .await;
    marek
        .go_to(0, "e.matches('#rozwiazanie .button--primary')")
        .await;
    marek.press(ENTER, 0).await;
    marek.sees("Rozwiązanie zapisano.").await;

    // The unit's own queue, and the ticket, as they look.
    let other = file(
        &demo,
        "Tunel VPN zrywa się",
        "FortiClient z domu zrywa połączenie.",
    );
    act(&demo, &other, "escalate", &escalation);
    let colleague = Person::at(&demo).await;
    colleague.open("/jezyk?na=pl&powrot=/").await;
    colleague.sign_in("Marek Sowa").await;
    colleague.open("/kolejka").await;
    colleague.sees("przyjęcie przez IT-04-1 do").await;
    colleague.look("second-line-queue").await;
    colleague.open("/kolejka?wolne=1").await;
    colleague.sees(&other).await;
    colleague.open(&format!("/kolejka/{other}")).await;
    colleague.look("second-line-ticket").await;
}
