//! The desk's main job from the first word to the last, in browsers.

use domain::{Status, TicketNumber};

use crate::harness::{FULL, Site};

#[tokio::test]
async fn from_filing_to_the_second_line_and_back() {
    let site = Site::start().await;
    let anna = site.requester().await;
    let filed = anna
        .post(
            "/zgloszenia",
            &[
                ("key", "0123456789abcdef0123456789abcdef"),
                ("name", "Anna Nowak"),
                ("email", "anna.nowak@example.org"),
                ("department", "Wydział Finansowy"),
                ("room", "12"),
                ("phone", "12 616 11 11"),
                ("subject", "VPN FortiClient nie łączy się z domu"),
                (
                    "body",
                    "Od rana VPN zatrzymuje się na 80% i nie mam dostępu do sieci urzędu.",
                ),
                ("impact", "low"),
                ("urgency", "high"),
            ],
        )
        .await;
    assert_eq!(filed.status.as_u16(), 303, "{}", filed.html);
    let number: TicketNumber = "ZG-2026-000001".parse().unwrap();
    let ticket = site.fresh(number).await;

    let olga = site.first_line().await;
    let queue = olga.get("/kolejka").await.is(200);
    queue
        .shows("ZG-2026-000001")
        .shows("VPN FortiClient")
        .shows("IT-04-1")
        .shows("§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
    let page = olga.look(&ticket).await.is(200);
    page.shows("Eskaluj do IT-04-1").shows("<mark>VPN</mark>");

    let mut missing = FULL.to_vec();
    missing.truncate(4);
    let refused = olga.act(&ticket, "eskalacja", &missing).await.is(422);
    refused
        .shows("Dlaczego I linia nie rozwiązała: To pole jest wymagane.")
        .shows("Jak dotrzeć do zgłaszającego: To pole jest wymagane.");
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    olga.get("/kolejka").await.is(200).hides("ZG-2026-000001");

    let sylwia = site.member("IT-04-1").await;
    sylwia.get("/kolejka").await.is(200).shows("ZG-2026-000001");
    sylwia
        .act(&ticket, "przyjecie", &[])
        .await
        .leads_to("/kolejka/");
    sylwia
        .act(
            &ticket,
            "rozwiazanie",
            &[("solution", "Odnowiono certyfikat bramy VPN.")],
        )
        .await
        .leads_to("/kolejka/");

    let own = format!("/zgloszenie/{number}");
    anna.get(&own)
        .await
        .is(200)
        .shows("Odnowiono certyfikat bramy VPN.");
    let version = site.fresh(number).await.version.to_string();
    let answer = anna
        .post(
            &format!("{own}/ponowne-otwarcie"),
            &[("version", version.as_str()), ("text", "nadal nie działa")],
        )
        .await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.html);
    let now = site.fresh(number).await;
    assert_eq!(
        (now.status, now.unit.as_str()),
        (Status::InProgress, "IT-04-1")
    );
    sylwia.look(&now).await.is(200).shows("nadal nie działa");
}
