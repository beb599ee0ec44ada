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

#[tokio::test]
async fn attack_35_a_late_decision_shows_what_changed_and_keeps_every_word() {
    let site = Site::start().await;
    let ticket = disputed(&site).await;
    let director = site
        .person_at("Danuta Dyrektor", "dyrektor@coi.example", Role::Requester)
        .await;
    let olga = site.first_line().await;
    let form = format!("/rozstrzygniecie/{}", ticket.number);
    let version = ticket.version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("duty", "§14 pkt 1 lit. l"),
        ("reason", "To <b>sieć</b>."),
    ];
    olga.act(&ticket, "notatka", &[("text", "brama jest ich")])
        .await
        .leads_to("/kolejka");
    let next = (ticket.version + 1).to_string();
    director
        .post(&form, &fields)
        .await
        .is(409)
        .shows("Co się zmieniło")
        .shows("brama jest ich")
        .shows(&format!("name=\"version\" value=\"{next}\""))
        .shows("value=\"§14 pkt 1 lit. l\" selected")
        .shows("To &#60;b&#62;sieć&#60;/b&#62;.");
    // Somebody put the decision down first: the words can be copied, and nothing later is told.
    let administrator = site.administrator().await;
    let decided = [
        ("version", next.as_str()),
        ("duty", "§8 pkt 2 lit. a"),
        ("reason", "Zostaje w I linii."),
    ];
    administrator
        .post(&form, &decided)
        .await
        .leads_to("/?zrobiono=desk-decided");
    olga.act(&ticket, "notatka", &[("text", "tylko dla nas")])
        .await
        .leads_to("/kolejka");
    director
        .post(&form, &fields)
        .await
        .is(409)
        .shows("Zostaje w I linii.")
        .shows("readonly")
        .shows("To &#60;b&#62;sieć&#60;/b&#62;.")
        .hides("tylko dla nas")
        .hides("name=\"version\"");
    // Whoever was never asked learns nothing.
    let stranger = site.person("Jan Obcy", Role::Requester).await;
    stranger.post(&form, &fields).await.is(404);
    let ages_ago = [("version", "1"), ("reason", "x")];
    director.post(&form, &ages_ago).await.is(404);
}
