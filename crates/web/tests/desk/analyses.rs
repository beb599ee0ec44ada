//! Figures of the desk's work: who sees whose, what the page, the files and the report say.

use crate::harness::{FULL, Site};

const SOLUTION: [(&str, &str); 1] = [("solution", "Zrobione.")];

/// Three tickets of March: one solved at once, one escalated and open, one cancelled.
async fn worked(site: &Site) {
    let olga = site.first_line().await;
    let at_once = site.ticket().await;
    olga.act(&at_once, "podejmij", &[])
        .await
        .leads_to("/kolejka/");
    site.minutes_pass(30);
    let at_once = site.fresh(at_once.number).await;
    olga.act(&at_once, "rozwiazanie", &SOLUTION)
        .await
        .leads_to("/kolejka");
    let escalated = site.filed("=HYPERLINK(\"x\")", "VPN", None).await;
    olga.act(&escalated, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let unwanted = site.ticket().await;
    olga.act(&unwanted, "anulowanie", &[("reason", "Dwa razy to samo.")])
        .await
        .leads_to("/kolejka");
}

#[tokio::test]
async fn the_page_counts_this_month_and_draws_each_chart_with_its_data() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    olga.get("/analizy")
        .await
        .is(200)
        .shows("Nic nie czeka.")
        .shows("nie było żadnych zgłoszeń");
    worked(&site).await;
    let page = olga.get("/analizy").await.is(200);
    page.shows("od 1 marca 2026 do 31 marca 2026")
        .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">3</strong>")
        .shows("<dt>Rozwiązane</dt><dd><strong class=\"number\">1</strong>")
        .shows("<dt>Rozwiązane przy pierwszym kontakcie</dt><dd><strong class=\"number\">1 (100,0\u{a0}%)</strong>")
        .shows("<dt>Połowa rozwiązana najdalej w</dt><dd><strong class=\"number\">30 min</strong>")
        .shows("<figure class=\"chart\" id=\"przebieg\">")
        .shows("<figure class=\"chart\" id=\"wiek\">")
        .shows("<figure class=\"chart\" id=\"przepisy-wykres\">")
        .shows("§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l")
        .shows("bez żadnego zgłoszenia")
        .shows("href=\"/jakosc\"")
        .shows("href=\"/analizy/raport/2026-03\"")
        .hides("href=\"/trafnosc\">");
    olga.get("/analizy?od=2026-02-01&do=2026-02-28")
        .await
        .is(200)
        .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">0</strong>");
    olga.get("/analizy?komorka=IT-04-1")
        .await
        .is(200)
        .shows("Tylko zgłoszenia komórki IT-04-1")
        .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">1</strong>");
    for bad in [
        "od=2026-03-02&do=2026-03-01",
        "od=%3Cb%3E",
        "komorka=IT-99-9",
        "od=1900-01-01",
    ] {
        olga.get(&format!("/analizy?{bad}"))
            .await
            .is(200)
            .shows("Nie rozumiemy tego okresu")
            .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">3</strong>")
            .hides("<b>");
    }
}

#[tokio::test]
async fn a_unit_sees_its_own_figures_and_a_superior_those_below() {
    let site = Site::start().await;
    worked(&site).await;
    let sylwia = site.member("IT-04-1").await;
    sylwia
        .get("/analizy")
        .await
        .is(200)
        .shows("Tylko zgłoszenia komórki IT-04-1")
        .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">1</strong>")
        .hides("href=\"/jakosc\"");
    sylwia.get("/analizy?komorka=IT-02-3").await.is(403);
    let superiors = domain::chain::Superiors::built_in();
    let unit = "IT-04-1".parse().unwrap();
    let nearest = superiors
        .superior(&unit, 1, "2026-03-02".parse().unwrap())
        .unwrap();
    let email = nearest.person.email.clone();
    let above = site
        .person_at("Zwierzchnik", &email, domain::Role::Requester)
        .await;
    above
        .get("/analizy")
        .await
        .is(200)
        .shows("komórek, które Pani lub Panu podlegają")
        .shows("href=\"/analizy\"")
        .shows("<dt>Przyjęte</dt><dd><strong class=\"number\">1</strong>")
        .hides("zgloszenia.csv");
    // Whoever sees no tickets takes none home.
    above.get("/analizy/pliki/komorki.csv").await.is(200);
    above.get("/analizy/pliki/zgloszenia.csv").await.is(403);
    let anna = site.requester().await;
    anna.get("/").await.is(200).hides("href=\"/analizy\"");
}

