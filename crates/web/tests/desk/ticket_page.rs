//! The page for deciding about one ticket.

use domain::{Decision, Suggestion, Urgency};

use crate::harness::{Site, vpn_suggestion};

#[tokio::test]
async fn the_card_cites_the_provision_and_marks_the_words() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let page = site.first_line().await.look(&ticket).await.is(200);
    page.shows("Właściwa komórka")
        .shows("raczej pewne · 83%")
        .shows("§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l")
        .shows("usług sieciowych, w tym <mark>VPN</mark>")
        .shows("Od rana <mark>VPN</mark> nie łączy")
        .shows("Eskaluj do IT-04-1")
        .shows("Przekaż do IT-04-2")
        .shows("mało pewne · 9%")
        .shows("1756/2022@0123456789ab");
    // The introduction of the point stands before the letter.
    page.shows("law__introduction");
}

#[tokio::test]
async fn who_and_how_to_reach_stands_on_the_page() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let page = site.first_line().await.look(&ticket).await.is(200);
    page.shows("Anna Nowak")
        .shows("href=\"tel:126160000\"")
        .shows("href=\"mailto:anna.nowak@example.org\"")
        .shows("al. Powstania 10, p. 12")
        .shows("Wydział Spraw Społecznych");
}

#[tokio::test]
async fn only_what_can_be_done_now_is_offered() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga.look(&ticket).await.is(200);
    for act in [
        "podejmij",
        "rozwiazanie",
        "notatka",
        "anulowanie",
        "eskalacja",
        "przekazanie",
    ] {
        page.shows(&format!("/{act}\""));
    }
    for act in ["przyjecie", "zwrot", "ponowne-otwarcie", "zamkniecie"] {
        page.hides(&format!("/{act}\""));
    }
}

#[tokio::test]
async fn a_ticket_that_does_not_exist_is_not_found() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    for number in ["ZG-2026-000001", "ZG-0000-1", "abc", "%00", "..%2F..%2Fetc"] {
        olga.get(&format!("/kolejka/{number}")).await.is(404);
    }
}

#[tokio::test]
async fn when_the_words_do_not_decide_the_page_says_so_and_proposes_nothing() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let unsure = Suggestion {
        decision: Decision::Unsure,
        ..vpn_suggestion()
    };
    let nothing = Suggestion {
        decision: Decision::Unsure,
        units: Vec::new(),
        ..vpn_suggestion()
    };
    for (suggestion, says) in [
        (Some(unsure), "nie wskazują wyraźnie jednej komórki"),
        (Some(nothing), "Żadne słowo zgłoszenia nie pasuje"),
        (None, "nie zapisano podpowiedzi"),
    ] {
        let ranked = suggestion.as_ref().map_or(0, |s| s.units.len());
        let ticket = site
            .filed_with("VPN", "VPN", None, Urgency::Low, suggestion)
            .await;
        let page = olga.look(&ticket).await.is(200);
        page.shows("Nie wiadomo, rozstrzyga I linia")
            .shows(says)
            .hides("Właściwa komórka")
            .hides("Zaznaczone słowa");
        // The runners-up are there with unit, provision and confidence.
        assert_eq!(page.html.matches("pewne · ").count(), ranked);
        // Nothing is chosen for the operator.
        let form = olga
            .get(&format!("/kolejka/{}/eskalacja", ticket.number))
            .await
            .is(200);
        form.hides("name=\"unit\" value=\"IT-04-1\" checked")
            .shows("Proszę wybrać komórkę");
    }
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("rozstrzyga I linia");
}
