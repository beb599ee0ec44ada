//! Two units that do not agree, and their superior's form.

use domain::{Role, Status, Ticket};

use crate::harness::{FULL, Site};

/// After the third bounce between the first line and IT-04-1.
async fn disputed(site: &Site) -> Ticket {
    let olga = site.first_line().await;
    let adam = site.member("IT-04-1").await;
    let mut ticket = site.ticket().await;
    for _ in 0..2 {
        olga.act(&ticket, "eskalacja", &FULL)
            .await
            .leads_to("/kolejka");
        ticket = site.fresh(ticket.number).await;
        adam.act(&ticket, "zwrot", &[("reason", "To nie my.")])
            .await
            .leads_to("/kolejka");
        ticket = site.fresh(ticket.number).await;
    }
    ticket
}

#[tokio::test]
async fn the_superior_of_both_decides_by_one_form_and_the_decision_binds() {
    let site = Site::start().await;
    let ticket = disputed(&site).await;
    let olga = site.first_line().await;
    olga.look(&ticket)
        .await
        .is(200)
        .shows("rozstrzyga Dyrektor (IT-02-3, IT-04-1)");
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .shows("Proszę poczekać na decyzję.");
    let form = format!("/rozstrzygniecie/{}", ticket.number);
    olga.get(&form).await.is(404);
    // The sample people have the director's address; the account is an ordinary one.
    let director = site
        .person_at("Danuta Dyrektor", "dyrektor@coi.example", Role::Requester)
        .await;
    director
        .get(&form)
        .await
        .is(200)
        .shows("Która komórka ma się tym zająć?")
        .shows("To nie my.");
    let version = ticket.version.to_string();
    director
        .post(&form, &[("version", version.as_str())])
        .await
        .is(422)
        .shows("href=\"#field-duty\"");
    let fields = [
        ("version", version.as_str()),
        ("duty", "§14 pkt 1 lit. l"),
        ("reason", "To sieć."),
    ];
    director
        .post(&form, &fields)
        .await
        .leads_to("/?zrobiono=desk-decided");
    let now = site.fresh(ticket.number).await;
    assert_eq!(
        (now.unit.as_str(), now.status),
        ("IT-04-1", Status::HandedOver)
    );
    director.get(&form).await.is(404);
    let adam = site.member("IT-04-1").await;
    adam.look(&now)
        .await
        .is(200)
        .shows("Rozstrzygnięcie przełożonego")
        .shows("To sieć.")
        .shows("rozstrzygnięcie, do IT-04-1");
    adam.act(&now, "zwrot", &[("reason", "Jednak nie.")])
        .await
        .is(409)
        .shows("rozstrzygnął już tę sprawę");
}
