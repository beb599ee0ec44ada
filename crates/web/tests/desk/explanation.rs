//! The page of reasons.

use domain::{SuggestionNote, Urgency};

use crate::harness::{Site, vpn_suggestion};

#[tokio::test]
async fn the_reasons_are_words_with_weights_examples_and_what_would_change() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let card = olga.look(&ticket).await.is(200);
    let address = format!("/kolejka/{}/uzasadnienie", ticket.number);
    card.shows(&format!("href=\"{address}\""));
    let page = olga.get(&address).await.is(200);
    page.shows("Uzasadnienie podpowiedzi")
        .shows("1. <span class=\"code\">IT-04-1</span>")
        .shows("§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l")
        .shows("<mark lang=\"pl\">VPN</mark> <meter")
        .shows("Podobne przykłady")
        .shows("podobieństwo ")
        .shows("Dlaczego nie ")
        .shows("Co zmieniłoby wynik")
        .shows("Eskaluj do IT-04-1");
    // The stored suggestion of these tests was made by hand, from other data.
    page.shows("notice--warn")
        .shows("słownik: wtedy próbny@ba9876543210, teraz próbny@");
}

#[tokio::test]
async fn a_word_that_decides_alone_is_named() {
    let site = Site::start().await;
    let ticket = site.filed("VPN", "VPN, komputer", None).await;
    let olga = site.first_line().await;
    olga.get(&format!("/kolejka/{}/uzasadnienie", ticket.number))
        .await
        .is(200)
        .shows("1. <span class=\"code\">IT-04-1</span>")
        .shows("Bez słowa „<span lang=\"pl\">VPN</span>” trafiłoby do IT-04-2");
}

#[tokio::test]
async fn a_suggestion_made_of_the_same_data_is_said_to_be_the_same() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let form = [
        ("subject", "Nie działa VPN"),
        ("body", "Od rana VPN nie łączy się z domu."),
        ("name", "Anna Nowak"),
        ("email", "anna@example.org"),
        ("impact", "low"),
        ("urgency", "low"),
        ("key", "jeden-raz-1234567890"),
    ];
    olga.post("/zgloszenia", &form).await.is(303);
    olga.get("/kolejka/ZG-2026-000001/uzasadnienie")
        .await
        .is(200)
        .shows("notice--ok")
        .shows("co do bitu taki sam");
}

#[tokio::test]
async fn a_ticket_without_words_or_suggestion_has_a_page_too() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site
        .filed_with("???", "!!! <script>", None, Urgency::Low, None)
        .await;
    olga.get(&format!("/kolejka/{}/uzasadnienie", ticket.number))
        .await
        .is(200)
        .shows("nie zapisano podpowiedzi")
        .hides("<script>");
}

#[tokio::test]
async fn two_matters_and_no_provision_are_said_on_the_card() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let mut suggestion = vpn_suggestion();
    suggestion.note = Some(SuggestionNote::TwoMatters {
        unit: "IT-04-2".parse().unwrap(),
        duty: "§15 pkt 2".parse().unwrap(),
        words: vec!["drukarka".into()],
        excerpt: "A poza tym drukarka <b> nie drukuje.".into(),
    });
    let ticket = site
        .filed_with("VPN", "VPN", None, Urgency::Low, Some(suggestion))
        .await;
    olga.look(&ticket)
        .await
        .is(200)
        .shows("chyba dwie sprawy")
        .shows("A poza tym drukarka &#60;b&#62; nie drukuje.")
        .shows("Wskazują na to słowa: drukarka.")
        .shows("Eskaluj do IT-04-1");
    let mut suggestion = vpn_suggestion();
    suggestion.decision = domain::Decision::Unsure;
    suggestion.note = Some(SuggestionNote::NoProvision);
    let ticket = site
        .filed_with("Obiad", "Co na obiad", None, Urgency::Low, Some(suggestion))
        .await;
    olga.look(&ticket)
        .await
        .is(200)
        .shows("Żaden przepis zarządzenia nie obejmuje tej sprawy")
        .hides("Właściwa komórka");
}

#[tokio::test]
async fn the_proposal_is_taken_by_one_key() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga.look(&ticket).await.is(200);
    assert_eq!(page.html.matches("accesskey=").count(), 1);
    page.shows("accesskey=\"1\">Eskaluj do IT-04-1");
}