#[tokio::test]
async fn attack_29_files_open_in_a_spreadsheet_and_calculate_nothing() {
    let site = Site::start().await;
    worked(&site).await;
    let olga = site.first_line().await;
    let file = olga.get("/analizy/pliki/zgloszenia.csv").await.is(200);
    let lines: Vec<&str> = file
        .html
        .strip_prefix('\u{feff}')
        .unwrap()
        .lines()
        .collect();
    assert_eq!(lines.len(), 4);
    assert!(
        lines[0].starts_with("Numer;Temat;Zgłaszający;"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains("2026-03-02T10:00:00+01:00;2026-03-02T10:30:00+01:00;tak;2026-03-02T10:30:00+01:00;rozwiązane;tak;30;"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].contains(";\"'=HYPERLINK(\"\"x\"\")\";"),
        "{}",
        lines[2]
    );
    let comma = olga
        .get("/analizy/pliki/komorki.csv?rozdzielacz=przecinek")
        .await
        .is(200);
    comma.shows("Komórka,Nazwa komórki,").shows("\r\nIT-02-3,");
    for name in ["przebieg", "komorki", "przepisy", "bledne"] {
        olga.get(&format!("/analizy/pliki/{name}.csv"))
            .await
            .is(200);
    }
    olga.get("/analizy/pliki/inne.csv").await.is(404);
    olga.get("/analizy/pliki/zgloszenia.csv?od=jutro")
        .await
        .is(400);
    // Only what the unit holds.
    let sylwia = site.member("IT-04-1").await;
    let file = sylwia.get("/analizy/pliki/zgloszenia.csv").await.is(200);
    assert_eq!(file.html.lines().count(), 2);
}

#[tokio::test]
async fn a_file_longer_than_a_piece_has_every_ticket_once() {
    let site = Site::start().await;
    for _ in 0..1_003 {
        site.filed_with("VPN", "VPN", None, domain::Urgency::Low, None)
            .await;
    }
    let olga = site.first_line().await;
    let file = olga.get("/analizy/pliki/zgloszenia.csv").await.is(200);
    let mut numbers: Vec<&str> = file.html.lines().skip(1).map(|line| &line[..14]).collect();
    assert_eq!(numbers.len(), 1_003);
    numbers.dedup();
    assert_eq!(numbers.len(), 1_003);
}

#[tokio::test]
async fn the_report_tells_the_month_in_plain_words() {
    let site = Site::start().await;
    worked(&site).await;
    let olga = site.first_line().await;
    let page = olga.get("/analizy/raport/2026-03").await.is(200);
    page.shows("Raport za marzec 2026")
        .shows("Ten miesiąc jeszcze trwa.")
        .shows("W marcu 2026 przyjęto 3 zgłoszenia.")
        .shows("Rozwiązano 1 zgłoszenie.")
        .shows("Na koniec otwarte było 1 zgłoszenie. Na początku było ich 0.")
        .shows("W terminie rozwiązano 100,0\u{a0}% zgłoszeń (1 z 1).");
    olga.get("/analizy/raport/2025-09")
        .await
        .is(200)
        .shows("We wrześniu 2025 przyjęto 0 zgłoszeń.")
        .hides("jeszcze trwa");
    olga.get("/analizy/raport/2026-13").await.is(404);
    olga.get("/analizy/raport/2026-03?komorka=nie")
        .await
        .is(404);
}
