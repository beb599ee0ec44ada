//! What requesters say of solutions.

use serde_json::json;

use crate::harness::{Api, path};

#[tokio::test]
async fn the_requester_rates_each_solution_and_the_unit_that_solved_it_reads_it() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let requester = api.requester().await;
    let number = api.ticket(&operator, &requester).await;
    let ratings = path(&number, "ratings");
    let good = json!({"grade": "good", "remark": "szybko"});
    api.post(&requester, &ratings, &good)
        .await
        .problem(409, "wrong_status");
    let solution = json!({"solution": "Nowy certyfikat."});
    let solved = api.act(&operator, &number, "resolve", &solution).await;

    let nothing = api.post(&requester, &ratings, &json!({})).await;
    assert_eq!(nothing.missing(), ["grade"]);
    let unknown = api
        .post(&requester, &ratings, &json!({"grade": "excellent"}))
        .await;
    assert_eq!(unknown.fields(422, "fields")[0].0, "grade");
    let long = json!({"grade": "bad", "remark": "x".repeat(2_001)});
    let long = api.post(&requester, &ratings, &long).await;
    assert_eq!(long.fields(422, "fields")[0].0, "remark");
    // Nobody rates for the requester.
    api.post(&operator, &ratings, &good)
        .await
        .problem(403, "forbidden");

    let said = api.post(&requester, &ratings, &good).await;
    assert_eq!(said.status, 200, "{}", said.text);
    let said = said.json();
    assert_eq!(
        (&said["unit"], &said["grade"], &said["remark"]),
        (&json!("IT-02-3"), &json!("good"), &json!("szybko"))
    );
    let read = api.get(&operator, &ratings).await;
    assert!(!read.text.contains("jan.kowalski"), "{}", read.text);
    assert_eq!(read.json()["ratings"], json!([said]));
    // The ticket itself is what it was.
    let ticket = format!("/api/v1/tickets/{number}");
    let ticket = api.get(&operator, &ticket).await.json();
    assert_eq!(ticket["version"], solved["version"]);

    let reopening = json!({"reason": "Znowu nie działa."});
    api.act(&requester, &number, "reopen", &reopening).await;
    api.post(&requester, &ratings, &good)
        .await
        .problem(409, "wrong_status");
    api.act(&operator, &number, "resolve", &solution).await;
    *api.clock.lock().unwrap() = "2026-03-02T09:30:00Z".parse().unwrap();
    let bad = json!({"grade": "bad"});
    assert_eq!(api.post(&requester, &ratings, &bad).await.status, 200);
    let all = api.get(&requester, &ratings).await.json();
    assert_eq!(all["ratings"][0]["grade"], "good");
    assert_eq!(all["ratings"][1]["grade"], "bad");
    api.act(&requester, &number, "close", &json!({})).await;
    api.post(&requester, &ratings, &good)
        .await
        .problem(409, "finished");
}
