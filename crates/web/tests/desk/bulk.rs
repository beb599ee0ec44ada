//! One act on several tickets at once.

use domain::{Status, Ticket};

use crate::harness::{Browser, FULL, Site};

/// What the queue's form posts about these tickets as they stand.
async fn selected(site: &Site, tickets: &[&Ticket]) -> Vec<String> {
    let mut values = Vec::new();
    for ticket in tickets {
        let ticket = site.fresh(ticket.number).await;
        values.push(format!("{}.{}", ticket.number, ticket.version));
    }
    values
}

async fn post(
    browser: &Browser<'_>,
    selected: &[String],
    act: &str,
    more: &[(&str, &str)],
) -> crate::browser::Page {
    let mut fields = vec![("czynnosc", act)];
    fields.extend(selected.iter().map(|value| ("wybrane", value.as_str())));
    fields.extend(more);
    browser.post("/kolejka/zbiorczo", &fields).await
}

const GO: (&str, &str) = ("krok", "wykonaj");

#[tokio::test]
async fn each_ticket_has_its_result_and_what_changed_meanwhile_is_left_alone() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let jan = site.first_line().await;
    let queue = "/kolejka?komorka=IT-02-3&stan=otwarte";
    let [one, two, changed, elsewhere] = [
        site.ticket().await,
        site.ticket().await,
        site.ticket().await,
        site.ticket().await,
    ];
    let page = olga.get(queue).await.is(200);
    let shown = selected(&site, &[&one, &two, &changed, &elsewhere]).await;
    for value in &shown {
        page.shows(&format!("name=\"wybrane\" value=\"{value}\""));
    }
    jan.act(&changed, "notatka", &[("text", "dzwoniła")]).await;
    jan.act(&elsewhere, "eskalacja", &FULL).await;
    let back = ("powrot", queue);
    let ask = post(&olga, &shown, "podejmij", &[back]).await.is(200);
    ask.shows("4 zaznaczone zgłoszenia");
    assert_eq!(site.fresh(one.number).await.assignee, None);
    let result = post(&olga, &shown, "podejmij", &[back, GO]).await.is(200);
    result
        .shows("Zmieniono 2 zgłoszenia.")
        .shows("2 zgłoszenia pozostały bez zmian")
        .shows("zmieniło się, odkąd")
        .shows("href=\"/kolejka?komorka=IT-02-3&#38;stan=otwarte\"");
    let olga_id = olga.person.as_ref().map(|person| person.id);
    for (ticket, assignee) in [(&one, olga_id), (&two, olga_id), (&changed, None)] {
        assert_eq!(site.fresh(ticket.number).await.assignee, assignee);
    }
    // The same form once more does nothing: the tickets are not as they were.
    post(&olga, &shown, "podejmij", &[GO])
        .await
        .is(200)
        .shows("Nie zmieniono żadnego zgłoszenia.");
}

#[tokio::test]
async fn words_are_asked_once_for_all_and_kept_when_they_have_to_be_mended() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let (one, two) = (site.ticket().await, site.ticket().await);
    let both = selected(&site, &[&one, &two]).await;
    let ask = post(&olga, &both, "rozwiazanie", &[]).await.is(200);
    ask.shows("name=\"solution\"");
    post(&olga, &both, "rozwiazanie", &[GO, ("solution", " ")])
        .await
        .is(422)
        .shows("error-summary");
    let words = ("solution", "Sieć wróciła.");
    post(&olga, &both, "rozwiazanie", &[GO, words])
        .await
        .is(200)
        .shows("Zmieniono 2 zgłoszenia.");
    for ticket in [&one, &two] {
        assert_eq!(site.fresh(ticket.number).await.status, Status::Resolved);
    }
    let both = selected(&site, &[&one, &two]).await;
    let note = [GO, ("text", "obie sprawy"), ("visibility", "internal")];
    post(&olga, &both, "notatka", &note).await.is(200);
    let both = selected(&site, &[&one, &two]).await;
    post(&olga, &both, "zamkniecie", &[GO]).await.is(200);
    for ticket in [&one, &two] {
        assert_eq!(site.fresh(ticket.number).await.status, Status::Closed);
    }
}

#[tokio::test]
async fn several_tickets_are_transferred_and_given_a_priority() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let (one, two) = (site.ticket().await, site.ticket().await);
    let both = selected(&site, &[&one, &two]).await;
    let pressing = [GO, ("impact", "high"), ("urgency", "high"), ("reason", "x")];
    post(&olga, &both, "priorytet", &pressing)
        .await
        .is(200)
        .shows("Zmieniono 2 zgłoszenia.");
    assert_eq!(site.fresh(one.number).await.priority.number(), 1);
    let both = selected(&site, &[&one, &two]).await;
    let ask = post(&olga, &both, "przekazanie", &[]).await.is(200);
    ask.shows("<optgroup").shows("value=\"§15 pkt 2\"");
    let choice = ("choice", "other_scope");
    post(&olga, &both, "przekazanie", &[GO, choice])
        .await
        .is(422)
        .shows("error-summary");
    let to = ("duty", "§15 pkt 2");
    let reason = ("reason", "sprzęt na miejscu");
    post(&olga, &both, "przekazanie", &[GO, choice, to, reason])
        .await
        .is(200)
        .shows("Zmieniono 2 zgłoszenia.");
    for ticket in [&one, &two] {
        assert_eq!(site.fresh(ticket.number).await.unit.as_str(), "IT-04-2");
        assert_eq!(site.choices(ticket).await.len(), 1);
    }
}

#[tokio::test]
async fn attack_21_several_at_once_may_no_more_than_one() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let network = site.member("IT-04-1").await;
    let (own, foreign) = (site.ticket().await, site.ticket().await);
    olga.act(&own, "eskalacja", &FULL).await;
    let both = selected(&site, &[&own, &foreign]).await;
    // What one may not see is not listed, and looks like what does not exist.
    post(&network, &both, "podejmij", &[])
        .await
        .is(200)
        .shows("1 zaznaczone zgłoszenie")
        .hides(&format!("/kolejka/{}", foreign.number));
    post(&network, &both[1..], "podejmij", &[]).await.is(404);
    post(&network, &both[1..], "zamkniecie", &[GO])
        .await
        .is(200)
        .shows("Nie ma takiego zgłoszenia.");
    assert_eq!(site.fresh(foreign.number).await.version, foreign.version);
    // Nonsense is nothing selected, and nobody is led away from the queue.
    let nonsense = ["x".to_owned(), "ZG-2026-000001".to_owned()];
    post(
        &olga,
        &nonsense,
        "podejmij",
        &[("powrot", "//evil.example")],
    )
    .await
    .is(422)
    .shows("href=\"/kolejka\"");
    post(&olga, &both, "usun-wszystko", &[GO]).await.is(422);
}
