//! The knowledge base on its pages.

use crate::harness::{Browser, Site};

const VPN: [(&str, &str); 5] = [
    ("article.title", "VPN nie łączy się z domu"),
    (
        "article.body",
        "# Najpierw\n\n1. Proszę uruchomić **FortiClient** ponownie.\n2. Proszę podać kod z tokena.",
    ),
    ("article.unit", "IT-04-1"),
    ("article.duty", "§14 pkt 1 lit. l"),
    ("article.readers", "everyone"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changed = |name: &str| changes.iter().find(|(other, _)| *other == name).copied();
    VPN.iter()
        .map(|&(name, value)| changed(name).unwrap_or((name, value)))
        .collect()
}

/// The address of an article just written.
async fn written(who: &Browser<'_>, changes: &[(&str, &str)]) -> String {
    let page = who.post("/wiedza", &with(changes)).await;
    page.leads_to("/wiedza/");
    page.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_article_is_written_found_changed_and_put_away() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let article = written(&olga, &[]).await;
    let anna = site.requester().await;
    for who in [&site.visitor(), &anna] {
        who.get("/wiedza?q=vpn")
            .await
            .is(200)
            .shows("VPN nie łączy się z domu");
        who.get(&article)
            .await
            .is(200)
            .shows("<h2>Najpierw</h2>")
            .shows("<strong>FortiClient</strong>")
            .shows("usług sieciowych, w tym VPN")
            .hides("/zmiana");
    }
    let form = with(&[("article.body", "Proszę zadzwonić.")]);
    let changed = [&form[..], &[("version", "1")]].concat();
    olga.post(&format!("{article}/zmiana"), &changed)
        .await
        .leads_to(&article);
    // Somebody had the form open before: their words come back with who was quicker.
    let late = with(&[("article.body", "Moje słowa.")]);
    let late = [&late[..], &[("version", "1")]].concat();
    olga.post(&format!("{article}/zmiana"), &late)
        .await
        .is(409)
        .shows("Moje słowa.")
        .shows("Olga Operator");
    olga.get(&format!("{article}/wersje"))
        .await
        .is(200)
        .shows("Wersja 2: zmieniono")
        .shows("Proszę zadzwonić.")
        .shows("Wersja 1: napisano");
    olga.get(&format!("{article}/zmiana?wersja=1"))
        .await
        .is(200)
        .shows("FortiClient");
    olga.post(&format!("{article}/odlozenie"), &[("version", "2")])
        .await
        .leads_to(&article);
    anna.get(&article).await.is(404);
    anna.get("/wiedza?q=vpn")
        .await
        .is(200)
        .shows("Nic nie pasuje");
    olga.get("/wiedza?widok=odlozone")
        .await
        .is(200)
        .shows("VPN nie łączy się z domu");
    olga.post(&format!("{article}/przywrocenie"), &[("version", "3")])
        .await
        .leads_to(&article);
    anna.get(&article).await.is(200);
}

#[tokio::test]
async fn internal_articles_are_for_staff_and_a_unit_writes_its_own() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let internal = written(&olga, &[("article.readers", "staff")]).await;
    let (visitor, anna) = (site.visitor(), site.requester().await);
    for who in [&visitor, &anna] {
        who.get(&internal).await.is(404);
        who.get("/wiedza?q=forticlient")
            .await
            .is(200)
            .hides("VPN nie łączy się z domu");
    }
    let sylwia = site.member("IT-04-2").await;
    sylwia.get(&internal).await.is(200).hides("/zmiana");
    sylwia.get(&format!("{internal}/zmiana")).await.is(403);
    sylwia
        .post("/wiedza", &with(&[]))
        .await
        .is(422)
        .shows("artykuły innej komórki pisze ona sama");
    let own = [("article.unit", "IT-04-2"), ("article.duty", "§15 pkt 2")];
    let own = written(&sylwia, &own).await;
    sylwia
        .post(&format!("{own}/aktualny"), &[("version", "1")])
        .await
        .leads_to(&own);
    anna.get(&format!("{own}/wersje")).await.is(403);
    anna.post("/wiedza", &with(&[])).await.is(403);
}

