//! The administrator's page of figures: what is said, what can be taken back, what shadow hides.

use serde_json::json;
use store::learning::models::{self, ModelState, NewModel};
use store::learning::{hide_suggestion, state};
use uuid::Uuid;

use crate::harness::{FULL, Site};

async fn version(site: &Site, name: &str, state: ModelState) -> Uuid {
    let id = Uuid::new_v4();
    let model = NewModel {
        id,
        version: name,
        base: "podstawa",
        adaptation: b"none of this version of the program",
        based_on: 23,
        left_out: &json!({"repeated": 4, "alone": 1}),
        figures: &json!({
            "shipped": {"tickets": 1000, "current": 900, "candidate": 905},
            "past": {"tickets": 0, "current": 0, "candidate": 0},
        }),
        state,
    };
    let mut tx = site.store.write().await.unwrap();
    models::insert(&mut tx, &model, site.now()).await.unwrap();
    tx.commit().await.unwrap();
    site.minutes_pass(1);
    id
}

#[tokio::test]
async fn figures_of_the_period_are_shown_with_what_would_have_gone_wrong() {
    let site = Site::start().await;
    let (olga, adam) = (site.first_line().await, site.administrator().await);
    adam.get("/trafnosc")
        .await
        .is(200)
        .shows("nie rozwiązano jeszcze żadnego")
        .shows("Obowiązuje wersja dostarczona z programem");
    // One as proposed, one that the first line kept although IT-04-1 was proposed.
    let right = site.ticket().await;
    olga.act(&right, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let sylwia = site.member("IT-04-1").await;
    let solution = [("solution", "Zrobione.")];
    sylwia
        .act(&right, "rozwiazanie", &solution)
        .await
        .leads_to("/kolejka");
    let kept = site.ticket().await;
    olga.act(&kept, "podejmij", &[]).await.leads_to("/kolejka");
    olga.act(&kept, "rozwiazanie", &solution)
        .await
        .leads_to("/kolejka");
    let page = adam.get("/trafnosc").await.is(200);
    page.shows("2 (100,0\u{a0}%)")
        .shows("1 (50,0\u{a0}%)")
        .shows("<figure class=\"chart\"")
        .shows("Luki kompetencyjne")
        .shows("Przepisy, do których nic nie trafiło");
    assert!(
        page.numbers()
            .iter()
            .all(|number| *number == kept.number.to_string())
    );
    adam.get("/trafnosc?od=2020-01-01&do=2020-01-31")
        .await
        .is(200)
        .shows("nie rozwiązano jeszcze żadnego");
    adam.get("/trafnosc?od=%3Cb%3E")
        .await
        .is(200)
        .shows("Nie rozumiemy tych dat")
        .hides("<b>");
}

#[tokio::test]
async fn a_version_is_taken_back_and_learning_waits_for_a_person() {
    let site = Site::start().await;
    let adam = site.administrator().await;
    let first = version(&site, "pierwsza", ModelState::Active).await;
    version(&site, "druga", ModelState::Active).await;
    version(&site, "gorsza", ModelState::Refused).await;
    let page = adam.get("/trafnosc").await.is(200);
    page.shows("odrzucona")
        .shows("zastąpiona nowszą")
        .shows("23 zgłoszeń")
        .shows("5 pominięto")
        .shows("90,0\u{a0}% → 90,5\u{a0}%")
        .shows("Wstrzymaj uczenie");
    let answer = adam.post(&format!("/trafnosc/wersje/{first}"), &[]).await;
    answer.leads_to("/trafnosc?zrobiono=model-reverted");
    adam.get(&answer.location)
        .await
        .is(200)
        .shows("wycofana")
        .shows("Uczenie wstrzymano: Adam Administrator")
        .shows("Włącz uczenie");
    adam.post("/trafnosc/wersje/base", &[])
        .await
        .leads_to("/trafnosc?zrobiono=model-reverted");
    adam.post("/trafnosc/wersje/base", &[])
        .await
        .leads_to("/trafnosc?zrobiono=model-settled-already");
    let mut conn = site.store.read().await.unwrap();
    assert_eq!(models::active(&mut conn).await.unwrap(), None);
    assert!(state::read(&mut conn).await.unwrap().paused.is_some());
    drop(conn);
    adam.post("/trafnosc/uczenie/wlacz", &[])
        .await
        .leads_to("/trafnosc?zrobiono=learning-resumed");
    let mut conn = site.store.read().await.unwrap();
    assert_eq!(state::read(&mut conn).await.unwrap().paused, None);
}

#[tokio::test]
async fn a_suggestion_in_shadow_is_not_in_the_queue() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    let duty = "§14 pkt 1 lit. l"
        .parse::<ordinance::Reference>()
        .unwrap()
        .shown();
    olga.get("/kolejka").await.is(200).shows(&duty);
    let mut tx = site.store.write().await.unwrap();
    hide_suggestion(&mut tx, ticket.id).await.unwrap();
    tx.commit().await.unwrap();
    olga.look(&ticket).await.is(200);
    olga.get("/kolejka").await.is(200).hides(&duty);
}
