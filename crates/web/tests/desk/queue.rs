//! The queue.

use std::collections::HashMap;

use domain::calendar::Calendar;
use domain::targets::Targets;
use domain::{Ticket, Urgency};
use jiff::Timestamp;

use crate::harness::{FULL, Site, between, vpn_suggestion};

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
    let tabs = between(&page.html, "<ul class=\"tabs\" data-tabs>", "</ul>");
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
            "połączone",
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

/// When each open ticket is due by its history alone.
async fn due_by_fold(site: &Site, tickets: &[Ticket]) -> HashMap<String, Option<Timestamp>> {
    let (calendar, targets) = (Calendar::built_in(), Targets::built_in());
    let mut dues = HashMap::new();
    for ticket in tickets {
        let ticket = site.fresh(ticket.number).await;
        if !ticket.status.is_open() {
            continue;
        }
        let history = site.history(&ticket).await;
        let clocks = domain::clock::clocks(&history, &calendar, &targets, site.now()).unwrap();
        let due = clocks.next_due().and_then(|clock| clock.due);
        dues.insert(ticket.number.to_string(), due);
    }
    dues
}

#[tokio::test]
async fn the_order_by_due_time_always_is_that_of_the_clocks() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let network = site.member("IT-04-1").await;
    let mut tickets = Vec::new();
    for n in 0..12 {
        let urgency = [Urgency::Low, Urgency::Medium, Urgency::High][n % 3];
        let ticket = site
            .filed_with(&format!("zgłoszenie {n}"), "opis", None, urgency, None)
            .await;
        tickets.push(ticket);
        site.minutes_pass(7);
    }
    let address = "/kolejka?komorka=wszystkie&kolejnosc=termin";
    for step in 0..30 {
        let ticket = &tickets[step * 5 % tickets.len()];
        match step % 6 {
            0 => olga.act(ticket, "podejmij", &[]).await,
            1 => {
                let fields = [("impact", "high"), ("urgency", "high"), ("reason", "x")];
                olga.act(ticket, "priorytet", &fields).await
            }
            2 => {
                let fields = [
                    ("why", "supplier"),
                    ("until", "2026-03-05T10:00"),
                    ("reason", "x"),
                ];
                olga.act(ticket, "wstrzymanie", &fields).await
            }
            3 => olga.act(ticket, "eskalacja", &FULL).await,
            4 => olga.act(ticket, "rozwiazanie", &[("solution", "x")]).await,
            _ => {
                network.act(ticket, "przyjecie", &[]).await;
                let fields = [("why", "requester"), ("until", ""), ("reason", "x")];
                olga.act(ticket, "wstrzymanie", &fields).await
            }
        };
        site.minutes_pass(if step == 20 { 3 * 24 * 60 } else { 11 });
        // Sessions end; people sign in anew.
        let ewa = site.first_line().await;
        let shown = ewa.get(address).await.is(200).numbers();
        let dues = due_by_fold(&site, &tickets).await;
        assert_eq!(shown.len(), dues.len(), "step {step}");
        let order: Vec<Timestamp> = shown
            .iter()
            .map(|number| dues[number].unwrap_or(Timestamp::MAX))
            .collect();
        assert!(order.is_sorted(), "step {step}: {shown:?} {dues:?}");
    }
}

#[tokio::test]
async fn other_orders_and_filters_keep_their_pages() {
    let site = Site::start().await;
    for n in 0..60 {
        site.filed(&format!("zgłoszenie {n}"), "opis", None).await;
        site.minutes_pass(1);
    }
    let olga = site.first_line().await;
    let mut sorted: Vec<String> = (1..=60).map(|n| format!("ZG-2026-{n:06}")).collect();
    for (order, backwards) in [("najstarsze", false), ("termin", false), ("numer", true)] {
        let first = olga
            .get(&format!("/kolejka?kolejnosc={order}"))
            .await
            .is(200);
        let next = between(&first.html, "rel=\"next\" href=\"", "\"").replace("&#38;", "&");
        let second = olga.get(&next).await.is(200);
        let mut shown = first.numbers();
        shown.extend(second.numbers());
        if backwards {
            sorted.reverse();
        }
        assert_eq!(shown, sorted, "{order}");
        // A place in one order is none in another.
        let other = next.replace(order, "pilne");
        olga.get(&other).await.is(400);
    }
    let mine = site.ticket().await;
    olga.act(&mine, "podejmij", &[]).await;
    let fields = [("why", "requester"), ("until", ""), ("reason", "x")];
    olga.act(&mine, "wstrzymanie", &fields).await;
    let waiting = olga.get("/kolejka?czeka=1").await.is(200);
    assert_eq!(waiting.numbers(), [mine.number.to_string()]);
    let free = olga.get("/kolejka?wolne=1&szukaj=VPN").await.is(200);
    assert_eq!(free.numbers(), [""; 0]);
}

#[tokio::test]
async fn a_view_is_saved_for_oneself_or_for_the_unit_and_deleted_again() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let jan = site.first_line().await;
    let network = site.member("IT-04-1").await;
    let page = olga
        .get("/kolejka?wolne=1&kolejnosc=najstarsze")
        .await
        .is(200);
    let save = between(&page.html, "href=\"/kolejka/widoki?", "\"").replace("&#38;", "&");
    olga.get(&format!("/kolejka/widoki?{save}"))
        .await
        .is(200)
        .shows("Zapisz ten widok");
    let saved = |name: &'static str, whom: &'static str| {
        let fields = [("widok", save.as_str()), ("nazwa", name), ("dla", whom)];
        let fields = fields.map(|(name, value)| (name, value.to_owned()));
        let olga = olga.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            olga.post("/kolejka/widoki", &fields).await
        }
    };
    saved("Wolne & stare", "mnie").await.leads_to("/kolejka?");
    saved("Wspólne wolne", "komorka")
        .await
        .leads_to("/kolejka?");
    saved(" ", "mnie").await.is(422).shows("Nazwa widoku");
    let long: &'static str = "x".repeat(61).leak();
    saved(long, "mnie")
        .await
        .is(422)
        .shows("najwyżej 60 znaków");
    let shown = olga.get(&format!("/kolejka?{save}")).await.is(200);
    shown.shows("Wolne &#38; stare").shows("Wspólne wolne");
    jan.get("/kolejka")
        .await
        .is(200)
        .shows("Wspólne wolne")
        .hides("Wolne &#38; stare");
    network.get("/kolejka").await.is(200).hides("Wspólne wolne");
    let list = jan.get("/kolejka/widoki").await.is(200);
    list.shows("Wspólne wolne").hides("/usun");
    let list = olga.get("/kolejka/widoki").await.is(200);
    let delete = between(&list.html, "action=\"/kolejka/widoki/", "/usun\"").to_owned();
    let delete = format!("/kolejka/widoki/{delete}/usun");
    jan.post(&delete, &[]).await.is(404);
    olga.post(&delete, &[]).await.leads_to("/kolejka/widoki");
    olga.post(&delete, &[]).await.is(404);
}