#[tokio::test]
async fn what_is_to_be_mended_is_said_and_a_preview_keeps_every_word() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let faulty = with(&[("article.title", " "), ("article.duty", "§15 pkt 2")]);
    olga.post("/wiedza", &faulty)
        .await
        .is(422)
        .shows("field-article-title-fault")
        .shows("field-article-duty-fault")
        .shows("FortiClient");
    let preview = [&with(&[])[..], &[("preview", "1")]].concat();
    olga.post("/wiedza", &preview)
        .await
        .is(200)
        .shows("<h2>Najpierw</h2>")
        .shows("1. Proszę uruchomić **FortiClient** ponownie.");
    let nobody = olga.get("/wiedza").await.is(200);
    nobody.shows("Nie ma tu jeszcze żadnego artykułu");
}

#[tokio::test]
async fn a_solved_ticket_drafts_an_article_and_helps_with_the_next_one() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    olga.get(&format!("/wiedza/nowy?zgloszenie={}", ticket.number))
        .await
        .is(404);
    olga.act(
        &ticket,
        "rozwiazanie",
        &[("solution", "Odnowiono certyfikat bramy.")],
    )
    .await
    .leads_to("/kolejka");
    olga.look(&ticket)
        .await
        .is(200)
        .shows(&format!("/wiedza/nowy?zgloszenie={}", ticket.number));
    olga.get(&format!("/wiedza/nowy?zgloszenie={}", ticket.number))
        .await
        .is(200)
        .shows("Nie działa VPN")
        .shows("Odnowiono certyfikat bramy.")
        .shows("dane osobowe");
    written(&olga, &[]).await;
    let next = site
        .filed("VPN nie działa", "VPN z domu nie łączy się od rana.", None)
        .await;
    olga.look(&next)
        .await
        .is(200)
        .shows("Odnowiono certyfikat bramy.")
        .shows("VPN nie łączy się z domu");
}

#[tokio::test]
async fn answers_come_while_somebody_files_and_hold_nothing_internal() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    written(&olga, &[]).await;
    let secret = [
        ("article.title", "VPN: hasło bramy"),
        ("article.readers", "staff"),
    ];
    written(&olga, &secret).await;
    let visitor = site.visitor();
    let typed = [("subject", "VPN"), ("body", "Nie łączy mnie z domu")];
    visitor
        .post("/wiedza/podpowiedzi", &typed)
        .await
        .is(200)
        .shows("VPN nie łączy się z domu")
        .hides("hasło bramy");
    let other = [("subject", "Krzesło"), ("body", "Proszę o nowe krzesło")];
    visitor.post("/wiedza/podpowiedzi", &other).await.is(204);
}

#[tokio::test]
async fn what_nobody_has_confirmed_for_long_is_counted_for_its_unit_until_somebody_does() {
    let site = Site::start().await;
    let article = written(&site.first_line().await, &[]).await;
    let counted = "<span class=\"nav-count\">1</span>";
    let own = site.member("IT-04-1").await;
    own.get("/wiedza").await.is(200).hides(counted);
    site.minutes_pass(180 * 24 * 60);
    let (own, other) = (site.member("IT-04-1").await, site.member("IT-04-2").await);
    own.get("/wiedza").await.is(200).shows(counted);
    other.get("/wiedza").await.is(200).hides(counted);
    let list = "/wiedza?widok=do-sprawdzenia";
    let of = |unit: &str| format!("{list}&komorka={unit}");
    own.get(&of("IT-04-1")).await.is(200).shows(&article);
    own.get(&of("IT-04-2"))
        .await
        .is(200)
        .shows("Nie ma artykułów, które trzeba sprawdzić.");
    own.post(&format!("{article}/aktualny"), &[("version", "1")])
        .await
        .leads_to(&article);
    own.get(list).await.is(200).hides(&article).hides(counted);
}
