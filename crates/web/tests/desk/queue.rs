//! The queue.

use domain::Urgency;

use crate::harness::{Site, between, vpn_suggestion};

#[tokio::test]
async fn the_most_urgent_come_first_and_among_them_the_newest() {
    let site = Site::start().await;
    for (subject, urgency) in [
        ("stare zwykłe", Urgency::Medium),
        ("stare pilne", Urgency::High),
        ("nowe pilne", Urgency::High),
        ("nowe zwykłe", Urgency::Medium),
        ("planowe", Urgency::Low),
    ] {
        site.filed_with(subject, "opis", None, urgency, Some(vpn_suggestion()))
            .await;
        site.minutes_pass(125);
    }
    let page = site.first_line().await.get("/kolejka").await.is(200);
    assert_eq!(
        page.numbers(),
        [
            "ZG-2026-000003",
            "ZG-2026-000002",
            "ZG-2026-000004",
            "ZG-2026-000001",
            "ZG-2026-000005"
        ]
    );
    page.shows("2 godz. temu")
        .shows("datetime=\"2026-03-02T17:20:00Z\"")
        .shows("2 marca 2026, 18:20")
        .shows("Wydział Spraw Społecznych")
        .shows("raczej pewne · 83%");
}

#[tokio::test]
async fn filters_narrow_the_list_and_stay_in_the_address() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let vpn = site.filed("Nie działa VPN", "od rana", None).await;
    site.filed("Drukarka się zacina", "piętro 3, żółta kartka", None)
        .await;
    olga.act(&vpn, "podejmij", &[]).await;
    let found = |query: &'static str| {
        let olga = olga.clone();
        async move {
            olga.get(&format!("/kolejka?{query}"))
                .await
                .is(200)
                .numbers()
        }
    };
    assert_eq!(found("szukaj=zolta").await, ["ZG-2026-000002"]);
    assert_eq!(
        found("szukaj=%C5%BB%C3%93%C5%81TA").await,
        ["ZG-2026-000002"]
    );
    assert_eq!(found("stan=in_progress").await, ["ZG-2026-000001"]);
    assert_eq!(found("moje=1").await, ["ZG-2026-000001"]);
    assert_eq!(found("komorka=IT-04-1").await, [""; 0]);
    assert_eq!(found("priorytet=1").await, [""; 0]);
    assert_eq!(found("komorka=wszystkie&stan=wszystkie").await.len(), 2);
    let page = olga
        .get("/kolejka?szukaj=vpn&stan=in_progress&moje=1")
        .await
        .is(200);
    page.shows("value=\"vpn\"")
        .shows("value=\"in_progress\" selected")
        .shows("value=\"1\" checked")
        .shows("szukaj=vpn&#38;moje=1");
}

#[tokio::test]
async fn counts_say_how_many_there_are_in_each_open_status() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let one = site.ticket().await;
    site.ticket().await;
    olga.act(&one, "rozwiazanie", &[("solution", "x")]).await;
    let page = olga.get("/kolejka").await.is(200);
    let tabs = between(&page.html, "<ul class=\"tabs\">", "</ul>");
    let words: Vec<&str> = tabs
        .split(['<', '>'])
        .map(str::trim)
        .filter(|text| !text.is_empty() && !text.contains('=') && !text.starts_with('/'))
        .filter(|text| !["li", "a", "span"].contains(text))
        .collect();
    assert_eq!(
        words,
        [
            "otwarte",
            "1",
            "nowe",
            "1",
            "rozwiązane",
            "zamknięte",
            "anulowane",
            "wszystkie"
        ]
    );
}

#[tokio::test]
async fn all_tickets_are_the_solved_ones_too() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let solved = site.ticket().await;
    site.ticket().await;
    olga.act(&solved, "rozwiazanie", &[("solution", "x")]).await;
    let open = olga.get("/kolejka").await.is(200);
    assert_eq!(open.numbers(), ["ZG-2026-000002"]);
    let all = olga.get("/kolejka?stan=wszystkie").await.is(200);
    assert_eq!(all.numbers(), ["ZG-2026-000002", "ZG-2026-000001"]);
}

#[tokio::test]
async fn attack_19_nonsense_in_the_address_is_named_and_never_an_error() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    site.ticket().await;
    let page = olga
        .get("/kolejka?komorka=%3Cb%3E&stan=%27%20or%201=1&priorytet=99&sort=drop&stan=%FF%FE&x")
        .await
        .is(200);
    page.shows("Pominięto filtry")
        .shows("komórka „&#60;b&#62;”")
        .hides("<b>");
    assert_eq!(page.numbers(), ["ZG-2026-000001"]);
    let long = format!("/kolejka?szukaj={}", "a".repeat(5_000));
    olga.get(&long)
        .await
        .is(200)
        .shows("zbyt długi szukany tekst");
    for text in ["%25", "_", "%5C", "%22", "'", "%00"] {
        let page = olga.get(&format!("/kolejka?szukaj={text}")).await;
        assert_eq!(page.status.as_u16(), 200, "{text}");
    }
}

#[tokio::test]
async fn an_empty_queue_has_kind_words() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("Wszystko załatwione.");
    olga.get("/kolejka?szukaj=nic")
        .await
        .is(200)
        .shows("Żadne zgłoszenie nie pasuje");
}

#[tokio::test]
async fn paging_shows_every_ticket_once_forward_and_back() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    for n in 0..120 {
        site.filed(&format!("zgłoszenie {n}"), "opis", None).await;
        if n % 3 == 0 {
            site.minutes_pass(1);
        }
    }
    let mut pages = Vec::new();
    let mut address = "/kolejka?stan=wszystkie".to_owned();
    loop {
        let page = olga.get(&address).await.is(200);
        let older = page.html.split_once("rel=\"next\" href=\"");
        let next = older.map(|(_, rest)| rest.split_once('"').unwrap().0.replace("&#38;", "&"));
        pages.push((address, page));
        match next {
            Some(next) => address = next,
            None => break,
        }
    }
    let sizes: Vec<_> = pages.iter().map(|(_, page)| page.numbers().len()).collect();
    assert_eq!(sizes, [50, 50, 20]);
    let mut all: Vec<_> = pages.iter().flat_map(|(_, page)| page.numbers()).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 120);
    // And back, page by page.
    let mut page = olga.get(&pages[2].0).await.is(200);
    for (_, before) in pages[..2].iter().rev() {
        let newer = between(&page.html, "rel=\"prev\" href=\"", "\"").replace("&#38;", "&");
        page = olga.get(&newer).await.is(200);
        assert_eq!(page.numbers(), before.numbers());
    }
    page.hides("rel=\"prev\"");
}

#[tokio::test]
async fn a_damaged_cursor_is_a_clear_error() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    for query in [
        "po=abc",
        "po=%FF",
        "po=AQUAAAAAAAAAAA",
        "przed=x.y",
        "stan=new&po=1",
    ] {
        olga.get(&format!("/kolejka?{query}"))
            .await
            .is(400)
            .shows("Nie ma takiej strony kolejki")
            .shows("Na początek kolejki");
    }
}
